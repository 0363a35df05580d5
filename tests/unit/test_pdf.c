#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "pdf/fonts.h"
#include "pdf/pdf.h"
#include "pdf/pdf_impl.h"
#include "pdf/syntax.h"

/* --- numbers and strings ------------------------------------------------- */

static void assert_str(Str got, const char *wanted)
{
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("got « %.*s », wanted « %s »", STR_ARG(got), wanted);
}

static void numbers_are_as_short_as_can_be(void **state)
{
    (void)state;
    static const struct { Hundredths value; const char *text; } cases[] = {
        { 0, "0" }, { 5, ".05" }, { 50, ".5" }, { -5, "-.05" }, { 100, "1" }, { 1000, "10" }, { 1250, "12.5" },
        { -1201, "-12.01" }, { 65999, "659.99" },
    };
    Arena *arena = arena_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf buf = buf_new(arena);
        put_hundredths(&buf, cases[i].value);
        assert_str(buf_text(&buf), cases[i].text);
    }
    arena_close(arena);
}

static void lengths_round_alike_on_both_sides_of_zero(void **state)
{
    (void)state;
    assert_int_equal(hundredths(PT(12.5)), 1250);
    assert_int_equal(hundredths(1), 2);            /* 1/64 pt is 1.5625 hundredths */
    assert_int_equal(hundredths(-1), -2);
    assert_int_equal(hundredths(19), 30);          /* 0.3 pt, as near as Fixed comes */
}

static void strings_escape_what_would_end_them(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Buf buf = buf_new(arena);
    put_bytes(&buf, STR("a(b)\\\r"));
    put_text(&buf, STR("plain"));
    put_text(&buf, STR("é😀"));
    put_name(&buf, STR("text/csv"));
    put_date(&buf, STR("2019-12-31T00:00:00Z"));
    assert_str(buf_text(&buf), "(a\\(b\\)\\\\\\r)(plain)<FEFF00E9D83DDE00>/text#2Fcsv(D:20191231000000Z)");
    arena_close(arena);
}

/* --- a small document ---------------------------------------------------- */

typedef struct {
    Arena    *arena, *scratch;
    Diags     diags;
    Fonts    *fonts;
    Theme     theme;
    Document  document;
    Pages     pages;
    TagId     paragraph, link, empty_cell, full_cell, row;
} Fixture;

static const GlyphRun *run_of(Fixture *f, Face face, bool is_rtl, const char *text)
{
    GlyphRun *run = arena_new(f->arena, GlyphRun);
    *run = shape_run(f->arena, f->fonts, (ShapeStyle){ .face = face, .size = PT(10), .is_rtl = is_rtl },
                     str_from_c(text));
    return run;
}

static void add_text(Fixture *f, Frame *frame, TagId tag, int y, const char *text)
{
    frame_glyphs(frame, MARK_TAG(tag), PT(50), PT(y), run_of(f, FACE_TEXT, false, text), COLOUR_INK, SPAN_NONE);
}

static Frame *add_page(Fixture *f)
{
    Frame *frame = frame_new(f->arena, MM(170), MM(240));
    array_push(f->arena, &f->pages.pages, (Page){ .frame = frame });
    return frame;
}

/* Two pages: a paragraph with a link in its middle and a rule between its
 * lines; a table whose first cell is empty; the paragraph runs on. */
static void draw_document(Fixture *f)
{
    TagTree *tags = f->pages.tags = tags_new(f->arena);
    Frame *first = add_page(f), *second = add_page(f);
    f->paragraph = tag_add(tags, TAG_DOCUMENT_ID, TAG_P, SPAN_NONE);
    add_text(f, first, f->paragraph, 60, "L’office affiche");
    f->link = tag_add(tags, f->paragraph, TAG_LINK, SPAN_NONE);
    add_text(f, first, f->link, 80, "le site");
    frame_link(first, MARK_TAG(f->link), PT(50), PT(70), PT(40), PT(12), STR("https://exemple.ma/"), 0, STR("Site"));
    frame_rule(first, MARK_ARTIFACT(ARTIFACT_LAYOUT), 0, 0, PT(9), 0, (Stroke){ COLOUR_INK, PT(1), 0, 0 });
    add_text(f, first, f->paragraph, 100, "ses élèves");
    add_text(f, second, f->paragraph, 60, "et finit.");
    TagId table = tag_add(tags, TAG_DOCUMENT_ID, TAG_TABLE, SPAN_NONE);
    f->row = tag_add(tags, tag_add(tags, table, TAG_TBODY, SPAN_NONE), TAG_TR, SPAN_NONE);
    f->empty_cell = tag_add(tags, f->row, TAG_TD, SPAN_NONE);
    f->full_cell = tag_add(tags, f->row, TAG_TD, SPAN_NONE);
    add_text(f, second, f->full_cell, 90, "12");
    tag_add(tags, TAG_DOCUMENT_ID, TAG_SECT, SPAN_NONE);       /* nothing in it: left out */
}

