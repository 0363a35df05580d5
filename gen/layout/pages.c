/* pages.c - galleys cut into pages: what stands on them, above, below and at their edge */
#include "layout/book_impl.h"

#include "chart/chart.h"

enum { LAST_LINES = 4 };                 /* a last page should hold as many */

#define NOTE_ROOM     PT(22)             /* last line of text to first of the notes, beyond the notes' own leading */
#define EDITION_GAP   PT(9)
#define EDGE_TILE     MM(8.4)
#define EDGE_FIRST    MM(31.2)
#define EDGE_STEP     MM(15.6)
#define EDGE_LAST     MM(225)            /* with many programmes the stars stand closer */

/* ---- pages ---- */

Fixed pages_left(const Book *book, bool is_recto)
{
    return is_recto ? book->page->inner : book->page->outer;
}

bool pages_next_is_recto(const Book *book)
{
    return book->pages->pages.n % 2 == 0;
}

static Str folio_of(const Book *book, size_t index)
{
    return book->is_body ? str_printf(book->arena, "%zu", index - book->pages->first_arabic + 1)
                         : french_roman(book->arena, (int)index + 1, false);
}

Page *pages_add(Book *book, bool is_blank)
{
    Page page = { .frame = frame_new(book->arena, book->page->width, book->page->height),
                  .folio = folio_of(book, book->pages->pages.n), .is_blank = is_blank };
    array_push(book->arena, &book->pages->pages, page);
    return &array_last(&book->pages->pages);
}

void pages_open_right(Book *book)
{
    if (book->page->is_two_sided && !pages_next_is_recto(book))
        pages_add(book, true);
}

static void lead_to(Book *book, uint32_t anchor, size_t page, Fixed x, Fixed y)
{
    if (anchor >= 1 && anchor <= book->pages->destination_count)
        book->pages->destinations[anchor - 1] = (Destination){ (int)page, x, y };
}

void pages_lead_to(Book *book, const Anchor *anchor)
{
    if (anchor != NULL)
        lead_to(book, anchor->number, book->pages->pages.n - 1, 0, 0);
}

/* ---- head and foot ---- */

/* The text in one line of `room`: cut before a word, with an ellipsis, when it is longer. */
static Str text_that_fits(Book *book, const TextStyle *style, Str text, Fixed room)
{
    ShapeStyle shape = { .face = style_face(style, false, false, false), .size = style->size,
                         .tracking = style->tracking };
    Str fits = text;
    for (size_t end = text.n; end > 0 && shape_width(book->setting->fonts, shape, fits) > room;) {
        while (end > 0 && text.p[end - 1] != ' ')
            end--;
        while (end > 0 && (text.p[end - 1] == ' ' || text.p[end - 1] == ','))
            end--;
        fits = str_printf(book->arena, "%.*s…", (int)end, text.p);
    }
    return fits;
}

/* The chapter's short title where the whole does not fit. */
static Str head_that_fits(Book *book, const TextStyle *style, Str head)
{
    Str fits = text_that_fits(book, style, head, book->page->measure);
    for (size_t i = 0; fits.p != head.p && i < book->document->chapters.n; i++) {
        const Chapter *chapter = book->document->chapters.at[i];
        if (str_equal(chapter->title, head) && chapter->short_title.n > 0)
            return text_that_fits(book, style, chapter->short_title, book->page->measure);
    }
    return fits;
}

static void draw_head(Book *book, Frame *frame, bool is_recto, Str text)
{
    if (text.n == 0)
        return;
    Running *head = &book->heads[is_recto];
    Fixed x = pages_left(book, is_recto) + (is_recto ? book->page->measure : 0);
    if (!str_equal(head->text, text)) {
        TextStyle style = book_style(book, STYLE_RUNNING);
        Frame *set = frame_new(book->arena, 0, 0);
        book_text(book, set, &style, head_that_fits(book, &style, text), MARK_ARTIFACT(ARTIFACT_HEADER), 0, 0,
                  is_recto ? SIDE_RIGHT : SIDE_LEFT);
        *head = (Running){ text, set };
    }
    frame_group(frame, x, book->page->header_baseline, head->frame);
}

/* Title and edition, from x = 0 to the right on a left page, to the left on
 * a right one: there too the edition follows the title. */
