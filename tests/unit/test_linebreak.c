#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "layout/linebreak.h"

/* Lengths in these tests are bare units; a blank is 10, grows by 5 and shrinks by 3. */
enum { ROOM = 100 };

typedef struct { LineItem at[ROOM]; size_t n; } Items;

static const BreakRules rules = { .first = 100, .rest = 100, .emergency = 20, .tolerance = { 100, 800 } };

static void box(Items *items, Fixed width)
{
    items->at[items->n++] = (LineItem){ .kind = LINE_BOX, .width = width };
}

static void blank(Items *items)
{
    items->at[items->n++] = (LineItem){ .kind = LINE_GLUE, .width = 10, .stretch = 5, .shrink = 3 };
}

static void hyphen(Items *items, Fixed width)
{
    items->at[items->n++] = (LineItem){ .kind = LINE_PENALTY, .width = width, .penalty = 50, .is_flagged = true };
}

static void end(Items *items)
{
    items->at[items->n++] = (LineItem){ .kind = LINE_PENALTY, .penalty = -PENALTY_MAX };
}

static Items words(size_t n, const Fixed *widths)
{
    Items items = { 0 };
    for (size_t i = 0; i < n; i++) {
        box(&items, widths[i]);
        if (i + 1 < n)
            blank(&items);
    }
    end(&items);
    return items;
}

typedef struct { Arena *arena, *scratch; } Memory;

static int open_memory(void **state)
{
    static Memory memory;
    memory = (Memory){ arena_open(), arena_open() };
    *state = &memory;
    return 0;
}

static int close_memory(void **state)
{
    Memory *memory = *state;
    arena_close(memory->arena);
    arena_close(memory->scratch);
    return 0;
}

static LineBreaks pass(void **state, const Items *items, const BreakRules *with, BreakPass which)
{
    Memory *memory = *state;
    return items_pass(memory->arena, memory->scratch, items->at, items->n, with, which);
}

static LineBreaks all(void **state, const Items *items, const BreakRules *with)
{
    Memory *memory = *state;
    return items_break(memory->arena, memory->scratch, items->at, items->n, with);
}

static void badness_grows_with_the_cube(void **state)
{
    (void)state;
    assert_int_equal(badness(0, 0), 0);
    assert_int_equal(badness(PT(1), PT(1)), 100);
    assert_int_equal(badness(PT(2), PT(1)), 800);
    assert_int_equal(badness(1, 2), 13);           /* 12.5 */
    assert_int_equal(badness(4, 1), 6400);
    assert_int_equal(badness(5, 1), BADNESS_MAX);
    assert_int_equal(badness(PT(1), 0), BADNESS_MAX);
}

static void badness_holds_for_long_lengths(void **state)
{
    (void)state;
    assert_int_equal(badness(INT32_MAX, INT32_MAX), 100);
    assert_int_equal(badness(INT32_MAX, INT32_MAX / 2), 800);
    assert_int_equal(badness(INT32_MAX, 1), BADNESS_MAX);
}

/* Words 30 20 20 8 35 40 30 in lines of 100.
 *
 * Line 1 of three words: 30+10+20+10+20 = 90 lacks 10, stretch 2*5 = 10, badness 100.
 * Line 1 of four words: 90+10+8 = 108 is 8 over, shrink 3*3 = 9, badness 100*(8/9)^3 = 70: the better line.
 * Line 2 after three: 8+10+35+10+40 = 103, 3 over, shrink 6, badness 12.5 = 13.
 * Line 2 after four: 35+10+40 = 85 lacks 15, stretch 5, badness 2700.
 * Line 3 is 30 and filled with blank: badness 0.
 *
 * Demerits (10 + badness)^2, and 10000 for a tight line beside a very loose one:
 *   three first: 110^2 + (23^2 + 10000) + 10^2         =    22 729
 *   four first:  80^2 + (2710^2 + 10000) + (100 + 10000) = 7 370 600
 * So the line that looks worse alone is taken. */
static const Fixed worked[] = { 30, 20, 20, 8, 35, 40, 30 };
enum { WORKED = sizeof worked / sizeof *worked };

