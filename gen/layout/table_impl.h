/* table_impl.h - what the files that set a table share
 *
 * table.c makes the parts in order, table_cells.c the cells' paragraphs and
 * elements (table_figure.c: of figures), table_widths.c chooses size, padding
 * and columns, table_rows.c heights and slices, table_cuts.c the cost of cuts,
 * table_notes.c which notes stand under which slices, table_carry.c sub-totals,
 * table_draw.c draws.
 *
 * x runs from the table's left edge, y downwards from the top of whatever
 * the comment names.
 */
#ifndef LAYOUT_TABLE_IMPL_H
#define LAYOUT_TABLE_IMPL_H

#include "layout/caption.h"
#include "layout/marker.h"
#include "layout/table.h"

/* A paragraph of a cell before it is broken. */
typedef struct {
    Par  *par, *marker;                  /* marker: of a list item that begins here, or NULL */
    const MarkerLook *shape;             /* in its place; or NULL */
    Mark  shape_mark;
    Fixed indent, marker_indent;         /* from the side where the text begins */
    Fixed most;                          /* width on one line */
    bool  has_gap;                       /* above it: another block came before */
    bool  is_loose;                      /* the gap is one between items that stand apart */
} CellPar;

/* A line of a cell. */
typedef struct {
    const Line *line, *marker;           /* marker: NULL or a list item's */
    const CellPar *shape;                /* its marker where that is drawn, or NULL */
    Fixed       x, marker_x;             /* from the left of the cell's content */
    Fixed       gap;                     /* blank above it */
    bool        is_loose;                /* as CellPar's: kept also in rows that run on */
    bool        starts;                  /* a paragraph begins here */
} CellLine;

/* What most cells of a large table hold, a figure, needs no breaking and has no paragraph. */
typedef struct {
    ARRAY(CellPar) pars;
    ParRun   *figure;                    /* NULL or all there is */
    Fixed     tail;                      /* of the figure: what stands right of its units */
    CellLine *lines;
    uint32_t  line_count;
    uint16_t  column, colspan, rowspan;
    bool      is_covered, joins_above;   /* by a merged cell; by one that began in a row above */
    const Line *call;                    /* of a figure's note, or NULL: hangs behind it */
    Par      *call_par;
} TableCell;

/* A note and the slice that calls it; `again` for pages that repeat what calls it. */
typedef struct {
    Lines  lines, again;
    size_t slice;
    bool   is_repeated;                  /* called in the title or the head */
    bool   is_of_foot;                   /* called below the table, by its note or its source: stands behind them */
} TableNote;

/* A cell over several rows, or the title of a row that runs on (rows 1); `again`: its text for the pieces after the
 * one where it begins, NULL when no cut parts it. */
typedef struct { size_t row, column, rows; TableCell *again; } MergedCell;

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
typedef struct { Fixed leading, pad, baseline, size; } LineBox;   /* size: of the text */

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
    Str       *column_heads;             /* ids over each column */
    bool       has_head, has_merged;
    bool       is_turned;                /* on a page on its side */
    bool       is_rtl;                   /* its first column stands on the right */

    Fixed  measure, width;               /* of the text block, of the table */
    Fixed *lefts, *widths;               /* of each column; lefts has one more: the right end */
    Fixed *tails;                        /* of each column: the widest tail of its figures */
    Fixed *row_heights, *head_heights;
    size_t *first_slices;                /* of each row; one more: slices.n */
    ARRAY(Slice) slices;
    Fixed *tops;                         /* of each slice, from the first; one more: the end */
    int   *penalties;                    /* of cutting before each slice */

    Value *carried;                      /* (rows + 1) x columns: sums of the rows before; NULL: not asked for */
    Fixed  carry_height;                 /* of a line of sub-totals; 0: none */

    TableNote *notes;                    /* as many as doc->notes, in their order */
    size_t *notes_by_slice, *first_notes;   /* indices, by slice then by order; where each slice's begin, and the end */
    Fixed  *note_tops;                   /* of the notes before each slice, added up; one more: of all */
    Fixed   repeated_height;             /* of those that later pieces repeat */

    Caption caption, continued;
    Lines  next_page;
    Foot   foot;
    TagId  tag;
};

/* ---- table_cells.c ---- */

/* Makes the elements THead, TBody and below, and the paragraphs of heads and cells. */
void table_cells_make(TableSet *set);

static inline const PageGeometry *upright_page(const TableSet *set)
{
    return &set->context->setting->theme->page;
}

