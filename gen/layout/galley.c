/* galley.c - from a chapter's blocks to boxes in one long column */
#include "layout/book_impl.h"

#include "layout/figure.h"
#include "layout/panel.h"

#define SMALL_BELOW_BOX PT(9)

enum {
    COST_VARIED = 15, COST_VARIED_HYPHEN = 15,
    COST_HYPHEN = 20000,                 /* a word cut over two pages */
    COST_AFTER_LEAD_IN = 3000,           /* between "ils ont permis :" and its list */
    COST_BEFORE_LIST = 400,
    COST_AFTER_SHORT = 5000,             /* an item's own title and what it says */
    KEEP_BELOW_HEADING = 2
};

/* ---- boxes ---- */

void galley_push(Book *book, Galley *galley, FlowBox flow, Box box)
{
    if (galley->next_penalty > flow.penalty)
        flow.penalty = galley->next_penalty;
    galley->next_penalty = 0;
    galley->last = LAST_IS_OTHER;
    if (galley->keep > 0) {
        if (flow.penalty < FLOW_FORBID)
            flow.penalty = FLOW_FORBID;
        galley->keep -= flow.cut == NULL ? flow.lines : galley->keep;
    }
    box.chapter = galley->chapter;
    array_push(book->column, &galley->flow, flow);
    array_push(book->column, &galley->boxes, box);
}

void galley_spot(Book *book, Galley *galley, const Anchor *anchor)
{
    if (anchor != NULL)
        array_push(book->column, &galley->spots, (Spot){ galley->boxes.n, anchor->number });
}

/* What it costs to set a paragraph otherwise than is best: the blanks it opens or closes, and the words it cuts. */
static int varied_cost(const Lines *best, const Lines *varied)
{
    if (varied == NULL || varied->n == 0)
        return 0;
    int cost = COST_VARIED, badness = 0;
    for (size_t i = 0; i < varied->n; i++) {
        badness += varied->at[i].badness;
        cost += varied->at[i].ends_hyphenated ? COST_VARIED_HYPHEN : 0;
    }
    for (size_t i = 0; i < best->n; i++)
        cost -= best->at[i].ends_hyphenated ? COST_VARIED_HYPHEN : 0;
    return (cost > COST_VARIED ? cost : COST_VARIED) + badness / (int)varied->n;
}

void galley_lines(Book *book, Galley *galley, Lines lines, const Lines *indented, Box like)
{
    int keep = like.is_item ? BOX_KEEP_IN_LISTS : book->page->keep_lines;
    for (size_t i = 0; i < lines.n; i++) {
        int penalty = i == 0 ? 0 : flow_inside_penalty((int)lines.n, (int)i, keep);
        if (i > 0 && lines.at[i - 1].ends_hyphenated)
            penalty += COST_HYPHEN;
        Box box = like;
        box.line = &lines.at[i];
        box.indented = indented != NULL ? &indented->at[i] : NULL;
        box.line_at = (int)i;
        box.line_count = (int)lines.n;
        FlowBox flow = { .lines = 1, .penalty = penalty };
        if (i == 0) {
            flow.size = lines.n;
            flow.longer = varied_cost(&lines, like.longer);
            flow.shorter = varied_cost(&lines, like.shorter);
        }
        galley_push(book, galley, flow, box);
    }
}

/* Hangs the notes of a paragraph's lines on their boxes, the first of which is `first`. */
static void hang_line_notes(Book *book, Galley *galley, Lines lines, size_t first, TagId parent)
{
    for (size_t i = 0; i < lines.n; i++)
        notes_hang(book, galley, first + i, lines.at[i].notes.at, lines.at[i].notes.n, parent);
}

/* ---- paragraphs ---- */

static Par *paragraph_par(Book *book, const Stand *place, const Block *block, TagId tag)
{
    const TextStyle *style = &book->theme->style[place->style];
    Par *par = par_new(book->arena, style, block->span);
    par->leading = book->page->grid;
    par->last_line_min = book->page->last_line_min;
    par->is_hyphenated = true;
    par->hangs = par->is_justified;
    par->is_rtl = par->is_right = inlines_are_rtl(block->inlines);
    par_inlines(book->arena, par, &book->context, block->inlines, style, tag);
    return par;
}

/* In a narrow column even lines would gape and cut words: lines are ragged, and only a word that overruns is cut. */
static void par_let_ragged(Book *book, Par *par, Fixed measure)
{
    par->is_justified = par->hangs = false;
    par->is_hyphenated = par_widths(book->scratch, &book->context, par).least > measure;
}