static int open_fixture(void **state)
{
    Arena *arena = arena_open();
    Fixture *f = arena_new(arena, Fixture);
    f->arena = arena;
    f->scratch = arena_open();
    f->diags = diags_new(arena);
    f->fonts = fonts_open(STR("fonts"), &f->diags);
    f->document.theme = &f->theme;
    if (f->fonts == NULL)
        return -1;
    draw_document(f);
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    Fixture *f = *state;
    fonts_close(f->fonts);
    arena_close(f->scratch);
    arena_close(f->arena);
    return 0;
}

static Str write_document(Fixture *f)
{
    static const PdfMetadata metadata = { .title = { "Essai", 5 }, .language = { "fr", 2 },
                                          .date = { "2019-12-31T00:00:00Z", 20 } };
    Str bytes = { 0 };
    assert_true(pdf_write(f->arena, f->scratch, &f->pages, &f->document, f->fonts, &metadata, &bytes, &f->diags));
    assert_int_equal(f->diags.list.n, 0);
    return bytes;
}

static void two_writes_give_the_same_bytes(void **state)
{
    Str one = write_document(*state), two = write_document(*state);
    assert_true(one.n > 1000);
    assert_true(str_equal(one, two));
}

static void the_id_is_the_hash_of_the_rest(void **state)
{
    Fixture *f = *state;
    Str bytes = write_document(f);
    size_t at = str_find(bytes, STR("/ID [<"), 0) + 6;
    assert_true(at < bytes.n);
    assert_memory_equal(bytes.p + at, bytes.p + at + 35, 32);
    char *zeroed = str_to_c(f->arena, bytes);
    memset(zeroed + at, '0', 32);
    memset(zeroed + at + 35, '0', 32);
    Str hash = sha256_hex(f->arena, (Str){ zeroed, bytes.n });
    assert_memory_equal(bytes.p + at, hash.p, 32);
}

static size_t count_of(Str text, Str needle)
{
    size_t n = 0;
    for (size_t at = 0; (at = str_find(text, needle, at)) < text.n; at += needle.n)
        n++;
    return n;
}

/* Page 0 has three marks, text, link and text; page 1 has two. */
static void every_mark_has_one_owner_in_the_parent_tree(void **state)
{
    Str bytes = write_document(*state);
    size_t at = str_find(bytes, STR("/Nums [0 ["), 0) + 9;
    assert_true(at < bytes.n);
    Str first = str_slice(bytes, at, str_find(bytes, STR("]"), at));
    assert_int_equal(count_of(first, STR(" 0 R")), 3);
    at = str_find(bytes, STR("] 1 ["), at) + 4;
    Str second = str_slice(bytes, at, str_find(bytes, STR("]"), at));
    assert_int_equal(count_of(second, STR(" 0 R")), 2);
    /* The paragraph owns the first and third mark of page 0 and, on another page, the first. */
    assert_int_equal(count_of(bytes, STR("/MCID 0>>")), 2);
    assert_int_equal(count_of(bytes, STR("/MCID 2>>")), 1);
    assert_int_equal(count_of(bytes, STR("/MCID 1>>")), 0);    /* a single page: bare numbers */
}

static void an_empty_cell_stays_and_an_empty_section_goes(void **state)
{
    Str bytes = write_document(*state);
    assert_int_equal(count_of(bytes, STR("/S /TD")), 2);
    assert_int_equal(count_of(bytes, STR("/S /Sect")), 0);
    size_t empty = str_find(bytes, STR("/K []"), 0), full = str_find(bytes, STR("/K [1]"), empty);
    assert_true(empty < full && full < bytes.n);
}

static void a_damaged_picture_is_replaced_and_reported(void **state)
{
    Fixture *f = *state;
    Frame *frame = f->pages.pages.at[0].frame;
    frame_image(frame, MARK_TAG(f->paragraph), 0, 0, PT(50), PT(50), STR("fonts/Lato-LICENCE.txt"), STR("Carte"));
    Str bytes;
    PdfMetadata metadata = { 0 };
    assert_true(pdf_write(f->arena, f->scratch, &f->pages, &f->document, f->fonts, &metadata, &bytes, &f->diags));
    assert_int_equal(f->diags.list.n, 1);
    assert_int_equal(f->diags.list.at[0].code, DIAG_IMAGE_UNREADABLE);
    assert_int_equal(count_of(bytes, STR("/Subtype /Image")), 0);
}

