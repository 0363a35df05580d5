/* words.c - plain words: French spaces, raised endings, sigles, Arabic
 *
 * Spaces are set on a whole piece at once; the pieces of the result are then
 * led back to what was typed (Aligner), since only blanks, quotes and points
 * differ between the two.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_impl.h"
#include "text/french.h"
#include "text/letters.h"

enum { ELLIPSIS = 0x2026, SIGLE_LETTERS_MIN = 2, SIGLE_LETTERS_MAX = 8 };

typedef struct { Str typed, set; size_t typed_at, set_at; } Aligner;

static uint32_t rune_at(Str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

/* Moves to byte `target` of the set text; returns the typed byte it came from. */
static size_t align(Aligner *aligner, size_t target)
{
    Str typed = aligner->typed, set = aligner->set;
    while (aligner->set_at < target) {
        char next = set.p[aligner->set_at];
        if (next >= 'a' && next <= 'z' && aligner->typed_at < typed.n && typed.p[aligner->typed_at] == next) {
            aligner->set_at++;           /* most of a text, and the same in both */
            aligner->typed_at++;
            continue;
        }
        uint32_t rune = utf8_next(set, &aligner->set_at);
        while (rune_is_blank(rune_at(typed, aligner->typed_at)) && aligner->typed_at < typed.n)
            utf8_next(typed, &aligner->typed_at);
        if (rune_is_blank(rune) || aligner->typed_at == typed.n)
            continue;
        if (rune == ELLIPSIS && typed.p[aligner->typed_at] == '.')
            aligner->typed_at += 3;
        else
            utf8_next(typed, &aligner->typed_at);
    }
    return aligner->typed_at < typed.n ? aligner->typed_at : typed.n;
}

/* ---- sigles ---- */

static bool is_in_word(uint32_t rune)
{
    return rune_is_letter(rune) || rune_is_digit(rune) || rune == '-';
}

/* The next run of letters, digits and hyphens inside at or after `*at`. */
static bool next_word(Str text, size_t *at, size_t *lo, size_t *hi)
{
    size_t next = *at;
    *lo = *hi = text.n;
    while (*at < text.n) {
        uint32_t rune = utf8_next(text, &next);
        bool is_begun = *lo < text.n, is_alphanumeric = rune_is_letter(rune) || rune_is_digit(rune);
        if (!is_alphanumeric && is_begun && rune != '-')
            break;
        if (is_alphanumeric) {
            *lo = is_begun ? *lo : *at;
            *hi = next = letters_small_end(text, next);
        }
        *at = next;
    }
    return *hi > *lo;
}

static bool is_roman(Str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] != 'I' && word.p[i] != 'V' && word.p[i] != 'X' && word.p[i] != 'L' && word.p[i] != 'C')
            return false;
    return true;
}

/* Units, and what the report's own structure is called. */
static bool is_excepted(const Maker *maker, Str word)
{
    static const char *const units[] = { "DH", "DHS", "MDH", "MAD", "EUR", "USD", "OSP" };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_equal(word, str_from_c(units[i])))
            return true;
    return is_roman(word) || edition_committee(maker->edition, word) != NULL;
}

/* The letters of a word that has capitals only; 0 for any other. */
static size_t count_capitals(Str word)
{
    size_t letters = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t rune = utf8_next(word, &at);
        if (rune_is_letter(rune) && !rune_is_upper(rune))
            return 0;
        letters += rune_is_letter(rune);
    }
    return letters;
}

static bool looks_like_sigle(Str word)
{
    size_t letters = count_capitals(word);
    return letters >= SIGLE_LETTERS_MIN && letters <= SIGLE_LETTERS_MAX;
}

/* True when a word in capitals stands beside [lo, hi): then both are part of
 * a phrase in capitals, of which nothing can be told. */
