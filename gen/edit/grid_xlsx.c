/* grid_xlsx.c - workbooks: minizip opens the package, expat reads its parts
 *
 * Debian has no kept library in C that reads .xlsx. What a table asks for is
 * little: sheets and their names, shared strings, number formats, values,
 * merged cells, comments. Each part is read in pieces and bounded; document
 * types, and so entities, are refused.
 */
#include "edit/grid.h"

#include <expat.h>
#include <minizip/unzip.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "edit/xlsx_value.h"

enum { PIECE = 1 << 16, DEPTH_MAX = 64, SHEETS_MAX = 1000, MERGES_MAX = 10000, STRINGS_MAX = 1000000, TEXT_MAX = 32767 };
#define GRID_BYTES_MAX ((size_t)256 << 20)           /* of all parts, unpacked */

typedef struct { size_t top, left, bottom, right; } Merge;
typedef struct { Str name, path; } SheetName;

typedef struct Book Book;
struct Book {
    Arena   *arena;
    Diags   *diags;
    Str      path;
    unzFile  zip;
    size_t   budget;                     /* bytes that may still be unpacked */
    bool     has_failed;                 /* and that was said */

    Map      targets;                    /* relations: id to Str *path */
    Str      relations_folder, comments_path;
    ARRAY(SheetName) sheets;
    Strs     strings;
    Map      custom;                     /* number formats: id to Str *code */
    ARRAY(XlsxFormat) formats;               /* by style */
    bool     is_1904, in_cell_formats;

    Grid    *grid;
    ARRAY(Merge) merges;
    size_t   row, column, next_column;   /* of the cell being read */
    char     type;                       /* of its value: n s b e i (inline or text) */
    size_t   style;
    bool     has_formula, is_phonetic, takes_text;
    Buf      text;
    ARRAY(GridCell) cells;               /* found, with their places */
    ARRAY(Merge) places;                 /* top, left of each */
    size_t   rows, columns;
    XML_Parser parser;
};

static bool fail(Book *b, const char *why)
{
    if (!b->has_failed)
        diag_add(b->diags, DIAG_WORKBOOK, SPAN_NONE, "%.*s : %s", STR_ARG(b->path), why);
    if (!b->has_failed)
        diag_remedy(b->diags, "l’ouvrir dans le tableur et l’enregistrer au format « Classeur Excel (.xlsx) »");
    b->has_failed = true;
    return false;
}

/* --- parts --- */

typedef void (*OnStart)(Book *b, const char *name, const char **attributes);
typedef void (*OnEnd)(Book *b, const char *name);
typedef struct { Book *book; OnStart start; OnEnd end; int depth; } PartReader;

/* Names without their prefix: "x:row" is "row". */
static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static Str attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return str_from_c(attributes[1]);
    return STR_NONE;
}

static void XMLCALL on_start(void *data, const char *name, const char **attributes)
{
    PartReader *reader = data;
    if (++reader->depth > DEPTH_MAX) {
        fail(reader->book, "trop de niveaux imbriqués");
        XML_StopParser(reader->book->parser, XML_FALSE);
        return;
    }
    if (reader->start != NULL)
        reader->start(reader->book, local_name(name), attributes);
}

static void XMLCALL on_end(void *data, const char *name)
{
    PartReader *reader = data;
    reader->depth--;
    if (reader->end != NULL)
        reader->end(reader->book, local_name(name));
}

static void XMLCALL on_text(void *data, const char *bytes, int n)
{
    Book *b = ((PartReader *)data)->book;
    size_t room = b->text.n < TEXT_MAX * 4 ? TEXT_MAX * 4 - b->text.n : 0;
    if (b->takes_text)
        buf_bytes(&b->text, bytes, (size_t)n < room ? (size_t)n : room);
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public, int has_subset)
{
    Book *b = ((PartReader *)data)->book;
    (void)name, (void)system, (void)public, (void)has_subset;
    fail(b, "il contient une définition de type de document");
    XML_StopParser(b->parser, XML_FALSE);
}

static bool parse_pieces(Book *b)
{
    char *piece = arena_array(b->arena, char, PIECE);
    for (;;) {
        int n = unzReadCurrentFile(b->zip, piece, PIECE);
        if (n < 0)
            return fail(b, "il est abîmé");
        if ((size_t)n > b->budget)
            return fail(b, "il est trop gros une fois décompressé");
        b->budget -= (size_t)n;
        if (XML_Parse(b->parser, piece, n, n == 0) != XML_STATUS_OK)
            return b->has_failed ? false : fail(b, "une de ses parties n’est pas du XML");
        if (n == 0)
            return true;
    }
}

