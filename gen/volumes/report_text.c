/* report_text.c - the comparison for the terminal: a table of what recurs, then what is found */
#include "volumes/volumes_impl.h"

#include "base/utf8.h"
#include "doc/format.h"

enum { LABEL_WIDTH = 52, NAME_WIDTH = 20, COLUMN_GAP = 2, CHANGE_WIDTH = 13, BAR_LEVELS = 8 };

typedef struct {
    Arena            *arena;
    const Comparison *comparison;
    size_t           *widths;            /* of each volume's column, the gap before it included */
    Buf               out;
} TextReport;

/* At most `width` characters; what is cut ends with "…". */
static Str fitted(Arena *arena, Str text, size_t width)
{
    size_t at = 0, n = 0;
    if (utf8_count(text) <= width)
        return text;
    for (; n + 1 < width; n++)
        utf8_next(text, &at);
    return str_printf(arena, "%.*s…", STR_ARG(str_trim(str_slice(text, 0, at))));
}

/* printf pads by bytes: here by characters. */
static void put(TextReport *report, Str text, size_t width, bool is_right)
{
    size_t n = utf8_count(text), blanks = n < width ? width - n : 0;
    if (is_right)
        buf_printf(&report->out, "%*s", (int)blanks, "");
    buf_str(&report->out, text);
    if (!is_right)
        buf_printf(&report->out, "%*s", (int)blanks, "");
}

static void end_line(TextReport *report)
{
    Buf *out = &report->out;
    while (out->n > 0 && out->p[out->n - 1] == ' ')
        out->n--;
    buf_char(out, '\n');
}

static Str cell_text(const TextReport *report, const Measure *measure, size_t volume)
{
    const Claim *claim = measure_claim(measure, volume);
    if (claim == NULL)
        return STR("·");
    Str text = measure->has_units ? claim_text(report->arena, claim)
                                  : format_value(report->arena, claim->value, FORMAT_PLAIN);
    return claim->is_own && claim->years.first == claim->years.last ? text
         : str_printf(report->arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(claim->period));
}

/* "▂▄█": a bar for each period, from nought. */
static void put_bars(TextReport *report, const Measure *measure)
{
    static const char *const bars[BAR_LEVELS] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    Trace trace = measure_trace(report->arena, measure);
    double most = 0;
    for (size_t i = 0; i < trace.n; i++)
        if (value_is_number(trace.at[i]->value) && value_double(trace.at[i]->value) > most)
            most = value_double(trace.at[i]->value);
    if (trace.n < 2 || most <= 0 || measure->has_units)
        return;
    buf_c(&report->out, "  ");
    for (size_t i = 0; i < trace.n; i++) {
        double value = value_is_number(trace.at[i]->value) ? value_double(trace.at[i]->value) : 0;
        int level = value <= 0 ? 0 : (int)(value / most * (BAR_LEVELS - 1) + 0.5);
        buf_c(&report->out, value_is_number(trace.at[i]->value) ? bars[level] : " ");
    }
}

/* The part stays whole where it can: it tells the rows of one indicator apart. */
static Str row_label(TextReport *report, const Measure *measure)
{
    size_t room = LABEL_WIDTH - COLUMN_GAP;
    if (measure->part.n == 0)
        return fitted(report->arena, measure->label, room);
    Str part = fitted(report->arena, measure->part, room / 2);
    return str_printf(report->arena, "%.*s : %.*s",
                      STR_ARG(fitted(report->arena, measure->label, room - 3 - utf8_count(part))), STR_ARG(part));
}

static void put_measure(TextReport *report, const Measure *measure)
{
    buf_c(&report->out, "  ");
    put(report, row_label(report, measure), LABEL_WIDTH - COLUMN_GAP, false);
    for (size_t v = 0; v < report->comparison->volumes.n; v++)
        put(report, cell_text(report, measure, v), report->widths[v], true);
    put(report, measure_change(report->arena, measure), CHANGE_WIDTH, true);
    put_bars(report, measure);
    end_line(report);
}

