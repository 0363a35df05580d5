/* Shares of width: what has more to say gets more; words are whole; what one long column alone leaves is the browser's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "html/widths.h"

enum { COLUMNS = 3, ROWS = 2 };

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

/* `words` words of five letters, a blank after each. */
static Str text_of(size_t words)
{
    Buf text = buf_new(arena);
    for (size_t i = 0; i < words; i++)
        buf_c(&text, "mots, ");
    return buf_text(&text);
}

/* A table whose every row has these texts; the shares of its columns as "20 30 50", or "" when there are none. */
static const char *shares(const Str *texts, uint16_t colspan)
{
    Column *columns = arena_array(arena, Column, COLUMNS);
    Inline **head = arena_array(arena, Inline *, COLUMNS), *words = arena_array(arena, Inline, COLUMNS);
    Block *blocks = arena_array(arena, Block, COLUMNS);
    DocCell *doc_cells = arena_array(arena, DocCell, ROWS * COLUMNS);
    Table table = { .columns = columns, .column_count = COLUMNS, .head_rows = 1 };
    for (size_t r = 0; r < ROWS; r++) {
        Cell *cells = arena_array(arena, Cell, COLUMNS);
        for (size_t c = 0; c < COLUMNS; c++) {
            words[c] = (Inline){ .kind = INLINE_TEXT, .text = texts[c] };
            blocks[c] = (Block){ .kind = BLOCK_PARAGRAPH, .inlines = &words[c] };
            cells[c] = (Cell){ .text = texts[c], .colspan = colspan, .rowspan = 1 };
            doc_cells[r * COLUMNS + c] = (DocCell){ .cell = &cells[c], .content = &blocks[c] };
        }
        array_push(arena, &table.rows, (Row){ .cells = cells });
    }
    DocTable doc = { .table = &table, .head = head, .cells = doc_cells };
    const int *found = widths_of(arena, &doc);
    return found == NULL ? "" : str_to_c(arena, str_printf(arena, "%d %d %d", found[0], found[1], found[2]));
}

static void more_text_gets_more_width(void **state)
{
    (void)state;
    assert_string_equal(shares((Str[]){ text_of(20), text_of(20), text_of(20) }, 1), "35 35 30");
    int wide, middle, narrow;
    assert_int_equal(sscanf(shares((Str[]){ text_of(80), text_of(20), text_of(1) }, 1), "%d %d %d", &wide, &middle, &narrow), 3);
    assert_true(wide > 2 * middle && middle > narrow && narrow >= WIDTH_STEP);
    assert_int_equal(wide + middle + narrow, 100);
}

static void a_word_is_not_broken_for_it(void **state)
{
    (void)state;
    int wide, middle, narrow;
    Str word = STR("anticonstitutionnellement");
    assert_int_equal(sscanf(shares((Str[]){ text_of(200), text_of(20), word }, 1), "%d %d %d", &wide, &middle, &narrow), 3);
    assert_true(narrow - 3 >= (int)word.n);
}

static void the_browser_is_left_to_what_it_does_well(void **state)
{
    (void)state;
    assert_string_equal(shares((Str[]){ text_of(80), text_of(1), text_of(1) }, 1), "");
    assert_string_equal(shares((Str[]){ text_of(20), text_of(20), text_of(20) }, 2), "");
    Str word = STR("uneseulesuitedelettresquineselaissecouperendroitaucunmalgresalongueur");
    assert_string_equal(shares((Str[]){ word, word, word }, 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_text_gets_more_width),
        cmocka_unit_test(a_word_is_not_broken_for_it),
        cmocka_unit_test(the_browser_is_left_to_what_it_does_well),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
