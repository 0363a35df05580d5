/* bars.c - bars from zero, one step a label, series side by side
 *
 * Every bar says its value above it. Where not all values have room, the
 * one that is brought out goes first, then the greatest, then from left to
 * right what touches neither another value nor another bar.
 */
#include "chart/chart_impl.h"

#include "text/french.h"

#define PLOT_HEIGHT  PT(167)
#define PLOT_LEAST   PT(80)
#define BAR_WIDEST   PT(48)
#define VALUE_CLEAR  PT(4)               /* between a bar and its value's baseline */
#define VALUE_MARGIN PT(1)               /* clear around a value */
#define AXIS_VALUE   PT(2.5)             /* rise of the values at the gridlines */
enum { BAR_PERCENT = 62, GROUP_PERCENT = 78, LYING_MOST = 30 };

typedef struct {
    Fixed x, width, top, bottom;
    const Value *value;
    Str   figure;
    LabelStyle style;
    Fixed centre, baseline, text_width;
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

static Scale bars_scale(const Drawing *drawing)
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

static bool is_highlighted(const Plot *plot, size_t label)
{
    return plot->series == 1 && (int)label == plot->drawing->highlight;
}

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
    bool is_bold = is_highlighted(plot, i), is_negative = number < 0;
    Bar bar = { .x = x, .width = width, .top = fixed_min(end, zero), .bottom = fixed_max(end, zero),
                .value = value, .figure = chart_figure(plot->drawing, value), .centre = x + width / 2,
                .style = label_style(setting, is_bold, is_bold ? COLOUR_MADDER
                                                       : value_is_number(value) ? COLOUR_INK : COLOUR_INK_2),
                .is_negative = is_negative };
    bar.baseline = is_negative ? bar.bottom + VALUE_CLEAR + label_cap(bar.style) : bar.top - VALUE_CLEAR;
    bar.text_width = label_width(setting, bar.style, bar.figure);
    return bar;
}

typedef struct { Fixed left, top, right, bottom; } Box;

static bool boxes_touch(Box a, Box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static Box figure_box(const Bar *bar)
{
    Fixed half = bar->text_width / 2 + VALUE_MARGIN;
    return (Box){ bar->centre - half, bar->baseline - label_cap(bar->style) - VALUE_MARGIN, bar->centre + half,
                  bar->baseline + VALUE_MARGIN };
}

/* Shows a bar's figure when it touches neither bar nor figure among the
 * `reach` bars at each side. */
static void figure_place(Plot *plot, size_t at, size_t reach)
{
    Bar *bar = &plot->bars[at];
    Box box = figure_box(bar);
    if (bar->figure.n == 0 || bar->is_shown)
        return;
    size_t from = at > reach ? at - reach : 0;
    for (size_t i = from; i < plot->n && i <= at + reach; i++) {
        const Bar *other = &plot->bars[i];
        Box area = { other->x, other->top, other->x + other->width, other->bottom };
        if (i != at && (boxes_touch(box, area) || (other->is_shown && boxes_touch(box, figure_box(other)))))
            return;
    }
    bar->is_shown = true;
}

static void figures_place(Plot *plot)
{
    Fixed widest = 0, pitch = fixed_max(plot->step / (Fixed)plot->series, 1);
    size_t greatest = 0;
    for (size_t i = 0; i < plot->n; i++) {
        widest = fixed_max(widest, plot->bars[i].text_width);
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

/* A figure stands in a box of paper where a gridline would cross it. */
static bool crosses_gridline(const Plot *plot, const Bar *bar)
{
    Box box = figure_box(bar);
    for (int k = plot->axis.scale.first; k <= plot->axis.scale.last; k++) {
        Fixed y = axis_y(&plot->axis, scale_value(&plot->axis.scale, k));
        if (k != 0 && y > box.top - VALUE_MARGIN && y < box.bottom + VALUE_MARGIN)
            return true;
    }
    return false;
}

static void figure_draw(const Plot *plot, const Bar *bar)
{
    const Drawing *drawing = plot->drawing;
    Box box = figure_box(bar);
    if (crosses_gridline(plot, bar))
        frame_box(drawing->frame, drawing->mark, box.left, box.top - VALUE_MARGIN, box.right - box.left,
                  box.bottom - box.top + 2 * VALUE_MARGIN, COLOUR_PAPER);
    label_draw(drawing->setting, drawing->frame, bar->style, ALIGN_CENTRE, bar->centre, bar->baseline, bar->figure,
               bar->value->span);
}

static void bars_paint(const Plot *plot)
{
    const Drawing *drawing = plot->drawing;
    for (size_t i = 0; i < plot->n; i++)
        if (plot->bars[i].is_shown)
            figure_draw(plot, &plot->bars[i]);
    for (size_t i = 0; i < plot->n; i++) {
        const Bar *bar = &plot->bars[i];
        Fill fill = is_highlighted(plot, i / plot->series) ? (Fill){ .ground = COLOUR_S4 }
                                                            : series_fill(i % plot->series);
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
    Fixed cap = label_cap(label_style(drawing->setting, false, COLOUR_INK)), room = AXIS_VALUE + cap + VALUE_MARGIN;
    double highest = 0;
    for (size_t i = 0; i < plot->n; i++) {
        const Value *value = chart_value(drawing, i % plot->series, i / plot->series);
        if (value_is_number(value) && value_double(value) > highest)
            highest = value_double(value);
    }
    Fixed clear = (Fixed)((scale->high - highest) / (scale->high - scale->low) * height);
    return fixed_max(room, VALUE_CLEAR + cap + VALUE_MARGIN - clear);
}

/* The plot's place: below the key. */
static void plot_place(Plot *plot, Fixed key_height)
{
    Drawing *drawing = plot->drawing;
    Fixed height = fixed_max(PLOT_LEAST, fixed_min(PLOT_HEIGHT, fixed_scale(drawing->setting->width, 475, 1000)));
    plot->axis.top = key_height + room_above(plot, height);
    plot->axis.bottom = plot->axis.top + height;
    plot->left = axis_width(drawing, &plot->axis.scale);
    plot->step = fixed_max((drawing->setting->width - plot->left) / (Fixed)drawing->data->label_count, 1);
}

/* Names that do not fit under their bars stand beside lying ones; years and
 * other numbers are thinned out instead, since their order says which is which. */
static bool wants_lying(const Drawing *drawing, const AxisNames *names)
{
    const Chart *data = drawing->data;
    if (names->stride == 1 || data->series_count > 1 || data->label_count > LYING_MOST)
        return false;
    for (size_t i = 0; i < data->label_count; i++)
        if (data->labels[i].n > 0 && (data->labels[i].p[0] < '0' || data->labels[i].p[0] > '9'))
            return true;
    return false;
}

void bars_draw(Drawing *drawing)
{
    const Chart *data = drawing->data;
    Plot plot = { .drawing = drawing, .axis.scale = bars_scale(drawing), .series = data->series_count,
                  .n = data->series_count * data->label_count };
    plot_place(&plot, 0);
    AxisNames names = axis_names(drawing, plot.step);
    if (wants_lying(drawing, &names)) {
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
            below = fixed_max(below, plot.bars[i].baseline);
    axis_names_draw(drawing, &names, plot.left, plot.step, below);
    drawing->frame->height = below + axis_names_height(&names);
}