static bool is_in_capitals(Str text, size_t lo, size_t hi)
{
    size_t at = hi, next_lo, next_hi;
    if (rune_at(text, hi) == ' ' && next_word(text, &at, &next_lo, &next_hi) && next_lo == hi + 1
        && count_capitals(str_slice(text, next_lo, next_hi)) >= SIGLE_LETTERS_MIN)
        return true;
    if (lo == 0 || text.p[lo - 1] != ' ')
        return false;
    size_t end = lo - 1, start = end;
    while (start > 0) {
        size_t before = start;
        if (!is_in_word(utf8_previous(text, &before)))
            break;
        start = before;
    }
    return count_capitals(str_slice(text, start, end)) >= SIGLE_LETTERS_MIN;
}

static void report_sigle(Maker *maker, Str word, Span span)
{
    if (!looks_like_sigle(word) || maker->edition->is_incomplete || is_excepted(maker, word) || map_find(&maker->sigles_unknown, word))
        return;
    Str name = str_copy(maker->arena, word);
    map_set(maker->arena, &maker->sigles_unknown, name, maker);
    diag_add(maker->diags, DIAG_SIGLE_UNKNOWN, span, "« %.*s »", STR_ARG(word));
    diag_remedy(maker->diags, "ajouter « %.*s: … » sous « sigles: » dans rapport.yaml", STR_ARG(word));
}

/* The sigle that [lo, hi) of `text` is, or that a part between hyphens is:
 * `*lo` and `*hi` then become that part's. */
static SigleEntry *find_sigle(Maker *maker, Str text, size_t *lo, size_t *hi)
{
    SigleEntry *entry = map_find(&maker->sigles, str_slice(text, *lo, *hi));
    if (entry || memchr(text.p + *lo, '-', *hi - *lo) == NULL)
        return entry;
    for (size_t at = *lo; at < *hi;) {
        size_t end = at;
        while (end < *hi && text.p[end] != '-')
            end++;
        entry = map_find(&maker->sigles, str_slice(text, at, end));
        if (entry) {
            *lo = at;
            *hi = end;
            return entry;
        }
        at = end + 1;
    }
    return NULL;
}

/* ---- Latin words ---- */

typedef struct {
    Maker       *maker;
    InlineChain *chain;
    Str          text;                   /* spaces set */
    Aligner      aligner;
    Aligner      ahead;                  /* of words that are reported and not yet added */
    TextAt       at;
    size_t       from;                   /* what is before has been added */
    bool         is_title;
} Setter;

static Span set_span(Setter *setter, size_t lo, size_t hi)
{
    size_t first = align(&setter->aligner, lo);
    Str typed = setter->aligner.typed;
    if (lo < setter->text.n && !rune_is_blank(rune_at(setter->text, lo)))
        while (first < typed.n && rune_is_blank(rune_at(typed, first)))
            utf8_next(typed, &first);
    size_t last = align(&setter->aligner, hi);
    if (hi == setter->text.n)
        last = typed.n;
    if (typed.n == 0)
        return (Span){ setter->at.file, 0, 0 };
    uint32_t from = setter->at.at[first < typed.n ? first : typed.n - 1] & ~AT_LITERAL;
    uint32_t to = (setter->at.at[last > 0 ? last - 1 : 0] & ~AT_LITERAL) + 1;
    return (Span){ setter->at.file, from, to > from ? to : from };
}

/* The span of a word behind what has been added; the next of them is sought from there. */
static Span span_ahead(Setter *setter, size_t lo, size_t hi)
{
    Aligner behind = setter->aligner;
    if (setter->ahead.set_at > behind.set_at)
        setter->aligner = setter->ahead;
    Span span = set_span(setter, lo, hi);
    setter->ahead = setter->aligner;
    setter->aligner = behind;
    return span;
}

static void add_piece(Setter *setter, size_t hi)
{
    if (hi > setter->from)
        chain_inlines(setter->chain, inline_text(setter->maker->arena, str_slice(setter->text, setter->from, hi),
                                                 set_span(setter, setter->from, hi)));
    setter->from = hi;
}

