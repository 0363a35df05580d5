/* letters.h - what kind of character this is, without a locale
 *
 * Enough for French, names in other Latin alphabets, transliterated and
 * written Arabic; Greek and Cyrillic in passing.
 */
#ifndef TEXT_LETTERS_H
#define TEXT_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

bool rune_is_far_letter(uint32_t rune);  /* the part of rune_is_letter() for what is not ASCII */
bool rune_is_upper(uint32_t rune);
bool rune_is_arabic(uint32_t rune);      /* a letter or a mark of the Arabic script */

uint32_t rune_lower(uint32_t rune);

/* Marks that join a letter count too. */
static inline bool rune_is_letter(uint32_t rune)
{
    return rune < 0x80 ? (rune | 0x20) - 'a' < 26 : rune_is_far_letter(rune);
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
