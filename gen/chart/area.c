/* area.c - what lies under a line; of several series, one on another
 *
 * Of one series the ground down to the base line is tinted. Of several, each
 * lies on those before it, with its pattern; where one of them is missing,
 * none is drawn, since the pile would be read as the whole.
 */
#include "chart/line.h"

#define LONE_HALF PT(1.5)                /* half the width of a value without neighbours */

/* The sum of the series before `series` at a label. */
static double sum_below(const Drawing *drawing, size_t series, size_t i)
{
    double sum = 0;
    for (size_t s = 0; s < series; s++) {
        const Value *value = chart_value(drawing, s, i);
        sum += value_is_number(value) ? value_double(value) : 0;
    }
    return sum;
}

/* Heights of the upper edge of `series` and of the lower, without the strip of paper between two areas. */
static void edges(const LinePlot *plot, size_t series, size_t i, Fixed *upper, Fixed *lower)
{
    *upper = axis_y(&plot->axis, sum_below(plot->drawing, series + 1, i));
    *lower = axis_y(&plot->axis, sum_below(plot->drawing, series, i));
    if (series > 0 && *lower - *upper > 2 * SERIES_GAP)
        *lower -= SERIES_GAP;
}

/* The area of one series over the labels [lo, hi). */
static void run_draw(const LinePlot *plot, size_t series, size_t lo, size_t hi)
{
    const Drawing *drawing = plot->drawing;
    Arena *arena = drawing->arena;
    bool is_pile = drawing->data->series_count > 1;
    Fixed lone = hi - lo == 1 ? LONE_HALF : 0, upper, lower;
    Path *path = path_new(arena);
    edges(plot, series, lo, &upper, &lower);
    path_move(arena, path, line_x(plot, lo) - lone, lower);
    path_line(arena, path, line_x(plot, lo) - lone, upper);
    for (size_t i = lo; i < hi; i++) {
        edges(plot, series, i, &upper, &lower);
        path_line(arena, path, line_x(plot, i) + lone, upper);
    }
    for (size_t i = hi; i-- > lo;) {
        edges(plot, series, i, &upper, &lower);
        path_line(arena, path, line_x(plot, i) + lone, lower);
    }
    path_close(arena, path);
    path->is_filled = true;
    path->fill = is_pile ? series_fill(series) : (Fill){ .ground = COLOUR_TINT };
    if (is_pile)
        path->stroke = SERIES_OUTLINE;
    frame_path(drawing->frame, drawing->mark, path, chart_value(drawing, series, lo)->span);
}

static void pile_draw(LinePlot *plot)
{
    const Drawing *drawing = plot->drawing;
    size_t n = drawing->data->series_count;
    for (size_t lo = 0, hi = 0; line_next_run(drawing, 0, n, &lo, &hi);)
        for (size_t s = 0; s < n; s++) {
            Fixed upper, lower;
            run_draw(plot, s, lo, hi);
            edges(plot, s, hi - 1, &upper, &lower);
            plot->ends[s].y = (upper + lower) / 2;
        }
}

static Scale pile_scale(const Drawing *drawing)
{
    double highest = 0;
    for (size_t i = 0; i < drawing->data->label_count; i++) {
        double sum = sum_below(drawing, drawing->data->series_count, i);
        highest = sum > highest ? sum : highest;
    }
    return scale_round(0, highest, (int)drawing->decimals);
}

void area_draw(Drawing *drawing)
{
    bool is_pile = drawing->data->series_count > 1;
    LinePlot plot = line_plot(drawing, is_pile ? pile_scale(drawing) : chart_scale(drawing));
    line_begin(&plot);
    if (is_pile)
        pile_draw(&plot);
    for (size_t lo = 0, hi = 0; !is_pile && line_next_run(drawing, 0, 1, &lo, &hi);)
        run_draw(&plot, 0, lo, hi);
    Fixed zero = axis_y(&plot.axis, 0);
    frame_rule(drawing->frame, drawing->mark, 0, zero, drawing->setting->width, zero, AXIS_BASE);   /* areas cover it */
    if (!is_pile)
        line_series(&plot);
    line_finish(&plot);
}
