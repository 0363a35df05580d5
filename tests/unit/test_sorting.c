/* Ranks by which the browser sorts: figures with their signs, dates, French words; and what is not sorted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "html/sorting.h"

enum { KEYS_MAX = 8, COLUMNS = 2, ROWS = 5 };

static Arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_open();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static void check_texts(const char *const *texts, const char *expected)
{
    SortKey keys[KEYS_MAX];
    size_t n = 0;
    for (; texts[n] != NULL; n++)
        keys[n] = (SortKey){ .text = str_from_c(texts[n]) };
    assert_string_equal(str_to_c(arena, sort_ranks(arena, keys, n)), expected);
}

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void texts_stand_as_what_they_all_are(void **state)
{
    (void)state;
    check_texts(TEXTS("coté", "Zone", "cote", "Été", "côte"), "2 4 0 3 1");
    check_texts(TEXTS("Rabat", "Agadir", "Rabat", "Fès"), "2 0 2 1");
    check_texts(TEXTS("n.d.", "Semaine", "–", "Forum"), "0 2 0 1");
    check_texts(TEXTS("10", "9,5", "n.d.", "–", "ε", "1 200"), "4 3 0 1 2 5");
    check_texts(TEXTS("2019-12-31", "décembre 2018", "2019", "n.d.", "24 octobre 2018"), "4 2 3 0 1");
}

static void what_an_order_says_nothing_true_of_has_no_ranks(void **state)
{
    (void)state;
    check_texts(TEXTS("c", "b", "a"), "");
    check_texts(TEXTS("a", "a", "a", "a"), "");
    check_texts(TEXTS("4e édition", "10e édition", "Semaine", "Forum"), "");
    check_texts(TEXTS("« 7 ateliers »", "Semaine", "Forum", "Visite"), "");
    SortKey mixed[] = { { .value = { .kind = VALUE_NUMBER, .digits = 1 } }, { .text = STR("a") }, { .text = STR("b") },
                        { .text = STR("c") } };
    assert_int_equal(sort_ranks(arena, mixed, 4).n, 0);
    SortKey dated[] = { { .value = { .kind = VALUE_DATE, .text = STR("2019") } }, { .value = { .kind = VALUE_NUMBER } },
                        { .value = { .kind = VALUE_NUMBER } }, { .value = { .kind = VALUE_NUMBER } } };
    assert_int_equal(sort_ranks(arena, dated, 4).n, 0);
}

static void figures_are_compared_exactly(void **state)
{
    (void)state;
    SortKey keys[] = { { .value = { .kind = VALUE_AMOUNT, .digits = 100, .decimals = 2 } },
                       { .value = { .kind = VALUE_AMOUNT, .digits = 1 } },
                       { .value = { .kind = VALUE_AMOUNT, .digits = -5 } },
                       { .value = { .kind = VALUE_MISSING, .text = STR("nd") } } };
    assert_string_equal(str_to_c(arena, sort_ranks(arena, keys, 4)), "2 2 1 0");
}

/* ---- the columns of a table ---- */

typedef struct {
    Column   columns[COLUMNS];
    HeadCell head[COLUMNS];
    Cell     cells[ROWS * COLUMNS];
    Row      rows[ROWS];
    Inline   words[ROWS * COLUMNS], title;
    Block    blocks[ROWS * COLUMNS];
    Inline  *titles[COLUMNS];
    DocCell  doc_cells[ROWS * COLUMNS];
    Table    table;
    DocTable doc;
} Sheet;

