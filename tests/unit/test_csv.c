#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/csv.h"

static Arena *arena;
static Sources sources;
static Diags diags;

static int begin(void **state)
{
    (void)state;
    arena = arena_open();
    sources = sources_new(arena);
    diags = diags_new(arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static CsvRows rows_of(const char *text)
{
    diags = diags_new(arena);
    return csv_read(arena, &sources, source_add(&sources, STR("a.csv"), str_from_c(text)), &diags);
}

static void assert_cell(const CsvRows *rows, size_t row, size_t column, const char *text, const char *bytes)
{
    assert_true(row < rows->n && column < rows->at[row].n);
    const CsvCell *cell = &rows->at[row].at[column];
    assert_string_equal(str_to_c(arena, cell->text), text);
    assert_string_equal(str_to_c(arena, source_text(&sources, cell->span)), bytes);
}

static void separator_is_found(void **state)
{
    static const char *const files[] = { "a;b,c;d\n1;2;3\n", "a,b,d\n1,2,3\n", "a\tb\td\n1\t2\t3\n", "\"a,a,a,a\";b;d\n1;2;3\n" };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        CsvRows rows = rows_of(files[i]);
        assert_int_equal(rows.n, 2);
        assert_int_equal(rows.at[1].n, 3);
        assert_cell(&rows, 1, 2, "3", "3");
        assert_int_equal(diags.list.n, 0);
    }
}

static void cells_know_their_bytes(void **state)
{
    (void)state;
    CsvRows rows = rows_of("\xEF\xBB\xBFRégion; Élèves \r\n\"Béni \"\"Mellal\"\"\n; Khénifra\";1 234,5\r\n\r\nFès;\r\n");
    assert_int_equal(rows.n, 3);
    assert_cell(&rows, 0, 0, "Région", "Région");
    assert_cell(&rows, 0, 1, "Élèves", "Élèves");
    assert_cell(&rows, 1, 0, "Béni \"Mellal\"\n; Khénifra", "\"Béni \"\"Mellal\"\"\n; Khénifra\"");
    assert_cell(&rows, 1, 1, "1 234,5", "1 234,5");
    assert_cell(&rows, 2, 0, "Fès", "Fès");
    assert_cell(&rows, 2, 1, "", "");
    assert_int_equal(diags.list.n, 0);
}

static void last_line_needs_no_end(void **state)
{
    (void)state;
    CsvRows rows = rows_of("a;b\n1;2");
    assert_int_equal(rows.n, 2);
    assert_cell(&rows, 1, 1, "2", "2");
}

static void assert_one(DiagCode code, unsigned line, unsigned column)
{
    assert_int_equal(diags.list.n, 1);
    Place place = source_place(source_of(&sources, diags.list.at[0].span), diags.list.at[0].span.lo);
    assert_int_equal(diags.list.at[0].code, code);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void mistakes_are_shown_and_the_rows_before_kept(void **state)
{
    (void)state;
    assert_int_equal(rows_of("a;b\n1;2\n\"x \"y\";3\n4;5\n").n, 2);
    assert_one(DIAG_CSV_SYNTAX, 3, 1);
    assert_int_equal(rows_of("a;b\n1;2\n3;\"ouvert\n").n, 2);
    assert_one(DIAG_CSV_SYNTAX, 3, 3);
    assert_int_equal(rows_of("a;b\n1;2\n3;\xE9\n4;5\n").n, 2);
    assert_one(DIAG_NOT_UTF8, 3, 3);
    rows_of("");
    assert_one(DIAG_FILE_EMPTY, 1, 1);
}

static void size_is_bounded(void **state)
{
    Buf text = buf_new(arena);
    (void)state;
    for (int i = 0; i < CSV_CELLS_MAX + 5; i++)
        buf_c(&text, "x;");
    CsvRows rows = rows_of(str_to_c(arena, buf_text(&text)));
    assert_int_equal(rows.at[0].n, CSV_CELLS_MAX);
    assert_int_equal(diags.list.n, 1);
    assert_int_equal(diags.list.at[0].code, DIAG_TABLE_TOO_LARGE);
    text = buf_new(arena);
    for (int i = 0; i < CSV_ROWS_MAX + 10; i++)
        buf_c(&text, "x\n");
    assert_int_equal(rows_of(str_to_c(arena, buf_text(&text))).n, CSV_ROWS_MAX + 1);
    assert_int_equal(diags.list.n, 1);
}

static void a_row_of_one_empty_cell_is_a_row(void **state)
{
    const Str fields[] = { STR("a"), STR(""), STR("b") };
    Buf out = buf_new(arena);
    (void)state;
    for (size_t i = 0; i < 3; i++)
        csv_write_row(&out, &fields[i], 1);
    assert_string_equal(str_to_c(arena, buf_text(&out)), "a\r\n\"\"\r\nb\r\n");
    CsvRows rows = rows_of(str_to_c(arena, buf_text(&out)));
    assert_int_equal(rows.n, 3);
    assert_int_equal(rows.at[1].n, 1);
    assert_int_equal(rows.at[1].at[0].text.n, 0);
}

static void rows_are_written_and_read_back(void **state)
{
    const Str fields[] = { STR("a"), STR("b;c"), STR("d \"e\""), STR(""), STR(" f"), STR("g\nh") };
    Buf out = buf_new(arena);
    (void)state;
    csv_write_row(&out, fields, 6);
    assert_string_equal(str_to_c(arena, buf_text(&out)), "a;\"b;c\";\"d \"\"e\"\"\";;\" f\";\"g\nh\"\r\n");
    CsvRows rows = rows_of(str_to_c(arena, buf_text(&out)));
    assert_int_equal(rows.at[0].n, 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(str_equal(rows.at[0].at[i].text, fields[i]));
}

static void a_head_with_commas_keeps_its_columns(void **state)
{
    const Str head[] = { STR("Villes, régions, pays"), STR("Nombre") }, row[] = { STR("a"), STR("1,5") };
    Buf out = buf_new(arena);
    (void)state;
    csv_write_head(&out, head, 2);
    csv_write_row(&out, row, 2);
    CsvRows rows = rows_of(str_to_c(arena, buf_text(&out)));
    assert_int_equal(rows.at[0].n, 2);
    assert_true(str_equal(rows.at[0].at[0].text, head[0]) && str_equal(rows.at[1].at[1].text, row[1]));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(separator_is_found),
        TEST(cells_know_their_bytes),
        TEST(last_line_needs_no_end),
        TEST(mistakes_are_shown_and_the_rows_before_kept),
        TEST(size_is_bounded),
        TEST(rows_are_written_and_read_back), TEST(a_row_of_one_empty_cell_is_a_row),
        TEST(a_head_with_commas_keeps_its_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
