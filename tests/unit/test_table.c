/* Tables as slices: heights, cuts, what is drawn and how it is tagged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "layout/linebreak.h"
#include "layout/table.h"

enum { COLUMNS = 2, ROWS = 6 };
#define MEASURE PT(351.5)

typedef struct {
    Arena *arena, *scratch;
    Fonts *fonts;
    Setting setting;
    Diags diags;
    LayoutContext context;
    Table table;
    DocTable doc;
} Fixture;

static int set_up(void **state)
{
    Arena *arena = arena_open();
    Fixture *f = arena_new(arena, Fixture);
    Sources *sources = arena_new(arena, Sources);
    *sources = sources_new(arena);
    f->arena = arena;
    f->scratch = arena_open();
    f->diags = diags_new(arena);
    f->fonts = fonts_open(STR("fonts"), &f->diags);
    f->setting = (Setting){ .fonts = f->fonts, .theme = theme_read(arena, sources, STR("templates/rapport-2019"), &f->diags) };
    *state = f;
    return f->fonts == NULL;
}

static int tear_down(void **state)
{
    Fixture *f = *state;
    fonts_close(f->fonts);
    arena_close(f->scratch);
    arena_close(f->arena);
    return 0;
}

static Inline *text_inline(Arena *arena, Str text)
{
    Inline *in = arena_new(arena, Inline);
    in->text = text;
    return in;
}

static Block *text_block(Arena *arena, Str text)
{
    Block *block = arena_new(arena, Block);
    block->kind = BLOCK_PARAGRAPH;
    block->inlines = text_inline(arena, text);
    return block;
}

/* A column of row titles and one of amounts; the last row is the total. */
static void table_new(Fixture *f)
{
    Arena *arena = f->arena;
    f->context = (LayoutContext){ .setting = &f->setting, .tags = tags_new(arena), .diags = &f->diags };
    f->table = (Table){ .column_count = COLUMNS, .head_rows = 1, .columns = arena_array(arena, Column, COLUMNS),
                        .head = arena_array(arena, HeadCell, COLUMNS) };
    f->doc = (DocTable){ .table = &f->table, .number = 1, .label = STR("Tableau 1"),
                         .title = text_inline(arena, STR("Titre")), .source = text_inline(arena, STR("OIM")),
                         .head = arena_array(arena, Inline *, COLUMNS),
                         .cells = arena_array(arena, DocCell, COLUMNS * ROWS) };
    f->table.columns[0] = (Column){ .kind = COLUMN_TEXT, .decimals = -1, .group = -1, .is_row_title = true };
    f->table.columns[1] = (Column){ .kind = COLUMN_AMOUNT, .decimals = -1, .group = -1, .unit.str = STR("DH") };
    f->doc.head[0] = text_inline(arena, STR("Domaine"));
    f->doc.head[1] = text_inline(arena, STR("Montant"));
    for (int row = 0; row < ROWS; row++) {
        Row added = { .cells = arena_array(arena, Cell, COLUMNS), .is_total = row == ROWS - 1 };
        for (int column = 0; column < COLUMNS; column++)
            added.cells[column].colspan = added.cells[column].rowspan = 1;
        added.cells[1].value = (Value){ .kind = VALUE_AMOUNT, .digits = 1090000 + row };
        f->doc.cells[row * COLUMNS] = (DocCell){ &added.cells[0], text_block(arena, STR("Formations")), false, NULL };
        f->doc.cells[row * COLUMNS + 1] = (DocCell){ .cell = &added.cells[1] };
        array_push(arena, &f->table.rows, added);
    }
}

/* Makes the first cell of row 1 so long that the row runs on. */
static void make_tall(Fixture *f)
{
    Arena *arena = f->arena;
    Str text = STR_NONE;
    for (int i = 0; i < 90; i++)
        text = str_join(arena, text, STR("formations aux langues et aux cultures "));
    f->table.is_long = true;
    f->doc.cells[COLUMNS].content = text_block(arena, text);
}

