/* sigles.c - what a sigle stands for, where the text spells it out
 *
 * "Forum mondial pour la migration et le développement (FMMD)": the words
 * before the bracket whose initials are the sigle's letters are its meaning
 * there. It is held against rapport.yaml.
 */
#include "check/check_impl.h"

#include <string.h>

#include "base/utf8.h"
#include "text/letters.h"

enum { WORDS_MOST = 24 };

static const Sigle *find_sigle(const Edition *edition, Str name)
{
    const Sigle *sigles = edition->sigles.at;
    for (size_t i = 0; i < edition->sigles.n; i++)
        if (str_equal(sigles[i].name.str, name))
            return &sigles[i];
    return NULL;
}

static const char *const never[] = {
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", NULL
};
static const char *const rarely[] = { "par", "pour", "sur", "dans", "contre", "sous", NULL };

static char initial_of(Str text, size_t at)
{
    Letter letter;
    uint32_t rune = utf8_next(text, &at);
    return rune_letter(rune, &letter) ? letter.base[0] : '?';
}

/* Where the words that `name` is made of begin, of `n` words that end at the bracket; n when they do not spell it. A
 * hyphen begins a word too: "Haut-Commissariat". */
static size_t spelled_from(Str text, const Word *words, size_t n, Str name)
{
    size_t letters = name.n, at = n;
    while (letters > 0 && at > 0) {
        Word word = words[--at];
        char wanted = (char)(name.p[letters - 1] | 0x20);
        if (word_is(text, word, never))
            continue;
        if (initial_of(text, word.lo) == wanted)
            letters--;
        else if (!word_is(text, word, rarely))
            return n;
    }
    return letters == 0 ? at : n;
}

/* Words between the last mark and the bracket. */
static size_t words_before(Str text, size_t bracket, Word *words)
{
    size_t n = 0, at = bracket;
    Word word;
    while (at > 0 && (text.p[at - 1] == '\0' || strchr(".;:()\n", text.p[at - 1]) == NULL))
        at--;
    while (prose_next_word(text, &at, &word) && word.hi <= bracket) {
        for (size_t lo = word.lo; lo < word.hi;) {   /* what hyphens part */
            size_t hi = str_find(str_slice(text, 0, word.hi), STR("-"), lo);
            if (n == WORDS_MOST) {
                memmove(words, words + 1, (WORDS_MOST - 1) * sizeof *words);
                n--;
            }
            words[n++] = (Word){ lo, hi };
            lo = hi + 1;
        }
    }
    return n;
}

static bool is_plain_name(Str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] < 'A' || name.p[i] > 'Z')
            return false;
    return name.n >= 3;
}

/* Folded, each word cut to five letters: "centres régionaux" may spell out what is declared as "centre régional". */
static Str meaning_key(Arena *scratch, Str meaning)
{
    enum { LETTERS_KEPT = 5 };
    Str folded = text_folded(scratch, meaning);
    char *key = str_to_c(scratch, folded);
    size_t n = 0, letters = 0;
    for (size_t i = 0; i < folded.n; i++) {
        letters = folded.p[i] == ' ' ? 0 : letters + 1;
        bool is_plural = (folded.p[i] == 's' || folded.p[i] == 'x') && (i + 1 == folded.n || folded.p[i + 1] == ' ');
        if (letters <= LETTERS_KEPT && !is_plural)
            key[n++] = folded.p[i];
    }
    return (Str){ key, n };
}

static bool means_the_same(Arena *scratch, Str spelled, Str declared)
{
    return str_starts(meaning_key(scratch, declared), meaning_key(scratch, spelled));
}

void sigles_keep_their_meaning(const Checking *checking, const Passage *passage)
{
    Str text = passage->text;
    for (size_t open = str_find(text, STR("("), 0); open < text.n; open = str_find(text, STR("("), open + 1)) {
        Word words[WORDS_MOST], word;
        size_t at = open + 1;
        if (!prose_word_at(text, &at, &word))
            continue;
        Str name = word_str(text, word);
        const Sigle *sigle = is_plain_name(name) ? find_sigle(checking->document->edition, name) : NULL;
        size_t n = sigle != NULL ? words_before(text, open, words) : 0;
        size_t first = n > 0 ? spelled_from(text, words, n, name) : n;
        if (first == n)
            continue;
        Str spelled = str_trim(str_slice(text, words[first].lo, words[n - 1].hi));
        if (means_the_same(checking->scratch, spelled, sigle->meaning.str))
            continue;
        diag_add(checking->diags, DIAG_SIGLE_TWICE, passage_span(passage, words[first].lo, words[n - 1].hi), "%.*s : « %.*s »",
                 STR_ARG(name), STR_ARG(spelled));
        diag_remedy(checking->diags, "rapport.yaml dit « %.*s » : choisir l’un des deux", STR_ARG(str_trim(sigle->meaning.str)));
    }
}