/* The text after " `key` " of the object that holds `mark`, up to the line's end. */
static Str entry_of(Str bytes, Str mark, Str key)
{
    size_t object = str_find(bytes, mark, 0), at = str_find(bytes, key, object) + key.n;
    assert_true(object < bytes.n && at < bytes.n);
    return str_slice(bytes, at, str_find(bytes, STR("\n"), at));
}

static void text_stands_among_child_elements_where_it_was_set(void **state)
{
    Str kids = entry_of(write_document(*state), STR("/S /P "), STR("/K "));
    size_t first = str_find(kids, STR("/MCID 0"), 0), link = str_find(kids, STR(">> "), first) + 3;
    size_t child = str_find(kids, STR(" 0 R <<"), link), third = str_find(kids, STR("/MCID 2"), child);
    assert_true(first < link && link < child && child < link + 6 && third < kids.n);
}

static void a_link_and_its_annotation_name_each_other(void **state)
{
    Str bytes = write_document(*state);
    Str kids = entry_of(bytes, STR("/S /Link"), STR("/K "));
    assert_int_equal(count_of(kids, STR("/OBJR /Obj ")), 1);
    Str annotation = entry_of(bytes, STR("/Subtype /Link"), STR("/StructParent "));
    assert_true(str_starts(annotation, STR("2 /Contents (Site) /A <</S /URI /URI (https://exemple.ma/)>>")));
    Str parents = entry_of(bytes, STR("/Limits [2 2]"), STR("/Nums ["));
    assert_true(str_starts(parents, STR("2 ")));
}

static void what_is_grey_takes_one_plate(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Buf out = buf_new(arena);
    put_colour(&out, 0x000000, false);
    put_colour(&out, 0x7B7B7B, true);
    put_colour(&out, 0x7B7B7C, true);
    put_colour(&out, 0xFF0000, false);
    assert_str(buf_text(&out), "0 g\n.482 G\n.482 .482 .486 RG\n1 0 0 rg\n");
    arena_close(arena);
}

/* All that is counted from the page's corner is moved with it: 10 mm are 28.35 pt (here 28.34, in 64ths). */
static void a_sheet_lies_around_the_printers_page(void **state)
{
    Fixture *f = *state;
    Destination places[] = { { 1, PT(10), PT(20) } };
    f->pages.destinations = places;
    f->pages.destination_count = 1;
    array_push(f->arena, &f->pages.outline, (OutlineEntry){ STR("ici"), 0, 1 });
    PdfMetadata metadata = { .for_printer = true };
    Str bytes, screen = write_document(f);
    assert_int_equal(count_of(screen, STR(" /MediaBox [0 0 481.89 680.31] /TrimBox [0 0 481.89 680.31] /Res")), 2);
    assert_int_equal(count_of(screen, STR("/XYZ 10 660.31 null")), 1);
    assert_int_equal(count_of(screen, STR("/Rect [50 598.31 90 610.31 ]")), 1);
    assert_true(pdf_write(f->arena, f->scratch, &f->pages, &f->document, f->fonts, &metadata, &bytes, &f->diags));
    assert_int_equal(count_of(bytes, STR(" /MediaBox [0 0 538.58 737] /TrimBox [28.34 28.34 510.23 708.66]"
                                         " /BleedBox [19.84 19.84 518.73 717.16]")), 2);
    assert_int_equal(count_of(bytes, STR("/XYZ 38.34 688.66 null")), 1);
    assert_int_equal(count_of(bytes, STR("/Rect [78.34 626.66 118.34 638.66 ]")), 1);
}

static void two_levels_of_bookmarks_are_seen(void **state)
{
    Fixture *f = *state;
    Destination places[] = { { 0, 0, 0 }, { 1, 0, 0 }, { -1, 0, 0 } };
    f->pages.destinations = places;
    f->pages.destination_count = 3;
    const OutlineEntry entries[] = { { STR("un"), 0, 1 }, { STR("deux"), 1, 2 }, { STR("trois"), 2, 2 },
                                     { STR("nulle part"), 1, 3 }, { STR("quatre"), 0, 2 } };
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        array_push(f->arena, &f->pages.outline, entries[i]);
    Str bytes = write_document(f);
    assert_true(str_ends(entry_of(bytes, STR("/Type /Outlines"), STR("/Count ")), STR("3")));
    assert_true(str_ends(entry_of(bytes, STR("/Title (un)"), STR("/Count ")), STR("1")));
    assert_true(str_ends(entry_of(bytes, STR("/Title (deux)"), STR("/Count ")), STR("-1")));
    assert_int_equal(count_of(bytes, STR("(nulle part)")), 0);
}

/* --- fonts --------------------------------------------------------------- */

