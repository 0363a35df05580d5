#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "layout/flow.h"

enum { ROOM = 31, KEEP = 3, MANY = 400 };

static const FlowRules rules = {
    .lines = ROOM, .last_lines = 4, .grid = PT(16), .note_leading = PT(12), .note_room = PT(22),
    .is_first_recto = true,
};

typedef struct { Arena *arena; FlowBox boxes[MANY]; size_t n; } Column;

static void column_open(Column *column) { *column = (Column){ .arena = arena_open() }; }

static FlowBox *column_box(Column *column, FlowBox box)
{
    column->boxes[column->n] = box;
    return &column->boxes[column->n++];
}

static void column_paragraph(Column *column, int lines)
{
    for (int i = 0; i < lines; i++)
        column_box(column, (FlowBox){ .lines = 1, .penalty = i ? flow_inside_penalty(lines, i, KEEP) : 0 });
}

/* A heading of `lines` with one blank line above; two lines stay with it. */
static void column_heading(Column *column, int lines, int below)
{
    column_box(column, (FlowBox){ .lines = lines + 1, .before = 1 });
    size_t first = column->n;
    column_paragraph(column, below);
    for (size_t i = first; i < column->n && i < first + 2; i++)
        column->boxes[i].penalty = FLOW_FORBID;
}

static FlowPages column_break(Column *column)
{
    Arena *scratch = arena_open();
    FlowPages pages = flow_break(column->arena, scratch, column->boxes, column->n, &rules);
    arena_close(scratch);
    return pages;
}

/* Every box stands on one page, in no page twice; no page is too full. */
static void check_whole(const Column *column, const FlowPages *pages)
{
    int seen[MANY] = { 0 };
    for (size_t i = 0; i < pages->n; i++) {
        const FlowPage *page = &pages->at[i];
        assert_true(page->lines + flow_note_grid(&rules, page->notes) <= ROOM || page->is_overfull);
        for (size_t j = 0; j < page->pieces.n; j++)
            for (size_t k = 0; k < page->pieces.at[j].count; k++)
                seen[page->pieces.at[j].box + k]++;
    }
    for (size_t i = 0; i < column->n; i++)
        assert_int_equal(seen[i], 1);
}

static size_t first_box(const FlowPages *pages, size_t page) { return pages->at[page].pieces.at[0].box; }

static void notes_take_whole_grid_lines(void **state)
{
    (void)state;
    assert_int_equal(flow_note_grid(&rules, 0), 0);
    assert_int_equal(flow_note_grid(&rules, 1), 2);     /* 22 pt */
    assert_int_equal(flow_note_grid(&rules, 2), 3);     /* 34 pt */
    assert_int_equal(flow_note_grid(&rules, 3), 3);     /* 46 pt */
    for (int n = 1; n < 60; n++) {
        int grid = flow_note_grid(&rules, n);
        assert_true(flow_note_fit(&rules, grid) >= n);
        assert_true(flow_note_fit(&rules, grid - 1) < n);
    }
    assert_int_equal(flow_note_fit(&rules, -3), 0);
}

static void paragraph_keeps_three_lines(void **state)
{
    (void)state;
    for (int at = 1; at < 5; at++)
        assert_true(flow_inside_penalty(5, at, KEEP) >= FLOW_FORBID);
    assert_int_equal(flow_inside_penalty(6, 3, KEEP), 0);
    assert_true(flow_inside_penalty(6, 2, KEEP) >= FLOW_FORBID);
    assert_true(flow_inside_penalty(9, 1, KEEP) > flow_inside_penalty(9, 2, KEEP));
}

static void full_pages_are_filled(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 3 * ROOM; i++)
        column_paragraph(&column, 1);
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.n, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pages.at[i].lines, ROOM);
    arena_close(column.arena);
}

static void widow_makes_the_page_short(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 29; i++)
        column_paragraph(&column, 1);
    column_paragraph(&column, 5);        /* would break 2 + 3 */
    column_paragraph(&column, 6);
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.at[0].lines, 29);
    assert_int_equal(first_box(&pages, 1), 29);
    arena_close(column.arena);
}

