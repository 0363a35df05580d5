#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "diag/diag.h"

/* What diags_print() writes for one error over `lo`..`hi` of `text`. */
static char *printed(Arena *arena, const char *text, uint32_t lo, uint32_t hi, DiagStyle style)
{
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    uint32_t file = source_add(&sources, STR("a.yaml"), str_from_c(text));
    diag_add(&diags, DIAG_NOT_A_NUMBER, (Span){ file, lo, hi }, "« %s »", "x");
    diag_remedy(&diags, "écrire un nombre");
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    diags_print(&diags, &sources, style, stream);
    fclose(stream);
    char *copy = str_to_c(arena, (Str){ out, size });
    free(out);
    return copy;
}

static void mark_stands_under_the_place(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    assert_string_equal(printed(arena, "a: 1\nb: n/a\n", 8, 11, DIAG_PLAIN),
        "a.yaml:2:4: erreur: ce n’est pas un nombre, valeur manquante [B109]\n"
        "    2 | b: n/a\n"
        "      |    ^~~ « x »\n"
        "      = écrire un nombre\n");
    arena_close(arena);
}

static void mark_counts_columns_not_bytes(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    /* é is two bytes and one column; a tab reaches the next stop of four;
     * the Arabic vowel mark U+064E takes no column. */
    assert_non_null(strstr(printed(arena, "é: x", 4, 5, DIAG_PLAIN), "a.yaml:1:4: "));
    assert_non_null(strstr(printed(arena, "é: x", 4, 5, DIAG_PLAIN), "\n      |    ^ "));
    assert_non_null(strstr(printed(arena, "\tx", 1, 2, DIAG_PLAIN), "\n      |     ^ "));
    assert_non_null(strstr(printed(arena, "م\xD9\x8E x", 5, 6, DIAG_PLAIN), "\n      |   ^ "));
    arena_close(arena);
}

/* Columns of a line longer than SOURCE_STEP are counted from a step: each must be what a walk from the start finds. */
static void columns_of_a_long_line_are_those_of_a_walk(void **state)
{
    (void)state;
    enum { BYTES = 3 * SOURCE_STEP + 7, LEAD = 5 };
    Arena *arena = arena_open();
    Sources sources = sources_new(arena);
    Buf text = buf_new(arena);
    buf_c(&text, "a\nbé\n");
    for (int i = 0; i < BYTES / 3; i++)
        buf_c(&text, i % 2 == 0 ? "é " : "م1");
    Span whole = { source_add(&sources, STR("a.yaml"), buf_text(&text)), 0, (uint32_t)text.n };
    const Source *source = source_of(&sources, whole);
    assert_non_null(source->counts);
    for (uint32_t at = LEAD + 1, column = 1; at <= text.n; at++) {
        Place place = source_place(source, at);
        assert_int_equal(place.line, 3);
        if (at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80)
            assert_int_equal(place.column, column++);
    }
    assert_int_equal(source_place(source, LEAD - 1).line, 2);
    arena_close(arena);
}

static void mark_ends_with_the_line(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    assert_non_null(strstr(printed(arena, "ab\ncd", 1, 5, DIAG_PLAIN), "    1 | ab\n      |  ^ "));
    assert_non_null(strstr(printed(arena, "ab", 2, 2, DIAG_PLAIN), "    1 | ab\n      |   ^ "));
    arena_close(arena);
}

static void long_lines_are_cut_around_the_mark(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Buf line = buf_new(arena);
    for (int i = 0; i < 60; i++)
        buf_printf(&line, "mot%02d ", i);
    buf_char(&line, '\0');
    char *text = printed(arena, line.p, 30 * 6, 30 * 6 + 5, DIAG_PLAIN);
    assert_non_null(strstr(text, "    1 | … mot24 mot25 "));
    assert_non_null(strstr(text, " mot39 …\n      |                                       ^~~~~ "));
    arena_close(arena);
}

static void json_holds_places_and_escapes(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    assert_string_equal(printed(arena, "a: 1\nb: n/a\n", 8, 11, DIAG_JSON),
        "{\"code\":\"B109\",\"severite\":\"erreur\",\"message\":\"ce n’est pas un nombre, valeur manquante\","
        "\"detail\":\"« x »\",\"remede\":\"écrire un nombre\",\"fichier\":\"a.yaml\",\"ligne\":2,\"colonne\":4,"
        "\"fin\":{\"ligne\":2,\"colonne\":7}}\n");
    arena_close(arena);
}

static void the_same_is_said_once(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Diags diags = diags_new(arena);
    Span span = { 1, 3, 4 };
    diag_add(&diags, DIAG_TAB, span, "a");
    diag_add(&diags, DIAG_TAB, span, "a");
    diag_add(&diags, DIAG_TAB, span, "b");
    diag_add(&diags, DIAG_TAB, span, "a");
    diag_remedy(&diags, "de a");
    assert_int_equal(diags.list.n, 2);
    assert_int_equal(diags.list.at[1].remedy.n, 0);         /* not b's */
    assert_int_equal(diags_count(&diags, DIAG_ERROR), 2);
    Str summary = diags_summary(arena, &diags);
    assert_true(str_equal(summary, STR("2 erreurs")));
    arena_close(arena);
}

static void nearest_finds_slips_and_nothing_far(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    static const Str names[] = { { "objectifs", 9 }, { "indicateurs", 11 }, { "titre", 5 } };
    assert_true(str_equal(diag_nearest(arena, STR("objectif"), names, 3), STR("objectifs")));
    assert_true(str_equal(diag_nearest(arena, STR("tirte"), names, 3), STR("titre")));
    assert_int_equal(diag_nearest(arena, STR("graphiques"), names, 3).n, 0);
    arena_close(arena);
}

static void every_code_has_words(void **state)
{
    (void)state;
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        assert_true(strlen(diag_text((DiagCode)code)) > 5);
        assert_int_equal(diag_name((DiagCode)code)[0], 'B');
        for (int other = 0; other < code; other++)
            assert_string_not_equal(diag_name((DiagCode)code), diag_name((DiagCode)other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mark_stands_under_the_place),
        cmocka_unit_test(mark_counts_columns_not_bytes),
        cmocka_unit_test(columns_of_a_long_line_are_those_of_a_walk),
        cmocka_unit_test(mark_ends_with_the_line),
        cmocka_unit_test(long_lines_are_cut_around_the_mark),
        cmocka_unit_test(json_holds_places_and_escapes),
        cmocka_unit_test(the_same_is_said_once),
        cmocka_unit_test(nearest_finds_slips_and_nothing_far),
        cmocka_unit_test(every_code_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