static void a_glyph_with_two_meanings_has_two_codes(void **state)
{
    Fixture *f = *state;
    PdfFonts *fonts = pdf_fonts_new(f->arena, f->fonts);
    uint32_t hyphen = font_glyph(f->fonts, FACE_TEXT, '-');
    PdfCode plain = pdf_font_code(fonts, FACE_TEXT, hyphen, STR("-"));
    PdfCode soft = pdf_font_code(fonts, FACE_TEXT, hyphen, STR("\u00AD"));
    assert_int_equal(plain, 1);
    assert_int_equal(soft, 2);
    assert_int_equal(pdf_font_code(fonts, FACE_TEXT, hyphen, STR("-")), plain);
    assert_int_equal(pdf_font_width(fonts, FACE_TEXT, plain), pdf_font_width(fonts, FACE_TEXT, soft));
}

/* The reader scales the widths that it knows: only an expanded run that does not say so needs moves. */
static void expanded_letters_are_shown_without_moves(void **state)
{
    Fixture *f = *state;
    GlyphRun run = *run_of(f, FACE_TEXT, false, "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn");
    Fixed before = 0, natural = 0;
    for (uint32_t i = 0; i < run.count; i++) {
        natural += run.glyphs[i].advance;
        run.glyphs[i].advance = fixed_scale(natural, 1020, 1000) - before;
        before += run.glyphs[i].advance;
    }
    PdfFonts *fonts = pdf_fonts_new(f->arena, f->fonts);
    size_t moves[2];
    for (size_t i = 0; i < 2; i++) {
        run.expansion = i == 0 ? 0 : 20;
        Buf shown = buf_new(f->arena);
        put_run(&shown, fonts, &run, STR_NONE, false);
        moves[i] = count_of(buf_text(&shown), STR(")"));
    }
    assert_in_range(moves[1], 1, moves[0] / 2);
}

static void the_map_tells_whole_clusters_and_nothing_private(void **state)
{
    Fixture *f = *state;
    PdfFonts *fonts = pdf_fonts_new(f->arena, f->fonts);
    pdf_font_code(fonts, FACE_TEXT, 40, STR("ffi"));
    pdf_font_code(fonts, FACE_TEXT, 41, STR("\uE000"));
    pdf_font_code(fonts, FACE_TEXT, 42, STR("\uFEFF"));
    Str map = pdf_font_map(fonts, f->arena, FACE_TEXT);
    assert_true(str_find(map, STR("3 beginbfchar\n<0001> <006600660069>\n<0002> <FFFD>\n<0003> <FFFD>\nendbfchar"), 0)
                < map.n);
}

static void the_map_is_cut_into_blocks_of_a_hundred(void **state)
{
    Fixture *f = *state;
    PdfFonts *fonts = pdf_fonts_new(f->arena, f->fonts);
    for (uint32_t glyph = 1; glyph <= 201; glyph++)
        pdf_font_code(fonts, FACE_SANS, glyph, STR("x"));
    Str map = pdf_font_map(fonts, f->arena, FACE_SANS);
    assert_int_equal(count_of(map, STR("100 beginbfchar")), 2);
    assert_int_equal(count_of(map, STR("\n1 beginbfchar")), 1);
    assert_int_equal(count_of(map, STR("endbfchar")), 3);
}

#define WITH_DOCUMENT(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_as_short_as_can_be),
        cmocka_unit_test(lengths_round_alike_on_both_sides_of_zero),
        cmocka_unit_test(strings_escape_what_would_end_them),
        WITH_DOCUMENT(two_writes_give_the_same_bytes),
        WITH_DOCUMENT(the_id_is_the_hash_of_the_rest),
        WITH_DOCUMENT(every_mark_has_one_owner_in_the_parent_tree),
        WITH_DOCUMENT(an_empty_cell_stays_and_an_empty_section_goes),
        WITH_DOCUMENT(text_stands_among_child_elements_where_it_was_set),
        WITH_DOCUMENT(a_link_and_its_annotation_name_each_other),
        cmocka_unit_test(what_is_grey_takes_one_plate),
        WITH_DOCUMENT(a_sheet_lies_around_the_printers_page),
        WITH_DOCUMENT(two_levels_of_bookmarks_are_seen),
        WITH_DOCUMENT(a_damaged_picture_is_replaced_and_reported),
        WITH_DOCUMENT(a_glyph_with_two_meanings_has_two_codes),
        WITH_DOCUMENT(expanded_letters_are_shown_without_moves),
        WITH_DOCUMENT(the_map_tells_whole_clusters_and_nothing_private),
        WITH_DOCUMENT(the_map_is_cut_into_blocks_of_a_hundred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
