/* import.c - where an imported table goes, and what it changes there
 *
 * A table that was there is compared as it is printed: its Markdown, its
 * references to figures and its layout stay where they say the same. What
 * differs is changed at its place: a figure that an indicator holds is
 * changed there. Only another shape of the table replaces it as a whole.
 */
#include "edit/import.h"

#include <errno.h>

#include "base/buf.h"
#include "doc/doc.h"
#include "edit/patch.h"
#include "edit/tables.h"
#include "export/sheet.h"
#include "model/edition.h"

enum { FILE_LIMIT = 16 << 20 };

typedef struct {
    Arena   *arena;
    Sources *sources;
    Diags   *diags;
    const ImportPlace *place;
    const ImportTable *new;
    ImportResult result;
    uint32_t file;                       /* programme.yaml, as the model read it */
    Str      text;
    const YamlNode *root;
    const Table *old;                    /* the table that was there, or NULL */
    Sheet    sheet;                      /* as it is printed */
} Placing;

static void add_file(Placing *p, Str name, Str text)
{
    array_push(p->arena, &p->result.files,
               (ImportFile){ path_join(p->arena, p->place->programme_folder, name), text });
}

static Str csv_name(const Placing *p)
{
    return str_printf(p->arena, "donnees/%.*s.csv", STR_ARG(p->place->name));
}

/* --- what was there --- */

static bool read_programme(Placing *p)
{
    Str path = path_join(p->arena, p->place->programme_folder, STR("programme.yaml"));
    if (!file_read(p->arena, path, FILE_LIMIT, &p->text)) {
        diag_add(p->diags, errno == ENOENT || errno == ENOTDIR ? DIAG_FILE_MISSING : DIAG_READ_FAILED, SPAN_NONE, "%.*s",
                 STR_ARG(path));
        diag_remedy(p->diags, "donner par --dans le dossier d’un programme : content/2019/programmes/01-…");
        return false;
    }
    p->file = source_add(p->sources, path, p->text);
    p->root = yaml_read(p->arena, p->sources, p->file, p->diags);
    return diags_count(p->diags, DIAG_ERROR) == 0;
}

/* The edition around the programme, so that figures of other programmes are found. */
static Str edition_folder(Placing *p)
{
    Str up = path_folder(path_folder(p->place->programme_folder));
    bool is_edition = file_exists(path_join(p->arena, up, STR("rapport.yaml")));
    return is_edition ? up : path_join(p->arena, p->place->programme_folder, STR("programme.yaml"));
}

static const Programme *programme_here(const Placing *p, const Edition *edition)
{
    for (size_t i = 0; i < edition->programme_count; i++)
        if (str_equal(path_name(edition->programmes[i]->folder), path_name(p->place->programme_folder)))
            return edition->programmes[i];
    return edition->programme_count == 1 ? edition->programmes[0] : NULL;
}

/* Finds the table of that name as the report prints it. What is wrong in the
 * edition is not this command's business. */
static void find_old(Placing *p)
{
    Diags unsaid = diags_new(p->arena);
    Arena *scratch = arena_open();
    const Edition *edition = edition_read(p->arena, p->sources, NULL, edition_folder(p), &unsaid);
    Str theme_folder = path_join(p->arena, p->place->share, str_join(p->arena, STR("templates/"),
                                 edition->template_name.str.n ? edition->template_name.str : STR("rapport-2019")));
    const Theme *theme = theme_read(p->arena, p->sources, theme_folder, &unsaid);
    const Document *document = doc_merge(p->arena, scratch, p->sources, edition, theme, &unsaid);
    const Programme *programme = programme_here(p, edition);
    p->old = programme != NULL ? programme_table(programme, p->place->name) : NULL;
    p->file = programme != NULL ? programme->file : p->file;
    for (size_t i = 0; i < document->tables.n; i++)
        if (p->old != NULL && document->tables.at[i]->table->table == p->old)
            p->sheet = sheet_of_table(p->arena, document, document->tables.at[i]->table);
    arena_close(scratch);
}

/* --- comparing --- */

/* Blanks alike, so that what the typesetter put in does not count. */
static Str squeezed(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < text.n; i++) {
        bool is_no_break = str_starts(str_slice(text, i, text.n), STR("\xC2\xA0"));
        bool is_narrow = str_starts(str_slice(text, i, text.n), STR("\xE2\x80\xAF"));
        bool is_blank = is_no_break || is_narrow || text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t';
        if (!is_blank)
            buf_char(&out, text.p[i]);
        i += is_narrow ? 2 : is_no_break;
    }
    return buf_text(&out);
}