static TableSet *set_table(Fixture *f)
{
    return table_set(f->arena, f->scratch, &f->context, &f->doc, MEASURE, TAG_DOCUMENT_ID);
}

static Frame *draw(Fixture *f, const TableSet *set, size_t from, size_t to)
{
    Frame *page = frame_new(f->arena, PT(500), PT(700));
    table_draw(f->arena, set, from, to, page, PT(50), PT(40), true);
    return page;
}

static bool has_text(const Frame *page, const char *text)
{
    for (size_t i = 0; i < page->items.n; i++)
        if (page->items.at[i].kind == ITEM_GLYPHS && str_equal(page->items.at[i].glyphs.run->text, str_from_c(text)))
            return true;
    return false;
}

static Fixed lowest(const Frame *page)
{
    Fixed y = 0;
    for (size_t i = 0; i < page->items.n; i++) {
        const FrameItem *item = &page->items.at[i];
        y = item->kind == ITEM_GLYPHS ? fixed_max(y, item->y) : y;
        for (size_t j = 0; item->kind == ITEM_PATH && j < item->path->steps.n; j++)
            y = item->path->steps.at[j].op == PATH_CLOSE ? y : fixed_max(y, item->path->steps.at[j].y[0]);
    }
    return y;
}

static void rows_are_slices_of_14_points(void **state)
{
    Fixture *f = *state;
    table_new(f);
    TableSet *set = set_table(f);
    assert_int_equal(table_slices(set), ROWS);
    Fixed row = table_height(set, 0, 3) - table_height(set, 0, 2);
    assert_in_range(row, PT(13.9), PT(14.1));
    assert_in_range(table_cut_penalty(set, 1), 5000, PENALTY_MAX - 1);   /* a row alone */
    assert_int_equal(table_cut_penalty(set, 2), 0);
    assert_int_equal(table_cut_penalty(set, ROWS - 2), table_cut_penalty(set, 1));   /* a row and the total */
    assert_int_equal(table_cut_penalty(set, ROWS - 1), PENALTY_MAX);   /* before the total */
}

static void figures_have_the_decimals_of_their_column(void **state)
{
    Fixture *f = *state;
    table_new(f);
    Frame *page = draw(f, set_table(f), 0, ROWS);
    assert_true(has_text(page, "1\u202F090\u202F000,00"));
    assert_true(has_text(page, "Titre"));
    assert_false(has_text(page, " (suite)"));
    Fixed height = table_height(set_table(f), 0, ROWS);
    assert_in_range(lowest(page), PT(40) + height - PT(5), PT(40) + height);
}

static void tags_are_a_table(void **state)
{
    Fixture *f = *state;
    table_new(f);
    draw(f, set_table(f), 0, ROWS);
    static const char *const roles[] = { "Document", "Table", "Caption", "THead", "TR", "TH", "TH", "TBody", "TR", "TH", "TD" };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        assert_string_equal(tag_role_name(f->context.tags->nodes.at[i + 1].role), roles[i]);
    const TagNode *nodes = f->context.tags->nodes.at;
    assert_int_equal(nodes[6].scope, SCOPE_COLUMN);
    assert_int_equal(nodes[10].scope, SCOPE_ROW);
    const TagNode *last = &nodes[f->context.tags->nodes.n - 1];
    assert_int_equal(last->role, TAG_P);
    assert_int_equal(last->parent, TAG_DOCUMENT_ID);
}