/* ---- table_figure.c ---- */

bool column_is_figures(const Column *column);

/* What a column of figures shows of a value: as its column has it, or as it is written; a sign as it is printed. */
Str  table_figure_text(const TableSet *set, size_t column, const Value *value);

/* An element below `cell` with what a sign means: a screen reader says this, who copies gets the sign. */
TagId table_sign_tag(const TableSet *set, ValueSign sign, TagId cell, Span span);

/* The cell of a figure or a sign: a run of element `tag`, or for a sign of an element below it. False when the cell
 * holds neither. */
bool table_figure_make(TableSet *set, TableCell *cell, size_t row, const TextStyle *style, TagId tag);

/* Bytes of the part right of the units: ",50", " %". */
size_t table_figure_tail(Str text);
Fixed  table_tail_width(const TableSet *set, const ParRun *run);

static inline ShapeStyle run_style(const ParRun *run)
{
    return (ShapeStyle){ .face = run->face, .size = run->size, .tracking = run->tracking, .is_tabular = true };
}

/* ---- table_widths.c ---- */

/* Chooses density, width and columns; resizes the paragraphs of heads and cells. */
void  table_widths_choose(TableSet *set);
Fixed table_span_width(const TableSet *set, size_t column, size_t colspan);   /* with the gaps between */

/* ---- table_balance.c ---- */

/* Moves room between columns of text so that the table is low. `least` and `widths` hold the padding. */
void  table_balance(TableSet *set, const Fixed *least, Fixed *widths);

/* ---- table_rows.c ---- */

enum { TABLE_KEEP_LINES = 2 };           /* of a row on each side of a cut */

/* Breaks the cells' paragraphs; heights and slices from their lines. */
void  table_rows_make(TableSet *set);
void  table_cell_break(TableSet *set, TableCell *cell);

/* The same cell as an artifact, not broken into lines yet. */
TableCell table_cell_again(TableSet *set, const TableCell *cell);
Fixed table_cell_height(const TableCell *cell, const LineBox *box);
Fixed table_page_height(const TableSet *set);      /* of the text on a page that holds the table */

/* A cut may stand inside rows, and inside rows that are merged, when they are taller than this. */
Fixed table_tall_height(const TableSet *set);

/* ---- table_cuts.c ---- */

/* What cutting before each slice costs; the text of merged cells that a cut may part, once more. */
void  table_cuts_make(TableSet *set);

/* ---- table_notes.c ---- */

/* Sets the notes, elements Note below `parent`, and finds the slices that call them. */
void  table_notes_find(TableSet *set);
void  table_notes_make(TableSet *set, const TextSetting *setting, TagId parent, bool of_foot);
void  table_notes_order(TableSet *set);
Fixed table_notes_height(const TableSet *set, size_t from, size_t to);
Fixed table_notes_draw(const TableSet *set, size_t from, size_t to, Frame *page, Fixed x, Fixed top);
void  table_foot_notes_draw(const TableSet *set, Frame *page, Fixed x, Fixed top);

/* ---- table_carry.c ---- */

/* Adds the rows up; nothing when the table does not ask for it. */
void  table_carry_make(TableSet *set);

/* What column `column` carries over to row `row`; empty when it does not add up. */
Str   table_carry_text(const TableSet *set, size_t row, size_t column);

/* "À reporter" or "Report", and the rows that a cut before slice `at` has behind it. */
Str    table_carry_word(const TableSet *set, bool is_brought);
size_t table_carry_row(const TableSet *set, size_t at);
Fixed  table_carry_height(const TableSet *set, size_t from, size_t to);

/* Heights of what slices [from, to) are drawn between. */
Fixed table_caption_height(const TableSet *set, bool is_continued);
Fixed table_head_height(const TableSet *set);
Fixed table_body_height(const TableSet *set, size_t from, size_t to);
Fixed table_foot_height(const TableSet *set, size_t from, size_t to);

#define TABLE_RULE          PT(1)        /* above and below */
#define TABLE_CAPTION_BELOW PT(6)
#define TABLE_FOOT_ABOVE    PT(5)
#define TABLE_GROUP_GAP     MM(4)
#define TABLE_LIST_STEP     PT(8)
#define TABLE_MARKER_GAP    PT(4)        /* least, between a shape and its text */
#define TABLE_BLOCK_GAP     PT(3.8)      /* between the blocks of a cell */

#endif
