#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/breaks.h"

/* Sets a bar where a line may end inside the text. */
static void check(const char *expected)
{
    Arena *arena = arena_open(), *scratch = arena_open();
    Buf plain = buf_new(arena), found = buf_new(arena);
    for (const char *p = expected; *p; p++)
        if (*p != '|')
            buf_char(&plain, *p);
    Str text = buf_text(&plain);
    Break *after = arena_array(arena, Break, text.n + 1);
    breaks_find(scratch, text, after);
    for (size_t i = 0; i < text.n; i++) {
        buf_char(&found, text.p[i]);
        if (after[i] == BREAK_MAY)
            buf_char(&found, '|');
    }
    assert_int_equal(after[text.n - 1], BREAK_MUST);
    assert_string_equal(str_to_c(arena, buf_text(&found)), expected);
    arena_close(arena);
    arena_close(scratch);
}

static void words(void **state)
{
    (void)state;
    check("Le |nombre |d’élèves, |l'an |passé. |Puis");
    check("deux  |blancs");
}

static void no_break_at_no_break_blanks(void **state)
{
    (void)state;
    check("«\u00A0oui\u00A0» |puis\u202F! |et |12\u202F500\u00A0DH");
    check("n°\u00A04 |et |12° |ici");
}

static void hyphens(void **state)
{
    (void)state;
    check("un |porte-|parole |va-|t-il |par |e-mail |en |2018-2019 |ou |2018–2019");
    check("peut-|être |socio-|économique");
}

static void strokes(void **state)
{
    (void)state;
    check("hommes/|femmes |et/ou |80 |km/h |3/4");
}

static void addresses_are_cut_at_their_marks(void **state)
{
    (void)state;
    check("https://|www.|ccme.|org.|ma/|fr/|page-|deux |et |contact@|mre.|gov.ma");
    assert_true(breaks_is_address(STR("www.hcp.ma")));
    assert_false(breaks_is_address(STR("et/ou")));
}

static void punctuation_stays_with_its_word(void **state)
{
    (void)state;
    check("(voir |plus |haut) : |« mot »");
}

static void dashes_stay_with_their_aside(void **state)
{
    (void)state;
    check("le |roi |– que |tous |servent –, |s’est");
    check("un |mot |– deux |mots – |trois. |Et |– quatre");
    check("de |2018 |– 2019");
}

int main(void)
{
    breaks_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(no_break_at_no_break_blanks),
        cmocka_unit_test(hyphens),
        cmocka_unit_test(strokes),
        cmocka_unit_test(addresses_are_cut_at_their_marks),
        cmocka_unit_test(punctuation_stays_with_its_word),
        cmocka_unit_test(dashes_stay_with_their_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
