/* What an author writes cannot become markup; headings, tables, notes and
 * links come out as a reader's software needs them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "html/html_impl.h"
#include "html/site_words.h"
#include "html/woff.h"

#define HOSTILE "\"><script>alert('x')</script>"
#define TAMED   "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"

typedef struct {
    Arena     *arena;
    Diags      diags;
    Pictures   pictures;
    Document   document;
    Edition    edition;
    Theme      theme;
    Chapter    chapter;
    Buf        out;
    HtmlWriter writer;
    Page       page;
} Sheet;

static int set_up(void **state)
{
    Arena *arena = arena_open();
    Sheet *sheet = arena_new(arena, Sheet);
    sheet->arena = arena;
    sheet->diags = diags_new(arena);
    sheet->pictures = (Pictures){ .arena = arena, .diags = &sheet->diags };
    sheet->theme.words.source.str = STR("Source");
    sheet->theme.site = (SiteWords){
        .colon.str = STR("\u00A0: "), .comma.str = STR(", "), .link_to.str = STR("Lien vers « {titre} »"),
        .and_source.str = STR(". Source : {source}"), .note.str = STR("Note {numero}"),
        .back.str = STR("Retour"), .back_to_note.str = STR("Retour à l’appel de la note {numero}"),
        .data_file.str = STR("{format}, données\u00A0: {titre}"), .sorted.str = STR("Trié par \"{titre}\", {sens}."),
        .table_note.str = STR("Note {lettre} du tableau"), .notes.str = STR("Notes"), .light.str = STR("Clair"),
    };
    sheet->document.theme = &sheet->theme;
    sheet->document.edition = &sheet->edition;
    sheet->chapter.slug = STR("ici");
    sheet->out = buf_new(arena);
    sheet->writer = html_writer(&sheet->out);
    sheet->page = (Page){ .arena = arena, .w = &sheet->writer, .document = &sheet->document,
                          .chapter = &sheet->chapter, .pictures = &sheet->pictures };
    *state = sheet;
    return 0;
}

static void assert_str(Str got, const char *wanted)
{
    assert_int_equal(got.n, strlen(wanted));
    assert_memory_equal(got.p, wanted, got.n);
}

static int tear_down(void **state)
{
    arena_close(((Sheet *)*state)->arena);
    return 0;
}

static const char *written(Sheet *sheet)
{
    return str_to_c(sheet->arena, buf_text(&sheet->out));
}

static void writer_escapes(void **state)
{
    Sheet *sheet = *state;
    HtmlWriter *w = &sheet->writer;
    html_open(w, EL_P);
    html_attr(w, "title", STR(HOSTILE));
    html_text(w, STR(HOSTILE "\x01&amp;"));
    html_empty(w, EL_BR);
    html_close(w, EL_P);
    html_open(w, EL_SVG);
    html_empty(w, EL_PATH);
    html_close(w, EL_SVG);
    assert_true(html_finish(w));
    assert_string_equal(written(sheet), "<p title=\"" TAMED "\">" TAMED "\uFFFD&amp;amp;<br></p><svg><path/></svg>");
}

static void writer_bounds_depth(void **state)
{
    Sheet *sheet = *state;
    HtmlWriter *w = &sheet->writer;
    for (int i = 0; i < HTML_DEPTH + 1; i++)
        html_open(w, EL_DIV);
    html_text_c(w, "too deep");
    html_close(w, EL_P);
    assert_false(html_finish(w));
    const char *text = written(sheet);
    assert_null(strstr(text, "too deep"));
    assert_string_equal(text + strlen(text) - 12, "</div></div>");
    assert_int_equal(strlen(text), HTML_DEPTH * strlen("<div></div>"));
}

static Inline text_of(const char *text)
{
    return (Inline){ .kind = INLINE_TEXT, .text = str_from_c(text) };
}

static void hostile_title(void **state)
{
    Sheet *sheet = *state;
    Inline words = text_of(HOSTILE);
    Anchor anchor = { .id = STR("x"), .chapter = &sheet->chapter, .kind = ANCHOR_HEADING };
    Block title = { .kind = BLOCK_HEADING, .level = 1, .inlines = &words };
    Block section = { .kind = BLOCK_HEADING, .level = 2, .inlines = &words, .anchor = &anchor };
    title.next = &section;
    html_blocks(&sheet->page, &title);
    assert_null(strstr(written(sheet), "<script"));
    assert_non_null(strstr(written(sheet), "<h1>" TAMED "</h1>"));
    assert_non_null(strstr(written(sheet), "aria-label=\"Lien vers « " TAMED " »\""));
}

static void headings_have_no_gap(void **state)
{
    Sheet *sheet = *state;
    static const int levels[] = { 3, 4, 6, 5, 4, 2 };
    Block blocks[6];
    Inline words = text_of("t");
    for (size_t i = 0; i < 6; i++)
        blocks[i] = (Block){ .kind = BLOCK_HEADING, .level = levels[i], .inlines = &words,
                             .next = i < 5 ? &blocks[i + 1] : NULL };
    html_blocks(&sheet->page, blocks);
    char order[7] = "";
    size_t n = 0;
    for (const char *at = written(sheet); (at = strstr(at, "<h")) != NULL; at++)
        order[n++] = at[2];
    assert_string_equal(order, "123322");
}

static void links_are_checked(void **state)
{
    Sheet *sheet = *state;
    Chapter other = { .slug = STR("donnees") };
    Anchor here = { .id = STR("a"), .chapter = &sheet->chapter, .kind = ANCHOR_TABLE };
    Anchor there = { .id = STR("b"), .chapter = &other, .kind = ANCHOR_TABLE };
    Inline word = text_of("mot");
    Inline bad = { .kind = INLINE_LINK, .uri = STR("javascript:alert(1)"), .first = &word };
    Inline good = { .kind = INLINE_LINK, .uri = STR("https://a.ma/?b&c"), .first = &word };
    Inline near = { .kind = INLINE_REF, .anchor = &here, .title = STR("T"), .first = &word };
    Inline far = { .kind = INLINE_REF, .anchor = &there, .first = &word };
    bad.next = &good, good.next = &near, near.next = &far;
    html_inlines(&sheet->page, &bad);
    assert_string_equal(written(sheet), "mot<a href=\"https://a.ma/?b&amp;c\">mot</a><a href=\"#a\" title=\"T\">mot</a>"
                                        "<a href=\"donnees-chapitre.html#b\">mot</a>");
}

static void numbers_stay_with_what_they_count(void **state)
{
    Sheet *sheet = *state;
    Value value = { .kind = VALUE_NUMBER, .digits = 3636 };
    Inline before = text_of("En 2018-2019, 30 écoles et 3 ONG ; en 2019 elles sont 12 de plus, loi 27-14 : ");
    Inline figure = { .kind = INLINE_FIGURE, .text = STR("3\u202F636"), .value = &value };
    Inline after = text_of(" élèves");
    before.next = &figure, figure.next = &after;
    html_inlines(&sheet->page, &before);
    assert_string_equal(written(sheet),
                        "En <span class=\"lie\">2018-2019</span>, 30\u00A0écoles et 3 ONG ; en 2019 elles sont 12 de plus, "
                        "loi <span class=\"lie\">27-14</span> : <data value=\"3636\">3\u202F636</data>\u00A0élèves");
}

static void words_have_places(void **state)
{
    Sheet *sheet = *state;
    const Str values[] = { STR("a"), STR("{b}") };
    Text words = { .str = STR("{x}, puis {y}") }, open = { .str = STR("rien de fermé {") };
    assert_str(words_fill(sheet->arena, words, values, 2), "a, puis {b}");
    assert_str(words_fill(sheet->arena, words, values, 1), "a, puis ");
    assert_str(words_fill(sheet->arena, open, values, 2), "rien de fermé a");
    assert_str(words_fill(sheet->arena, (Text){ 0 }, values, 2), "");
    Str script = STR("a(\"{{{mots.tableau-trie.1}}}\", \"{{{mots.tableau-trie.3}}}\", \"{{{mots.clair}}}\", \"{{{mots.rien}}}\") {{ }}");
    assert_str(site_words_in(sheet->arena, &sheet->theme, STR("if (a) {{ b }}"), NULL), "if (a) {{ b }}");
    assert_str(site_words_in(sheet->arena, &sheet->theme, script, &sheet->diags), "a(\"Trié par \\\"\", \".\", \"Clair\", \"\") ");
}

static void the_first_sigle_leads_to_its_meaning(void **state)
{
    Sheet *sheet = *state;
    Inline title = { .kind = INLINE_SIGLE, .text = STR("J/TIP"), .title = STR("le sens") };
    Inline first = title, again = title;
    Block blocks[] = { { .kind = BLOCK_HEADING, .level = 1, .inlines = &title }, { .kind = BLOCK_PARAGRAPH, .inlines = &first } };
    blocks[0].next = &blocks[1], first.next = &again;
    array_push(sheet->arena, &sheet->document.sigles, (SigleUse){ .name = title.text });
    sheet->page.is_explained = arena_array(sheet->arena, bool, 1);
    html_blocks(&sheet->page, blocks);
    assert_non_null(strstr(written(sheet), "<h1><abbr title=\"le sens\">J/TIP</abbr></h1>"));
    assert_non_null(strstr(written(sheet), "<p><a class=\"sigle\" href=\"sigles.html#sigle_J.2fTIP\" title=\"le sens\">"
                                           "<abbr title=\"le sens\">J/TIP</abbr></a>"
                                           "<abbr title=\"le sens\">J/TIP</abbr></p>"));
}

static void figures_tell_their_source(void **state)
{
    Sheet *sheet = *state;
    IndicatorEntry entry = { .name.str = STR("total"),
                             .value = { .kind = VALUE_AMOUNT, .digits = -417550005, .decimals = 2 } };
    Period period = { .name.str = STR("2019") };
    Indicator indicator = { .id.str = STR("soutien/x"), .label.str = STR("Soutien"), .source.str = STR("DAM") };
    array_push(sheet->arena, &period.entries, entry);
    array_push(sheet->arena, &indicator.series, period);
    Inline figure = { .kind = INLINE_FIGURE, .text = STR("n"), .indicator = &indicator,
                      .value = &indicator.series.at[0].entries.at[0].value };
    Programme programme = { .number = 4, .indicators = { .at = &indicator, .n = 1 } };
    const Programme *programmes[] = { &programme };
    Edition edition = { .programmes = programmes, .programme_count = 1 };
    edition_index(sheet->arena, &edition);
    Document document = { .edition = &edition, .theme = &sheet->theme };
    sheet->page.document = &document;
    html_inlines(&sheet->page, &figure);
    sheet->page.title_depth++;
    html_inlines(&sheet->page, &figure);
    assert_string_equal(written(sheet),
                        "<a class=\"chiffre\" href=\"donnees.html#chiffre_4_soutien.2fx_2019\""
                        " title=\"Soutien, 2019. Source\u00A0: DAM\"><data value=\"-4175500.05\">n</data></a>"
                        "<data value=\"-4175500.05\" title=\"Soutien, 2019. Source\u00A0: DAM\">n</data>");
}

static void notes_lead_and_return(void **state)
{
    Sheet *sheet = *state;
    Inline words = text_of("la note");
    Block content = { .kind = BLOCK_PARAGRAPH, .inlines = &words };
    Note note = { .number = 7, .content = &content };
    Inline call = { .kind = INLINE_NOTE, .note = &note };
    array_push(sheet->arena, &sheet->chapter.notes, &note);
    html_inlines(&sheet->page, &call);
    html_notes(&sheet->page);
    const char *text = written(sheet);
    assert_non_null(strstr(text, "<a id=\"appel_7\" href=\"#note_7\" role=\"doc-noteref\" aria-label=\"Note 7\">7</a>"));
    assert_non_null(strstr(text, "<li id=\"note_7\" value=\"7\"><p>la note</p>"));
    assert_non_null(strstr(text, "href=\"#appel_7\" role=\"doc-backlink\""));
}

/* Two heads over three columns, a row title, a note in a list, a total. */
static Block *grouped_table(Sheet *sheet)
{
    static Column columns[] = { { .is_row_title = true, .group = -1 }, { .kind = COLUMN_NUMBER, .group = 0 },
                                { .kind = COLUMN_NUMBER, .group = 0, .is_total = true } };
    static HeadCell head[] = { { .colspan = 1, .rowspan = 2 }, { .colspan = 2, .rowspan = 1 }, { .is_covered = true },
                               { .is_covered = true }, { .colspan = 1, .rowspan = 1 }, { .colspan = 1, .rowspan = 1 } };
    Arena *arena = sheet->arena;
    Table *table = arena_new(arena, Table);
    DocTable *doc = arena_new(arena, DocTable);
    Inline *word = arena_new(arena, Inline);
    Block *paragraph = arena_new(arena, Block), *item = arena_new(arena, Block), *list = arena_new(arena, Block);
    *word = text_of("v");
    *paragraph = (Block){ .kind = BLOCK_PARAGRAPH, .inlines = word };
    *item = (Block){ .kind = BLOCK_ITEM, .first = paragraph };
    *list = (Block){ .kind = BLOCK_LIST, .first = item };
    *table = (Table){ .columns = columns, .column_count = 3, .head = head, .head_rows = 2, .id.str = STR("t") };
    *doc = (DocTable){ .table = table, .label = STR("Tableau 1"), .data_name = STR("01-tableau-t"), .title = word,
                        .source = word };
    doc->head = arena_array(arena, Inline *, 6);
    doc->head[0] = doc->head[1] = doc->head[4] = doc->head[5] = word;
    doc->cells = arena_array(arena, DocCell, 6);
    for (size_t row = 0; row < 2; row++) {
        Cell *cells = arena_array(arena, Cell, 3);
        for (size_t column = 0; column < 3; column++) {
            cells[column].colspan = cells[column].rowspan = 1;
            doc->cells[row * 3 + column] = (DocCell){ .cell = &cells[column], .content = paragraph };
        }
        array_push(arena, &table->rows, (Row){ .cells = cells, .is_total = row == 1 });
    }
    Note *note = arena_new(arena, Note);
    *note = (Note){ .number = 1, .letter = STR("a"), .table = STR("tableau-t"), .content = paragraph };
    Inline *call = arena_new(arena, Inline);
    *call = (Inline){ .kind = INLINE_NOTE, .note = note };
    array_push(arena, &doc->notes, note);
    doc->cells[1] = (DocCell){ .content = list, .note = call };
    Anchor *anchor = arena_new(arena, Anchor);
    *anchor = (Anchor){ .id = STR("tableau-t"), .chapter = &sheet->chapter };
    Block *block = arena_new(arena, Block);
    *block = (Block){ .kind = BLOCK_TABLE, .table = doc, .anchor = anchor };
    return block;
}

