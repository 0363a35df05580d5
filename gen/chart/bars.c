/* bars.c - bars from zero, one step a label, series side by side
 *
 * Every bar says its value above it. Where not all values have room, the
 * one that is brought out goes first, then the greatest, then from left to
 * right what touches neither another value nor another bar.
 */
#include "chart/chart_impl.h"

#include "text/french.h"

#define BAR_WIDEST   PT(48)
#define VALUE_CLEAR  PT(4)               /* between a bar and its value's baseline */
#define AXIS_VALUE   PT(2.5)             /* rise of the values at the gridlines */
enum { BAR_PERCENT = 62, GROUP_PERCENT = 78 };

typedef struct {
    Fixed x, width, top, bottom;
    const Value *value;
    AxisLabel figure;
    bool  is_negative, is_shown;         /* the figure */
} Bar;

typedef struct {
    Drawing *drawing;
    Axis     axis;
    Fixed    left, step;
    size_t   series;                     /* bars a step */
    Bar     *bars;
    size_t   n;
} Plot;

/* Places bar `s` of step `i`, and its figure above it (below, when negative). */
static Bar bar_of(const Plot *plot, size_t i, size_t s)
{
    const ChartSetting *setting = plot->drawing->setting;
    Fixed n = (Fixed)plot->series, gap = plot->series > 1 ? SERIES_GAP : 0;
    Fixed group = fixed_min(fixed_scale(plot->step, n > 1 ? GROUP_PERCENT : BAR_PERCENT, 100), n * BAR_WIDEST);
    Fixed width = fixed_max((group - (n - 1) * gap) / n, 1);
    Fixed x = plot->left + (Fixed)i * plot->step + (plot->step - group) / 2 + (Fixed)s * (width + gap);
    const Value *value = chart_value(plot->drawing, s, i);
    double number = value_is_number(value) ? value_double(value) : 0;
    Fixed end = axis_y(&plot->axis, number), zero = axis_y(&plot->axis, 0);
    bool is_bold = chart_is_highlighted(plot->drawing, i), is_negative = number < 0;
    Bar bar = { .x = x, .width = width, .top = fixed_min(end, zero), .bottom = fixed_max(end, zero),
                .value = value, .is_negative = is_negative,
                .figure = { .text = chart_figure(plot->drawing, value), .centre = x + width / 2, .span = value->span } };
    AxisLabel *figure = &bar.figure;
    figure->style = label_style(setting, is_bold, is_bold ? COLOUR_MADDER
                                                  : value_is_number(value) ? COLOUR_INK : COLOUR_INK_2);
    figure->baseline = is_negative ? bar.bottom + VALUE_CLEAR + label_cap(figure->style) : bar.top - VALUE_CLEAR;
    figure->width = label_width(setting, figure->style, figure->text);
    return bar;
}

/* Shows a bar's figure when it touches neither bar nor figure among the
 * `reach` bars at each side. */
static void figure_place(Plot *plot, size_t at, size_t reach)
{
    Bar *bar = &plot->bars[at];
    Box box = axis_label_box(&bar->figure);
    if (bar->figure.text.n == 0 || bar->is_shown)
        return;
    size_t from = at > reach ? at - reach : 0;
    for (size_t i = from; i < plot->n && i <= at + reach; i++) {
        const Bar *other = &plot->bars[i];
        Box area = { other->x, other->top, other->x + other->width, other->bottom };
        if (i != at && (box_touches(box, area) || (other->is_shown && box_touches(box, axis_label_box(&other->figure)))))
            return;
    }
    bar->is_shown = true;
}

