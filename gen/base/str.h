/* str.h - a run of UTF-8 bytes
 *
 * A Str is not NUL-terminated. It is borrowed: it points into a source file,
 * a literal or an arena, and is never released on its own.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct { const char *p; size_t n; } Str;

#define STR(literal) ((Str){ (literal), sizeof(literal) - 1 })
#define STR_NONE     ((Str){ 0 })

/* For printf: printf("%.*s", STR_ARG(name)). */
#define STR_ARG(str) (int)(str).n, (str).n ? (str).p : ""

static inline Str str_from_c(const char *text)     /* borrows */
{
    return (Str){ text, text ? strlen(text) : 0 };
}

static inline bool str_equal(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Bytes [lo, hi), both clamped to the string. */
static inline Str str_slice(Str str, size_t lo, size_t hi)
{
    hi = hi < str.n ? hi : str.n;
    lo = lo < hi ? lo : hi;
    return str.p ? (Str){ str.p + lo, hi - lo } : STR_NONE;
}

static inline bool str_starts(Str str, Str prefix)
{
    return str.n >= prefix.n && str_equal((Str){ str.p, prefix.n }, prefix);
}

static inline bool str_ends(Str str, Str suffix)
{
    return str.n >= suffix.n && str_equal(str_slice(str, str.n - suffix.n, str.n), suffix);
}

Str  str_copy(Arena *arena, Str str);
char *str_to_c(Arena *arena, Str str);             /* NUL-terminated copy */
Str  str_join(Arena *arena, Str a, Str b);
Str  str_printf(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
Str  str_vprintf(Arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

int  str_compare(Str a, Str b);                    /* by bytes: <0, 0, >0 */
uint64_t str_hash(Str str);                        /* FNV-1a, 64 bits */

Str  str_trim(Str str);                            /* blanks, tabs, line ends */

/* The offset of the first `needle` at or after `from`; str.n when absent. */
size_t str_find(Str str, Str needle, size_t from);

/* The whole number that `text` writes in decimal digits and nothing else, from 0 to `most`; -1 when it is none. */
int64_t str_number(Str text, int64_t most);
size_t  str_digits(Str text);                      /* how many it begins with */

/* Takes the part before the next `mark` off the front of `*rest` and leaves
 * what follows the mark. False once `*rest` is used up (its p is NULL). */
bool str_split(Str *rest, char mark, Str *part);

#endif
