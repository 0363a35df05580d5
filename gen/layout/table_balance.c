/* table_balance.c - columns of text that make a low table
 *
 * What CSS 2.1 gives a column grows with its longest cell alone, so a date
 * breaks beside a column that has room to spare. From there, room is moved
 * from one column to another as long as the rows get lower. Lines are
 * estimated from the widths that paragraphs have on one line.
 */
#include "layout/table_impl.h"

enum {
    CELLS_MAX   = 800,                   /* larger tables keep what CSS gives */
    COLUMNS_MAX = 8,
    ROUNDS_MAX  = 60,                    /* for each step */
    COST_ROW    = 16,                    /* of a line of the highest cell; of any other's: 1 */
    LOSS        = 6                      /* percent of a line that raggedness leaves empty */
};

static const Fixed steps[] = { PT(16), PT(8), PT(4), PT(2) };

static int par_lines(const CellPar *par, Fixed measure)
{
    Fixed room = fixed_max(measure - par->indent, 1);
    return par->most <= room ? 1 : fixed_ceil(fixed_scale(par->most, 100 + LOSS, 100), room);
}

static Fixed cell_measure(const TableSet *set, const TableCell *cell, const Fixed *widths)
{
    Fixed measure = -2 * set->density.pad_x;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->colspan && i < set->columns; i++)
        measure += widths[i];
    return measure;
}

/* Lines of cells over several rows count for themselves alone. */
static int64_t cost_of(const TableSet *set, const Fixed *widths)
{
    int64_t cost = 0;
    for (size_t row = 0; row < set->rows; row++) {
        int highest = 0;
        for (size_t column = 0; column < set->columns; column++) {
            const TableCell *cell = &set->cells[row * set->columns + column];
            int lines = cell->figure != NULL;
            for (size_t i = 0; i < cell->pars.n && !cell->is_covered; i++)
                lines += par_lines(&cell->pars.at[i], cell_measure(set, cell, widths));
            cost += lines;
            highest = cell->rowspan == 1 && lines > highest ? lines : highest;
        }
        cost += COST_ROW * (int64_t)highest;
    }
    return cost;
}

/* The best of all moves of `step` from one column to another; false when none is better. */
static bool move_best(const TableSet *set, const Fixed *least, Fixed *widths, Fixed step, int64_t *cost)
{
    size_t best_from = 0, best_to = 0;
    for (size_t from = 0; from < set->columns; from++) {
        for (size_t to = 0; to < set->columns; to++) {
            if (from == to || widths[from] - step < least[from])
                continue;
            widths[from] -= step;
            widths[to] += step;
            int64_t moved = cost_of(set, widths);
            widths[from] += step;
            widths[to] -= step;
            if (moved < *cost) {
                *cost = moved;
                best_from = from;
                best_to = to;
            }
        }
    }
    widths[best_from] -= step;
    widths[best_to] += step;
    return best_from != best_to;
}

void table_balance(TableSet *set, const Fixed *least, Fixed *widths)
{
    if (set->rows * set->columns > CELLS_MAX || set->columns > COLUMNS_MAX)
        return;
    int64_t cost = cost_of(set, widths);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (int round = 0; round < ROUNDS_MAX && move_best(set, least, widths, steps[i], &cost); round++)
            continue;
}
