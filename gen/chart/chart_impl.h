/* chart_impl.h - what the kinds of chart share while one is drawn */
#ifndef CHART_CHART_IMPL_H
#define CHART_CHART_IMPL_H

#include "chart/chart.h"
#include "chart/label.h"
#include "chart/scale.h"

/* A chart's data, checked: at least one label and one series. */
typedef struct {
    const ChartSetting *setting;
    const Chart        *data;
    Arena              *arena;
    Frame              *frame;           /* as wide as the setting; a kind sets the height */
    Mark                mark;
    unsigned            decimals;        /* of every figure shown */
    int                 highlight;       /* index of the label to bring out, -1 for none */
} Drawing;

void ring_draw(Drawing *drawing);
void bars_draw(Drawing *drawing);
void bars_lying_draw(Drawing *drawing);
void stack_draw(Drawing *drawing);
void line_chart_draw(Drawing *drawing);
void area_draw(Drawing *drawing);
void pyramid_draw(Drawing *drawing);

/* The look of a series: solid and patterned grounds in the order of look.md, the same again after six. */
Fill series_fill(size_t index);
#define SERIES_OUTLINE ((Stroke){ .colour = COLOUR_S1, .width = PT(0.5) })
#define SERIES_GAP     PT(1.4)           /* of paper between two areas */

/* The look's index for one of `count` areas in a ring: the last, which touches the first, does not look like it. */
size_t series_in_ring(size_t index, size_t count);

const Value *chart_value(const Drawing *drawing, size_t series, size_t label);

/* Round values for all figures of the chart, zero among them. */
Scale chart_scale(const Drawing *drawing);

/* The plot's height for the frame's width. */
Fixed chart_plot_height(const Drawing *drawing);

/* True in the column of the label that is brought out, where one series leaves its colour free for that. */
bool chart_is_highlighted(const Drawing *drawing, size_t label);

/* As it is shown: with the chart's decimals, "%" after a share, the sign as written for what is missing. */
Str chart_figure(const Drawing *drawing, const Value *value);

/* An upright rectangle with its outline inside. */
void chart_area(const Drawing *drawing, Fixed x, Fixed y, Fixed width, Fixed height, Fill fill, bool is_outlined,
                Span span);

/* A figure at the middle of an area of look `look`: white on the solid ground, else in a box of paper. Nothing
 * where the area, `width` by `height`, does not hold it. */
void chart_figure_inside(const Drawing *drawing, Fixed x, Fixed y, Fixed width, Fixed height, size_t look, Str figure,
                         Span span);

/* What a text or a bar takes of the plot. */
typedef struct { Fixed left, top, right, bottom; } Box;
bool box_touches(Box a, Box b);

/* The key of a ring: a table with a sample, a name, a figure and a share for each row. */
typedef struct { Str name, figure, share; size_t look; Span span; } LegendRow;
typedef struct Legend Legend;
Legend *legend_set(const Drawing *drawing, const LegendRow *rows, size_t n, Fixed width);
Fixed   legend_height(const Legend *legend);
void    legend_draw(const Drawing *drawing, const Legend *legend, Fixed x, Fixed y);

/* The key of several series: samples and names in lines of `width`, from the frame's top. Returns its height. */
Fixed   legend_draw_line(const Drawing *drawing, Fixed width);

/* Gridlines with their values and the base line, for a plot from `top` (scale->high) to `bottom` (scale->low). */
typedef struct { Scale scale; Fixed top, bottom; } Axis;
#define AXIS_BASE ((Stroke){ .colour = COLOUR_GREEN, .width = PT(0.75) })
Fixed axis_width(const Drawing *drawing, const Scale *scale);     /* of the values' column, with its gap */
Fixed axis_y(const Axis *axis, double value);
void  axis_draw(const Drawing *drawing, const Axis *axis);

/* A label centred on x over the gridlines: in a box of paper where one would cross it. `box` is what it takes, with
 * the margin LABEL_MARGIN. */
#define LABEL_MARGIN PT(1)
typedef struct { LabelStyle style; Str text; Fixed centre, baseline, width; Span span; } AxisLabel;
Box   axis_label_box(const AxisLabel *label);
void  axis_label_draw(const Drawing *drawing, const Axis *axis, const AxisLabel *label);

/* Names under the plot, each centred on its step: wrapped to three lines where all fit, else every second,
 * third … one on one line, so that none touch. */
typedef struct {
    LabelLines *lines;                   /* of each label */
    size_t      stride;                  /* every how many-th is shown */
    size_t      rows;                    /* the most lines that one takes */
} AxisNames;
AxisNames axis_names(const Drawing *drawing, Fixed step);

/* True when names, not years or other numbers, would be thinned out: they stand beside lying bars instead. */
bool      axis_names_want_lying(const Drawing *drawing, const AxisNames *names);
Fixed     axis_names_height(const AxisNames *names);
void      axis_names_draw(const Drawing *drawing, const AxisNames *names, Fixed left, Fixed step, Fixed y);

#endif
