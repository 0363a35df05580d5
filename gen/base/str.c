#include "base/str.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

Str str_copy(Arena *arena, Str str)
{
    return (Str){ str_to_c(arena, str), str.n };
}

char *str_to_c(Arena *arena, Str str)
{
    char *copy = arena_alloc(arena, str.n + 1, 1);
    if (str.n > 0)
        memcpy(copy, str.p, str.n);
    return copy;
}

Str str_join(Arena *arena, Str a, Str b)
{
    char *text = arena_alloc(arena, a.n + b.n + 1, 1);
    if (a.n > 0)
        memcpy(text, a.p, a.n);
    if (b.n > 0)
        memcpy(text + a.n, b.p, b.n);
    return (Str){ text, a.n + b.n };
}

Str str_vprintf(Arena *arena, const char *format, va_list args)
{
    char first[256];                     /* most that is formatted fits here, and is formatted once */
    va_list again;
    assert(format != NULL);              /* else gcc, which checks this itself under -fsanitize, warns of its check */
    va_copy(again, args);
    size_t n = (size_t)vsnprintf(first, sizeof first, format, args);
    char *text = arena_alloc(arena, n + 1, 1);
    if (n < sizeof first)
        memcpy(text, first, n);
    else
        vsnprintf(text, n + 1, format, again);
    va_end(again);
    return (Str){ text, n };
}

Str str_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Str str = str_vprintf(arena, format, args);
    va_end(args);
    return str;
}

int str_compare(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

uint64_t str_hash(Str str)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < str.n; i++)
        hash = (hash ^ (unsigned char)str.p[i]) * UINT64_C(1099511628211);
    return hash;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Str str_trim(Str str)
{
    while (str.n > 0 && is_blank(str.p[0]))
        str = str_slice(str, 1, str.n);
    while (str.n > 0 && is_blank(str.p[str.n - 1]))
        str.n--;
    return str;
}

size_t str_find(Str str, Str needle, size_t from)
{
    if (needle.n == 0)
        return from < str.n ? from : str.n;
    for (size_t i = from; i + needle.n <= str.n; i++) {
        const char *first = memchr(str.p + i, needle.p[0], str.n - needle.n - i + 1);
        if (first == NULL)
            break;
        i = (size_t)(first - str.p);
        if (memcmp(first, needle.p, needle.n) == 0)
            return i;
    }
    return str.n;
}

int64_t str_number(Str text, int64_t most)
{
    int64_t number = 0;
    for (size_t i = 0; i < text.n; i++) {
        int digit = text.p[i] - '0';
        if (digit < 0 || digit > 9 || number > most / 10 || number * 10 > most - digit)
            return -1;
        number = number * 10 + digit;
    }
    return text.n > 0 ? number : -1;
}

size_t str_digits(Str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    return n;
}

bool str_split(Str *rest, char mark, Str *part)
{
    if (rest->p == NULL)
        return false;
    const char *at = rest->n ? memchr(rest->p, mark, rest->n) : NULL;
    if (at == NULL) {
        *part = *rest;
        *rest = STR_NONE;
        return true;
    }
    size_t n = (size_t)(at - rest->p);
    *part = (Str){ rest->p, n };
    *rest = (Str){ at + 1, rest->n - n - 1 };
    return true;
}
