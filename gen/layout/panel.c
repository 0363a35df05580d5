/* panel.c - blocks that no page cuts: in columns, in cards, in a box
 *
 * A panel is a galley of its own, as wide as its column, drawn into one frame
 * from top to bottom; the galley around it takes the frame as a box. What is
 * called in it (notes, places led to) belongs to that box. Columns begin on
 * the right where the document does.
 */
#include "layout/panel.h"

#include "chart/chart.h"

#define BOX_PADDING   PT(12)
#define BOX_LABEL     MM(38)             /* column of a box's label */
#define BOX_RAISE     PT(2)              /* its text stands lower than the grid by this, so that it looks centred */
#define LABEL_ABOVE   PT(3.4)            /* of a label alone */
#define LABEL_BELOW   PT(5.6)
#define LABEL_DOWN    PT(8)              /* from a heading to it */
#define LABEL_RULE    PT(0.75)
#define RAGGED_BELOW  MM(90)             /* a narrower column is ragged */
#define CARD_GAP      MM(4)              /* between a card's star and its text */
#define NUMBER_DOWN   PT(3.9)            /* from a star's centre to the baseline of its number */

/* ---- a galley in a frame ---- */

/* Draws box `at` with its top at y; returns the grid lines that it takes. A table's slices are drawn with its first. */
static int draw_box(Book *book, const Galley *inner, size_t at, Frame *frame, int line)
{
    const PageGeometry *page = book->page;
    const Box *box = &inner->boxes.at[at];
    const FlowBox *flow = &inner->flow.at[at];
    int before = line == 0 ? flow->before : 0, lines = flow->lines - before;
    Fixed top = line * page->grid, below_blank = top + (flow->before - before) * page->grid;
    if (flow->cut != NULL)
        lines = flow->slice == 0 ? flow->cut->lines(flow->cut->table, 0, flow->cut->slices, line == 0) : 0;
    if (box->label != NULL)
        frame_group(frame, box->label_x, below_blank, box->label);
    if (box->line != NULL)
        line_draw(frame, box->line, box->x, below_blank + page->first_baseline);
    if (box->frame != NULL)
        frame_group(frame, 0, below_blank, box->frame);
    if (box->figure != NULL)
        frame_group(frame, 0, top, box->figure);
    if (box->table != NULL && flow->slice == 0)
        table_draw(book->arena, box->table, 0, table_slices(box->table), frame, 0, top, true);
    return lines;
}

static void take_calls(Book *book, const Galley *inner, Panel *panel)
{
    for (size_t i = 0; i < inner->boxes.n; i++)
        for (size_t j = 0; j < inner->boxes.at[i].notes.n; j++)
            array_push(book->arena, &panel->notes, inner->boxes.at[i].notes.at[j]);
    for (size_t i = 0; i < inner->spots.n; i++)
        array_push(book->arena, &panel->anchors, inner->spots.at[i].anchor);
}

Panel panel_set(Book *book, const Galley *around, const Block *first, Fixed width, TagId parent)
{
    const PageGeometry *page = book->page;
    PageGeometry *narrow = arena_new(book->arena, PageGeometry);
    Galley inner = { .chapter = around->chapter, .is_flush = true, .is_panel = true, .is_ragged = width < RAGGED_BELOW };
    Panel panel = { 0 };
    *narrow = *page;
    narrow->measure = narrow->wide_limit = width;
    book->page = narrow;
    galley_blocks(book, &inner, (Stand){ .parent = parent, .style = STYLE_BODY }, first);
    Frame *frame = frame_new(book->arena, width, 0);
    for (size_t i = 0; i < inner.boxes.n; i++)
        panel.lines += draw_box(book, &inner, i, frame, panel.lines);
    book->page = page;
    frame->height = panel.lines * page->grid;
    panel.frame = frame;
    take_calls(book, &inner, &panel);
    return panel;
}

static void push(Book *book, Galley *galley, FlowBox flow, Box box)
{
    galley_push(book, galley, flow, box);
    galley->keep = 0;
    galley->is_flush = true;
    galley->follows_float = false;
}

void panel_push(Book *book, Galley *galley, const Frame *frame, int lines, const Panel *panels, size_t n, Span span)
{
    int before = galley->keep > 0 || galley->boxes.n == 0 ? 0 : 1;
    FlowBox flow = { .lines = before + lines, .before = before };
    Box box = { .frame = frame, .span = span };
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < panels[i].notes.n; j++) {
            array_push(book->arena, &box.notes, panels[i].notes.at[j]);
            flow.note_lines += (int)panels[i].notes.at[j].n;
            flow.last_note = (int)panels[i].notes.at[j].n;
        }
        for (size_t j = 0; j < panels[i].anchors.n; j++)
            array_push(book->column, &galley->spots, (Spot){ galley->boxes.n, panels[i].anchors.at[j] });
    }
    push(book, galley, flow, box);
}

