/* yaml_dump.c - the tree as text, for `bilan dump --phase yaml` */
#include "base/buf.h"
#include "data/yaml.h"

static void put_quoted(Buf *out, Str text)
{
    buf_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '\n' || c == '\t' || c == '\r')
            buf_printf(out, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
        else if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else
            buf_char(out, c);
    }
    buf_char(out, '"');
}

static void put_node(Buf *out, const YamlNode *node, const Sources *sources, int depth)
{
    static const char *const names[] = { [YAML_SCALAR] = "scalar", [YAML_LIST] = "list", [YAML_MAP] = "map" };
    const Source *source = source_of(sources, node->span);
    Place lo = source_place(source, node->span.lo), hi = source_place(source, node->span.hi);
    buf_printf(out, "%*s", 2 * depth, "");
    if (node->key_span.file != 0)
        buf_printf(out, "%.*s: ", STR_ARG(node->key));
    buf_printf(out, "%s %u:%u-%u:%u", names[node->kind], (unsigned)lo.line, (unsigned)lo.column,
               (unsigned)hi.line, (unsigned)hi.column);
    if (node->is_broken)
        buf_c(out, " broken");
    if (node->kind == YAML_SCALAR) {
        buf_c(out, node->is_plain ? " plain " : " ");
        put_quoted(out, node->scalar);
    }
    buf_char(out, '\n');
    for (const YamlNode *child = node->first; child != NULL; child = child->next)
        put_node(out, child, sources, depth + 1);
}

Str yaml_dump(Arena *arena, const YamlNode *node, const Sources *sources)
{
    Buf out = buf_new(arena);
    put_node(&out, node, sources, 0);
    return buf_text(&out);
}
