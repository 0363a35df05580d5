/* Markdown: every span is that of the bytes typed; the four additions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "doc/doc_impl.h"

typedef struct {
    Arena   *arena, *scratch;
    Sources  sources;
    Diags    diags;
    Edition  edition;
    Theme    theme;
    Document document;
    Maker    maker;
    Home     home;
} Fixture;

static Fixture fixture;

static int open_fixture(void **state)
{
    (void)state;
    memset(&fixture, 0, sizeof fixture);
    fixture.arena = arena_open();
    fixture.scratch = arena_open();
    fixture.sources = sources_new(fixture.arena);
    fixture.diags = diags_new(fixture.arena);
    fixture.maker = (Maker){ .arena = fixture.arena, .scratch = fixture.scratch, .sources = &fixture.sources,
                             .edition = &fixture.edition, .theme = &fixture.theme, .diags = &fixture.diags,
                             .document = &fixture.document };
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    arena_close(fixture.arena);
    arena_close(fixture.scratch);
    return 0;
}

static Block *read(const char *text)
{
    uint32_t file = source_add(&fixture.sources, STR("cas.md"), str_from_c(text));
    return markdown_read(&fixture.maker, &fixture.home, file);
}

static void check(Str got, const char *wanted)
{
    assert_string_equal(str_to_c(fixture.arena, got), wanted);
}

/* The bytes of a node's span must be `wanted`. */
static void check_span(Span span, const char *wanted)
{
    check(source_text(&fixture.sources, span), wanted);
}

static const Inline *find(const Inline *inlines, InlineKind kind)
{
    for (const Inline *node = inlines; node; node = node->next) {
        const Inline *inside = node->kind == kind ? node : find(node->first, kind);
        if (!inside && node->note)
            inside = find(node->note->content->inlines, kind);
        if (inside)
            return inside;
    }
    return NULL;
}

static const Diag *only_diag(DiagCode code)
{
    assert_int_equal(fixture.diags.list.n, 1);
    assert_int_equal(fixture.diags.list.at[0].code, code);
    return &fixture.diags.list.at[0];
}

/* Every TEXT without changes of ours spells the bytes of its span. */
static void check_texts(const Inline *inlines)
{
    for (const Inline *node = inlines; node; node = node->next) {
        if (node->kind == INLINE_TEXT)
            check(source_text(&fixture.sources, node->span), str_to_c(fixture.arena, node->text));
        check_texts(node->first);
        if (node->note)
            check_texts(node->note->content->inlines);
    }
}

static void check_block_texts(const Block *blocks)
{
    for (const Block *block = blocks; block; block = block->next) {
        check_texts(block->inlines);
        check_block_texts(block->first);
    }
}

static void spans_are_exact(void **state)
{
    (void)state;
    check_block_texts(read("Été *en italique **et gras*** fin, [un lien](https://a.ma/x_y) et `code` puis é.\n"));
    check_block_texts(read("> - cité *ici*, **là**\n>   1. numéro *deux*\n"));
    check_block_texts(read("## Un titre *vrai* ##\n\nTitre *souligné*\n---\n"));
    check_block_texts(read("\xEF\xBB\xBF" "Marque *avant*\r\n\r\n* liste *avec*\r\n"));
    check_block_texts(read("mot^[note *avec [lien](https://a.ma) et* fin] suite\n"));
    check_block_texts(read("- a\n\t- tab *ici*\n"));
}

static void marks_span_their_signs(void **state)
{
    (void)state;
    const Block *block = read("a *b **c*** [d *e*](https://x.ma \"t\") `f` ``g ` h``\n");
    check_span(find(block->inlines, INLINE_EMPHASIS)->span, "*b **c***");
    check_span(find(block->inlines, INLINE_STRONG)->span, "**c**");
    check_span(find(block->inlines, INLINE_LINK)->span, "[d *e*](https://x.ma \"t\")");
    check_span(find(block->inlines, INLINE_CODE)->span, "`f`");
    check_span(find(block->inlines, INLINE_CODE)->next->next->span, "``g ` h``");
}

static void later_lines_of_a_paragraph_count_from_their_own_start(void **state)
{
    (void)state;
    const Block *block = read("> > premier\n> > seconde *ligne*\n>tiers **las**\n");
    const Block *inner = block->first->first;
    check_span(find(inner->inlines, INLINE_EMPHASIS)->span, "*ligne*");
    check_span(find(inner->inlines, INLINE_STRONG)->span, "**las**");
    block = read("- premier\n  seconde `code`\nparesseuse [x](https://a.ma)\n");
    check_span(find(block->first->first->inlines, INLINE_CODE)->span, "`code`");
    check_span(find(block->first->first->inlines, INLINE_LINK)->span, "[x](https://a.ma)");
}

