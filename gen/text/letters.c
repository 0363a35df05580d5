#include "text/letters.h"

#include <stddef.h>

/* Small letters that carry a mark, with their base. Sorted by rune. */
static const struct { uint16_t rune; char base[3]; Accent accent; } marked[] = {
    { 0x00DF, "ss", ACCENT_OTHER },
    { 0x00E0, "a", ACCENT_GRAVE },      { 0x00E1, "a", ACCENT_ACUTE },
    { 0x00E2, "a", ACCENT_CIRCUMFLEX }, { 0x00E3, "a", ACCENT_OTHER },
    { 0x00E4, "a", ACCENT_DIAERESIS },  { 0x00E5, "a", ACCENT_OTHER },
    { 0x00E6, "ae", ACCENT_NONE },      { 0x00E7, "c", ACCENT_CEDILLA },
    { 0x00E8, "e", ACCENT_GRAVE },      { 0x00E9, "e", ACCENT_ACUTE },
    { 0x00EA, "e", ACCENT_CIRCUMFLEX }, { 0x00EB, "e", ACCENT_DIAERESIS },
    { 0x00EC, "i", ACCENT_GRAVE },      { 0x00ED, "i", ACCENT_ACUTE },
    { 0x00EE, "i", ACCENT_CIRCUMFLEX }, { 0x00EF, "i", ACCENT_DIAERESIS },
    { 0x00F0, "d", ACCENT_OTHER },      { 0x00F1, "n", ACCENT_OTHER },
    { 0x00F2, "o", ACCENT_GRAVE },      { 0x00F3, "o", ACCENT_ACUTE },
    { 0x00F4, "o", ACCENT_CIRCUMFLEX }, { 0x00F5, "o", ACCENT_OTHER },
    { 0x00F6, "o", ACCENT_DIAERESIS },  { 0x00F8, "o", ACCENT_OTHER },
    { 0x00F9, "u", ACCENT_GRAVE },      { 0x00FA, "u", ACCENT_ACUTE },
    { 0x00FB, "u", ACCENT_CIRCUMFLEX }, { 0x00FC, "u", ACCENT_DIAERESIS },
    { 0x00FD, "y", ACCENT_ACUTE },      { 0x00FF, "y", ACCENT_DIAERESIS },
    { 0x0101, "a", ACCENT_OTHER },      { 0x0103, "a", ACCENT_OTHER },
    { 0x0105, "a", ACCENT_OTHER },      { 0x0107, "c", ACCENT_ACUTE },
    { 0x010D, "c", ACCENT_OTHER },      { 0x010F, "d", ACCENT_OTHER },
    { 0x0111, "d", ACCENT_OTHER },      { 0x0113, "e", ACCENT_OTHER },
    { 0x0117, "e", ACCENT_OTHER },      { 0x0119, "e", ACCENT_OTHER },
    { 0x011B, "e", ACCENT_OTHER },      { 0x011F, "g", ACCENT_OTHER },
    { 0x0121, "g", ACCENT_OTHER },      { 0x0127, "h", ACCENT_OTHER },
    { 0x012B, "i", ACCENT_OTHER },      { 0x012F, "i", ACCENT_OTHER },
    { 0x0131, "i", ACCENT_OTHER },      { 0x0137, "k", ACCENT_OTHER },
    { 0x013E, "l", ACCENT_OTHER },      { 0x0142, "l", ACCENT_OTHER },
    { 0x0144, "n", ACCENT_ACUTE },      { 0x0148, "n", ACCENT_OTHER },
    { 0x014D, "o", ACCENT_OTHER },      { 0x0151, "o", ACCENT_OTHER },
    { 0x0153, "oe", ACCENT_NONE },      { 0x0155, "r", ACCENT_ACUTE },
    { 0x0159, "r", ACCENT_OTHER },      { 0x015B, "s", ACCENT_ACUTE },
    { 0x015F, "s", ACCENT_CEDILLA },    { 0x0161, "s", ACCENT_OTHER },
    { 0x0163, "t", ACCENT_CEDILLA },    { 0x0165, "t", ACCENT_OTHER },
    { 0x016B, "u", ACCENT_OTHER },      { 0x016F, "u", ACCENT_OTHER },
    { 0x0171, "u", ACCENT_OTHER },      { 0x0173, "u", ACCENT_OTHER },
    { 0x017A, "z", ACCENT_ACUTE },      { 0x017C, "z", ACCENT_OTHER },
    { 0x017E, "z", ACCENT_OTHER },      { 0x1E0D, "d", ACCENT_OTHER },
    { 0x1E25, "h", ACCENT_OTHER },      { 0x1E63, "s", ACCENT_OTHER },
    { 0x1E6D, "t", ACCENT_OTHER },      { 0x1E93, "z", ACCENT_OTHER },
};

typedef struct { uint32_t lo, hi; } Range;

