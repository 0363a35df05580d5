#include "serve/glyph_font.h"

#include <string.h>

/* The private range of the basic plane, then ideographs: each stands alone, and none changes its neighbour. */
enum { PRIVATE_FIRST = 0xE000, PRIVATE_COUNT = 0x1900, IDEOGRAPH_FIRST = 0x4E00 };

enum { HEAD_SIZE = 12, ENTRY_SIZE = 16, MAXP_GLYPHS = 4 };

uint32_t glyph_rune(uint32_t glyph)
{
    return glyph < PRIVATE_COUNT ? PRIVATE_FIRST + glyph : IDEOGRAPH_FIRST + glyph - PRIVATE_COUNT;
}

static uint32_t read_number(Str bytes, size_t at, int n)
{
    uint32_t number = 0;
    for (int i = 0; i < n; i++)
        number = number << 8 | (at + (size_t)i < bytes.n ? (unsigned char)bytes.p[at + (size_t)i] : 0);
    return number;
}

static void put_number(Buf *out, uint32_t number, int n)
{
    while (n-- > 0)
        buf_char(out, (char)(number >> 8 * n & 0xFF));
}

/* The bytes of a table; empty when absent. */
static Str table_of(Str program, const char *tag)
{
    uint32_t count = read_number(program, 4, 2);
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = HEAD_SIZE + (size_t)i * ENTRY_SIZE;
        if (entry + ENTRY_SIZE > program.n || memcmp(program.p + entry, tag, 4) != 0)
            continue;
        size_t lo = read_number(program, entry + 8, 4);
        return str_slice(program, lo, lo + read_number(program, entry + 12, 4));
    }
    return STR_NONE;
}

static void put_group(Buf *out, uint32_t first, uint32_t count, uint32_t glyph)
{
    put_number(out, first, 4);
    put_number(out, first + count - 1, 4);
    put_number(out, glyph, 4);
}

static Str characters(Arena *arena, uint32_t glyphs)
{
    Buf out = buf_new(arena);
    uint32_t in_private = glyphs < PRIVATE_COUNT ? glyphs : PRIVATE_COUNT, groups = glyphs > in_private ? 2 : 1;
    put_number(&out, 0, 2);              /* version */
    put_number(&out, 1, 2);              /* one table: */
    put_number(&out, 3, 2);              /* Windows, */
    put_number(&out, 10, 2);             /* all of Unicode */
    put_number(&out, 12, 4);
    put_number(&out, 12, 2);             /* format */
    put_number(&out, 0, 2);
    put_number(&out, 16 + 12 * groups, 4);
    put_number(&out, 0, 4);              /* language */
    put_number(&out, groups, 4);
    if (groups == 2)
        put_group(&out, IDEOGRAPH_FIRST, glyphs - in_private, in_private);
    put_group(&out, PRIVATE_FIRST, in_private, 0);
    return buf_text(&out);
}

static uint32_t checksum(Str bytes)
{
    uint32_t sum = 0;
    for (size_t at = 0; at < bytes.n; at += 4)
        sum += read_number(bytes, at, 4);
    return sum;
}

Str glyph_font(Arena *arena, Str program)
{
    /* In the order of tags. What shapes text is left out. */
    static const char *const tags[] = { "OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp",
                                        "name", "post", "prep" };
    enum { TAGS = sizeof tags / sizeof *tags };
    /* The names of the face are its own, and this is another one. */
    const Str no_names = STR("\0\0\0\0\0\6");
    Str tables[TAGS], maxp = table_of(program, "maxp");
    uint32_t count = 0, glyphs = read_number(maxp, MAXP_GLYPHS, 2);
    if (glyphs == 0 || table_of(program, "glyf").n == 0)
        return STR_NONE;
    for (size_t i = 0; i < TAGS; i++) {
        tables[i] = strcmp(tags[i], "cmap") == 0 ? characters(arena, glyphs)
                  : strcmp(tags[i], "name") == 0 ? no_names : table_of(program, tags[i]);
        count += tables[i].n > 0;
    }
    Buf out = buf_new(arena);
    uint32_t power = 1, log = 0, at = HEAD_SIZE + count * ENTRY_SIZE;
    for (; power * 2 <= count; log++)
        power *= 2;
    put_number(&out, 0x00010000, 4);
    put_number(&out, count, 2);
    put_number(&out, power * 16, 2);
    put_number(&out, log, 2);
    put_number(&out, (count - power) * 16, 2);
    for (size_t i = 0; i < TAGS; i++) {
        if (tables[i].n == 0)
            continue;
        buf_bytes(&out, tags[i], 4);
        put_number(&out, checksum(tables[i]), 4);
        put_number(&out, at, 4);
        put_number(&out, (uint32_t)tables[i].n, 4);
        at += ((uint32_t)tables[i].n + 3) & ~3u;
    }
    for (size_t i = 0; i < TAGS; i++) {
        buf_str(&out, tables[i]);
        while (out.n % 4 != 0)
            buf_char(&out, 0);
    }
    return buf_text(&out);
}
