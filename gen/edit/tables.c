#include "edit/tables.h"

#include "base/buf.h"

Str lines_indented(Arena *arena, Str lines, size_t column)
{
    Buf out = buf_new(arena);
    Str line;
    while (str_split(&lines, '\n', &line)) {
        if (line.n == 0 && lines.p == NULL)
            break;
        if (line.n > 0)
            buf_printf(&out, "%*s%.*s", (int)column, "", STR_ARG(line));
        buf_char(&out, '\n');
    }
    return buf_text(&out);
}

static Str entry_lines(Arena *arena, Str name, Str lines, size_t column)
{
    Str head = str_printf(arena, "%*s%.*s:\n", (int)column, "", STR_ARG(yaml_written(arena, name, false)));
    return str_join(arena, head, lines_indented(arena, lines, column + 2));
}

bool tables_append(Patch *patch, Str text, const YamlNode *root, Str name, Str lines)
{
    Arena *arena = patch->arena;
    const YamlNode *tables = yaml_find(root, STR("tableaux")), *last = tables != NULL ? tables->first : NULL;
    bool ends_line = text.n == 0 || text.p[text.n - 1] == '\n';
    if (tables == NULL) {
        Str head = str_printf(arena, "%stableaux:\n", ends_line ? "\n" : "\n\n");
        patch_insert(patch, text.n, str_join(arena, head, entry_lines(arena, name, lines, 2)));
        return true;
    }
    if (last == NULL) {                  /* `tableaux:` with nothing, or {} */
        size_t end = patch_line_end(text, tables->span.hi > tables->key_span.hi ? tables->span.hi : tables->key_span.hi);
        bool is_open = end > 0 && text.p[end - 1] != '\n';
        Str made = entry_lines(arena, name, lines, 2);
        if (tables->span.hi > tables->span.lo)
            patch_replace(patch, tables->span.lo, tables->span.hi, STR_NONE);
        patch_insert(patch, end, is_open ? str_join(arena, STR("\n"), made) : made);
        return tables->kind == YAML_MAP || tables->scalar.n == 0;
    }
    if (tables->kind != YAML_MAP || text.p[tables->span.lo] == '{')
        return false;
    while (last->next != NULL)
        last = last->next;
    size_t column = tables->first->key_span.lo - patch_line_start(text, tables->first->key_span.lo);
    size_t end = patch_line_end(text, last->span.hi > last->key_span.hi ? last->span.hi : last->key_span.hi);
    Str made = entry_lines(arena, name, lines, column);
    patch_insert(patch, end, end > 0 && text.p[end - 1] != '\n' ? str_join(arena, STR("\n"), made) : made);
    return true;
}
