/* sorting.h - by which columns a reader may sort a table, and where its rows then stand
 *
 * The browser is told ranks: it knows neither how figures are written, nor what signs mean, nor the order of
 * French words. A column has ranks only where an order by them is true to the data.
 */
#ifndef HTML_SORTING_H
#define HTML_SORTING_H

#include "doc/doc.h"

/* What a row is sorted by: a figure or a sign, or (kind VALUE_NONE) a text. */
typedef struct { Value value; Str text; } SortKey;

/* The rank of each of `n` rows, "2 0 1 0": the least has 0, alike ones share theirs. Figures and signs stand as
 * value_compare() orders them, dates by the calendar, texts as French sorts; texts that are all figures, or all
 * dates, as these. Empty, which means that nobody may sort, when
 *   - there are fewer than SORT_ROWS_MIN rows, or all are alike;
 *   - figures or dates stand among texts, or texts begin with a number ("4e édition", "7 ateliers"): letters would
 *     put 10 before 2. */
enum { SORT_ROWS_MIN = 4 };
Str sort_ranks(Arena *arena, const SortKey *keys, size_t n);

/* False when a table's rows belong together or are too few: grouped heads, merged cells, titles of groups, totals
 * between them. */
bool sort_is_true(Arena *arena, const DocTable *table);

/* The same for a column of a table that sort_is_true() of: the ranks of the rows of its body, which its total row is
 * no part of. Empty also when a cell of the column holds more than one paragraph, or when its title calls a note or
 * leads somewhere: a button cannot stand in its place. */
Str sort_column(Arena *arena, const DocTable *table, size_t column);

#endif
