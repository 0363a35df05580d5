/* utf8.h - reading and writing characters (RFC 3629) */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/str.h"

enum { UTF8_MAX = 4 };
#define UTF8_REPLACEMENT UINT32_C(0xFFFD)

uint32_t utf8_next_long(Str text, size_t *at);     /* the part of utf8_next() for what is not ASCII */

/* Decodes the character at byte `*at` of `text` and moves `*at` past it.
 * A byte that starts no character gives U+FFFD and moves one byte on.
 * `*at` must be below text.n. */
static inline uint32_t utf8_next(Str text, size_t *at)
{
    unsigned char byte = (unsigned char)text.p[*at];
    if (byte >= 0x80)
        return utf8_next_long(text, at);
    ++*at;
    return byte;
}

/* The character that ends before byte `*at`, which moves to its start. */
uint32_t utf8_previous(Str text, size_t *at);

/* Writes `rune` to `bytes`; returns how many bytes (1 to 4). */
size_t utf8_encode(uint32_t rune, char bytes[UTF8_MAX]);

/* The offset of the first byte that is not UTF-8; text.n when all is. */
size_t utf8_invalid_at(Str text);

size_t utf8_count(Str text);             /* characters */

#endif
