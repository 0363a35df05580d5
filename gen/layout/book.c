/* book.c - the order of the book, and its rounds
 *
 * Front matter in roman folios, then the parts. A theme, its programmes and
 * what closes them are one galley; every galley opens on a right page.
 */
#include "layout/book_impl.h"

#include <assert.h>

enum { ROUNDS_MAX = 3 };

#define ONE_LINE PT(5000)                /* wider than any line of text */

/* ---- text ---- */

TextStyle book_style(const Book *book, StyleName name)
{
    return book->theme->style[name];
}

Mark book_p(Book *book, TagId parent)
{
    return MARK_TAG(tag_add(book->tags, parent, TAG_P, SPAN_NONE));
}

static Par *ragged_par(Book *book, const TextStyle *style, Str text, Mark mark)
{
    Par *par = par_new(book->arena, style, SPAN_NONE);
    par->is_justified = par->is_hyphenated = par->hangs = false;
    const Inline *pieces = typed_inlines(book->arena, INLINE_TEXT, text, SPAN_NONE);
    bool is_plain = pieces == NULL || (pieces->kind == INLINE_TEXT && pieces->next == NULL);
    if (mark.tag != 0 && !is_plain)      /* what is read aloud says which of its passages are Arabic */
        par_inlines(book->arena, par, &book->context, pieces, style, mark.tag);
    else
        par_text(book->arena, par, text, style, mark, SPAN_NONE);
    return par;
}

Fixed book_text(Book *book, Frame *frame, const TextStyle *style, Str text, Mark mark, Fixed x, Fixed baseline,
                TextSide side)
{
    if (text.n == 0)
        return 0;
    Par *par = ragged_par(book, style, text, mark);
    par->is_rtl = side == SIDE_RIGHT_TO_LEFT;
    Lines lines = par_break(book->arena, book->scratch, &book->context, par, ONE_LINE);
    if (lines.n == 0)
        return 0;
    Fixed width = lines.at[0].width;
    line_draw(frame, &lines.at[0], side == SIDE_LEFT ? x : side == SIDE_RIGHT ? x - width : x - ONE_LINE, baseline);
    return width;
}

static Fixed draw_lines(Frame *frame, const Lines *lines, Fixed x, Fixed baseline, Fixed leading)
{
    for (size_t i = 0; i < lines->n; i++) {
        baseline += i == 0 ? 0 : leading;
        line_draw(frame, &lines->at[i], x, baseline);
    }
    return baseline;
}

Fixed book_text_block(Book *book, Frame *frame, const TextStyle *style, Str text, Mark mark, Fixed x,
                      Fixed baseline, Fixed measure)
{
    Lines lines = book_lines(book, ragged_par(book, style, text, mark), measure);
    return draw_lines(frame, &lines, x, baseline, style->leading);
}

Fixed book_title(Book *book, Frame *frame, const TextStyle *style, Str text, Mark mark, Fixed x, Fixed baseline,
                 Fixed measure)
{
    Lines lines = book_balanced(book, ragged_par(book, style, text, mark), measure);
    return draw_lines(frame, &lines, x, baseline, style->leading);
}

int book_text_lines(Book *book, const TextStyle *style, Str text, Fixed measure)
{
    Diags unheard = diags_new(book->arena);
    LayoutContext context = book->context;
    context.diags = &unheard;
    Par *par = ragged_par(book, style, text, MARK_ARTIFACT(ARTIFACT_LAYOUT));
    return (int)par_break(book->arena, book->scratch, &context, par, measure).n;
}

void book_outline(Book *book, Str title, int level, const Anchor *anchor)
{
    if (anchor == NULL)
        return;
    const Pages *pages = book->pages;
    int deepest = pages->outline.n == 0 ? 0 : array_last(&pages->outline).level + 1;
    OutlineEntry entry = { title, level < deepest ? level : deepest, anchor->number };
    array_push(book->arena, &book->pages->outline, entry);
}

const Anchor *book_anchor(Book *book)
{
    Anchor *anchor = arena_new(book->arena, Anchor);
    assert(book->anchors_added < ANCHORS_ADDED);
    anchor->number = (uint32_t)book->document->anchors.n + ++book->anchors_added;
    return anchor;
}

/* ---- the order of the book ---- */

