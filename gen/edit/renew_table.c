/* renew_table.c - a table of the next edition
 *
 * Figures become "à remplir", labels stay. A table whose columns, or rows, are
 * years keeps them for comparison and is given those of the new period. A
 * table of texts alone told of last year: one row to fill in is left of it.
 */
#include "edit/renew_impl.h"

#include "base/buf.h"
#include "data/csv.h"
#include "data/value.h"

enum { COLUMNS_MAX = 100 };

/* The columns at the ends of the groups, left to right. */
typedef struct { const YamlNode *leaf[COLUMNS_MAX]; size_t n; bool has_groups; } Leaves;

static void add_leaf(Leaves *leaves, const YamlNode *node)
{
    if (leaves->n < COLUMNS_MAX)
        leaves->leaf[leaves->n++] = node;
}

static Leaves leaves_of(const YamlNode *columns)
{
    Leaves leaves = { .n = 0 };
    for (const YamlNode *node = columns != NULL ? columns->first : NULL; node != NULL; node = node->next) {
        const YamlNode *inner = yaml_find(node, STR("colonnes"));
        leaves.has_groups |= inner != NULL;
        if (inner == NULL)
            add_leaf(&leaves, node);
        for (inner = inner != NULL ? inner->first : NULL; inner != NULL; inner = inner->next)
            add_leaf(&leaves, inner);
    }
    return leaves;
}

static Str field_of(const YamlNode *node, const char *key)
{
    const YamlNode *field = yaml_find(node, str_from_c(key));
    return field != NULL && field->kind == YAML_SCALAR ? field->scalar : STR_NONE;
}

static bool is_figure_column(const Leaves *leaves, size_t c)
{
    Str type = c < leaves->n ? field_of(leaves->leaf[c], "type") : STR_NONE;
    return type.n > 0 && !str_equal(type, STR("texte"));
}

static bool has_figures(const Leaves *leaves)
{
    bool found = false;
    for (size_t c = 0; c < leaves->n; c++)
        found = found || is_figure_column(leaves, c);
    return found;
}

static bool reads_as_figure(Str text)
{
    Value value;
    return value_read_number(text, SPAN_NONE, &value) || value_read_missing(text, SPAN_NONE, &value);
}

static bool is_path_alone(Str text)
{
    text = str_trim(text);
    return str_starts(text, STR("{{")) && str_find(text, STR("}}"), 0) + 2 == text.n;
}

/* What stands in a cell of the new edition. */
static Str new_content(Sheetful *sheet, Str content, bool is_figure)
{
    if (is_path_alone(content) || (!is_figure && str_find(content, STR("{{"), 0) < content.n))
        return renew_paths(sheet->renewal, sheet->programme, content);
    return is_figure ? TO_FILL : content;
}

static void renew_cell(Sheetful *sheet, const YamlNode *cell, bool is_figure)
{
    const YamlNode *text = cell->kind == YAML_MAP ? yaml_find(cell, STR("texte")) : cell;
    if (text == NULL || text->kind != YAML_SCALAR || (is_figure && text->scalar.n == 0))
        return;
    Str made = new_content(sheet, text->scalar, is_figure);
    if (!str_equal(made, text->scalar))
        patch_replace(&sheet->patch, text->span.lo, text->span.hi,
                      yaml_rewritten(sheet->renewal->arena, sheet->text, sheet->root, text, made));
}

static bool is_merged(const YamlNode *cell)
{
    return yaml_find(cell, STR("colonnes")) != NULL || yaml_find(cell, STR("lignes")) != NULL;
}

static bool has_merged(const YamlNode *rows)
{
    for (const YamlNode *row = rows->first; row != NULL; row = row->next)
        for (const YamlNode *cell = row->first; cell != NULL; cell = cell->next)
            if (is_merged(cell))
                return true;
    return false;
}

/* Merged cells move those behind them: there, what reads as a figure is one. */
static bool cell_is_figure(const Leaves *leaves, const YamlNode *cell, size_t c, bool is_loose)
{
    const YamlNode *text = cell->kind == YAML_MAP ? yaml_find(cell, STR("texte")) : cell;
    if (!is_loose)
        return is_figure_column(leaves, c);
    return c > 0 && text != NULL && text->kind == YAML_SCALAR && reads_as_figure(text->scalar);
}

static void renew_row(Sheetful *sheet, const Leaves *leaves, const YamlNode *row, bool is_loose, const bool *stays)
{
    size_t c = 0;
    for (const YamlNode *cell = row->kind == YAML_LIST ? row->first : NULL; cell != NULL; cell = cell->next, c++)
        if (stays == NULL || c >= COLUMNS_MAX || !stays[c])
            renew_cell(sheet, cell, cell_is_figure(leaves, cell, c, is_loose));
}

