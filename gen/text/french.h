/* french.h - how French print writes: spaces, figures, ordinals, words
 *
 * One set of rules for HTML and PDF. Source: Imprimerie nationale, Lexique
 * des règles typographiques; look.md for the choice of narrow spaces.
 */
#ifndef TEXT_FRENCH_H
#define TEXT_FRENCH_H

#include "base/str.h"

#define NBSP  "\u00A0"
#define NNBSP "\u202F"

/* Sets the spaces of a piece of running text: U+202F before ; ! ? and between
 * thousands, U+00A0 before : and %, inside « », after n°, between a number
 * and its unit and after "article", "action", "page"…; ' becomes ’; " becomes « or »; three points become …. URLs, times (12:30) and
 * what stands in code are left alone. `before` is the character before the
 * piece (0 at the start of a paragraph). */
Str french_spaces(Arena *arena, Str text, uint32_t before);

/* Where a raised letter group begins and ends: "11ème", "1er", "1re", "2e",
 * "XXIe". Looks from `*at` on; false when there is none left. */
bool french_next_ordinal(Str text, size_t *at, size_t *lo, size_t *hi);

/* digits / 10^decimals: "4 175 500,00" with U+202F between thousands. */
Str french_number(Arena *arena, int64_t digits, unsigned decimals);

Str french_words(Arena *arena, int64_t number);    /* "quatre-vingt-un"; reform of 1990: hyphens throughout */
Str french_plural(Arena *arena, Str noun, int64_t count);   /* "projet" for |count| < 2 */
Str french_date(Arena *arena, Str iso);            /* "31 décembre 2019", "1er mars 2020" */
Str french_list(Arena *arena, const Str *items, size_t n);  /* "a, b et c" */
Str french_roman(Arena *arena, int number, bool is_upper);
Str french_ordinal(int number);                    /* "première" … "douzième", feminine */

/* A key whose byte order is the French order of the dictionary: letters
 * first, then accents, then case (œ as oe, æ as ae). */
Str french_sort_key(Arena *arena, Str text);

/* For an address or an identifier: "Éducation et culture" -> "education-et-culture". */
Str french_slug(Arena *arena, Str text);

#endif
