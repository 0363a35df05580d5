/* french_sort.c - the order of the dictionary, and names for addresses
 *
 * Words are compared by their letters; where these are alike, by their
 * accents from the end of the word (cote, côte, coté, côté); then by case.
 * Blanks, hyphens and apostrophes count last. Source: Unicode Technical
 * Standard 10, "Backward Accents"; levels as in ISO 14651.
 */
#include "text/french.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/letters.h"

enum { LEVEL_END = 1, WEIGHT = 2 };      /* below every letter; the least weight of a level */

typedef struct { Buf letters, accents, cases; } Levels;

static void add_letter(Levels *levels, const Letter *letter)
{
    for (int k = 0; k < letter->count; k++) {
        buf_char(&levels->letters, letter->base[k]);
        buf_char(&levels->accents, (char)(WEIGHT + letter->accent));
        buf_char(&levels->cases, (char)(WEIGHT + letter->is_upper + 2 * (letter->count == 2)));
    }
}

static void add_other(Levels *levels, uint32_t rune)
{
    if (rune_mark(rune) != ACCENT_NONE) {
        if (levels->accents.n > 0)
            levels->accents.p[levels->accents.n - 1] = (char)(WEIGHT + rune_mark(rune));
        return;
    }
    if (!rune_is_letter(rune) && !rune_is_digit(rune))
        return;
    buf_rune(&levels->letters, rune);
    buf_char(&levels->accents, WEIGHT);
    buf_char(&levels->cases, WEIGHT);
}

Str french_sort_key(Arena *arena, Str text)
{
    Levels levels = { buf_new(arena), buf_new(arena), buf_new(arena) };
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        Letter letter;
        if (rune_letter(rune, &letter))
            add_letter(&levels, &letter);
        else
            add_other(&levels, rune);
    }
    Buf key = buf_new(arena);
    buf_str(&key, buf_text(&levels.letters));
    buf_char(&key, LEVEL_END);
    for (size_t i = levels.accents.n; i > 0; i--)
        buf_char(&key, levels.accents.p[i - 1]);
    buf_char(&key, LEVEL_END);
    buf_str(&key, buf_text(&levels.cases));
    buf_char(&key, LEVEL_END);
    buf_str(&key, text);
    return buf_text(&key);
}

Str french_slug(Arena *arena, Str text)
{
    Buf slug = buf_new(arena);
    bool is_apart = false;
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        Letter letter = { .count = 1 };
        if (rune_mark(rune) != ACCENT_NONE)
            continue;
        if (rune_is_digit(rune))
            letter.base[0] = (char)rune;
        else if (!rune_letter(rune, &letter)) {
            is_apart = slug.n > 0;
            continue;
        }
        if (is_apart)
            buf_char(&slug, '-');
        is_apart = false;
        buf_bytes(&slug, letter.base, (size_t)letter.count);
    }
    return buf_text(&slug);
}
