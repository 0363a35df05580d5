/* periods.c - what a period's name says of its years */
#include "volumes/volumes.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { YEAR_DIGITS = 4 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The four digits at `at` as a year, 0 when they are none or part of a longer number. */
static int year_at(Str name, size_t at)
{
    int year = 0;
    size_t n = 0;
    for (; at + n < name.n && is_digit(name.p[at + n]) && n <= YEAR_DIGITS; n++)
        year = year * 10 + (name.p[at + n] - '0');
    return n == YEAR_DIGITS ? year : 0;
}

YearSpan period_years(Str name)
{
    YearSpan span = { 0 };
    for (size_t at = 0; at < name.n;) {
        if (!is_digit(name.p[at])) {
            at++;
            continue;
        }
        int year = year_at(name, at);
        if (year > 0) {
            span.first = span.first == 0 || year < span.first ? year : span.first;
            span.last = year > span.last ? year : span.last;
        }
        while (at < name.n && is_digit(name.p[at]))
            at++;
    }
    return span;
}

bool period_is_inside(YearSpan inner, YearSpan outer)
{
    bool is_known = inner.first > 0 && outer.first > 0;
    bool is_same = inner.first == outer.first && inner.last == outer.last;
    return is_known && !is_same && inner.first >= outer.first && inner.last <= outer.last;
}

static bool is_dash(uint32_t rune)
{
    return rune == '-' || rune == '/' || (rune >= 0x2010 && rune <= 0x2014);
}

static bool is_blank(uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == 0xA0 || rune == 0x2009 || rune == 0x202F;
}

Str period_key(Arena *arena, Str name)
{
    Buf key = buf_new(arena);
    for (size_t at = 0; at < name.n;) {
        uint32_t rune = utf8_next(name, &at);
        if (is_dash(rune))
            buf_char(&key, '-');
        else if (!is_blank(rune))
            buf_rune(&key, rune);
    }
    return buf_text(&key);
}
