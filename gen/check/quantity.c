#include "check/quantity.h"

#include <string.h>

#include "base/utf8.h"
#include "text/letters.h"

enum { NUMBER_WORD_MOST = 9, DIGITS_MAX = 12, VALUE_DIGITS = 15, YEAR_FIRST = 1900, YEAR_LAST = 2099, RUNE_OPEN = 0xAB, RUNE_CLOSE = 0xBB };

static const int64_t LARGEST = 999999999999999;      /* of VALUE_DIGITS */

static uint32_t rune_at(Str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

static uint32_t rune_before(Str text, size_t at)
{
    return at > 0 ? utf8_previous(text, &at) : 0;
}

static size_t skip_blanks(Str text, size_t at)
{
    while (at < text.n && rune_is_blank(rune_at(text, at)))
        utf8_next(text, &at);
    return at;
}

/* ---- a number in figures ---- */

static size_t digits_end(Str text, size_t at)
{
    while (at < text.n && rune_is_digit((unsigned char)text.p[at]))
        at++;
    return at;
}

/* The end of a group of three behind a blank or a point at `at`; `at` itself when none is there. */
static size_t group_end(Str text, size_t at)
{
    uint32_t mark = rune_at(text, at);
    if (at >= text.n || (mark != '.' && !(rune_is_blank(mark) && mark != '\n')))
        return at;
    size_t first = at;
    utf8_next(text, &first);
    return digits_end(text, first) == first + 3 ? first + 3 : at;
}

/* False when they are too many for a value. */
static bool add_digits(Value *value, Str text, size_t lo, size_t hi)
{
    int count = 0;
    for (size_t i = lo; i < hi && count <= VALUE_DIGITS; i++)
        if (rune_is_digit((unsigned char)text.p[i]) && ++count <= VALUE_DIGITS)
            value->digits = value->digits * 10 + (text.p[i] - '0');
    return count <= VALUE_DIGITS;
}

/* Reads digits, groups of three and decimals at `lo`; false when it is too long to count anything. */
static bool read_figures(Str text, size_t lo, Quantity *quantity, bool *is_grouped)
{
    size_t hi = digits_end(text, lo), next;
    *is_grouped = false;
    while (hi - lo <= DIGITS_MAX && (*is_grouped || hi - lo <= 3) && text.p[lo] != '0' && (next = group_end(text, hi)) > hi) {
        hi = next;
        *is_grouped = true;
    }
    Value value = { .kind = VALUE_NUMBER };
    size_t end = hi;
    bool has_comma = hi < text.n && text.p[hi] == ',' && digits_end(text, hi + 1) > hi + 1;
    if (has_comma) {
        end = digits_end(text, hi + 1);
        value.decimals = (uint8_t)(end - hi - 1 < 7 ? end - hi - 1 : 7);
    }
    if (end - lo > DIGITS_MAX + 8 || value.decimals > 6 || !add_digits(&value, text, lo, end))
        return false;
    *quantity = (Quantity){ .lo = lo, .hi = end, .end = end, .value = value, .head = value };
    return true;
}

/* True when what stands beside the number makes it part of a name, a code, an ordinal or an hour. */
static bool is_glued(Str text, const Quantity *quantity)
{
    uint32_t before = rune_before(text, quantity->lo), after = rune_at(text, quantity->hi);
    uint32_t beyond = rune_at(text, quantity->hi + 1);
    if (rune_is_letter(before) || before == '/' || before == '.' || before == ',' || before == '+' || before == '_'
        || before == 0xB0 || before == 0xBA || before == ':')
        return true;
    size_t dash = quantity->lo;
    if ((before == '-' || before == 0x2013) && utf8_previous(text, &dash) && !rune_is_blank(rune_before(text, dash)))
        return true;
    if (rune_is_letter(after) || after == 0xB0 || after == 0xBA || after == '_')
        return true;
    bool goes_on = rune_is_digit(beyond) || rune_is_letter(beyond);
    return (after == '/' || after == '-' || after == 0x2013 || after == ':' || after == '.') && goes_on;
}

/* ---- a number in words ---- */

static const struct { const char *word; int value; } number_words[] = {
    { "zero", 0 }, { "un", 1 }, { "une", 1 }, { "deux", 2 }, { "trois", 3 }, { "quatre", 4 }, { "cinq", 5 }, { "six", 6 },
    { "sept", 7 }, { "huit", 8 }, { "neuf", 9 }, { "dix", 10 }, { "onze", 11 }, { "douze", 12 }, { "treize", 13 },
    { "quatorze", 14 }, { "quinze", 15 }, { "seize", 16 }, { "vingt", 20 }, { "vingts", 20 }, { "trente", 30 },
    { "quarante", 40 }, { "cinquante", 50 }, { "soixante", 60 }, { "cent", 100 }, { "cents", 100 }, { "mille", 1000 },
};

static int word_number(Str text, Word word)
{
    char folded[WORD_ROOM];
    if (word.hi - word.lo > NUMBER_WORD_MOST || !word_fold(text, word, folded))
        return -1;
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
        if (number_words[i].word[0] == folded[0] && strcmp(number_words[i].word, folded) == 0)
            return number_words[i].value;
    return -1;
}

/* The next part of a number in words: a word, or what a hyphen parts in one. */
static bool part_next(Str text, size_t at, Word *part)
{
    while (at < text.n && (rune_at(text, at) == '-' || (rune_is_blank(rune_at(text, at)) && text.p[at] != '\n')))
        utf8_next(text, &at);
    part->lo = part->hi = at;
    while (part->hi < text.n && rune_is_letter(rune_at(text, part->hi)))
        utf8_next(text, &part->hi);
    return part->hi > part->lo;
}

/* Whether a part that says `number` may follow what has been read. */
static bool may_follow(int last, int number)
{
    if (number >= 100)
        return last != 0 && (number == 1000 || last < 100);
    if (last == 4 && number == 20)
        return true;
    if (last >= 100)
        return true;
    return last >= 20 && last % 10 == 0 && number < 20 && (number < 10 || last == 60 || last == 80);
}

static bool read_words(Str text, size_t lo, Quantity *quantity)
{
    int64_t sum = 0, below = 0;          /* whole thousands; what is below */
    int last = -1;
    size_t end = lo, at = lo;
    Word part;
    while (part_next(text, at, &part)) {
        if (last >= 20 && word_is(text, part, (const char *const[]){ "et", NULL })) {
            Word after;
            if (!part_next(text, part.hi, &after) || (word_number(text, after) != 1 && word_number(text, after) != 11))
                break;
            part = after;
        }
        int number = word_number(text, part);
        if (number < 0 || (last >= 0 && !may_follow(last, number)))
            break;
        if (number == 1000) {
            sum += (below == 0 ? 1 : below) * 1000;
            below = 0;
        } else if (number == 100) {
            below = below == 0 ? 100 : below % 100 * 100;
        } else {
            below = last == 4 && number == 20 ? below - 4 + 80 : below + number;
        }
        last = last == 4 && number == 20 ? 80 : number;
        end = at = part.hi;
    }
    if (last < 0 || sum + below <= 1)
        return false;
    Value value = { .kind = VALUE_NUMBER, .digits = sum + below };
    *quantity = (Quantity){ .lo = lo, .hi = end, .end = end, .value = value, .head = value, .is_in_words = true };
    return true;
}

/* ---- what stands around ---- */

static const char *const months[] = {
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre", NULL
};

/* What gives its number to the word behind it. */
static const char *const numbered[] = {
    "n", "no", "nos", "num", "numero", "numeros", "article", "articles", "art", "action", "actions", "osp", "odd", "objectif",
    "programme", "programmes", "tableau", "tableaux", "figure", "figures", "graphique", "graphiques", "schema", "page",
    "pages", "p", "pp", "chapitre", "chapitres", "annexe", "annexes", "section", "sections", "partie", "phase", "loi",
    "lois", "decret", "decrets", "dahir", "circulaire", "circulaires", "convention", "conventions", "agenda", "horizon",
    "comite", "cp", "etape", "point", "alinea", "paragraphe", "liste", "version", "volet", "axe", "tome", "bp", "tel",
    "telephone", "fax", "annee", "an", "rue", "avenue", "boulevard", "bd", "lot", "immeuble", "appartement", "resolution",
    "zone", "niveau", "groupe", "classe", "grade", "echelle", "type", "categorie", "vi", "cop", NULL
};

static const char *const joining[] = { "et", "a", "au", "aux", "ou", "le", "les", "du", "er", NULL };
static const char *const after_hours[] = { "h", "heure", "heures", "min", "minutes", NULL };
static const char *const streets[] = { "rue", "avenue", "boulevard", "bd", "place", "allee", "route", "bis", "ter", NULL };

static bool word_behind(Str text, size_t at, Word *word)
{
    return prose_next_word(text, &at, word);
}

/* The word that ends right before `at`, blanks and marks between them left out. */
static bool word_ahead(Str text, size_t at, Word *word)
{
    while (at > 0) {
        size_t back = at;
        uint32_t rune = utf8_previous(text, &back);
        if (rune_is_letter(rune) || rune_is_digit(rune))
            break;
        if (rune == '\n' || (!rune_is_blank(rune) && rune != '.' && rune != 0xB0 && rune != 0xBA))
            return false;
        at = back;
    }
    word->lo = word->hi = at;
    while (word->lo > 0) {
        size_t back = word->lo;
        uint32_t rune = utf8_previous(text, &back);
        if (!rune_is_letter(rune) && !rune_is_digit(rune))
            break;
        word->lo = back;
    }
    return word->hi > word->lo;
}

/* True when a month ends the chain "3 au 15 décembre", "10, 11 et 12 juin" that the number begins or goes on. */
static bool leads_to_month(Str text, size_t at)
{
    for (int steps = 0; steps < 8; steps++) {
        Word word;
        size_t from = at;
        if (!word_behind(text, at, &word))
            return false;
        for (; from < word.lo; utf8_next(text, &from)) {
            uint32_t rune = rune_at(text, from);
            if (!rune_is_blank(rune) && rune != ',' && rune != '-' && rune != 0x2013)
                return false;
        }
        if (word_is(text, word, months))
            return true;
        bool is_day = word.hi - word.lo <= 2 && rune_is_digit((unsigned char)text.p[word.lo]);
        bool is_first = word.hi - word.lo == 3 && str_equal(word_str(text, word), STR("1er"));
        if (!is_day && !is_first && !word_is(text, word, joining))
            return false;
        at = word.hi;
    }
    return false;
}

/* "articles 6 et 7": numbered itself, or joined to one that is. */
static bool is_numbered(const QuantityReader *reader, Str text, const Quantity *quantity)
{
    Word word;
    if (!word_ahead(text, quantity->lo, &word))
        return reader->was_numbered && rune_before(text, quantity->lo) == ' ' && quantity->lo > 1
            && text.p[quantity->lo - 2] == ',';
    if (word_is(text, word, numbered))
        return true;
    static const char *const links[] = { "et", "a", "ou", "au", NULL };
    return reader->was_numbered && word_is(text, word, links);
}

static bool is_year(const Quantity *quantity, bool is_grouped)
{
    return !is_grouped && quantity->value.decimals == 0 && quantity->value.digits >= YEAR_FIRST
        && quantity->value.digits <= YEAR_LAST && quantity->hi - quantity->lo == 4;
}

static bool is_address(Str text, const Quantity *quantity, bool is_grouped)
{
    Word word;
    size_t width = quantity->hi - quantity->lo;
    if (!word_behind(text, quantity->hi, &word))
        return false;
    if (word_is(text, word, streets))
        return true;
    return width == 5 && !is_grouped && rune_is_upper(rune_at(text, word.lo)) && word.lo <= quantity->hi + 2;
}

/* "%", "millions" or a currency behind the number. */
static void read_unit(Str text, Quantity *quantity)
{
    static const char *const millions[] = { "million", "millions", NULL };
    static const char *const milliards[] = { "milliard", "milliards", NULL };
    static const char *const currencies[] = { "dh", "dhs", "mad", "dirham", "dirhams", "eur", "euro", "euros", NULL };
    size_t at = skip_blanks(text, quantity->hi);
    Word word;
    if (rune_at(text, at) == '%') {
        quantity->value.kind = quantity->head.kind = VALUE_SHARE;
        quantity->end = at + 1;
        return;
    }
    if (!word_behind(text, at, &word) || word.lo != at)
        return;
    bool is_million = word_is(text, word, millions), is_milliard = word_is(text, word, milliards);
    for (int zeros = is_million ? 6 : is_milliard ? 9 : 0; zeros > 0; zeros--) {
        if (quantity->value.decimals > 0)
            quantity->value.decimals--;
        else                             /* at most what a value holds: more is as much */
            quantity->value.digits = quantity->value.digits > LARGEST / 10 ? LARGEST : quantity->value.digits * 10;
    }
    if (is_million || is_milliard) {
        quantity->end = quantity->hi;
        at = skip_blanks(text, word.hi);
        Word of;
        static const char *const joints[] = { "de", "d", NULL };
        if (word_behind(text, at, &of) && word_is(text, of, joints))
            word_behind(text, of.hi, &word);
    }
    if (word_is(text, word, currencies)) {
        quantity->value.kind = VALUE_AMOUNT;
        quantity->end = is_million || is_milliard ? quantity->hi : word.hi;
    }
}

/* True when it counts something; in figures, of which more must be left out. */
static bool counts(const QuantityReader *reader, Str text, const Quantity *quantity, bool is_grouped)
{
    Word word;
    if (is_glued(text, quantity) || is_year(quantity, is_grouped) || is_numbered(reader, text, quantity))
        return false;
    if (text.p[quantity->lo] == '0' && quantity->value.decimals == 0 && quantity->hi - quantity->lo > 1)
        return false;
    if (quantity->value.digits <= 31 && leads_to_month(text, quantity->hi))
        return false;
    if (word_behind(text, quantity->hi, &word) && word.lo <= quantity->hi + 3 && word_is(text, word, after_hours))
        return false;
    return !is_address(text, quantity, is_grouped);
}

static void track_quotes(QuantityReader *reader, uint32_t rune)
{
    if (rune == RUNE_OPEN)
        reader->quotes++;
    else if (rune == RUNE_CLOSE && reader->quotes > 0)
        reader->quotes--;
}

bool quantity_next(QuantityReader *reader, const Passage *passage, Quantity *quantity)
{
    Str text = passage->text;
    for (uint32_t rune, before = rune_before(text, reader->at); reader->at < text.n; before = rune) {
        rune = rune_at(text, reader->at);
        bool is_grouped = false, is_read = false, is_counting = false;
        if (rune_is_digit(rune) && !rune_is_digit(before)) {
            is_read = read_figures(text, reader->at, quantity, &is_grouped);
            is_counting = is_read && counts(reader, text, quantity, is_grouped);
            reader->was_numbered = is_read && is_numbered(reader, text, quantity);
        } else if (rune_is_letter(rune) && !rune_is_letter(before) && !rune_is_digit(before) && before != '-') {
            is_read = read_words(text, reader->at, quantity);
            is_counting = is_read && !is_numbered(reader, text, quantity) && !leads_to_month(text, quantity->hi)
                       && !rune_is_letter(rune_at(text, quantity->hi));
        }
        if (!is_read) {
            track_quotes(reader, rune);
            utf8_next(text, &reader->at);
            continue;
        }
        reader->at = quantity->hi;
        rune = rune_before(text, reader->at);
        if (is_counting && reader->quotes == 0) {
            read_unit(text, quantity);
            return true;
        }
    }
    return false;
}
