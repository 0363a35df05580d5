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

static size_t lines_of(const Diags *diags, const Sources *sources, DiagStyle style, const char *start)
{
    char *out = NULL;
    size_t size = 0, n = 0;
    FILE *stream = open_memstream(&out, &size);
    diags_print(diags, sources, style, stream);
    fclose(stream);
    for (const char *line = out; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1)
        n += strncmp(line, start, strlen(start)) == 0;
    free(out);
    return n;
}

/* `n` errors, the place of each being its number. */
static Diags many(Arena *arena, uint32_t first, uint32_t n)
{
    Diags diags = diags_new(arena);
    for (uint32_t at = first; at < first + n; at++) {
        diag_add(&diags, DIAG_NOT_A_NUMBER, (Span){ 1, at, at + 1 }, "« %u »", at);
        diag_remedy(&diags, "écrire un nombre");
        diag_fix(&diags, (Span){ 1, at, at + 1 }, STR("0"));
    }
    return diags;
}

static void many_of_one_code_are_counted_and_the_first_shown(void **state)
{
    (void)state;
    enum { MORE = 25 };
    Arena *arena = arena_open();
    Sources sources = sources_new(arena);
    Buf text = buf_new(arena);
    for (int i = 0; i < 3 * DIAG_FULL_MAX; i++)
        buf_char(&text, 'a');
    source_add(&sources, STR("a.yaml"), buf_text(&text));
    Diags diags = many(arena, 0, DIAG_FULL_MAX + MORE);
    diag_add(&diags, DIAG_TAB, (Span){ 1, 7, 8 }, "a");     /* of another code: whole */
    diag_add(&diags, DIAG_NOT_A_NUMBER, (Span){ 1, DIAG_FULL_MAX, DIAG_FULL_MAX + 1 }, "« %u »", DIAG_FULL_MAX);
    diag_remedy(&diags, "dit déjà");
    assert_int_equal(diags_count(&diags, DIAG_ERROR), DIAG_FULL_MAX + MORE + 1);
    assert_true(str_equal(diags_summary(arena, &diags), STR("1026 erreurs")));
    assert_false(diags.list.at[DIAG_FULL_MAX - 1].is_bare);
    const Diag *bare = &diags.list.at[DIAG_FULL_MAX];
    assert_true(bare->is_bare && bare->detail.n == 0 && bare->remedy.n == 0 && bare->fix_span.file == 0);
    assert_int_equal(array_last(&diags.list).code, DIAG_TAB);
    assert_int_equal(array_last(&diags.list).remedy.n, 0);

    Diags shown = diags_shown(arena, &diags);
    assert_int_equal(shown.list.n, DIAG_FULL_MAX + 2);
    assert_int_equal(array_last(&shown.list).code, DIAG_MORE);
    assert_true(str_equal(array_last(&shown.list).detail, STR("B109, 25 de plus")));
    assert_int_equal(lines_of(&diags, &sources, DIAG_JSON, "{\"code\":\"B109\""), DIAG_FULL_MAX);
    assert_int_equal(lines_of(&diags, &sources, DIAG_JSON, "{\"code\":\"B907\""), 1);
    assert_int_equal(lines_of(&diags, &sources, DIAG_PLAIN, "a.yaml:"), DIAG_FULL_MAX + 1);
    assert_int_equal(lines_of(&diags, &sources, DIAG_PLAIN, "bilan: avertissement: trop de messages d’un même code"), 1);
    arena_close(arena);
}

/* Two threads give half each; what --sauf or a silence takes away makes room for those that were only counted. */
static void what_is_appended_is_counted_once_and_moves_up(void **state)
{
    (void)state;
    enum { MOST = DIAG_FULL_MAX, HALF = DIAG_FULL_MAX - 200 };
    Arena *arena = arena_open();
    Diags diags = many(arena, 0, HALF), other = many(arena, HALF, HALF), all = many(arena, 0, MOST + 300);
    diags_append(&diags, &other);
    diags_append(&diags, &all);
    assert_int_equal(diags.list.n, 2 * HALF);
    assert_true(diags.list.at[MOST].is_bare && !diags.list.at[MOST - 1].is_bare);
    assert_int_equal(diags_shown(arena, &diags).list.n, MOST + 1);

    Diags left = diags_new(arena);
    for (size_t i = 500; i < diags.list.n; i++)
        array_push(arena, &left.list, diags.list.at[i]);
    Diags shown = diags_shown(arena, &left);
    assert_int_equal(shown.list.n, MOST + 1);               /* 500 whole ones, 500 of the bare, and how many more */
    assert_true(shown.list.at[MOST - 1].is_bare && shown.list.at[MOST - 1].span.lo == MOST + 499);
    assert_true(str_equal(array_last(&shown.list).detail, STR("B109, 100 de plus")));
    left.list.n = MOST;
    assert_int_equal(diags_shown(arena, &left).list.n, MOST);
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
        cmocka_unit_test(many_of_one_code_are_counted_and_the_first_shown),
        cmocka_unit_test(what_is_appended_is_counted_once_and_moves_up),
        cmocka_unit_test(nearest_finds_slips_and_nothing_far),
        cmocka_unit_test(every_code_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
