/* chart.c - the kinds of chart, and what they share */
#include "chart/chart_impl.h"

#include "text/french.h"

#define EMPTY_HEIGHT PT(24)

typedef struct { void (*draw)(Drawing *drawing); } ChartKind;

static const ChartKind chart_kinds[] = {
    [CHART_RING] = { .draw = ring_draw },
    [CHART_BARS] = { .draw = bars_draw },
};
_Static_assert(sizeof chart_kinds / sizeof *chart_kinds == CHART_KINDS, "every chart kind needs a row");

static const Fill series_fills[] = {
    { .ground = COLOUR_S1 },
    { .ground = COLOUR_S2, .pattern = PATTERN_LINES_UP, .mark = COLOUR_PAPER },
    { .ground = COLOUR_PAPER, .pattern = PATTERN_DOTS, .mark = COLOUR_S1 },
    { .ground = COLOUR_S4 },
    { .ground = COLOUR_S2, .pattern = PATTERN_LINES_DOWN, .mark = COLOUR_PAPER },
    { .ground = COLOUR_PAPER, .pattern = PATTERN_LINES_LEVEL, .mark = COLOUR_S1 },
};
#define SERIES_LOOKS (sizeof series_fills / sizeof *series_fills)

Fill series_fill(size_t index)
{
    return series_fills[index % SERIES_LOOKS];
}

size_t series_in_ring(size_t index, size_t count)
{
    bool meets_first = index > 0 && index + 1 == count && index % SERIES_LOOKS == 0;
    return meets_first ? 1 : index % SERIES_LOOKS;
}

const Value *chart_value(const Drawing *drawing, size_t series, size_t label)
{
    return &drawing->data->series[series].values[label];
}

/* Decimals that `value` needs: none for 4175500,00; one for a share. */
static unsigned decimals_of(const Value *value)
{
    unsigned decimals = value->decimals;
    int64_t digits = value->digits;
    if (!value_is_number(value))
        return 0;
    for (; decimals > 0 && digits % 10 == 0; decimals--)
        digits /= 10;
    return value->kind == VALUE_SHARE && decimals == 0 ? 1 : decimals;
}

Str chart_figure(const Drawing *drawing, const Value *value)
{
    if (!value_is_number(value))
        return value->text;
    int64_t digits = value->digits;
    unsigned decimals = value->decimals;
    for (; decimals > drawing->decimals; decimals--)
        digits /= 10;
    for (; decimals < drawing->decimals && digits < INT64_MAX / 10 && digits > INT64_MIN / 10; decimals++)
        digits *= 10;
    Str figure = french_number(drawing->arena, digits, decimals);
    return value->kind == VALUE_SHARE ? str_join(drawing->arena, figure, STR(NBSP "%")) : figure;
}

void chart_area(const Drawing *drawing, Fixed x, Fixed y, Fixed width, Fixed height, Fill fill, bool is_outlined,
                Span span)
{
    Fixed inset = is_outlined ? SERIES_OUTLINE.width / 2 : 0;
    Path *path = path_new(drawing->arena);
    path_move(drawing->arena, path, x + inset, y + inset);
    path_line(drawing->arena, path, x + width - inset, y + inset);
    path_line(drawing->arena, path, x + width - inset, y + height - inset);
    path_line(drawing->arena, path, x + inset, y + height - inset);
    path_close(drawing->arena, path);
    path->is_filled = true;
    path->fill = fill;
    if (is_outlined)
        path->stroke = SERIES_OUTLINE;
    frame_path(drawing->frame, drawing->mark, path, span);
}

/* The label that `surligner` names: one by its text, or that of the first greatest value. */
static int highlight_of(const Chart *chart)
{
    Str wanted = chart->highlight.str;
    const Value *values = chart->series[0].values;
    int found = -1;
    for (size_t i = 0; i < chart->label_count && wanted.n > 0; i++) {
        if (str_equal(wanted, STR("maximum"))) {
            if (value_is_number(&values[i]) && (found < 0 || value_compare(&values[i], &values[found]) > 0))
                found = (int)i;
        } else if (found < 0 && str_equal(wanted, chart->labels[i])) {
            found = (int)i;
        }
    }
    return found;
}

Frame *chart_draw(const ChartSetting *setting, const DocChart *chart)
{
    const Chart *data = chart->chart;
    Frame *frame = frame_new(setting->arena, setting->width, EMPTY_HEIGHT);
    if (data->label_count == 0 || data->series_count == 0)
        return frame;
    Drawing drawing = { .setting = setting, .data = data, .arena = setting->arena, .frame = frame,
                        .mark = setting->mark, .highlight = highlight_of(data) };
    for (size_t s = 0; s < data->series_count; s++)
        for (size_t i = 0; i < data->label_count; i++) {
            unsigned decimals = decimals_of(chart_value(&drawing, s, i));
            drawing.decimals = decimals > drawing.decimals ? decimals : drawing.decimals;
        }
    chart_kinds[data->type].draw(&drawing);
    return frame;
}