/* Reads part `path`; true also, with nothing read, when an optional one is not there. */
static bool read_part(Book *b, Str path, bool is_required, OnStart start, OnEnd end)
{
    PartReader reader = { b, start, end, 0 };
    if (path.n > 0 && path.p[0] == '/')
        path = str_slice(path, 1, path.n);
    if (b->has_failed)
        return false;
    if (unzLocateFile(b->zip, str_to_c(b->arena, path), 2) != UNZ_OK)
        return !is_required || fail(b, "une de ses parties manque");
    if (unzOpenCurrentFile(b->zip) != UNZ_OK)
        return fail(b, "il est abîmé, ou protégé par un mot de passe");
    b->parser = XML_ParserCreate(NULL);
    if (b->parser == NULL)
        abort();                         /* memory, as the arenas do */
    XML_SetUserData(b->parser, &reader);
    XML_SetElementHandler(b->parser, on_start, on_end);
    XML_SetCharacterDataHandler(b->parser, on_text);
    XML_SetStartDoctypeDeclHandler(b->parser, on_doctype);
    b->text = buf_new(b->arena);
    b->takes_text = false;
    bool done = parse_pieces(b);
    XML_ParserFree(b->parser);
    done = unzCloseCurrentFile(b->zip) == UNZ_OK ? done : fail(b, "il est abîmé");
    return done;
}

static void begin_text(Book *b)
{
    b->text = buf_new(b->arena);
    b->takes_text = true;
}

static size_t number_of(Str text)
{
    size_t number = 0;
    for (size_t i = 0; i < text.n && text.p[i] >= '0' && text.p[i] <= '9' && number < 100000000; i++)
        number = number * 10 + (size_t)(text.p[i] - '0');
    return number;
}

/* --- the workbook: sheets, relations, strings --- */

/* "../comments1.xml" from folder "xl/worksheets" is "xl/comments1.xml". */
static Str resolved(Arena *arena, Str folder, Str target)
{
    if (str_starts(target, STR("/")))
        return str_slice(target, 1, target.n);
    while (str_starts(target, STR("../"))) {
        target = str_slice(target, 3, target.n);
        folder = path_folder(folder);
    }
    return folder.n == 0 || str_equal(folder, STR(".")) ? target : path_join(arena, folder, target);
}

static void relation_start(Book *b, const char *name, const char **attributes)
{
    if (strcmp(name, "Relationship") != 0)
        return;
    Str *path = arena_new(b->arena, Str);
    *path = str_copy(b->arena, resolved(b->arena, b->relations_folder, attribute(attributes, "Target")));
    map_set(b->arena, &b->targets, str_copy(b->arena, attribute(attributes, "Id")), path);
    if (str_ends(attribute(attributes, "Type"), STR("/comments")))
        b->comments_path = *path;
}

static void sheet_start(Book *b, const char *name, const char **attributes)
{
    if (strcmp(name, "workbookPr") == 0) {
        Str is_1904 = attribute(attributes, "date1904");
        b->is_1904 = str_equal(is_1904, STR("1")) || str_equal(is_1904, STR("true"));
    }
    if (strcmp(name, "sheet") != 0 || b->sheets.n >= SHEETS_MAX)
        return;
    const Str *path = map_find(&b->targets, attribute(attributes, "id"));
    if (path != NULL)
        array_push(b->arena, &b->sheets, (SheetName){ str_copy(b->arena, attribute(attributes, "name")), *path });
}

static void string_start(Book *b, const char *name, const char **attributes)
{
    (void)attributes;
    if (strcmp(name, "si") == 0)
        b->text = buf_new(b->arena);
    else if (strcmp(name, "rPh") == 0)
        b->is_phonetic = true;
    else if (strcmp(name, "t") == 0)
        b->takes_text = !b->is_phonetic;
}

static void string_end(Book *b, const char *name)
{
    if (strcmp(name, "t") == 0)
        b->takes_text = false;
    else if (strcmp(name, "rPh") == 0)
        b->is_phonetic = false;
    else if (strcmp(name, "si") == 0 && b->strings.n < STRINGS_MAX)
        array_push(b->arena, &b->strings, buf_text(&b->text));
}