static void blanks_of_a_lazy_line_are_counted(void **state)
{
    (void)state;
    const char *text = "> un [x](https://a.ma)\n  deux [x](https://a.ma) `c`\n   `c` [x](https://a.ma)\n *e* [x](https://a.ma)\n"
                       "  [x](https://a.ma)\n   ![x](https://a.ma) [x](https://a.ma)\n";
    size_t at = 0;
    for (const Inline *node = read(text)->first->inlines; node != NULL; node = node->next) {
        if (node->kind != INLINE_LINK)
            continue;
        at = str_find(str_from_c(text), STR("[x]"), at);
        at += text[at - 1] == '!' ? 3 + str_find(str_from_c(text + at + 3), STR("[x]"), 0) : 0;
        check_span(node->span, "[x](https://a.ma)");
        assert_int_equal(node->span.lo, at++);
    }
    assert_int_equal(at, strlen(text) - strlen("[x](https://a.ma)\n") + 1);
}

static void links_begin_where_their_text_does(void **state)
{
    (void)state;
    const Block *block = read("un [deux\ntrois](https://a.ma), <https://b.ma> et [`c`](https://c.ma)\n");
    const Inline *link = find(block->inlines, INLINE_LINK);
    check_span(link->span, "[deux\ntrois](https://a.ma)");
    link = find(link->next, INLINE_LINK);
    check_span(link->span, "<https://b.ma>");
    link = find(link->next, INLINE_LINK);
    check_span(link->span, "[`c`](https://c.ma)");
}

static void escapes_and_entities_keep_their_place(void **state)
{
    (void)state;
    const Block *block = read("a \\*b\\* &eacute; *c*\n");
    check(block->inlines->text, "a *b* é ");
    check_span(find(block->inlines, INLINE_EMPHASIS)->span, "*c*");
}

static void notes_hold_marks(void **state)
{
    (void)state;
    const Block *block = read("mot^[une *note* et [un [lien](https://a.ma)] fin] suite\n");
    const Inline *note = find(block->inlines, INLINE_NOTE);
    check_span(note->span, "^[une *note* et [un [lien](https://a.ma)] fin]");
    check(inlines_text(fixture.arena, note->note->content->inlines), "une note et [un lien] fin");
    check(note->next->text, " suite");
    assert_int_equal(fixture.diags.list.n, 0);
}

static void a_note_before_a_parenthesis_is_no_link(void **state)
{
    (void)state;
    const Block *block = read("mot^[note](2013) suite\n");
    const Inline *note = find(block->inlines, INLINE_NOTE);
    check_span(note->span, "^[note]");
    check(inlines_text(fixture.arena, note->note->content->inlines), "note");
    check(note->next->text, "(2013) suite");
}

static void escaped_brackets_are_no_notes(void **state)
{
    (void)state;
    const Block *block = read("a\\^[b] c^\\[d] `^[e]`\n");
    assert_null(find(block->inlines, INLINE_NOTE));
}

static void an_open_note_is_reported_where_it_opens(void **state)
{
    (void)state;
    const Block *block = read("mot^[jamais fermée\n\nautre ] paragraphe\n");
    check_span(only_diag(DIAG_NOTE_UNCLOSED)->span, "^[");
    check(inlines_text(fixture.arena, block->inlines), "mot^[jamais fermée");
}

static void a_note_does_not_cross_a_mark(void **state)
{
    (void)state;
    read("*mot^[ouverte* ailleurs] fin\n");
    check_span(only_diag(DIAG_NOTE_UNCLOSED)->span, "^[");
}

static void an_open_figure_is_reported(void **state)
{
    (void)state;
    read("Il y a {{ projets.2019 | lettres de projets.\n");
    check_span(only_diag(DIAG_FIGURE_UNCLOSED)->span, "{{");
}

static void html_is_shown_and_comments_are_not(void **state)
{
    (void)state;
    const Block *block = read("a <b>c</b> <!-- d --> e\n\n<!-- f -->\n\ng\n");
    check(inlines_text(fixture.arena, block->inlines), "a <b>c</b> e");
    assert_int_equal(fixture.diags.list.n, 2);
    check_span(fixture.diags.list.at[0].span, "<b>");
    check(inlines_text(fixture.arena, block->next->inlines), "g");
}

static void only_web_and_mail_addresses_are_links(void **state)
{
    (void)state;
    const Block *block = read("[a](javascript:alert(1)) [b](HTTPS://x.ma) [c](mailto:x@y.ma)\n");
    check_span(only_diag(DIAG_LINK_REFUSED)->span, "[a](javascript:alert(1))");
    check(find(block->inlines, INLINE_LINK)->uri, "HTTPS://x.ma");
    check(inlines_text(fixture.arena, block->inlines), "a b c");
}

