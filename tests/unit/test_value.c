#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/value.h"

static const Span here = { 1, 0, 0 };

typedef struct { const char *text; ValueKind kind; int64_t digits; unsigned decimals; } Reading;

static void numbers_as_the_french_and_yaml_write_them(void **state)
{
    static const Reading readings[] = {
        { "3636", VALUE_NUMBER, 3636, 0 },
        { "3 636", VALUE_NUMBER, 3636, 0 },
        { "4\u00A0175\u202F500", VALUE_NUMBER, 4175500, 0 },
        { "4 175 500,00", VALUE_NUMBER, 417550000, 2 },
        { "49.9", VALUE_NUMBER, 499, 1 },
        { "49,9 %", VALUE_SHARE, 499, 1 },
        { "49,9\u202F%", VALUE_SHARE, 499, 1 },
        { "-12", VALUE_NUMBER, -12, 0 },
        { "\u221212,5", VALUE_NUMBER, -125, 1 },
        { "+51", VALUE_NUMBER, 51, 0 },
        { " 7 ", VALUE_NUMBER, 7, 0 },
        { "007", VALUE_NUMBER, 7, 0 },
        { "999999999999999", VALUE_NUMBER, 999999999999999, 0 },
        { "0,000001", VALUE_NUMBER, 1, 6 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        Value value = { 0 };
        assert_true(value_read_number(str_from_c(readings[i].text), here, &value));
        assert_int_equal(value.kind, readings[i].kind);
        assert_int_equal(value.digits, readings[i].digits);
        assert_int_equal(value.decimals, readings[i].decimals);
        assert_int_equal(value.span.file, 1);
    }
}

static void what_is_no_number(void **state)
{
    static const char *const texts[] = {
        "", "-", "%", "12 34", "1 2345", "1234 567", "1,2,3", "1.090.000", ",5", "5,", "1e5", "12a", "1_000",
        "environ 12", "1000000000000000", "0,0000001", "1 234,5 6", "12%%", "\xFF",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Value value;
        if (value_read_number(str_from_c(texts[i]), here, &value))
            fail_msg("read as a number: %s", texts[i]);
    }
}

static void signs_for_what_is_not_known(void **state)
{
    static const char *const texts[] = { "", "  ", "n.d.", "nd", "-", "–", "—", "ε" };
    Value value;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(value_read_missing(str_from_c(texts[i]), here, &value));
        assert_int_equal(value.kind, VALUE_MISSING);
    }
    assert_false(value_read_missing(STR("non"), here, &value));
    assert_false(value_read_missing(STR("0"), here, &value));
}

