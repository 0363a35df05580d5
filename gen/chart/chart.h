/* chart.h - from a chart's data to a Frame, and the motif
 *
 * One row a kind in chart_kinds. A drawing is for one width; text is set in
 * the theme's styles; colours are named, so SVG follows light and dark.
 */
#ifndef CHART_CHART_DRAW_H
#define CHART_CHART_DRAW_H

#include "doc/doc.h"

typedef struct {
    Arena       *arena;
    Fonts       *fonts;
    const Theme *theme;
    Mark         mark;                   /* of everything drawn */
    Fixed        width;                  /* the frame's; its height is the chart's need */
} ChartSetting;

/* A chart without data is an empty frame: who read it has reported it. */
Frame *chart_draw(const ChartSetting *setting, const DocChart *chart);

/* The eight-pointed star of side `tile` centred at (x, y), as a path to fill in green, and its line form of two
 * squares in `lattice` (look.md, "Motif"). The caller may change fill and stroke. */
Path  *motif_star(Arena *arena, Fixed x, Fixed y, Fixed tile);
Path  *motif_lines(Arena *arena, Fixed x, Fixed y, Fixed tile);

/* The rows of the map: each committee that has programmes, in order, with the number of its first programme
 * and how many there are. Returns the row count (at most `room`). */
typedef struct { int first, count; bool is_transverse; } MapRow;
size_t motif_map(const Edition *edition, MapRow *rows, size_t room);

/* The same, of at most `room` rows the ones around the programme's: a map that stands on every programme's page must
 * not grow with the report. */
size_t motif_map_near(const Edition *edition, int programme, MapRow *rows, size_t room);

#endif
