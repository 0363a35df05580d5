/* utf8.h - reading and writing characters (RFC 3629) */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/str.h"

enum { UTF8_MAX = 4 };
#define UTF8_REPLACEMENT UINT32_C(0xFFFD)

uint32_t utf8_next_long(Str text, size_t *at);     /* the part of utf8_next() for three bytes and more, and for errors */

/* Decodes the character at byte `*at` of `text` and moves `*at` past it.
 * A byte that starts no character gives U+FFFD and moves one byte on.
 * `*at` must be below text.n. */
static inline uint32_t utf8_next(Str text, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text.p + *at;
    if (p[0] < 0x80) {
        ++*at;
        return p[0];
    }
    if (p[0] >= 0xC2 && p[0] < 0xE0 && *at + 1 < text.n && (p[1] & 0xC0) == 0x80) {
        *at += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    return utf8_next_long(text, at);
}

/* The character that ends before byte `*at`, which moves to its start. */
uint32_t utf8_previous(Str text, size_t *at);

/* Writes `rune` to `bytes`; returns how many bytes (1 to 4). */
size_t utf8_encode(uint32_t rune, char bytes[UTF8_MAX]);

/* The offset of the first byte that is not UTF-8; text.n when all is. */
size_t utf8_invalid_at(Str text);

size_t utf8_count(Str text);             /* characters */

#endif
