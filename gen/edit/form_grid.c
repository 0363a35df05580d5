/* form_grid.c - the cells of a table or an indicator, each with the place where it is said */
#include "edit/form_impl.h"

#include "data/csv.h"
#include "doc/format.h"

/* A figure with the decimals of its column; a sign as it is printed. */
static Str shown(Arena *arena, const Value *value, int decimals)
{
    if (value->kind == VALUE_MISSING)
        return value_sign(value) != SIGN_NONE ? value_sign_text(value_sign(value)) : STR_NONE;
    if (!value_is_number(value))
        return value->text;
    return decimals >= 0 ? format_decimals(arena, value, (unsigned)decimals) : format_value(arena, value, FORMAT_BARE);
}

/* ---- tables ---- */

static bool is_figure(const Column *column)
{
    return column->kind != COLUMN_TEXT;
}

static FormCell cell_of(FormMaker *maker, const Column *column, const Cell *cell)
{
    FormCell made = { .kind = (ColumnKind)column->kind, .colspan = cell->colspan, .rowspan = cell->rowspan,
                      .text = cell->text, .note = cell->note.str, .state = FORM_ABSENT, .place = cell->span,
                      .unit = column->unit.str };
    if (cell->is_covered)
        made.state = FORM_COVERED;
    else if (cell->value.is_computed)
        made.state = FORM_COMPUTED;
    if (!is_figure(column) && str_ends(made.text, STR("\n")))      /* the end of a block scalar: form_whole() keeps it */
        made.text = str_slice(made.text, 0, made.text.n - 1);
    if (is_figure(column)) {
        made.shown = cell->value.kind == VALUE_NONE ? cell->text : shown(maker->arena, &cell->value, column->decimals);
        made.text = form_typed(maker->arena, cell->text);
    }
    return made;
}

/* True when the figure of the cell stands elsewhere: `path` is then what the cell names. What leads nowhere is mended
 * in the cell itself. */
static bool names_figure(const Column *column, const Cell *cell, Str *path)
{
    Str text = str_trim(cell->text);
    bool is_unknown = cell->value.span.file == cell->span.file && cell->value.span.lo == cell->span.lo;
    if (!is_figure(column) || is_unknown || !str_starts(text, STR("{{")) || !str_ends(text, STR("}}")))
        return false;
    text = str_slice(text, 2, text.n - 2);
    *path = str_trim(str_slice(text, 0, str_find(text, STR("|"), 0)));
    return true;
}

/* What the cell shows, and where that is said. */
static void set_place(FormMaker *maker, FormCell *made, const Column *column, const Cell *cell, const YamlNode *root,
                      const YamlNode *node)
{
    const YamlNode *text = node->kind == YAML_MAP ? yaml_find(node, STR("texte")) : node;
    if (names_figure(column, cell, &made->path)) {
        if (cell->value.is_computed || cell->value.span.file == 0)
            made->state = FORM_DISTANT;
        else
            form_set_origin(maker, made, cell->value.span);
    } else if (made->state != FORM_COMPUTED && text != NULL) {
        form_set_scalar(maker, made, root, text);
        if (made->is_list)
            made->text = made->whole;
    }
}

/* The cells that nothing covers are the items of the row, in their order: see table.h. */
static void fill_row(FormMaker *maker, const Table *table, const Row *row, FormRow *made, const YamlNode *root,
                     const YamlNode *list)
{
    const YamlNode *item = list != NULL ? list->first : NULL;
    made->is_total = row->is_total;
    made->cells = arena_array(maker->arena, FormCell, table->column_count);
    for (size_t c = 0; c < table->column_count; c++) {
        const Cell *cell = &row->cells[c];
        made->cells[c] = cell_of(maker, &table->columns[c], cell);
        if (cell->is_covered || item == NULL)
            continue;
        set_place(maker, &made->cells[c], &table->columns[c], cell, root, item);
        item = item->next;
    }
}

static void fill_csv_row(FormMaker *maker, const Table *table, const Row *row, FormRow *made, const CsvRow *cells)
{
    made->cells = arena_array(maker->arena, FormCell, table->column_count);
    for (size_t c = 0; c < table->column_count; c++) {
        FormCell *cell = &made->cells[c];
        *cell = cell_of(maker, &table->columns[c], &row->cells[c]);
        if (c >= cells->n)
            continue;
        if (names_figure(&table->columns[c], &row->cells[c], &cell->path)) {
            form_set_origin(maker, cell, row->cells[c].value.is_computed ? SPAN_NONE : row->cells[c].value.span);
        } else if (cell->state != FORM_COMPUTED) {
            cell->state = FORM_OPEN;
            cell->whole = cells->at[c].text;
            cell->span = cells->at[c].span;
            form_file(maker, cell->span.file);
        }
    }
}

static bool fill_rows(FormMaker *maker, const Table *table, size_t body)
{
    const YamlNode *node = table->rows_node != NULL ? table->rows_node->first : NULL;
    for (size_t r = 0; r < body; r++, node = node->next) {
        while (node != NULL && node->kind != YAML_LIST)
            node = node->next;           /* was reported, and is no row */
        if (node == NULL)
            return false;
        fill_row(maker, table, &table->rows.at[r], &maker->form->rows[r], table->rows_node, node);
    }
    return true;
}

