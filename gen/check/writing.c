/* writing.c - words that stand twice, ordinals and dates, quotes and blanks
 *
 * What is mended in print without a word (straight quotes, three points,
 * blanks that French wants) is reported in the strict mode only.
 */
#include "check/check_impl.h"

#include "base/utf8.h"
#include "text/french.h"
#include "text/letters.h"

static uint32_t rune_at(Str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

static uint32_t rune_before(Str text, size_t at)
{
    return at > 0 ? utf8_previous(text, &at) : 0;
}

/* Reports the bytes and, where they stand in the file as they do here, how to mend them. */
static void report(const Checking *checking, const Passage *passage, DiagCode code, size_t lo, size_t hi, Str instead)
{
    Span span = passage_span(passage, lo, hi);
    diag_add(checking->diags, code, span, "« %.*s »", STR_ARG(str_trim(str_slice(passage->text, lo, hi))));
    diag_remedy(checking->diags, "écrire « %.*s »", STR_ARG(str_trim(instead)));
    if (passage_is_whole(passage, lo, hi))
        diag_fix(checking->diags, span, instead);
}

/* ---- words that stand twice ---- */

/* Without case. */
static bool same_word(Str a, Str b)
{
    for (size_t i = 0, k = 0; i < a.n && k < b.n;)
        if (rune_lower(utf8_next(a, &i)) != rune_lower(utf8_next(b, &k)))
            return false;
    return a.n == b.n;
}

void words_stand_once(const Checking *checking, const Passage *passage)
{
    static const char *const allowed[] = { "nous", "vous", "faire", "que", "bla", NULL };
    Str text = passage->text;
    Word last = { 0 }, word;
    for (size_t at = 0; prose_next_word(text, &at, &word); last = word) {
        bool is_apart = last.hi == 0 || word.hi - word.lo < 2 || word.hi - word.lo != last.hi - last.lo;
        for (size_t i = last.hi; i < word.lo && !is_apart; utf8_next(text, &i))
            is_apart = !rune_is_blank(rune_at(text, i));
        if (is_apart || rune_is_digit((unsigned char)text.p[word.lo]) || !same_word(word_str(text, last), word_str(text, word))
            || word_is(text, word, allowed) || rune_is_upper(rune_at(text, word.lo)))
            continue;
        report(checking, passage, DIAG_WORD_TWICE, last.lo, word.hi, word_str(text, last));
    }
}

/* ---- ordinals and dates ---- */

static const char *const months[] = {
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre", NULL
};

static const struct { const char *wrong, *right; bool for_one; } ordinals[] = {
    { "ère", "re", true }, { "ères", "res", true }, { "ème", "e", false }, { "èmes", "es", false },
    { "eme", "e", false }, { "emes", "es", false }, { "iem", "e", false }, { "ieme", "e", false }, { "ième", "e", false },
    { "ièmes", "es", false }, { "nde", "de", false },
};

static void check_ordinal(const Checking *checking, const Passage *passage, Word word)
{
    Str text = passage->text;
    size_t end = word.lo;
    while (end < word.hi && rune_is_digit((unsigned char)text.p[end]))
        end++;
    Str ending = str_slice(text, end, word.hi);
    bool is_one = end == word.lo + 1 && text.p[word.lo] == '1';
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (end > word.lo && str_equal(ending, str_from_c(ordinals[i].wrong)) && ordinals[i].for_one == is_one)
            report(checking, passage, DIAG_ORDINAL, word.lo, word.hi,
                   str_printf(checking->scratch, "%.*s%s", STR_ARG(str_slice(text, word.lo, end)), ordinals[i].right));
}

/* "1 janvier", "02 décembre". */
static void check_day(const Checking *checking, const Passage *passage, Word word, Word month)
{
    Str text = passage->text, day = word_str(text, word);
    bool is_first = str_equal(day, STR("1")) || str_equal(day, STR("01"));
    bool has_zero = day.n == 2 && day.p[0] == '0' && day.p[1] > '0' && day.p[1] <= '9';
    uint32_t before = rune_before(text, word.lo);
    if ((!is_first && !has_zero) || before == '/' || before == '.' || before == ',' || before == '-')
        return;
    Str between = str_slice(text, word.hi, month.lo);
    Str right = is_first ? STR("1er") : str_slice(day, 1, 2);
    report(checking, passage, DIAG_ORDINAL, word.lo, month.hi,
           str_printf(checking->scratch, "%.*s%.*s%.*s", STR_ARG(right), STR_ARG(between), STR_ARG(word_str(text, month))));
}

/* What stands in guillemets is another's, and stays as it is. */
typedef struct { size_t at; int open; } Quoting;

static bool is_quoted(Quoting *quoting, Str text, size_t at)
{
    while (quoting->at < at) {
        uint32_t rune = utf8_next(text, &quoting->at);
        quoting->open += rune == 0xAB ? 1 : rune == 0xBB ? -1 : 0;
    }
    return quoting->open > 0;
}

void ordinals_are_written(const Checking *checking, const Passage *passage)
{
    Str text = passage->text;
    Word word, last = { 0 };
    Quoting quoting = { 0 };
    for (size_t at = 0; prose_next_word(text, &at, &word); last = word) {
        if (!rune_is_digit((unsigned char)text.p[last.lo]) && !rune_is_digit((unsigned char)text.p[word.lo]))
            continue;
        if (is_quoted(&quoting, text, word.lo))
            continue;
        if (rune_is_digit((unsigned char)text.p[word.lo]))
            check_ordinal(checking, passage, word);
        if (last.hi > 0 && last.hi < word.lo && str_trim(str_slice(text, last.hi, word.lo)).n == 0 && word_is(text, word, months))
            check_day(checking, passage, last, word);
    }
}

/* ---- what print mends in silence ---- */

static bool is_in_address(Str text, size_t at)
{
    size_t lo = at;
    while (lo > 0 && !rune_is_blank(rune_before(text, lo)))
        utf8_previous(text, &lo);
    Str word = str_slice(text, lo, at);
    return str_find(word, STR("://"), 0) < word.n || str_find(word, STR("www."), 0) < word.n || str_find(word, STR("@"), 0) < word.n;
}

static void check_sign(const Checking *checking, const Passage *passage, size_t at, size_t next)
{
    Str text = passage->text, sign = str_slice(text, at, next);
    uint32_t rune = rune_at(text, at), before = rune_before(text, at), after = rune_at(text, next);
    bool is_word_before = rune_is_letter(before) || rune_is_digit(before) || before == ')' || before == 0xBB;
    if (rune == '\'' && rune_is_letter(before) && rune_is_letter(after))
        report(checking, passage, DIAG_TYPOGRAPHY, at, next, STR("’"));
    else if (rune == '.' && after == '.' && rune_at(text, next + 1) == '.' && before != '.' && rune_at(text, next + 2) != '.')
        report(checking, passage, DIAG_TYPOGRAPHY, at, next + 2, STR("…"));
    else if ((rune == ';' || rune == '!' || rune == '?') && is_word_before && !is_in_address(text, at))
        report(checking, passage, DIAG_TYPOGRAPHY, at, next, str_printf(checking->scratch, NNBSP "%.*s", STR_ARG(sign)));
    else if (rune == ':' && is_word_before && (after == ' ' || after == 0) && !is_in_address(text, at))
        report(checking, passage, DIAG_TYPOGRAPHY, at, next, STR(NBSP ":"));
    else if (rune == 0xAB && (rune_is_letter(after) || rune_is_digit(after)))
        report(checking, passage, DIAG_TYPOGRAPHY, at, next, STR("«" NBSP));
    else if (rune == 0xBB && is_word_before)
        report(checking, passage, DIAG_TYPOGRAPHY, at, next, STR(NBSP "»"));
}

/* A pair of straight quotes with words between. */
static size_t check_quotes(const Checking *checking, const Passage *passage, size_t at)
{
    Str text = passage->text;
    size_t end = str_find(text, STR("\""), at + 1);
    if (end == text.n || end == at + 1)
        return at + 1;
    Str inside = str_slice(text, at + 1, end);
    Str right = str_printf(checking->scratch, "«" NBSP "%.*s" NBSP "»", STR_ARG(inside));
    bool has_mark = str_find(inside, STR("\uFFFC"), 0) < inside.n;
    Span span = passage_span(passage, at, end + 1);
    diag_add(checking->diags, DIAG_TYPOGRAPHY, span, "« %.*s »", STR_ARG(str_slice(text, at, end + 1)));
    diag_remedy(checking->diags, "écrire %.*s", STR_ARG(right));
    if (!has_mark && passage_is_whole(passage, at, end + 1))
        diag_fix(checking->diags, span, right);
    return end + 1;
}

void spaces_are_typed(const Checking *checking, const Passage *passage)
{
    Str text = passage->text;
    for (size_t at = 0; checking->is_strict && at < text.n;) {
        size_t next = at;
        uint32_t rune = utf8_next(text, &next);
        if (rune == '"') {
            at = check_quotes(checking, passage, at);
            continue;
        }
        check_sign(checking, passage, at, next);
        at = next;
    }
}