static void add_raised(Setter *setter, size_t lo, size_t hi)
{
    add_piece(setter, lo);
    Span span = set_span(setter, lo, hi);
    Inline *raised = inline_new(setter->maker->arena, INLINE_RAISED, span);
    raised->first = inline_text(setter->maker->arena, str_slice(setter->text, lo, hi), span);
    chain_inlines(setter->chain, raised);
    setter->from = hi;
}

static void add_sigle(Setter *setter, SigleEntry *entry, size_t lo, size_t hi)
{
    add_piece(setter, lo);
    Inline *sigle = inline_new(setter->maker->arena, INLINE_SIGLE, set_span(setter, lo, hi));
    sigle->text = str_slice(setter->text, lo, hi);
    sigle->title = french_spaces(setter->maker->arena, entry->sigle->meaning.str, 0);
    chain_inlines(setter->chain, sigle);
    entry->is_used = true;
    setter->from = hi;
}

static void add_word(Setter *setter, size_t lo, size_t hi)
{
    size_t part_lo = lo, part_hi = hi, at = lo, raised_lo, raised_hi;
    Str text = str_slice(setter->text, 0, hi);
    if (french_next_ordinal(text, &at, &raised_lo, &raised_hi)) {
        add_raised(setter, raised_lo, raised_hi);
        return;
    }
    SigleEntry *entry = find_sigle(setter->maker, text, &part_lo, &part_hi);
    if (entry) {
        add_sigle(setter, entry, part_lo, part_hi);
        return;
    }
    Str word = str_slice(text, lo, hi);
    if (!setter->is_title && looks_like_sigle(word) && !is_in_capitals(setter->text, lo, hi))
        report_sigle(setter->maker, word, span_ahead(setter, lo, hi));
}

/* A declared sigle may hold points and strokes: "GLO.ACT", "J/TIP". Moves the
 * end of the word at [lo, *hi), and `*at`, to the end of the longest one. */
static void take_joined_sigle(const Maker *maker, Str text, size_t lo, size_t *hi, size_t *at)
{
    size_t end = *hi, part_lo, part_hi, next = *hi;
    while (end < text.n && (text.p[end] == '.' || text.p[end] == '/') && next_word(text, &next, &part_lo, &part_hi)
           && part_lo == end + 1) {
        end = part_hi;
        if (map_find(&maker->sigles, str_slice(text, lo, end)) != NULL)
            *hi = *at = end;
    }
}

static void add_latin(Maker *maker, InlineChain *chain, Str typed, TextAt at, bool is_title, uint32_t *last)
{
    Str set = french_spaces(maker->arena, typed, *last);
    Setter setter = { .maker = maker, .chain = chain, .text = set, .at = at, .is_title = is_title,
                      .aligner = { .typed = typed, .set = set } };
    size_t next = 0, lo, hi;
    while (next_word(set, &next, &lo, &hi)) {
        take_joined_sigle(maker, set, lo, &hi, &next);
        add_word(&setter, lo, hi);
    }
    add_piece(&setter, set.n);
    size_t end = set.n;
    *last = end > 0 ? utf8_previous(set, &end) : *last;
}

/* ---- Arabic passages ---- */

typedef struct { size_t lo, hi; int brackets; bool is_found; } Passage;

/* Takes one character into a passage. False when it ends there: at a letter
 * of another script, a guillemet, or a bracket that was opened before it. */
static bool extend_passage(Passage *passage, uint32_t rune, size_t start, size_t end)
{
    if (rune_is_arabic(rune)) {
        passage->lo = passage->is_found ? passage->lo : start;
        passage->hi = end;
        passage->is_found = true;
    } else if (passage->is_found && (rune == '(' || rune == '[')) {
        passage->brackets++;
    } else if (passage->is_found && (rune == ')' || rune == ']')) {
        if (passage->brackets-- == 0)
            return false;
        passage->hi = end;
    } else if (passage->is_found) {
        return !rune_is_letter(rune) && rune != 0xAB && rune != 0xBB;
    }
    return true;
}

