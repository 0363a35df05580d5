/* line.h - what lines and areas share: the places of their points, and the names at their ends */
#ifndef CHART_LINE_H
#define CHART_LINE_H

#include "chart/chart_impl.h"

/* What stands right of a series' last point: its figure and, of several series, its name under it. */
typedef struct {
    Str        figure;                   /* empty: the series has none */
    LabelLines name;
    Fixed      y;                        /* of the point it belongs to */
    Span       span;
} LineEnd;

typedef struct {
    const Drawing *drawing;
    Axis      axis;
    AxisNames names;
    Fixed     left, step, right;         /* right: where the plot ends and the names at the ends begin */
    LineEnd  *ends;                      /* of each series */
} LinePlot;

/* The plot for values of `scale`, high enough for the names at the ends. The kind gives the ends their y. */
LinePlot line_plot(const Drawing *drawing, Scale scale);
Fixed    line_x(const LinePlot *plot, size_t label);

/* Draws the gridlines; and, when all else is drawn, the names at the ends, those under the plot, and the frame's
 * height. */
void     line_begin(const LinePlot *plot);
void     line_finish(const LinePlot *plot);

/* The lines of all series, with their stars and figures: a gap where a value is missing. */
void     line_series(LinePlot *plot);

/* The next labels [*lo, *hi) from *hi on whose values are numbers, in the series from `first` to before `last`. */
bool     line_next_run(const Drawing *drawing, size_t first, size_t last, size_t *lo, size_t *hi);

#endif