/* As it was in the spreadsheet: without the escapes and marks that Markdown asks for. */
static Str unescaped(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < text.n; i++) {
        bool starts_item = str_starts(str_slice(text, i, text.n), STR("- ")) && (i == 0 || text.p[i - 1] == '\n');
        if (starts_item)
            buf_c(&out, "–");
        else if (text.p[i] != '\\' || i + 1 == text.n)
            buf_char(&out, text.p[i]);
        else
            buf_char(&out, text.p[++i]);
    }
    return buf_text(&out);
}

static Str shown_old(const Placing *p, const SheetCell *cell)
{
    return cell->value != NULL ? value_text(p->arena, cell->value, ',') : cell->text;
}

static bool same_text(const Placing *p, Str old, Str new)
{
    Value a, b;
    if (value_read_number(old, SPAN_NONE, &a) && value_read_number(new, SPAN_NONE, &b))
        return value_compare(&a, &b) == 0;
    if (value_read_missing(old, SPAN_NONE, &a) && value_read_missing(new, SPAN_NONE, &b))
        return value_sign(&a) == value_sign(&b);
    return str_equal(squeezed(p->arena, old), squeezed(p->arena, unescaped(p->arena, new)));
}

static void note_difference(Placing *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void note_difference(Placing *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    array_push(p->arena, &p->result.differences, str_vprintf(p->arena, format, args));
    va_end(args);
}

static Str old_column_title(const Placing *p, size_t c)
{
    size_t row = p->sheet.head_rows - 1;
    while (row > 0 && sheet_cell(&p->sheet, row, c)->is_covered)
        row--;
    return sheet_cell(&p->sheet, row, c)->text;
}

static Str old_group(const Placing *p, size_t c)
{
    size_t at = p->sheet.head_rows < 2 ? c : table_group(p->old, c);
    return p->sheet.head_rows < 2 || p->old->columns[c].group < 0 ? STR_NONE : sheet_cell(&p->sheet, 0, at)->text;
}

/* "Montant (DH)" was "Montant" with its unit put behind. */
static bool same_title(const Placing *p, size_t c)
{
    const ImportColumn *column = &p->new->columns[c];
    Str old = squeezed(p->arena, old_column_title(p, c)), own = squeezed(p->arena, column->title);
    Str unit = column->unit.n > 0 ? column->unit : STR("%");
    Str group = squeezed(p->arena, old_group(p, c));
    bool is_same = str_equal(old, own) || str_equal(old, str_printf(p->arena, "%.*s(%.*s)", STR_ARG(own), STR_ARG(unit)));
    return is_same && str_equal(group, squeezed(p->arena, column->group));
}

/* True when the new cells go where the old ones are. */
static bool same_shape(Placing *p)
{
    const Table *old = p->old;
    const ImportTable *new = p->new;
    bool has_total = old->rows.n > 0 && array_last(&old->rows).is_total;
    size_t body = old->rows.n - has_total, before = p->result.differences.n;
    if (old->column_count != new->column_count)
        note_difference(p, "%zu colonnes, et non plus %zu", new->column_count, old->column_count);
    for (size_t c = 0; c < new->column_count && c < old->column_count; c++)
        if (!same_title(p, c))
            note_difference(p, "colonne %zu : « %.*s », et non plus « %.*s »", c + 1, STR_ARG(new->columns[c].title),
                            STR_ARG(old_column_title(p, c)));
    if (body != new->row_count)
        note_difference(p, "%zu lignes, et non plus %zu", new->row_count, body);
    if (has_total != (new->total == TOTAL_SUM || new->total_row != NULL))
        note_difference(p, has_total ? "plus de ligne de total" : "une ligne de total");
    return p->result.differences.n == before;
}

/* The scalar at exactly these bytes of programme.yaml, or the text of the cell there. */
static const YamlNode *scalar_at(const YamlNode *node, Span span)
{
    for (const YamlNode *child = node->first; child != NULL; child = child->next) {
        bool is_here = child->span.lo == span.lo && child->span.hi == span.hi;
        const YamlNode *text = is_here && child->kind == YAML_MAP ? yaml_find(child, STR("texte")) : child;
        if (is_here && text != NULL && text->kind == YAML_SCALAR)
            return text;
        if (child->span.lo <= span.lo && child->span.hi >= span.hi) {
            const YamlNode *found = scalar_at(child, span);
            if (found != NULL)
                return found;
        }
    }
    return NULL;
}

typedef struct { Patch yaml, csv; uint32_t csv_file; bool is_whole; } Edits;

/* Writes `text` where the old cell is said, or where its figure is typed. */
static void edit_cell(Placing *p, Edits *edits, const Cell *cell, Str text)
{
    bool is_reference = str_starts(str_trim(cell->text), STR("{{"));
    Span span = is_reference ? cell->value.span : cell->span;
    if (edits->csv_file != 0 && span.file == edits->csv_file) {
        Str old = source_text(p->sources, span);
        patch_replace(&edits->csv, span.lo, span.hi, csv_rewritten(p->arena, old, text, '\0'));
        return;
    }
    const YamlNode *node = span.file == p->file ? scalar_at(p->root, span) : NULL;
    if (node == NULL) {
        edits->is_whole = false;         /* merged, a list, or typed in another programme's file */
        return;
    }
    patch_replace(&edits->yaml, span.lo, span.hi, yaml_rewritten(p->arena, p->text, p->root, node, text));
}

static Str row_name(const Placing *p, size_t r)
{
    Str name = shown_old(p, sheet_cell(&p->sheet, p->sheet.head_rows + r, 0));
    return name.n > 0 ? str_slice(name, 0, str_find(name, STR("\n"), 0)) : str_printf(p->arena, "%zu", r + 1);
}

/* CSV has no merged cells: what they cover is empty there. */
static bool same_reach(const Cell *old, const ImportCell *new, bool has_merged)
{
    if (!has_merged)
        return !old->is_covered || new->text.n == 0;
    return old->is_covered == new->is_covered && old->colspan == new->colspan && old->rowspan == new->rowspan;
}

static void compare_row(Placing *p, Edits *edits, size_t r, const ImportCell *row)
{
    for (size_t c = 0; c < p->new->column_count; c++) {
        const SheetCell *old = sheet_cell(&p->sheet, p->sheet.head_rows + r, c);
        const Cell *cell = &p->old->rows.at[r].cells[c];
        bool is_computed = p->new->columns[c].is_sum && p->old->columns[c].is_total;
        Str text = row[c].sum.n > 0 ? row[c].sum : row[c].text;
        if (!same_reach(cell, &row[c], p->new->has_merged)) {
            note_difference(p, "ligne « %.*s » : d’autres cellules fusionnées", STR_ARG(row_name(p, r)));
            edits->is_whole = false;
            return;
        }
        if (is_computed || cell->is_covered || same_text(p, shown_old(p, old), text))
            continue;
        note_difference(p, "ligne « %.*s », colonne « %.*s » : %.*s → %.*s", STR_ARG(row_name(p, r)),
                        STR_ARG(old_column_title(p, c)), STR_ARG(shown_old(p, old)), STR_ARG(text));
        edit_cell(p, edits, cell, text);
    }
}

static uint32_t csv_file_of(const Table *table)
{
    return table->csv_name.str.n > 0 && table->rows.n > 0 && table->rows.at[0].cells[0].span.file != table->span.file
         ? table->rows.at[0].cells[0].span.file : 0;
}

static void compare_cells(Placing *p, Edits *edits)
{
    for (size_t r = 0; r < p->new->row_count; r++)
        compare_row(p, edits, r, &p->new->cells[r * p->new->column_count]);
    const Row *last = p->old->rows.n > 0 ? &array_last(&p->old->rows) : NULL;
    /* A computed total stays so: the spreadsheet's, when it is another, was told of. */
    if (last != NULL && last->is_total && p->new->total_row != NULL && p->old->total == TOTAL_NONE)
        compare_row(p, edits, p->old->rows.n - 1, p->new->total_row);
}

/* --- writing --- */

/* Takes the old columns, rows and total out and puts the new ones in their
 * place; title, source and all else stay. */
static bool replace_whole(Placing *p, Patch *patch, Str lines)
{
    static const char *const keys[] = { "colonnes", "lignes", "fichier", "total" };
    const YamlNode *table = yaml_find(yaml_find(p->root, STR("tableaux")), p->place->name);
    bool is_put = false;
    if (table == NULL || table->kind != YAML_MAP || table->first == NULL || p->text.p[table->span.lo] == '{'
        || yaml_in_flow(p->text, p->root, table))
        return false;
    size_t column = table->first->key_span.lo - patch_line_start(p->text, table->first->key_span.lo);
    for (const YamlNode *field = table->first; field != NULL; field = field->next)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            if (!str_equal(field->key, str_from_c(keys[i])))
                continue;
            size_t end = field->span.hi > field->key_span.hi ? field->span.hi : field->key_span.hi;
            patch_replace(patch, patch_line_start(p->text, field->key_span.lo), patch_line_end(p->text, end),
                          is_put ? STR_NONE : lines_indented(p->arena, lines, column));
            is_put = true;
        }
    return is_put;
}

