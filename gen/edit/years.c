#include "edit/years.h"

#include "base/buf.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters and figures; of letters beyond ASCII, those of two bytes: signs such as "’" have three. */
static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ((unsigned char)c >= 0xC3 && (unsigned char)c < 0xE0);
}

/* The year that stands at `at` by itself; 0 when none does. */
static int year_at(Str text, size_t at)
{
    if (at + 4 > text.n || (at > 0 && is_word(text.p[at - 1])) || (at + 4 < text.n && is_word(text.p[at + 4])))
        return 0;
    int year = (int)str_number(str_slice(text, at, at + 4), 9999);
    return year >= 1900 && year < 2200 ? year : 0;
}

Str years_shift(Arena *arena, Str text, const YearShift *shift)
{
    Buf out = buf_new(arena);
    bool has_moved = false;
    for (size_t at = 0; at < text.n;) {
        int year = year_at(text, at);
        if (year >= shift->first && year <= shift->last && year > 0) {
            buf_printf(&out, "%04d", year + shift->by);
            has_moved = true;
            at += 4;
        } else {
            buf_char(&out, text.p[at++]);
        }
    }
    return has_moved ? buf_text(&out) : text;
}

int year_in(Str text)
{
    for (size_t at = 0; at < text.n; at++)
        if (year_at(text, at) > 0)
            return year_at(text, at);
    return 0;
}

bool years_are_all(Str text)
{
    text = str_trim(text);
    bool is_pair = text.n == 9 && text.p[4] == '-' && year_at(text, 5) > 0;
    return (text.n == 4 || is_pair) && year_at(text, 0) > 0;
}
