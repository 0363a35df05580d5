/* blanks.c - what a new edition leaves for its editors to fill in
 *
 * "à remplir" in place of a figure or a text, or at the start of a paragraph
 * of the narrative. As a figure it is one that nobody has yet ("n.d."), so
 * that an edition is built from its first day on; each is reported until it
 * is filled in. Those that stand side by side are one message.
 */
#include "model/model_impl.h"

bool blanks_is_mark(Str text)
{
    text = str_trim(text);
    return str_starts(text, STR("à remplir")) || str_starts(text, STR("À remplir"));
}

static void report(Reading *reading, Span span, Str detail)
{
    diag_add(reading->diags, DIAG_TO_FILL, span, "%.*s", STR_ARG(detail));
}

/* "enfants-identifies, 2020-2021" */
static Str place_name(Arena *arena, Str owner, const YamlNode *node)
{
    if (owner.n == 0 || str_equal(owner, node->key))
        return node->key;
    return node->key.n == 0 ? owner : str_printf(arena, "%.*s, %.*s", STR_ARG(owner), STR_ARG(node->key));
}

/* `owner` is the name of the table, indicator or chart that `node` lies in. */
static void walk(Reading *reading, const YamlNode *node, Str owner, int depth)
{
    if (depth == 2)
        owner = node->key;
    if (depth == 1 && node->kind == YAML_SCALAR && blanks_is_mark(node->scalar))
        report(reading, node->span, node->key);
    for (const YamlNode *child = node->first; child != NULL; child = child->next) {
        if (child->kind != YAML_SCALAR || depth == 0) {
            walk(reading, child, owner, depth + 1);
            continue;
        }
        if (!blanks_is_mark(child->scalar))
            continue;
        const YamlNode *first = child;
        Span span = child->span;
        for (; child->next != NULL && child->next->kind == YAML_SCALAR && blanks_is_mark(child->next->scalar);
             child = child->next)
            span = span_join(span, child->next->span);
        report(reading, span, place_name(reading->arena, owner, first == child && child->key.n > 0 ? child : node));
    }
}

void blanks_in_yaml(Reading *reading, const YamlNode *root)
{
    walk(reading, root, STR_NONE, 0);
}

void blanks_in_csv(Reading *reading, Str name, const CsvRow *row)
{
    Span span = SPAN_NONE;
    for (size_t c = 0; c < row->n; c++)
        if (blanks_is_mark(row->at[c].text))
            span = span.file != 0 ? span_join(span, row->at[c].span) : row->at[c].span;
    if (span.file != 0)
        report(reading, span, name);
}

/* Marks of lists, quotes, headings and emphasis do not hide a blank. */
void blanks_in_markdown(Reading *reading, uint32_t file)
{
    Str text = source_of(reading->sources, (Span){ file, 0, 0 })->text;
    for (size_t at = 0; at < text.n;) {
        size_t lo = at, end = str_find(text, STR("\n"), at);
        while (lo < end && (text.p[lo] == ' ' || text.p[lo] == '*' || text.p[lo] == '_' || text.p[lo] == '-'
                            || text.p[lo] == '>' || text.p[lo] == '#'))
            lo++;
        Str line = str_trim(str_slice(text, lo, end));
        if (blanks_is_mark(line))
            report(reading, (Span){ file, (uint32_t)lo, (uint32_t)(lo + STR("à remplir").n) }, STR_NONE);
        at = end + 1;
    }
}
