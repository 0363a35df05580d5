/* format.c - values as text */
#include "doc/format.h"

#include "base/buf.h"
#include "text/french.h"

__extension__ typedef __int128 Wide;     /* holds 10^15 scaled by 10^9 */

enum { DECIMALS_MAX = 9 };

static const char *const format_words[] = { "montant", "lettres", "pourcentage", "arrondi", "unité", NULL };
static const NumberFormat named_formats[] = {
    FORMAT_AMOUNT, FORMAT_WORDS, FORMAT_SHARE, FORMAT_ROUND, FORMAT_WITH_UNIT
};
_Static_assert(sizeof format_words / sizeof *format_words == sizeof named_formats / sizeof *named_formats + 1,
               "every name needs a format");

const char *const *format_names(void)
{
    return format_words;
}

bool format_named(Str name, NumberFormat *format)
{
    for (size_t i = 0; format_words[i]; i++)
        if (str_equal(name, str_from_c(format_words[i]))) {
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

Str format_decimals(Arena *arena, const Value *value, unsigned decimals)
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
    Str number = format_decimals(arena, value, decimals);
    if (is_bare || value->kind == VALUE_NUMBER)
        return number;
    return with_unit(arena, number, value->kind == VALUE_SHARE ? STR("%") : value->unit);
}

static Str value_rounded(Arena *arena, const Value *value)
{
    Str number = format_decimals(arena, value, 0);
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
    ValueSign sign = value_sign(value);
    if (sign != SIGN_NONE)
        return value_sign_text(sign);
    return value->kind == VALUE_DATE ? french_date(arena, value->text) : value->text;
}

Str format_value(Arena *arena, const Value *value, NumberFormat format)
{
    if (!value_is_number(value))
        return value_not_number(arena, value);
    switch (format) {
    case FORMAT_PLAIN:     return value_plain(arena, value, false);
    case FORMAT_BARE:      return value_plain(arena, value, true);
    case FORMAT_AMOUNT:    return with_unit(arena, format_decimals(arena, value, 2), value->unit);
    case FORMAT_WORDS:     return value_in_words(arena, value);
    case FORMAT_SHARE:     return with_unit(arena, format_decimals(arena, value, 1), STR("%"));
    case FORMAT_ROUND:     return value_rounded(arena, value);
    case FORMAT_WITH_UNIT: return value_counted(arena, value);
    case FORMAT_COUNT:     break;
    }
    return STR_NONE;
}

Str format_change(Arena *arena, const Value *now, const Value *before)
{
    if (!value_is_number(now) || !value_is_number(before) || before->digits == 0)
        return STR("n.d.");
    unsigned decimals = now->decimals > before->decimals ? now->decimals : before->decimals;
    Wide a = (Wide)now->digits * power_of_ten(decimals - now->decimals);
    Wide b = (Wide)before->digits * power_of_ten(decimals - before->decimals);
    if (now->kind == VALUE_SHARE && before->kind == VALUE_SHARE) {
        Value points = { .kind = VALUE_NUMBER, .decimals = (uint8_t)decimals, .digits = (int64_t)(a - b), .unit = STR("point") };
        Str counted = value_counted(arena, &points);
        return points.digits > 0 ? str_join(arena, STR("+"), counted) : counted;
    }
    Wide size = b < 0 ? -b : b;
    Wide tenths = divide((a - b) * 1000, size);
    bool is_small = tenths > -100 && tenths < 100 && tenths % 10 != 0;
    Value change = { .kind = VALUE_SHARE, .decimals = is_small ? 1 : 0,
                     .digits = (int64_t)(is_small ? tenths : divide((a - b) * 100, size)) };
    Str text = value_plain(arena, &change, false);
    return change.digits > 0 ? str_join(arena, STR("+"), text) : text;
}

Str format_share(Arena *arena, const Value *part, const Value *whole)
{
    if (!value_is_number(part) || !value_is_number(whole))
        return STR("n.d.");
    Value share = value_share(part, whole, 1);
    return value_is_number(&share) ? value_plain(arena, &share, false) : STR("n.d.");
}
