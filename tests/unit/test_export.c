/* Data for machines: CSV, JSON, manifest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <xlsxwriter.h>

#include "export/export.h"
#include "export/json.h"

static Arena *arena, *scratch;

static int open_arenas(void **state)
{
    (void)state;
    arena = arena_open();
    scratch = arena_open();
    return 0;
}

static int close_arenas(void **state)
{
    (void)state;
    arena_close(arena);
    arena_close(scratch);
    return 0;
}

static void check(Str got, const char *wanted)
{
    assert_string_equal(str_to_c(arena, got), wanted);
}

static const Document *merge(const char *path)
{
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    const Theme *theme = theme_read(arena, &sources, STR("templates/rapport-2019"), &diags);
    const Edition *edition = edition_read(arena, &sources, NULL, str_from_c(path), &diags);
    return doc_merge(arena, scratch, &sources, edition, theme, &diags);
}

static void a_table_as_csv(void **state)
{
    (void)state;
    const Document *document = merge("tests/golden/doc/chiffres.md");
    check(export_table_csv(arena, document->tables.at[0]->table),
          "Domaine;Montant\u00A0(DH)\r\nLangues;1090000\r\nLoisirs;3085500,5\r\nTotal;4175500,5\r\n");
}

static void cells_with_lists_are_quoted(void **state)
{
    (void)state;
    const Document *document = merge("tests/golden/doc/cellules.md");
    Str csv = export_table_csv(arena, document->tables.at[0]->table);
    assert_true(str_starts(csv, STR("Manifestation;Public – Nombre;Public – Part\u00A0(%);Objectifs\r\n")));
    assert_true(str_find(csv, STR("1. Une fête;12;32,1;\"– un\n– deux gras\"\r\n"), 0) < csv.n);
}

static void a_chart_as_csv(void **state)
{
    (void)state;
    const Document *document = merge("tests/golden/doc/renvois.md");
    Str csv = export_chart_csv(arena, document->charts.at[0]->chart);
    assert_true(str_find(csv, STR("Un;12\r\nDeux;36\r\n"), 0) < csv.n);
}

static void json_escapes_and_nests(void **state)
{
    (void)state;
    Json json = json_new(arena);
    json_open(&json, '{');
    json_member(&json, "a", STR("« é » \"\\\n\t\x01"));
    json_member(&json, "vide", STR_NONE);
    json_name(&json, "b");
    json_open(&json, '[');
    json_literal(&json, STR("1.5"));
    json_open(&json, '{');
    json_close(&json, '}');
    json_close(&json, ']');
    json_close(&json, '}');
    check(json_end(&json), "{\n  \"a\": \"« é » \\\"\\\\\\n\\u0009\\u0001\",\n  \"b\": [\n    1.5,\n    {}\n  ]\n}\n");
}

static void the_whole_report_as_json(void **state)
{
    (void)state;
    Str json = export_json(arena, merge("tests/golden/doc/chiffres.md"));
    static const char *const wanted[] = {
        "\"projets\": {", "\"langues\": 36", "\"2019\": {\n", "\"total\": 49.94", "3085500.5",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_true(str_find(json, str_from_c(wanted[i]), 0) < json.n);
    assert_true(str_equal(json, export_json(arena, merge("tests/golden/doc/chiffres.md"))));
}

static void the_manifest_names_size_and_checksum(void **state)
{
    (void)state;
    ExportFile file = { STR("donnees/a.csv"), STR("abc") };
    Str manifest = export_manifest(arena, &file, 1, STR("rapport-2019"), STR("Rapport"), STR("2019-12-31"));
    assert_true(str_find(manifest, STR("\"chemin\": \"donnees/a.csv\""), 0) < manifest.n);
    assert_true(str_find(manifest, STR("\"nom\": \"rapport-2019\""), 0) < manifest.n);
    assert_true(str_find(manifest, STR("\"octets\": 3"), 0) < manifest.n);
    assert_true(str_find(manifest, STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), 0) < manifest.n);
}

/* What libxlsxwriter asks for when it writes a part, as a library beside the program finds it. */
static void parts_of_workbooks_are_no_files(void **state)
{
    (void)state;
    static char read[40000];
    Str bytes;
    Diags diags = diags_new(arena);
    WorkbookSetting setting = { arena, scratch, merge("tests/golden/doc/chiffres.md"), STR("2019-12-31T00:00:00Z"), &diags };
    assert_true(export_workbook(&setting, &bytes));
    char none[] = "/nonexistent";
    FILE *part = lxw_tmpfile(none);
    assert_non_null(part);
    assert_int_equal(fileno(part), -1);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(fprintf(part, "%03d,", i % 1000), 4);
    assert_int_equal(fseek(part, 0, SEEK_SET), 0);
    assert_int_equal(fread(read, 1, sizeof read, part), sizeof read);
    assert_memory_equal(read + 39992, "998,999,", 8);
    assert_int_equal(fgetc(part), EOF);
    fclose(part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_as_csv),         cmocka_unit_test(cells_with_lists_are_quoted),
        cmocka_unit_test(a_chart_as_csv),         cmocka_unit_test(json_escapes_and_nests),
        cmocka_unit_test(the_whole_report_as_json), cmocka_unit_test(the_manifest_names_size_and_checksum),
        cmocka_unit_test(parts_of_workbooks_are_no_files),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
