/* The preview: what differs between two pages, which files were saved, a face by glyph number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "serve/glyph_font.h"
#include "serve/sheet.h"
#include "serve/splice.h"
#include "serve/watch.h"

static void check_splice(const char *before, const char *after, size_t lo, size_t hi, const char *text)
{
    Splice splice = splice_between(str_from_c(before), str_from_c(after));
    assert_int_equal(splice.lo, lo);
    assert_int_equal(splice.hi, hi);
    assert_true(str_equal(splice.text, str_from_c(text)));
}

static void splice_is_the_stretch_that_differs(void **state)
{
    (void)state;
    check_splice("un mot ici", "un mot neuf ici", 7, 7, "neuf ");
    check_splice("un mot neuf ici", "un mot ici", 7, 12, "");
    check_splice("abc", "abc", 3, 3, "");
    check_splice("", "abc", 0, 0, "abc");
    check_splice("aaa", "aa", 2, 3, "");
    check_splice("aXa", "aYYa", 1, 2, "YY");
}

static void splice_cuts_no_character(void **state)
{
    (void)state;
    check_splice("\u00E9", "\u00E8", 0, 2, "\u00E8");          /* the same first byte */
    check_splice("a\u00E9b", "a\u0169b", 1, 3, "\u0169");      /* the same last byte */
}

static void versions_are_told_apart(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    assert_int_equal(version_of(arena, STR("a")).n, 16);
    assert_false(str_equal(version_of(arena, STR("a")), version_of(arena, STR("b"))));
    arena_close(arena);
}

/* ---- watching ---- */

typedef struct { Arena *arena; Watch *watch; char folder[64]; } Watched;

static int set_up(void **state)
{
    Watched *watched = calloc(1, sizeof *watched);
    strcpy(watched->folder, "/tmp/bilan-watch-XXXXXX");
    watched->arena = arena_open();
    watched->watch = watch_open();
    *state = watched;
    return mkdtemp(watched->folder) == NULL || !watch_add(watched->watch, str_from_c(watched->folder));
}

static int tear_down(void **state)
{
    Watched *watched = *state;
    file_remove_tree(watched->arena, str_from_c(watched->folder));
    watch_close(watched->watch);
    arena_close(watched->arena);
    free(watched);
    return 0;
}

static char *path_of(const Watched *watched, const char *name)
{
    return str_to_c(watched->arena, path_join(watched->arena, str_from_c(watched->folder), str_from_c(name)));
}

static void save(const Watched *watched, const char *name)
{
    FILE *file = fopen(path_of(watched, name), "w");
    assert_non_null(file);
    fputs("texte", file);
    fclose(file);
}

static bool has(const Watched *watched, const Changes *changes, const char *name)
{
    for (size_t i = 0; i < changes->paths.n; i++)
        if (str_equal(changes->paths.at[i], str_from_c(path_of(watched, name))))
            return true;
    return false;
}

static void many_saves_of_a_file_are_one_change(void **state)
{
    Watched *watched = *state;
    for (int i = 0; i < 50; i++)
        save(watched, "a.md");
    save(watched, "b.yaml");
    Changes changes = watch_read(watched->watch, watched->arena);
    assert_int_equal(changes.paths.n, 2);
    assert_true(has(watched, &changes, "a.md") && has(watched, &changes, "b.yaml"));
    assert_int_equal(watch_read(watched->watch, watched->arena).paths.n, 0);
}

static void an_open_file_is_no_change(void **state)
{
    Watched *watched = *state;
    FILE *file = fopen(path_of(watched, "a.md"), "w");
    fputs("une moitié", file);
    fflush(file);
    assert_int_equal(watch_read(watched->watch, watched->arena).paths.n, 0);
    fclose(file);
    assert_int_equal(watch_read(watched->watch, watched->arena).paths.n, 1);
}

