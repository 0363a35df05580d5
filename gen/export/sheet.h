/* sheet.h - a table, a chart's data or a list as one grid, before it is a workbook
 *
 *     Sheet = head rows, then rows; all of column_count cells
 *
 * A number keeps its Value, so that a spreadsheet reckons with it. What
 * stands beneath the grid (notes, source) are lines of text.
 */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H

#include "base/file.h"
#include "export/export_impl.h"

typedef struct {
    Str          text;                   /* of a cell without a number */
    const Value *value;                  /* a number; NULL for others */
    int          decimals;               /* to show, of a number */
    Str          note;                   /* shown at the cell; may be empty */
    Str          link;                   /* the name of the sheet that it leads to; may be empty */
    uint16_t     colspan, rowspan;       /* at least 1 */
    bool         is_covered;             /* by a merged cell to the left or above */
    bool         is_strong;              /* a total, the title of a row */
    bool         is_figure;              /* stands right, also where it is no number */
    bool         is_arabic;
} SheetCell;

typedef struct {
    Str        name;                     /* "Tableau 4": of its tab */
    Str        title;                    /* "Tableau 4 : Élèves …" */
    Str        report;                   /* the report and the period, beneath the title */
    size_t     column_count, head_rows, row_count;
    SheetCell *cells;                    /* head_rows + row_count rows */
    bool       holds_first;              /* the first column stays in view */
    Strs       beneath;
} Sheet;

Sheet sheet_of_table(Arena *arena, const Document *document, const DocTable *table);
Sheet sheet_of_chart(Arena *arena, const Document *document, const DocChart *chart);

/* Every table and chart with figures: number, title, programme, period, source. */
Sheet sheet_of_contents(Arena *arena, const Document *document);

/* Every value of every indicator, a row each. */
Sheet sheet_of_figures(Arena *arena, const Document *document);

static inline SheetCell *sheet_cell(const Sheet *sheet, size_t row, size_t column)
{
    return &sheet->cells[row * sheet->column_count + column];
}

#endif
