#include "base/utf8.h"

/* Length of the character that begins with `lead`, and the least value that
 * needs it: a longer form of a smaller value is an error (RFC 3629, 3). */
static size_t lead_length(unsigned char lead, uint32_t *rune, uint32_t *least)
{
    if (lead < 0x80) { *rune = lead;        *least = 0;       return 1; }
    if (lead < 0xC0) return 0;
    if (lead < 0xE0) { *rune = lead & 0x1F; *least = 0x80;    return 2; }
    if (lead < 0xF0) { *rune = lead & 0x0F; *least = 0x800;   return 3; }
    if (lead < 0xF8) { *rune = lead & 0x07; *least = 0x10000; return 4; }
    return 0;
}

/* Bytes of the character at `at`, 0 when there is none. */
static size_t decode(Str text, size_t at, uint32_t *rune)
{
    uint32_t least = 0;
    *rune = UTF8_REPLACEMENT;
    size_t n = lead_length((unsigned char)text.p[at], rune, &least);
    if (n == 0 || at + n > text.n)
        return 0;
    for (size_t i = 1; i < n; i++) {
        unsigned char byte = (unsigned char)text.p[at + i];
        if ((byte & 0xC0) != 0x80)
            return 0;
        *rune = *rune << 6 | (byte & 0x3F);
    }
    bool is_surrogate = *rune >= 0xD800 && *rune < 0xE000;
    return *rune < least || *rune > 0x10FFFF || is_surrogate ? 0 : n;
}

uint32_t utf8_next_long(Str text, size_t *at)
{
    uint32_t rune;
    size_t n = decode(text, *at, &rune);
    *at += n ? n : 1;
    return n ? rune : UTF8_REPLACEMENT;
}

uint32_t utf8_previous(Str text, size_t *at)
{
    size_t start = *at - 1;
    while (start > 0 && *at - start < UTF8_MAX && ((unsigned char)text.p[start] & 0xC0) == 0x80)
        start--;
    uint32_t rune;
    if (decode(text, start, &rune) != *at - start) {
        *at -= 1;
        return UTF8_REPLACEMENT;
    }
    *at = start;
    return rune;
}

size_t utf8_encode(uint32_t rune, char bytes[UTF8_MAX])
{
    if (rune < 0x80) {
        bytes[0] = (char)rune;
        return 1;
    }
    size_t n = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = n - 1; i > 0; i--, rune >>= 6)
        bytes[i] = (char)(0x80 | (rune & 0x3F));
    bytes[0] = (char)(leads[n] | rune);
    return n;
}

size_t utf8_invalid_at(Str text)
{
    uint32_t rune;
    for (size_t at = 0, n; at < text.n; at += n)
        if ((n = decode(text, at, &rune)) == 0)
            return at;
    return text.n;
}

size_t utf8_count(Str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.n; count++)
        utf8_next(text, &at);
    return count;
}