static void renames_and_removals_are_told(void **state)
{
    Watched *watched = *state;
    save(watched, "a.md");
    watch_read(watched->watch, watched->arena);
    rename(path_of(watched, "a.md"), path_of(watched, "b.md"));
    Changes changes = watch_read(watched->watch, watched->arena);
    assert_true(changes.has_gone && has(watched, &changes, "a.md") && has(watched, &changes, "b.md"));
    unlink(path_of(watched, "b.md"));
    changes = watch_read(watched->watch, watched->arena);
    assert_true(changes.has_gone && has(watched, &changes, "b.md"));
}

static void folders_made_later_are_watched(void **state)
{
    Watched *watched = *state;
    mkdir(path_of(watched, "programmes"), 0700);
    mkdir(path_of(watched, "programmes/12-essai"), 0700);
    watch_read(watched->watch, watched->arena);
    save(watched, "programmes/12-essai/programme.yaml");
    Changes changes = watch_read(watched->watch, watched->arena);
    assert_true(has(watched, &changes, "programmes/12-essai/programme.yaml"));
}

static void what_editors_leave_is_no_change(void **state)
{
    Watched *watched = *state;
    const char *const names[] = { ".a.md.swp", "a.md~", "#a.md#", "4913", "a.md.tmp" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(watch_ignores(str_from_c(names[i])));
        save(watched, names[i]);
    }
    assert_int_equal(watch_read(watched->watch, watched->arena).paths.n, 0);
    assert_false(watch_ignores(STR("a.md")));
}

static void a_folder_that_is_not_there_is_a_fault(void **state)
{
    Watched *watched = *state;
    assert_false(watch_add(watched->watch, STR("/nonexistent")));
}

/* ---- faces ---- */

static void a_face_by_glyph_number_is_a_face(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Diags diags = diags_new(arena);
    Fonts *fonts = fonts_open(STR("fonts"), &diags);
    assert_non_null(fonts);
    for (int face = 0; face < FACE_COUNT; face++) {
        Str font = glyph_font(arena, font_program(fonts, (Face)face));
        assert_true(font.n > 12 && font.n % 4 == 0);
        assert_memory_equal(font.p, "\0\1\0\0", 4);
    }
    assert_int_equal(glyph_font(arena, STR("autre chose")).n, 0);
    assert_int_equal(glyph_rune(0), 0xE000);
    assert_int_equal(glyph_rune(6399), 0xF8FF);
    assert_int_equal(glyph_rune(6400), 0x4E00);
    fonts_close(fonts);
    arena_close(arena);
}

/* ---- sheets ---- */

static void a_look_depends_on_what_is_seen(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Glyph glyphs[] = { { .id = 3, .advance = PT(5) } };
    GlyphRun run = { .size = PT(10), .text = STR("a"), .glyphs = glyphs, .count = 1 };
    Frame *one = frame_new(arena, PT(100), PT(100)), *other = frame_new(arena, PT(100), PT(100));
    frame_glyphs(one, MARK_TAG(1), PT(1), PT(2), &run, COLOUR_INK, (Span){ 1, 0, 1 });
    frame_glyphs(other, MARK_TAG(1), PT(1), PT(2), &run, COLOUR_INK, (Span){ 1, 70, 71 });
    assert_true(sheet_look(one) == sheet_look(other));
    frame_rule(other, MARK_TAG(1), 0, 0, PT(1), 0, (Stroke){ COLOUR_INK, PT(1), 0, 0 });
    assert_false(sheet_look(one) == sheet_look(other));
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splice_is_the_stretch_that_differs),
        cmocka_unit_test(splice_cuts_no_character),
        cmocka_unit_test(versions_are_told_apart),
        cmocka_unit_test_setup_teardown(many_saves_of_a_file_are_one_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_open_file_is_no_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(renames_and_removals_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folders_made_later_are_watched, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_editors_leave_is_no_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_a_fault, set_up, tear_down),
        cmocka_unit_test(a_face_by_glyph_number_is_a_face),
        cmocka_unit_test(a_look_depends_on_what_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
