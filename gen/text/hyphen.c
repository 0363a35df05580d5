#include "text/hyphen.h"

#include <errno.h>
#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

/* The patterns' own minima are two letters at either end. Ours are larger
 * where the eye asks for it, and a part beside a hyphen is left whole unless
 * it is long. */
enum { LETTERS_BEFORE = 2, LETTERS_AFTER = 3, LETTERS_BESIDE_HYPHEN = 4, WORD_MAX = 80 };

typedef struct { size_t n; uint16_t offsets[]; } Cuts;

struct Hyphenator {
    Arena      *arena;
    HyphenDict *patterns;
    Map         words;                   /* Cuts by word */
};

Hyphenator *hyphen_open(Str pattern_file, Diags *diags)
{
    Arena *arena = arena_open();
    errno = 0;
    HyphenDict *patterns = hnj_hyphen_load(str_to_c(arena, pattern_file));
    if (patterns == NULL || !patterns->utf8) {
        diag_add(diags, DIAG_READ_FAILED, SPAN_NONE, "%.*s (%s)", STR_ARG(pattern_file),
                 patterns == NULL ? strerror(errno) : "motifs qui ne sont pas en UTF-8");
        if (patterns != NULL)
            hnj_hyphen_free(patterns);
        arena_close(arena);
        return NULL;
    }
    Hyphenator *hyphenator = arena_new(arena, Hyphenator);
    *hyphenator = (Hyphenator){ .arena = arena, .patterns = patterns };
    return hyphenator;
}

void hyphen_close(Hyphenator *hyphenator)
{
    if (hyphenator == NULL)
        return;
    hnj_hyphen_free(hyphenator->patterns);
    arena_close(hyphenator->arena);
}

static bool is_capital(uint32_t rune)
{
    return (rune >= 'A' && rune <= 'Z') || (rune >= 0xC0 && rune <= 0xDE && rune != 0xD7)
        || rune == 0x152 || rune == 0x178;
}

static uint32_t small_letter(uint32_t rune)
{
    if (!is_capital(rune))
        return rune;
    return rune == 0x152 ? 0x153 : rune == 0x178 ? 0xFF : rune + 0x20;
}

static bool is_letter(uint32_t rune)
{
    return is_capital(rune) || (rune >= 'a' && rune <= 'z') || (rune >= 0xDF && rune <= 0xFF && rune != 0xF7)
        || rune == 0x153;
}

/* One part of a word: letters between apostrophes and hyphens. */
typedef struct {
    char     small[WORD_MAX + 1];        /* the letters, small, as UTF-8 */
    uint16_t ends[WORD_MAX];             /* byte behind each letter, in the word */
    size_t   n, letters;
    bool     is_plain;                   /* no digit, sign or capital but the first */
} Part;

/* Reads the part at `*at`; `*at` moves behind the sign that ends it, which is returned (0 at the end). */
static uint32_t part_read(Str word, size_t *at, Part *part)
{
    part->n = part->letters = 0;
    part->is_plain = true;
    while (*at < word.n) {
        uint32_t rune = utf8_next(word, at);
        if (rune == '\'' || rune == 0x2019 || rune == '-' || rune == 0x2010)
            return rune;
        if (!is_letter(rune) || (is_capital(rune) && part->letters > 0))
            part->is_plain = false;
        if (part->letters == WORD_MAX / 2)
            part->is_plain = false;
        if (!part->is_plain)
            continue;
        part->n += utf8_encode(small_letter(rune), part->small + part->n);
        part->ends[part->letters++] = (uint16_t)*at;
    }
    return 0;
}

/* Appends the cuts of one part that leave `before` and `after` letters. */
static size_t part_cut(Hyphenator *hyphenator, Part *part, size_t before, size_t after, uint16_t *offsets)
{
    char odd[WORD_MAX + 8];
    char **replacements = NULL;
    int *places = NULL, *lengths = NULL;
    if (part->letters < before + after)
        return 0;
    part->small[part->n] = '\0';
    /* The patterns know none of the cuts that change letters: French has none. */
    if (hnj_hyphen_hyphenate2(hyphenator->patterns, part->small, (int)part->n, odd, NULL,
                              &replacements, &places, &lengths) != 0)
        return 0;
    free(replacements);
    free(places);
    free(lengths);
    size_t count = 0;
    for (size_t i = before - 1; i + after < part->letters; i++)
        if (odd[i] & 1)
            offsets[count++] = part->ends[i];
    return count;
}

static bool is_hyphen(uint32_t sign)
{
    return sign == '-' || sign == 0x2010;
}

/* A sign other than letters anywhere leaves the whole word uncut: a code, a date, an acronym with figures. */
static size_t word_cut(Hyphenator *hyphenator, Str word, uint16_t *offsets)
{
    size_t count = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < word.n;) {
        Part part;
        uint32_t behind = part_read(word, &at, &part);
        if (!part.is_plain)
            return 0;
        count += part_cut(hyphenator, &part, is_hyphen(before) ? LETTERS_BESIDE_HYPHEN : LETTERS_BEFORE,
                          is_hyphen(behind) ? LETTERS_BESIDE_HYPHEN : LETTERS_AFTER, offsets + count);
        before = behind;
    }
    return count;
}

size_t hyphen_word(Hyphenator *hyphenator, Str word, uint16_t *offsets)
{
    if (word.n < LETTERS_BEFORE + LETTERS_AFTER || word.n > WORD_MAX)
        return 0;
    Cuts *cuts = map_find(&hyphenator->words, word);
    if (cuts == NULL) {
        size_t n = word_cut(hyphenator, word, offsets);
        cuts = arena_alloc(hyphenator->arena, 1, sizeof *cuts + n * sizeof *cuts->offsets);
        cuts->n = n;
        if (n > 0)
            memcpy(cuts->offsets, offsets, n * sizeof *offsets);
        map_set(hyphenator->arena, &hyphenator->words, str_copy(hyphenator->arena, word), cuts);
    }
    if (cuts->n > 0)
        memcpy(offsets, cuts->offsets, cuts->n * sizeof *offsets);
    return cuts->n;
}
