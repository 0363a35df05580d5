/* tiles.c - key figures in a row, numbered tiles, the map of stars */
#include "layout/panel.h"

#include "chart/chart.h"

#define FIGURE_GUTTER MM(6)
#define FIGURE_LEAST  MM(28)             /* a narrower column sends figures to another row */
#define FIGURE_RULE   PT(2)              /* beside a figure that stands out */
#define FIGURE_INSET  PT(8)
#define FIGURE_DOWN   PT(18)             /* its baseline, and that of the first line below it from there */
#define LABEL_DOWN    PT(14.5)
#define LABEL_BELOW   PT(3)
#define TILE_NUMBER   PT(44)             /* least column of the numbers */
#define TILE_GAP      PT(8)
#define TILE_ABOVE    PT(11)             /* from a tile's top to its first baseline, and from its last to its rule */
#define TILE_BELOW    PT(6)
#define LARGE_ABOVE   PT(3)              /* the same for tiles with a large number: above its figures */
#define LARGE_BELOW   PT(7)
#define TILE_RULE     PT(0.5)
#define MAP_TILE      MM(4.6)
#define MAP_NUMBER    PT(5.5)
#define MAP_DOWN      PT(2.1)

/* ---- key figures ---- */

/* Sets one at x; returns its height. */
static Fixed set_figure(Book *book, Frame *frame, const Block *block, TagId list, Fixed x, Fixed width)
{
    TextStyle figure = book_style(book, STYLE_KEY_FIGURE), label = book_style(book, STYLE_TABLE_CELL);
    TagId li = panel_tag(book, list, TAG_LI, block->span);
    TagId number_tag = panel_tag(book, li, TAG_LBL, block->span);
    TagId p = panel_tag(book, panel_tag(book, li, TAG_LBODY, block->span), TAG_P, block->span);
    Fixed inset = block->is_emphatic ? FIGURE_INSET : 0, room = width - inset;
    Fixed left = x + panel_side(book, inset, room, width);
    if (block->is_emphatic)
        figure.colour = COLOUR_MADDER;
    Lines number = panel_text(book, &figure, block->first->inlines, room, number_tag);
    panel_draw(frame, &number, left, FIGURE_DOWN, figure.leading);
    Lines lines = panel_text(book, &label, block->first->next->inlines, room, p);
    Fixed bottom = panel_draw(frame, &lines, left, FIGURE_DOWN + LABEL_DOWN, label.leading) + LABEL_BELOW;
    if (block->is_emphatic)
        frame_box(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), x + panel_side(book, 0, FIGURE_RULE, width), PT(2), FIGURE_RULE,
                  bottom - PT(2), COLOUR_MADDER);
    return bottom;
}

static int count_children(const Block *block)
{
    int count = 0;
    for (const Block *child = block->first; child != NULL; child = child->next)
        count++;
    return count;
}

void galley_key_figures(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    Fixed whole = galley_measure(book, place);
    int count = count_children(block), most = (whole + FIGURE_GUTTER) / (FIGURE_LEAST + FIGURE_GUTTER);
    int in_row = count < most || most < 1 ? count : most;
    Fixed width = (whole - (in_row - 1) * FIGURE_GUTTER) / in_row;
    TagId list = panel_tag(book, place->parent, TAG_L, block->span);
    tag_node(book->tags, list)->numbering = NUMBERING_NONE;
    for (const Block *child = block->first; child != NULL;) {
        Frame *frame = frame_new(book->arena, whole, 0);
        Fixed height = 0;
        for (int i = 0; i < in_row && child != NULL; i++, child = child->next) {
            Fixed x = panel_side(book, i * (width + FIGURE_GUTTER), width, whole);
            height = fixed_max(height, set_figure(book, frame, child, list, place->left + x, width));
        }
        panel_push(book, galley, frame, fixed_ceil(height, book->page->grid), NULL, 0, block->span);
    }
}

/* ---- tiles ---- */

/* The widest of the tiles' numbers. */
static Fixed numbers_width(Book *book, const TextStyle *style, const Block *tiles)
{
    Fixed width = 0;
    ShapeStyle shape = { .face = style_face(style, false, false, false), .size = style->size };
    for (const Block *tile = tiles->first; tile != NULL; tile = tile->next)
        width = fixed_max(width, shape_width(book->setting->fonts, shape,
                                             inlines_text(book->scratch, tile->first->inlines)));
    return width;
}

/* Large for figures; codes ("OSP 15") are as small as the text, and bold. */
static TextStyle number_style(Book *book, const Block *tiles)
{
    TextStyle large = book_style(book, STYLE_TILE), small = book_style(book, STYLE_TABLE_CELL);
    small.weight = 700;
    return numbers_width(book, &large, tiles) + TILE_GAP > TILE_NUMBER ? small : large;
}

typedef struct {
    TextStyle number, text;
    Fixed left, column, width;           /* of a tile: where its number begins, the text after it */
    Fixed above, below;
    Colour last_rule;                    /* of the list */
} TileLook;

