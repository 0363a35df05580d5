#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "verify/provenance.h"
#include "verify/verify.h"
#include "verify/view.h"

static int open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

static void assert_str(Str got, const char *wanted)
{
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("got « %.*s », wanted « %s »", STR_ARG(got), wanted);
}

static bool lex(Arena *arena, const char *text, Object *object)
{
    Lexer lexer = lexer_new(arena, str_from_c(text), 0);
    lexer.knows_references = true;
    return lex_object(&lexer, object);
}

static void numbers_are_read(void **state)
{
    static const struct { const char *text; ObjectKind kind; double value; } cases[] = {
        { "12", OBJ_INTEGER, 12 }, { "-7", OBJ_INTEGER, -7 }, { "+3", OBJ_INTEGER, 3 }, { "-.5", OBJ_REAL, -0.5 },
        { "4.", OBJ_REAL, 4 }, { "10000000000000000000", OBJ_REAL, 1e19 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Object object;
        double value = 0;
        assert_true(lex(*state, cases[i].text, &object));
        assert_int_equal(object.kind, cases[i].kind);
        assert_true(object_number(&object, &value));
        assert_true(value == cases[i].value);
    }
}

static void strings_and_names_lose_their_escapes(void **state)
{
    Object object;
    assert_true(lex(*state, "(a\\(b\\)(c)\\101\\\nd\\r)", &object));
    assert_str(object.text, "a(b)(c)Ad\r");
    assert_true(lex(*state, "<48 65 6C6C 6F>", &object));
    assert_str(object.text, "Hello");
    assert_true(lex(*state, "/text#2Fcsv", &object));
    assert_str(object.text, "text/csv");
    assert_true(lex(*state, "<FEFF00E9D83DDE00>", &object));
    assert_str(object_text(*state, &object), "é😀");
}

static void dictionaries_hold_references(void **state)
{
    Object object;
    assert_true(lex(*state, "<</A 12 0 R /B [1 2 0 R 3] /C <</D true>> % end\n>>", &object));
    assert_int_equal(object_entry(&object, "A")->kind, OBJ_REF);
    assert_int_equal(object_entry(&object, "A")->integer, 12);
    assert_int_equal(object_entry(&object, "B")->list.n, 3);
    assert_true(object_entry(object_entry(&object, "C"), "D")->truth);
    assert_int_equal(object_entry(&object, "E")->kind, OBJ_NULL);
}

/* Each is refused, and none reads beyond its end. */
static void what_is_none_is_refused(void **state)
{
    static const char *const cases[] = { "", "(open", "<41", "[1 2", "<</A", "<</A 1", "<<1 2>>", "<</A>>", "[1 }]", "% only" };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Object object;
        if (lex(*state, cases[i], &object))
            fail_msg("accepted: %s", cases[i]);
    }
}

static void nesting_is_bounded(void **state)
{
    Buf deep = buf_new(*state);
    Object object;
    for (int i = 0; i < 100000; i++)
        buf_char(&deep, '[');
    Lexer lexer = lexer_new(*state, buf_text(&deep), 0);
    assert_false(lex_object(&lexer, &object));
}

/* --- files --------------------------------------------------------------- */

static const char small[] =
    "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
    "1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
    "xref\n0 3\n0000000000 65535 f \n0000000015 00000 n \n0000000062 00000 n \n"
    "trailer\n<</Root 1 0 R /Size 3>>\nstartxref\n112\n%%EOF\n";

static void a_table_leads_to_its_objects(void **state)
{
    PdfFile file;
    assert_true(file_open(*state, str_from_c(small), &file));
    assert_int_equal(file.faults.n, 0);
    assert_true(object_is(file_get(&file, file_object(&file, 2), "Type"), "Pages"));
    assert_int_equal(file_object(&file, 3)->kind, OBJ_NULL);
    assert_int_equal(file_object(&file, 4000000)->kind, OBJ_NULL);
}

/* An offset that is off by one: found all the same, and said. */
static void a_wrong_entry_is_said(void **state)
{
    PdfFile file;
    char *text = str_to_c(*state, str_from_c(small));
    strstr(text, "0000000062")[9] = '9';
    assert_true(file_open(*state, str_from_c(text), &file));
    assert_true(object_is(file_get(&file, file_object(&file, 2), "Type"), "Pages"));
    assert_int_equal(file.faults.n, 1);
    assert_int_equal(file.faults.at[0].kind, FILE_ENTRY);
}