static Str column_name(const TextReport *report, size_t volume)
{
    return fitted(report->arena, report->comparison->volumes.at[volume].name, NAME_WIDTH);
}

static void measure_columns(TextReport *report)
{
    const Comparison *comparison = report->comparison;
    report->widths = arena_array(report->arena, size_t, comparison->volumes.n);
    for (size_t v = 0; v < comparison->volumes.n; v++) {
        size_t most = utf8_count(column_name(report, v));
        for (size_t i = 0; i < comparison->measures.n; i++) {
            const Measure *measure = comparison->measures.at[i];
            size_t width = measure_is_shown(measure) ? utf8_count(cell_text(report, measure, v)) : 0;
            most = width > most ? width : most;
        }
        report->widths[v] = most + COLUMN_GAP;
    }
}

/* What each volume says that it counts, where that differs: "2019 : situation au 2 décembre 2019". */
static void put_definitions(TextReport *report, const Measure *measure)
{
    for (size_t v = 0; v < report->comparison->volumes.n; v++) {
        const Claim *claim = measure_claim(measure, v);
        if (claim != NULL && claim->indicator != NULL && claim->indicator->definition.str.n > 0)
            buf_printf(&report->out, "      %.*s : %.*s\n", STR_ARG(report->comparison->volumes.at[v].name),
                       STR_ARG(claim->indicator->definition.str));
    }
}

static void put_programme(TextReport *report, int programme)
{
    if (programme > 0)
        buf_printf(&report->out, "Programme %d\n", programme);
    else
        buf_c(&report->out, "Sans programme\n");
}

static void put_measures(TextReport *report)
{
    const Measures *measures = &report->comparison->measures;
    int last = -1;
    put(report, STR("Indicateurs qui reviennent"), LABEL_WIDTH, false);
    for (size_t v = 0; v < report->comparison->volumes.n; v++)
        put(report, column_name(report, v), report->widths[v], true);
    put(report, STR("évolution"), CHANGE_WIDTH + 1, true);
    end_line(report);
    for (size_t i = 0; i < measures->n; i++) {
        const Measure *measure = measures->at[i];
        if (!measure_is_shown(measure))
            continue;
        if (last != measure->programme)
            put_programme(report, measure->programme);
        last = measure->programme;
        put_measure(report, measure);
        if (measure_definitions_differ(measure))
            put_definitions(report, measure);
    }
}

static void put_neighbours(TextReport *report)
{
    const Measures *measures = &report->comparison->measures;
    bool has_head = false;
    for (size_t i = 0; i < measures->n; i++) {
        const Measure *measure = measures->at[i];
        if (measure->kind != MEASURE_NEIGHBOURS)
            continue;
        buf_c(&report->out, has_head ? "" : "\nÀ lire ensemble\n");
        has_head = true;
        Str last = STR_NONE;
        for (size_t j = 0; j < measure->claims.n; j++) {
            const Claim *claim = &measure->claims.at[j];
            Str line = str_printf(report->arena, "%.*s : %.*s, %.*s", STR_ARG(claim->indicator->label.str),
                                  STR_ARG(claim->period), STR_ARG(claim_text(report->arena, claim)));
            if (!str_equal(line, last))
                buf_printf(&report->out, "%s%.*s\n", j > 0 ? "    " : "  ", STR_ARG(line));
            last = line;
        }
    }
}

static void put_place(TextReport *report, VolumePlace place, Str value)
{
    buf_printf(&report->out, "      %.*s%s%.*s\n", STR_ARG(place_text(report->arena, report->comparison, place)),
               value.n > 0 ? "  " : "", STR_ARG(value));
}

