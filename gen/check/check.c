#include "check/check.h"

#include "base/buf.h"
#include "doc/actions.h"

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
    if (programme->is_incomplete)
        return;
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    for (size_t i = 0; i < programme->indicators.n; i++)
        report_missing_source(checking, "indicateur", indicators[i].id, indicators[i].source);
    for (size_t i = 0; i < programme->tables.n; i++)
        report_missing_source(checking, "tableau", tables[i].id, tables[i].source);
    for (size_t i = 0; i < programme->charts.n; i++)
        if (charts[i].series_count > 0)
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

/* All actions that headings of the chapter name. */
static Reported reported_by(Arena *scratch, const Chapter *chapter)
{
    Reported reported = { 0 };
    for (const Block *block = chapter->blocks; block != NULL; block = block->next)
        if (block->kind == BLOCK_HEADING && block->reference != NULL)
            actions_read(scratch, inlines_text(scratch, block->reference), &reported);
    return reported;
}

static const Chapter *chapter_of(const Document *document, const Programme *programme)
{
    for (size_t i = 0; i < document->chapters.n; i++)
        if (document->chapters.at[i]->programme == programme)
            return document->chapters.at[i];
    return NULL;
}

static bool is_among(const Strs *numbers, Str number)
{
    for (size_t i = 0; i < numbers->n; i++)
        if (str_equal(numbers->at[i], number))
            return true;
    return false;
}

typedef struct { Strs named; Buf missing; Span first; } Unreported;

/* Adds the action to the list, unless a heading or the list has it. */
static void note_action(Arena *scratch, Unreported *unreported, Text number)
{
    if (is_among(&unreported->named, number.str))
        return;
    array_push(scratch, &unreported->named, number.str);
    buf_printf(&unreported->missing, "%s%.*s", unreported->missing.n ? ", " : "", STR_ARG(number.str));
    if (unreported->first.file == 0)
        unreported->first = number.span;
}

/* One message a programme lists all its actions that no section's heading names. */
static void actions_are_reported(const Checking *checking, const Programme *programme)
{
    Arena *scratch = checking->scratch;
    const Chapter *chapter = chapter_of(checking->document, programme);
    if (chapter == NULL || programme->narrative == 0 || programme->is_incomplete)
        return;
    Unreported unreported = { reported_by(scratch, chapter).actions, buf_new(scratch), SPAN_NONE };
    const Action *actions = programme->actions.at;
    const Intervention *interventions = programme->interventions.at;
    for (size_t i = 0; i < programme->actions.n; i++)
        note_action(scratch, &unreported, actions[i].number);
    for (size_t i = 0; i < programme->interventions.n; i++)
        for (size_t k = 0; k < interventions[i].actions.n; k++)
            note_action(scratch, &unreported, interventions[i].actions.at[k]);
    Str missing = buf_text(&unreported.missing);
    if (missing.n > 0)
        diag_add(checking->diags, DIAG_ACTION_UNREPORTED, unreported.first, "%.*s", STR_ARG(missing));
}

static Rule *const rules[] = { sources_are_named, remarks_stay_visible, actions_are_reported };

void check_run(Arena *scratch, const Document *document, Diags *diags)
{
    Checking checking = { scratch, document, diags };
    for (size_t i = 0; i < document->edition->programme_count; i++)
        for (size_t r = 0; r < sizeof rules / sizeof *rules; r++)
            rules[r](&checking, document->edition->programmes[i]);
}