/* Text whose letters are all Arabic is one passage, with its figures and marks at both ends. */
static bool is_all_arabic(Str text, size_t *lo, size_t *hi)
{
    size_t arabic = 0;
    *lo = *hi = 0;
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        uint32_t rune = utf8_next(text, &at);
        if (rune_is_letter(rune) && !rune_is_arabic(rune))
            return false;
        arabic += rune_is_arabic(rune) && rune_is_letter(rune);
        if (rune_is_blank(rune))
            continue;
        *lo = *hi == 0 ? start : *lo;
        *hi = at;
    }
    return arabic > 0;
}

/* The next passage at or after `from`: Arabic letters with the blanks,
 * figures and punctuation between them. False when there is none. */
static bool next_arabic(Str text, size_t from, size_t *lo, size_t *hi)
{
    if (from == 0 && is_all_arabic(text, lo, hi))
        return true;
    Passage passage = { 0 };
    for (size_t at = from; at < text.n;) {
        size_t start = at;
        uint32_t rune = utf8_next(text, &at);
        if (!extend_passage(&passage, rune, start, at))
            break;
    }
    *lo = passage.lo;
    *hi = passage.hi;
    return passage.is_found;
}

/* Blanks between figures part neither thousands nor the pairs of a telephone number; as separators of numbers
 * (UAX #9, W4) they also keep their order. */
static Str arabic_spaces(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t at = 0; at < text.n; at++) {
        bool between_figures = text.p[at] == ' ' && at > 0 && rune_is_digit((unsigned char)text.p[at - 1])
                               && at + 1 < text.n && rune_is_digit((unsigned char)text.p[at + 1]);
        if (between_figures)
            buf_c(&out, "\u202F");
        else
            buf_char(&out, text.p[at]);
    }
    return buf_text(&out);
}

static void add_passage(Arena *arena, InlineChain *chain, Str text, Span span)
{
    Inline *arabic = inline_new(arena, INLINE_ARABIC, span);
    arabic->first = inline_text(arena, text, span);
    chain_inlines(chain, arabic);
}

static void add_arabic(Maker *maker, InlineChain *chain, Str text, TextAt at, uint32_t *last)
{
    Span span = { at.file, at.at[0] & ~AT_LITERAL, (at.at[text.n - 1] & ~AT_LITERAL) + 1 };
    add_passage(maker->arena, chain, arabic_spaces(maker->arena, text), span);
    size_t end = text.n;
    *last = utf8_previous(text, &end);
}

void words_inlines(Maker *maker, InlineChain *chain, Str text, TextAt at, bool is_title, uint32_t *last)
{
    size_t from = 0, lo, hi;
    while (from < text.n && next_arabic(text, from, &lo, &hi)) {
        if (lo > from)
            add_latin(maker, chain, str_slice(text, from, lo), (TextAt){ at.at + from, at.file }, is_title, last);
        add_arabic(maker, chain, str_slice(text, lo, hi), (TextAt){ at.at + lo, at.file }, last);
        from = hi;
    }
    if (from < text.n)
        add_latin(maker, chain, str_slice(text, from, text.n), (TextAt){ at.at + from, at.file }, is_title, last);
}

static void add_typed(Arena *arena, InlineChain *chain, InlineKind kind, Str text, Span span)
{
    Inline *typed = inline_new(arena, kind, span);
    typed->text = text;
    chain_inlines(chain, typed);
}

Inline *typed_inlines(Arena *arena, InlineKind kind, Str text, Span span)
{
    InlineChain chain;
    size_t from = 0, lo, hi;
    CHAIN_OPEN(&chain);
    for (; from < text.n && next_arabic(text, from, &lo, &hi); from = hi) {
        if (lo > from)
            add_typed(arena, &chain, kind, str_slice(text, from, lo), span);
        add_passage(arena, &chain, str_slice(text, lo, hi), span);
    }
    if (from < text.n)
        add_typed(arena, &chain, kind, str_slice(text, from, text.n), span);
    return chain.first;
}