/* Three lines are left below the paragraphs; two of these can be longer, the second at less cost. */
static void column_varied(Column *column, int longer, int shorter)
{
    for (int i = 0; i < 4; i++) {
        size_t first = column->n;
        column_paragraph(column, 7);
        column->boxes[first].size = 7;
        column->boxes[first].longer = i == 1 ? 2 * longer : i == 2 ? longer : 0;
        column->boxes[first].shorter = i == 1 ? shorter : 0;
    }
}

static const FlowPiece *varied_piece(const FlowPage *page, size_t box)
{
    for (size_t i = 0; i < page->pieces.n; i++)
        if (page->pieces.at[i].box == box && page->pieces.at[i].varied != 0)
            return &page->pieces.at[i];
    return NULL;
}

static void paragraphs_are_set_longer_to_fill_a_page(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    column_varied(&column, 20, 0);
    column_paragraph(&column, 2);        /* 30 lines: one is left */
    column_box(&column, (FlowBox){ .lines = 20, .group = 1 });
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.at[0].lines, ROOM);
    const FlowPiece *longer = varied_piece(&pages.at[0], 14);
    assert_non_null(longer);
    assert_int_equal(longer->count, 7);
    assert_int_equal(longer->lines, 8);
    assert_int_equal(longer->varied, 1);
    assert_null(varied_piece(&pages.at[0], 7));            /* it would cost more */
    for (size_t i = 1; i < pages.at[0].pieces.n; i++) {    /* what follows makes room */
        const FlowPiece *above = &pages.at[0].pieces.at[i - 1];
        assert_int_equal(pages.at[0].pieces.at[i].line, above->line + above->lines);
    }
    arena_close(column.arena);
}

static void paragraphs_are_set_shorter_to_hold_a_line(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    column_varied(&column, 0, 30);
    column_paragraph(&column, 4);        /* 32 lines: one too many */
    column_box(&column, (FlowBox){ .lines = 20, .group = 1 });
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.at[0].lines, ROOM);
    const FlowPiece *shorter = varied_piece(&pages.at[0], 7);
    assert_non_null(shorter);
    assert_int_equal(shorter->lines, 6);
    assert_int_equal(shorter->varied, -1);
    arena_close(column.arena);
}

static void what_is_torn_or_heads_a_page_is_not_varied(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    column_heading(&column, 3, 25);      /* 28 lines at the head of the page */
    column.boxes[0].size = 1;
    column.boxes[0].longer = 1;
    column.boxes[1].size = 25;
    size_t first = column.n;
    column_paragraph(&column, 6);        /* torn, 3 and 3 */
    column.boxes[first].size = 6;
    column.boxes[first].longer = column.boxes[first].shorter = 1;
    column_box(&column, (FlowBox){ .lines = 20, .group = 1 });
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    for (size_t i = 0; i < pages.n; i++)
        for (size_t j = 0; j < pages.at[i].pieces.n; j++)
            assert_int_equal(pages.at[i].pieces.at[j].varied, 0);
    assert_int_equal(pages.at[0].lines, ROOM);
    arena_close(column.arena);
}

static void heading_moves_with_its_text(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 28; i++)
        column_paragraph(&column, 1);
    column_heading(&column, 1, 8);       /* heading on 30, one line below it on 31 */
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(first_box(&pages, 1), 28);
    assert_int_equal(pages.at[1].pieces.at[0].lines, 1);   /* the blank line above is dropped */
    assert_int_equal(pages.at[1].lines, 9);
    arena_close(column.arena);
}

static void what_cannot_be_kept_is_broken(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 40; i++)
        column_box(&column, (FlowBox){ .lines = 1, .penalty = FLOW_FORBID });
    column_box(&column, (FlowBox){ .lines = 50 });
    column_paragraph(&column, 3);
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_true(pages.n >= 3);
    arena_close(column.arena);
}

