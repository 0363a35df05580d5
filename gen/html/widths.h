/* widths.h - how wide the columns of a table of texts are
 *
 * A browser shares width out by the longest paragraph of each column, so that a column of lists ends up as narrow as
 * one of towns. Here the shares are those that make the rows lowest.
 */
#ifndef HTML_WIDTHS_H
#define HTML_WIDTHS_H

#include "doc/doc.h"

enum { WIDTH_STEP = 5 };                 /* shares are multiples of it, in percent; they sum to 100 */

/* The share of each column. NULL where the browser is left to it: fewer than two columns have long cells, cells
 * are merged over columns, or the longest words alone take more than the whole. */
const int *widths_of(Arena *arena, const DocTable *table);

/* True for a cell of lists, paragraphs or more words than stand well on a line. */
bool width_is_long(const Cell *cell);

#endif