static void put_notice(TextReport *report, const Notice *notice)
{
    if (notice->programme > 0)
        buf_printf(&report->out, "  Programme %d, %.*s\n", notice->programme, STR_ARG(notice->label));
    else
        buf_printf(&report->out, "  %.*s\n", STR_ARG(notice->label));
    buf_printf(&report->out, "    %.*s\n", STR_ARG(notice->text));
    if (notice->a == NULL) {
        put_place(report, notice->place, STR_NONE);
        return;
    }
    const Claim *claims[] = { notice->a, notice->b };
    for (size_t i = 0; i < 2; i++)
        put_place(report, (VolumePlace){ claims[i]->volume, claims[i]->span }, claim_text(report->arena, claims[i]));
}

/* Remarks are known to their authors: how many there are. */
static void put_notices(TextReport *report)
{
    const Notices *notices = &report->comparison->notices;
    size_t remarks = 0;
    for (size_t i = 0; i < notices->n; i++) {
        const Notice *notice = &notices->at[i];
        bool is_first = i == 0 || notices->at[i - 1].kind != notice->kind;
        remarks += notice->kind == NOTICE_REMARK;
        if (notice->kind == NOTICE_REMARK)
            continue;
        if (is_first)
            buf_printf(&report->out, "\n%s\n", notice_title(notice->kind));
        put_notice(report, notice);
    }
    if (comparison_contradictions(report->comparison) == 0)
        buf_c(&report->out, "\nAucune contradiction.\n");
    if (remarks > 0)
        buf_printf(&report->out, "\n%zu remarque%s des auteurs sur leurs sources (en entier : « -o DOSSIER » ou « --format json »)\n",
                   remarks, remarks > 1 ? "s" : "");
}

/* "  2019, absents de 2018, programme 8": once for those that follow. */
static void put_passing_head(TextReport *report, const Passing *passing)
{
    const Volumes *volumes = &report->comparison->volumes;
    buf_printf(&report->out, "  %.*s, %s %.*s, programme %d\n", STR_ARG(volumes->at[passing->with].name),
               passing->is_gone ? "et plus dans" : "absents de", STR_ARG(volumes->at[passing->without].name),
               passing->programme);
}

static void put_passings(TextReport *report)
{
    const Passings *passings = &report->comparison->passings;
    for (int is_gone = 0; is_gone < 2; is_gone++) {
        const Passing *last = NULL;
        for (size_t i = 0; i < passings->n; i++) {
            const Passing *passing = &passings->at[i];
            if (passing->is_gone != (is_gone == 1))
                continue;
            if (last == NULL)
                buf_c(&report->out, is_gone ? "\nIndicateurs qui disparaissent\n" : "\nIndicateurs qui apparaissent\n");
            if (last == NULL || last->with != passing->with || last->programme != passing->programme)
                put_passing_head(report, passing);
            buf_printf(&report->out, "    %.*s\n", STR_ARG(passing->indicator->label.str));
            last = passing;
        }
    }
}

static void put_prose(TextReport *report)
{
    const Comparison *comparison = report->comparison;
    if (comparison->prose.n > 0)
        buf_c(&report->out, "\nTextes, en paragraphes\n");
    for (size_t i = 0; i < comparison->prose.n; i++) {
        const ProseComparison *prose = &comparison->prose.at[i];
        buf_printf(&report->out, "  %.*s → %.*s  ", STR_ARG(comparison->volumes.at[prose->before].name),
                   STR_ARG(comparison->volumes.at[prose->after].name));
        if (prose->programme > 0)
            buf_printf(&report->out, "Programme %d : ", prose->programme);
        else
            buf_printf(&report->out, "%.*s : ", STR_ARG(prose->title));
        buf_printf(&report->out, "%.*s\n", STR_ARG(prose_counts(report->arena, prose)));
    }
}

Str comparison_text(Arena *arena, const Comparison *comparison)
{
    TextReport report = { .arena = arena, .comparison = comparison, .out = buf_new(arena) };
    measure_columns(&report);
    put_measures(&report);
    put_neighbours(&report);
    put_notices(&report);
    put_passings(&report);
    put_prose(&report);
    return buf_text(&report.out);
}
