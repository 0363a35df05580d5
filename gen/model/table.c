/* table.c - a table from its nodes; then its figures from elsewhere */
#include "model/table.h"

#include "model/model_impl.h"

/* Sub-totals take a column of figures, and one that says what they are. */
static void check_carried(Reading *reading, Table *table)
{
    bool can_sum = false;
    for (size_t i = 0; i < table->column_count; i++)
        can_sum = can_sum || column_is_summable(&table->columns[i]);
    if (!table->is_carried || (can_sum && table_label_column(table) < table->column_count))
        return;
    table->is_carried = false;
    if (table->is_incomplete)
        return;
    diag_add(reading->diags, DIAG_CARRY_NOTHING, table->id.span, "`%.*s`", STR_ARG(table->id.str));
    diag_remedy(reading->diags, "ôter « report », ou donner une colonne de texte et une colonne de nombres ou de montants");
}

void table_read(Reading *reading, Table *table, Str folder)
{
    size_t since = reading->diags->list.n;
    table_read_columns(reading, table);
    bool has_rows = table->rows_node != NULL, has_file = table->csv_name.str.n > 0;
    bool is_file_first = has_file && (!has_rows || table->csv_name.span.lo < table->rows_node->span.lo);
    if (has_rows && has_file) {
        diag_add(reading->diags, DIAG_KEY_TWICE, is_file_first ? table->rows_node->key_span : table->csv_name.span,
                 "`lignes` et `fichier` disent la même chose");
        diag_remedy(reading->diags, "garder l’un des deux");
    }
    if (is_file_first)
        table_read_csv(reading, table, folder);
    else if (table->column_count > 0)
        table_read_rows(reading, table);
    table->is_incomplete |= reading_lost_something(reading, since);
    check_carried(reading, table);
    if ((table->column_count > 0 && table->rows.n > 0) || table->is_incomplete)
        return;
    diag_add(reading->diags, DIAG_TABLE_EMPTY, table->id.span, "`%.*s`", STR_ARG(table->id.str));
    diag_remedy(reading->diags, "donner « colonnes: » et « lignes: », ou « fichier: »");
    table->is_incomplete = true;
}

/* Takes the figure that a cell names. */
static void resolve_cell(Reading *reading, const Edition *edition, const Programme *programme,
                         const Table *table, const Column *column, Cell *cell)
{
    Str nearest = STR_NONE, path = figure_path(cell->text);
    if (path.n == 0 || column->kind == COLUMN_TEXT)
        return;
    const Value *value = edition_figure(reading->arena, edition, programme, path,
                                         diags_may_help(reading->diags) ? &nearest : NULL);
    if (value != NULL && value->kind != VALUE_NONE) {
        cell->value = *value;
        if (column->kind == COLUMN_AMOUNT && value->kind == VALUE_NUMBER)
            cell->value.kind = VALUE_AMOUNT;
        if (column->unit.str.n > 0 && value->unit.n == 0)
            cell->value.unit = column->unit.str;
        return;
    }
    cell->value = (Value){ .kind = VALUE_MISSING, .text = cell->text, .span = cell->span };
    if (table->is_incomplete || programme->is_incomplete)
        return;
    size_t lo = (size_t)(path.p - cell->text.p);
    diag_add(reading->diags, DIAG_VALUE_UNKNOWN, text_part((Text){ cell->text, cell->span }, lo, lo + path.n),
             "%.*s", STR_ARG(path));
    if (nearest.n > 0)
        diag_remedy(reading->diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
}

void table_resolve(Reading *reading, const Edition *edition, const Programme *programme, Table *table)
{
    for (size_t i = 0; i < table->rows.n; i++)
        for (size_t c = 0; c < table->column_count; c++)
            resolve_cell(reading, edition, programme, table, &table->columns[c], &table->rows.at[i].cells[c]);
    table_fill_compared(reading, edition, programme, table);
    table_sum(reading, table);
    table_fill_changes(reading, table);
}
