/* The merge: order of chapters, levels, numbers, references, what is placed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/french.h"
#include "doc/doc.h"

static Arena *arena, *scratch;
static Sources sources;
static Diags diags;

static int open_arenas(void **state)
{
    (void)state;
    arena = arena_open();
    scratch = arena_open();
    sources = sources_new(arena);
    diags = diags_new(arena);
    return 0;
}

static int close_arenas(void **state)
{
    (void)state;
    arena_close(arena);
    arena_close(scratch);
    return 0;
}

static const Document *merge_with(Str template_folder, const char *path)
{
    const Theme *theme = theme_read(arena, &sources, template_folder, &diags);
    const Edition *edition = edition_read(arena, &sources, NULL, str_from_c(path), &diags);
    const Document *document = doc_merge(arena, scratch, &sources, edition, theme, &diags);
    assert_null(doc_check(document));
    return document;
}

static const Document *merge(const char *path)
{
    return merge_with(STR("templates/rapport-2019"), path);
}

static const Chapter *programme_of(const Document *document)
{
    for (size_t i = 0; i < document->chapters.n; i++)
        if (document->chapters.at[i]->kind == CHAPTER_PROGRAMME)
            return document->chapters.at[i];
    fail();
    return NULL;
}

/* "3 Programme 1 :|4 1.|5 a)": level and number of each heading. */
static Str outline(const Chapter *chapter)
{
    Str all = STR_NONE;
    for (const Block *block = chapter->blocks; block; block = block->next)
        if (block->kind == BLOCK_HEADING)
            all = str_printf(arena, "%.*s%s%d %.*s", STR_ARG(all), all.n ? "|" : "", block->level, STR_ARG(block->number));
    return all;
}

static void check(Str got, const char *wanted)
{
    assert_string_equal(str_to_c(arena, got), wanted);
}

static size_t count(DiagCode code)
{
    size_t n = 0;
    for (size_t i = 0; i < diags.list.n; i++)
        n += diags.list.at[i].code == code;
    return n;
}

static void headings_skip_no_level(void **state)
{
    (void)state;
    const Chapter *chapter = programme_of(merge("tests/golden/doc/objectifs.md"));
    check(outline(chapter), "1 Programme" NBSP "1" NBSP ":|2 1.|3 a)|4 a-1|5 |6 |4 a-2|3 b)|4 |2 2.|3 a)");
    assert_int_equal(count(DIAG_HEADING_JUMP), 0);
}

static const Block *list_of(const Chapter *chapter, BlockOrigin origin)
{
    for (const Block *block = chapter->blocks; block; block = block->next)
        if (block->kind == BLOCK_LIST && block->origin == origin)
            return block;
    fail();
    return NULL;
}

static void numbers_are_the_template_s(void **state)
{
    (void)state;
    const Document *document = merge_with(STR("templates/rapport-2020"), "tests/golden/doc/objectifs.md");
    const Chapter *chapter = programme_of(document);
    check(outline(chapter), "1 Programme" NBSP "1" NBSP ":|2 1.|3 1.1.|4 1.1.1|5 |6 |4 1.1.2|3 1.2.|4 |2 2.|3 2.1.");
    const Block *section = chapter->blocks;
    while (section->role != HEADING_SECTION)
        section = section->next;
    check(inlines_text(arena, section->inlines), "Activités menées en 2019");
    assert_true(list_of(chapter, BLOCK_OF_OBJECTIVES)->has_arrowheads);
}

/* Neither a divider nor a committee's page for programmes that the edition leaves out. */
static void what_an_edition_leaves_out_has_no_page(void **state)
{
    (void)state;
    const Document *document = merge_with(STR("templates/rapport-2018"), "content/2018");
    static const ChapterKind kinds[] = { CHAPTER_DIVIDER, CHAPTER_THEME, CHAPTER_PROGRAMME, CHAPTER_PROGRAMME };
    assert_int_equal(document->chapters.n, sizeof kinds / sizeof *kinds);
    for (size_t i = 0; i < document->chapters.n; i++)
        assert_int_equal(document->chapters.at[i]->kind, kinds[i]);
    check(document->chapters.at[0]->title, "Programmes transverses");
}

