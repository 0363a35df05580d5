/* french.c - the spaces, quotes and endings of running text */
#include "text/french.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/letters.h"

enum { RUNE_NBSP = 0xA0, RUNE_NNBSP = 0x202F, RUNE_OPEN = 0xAB, RUNE_CLOSE = 0xBB, RUNE_DEGREE = 0xB0 };

/* What a number is not parted from. Months count as units of their day. */
static const char *const units[] = {
    "DH", "DHS", "MDH", "MAD", "EUR", "USD", "€", "$", "km", "km²", "m", "m²", "cm", "ha", "kg", "t", "h", "min",
    "°C", "million", "millions", "milliard", "milliards", "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
};

/* What a number of up to three digits is not parted from. */
static const char *const numbered[] = {
    "action", "actions", "article", "articles", "figure", "figures", "objectif", "objectifs", "OSP", "page", "pages",
    "programme", "programmes", "tableau", "tableaux",
};

typedef struct {
    Str      text;
    size_t   at;
    Buf      out;
    uint32_t last, last_but_one;         /* characters written; 0 for none */
    size_t   digits;                     /* length of the run of digits just written */
    bool     is_grouped;                 /* that run follows a blank between thousands */
    uint32_t run_before;                 /* the character before that run */
    uint32_t run_first;                  /* its first digit */
} Spacer;

static uint32_t rune_at(Str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

static void put(Spacer *spacer, uint32_t rune)
{
    if (rune_is_digit(rune)) {
        if (spacer->digits == 0 && !spacer->is_grouped) {
            spacer->run_before = spacer->last;
            spacer->run_first = rune;
        }
        spacer->digits++;
    } else {
        spacer->digits = 0;
        spacer->is_grouped = false;
    }
    buf_rune(&spacer->out, rune);
    spacer->last_but_one = spacer->last;
    spacer->last = rune;
}

static bool is_high(uint32_t rune)       /* takes a narrow blank before it */
{
    return rune == ';' || rune == '!' || rune == '?';
}

static bool is_after_number_sign(const Spacer *spacer)
{
    return (spacer->last == RUNE_DEGREE || spacer->last == 0xBA)
        && (spacer->last_but_one == 'n' || spacer->last_but_one == 'N');
}

/* The length of an address that begins at `at`; 0 when none does. */
static size_t url_length(Str text, size_t at)
{
    const Str schemes[] = { STR("http://"), STR("https://"), STR("mailto:"), STR("www.") };
    char first = text.p[at];
    if (first != 'h' && first != 'm' && first != 'w')
        return 0;
    Str rest = str_slice(text, at, text.n);
    bool is_url = false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        is_url = is_url || str_starts(rest, schemes[i]);
    if (!is_url)
        return 0;
    size_t end = 0;
    bool has_paren = false;
    while (end < rest.n) {
        uint32_t rune = rune_at(rest, end);
        if (rune_is_blank(rune) || rune == '<' || rune == '>' || rune == '"' || rune == RUNE_CLOSE)
            break;
        has_paren = has_paren || rune == '(';
        utf8_next(rest, &end);
    }
    while (end > 0 && strchr(has_paren ? ".,;:!?" : ".,;:!?)", rest.p[end - 1]))
        end--;
    return end;
}

static bool is_unit(Str text, size_t at)
{
    Str rest = str_slice(text, at, text.n);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        Str unit = str_from_c(units[i]);
        uint32_t next = rune_at(rest, unit.n);
        if (str_starts(rest, unit) && !rune_is_letter(next) && !rune_is_digit(next) && next != '-')
            return true;
    }
    return false;
}

/* Three digits and no more follow at `at`, after a run that can go before
 * them: one to three digits that do not begin with 0, or a group of three. */
static bool is_thousands(const Spacer *spacer, size_t at)
{
    Str text = spacer->text;
    for (size_t k = 0; k < 3; k++)
        if (!rune_is_digit(rune_at(text, at + k)))
            return false;
    if (rune_is_digit(rune_at(text, at + 3)))
        return false;
    if (spacer->is_grouped)
        return spacer->digits == 3;
    uint32_t first = spacer->run_first, before = spacer->run_before;
    return spacer->digits >= 1 && spacer->digits <= 3 && first != '0' && !rune_is_letter(before)
        && before != ',' && before != '.' && before != '+' && before != '/' && before != RUNE_NNBSP;
}