/* The lines with the indent that they need when the float before them
 * stands on a later page; NULL when their number would differ. */
static const Lines *lines_indented(Book *book, Par *par, Fixed measure, size_t count)
{
    par->indent = book->page->indent;
    Lines *lines = arena_new(book->arena, Lines);
    *lines = book_lines(book, par, measure);
    return lines->n == count ? lines : NULL;
}

static bool ends_with_colon(const Inline *inlines)
{
    const Inline *last = inlines;
    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last == NULL)
        return false;
    return last->first != NULL ? ends_with_colon(last->first) : str_ends(str_trim(last->text), STR(":"));
}

/* A paragraph all in bold heads what follows it. */
static bool is_heading_like(const Block *paragraph)
{
    const Inline *only = paragraph->inlines;
    return only != NULL && only->kind == INLINE_STRONG && only->next == NULL;
}

static void set_small(Book *book, Galley *galley, const Stand *place, const Block *block);

static void set_paragraph(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    if (block->is_small) {
        set_small(book, galley, place, block);
        return;
    }
    TagId tag = tag_add(book->tags, place->parent, TAG_P, block->span);
    tag_direct(book->tags, tag, inlines_are_rtl(block->inlines));
    Par *par = paragraph_par(book, place, block, tag);
    Fixed measure = galley_measure(book, place);
    if (galley->is_ragged)
        par_let_ragged(book, par, measure);
    par->indent = galley->is_flush ? 0 : book->page->indent;
    bool may_move = galley->follows_float;   /* and gain its indent */
    const VariedLines *set = book_varied(book, par, measure);
    Lines lines = set->best;
    const Lines *indented = may_move ? lines_indented(book, par, measure, lines.n) : NULL;
    size_t first = galley->boxes.n;
    galley_lines(book, galley, lines, indented,
                 (Box){ .x = place->left, .is_item = place->depth > 0, .span = block->span,
                        .longer = may_move ? NULL : &set->longer, .shorter = may_move ? NULL : &set->shorter });
    hang_line_notes(book, galley, lines, first, place->parent);
    galley->is_flush = is_heading_like(block);
    galley->follows_float = false;
    if (block->next == NULL)
        return;
    if (block->next->kind == BLOCK_LIST)
        galley->next_penalty = ends_with_colon(block->inlines) ? COST_AFTER_LEAD_IN : COST_BEFORE_LIST;
    else if (place->depth > 0 && lines.n < (size_t)book->page->keep_lines)
        galley->next_penalty = COST_AFTER_SHORT;
}

/* Deep down, text keeps a third of the measure. */
Stand galley_indented(const Book *book, Stand place, Fixed step, bool is_rtl)
{
    Fixed least = book->page->measure / 3, room = fixed_max(0, galley_measure(book, &place) - least);
    *(is_rtl ? &place.right : &place.left) += fixed_min(step, room);
    return place;
}

Fixed galley_measure(const Book *book, const Stand *place)
{
    return book->page->measure - place->left - place->right;
}

/* Below what it says more of, as a source stands; a box draws it near. */
static void set_small(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    TextStyle style = book_style(book, STYLE_SOURCE);
    TagId tag = panel_tag(book, place->parent, TAG_P, block->span);
    Lines lines = panel_text(book, &style, block->inlines, galley_measure(book, place), tag);
    Frame *frame = frame_new(book->arena, galley_measure(book, place), 0);
    bool is_joined = galley->last == LAST_IS_BOX;
    Fixed baseline = book->page->first_baseline + (is_joined ? SMALL_BELOW_BOX : 0);
    Fixed bottom = panel_draw(frame, &lines, place->left, baseline, style.leading) + book->page->descent;
    (is_joined ? panel_push_joined : panel_push_part)(book, galley, frame, bottom, block->span);
}

static void set_quote(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    const TextStyle *style = &book->theme->style[STYLE_QUOTE];
    Stand inside = galley_indented(book, *place, style->left, block_is_rtl(block));
    inside.style = STYLE_QUOTE;
    inside.parent = tag_add(book->tags, place->parent, TAG_BLOCKQUOTE, block->span);
    tag_direct(book->tags, inside.parent, block_is_rtl(block));
    galley->is_flush = true;
    galley_blocks(book, galley, inside, block->first);
    if (galley->boxes.n > 0)
        array_last(&galley->flow).lines += style->after;
    galley->is_flush = true;
}

