/* describe.c - a chart in words, for those who do not see it */
#include "base/buf.h"
#include "doc/doc_impl.h"
#include "doc/format.h"
#include "text/french.h"

enum { SHARE_DECIMALS = 1 };

static const char *const chart_words[] = {
    [CHART_RING] = "Anneau", [CHART_BARS] = "Barres", [CHART_GROUPED] = "Barres groupées",
    [CHART_STACKED] = "Barres empilées", [CHART_LINE] = "Courbe", [CHART_AREA] = "Aire", [CHART_PYRAMID] = "Pyramide",
};
_Static_assert(sizeof chart_words / sizeof *chart_words == CHART_KINDS, "every chart kind needs its word");

static void add_unit(Buf *out, Arena *arena, const Chart *chart, const Value *value)
{
    Str unit = french_plural(arena, chart->unit.str, value->digits >= 2 ? 2 : 1);
    if (unit.n > 0 && value->kind == VALUE_NUMBER)
        buf_printf(out, NBSP "%.*s", STR_ARG(unit));
}

/* "Formations 36 (32,1 %), Culture 31 (27,7 %)": shares for a ring only. */
static void add_series(Buf *out, Arena *arena, const Chart *chart, const ChartSeries *series, const Value *whole)
{
    for (size_t i = 0; i < chart->label_count; i++) {
        const Value *value = &series->values[i];
        Str number = format_value(arena, value, FORMAT_PLAIN);
        buf_printf(out, "%s%.*s" NBSP "%.*s", i > 0 ? ", " : "", STR_ARG(chart->labels[i]), STR_ARG(number));
        if (whole == NULL || whole->digits == 0 || !value_is_number(value))
            continue;
        Value share = value_share(value, whole, SHARE_DECIMALS);
        Str percent = format_value(arena, &share, FORMAT_SHARE);
        buf_printf(out, " (%.*s)", STR_ARG(percent));
    }
}

static void add_point(Buf *out, Arena *arena, const char *what, const Chart *chart, const Value *value, size_t label)
{
    buf_printf(out, "%s" NBSP "%.*s (%.*s)", what, STR_ARG(format_value(arena, value, FORMAT_PLAIN)),
               STR_ARG(chart->labels[label]));
}

/* ", maximum 1 733 (2017), minimum 51 (2006)": what the eye takes from a line. The first of equals. */
static void add_extremes(Buf *out, Arena *arena, const Chart *chart, const ChartSeries *series)
{
    size_t n = chart->label_count, high = n, low = n;
    for (size_t i = 0; i < n; i++) {
        const Value *value = &series->values[i];
        if (!value_is_number(value))
            continue;
        high = high == n || value_compare(value, &series->values[high]) > 0 ? i : high;
        low = low == n || value_compare(value, &series->values[low]) < 0 ? i : low;
    }
    if (high == low)
        return;
    add_point(out, arena, ", maximum", chart, &series->values[high], high);
    add_point(out, arena, ", minimum", chart, &series->values[low], low);
}

/* The sums of the bars; of a bar that lacks a part, none. */
static void add_sums(Buf *out, Arena *arena, const Chart *chart)
{
    Value *parts = arena_array(arena, Value, chart->series_count);
    const char *before = " ; ensemble, ";
    for (size_t i = 0; i < chart->label_count; i++) {
        bool is_whole = true;
        for (size_t s = 0; s < chart->series_count; s++) {
            parts[s] = chart->series[s].values[i];
            is_whole &= value_is_number(&parts[s]);
        }
        if (!is_whole)
            continue;
        Value sum = value_sum(parts, chart->series_count);
        buf_printf(out, "%s%.*s" NBSP "%.*s", before, STR_ARG(chart->labels[i]),
                   STR_ARG(format_value(arena, &sum, FORMAT_PLAIN)));
        before = ", ";
    }
}

Str describe_chart(Arena *arena, Arena *scratch, const Chart *chart)
{
    Buf out = buf_new(arena);
    buf_c(&out, chart_words[chart->type]);
    if (chart->series_count == 0 || chart->label_count == 0)
        return buf_text(&out);
    bool is_ring = chart->type == CHART_RING;
    Value whole = value_sum(chart->series[0].values, chart->label_count);
    if (is_ring) {
        buf_c(&out, ", ");
        buf_str(&out, format_value(scratch, &whole, FORMAT_PLAIN));
        add_unit(&out, scratch, chart, &whole);
    } else if (chart->unit.str.n > 0) {
        buf_printf(&out, ", en %.*s", STR_ARG(french_plural(scratch, chart->unit.str, 2)));
    }
    if (chart->type == CHART_PYRAMID && chart->series_count == 2)
        buf_printf(&out, ", %.*s à gauche, %.*s à droite", STR_ARG(chart->series[0].name),
                   STR_ARG(chart->series[1].name));
    buf_c(&out, NBSP ": ");
    for (size_t i = 0; i < chart->series_count; i++) {
        if (i > 0)
            buf_c(&out, NNBSP "; ");
        if (chart->series_count > 1 && chart->series[i].name.n > 0)
            buf_printf(&out, "%.*s, ", STR_ARG(chart->series[i].name));
        add_series(&out, scratch, chart, &chart->series[i], is_ring ? &whole : NULL);
        if (chart->type == CHART_LINE || (chart->type == CHART_AREA && chart->series_count == 1))
            add_extremes(&out, scratch, chart, &chart->series[i]);
    }
    if (chart->series_count > 1 && (chart->type == CHART_STACKED || chart->type == CHART_AREA))
        add_sums(&out, scratch, chart);
    return french_spaces(arena, buf_text(&out), 0);
}
