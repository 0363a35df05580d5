/* chart.c - the kinds of chart, and what they share */
#include "chart/chart_impl.h"
#include "chart/diagram.h"

#include "text/french.h"

#define EMPTY_HEIGHT PT(24)
#define PLOT_HEIGHT  PT(167)
#define PLOT_LEAST   PT(80)

typedef struct { void (*draw)(Drawing *drawing); } ChartKind;

static const ChartKind chart_kinds[] = {
    [CHART_RING] = { .draw = ring_draw },
    [CHART_BARS] = { .draw = bars_draw },
    [CHART_GROUPED] = { .draw = bars_draw },
    [CHART_STACKED] = { .draw = stack_draw },
    [CHART_LINE] = { .draw = line_chart_draw },
    [CHART_AREA] = { .draw = area_draw },
    [CHART_PYRAMID] = { .draw = pyramid_draw },
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

Scale chart_scale(const Drawing *drawing)
{
    double low = 0, high = 0;
    for (size_t s = 0; s < drawing->data->series_count; s++)
        for (size_t i = 0; i < drawing->data->label_count; i++) {
            const Value *value = chart_value(drawing, s, i);
            double number = value_is_number(value) ? value_double(value) : 0;
            low = number < low ? number : low;
            high = number > high ? number : high;
        }
    return scale_round(low, high, (int)drawing->decimals);
}

Fixed chart_plot_height(const Drawing *drawing)
{
    return fixed_max(PLOT_LEAST, fixed_min(PLOT_HEIGHT, fixed_scale(drawing->setting->width, 475, 1000)));
}

bool chart_is_highlighted(const Drawing *drawing, size_t label)
{
    return drawing->data->series_count == 1 && (int)label == drawing->highlight;
}

bool box_touches(Box a, Box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

void chart_figure_inside(const Drawing *drawing, Fixed x, Fixed y, Fixed width, Fixed height, size_t look, Str figure,
                         Span span)
{
    const ChartSetting *setting = drawing->setting;
    Fill fill = series_fill(look);
    bool is_dark = fill.ground == COLOUR_S1 && fill.pattern == PATTERN_NONE;
    LabelStyle style = label_style(setting, true, is_dark ? COLOUR_PAPER : COLOUR_INK);
    Fixed centre = x + width / 2, baseline = y + height / 2 + label_cap(style) / 2;
    if (label_width(setting, style, figure) + 2 * LABEL_BOX_X > width || label_cap(style) + 2 * LABEL_BOX_Y > height)
        return;
    if (!is_dark)
        label_box(setting, drawing->frame, style, centre, baseline, figure);
    label_draw(setting, drawing->frame, style, ALIGN_CENTRE, centre, baseline, figure, span);
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
    if (chart->diagram)
        return diagram_draw(setting, chart->diagram);
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
