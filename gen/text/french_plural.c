/* french_plural.c - agreement of a noun with its number
 *
 * A unit is typed once, in the singular or the plural; both are understood.
 * Words up to the first preposition agree: "centres de santé", "mineurs non
 * accompagnés". French counts as singular what is below 2.
 */
#include "text/french.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/letters.h"

static const char *const alike[] = {     /* the same in singular and plural */
    "pays", "cours", "parcours", "concours", "recours", "discours", "secours", "mois", "fois", "temps", "cas",
    "avis", "permis", "procès", "succès", "accès", "progrès", "décès", "congrès", "bras", "corps", "colis",
    "choix", "prix", "voix", "taux", "flux", "repas", "refus", "processus", "campus", "bus", "fonds", "frais",
    "relais", "palais", "divers", "français", "non", "très", "plus", "et", "ou",
};
static const char *const prepositions[] = {
    "de", "du", "des", "à", "au", "aux", "en", "par", "pour", "sur", "avec", "sans", "dans", "sous", "entre",
    "selon", "chez", "hors", "contre",
};
static const char *const x_nouns[] = {   /* -eu, -ou, -au with x in the plural */
    "jeu", "enjeu", "feu", "lieu", "milieu", "vœu", "neveu", "aveu", "cheveu", "bijou", "caillou", "chou",
    "genou", "tuyau", "noyau",
};
static const char *const als_nouns[] = { "bal", "carnaval", "festival", "récital", "régal", "final", "naval" };

static const char *const symbols[] = { "km", "kg", "ha", "cm", "mm", "min" };

static bool is_among(const char *const *words, size_t n, Str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(word, str_from_c(words[i])))
            return true;
    return false;
}
#define IS_AMONG(words, word) is_among((words), sizeof(words) / sizeof *(words), (word))

/* Symbols and abbreviations (DH, km, AGR) take no mark, nor do words of another script. */
static bool is_symbol(Str word)
{
    size_t letters = 0, capitals = 0, arabic = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t rune = utf8_next(word, &at);
        letters += rune_is_letter(rune);
        capitals += rune_is_upper(rune);
        arabic += rune_is_arabic(rune);
    }
    return letters < 2 || capitals > 1 || arabic > 0 || IS_AMONG(symbols, word);
}

static Str cut(Str word, size_t n)
{
    return str_slice(word, 0, word.n - n);
}

static Str singular(Arena *arena, Str word)
{
    if (IS_AMONG(alike, word) || str_ends(word, STR("ss")))
        return word;
    if (str_equal(word, STR("travaux")))
        return STR("travail");
    if (str_ends(word, STR("x")) && (str_ends(word, STR("eaux")) || IS_AMONG(x_nouns, cut(word, 1))))
        return cut(word, 1);
    if (str_ends(word, STR("aux")))
        return str_join(arena, cut(word, 2), STR("l"));
    return str_ends(word, STR("s")) ? cut(word, 1) : word;
}

static Str plural(Arena *arena, Str word)
{
    if (IS_AMONG(alike, word) || str_ends(word, STR("s")) || str_ends(word, STR("x")) || str_ends(word, STR("z")))
        return word;
    if (str_equal(word, STR("travail")))
        return STR("travaux");
    if (str_ends(word, STR("eau")) || IS_AMONG(x_nouns, word))
        return str_join(arena, word, STR("x"));
    if (str_ends(word, STR("al")) && !IS_AMONG(als_nouns, word))
        return str_join(arena, cut(word, 1), STR("ux"));
    return str_join(arena, word, STR("s"));
}

static bool ends_phrase(Str word)
{
    return IS_AMONG(prepositions, word) || str_starts(word, STR("d’")) || str_starts(word, STR("d'"))
        || str_starts(word, STR("("));
}

Str french_plural(Arena *arena, Str noun, int64_t count)
{
    Buf out = buf_new(arena);
    Str rest = noun, word;
    bool agrees = true;
    for (size_t i = 0; str_split(&rest, ' ', &word); i++) {
        if (i > 0)
            buf_char(&out, ' ');
        agrees = agrees && !ends_phrase(word);
        if (!agrees || is_symbol(word))
            buf_str(&out, word);
        else
            buf_str(&out, count > -2 && count < 2 ? singular(arena, word) : plural(arena, word));
    }
    return buf_text(&out);
}
