/* grid.h - what a spreadsheet holds, before it is a table
 *
 *     Grid = rows x columns of cells, as text the way our files have it:
 *            "1090000", "49,9 %", "2019-12-31", "n.d."
 */
#ifndef EDIT_GRID_H
#define EDIT_GRID_H

#include "base/file.h"
#include "diag/diag.h"

enum { GRID_ROWS_MAX = 20000, GRID_COLUMNS_MAX = 100, GRID_CELLS_MAX = 1000000 };

typedef struct {
    Str      text;
    Str      currency;                   /* of the cell's number format; may be empty */
    Str      note;                       /* a comment on the cell; may be empty */
    int      decimals;                   /* that the number format shows; -1 when not known */
    uint16_t colspan, rowspan;           /* at least 1 */
    bool     is_covered;                 /* by a merged cell to the left or above */
} GridCell;

typedef struct {
    Str       name;                      /* of the sheet; empty for CSV */
    Str       how;                       /* "CSV, séparateur « ; », UTF-8", for the user */
    size_t    rows, columns;
    GridCell *cells;
} Grid;

static inline GridCell *grid_cell(const Grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->columns + column];
}

/* Reads a .csv (separators ; , tab; UTF-8, UTF-16, Windows-1252), or sheet
 * `sheet` (empty: the first that holds a table) of an .xlsx workbook: Office
 * Open XML, ECMA-376 parts 1 and 2, as far as values, number formats, merged
 * cells and comments go. Formulas count by the result they were saved with.
 * Bounded by the sizes above and by GRID_BYTES_MAX of unpacked XML. False,
 * with an error in `diags`, when there is no such file or table. */
bool grid_read(Arena *arena, Sources *sources, Str path, Str sheet, Grid *grid, Diags *diags);

/* --- the two readers --- */

bool grid_read_csv(Arena *arena, Sources *sources, Str path, Grid *grid, Diags *diags);
bool grid_read_xlsx(Arena *arena, Str path, Str sheet, Grid *grid, Diags *diags);

/* Takes out of all texts what no text file may hold: controls vanish, separators of lines and paragraphs become line
 * ends (YAML 1.2.2, 5.1 and 5.4). Both readers do it last. */
void grid_clean(Arena *arena, Grid *grid);

/* "C12" of row 11 and column 2, counted from 0. */
Str grid_place(Arena *arena, size_t row, size_t column);

#endif