static const Frame *set_foot(Book *book, bool is_recto)
{
    Mark mark = MARK_ARTIFACT(ARTIFACT_FOOTER);
    TextStyle running = book_style(book, STYLE_RUNNING), edition = running;
    edition.weight = 700;
    edition.is_caps = true;
    edition.colour = COLOUR_GREEN;
    edition.tracking = fixed_scale(edition.size, 6, 100);
    Str title = book->edition->title.str, name = book->edition->edition.str;
    Frame *first = frame_new(book->arena, 0, 0), *second = frame_new(book->arena, 0, 0);
    Fixed room = book->page->measure - book->page->folio_width;
    name = text_that_fits(book, &edition, name, room / 2);
    Fixed name_width = book_text(book, second, &edition, name, mark, 0, 0, SIDE_LEFT);
    title = text_that_fits(book, &running, title, room - EDITION_GAP - name_width);
    Fixed title_width = book_text(book, first, &running, title, mark, 0, 0, SIDE_LEFT);
    Frame *foot = frame_new(book->arena, title_width + EDITION_GAP + name_width, 0);
    bool is_rtl = document_is_rtl(book->document);
    Fixed x = is_recto ? -foot->width : 0;
    frame_group(foot, is_rtl ? x + name_width + EDITION_GAP : x, 0, first);
    frame_group(foot, is_rtl ? x : x + title_width + EDITION_GAP, 0, second);
    return foot;
}

/* Title and edition where a line begins, "1/2" where it ends: alike on all pages. */
static void draw_plain_foot(Book *book, Frame *frame, Str folio)
{
    const PageGeometry *page = book->page;
    Running *foot = &book->feet[0];
    if (foot->frame == NULL)
        foot->frame = set_foot(book, false);
    bool is_rtl = document_is_rtl(book->document);
    Fixed left = page->inner, right = left + page->measure;
    TextStyle style = book_style(book, STYLE_FOLIO);
    Str text = book->page_total == 0 ? folio : str_printf(book->arena, "%.*s/%zu", STR_ARG(folio), book->page_total);
    frame_group(frame, is_rtl ? right - foot->frame->width : left, page->footer_baseline, foot->frame);
    book_text(book, frame, &style, text, MARK_ARTIFACT(ARTIFACT_FOOTER), is_rtl ? left : right, page->footer_baseline,
              is_rtl ? SIDE_LEFT : SIDE_RIGHT);
}

static void draw_foot(Book *book, Frame *frame, bool is_recto, Str folio)
{
    if (!book->page->is_two_sided) {
        draw_plain_foot(book, frame, folio);
        return;
    }
    Running *foot = &book->feet[is_recto];
    if (foot->frame == NULL)
        foot->frame = set_foot(book, is_recto);
    Fixed y = book->page->footer_baseline, left = pages_left(book, is_recto), inwards = book->page->folio_width;
    Fixed edge = is_recto ? left + book->page->measure : left;
    TextStyle number = book_style(book, STYLE_FOLIO);
    Frame *outer = frame_new(book->arena, 0, 0);
    book_text(book, outer, &number, folio, MARK_ARTIFACT(ARTIFACT_FOOTER), 0, 0, is_recto ? SIDE_RIGHT : SIDE_LEFT);
    if (!is_recto)
        frame_group(frame, edge, y, outer);
    frame_group(frame, is_recto ? edge - inwards : edge + inwards, y, foot->frame);
    if (is_recto)
        frame_group(frame, edge, y, outer);
}

/* Half a star on the trim, at the height of its programme. */
static void draw_edge(Book *book, Frame *frame, bool is_recto, const Programme *programme)
{
    int count = edition_number_most(book->edition);
    Fixed step = EDGE_STEP;
    if (count > 1 && EDGE_FIRST + (count - 1) * step > EDGE_LAST)
        step = (EDGE_LAST - EDGE_FIRST) / (count - 1);
    Fixed y = EDGE_FIRST + (programme->number - 1) * step;
    Path *star = motif_star(book->arena, is_recto ? book->page->width : 0, y, EDGE_TILE);
    bool is_transverse = edition_volet_of(book->edition, programme->number) == VOLET_TRANSVERSE;
    star->fill.ground = is_transverse ? COLOUR_MADDER : COLOUR_GREEN;
    frame_path(frame, MARK_ARTIFACT(ARTIFACT_HEADER), star, SPAN_NONE);
}

