/* grid.c - a table of texts that the generator makes: as if it had been typed among the data */
#include "doc/doc_impl.h"

static int share_of(const Grid *grid, size_t column)
{
    Value share;
    bool is_given = column < grid->shares->n
                    && value_read_number(grid->shares->at[column].str, grid->shares->at[column].span, &share);
    return is_given && share.decimals == 0 && share.digits > 0 && share.digits < 100 ? (int)share.digits : 0;
}

static void fill_columns(Arena *arena, const Grid *grid, Table *table)
{
    table->columns = arena_array(arena, Column, table->column_count);
    table->head = arena_array(arena, HeadCell, table->column_count);
    for (size_t i = 0; i < table->column_count; i++) {
        const Text *title = &grid->heads->at[i];
        table->columns[i] = (Column){ .title = *title, .kind = COLUMN_TEXT, .decimals = -1, .is_row_title = i == 0,
                                      .share = share_of(grid, i), .group = -1, .span = title->span };
        table->head[i] = (HeadCell){ .title = title->str, .colspan = 1, .rowspan = 1, .span = title->span };
    }
}

const Table *grid_table(Arena *arena, const Grid *grid)
{
    Table *table = arena_new(arena, Table);
    size_t columns = grid->heads->n;
    *table = (Table){ .id = grid->id, .title = grid->title, .is_long = grid->is_long, .is_stacked = grid->is_long,
                      .column_count = columns,
                      .head_rows = 1, .span = grid->span };
    fill_columns(arena, grid, table);
    for (size_t row = 0; row < grid->rows; row++) {
        Cell *cells = arena_array(arena, Cell, columns);
        for (size_t i = 0; i < columns; i++) {
            const Text *text = &grid->cells[row * columns + i];
            cells[i] = (Cell){ .text = text->str, .value = { .kind = VALUE_TEXT, .text = text->str, .span = text->span },
                               .colspan = 1, .rowspan = 1, .span = text->span };
        }
        array_push(arena, &table->rows, (Row){ cells, false, cells[0].span });
    }
    return table;
}
