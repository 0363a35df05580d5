#include "check/check.h"

#include "base/buf.h"

typedef struct {
    Arena          *scratch;
    const Document *document;
    Diags          *diags;
} Checking;

typedef void Rule(const Checking *checking, const Programme *programme);

static void report_missing_source(const Checking *checking, const char *what, Text id, Text source)
{
    if (source.str.n > 0)
        return;
    diag_add(checking->diags, DIAG_SOURCE_MISSING, id.span, "%s « %.*s »", what, STR_ARG(id.str));
    diag_remedy(checking->diags, "ajouter « source: » et dire d’où viennent les chiffres");
}

static void sources_are_named(const Checking *checking, const Programme *programme)
{
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    for (size_t i = 0; i < programme->indicators.n; i++)
        report_missing_source(checking, "indicateur", indicators[i].id, indicators[i].source);
    for (size_t i = 0; i < programme->tables.n; i++)
        report_missing_source(checking, "tableau", tables[i].id, tables[i].source);
    for (size_t i = 0; i < programme->charts.n; i++)
        report_missing_source(checking, "graphique", charts[i].id, charts[i].source);
}

static void report_remark(const Checking *checking, Text remark)
{
    if (remark.str.n > 0)
        diag_add(checking->diags, DIAG_REMARK, remark.span, "%.*s", STR_ARG(str_trim(remark.str)));
}

static void remarks_stay_visible(const Checking *checking, const Programme *programme)
{
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    for (size_t i = 0; i < programme->indicators.n; i++)
        report_remark(checking, indicators[i].remark);
    for (size_t i = 0; i < programme->tables.n; i++)
        report_remark(checking, tables[i].remark);
    for (size_t i = 0; i < programme->charts.n; i++)
        report_remark(checking, charts[i].remark);
}

/* True when a heading of the programme's chapter names the action: merging
 * gave its reference the action's anchor. */
static bool is_reported(const Inline *reference, Str number)
{
    for (; reference != NULL; reference = reference->next) {
        bool leads_there = reference->kind == INLINE_REF && reference->anchor != NULL
            && reference->anchor->kind == ANCHOR_ACTION && str_ends(reference->anchor->label, number)
            && reference->anchor->label.n > number.n
            && reference->anchor->label.p[reference->anchor->label.n - number.n - 1] == ' ';
        if (leads_there || is_reported(reference->first, number))
            return true;
    }
    return false;
}

static bool chapter_reports(const Chapter *chapter, Str number)
{
    for (const Block *block = chapter->blocks; block != NULL; block = block->next)
        if (block->kind == BLOCK_HEADING && is_reported(block->reference, number))
            return true;
    return false;
}

static const Chapter *chapter_of(const Document *document, const Programme *programme)
{
    for (size_t i = 0; i < document->chapters.n; i++)
        if (document->chapters.at[i]->programme == programme)
            return document->chapters.at[i];
    return NULL;
}

static void note_unreported(const Chapter *chapter, Text number, Buf *missing, Span *first)
{
    if (chapter_reports(chapter, number.str))
        return;
    buf_printf(missing, "%s%.*s", missing->n ? ", " : "", STR_ARG(number.str));
    if (first->file == 0)
        *first = number.span;
}

/* One message a programme lists all its actions that no section's heading names. */
static void actions_are_reported(const Checking *checking, const Programme *programme)
{
    const Chapter *chapter = chapter_of(checking->document, programme);
    if (chapter == NULL || programme->narrative == 0 || programme->is_incomplete)
        return;
    Buf missing = buf_new(checking->scratch);
    Span first = SPAN_NONE;
    const Action *actions = programme->actions.at;
    const Intervention *interventions = programme->interventions.at;
    for (size_t i = 0; i < programme->actions.n; i++)
        note_unreported(chapter, actions[i].number, &missing, &first);
    bool only_interventions = programme->actions.n == 0;
    for (size_t i = 0; only_interventions && i < programme->interventions.n; i++)
        for (size_t k = 0; k < interventions[i].actions.n; k++)
            note_unreported(chapter, interventions[i].actions.at[k], &missing, &first);
    if (missing.n > 0)
        diag_add(checking->diags, DIAG_ACTION_UNREPORTED, first, "%.*s", STR_ARG(buf_text(&missing)));
}

static Rule *const rules[] = { sources_are_named, remarks_stay_visible, actions_are_reported };

void check_run(Arena *scratch, const Document *document, Diags *diags)
{
    Checking checking = { scratch, document, diags };
    for (size_t i = 0; i < document->edition->programme_count; i++)
        for (size_t r = 0; r < sizeof rules / sizeof *rules; r++)
            rules[r](&checking, document->edition->programmes[i]);
}