/* A star for each programme that the page has text of. */
static void draw_edges(Book *book, Frame *frame, bool is_recto, const Galley *galley, const FlowPage *cut)
{
    const Programme *last = NULL;
    for (size_t i = 0; i < cut->pieces.n; i++) {
        const Chapter *chapter = galley->boxes.at[cut->pieces.at[i].box].chapter;
        if (chapter == NULL || chapter->programme == NULL || chapter->programme == last)
            continue;
        last = chapter->programme;
        draw_edge(book, frame, is_recto, last);
    }
}

/* ---- boxes ---- */

const Lines *box_varied(const Box *box, int varied)
{
    return varied > 0 ? box->longer : box->shorter;
}

typedef struct {
    Book         *book;
    const Galley *galley;
    Frame        *frame;
    size_t        page;                  /* its index */
    bool          is_recto;
    Fixed         left;
    bool         *is_drawn;              /* of each box of the galley */
    const size_t *first_spots;           /* of each box, and the end */
    NoteQueue    *notes;
} Draw;

/* Content of `height` in a block of grid lines: centred, but at the top of a page it starts there. */
static Fixed centred(const Book *book, const FlowPiece *piece, Fixed height)
{
    const PageGeometry *page = book->page;
    Fixed gap = page->grid - page->first_baseline - page->descent;
    return piece->is_head ? 0 : fixed_max(0, (piece->lines * page->grid - gap - height) / 2);
}

static void draw_line(const Draw *draw, size_t at, Fixed top)
{
    const Box *box = &draw->galley->boxes.at[at];
    bool float_waits = box->indented != NULL && at > 0 && !draw->is_drawn[at - 1];
    line_draw(draw->frame, float_waits ? box->indented : box->line, draw->left + box->x,
              top + draw->book->page->first_baseline);
}

static void draw_varied(const Draw *draw, const Box *box, const FlowPiece *piece, Fixed top)
{
    const PageGeometry *page = draw->book->page;
    const Lines *lines = box_varied(box, piece->varied);
    for (size_t i = 0; i < lines->n; i++)
        line_draw(draw->frame, &lines->at[i], draw->left + box->x,
                  top + (Fixed)i * page->grid + page->first_baseline);
}

static void draw_figure(const Draw *draw, const Box *box, const FlowPiece *piece, Fixed top)
{
    Fixed y = top + centred(draw->book, piece, box->figure->height);
    frame_group(draw->frame, draw->left, y, box->figure);
}

static void draw_table(Draw *draw, const Box *box, const FlowPiece *piece, Fixed top)
{
    size_t from = draw->galley->flow.at[piece->box].slice, to = from + piece->count;
    Fixed y = top + centred(draw->book, piece, table_height(box->table, from, to));
    table_draw(draw->book->arena, box->table, from, to, draw->frame, draw->left, y, draw->is_recto);
}

static void draw_piece(Draw *draw, const FlowPiece *piece)
{
    const Book *book = draw->book;
    const Box *box = &draw->galley->boxes.at[piece->box];
    const FlowBox *flow = &draw->galley->flow.at[piece->box];
    Fixed top = book->page->top + piece->line * book->page->grid;
    bool is_varied = box->line != NULL && piece->varied != 0;
    Fixed below_blank = is_varied ? top : top + (piece->lines - (flow->lines - flow->before)) * book->page->grid;
    if (box->label != NULL)
        frame_group(draw->frame, draw->left + box->label_x, below_blank, box->label);
    if (is_varied)
        draw_varied(draw, box, piece, top);
    else if (box->line != NULL)
        draw_line(draw, piece->box, below_blank);
    if (box->frame != NULL)
        frame_group(draw->frame, draw->left, below_blank, box->frame);
    if (box->figure != NULL)
        draw_figure(draw, box, piece, top);
    if (box->table != NULL)
        draw_table(draw, box, piece, top);
    for (size_t i = 0; i < piece->count; i++) {
        draw->is_drawn[piece->box + i] = true;
        const Box *called = &draw->galley->boxes.at[piece->box + i];
        for (size_t j = 0; j < called->notes.n; j++)
            for (size_t k = 0; k < called->notes.at[j].n; k++)
                array_push(book->arena, draw->notes, called->notes.at[j].at[k]);
    }
}

/* ---- galleys ---- */

/* The first spot at or after each box: they rise with the boxes. */
static const size_t *spots_index(Book *book, const Galley *galley)
{
    size_t *first = arena_array(book->column, size_t, galley->boxes.n + 1);
    size_t spot = 0;
    for (size_t i = 0; i <= galley->boxes.n; i++) {
        while (spot < galley->spots.n && galley->spots.at[spot].box < i)
            spot++;
        first[i] = spot;
    }
    return first;
}

