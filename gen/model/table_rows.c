/* table_rows.c - rows and cells, merged cells, and rows from a CSV file
 *
 * A row lists the cells that nothing covers. `cover` says for each column
 * how many of the rows to come a merged cell above still covers.
 */
#include "model/model_impl.h"

#include <string.h>

#include "data/csv.h"

enum { FAULTS_MAX = 50 };                /* told of one table; the rest would bury them */

typedef struct {
    Reading  *reading;
    Table    *table;
    uint16_t *cover;                     /* column_count */
    size_t    faults;
} RowReader;

/* True while faults of this table are still told. */
static bool may_report(RowReader *r)
{
    r->table->is_incomplete = true;
    return r->faults++ < FAULTS_MAX;
}

/* "36^[provisoire]": what stands behind a figure is its note. */
static void split_note(Cell *cell)
{
    Text typed = { cell->text, cell->span };
    size_t at = str_find(cell->text, STR("^["), 0), end = str_trim(cell->text).n;
    end += (size_t)(str_trim(cell->text).p - cell->text.p);
    if (at >= cell->text.n || cell->text.p[end - 1] != ']' || cell->note.str.n > 0)
        return;
    cell->note = (Text){ str_slice(cell->text, at + 2, end - 1), text_part(typed, at + 2, end - 1) };
    cell->span = text_part(typed, 0, at);
    cell->text = str_slice(cell->text, 0, at);
}

static void read_value(RowReader *r, const Column *column, Cell *cell)
{
    Reading *reading = r->reading;
    Str unit = column->kind == COLUMN_SHARE ? STR("%") : column->unit.str;
    if (column->kind != COLUMN_TEXT)
        split_note(cell);
    if (column->kind == COLUMN_TEXT || figure_path(cell->text).n > 0)
        return;
    if (column->kind == COLUMN_DATE) {
        bool is_read = value_read_missing(cell->text, cell->span, &cell->value)
                       || value_read_date(reading->arena, cell->text, cell->span, &cell->value);
        if (is_read || r->faults++ >= FAULTS_MAX)
            return;
        diag_add(reading->diags, DIAG_DATE_INVALID, cell->span, "« %.*s »", STR_ARG(cell->text));
        diag_remedy(reading->diags, "écrire 2019-12-31, ou donner à la colonne le type texte");
        return;
    }
    if (r->faults >= FAULTS_MAX || (cell->colspan > 1 && !value_read_number(cell->text, cell->span, &cell->value)))
        return;                          /* a text over several columns is no figure */
    if (!figure_read(reading, cell->text, cell->span, unit, column->kind == COLUMN_AMOUNT, &cell->value))
        r->faults++;
}

static void read_items(RowReader *r, const YamlNode *node, Cell *cell)
{
    for (const YamlNode *item = node->first; item != NULL; item = item->next) {
        if (item->kind == YAML_SCALAR) {
            if (!item->is_broken)
                array_push(r->reading->arena, &cell->items, (Text){ item->scalar, item->span });
        } else if (!item->is_broken && may_report(r)) {
            diag_add(r->reading->diags, DIAG_WRONG_TYPE, item->span, "un texte est attendu dans cette liste");
            diag_remedy(r->reading->diags, "mettre le texte entre guillemets : \"…\"");
        }
    }
}

static uint16_t span_count(int count)
{
    return (uint16_t)(count < 1 ? 1 : count > TABLE_ROWS_MAX / 2 ? TABLE_ROWS_MAX / 2 : count);
}

static void read_content(RowReader *r, const YamlNode *node, const Column *column, Cell *cell)
{
    if (node == NULL || (node->is_broken && node->kind != YAML_LIST))
        return;
    cell->span = node->span;
    if (node->kind == YAML_LIST) {
        read_items(r, node, cell);
    } else if (node->kind == YAML_SCALAR) {
        cell->text = node->scalar;
        read_value(r, column, cell);
    } else if (may_report(r)) {
        diag_add(r->reading->diags, DIAG_WRONG_TYPE, node->span, "un texte ou une liste est attendu ici");
        diag_remedy(r->reading->diags, "mettre le texte entre guillemets : \"…\"");
    }
}