/* --- styles --- */

static void style_start(Book *b, const char *name, const char **attributes)
{
    enum { STYLES_MAX = 100000 };
    if (strcmp(name, "numFmt") == 0) {
        Str *code = arena_new(b->arena, Str);
        *code = str_copy(b->arena, attribute(attributes, "formatCode"));
        map_set(b->arena, &b->custom, str_copy(b->arena, attribute(attributes, "numFmtId")), code);
    } else if (strcmp(name, "cellXfs") == 0) {
        b->in_cell_formats = true;
    } else if (strcmp(name, "xf") == 0 && b->in_cell_formats && b->formats.n < STYLES_MAX) {
        Str id = attribute(attributes, "numFmtId");
        const Str *code = map_find(&b->custom, id);
        array_push(b->arena, &b->formats,
                   code != NULL ? xlsx_format_of_code(b->arena, *code) : xlsx_format_built_in(number_of(id)));
    }
}

static void style_end(Book *b, const char *name)
{
    if (strcmp(name, "cellXfs") == 0)
        b->in_cell_formats = false;
}

/* --- sheets --- */

/* "C12": column 2, row 11; false for what is no such place. */
static bool read_place(Str text, size_t *row, size_t *column)
{
    size_t i = 0, letters = 0;
    for (; i < text.n && text.p[i] >= 'A' && text.p[i] <= 'Z' && i < 4; i++)
        letters = letters * 26 + (size_t)(text.p[i] - 'A') + 1;
    size_t number = number_of(str_slice(text, i, text.n));
    if (i == 0 || number == 0)
        return false;
    *row = number - 1;
    *column = letters - 1;
    return true;
}

static void cell_start(Book *b, const char **attributes)
{
    Str type = attribute(attributes, "t");
    size_t row, column;
    b->column = b->next_column;
    if (read_place(attribute(attributes, "r"), &row, &column)) {
        b->row = row;
        b->column = column;
    }
    b->next_column = b->column + 1;
    b->style = number_of(attribute(attributes, "s"));
    b->type = str_equal(type, STR("s")) ? 's' : str_equal(type, STR("b")) ? 'b' : str_equal(type, STR("e")) ? 'e'
            : type.n == 0 || str_equal(type, STR("n")) ? 'n' : 'i';
    b->has_formula = false;
    b->text = buf_new(b->arena);
}

static void merge_start(Book *b, const char **attributes)
{
    Str area = attribute(attributes, "ref");
    size_t colon = str_find(area, STR(":"), 0);
    Merge merge;
    if (b->merges.n < MERGES_MAX && read_place(str_slice(area, 0, colon), &merge.top, &merge.left)
        && read_place(str_slice(area, colon + 1, area.n), &merge.bottom, &merge.right))
        array_push(b->arena, &b->merges, merge);
}

static void cells_start(Book *b, const char *name, const char **attributes)
{
    if (strcmp(name, "row") == 0) {
        size_t number = number_of(attribute(attributes, "r"));
        b->row = number > 0 ? number - 1 : b->rows;
        b->next_column = 0;
    } else if (strcmp(name, "c") == 0) {
        cell_start(b, attributes);
    } else if (strcmp(name, "f") == 0) {
        b->has_formula = true;
    } else if (strcmp(name, "v") == 0) {
        begin_text(b);
    } else if (strcmp(name, "rPh") == 0) {
        b->is_phonetic = true;
    } else if (strcmp(name, "t") == 0) {
        b->takes_text = !b->is_phonetic;
    } else if (strcmp(name, "mergeCell") == 0) {
        merge_start(b, attributes);
    }
}

static Str no_value(Book *b, const char *why)
{
    Str place = grid_place(b->arena, b->row, b->column);
    diag_add(b->diags, DIAG_SHEET_CELL, SPAN_NONE, "%.*s, %.*s : %s", STR_ARG(b->path), STR_ARG(place), why);
    diag_remedy(b->diags, "corriger la formule, ou enregistrer le classeur depuis le tableur");
    return STR("n.d.");
}

static Str cell_value(Book *b, const XlsxFormat *format)
{
    Str raw = buf_text(&b->text);
    size_t index = number_of(raw);
    if (b->type == 'e')
        return no_value(b, str_to_c(b->arena, raw));
    if (raw.n == 0 && b->has_formula && b->type != 'i')
        return no_value(b, "formule sans résultat enregistré");
    if (b->type == 's')
        return index < b->strings.n ? b->strings.at[index] : STR_NONE;
    if (b->type == 'b')
        return str_equal(raw, STR("1")) ? STR("oui") : STR("non");
    return b->type == 'n' ? xlsx_value_text(b->arena, raw, format, b->is_1904) : raw;
}

