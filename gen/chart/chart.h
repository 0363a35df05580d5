/* chart.h - from a chart's data to a Frame
 *
 * One row a kind in chart_kinds. A drawing is for one width; text is set in
 * the theme's chart-label style; colours are named, so SVG follows light and
 * dark. Marks: everything belongs to the `mark` given.
 */
#ifndef CHART_CHART_DRAW_H
#define CHART_CHART_DRAW_H

#include "doc/doc.h"

typedef struct {
    Arena       *arena;
    Fonts       *fonts;
    const Theme *theme;
    Mark         mark;
    Fixed        width;                  /* the frame's; its height is the chart's need */
} ChartSetting;

Frame *chart_draw(const ChartSetting *setting, const DocChart *chart);

/* "Anneau, 112 projets : Formations aux langues 36 (32,1 %), …": for those
 * who do not see it. */
Str    chart_describe(Arena *arena, const Chart *chart);

/* The eight-pointed star of side `tile` centred at (x, y), as a path to fill, and its line form of two squares
 * (look.md, "Motif"). */
Path  *motif_star(Arena *arena, Fixed x, Fixed y, Fixed tile);
Path  *motif_lines(Arena *arena, Fixed x, Fixed y, Fixed tile);

/* Rows of the map: how many programmes each committee has, in order; returns the row count (at most `room`). */
typedef struct { int first, count; bool is_transverse; } MapRow;
size_t motif_map(const Edition *edition, MapRow *rows, size_t room);

#endif