Str book_part_name(const Book *book, const Chapter *chapter)
{
    const Part *parts = book->edition->parts.at;
    bool is_known = chapter->part >= 0 && (size_t)chapter->part < book->edition->parts.n;
    return is_known ? parts[chapter->part].title.str : chapter->title;
}

Str book_part_title(Book *book, const Chapter *chapter)
{
    Str name = book_part_name(book, chapter);
    return chapter->number.n == 0 ? name
                                  : str_printf(book->arena, "%.*s. %.*s", STR_ARG(chapter->number), STR_ARG(name));
}

/* The element of the chapter's part; a new one when the part changes. */
static TagId part_tag(Book *book, const Chapter *chapter)
{
    if (book->part_tag == 0 || chapter->part != book->part) {
        book->part_tag = tag_add(book->tags, TAG_DOCUMENT_ID, TAG_PART, chapter->span);
        book->part = chapter->part;
        book->theme_tag = 0;
    }
    return book->part_tag;
}

/* A theme goes under its part, programmes and closing under their theme. */
static TagId chapter_tag(Book *book, const Chapter *chapter)
{
    TagId part = part_tag(book, chapter);
    if (chapter->kind == CHAPTER_PART)
        return part;
    bool is_theme = chapter->kind == CHAPTER_THEME;
    TagId parent = is_theme || book->theme_tag == 0 ? part : book->theme_tag;
    TagId sect = tag_add(book->tags, parent, TAG_SECT, chapter->span);
    if (is_theme)
        book->theme_tag = sect;
    return sect;
}

static bool continues(const Chapter *chapter, const Chapter *first)
{
    bool flows_on = chapter->kind == CHAPTER_PROGRAMME || chapter->kind == CHAPTER_CLOSING;
    return flows_on && chapter->part == first->part && chapter->committee == first->committee;
}

/* Sets chapter `at` and those that follow it without a new page; returns the
 * index after them. */
static size_t add_chapters(Book *book, size_t at)
{
    const Document *document = book->document;
    const Chapter *first = document->chapters.at[at];
    ArenaMark mark = arena_mark(book->column);
    Galley galley = { .left_head = book_part_name(book, first),
                      .right_head = first->kind == CHAPTER_PART ? book_part_name(book, first) : first->title };
    if (book->theme->opens_right)
        pages_open_right(book);
    do {
        const Chapter *chapter = document->chapters.at[at];
        galley_chapter(book, &galley, chapter, chapter_tag(book, chapter));
        at++;
    } while (at < document->chapters.n && continues(document->chapters.at[at], first));
    pages_add_galley(book, &galley);
    arena_rewind(book->column, mark);
    return at;
}

static void add_divider(Book *book, const Chapter *chapter)
{
    bool is_first = book->part_tag == 0 || chapter->part != book->part;
    TagId parent = part_tag(book, chapter);
    if (is_first)
        book_outline(book, book_part_title(book, chapter), 0, chapter->anchor);
    book->theme_tag = 0;
    divider_add(book, chapter, parent, is_first);
}

/* A file alone is set without the book around it. */
static void add_front(Book *book)
{
    if (book->edition->is_excerpt)
        return;
    const bool *has = book->theme->has_part;
    if (has[BOOK_COVER])
        cover_add(book);
    if (has[BOOK_INNER_TITLE])
        inner_title_add(book);
    for (size_t i = 0; i < book->document->chapters.n && has[BOOK_EPIGRAPH]; i++) {
        const Chapter *chapter = book->document->chapters.at[i];
        if (chapter->kind != CHAPTER_EPIGRAPH)
            continue;
        book_outline(book, chapter->title, 0, chapter->anchor);
        epigraph_add(book, chapter);
    }
    if (has[BOOK_CONTENTS])
        contents_add(book);
    if (has[BOOK_LISTS])
        lists_add(book);
    if (book->pages->pages.n > 0)
        pages_open_right(book);
}

static void add_body(Book *book)
{
    book->is_body = true;
    book->pages->first_arabic = book->pages->pages.n;
    for (size_t at = 0; at < book->document->chapters.n;) {
        const Chapter *chapter = book->document->chapters.at[at];
        if (chapter->kind == CHAPTER_EPIGRAPH) {
            at++;
        } else if (chapter->kind == CHAPTER_DIVIDER) {
            add_divider(book, chapter);
            at++;
        } else {
            at = add_chapters(book, at);
        }
    }
    if (!book->edition->is_excerpt && book->theme->has_part[BOOK_COLOPHON])
        colophon_add(book);
}