/* The new programme.yaml has to read without a mistake of form. */
static bool reads_well(Placing *p, Str text)
{
    Sources sources = sources_new(p->arena);
    Diags diags = diags_new(p->arena);
    const YamlNode *root = yaml_read(p->arena, &sources, source_add(&sources, STR("programme.yaml"), text), &diags);
    return diags.list.n == 0 && yaml_find(yaml_find(root, STR("tableaux")), p->place->name) != NULL;
}

static void finish(Placing *p, const Patch *patch, ImportState state)
{
    Str made = patch_apply(patch, p->text);
    p->result.state = state;
    if (!reads_well(p, made)) {
        p->result.state = IMPORT_FAILED;
        diag_add(p->diags, DIAG_YAML_SYNTAX, (Span){ p->file, 0, 0 },
                 "« tableaux: » est écrit d’une façon où rien ne s’ajoute sans risque");
        diag_remedy(p->diags, "écrire « tableaux: » seul sur sa ligne, un tableau en retrait au-dessous");
        return;
    }
    if (!str_equal(made, p->text))
        add_file(p, STR("programme.yaml"), made);
}

static void place_new(Placing *p)
{
    Patch patch = patch_new(p->arena);
    Str name = p->new->needs_lines ? STR_NONE : csv_name(p);
    if (name.n > 0 && file_exists(path_join(p->arena, p->place->programme_folder, name)) && !p->place->may_replace) {
        p->result.state = IMPORT_DIFFERENT;
        note_difference(p, "%.*s existe déjà", STR_ARG(name));
        return;
    }
    if (name.n > 0)
        add_file(p, name, import_csv(p->arena, p->new));
    tables_append(&patch, p->text, p->root, p->place->name, import_lines(p->arena, p->new, name, true));
    finish(p, &patch, IMPORT_NEW);
}