static void figures_place(Plot *plot)
{
    Fixed widest = 0, pitch = fixed_max(plot->step / (Fixed)plot->series, 1);
    size_t greatest = 0;
    for (size_t i = 0; i < plot->n; i++) {
        widest = fixed_max(widest, plot->bars[i].figure.width);
        if (value_is_number(plot->bars[i].value)
            && value_compare(plot->bars[i].value, plot->bars[greatest].value) > 0)
            greatest = i;
    }
    size_t reach = (size_t)(widest / pitch) + 2 + plot->series;
    if (plot->drawing->highlight >= 0)
        figure_place(plot, (size_t)plot->drawing->highlight * plot->series, reach);
    figure_place(plot, greatest, reach);
    for (size_t i = 0; i < plot->n; i++)
        figure_place(plot, i, reach);
}

static void bars_paint(const Plot *plot)
{
    const Drawing *drawing = plot->drawing;
    for (size_t i = 0; i < plot->n; i++)
        if (plot->bars[i].is_shown)
            axis_label_draw(drawing, &plot->axis, &plot->bars[i].figure);
    for (size_t i = 0; i < plot->n; i++) {
        const Bar *bar = &plot->bars[i];
        Fill fill = series_fill(i % plot->series);
        if (chart_is_highlighted(drawing, i / plot->series))
            fill = (Fill){ .ground = COLOUR_S4 };
        if (bar->bottom > bar->top)
            chart_area(drawing, bar->x, bar->top, bar->width, bar->bottom - bar->top, fill, plot->series > 1,
                       bar->value->span);
    }
}

/* What stands above the plot's top: the top gridline's value, or the highest bar's figure. */
static Fixed room_above(const Plot *plot, Fixed height)
{
    const Drawing *drawing = plot->drawing;
    const Scale *scale = &plot->axis.scale;
    Fixed cap = label_cap(label_style(drawing->setting, false, COLOUR_INK)), room = AXIS_VALUE + cap + LABEL_MARGIN;
    double highest = 0;
    for (size_t i = 0; i < plot->n; i++) {
        const Value *value = chart_value(drawing, i % plot->series, i / plot->series);
        if (value_is_number(value) && value_double(value) > highest)
            highest = value_double(value);
    }
    Fixed clear = (Fixed)((scale->high - highest) / (scale->high - scale->low) * height);
    return fixed_max(room, VALUE_CLEAR + cap + LABEL_MARGIN - clear);
}

/* The plot's place: below the key. */
static void plot_place(Plot *plot, Fixed key_height)
{
    Drawing *drawing = plot->drawing;
    Fixed height = chart_plot_height(drawing);
    plot->axis.top = key_height + room_above(plot, height);
    plot->axis.bottom = plot->axis.top + height;
    plot->left = axis_width(drawing, &plot->axis.scale);
    plot->step = fixed_max((drawing->setting->width - plot->left) / (Fixed)drawing->data->label_count, 1);
}

void bars_draw(Drawing *drawing)
{
    const Chart *data = drawing->data;
    Plot plot = { .drawing = drawing, .axis.scale = chart_scale(drawing), .series = data->series_count,
                  .n = data->series_count * data->label_count };
    plot_place(&plot, 0);
    AxisNames names = axis_names(drawing, plot.step);
    if (axis_names_want_lying(drawing, &names)) {
        bars_lying_draw(drawing);
        return;
    }
    if (plot.series > 1)
        plot_place(&plot, legend_draw_line(drawing, drawing->setting->width));
    plot.bars = arena_array(drawing->arena, Bar, plot.n);
    for (size_t i = 0; i < plot.n; i++)
        plot.bars[i] = bar_of(&plot, i / plot.series, i % plot.series);
    figures_place(&plot);
    axis_draw(drawing, &plot.axis);
    bars_paint(&plot);
    Fixed below = plot.axis.bottom;
    for (size_t i = 0; i < plot.n; i++)
        if (plot.bars[i].is_shown && plot.bars[i].is_negative)
            below = fixed_max(below, plot.bars[i].figure.baseline);
    axis_names_draw(drawing, &names, plot.left, plot.step, below);
    drawing->frame->height = below + axis_names_height(&names);
}
