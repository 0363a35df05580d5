#include "html/words.h"

#include "base/utf8.h"
#include "text/letters.h"

enum { STEM_LETTERS = 3, GROUP_DIGITS = 3 };

/* Endings by step, at most one a step, the first that fits: plurals, feminines, the mute e (twice: "réfugiée"),
 * the infinitive. A doubled letter at the end is then one. In the line of Savoy's minimal stemmer for French
 * ("A stemming procedure and stopword list for general French corpora", 1999), with feminines added. */
typedef struct { int step; const char *ending, *instead; } Ending;

static const Ending endings[] = {
    { 0, "eaux", "eau" }, { 0, "avaux", "avail" }, { 0, "aux", "al" }, { 0, "x", "" }, { 0, "s", "" },
    { 1, "trice", "teur" }, { 1, "euse", "eu" }, { 1, "ive", "if" },
    { 2, "e", "" }, { 3, "e", "" }, { 4, "er", "" },
};
enum { ENDINGS = sizeof endings / sizeof *endings };

/* These two are sorted. */
static const char *const elisions[] = { "c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t" };
enum { ELISIONS = sizeof elisions / sizeof *elisions };

static const char *const stops[] = {
    "a", "ainsi", "au", "aux", "avec", "ce", "ces", "cette", "comme", "dans", "de", "des", "dont", "du", "elle", "en",
    "entre", "est", "et", "ete", "il", "ils", "la", "le", "les", "leur", "leurs", "mais", "ne", "notamment", "on", "ont",
    "ou", "par", "pas", "plus", "pour", "qu", "que", "qui", "sa", "sans", "se", "ses", "son", "sont", "sous", "sur",
    "un", "une", "y",
};
enum { STOPS = sizeof stops / sizeof *stops };

static bool is_among(const char *const *words, size_t n, Str word)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        int order = str_compare(str_from_c(words[middle]), word);
        if (order == 0)
            return true;
        if (order < 0)
            lo = middle + 1;
        else
            hi = middle;
    }
    return false;
}

bool word_is_stop(Str folded)
{
    return is_among(stops, STOPS, folded);
}

/* Marks of Latin and of Arabic letters, and the stroke that stretches Arabic words. */
static bool is_mark(uint32_t rune)
{
    return (rune >= 0x300 && rune <= 0x36F) || (rune >= 0x64B && rune <= 0x65F) || rune == 0x670 || rune == 0x640;
}

/* Arabic letters that bear hamza or madda, without it. */
static uint32_t bare_arabic(uint32_t rune)
{
    return rune == 0x622 || rune == 0x623 || rune == 0x625 ? 0x627 : rune == 0x624 ? 0x648 : rune == 0x626 ? 0x64A : rune;
}

static void fold(Buf *out, uint32_t rune)
{
    Letter letter;
    if (rune < 0x80) {                   /* a letter or a digit, which has this bit already */
        buf_char(out, (char)(rune | 0x20));
        return;
    }
    if (is_mark(rune))
        return;
    if (rune_letter(rune, &letter))
        buf_bytes(out, letter.base, (size_t)letter.count);
    else
        buf_rune(out, bare_arabic(rune_lower(rune)));
}

static uint32_t rune_at(Str text, size_t at, size_t *after)
{
    *after = at;
    return at < text.n ? utf8_next(text, after) : 0;
}

static bool is_digit_at(Str text, size_t at)
{
    return at < text.n && rune_is_digit((unsigned char)text.p[at]);
}

static size_t digits_end(Str text, size_t at)
{
    while (is_digit_at(text, at))
        at++;
    return at;
}

/* The digits of a number that begins at `*at`, with its groups joined and its decimals behind a comma. */
static void put_number(Buf *out, Str text, size_t *at)
{
    size_t lo = *at, hi = digits_end(text, lo), next;
    bool is_grouped = hi - lo <= GROUP_DIGITS;
    buf_str(out, str_slice(text, lo, hi));
    while (is_grouped && rune_is_blank(rune_at(text, hi, &next)) && digits_end(text, next) - next == GROUP_DIGITS) {
        buf_str(out, str_slice(text, next, next + GROUP_DIGITS));
        hi = next + GROUP_DIGITS;
    }
    size_t whole = out->n;
    while (hi < text.n && (text.p[hi] == ',' || text.p[hi] == '.') && is_digit_at(text, hi + 1)) {
        next = digits_end(text, hi + 1);
        buf_char(out, ',');
        buf_str(out, str_slice(text, hi + 1, next));
        hi = next;
    }
    size_t end = out->n;
    while (end > whole && out->p[end - 1] == '0')
        end--;
    if (end == whole + 1)
        out->n = whole;
    *at = hi;
}

static bool is_word_rune(uint32_t rune)
{
    return rune_is_letter(rune) || rune_is_digit(rune);
}

bool word_next(Buf *word, Str text, size_t *at)
{
    size_t next = *at;
    word->n = 0;
    while (*at < text.n) {
        uint32_t rune = rune_at(text, *at, &next);
        if (rune_is_digit(rune) && word->n == 0) {
            put_number(word, text, at);
        } else if (is_word_rune(rune)) {
            fold(word, rune);
            *at = next;
        } else {
            bool is_elision = (rune == '\'' || rune == 0x2019) && is_among(elisions, ELISIONS, buf_text(word));
            if (word->n > 0 && !is_elision)
                break;
            word->n = 0;
            *at = next;
        }
    }
    return word->n > 0;
}

static bool has_digit(Str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (rune_is_digit((unsigned char)word.p[i]))
            return true;
    return false;
}

Str word_stem(Arena *arena, Str word)
{
    if (has_digit(word))
        return word;
    for (size_t i = 0; i < ENDINGS; i++) {
        Str ending = str_from_c(endings[i].ending), instead = str_from_c(endings[i].instead);
        if (!str_ends(word, ending) || utf8_count(word) - ending.n + instead.n < STEM_LETTERS)
            continue;
        word = str_join(arena, str_slice(word, 0, word.n - ending.n), instead);
        while (i + 1 < ENDINGS && endings[i + 1].step == endings[i].step)
            i++;
    }
    bool is_double = utf8_count(word) > STEM_LETTERS && word.p[word.n - 1] == word.p[word.n - 2];
    return is_double && word.p[word.n - 1] > 0 ? str_slice(word, 0, word.n - 1) : word;
}

static void put_words(Buf *out, const char *name, const char *const *words, size_t n)
{
    buf_printf(out, ",\"%s\":\"", name);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", words[i]);
    buf_char(out, '"');
}

void words_rules(Buf *out)
{
    buf_c(out, "\"fins\":[");
    for (size_t i = 0; i < ENDINGS; i++) {
        bool is_first = i == 0 || endings[i].step != endings[i - 1].step;
        buf_printf(out, "%s[\"%s\",\"%s\"]", !is_first ? "," : i == 0 ? "[" : "],[", endings[i].ending,
                   endings[i].instead);
    }
    buf_c(out, "]]");
    put_words(out, "elisions", elisions, ELISIONS);
    put_words(out, "vides", stops, STOPS);
}
