/* French print: spaces, figures in words, ordinals, agreement, order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/french.h"

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_open();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static void check(Str got, const char *wanted)
{
    assert_string_equal(str_to_c(arena, got), wanted);
}

static void spaces(const char *typed, const char *wanted)
{
    Str once = french_spaces(arena, str_from_c(typed), 0);
    check(once, wanted);
    check(french_spaces(arena, once, 0), wanted);
}

static void high_punctuation_takes_its_blanks(void **state)
{
    (void)state;
    spaces("Quoi ? Oui ! Non ; voici : rien", "Quoi" NNBSP "? Oui" NNBSP "! Non" NNBSP "; voici" NBSP ": rien");
    spaces("Quoi? Oui! Non; voici: rien", "Quoi" NNBSP "? Oui" NNBSP "! Non" NNBSP "; voici" NBSP ": rien");
    spaces("vraiment ?!", "vraiment" NNBSP "?!");
    spaces("(?)", "(?)");
    spaces("deux  blancs", "deux blancs");
    spaces("? au début", "? au début");
}

static void quotes_and_apostrophes(void **state)
{
    (void)state;
    spaces("« Tayssir » et «Ta»", "«" NBSP "Tayssir" NBSP "» et «" NBSP "Ta" NBSP "»");
    spaces("l'accès dit \"libre\"", "l’accès dit «" NBSP "libre" NBSP "»");
    spaces("et l'\"autre\"...", "et l’«" NBSP "autre" NBSP "»…");
}

static void numbers_keep_the_word_before_them(void **state)
{
    (void)state;
    spaces("l'article 30 et l'action 10.1", "l’article" NBSP "30 et l’action" NBSP "10.1");
    spaces("Actions 3 et 4, (OSP 12), tableau 7", "Actions" NBSP "3 et 4, (OSP" NBSP "12), tableau" NBSP "7");
    spaces("réaction 3, page 2019, page blanche", "réaction 3, page 2019, page blanche");
}

static void numbers_keep_their_units(void **state)
{
    (void)state;
    spaces("1 090 000 DH et 12 %", "1" NNBSP "090" NNBSP "000" NBSP "DH et 12" NBSP "%");
    spaces("49,9%", "49,9" NBSP "%");
    spaces("n° 5 et n°7", "n°" NBSP "5 et n°" NBSP "7");
    spaces("le 10 décembre 2018", "le 10" NBSP "décembre 2018");
    spaces("3 millions de dirhams", "3" NBSP "millions de dirhams");
    spaces("12 habitants", "12 habitants");
    spaces("en 2018 500 personnes", "en 2018 500 personnes");
    spaces("1 2345 et 05 372 et 0,5 200", "1 2345 et 05 372 et 0,5 200");
}

static void addresses_and_times_stay(void **state)
{
    (void)state;
    spaces("à 12:30, voir https://mre.gov.ma/a?b=c;d!e.", "à 12:30, voir https://mre.gov.ma/a?b=c;d!e.");
    spaces("mailto:a@b.ma?subject=x", "mailto:a@b.ma?subject=x");
    spaces("(https://a.ma/x) ?", "(https://a.ma/x)" NNBSP "?");
}

static void a_piece_knows_what_precedes_it(void **state)
{
    (void)state;
    check(french_spaces(arena, STR("; suite"), 'x'), NNBSP "; suite");
    check(french_spaces(arena, STR(" %"), '4'), NBSP "%");
    check(french_spaces(arena, STR("» dit"), 'x'), NBSP "» dit");
    check(french_spaces(arena, STR("\""), 'x'), NBSP "»");
    check(french_spaces(arena, STR(" mot"), 0xA0), "mot");
}

static void ordinals(const char *text, const char *wanted)
{
    Str str = str_from_c(text);
    size_t at = 0, lo = 0, hi = 0;
    Str found = STR_NONE;
    while (french_next_ordinal(str, &at, &lo, &hi))
        found = str_printf(arena, "%.*s[%.*s]", STR_ARG(found), STR_ARG(str_slice(str, lo, hi)));
    check(found, wanted);
}

static void raised_letters_are_found(void **state)
{
    (void)state;
    ordinals("le 11ème Sommet, 1er mars, 1re fois, 2e, XXIe siècle", "[ème][er][re][e][e]");
    ordinals("2nde et 3es et Ier", "[nde][es][er]");
    ordinals("Vers Me Ce De Les 12em 4eau A4e Vie 1,5e", "");
}

static void words(int64_t n, const char *wanted)
{
    check(french_words(arena, n), wanted);
}

static void numbers_in_words(void **state)
{
    (void)state;
    words(0, "zéro");
    words(21, "vingt-et-un");
    words(70, "soixante-dix");
    words(71, "soixante-et-onze");
    words(77, "soixante-dix-sept");
    words(80, "quatre-vingts");
    words(81, "quatre-vingt-un");
    words(91, "quatre-vingt-onze");
    words(100, "cent");
    words(112, "cent-douze");
    words(200, "deux-cents");
    words(201, "deux-cent-un");
    words(1000, "mille");
    words(2019, "deux-mille-dix-neuf");
    words(80000, "quatre-vingt-mille");
    words(200000, "deux-cent-mille");
    words(80000000, "quatre-vingts-millions");
    words(1000001, "un-million-un");
    words(999999999, "neuf-cent-quatre-vingt-dix-neuf-millions-neuf-cent-quatre-vingt-dix-neuf-mille-"
                     "neuf-cent-quatre-vingt-dix-neuf");
    words(-5, "moins cinq");
}

static void nouns_agree(void **state)
{
    (void)state;
    check(french_plural(arena, STR("مشارك"), 12), "مشارك");
    check(french_plural(arena, STR("projets"), 1), "projet");
    check(french_plural(arena, STR("projet"), 12), "projets");
    check(french_plural(arena, STR("centres de santé"), 0), "centre de santé");
    check(french_plural(arena, STR("mineurs non accompagnés"), 1), "mineur non accompagné");
    check(french_plural(arena, STR("journal"), 2), "journaux");
    check(french_plural(arena, STR("cours"), 1), "cours");
    check(french_plural(arena, STR("DH"), 2), "DH");
}

static void dates_lists_ranks(void **state)
{
    (void)state;
    check(french_date(arena, STR("2019-12-31")), "31" NBSP "décembre 2019");
    check(french_date(arena, STR("2020-03-01")), "1er" NBSP "mars 2020");
    check(french_date(arena, STR("2019-02")), "février 2019");
    check(french_date(arena, STR("2019")), "2019");
    check(french_date(arena, STR("2019-99-01")), "2019-99-01");
    Str items[] = { STR("a"), STR("b"), STR("c") };
    check(french_list(arena, items, 3), "a, b et c");
    check(french_list(arena, items, 1), "a");
    check(french_roman(arena, 1994, true), "MCMXCIV");
    check(french_roman(arena, 6, false), "vi");
    check(french_ordinal(12), "douzième");
}

static void the_order_of_the_dictionary(void **state)
{
    (void)state;
    const char *order[] = {
        "cœur", "coexister", "cofinancer", "cote", "Cote", "côte", "coté", "côté", "Été", "étude",
    };
    for (size_t i = 0; i + 1 < sizeof order / sizeof *order; i++) {
        Str key = french_sort_key(arena, str_from_c(order[i])), next = french_sort_key(arena, str_from_c(order[i + 1]));
        assert_true(str_compare(key, next) < 0);
    }
}

static void slugs(void **state)
{
    (void)state;
    check(french_slug(arena, STR("Éducation et culture")), "education-et-culture");
    check(french_slug(arena, STR("  L’accès à l'œuvre (n° 5) !")), "l-acces-a-l-oeuvre-n-5");
    check(french_slug(arena, STR("اللغة")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(high_punctuation_takes_its_blanks), cmocka_unit_test(quotes_and_apostrophes),
        cmocka_unit_test(numbers_keep_the_word_before_them), cmocka_unit_test(numbers_keep_their_units),
        cmocka_unit_test(addresses_and_times_stay),          cmocka_unit_test(a_piece_knows_what_precedes_it),
        cmocka_unit_test(raised_letters_are_found),          cmocka_unit_test(numbers_in_words),
        cmocka_unit_test(nouns_agree),                       cmocka_unit_test(dates_lists_ranks),
        cmocka_unit_test(the_order_of_the_dictionary),       cmocka_unit_test(slugs),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
