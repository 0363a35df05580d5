#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* What is formatted is seldom longer, and then formatted twice. */
enum { PRINTED_MOST = 64 };

Buf buf_new(Arena *arena)
{
    return (Buf){ .arena = arena };
}

void buf_grow(Buf *buf, size_t more)
{
    size_t room = buf->room ? buf->room * 2 : 256;
    while (room - buf->n < more)
        room *= 2;
    buf->p = arena_grow(buf->arena, buf->p, buf->room, room);
    buf->room = room;
}

void buf_rune(Buf *buf, uint32_t rune)
{
    if (rune < 0x80) {
        buf_char(buf, (char)rune);
        return;
    }
    buf_reserve(buf, UTF8_MAX);
    buf->n += utf8_encode(rune, buf->p + buf->n);
}

void buf_json(Buf *buf, Str text)
{
    buf_char(buf, '"');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '"' || c == '\\')
            buf_char(buf, '\\');
        if (c == '\n')
            buf_c(buf, "\\n");
        else if (c < 0x20)
            buf_printf(buf, "\\u%04x", c);
        else
            buf_char(buf, (char)c);
    }
    buf_char(buf, '"');
}

void buf_printf(Buf *buf, const char *format, ...)
{
    va_list args, again;
    buf_reserve(buf, PRINTED_MOST);
    va_start(args, format);
    va_copy(again, args);
    size_t left = buf->room - buf->n, n = (size_t)vsnprintf(buf->p + buf->n, left, format, args);
    va_end(args);
    if (n >= left) {
        buf_reserve(buf, n + 1);
        vsnprintf(buf->p + buf->n, n + 1, format, again);
    }
    va_end(again);
    buf->n += n;
}

void buf_decimal(Buf *buf, int64_t value, int places)
{
    char text[24];
    size_t at = sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    while (places > 0 && rest % 10 == 0) {
        rest /= 10;
        places--;
    }
    for (; places > 0; places--, rest /= 10) {
        text[--at] = (char)('0' + rest % 10);
        if (places == 1)
            text[--at] = '.';
    }
    if (rest > 0 || at == sizeof text)
        do
            text[--at] = (char)('0' + rest % 10);
        while ((rest /= 10) > 0);
    if (value < 0)
        text[--at] = '-';
    buf_bytes(buf, text + at, sizeof text - at);
}