static void last_page_holds_four_lines(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < ROOM + 1; i++)
        column_paragraph(&column, 1);
    FlowPages pages = column_break(&column);
    assert_int_equal(pages.n, 2);
    assert_int_equal(pages.at[1].lines, 4);
    arena_close(column.arena);
}

static void note_stands_on_the_page_of_its_call(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 40; i++)
        column_paragraph(&column, 1);
    column.boxes[29].note_lines = column.boxes[29].last_note = 1;
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    /* Line 30 and its note do not fit on one page: line and note move on. */
    assert_int_equal(first_box(&pages, 1), 29);
    assert_int_equal(pages.at[0].notes, 0);
    assert_int_equal(pages.at[1].notes, 1);
    arena_close(column.arena);
}

static void long_note_runs_on(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 60; i++)
        column_paragraph(&column, 1);
    column.boxes[5].note_lines = column.boxes[5].last_note = 50;
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    int notes = 0;
    for (size_t i = 0; i < pages.n; i++)
        notes += pages.at[i].notes;
    assert_int_equal(notes, 50);
    assert_true(pages.at[0].notes >= 2 && pages.at[1].notes >= 1);
    arena_close(column.arena);
}

static void notes_after_the_last_line_get_pages(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    column_box(&column, (FlowBox){ .lines = 30, .note_lines = 120, .last_note = 120 });
    FlowPages pages = column_break(&column);
    int notes = 0;
    for (size_t i = 0; i < pages.n; i++) {
        assert_true(flow_note_grid(&rules, pages.at[i].notes) <= ROOM);
        notes += pages.at[i].notes;
    }
    assert_int_equal(notes, 120);
    arena_close(column.arena);
}

static void figure_lets_text_overtake_it(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 20; i++)
        column_paragraph(&column, 1);
    column_box(&column, (FlowBox){ .lines = 15, .group = 1, .is_float = true });
    for (int i = 0; i < 34; i++)
        column_paragraph(&column, 1);
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.at[0].lines, ROOM);
    assert_int_equal(first_box(&pages, 1), 20);            /* the figure heads the next page */
    arena_close(column.arena);
}

static void figure_does_not_pass_a_barrier(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 20; i++)
        column_paragraph(&column, 1);
    column_box(&column, (FlowBox){ .lines = 15, .group = 1, .is_float = true });
    for (int i = 0; i < 5; i++)
        column_paragraph(&column, 1);
    column_box(&column, (FlowBox){ .lines = 1, .is_barrier = true });
    for (int i = 0; i < 20; i++)
        column_paragraph(&column, 1);
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.at[0].lines, 25);
    assert_int_equal(first_box(&pages, 1), 20);
    arena_close(column.arena);
}

static void many_figures_keep_their_order(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    for (int i = 0; i < 12; i++) {
        column_paragraph(&column, 4);
        column_box(&column, (FlowBox){ .lines = 22, .group = 1, .is_float = true });
    }
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    size_t last = 0;
    for (size_t i = 0; i < pages.n; i++)
        for (size_t j = 0; j < pages.at[i].pieces.n; j++) {
            size_t box = pages.at[i].pieces.at[j].box;
            if (!column.boxes[box].is_float)
                continue;
            assert_true(box >= last);
            last = box;
        }
    arena_close(column.arena);
}

/* A table of rows two lines high; each piece has two lines of head, three at its end. */
static int table_lines(const void *table, size_t from, size_t to, bool is_head)
{
    (void)table;
    (void)is_head;
    return 2 + 2 * (int)(to - from) + 3;
}

static void column_table(Column *column, const FlowCut *cut, bool is_float, int penalty)
{
    for (size_t i = 0; i < cut->slices; i++)
        column_box(column, (FlowBox){ .cut = cut, .slice = i, .penalty = i ? penalty : 0,
                                      .group = i ? 0 : cut->slices, .is_float = i == 0 && is_float });
}