/* ---- rounds ---- */

static void round_begin(Book *book, Diags *diags)
{
    size_t anchors = book->document->anchors.n + ANCHORS_ADDED;
    book->anchors_added = 0;
    book->tags_before = book->tags;
    book->pages = arena_new(book->arena, Pages);
    book->pages->tags = book->tags = tags_new(book->arena);
    if (book->tags_before != NULL)       /* the same elements come again */
        array_reserve(book->arena, &book->tags->nodes, book->tags_before->nodes.n);
    book->pages->destinations = arena_array(book->arena, Destination, anchors + 1);
    book->pages->destination_count = anchors;
    for (size_t i = 0; i < anchors; i++)
        book->pages->destinations[i].page = -1;
    if (document_is_rtl(book->document))
        tag_node(book->tags, TAG_DOCUMENT_ID)->direction = DIRECTION_RIGHT_TO_LEFT;
    book->is_body = false;
    book->part_tag = book->theme_tag = 0;
    book->part = -1;
    kept_begin(book);
    book->context.tags = book->tags;
    book->context.folios = book->folios;
    book->context.diags = diags;
}

/* What has no place of its own (an objective, a note) is found where its
 * chapter begins. */
static void place_the_rest(Book *book)
{
    Destination *destinations = book->pages->destinations;
    for (size_t i = 0; i < book->document->anchors.n; i++) {
        const Chapter *chapter = book->document->anchors.at[i]->chapter;
        if (destinations[i].page < 0 && chapter != NULL && chapter->anchor != NULL)
            destinations[i] = destinations[chapter->anchor->number - 1];
    }
}

/* Takes the folios of this round; true when one differs from the last. */
static bool folios_move(Book *book)
{
    size_t n = book->document->anchors.n;
    Str *folios = arena_array(book->arena, Str, n + 1);
    bool has_moved = book->folios == NULL;
    for (size_t i = 0; i < n; i++) {
        int page = book->pages->destinations[i].page;
        folios[i] = page < 0 ? STR_NONE : book->pages->pages.at[page].folio;
        has_moved = has_moved || !str_equal(folios[i], book->folios[i]);
    }
    has_moved = has_moved || (!book->page->is_two_sided && book->page_total != book->pages->pages.n);
    book->page_total = book->pages->pages.n;
    book->folios = folios;
    return has_moved;
}

static Book *book_new(Arena *arena, Arena *scratch, const Setting *setting, const Document *document)
{
    Book *book = arena_new(arena, Book);
    *book = (Book){ .arena = arena, .scratch = scratch, .column = arena_open(), .setting = setting, .document = document,
                    .edition = document->edition, .theme = setting->theme, .page = &setting->theme->page,
                    .context = { .setting = setting, .document = document }, .kept = diags_new(arena) };
    return book;
}

static void book_set(Book *book, Diags *diags)
{
    Diags round_diags;
    bool moves = true;
    for (int round = 0; moves && round < ROUNDS_MAX; round++) {
        round_diags = diags_new(book->arena);
        round_begin(book, &round_diags);
        add_front(book);
        add_body(book);
        place_the_rest(book);
        moves = folios_move(book);
    }
    quality_overfull(book, &book->kept);
    quality_overfull(book, &round_diags);
    diags_append(diags, &book->kept);
    diags_append(diags, &round_diags);
    if (moves)
        diag_add(diags, DIAG_PAGES_UNSTABLE, SPAN_NONE, "%d tours", ROUNDS_MAX);
}

const Pages *layout_pages(Arena *arena, Arena *scratch, const Setting *setting, const Document *document,
                          Diags *diags)
{
    ArenaMark mark = arena_mark(scratch);
    Book *book = book_new(arena, scratch, setting, document);
    book_set(book, diags);
    arena_close(book->column);
    arena_rewind(scratch, mark);
    return book->pages;
}

Str lines_dump(Arena *arena, Arena *scratch, const Setting *setting, const Document *document, Diags *diags)
{
    Book *book = book_new(arena, scratch, setting, document);
    Buf log = buf_new(arena);
    book_set(book, diags);
    book->lines_log = &log;              /* one round more, with folios that hold */
    Diags again = diags_new(arena);
    round_begin(book, &again);
    add_front(book);
    add_body(book);
    arena_close(book->column);
    return buf_text(&log);
}
