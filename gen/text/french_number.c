/* french_number.c - figures as French print writes them */
#include "text/french.h"

#include <string.h>

#include "base/buf.h"
#include "text/letters.h"

__extension__ typedef __int128 Wide;     /* holds 10^15 scaled by 10^9 */

enum { DECIMALS_MAX = 9 };

static const char *const format_names[] = { "montant", "lettres", "pourcentage", "arrondi", "unité", NULL };
static const NumberFormat named_formats[] = {
    FORMAT_AMOUNT, FORMAT_WORDS, FORMAT_SHARE, FORMAT_ROUND, FORMAT_WITH_UNIT
};
_Static_assert(sizeof format_names / sizeof *format_names == sizeof named_formats / sizeof *named_formats + 1,
               "every name needs a format");

const char *const *french_format_names(void)
{
    return format_names;
}

bool french_format_named(Str name, NumberFormat *format)
{
    for (size_t i = 0; format_names[i]; i++)
        if (str_equal(name, str_from_c(format_names[i]))) {
            *format = named_formats[i];
            return true;
        }
    if (!str_equal(name, STR("unite")))
        return false;
    *format = FORMAT_WITH_UNIT;
    return true;
}

static Wide power_of_ten(unsigned n)
{
    Wide power = 1;
    while (n-- > 0)
        power *= 10;
    return power;
}

/* The number a / b as an integer, halves away from zero; b > 0. */
static Wide divide(Wide a, Wide b)
{
    return a < 0 ? -((-a + b / 2) / b) : (a + b / 2) / b;
}

static int64_t rescale(const Value *value, unsigned decimals)
{
    if (decimals >= value->decimals)
        return (int64_t)((Wide)value->digits * power_of_ten(decimals - value->decimals));
    return (int64_t)divide(value->digits, power_of_ten(value->decimals - decimals));
}

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

Str french_decimals(Arena *arena, const Value *value, unsigned decimals)
{
    decimals = decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
    return french_number(arena, rescale(value, decimals), decimals);
}

static Str with_unit(Arena *arena, Str number, Str unit)
{
    return unit.n == 0 ? number : str_printf(arena, "%.*s" NBSP "%.*s", STR_ARG(number), STR_ARG(unit));
}

static Str value_in_words(Arena *arena, const Value *value)
{
    Value size = *value;
    size.digits = value->digits < 0 ? -value->digits : value->digits;
    int64_t one = (int64_t)power_of_ten(value->decimals);
    Buf out = buf_new(arena);
    if (value->digits < 0)
        buf_c(&out, "moins ");
    buf_str(&out, french_words(arena, size.digits / one));
    int64_t part = size.digits % one;
    if (part == 0)
        return buf_text(&out);
    buf_c(&out, " virgule ");
    for (one /= 10; one > part; one /= 10)
        buf_c(&out, "zéro ");
    while (part % 10 == 0)
        part /= 10;
    buf_str(&out, french_words(arena, part));
    return buf_text(&out);
}

static Str value_plain(Arena *arena, const Value *value, bool is_bare)
{
    unsigned decimals = value->kind == VALUE_AMOUNT ? 2 : value->decimals;
    Str number = french_decimals(arena, value, decimals);
    if (is_bare || value->kind == VALUE_NUMBER)
        return number;
    return with_unit(arena, number, value->kind == VALUE_SHARE ? STR("%") : value->unit);
}

static Str value_rounded(Arena *arena, const Value *value)
{
    Str number = french_decimals(arena, value, 0);
    if (value->kind == VALUE_NUMBER)
        return number;
    return with_unit(arena, number, value->kind == VALUE_SHARE ? STR("%") : value->unit);
}

static Str value_counted(Arena *arena, const Value *value)
{
    int64_t whole = value->digits / (int64_t)power_of_ten(value->decimals);
    Str unit = value->kind == VALUE_SHARE ? STR("%") : french_plural(arena, value->unit, whole);
    return with_unit(arena, value_plain(arena, value, true), unit);
}

static Str value_not_number(Arena *arena, const Value *value)
{
    return value->kind == VALUE_DATE ? french_date(arena, value->text) : value->text;
}

Str french_value(Arena *arena, const Value *value, NumberFormat format)
{
    if (!value_is_number(value))
        return value_not_number(arena, value);
    switch (format) {
    case FORMAT_PLAIN:     return value_plain(arena, value, false);
    case FORMAT_BARE:      return value_plain(arena, value, true);
    case FORMAT_AMOUNT:    return with_unit(arena, french_decimals(arena, value, 2), value->unit);
    case FORMAT_WORDS:     return value_in_words(arena, value);
    case FORMAT_SHARE:     return with_unit(arena, french_decimals(arena, value, 1), STR("%"));
    case FORMAT_ROUND:     return value_rounded(arena, value);
    case FORMAT_WITH_UNIT: return value_counted(arena, value);
    case FORMAT_COUNT:     break;
    }
    return STR_NONE;
}

Str french_change(Arena *arena, const Value *now, const Value *before)
{
    if (!value_is_number(now) || !value_is_number(before) || before->digits == 0)
        return STR("n.d.");
    unsigned decimals = now->decimals > before->decimals ? now->decimals : before->decimals;
    Wide a = (Wide)now->digits * power_of_ten(decimals - now->decimals);
    Wide b = (Wide)before->digits * power_of_ten(decimals - before->decimals);
    Wide size = b < 0 ? -b : b;
    Wide tenths = divide((a - b) * 1000, size);
    bool is_small = tenths > -100 && tenths < 100 && tenths % 10 != 0;
    Value change = { .kind = VALUE_SHARE, .decimals = is_small ? 1 : 0,
                     .digits = (int64_t)(is_small ? tenths : divide((a - b) * 100, size)) };
    Str text = value_plain(arena, &change, false);
    return change.digits > 0 ? str_join(arena, STR("+"), text) : text;
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
