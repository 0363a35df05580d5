/* nearest.c - "vouliez-vous dire": the name that was probably meant
 *
 * Source: Damerau-Levenshtein distance restricted to neighbouring swaps
 * (optimal string alignment), over characters, by three rolling rows.
 */
#include "diag/diag.h"

#include "base/utf8.h"

enum { HELPED_MAX = 500 };

typedef struct { uint32_t *at; size_t n; } Runes;

static Runes runes_of(Arena *arena, Str text)
{
    Runes runes = { arena_array(arena, uint32_t, text.n + 1), 0 };
    for (size_t at = 0; at < text.n;)
        runes.at[runes.n++] = utf8_next(text, &at);
    return runes;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;
    return m < c ? m : c;
}

static size_t distance(Arena *scratch, Runes a, Runes b)
{
    size_t *row[3];
    for (size_t k = 0; k < 3; k++)
        row[k] = arena_array(scratch, size_t, b.n + 1);
    for (size_t j = 0; j <= b.n; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t *now = row[i % 3], *up = row[(i + 2) % 3], *up2 = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t change = up[j - 1] + (a.at[i - 1] != b.at[j - 1]);
            now[j] = least(up[j] + 1, now[j - 1] + 1, change);
            bool is_swap = i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
            if (is_swap && up2[j - 2] + 1 < now[j])
                now[j] = up2[j - 2] + 1;
        }
    }
    return row[a.n % 3][b.n];
}

Str diag_nearest(Arena *scratch, Str name, const Str *names, size_t n)
{
    ArenaMark mark = arena_mark(scratch);
    Runes wanted = runes_of(scratch, name);
    Str best = STR_NONE;
    size_t best_distance = wanted.n / 3 + 1;       /* a third of the letters, and one for short names */
    ArenaMark each = arena_mark(scratch);
    for (size_t i = 0; i < n; i++) {
        Runes other = runes_of(scratch, names[i]);
        size_t apart = other.n > wanted.n ? other.n - wanted.n : wanted.n - other.n;   /* the distance is no less */
        size_t d = apart <= best_distance ? distance(scratch, wanted, other) : apart;
        if (d <= best_distance && (best.p == NULL || d < best_distance)) {
            best = names[i];
            best_distance = d;
        }
        arena_rewind(scratch, each);
    }
    arena_rewind(scratch, mark);
    return best;
}

bool diags_may_help(const Diags *diags)
{
    return diags->list.n < HELPED_MAX;
}