static void tables_name_their_heads(void **state)
{
    Sheet *sheet = *state;
    html_blocks(&sheet->page, grouped_table(sheet));
    const char *text = written(sheet);
    assert_non_null(strstr(text, "role=\"region\" aria-labelledby=\"tableau-t_t\""));
    assert_non_null(strstr(text, "<caption><span class=\"legende\" id=\"tableau-t_t\"><span class=\"numero\">"
                                 "Tableau 1</span> v</span></caption>"));
    assert_non_null(strstr(text, "<th id=\"tableau-t_h0-1\" scope=\"colgroup\" colspan=\"2\" class=\"g d\">v</th>"));
    assert_non_null(strstr(text, "<th scope=\"row\" id=\"tableau-t_r0-0\" headers=\"tableau-t_h0-0\">v</th>"));
    assert_non_null(strstr(text, "<td class=\"n tc\" headers=\"tableau-t_h0-1 tableau-t_h1-2 tableau-t_r0-0\">v</td>"));
    assert_non_null(strstr(text, "<tfoot><tr class=\"total\">"));
    assert_non_null(strstr(text, "<a class=\"ancre\" href=\"#tableau-t\" aria-label=\"Lien vers « Tableau 1 »\">"));
    assert_non_null(strstr(text, "href=\"donnees/01-tableau-t.csv\""));
}

