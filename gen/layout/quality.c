#include "layout/quality.h"

#include <assert.h>

#include "layout/book_impl.h"

enum {
    LOOSE_GAP = 200,                     /* hundredths of the face's own word gap */
    LADDER = 3,
    GAP_LINES = 4,
    KEEP_BELOW_HEADING = 2
};

/* A column as it was cut, read page by page. */
typedef struct {
    Book            *book;
    const Galley    *galley;
    const FlowPages *cut;
    size_t           at;                 /* page of the column */
    Str              folio;
    const Box       *before;             /* the last line of text read */
    Str              folio_before;       /* and where it stands */
    int              hyphens;            /* that end the lines up to the last one read */
} Review;

/* ---- lines ---- */

static Str line_text(Arena *arena, const Line *line)
{
    Buf text = buf_new(arena);
    for (size_t i = 0; i < line->pieces.n; i++)
        buf_str(&text, line->pieces.at[i].glyphs->text);
    return str_trim(buf_text(&text));
}

static Span line_span(const Line *line, Span otherwise)
{
    for (size_t i = 0; i < line->pieces.n; i++)
        if (line->pieces.at[i].run->span.file != 0)
            return line->pieces.at[i].run->span;
    return otherwise;
}

static void found(const Review *review, FindingKind kind, int amount, Str folio, const Line *line, Span span)
{
    Arena *arena = review->book->arena;
    Finding finding = { .kind = kind, .amount = amount, .folio = folio,
                        .span = line != NULL ? line_span(line, span) : span,
                        .text = line != NULL ? line_text(arena, line) : STR_NONE };
    array_push(arena, &review->book->pages->quality.findings, finding);
}

static bool has_blank(const Line *line)
{
    for (size_t i = 0; i < line->pieces.n; i++) {
        Str text = str_trim(line->pieces.at[i].glyphs->text);
        if (str_find(text, STR(" "), 0) < text.n)
            return true;
    }
    return false;
}

/* `before` is the line above in the same paragraph, NULL for the first. */
static void review_line(Review *review, const Line *line, const Line *before, Span span)
{
    Quality *quality = &review->book->pages->quality;
    bool is_loose = line->gap > LOOSE_GAP;
    quality->justified += line->gap > 0;
    quality->hyphenated += line->gap > 0 && line->ends_hyphenated;
    quality->loose += is_loose;
    if (line->is_overfull)
        found(review, FINDING_OVERFULL, 0, review->folio, line, span);
    if (is_loose)
        found(review, FINDING_LOOSE, line->gap, review->folio, line, span);
    if (before == NULL)
        review->hyphens = 0;
    review->hyphens = line->ends_hyphenated ? review->hyphens + 1 : 0;
    if (review->hyphens >= LADDER)
        found(review, FINDING_LADDER, review->hyphens, review->folio, line, span);
    if (before != NULL && before->ends_hyphenated && line->is_last && !has_blank(line))
        found(review, FINDING_STUB, 0, review->folio, line, span);
}

/* ---- paragraphs on a page ---- */

/* The lines of one paragraph, from piece `from` on, that stand on the page one after the other. */
static size_t lines_together(const Review *review, const FlowPage *page, size_t from)
{
    const Box *boxes = review->galley->boxes.at;
    size_t count = 1;
    while (from + count < page->pieces.n) {
        const Box *box = &boxes[page->pieces.at[from + count].box];
        if (box->line == NULL || box->line_at == 0)
            break;
        count++;
    }
    return count;
}

/* The paragraph's lines [box->line_at, box->line_at + count) are on this page. */
static void review_part(const Review *review, const Box *box, const Box *last, int count)
{
    int keep = box->is_item ? BOX_KEEP_IN_LISTS : review->book->page->keep_lines;
    bool begins = box->line_at == 0, ends = last->line_at + 1 == box->line_count;
    if (!begins && review->before->line->ends_hyphenated)
        found(review, FINDING_CUT_WORD, 0, review->folio_before, review->before->line, review->before->span);
    if (!begins && ends && count < keep)
        found(review, FINDING_WIDOW, count, review->folio, box->line, box->span);
    if (begins && !ends && count < keep)
        found(review, FINDING_ORPHAN, count, review->folio, last->line, last->span);
}

/* A paragraph that is set by a line more or less stands on one page whole. */
static void review_varied(Review *review, const Box *box, int varied)
{
    const Lines *lines = box_varied(box, varied);
    for (size_t i = 0; i < lines->n; i++)
        review_line(review, &lines->at[i], i > 0 ? &lines->at[i - 1] : NULL, box->span);
}

