/* xlsx_value.h - what a workbook shows for a number: its format, and the text that an editor would type
 *
 * Source: ECMA-376 part 1, 18.8.30 and 18.8.31 (number formats), 18.17.4.1 (dates).
 */
#ifndef EDIT_XLSX_VALUE_H
#define EDIT_XLSX_VALUE_H

#include "base/arena.h"
#include "base/str.h"

typedef enum { FORMAT_NUMBER, FORMAT_SHARE, FORMAT_DATE, FORMAT_MONTH } FormatKind;
typedef struct { FormatKind kind; int decimals; Str currency; } XlsxFormat;   /* decimals: -1 when the format does not say */

/* Reads the first section of a code: 0.0%, #,##0.00" DH", dd/mm/yyyy, [$-40C]mmm yy. */
XlsxFormat xlsx_format_of_code(Arena *arena, Str code);

/* A format that is known by its number alone. */
XlsxFormat xlsx_format_built_in(size_t id);

/* The value `raw` as it is typed in YAML; empty when it is no number, or no day of the calendar. Days are counted
 * from 1900, or from 1904 where the workbook says so. */
Str        xlsx_value_text(Arena *arena, Str raw, const XlsxFormat *format, bool is_1904);

#endif