/* `file` is that of the rows. */
static bool fill_csv(FormMaker *maker, const Table *table, size_t body, uint32_t file)
{
    Diags unheard = diags_new(maker->arena);      /* the model has told them */
    CsvRows rows = csv_read(maker->arena, &maker->reading->sources, file, &unheard);
    if (rows.n < body + 1)
        return false;
    for (size_t r = 0; r < body; r++)
        fill_csv_row(maker, table, &table->rows.at[r], &maker->form->rows[r], &rows.at[r + 1]);
    return true;
}

static void set_columns(FormMaker *maker, const Table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        const Column *column = &table->columns[c];
        Str group = table->head_rows > 1 && column->group >= 0 ? table_head(table, 0, table_group(table, c))->title : STR_NONE;
        maker->form->columns[c] = (FormColumn){
            .title = column->title.str, .group = group, .kind = (ColumnKind)column->kind,
            .unit = column->kind == COLUMN_SHARE ? STR("%") : column->unit.str, .is_row_title = column->is_row_title };
    }
}

bool form_of_table(FormMaker *maker, const Table *table)
{
    Form *form = maker->form;
    size_t n = table->rows.n, body = n > 0 && table->rows.at[n - 1].is_total ? n - 1 : n;
    form->column_count = table->column_count;
    form->columns = arena_array(maker->arena, FormColumn, table->column_count);
    form->row_count = n;
    form->rows = arena_array(maker->arena, FormRow, n);
    set_columns(maker, table);
    if (body < n) {                      /* an own total row is a list; a computed one has no cells in the file */
        const YamlNode *list = table->total_node != NULL && table->total_node->kind == YAML_LIST ? table->total_node : NULL;
        fill_row(maker, table, &table->rows.at[body], &form->rows[body], table->total_node, list);
        for (size_t c = 0; list == NULL && c < table->column_count; c++)
            form->rows[body].cells[c].state = FORM_COMPUTED;
    }
    if (table->csv_name.str.n > 0 && body > 0 && table->rows.at[0].span.file != table->span.file)
        return fill_csv(maker, table, body, table->rows.at[0].span.file);
    return body > 0 && fill_rows(maker, table, body);
}

/* ---- indicators: a row for each entry, a column for each period ---- */

static size_t row_of(const Form *form, const Str *names, Str name)
{
    size_t r = 0;
    while (r < form->row_count && !str_equal(names[r], name))
        r++;
    return r;
}

static size_t entry_count(const Indicator *indicator)
{
    size_t n = 0;
    for (size_t i = 0; i < indicator->series.n; i++)
        n += indicator->series.at[i].entries.n;
    return n;
}

/* The rows are the names of all periods, in the order in which they are first given. */
static const Str *name_rows(FormMaker *maker, const Indicator *indicator)
{
    Form *form = maker->form;
    Str *names = arena_array(maker->arena, Str, entry_count(indicator) + 1);
    for (size_t i = 0; i < indicator->series.n; i++) {
        const IndicatorEntries *entries = &indicator->series.at[i].entries;
        for (size_t k = 0; k < entries->n; k++)
            if (row_of(form, names, entries->at[k].name.str) == form->row_count)
                names[form->row_count++] = entries->at[k].name.str;
    }
    return names;
}

/* The node of an entry: the period's own when it has one figure only. */
static const YamlNode *entry_node(const Indicator *indicator, const Period *period, Str entry)
{
    const YamlNode *node = yaml_find(indicator->series_node, period->name.str);
    return node == NULL || node->kind == YAML_SCALAR ? node : yaml_find(node, entry);
}

static void fill_period(FormMaker *maker, const Indicator *indicator, size_t column, const Str *names)
{
    const Period *period = &indicator->series.at[column];
    Form *form = maker->form;
    ColumnKind kind = form->columns[column].kind;
    for (size_t r = 0; r < form->row_count; r++)
        form->rows[r].cells[column] = (FormCell){ .state = FORM_ABSENT, .kind = kind, .colspan = 1, .rowspan = 1,
                                                    .unit = indicator->unit.str };
    for (size_t k = 0; k < period->entries.n; k++) {
        const IndicatorEntry *entry = &period->entries.at[k];
        FormCell *cell = &form->rows[row_of(form, names, entry->name.str)].cells[column];
        const YamlNode *node = entry_node(indicator, period, entry->name.str);
        cell->shown = shown(maker->arena, &entry->value, -1);
        if (node == NULL)
            continue;
        cell->text = form_typed(maker->arena, node->scalar);
        form_set_scalar(maker, cell, indicator->series_node, node);
    }
}

bool form_of_indicator(FormMaker *maker, const Indicator *indicator)
{
    Form *form = maker->form;
    const Str *names = name_rows(maker, indicator);
    form->column_count = indicator->series.n;
    if (form->column_count == 0 || form->row_count == 0)
        return false;
    bool is_share = str_equal(indicator->unit.str, STR("%"));
    form->columns = arena_array(maker->arena, FormColumn, form->column_count);
    form->rows = arena_array(maker->arena, FormRow, form->row_count);
    for (size_t r = 0; r < form->row_count; r++) {
        form->rows[r].is_total = form->row_count > 1 && str_equal(names[r], STR("total"));
        form->rows[r].title = indicator_label(maker->arena, indicator, names[r]);
        form->rows[r].cells = arena_array(maker->arena, FormCell, form->column_count);
    }
    for (size_t c = 0; c < form->column_count; c++) {
        form->columns[c] = (FormColumn){ .title = indicator->series.at[c].name.str, .unit = indicator->unit.str,
                                         .kind = is_share ? COLUMN_SHARE : COLUMN_NUMBER };
        fill_period(maker, indicator, c, names);
    }
    return true;
}
