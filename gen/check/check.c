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
    report_remark(checking, programme->remark);
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

/* ---- numbers that run on ---- */

typedef struct { int number; Span span; } Numbered;
typedef ARRAY(Numbered) Numbers;

/* The whole number that ends `text`, behind a stop where there is one; 0 when there is none. */
static int last_number(Str text)
{
    int number = 0, place = 1;
    for (size_t i = text.n; i-- > 0 && text.p[i] != '.'; place *= 10) {
        if (text.p[i] < '0' || text.p[i] > '9' || place > 1000)
            return 0;
        number += (text.p[i] - '0') * place;
    }
    return number;
}

static void number_add(Arena *scratch, Numbers *numbers, Text text)
{
    int number = last_number(str_trim(text.str));
    if (number > 0)
        array_push(scratch, numbers, (Numbered){ number, text.span });
}

static const Numbered *number_find(const Numbers *numbers, int number)
{
    for (size_t i = 0; i < numbers->n; i++)
        if (numbers->at[i].number == number)
            return &numbers->at[i];
    return NULL;
}

/* One message a gap, at the number behind it. */
static void report_skipped(const Checking *checking, const Numbers *numbers, const char *prefix)
{
    if (numbers->n == 0)
        return;
    int least = numbers->at[0].number, most = least;
    for (size_t i = 1; i < numbers->n; i++) {
        least = numbers->at[i].number < least ? numbers->at[i].number : least;
        most = numbers->at[i].number > most ? numbers->at[i].number : most;
    }
    for (int first = least + 1; first < most; first++) {
        if (number_find(numbers, first) != NULL)
            continue;
        int last = first;
        while (number_find(numbers, last + 1) == NULL)
            last++;
        Span behind = number_find(numbers, last + 1)->span;
        if (first == last)
            diag_add(checking->diags, DIAG_NUMBER_SKIPPED, behind, "%s%d n’existe pas", prefix, first);
        else
            diag_add(checking->diags, DIAG_NUMBER_SKIPPED, behind, "de %s%d à %s%d, aucun numéro",
                     prefix, first, prefix, last);
        first = last;
    }
}

static void actions_are_numbered(const Checking *checking, const Programme *programme)
{
    if (programme->is_incomplete)
        return;
    Numbers numbers = { 0 };
    const Action *actions = programme->actions.at;
    const Intervention *interventions = programme->interventions.at;
    for (size_t i = 0; i < programme->actions.n; i++)
        number_add(checking->scratch, &numbers, actions[i].number);
    for (size_t i = 0; i < programme->interventions.n; i++)
        for (size_t k = 0; k < interventions[i].actions.n; k++)
            number_add(checking->scratch, &numbers, interventions[i].actions.at[k]);
    const char *prefix = str_to_c(checking->scratch, str_printf(checking->scratch, "l’action %d.", programme->number));
    report_skipped(checking, &numbers, prefix);
}

/* Objectives are numbered through the whole strategy, by the programmes in their order. */
static void objectives_are_numbered(const Checking *checking)
{
    const Edition *edition = checking->document->edition;
    Numbers numbers = { 0 };
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Objective *objectives = programme->objectives.at;
        if (programme->is_incomplete)
            return;
        for (size_t k = 0; k < programme->objectives.n; k++)
            number_add(checking->scratch, &numbers, objectives[k].number);
    }
    report_skipped(checking, &numbers, "l’OSP ");
}

static Rule *const rules[] = { sources_are_named, remarks_stay_visible, actions_are_reported, actions_are_numbered };

void check_run(Arena *scratch, const Document *document, Diags *diags)
{
    Checking checking = { scratch, document, diags };
    for (size_t i = 0; i < document->edition->programme_count; i++)
        for (size_t r = 0; r < sizeof rules / sizeof *rules; r++)
            rules[r](&checking, document->edition->programmes[i]);
    objectives_are_numbered(&checking);
}