/* --- columns of years --- */

typedef struct { bool is_year[COLUMNS_MAX]; size_t years, last; } YearColumns;

static YearColumns year_columns(const Leaves *leaves)
{
    YearColumns found = { .years = 0 };
    for (size_t c = 0; c < leaves->n; c++) {
        found.is_year[c] = years_are_all(field_of(leaves->leaf[c], "titre"));
        found.years += found.is_year[c];
        found.last = found.is_year[c] ? c : found.last;
    }
    return found;
}

static bool has_column(const Leaves *leaves, Str title)
{
    for (size_t c = 0; c < leaves->n; c++)
        if (str_equal(field_of(leaves->leaf[c], "titre"), title))
            return true;
    return false;
}

static const YamlNode *nth(const YamlNode *list, size_t n)
{
    const YamlNode *node = list->first;
    while (node != NULL && n-- > 0)
        node = node->next;
    return node;
}

/* The bytes of column `c`, its title moved on. */
static Str moved_head(Sheetful *sheet, const YamlNode *leaf)
{
    Arena *arena = sheet->renewal->arena;
    const YamlNode *title = yaml_find(leaf, STR("titre"));
    Patch patch = patch_new(arena);
    patch_replace(&patch, title->span.lo - leaf->span.lo, title->span.hi - leaf->span.lo,
                  renewed(sheet->renewal, str_slice(sheet->text, title->span.lo, title->span.hi)));
    return patch_apply(&patch, str_slice(sheet->text, leaf->span.lo, leaf->span.hi));
}

static Str moved_cell(Sheetful *sheet, const YamlNode *cell)
{
    Str made = cell->kind == YAML_SCALAR ? new_content(sheet, cell->scalar, true) : TO_FILL;
    return yaml_written(sheet->renewal->arena, made, true);
}

/* Adds the years to come behind the last one, in the head and in each row. */
static void add_columns(Sheetful *sheet, const YamlNode *table, const Leaves *leaves, const YearColumns *years)
{
    const YamlNode *columns = yaml_find(table, STR("colonnes")), *rows = yaml_find(table, STR("lignes"));
    size_t added = 0;
    for (size_t c = 0; c < leaves->n; c++) {
        Str title = field_of(leaves->leaf[c], "titre"), moved = renewed(sheet->renewal, title);
        if (!years->is_year[c] || str_equal(title, moved) || has_column(leaves, moved))
            continue;
        added++;
        renew_append(sheet, columns, leaves->leaf[years->last], moved_head(sheet, leaves->leaf[c]));
        for (const YamlNode *row = rows->first; row != NULL; row = row->next) {
            const YamlNode *last = nth(row, years->last), *from = nth(row, c);
            if (last != NULL && from != NULL)
                renew_append(sheet, row, last, moved_cell(sheet, from));
        }
    }
    array_push(sheet->renewal->arena, &sheet->renewal->added,
               (AddedColumns){ sheet->programme, renewed(sheet->renewal, table->key), years->last + 1, added });
    for (const YamlNode *row = rows->first; row != NULL; row = row->next)
        for (size_t c = 0; c < leaves->n; c++) {
            const YamlNode *cell = nth(row, c);
            if (cell != NULL && !years->is_year[c] && is_figure_column(leaves, c))
                renew_cell(sheet, cell, true);
        }
}

/* --- rows of years --- */

static Str row_name(const YamlNode *row)
{
    return row->first != NULL && row->first->kind == YAML_SCALAR ? row->first->scalar : STR_NONE;
}

static bool has_row(const YamlNode *rows, Str name)
{
    for (const YamlNode *row = rows->first; row != NULL; row = row->next)
        if (str_equal(row_name(row), name))
            return true;
    return false;
}

static size_t year_rows(const YamlNode *rows)
{
    size_t n = 0;
    for (const YamlNode *row = rows->first; row != NULL; row = row->next)
        n += years_are_all(row_name(row));
    return n;
}

