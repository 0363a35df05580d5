/* french_number.c - figures as French print writes them */
#include "text/french.h"

#include <string.h>

#include "base/buf.h"
#include "text/letters.h"

Str french_number(Arena *arena, int64_t digits, unsigned decimals)
{
    char plain[32];
    uint64_t size = digits < 0 ? -(uint64_t)digits : (uint64_t)digits;
    size_t n = 0;
    while (size > 0 || n <= decimals) {  /* units first */
        plain[n++] = (char)('0' + size % 10);
        size /= 10;
    }
    Buf out = buf_new(arena);
    if (digits < 0)
        buf_c(&out, "–");
    for (size_t i = n; i > decimals; i--) {
        if (i < n && (i - decimals) % 3 == 0)
            buf_c(&out, NNBSP);
        buf_char(&out, plain[i - 1]);
    }
    if (decimals > 0)
        buf_char(&out, ',');
    for (size_t i = decimals; i > 0; i--)
        buf_char(&out, plain[i - 1]);
    return buf_text(&out);
}

/* ---- words ---- */

static const char *const small_words[] = {
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
};
static const char *const tens_words[] = {
    "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt",
};

/* 1 to 99. `is_last`: nothing but a noun (million) follows, so vingt takes its s. */
static void words_below_100(Buf *out, unsigned n, bool is_last)
{
    if (n < 20) {
        buf_c(out, small_words[n]);
        return;
    }
    unsigned tens = n / 10, rest = n % 10;
    if (tens == 7 || tens == 9)
        rest += 10;
    buf_c(out, tens_words[tens]);
    if (n == 80 && is_last)
        buf_c(out, "s");
    if (rest == 0)
        return;
    buf_c(out, (rest == 1 || rest == 11) && tens < 8 ? "-et-" : "-");
    buf_c(out, small_words[rest]);
}

static void words_below_1000(Buf *out, unsigned n, bool is_last)
{
    unsigned hundreds = n / 100, rest = n % 100;
    if (hundreds > 1)
        buf_printf(out, "%s-", small_words[hundreds]);
    if (hundreds > 0)
        buf_c(out, hundreds > 1 && rest == 0 && is_last ? "cents" : "cent");
    if (hundreds > 0 && rest > 0)
        buf_char(out, '-');
    if (rest > 0)
        words_below_100(out, rest, is_last);
}

static void words_below_million(Buf *out, unsigned n, bool is_last)
{
    unsigned thousands = n / 1000, rest = n % 1000;
    if (thousands > 1) {
        words_below_1000(out, thousands, false);
        buf_char(out, '-');
    }
    if (thousands > 0)
        buf_c(out, "mille");
    if (thousands > 0 && rest > 0)
        buf_char(out, '-');
    if (rest > 0)
        words_below_1000(out, rest, is_last);
}

static void words_of(Buf *out, uint64_t n)
{
    static const struct { uint64_t size; const char *noun; } nouns[] = {
        { 1000000000000000, "billiard" }, { 1000000000000, "billion" },
        { 1000000000, "milliard" }, { 1000000, "million" },
    };
    bool is_first = true;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        uint64_t count = n / nouns[i].size;
        n %= nouns[i].size;
        if (count == 0)
            continue;
        buf_c(out, is_first ? "" : "-");
        words_below_million(out, (unsigned)count, true);
        buf_printf(out, "-%s%s", nouns[i].noun, count > 1 ? "s" : "");
        is_first = false;
    }
    if (n > 0)
        buf_c(out, is_first ? "" : "-");
    if (n > 0)
        words_below_million(out, (unsigned)n, true);
}

Str french_words(Arena *arena, int64_t number)
{
    Buf out = buf_new(arena);
    if (number == 0)
        return STR("zéro");
    if (number < 0)
        buf_c(&out, "moins ");
    words_of(&out, number < 0 ? -(uint64_t)number : (uint64_t)number);
    return buf_text(&out);
}

/* ---- dates and ranks ---- */

static int two_digits(Str text, size_t at)
{
    if (text.n < at + 2 || !rune_is_digit((unsigned char)text.p[at]) || !rune_is_digit((unsigned char)text.p[at + 1]))
        return 0;
    return (text.p[at] - '0') * 10 + text.p[at + 1] - '0';
}

Str french_date(Arena *arena, Str iso)
{
    static const char *const months[] = {
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    };
    int month = iso.n >= 7 && iso.p[4] == '-' ? two_digits(iso, 5) : 0;
    if (month < 1 || month > 12)
        return iso;
    Str year = str_slice(iso, 0, 4);
    const char *name = months[month - 1];
    int day = iso.n == 10 && iso.p[7] == '-' ? two_digits(iso, 8) : 0;
    if (day == 0)
        return str_printf(arena, "%s %.*s", name, STR_ARG(year));
    return str_printf(arena, "%d%s" NBSP "%s %.*s", day, day == 1 ? "er" : "", name, STR_ARG(year));
}

Str french_roman(Arena *arena, int number, bool is_upper)
{
    static const struct { int size; const char *upper, *lower; } parts[] = {
        { 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" }, { 400, "CD", "cd" },
        { 100, "C", "c" }, { 90, "XC", "xc" }, { 50, "L", "l" }, { 40, "XL", "xl" },
        { 10, "X", "x" }, { 9, "IX", "ix" }, { 5, "V", "v" }, { 4, "IV", "iv" }, { 1, "I", "i" },
    };
    if (number < 1 || number > 3999)     /* beyond what Roman figures write */
        return french_number(arena, number, 0);
    Buf out = buf_new(arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; number >= parts[i].size; number -= parts[i].size)
            buf_c(&out, is_upper ? parts[i].upper : parts[i].lower);
    return buf_text(&out);
}

Str french_ordinal(int number)
{
    static const char *const ordinals[] = {
        "première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième",
        "neuvième", "dixième", "onzième", "douzième",
    };
    return number < 1 || number > 12 ? STR_NONE : str_from_c(ordinals[number - 1]);
}
