/* galley_table.c - tables in a galley, and those that leave it for a page on its side
 *
 * A table on its side has a galley of its own: its pages stand between two
 * upright ones and the text goes on below its call, so that no page is left
 * half empty. The page itself is wider than high: on a screen it is read
 * without turning anything, and its text keeps its direction for who searches,
 * copies or listens, which a rotated page (ISO 32000-1, 7.7.3.3, Rotate)
 * leaves to each reader. A printer turns the sheet.
 */
#include "layout/book_impl.h"

/* A table cut that fits on a page. A small one, of a third of a page at most, rather leaves the gap it can leave. */
enum { COST_TORN = 2500, COST_SMALL_TORN = 7000, SMALL_SHARE = 3 };

typedef struct { const Book *book; const TableSet *set; } CutTable;

static int cut_lines(const void *table, size_t from, size_t to, bool is_head)
{
    const CutTable *cut = table;
    return galley_block_lines(cut->book, table_height(cut->set, from, to), is_head);
}

static int cut_penalty(const TableSet *set, size_t at, int torn)
{
    int penalty = table_cut_penalty(set, at);
    return penalty >= PENALTY_MAX ? FLOW_FORBID : penalty + torn;
}

/* Pushes the slices; true when the table may float. */
static bool push_slices(Book *book, Galley *galley, TableSet *set, const Block *block, bool may_float)
{
    size_t slices = table_slices(set);
    CutTable *table = arena_new(book->arena, CutTable);
    *table = (CutTable){ book, set };
    FlowCut *cut = arena_new(book->arena, FlowCut);
    *cut = (FlowCut){ .table = table, .lines = cut_lines, .slices = slices };
    int lines = cut_lines(table, 0, slices, true), page = book->page->lines;
    bool fits = lines <= page, is_float = fits && may_float;
    int torn = !fits ? 0 : lines <= page / SMALL_SHARE ? COST_SMALL_TORN : COST_TORN;
    for (size_t i = 0; i < slices; i++) {
        FlowBox flow = { .cut = cut, .slice = i, .group = i == 0 ? slices : 0, .is_float = i == 0 && is_float,
                         .penalty = i == 0 ? 0 : cut_penalty(set, i, torn) };
        galley_push(book, galley, flow, (Box){ .table = set, .span = block->span });
    }
    return is_float;
}

/* What leads to the table leads to its own page. */
static void move_spot(Book *book, Galley *from, Galley *to, const Block *block)
{
    if (block->anchor == NULL || from->spots.n == 0 || array_last(&from->spots).anchor != block->anchor->number)
        return;
    from->spots.n--;
    galley_spot(book, to, block->anchor);
}

static void push_turned(Book *book, Galley *galley, TableSet *set, const Block *block)
{
    const PageGeometry *upright = book->page;
    PageGeometry *turned = arena_new(book->arena, PageGeometry);
    *turned = page_turned(upright);
    Galley *side = arena_new(book->arena, Galley);
    *side = (Galley){ .chapter = galley->chapter, .page = turned };
    move_spot(book, galley, side, block);
    book->page = turned;
    push_slices(book, side, set, block, false);
    book->page = upright;
    array_push(book->arena, &galley->turned, (TurnedTable){ side, galley->boxes.n });
}

void galley_table(Book *book, Galley *galley, Stand place, const Block *block)
{
    TableSet *set = book_table(book, block->table, place.parent);
    if (table_is_turned(set)) {
        push_turned(book, galley, set, block);
        return;
    }
    galley->follows_float = push_slices(book, galley, set, block, galley->keep == 0 && place.depth == 0);
    galley->is_flush = true;
}
