/* The report on the setting of pages: what it says, and that placed lines are what it counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/book_impl.h"

typedef struct { Book book; Galley galley; FlowPages cut; Arena *arena; Pages pages; PageGeometry page; } Desk;

static const FlowRules rules = { .lines = 31, .grid = PT(16), .note_leading = PT(12), .note_room = PT(22) };

static int open_desk(void **state)
{
    static Desk desk;
    desk = (Desk){ .arena = arena_open() };
    desk.page.keep_lines = 3;
    desk.book = (Book){ .arena = desk.arena, .pages = &desk.pages, .page = &desk.page };
    *state = &desk;
    return 0;
}

static int close_desk(void **state)
{
    arena_close(((Desk *)*state)->arena);
    return 0;
}

/* A paragraph of `count` lines; the `hyphens` lines before its last end with one. */
static void add_paragraph(Desk *desk, int count, int hyphens, int gap, bool is_item)
{
    for (int i = 0; i < count; i++) {
        Line *line = arena_new(desk->arena, Line);
        *line = (Line){ .gap = i + 1 < count ? gap : 0, .is_last = i + 1 == count,
                        .ends_hyphenated = i + 1 < count && i + 1 >= count - hyphens };
        array_push(desk->arena, &desk->galley.boxes,
                   (Box){ .line = line, .line_at = i, .line_count = count, .is_item = is_item });
        array_push(desk->arena, &desk->galley.flow, (FlowBox){ .lines = 1 });
    }
}

static void add_page(Desk *desk, size_t from, size_t to)
{
    FlowPage page = { 0 };
    for (size_t i = from; i < to; i++)
        array_push(desk->arena, &page.pieces,
                   (FlowPiece){ .box = i, .count = 1, .line = (int)(i - from), .lines = 1, .is_head = i == from });
    page.lines = (int)(to - from);
    array_push(desk->arena, &desk->cut, page);
    array_push(desk->arena, &desk->pages.pages, (Page){ .folio = desk->cut.n == 1 ? STR("1") : STR("2") });
}

static void review(Desk *desk)
{
    static const size_t page_at[] = { 0, 1, 2, 3 };
    NoteQueue notes = { 0 };
    quality_galley(&desk->book, &desk->galley, &desk->cut, &rules, &notes, page_at);
}

static int count(const Desk *desk, FindingKind kind, int amount)
{
    int n = 0;
    for (size_t i = 0; i < desk->pages.quality.findings.n; i++) {
        const Finding *finding = &desk->pages.quality.findings.at[i];
        n += finding->kind == kind && finding->amount == amount;
    }
    return n;
}

static void a_clean_column_has_no_findings(void **state)
{
    Desk *desk = *state;
    add_paragraph(desk, 31, 0, 110, false);
    add_paragraph(desk, 8, 0, 110, false);
    add_page(desk, 0, 31);
    add_page(desk, 31, 39);
    review(desk);
    assert_int_equal(desk->pages.quality.findings.n, 0);
    assert_int_equal(desk->pages.quality.justified, 37);
}

static void lines_are_counted_and_judged(void **state)
{
    Desk *desk = *state;
    add_paragraph(desk, 5, 3, 201, false);
    add_page(desk, 0, 5);
    review(desk);
    assert_int_equal(desk->pages.quality.loose, 4);
    assert_int_equal(desk->pages.quality.hyphenated, 3);
    assert_int_equal(count(desk, FINDING_LOOSE, 201), 4);
    assert_int_equal(count(desk, FINDING_LADDER, 3), 1);
    assert_int_equal(count(desk, FINDING_STUB, 0), 1);
}

static void parted_paragraphs_are_found(void **state)
{
    Desk *desk = *state;
    add_paragraph(desk, 31, 0, 100, false);
    add_paragraph(desk, 4, 1, 100, false);
    add_page(desk, 0, 31);
    add_page(desk, 31, 34);              /* three lines of the second, and a hyphen */
    add_page(desk, 34, 35);
    review(desk);
    assert_int_equal(count(desk, FINDING_WIDOW, 1), 1);
    assert_int_equal(count(desk, FINDING_CUT_WORD, 0), 1);
    assert_int_equal(count(desk, FINDING_ORPHAN, 3), 0);
}

static void two_lines_are_enough_of_an_item_only(void **state)
{
    Desk *desk = *state;
    add_paragraph(desk, 4, 0, 100, true);
    add_paragraph(desk, 4, 0, 100, false);
    add_page(desk, 0, 2);
    add_page(desk, 2, 6);
    add_page(desk, 6, 8);
    review(desk);
    assert_int_equal(count(desk, FINDING_ORPHAN, 2), 1);
    assert_int_equal(count(desk, FINDING_WIDOW, 2), 1);
}

static void gaps_and_headings_at_a_foot_are_found(void **state)
{
    Desk *desk = *state;
    add_paragraph(desk, 26, 0, 100, false);
    array_push(desk->arena, &desk->galley.boxes, (Box){ .is_heading = true });
    array_push(desk->arena, &desk->galley.flow, (FlowBox){ .lines = 1 });
    add_paragraph(desk, 8, 0, 100, false);
    add_page(desk, 0, 27);
    add_page(desk, 27, 35);
    review(desk);
    assert_int_equal(count(desk, FINDING_HEADING, 0), 1);
    assert_int_equal(count(desk, FINDING_GAP, 4), 1);
}

static void the_report_says_page_place_and_text(void **state)
{
    Desk *desk = *state;
    Sources sources = sources_new(desk->arena);
    uint32_t file = source_add(&sources, STR("narratif.md"), STR("un\ndeux\n"));
    Quality quality = { .justified = 200, .hyphenated = 15, .loose = 1 };
    array_push(desk->arena, &quality.findings,
               (Finding){ FINDING_LOOSE, 231, STR("12"), { file, 3, 7 }, STR("deux mots") });
    array_push(desk->arena, &quality.findings, (Finding){ FINDING_GAP, 5, STR("iv"), SPAN_NONE, STR_NONE });
    assert_string_equal(str_to_c(desk->arena, quality_report(desk->arena, &quality, &sources)),
        "page 12  narratif.md:2  ligne lâche, à 231 % de l’espace entre les mots  « deux mots »\n"
        "page iv  blanc en bas de page, en lignes : 5\n"
        "typographie : 200 lignes justifiées, finies par un trait d’union : 15 (7,50 %), lignes lâches : 1 (0,50 %), "
        "lignes trop longues : 0, traits d’union de suite : 0, bouts de mots : 0, mots coupés au changement de page : 0, "
        "veuves : 0, orphelines : 0, titres en bas de page : 0, blancs en bas de page : 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_clean_column_has_no_findings, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(lines_are_counted_and_judged, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(parted_paragraphs_are_found, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(two_lines_are_enough_of_an_item_only, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(gaps_and_headings_at_a_foot_are_found, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(the_report_says_page_place_and_text, open_desk, close_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
