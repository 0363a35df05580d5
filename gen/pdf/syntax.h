/* syntax.h - numbers, names and strings as PDF writes them
 *
 * Source: ISO 32000-1, 7.3. Everything is printed by hand: the same bytes in
 * every locale, and no more of them than needed ("12.5", ".3", "-4").
 */
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include "base/buf.h"
#include "base/fixed.h"

/* A length in hundredths of a point: what content streams are written in.
 * Half of it is 0.005 pt, below what 2,400 dots to the inch can show. */
typedef int64_t Hundredths;

Hundredths hundredths(Fixed length);               /* rounded, halves away from zero */

void put_integer(Buf *buf, int64_t value);
void put_hundredths(Buf *buf, Hundredths value);   /* "12.5" */
void put_thousandths(Buf *buf, int64_t value);
void put_reference(Buf *buf, uint32_t number);     /* "12 0 R" */
void put_name(Buf *buf, Str name);                 /* "/text#2Fcsv" */

/* Inside a string, escaped where it must be. */
static inline void put_byte(Buf *buf, unsigned byte)
{
    char c = (char)byte;
    if (c == '(' || c == ')' || c == '\\')
        buf_char(buf, '\\');
    if (c == '\r')
        buf_c(buf, "\\r");
    else
        buf_char(buf, c);
}

void put_bytes(Buf *buf, Str bytes);               /* "(a\)b)": a string that is no text */

/* A text string (7.9.2.2): ASCII as it is, all else as UTF-16BE after FEFF. */
void put_text(Buf *buf, Str text);
void put_date(Buf *buf, Str iso);                  /* "(D:20191231000000Z)" */

void put_hex16(Buf *buf, uint32_t value);          /* four digits */
void put_utf16(Buf *buf, Str text);                /* hexadecimal digits, nothing around */

#endif