void panel_push_joined(Book *book, Galley *galley, const Frame *frame, Fixed height, Span span)
{
    Fixed own = height - galley->spare;
    int lines = fixed_ceil(own, book->page->grid);
    Frame *raised = frame_new(book->arena, frame->width, own);
    frame_group(raised, 0, -galley->spare, frame);
    galley->keep = 1;
    push(book, galley, (FlowBox){ .lines = lines }, (Box){ .frame = raised, .span = span });
    galley->spare = lines * book->page->grid - own;
}

void panel_push_part(Book *book, Galley *galley, const Frame *frame, Fixed height, Span span)
{
    int lines = fixed_ceil(height, book->page->grid);
    panel_push(book, galley, frame, lines, NULL, 0, span);
    galley->spare = lines * book->page->grid - height;
}

static Par *panel_par(Book *book, const TextStyle *style, const Inline *inlines, TagId tag)
{
    Par *par = par_new(book->arena, style, SPAN_NONE);
    par->is_justified = par->is_hyphenated = par->hangs = false;
    par->is_rtl = par->is_right = document_is_rtl(book->document) || inlines_are_rtl(inlines);
    par_inlines(book->arena, par, &book->context, inlines, style, tag);
    return par;
}

Lines panel_text(Book *book, const TextStyle *style, const Inline *inlines, Fixed width, TagId tag)
{
    return book_lines(book, panel_par(book, style, inlines, tag), width);
}

/* A title's lines are even; what begins on the right still ends its lines at the measure. */
Lines panel_title(Book *book, const TextStyle *style, const Inline *inlines, Fixed width, TagId tag)
{
    Par *par = panel_par(book, style, inlines, tag);
    return par->is_rtl ? book_lines(book, par, width) : book_balanced(book, par, width);
}

Fixed panel_draw(Frame *frame, const Lines *lines, Fixed x, Fixed baseline, Fixed leading)
{
    for (size_t i = 0; i < lines->n; i++)
        line_draw(frame, &lines->at[i], x, baseline + (Fixed)i * leading);
    return lines->n == 0 ? baseline : baseline + (Fixed)(lines->n - 1) * leading;
}

TagId panel_tag(Book *book, TagId parent, TagRole role, Span span)
{
    TagId tag = tag_add(book->tags, parent, role, span);
    tag_direct(book->tags, tag, document_is_rtl(book->document));
    return tag;
}

Fixed panel_side(const Book *book, Fixed x, Fixed width, Fixed whole)
{
    return document_is_rtl(book->document) ? whole - x - width : x;
}

/* ---- columns ---- */

enum { COLUMNS_MAX = 12 };

void galley_columns(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    Fixed whole = galley_measure(book, place), x = 0;
    int count = 0, shares = 0, lines = 0;
    for (const Block *column = block->first; column != NULL && count < COLUMNS_MAX; column = column->next) {
        shares += column->share;
        count++;
    }
    Panel panels[COLUMNS_MAX];
    Frame *frame = frame_new(book->arena, whole, 0);
    Fixed room = whole - (count - 1) * book->page->gutter;
    const Block *column = block->first;
    for (int i = 0; i < count; i++, column = column->next) {
        Fixed width = (Fixed)((int64_t)room * column->share / shares);
        panels[i] = panel_set(book, galley, column->first, width, place->parent);
        frame_group(frame, place->left + panel_side(book, x, width, whole), 0, panels[i].frame);
        lines = panels[i].lines > lines ? panels[i].lines : lines;
        x += width + book->page->gutter;
    }
    panel_push(book, galley, frame, lines, panels, (size_t)count, block->span);
}

/* ---- cards ---- */

/* The star with its number, which the card's heading begins with. */
static void draw_star(Book *book, Frame *frame, Fixed x, Fixed y, const Block *heading, TagId tag)
{
    Fixed radius = book->page->star;
    Path *star = motif_star(book->arena, x + radius, y + radius, 2 * radius);
    frame_path(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), star, heading->span);
    TextStyle style = book_style(book, STYLE_CARD);
    style.colour = COLOUR_IVORY;
    ShapeStyle shape = { .face = style_face(&style, false, false, false), .size = style.size };
    Fixed width = shape_width(book->setting->fonts, shape, heading->number);
    Str number = str_printf(book->arena, "%.*s ", STR_ARG(heading->number));
    book_text(book, frame, &style, number, MARK_TAG(tag), x + radius - width / 2, y + radius + NUMBER_DOWN, SIDE_LEFT);
}

static Panel set_card(Book *book, Galley *galley, const Block *card, Fixed width, TagId parent, Frame *frame, Fixed x,
                      Fixed y)
{
    Fixed star = 2 * book->page->star, inset = star + CARD_GAP;
    TagId sect = panel_tag(book, parent, TAG_SECT, card->span);
    Panel panel = panel_set(book, galley, card->first, width - inset, sect);
    TagId heading = tag_node(book->tags, sect)->first;
    draw_star(book, frame, x + panel_side(book, 0, star, width), y, card->first, heading);
    frame_group(frame, x + panel_side(book, inset, width - inset, width), y, panel.frame);
    int least = fixed_ceil(star, book->page->grid);
    panel.lines = panel.lines < least ? least : panel.lines;
    return panel;
}

