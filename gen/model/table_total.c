/* table_total.c - sums across rows and down columns, worked out or checked
 *
 * An empty cell, a dash and "ε" count as nothing; "n.d." and the like leave a
 * sum unknown, and an unknown sum is not held against a typed one.
 */
#include "model/model_impl.h"

#include "text/french.h"

size_t table_body_rows(const Table *table)
{
    size_t n = table->rows.n;
    return n > 0 && table->rows.at[n - 1].is_total ? n - 1 : n;
}

static ValueKind value_kind_of(const Column *column)
{
    return column->kind == COLUMN_AMOUNT ? VALUE_AMOUNT : column->kind == COLUMN_SHARE ? VALUE_SHARE : VALUE_NUMBER;
}

typedef struct { Value sum; bool is_known; size_t terms; } Sum;

/* A value that is no number and yet not "nothing": its sum is unknown. */
static bool is_unknown(const Cell *cell)
{
    ValueSign sign = value_sign(&cell->value);
    if (cell->is_covered || value_is_number(&cell->value))
        return false;
    if (sign == SIGN_NIL || sign == SIGN_NEGLIGIBLE || str_trim(cell->value.text).n == 0)
        return figure_path(cell->text).n > 0;
    return true;
}

typedef struct { ARRAY(Value) list; size_t numbers; } Values;   /* numbers and signs; how many are numbers */

static Sum sum_of(const Values *values, bool is_known, const Column *column, Span span)
{
    Sum sum = { value_sum(values->list.at, values->list.n), is_known, values->numbers };
    sum.sum.span = span;
    if (sum.sum.kind == VALUE_MISSING)
        return sum;
    sum.sum.kind = value_kind_of(column);
    sum.sum.unit = sum.sum.kind == VALUE_SHARE ? STR_NONE : column->unit.str;
    return sum;
}

static void take_term(Arena *arena, Values *values, bool *is_known, const Cell *cell)
{
    *is_known &= !is_unknown(cell);
    bool is_number = !cell->is_covered && value_is_number(&cell->value);
    values->numbers += is_number;
    if (is_number || (!cell->is_covered && value_sign(&cell->value) != SIGN_NONE))
        array_push(arena, &values->list, cell->value);
}

/* The column where the terms of sum column `c` begin, and whether they are
 * sums themselves: see Column.is_total. */
static size_t first_term(const Table *table, size_t c, bool *are_sums)
{
    const Column *column = &table->columns[c];
    size_t from = c, terms = 0;
    while (from > 0 && !table->columns[from - 1].is_total
           && (column->group < 0 || table->columns[from - 1].group == column->group)) {
        from--;
        terms += table->columns[from].kind == column->kind;
    }
    *are_sums = terms == 0;
    return *are_sums ? 0 : from;
}

static Sum row_sum(Arena *arena, const Table *table, const Row *row, size_t c)
{
    Values values = { 0 };
    bool is_known = true, are_sums;
    for (size_t k = first_term(table, c, &are_sums); k < c; k++)
        if (table->columns[k].comparison.str.n == 0 && !table->columns[k].is_change && table->columns[k].kind == table->columns[c].kind && table->columns[k].is_total == are_sums)
            take_term(arena, &values, &is_known, &row->cells[k]);
    return sum_of(&values, is_known, &table->columns[c], table->columns[c].span);
}

static Sum column_sum(Arena *arena, const Table *table, size_t c, Span span)
{
    Values values = { 0 };
    bool is_known = true;
    for (size_t i = 0; i < table_body_rows(table); i++)
        take_term(arena, &values, &is_known, &table->rows.at[i].cells[c]);
    return sum_of(&values, is_known, &table->columns[c], span);
}

/* Holds a typed sum against the computed one. */
static void check_sum(Reading *reading, const Table *table, const Cell *cell, const Sum *sum, const char *of)
{
    bool is_checkable = !table->is_incomplete && sum->is_known && sum->terms > 0 && !cell->is_covered
                        && value_is_number(&cell->value);
    if (!is_checkable || value_compare(&cell->value, &sum->sum) == 0)
        return;
    diag_add(reading->diags, DIAG_TOTAL_WRONG, cell->span, "la somme de %s est %.*s", of,
             STR_ARG(french_number(reading->arena, sum->sum.digits, sum->sum.decimals)));
    diag_remedy(reading->diags, "écrire %.*s, ou corriger un des chiffres",
                STR_ARG(figure_typed(reading->arena, &sum->sum)));
}