/* Below a label codes stand as its words do, and the list is closed as it was opened. */
static TileLook tile_look(Book *book, const Block *tiles, Fixed whole, bool is_labelled)
{
    TileLook look = { .number = number_style(book, tiles), .text = book_style(book, STYLE_TABLE_CELL) };
    bool is_large = look.number.size > look.text.size;
    look.left = is_labelled ? PANEL_INSET : 0;
    look.column = fixed_max(TILE_NUMBER, numbers_width(book, &look.number, tiles) + TILE_GAP);
    look.width = whole - look.left - look.column;
    look.above = is_large ? LARGE_ABOVE + look.number.size : TILE_ABOVE;
    look.below = is_large ? LARGE_BELOW : TILE_BELOW;
    look.last_rule = is_labelled ? COLOUR_GREEN : COLOUR_AXIS;
    return look;
}

/* Sets one with its top at y; returns where it ends. */
static Fixed set_tile(Book *book, Frame *frame, const TileLook *look, const Block *tile, TagId list, Fixed x, Fixed y)
{
    Fixed baseline = y + look->above, whole = look->left + look->column + look->width;
    TagId li = panel_tag(book, list, TAG_LI, tile->span);
    TagId label = panel_tag(book, li, TAG_LBL, tile->span);
    Lines numbers = panel_text(book, &look->number, tile->first->inlines, look->column, label);
    panel_draw(frame, &numbers, x + panel_side(book, look->left, look->column, whole), baseline, look->number.leading);
    TagId p = panel_tag(book, panel_tag(book, li, TAG_LBODY, tile->span), TAG_P, tile->span);
    Lines lines = panel_text(book, &look->text, tile->first->next->inlines, look->width, p);
    return panel_draw(frame, &lines, x + panel_side(book, look->left + look->column, look->width, whole), baseline,
                      look->text.leading) + look->below;
}

void galley_tiles(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    bool is_labelled = galley->last == LAST_IS_LABEL;
    Fixed whole = galley_measure(book, place), y = 0;
    TileLook look = tile_look(book, block, whole, is_labelled);
    TagId list = panel_tag(book, place->parent, TAG_L, block->span);
    Frame *frame = frame_new(book->arena, whole, 0);
    for (const Block *tile = block->first; tile != NULL; tile = tile->next) {
        y = set_tile(book, frame, &look, tile, list, place->left, y);
        Colour colour = tile->next == NULL ? look.last_rule : COLOUR_AXIS;
        frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), place->left, y, place->left + whole, y,
                   (Stroke){ .colour = colour, .width = TILE_RULE });
    }
    (is_labelled ? panel_push_joined : panel_push_part)(book, galley, frame, y, block->span);
    galley->last = LAST_IS_TILES;
}

/* ---- the map ---- */

/* A star with its number, which the figure's alternative says. */
static void draw_star(Book *book, Frame *frame, Mark mark, int number, bool is_filled, Fixed x, Fixed y)
{
    Path *star = motif_star(book->arena, x, y, MAP_TILE);
    star->is_filled = is_filled;
    star->fill.ground = COLOUR_MADDER;
    star->stroke = (Stroke){ .colour = is_filled ? COLOUR_MADDER : COLOUR_AXIS, .width = PT(0.5) };
    frame_path(frame, mark, star, SPAN_NONE);
    TextStyle style = book_style(book, STYLE_CHART_LABEL);
    style.size = MAP_NUMBER;
    style.weight = 700;
    style.colour = is_filled ? COLOUR_IVORY : COLOUR_INK_2;
    Str text = str_printf(book->arena, "%d", number);
    ShapeStyle shape = { .face = style_face(&style, false, false, false), .size = style.size };
    Fixed width = shape_width(book->setting->fonts, shape, text);
    book_text(book, frame, &style, text, mark, x - width / 2, y + MAP_DOWN, SIDE_LEFT);
}

void galley_map(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    const DocMap *map = block->map;
    Fixed whole = galley_measure(book, place), widest = 0, height = (Fixed)map->rows.n * MAP_TILE;
    for (size_t i = 0; i < map->rows.n; i++)
        widest = fixed_max(widest, map->rows.at[i] * MAP_TILE);
    TagId figure = panel_tag(book, place->parent, TAG_FIGURE, block->span);
    tag_node(book->tags, figure)->alt = block->text;
    tag_node(book->tags, figure)->has_box = true;
    Frame *frame = frame_new(book->arena, whole, height);
    int number = 1;
    for (size_t i = 0; i < map->rows.n; i++)
        for (int j = 0; j < map->rows.at[i]; j++, number++) {
            Fixed x = panel_side(book, j * MAP_TILE, MAP_TILE, whole) + MAP_TILE / 2;
            draw_star(book, frame, MARK_TAG(figure), number, map_is_filled(map, number), place->left + x,
                      (Fixed)i * MAP_TILE + MAP_TILE / 2);
        }
    panel_push(book, galley, frame, fixed_ceil(height, book->page->grid), NULL, 0, block->span);
}