static void dates_become_iso(void **state)
{
    static const char *const dates[][2] = {
        { "2019-12-31", "2019-12-31" }, { "2019-12", "2019-12" }, { "2019", "2019" },
        { "31/12/2019", "2019-12-31" }, { "1/3/2020", "2020-03-01" }, { "31 décembre 2019", "2019-12-31" },
        { "1er août 2019", "2019-08-01" }, { "Février 2020", "2020-02" }, { "29 février 2020", "2020-02-29" },
        { "3 fevrier 2019", "2019-02-03" },
    };
    static const char *const others[] = {
        "", "2019-13", "2019-02-29", "2019-00", "31/13/2019", "32/12/2019", "31 brumaire 2019", "2019-12-31-1",
        "19-12-31", "mars", "0000", "2019-", "31 mars", "-1", "du 3 au 5 mai 2019",
    };
    Arena *arena = arena_open();
    Value value;
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        assert_true(value_read_date(arena, str_from_c(dates[i][0]), here, &value));
        assert_int_equal(value.kind, VALUE_DATE);
        assert_string_equal(str_to_c(arena, value.text), dates[i][1]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (value_read_date(arena, str_from_c(others[i]), here, &value))
            fail_msg("read as a date: %s", others[i]);
    arena_close(arena);
}

static Value number(int64_t digits, uint8_t decimals)
{
    return (Value){ .kind = VALUE_NUMBER, .digits = digits, .decimals = decimals };
}

static void sums_are_exact(void **state)
{
    Value values[11];
    (void)state;
    for (size_t i = 0; i < 10; i++)
        values[i] = number(1, 1);                  /* 0,1 ten times is 1 */
    values[10] = (Value){ .kind = VALUE_MISSING };
    Value sum = value_sum(values, 11), one = number(1, 0);
    assert_int_equal(value_compare(&sum, &one), 0);
    assert_int_equal(sum.decimals, 1);
    assert_true(sum.is_computed);
}

static void sum_takes_kind_and_unit_of_the_first_number(void **state)
{
    Value values[] = { { .kind = VALUE_TEXT, .text = STR("x") },
                       { .kind = VALUE_AMOUNT, .digits = 5, .unit = STR("DH"), .span = { 1, 3, 4 } }, number(7, 0) };
    Value sum = value_sum(values, 3);
    (void)state;
    assert_int_equal(sum.kind, VALUE_AMOUNT);
    assert_int_equal(sum.digits, 12);
    assert_true(str_equal(sum.unit, STR("DH")));
    assert_int_equal(value_sum(values, 1).kind, VALUE_MISSING);
}

static void sums_saturate(void **state)
{
    Value values[] = { number(999999999999999, 0), number(5, 1), number(999999999999999, 0) };
    (void)state;
    Value sum = value_sum(values, 2);              /* …999,5 has sixteen digits: the decimal goes */
    assert_int_equal(sum.decimals, 0);
    assert_int_equal(value_sum(values, 3).digits, 999999999999999);
    values[0].digits = values[2].digits = -999999999999999;
    assert_int_equal(value_sum(values, 3).digits, -999999999999999);
}

static void compares_across_decimals(void **state)
{
    Value a = number(150, 2), b = number(15, 1), c = number(16, 1), d = number(-2, 0);
    (void)state;
    assert_int_equal(value_compare(&a, &b), 0);
    assert_true(value_compare(&b, &c) < 0);
    assert_true(value_compare(&c, &d) > 0);
}

static Value missing(const char *sign)
{
    return (Value){ .kind = VALUE_MISSING, .text = str_from_c(sign) };
}

static void signs_add_up_to_a_sign(void **state)
{
    static const struct { const char *terms[3], *sum; } cases[] = {
        { { "-", "–", "—" }, "–" }, { { "-", "ε", "-" }, "ε" }, { { "ε", "nd", "-" }, "n.d." }, { { "", "", "" }, "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Value terms[4] = { missing(cases[i].terms[0]), missing(cases[i].terms[1]), missing(cases[i].terms[2]) };
        Value sum = value_sum(terms, 3);
        assert_int_equal(sum.kind, VALUE_MISSING);
        assert_true(str_equal(sum.text, str_from_c(cases[i].sum)));
        terms[3] = number(7, 0);                   /* with a figure, they add nothing to it */
        assert_int_equal(value_sum(terms, 4).digits, 7);
    }
}

static void signs_have_their_place_among_figures(void **state)
{
    const Value rising[] = { missing("n.d."), number(-3, 0), missing("–"), missing("ε"), number(1, 6), number(2, 0) };
    (void)state;
    for (size_t i = 0; i + 1 < sizeof rising / sizeof *rising; i++)
        assert_true(value_compare(&rising[i], &rising[i + 1]) < 0);
    Value nil = missing("-"), zero = number(0, 0), nd = missing("ND"), unknown = missing("n.d.");
    assert_int_equal(value_compare(&nil, &zero), 0);
    assert_int_equal(value_compare(&nd, &unknown), 0);
    assert_int_equal(value_sign(&zero), SIGN_NONE);
}

static void shares_round_halves_up(void **state)
{
    Value part = number(1816, 0), whole = number(3636, 0), eighth = number(1, 0), eight = number(8, 0);
    Value share = value_share(&part, &whole, 1), zero = number(0, 0);
    (void)state;
    assert_int_equal(share.kind, VALUE_SHARE);
    assert_int_equal(share.digits, 499);           /* 49,945 % */
    assert_int_equal(value_share(&eighth, &eight, 0).digits, 13);   /* 12,5 % */
    eighth.digits = -1;
    assert_int_equal(value_share(&eighth, &eight, 0).digits, -12);
    assert_int_equal(value_share(&part, &zero, 1).kind, VALUE_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_as_the_french_and_yaml_write_them),
        cmocka_unit_test(what_is_no_number),
        cmocka_unit_test(signs_for_what_is_not_known),
        cmocka_unit_test(dates_become_iso),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(sum_takes_kind_and_unit_of_the_first_number),
        cmocka_unit_test(sums_saturate),
        cmocka_unit_test(compares_across_decimals),
        cmocka_unit_test(signs_add_up_to_a_sign),
        cmocka_unit_test(signs_have_their_place_among_figures),
        cmocka_unit_test(shares_round_halves_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