static void replace_old(Placing *p, Edits *edits)
{
    if (edits->is_whole) {
        if (edits->csv.list.n > 0)
            add_file(p, p->old->csv_name.str, patch_apply(&edits->csv, source_of(p->sources, (Span){ edits->csv_file, 0, 0 })->text));
        finish(p, &edits->yaml, IMPORT_REPLACED);
        return;
    }
    Patch patch = patch_new(p->arena);
    bool in_file = !p->new->needs_lines && p->old->csv_name.str.n > 0;
    Str name = in_file ? p->old->csv_name.str : p->new->needs_lines ? STR_NONE : csv_name(p);
    if (name.n > 0)
        add_file(p, name, import_csv(p->arena, p->new));
    if (!replace_whole(p, &patch, import_lines(p->arena, p->new, name, false)))
        p->result.files.n = 0;
    finish(p, &patch, p->result.files.n > 0 || patch.list.n > 0 ? IMPORT_REPLACED : IMPORT_FAILED);
}

static void place_over(Placing *p)
{
    Edits edits = { patch_new(p->arena), patch_new(p->arena), csv_file_of(p->old), true };
    edits.is_whole = same_shape(p);
    if (edits.is_whole)
        compare_cells(p, &edits);
    if (p->result.differences.n == 0)
        p->result.state = IMPORT_SAME;
    else if (!p->place->may_replace)
        p->result.state = IMPORT_DIFFERENT;
    else
        replace_old(p, &edits);
}

ImportResult import_place(Arena *arena, Sources *sources, const ImportPlace *place, const ImportTable *table,
                          Diags *diags)
{
    Placing p = { .arena = arena, .sources = sources, .diags = diags, .place = place, .new = table };
    p.result.state = IMPORT_FAILED;
    if (!read_programme(&p))
        return p.result;
    find_old(&p);
    if (p.old != NULL && p.sheet.column_count > 0)
        place_over(&p);
    else
        place_new(&p);
    if (p.result.state == IMPORT_FAILED)
        p.result.files.n = 0;
    return p.result;
}
