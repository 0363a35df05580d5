/* Figures as French print writes them, by their kind and the author's wish. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "doc/format.h"
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

static Value number(ValueKind kind, int64_t digits, uint8_t decimals, const char *unit)
{
    return (Value){ .kind = kind, .digits = digits, .decimals = decimals, .unit = str_from_c(unit) };
}

static void values_by_format(void **state)
{
    (void)state;
    Value count = number(VALUE_NUMBER, 3636, 0, "bénéficiaires"), one = number(VALUE_NUMBER, 1, 0, "bénéficiaires");
    Value amount = number(VALUE_AMOUNT, 4175500, 0, "DH"), share = number(VALUE_SHARE, 4995, 2, "");
    check(format_value(arena, &count, FORMAT_PLAIN), "3" NNBSP "636");
    check(format_value(arena, &count, FORMAT_WITH_UNIT), "3" NNBSP "636" NBSP "bénéficiaires");
    check(format_value(arena, &one, FORMAT_WITH_UNIT), "1" NBSP "bénéficiaire");
    check(format_value(arena, &amount, FORMAT_PLAIN), "4" NNBSP "175" NNBSP "500,00" NBSP "DH");
    check(format_value(arena, &amount, FORMAT_BARE), "4" NNBSP "175" NNBSP "500,00");
    check(format_value(arena, &amount, FORMAT_ROUND), "4" NNBSP "175" NNBSP "500" NBSP "DH");
    check(format_value(arena, &share, FORMAT_PLAIN), "49,95" NBSP "%");
    check(format_value(arena, &share, FORMAT_SHARE), "50,0" NBSP "%");
    Value small = number(VALUE_NUMBER, -205, 2, "");
    check(format_value(arena, &small, FORMAT_WORDS), "moins deux virgule zéro cinq");
    check(format_value(arena, &small, FORMAT_PLAIN), "–2,05");
}

static void changes(void **state)
{
    (void)state;
    Value a = number(VALUE_NUMBER, 200, 0, ""), b = number(VALUE_NUMBER, 302, 0, ""), none = number(VALUE_NUMBER, 0, 0, "");
    Value c = number(VALUE_NUMBER, 1830, 1, "");
    check(format_change(arena, &b, &a), "+51" NBSP "%");
    check(format_change(arena, &c, &a), "–8,5" NBSP "%");
    check(format_change(arena, &a, &a), "0" NBSP "%");
    check(format_change(arena, &a, &none), "n.d.");
}

static void formats_have_names(void **state)
{
    (void)state;
    NumberFormat format;
    for (const char *const *name = format_names(); *name; name++)
        assert_true(format_named(str_from_c(*name), &format));
    assert_false(format_named(STR("montants"), &format));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_by_format), cmocka_unit_test(changes), cmocka_unit_test(formats_have_names),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
