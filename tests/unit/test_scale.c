/* Gridlines at round values and shares that sum to 100. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/scale.h"

static void check_scale(double low, double high, int decimals, int first, int last, double step)
{
    Scale scale = scale_round(low, high, decimals);
    assert_int_equal(scale.first, first);
    assert_int_equal(scale.last, last);
    assert_true(scale_value(&scale, 1) == step);
    assert_true(scale.high >= high && scale.low <= low);
}

static void steps_are_one_two_five(void **state)
{
    (void)state;
    check_scale(0, 1733, 0, 0, 4, 500);
    check_scale(0, 12858, 0, 0, 3, 5000);
    check_scale(0, 36, 0, 0, 4, 10);
    check_scale(0, 450, 0, 0, 4, 100);             /* ends above its last line */
    check_scale(0, 999999999999999.0, 0, 0, 4, 200000000000000.0);
}

static void counts_have_no_halves(void **state)
{
    (void)state;
    check_scale(0, 2, 0, 0, 2, 1);
    check_scale(0, 2, 1, 0, 4, 0.5);
    unsigned decimals;
    Scale scale = scale_round(0, 2, 1);
    assert_int_equal(scale_digits(&scale, 3, &decimals), 15);
    assert_int_equal(decimals, 1);
}

static void zero_and_negative(void **state)
{
    (void)state;
    Scale scale = scale_round(0, 0, 0);
    assert_int_equal(scale.last, 0);
    assert_true(scale.high > scale.low);
    check_scale(-20, 36, 0, -1, 2, 20);
    check_scale(-8, 0, 0, -4, 0, 2);
}

static int share_sum(const int64_t *digits, size_t n, int *tenths)
{
    Arena *arena = arena_open();
    Value *values = arena_array(arena, Value, n);
    for (size_t i = 0; i < n; i++)
        values[i] = (Value){ .kind = VALUE_NUMBER, .digits = digits[i] };
    scale_shares(arena, values, n, tenths);
    arena_close(arena);
    int sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += tenths[i];
    return sum;
}

static void shares_sum_to_100(void **state)
{
    (void)state;
    int tenths[7];
    assert_int_equal(share_sum((int64_t[]){ 36, 32, 31, 13 }, 4, tenths), 1000);
    assert_int_equal(tenths[0], 321);
    assert_int_equal(tenths[1], 286);
    assert_int_equal(tenths[2], 277);
    assert_int_equal(tenths[3], 116);
    assert_int_equal(share_sum((int64_t[]){ 1, 1, 1 }, 3, tenths), 1000);
    assert_int_equal(tenths[0], 334);              /* the first of equals */
    assert_int_equal(tenths[2], 333);
    assert_int_equal(share_sum((int64_t[]){ 1, 1, 1, 1, 1, 1, 1 }, 7, tenths), 1000);
    assert_int_equal(share_sum((int64_t[]){ 0, 0, -3 }, 3, tenths), 0);
    assert_int_equal(share_sum((int64_t[]){ 5, -5 }, 2, tenths), 1000);
    assert_int_equal(tenths[1], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_one_two_five),
        cmocka_unit_test(counts_have_no_halves),
        cmocka_unit_test(zero_and_negative),
        cmocka_unit_test(shares_sum_to_100),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
