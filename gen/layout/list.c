/* list.c - lists: markers that are drawn, numbers that are set
 *
 * The text of an item starts one step right of its marker, each level one
 * step further. A marker is a shape; its element's ActualText says it.
 */
#include "layout/book_impl.h"

enum {
    LEVELS = 3,
    COST_BETWEEN_ITEMS = 60,
    COST_ONE_ITEM = 360                  /* the first or the last item alone on its page */
};

#define SQUARE         PT(4.5)
#define SQUARE_CENTRE  PT(2.25)
#define SMALL          PT(2.9)
#define SMALL_CENTRE   PT(2.15)
#define DASH           PT(6)
#define DASH_WIDTH     PT(0.75)
#define DASH_CENTRE    PT(2.5)
#define ARROW_CENTRE   PT(2.4)
#define NUMBER_GAP     PT(3.5)

static void draw_square(Frame *frame, Mark mark, Fixed baseline, Fixed size, Fixed centre, Colour colour, bool is_rtl)
{
    frame_box(frame, mark, is_rtl ? -size : 0, baseline - centre - size / 2, size, size, colour);
}

static void draw_marker_square(Frame *frame, Mark mark, Fixed baseline, bool is_rtl)
{
    draw_square(frame, mark, baseline, SQUARE, SQUARE_CENTRE, COLOUR_MADDER, is_rtl);
}

static void draw_marker_small(Frame *frame, Mark mark, Fixed baseline, bool is_rtl)
{
    draw_square(frame, mark, baseline, SMALL, SMALL_CENTRE, COLOUR_LINK, is_rtl);
}

static void draw_marker_dash(Frame *frame, Mark mark, Fixed baseline, bool is_rtl)
{
    frame_box(frame, mark, is_rtl ? -DASH : 0, baseline - DASH_CENTRE - DASH_WIDTH / 2, DASH, DASH_WIDTH, COLOUR_INK);
}

static void draw_marker_arrowhead(Frame *frame, Mark mark, Fixed baseline, bool is_rtl)
{
    static const Fixed x[] = { PT(0), PT(6.4), PT(0), PT(1.9) };
    static const Fixed y[] = { PT(0), PT(3.1), PT(6.2), PT(3.1) };
    Path *path = path_new(frame->arena);
    Fixed top = baseline - ARROW_CENTRE - y[1];
    path_move(frame->arena, path, x[0], top + y[0]);
    for (int i = 1; i < 4; i++)
        path_line(frame->arena, path, is_rtl ? -x[i] : x[i], top + y[i]);
    path_close(frame->arena, path);
    path->is_filled = true;
    path->fill.ground = COLOUR_MADDER;
    frame_path(frame, mark, path, SPAN_NONE);
}

typedef struct {
    void (*draw)(Frame *frame, Mark mark, Fixed baseline, bool is_rtl);
    const char  *actual;
    TagNumbering numbering;
} MarkerKind;

static const MarkerKind markers[LEVELS] = {
    { draw_marker_square, "•", NUMBERING_SQUARE },
    { draw_marker_dash,   "–", NUMBERING_DISC },
    { draw_marker_small,  "•", NUMBERING_SQUARE },
};
static const MarkerKind arrowhead = { draw_marker_arrowhead, "•", NUMBERING_DISC };

static const MarkerKind *marker_of(const Block *list)
{
    int level = list->level < 1 ? 1 : list->level > LEVELS ? LEVELS : list->level;
    return level == 1 && list->has_arrowheads ? &arrowhead : &markers[level - 1];
}

/* Drawn from 0 to the right, or to the left for text that begins there. */
static const Frame *set_marker(Book *book, const MarkerKind *kind, TagId label, bool is_rtl)
{
    Frame *frame = frame_new(book->arena, book->page->step, book->page->grid);
    tag_node(book->tags, label)->actual = str_from_c(kind->actual);
    kind->draw(frame, MARK_TAG(label), book->page->first_baseline, is_rtl);
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
                                          : set_marker(book, marker_of(list), label, is_rtl);
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
    tag_node(book->tags, l)->numbering = list->is_ordered ? NUMBERING_DECIMAL : marker_of(list)->numbering;
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
