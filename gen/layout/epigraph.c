/* epigraph.c - a quotation on a page of its own, its attribution beneath
 *
 * Large, with white space above. One that is too long for its page is set in
 * the size of the text, on the grid, over as many pages as it needs.
 */
#include "layout/book_impl.h"

#include "chart/chart.h"

enum { LINES_ABOVE = 6, ATTRIBUTION_LINES = 3 };   /* the second: from the last line to the attribution, long form */

#define BASELINE          PT(9.2)        /* of the first line, below LINES_ABOVE */
#define GAP               PT(8)          /* between paragraphs */
#define STAR              PT(25)
#define STAR_DOWN         PT(2.4)        /* of its middle, below the first baseline */
#define ATTRIBUTION_RULE  PT(32)         /* below the last line */
#define ATTRIBUTION_BELOW PT(26.4)
#define RULE_LENGTH       MM(18)
#define RULE_WIDTH        PT(0.75)

typedef ARRAY(const Block *) Paragraphs;

typedef struct {
    Paragraphs    paragraphs;
    const Inline *attribution;           /* NULL when there is none */
    Span          attribution_span;
    Fixed         measure;
} Epigraph;

static void find_paragraphs(Arena *arena, const Block *first, Paragraphs *paragraphs)
{
    for (const Block *block = first; block != NULL; block = block->next) {
        if (block->kind == BLOCK_PARAGRAPH)
            array_push(arena, paragraphs, block);
        find_paragraphs(arena, block->first, paragraphs);
    }
}

static Str without_blanks_before(Str text)
{
    static const Str blanks[] = { { " ", 1 }, { NBSP, 2 }, { NNBSP, 3 } };
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks;) {
        bool is_blank = str_starts(text, blanks[i]);
        text = is_blank ? str_slice(text, blanks[i].n, text.n) : text;
        i = is_blank ? 0 : i + 1;
    }
    return text;
}

/* The inlines of an attribution, without its dash or its emphasis; NULL when
 * the paragraph is not one. */
static const Inline *attribution_of(Arena *arena, const Block *paragraph)
{
    static const Str dashes[] = { { "—", 3 }, { "–", 3 } };
    const Inline *first = paragraph->inlines;
    if (first != NULL && first->kind == INLINE_EMPHASIS && first->next == NULL)
        return first->first;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (first == NULL || first->kind != INLINE_TEXT || !str_starts(first->text, dashes[i]))
            continue;
        Inline *rest = arena_new(arena, Inline);
        *rest = *first;
        rest->text = without_blanks_before(str_slice(first->text, dashes[i].n, first->text.n));
        return rest;
    }
    return NULL;
}

static Epigraph epigraph_of(Book *book, const Chapter *chapter)
{
    Epigraph epigraph = { .measure = book->page->measure - book->theme->style[STYLE_EPIGRAPH].left };
    Paragraphs *paragraphs = &epigraph.paragraphs;
    find_paragraphs(book->arena, chapter->blocks, paragraphs);
    if (paragraphs->n > 1) {
        const Block *last = array_last(paragraphs);
        epigraph.attribution = attribution_of(book->arena, last);
        epigraph.attribution_span = last->span;
        paragraphs->n -= epigraph.attribution != NULL;
    }
    return epigraph;
}

static Par *par_of(Book *book, const LayoutContext *context, const TextStyle *style, const Inline *inlines,
                   Span span, TagId tag)
{
    Par *par = par_new(book->arena, style, span);
    par->is_justified = par->hangs = false;
    par->is_hyphenated = true;
    par_inlines(book->arena, par, context, inlines, style, tag);
    return par;
}

static Lines lines_of(Book *book, const Epigraph *epigraph, const TextStyle *style, const Inline *inlines, Span span,
                      TagId parent)
{
    TagId tag = tag_add(book->tags, parent, TAG_P, span);
    return book_lines(book, par_of(book, &book->context, style, inlines, span, tag), epigraph->measure);
}

/* Its height in the large size; elements made on the way are thrown away. */
static Fixed large_height(Book *book, const Epigraph *epigraph)
{
    const TextStyle *style = &book->theme->style[STYLE_EPIGRAPH], *small = &book->theme->style[STYLE_ATTRIBUTION];
    Diags unused = diags_new(book->arena);
    LayoutContext context = book->context;
    context.tags = tags_new(book->arena);
    context.diags = &unused;
    Fixed height = BASELINE;
    for (size_t i = 0; i < epigraph->paragraphs.n; i++) {
        const Block *block = epigraph->paragraphs.at[i];
        Par *par = par_of(book, &context, style, block->inlines, block->span, TAG_DOCUMENT_ID);
        size_t n = par_break(book->arena, book->scratch, &context, par, epigraph->measure).n;
        height += (Fixed)n * style->leading + GAP;
    }
    Par *par = par_of(book, &context, small, epigraph->attribution, SPAN_NONE, TAG_DOCUMENT_ID);
    size_t n = par_break(book->arena, book->scratch, &context, par, epigraph->measure).n;
    return height + (n > 0 ? ATTRIBUTION_RULE + ATTRIBUTION_BELOW + ((Fixed)n - 1) * small->leading : 0);
}

