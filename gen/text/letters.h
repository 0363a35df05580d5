/* letters.h - what kind of character this is, without a locale
 *
 * Enough for French, names in other Latin alphabets, transliterated and
 * written Arabic; Greek and Cyrillic in passing.
 */
#ifndef TEXT_LETTERS_H
#define TEXT_LETTERS_H

#include <stdint.h>

#include "base/str.h"

bool rune_is_far_letter(uint32_t rune);  /* the part of rune_is_letter() for what is not ASCII */
bool rune_is_far_arabic(uint32_t rune);  /* that of rune_is_arabic() from U+0600 on */
bool rune_is_upper(uint32_t rune);

uint32_t rune_lower(uint32_t rune);

/* A letter or a mark of the Arabic script. */
static inline bool rune_is_arabic(uint32_t rune)
{
    return rune >= 0x600 && rune_is_far_arabic(rune);
}

/* Marks that join a letter count too. */
static inline bool rune_is_letter(uint32_t rune)
{
    return rune < 0x80 ? (rune | 0x20) - 'a' < 26 : rune_is_far_letter(rune);
}

/* Where the letters a to z that begin at byte `at` end: they are most of a text, and none is read as a character. */
static inline size_t letters_small_end(Str text, size_t at)
{
    while (at < text.n && (unsigned char)(text.p[at] - 'a') < 26)
        at++;
    return at;
}

static inline bool rune_is_digit(uint32_t rune)
{
    return rune - '0' < 10;
}

/* Blank, tab, line end, the no-break blanks. */
static inline bool rune_is_blank(uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == '\n' || rune == '\r' || rune == 0xA0 || rune == 0x202F
        || rune == 0x2009;
}

typedef enum { ACCENT_NONE, ACCENT_ACUTE, ACCENT_GRAVE, ACCENT_CIRCUMFLEX, ACCENT_DIAERESIS, ACCENT_CEDILLA, ACCENT_OTHER } Accent;

/* A Latin letter as one or two of a to z (œ is oe) and its accent. */
typedef struct { char base[2]; int count; Accent accent; bool is_upper; } Letter;

/* False when `rune` is no Latin letter of the tables. */
bool rune_letter(uint32_t rune, Letter *letter);

/* A combining mark (U+0300 to U+036F) as an accent; ACCENT_NONE for others. */
Accent rune_mark(uint32_t rune);

#endif
