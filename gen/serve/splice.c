#include "serve/splice.h"

static bool is_inside_rune(Str text, size_t at)
{
    return at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80;
}

Splice splice_between(Str before, Str after)
{
    size_t least = before.n < after.n ? before.n : after.n, lo = 0, same = 0;
    while (lo < least && before.p[lo] == after.p[lo])
        lo++;
    while (lo > 0 && (is_inside_rune(before, lo) || is_inside_rune(after, lo)))
        lo--;
    while (same < least - lo && before.p[before.n - 1 - same] == after.p[after.n - 1 - same])
        same++;
    while (same > 0 && (is_inside_rune(before, before.n - same) || is_inside_rune(after, after.n - same)))
        same--;
    return (Splice){ lo, before.n - same, str_slice(after, lo, after.n - same) };
}

Str version_of(Arena *arena, Str bytes)
{
    return str_printf(arena, "%016llx", (unsigned long long)str_hash(bytes));
}