/* A title and a figure in each of four rows, from 4 down to 1; a total. */
static Sheet *sheet_new(void)
{
    static const char *const names[ROWS] = { "Nord", "Sud", "Est", "Ouest", "Total" };
    Sheet *s = arena_new(arena, Sheet);
    s->columns[1].kind = COLUMN_NUMBER;
    s->title = (Inline){ .kind = INLINE_TEXT, .text = STR("titre") };
    for (size_t c = 0; c < COLUMNS; c++) {
        s->head[c] = (HeadCell){ .colspan = 1, .rowspan = 1 };
        s->titles[c] = &s->title;
    }
    for (size_t i = 0; i < ROWS * COLUMNS; i++) {
        s->cells[i] = (Cell){ .text = str_from_c(names[i / COLUMNS]), .colspan = 1, .rowspan = 1 };
        if (i % COLUMNS == 1)
            s->cells[i].value = (Value){ .kind = VALUE_NUMBER, .digits = i == 9 ? 10 : 4 - (int64_t)(i / COLUMNS) };
        s->words[i] = (Inline){ .kind = INLINE_TEXT, .text = s->cells[i].text };
        s->blocks[i] = (Block){ .kind = BLOCK_PARAGRAPH, .inlines = &s->words[i] };
        s->doc_cells[i] = (DocCell){ .cell = &s->cells[i], .content = &s->blocks[i] };
    }
    for (size_t r = 0; r < ROWS; r++)
        s->rows[r] = (Row){ .cells = &s->cells[r * COLUMNS], .is_total = r == ROWS - 1 };
    s->table = (Table){ .columns = s->columns, .column_count = COLUMNS, .head = s->head, .head_rows = 1,
                        .rows = { .at = s->rows, .n = ROWS } };
    s->doc = (DocTable){ .table = &s->table, .head = s->titles, .cells = s->doc_cells };
    return s;
}

static const char *ranks(const Sheet *sheet, size_t column)
{
    return sort_is_true(arena, &sheet->doc) ? str_to_c(arena, sort_column(arena, &sheet->doc, column)) : "";
}

static void a_plain_table_sorts_without_its_total(void **state)
{
    (void)state;
    Sheet *sheet = sheet_new();
    assert_string_equal(ranks(sheet, 0), "1 3 0 2");
    assert_string_equal(ranks(sheet, 1), "3 2 1 0");
}

static void rows_that_belong_together_stay(void **state)
{
    (void)state;
    Sheet *sheet = sheet_new();
    sheet->cells[2].rowspan = 2;
    assert_string_equal(ranks(sheet, 1), "");
    sheet = sheet_new();
    sheet->cells[3].colspan = 2;
    assert_string_equal(ranks(sheet, 1), "");
    sheet = sheet_new();
    sheet->doc_cells[5].content = NULL;
    assert_string_equal(ranks(sheet, 0), "");
    sheet = sheet_new();
    sheet->rows[1].is_total = true;
    assert_string_equal(ranks(sheet, 0), "");
    sheet = sheet_new();
    sheet->cells[2].text = STR("Sous-total, sud");
    assert_string_equal(ranks(sheet, 1), "");
    sheet = sheet_new();
    sheet->table.head_rows = 2;
    assert_string_equal(ranks(sheet, 1), "");
}

static void a_column_may_be_left_out(void **state)
{
    (void)state;
    Sheet *sheet = sheet_new();
    sheet->blocks[0].next = &sheet->blocks[2];
    assert_string_equal(ranks(sheet, 0), "");
    assert_string_equal(ranks(sheet, 1), "3 2 1 0");
    sheet = sheet_new();
    Inline note = { .kind = INLINE_NOTE }, title = { .kind = INLINE_EMPHASIS, .first = &note };
    sheet->titles[1] = &title;
    assert_string_equal(ranks(sheet, 0), "1 3 0 2");
    assert_string_equal(ranks(sheet, 1), "");
    sheet->titles[0] = NULL;
    assert_string_equal(ranks(sheet, 0), "");
    sheet = sheet_new();
    sheet->cells[1].value = (Value){ .kind = VALUE_NONE };
    assert_string_equal(ranks(sheet, 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stand_as_what_they_all_are),
        cmocka_unit_test(what_an_order_says_nothing_true_of_has_no_ranks),
        cmocka_unit_test(figures_are_compared_exactly),
        cmocka_unit_test(a_plain_table_sorts_without_its_total),
        cmocka_unit_test(rows_that_belong_together_stay),
        cmocka_unit_test(a_column_may_be_left_out),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
