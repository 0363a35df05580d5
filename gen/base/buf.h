/* buf.h - text that is being written
 *
 * Bytes are appended at the end. `buf_text` lends what is there so far; the
 * loan ends with the next append.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct { Arena *arena; char *p; size_t n, room; } Buf;

Buf  buf_new(Arena *arena);
void buf_grow(Buf *buf, size_t more);              /* the part of buf_reserve() that allocates */
void buf_rune(Buf *buf, uint32_t rune);            /* as UTF-8 */
void buf_json(Buf *buf, Str text);                 /* in quotes, escaped (RFC 8259, 7) */

/* value / 10^places, at most with this many decimals, without printf: its decimals ask the locale. */
void buf_decimal(Buf *buf, int64_t value, int places);
void buf_printf(Buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));


/* Makes room for `more` further bytes. */
static inline void buf_reserve(Buf *buf, size_t more)
{
    if (more > buf->room - buf->n)
        buf_grow(buf, more);
}

static inline void buf_bytes(Buf *buf, const void *bytes, size_t n)
{
    if (n == 0)
        return;
    buf_reserve(buf, n);
    memcpy(buf->p + buf->n, bytes, n);
    buf->n += n;
}

static inline void buf_str(Buf *buf, Str str)
{
    buf_bytes(buf, str.p, str.n);
}

static inline void buf_c(Buf *buf, const char *text)
{
    buf_bytes(buf, text, strlen(text));
}

static inline void buf_char(Buf *buf, char c)
{
    buf_reserve(buf, 1);
    buf->p[buf->n++] = c;
}

static inline Str buf_text(const Buf *buf)
{
    return (Str){ buf->p, buf->n };
}

#endif