static size_t review_paragraph(Review *review, const FlowPage *page, size_t from)
{
    const Box *boxes = review->galley->boxes.at, *box = &boxes[page->pieces.at[from].box];
    if (page->pieces.at[from].varied != 0) {
        review_varied(review, box, page->pieces.at[from].varied);
        return 1;
    }
    size_t count = lines_together(review, page, from);
    review_part(review, box, &boxes[page->pieces.at[from + count - 1].box], (int)count);
    for (size_t i = 0; i < count; i++) {
        const Box *at = &boxes[page->pieces.at[from + i].box];
        assert(at->line_at == 0 || review->before != NULL);
        review_line(review, at->line, at->line_at > 0 ? review->before->line : NULL, at->span);
        review->before = at;
        review->folio_before = review->folio;
    }
    return count;
}

/* ---- pages ---- */

static bool is_heading(const Review *review, const FlowPiece *piece)
{
    return review->galley->boxes.at[piece->box].is_heading;
}

/* A heading with too little below it: tables and figures are enough. */
static void review_headings(const Review *review, const FlowPage *page)
{
    int below = 0;
    for (size_t i = page->pieces.n; i-- > 0 && below < KEEP_BELOW_HEADING;) {
        const FlowPiece *piece = &page->pieces.at[i];
        const Box *box = &review->galley->boxes.at[piece->box];
        if (!is_heading(review, piece)) {
            below += piece->lines;
            continue;
        }
        if (piece->box + piece->count < review->galley->boxes.n)
            found(review, FINDING_HEADING, below, review->folio, NULL, box->span);
        break;
    }
}

static const Chapter *chapter_of(const Review *review, const FlowPiece *piece)
{
    return review->galley->boxes.at[piece->box].chapter;
}

static void review_foot(const Review *review, const FlowPage *page, const FlowRules *rules)
{
    if (review->at + 1 == review->cut->n || page->pieces.n == 0)
        return;
    const FlowPage *next = &review->cut->at[review->at + 1];
    const FlowPiece *last = &array_last(&page->pieces);
    if (next->pieces.n == 0 || chapter_of(review, last) != chapter_of(review, &next->pieces.at[0]))
        return;
    int blank = rules->lines - page->lines - flow_note_grid(rules, page->notes);
    const Box *box = &review->galley->boxes.at[last->box];
    if (blank >= GAP_LINES)
        found(review, FINDING_GAP, blank, review->folio, box->line, box->span);
}

static void review_notes(Review *review, const NoteQueue *notes, size_t from, int count)
{
    for (size_t i = from; i < from + (size_t)count; i++) {
        const Line *before = notes->at[i].number == NULL && i > 0 ? notes->at[i - 1].line : NULL;
        review_line(review, notes->at[i].line, before, SPAN_NONE);
    }
}

void quality_galley(Book *book, const Galley *galley, const FlowPages *cut, const FlowRules *rules,
                    const NoteQueue *notes, const size_t *page_at)
{
    Review review = { .book = book, .galley = galley, .cut = cut };
    size_t noted = 0;
    for (size_t i = 0; i < cut->n; i++) {
        const FlowPage *page = &cut->at[i];
        review.at = i;
        review.folio = book->pages->pages.at[page_at[i]].folio;
        for (size_t j = 0; j < page->pieces.n;) {
            bool is_line = galley->boxes.at[page->pieces.at[j].box].line != NULL;
            j += is_line ? review_paragraph(&review, page, j) : 1;
        }
        review_notes(&review, notes, noted, page->notes);
        noted += (size_t)page->notes;
        review.hyphens = 0;
        review_headings(&review, page);
        review_foot(&review, page, rules);
    }
}

/* ---- what sticks out of a cell or a title ---- */

static bool shows(const Frame *frame, Span span)
{
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        bool is_it = item->kind == ITEM_GLYPHS && item->span.file == span.file && item->span.lo == span.lo
                  && item->span.hi == span.hi;
        if (is_it || (item->kind == ITEM_GROUP && shows(item->group, span)))
            return true;
    }
    return false;
}

static bool is_known(const Quality *quality, Span span)
{
    for (size_t i = 0; i < quality->findings.n; i++) {
        const Finding *finding = &quality->findings.at[i];
        if (finding->kind == FINDING_OVERFULL && finding->span.file == span.file && finding->span.lo == span.lo)
            return true;
    }
    return false;
}

void quality_overfull(Book *book, const Diags *diags)
{
    Quality *quality = &book->pages->quality;
    for (size_t i = 0; i < diags->list.n; i++) {
        const Diag *diag = &diags->list.at[i];
        if (diag->code != DIAG_LINE_OVERFULL || is_known(quality, diag->span))
            continue;
        for (size_t page = 0; page < book->pages->pages.n; page++)
            if (shows(book->pages->pages.at[page].frame, diag->span)) {
                array_push(book->arena, &quality->findings,
                           (Finding){ .kind = FINDING_OVERFULL, .folio = book->pages->pages.at[page].folio,
                                      .span = diag->span, .text = diag->detail });
                break;
            }
    }
}