static Cell read_cell(RowReader *r, const YamlNode *node, const Column *column)
{
    Cell cell = { .colspan = 1, .rowspan = 1, .span = node->span };
    if (node->kind != YAML_MAP) {
        read_content(r, node, column, &cell);
        return cell;
    }
    CellSpec spec = { 0 };
    schema_read(r->reading->arena, &cell_schema, node, &spec, r->reading->diags);
    cell.colspan = span_count(spec.columns);
    cell.rowspan = span_count(spec.rows);
    cell.note = spec.note;
    read_content(r, spec.text, column, &cell);
    cell.span = node->span;
    return cell;
}

/* Cuts a merged cell at the table's edge and at what already covers. */
static void fit_cell(RowReader *r, Cell *cell, size_t c)
{
    size_t width = 1;
    while (width < cell->colspan && c + width < r->table->column_count && r->cover[c + width] == 0)
        width++;
    if (width == cell->colspan)
        return;
    bool is_edge = c + width == r->table->column_count;
    if (may_report(r)) {
        diag_add(r->reading->diags, is_edge ? DIAG_CELL_OUTSIDE : DIAG_CELL_OVERLAP, cell->span,
                 "%u colonnes, place pour %zu", (unsigned)cell->colspan, width);
        diag_remedy(r->reading->diags, "écrire « colonnes: %zu »", width);
    }
    cell->colspan = (uint16_t)width;
}

/* Sets a cell at column `c`, marks what it covers; returns the next column. */
static size_t put_cell(RowReader *r, Row *row, size_t c, Cell cell)
{
    fit_cell(r, &cell, c);
    for (size_t k = 0; k < cell.colspan; k++) {
        row->cells[c + k] = (Cell){ .colspan = 1, .rowspan = 1, .is_covered = true, .span = cell.span };
        r->cover[c + k] = (uint16_t)(cell.rowspan - 1);
    }
    row->cells[c] = cell;
    return c + cell.colspan;
}

/* Passes the columns that a cell above covers. */
static size_t skip_covered(RowReader *r, Row *row, size_t c)
{
    for (; c < r->table->column_count && r->cover[c] > 0; c++) {
        r->cover[c]--;
        row->cells[c] = (Cell){ .colspan = 1, .rowspan = 1, .is_covered = true, .span = row->span };
    }
    return c;
}

/* Fills what a row leaves out; true when those were sums only. */
static bool fill_row(RowReader *r, Row *row, size_t c)
{
    bool is_complete = true;
    for (c = skip_covered(r, row, c); c < r->table->column_count; c = skip_covered(r, row, c + 1)) {
        const Column *column = &r->table->columns[c];
        is_complete &= column->is_total || column->comparison.str.n > 0 || column->is_change;
        row->cells[c] = (Cell){ .colspan = 1, .rowspan = 1, .span = row->span };
        if (r->table->columns[c].kind != COLUMN_TEXT)
            row->cells[c].value = (Value){ .kind = VALUE_MISSING, .span = row->span };
    }
    return is_complete;
}

static Row new_row(RowReader *r, Span span, bool is_total)
{
    return (Row){ arena_array(r->reading->arena, Cell, r->table->column_count), is_total, span };
}

static bool has_room(RowReader *r, Span span)
{
    Table *table = r->table;
    bool is_full = table->rows.n >= TABLE_ROWS_MAX
                   || (table->rows.n + 1) * table->column_count > TABLE_CELLS_MAX;
    if (!is_full)
        return true;
    table->is_incomplete = true;
    diag_add(r->reading->diags, DIAG_TABLE_TOO_LARGE, span, "%zu lignes de %zu colonnes", table->rows.n,
             table->column_count);
    diag_remedy(r->reading->diags, "partager le tableau");
    return false;
}