static void paragraph_worked_by_hand(void **state)
{
    Items items = words(WORKED, worked);
    LineBreaks breaks = pass(state, &items, &rules, PASS_WORDS);
    assert_int_equal(breaks.n, 3);
    assert_int_equal(breaks.at[0].item, 5);        /* the blank behind the third word */
    assert_int_equal(breaks.at[0].badness, 100);
    assert_true(breaks.at[0].ratio == 1.0);
    assert_int_equal(breaks.at[1].item, 11);
    assert_int_equal(breaks.at[1].badness, 13);
    assert_true(breaks.at[1].ratio == -0.5);
    assert_int_equal(breaks.at[2].item, 13);
    assert_int_equal(breaks.at[2].badness, 0);
}

static void tolerance_refuses_a_line(void **state)
{
    Items items = words(WORKED, worked);
    BreakRules strict = rules;
    strict.tolerance[0] = 99;
    assert_int_equal(pass(state, &items, &strict, PASS_WORDS).n, 0);
    assert_int_equal(all(state, &items, &strict).n, 3);
}

/* 60 and 80 do not fit one line, nor is either a good line; "60 25-" and "55" are. */
static Items hyphenated(void)
{
    Items items = { 0 };
    box(&items, 60);
    blank(&items);
    box(&items, 25);
    hyphen(&items, 5);
    box(&items, 55);
    end(&items);
    return items;
}

static void words_are_cut_only_in_the_second_pass(void **state)
{
    Items items = hyphenated();
    assert_int_equal(pass(state, &items, &rules, PASS_WORDS).n, 0);
    LineBreaks breaks = pass(state, &items, &rules, PASS_HYPHENS);
    assert_int_equal(breaks.n, 2);
    assert_int_equal(breaks.at[0].item, 3);
    assert_int_equal(breaks.at[0].badness, 0);     /* 60+10+25+5 */
}

static void hyphen_that_hangs_takes_no_room(void **state)
{
    Items items = hyphenated();
    items.at[3].hang_right = 5;
    LineBreaks breaks = pass(state, &items, &rules, PASS_HYPHENS);
    assert_int_equal(breaks.at[0].badness, 100);   /* lacks 5, stretch 5 */
}