static void cell_end(Book *b)
{
    static const XlsxFormat general = { FORMAT_NUMBER, -1, { 0 } };
    const XlsxFormat *format = b->style < b->formats.n ? &b->formats.at[b->style] : &general;
    Str text = cell_value(b, format);
    if (str_trim(text).n == 0)
        return;
    bool is_outside = b->row >= GRID_ROWS_MAX || b->column >= GRID_COLUMNS_MAX || b->cells.n >= GRID_CELLS_MAX;
    if (is_outside) {
        if (!b->has_failed)
            diag_add(b->diags, DIAG_TABLE_TOO_LARGE, SPAN_NONE, "%.*s : plus de %d lignes, ou de %d colonnes",
                     STR_ARG(b->path), GRID_ROWS_MAX, GRID_COLUMNS_MAX);
        b->has_failed = true;
        XML_StopParser(b->parser, XML_FALSE);
        return;
    }
    bool is_number = b->type == 'n';
    array_push(b->arena, &b->cells, (GridCell){
        .text = str_trim(text), .decimals = is_number ? format->decimals : -1,
        .currency = is_number ? format->currency : STR_NONE, .colspan = 1, .rowspan = 1,
    });
    array_push(b->arena, &b->places, (Merge){ .top = b->row, .left = b->column });
    b->rows = b->row + 1 > b->rows ? b->row + 1 : b->rows;
    b->columns = b->column + 1 > b->columns ? b->column + 1 : b->columns;
}

static void cells_end(Book *b, const char *name)
{
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        b->takes_text = false;
    else if (strcmp(name, "rPh") == 0)
        b->is_phonetic = false;
    else if (strcmp(name, "c") == 0)
        cell_end(b);
}

static void comment_start(Book *b, const char *name, const char **attributes)
{
    size_t row, column;
    if (strcmp(name, "comment") == 0) {
        b->has_formula = read_place(attribute(attributes, "ref"), &row, &column);
        b->row = b->has_formula ? row : GRID_ROWS_MAX;
        b->column = b->has_formula ? column : GRID_COLUMNS_MAX;
        b->text = buf_new(b->arena);
    } else if (strcmp(name, "t") == 0) {
        b->takes_text = true;
    }
}

static void comment_end(Book *b, const char *name)
{
    if (strcmp(name, "t") == 0)
        b->takes_text = false;
    if (strcmp(name, "comment") == 0 && b->row < b->grid->rows && b->column < b->grid->columns)
        grid_cell(b->grid, b->row, b->column)->note = str_trim(buf_text(&b->text));
}

/* --- the grid --- */

static void cover(Grid *grid, const Merge *merge)
{
    size_t bottom = merge->bottom < grid->rows ? merge->bottom : grid->rows - 1;
    size_t right = merge->right < grid->columns ? merge->right : grid->columns - 1;
    if (merge->top > bottom || merge->left > right || grid_cell(grid, merge->top, merge->left)->is_covered)
        return;
    for (size_t r = merge->top; r <= bottom; r++)
        for (size_t c = merge->left; c <= right; c++)
            if (grid_cell(grid, r, c)->is_covered || grid_cell(grid, r, c)->colspan > 1)
                return;
    for (size_t r = merge->top; r <= bottom; r++)
        for (size_t c = merge->left; c <= right; c++)
            grid_cell(grid, r, c)->is_covered = r != merge->top || c != merge->left;
    grid_cell(grid, merge->top, merge->left)->colspan = (uint16_t)(right - merge->left + 1);
    grid_cell(grid, merge->top, merge->left)->rowspan = (uint16_t)(bottom - merge->top + 1);
}

static bool build_grid(Book *b)
{
    Grid *grid = b->grid;
    if (b->rows == 0 || b->rows > GRID_CELLS_MAX / b->columns)
        return false;
    grid->rows = b->rows;
    grid->columns = b->columns;
    grid->cells = arena_array(b->arena, GridCell, grid->rows * grid->columns);
    for (size_t i = 0; i < grid->rows * grid->columns; i++)
        grid->cells[i] = (GridCell){ .decimals = -1, .colspan = 1, .rowspan = 1 };
    for (size_t i = 0; i < b->cells.n; i++)
        *grid_cell(grid, b->places.at[i].top, b->places.at[i].left) = b->cells.at[i];
    for (size_t i = 0; i < b->merges.n; i++)
        cover(grid, &b->merges.at[i]);
    return true;
}