static void lists_of_the_data_end_as_french_does(void **state)
{
    (void)state;
    const Chapter *chapter = programme_of(merge("tests/golden/doc/objectifs.md"));
    const Block *item = list_of(chapter, BLOCK_OF_OBJECTIVES)->first;
    check(inlines_text(arena, item->first->inlines), "Scolariser les enfants (OSP" NBSP "1)" NNBSP ";");
    check(inlines_text(arena, item->next->first->inlines), "Promouvoir la diversité culturelle (OSP" NBSP "2).");
    check(item->anchor->id, "osp-1");
    item = list_of(chapter, BLOCK_OF_ACTIONS)->first;
    check(inlines_text(arena, item->next->first->inlines), "Former les maîtres (Actions" NBSP "1.2 et 1.3).");
}

static void lists_placed_by_hand_stand_there(void **state)
{
    (void)state;
    const Chapter *chapter = programme_of(merge("tests/golden/doc/objectifs-places.md"));
    const Block *block = chapter->blocks->next->next->next;
    assert_int_equal(block->origin, BLOCK_OF_OBJECTIVES);
    assert_int_equal(block->next->next->origin, BLOCK_OF_ACTIONS);
    assert_int_equal(block->next->next->next->kind, BLOCK_HEADING);
}

static void numbers_follow_the_places(void **state)
{
    (void)state;
    const Document *document = merge("tests/golden/doc/renvois.md");
    assert_int_equal(document->tables.n, 2);
    check(document->tables.at[1]->table->label, "Tableau" NBSP "2");
    check(document->tables.at[1]->anchor->id, "tableau-second");
    const Inline *first = programme_of(document)->blocks->next->inlines->next;
    assert_int_equal(first->kind, INLINE_REF);
    assert_ptr_equal(first->anchor, document->tables.at[1]->anchor);
    check(inlines_text(arena, first->first), "tableau" NBSP "2");
    check(document->charts.at[0]->chart->alternative,
          "Anneau, 48" NBSP "projets" NBSP ": Un" NBSP "12 (25,0" NBSP "%), Deux" NBSP "36 (75,0" NBSP "%)");
    assert_int_equal(diags_count(&diags, DIAG_ERROR), 0);
}

static void notes_are_numbered_as_they_are_read(void **state)
{
    (void)state;
    const Document *document = merge("tests/golden/doc/notes.md");
    const Chapter *chapter = programme_of(document);
    assert_int_equal(chapter->notes.n, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(chapter->notes.at[i]->number, i + 1);
    check(chapter->notes.at[5]->letter, "");
    const DocTable *table = document->tables.at[0]->table;
    assert_int_equal(table->notes.n, 3);
    static const char *const texts[] = { "Septième.", "Huitième.", "Neuvième." }, *const letters[] = { "a", "b", "c" };
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(table->notes.at[i]->number, i + 1);
        check(table->notes.at[i]->letter, letters[i]);
        check(table->notes.at[i]->table, "tableau-notes");
        check(inlines_text(arena, table->notes.at[i]->content->inlines), texts[i]);
    }
}

static void what_is_called_twice_or_never_is_reported(void **state)
{
    (void)state;
    const Document *document = merge("tests/golden/erreurs/tableau-deux-fois.md");
    assert_int_equal(document->tables.n, 1);
    assert_int_equal(count(DIAG_PLACED_TWICE), 1);
    document = merge("tests/golden/erreurs/tableau-jamais-appele.md");
    assert_int_equal(document->tables.n, 1);
    assert_int_equal(count(DIAG_NOT_PLACED), 1);
}

static void the_book_has_its_chapters_in_order(void **state)
{
    (void)state;
    const Document *document = merge("content/2019");
    ChapterKind last = CHAPTER_EPIGRAPH;
    assert_int_equal(document->chapters.at[0]->kind, CHAPTER_EPIGRAPH);
    for (size_t i = 1; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        assert_int_equal(chapter->index, i);
        if (chapter->kind == CHAPTER_THEME)
            assert_true(last == CHAPTER_DIVIDER || last == CHAPTER_PROGRAMME || last == CHAPTER_CLOSING);
        if (chapter->kind == CHAPTER_CLOSING)
            assert_int_equal(last, CHAPTER_PROGRAMME);
        last = chapter->kind;
    }
    for (size_t i = 1; i < document->sigles.n; i++)
        assert_true(str_compare(document->sigles.at[i - 1].key, document->sigles.at[i].key) < 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_arenas, close_arenas)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(headings_skip_no_level),
        CASE(numbers_are_the_template_s),
        CASE(what_an_edition_leaves_out_has_no_page),
        CASE(lists_of_the_data_end_as_french_does),
        CASE(lists_placed_by_hand_stand_there),
        CASE(numbers_follow_the_places),
        CASE(notes_are_numbered_as_they_are_read),
        CASE(what_is_called_twice_or_never_is_reported),
        CASE(the_book_has_its_chapters_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