static void a_cell_note_stays_with_its_words(void **state)
{
    Sheet *sheet = *state;
    html_blocks(&sheet->page, grouped_table(sheet));
    const char *text = written(sheet);
    assert_non_null(strstr(text, "<li>v<sup class=\"appel\"><a id=\"tableau-t_a1\" href=\"#tableau-t_n1\""));
    assert_non_null(strstr(text, "<p class=\"source\" id=\"tableau-t_n1\"><a class=\"lettre\" href=\"#tableau-t_a1\""));
}

/* A figure of one decimal, a sign, a figure of none: all on their units; the sign is read out. */
static void figures_stand_on_their_units(void **state)
{
    Sheet *sheet = *state;
    sheet->theme.words.unknown.str = STR("non disponible");
    static const char *const shown[] = { "3,5", "n.d.", "12" };
    Column column = { .kind = COLUMN_NUMBER, .decimals = -1, .group = -1 };
    HeadCell head = { .colspan = 1, .rowspan = 1 };
    Inline *heads[1] = { NULL };
    Table table = { .columns = &column, .column_count = 1, .head = &head, .head_rows = 1, .id.str = STR("t") };
    DocCell cells[3] = { 0 };
    for (size_t i = 0; i < 3; i++) {
        Cell *data = arena_new(sheet->arena, Cell);
        *data = (Cell){ .colspan = 1, .rowspan = 1, .value = { .kind = i == 1 ? VALUE_MISSING : VALUE_NUMBER,
                                                               .text = str_from_c(shown[i]), .digits = 1 } };
        Inline *figure = arena_new(sheet->arena, Inline);
        *figure = (Inline){ .kind = INLINE_FIGURE, .text = data->value.text, .value = &data->value };
        Block *content = arena_new(sheet->arena, Block);
        *content = (Block){ .kind = BLOCK_PARAGRAPH, .inlines = figure };
        cells[i] = (DocCell){ .cell = data, .content = content };
        array_push(sheet->arena, &table.rows, (Row){ .cells = data });
    }
    DocTable doc = { .table = &table, .label = STR("Tableau 1"), .head = heads, .cells = cells };
    Block block = { .kind = BLOCK_TABLE, .table = &doc };
    html_blocks(&sheet->page, &block);
    const char *text = written(sheet);
    assert_non_null(strstr(text, ">3,5</data></td>"));
    assert_non_null(strstr(text, "<abbr title=\"non disponible\"><span aria-hidden=\"true\">n.d.</span>"
                                 "<span class=\"cache\">non disponible</span></abbr>"
                                 "<span class=\"vide\" aria-hidden=\"true\">,0</span></td>"));
    assert_non_null(strstr(text, ">12</data><span class=\"vide\" aria-hidden=\"true\">,0</span></td>"));
}

