#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/bidi.h"

#define ARABIC "\u0627\u0644\u0647\u062C\u0631\u0629"      /* al-hijra */

static void latin_text_is_one_run(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    BidiRuns runs = bidi_runs(arena, STR("L’école « ouverte »"), false, NULL);
    assert_int_equal(runs.n, 1);
    assert_int_equal(runs.at[0].level, 0);
    assert_false(runs.at[0].is_arabic);
    assert_int_equal(bidi_runs(arena, STR(""), false, NULL).n, 0);
    arena_close(arena);
}

static void arabic_in_french_is_a_run_of_level_1(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Str text = STR("Master " ARABIC " " ARABIC ", Rabat");
    BidiRuns runs = bidi_runs(arena, text, false, NULL);
    assert_int_equal(runs.n, 3);
    assert_int_equal(runs.at[1].lo, 7);
    assert_int_equal(runs.at[1].hi, 7 + 12 + 1 + 12);      /* with the blank between its words */
    assert_int_equal(runs.at[1].level, 1);
    assert_true(runs.at[1].is_arabic);
    assert_int_equal(runs.at[2].level, 0);
    assert_int_equal(runs.at[2].hi, text.n);
    arena_close(arena);
}

static void figures_in_arabic_run_left_to_right(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    BidiRuns runs = bidi_runs(arena, STR(ARABIC " 2019"), true, NULL);
    assert_int_equal(runs.n, 2);
    assert_int_equal(runs.at[0].level, 1);
    assert_int_equal(runs.at[1].level, 2);
    arena_close(arena);
}

static void direction_is_that_of_the_first_letter(void **state)
{
    (void)state;
    assert_true(bidi_is_rtl(STR("12. " ARABIC " abc")));
    assert_false(bidi_is_rtl(STR("(a) " ARABIC)));
    assert_false(bidi_is_rtl(STR("2019")));
}

static void order_turns_levels_round(void **state)
{
    (void)state;
    /* a car(1) 2019(2) b: in visual order a, 2019, car, b. */
    static const uint8_t levels[] = { 0, 1, 2, 0 };
    size_t order[4];
    bidi_order(levels, 4, order);
    static const size_t expected[] = { 0, 2, 1, 3 };
    assert_memory_equal(order, expected, sizeof expected);
    /* In a right-to-left line all is turned, and what runs left to right is turned back. */
    static const uint8_t right[] = { 1, 2, 2, 1 };
    static const size_t expected_right[] = { 3, 1, 2, 0 };
    bidi_order(right, 4, order);
    assert_memory_equal(order, expected_right, sizeof expected_right);
}

/* "« العربية » (2019)": without the isolate the bracket and the year would move to the left of the passage. */
static void isolate_keeps_what_follows_in_place(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Str text = STR(ARABIC " (2019)");
    BidiIsolates isolates = { 0 };
    array_push(arena, &isolates, (BidiIsolate){ 0, (uint32_t)(sizeof ARABIC - 1) });
    BidiRuns runs = bidi_runs(arena, text, false, &isolates);
    assert_int_equal(runs.n, 2);
    assert_int_equal(runs.at[0].level, 1);
    assert_int_equal(runs.at[1].level, 0);
    arena_close(arena);
}

static void range_in_arabic_keeps_its_order(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    BidiRuns runs = bidi_runs(arena, STR(ARABIC " 2018-2019"), true, NULL);
    assert_int_equal(array_last(&runs).level, 2);
    assert_int_equal(array_last(&runs).hi - array_last(&runs).lo, 9);
    arena_close(arena);
}

static void ranges_of_figures(void **state)
{
    (void)state;
    Str text = STR("12, 2018-2019 et 05 37, 3- 4");
    size_t at = 0, lo, hi;
    assert_true(bidi_next_range(text, &at, &lo, &hi));
    assert_true(str_equal(str_slice(text, lo, hi), STR("2018-2019")));
    assert_true(bidi_next_range(text, &at, &lo, &hi));
    assert_true(str_equal(str_slice(text, lo, hi), STR("05 37")));
    assert_false(bidi_next_range(text, &at, &lo, &hi));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(isolate_keeps_what_follows_in_place),
        cmocka_unit_test(range_in_arabic_keeps_its_order),
        cmocka_unit_test(ranges_of_figures),
        cmocka_unit_test(latin_text_is_one_run),
        cmocka_unit_test(arabic_in_french_is_a_run_of_level_1),
        cmocka_unit_test(figures_in_arabic_run_left_to_right),
        cmocka_unit_test(direction_is_that_of_the_first_letter),
        cmocka_unit_test(order_turns_levels_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