static void report_long(RowReader *r, Span first, Span last, size_t given)
{
    if (!may_report(r))
        return;
    diag_add(r->reading->diags, DIAG_ROW_TOO_LONG, span_join(first, last), "%zu cellules pour %zu colonnes", given,
             r->table->column_count);
    diag_remedy(r->reading->diags, "ôter les cellules en trop ; une virgule dans un texte demande des guillemets");
}

static void report_short(RowReader *r, Span span, size_t given)
{
    if (!may_report(r))
        return;
    diag_add(r->reading->diags, DIAG_ROW_TOO_SHORT, span, "%zu cellule%s pour %zu colonnes", given,
             given > 1 ? "s" : "", r->table->column_count);
    diag_remedy(r->reading->diags, "compléter la ligne ; une cellule vide s’écrit \"\"");
}

static void read_row(RowReader *r, const YamlNode *node, bool is_total)
{
    Row row = new_row(r, node->span, is_total);
    size_t c = 0;
    bool is_long = false;
    if (node->kind != YAML_LIST) {
        if (node->is_broken || !may_report(r))
            return;
        diag_add(r->reading->diags, DIAG_WRONG_TYPE, node->span, "une ligne de tableau est une liste de cellules");
        diag_remedy(r->reading->diags, "écrire [texte, 36, 1090000]");
        return;
    }
    for (const YamlNode *item = node->first; item != NULL && !is_long; item = item->next) {
        c = skip_covered(r, &row, c);
        is_long = c == r->table->column_count;
        if (!is_long) {
            c = put_cell(r, &row, c, read_cell(r, item, &r->table->columns[c]));
            continue;
        }
        Span last = item->span;
        for (const YamlNode *more = item; more != NULL; more = more->next)
            last = more->span;
        report_long(r, item->span, last, node->count);
    }
    if (!fill_row(r, &row, c) && !node->is_broken)
        report_short(r, node->span, node->count);
    r->table->is_incomplete |= node->is_broken;
    array_push(r->reading->arena, &r->table->rows, row);
}

/* A merged cell reaches down to the last row at most. */
static void fit_rows(RowReader *r)
{
    Rows *rows = &r->table->rows;
    for (size_t i = rows->n; i-- > 0;) {
        for (size_t c = 0; c < r->table->column_count; c++) {
            Cell *cell = &rows->at[i].cells[c];
            if (i + cell->rowspan <= rows->n)
                continue;
            if (may_report(r)) {
                diag_add(r->reading->diags, DIAG_CELL_OUTSIDE, cell->span, "%u lignes, place pour %zu",
                         (unsigned)cell->rowspan, rows->n - i);
                diag_remedy(r->reading->diags, "écrire « lignes: %zu »", rows->n - i);
            }
            cell->rowspan = (uint16_t)(rows->n - i);
        }
    }
    memset(r->cover, 0, r->table->column_count * sizeof *r->cover);
}

static RowReader row_reader(Reading *reading, Table *table)
{
    return (RowReader){ reading, table, arena_array(reading->arena, uint16_t, table->column_count), 0 };
}

/* total: a word, or the row itself. */
static void read_total(RowReader *r)
{
    static const char *const words[] = { [TOTAL_NONE] = "aucun", [TOTAL_SUM] = "somme" };
    _Static_assert(sizeof words / sizeof *words == TOTAL_KINDS, "every kind of total needs a word");
    const YamlNode *node = r->table->total_node;
    if (node == NULL || (node->is_broken && node->kind != YAML_LIST))
        return;
    if (node->kind == YAML_LIST) {
        read_row(r, node, true);
        return;
    }
    for (int i = 0; i < TOTAL_KINDS && node->kind == YAML_SCALAR; i++) {
        if (!str_equal(node->scalar, str_from_c(words[i])))
            continue;
        r->table->total = i;
        return;
    }
    diag_add(r->reading->diags, DIAG_CHOICE_UNKNOWN, node->span, "« %.*s »", STR_ARG(node->scalar));
    diag_remedy(r->reading->diags, "écrire somme, aucun, ou la ligne de total : [Total, 112, 4175500]");
}

