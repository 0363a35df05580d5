#include "text/breaks.h"

#include <linebreak.h>

#include "base/utf8.h"

/* libunibreak's answers follow UAX #14; what French print does otherwise is
 * put right word by word (a word: what stands between blanks). */

/* Nothing but the class AL of UAX #14, and a guess that is quick: the full question of letters.h costs more
 * than the rest of the walk. */
static bool is_letter(uint32_t rune)
{
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z')
        || (rune >= 0xC0 && rune < 0x250 && rune != 0xD7 && rune != 0xF7) || (rune >= 0x370 && rune < 0x2000);
}

static bool is_apostrophe(uint32_t rune)
{
    return rune == '\'' || rune == 0x2019;
}

bool breaks_is_address(Str word)
{
    return str_find(word, STR("://"), 0) < word.n || str_starts(word, STR("www."))
        || str_find(word, STR("@"), 0) < word.n;
}

/* The marks after which an address is cut, when something stands before and
 * behind that is worth a line. */
static bool is_address_mark(char c)
{
    return c == '/' || c == '.' || c == '-' || c == '@' || c == '_' || c == '?' || c == '&' || c == '=';
}

enum { ADDRESS_REST = 3 };               /* bytes kept together at both ends of an address */

static void address_correct(Str word, Break *after)
{
    size_t scheme = str_find(word, STR("://"), 0);
    size_t from = scheme < word.n ? scheme + 2 : ADDRESS_REST;
    for (size_t i = 0; i + 1 < word.n; i++) {
        bool may = i >= from && i + 1 + ADDRESS_REST <= word.n && is_address_mark(word.p[i])
                && !is_address_mark(word.p[i + 1]);
        after[i] = may ? BREAK_MAY : BREAK_NO;
    }
}

/* Letters that stand right before `end`, and from `at` on; counted up to `most`. */
static size_t letters_before(Str word, size_t end, size_t most)
{
    size_t n = 0;
    while (n < most && end > 0 && is_letter(utf8_previous(word, &end)))
        n++;
    return n;
}

static size_t letters_after(Str word, size_t at, size_t most)
{
    size_t n = 0;
    while (n < most && at < word.n && is_letter(utf8_next(word, &at)))
        n++;
    return n;
}

/* A cut after `sign`, which lies at [start, end) of the word: whether it may
 * stay. "va-t-il" is cut before the t, "e-mail" not at all; "hommes/femmes"
 * is cut, "et/ou" and "km/h" are not; 2018–2019 is one. */
static bool cut_is_good(Str word, size_t start, size_t end, uint32_t sign)
{
    size_t at = end;
    uint32_t next = utf8_next(word, &at);
    if (is_apostrophe(sign) || next == 0xB0)     /* n°, 12° */
        return false;
    if (sign == '-' || sign == 0x2010)
        return letters_before(word, start, 2) == 2 && letters_after(word, end, 1) == 1;
    if (sign == 0x2013 || sign == '/')
        return letters_before(word, start, 3) == 3 && letters_after(word, end, 3) == 3;
    return true;
}

static void word_correct(Str word, Break *after)
{
    for (size_t at = 0; at < word.n;) {
        size_t start = at;
        uint32_t sign = utf8_next(word, &at);
        if (at < word.n && after[at - 1] == BREAK_MAY && !cut_is_good(word, start, at, sign))
            after[at - 1] = BREAK_NO;
    }
}

void breaks_init(void)
{
    init_linebreak();
}

/* A text while it is gone through: the library writes to `answers` first. */
typedef struct { Str text; Break *after; char *answers; } Finder;

/* Asks the library about bytes [lo, hi). It counts as we do: a character's answer lies at its last byte. */
static void stretch_find(Finder *finder, size_t lo, size_t hi)
{
    set_linebreaks_utf8((const utf8_t *)finder->text.p + lo, hi - lo, "fr", finder->answers);
    for (size_t i = 0; i < hi - lo; i++)
        finder->after[lo + i] = finder->answers[i] == LINEBREAK_MUSTBREAK  ? BREAK_MUST
                              : finder->answers[i] == LINEBREAK_ALLOWBREAK ? BREAK_MAY : BREAK_NO;
    for (size_t end; lo < hi; lo = end + 1) {
        for (end = lo; end < hi && finder->text.p[end] != ' '; end++)
            continue;
        Str word = str_slice(finder->text, lo, end);
        if (breaks_is_address(word))
            address_correct(word, finder->after + lo);
        else
            word_correct(word, finder->after + lo);
    }
}

static bool is_dash_at(Str text, size_t at)
{
    Str dash = str_slice(text, at, at + 3);
    return str_equal(dash, STR("\u2013")) || str_equal(dash, STR("\u2014"));
}

static bool ends_aside(char c)
{
    return c == ',' || c == '.' || c == ';' || c == ':' || c == ')';
}

/* Dashes between blanks open and close an aside: the first stays with what follows, the second with what
 * precedes. A sentence's end closes what was left open. */
static void asides_correct(Str text, Break *after)
{
    bool is_open = false;
    for (size_t at = 0; at < text.n; at++) {
        if (text.p[at] == ' ' && at > 0 && (text.p[at - 1] == '.' || text.p[at - 1] == '!' || text.p[at - 1] == '?'))
            is_open = false;
        if (text.p[at] != '\xE2' || !is_dash_at(text, at) || at == 0 || text.p[at - 1] != ' ' || at + 3 >= text.n)
            continue;
        if (is_open || ends_aside(text.p[at + 3]))
            after[at - 1] = BREAK_NO;
        else if (text.p[at + 3] == ' ')
            after[at + 3] = BREAK_NO;
        is_open = !is_open && !ends_aside(text.p[at + 3]);
    }
}

/* Most words are letters, with an apostrophe within or a comma or a stop behind: no cut lies in them, and
 * between two of them lies one. Only the stretches that have anything else go through the library, whose tables
 * are slow to look up. */
void breaks_find(Arena *scratch, Str text, Break *after)
{
    ArenaMark mark = arena_mark(scratch);
    Finder finder = { text, after, arena_array(scratch, char, text.n) };
    size_t start = 0;
    bool is_plain = true, ends_word = false;
    for (size_t i = 0; i < text.n; i++)
        after[i] = BREAK_NO;
    for (size_t at = 0; at < text.n;) {
        size_t lo = at;
        uint32_t rune = (unsigned char)text.p[at] < 0x80 ? (unsigned char)text.p[at++] : utf8_next(text, &at);
        size_t next = at;
        if (rune == ' ' && ends_word && at < text.n && is_letter(utf8_next(text, &next))) {
            if (!is_plain)
                stretch_find(&finder, start, at);
            after[lo] = BREAK_MAY;
            start = at;
            is_plain = true;
        }
        ends_word = is_letter(rune) || rune == ',' || rune == '.';
        if (lo >= start && !ends_word && rune != 0x2019)
            is_plain = false;
    }
    if (!is_plain)
        stretch_find(&finder, start, text.n);
    asides_correct(text, after);
    if (text.n > 0)
        after[text.n - 1] = BREAK_MUST;
    arena_rewind(scratch, mark);
}
