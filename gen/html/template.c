#include "html/template_impl.h"

#include "base/file.h"
#include "base/map.h"
#include "doc/style.h"
#include "html/arabic.h"
#include "html/writer.h"

/* Partials that call themselves twice would double at each level, and a list within itself grows as a power: what one
 * page may ask for is bounded, in steps (pieces of templates written, and contexts in which their names are looked up) and
 * in bytes. The menu of a report with 20,000 headings takes 260,531 steps. */
enum { PARTIAL_DEPTH = 64, STEPS_MAX = 10000000, BYTES_MAX = 64 << 20, TEMPLATE_LIMIT = 1 << 20 };

struct Templates {
    Arena      *arena;
    Sources    *sources;
    const Strs *folders;                 /* theme_file() */
    Diags      *diags;
    Map         parsed;                  /* name -> TemplateNodes * */
    bool        marks_arabic;
};

/* What names are looked up in, newest first. */
typedef struct Context Context;
struct Context { const View *view; const Context *outer; };

typedef struct {
    Templates *templates;
    Buf       *out;
    int        depth;                    /* of partials */
    size_t     steps, start;             /* taken so far; bytes that stood there before */
    bool       is_too_deep;              /* reported; partials are empty from there on */
    bool       is_too_long;              /* reported; nothing more is written */
} Render;

Templates *templates_open(Arena *arena, Sources *sources, const Strs *folders, Diags *diags)
{
    Templates *templates = arena_new(arena, Templates);
    *templates = (Templates){ .arena = arena, .sources = sources, .folders = folders, .diags = diags };
    return templates;
}

static TemplateNodes *keep(Templates *templates, Str name, Str text, uint32_t file)
{
    TemplateNodes *nodes = arena_new(templates->arena, TemplateNodes);
    *nodes = template_parse(templates->arena, text, file, templates->diags);
    map_set(templates->arena, &templates->parsed, str_copy(templates->arena, name), nodes);
    return nodes;
}

void templates_mark_arabic(Templates *templates)
{
    templates->marks_arabic = true;
}

void templates_add(Templates *templates, Str name, Str text)
{
    keep(templates, name, text, 0);
}

static bool is_file_name(Str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return name.n > 0;
}

/* Reads and parses a template once; one that is missing is empty. */
static const TemplateNodes *find(Templates *templates, Str name, Span asked_at)
{
    const TemplateNodes *known = map_find(&templates->parsed, name);
    if (known != NULL)
        return known;
    Arena *arena = templates->arena;
    Str path = theme_file(arena, templates->folders, str_printf(arena, "html/%.*s.mustache", STR_ARG(name))), text;
    if (!is_file_name(name) || !file_read(arena, path, TEMPLATE_LIMIT, &text)) {
        diag_add(templates->diags, DIAG_TEMPLATE_MISSING, asked_at, "%.*s", STR_ARG(path));
        return keep(templates, name, STR_NONE, 0);
    }
    return keep(templates, name, text, source_add(templates->sources, path, text));
}

/* "a.b.c": the first part is looked for in every context, outwards; the rest
 * only in what it names. */
static const View *look_up(Render *render, const Context *context, Str name)
{
    Str part;
    if (str_equal(name, STR(".")))
        return context->view;
    str_split(&name, '.', &part);
    const View *view = NULL;
    for (; view == NULL && context != NULL; context = context->outer, render->steps++)
        view = view_find(context->view, part);
    while (view != NULL && str_split(&name, '.', &part))
        view = view_find(view, part);
    return view;
}

static void write_text(Buf *out, const TemplateNode *node, Str indent)
{
    Str rest = node->text;
    bool is_line = node->starts_line;
    if (indent.n == 0) {
        buf_str(out, rest);
        return;
    }
    do {
        size_t end = str_find(rest, STR("\n"), 0);
        end = end < rest.n ? end + 1 : end;
        if (is_line)
            buf_str(out, indent);
        buf_str(out, str_slice(rest, 0, end));
        rest = str_slice(rest, end, rest.n);
        is_line = true;
    } while (rest.n > 0);
}

