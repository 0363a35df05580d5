/* import.h - a spreadsheet as a table of a programme
 *
 *     Grid -> ImportTable (what is what: title, head, rows, total, source)
 *          -> CSV beside programme.yaml, and its entry under `tableaux:`
 */
#ifndef EDIT_IMPORT_H
#define EDIT_IMPORT_H

#include "edit/grid.h"
#include "model/table.h"

typedef struct {
    Str  title, group;                   /* the group's title over it; may be empty */
    int  kind;                           /* ColumnKind */
    Str  unit;                           /* DH, of amounts; may be empty */
    int  decimals;                       /* -1: as the kind has it */
    bool is_sum;                         /* of the columns to its left: its cells are left empty */
} ImportColumn;

typedef struct {
    Str  text;                           /* as it is typed: Markdown, or a figure */
    Str  sum;                            /* the figure that stood in a cell of a sum column, now left empty */
    Str  note;
    uint16_t colspan, rowspan;
    bool is_covered;
} ImportCell;

typedef struct {
    Str  title, period, source, note;            /* what stood above and beneath the grid */
    ImportColumn *columns;
    size_t column_count, row_count;
    ImportCell *cells;                   /* row_count x column_count */
    bool has_groups, has_merged;
    TotalKind total;                     /* TOTAL_SUM: the last row was the sum of the others, and is left out */
    ImportCell *total_row;               /* typed, when it was another; else NULL */
    bool needs_lines;                    /* merged cells, or several lines in one: more than CSV holds */
    Strs said;                           /* to tell the user: what was recognised, and why */
} ImportTable;

static inline const ImportCell *import_cell(const ImportTable *table, size_t row, size_t column)
{
    return &table->cells[row * table->column_count + column];
}

/* False, with DIAG_TABLE_EMPTY at `path`, when there is no head with rows below it. */
bool import_recognise(Arena *arena, const Grid *grid, Str path, ImportTable *table, Diags *diags);

/* The CSV of the rows, with one head; and the entry's lines for programme.yaml,
 * not indented: `with_texts` those of title and source too. `csv_name`: what
 * `fichier:` says, when the rows do not stand in `lignes:`. */
Str import_csv(Arena *arena, const ImportTable *table);
Str import_lines(Arena *arena, const ImportTable *table, Str csv_name, bool with_texts);

/* A changed file: what it is to hold. */
typedef struct { Str path, text; } ImportFile;
typedef ARRAY(ImportFile) ImportFiles;

typedef enum { IMPORT_NEW, IMPORT_SAME, IMPORT_DIFFERENT, IMPORT_REPLACED, IMPORT_FAILED } ImportState;

typedef struct {
    Str  programme_folder, name, share;  /* name: of the table */
    bool may_replace;
} ImportPlace;

typedef struct {
    ImportState state;
    ImportFiles files;                   /* to write, in this order */
    Strs        differences;             /* of a table that was there: a line each */
} ImportResult;

/* Works out what is to be written, and writes nothing. */
ImportResult import_place(Arena *arena, Sources *sources, const ImportPlace *place, const ImportTable *table,
                          Diags *diags);

#endif