/* True when the newest word written is one of `numbered` and a short number stands at `at`. */
static bool is_numbered(const Spacer *spacer, size_t at)
{
    size_t digits = 0;
    while (rune_is_digit(rune_at(spacer->text, at + digits)))
        digits++;
    if (digits == 0 || digits > 3)
        return false;
    Str out = buf_text(&spacer->out);
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
        Str word = str_from_c(numbered[i]);
        size_t before = out.n - word.n;
        uint32_t first = (unsigned char)word.p[0];
        bool begins = out.n >= word.n && (rune_at(out, before) | 0x20) == (first | 0x20)
                   && str_ends(out, str_slice(word, 1, word.n));
        if (begins && (before == 0 || !rune_is_letter(utf8_previous(out, &before))))
            return true;
    }
    return false;
}

/* The blank that stands between what is written and `next`, at `at`, where
 * the author typed one; 0 for none. */
static uint32_t blank_before(const Spacer *spacer, uint32_t next, size_t at, uint32_t typed)
{
    if (spacer->last == 0 && at < spacer->text.n && is_high(next))
        return 0;
    if (spacer->last == RUNE_NBSP || spacer->last == RUNE_NNBSP)
        return 0;                        /* the piece before ended with it */
    if (is_high(next))
        return RUNE_NNBSP;
    if (next == ':' || next == RUNE_CLOSE || next == '%' || next == 0x2030 || spacer->last == RUNE_OPEN)
        return RUNE_NBSP;
    if (is_after_number_sign(spacer))
        return RUNE_NBSP;
    if (rune_is_digit(spacer->last) && is_thousands(spacer, at))
        return RUNE_NNBSP;
    if (rune_is_digit(spacer->last) && is_unit(spacer->text, at))
        return RUNE_NBSP;
    if (typed == ' ' && is_numbered(spacer, at))
        return RUNE_NBSP;
    return typed;
}

static void put_blanks(Spacer *spacer)
{
    uint32_t typed = ' ';
    size_t count = 0;
    for (; spacer->at < spacer->text.n; count++) {
        uint32_t rune = rune_at(spacer->text, spacer->at);
        if (!rune_is_blank(rune))
            break;
        if (typed == ' ' && rune > 0x7F)
            typed = rune;
        utf8_next(spacer->text, &spacer->at);
    }
    uint32_t blank = blank_before(spacer, rune_at(spacer->text, spacer->at), spacer->at, typed);
    if (blank == 0)
        return;
    bool is_thousand = blank == RUNE_NNBSP && rune_is_digit(rune_at(spacer->text, spacer->at))
                    && rune_is_digit(spacer->last);
    put(spacer, blank);
    spacer->is_grouped = is_thousand;
}

/* True when `rune`, typed without a blank before it, needs one. */
static uint32_t blank_missing(const Spacer *spacer, uint32_t rune, uint32_t next)
{
    uint32_t last = spacer->last;
    if (last == 0 || rune_is_blank(last) || last == '(' || last == '[' || last == RUNE_OPEN)
        return 0;
    if (is_high(rune))
        return is_high(last) ? 0 : RUNE_NNBSP;
    if (rune == ':')
        return next == 0 || rune_is_blank(next) ? RUNE_NBSP : 0;
    if (rune == '%' || rune == 0x2030)
        return rune_is_digit(last) ? RUNE_NBSP : 0;
    return rune == RUNE_CLOSE ? RUNE_NBSP : 0;
}

/* A straight quote opens after nothing, a blank or a bracket. */
static uint32_t quote_of(uint32_t last)
{
    bool opens = last == 0 || rune_is_blank(last) || last == '(' || last == '[' || last == 0x2019;
    return opens ? RUNE_OPEN : RUNE_CLOSE;
}

static void put_rune(Spacer *spacer)
{
    uint32_t rune = utf8_next(spacer->text, &spacer->at);
    uint32_t next = rune_at(spacer->text, spacer->at);
    if (rune == '"')
        rune = quote_of(spacer->last);
    uint32_t blank = blank_missing(spacer, rune, next);
    if (blank != 0)
        put(spacer, blank);
    if (rune == '.' && next == '.' && rune_at(spacer->text, spacer->at + 1) == '.') {
        spacer->at += 2;
        rune = 0x2026;
    }
    put(spacer, rune == '\'' ? 0x2019 : rune);
    bool needs_blank_after = (rune == RUNE_OPEN && !rune_is_blank(next))
                          || (is_after_number_sign(spacer) && rune_is_digit(next));
    if (needs_blank_after)
        put(spacer, RUNE_NBSP);
}