void table_read_rows(Reading *reading, Table *table)
{
    RowReader r = row_reader(reading, table);
    const YamlNode *node = table->rows_node;
    if (node != NULL && node->kind != YAML_LIST && !node->is_broken) {
        diag_add(reading->diags, DIAG_WRONG_TYPE, node->key_span, "une liste de lignes est attendue ici");
        diag_remedy(reading->diags, "commencer chaque ligne par « - [ … ] »");
        table->is_incomplete = true;
        return;
    }
    for (const YamlNode *row = node != NULL ? node->first : NULL; row != NULL; row = row->next) {
        if (!has_room(&r, row->span))
            break;
        read_row(&r, row, false);
    }
    table->is_incomplete |= node != NULL && node->is_broken;
    fit_rows(&r);
    read_total(&r);
}

/* --- rows from a CSV file --- */

/* Columns of text named by the header, when the table gives none. */
static void columns_of_header(Reading *reading, Table *table, const CsvRow *header)
{
    table->column_count = header->n;
    table->columns = arena_array(reading->arena, Column, header->n);
    table->head_rows = 1;
    table->head = arena_array(reading->arena, HeadCell, header->n);
    for (size_t c = 0; c < header->n; c++) {
        Text title = { header->at[c].text, header->at[c].span };
        table->columns[c] = (Column){ .title = title, .decimals = -1, .is_row_title = c == 0, .group = -1,
                                      .span = title.span };
        table->head[c] = (HeadCell){ .title = title.str, .colspan = 1, .rowspan = 1, .span = title.span };
    }
}

static Span csv_row_span(const CsvRow *row)
{
    return row->n > 0 ? span_join(row->at[0].span, row->at[row->n - 1].span) : SPAN_NONE;
}

static void read_csv_row(RowReader *r, const CsvRow *cells)
{
    Row row = new_row(r, csv_row_span(cells), false);
    size_t n = cells->n < r->table->column_count ? cells->n : r->table->column_count;
    for (size_t c = 0; c < n; c++) {
        row.cells[c] = (Cell){ .text = cells->at[c].text, .colspan = 1, .rowspan = 1, .span = cells->at[c].span };
        read_value(r, &r->table->columns[c], &row.cells[c]);
    }
    fill_row(r, &row, n);
    array_push(r->reading->arena, &r->table->rows, row);
}

/* A wrong number of cells is told once when the header has it too. */
static void check_widths(RowReader *r, const CsvRows *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        const CsvRow *row = &rows->at[i];
        Span span = csv_row_span(row);
        if (row->n > r->table->column_count)
            report_long(r, row->at[r->table->column_count].span, span, row->n);
        else if (row->n < r->table->column_count && !r->table->columns[row->n].is_total)
            report_short(r, span, row->n);
        else
            continue;
        if (i == 0)
            return;
    }
}

void table_read_csv(Reading *reading, Table *table, Str folder)
{
    uint32_t file = reading_file(reading, folder, table->csv_name.str, FILE_CSV, table->csv_name.span);
    if (file == 0) {
        table->is_incomplete = true;
        return;
    }
    CsvRows rows = csv_read(reading->arena, reading->sources, file, reading->diags);
    if (rows.n > 0 && table->column_count == 0)
        columns_of_header(reading, table, &rows.at[0]);
    RowReader r = row_reader(reading, table);
    if (table->column_count > 0)
        check_widths(&r, &rows);
    for (size_t i = 1; i < rows.n && table->column_count > 0 && has_room(&r, csv_row_span(&rows.at[i])); i++)
        read_csv_row(&r, &rows.at[i]);
    for (size_t i = 1; i < rows.n; i++)
        blanks_in_csv(reading, table->id.str, &rows.at[i]);
    read_total(&r);
}
