/* table.h - a table as data: a grid with a head
 *
 *     colonnes:                          columns, or groups of them
 *       - { titre: Domaine }
 *       - groupe: « Tayssir »
 *         colonnes: [ { titre: Garçons, type: nombre }, … ]
 *     lignes:
 *       - [texte, 12, 1090000]
 *       - [{ texte: …, colonnes: 2 }, …]  merged over columns, rows (lignes: 2)
 *     total: somme
 *
 * A cell is Markdown: a scalar is inline text, a block scalar may hold lists
 * and paragraphs, a YAML list becomes a list. `{{ path }}` alone in a cell takes a figure from
 * where it stands.
 */
#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include "data/schema.h"

typedef enum { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_AMOUNT, COLUMN_SHARE, COLUMN_DATE, COLUMN_KINDS } ColumnKind;

typedef struct {
    Text title;
    int  kind;                           /* ColumnKind: texte nombre montant pourcentage date */
    Text unit;                           /* devise, unite */
    int  decimals;                       /* decimales; -1 when not given: 2 for amounts, 1 for shares, else as needed */
    bool is_row_title;                   /* the first text column heads its rows (TH, scope row) */
    bool is_total;                       /* somme: oui - the cells are the row's sum when left empty */
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
    int    total;                        /* TotalKind; aucun, somme */
    bool   is_wide;                      /* large: may grow into the outer margin */
    bool   is_long;                      /* texte-long: cells of several lines, padding to match */
    Text   csv_name;                     /* fichier: donnees/x.csv in place of lignes */
    const YamlNode *columns_node, *rows_node;
    Column  *columns;
    size_t   column_count;
    HeadCell *head;                      /* head_rows x column_count, row after row */
    size_t   head_rows;                  /* 1, or 2 with groups */
    Rows     rows;                       /* the computed total row last */
    Span     span;
} Table;

static inline const HeadCell *table_head(const Table *table, size_t row, size_t column)
{
    return &table->head[row * table->column_count + column];
}

#endif