/* Two in a row, as wide as their shares say; one that is left over is as wide as if it were not alone. */
void galley_cards(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    enum { IN_ROW = 2 };
    Fixed whole = galley_measure(book, place), room = whole - book->page->gutter;
    for (const Block *card = block->first; card != NULL;) {
        Panel panels[IN_ROW];
        Frame *frame = frame_new(book->arena, whole, 0);
        int lines = 0, n = 0, shares = card->share + (card->next != NULL ? card->next->share : card->share);
        for (Fixed x = 0; card != NULL && n < IN_ROW; card = card->next, n++) {
            Fixed width = (Fixed)((int64_t)room * card->share / shares);
            Fixed side = panel_side(book, x, width, whole);
            panels[n] = set_card(book, galley, card, width, place->parent, frame, place->left + side, 0);
            lines = panels[n].lines > lines ? panels[n].lines : lines;
            x += width + book->page->gutter;
        }
        panel_push(book, galley, frame, lines, panels, (size_t)n, block->span);
    }
}

/* ---- boxes ---- */

static void draw_label(Book *book, Frame *frame, const Stand *place, const Lines *lines, const TextStyle *style, Fixed top,
                       Fixed height)
{
    Fixed whole = galley_measure(book, place), right = place->left + whole;
    Stroke rule = { .colour = COLOUR_GREEN, .width = LABEL_RULE };
    frame_box(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND), place->left, top, whole, height - top, COLOUR_TINT);
    frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), place->left, top, right, top, rule);
    frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), place->left, height, right, height, rule);
    panel_draw(frame, lines, place->left + PANEL_INSET, top + LABEL_ABOVE + style->size, style->leading);
}

/* A label alone heads what comes next; in a panel it is a row of one list with the tiles above. */
static void set_label(Book *book, Galley *galley, const Stand *place, const Block *label)
{
    TextStyle style = book_style(book, STYLE_TABLE_HEAD);
    Fixed whole = galley_measure(book, place), top = galley->keep > 0 ? LABEL_DOWN : 0;
    TagId p = panel_tag(book, place->parent, TAG_P, label->span);
    Lines lines = panel_text(book, &style, label->inlines, whole - 2 * PANEL_INSET, p);
    Fixed height = top + LABEL_ABOVE + style.size + (Fixed)(lines.n - 1) * style.leading + LABEL_BELOW;
    Frame *frame = frame_new(book->arena, whole, height);
    draw_label(book, frame, place, &lines, &style, top, height);
    bool is_joined = galley->is_panel && galley->last == LAST_IS_TILES;
    (is_joined ? panel_push_joined : panel_push_part)(book, galley, frame, height, label->span);
    galley->last = LAST_IS_LABEL;
    galley->keep = 1;
}

/* The label beside what the box holds, on a ground of tint. */
void galley_box(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    if (block->first->next == NULL) {
        set_label(book, galley, place, block->first);
        return;
    }
    Fixed whole = galley_measure(book, place), inset = BOX_PADDING + BOX_LABEL, width = whole - inset - BOX_PADDING;
    TextStyle style = book_style(book, STYLE_TABLE_HEAD), text = book_style(book, STYLE_TABLE_CELL);
    TagId sect = panel_tag(book, place->parent, TAG_DIV, block->span);
    TagId p = panel_tag(book, sect, TAG_P, block->first->span);
    Lines label = panel_text(book, &style, block->first->inlines, BOX_LABEL - BOX_PADDING, p);
    Frame *inside = frame_new(book->arena, whole, 0);
    Fixed y = BOX_PADDING + text.size, right = panel_side(book, inset, width, whole), bottom = y;
    panel_draw(inside, &label, panel_side(book, BOX_PADDING, BOX_LABEL - BOX_PADDING, whole), y, style.leading);
    for (const Block *child = block->first->next; child != NULL; child = child->next) {
        if (child->kind != BLOCK_PARAGRAPH)
            continue;
        p = panel_tag(book, sect, TAG_P, child->span);
        Lines lines = panel_text(book, &text, child->inlines, width, p);
        bottom = panel_draw(inside, &lines, right, y, text.leading);
        y = bottom + text.leading;
    }
    Fixed height = fixed_max(bottom, BOX_PADDING + text.size + (Fixed)(label.n - 1) * style.leading) + BOX_PADDING - BOX_RAISE;
    Frame *frame = frame_new(book->arena, whole, height);
    frame_box(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND), place->left, 0, whole, height, COLOUR_TINT);
    frame_group(frame, place->left, 0, inside);
    panel_push_part(book, galley, frame, height, block->span);
    galley->last = LAST_IS_BOX;
}
