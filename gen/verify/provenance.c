#include "verify/provenance.h"

#include "base/buf.h"

bool csv_next_row(Arena *arena, Str *rest, Fields *fields)
{
    size_t at = 0;
    fields->n = 0;
    if (rest->n == 0)
        return false;
    for (bool has_more = true; has_more;) {
        Buf out = buf_new(arena);
        bool is_quoted = at < rest->n && rest->p[at] == '"';
        for (at += is_quoted; at < rest->n; at++) {
            char c = rest->p[at];
            bool is_pair = is_quoted && c == '"' && at + 1 < rest->n && rest->p[at + 1] == '"';
            if (is_pair)
                at++;
            else if (is_quoted && c == '"')
                is_quoted = false;
            else if (!is_quoted && (c == ';' || c == '\n' || c == '\r'))
                break;
            if (is_pair || c != '"')
                buf_char(&out, c);
        }
        array_push(arena, fields, buf_text(&out));
        has_more = at < rest->n && rest->p[at] == ';';
        at += has_more;
    }
    at += at < rest->n && rest->p[at] == '\r';
    at += at < rest->n && rest->p[at] == '\n';
    *rest = str_slice(*rest, at, rest->n);
    return true;
}

static int32_t number_of(Str text)
{
    return (int32_t)str_number(text, INT32_MAX - 1);
}

/* Pages are told from 1, and not at all for what has no content. */
static int32_t index_of(Str text)
{
    int32_t number = number_of(text);
    return number > 0 ? number - 1 : -1;
}

static bool find_table(View *view, Str *bytes)
{
    PdfFile *file = &view->file;
    Names names;
    const Object *tree = file_get(file, file_get(file, view->catalogue, "Names"), "EmbeddedFiles");
    tree_names(file, view->arena, tree, &names);
    const Object *spec = names_find(file, &names, STR(PROVENANCE_NAME));
    return file_unpack(file, view->arena, file_get(file, file_get(file, spec, "EF"), "F"), bytes);
}

void provenance_read(View *view)
{
    enum { ELEMENT, TYPE, PAGE, MCID, FILE_NAME, LINE, COLUMN, FIELDS };
    Str rest;
    Fields fields = { 0 };
    if (!find_table(view, &rest))
        return;
    while (csv_next_row(view->arena, &rest, &fields)) {
        if (fields.n != FIELDS || number_of(fields.at[ELEMENT]) < 1)
            continue;                    /* the heads */
        array_push(view->arena, &view->origins, (Origin){
            index_of(fields.at[ELEMENT]), index_of(fields.at[PAGE]), number_of(fields.at[MCID]),
            fields.at[FILE_NAME],
            (uint32_t)number_of(fields.at[LINE]), (uint32_t)number_of(fields.at[COLUMN]) });
    }
}

/* Rows rise by element; a file that was changed since may have moved its
 * elements, so their first content has to agree. */
const Origin *provenance_of(const View *view, int32_t node)
{
    for (; node >= 0; node = view->structure.nodes.at[node].parent) {
        Kid content = { .page = -1, .mcid = -1 };
        size_t lo = 0, hi = view->origins.n;
        while (lo < hi) {
            size_t middle = lo + (hi - lo) / 2;
            if (view->origins.at[middle].element < node)
                lo = middle + 1;
            else
                hi = middle;
        }
        if (!node_content(view, node, &content))
            content = (Kid){ .page = -1, .mcid = -1 };
        if (lo < view->origins.n && view->origins.at[lo].element == node
            && (content.page < 0 || (view->origins.at[lo].page == content.page && view->origins.at[lo].mcid == content.mcid)))
            return &view->origins.at[lo];
    }
    return NULL;
}
