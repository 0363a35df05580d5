/* table_carry.c - sub-totals over the end of a page: "À reporter", "Report"
 *
 * The sums of all rows so far, of the columns that add up: the last line of a
 * piece and the first of the next say the same. They are no data of the table
 * but help to read its pages, and so artifacts. A row that runs on counts
 * where it begins, for there its figures stand.
 */
#include "layout/table_impl.h"

/* The figure or sign of a cell that is not there, or is no figure, adds nothing. */
static Value sum_upto(const TableSet *set, const Value *before, size_t row, size_t column)
{
    const Cell *cell = &set->table->rows.at[row].cells[column];
    Value terms[] = { *before, cell->value };
    if (cell->is_covered)
        terms[1] = (Value){ .kind = VALUE_MISSING };
    Value sum = value_sum(terms, 2);
    if (value_is_number(&sum) && set->table->columns[column].kind == COLUMN_AMOUNT)
        sum.kind = VALUE_AMOUNT;
    return sum;
}

void table_carry_make(TableSet *set)
{
    if (!set->table->is_carried || set->rows == 0)
        return;
    set->carried = arena_array(set->arena, Value, (set->rows + 1) * set->columns);
    for (size_t column = 0; column < set->columns; column++)
        set->carried[column] = (Value){ .kind = VALUE_MISSING };
    for (size_t row = 0; row < set->rows; row++)
        for (size_t column = 0; column < set->columns; column++) {
            const Value *before = &set->carried[row * set->columns + column];
            set->carried[(row + 1) * set->columns + column] =
                set->table->rows.at[row].is_total ? *before : sum_upto(set, before, row, column);
        }
}

Str table_carry_text(const TableSet *set, size_t row, size_t column)
{
    if (!column_is_summable(&set->table->columns[column]))
        return STR_NONE;
    return table_figure_text(set, column, &set->carried[row * set->columns + column]);
}

Str table_carry_word(const TableSet *set, bool is_brought)
{
    const ThemeWords *words = &set->context->setting->theme->words;
    return is_brought ? words->brought.str : words->carried.str;
}

size_t table_carry_row(const TableSet *set, size_t at)
{
    const Slice *slice = &set->slices.at[at];
    return slice->row + !slice->is_first;
}

Fixed table_carry_height(const TableSet *set, size_t from, size_t to)
{
    int lines = (from > 0) + (to < set->slices.n);
    return lines * set->carry_height;
}