static const Range letters[] = {
    { 'A', 'Z' }, { 'a', 'z' }, { 0xAA, 0xAA }, { 0xB5, 0xB5 }, { 0xBA, 0xBA }, { 0xC0, 0xD6 },
    { 0xD8, 0xF6 }, { 0xF8, 0x02C1 }, { 0x0300, 0x0373 }, { 0x0376, 0x037D }, { 0x0386, 0x0386 },
    { 0x0388, 0x0481 }, { 0x048A, 0x0587 }, { 0x0591, 0x05BD }, { 0x05D0, 0x05F2 },
    { 0x0610, 0x061A }, { 0x0620, 0x065F }, { 0x066E, 0x06D3 }, { 0x06D5, 0x06EF },
    { 0x06FA, 0x06FF }, { 0x0750, 0x077F }, { 0x08A0, 0x08FF }, { 0x0900, 0x1FFF },
    { 0x2C00, 0x2DFF }, { 0x3040, 0xD7FF }, { 0xF900, 0xFD3D }, { 0xFD50, 0xFDC7 }, { 0xFDF0, 0xFDFB },
    { 0xFE70, 0xFEFC }, { 0x10000, 0x1EFFF }, { 0x20000, 0x3FFFF },
};

static const Range arabic[] = {
    { 0x0610, 0x061A }, { 0x0620, 0x065F }, { 0x066E, 0x06D3 }, { 0x06D5, 0x06EF },
    { 0x06FA, 0x06FF }, { 0x0750, 0x077F }, { 0x08A0, 0x08FF }, { 0xFB50, 0xFD3D },
    { 0xFD50, 0xFDC7 }, { 0xFDF0, 0xFDFB }, { 0xFE70, 0xFEFC },
};

static bool is_in(const Range *ranges, size_t n, uint32_t rune)
{
    for (size_t i = 0; i < n; i++)
        if (rune <= ranges[i].hi)
            return rune >= ranges[i].lo;
    return false;
}

bool rune_is_far_letter(uint32_t rune)
{
    if (rune >= 0xC0 && rune <= 0x02C1)
        return rune != 0xD7 && rune != 0xF7;
    return is_in(letters, sizeof letters / sizeof *letters, rune);
}

bool rune_is_far_arabic(uint32_t rune)
{
    return is_in(arabic, sizeof arabic / sizeof *arabic, rune);
}

uint32_t rune_lower(uint32_t rune)
{
    bool is_even = rune % 2 == 0;
    if (rune >= 'A' && rune <= 'Z')
        return rune + 0x20;
    if (rune < 0xC0)
        return rune;
    if (rune <= 0xDE)
        return rune == 0xD7 ? rune : rune + 0x20;
    if (rune < 0x100)
        return rune;
    if (rune == 0x178)
        return 0xFF;
    if ((rune >= 0x139 && rune <= 0x148) || (rune >= 0x179 && rune <= 0x17E))
        return is_even ? rune : rune + 1;
    if (rune < 0x178 || (rune >= 0x1E00 && rune <= 0x1EFF && (rune < 0x1E96 || rune > 0x1E9F)))
        return is_even && rune != 0x138 && rune != 0x130 ? rune + 1 : rune;
    if ((rune >= 0x391 && rune <= 0x3A9) || (rune >= 0x410 && rune <= 0x42F))
        return rune + 0x20;
    return rune >= 0x400 && rune <= 0x40F ? rune + 0x50 : rune;
}

bool rune_is_upper(uint32_t rune)
{
    return rune_lower(rune) != rune;
}

bool rune_letter(uint32_t rune, Letter *letter)
{
    uint32_t small = rune_lower(rune);
    *letter = (Letter){ .is_upper = small != rune, .count = 1 };
    if (small >= 'a' && small <= 'z') {
        letter->base[0] = (char)small;
        return true;
    }
    size_t lo = 0, hi = sizeof marked / sizeof *marked;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (marked[middle].rune < small)
            lo = middle + 1;
        else
            hi = middle;
    }
    if (lo == sizeof marked / sizeof *marked || marked[lo].rune != small)
        return false;
    letter->base[0] = marked[lo].base[0];
    letter->base[1] = marked[lo].base[1];
    letter->count = marked[lo].base[1] ? 2 : 1;
    letter->accent = marked[lo].accent;
    return true;
}

Accent rune_mark(uint32_t rune)
{
    if (rune < 0x300 || rune > 0x36F)
        return ACCENT_NONE;
    return rune == 0x300 ? ACCENT_GRAVE
         : rune == 0x301 ? ACCENT_ACUTE
         : rune == 0x302 ? ACCENT_CIRCUMFLEX
         : rune == 0x308 ? ACCENT_DIAERESIS
         : rune == 0x327 ? ACCENT_CEDILLA : ACCENT_OTHER;
}