/* Four columns of texts; the second row goes on under the first one's title. */
static void texts_stack_on_phones(void **state)
{
    Sheet *sheet = *state;
    Block *block = grouped_table(sheet);
    DocTable *doc = (DocTable *)(uintptr_t)block->table;
    Column columns[4] = { { .is_row_title = true, .group = -1 }, { .group = -1 }, { .group = -1 }, { .group = -1 } };
    HeadCell head[4] = { { .colspan = 1, .rowspan = 1 }, { .colspan = 1, .rowspan = 1 }, { .colspan = 1, .rowspan = 1 },
                         { .colspan = 1, .rowspan = 1 } };
    Inline *word = doc->head[0], *heads[4] = { word, word, word, word };
    Table table = { .columns = columns, .column_count = 4, .head = head, .head_rows = 1, .id.str = STR("t") };
    Str long_text = STR("un texte bien trop long pour tenir sur la même ligne que ses voisins, en petit");
    DocCell cells[8] = { 0 };
    for (size_t row = 0; row < 2; row++) {
        Cell *data = arena_array(sheet->arena, Cell, 4);
        for (size_t column = 0; column < 4; column++)
            data[column] = (Cell){ .colspan = 1, .rowspan = 1, .text = column == 3 ? long_text : STR("v") };
        data[0].is_covered = row == 1;
        array_push(sheet->arena, &table.rows, (Row){ .cells = data });
    }
    doc->table = &table, doc->head = heads, doc->cells = cells;
    html_blocks(&sheet->page, block);
    const char *text = written(sheet);
    assert_non_null(strstr(text, "class=\"tableau empile\""));
    assert_non_null(strstr(text, "<tr class=\"suite\">"));
    assert_non_null(strstr(text, "<td class=\"l\""));
    assert_null(strstr(text, "data-titre"));
    assert_null(strstr(text, "<colgroup"));
    ((Cell *)table.rows.at[0].cells)[2].text = long_text;
    html_blocks(&sheet->page, block);
    assert_non_null(strstr(written(sheet), "data-titre=\"v\""));
    assert_non_null(strstr(written(sheet), "<colgroup><col class=\"c"));
}

