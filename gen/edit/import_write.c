/* import_write.c - a recognised table as CSV and as YAML */
#include "edit/import.h"

#include <string.h>

#include "base/buf.h"
#include "data/csv.h"
#include "edit/patch.h"
#include "edit/tables.h"

Str import_csv(Arena *arena, const ImportTable *table)
{
    Buf out = buf_new(arena);
    Str *fields = arena_array(arena, Str, table->column_count);
    for (size_t c = 0; c < table->column_count; c++) {
        const ImportColumn *column = &table->columns[c];
        fields[c] = column->group.n == 0 ? column->title
                  : str_printf(arena, "%.*s – %.*s", STR_ARG(column->group), STR_ARG(column->title));
    }
    csv_write_head(&out, fields, table->column_count);
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++)
            fields[c] = import_cell(table, r, c)->text;
        csv_write_row(&out, fields, table->column_count);
    }
    return buf_text(&out);
}

/* --- columns --- */

static void put_column(Buf *out, const ImportColumn *column)
{
    static const char *const kinds[] = { [COLUMN_TEXT] = "texte", [COLUMN_NUMBER] = "nombre", [COLUMN_AMOUNT] = "montant",
                                         [COLUMN_SHARE] = "pourcentage", [COLUMN_DATE] = "date" };
    _Static_assert(sizeof kinds / sizeof *kinds == COLUMN_KINDS, "every kind of column needs a name");
    buf_printf(out, "{ titre: %.*s", STR_ARG(yaml_written(out->arena, column->title, true)));
    if (column->kind != COLUMN_TEXT)
        buf_printf(out, ", type: %s", kinds[column->kind]);
    if (column->kind == COLUMN_AMOUNT && column->unit.n > 0)
        buf_printf(out, ", devise: %.*s", STR_ARG(yaml_written(out->arena, column->unit, true)));
    if (column->decimals >= 0)
        buf_printf(out, ", decimales: %d", column->decimals);
    if (column->is_sum)
        buf_c(out, ", somme: oui");
    buf_c(out, " }\n");
}

static void put_columns(Buf *out, const ImportTable *table)
{
    buf_c(out, "colonnes:\n");
    for (size_t c = 0; c < table->column_count; c++) {
        const ImportColumn *column = &table->columns[c];
        bool opens = column->group.n > 0 && (c == 0 || !str_equal(table->columns[c - 1].group, column->group));
        if (opens)
            buf_printf(out, "  - groupe: %.*s\n    colonnes:\n", STR_ARG(yaml_written(out->arena, column->group, false)));
        buf_c(out, column->group.n > 0 ? "      - " : "  - ");
        put_column(out, column);
    }
}

/* --- rows --- */

static bool has_line_ends(Str text)
{
    return text.n > 0 && memchr(text.p, '\n', text.n) != NULL;
}

/* A list alone in a cell is a text of one line with a mark: a block as well. */
static bool is_block(Str text)
{
    return has_line_ends(text) || str_starts(text, STR("- "));
}

static void put_text(Buf *out, Str text, size_t indent)
{
    if (!is_block(text)) {
        buf_str(out, yaml_written(out->arena, text, false));
        buf_char(out, '\n');
        return;
    }
    buf_c(out, "|\n");
    buf_str(out, lines_indented(out->arena, text, indent));
    if (out->n > 0 && out->p[out->n - 1] != '\n')
        buf_char(out, '\n');
}

static bool is_plain_cell(const ImportCell *cell)
{
    return cell->colspan == 1 && cell->rowspan == 1 && cell->note.n == 0;
}

/* A cell of a row of several lines; its text begins at column `indent`. */
static void put_cell(Buf *out, const ImportCell *cell, size_t indent)
{
    if (is_plain_cell(cell)) {
        put_text(out, cell->text, indent);
        return;
    }
    buf_c(out, "texte: ");
    put_text(out, cell->text, indent + 2);
    if (cell->colspan > 1)
        buf_printf(out, "%*scolonnes: %u\n", (int)indent, "", (unsigned)cell->colspan);
    if (cell->rowspan > 1)
        buf_printf(out, "%*slignes: %u\n", (int)indent, "", (unsigned)cell->rowspan);
    if (cell->note.n > 0) {
        Buf note = buf_new(out->arena);
        for (size_t i = 0; i < cell->note.n; i++)
            buf_char(&note, cell->note.p[i] == '\n' ? ' ' : cell->note.p[i]);
        buf_printf(out, "%*snote: %.*s\n", (int)indent, "", STR_ARG(yaml_written(out->arena, buf_text(&note), false)));
    }
}

static Str flow_row(Arena *arena, const ImportCell *row, size_t n)
{
    Buf out = buf_new(arena);
    const char *between = "[";
    for (size_t c = 0; c < n; c++) {
        if (row[c].is_covered)
            continue;
        buf_c(&out, between);
        buf_str(&out, yaml_written(arena, row[c].text, true));
        between = ", ";
    }
    buf_c(&out, between[0] == '[' ? "[]" : "]");
    return buf_text(&out);
}

/* On one line where all is plain and short, else a line a cell. */
static void put_row(Buf *out, const ImportCell *row, size_t n)
{
    enum { LINE_MAX_BYTES = 120 };
    bool is_plain = true;
    for (size_t c = 0; c < n; c++)
        is_plain = is_plain && (row[c].is_covered || (is_plain_cell(&row[c]) && !is_block(row[c].text)));
    Str line = flow_row(out->arena, row, n);
    if (is_plain && line.n <= LINE_MAX_BYTES) {
        buf_printf(out, "  - %.*s\n", STR_ARG(line));
        return;
    }
    const char *mark = "  - - ";
    for (size_t c = 0; c < n; c++) {
        if (row[c].is_covered)
            continue;
        buf_c(out, mark);
        put_cell(out, &row[c], 6);
        mark = "    - ";
    }
}

static void put_member(Buf *out, const char *key, Str text)
{
    if (text.n > 0)
        buf_printf(out, "%s: %.*s\n", key, STR_ARG(yaml_written(out->arena, text, false)));
}

Str import_lines(Arena *arena, const ImportTable *table, Str csv_name, bool with_texts)
{
    Buf out = buf_new(arena);
    if (with_texts)
        put_member(&out, "titre", table->title.n > 0 ? table->title : STR("à remplir"));
    if (with_texts)
        put_member(&out, "periode", table->period);
    put_columns(&out, table);
    if (csv_name.n > 0)
        put_member(&out, "fichier", csv_name);
    else
        buf_c(&out, "lignes:\n");
    for (size_t r = 0; r < table->row_count && csv_name.n == 0; r++)
        put_row(&out, &table->cells[r * table->column_count], table->column_count);
    if (table->total == TOTAL_SUM)
        buf_c(&out, "total: somme\n");
    else if (table->total_row != NULL)
        buf_printf(&out, "total: %.*s\n", STR_ARG(flow_row(arena, table->total_row, table->column_count)));
    if (with_texts)
        put_member(&out, "note", table->note);
    if (with_texts)
        put_member(&out, "source", table->source.n > 0 ? table->source : STR("à remplir"));
    return buf_text(&out);
}