static void sum_rows(Reading *reading, Table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        if (!table->columns[c].is_total || !column_is_summable(&table->columns[c]))
            continue;
        for (size_t i = 0; i < table_body_rows(table); i++) {
            Row *row = &table->rows.at[i];
            Cell *cell = &row->cells[c];
            Sum sum = row_sum(reading->arena, table, row, c);
            bool is_left_empty = !cell->is_covered && cell->text.n == 0 && cell->items.n == 0;
            if (is_left_empty)
                cell->value = sum.sum;
            else
                check_sum(reading, table, cell, &sum, "la ligne");
        }
    }
}

/* Shares are summed only where they look like a breakdown: within five points
 * of 100. There, more than the rounding of each share off is a mistake. */
static Value share_total(Reading *reading, const Table *table, size_t c, const Sum *sum)
{
    static const Value low = { .kind = VALUE_SHARE, .digits = 95 }, high = { .kind = VALUE_SHARE, .digits = 105 };
    Value whole = { .kind = VALUE_SHARE, .digits = 100, .is_computed = true, .span = sum->sum.span };
    Value none = { .kind = VALUE_MISSING, .span = sum->sum.span };
    if (sum->terms < 2 || !sum->is_known || value_compare(&sum->sum, &low) < 0 || value_compare(&sum->sum, &high) > 0)
        return none;
    double unit = 1;
    for (unsigned i = 0; i < sum->sum.decimals; i++)
        unit /= 10;
    double distance = value_double(&sum->sum) - 100, slack = (double)sum->terms * unit / 2 + unit / 1000;
    if (distance <= slack && distance >= -slack)
        return whole;
    if (!table->is_incomplete) {
        diag_add(reading->diags, DIAG_SHARES_NOT_100, table->columns[c].span, "elles font %.*s %%",
                 STR_ARG(french_number(reading->arena, sum->sum.digits, sum->sum.decimals)));
        diag_remedy(reading->diags, "corriger une des parts ; ou donner à la colonne le type nombre");
    }
    return sum->sum;
}

size_t table_label_column(const Table *table)
{
    size_t text = table->column_count;
    for (size_t c = 0; c < table->column_count; c++) {
        if (table->columns[c].is_row_title)
            return c;
        if (text == table->column_count && table->columns[c].kind == COLUMN_TEXT)
            text = c;
    }
    return text;
}

static void add_total_row(Reading *reading, Table *table)
{
    Span span = table->total_node->span;
    Row row = { arena_array(reading->arena, Cell, table->column_count), true, span };
    size_t label = table_label_column(table);
    for (size_t c = 0; c < table->column_count; c++) {
        Cell cell = { .colspan = 1, .rowspan = 1, .span = span };
        Sum sum = column_sum(reading->arena, table, c, span);
        if (c == label)
            cell.text = STR("Total");
        else if (column_is_summable(&table->columns[c]))
            cell.value = sum.sum;
        else if (table->columns[c].kind == COLUMN_SHARE && !table->columns[c].is_change)
            cell.value = share_total(reading, table, c, &sum);
        row.cells[c] = cell;
    }
    array_push(reading->arena, &table->rows, row);
}

static void check_total_row(Reading *reading, Table *table)
{
    Row *row = &table->rows.at[table->rows.n - 1];
    for (size_t c = 0; c < table->column_count; c++) {
        Cell *cell = &row->cells[c];
        if (!column_is_summable(&table->columns[c]) || cell->colspan > 1)
            continue;
        Sum sum = column_sum(reading->arena, table, c, cell->span);
        bool is_summed = table->columns[c].is_total || table->columns[c].comparison.str.n > 0;
        if (is_summed && !cell->is_covered && cell->text.n == 0 && !value_is_number(&cell->value))
            cell->value = sum.sum;
        else
            check_sum(reading, table, cell, &sum, "la colonne");
    }
}

void table_sum(Reading *reading, Table *table)
{
    sum_rows(reading, table);
    if (table->rows.n > table_body_rows(table))
        check_total_row(reading, table);
    else if (table->total == TOTAL_SUM && table->rows.n > 0)
        add_total_row(reading, table);
}
