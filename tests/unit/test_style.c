/* test_style.c - reading a theme */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "doc/style.h"

typedef struct { Arena *arena; Sources sources; Diags diags; const Theme *theme; } Fixture;

/* The report's own theme, with the first `from` of its text replaced by `to`. */
static Fixture read_theme(const char *from, const char *to)
{
    Fixture f = { .arena = arena_open() };
    char folder[] = "/tmp/bilan-test-XXXXXX";
    Str text;
    assert_non_null(mkdtemp(folder));
    assert_true(file_read(f.arena, STR("templates/rapport-2019/theme.yaml"), 1 << 20, &text));
    Str place = str_copy(f.arena, str_from_c(folder)), wanted = str_from_c(from);
    size_t at = str_find(text, wanted, 0);
    assert_true(at < text.n);
    Str changed = str_printf(f.arena, "%.*s%s%.*s", STR_ARG(str_slice(text, 0, at)), to,
                             STR_ARG(str_slice(text, at + wanted.n, text.n)));
    assert_true(file_write(f.arena, path_join(f.arena, place, STR("theme.yaml")), changed));
    f.sources = sources_new(f.arena);
    f.diags = diags_new(f.arena);
    f.theme = theme_read(f.arena, &f.sources, place, &f.diags);
    assert_true(file_remove_tree(f.arena, place));
    return f;
}

static void lengths_have_units(void **state)
{
    (void)state;
    Fixture f = read_theme("tracking: 0.14em", "tracking: 0.14em");
    assert_int_equal(f.diags.list.n, 0);
    assert_int_equal(f.theme->page.width, MM(170));
    assert_int_equal(f.theme->page.measure, MM(170) - MM(20) - MM(26));
    assert_int_equal(f.theme->style[STYLE_BODY].leading, PT(16));
    assert_int_equal(f.theme->style[STYLE_COVER_EDITION].tracking, PT(0.14 * 15));
    assert_int_equal(f.theme->light.rgb[COLOUR_GREEN], 0x0E3B30);
    assert_int_equal(f.theme->dark.rgb[COLOUR_S4], 0xE07A62);
    assert_int_equal(f.theme->print.rgb[COLOUR_INK], 0x000000);
    assert_int_equal(f.theme->print.rgb[COLOUR_GREEN], 0x0E3B30);    /* as on screen */
    arena_close(f.arena);
}

/* With `to` in the place of `from`, `blamed` is the one thing reported. */
static void expect_value_fault(const char *from, const char *to, const char *blamed)
{
    Fixture f = read_theme(from, to);
    assert_int_equal(f.diags.list.n, 1);
    assert_int_equal(f.diags.list.at[0].code, DIAG_THEME_VALUE);
    assert_true(str_equal(source_text(&f.sources, f.diags.list.at[0].span), str_from_c(blamed)));
    arena_close(f.arena);
}

static void values_that_cannot_be_read_are_shown(void **state)
{
    (void)state;
    expect_value_fault("611.1pt", "beaucoup", "beaucoup");
    expect_value_fault("colour: mist", "colour: rose", "rose");
}

static void faces_follow_weight_and_slant(void **state)
{
    (void)state;
    TextStyle text = { .weight = 400 }, sans = { .is_sans = true, .weight = 600 }, italic = { .weight = 400, .is_italic = true };
    assert_int_equal(style_face(&text, true, true, false), FACE_TEXT_BOLD_ITALIC);
    assert_int_equal(style_face(&sans, false, false, false), FACE_SANS_SEMIBOLD);
    assert_int_equal(style_face(&sans, true, false, false), FACE_SANS_BOLD);
    assert_int_equal(style_face(&italic, false, true, false), FACE_TEXT);
    assert_int_equal(style_face(&text, true, false, true), FACE_ARABIC_BOLD);
}

/* rapport-2020 says what it has of its own; all else is that of rapport-2019. */
static void a_template_rests_on_another(void **state)
{
    (void)state;
    Fixture f = read_theme("page:", "page:");
    const Theme *own = theme_read(f.arena, &f.sources, STR("templates/rapport-2020"), &f.diags);
    assert_int_equal(f.diags.list.n, 0);
    assert_int_equal(own->sections.n, 4);
    for (size_t i = 0; i < sizeof own->style / sizeof *own->style; i++) {
        assert_int_equal(own->style[i].size, f.theme->style[i].size);
        assert_int_equal(own->style[i].leading, f.theme->style[i].leading);
        assert_int_equal(own->style[i].weight, f.theme->style[i].weight);
        assert_int_equal(own->style[i].colour, f.theme->style[i].colour);
    }
    assert_true(str_equal(own->words.contents.str, f.theme->words.contents.str));
    assert_true(str_equal(own->numbering.activity.str, STR("{section}.{activite}.")));
    assert_true(str_equal(theme_file(f.arena, &own->folders, STR("theme.yaml")), STR("templates/rapport-2020/theme.yaml")));
    assert_true(str_equal(theme_file(f.arena, &own->folders, STR("style.css")), STR("templates/rapport-2019/style.css")));
    assert_true(str_equal(theme_file(f.arena, &own->folders, STR("rien")), STR("templates/rapport-2020/rien")));
    arena_close(f.arena);
}

static void a_base_that_is_not_there_is_shown(void **state)
{
    (void)state;
    Fixture f = read_theme("page:", "base: ailleurs\npage:");
    assert_int_equal(f.diags.list.n, 1);
    assert_int_equal(f.diags.list.at[0].code, DIAG_TEMPLATE_MISSING);
    assert_true(str_equal(source_text(&f.sources, f.diags.list.at[0].span), STR("ailleurs")));
    assert_int_equal(f.theme->page.width, MM(170));
    arena_close(f.arena);
}

static void css_holds_both_palettes(void **state)
{
    (void)state;
    Fixture f = read_theme("page:", "page:");
    Str css = theme_css(f.arena, f.theme);
    assert_true(str_find(css, STR("--madder:#8F2B20;"), 0) < css.n);
    assert_true(str_find(css, STR("--madder:#F2A28C;"), 0) < css.n);
    assert_true(str_find(css, STR("--paper:#FBFAF6;"), 0) < css.n);
    assert_true(str_find(css, STR("--size-body:1.125rem;"), 0) < css.n);
    assert_true(str_find(css, STR("--number-activity:1.750rem;--number-sub-activity:2.250rem;"), 0) < css.n);
    arena_close(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_have_units),
        cmocka_unit_test(values_that_cannot_be_read_are_shown),
        cmocka_unit_test(faces_follow_weight_and_slant),
        cmocka_unit_test(a_template_rests_on_another),
        cmocka_unit_test(a_base_that_is_not_there_is_shown),
        cmocka_unit_test(css_holds_both_palettes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