/* Copies the letters that follow a letter: nothing comes between them. */
static void put_letters(Spacer *spacer)
{
    Str text = spacer->text;
    size_t lo = spacer->at, end = lo;
    while (end < text.n && rune_is_letter(utf8_next(text, &end)))
        spacer->at = end = letters_small_end(text, end);
    size_t back = spacer->at;
    if (back == lo)
        return;
    uint32_t last = utf8_previous(text, &back);
    spacer->last_but_one = back > lo ? utf8_previous(text, &back) : spacer->last;
    spacer->last = last;
    buf_str(&spacer->out, str_slice(text, lo, spacer->at));
}

Str french_spaces(Arena *arena, Str text, uint32_t before)
{
    Spacer spacer = { .text = text, .out = buf_new(arena), .last = before };
    buf_reserve(&spacer.out, text.n + text.n / 16);
    while (spacer.at < text.n) {
        bool is_in_word = rune_is_letter(spacer.last);
        if (is_in_word)
            put_letters(&spacer);
        if (spacer.at == text.n)
            break;
        uint32_t rune = rune_at(text, spacer.at);
        size_t url = is_in_word ? 0 : url_length(text, spacer.at);
        if (url > 0)
            for (size_t end = spacer.at + url; spacer.at < end;)
                put(&spacer, utf8_next(text, &spacer.at));
        else if (rune_is_blank(rune))
            put_blanks(&spacer);
        else
            put_rune(&spacer);
    }
    return buf_text(&spacer.out);
}

/* ---- ordinals ---- */

typedef struct { const char *ending; bool for_roman, for_one_only; } Ending;

static const Ending endings[] = {        /* the longer first */
    { "èmes", true, false }, { "ème", true, false }, { "ères", false, true }, { "ère", true, true },
    { "ers", false, true }, { "er", true, true }, { "res", false, true }, { "re", true, true },
    { "ndes", false, false }, { "nde", false, false }, { "nds", false, false }, { "nd", false, false },
    { "es", false, false }, { "e", true, false }, { "de", false, false }, { "d", false, false },
};

/* The end of the number at `at`: digits, or I V X for centuries and kings. */
static size_t number_end(Str text, size_t at, bool *is_roman, bool *is_one)
{
    size_t end = at;
    while (end < text.n && rune_is_digit((unsigned char)text.p[end]))
        end++;
    *is_roman = end == at;
    while (*is_roman && end < text.n && strchr("IVX", text.p[end]))
        end++;
    *is_one = end == at + 1 && (text.p[at] == '1' || text.p[at] == 'I');
    return end;
}

static size_t ending_length(Str rest, bool is_roman, bool is_one)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        Str ending = str_from_c(endings[i].ending);
        if (!str_starts(rest, ending) || (is_roman && !endings[i].for_roman))
            continue;
        if (endings[i].for_one_only && !is_one)
            continue;
        uint32_t next = rune_at(rest, ending.n);
        if (!rune_is_letter(next) && !rune_is_digit(next))
            return ending.n;
    }
    return 0;
}

bool french_next_ordinal(Str text, size_t *at, size_t *lo, size_t *hi)
{
    uint32_t last = 0;
    if (*at > 0 && *at <= text.n) {
        size_t back = *at;
        last = utf8_previous(text, &back);
    }
    while (*at < text.n) {
        if (text.p[*at] >= 'a' && text.p[*at] <= 'z') {   /* begins no number, and is most of a text */
            last = (unsigned char)text.p[(*at)++];
            continue;
        }
        bool is_roman, is_one;
        size_t end = number_end(text, *at, &is_roman, &is_one);
        if (end > *at) {
            bool is_apart = !rune_is_letter(last) && !rune_is_digit(last) && last != ',' && last != '.';
            size_t length = is_apart ? ending_length(str_slice(text, end, text.n), is_roman, is_one) : 0;
            last = (unsigned char)text.p[end - 1];
            *at = end + length;
            if (length > 0) {
                *lo = end;
                *hi = end + length;
                return true;
            }
        } else {
            last = utf8_next(text, at);
        }
    }
    return false;
}

Str french_list(Arena *arena, const Str *items, size_t n)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_c(&out, i + 1 == n ? " et " : ", ");
        buf_str(&out, items[i]);
    }
    return buf_text(&out);
}
