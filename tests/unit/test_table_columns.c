/* Column widths from least and most content widths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "layout/table.h"

static Fixed sum(const Fixed *widths, size_t n)
{
    Fixed whole = 0;
    for (size_t i = 0; i < n; i++)
        whole += widths[i];
    return whole;
}

static void room_to_spare_goes_by_most(void **state)
{
    (void)state;
    const Fixed least[] = { PT(20), PT(10) }, most[] = { PT(60), PT(30) };
    Fixed widths[2];
    assert_true(table_columns(least, most, 2, PT(180), widths));
    assert_int_equal(widths[0], PT(120));
    assert_int_equal(widths[1], PT(60));
}

static void too_little_for_most_shares_what_lies_between(void **state)
{
    (void)state;
    const Fixed least[] = { PT(20), PT(40), PT(10) }, most[] = { PT(20), PT(240), PT(110) };
    Fixed widths[3];
    assert_true(table_columns(least, most, 3, PT(220), widths));
    assert_int_equal(widths[0], PT(20));             /* as wide as it can be */
    assert_int_equal(widths[1], PT(140));            /* 40 + 150 * 200 / 300 */
    assert_int_equal(widths[2], PT(60));
}

static void too_little_for_least_shrinks_all(void **state)
{
    (void)state;
    const Fixed least[] = { PT(100), PT(300) }, most[] = { PT(100), PT(300) };
    Fixed widths[2];
    assert_false(table_columns(least, most, 2, PT(200), widths));
    assert_int_equal(widths[0], PT(50));
    assert_int_equal(widths[1], PT(150));
}

/* No rounding is lost: the sum is the measure to the unit. */
static void widths_sum_to_the_measure(void **state)
{
    (void)state;
    Fixed least[7], most[7], widths[7];
    for (int i = 0; i < 7; i++) {
        least[i] = 101 * (i + 1);
        most[i] = least[i] + 977 * (7 - i);
    }
    for (Fixed measure = 1000; measure < 60000; measure += 997) {
        table_columns(least, most, 7, measure, widths);
        assert_int_equal(sum(widths, 7), measure);
    }
}

static void empty_columns_are_alike(void **state)
{
    (void)state;
    const Fixed none[] = { 0, 0, 0 };
    Fixed widths[3];
    assert_true(table_columns(none, none, 3, PT(9), widths));
    assert_int_equal(widths[0], PT(3));
    assert_int_equal(sum(widths, 3), PT(9));
    assert_true(table_columns(none, none, 0, PT(9), widths));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(room_to_spare_goes_by_most),
        cmocka_unit_test(too_little_for_most_shares_what_lies_between),
        cmocka_unit_test(too_little_for_least_shrinks_all),
        cmocka_unit_test(widths_sum_to_the_measure),
        cmocka_unit_test(empty_columns_are_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
