#include "text/bidi.h"

#include <fribidi.h>

#include "base/utf8.h"

/* Right-to-left letters, and the marks that set a direction, of the blocks
 * from Hebrew on. Most paragraphs have none and are one run. */
static bool rune_turns(uint32_t rune)
{
    return (rune >= 0x590 && rune < 0x900) || rune == 0x200F || (rune >= 0x202A && rune <= 0x202E)
        || (rune >= 0x2066 && rune <= 0x2069) || (rune >= 0xFB1D && rune <= 0xFDFF)
        || (rune >= 0xFE70 && rune <= 0xFEFE) || (rune >= 0x10800 && rune < 0x11000)
        || (rune >= 0x1E800 && rune < 0x1F000);
}

static bool text_turns(Str text)
{
    for (size_t at = 0; at < text.n;) {
        /* U+0590 is D6 90; what begins with a lower byte cannot turn. */
        if ((unsigned char)text.p[at] < 0xD6)
            at++;
        else if (rune_turns(utf8_next(text, &at)))
            return true;
    }
    return false;
}

bool bidi_is_arabic(uint32_t rune)
{
    return (rune >= 0x600 && rune < 0x700) || (rune >= 0x750 && rune < 0x780)
        || (rune >= 0x8A0 && rune < 0x900) || (rune >= 0xFB50 && rune < 0xFE00)
        || (rune >= 0xFE70 && rune < 0xFEFF);
}

