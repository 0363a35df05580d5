/* csv.h - tables kept in a spreadsheet's text format, through libcsv
 *
 * Separators `;`, `,` and tab (the one most frequent in the first line),
 * UTF-8 with or without a byte-order mark, quotes as in RFC 4180.
 */
#ifndef DATA_CSV_H
#define DATA_CSV_H

#include "base/buf.h"
#include "diag/diag.h"

typedef struct { Str text; Span span; } CsvCell;
typedef ARRAY(CsvCell) CsvRow;
typedef ARRAY(CsvRow) CsvRows;

enum { CSV_ROWS_MAX = 20000, CSV_CELLS_MAX = 100 };

/* Reads source `file`. The first row is the header. Bounded by CSV_ROWS_MAX
 * rows of CSV_CELLS_MAX cells: what is beyond is reported and left out, as is
 * all from a quote that does not close on. A cell's span is its bytes with
 * their quotes, without blanks around. */
CsvRows csv_read(Arena *arena, const Sources *sources, uint32_t file, Diags *diags);

/* Appends one row: fields quoted where they must be, `;` between, CR LF. */
void csv_write_row(Buf *out, const Str *fields, size_t n);

/* The first row: commas and tabs are in quotes too, since readers, ours as well, tell the separator from it. */
void csv_write_head(Buf *out, const Str *fields, size_t n);

#endif