/* Every line is full when it is cut at its hyphen: "45 40-", then "15 30 30-" five times. */
static void three_hyphens_do_not_follow_one_another(void **state)
{
    Items items = { 0 };
    box(&items, 45);
    blank(&items);
    box(&items, 40);
    hyphen(&items, 5);
    for (int i = 0; i < 5; i++) {
        box(&items, 15);
        blank(&items);
        box(&items, 30);
        blank(&items);
        box(&items, 30);
        hyphen(&items, 5);
    }
    box(&items, 20);
    end(&items);
    BreakRules loose = rules;
    loose.tolerance[1] = BADNESS_MAX;
    LineBreaks breaks = pass(state, &items, &loose, PASS_HYPHENS);
    int run = 0, longest = 0;
    for (size_t i = 0; i < breaks.n; i++) {
        run = items.at[breaks.at[i].item].is_flagged ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    assert_int_equal(longest, 2);
}

static void emergency_comes_before_overfull(void **state)
{
    static const Fixed widths[] = { 40, 20, 95, 30 };
    Items items = words(4, widths);
    LineBreaks breaks = all(state, &items, &rules);
    assert_int_equal(breaks.n, 3);
    assert_int_equal(breaks.at[0].item, 3);        /* "40 20" is far too loose, and taken */
    assert_int_equal(breaks.at[0].badness, 173);   /* lacks 30, stretch 5 + 20 of the emergency */
    for (size_t i = 0; i < breaks.n; i++)
        assert_false(breaks.at[i].is_overfull);
}

static void box_wider_than_the_line_is_overfull_alone(void **state)
{
    static const Fixed widths[] = { 40, 120, 30 };
    Items items = words(3, widths);
    LineBreaks breaks = all(state, &items, &rules);
    assert_int_equal(breaks.n, 3);
    assert_false(breaks.at[0].is_overfull);
    assert_true(breaks.at[1].is_overfull);
    assert_int_equal(breaks.at[1].item, 3);
    assert_false(breaks.at[2].is_overfull);
}

/* "40 40" is a good first line, but would leave 10 alone on the last. */
/* Broken at the hyphen, the last line is a stub of 30 and the first is exactly full; before the last word the
 * first line is loose, and yet better. */
static void last_line_is_not_the_end_of_a_word(void **state)
{
    Items items = { 0 };
    box(&items, 30);
    blank(&items);
    box(&items, 30);
    blank(&items);
    box(&items, 15);
    hyphen(&items, 5);
    box(&items, 30);
    end(&items);
    items.at[1].stretch = 20;
    LineBreaks breaks = pass(state, &items, &rules, PASS_HYPHENS);
    assert_int_equal(breaks.n, 2);
    assert_int_equal(breaks.at[0].item, 3);
}

static void last_line_is_not_too_short(void **state)
{
    static const Fixed widths[] = { 40, 45, 10 };
    Items items = words(3, widths);
    BreakRules with = rules;
    with.tolerance[1] = BADNESS_MAX;
    assert_int_equal(pass(state, &items, &with, PASS_WORDS).at[0].item, 3);
    with.last_line_min = 26;
    assert_int_equal(pass(state, &items, &with, PASS_WORDS).n, 0);
    items.at[1].stretch = 30;
    LineBreaks breaks = all(state, &items, &with);
    assert_int_equal(breaks.n, 2);
    assert_int_equal(breaks.at[0].item, 3);        /* "40" alone is worse than a short last line */
}

static void paragraph_of_one_short_line_is_allowed(void **state)
{
    static const Fixed widths[] = { 10 };
    Items items = words(1, widths);
    BreakRules with = rules;
    with.last_line_min = 26;
    assert_int_equal(pass(state, &items, &with, PASS_WORDS).n, 1);
}

static void ragged_lines_are_as_even_as_can_be(void **state)
{
    /* First fit gives 90 and 20 and 100; the even way is 60, 50 and 100. */
    static const Fixed widths[] = { 60, 20, 20, 100 };
    Items items = words(4, widths);
    BreakRules ragged = rules;
    ragged.is_ragged = true;
    LineBreaks breaks = all(state, &items, &ragged);
    assert_int_equal(breaks.n, 3);
    assert_int_equal(breaks.at[0].item, 1);
    assert_int_equal(breaks.at[1].item, 5);
}

static void forced_break_is_filled_with_blank(void **state)
{
    Items items = { 0 };
    box(&items, 20);
    end(&items);
    box(&items, 20);
    end(&items);
    LineBreaks breaks = pass(state, &items, &rules, PASS_WORDS);
    assert_int_equal(breaks.n, 2);
    assert_int_equal(breaks.at[0].item, 1);
    assert_int_equal(breaks.at[0].badness, 0);
}

static void first_measure_holds_for_the_first_line_alone(void **state)
{
    static const Fixed widths[] = { 40, 40, 40, 50 };
    Items items = words(4, widths);
    BreakRules indented = rules;
    indented.first = 90;
    LineBreaks breaks = pass(state, &items, &indented, PASS_WORDS);
    assert_int_equal(breaks.at[0].badness, 0);     /* 40+10+40 */
    assert_int_equal(breaks.at[1].item, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(badness_grows_with_the_cube),
        cmocka_unit_test(badness_holds_for_long_lengths),
        cmocka_unit_test(paragraph_worked_by_hand),
        cmocka_unit_test(tolerance_refuses_a_line),
        cmocka_unit_test(words_are_cut_only_in_the_second_pass),
        cmocka_unit_test(hyphen_that_hangs_takes_no_room),
        cmocka_unit_test(three_hyphens_do_not_follow_one_another),
        cmocka_unit_test(emergency_comes_before_overfull),
        cmocka_unit_test(box_wider_than_the_line_is_overfull_alone),
        cmocka_unit_test(last_line_is_not_the_end_of_a_word),
        cmocka_unit_test(last_line_is_not_too_short),
        cmocka_unit_test(paragraph_of_one_short_line_is_allowed),
        cmocka_unit_test(ragged_lines_are_as_even_as_can_be),
        cmocka_unit_test(forced_break_is_filled_with_blank),
        cmocka_unit_test(first_measure_holds_for_the_first_line_alone),
    };
    /* Each test has its memory. */
    struct CMUnitTest with_memory[sizeof tests / sizeof *tests];
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        with_memory[i] = tests[i];
        with_memory[i].setup_func = open_memory;
        with_memory[i].teardown_func = close_memory;
    }
    return cmocka_run_group_tests(with_memory, NULL, NULL);
}
