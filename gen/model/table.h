/* table.h - a table as data: a grid with a head
 *
 *     colonnes:                          columns, or groups of them
 *       - { titre: Domaine }
 *       - groupe: « Tayssir »
 *         colonnes: [ { titre: Garçons, type: nombre }, … ]
 *     lignes:
 *       - [texte, 12, 1090000]
 *       - [{ texte: …, colonnes: 2 }, …]  merged over columns, rows (lignes: 2)
 *     total: somme                       computed; or [Total, 112, 4175500], checked
 *     periode: 2018-2019                 shown behind the title that does not say it
 *     report: oui                        sub-totals where a page ends, where the next begins
 *
 * A cell is Markdown: a scalar is inline text, a block scalar may hold lists
 * and paragraphs, a YAML list becomes a list. A row gives the cells that no
 * merged cell covers, in order, as in HTML; the row's sums at its end may be
 * left out. A figure may have a note behind it: 36^[provisoire]. `{{ path }}` alone in a cell of a column of figures takes the
 * figure from where it stands: `value` is then that figure, and `text` still
 * what was typed. Bounds: TABLE_ROWS_MAX x TABLE_COLUMNS_MAX, TABLE_CELLS_MAX.
 */
#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include "data/schema.h"

typedef enum { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_AMOUNT, COLUMN_SHARE, COLUMN_DATE, COLUMN_KINDS } ColumnKind;

enum { TABLE_ROWS_MAX = 20000, TABLE_COLUMNS_MAX = 100, TABLE_CELLS_MAX = 1000000 };

typedef struct {
    Text title;
    int  kind;                           /* ColumnKind: texte nombre montant pourcentage date */
    Text unit;                           /* devise, unite */
    int  decimals;                       /* decimales; -1 when not given: 2 for amounts, 1 for shares, else as needed */
    bool is_row_title;                   /* the first text column heads its rows (TH, scope row) */
    bool is_total;                       /* somme: oui - empty cells are the sum of the row's figures of
                                          * its kind since the last such column or the group's start;
                                          * of the sums before it when there are none between */
    Text comparison;                     /* comparaison: empty cells take their base's figure from that edition */
    bool is_change;                      /* evolution: empty cells are the change between the two columns before */
    int  share;                          /* of the table's width, in percent; 0: as its contents need */
    int  group;                          /* index of the top group it lies in, -1 when none */
    Span span;
} Column;

typedef struct {
    Str      text;                       /* Markdown, as typed */
    Texts    items;                      /* of a YAML list in the cell */
    Value    value;                      /* of a cell in a column of figures */
    Text     note;                       /* note: shown beneath the table */
    uint16_t colspan, rowspan;           /* at least 1 */
    bool     is_covered;                 /* by a merged cell to the left or above */
    Span     span;
} Cell;

typedef struct { Cell *cells; bool is_total; Span span; } Row;   /* column_count cells */
typedef ARRAY(Row) Rows;

typedef struct { Str title; uint16_t colspan, rowspan; bool is_covered; Span span; } HeadCell;

typedef enum { TOTAL_NONE, TOTAL_SUM, TOTAL_KINDS } TotalKind;

typedef struct {
    Text   id, title, source, note, remark;
    Text   period;                       /* periode */
    int    total;                        /* TotalKind; aucun, somme; a typed total is NONE */
    bool   is_incomplete;                /* a part could not be read, and that was reported */
    bool   is_wide;                      /* large: may grow into the outer margin */
    bool   is_long;                      /* texte-long: cells of several lines, padding to match */
    bool  is_stacked;                    /* on narrow screens the cells of a row stand beneath each other */
    bool   is_carried;                   /* report: sub-totals where a page ends and where the next begins */
    Text   csv_name;                     /* fichier: donnees/x.csv in place of lignes */
    const YamlNode *columns_node, *rows_node, *total_node;
    Column  *columns;
    size_t   column_count;
    HeadCell *head;                      /* head_rows x column_count, row after row */
    size_t   head_rows;                  /* 1, or 2 with groups */
    Rows     rows;                       /* the computed total row last */
    Span     span;
} Table;

/* The columns whose figures may be added up: numbers and amounts, not shares. */
static inline bool column_is_summable(const Column *column)
{
    return (column->kind == COLUMN_NUMBER || column->kind == COLUMN_AMOUNT) && !column->is_change;
}

/* The rows that are given, without a total row. */
size_t table_body_rows(const Table *table);

/* The column that says "Total": the one that names the rows, else the first of text, else column_count. */
size_t table_label_column(const Table *table);

static inline const HeadCell *table_head(const Table *table, size_t row, size_t column)
{
    return &table->head[row * table->column_count + column];
}

/* The column where the top head cell over `column` begins: its group's, or its own. */
static inline size_t table_group(const Table *table, size_t column)
{
    while (column > 0 && table_head(table, 0, column)->is_covered)
        column--;
    return column;
}

#endif