static void add_rows(Sheetful *sheet, const Leaves *leaves, const YamlNode *rows)
{
    const YamlNode *last = NULL;
    for (const YamlNode *row = rows->first; row != NULL; row = row->next)
        last = years_are_all(row_name(row)) ? row : last;
    for (const YamlNode *row = rows->first; row != NULL; row = row->next) {
        Str moved = renewed(sheet->renewal, row_name(row));
        if (!years_are_all(row_name(row))) {
            renew_row(sheet, leaves, row, false, NULL);
            continue;
        }
        if (str_equal(moved, row_name(row)) || has_row(rows, moved))
            continue;
        Buf out = buf_new(sheet->renewal->arena);
        buf_char(&out, '[');
        size_t c = 0;
        for (const YamlNode *cell = row->first; cell != NULL; cell = cell->next, c++)
            buf_printf(&out, "%s%.*s", c > 0 ? ", " : "",
                       STR_ARG(c == 0 ? yaml_written(sheet->renewal->arena, moved, true) : moved_cell(sheet, cell)));
        buf_char(&out, ']');
        renew_append(sheet, rows, last, buf_text(&out));
    }
}

/* --- whole tables --- */

static Str blank_row(Arena *arena, size_t cells)
{
    Buf out = buf_new(arena);
    buf_char(&out, '[');
    for (size_t c = 0; c < cells; c++)
        buf_printf(&out, "%sà remplir", c > 0 ? ", " : "");
    buf_char(&out, ']');
    return buf_text(&out);
}

static void empty_rows(Sheetful *sheet, const Leaves *leaves, const YamlNode *rows)
{
    bool in_flow = sheet->text.p[rows->span.lo] == '[';
    Str row = blank_row(sheet->renewal->arena, leaves->n);
    patch_replace(&sheet->patch, rows->span.lo, rows->span.hi,
                  str_printf(sheet->renewal->arena, in_flow ? "[%.*s]" : "- %.*s", STR_ARG(row)));
}

static void renew_rows(Sheetful *sheet, const YamlNode *table, const YamlNode *rows, const Leaves *leaves)
{
    YearColumns years = year_columns(leaves);
    bool is_loose = has_merged(rows);
    if (leaves->n > 0 && !has_figures(leaves)) {
        empty_rows(sheet, leaves, rows);
    } else if (years.years > 1 && !leaves->has_groups && !is_loose) {
        add_columns(sheet, table, leaves, &years);
        return;
    } else if (year_rows(rows) > 1 && !is_loose) {
        add_rows(sheet, leaves, rows);
    } else {
        for (const YamlNode *row = rows->first; row != NULL; row = row->next)
            renew_row(sheet, leaves, row, is_loose, NULL);
    }
    for (size_t c = 0; c < leaves->n; c++)
        renew_scalar(sheet, yaml_find(leaves->leaf[c], STR("titre")));
}

void renew_table(Sheetful *sheet, const YamlNode *table)
{
    static const char *const moved[] = { "titre", "periode", "note", "fichier" };
    Leaves leaves = leaves_of(yaml_find(table, STR("colonnes")));
    renew_key(sheet, table);
    for (const YamlNode *field = table->first; field != NULL; field = field->next) {
        for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
            if (str_equal(field->key, str_from_c(moved[i])))
                renew_scalar(sheet, field);
        if (str_equal(field->key, STR("remarque")))
            renew_remove(sheet, table, field);
        else if (str_equal(field->key, STR("lignes")) && field->kind == YAML_LIST)
            renew_rows(sheet, table, field, &leaves);
        else if (str_equal(field->key, STR("total")) && field->kind == YAML_LIST)
            renew_row(sheet, &leaves, field, false, NULL);
    }
}

/* The rows of `fichier:`, by the types that the table gives its columns. */
Str renew_csv(Renewal *renewal, Str text, const YamlNode *table)
{
    Leaves leaves = leaves_of(yaml_find(table, STR("colonnes")));
    bool keeps_rows = leaves.n == 0 || has_figures(&leaves);
    Sources sources = sources_new(renewal->arena);
    Diags diags = diags_new(renewal->arena);
    CsvRows rows = csv_read(renewal->arena, &sources, source_add(&sources, STR("x.csv"), text), &diags);
    Patch patch = patch_new(renewal->arena);
    for (size_t r = 1; r < rows.n; r++)
        for (size_t c = 0; c < rows.at[r].n; c++) {
            const CsvCell *cell = &rows.at[r].at[c];
            bool is_figure = leaves.n > 0 ? is_figure_column(&leaves, c) || !keeps_rows
                                          : c > 0 && reads_as_figure(cell->text);
            if (is_figure && cell->text.n > 0 && (keeps_rows || r == 1))
                patch_replace(&patch, cell->span.lo, cell->span.hi, TO_FILL);
        }
    if (!keeps_rows && rows.n > 2 && rows.at[2].n > 0)
        patch_replace(&patch, patch_line_start(text, rows.at[2].at[0].span.lo), text.n, STR_NONE);
    return patch_apply(&patch, text);
}
