/* line.c - lines, one a series
 *
 * Lines differ by colour and dashes. The first point, the one that is
 * brought out (else the greatest) and the last are stars with their
 * figures; a figure that would touch a line or another figure is left out.
 */
#include "chart/line.h"

#define LINE_WIDTH   PT(1.6)
#define STAR_TILE    PT(6.4)             /* a radius of 3.2 pt */
#define STAR_RIM     PT(0.8)
#define FIGURE_CLEAR PT(3)               /* from a star to its figure */

enum { FIGURES_A_SERIES = 2 };           /* the last stands at the end */

typedef struct { AxisLabel *at; size_t n; } Figures;

static Stroke line_stroke(size_t series)
{
    static const Colour colours[] = { COLOUR_S1, COLOUR_S2, COLOUR_S4 };
    static const Fixed dashes[][2] = { { 0, 0 }, { PT(3), PT(2) }, { PT(1), PT(2) } };
    size_t dash = (series + series / 3) % 3;
    return (Stroke){ .colour = colours[series % 3], .width = LINE_WIDTH, .dash = dashes[dash][0],
                     .gap = dashes[dash][1] };
}

static Fixed point_y(const LinePlot *plot, size_t series, size_t i)
{
    return axis_y(&plot->axis, value_double(chart_value(plot->drawing, series, i)));
}

static void path_of_series(const LinePlot *plot, size_t series)
{
    const Drawing *drawing = plot->drawing;
    for (size_t lo = 0, hi = 0; line_next_run(drawing, series, series + 1, &lo, &hi);) {
        Path *path = path_new(drawing->arena);
        path->stroke = line_stroke(series);
        path->is_round = true;
        path_move(drawing->arena, path, line_x(plot, lo), point_y(plot, series, lo));
        for (size_t i = lo + 1; i < hi; i++)
            path_line(drawing->arena, path, line_x(plot, i), point_y(plot, series, i));
        if (hi - lo > 1)
            frame_path(drawing->frame, drawing->mark, path, chart_value(drawing, series, lo)->span);
    }
}

static void star_draw(const LinePlot *plot, size_t series, size_t i)
{
    const Drawing *drawing = plot->drawing;
    Span span = chart_value(drawing, series, i)->span;
    Fixed x = line_x(plot, i), y = point_y(plot, series, i);
    Path *rim = motif_star(drawing->arena, x, y, STAR_TILE + 2 * STAR_RIM);
    Path *star = motif_star(drawing->arena, x, y, STAR_TILE);
    rim->fill.ground = COLOUR_PAPER;
    star->fill.ground = chart_is_highlighted(drawing, i) ? COLOUR_S4 : line_stroke(series).colour;
    frame_path(drawing->frame, drawing->mark, rim, span);
    frame_path(drawing->frame, drawing->mark, star, span);
}

/* --- which points are told --- */

/* The label of the point that is told between the first and the last, -1 for none. */
static int notable_of(const Drawing *drawing, size_t series)
{
    int found = drawing->highlight;
    if (drawing->data->series_count > 1)
        return -1;
    if (found >= 0)
        return value_is_number(chart_value(drawing, series, (size_t)found)) ? found : -1;
    for (size_t i = 0; i < drawing->data->label_count; i++) {
        const Value *value = chart_value(drawing, series, i);
        if (value_is_number(value)
            && (found < 0 || value_compare(value, chart_value(drawing, series, (size_t)found)) > 0))
            found = (int)i;
    }
    return found;
}

/* --- where their figures stand --- */

/* Lines go from left to right: what one takes of the box's width is one stretch. */
static bool segment_touches(Fixed x0, Fixed y0, Fixed x1, Fixed y1, Box box)
{
    Fixed lo = fixed_max(x0, box.left), hi = fixed_min(x1, box.right);
    if (lo > hi || x1 <= x0)
        return false;
    Fixed at_lo = y0 + fixed_scale(y1 - y0, lo - x0, x1 - x0), at_hi = y0 + fixed_scale(y1 - y0, hi - x0, x1 - x0);
    return fixed_max(at_lo, at_hi) + LINE_WIDTH / 2 > box.top && fixed_min(at_lo, at_hi) - LINE_WIDTH / 2 < box.bottom;
}

