/* describe.c - a chart in words, for those who do not see it */
#include "base/buf.h"
#include "doc/doc_impl.h"
#include "doc/format.h"
#include "text/french.h"

enum { SHARE_DECIMALS = 1 };

static const char *const chart_words[] = { [CHART_RING] = "Anneau", [CHART_BARS] = "Barres" };
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
        buf_printf(&out, ", en %.*s", STR_ARG(chart->unit.str));
    }
    buf_c(&out, NBSP ": ");
    for (size_t i = 0; i < chart->series_count; i++) {
        if (i > 0)
            buf_c(&out, NNBSP "; ");
        if (chart->series_count > 1 && chart->series[i].name.n > 0)
            buf_printf(&out, "%.*s, ", STR_ARG(chart->series[i].name));
        add_series(&out, scratch, chart, &chart->series[i], is_ring ? &whole : NULL);
    }
    return french_spaces(arena, buf_text(&out), 0);
}
