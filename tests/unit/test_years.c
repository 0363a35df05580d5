/* Years of an edition move on; others stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "edit/years.h"

static void only_years_of_the_edition_move(void **state)
{
    (void)state;
    static const YearShift shift = { 2018, 2020, 2 };
    static const char *const cases[][2] = {
        { "2018-2019", "2020-2021" }, { "2007-2019", "2007-2021" }, { "2017", "2017" }, { "2021", "2021" },
        { "rapport-2019", "rapport-2021" }, { "12019", "12019" }, { "2019a", "2019a" }, { "2019é", "2019é" },
        { "2019", "2021" }, { "le 2.10.2019.", "le 2.10.2021." }, { "", "" }, { "loi n° 27-14", "loi n° 27-14" },
        { "2019’", "2021’" }, { "x.2019.total", "x.2021.total" },
    };
    Arena *arena = arena_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(str_to_c(arena, years_shift(arena, str_from_c(cases[i][0]), &shift)), cases[i][1]);
    arena_close(arena);
}

static void periods_are_told_from_texts(void **state)
{
    (void)state;
    assert_true(years_are_all(STR("2019")) && years_are_all(STR("2018-2019")));
    assert_false(years_are_all(STR("en 2019")) || years_are_all(STR("2018/2019")) || years_are_all(STR("1234")));
    assert_int_equal(year_in(STR("content/2021")), 2021);
    assert_int_equal(year_in(STR("suivante")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_years_of_the_edition_move),
        cmocka_unit_test(periods_are_told_from_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
