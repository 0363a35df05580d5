/* table_impl.h - what the files that set a table share
 *
 * table.c makes the parts in order, table_cells.c the cells' paragraphs and
 * elements, table_widths.c chooses size, padding and columns, table_rows.c
 * heights, slices and the cost of cuts, table_draw.c draws.
 *
 * x runs from the table's left edge, y downwards from the top of whatever
 * the comment names.
 */
#ifndef LAYOUT_TABLE_IMPL_H
#define LAYOUT_TABLE_IMPL_H

#include "layout/caption.h"
#include "layout/table.h"

/* A paragraph of a cell before it is broken. */
typedef struct {
    Par  *par, *marker;                  /* marker: of a list item that begins here, or NULL */
    Fixed indent, marker_indent;         /* from the side where the text begins */
    Fixed most;                          /* width on one line */
    bool  has_gap;                       /* above it: another block came before */
} CellPar;

/* A line of a cell. */
typedef struct {
    const Line *line, *marker;           /* marker: NULL or a list item's */
    Fixed       x, marker_x;             /* from the left of the cell's content */
    Fixed       gap;                     /* blank above it */
    bool        starts;                  /* a paragraph begins here */
} CellLine;

/* What most cells of a large table hold, a figure, needs no breaking and has no paragraph. */
typedef struct {
    ARRAY(CellPar) pars;
    ParRun   *figure;                    /* NULL or all there is */
    CellLine *lines;
    uint32_t  line_count;
    uint16_t  column, colspan, rowspan;
    bool      is_covered, joins_above;   /* by a merged cell; by one that began in a row above */
    const Line *call;                    /* of the cell's note, or NULL: hangs after the last line */
    Par      *call_par;
} TableCell;

/* A cell over several rows, by its row and column; its bottom rows in slices. */
typedef struct { size_t row, column, rows; } MergedCell;

/* A row, or lines [from, to) of each cell of a row that runs on. */
typedef struct {
    uint32_t row, from, to;              /* to 0: the whole row */
    bool     is_first, is_last;          /* of its row */
} Slice;

/* Size (in thousandths of the style's) and padding that a table is set with. */
typedef struct { int size; Fixed pad_x, pad_y; } Density;

/* Columns [from, to) that no gap parts. */
typedef struct { size_t from, to; } ColumnGroup;

/* A line of a cell: lines stand `leading` apart; the first begins `pad` below the edge of its row and has its
 * baseline `baseline` below its own top. */
typedef struct { Fixed leading, pad, baseline; } LineBox;

struct TableSet {
    Arena               *arena, *scratch;
    const LayoutContext *context;
    const DocTable      *doc;
    const Table         *table;
    size_t  columns, head_rows, rows;

    TextStyle text, title, total, head;  /* of cells, as the theme has them */
    Density   density;
    LineBox   cell_box, head_box;        /* at the density chosen */

    TableCell *cells;                    /* rows x columns */
    TableCell *heads;                    /* head_rows x columns */
    TableCell *heads_again;              /* the same as artifacts; NULL when there is nothing to repeat */
    ARRAY(MergedCell) merged;
    ARRAY(ColumnGroup) groups;
    int       *decimals;                 /* of each column of figures */
    Str       *column_heads;             /* ids over each column */
    bool       has_head, has_merged;
    size_t     note_count;               /* of cells so far */

    Fixed  measure, width;               /* of the text block, of the table */
    Fixed *lefts, *widths;               /* of each column; lefts has one more: the right end */
    Fixed *row_heights, *head_heights;
    size_t *first_slices;                /* of each row; one more: slices.n */
    ARRAY(Slice) slices;
    Fixed *tops;                         /* of each slice, from the first; one more: the end */
    int   *penalties;                    /* of cutting before each slice */

    Caption caption, continued;
    Lines  next_page;
    Foot   foot;
    TagId  tag;
};

/* ---- table_cells.c ---- */

/* Makes the elements THead, TBody and below, and the paragraphs of heads and cells. */
void table_cells_make(TableSet *set);

bool column_is_figures(const Column *column);

static inline ShapeStyle run_style(const ParRun *run)
{
    return (ShapeStyle){ .face = run->face, .size = run->size, .tracking = run->tracking, .is_tabular = true };
}

/* "a" … "z", "aa": calls of the notes below the table. */
Str  table_note_letter(Arena *arena, size_t number);

/* ---- table_widths.c ---- */

/* Chooses density, width and columns; resizes the paragraphs of heads and cells. */
void  table_widths_choose(TableSet *set);
Fixed table_span_width(const TableSet *set, size_t column, size_t colspan);   /* with the gaps between */

/* ---- table_balance.c ---- */

/* Moves room between columns of text so that the table is low. `least` and `widths` hold the padding. */
void  table_balance(TableSet *set, const Fixed *least, Fixed *widths);

/* ---- table_rows.c ---- */

/* Breaks the cells' paragraphs; heights, slices and penalties from their lines. */
void table_rows_make(TableSet *set);
void table_cell_break(TableSet *set, TableCell *cell);

/* Heights of what slices [from, to) are drawn between. */
Fixed table_caption_height(const TableSet *set, bool is_continued);
Fixed table_head_height(const TableSet *set);
Fixed table_body_height(const TableSet *set, size_t from, size_t to);
Fixed table_foot_height(const TableSet *set, bool is_last);

#define TABLE_RULE          PT(1)        /* above and below */
#define TABLE_CAPTION_BELOW PT(6)
#define TABLE_FOOT_ABOVE    PT(5)
#define TABLE_GROUP_GAP     MM(4)
#define TABLE_LIST_STEP     PT(8)
#define TABLE_BLOCK_GAP     PT(3.8)      /* between the blocks of a cell */

#endif
