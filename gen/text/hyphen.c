#include "text/hyphen.h"

#include <errno.h>
#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/letters.h"

/* The patterns' own minima are two letters at either end. Ours are larger
 * where the eye asks for it, and a part beside a hyphen is left whole unless
 * it is long. */
enum { LETTERS_BEFORE = 2, LETTERS_AFTER = 3, LETTERS_BESIDE_HYPHEN = 4, WORD_MAX = 80 };

enum { PATTERNS_MAX = 4 * 1024 * 1024 };

typedef struct { size_t n; uint16_t offsets[]; } Cuts;

struct Hyphenator {
    Arena      *arena;
    HyphenDict *patterns;
    Map         words;                   /* Cuts by word */
};

/* The letters of a pattern line, without the digits between them. */
static Str line_letters(Arena *arena, Str line)
{
    char *letters = arena_array(arena, char, line.n);
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] < '0' || line.p[i] > '9')
            letters[n++] = line.p[i];
    return (Str){ letters, n };
}

/* The pattern file with each pattern once. Of two for the same letters the
 * last counts, but libhyphen never releases the first; Debian's French file
 * has sixteen such. */
static Str patterns_single(Arena *arena, Str text)
{
    ARRAY(Str) lines = { 0 };
    Map seen = { 0 };                    /* the number of the line, from 1 */
    for (Str line; str_split(&text, '\n', &line);) {
        Str letters = line_letters(arena, line);
        size_t earlier = (uintptr_t)map_find(&seen, letters);
        if (earlier > 0)
            lines.at[earlier - 1] = STR_NONE;
        array_push(arena, &lines, line);
        map_set(arena, &seen, letters, (void *)(uintptr_t)lines.n);
        if (str_equal(line, STR("NEXTLEVEL")))
            seen = (Map){ 0 };
    }
    Buf single = buf_new(arena);
    for (size_t i = 0; i < lines.n; i++)
        if (lines.at[i].n > 0) {
            buf_str(&single, lines.at[i]);
            buf_char(&single, '\n');
        }
    return buf_text(&single);
}

/* NULL with errno when the file cannot be read or is no pattern file in UTF-8. */
static HyphenDict *patterns_load(Arena *scratch, Str path)
{
    Str text;
    if (!file_read(scratch, path, PATTERNS_MAX, &text))
        return NULL;
    errno = EINVAL;
    if (!str_starts(text, STR("UTF-8")))
        return NULL;
    Str single = patterns_single(scratch, text);
    FILE *file = fmemopen(str_to_c(scratch, single), single.n, "r");
    if (file == NULL)
        return NULL;
    HyphenDict *patterns = hnj_hyphen_load_file(file);
    fclose(file);
    return patterns;
}

Hyphenator *hyphen_open(Str pattern_file, Diags *diags)
{
    Arena *arena = arena_open(), *scratch = arena_open();
    HyphenDict *patterns = patterns_load(scratch, pattern_file);
    int fault = errno;
    arena_close(scratch);
    if (patterns == NULL) {
        diag_add(diags, DIAG_READ_FAILED, SPAN_NONE, "%.*s (%s)", STR_ARG(pattern_file), strerror(fault));
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
        if (!rune_is_letter(rune) || (rune_is_upper(rune) && part->letters > 0))
            part->is_plain = false;
        if (part->letters == WORD_MAX / 2)
            part->is_plain = false;
        if (!part->is_plain)
            continue;
        part->n += utf8_encode(rune_lower(rune), part->small + part->n);
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