/* True while the page has not had its share; the tag at which it has is reported. */
static bool has_room(Render *render, const TemplateNode *node)
{
    if (render->is_too_long)
        return false;
    if (++render->steps <= STEPS_MAX && render->out->n - render->start <= BYTES_MAX)
        return true;
    render->is_too_long = true;
    diag_add(render->templates->diags, DIAG_TEMPLATE_TOO_LONG, node->span, "%.*s", STR_ARG(str_trim(node->text)));
    diag_remedy(render->templates->diags, "ne pas parcourir une liste dans elle-même");
    return false;
}

static void write_nodes(Render *render, const TemplateNodes *nodes, size_t from, size_t to,
                        const Context *context, Str indent);

static void write_section(Render *render, const TemplateNodes *nodes, size_t at, const Context *context, Str indent)
{
    const TemplateNode *section = &nodes->at[at];
    const View *view = look_up(render, context, section->text);
    if (section->kind == NODE_INVERTED) {
        if (!view_is_true(view))
            write_nodes(render, nodes, at + 1, section->end, context, indent);
    } else if (view_is_true(view) && view->kind == VIEW_LIST) {
        for (size_t i = 0; i < view->members.n && has_room(render, section); i++)
            write_nodes(render, nodes, at + 1, section->end, &(Context){ view->members.at[i].view, context }, indent);
    } else if (view_is_true(view)) {
        write_nodes(render, nodes, at + 1, section->end, &(Context){ view, context }, indent);
    }
}

static void write_partial(Render *render, const TemplateNode *node, const Context *context, Str indent)
{
    Templates *templates = render->templates;
    if (render->is_too_deep)
        return;
    if (render->depth == PARTIAL_DEPTH) {
        render->is_too_deep = true;
        diag_add(templates->diags, DIAG_TOO_DEEP, node->span, "« %.*s »", STR_ARG(node->text));
        return;
    }
    const TemplateNodes *nodes = find(templates, node->text, node->span);
    Str inner = node->indent.n ? str_join(templates->arena, indent, node->indent) : STR_NONE;
    render->depth++;
    write_nodes(render, nodes, 0, nodes->n, context, inner);
    render->depth--;
}

static void write_value(Render *render, const TemplateNode *node, const Context *context)
{
    const View *view = look_up(render, context, node->text);
    if (view == NULL || view->kind != VIEW_TEXT)
        return;
    if (node->kind == NODE_RAW_VALUE)
        buf_str(render->out, view->text);
    else if (render->templates->marks_arabic)
        html_escape_arabic(render->templates->arena, render->out, view->text);
    else
        html_escape(render->out, view->text);
}

/* Nodes [from, to). A section skips over its own nodes. */
static void write_nodes(Render *render, const TemplateNodes *nodes, size_t from, size_t to,
                        const Context *context, Str indent)
{
    for (size_t i = from; i < to; i++) {
        const TemplateNode *node = &nodes->at[i];
        if (!has_room(render, node))
            return;
        switch (node->kind) {
        case NODE_TEXT:
            write_text(render->out, node, indent);
            break;
        case NODE_VALUE:
        case NODE_RAW_VALUE:
            write_value(render, node, context);
            break;
        case NODE_SECTION:
        case NODE_INVERTED:
            write_section(render, nodes, i, context, indent);
            i = node->end - 1;
            break;
        case NODE_PARTIAL:
            write_partial(render, node, context, indent);
            break;
        case NODE_KINDS:
            break;
        }
    }
}

void template_render(Templates *templates, Str name, const View *view, Buf *out)
{
    Render render = { .templates = templates, .out = out, .start = out->n };
    const TemplateNodes *nodes = find(templates, name, SPAN_NONE);
    write_nodes(&render, nodes, 0, nodes->n, &(Context){ view, NULL }, STR_NONE);
}