/* Every beginning of a file: nothing but an answer. */
/* Without its catalogue it is no PDF; without its last mark, or more, it is a PDF with a fault. */
static void a_cut_file_is_told_from_a_whole_one(void **state)
{
    size_t catalogue = str_find(str_from_c(small), STR("/Catalog"), 0), mark = str_find(str_from_c(small), STR("%%EOF"), 0);
    for (size_t n = 0; n < sizeof small; n++) {
        Arena *arena = arena_open(), *scratch = arena_open();
        View view;
        bool is_open = view_open(arena, scratch, str_copy(arena, (Str){ small, n }), &view);
        assert_false(is_open && n < catalogue);
        assert_true(is_open || n < mark);
        assert_int_equal(view.file.faults.n == 0, n >= mark + strlen("%%EOF"));
        arena_close(scratch);
        arena_close(arena);
    }
    (void)state;
}

static void trees_come_in_order_with_limits(void **state)
{
    static const struct { const char *text; size_t n; bool is_sound; } cases[] = {
        { "<</Nums [0 (a) 5 (b)]>>", 2, true }, { "<</Nums [5 (a) 0 (b)]>>", 2, false }, { "<</Nums [0 (a) 5]>>", 1, false },
        { "<</Kids [<</Limits [0 5] /Nums [0 (a) 5 (b)]>> <</Limits [6 6] /Nums [6 (c)]>>]>>", 3, true },
        { "<</Kids [<</Limits [0 4] /Nums [0 (a) 5 (b)]>>]>>", 2, false }, { "<<>>", 0, true }, { "<</Nums [(x) 1]>>", 0, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PdfFile file = { .arena = *state, .trailer = &object_null };
        Object root;
        Numbers numbers;
        file.entries.n = 8;              /* nodes that may be visited */
        assert_true(lex(*state, cases[i].text, &root));
        if (tree_numbers(&file, *state, &root, &numbers) != cases[i].is_sound || numbers.n != cases[i].n)
            fail_msg("%s", cases[i].text);
    }
}

/* --- maps, XML, CSV ------------------------------------------------------ */

static void maps_know_characters_and_ranges(void **state)
{
    UnicodeMap map;
    Str text;
    assert_true(cmap_read(*state, STR("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                                      "2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar\n"
                                      "2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<00E9> <00E8>] endbfrange endcmap"),
                          &map));
    static const struct { uint32_t code; const char *text; } cases[] = {
        { 1, "A" }, { 2, "fi" }, { 0x10, "a" }, { 0x12, "c" }, { 0x20, "é" }, { 0x21, "è" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(cmap_text(*state, &map, cases[i].code, &text));
        assert_str(text, cases[i].text);
    }
    assert_false(cmap_text(*state, &map, 0x13, &text));
    assert_false(cmap_text(*state, &map, 0, &text));
    assert_false(cmap_read(*state, STR("1 beginbfchar <0001> 5 endbfchar"), &map));
}

static void xml_resolves_names_and_entities(void **state)
{
    Str fault;
    const Xml *root = xml_read(*state, STR("<?xml version='1.0'?><a:x xmlns:a='urn:a' b='1 &lt; 2'><!-- c --><a:y>d&#233;j&#xE0; "
                                           "&amp; la</a:y><z/></a:x>"), &fault);
    assert_non_null(root);
    assert_str(root->space, "urn:a");
    assert_str(root->attributes->value, "1 < 2");
    assert_str(xml_text(*state, xml_child(root, "urn:a", "y")), "déjà & la");
    static const char *const wrong[] = { "", "<a>", "<a></b>", "<a b></a>", "<p:a/>", "<a/><b/>", "<a>&x;</a>", "<!DOCTYPE a><a/>" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (xml_read(*state, str_from_c(wrong[i]), &fault) != NULL || fault.n == 0)
            fail_msg("accepted: %s", wrong[i]);
}

static void rows_of_csv_are_read(void **state)
{
    Str rest = STR("a;\"b;\"\"c\"\"\";\r\nd\r\n");
    Fields fields = { 0 };
    assert_true(csv_next_row(*state, &rest, &fields));
    assert_int_equal(fields.n, 3);
    assert_str(fields.at[1], "b;\"c\"");
    assert_true(csv_next_row(*state, &rest, &fields));
    assert_int_equal(fields.n, 1);
    assert_false(csv_next_row(*state, &rest, &fields));
}

/* ---- two files ---- */

enum { OBJECTS = 7 };

static Str make_pdf(Arena *arena, const char *const *objects, int other, const char *instead)
{
    Buf out = buf_new(arena), places = buf_new(arena);
    buf_c(&out, "%PDF-1.7\n");
    for (int i = 1; i <= OBJECTS; i++) {
        buf_printf(&places, "%010zu 00000 n \n", out.n);
        buf_printf(&out, "%d 0 obj\n%s\nendobj\n", i, i == other ? instead : objects[i - 1]);
    }
    size_t start = out.n;
    buf_printf(&out, "xref\n0 %d\n0000000000 65535 f \n%.*s", OBJECTS + 1, STR_ARG(buf_text(&places)));
    buf_printf(&out, "trailer\n<</Root 1 0 R /Info 2 0 R /Size %d>>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS + 1, start);
    return buf_text(&out);
}

static void where_files_part_is_told(void **state)
{
    static const char *const objects[OBJECTS] = {
        "<</Type /Catalog /Pages 3 0 R /PageLabels <</Nums [0 <</S /D>>]>> /Names <</EmbeddedFiles <</Names [(d.json) 6 0 R]>>>>>>",
        "<</Title (A)>>",
        "<</Type /Pages /Kids [4 0 R] /Count 1>>",
        "<</Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] /Contents 5 0 R>>",
        "<</Length 3>>\nstream\nq Q\nendstream",
        "<</Type /Filespec /UF (d.json) /EF <</F 7 0 R>>>>",
        "<</Type /EmbeddedFile /Length 3>>\nstream\na\nb\nendstream",
    };
    static const struct { int object; const char *instead, *told; } cases[] = {
        { 0, NULL, "sont les mêmes" },
        { 2, "<</Title (B)>>", "titre : « A » dans le PDF, « B » d’après les sources" },
        { 3, "<</Type /Pages /Kids [] /Count 0>>", "1 pages dans le PDF, 0 d’après les sources" },
        { 5, "<</Length 3>>\nstream\nQ q\nendstream", "page 1 (folio 1) : le dessin diffère" },
        { 6, "<</Type /Filespec /UF (d.json)>>", "d.json : joint seulement au PDF" },
        { 1, "<</Type /Catalog /Pages 3 0 R /PageLabels <</Nums [0 <</S /D>>]>> /Names <</EmbeddedFiles <</Names [(d\351.json) 6 0 R]>>>>>>",
          "  d\xEF\xBF\xBD.json : joint seulement à ce que donnent les sources\n" },
        { 7, "<</Type /EmbeddedFile /Length 3>>\nstream\na\nc\nendstream", "d.json, ligne 2 : « b » dans le PDF, « c »" },
    };
    Str file = make_pdf(*state, objects, 0, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str told = verify_compare(*state, file, make_pdf(*state, objects, cases[i].object, cases[i].instead));
        if (str_find(told, str_from_c(cases[i].told), 0) == told.n)
            fail_msg("got « %.*s », wanted « %s »", STR_ARG(told), cases[i].told);
    }
    Str empty = make_pdf(*state, objects, 6, cases[4].instead), told = verify_compare(*state, empty, empty);
    assert_true(str_find(told, STR("sont les mêmes"), 0) < told.n);
    told = verify_compare(*state, file, STR("%PDF"));
    assert_true(str_find(told, STR("ce n’est pas un PDF"), 0) < told.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_are_read, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(strings_and_names_lose_their_escapes, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(dictionaries_hold_references, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(what_is_none_is_refused, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(nesting_is_bounded, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_table_leads_to_its_objects, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_wrong_entry_is_said, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_cut_file_is_told_from_a_whole_one, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(trees_come_in_order_with_limits, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(maps_know_characters_and_ranges, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(xml_resolves_names_and_entities, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(rows_of_csv_are_read, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(where_files_part_is_told, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
