/* The star, its line form and the map of programmes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "chart/chart.h"

static int64_t square(int64_t x) { return x * x; }

static void star_has_sixteen_points(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Path *star = motif_star(arena, PT(100), PT(50), PT(200));
    assert_int_equal(star->steps.n, 17);
    assert_int_equal(star->steps.at[0].x[0], PT(200));   /* a point at 0 degrees */
    assert_int_equal(star->steps.at[0].y[0], PT(50));
    assert_int_equal(star->steps.at[16].op, PATH_CLOSE);
    for (int k = 0; k < 16; k++) {
        int64_t dx = star->steps.at[k].x[0] - PT(100), dy = star->steps.at[k].y[0] - PT(50);
        int64_t radius = k % 2 ? PT(76.537) : PT(100);
        assert_true(llabs(square(dx) + square(dy) - square(radius)) < 4 * radius);
    }
    /* Symmetric to the unit: no cosine of the machine's. */
    assert_int_equal(star->steps.at[2].x[0] - PT(100), PT(100) - star->steps.at[6].x[0]);
    assert_int_equal(star->steps.at[4].y[0], PT(150));
    arena_close(arena);
}

static void lines_are_two_squares(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Path *lines = motif_lines(arena, 0, 0, MM(20));
    assert_int_equal(lines->steps.n, 10);
    assert_int_equal(lines->steps.at[4].op, PATH_CLOSE);
    assert_int_equal(lines->steps.at[5].op, PATH_MOVE);
    assert_false(lines->is_filled);
    assert_int_equal(lines->stroke.width, PT(0.5));
    assert_int_equal(motif_lines(arena, 0, 0, MM(24))->stroke.width, PT(0.6));
    arena_close(arena);
}

static void map_has_a_row_a_committee(void **state)
{
    (void)state;
    ProgrammeTitle first[] = { { .number.str = STR("1") }, { .number.str = STR("2") } };
    ProgrammeTitle last[] = { { .number.str = STR("10") }, { .number.str = STR("11") }, { .number.str = STR("12") } };
    Committee committees[] = {
        { .id.str = STR("CP1"), .programmes = { first, 2 } },
        { .id.str = STR("CP2") },
        { .id.str = STR("CP4"), .programmes = { last, 3 } },
    };
    Text cp1 = { .str = STR("CP1") }, cp4 = { .str = STR("CP4") };
    Volet volets[] = {
        { .kind = VOLET_SECTORIEL, .committees = { &cp1, 1, 1 } },
        { .kind = VOLET_TRANSVERSE, .committees = { &cp4, 1, 1 } },
    };
    Part part = { .volets = { volets, 2 } };
    Edition edition = { .committees = { committees, 3 }, .parts = { &part, 1 } };
    Arena *arena = arena_open();
    edition_index(arena, &edition);
    MapRow rows[4];
    assert_int_equal(motif_map(&edition, rows, 4), 2);
    assert_int_equal(rows[0].first, 1);
    assert_int_equal(rows[0].count, 2);
    assert_false(rows[0].is_transverse);
    assert_int_equal(rows[1].first, 10);
    assert_int_equal(rows[1].count, 3);
    assert_true(rows[1].is_transverse);
    assert_int_equal(motif_map(&edition, rows, 1), 1);
    assert_int_equal(motif_map_near(&edition, 11, rows, 4), 2);
    assert_int_equal(rows[0].first, 1);
    assert_int_equal(motif_map_near(&edition, 11, rows, 1), 1);
    assert_int_equal(rows[0].first, 10);
    assert_int_equal(motif_map_near(&edition, 99, rows, 1), 1);
    assert_int_equal(rows[0].first, 1);
    arena_close(arena);
}

/* Of many committees the rows around the programme's, at either end as many as elsewhere. */
static void map_near_a_programme_is_bounded(void **state)
{
    enum { COUNT = 40, ROOM = 8 };
    (void)state;
    Arena *arena = arena_open();
    Committee *committees = arena_array(arena, Committee, COUNT);
    for (int i = 0; i < COUNT; i++) {
        ProgrammeTitle *title = arena_new(arena, ProgrammeTitle);
        title->number.str = str_printf(arena, "%d", i + 1);
        committees[i] = (Committee){ .id.str = str_printf(arena, "CP%d", i + 1), .programmes = { title, 1 } };
    }
    Edition edition = { .committees = { committees, COUNT } };
    edition_index(arena, &edition);
    static const struct { int programme, first; } cases[] = { { 1, 1 }, { 3, 1 }, { 20, 16 }, { 38, 33 }, { 40, 33 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        MapRow rows[ROOM];
        assert_int_equal(motif_map_near(&edition, cases[i].programme, rows, ROOM), ROOM);
        assert_int_equal(rows[0].first, cases[i].first);
        assert_in_range(cases[i].programme, rows[0].first, rows[ROOM - 1].first);
    }
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(star_has_sixteen_points),
        cmocka_unit_test(lines_are_two_squares),
        cmocka_unit_test(map_has_a_row_a_committee),
        cmocka_unit_test(map_near_a_programme_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
