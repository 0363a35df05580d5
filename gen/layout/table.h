/* table.h - a table set for one measure, ready to be cut over pages
 *
 * A TableSet is made of slices: a row, or a piece of a row taller than a third of a page (its cells run on).
 * The flow chooses ranges of slices; each range is drawn with the caption
 * (repeated with "(suite)"), the head (repeated as an artifact), sub-totals where they are asked for, the notes
 * that it calls and, after the last, source.
 * The structure has one Table whatever the cuts.
 */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/par.h"

typedef struct TableSet TableSet;

/* `parent` is the element that the Table goes under. A table that is `large` may reach into the
 * outer margin as far as the theme's wide limit, on the side that table_draw() is told. */
TableSet *table_set(Arena *arena, Arena *scratch, const LayoutContext *context, const DocTable *table,
                    Fixed measure, TagId parent);

size_t table_slices(const TableSet *set);

/* Even its smallest type does not fit between the margins: the table is set for page_turned(), whose lines
 * run along the long side. */
bool   table_is_turned(const TableSet *set);

/* Height of slices [from, to) drawn as one piece, with caption, head, rules, notes,
 * "suite page suivante" when to < slices, source when to == slices. */
Fixed table_height(const TableSet *set, size_t from, size_t to);

/* Cost of cutting before slice `at` (0 < at < slices): PENALTY_MAX forbids (inside merged rows, before a total). */
int   table_cut_penalty(const TableSet *set, size_t at);

/* Draws slices [from, to) at (x, y) of the page's frame; `is_recto` tells the
 * outer side for wide tables. */
void  table_draw(Arena *arena, const TableSet *set, size_t from, size_t to, Frame *page,
                 Fixed x, Fixed y, bool is_recto);

/* Column widths for `measure` from minimum and maximum content widths: CSS 2.1, 17.5.2.2, in Fixed.
 * When the minima do not fit, widths shrink in proportion and the result is false. */
bool  table_columns(const Fixed *least, const Fixed *most, size_t n, Fixed measure, Fixed *widths);

#endif