static void long_table_is_cut(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    FlowCut cut = { .lines = table_lines, .slices = 40 };
    column_paragraph(&column, 4);
    column_table(&column, &cut, false, 0);
    column_paragraph(&column, 6);
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.n, 4);
    assert_int_equal(pages.at[0].pieces.at[4].count, 11);  /* 4 + 2 + 22 + 3 = 31 */
    assert_int_equal(pages.at[1].pieces.at[0].count, 13);
    assert_true(pages.at[1].pieces.at[0].is_head);
    arena_close(column.arena);
}

static void short_table_moves_whole(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    FlowCut cut = { .lines = table_lines, .slices = 5 };
    for (int i = 0; i < 20; i++)
        column_paragraph(&column, 1);
    column_table(&column, &cut, true, 2500);               /* 15 lines */
    for (int i = 0; i < 20; i++)
        column_paragraph(&column, 1);
    FlowPages pages = column_break(&column);
    check_whole(&column, &pages);
    assert_int_equal(pages.at[0].lines, ROOM);
    assert_int_equal(pages.at[1].pieces.at[0].count, 5);
    arena_close(column.arena);
}

static void nothing_gives_no_page(void **state)
{
    (void)state;
    Column column;
    column_open(&column);
    assert_int_equal(column_break(&column).n, 0);
    arena_close(column.arena);
}

/* Columns of every shape end, whole. */
static void any_column_is_set_whole(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 60; round++) {
        Column column;
        column_open(&column);
        FlowCut cut = { .lines = table_lines, .slices = 20 };
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            int draw = (int)(seed >> 24);
            if (draw % 4 == 0)
                column_heading(&column, 1 + draw % 3, 1 + draw % 7);
            else if (draw % 4 == 1)
                column_box(&column, (FlowBox){ .lines = 5 + draw % 30, .group = 1, .is_float = draw % 8 == 1 });
            else
                column_paragraph(&column, 1 + draw % 13);
            if (draw % 4 > 1 && draw % 3) {
                int size = 1 + draw % 13;
                FlowBox *first = &column.boxes[column.n - (size_t)size];
                first->size = (size_t)size;
                first->longer = draw % 50;
                first->shorter = size > 1 ? draw % 70 : 0;
            }
            if (draw % 5 == 0)
                column.boxes[column.n - 1].note_lines = column.boxes[column.n - 1].last_note = 1 + draw % 40;
            if (draw % 11 == 0 && cut.table == NULL) {
                column_table(&column, &cut, draw % 2, draw % 3 ? 100 : FLOW_FORBID);
                cut.table = &cut;
            }
        }
        FlowPages pages = column_break(&column);
        check_whole(&column, &pages);
        arena_close(column.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_take_whole_grid_lines),
        cmocka_unit_test(paragraph_keeps_three_lines),
        cmocka_unit_test(full_pages_are_filled),
        cmocka_unit_test(widow_makes_the_page_short),
        cmocka_unit_test(paragraphs_are_set_longer_to_fill_a_page),
        cmocka_unit_test(paragraphs_are_set_shorter_to_hold_a_line),
        cmocka_unit_test(what_is_torn_or_heads_a_page_is_not_varied),
        cmocka_unit_test(heading_moves_with_its_text),
        cmocka_unit_test(what_cannot_be_kept_is_broken),
        cmocka_unit_test(last_page_holds_four_lines),
        cmocka_unit_test(note_stands_on_the_page_of_its_call),
        cmocka_unit_test(long_note_runs_on),
        cmocka_unit_test(notes_after_the_last_line_get_pages),
        cmocka_unit_test(figure_lets_text_overtake_it),
        cmocka_unit_test(figure_does_not_pass_a_barrier),
        cmocka_unit_test(many_figures_keep_their_order),
        cmocka_unit_test(long_table_is_cut),
        cmocka_unit_test(short_table_moves_whole),
        cmocka_unit_test(nothing_gives_no_page),
        cmocka_unit_test(any_column_is_set_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
