/* list.c - lists: markers that are drawn, numbers that are set
 *
 * The text of an item starts one step right of its marker, each level one
 * step further. A marker is a shape; its element's ActualText says it.
 */
#include "layout/book_impl.h"
#include "layout/marker.h"

enum {
    COST_BETWEEN_ITEMS = 60,
    COST_ONE_ITEM = 360                  /* the first or the last item alone on its page */
};

#define NUMBER_GAP     PT(3.5)

static const MarkerLook *marker_of(const Book *book, const Block *list)
{
    const Markers *markers = &book->theme->markers;
    Marker marker = list->is_ticked ? markers->ticked
                  : list->level <= 1 && list->has_arrowheads ? markers->arrowhead : marker_at(markers->levels, list->level);
    return &marker_looks[marker];
}

/* Drawn from 0 to the right, or to the left for text that begins there. */
static const Frame *set_marker(Book *book, const MarkerLook *look, TagId label, bool is_rtl)
{
    Frame *frame = frame_new(book->arena, book->page->step, book->page->grid);
    TextStyle style = book_style(book, STYLE_BODY);
    Fixed baseline = book->page->first_baseline;
    if (look->sign != NULL) {
        book_text(book, frame, &style, str_from_c(look->sign), MARK_TAG(label), 0, baseline,
                  is_rtl ? SIDE_RIGHT_TO_LEFT : SIDE_LEFT);
    } else {
        tag_node(book->tags, label)->actual = str_from_c(look->actual);
        marker_draw(frame, look, MARK_TAG(label), 0, baseline, style.size, is_rtl);
    }
    return frame;
}

static const Frame *set_number(Book *book, int number, TagId label, Fixed column, bool is_rtl)
{
    Frame *frame = frame_new(book->arena, column, book->page->grid);
    TextStyle style = book_style(book, STYLE_BODY);
    book_text(book, frame, &style, str_printf(book->arena, "%d.", number), MARK_TAG(label), 0,
              book->page->first_baseline, is_rtl ? SIDE_RIGHT_TO_LEFT : SIDE_LEFT);
    return frame;
}

/* Width of the column of numbers: one step, more for numbers that need it. */
static Fixed number_column(const Book *book, const Block *list)
{
    int last = list->start - 1;
    for (const Block *item = list->first; item != NULL; item = item->next)
        last++;
    const TextStyle *style = &book->theme->style[STYLE_BODY];
    ShapeStyle shape = { .face = style_face(style, false, false, false), .size = style->size };
    Fixed width = shape_width(book->setting->fonts, shape, str_printf(book->scratch, "%d.", last));
    return fixed_max(book->page->step, width + NUMBER_GAP);
}

/* An item may begin with a list: its first line then bears two labels. */
static void hang_label(Book *book, Box *box, const Frame *label, Fixed x)
{
    if (box->label != NULL) {
        Frame *both = frame_new(book->arena, 0, book->page->grid);
        frame_group(both, 0, 0, label);
        frame_group(both, box->label_x - x, 0, box->label);
        label = both;
    }
    box->label = label;
    box->label_x = x;
}

static void set_item(Book *book, Galley *galley, const Stand *place, const Block *list, const Block *item,
                     int number, Fixed column, TagId l)
{
    TagId li = tag_add(book->tags, l, TAG_LI, item->span);
    TagId label = tag_add(book->tags, li, TAG_LBL, item->span);
    bool is_rtl = block_is_rtl(item->first != NULL ? item : list);
    tag_direct(book->tags, li, is_rtl);
    const Frame *frame = list->is_ordered ? set_number(book, number, label, column, is_rtl)
                                          : set_marker(book, marker_of(book, list), label, is_rtl);
    Stand inside = galley_indented(book, *place, column, is_rtl);
    inside.depth++;
    inside.parent = tag_add(book->tags, li, TAG_LBODY, item->span);
    size_t first = galley->boxes.n;
    galley_spot(book, galley, item->anchor);
    galley->is_flush = true;
    galley_blocks(book, galley, inside, item->first);
    if (galley->boxes.n == first)        /* an empty item is a line with its marker */
        galley_push(book, galley, (FlowBox){ .lines = 1 }, (Box){ .span = item->span });
    hang_label(book, &galley->boxes.at[first], frame, is_rtl ? book->page->measure - place->right : place->left);
}

void galley_list(Book *book, Galley *galley, Stand place, const Block *list)
{
    TagId l = tag_add(book->tags, place.parent, TAG_L, list->span);
    tag_direct(book->tags, l, block_is_rtl(list));
    tag_node(book->tags, l)->numbering = list->is_ordered ? NUMBERING_DECIMAL : marker_of(book, list)->numbering;
    Fixed column = list->is_ordered ? number_column(book, list) : book->page->step;
    int number = list->start;
    for (const Block *item = list->first; item != NULL; item = item->next) {
        if (item != list->first && galley->next_penalty == 0) {
            bool is_edge = item == list->first->next || item->next == NULL;
            galley->next_penalty = is_edge ? COST_ONE_ITEM : COST_BETWEEN_ITEMS;
        }
        galley->is_flush = true;
        galley->follows_float = false;
        set_item(book, galley, &place, list, item, number++, column, l);
    }
    galley->next_penalty = 0;
}