/* "xl/worksheets/_rels/sheet1.xml.rels" of "xl/worksheets/sheet1.xml" */
static Str relations_path(Arena *arena, Str part)
{
    Str name = str_printf(arena, "_rels/%.*s.rels", STR_ARG(path_name(part)));
    Str folder = path_folder(part);
    return str_equal(folder, STR(".")) ? name : path_join(arena, folder, name);
}

static void read_relations(Book *b, Str part)
{
    b->targets = (Map){ 0 };
    b->comments_path = STR_NONE;
    b->relations_folder = path_folder(part);
    read_part(b, relations_path(b->arena, part), false, relation_start, NULL);
}

static bool read_sheet(Book *b, const SheetName *sheet)
{
    b->cells.n = b->places.n = b->merges.n = b->rows = b->columns = 0;
    *b->grid = (Grid){ .name = sheet->name };
    if (!read_part(b, sheet->path, true, cells_start, cells_end) || !build_grid(b))
        return false;
    read_relations(b, sheet->path);
    if (b->comments_path.n > 0)
        read_part(b, b->comments_path, false, comment_start, comment_end);
    grid_clean(b->arena, b->grid);
    return !b->has_failed;
}

static void report_sheets(Book *b, Str wanted)
{
    Strs names = { 0 };
    Buf list = buf_new(b->arena);
    for (size_t i = 0; i < b->sheets.n; i++) {
        array_push(b->arena, &names, b->sheets.at[i].name);
        buf_printf(&list, "%s« %.*s »", i > 0 ? ", " : "", STR_ARG(b->sheets.at[i].name));
    }
    Str nearest = diag_nearest(b->arena, wanted, names.at, names.n);
    diag_add(b->diags, DIAG_WORKBOOK, SPAN_NONE, "%.*s : pas de feuille « %.*s »", STR_ARG(b->path), STR_ARG(wanted));
    if (nearest.n > 0)
        diag_remedy(b->diags, "vouliez-vous dire « %.*s » ?", STR_ARG(nearest));
    else
        diag_remedy(b->diags, "les feuilles sont %.*s", STR_ARG(buf_text(&list)));
}

/* The sheet of that name; of none, the first that is not empty. */
static bool read_wanted(Book *b, Str wanted)
{
    bool is_known = wanted.n == 0;
    for (size_t i = 0; i < b->sheets.n && !b->has_failed; i++) {
        if (wanted.n > 0 && !str_equal(b->sheets.at[i].name, wanted))
            continue;
        is_known = true;
        if (read_sheet(b, &b->sheets.at[i]))
            return true;
    }
    if (!b->has_failed && !is_known)
        report_sheets(b, wanted);
    else if (!b->has_failed)
        diag_add(b->diags, DIAG_TABLE_EMPTY, SPAN_NONE, "%.*s", STR_ARG(b->path));
    return false;
}

static bool read_book(Book *b, Str wanted)
{
    Str workbook = STR("xl/workbook.xml");
    read_relations(b, workbook);
    return read_part(b, workbook, true, sheet_start, NULL)
        && read_part(b, STR("xl/sharedStrings.xml"), false, string_start, string_end)
        && read_part(b, STR("xl/styles.xml"), false, style_start, style_end)
        && read_wanted(b, wanted);
}

bool grid_read_xlsx(Arena *arena, Str path, Str sheet, Grid *grid, Diags *diags)
{
    Book b = { .arena = arena, .diags = diags, .path = path, .budget = GRID_BYTES_MAX, .grid = grid };
    if (!file_exists(path)) {
        diag_add(diags, DIAG_FILE_MISSING, SPAN_NONE, "%.*s", STR_ARG(path));
        return false;
    }
    b.zip = file_is_folder(path) ? NULL : unzOpen64(str_to_c(arena, path));
    if (b.zip == NULL)
        return fail(&b, "ce n’est pas un classeur .xlsx");
    bool done = read_book(&b, sheet);
    unzClose(b.zip);
    grid->how = str_printf(arena, "classeur, feuille « %.*s »", STR_ARG(grid->name));
    return done;
}
