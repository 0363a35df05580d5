#include "edit/xlsx_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static Str currency_in(Str literal)
{
    static const char *const currencies[] = { "DH", "MAD", "€", "EUR", "$", "USD" };
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        Str name = str_from_c(currencies[i]);
        size_t at = str_find(literal, name, 0);
        bool stands_alone = at < literal.n
            && (at + name.n == literal.n || (literal.p[at + name.n] & 0xDF) < 'A' || (literal.p[at + name.n] & 0xDF) > 'Z');
        if (stands_alone)
            return name;
    }
    return STR_NONE;
}

XlsxFormat xlsx_format_of_code(Arena *arena, Str code)
{
    XlsxFormat format = { .kind = FORMAT_NUMBER, .decimals = -1 };
    Buf literal = buf_new(arena);
    bool in_quotes = false, has_day = false, has_date = false, has_digits = false;
    int decimals = -1;
    for (size_t i = 0; i < code.n && (in_quotes || code.p[i] != ';'); i++) {
        char c = code.p[i];
        if (c == '"') {
            in_quotes = !in_quotes;
        } else if (in_quotes) {
            buf_char(&literal, c);
        } else if (c == '[') {
            size_t end = str_find(code, STR("]"), i);
            if (i + 1 < code.n && code.p[i + 1] == '$')
                buf_str(&literal, str_slice(code, i + 2, str_find(str_slice(code, 0, end), STR("-"), i)));
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            i++;
        } else if (c == '%') {
            format.kind = FORMAT_SHARE;
        } else if (c == '.' && has_digits) {
            decimals = 0;
        } else if (c == '0' || c == '#' || c == '?') {
            decimals += decimals >= 0;
            has_digits = true;
        } else if (strchr("yYdDmM", c) != NULL) {
            has_day |= c == 'd' || c == 'D';
            has_date |= c != 'm' && c != 'M';
        } else if (strchr("$\xE2\x82\xAC", c) != NULL) {
            buf_char(&literal, c);
        }
    }
    if (has_date && !has_digits)
        format.kind = has_day ? FORMAT_DATE : FORMAT_MONTH;
    if (has_digits)
        format.decimals = decimals < 0 ? 0 : decimals;
    format.currency = currency_in(buf_text(&literal));
    return format;
}

XlsxFormat xlsx_format_built_in(size_t id)
{
    static const struct { size_t first, last; XlsxFormat format; } kinds[] = {
        { 1, 1, { FORMAT_NUMBER, 0, { 0 } } },  { 2, 2, { FORMAT_NUMBER, 2, { 0 } } },
        { 3, 3, { FORMAT_NUMBER, 0, { 0 } } },  { 4, 4, { FORMAT_NUMBER, 2, { 0 } } },
        { 9, 9, { FORMAT_SHARE, 0, { 0 } } },   { 10, 10, { FORMAT_SHARE, 2, { 0 } } },
        { 14, 16, { FORMAT_DATE, -1, { 0 } } }, { 17, 17, { FORMAT_MONTH, -1, { 0 } } },
        { 22, 22, { FORMAT_DATE, -1, { 0 } } }, { 37, 38, { FORMAT_NUMBER, 0, { 0 } } },
        { 39, 40, { FORMAT_NUMBER, 2, { 0 } } },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (id >= kinds[i].first && id <= kinds[i].last)
            return kinds[i].format;
    return (XlsxFormat){ FORMAT_NUMBER, -1, STR_NONE };
}


/* Days from 1970-01-01 as a date of the calendar; years that begin in March. */
static Str date_text(Arena *arena, long long days, bool has_day)
{
    days += 719468;
    long long era = days / 146097, of_era = days % 146097;
    long long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    long long day = of_year - (153 * month + 2) / 5 + 1;
    month += month < 10 ? 3 : -9;
    year += era * 400 + (month <= 2);
    return has_day ? str_printf(arena, "%04d-%02d-%02d", (int)year, (int)month, (int)day)
                   : str_printf(arena, "%04d-%02d", (int)year, (int)month);
}

/* A day's serial number: 1 is 1900-01-01, and 60 the 29th of February that
 * 1900 did not have (ECMA-376 part 1, 18.17.4.1). */
static Str serial_text(Arena *arena, double serial, bool has_day, bool is_1904)
{
    enum { DAYS_1900 = 25569, DAYS_1904 = 24107, SERIAL_MAX = 2958465 };
    if (!(serial >= 1 && serial <= SERIAL_MAX))
        return STR_NONE;
    long long day = (long long)serial;
    if (!is_1904 && day < 60)
        day++;
    return date_text(arena, day - (is_1904 ? DAYS_1904 : DAYS_1900), has_day);
}

/* The number as it is typed: decimal comma, no exponent, six decimals at most;
 * one that has more is rounded to what its format shows. */
static Str number_text(Arena *arena, double number, int decimals)
{
    char digits[400];
    enum { DECIMALS_MAX = 6 };
    bool is_exact = false;
    for (int d = 0; d <= DECIMALS_MAX && !is_exact; d++) {
        snprintf(digits, sizeof digits, "%.*f", d, number);
        double back = strtod(digits, NULL), distance = back - number;
        double slack = (number < 0 ? -number : number) * 1e-14;
        is_exact = distance <= slack && distance >= -slack;
    }
    if (!is_exact)
        snprintf(digits, sizeof digits, "%.*f", decimals >= 0 && decimals < DECIMALS_MAX ? decimals : DECIMALS_MAX, number);
    for (char *p = digits; *p != '\0'; p++)
        *p = *p == '.' ? ',' : *p;
    return str_copy(arena, str_from_c(strcmp(digits, "-0") == 0 ? "0" : digits));
}

Str xlsx_value_text(Arena *arena, Str raw, const XlsxFormat *format, bool is_1904)
{
    char *end, *text = str_to_c(arena, str_trim(raw));
    double number = strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(number > -1e15 && number < 1e15))
        return STR_NONE;
    if (format->kind == FORMAT_DATE || format->kind == FORMAT_MONTH)
        return serial_text(arena, number, format->kind == FORMAT_DATE, is_1904);
    if (format->kind == FORMAT_SHARE)
        return str_join(arena, number_text(arena, number * 100, format->decimals), STR(" %"));
    return number_text(arena, number, format->decimals);
}