static void draw_star(Frame *frame, Fixed x, Fixed baseline)
{
    Path *star = motif_star(frame->arena, x + STAR / 2, baseline + STAR_DOWN, STAR);
    star->fill.ground = COLOUR_MADDER;
    frame_path(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND), star, SPAN_NONE);
}

static void draw_rule(Frame *frame, Fixed x, Fixed y)
{
    frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), x, y, x + RULE_LENGTH, y,
               (Stroke){ .colour = COLOUR_MADDER, .width = RULE_WIDTH });
}

/* Draws lines from `*baseline` on, which moves to the last. */
static void draw_lines(Frame *frame, Lines lines, Fixed leading, Fixed x, Fixed *baseline)
{
    for (size_t i = 0; i < lines.n; i++) {
        *baseline += i == 0 ? 0 : leading;
        line_draw(frame, &lines.at[i], x, *baseline);
    }
}

/* ---- on one page ---- */

static void add_large(Book *book, const Epigraph *epigraph, const Chapter *chapter, TagId parent)
{
    Frame *frame = pages_add(book, false)->frame;
    pages_lead_to(book, chapter->anchor);
    TextStyle style = book_style(book, STYLE_EPIGRAPH), small = book_style(book, STYLE_ATTRIBUTION);
    Fixed x = pages_left(book, true) + style.left;
    Fixed y = book->page->top + LINES_ABOVE * book->page->grid + BASELINE;
    draw_star(frame, pages_left(book, true), y);
    for (size_t i = 0; i < epigraph->paragraphs.n; i++) {
        const Block *block = epigraph->paragraphs.at[i];
        y += i == 0 ? 0 : style.leading + GAP;
        draw_lines(frame, lines_of(book, epigraph, &style, block->inlines, block->span, parent), style.leading, x, &y);
    }
    if (epigraph->attribution == NULL)
        return;
    y += ATTRIBUTION_RULE;
    draw_rule(frame, x, y);
    y += ATTRIBUTION_BELOW;
    draw_lines(frame, lines_of(book, epigraph, &small, epigraph->attribution, epigraph->attribution_span, parent),
               small.leading, x, &y);
}

/* ---- over several pages ---- */

static void push_attribution(Book *book, Galley *galley, const Epigraph *epigraph, Fixed x, TagId parent)
{
    TextStyle style = book_style(book, STYLE_ATTRIBUTION);
    Fixed grid = book->page->grid;
    Lines lines = lines_of(book, epigraph, &style, epigraph->attribution, epigraph->attribution_span, parent);
    Frame *frame = frame_new(book->arena, book->page->measure, ((Fixed)lines.n + ATTRIBUTION_LINES - 1) * grid);
    draw_rule(frame, x, grid);
    Fixed y = (ATTRIBUTION_LINES - 1) * grid + book->page->first_baseline;
    draw_lines(frame, lines, grid, x, &y);
    galley->next_penalty = FLOW_FORBID;
    galley_push(book, galley, (FlowBox){ .lines = (int)lines.n + ATTRIBUTION_LINES - 1 }, (Box){ .frame = frame });
}

static void add_long(Book *book, const Epigraph *epigraph, const Chapter *chapter, TagId parent)
{
    TextStyle style = book_style(book, STYLE_QUOTE);
    Fixed x = book->theme->style[STYLE_EPIGRAPH].left;
    Galley galley = { .is_bare = true };
    galley_spot(book, &galley, chapter->anchor);
    for (size_t i = 0; i < epigraph->paragraphs.n; i++) {
        const Block *block = epigraph->paragraphs.at[i];
        size_t first = galley.boxes.n;
        galley_lines(book, &galley, lines_of(book, epigraph, &style, block->inlines, block->span, parent), NULL,
                     (Box){ .x = x, .span = block->span });
        if (i > 0 && galley.boxes.n > first)
            galley.flow.at[first].lines += galley.flow.at[first].before = 1;
    }
    if (galley.boxes.n > 0) {
        Frame *star = frame_new(book->arena, STAR, STAR);
        draw_star(star, 0, book->page->first_baseline);
        galley.boxes.at[0].label = star;
    }
    if (epigraph->attribution != NULL)
        push_attribution(book, &galley, epigraph, x, parent);
    pages_add_galley(book, &galley);
}

void epigraph_add(Book *book, const Chapter *chapter)
{
    Epigraph epigraph = epigraph_of(book, chapter);
    if (epigraph.paragraphs.n == 0)
        return;
    pages_open_right(book);
    TagId sect = tag_add(book->tags, TAG_DOCUMENT_ID, TAG_SECT, chapter->span);
    TagId quote = tag_add(book->tags, sect, TAG_BLOCKQUOTE, chapter->span);
    Fixed room = (book->page->lines - LINES_ABOVE) * book->page->grid;
    if (book->epigraph_height == 0)
        book->epigraph_height = large_height(book, &epigraph);
    if (book->epigraph_height <= room)
        add_large(book, &epigraph, chapter, quote);
    else
        add_long(book, &epigraph, chapter, quote);
}