static bool line_touches(const LinePlot *plot, Box box)
{
    const Drawing *drawing = plot->drawing;
    for (size_t s = 0; s < drawing->data->series_count; s++)
        for (size_t lo = 0, hi = 0; line_next_run(drawing, s, s + 1, &lo, &hi);)
            for (size_t i = lo; i + 1 < hi; i++)
                if (segment_touches(line_x(plot, i), point_y(plot, s, i), line_x(plot, i + 1), point_y(plot, s, i + 1),
                                    box))
                    return true;
    return false;
}

/* Shows the figure over its point, under it, or beside, wherever it is free. */
static void figure_place(const LinePlot *plot, Figures *figures, AxisLabel label, Fixed x, Fixed y)
{
    Fixed rise = STAR_TILE / 2 + FIGURE_CLEAR, cap = label_cap(label.style), side = label.width / 2 + PT(1);
    const Fixed places[][2] = {
        { 0, -rise }, { -side, -rise }, { side, -rise }, { 0, rise + cap }, { -side, rise + cap }, { side, rise + cap },
    };
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        label.centre = x + places[k][0];
        label.baseline = y + places[k][1];
        Box box = axis_label_box(&label);
        bool is_free = box.left >= plot->left - plot->step / 2 && box.right < plot->right && box.bottom < plot->axis.bottom
                       && !line_touches(plot, box);
        for (size_t i = 0; i < figures->n && is_free; i++)
            is_free = !box_touches(box, axis_label_box(&figures->at[i]));
        if (is_free) {
            figures->at[figures->n++] = label;
            return;
        }
    }
}

static void point_tell(const LinePlot *plot, Figures *figures, size_t series, size_t i)
{
    const Drawing *drawing = plot->drawing;
    const Value *value = chart_value(drawing, series, i);
    AxisLabel label = { .text = chart_figure(drawing, value), .span = value->span };
    label.style = label_style(drawing->setting, true, chart_is_highlighted(drawing, i) ? COLOUR_MADDER : COLOUR_INK);
    label.width = label_width(drawing->setting, label.style, label.text);
    figure_place(plot, figures, label, line_x(plot, i), point_y(plot, series, i));
}

/* Stars of one series, with a figure each but the last, whose figure stands at the end. */
static void points_tell(LinePlot *plot, Figures *figures, size_t series)
{
    const Drawing *drawing = plot->drawing;
    int first = -1, last = -1, notable = notable_of(drawing, series);
    for (size_t lo = 0, hi = 0; line_next_run(drawing, series, series + 1, &lo, &hi);) {
        first = first < 0 ? (int)lo : first;
        last = (int)hi - 1;
        if (hi - lo == 1)
            star_draw(plot, series, lo);
    }
    if (last < 0)
        return;
    plot->ends[series].y = point_y(plot, series, (size_t)last);
    const int told[] = { notable, first, last };
    for (size_t k = 0; k < sizeof told / sizeof *told; k++) {
        bool is_told = told[k] >= 0 && (k == 0 || told[k] != notable) && (k < 2 || told[k] != first);
        if (is_told)
            star_draw(plot, series, (size_t)told[k]);
        if (is_told && told[k] != last)
            point_tell(plot, figures, series, (size_t)told[k]);
    }
}

void line_series(LinePlot *plot)
{
    const Drawing *drawing = plot->drawing;
    size_t n = drawing->data->series_count;
    Figures figures = { .at = arena_array(drawing->arena, AxisLabel, FIGURES_A_SERIES * n) };
    for (size_t s = 0; s < n; s++)
        path_of_series(plot, s);
    for (size_t s = 0; s < n; s++)
        points_tell(plot, &figures, s);
    for (size_t i = 0; i < figures.n; i++)
        axis_label_draw(drawing, &plot->axis, &figures.at[i]);
}

void line_chart_draw(Drawing *drawing)
{
    LinePlot plot = line_plot(drawing, chart_scale(drawing));
    line_begin(&plot);
    line_series(&plot);
    line_finish(&plot);
}