static void a_picture_that_cannot_be_read(void **state)
{
    Sheet *sheet = *state;
    Block picture = { .kind = BLOCK_PICTURE, .file = STR("/nowhere/x.png"), .text = STR("<plan>") };
    html_blocks(&sheet->page, &picture);
    assert_string_equal(written(sheet), "<figure class=\"image\"><p>&lt;plan&gt;</p></figure>");
    assert_int_equal(sheet->diags.list.n, 1);
    assert_int_equal(sheet->diags.list.at[0].code, DIAG_IMAGE_UNREADABLE);
}

static void woff_needs_a_font(void **state)
{
    Sheet *sheet = *state;
    assert_int_equal(woff_pack(sheet->arena, STR("no font")).n, 0);
    assert_int_equal(woff_pack(sheet->arena, STR("\0\1\0\0\0\1\0\0\0\0\0\0head\0\0\0\0\0\0\0\x1C\0\0\1\0")).n, 0);
    Str packed = woff_pack(sheet->arena, STR("\0\1\0\0\0\1\0\0\0\0\0\0head\0\0\0\7\0\0\0\x1C\0\0\0\2ab"));
    assert_int_equal(packed.n, 68);
    assert_memory_equal(packed.p, "wOFF\0\1\0\0\0\0\0\x44\0\1\0\0\0\0\0\x20", 20);
    assert_memory_equal(packed.p + 44, "head\0\0\0\x40\0\0\0\2\0\0\0\2\0\0\0\7ab\0\0", 24);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(writer_escapes), CASE(writer_bounds_depth), CASE(hostile_title), CASE(headings_have_no_gap),
        CASE(links_are_checked), CASE(numbers_stay_with_what_they_count),
        CASE(the_first_sigle_leads_to_its_meaning), CASE(words_have_places), CASE(texts_stack_on_phones), CASE(figures_tell_their_source), CASE(notes_lead_and_return),
        CASE(tables_name_their_heads), CASE(a_cell_note_stays_with_its_words), CASE(figures_stand_on_their_units), CASE(a_picture_that_cannot_be_read),
        CASE(woff_needs_a_font),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