/* Every element's content is read once, and in the order of the structure. */
static void later_pieces_repeat_only_artifacts(void **state)
{
    Fixture *f = *state;
    table_new(f);
    TableSet *set = set_table(f);
    Frame *pieces[] = { draw(f, set, 0, 3), draw(f, set, 3, ROWS) };
    TagId last = 0;
    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < pieces[i]->items.n; j++) {
            const FrameItem *item = &pieces[i]->items.at[j];
            assert_true((item->mark.tag != 0) != (item->mark.artifact != ARTIFACT_NONE));
            if (item->mark.tag == 0)
                continue;
            assert_int_equal(item->kind, ITEM_GLYPHS);
            assert_true(item->mark.tag >= last);
            last = item->mark.tag;
        }
    assert_true(has_text(pieces[1], "Tableau 1") || has_text(pieces[1], "Tableau 1 "));
    assert_true(has_text(pieces[1], " (suite)"));
    assert_true(has_text(pieces[0], "suite page suivante"));
    assert_false(has_text(pieces[1], "suite page suivante"));
}

static size_t count_lines(const Frame *page, Fixed left)
{
    size_t n = 0;
    for (size_t i = 0; i < page->items.n; i++)
        n += page->items.at[i].kind == ITEM_GLYPHS && page->items.at[i].mark.tag != 0 && page->items.at[i].x == left;
    return n;
}

static void tall_rows_are_cut_between_lines(void **state)
{
    Fixture *f = *state;
    table_new(f);
    make_tall(f);
    TableSet *set = set_table(f);
    size_t n = table_slices(set), whole = count_lines(draw(f, set, 0, n), PT(50) + PT(4.5)), at = 0;
    assert_true(n > ROWS);
    for (size_t i = 2; i < n && at == 0; i++)
        at = table_cut_penalty(set, i) > 0 && table_cut_penalty(set, i) < PENALTY_MAX && i > 4 ? i : 0;
    assert_true(at > 0);
    Frame *first = draw(f, set, 0, at), *second = draw(f, set, at, n);
    assert_int_equal(count_lines(first, PT(54.5)) + count_lines(second, PT(54.5)), whole);
    assert_in_range(lowest(first), PT(40) + table_height(set, 0, at) - PT(5), PT(40) + table_height(set, 0, at));
    assert_in_range(lowest(second), PT(40) + table_height(set, at, n) - PT(5), PT(40) + table_height(set, at, n));
}

static void merged_rows_stay_together(void **state)
{
    Fixture *f = *state;
    table_new(f);
    f->table.rows.at[1].cells[0].rowspan = 2;
    f->table.rows.at[2].cells[0].is_covered = true;
    f->doc.cells[2 * COLUMNS].content = NULL;
    TableSet *set = set_table(f);
    assert_int_equal(table_cut_penalty(set, 2), PENALTY_MAX);
    assert_int_equal(table_cut_penalty(set, 3), 0);
}

static void odd_tables_are_set(void **state)
{
    Fixture *f = *state;
    table_new(f);
    f->table.rows.n = 0;
    TableSet *set = set_table(f);
    assert_int_equal(table_slices(set), 1);
    assert_true(table_height(set, 0, 1) > 0);
    draw(f, set, 0, 1);
    table_new(f);
    f->table.column_count = 0;
    set = set_table(f);
    assert_int_equal(table_slices(set), 1);
    draw(f, set, 0, 1);
    table_new(f);
    f->doc.head[0] = f->doc.head[1] = NULL;
    f->doc.label = STR_NONE;
    f->doc.title = f->doc.source = NULL;
    f->table.rows.at[0].cells[1].value = (Value){ .kind = VALUE_AMOUNT, .digits = 999999999999999 };
    set = set_table(f);
    assert_true(has_text(draw(f, set, 0, ROWS), "999\u202F999\u202F999\u202F999\u202F999,00"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_slices_of_14_points),
        cmocka_unit_test(figures_have_the_decimals_of_their_column),
        cmocka_unit_test(tags_are_a_table),
        cmocka_unit_test(later_pieces_repeat_only_artifacts),
        cmocka_unit_test(tall_rows_are_cut_between_lines),
        cmocka_unit_test(merged_rows_stay_together),
        cmocka_unit_test(odd_tables_are_set),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