bool bidi_is_rtl(Str text)
{
    for (size_t at = 0; at < text.n;) {
        FriBidiCharType type = fribidi_get_bidi_type(utf8_next(text, &at));
        if (FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
            return FRIBIDI_IS_RTL(type);
    }
    return false;
}

/* Whether a character is set in the Arabic face: Arabic letters are, and what
 * has no script of its own follows the character before when it runs the
 * same way. */
static bool class_next(uint32_t rune, uint8_t level, const BidiRun *before)
{
    if (bidi_is_arabic(rune))
        return true;
    bool is_neutral = !FRIBIDI_IS_LETTER(fribidi_get_bidi_type(rune));
    return is_neutral && level % 2 == 1 && before != NULL && before->level == level
        && before->is_arabic;
}

static BidiRuns runs_collect(Arena *arena, Str paragraph, const FriBidiLevel *levels)
{
    BidiRuns runs = { 0 };
    size_t i = 0;
    for (size_t at = 0; at < paragraph.n; i++) {
        uint32_t lo = (uint32_t)at, rune = utf8_next(paragraph, &at);
        uint8_t level = (uint8_t)levels[i];
        BidiRun *last = runs.n > 0 ? &array_last(&runs) : NULL;
        bool is_arabic = class_next(rune, level, last);
        if (last != NULL && last->level == level && last->is_arabic == is_arabic)
            last->hi = (uint32_t)at;
        else
            array_push(arena, &runs, (BidiRun){ lo, (uint32_t)at, level, is_arabic });
    }
    return runs;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The end of the dash or the blank at `at`; `at` when there is none. */
static size_t dash_end(Str text, size_t at)
{
    size_t end = at;
    uint32_t rune = at < text.n ? utf8_next(text, &end) : 0;
    bool is_blank = rune == ' ' || rune == 0xA0 || rune == 0x202F;
    return is_blank || rune == '-' || rune == 0x2010 || rune == 0x2011 || rune == 0x2013 ? end : at;
}

bool bidi_next_range(Str text, size_t *at, size_t *lo, size_t *hi)
{
    while (*at < text.n) {
        bool has_dash = false;
        for (*lo = *at; *lo < text.n && !is_digit(text.p[*lo]);)
            ++*lo;
        for (*hi = *lo; *hi < text.n && is_digit(text.p[*hi]);) {
            while (*hi < text.n && is_digit(text.p[*hi]))
                ++*hi;
            size_t next = dash_end(text, *hi);
            if (next > *hi && next < text.n && is_digit(text.p[next])) {
                has_dash = true;
                *hi = next;
            }
        }
        *at = *hi > *lo ? *hi : text.n;
        if (has_dash)
            return true;
    }
    return false;
}

/* The paragraph's characters, with the marks that open and close isolates; `is_text` tells the text's own. */
typedef struct { FriBidiChar *runes; bool *is_text; FriBidiStrIndex n; } Marked;

enum { ISOLATE_LTR = 0x2066, ISOLATE_RTL = 0x2067, ISOLATE_END = 0x2069 };

static void mark_push(Marked *marked, uint32_t rune, bool is_text)
{
    marked->runes[marked->n] = rune;
    marked->is_text[marked->n++] = is_text;
}

/* Bytes [lo, hi) of what runs from right to left. */
static void mark_arabic(Marked *marked, Str paragraph, size_t lo, size_t hi)
{
    Str text = str_slice(paragraph, 0, hi);
    size_t from, to, at = lo;
    while (bidi_next_range(text, &at, &from, &to)) {
        while (lo < from)
            mark_push(marked, utf8_next(text, &lo), true);
        mark_push(marked, ISOLATE_LTR, false);
        while (lo < to)
            mark_push(marked, utf8_next(text, &lo), true);
        mark_push(marked, ISOLATE_END, false);
    }
    while (lo < hi)
        mark_push(marked, utf8_next(text, &lo), true);
}

static Marked marked_new(Arena *arena, Str paragraph, bool is_rtl, const BidiIsolates *isolates)
{
    size_t count = isolates != NULL ? isolates->n : 0, room = 2 * paragraph.n + 2 * count, at = 0;
    Marked marked = { arena_array(arena, FriBidiChar, room), arena_array(arena, bool, room), 0 };
    for (size_t i = 0; i < count; i++) {
        while (at < isolates->at[i].lo)
            mark_push(&marked, utf8_next(paragraph, &at), true);
        mark_push(&marked, ISOLATE_RTL, false);
        mark_arabic(&marked, paragraph, isolates->at[i].lo, isolates->at[i].hi);
        mark_push(&marked, ISOLATE_END, false);
        at = isolates->at[i].hi;
    }
    if (is_rtl)
        mark_arabic(&marked, paragraph, at, paragraph.n);
    while (!is_rtl && at < paragraph.n)
        mark_push(&marked, utf8_next(paragraph, &at), true);
    return marked;
}

BidiRuns bidi_runs(Arena *arena, Str paragraph, bool is_rtl, const BidiIsolates *isolates)
{
    BidiRuns runs = { 0 };
    if (paragraph.n == 0)
        return runs;
    if (!is_rtl && !text_turns(paragraph)) {
        array_push(arena, &runs, (BidiRun){ 0, (uint32_t)paragraph.n, 0, false });
        return runs;
    }
    Marked marked = marked_new(arena, paragraph, is_rtl, isolates);
    FriBidiCharType *types = arena_array(arena, FriBidiCharType, marked.n);
    FriBidiBracketType *brackets = arena_array(arena, FriBidiBracketType, marked.n);
    FriBidiLevel *levels = arena_array(arena, FriBidiLevel, marked.n);
    fribidi_get_bidi_types(marked.runes, marked.n, types);
    fribidi_get_bracket_types(marked.runes, marked.n, types, brackets);
    FriBidiParType base = is_rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    /* 0 says that memory ran out: the levels then stay those of the paragraph. */
    bool is_done = fribidi_get_par_embedding_levels_ex(types, brackets, marked.n, &base, levels) != 0;
    FriBidiStrIndex n = 0;
    for (FriBidiStrIndex i = 0; i < marked.n; i++)
        if (marked.is_text[i])
            levels[n++] = is_done ? levels[i] : is_rtl;
    return runs_collect(arena, paragraph, levels);
}

static void order_reverse(size_t *order, size_t lo, size_t hi)
{
    for (; lo + 1 < hi; lo++, hi--) {
        size_t swap = order[lo];
        order[lo] = order[hi - 1];
        order[hi - 1] = swap;
    }
}

/* From the highest level down to the lowest odd one, every stretch of that
 * level or higher is turned round. */
void bidi_order(const uint8_t *levels, size_t n, size_t *order)
{
    uint8_t highest = 0;
    for (size_t i = 0; i < n; i++) {
        order[i] = i;
        highest = levels[i] > highest ? levels[i] : highest;
    }
    for (uint8_t level = highest; level > 0; level--)
        for (size_t lo = 0, hi; lo < n; lo = hi + 1) {
            for (hi = lo; hi < n && levels[order[hi]] >= level; hi++)
                continue;
            order_reverse(order, lo, hi);
        }
}