static void images_alone_are_calls(void **state)
{
    (void)state;
    const Block *block = read("![](tableau:a)\n![alt *texte*](images/b.png)\n\ntexte\n");
    assert_int_equal(block->kind, BLOCK_PICTURE);
    check(block->file, "tableau:a");
    check_span(block->span, "![](tableau:a)");
    check(block->next->file, "images/b.png");
    check(block->next->text, "alt texte");
    check_span(block->next->span, "![alt *texte*](images/b.png)");
    assert_int_equal(block->next->next->kind, BLOCK_PARAGRAPH);
}

static void titles_lose_their_reference(void **state)
{
    (void)state;
    const Block *block = read("## Soutenir (vraiment) les élèves (Actions 1.2 et 1.3)\n");
    check(inlines_text(fixture.arena, block->inlines), "Soutenir (vraiment) les élèves");
    check(inlines_text(fixture.arena, block->reference), "(Actions\u00A01.2 et 1.3)");
    check_span(block->reference->span, "(Actions 1.2 et 1.3)");
}

static void reported(const char *text, bool is_read, const char *actions)
{
    Reported got = { 0 };
    assert_int_equal(actions_read(fixture.arena, str_from_c(text), &got), is_read);
    Str all = STR_NONE;
    for (size_t i = 0; i < got.actions.n; i++)
        all = str_printf(fixture.arena, "%.*s %.*s", STR_ARG(all), STR_ARG(got.actions.at[i]));
    for (size_t i = 0; i < got.objectives.n; i++)
        all = str_printf(fixture.arena, "%.*s o%.*s", STR_ARG(all), STR_ARG(got.objectives.at[i]));
    check(all, actions);
}

static void references_to_actions(void **state)
{
    (void)state;
    reported("(Action 1.1)", true, " 1.1");
    reported("(Actions 1.9, 1.10, 1.11 et 1.12)", true, " 1.9 1.10 1.11 1.12");
    reported("(Actions 11.1 à 11.3)", true, " 11.1 11.2 11.3");
    reported("(OSP 22)", true, " o22");
    reported("(OSP 20 et Action 10.1)", true, " 10.1 o20");
    reported("(Action 1)", false, "");
    reported("(Actions 1.2 et 1.3", false, " 1.2 1.3");
    reported("(Actions 1.3 à 1.1)", false, " 1.3");
    reported("(Actions 1.1 à 1.9999)", false, " 1.1");
    reported("(Actions 1.1, et plus)", false, " 1.1");
}

static void text_of_the_data_is_inline(void **state)
{
    (void)state;
    Str text = STR("clé: \"1. Un *titre*\"\n");
    uint32_t file = source_add(&fixture.sources, STR("cas.yaml"), text);
    const Inline *inlines = markdown_inlines(&fixture.maker, &fixture.home, STR("1. Un *titre*"), (Span){ file, 6, 21 });
    check(inlines->text, "1. Un ");
    check_span(inlines->next->span, "*titre*");
}

static void cells_of_several_lines_are_blocks(void **state)
{
    (void)state;
    Str text = STR("texte: |\n  Un mot\n\n  - *liste*\n  - deux\n");
    uint32_t file = source_add(&fixture.sources, STR("cas.yaml"), text);
    const Block *blocks = markdown_cell(&fixture.maker, &fixture.home, STR("Un mot\n\n- *liste*\n- deux\n"),
                                        (Span){ file, 8, (uint32_t)text.n });
    assert_int_equal(blocks->kind, BLOCK_PARAGRAPH);
    assert_int_equal(blocks->next->kind, BLOCK_LIST);
    check_span(find(blocks->next->first->first->inlines, INLINE_EMPHASIS)->span, "*liste*");
}

static void deep_nesting_ends(void **state)
{
    (void)state;
    char *text = arena_alloc(fixture.arena, 20002, 1);
    memset(text, '>', 10000);
    memset(text + 10000, 'x', 1);
    read(text);
    only_diag(DIAG_TOO_DEEP);
    for (size_t i = 0; i < 20000; i++)
        text[i] = "*_"[i % 2];
    text[10000] = 'a';
    assert_non_null(read(text));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(spans_are_exact),
        CASE(marks_span_their_signs),
        CASE(later_lines_of_a_paragraph_count_from_their_own_start),
        CASE(blanks_of_a_lazy_line_are_counted), CASE(links_begin_where_their_text_does),
        CASE(escapes_and_entities_keep_their_place),
        CASE(notes_hold_marks),
        CASE(a_note_before_a_parenthesis_is_no_link),
        CASE(escaped_brackets_are_no_notes),
        CASE(an_open_note_is_reported_where_it_opens),
        CASE(a_note_does_not_cross_a_mark),
        CASE(an_open_figure_is_reported),
        CASE(html_is_shown_and_comments_are_not),
        CASE(only_web_and_mail_addresses_are_links),
        CASE(images_alone_are_calls),
        CASE(titles_lose_their_reference),
        CASE(references_to_actions),
        CASE(text_of_the_data_is_inline),
        CASE(cells_of_several_lines_are_blocks),
        CASE(deep_nesting_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
