#include "pdf/syntax.h"

#include <string.h>

#include "base/utf8.h"

static const char hex_digits[] = "0123456789ABCDEF";

Hundredths hundredths(Fixed length)
{
    int64_t scaled = (int64_t)length * 100;
    return (scaled + (scaled < 0 ? -FIXED_ONE / 2 : FIXED_ONE / 2)) / FIXED_ONE;
}

void put_integer(Buf *buf, int64_t value)
{
    buf_decimal(buf, value, 0);
}

void put_hundredths(Buf *buf, Hundredths value)
{
    buf_decimal(buf, value, 2);
}

void put_thousandths(Buf *buf, int64_t value)
{
    buf_decimal(buf, value, 3);
}

void put_reference(Buf *buf, uint32_t number)
{
    put_integer(buf, number);
    buf_c(buf, " 0 R");
}

static void put_hex8(Buf *buf, unsigned value)
{
    buf_char(buf, hex_digits[value >> 4 & 15]);
    buf_char(buf, hex_digits[value & 15]);
}

void put_name(Buf *buf, Str name)
{
    buf_char(buf, '/');
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c > ' ' && c < 127 && strchr("#()<>[]{}/%", c) == NULL) {
            buf_char(buf, (char)c);
            continue;
        }
        buf_char(buf, '#');
        put_hex8(buf, c);
    }
}

/* A return would be read as a line end; brackets and the backslash end or
 * bend the string. All else stands for itself. */
void put_bytes(Buf *buf, Str bytes)
{
    buf_char(buf, '(');
    for (size_t i = 0; i < bytes.n; i++)
        put_byte(buf, (unsigned char)bytes.p[i]);
    buf_char(buf, ')');
}

void put_hex16(Buf *buf, uint32_t value)
{
    char digits[4] = { hex_digits[value >> 12 & 15], hex_digits[value >> 8 & 15],
                       hex_digits[value >> 4 & 15], hex_digits[value & 15] };
    buf_bytes(buf, digits, sizeof digits);
}

void put_utf16(Buf *buf, Str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune >= 0x10000) {
            put_hex16(buf, 0xD800 + (rune - 0x10000) / 0x400);
            rune = 0xDC00 + (rune - 0x10000) % 0x400;
        }
        put_hex16(buf, rune);
    }
}

static bool is_ascii(Str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < ' ' || text.p[i] > '~')
            return false;
    return true;
}

void put_text(Buf *buf, Str text)
{
    if (is_ascii(text)) {
        put_bytes(buf, text);
        return;
    }
    buf_c(buf, "<FEFF");
    put_utf16(buf, text);
    buf_char(buf, '>');
}

void put_date(Buf *buf, Str iso)
{
    buf_c(buf, "(D:");
    for (size_t i = 0; i < iso.n; i++)
        if ((iso.p[i] >= '0' && iso.p[i] <= '9') || iso.p[i] == 'Z')
            buf_char(buf, iso.p[i]);
    buf_char(buf, ')');
}