static void spots_find(const Draw *draw, const FlowPage *cut)
{
    const PageGeometry *page = draw->book->page;
    for (size_t i = 0; i < cut->pieces.n; i++) {
        const FlowPiece *piece = &cut->pieces.at[i];
        size_t last = draw->first_spots[piece->box + piece->count];
        for (size_t j = draw->first_spots[piece->box]; j < last; j++)
            lead_to(draw->book, draw->galley->spots.at[j].anchor, draw->page, draw->left,
                    page->top + piece->line * page->grid);
    }
}

static void report_overfull(const Draw *draw, const FlowPage *cut)
{
    if (cut->is_overfull && cut->pieces.n > 0)
        diag_add(draw->book->context.diags, DIAG_BLOCK_TOO_TALL, draw->galley->boxes.at[cut->pieces.at[0].box].span,
                 "page %.*s", STR_ARG(draw->book->pages->pages.at[draw->page].folio));
}

/* Draws one page; `*noted` counts the lines of notes that earlier pages have. */
static void page_draw(Draw *draw, const FlowPage *cut, size_t *noted, bool is_opening)
{
    Book *book = draw->book;
    const Galley *galley = draw->galley;
    draw->page = book->pages->pages.n;
    draw->is_recto = pages_next_is_recto(book);
    draw->left = pages_left(book, draw->is_recto);
    Page *page = pages_add(book, false);
    page->line_count = cut->lines;
    draw->frame = page->frame;
    for (size_t i = 0; i < cut->pieces.n; i++)
        draw_piece(draw, &cut->pieces.at[i]);
    if (cut->notes > 0)
        notes_draw(book, draw->frame, draw->notes, *noted, cut->notes, draw->left);
    *noted += (size_t)cut->notes;
    spots_find(draw, cut);
    report_overfull(draw, cut);
    if (galley->is_bare)
        return;
    if (!is_opening && book->page->is_two_sided)
        draw_head(book, draw->frame, draw->is_recto, draw->is_recto ? galley->right_head : galley->left_head);
    if (galley->page == NULL)
        draw_edges(book, draw->frame, draw->is_recto, galley, cut);
    draw_foot(book, draw->frame, draw->is_recto, page->folio);
}

/* The tables on their side that are called in the first `boxes` boxes; `*next` is the first not drawn yet. */
static void add_turned(Book *book, const Galley *galley, size_t boxes, size_t *next)
{
    const PageGeometry *upright = book->page;
    for (; *next < galley->turned.n && galley->turned.at[*next].boxes <= boxes; (*next)++) {
        Galley *side = galley->turned.at[*next].galley;
        side->left_head = galley->left_head;
        side->right_head = galley->right_head;
        book->page = side->page;
        pages_add_galley(book, side);
        book->page = upright;
    }
}

static size_t boxes_upto(const FlowPage *cut, size_t before)
{
    for (size_t i = 0; i < cut->pieces.n; i++) {
        size_t end = cut->pieces.at[i].box + cut->pieces.at[i].count;
        before = end > before ? end : before;
    }
    return before;
}

void pages_add_galley(Book *book, const Galley *galley)
{
    const PageGeometry *page = book->page;
    FlowRules rules = {
        .lines = page->lines, .last_lines = LAST_LINES, .grid = page->grid,
        .note_leading = book->theme->style[STYLE_NOTE].leading, .note_room = NOTE_ROOM,
        .is_first_recto = pages_next_is_recto(book),
    };
    FlowPages cut = flow_break(book->column, book->scratch, galley->flow.at, galley->flow.n, &rules);
    NoteQueue notes = { 0 };
    size_t noted = 0;
    Draw draw = { .book = book, .galley = galley, .notes = &notes,
                  .is_drawn = arena_array(book->column, bool, galley->boxes.n + 1),
                  .first_spots = spots_index(book, galley) };
    size_t *page_at = arena_array(book->column, size_t, cut.n + 1), boxes = 0, turned = 0;
    for (size_t i = 0; i < cut.n; i++) {
        page_draw(&draw, &cut.at[i], &noted, i == 0 && galley->page == NULL);
        page_at[i] = draw.page;
        boxes = boxes_upto(&cut.at[i], boxes);
        add_turned(book, galley, boxes, &turned);
    }
    add_turned(book, galley, SIZE_MAX, &turned);
    quality_galley(book, galley, &cut, &rules, &notes, page_at);
}