static void set_code(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    TextStyle style = book_style(book, STYLE_TABLE_CELL);
    style.leading = book->page->grid;
    TagId p = tag_add(book->tags, place->parent, TAG_P, block->span);
    TagId code = tag_add(book->tags, p, TAG_CODE, block->span);
    Str rest = block->text, line;
    while (str_split(&rest, '\n', &line)) {
        if (line.n == 0 && rest.p == NULL)
            break;
        Par *par = par_new(book->arena, &style, block->span);
        par_inlines(book->arena, par, &book->context, typed_inlines(book->arena, INLINE_TEXT, line, block->span), &style, code);
        Lines lines = book_lines(book, par, galley_measure(book, place));
        galley_lines(book, galley, lines, NULL, (Box){ .x = place->left, .span = block->span });
    }
    galley->is_flush = true;
}

/* ---- tables, charts, pictures ---- */

int galley_block_lines(const Book *book, Fixed height, bool is_head)
{
    Fixed grid = book->page->grid, gap = grid - book->page->first_baseline - book->page->descent;
    int lines = fixed_ceil(height + gap + book->page->block_clearance, grid);
    bool fills = is_head && lines > book->page->lines && height + gap <= book->page->lines * grid;
    return fills ? book->page->lines : lines;
}

static void set_table(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    galley_table(book, galley, *place, block);
}

static void set_figure(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    const Frame *frame = figure_set(book->arena, book->scratch, &book->context, block, book->page->measure,
                                    place->parent);
    int lines = galley_block_lines(book, frame->height, true);
    bool is_float = lines <= book->page->lines && galley->keep == 0 && place->depth == 0;
    galley_push(book, galley, (FlowBox){ .lines = lines, .group = 1, .is_float = is_float },
                (Box){ .figure = frame, .span = block->span });
    NoteList notes = { 0 };
    if (block->chart != NULL)
        notes_in_inlines(book->arena, block->chart->title, &notes);
    notes_hang(book, galley, galley->boxes.n - 1, notes.at, notes.n, place->parent);
    galley->is_flush = true;
    galley->follows_float = is_float;
}

/* ---- blocks ---- */

static void set_heading(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    galley_heading(book, galley, place->parent, block);
    galley->keep = KEEP_BELOW_HEADING;
    galley->is_flush = true;
    galley->follows_float = false;
}

static void set_list(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    galley_list(book, galley, *place, block);
    galley->is_flush = true;
    galley->follows_float = false;
}

static void set_children(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    galley_blocks(book, galley, *place, block->first);
}

typedef void SetBlock(Book *book, Galley *galley, const Stand *place, const Block *block);

static SetBlock *const set_block[] = {
    [BLOCK_HEADING]   = set_heading,
    [BLOCK_PARAGRAPH] = set_paragraph,
    [BLOCK_LIST]      = set_list,
    [BLOCK_ITEM]      = set_children,
    [BLOCK_QUOTE]     = set_quote,
    [BLOCK_TABLE]     = set_table,
    [BLOCK_CHART]     = set_figure,
    [BLOCK_PICTURE]   = set_figure,
    [BLOCK_CODE]      = set_code,
    [BLOCK_BAND]      = galley_band,
    [BLOCK_COLUMNS]   = galley_columns,
    [BLOCK_COLUMN]    = set_children,
    [BLOCK_CARDS]     = galley_cards,
    [BLOCK_CARD]      = set_children,
    [BLOCK_KEY_FIGURES] = galley_key_figures,
    [BLOCK_KEY_FIGURE] = set_children,
    [BLOCK_TILES]     = galley_tiles,
    [BLOCK_TILE]      = set_children,
    [BLOCK_BOX]       = galley_box,
    [BLOCK_MAP]       = galley_map,
};
_Static_assert(sizeof set_block / sizeof *set_block == BLOCK_KINDS, "every block kind needs a row");

void galley_blocks(Book *book, Galley *galley, Stand place, const Block *first)
{
    for (const Block *block = first; block != NULL; block = block->next) {
        galley_spot(book, galley, block->anchor);
        set_block[block->kind](book, galley, &place, block);
    }
}

void galley_chapter(Book *book, Galley *galley, const Chapter *chapter, TagId parent)
{
    galley->chapter = chapter;
    galley->is_flush = true;
    galley->follows_float = false;
    galley_spot(book, galley, chapter->anchor);
    const Block *first = chapter->blocks;
    bool has_band = first != NULL && first->next != NULL && first->next->kind == BLOCK_BAND;
    galley_blocks(book, galley, (Stand){ .parent = parent, .style = STYLE_BODY }, has_band ? first->next : first);
    galley->keep = 0;
}
