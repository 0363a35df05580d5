/* line_plot.c - the plot of lines and areas
 *
 * Names at the ends stand at their points' heights where they can; those
 * that would touch move apart, with a thin line to where they belong.
 */
#include "chart/line.h"

#define END_GAP      PT(8)               /* from the last point to its figure */
#define END_LEADING  PT(8.6)
#define END_APART    PT(4)               /* between two ends */
#define END_MOVED    PT(3)               /* from which on a line leads to it */
#define LEADER       ((Stroke){ .colour = COLOUR_AXIS, .width = PT(0.5) })
#define ROOM_ABOVE   PT(9)               /* a star and the gap to its figure, over the highest point */
#define ROOM_BELOW   PT(4)               /* a star, under the lowest negative point */
enum { END_PERCENT = 26 };

Fixed line_x(const LinePlot *plot, size_t label)
{
    return plot->left + (Fixed)label * plot->step + plot->step / 2;
}

static LineEnd end_of(const Drawing *drawing, size_t series)
{
    const ChartSetting *setting = drawing->setting;
    LineEnd end = { 0 };
    for (size_t i = drawing->data->label_count; i-- > 0 && end.figure.n == 0;) {
        const Value *value = chart_value(drawing, series, i);
        if (!value_is_number(value))
            continue;
        end.figure = chart_figure(drawing, value);
        end.span = value->span;
    }
    if (drawing->data->series_count > 1 && end.figure.n > 0)
        end.name = label_wrap(setting, label_style(setting, false, COLOUR_INK), drawing->data->series[series].name,
                              fixed_scale(setting->width, END_PERCENT, 100));
    return end;
}

static Fixed end_height(const LineEnd *end)
{
    return end->figure.n > 0 ? (Fixed)(end->name.at.n + 1) * END_LEADING + END_APART : 0;
}

LinePlot line_plot(const Drawing *drawing, Scale scale)
{
    const ChartSetting *setting = drawing->setting;
    size_t n = drawing->data->series_count;
    LabelStyle bold = label_style(setting, true, COLOUR_INK);
    LinePlot plot = { .drawing = drawing, .axis.scale = scale, .left = axis_width(drawing, &scale),
                      .ends = arena_array(drawing->arena, LineEnd, n) };
    Fixed widest = 0, ends = 0;
    for (size_t s = 0; s < n; s++) {
        LineEnd *end = &plot.ends[s];
        *end = end_of(drawing, s);
        widest = fixed_max(widest, fixed_max(end->name.widest, label_width(setting, bold, end->figure)));
        ends += end_height(end);
    }
    plot.right = setting->width - widest;
    Fixed width = fixed_max(plot.right - END_GAP - plot.left, PT(10));
    /* The last point stands END_GAP before its figure: half a step is not needed there. */
    plot.step = fixed_max((Fixed)((int64_t)width * 2 / (2 * (int64_t)drawing->data->label_count - 1)), 1);
    plot.names = axis_names(drawing, plot.step);
    plot.axis.top = ROOM_ABOVE + label_cap(bold);
    plot.axis.bottom = plot.axis.top + fixed_max(chart_plot_height(drawing), ends + PT(2));
    return plot;
}

bool line_next_run(const Drawing *drawing, size_t first, size_t last, size_t *lo, size_t *hi)
{
    size_t n = drawing->data->label_count, from = n;
    for (size_t i = *hi; i <= n; i++) {
        bool is_known = i < n;
        for (size_t s = first; s < last && is_known; s++)
            is_known = value_is_number(chart_value(drawing, s, i));
        if (is_known && from == n)
            from = i;
        if (!is_known && from < n) {
            *lo = from;
            *hi = i;
            return true;
        }
    }
    return false;
}

void line_begin(const LinePlot *plot)
{
    axis_draw(plot->drawing, &plot->axis);
}

/* The tops of the ends, from `order`'s first down: none above the plot nor, while there is room, below it. */
static void tops_part(const LinePlot *plot, const size_t *order, size_t n, Fixed *tops)
{
    Fixed free = 0;
    for (size_t k = 0; k < n; k++) {
        size_t s = order[k];
        tops[s] = fixed_max(tops[s], free);
        free = tops[s] + end_height(&plot->ends[s]);
    }
    Fixed limit = plot->axis.bottom + END_APART - PT(2);
    for (size_t k = n; k-- > 0;) {
        size_t s = order[k];
        tops[s] = fixed_max(fixed_min(tops[s], limit - end_height(&plot->ends[s])), 0);
        limit = tops[s];
    }
}

static void end_draw(const LinePlot *plot, const LineEnd *end, Fixed top)
{
    const Drawing *drawing = plot->drawing;
    const ChartSetting *setting = drawing->setting;
    LabelStyle bold = label_style(setting, true, COLOUR_INK), plain = label_style(setting, false, COLOUR_INK);
    bool is_brought_out = chart_is_highlighted(drawing, drawing->data->label_count - 1);
    Fixed baseline = top + label_cap(bold), middle = top + label_cap(bold) / 2;
    bold.colour = is_brought_out ? COLOUR_MADDER : COLOUR_INK;
    if (middle - end->y > END_MOVED || end->y - middle > END_MOVED)
        frame_rule(drawing->frame, drawing->mark, plot->right - END_GAP + PT(4), end->y, plot->right - PT(1.5), middle,
                   LEADER);
    Fixed height = (Fixed)end->name.at.n * END_LEADING + label_cap(bold);
    frame_box(drawing->frame, drawing->mark, plot->right - LABEL_MARGIN, top - LABEL_MARGIN,
              setting->width - plot->right + LABEL_MARGIN, height + 2 * LABEL_MARGIN, COLOUR_PAPER);
    label_draw(setting, drawing->frame, bold, ALIGN_LEFT, plot->right, baseline, end->figure, end->span);
    for (size_t j = 0; j < end->name.at.n; j++)
        label_draw(setting, drawing->frame, plain, ALIGN_LEFT, plot->right, baseline + (Fixed)(j + 1) * END_LEADING,
                   end->name.at.at[j], end->span);
}

static void ends_draw(const LinePlot *plot)
{
    const Drawing *drawing = plot->drawing;
    size_t count = drawing->data->series_count, n = 0;
    size_t *order = arena_array(drawing->arena, size_t, count);
    Fixed *tops = arena_array(drawing->arena, Fixed, count);
    Fixed cap = label_cap(label_style(drawing->setting, true, COLOUR_INK));
    for (size_t s = 0; s < count; s++) {
        if (plot->ends[s].figure.n == 0)
            continue;
        tops[s] = plot->ends[s].y - cap / 2;
        size_t at = n++;
        for (; at > 0 && tops[order[at - 1]] > tops[s]; at--)
            order[at] = order[at - 1];
        order[at] = s;
    }
    tops_part(plot, order, n, tops);
    for (size_t k = 0; k < n; k++)
        end_draw(plot, &plot->ends[order[k]], tops[order[k]]);
}

void line_finish(const LinePlot *plot)
{
    Fixed below = plot->axis.bottom + (plot->axis.scale.low < 0 ? ROOM_BELOW : 0);
    ends_draw(plot);
    axis_names_draw(plot->drawing, &plot->names, plot->left, plot->step, below);
    plot->drawing->frame->height = below + axis_names_height(&plot->names);
}
