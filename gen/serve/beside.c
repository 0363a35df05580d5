/* beside.c - what of a page of the site stands where on the sheets
 *
 * Both views show the same source: an element of the page answers to the
 * first line of the sheets that was written in the same place. Only the
 * chapter's own sheets are looked at; what the sommaire and the lists repeat
 * lies on others.
 */
#include "serve/live_impl.h"

#include <stdlib.h>

#include "html/links.h"
#include "serve/member.h"
#include "serve/sheet.h"

enum { WHOLE = 10000 };                  /* heights are told in parts of the sheet's */

/* A line of a sheet: where it was written, and its top. */
typedef struct { Span span; size_t sheet; Fixed y; } Spot;
typedef ARRAY(Spot) Spots;

static void take_frame(Arena *arena, Spots *spots, const TagTree *tags, const Frame *frame, size_t sheet, Fixed y)
{
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind == ITEM_GROUP)
            take_frame(arena, spots, tags, item->group, sheet, y + item->y);
        if (item->kind != ITEM_GLYPHS || item->mark.artifact != ARTIFACT_NONE)
            continue;
        Span span = sheet_span(tags, item);
        if (span.file != 0)
            array_push(arena, spots, (Spot){ span, sheet, y + item->y - item->glyphs.run->size });
    }
}

static int order(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int spot_order(const void *left, const void *right)
{
    const Spot *a = left, *b = right;
    int by_file = order(a->span.file, b->span.file), by_place = order(a->span.lo, b->span.lo);
    int by_sheet = order(a->sheet, b->sheet);
    return by_file ? by_file : by_place ? by_place : by_sheet ? by_sheet : (a->y > b->y) - (a->y < b->y);
}

/* The sheets [*first, *last] of the chapter that the page is; false for the site's other pages. */
static bool sheets_of(Arena *arena, const Build *build, Str path, size_t *first, size_t *last)
{
    const Document *document = build_document(build);
    const Pages *pages = build_set_pages(build);
    bool is_found = false;
    *last = pages->pages.n - 1;
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        int page = chapter->anchor != NULL ? pages->destinations[chapter->anchor->number - 1].page : -1;
        if (page < 0 || chapter->slug.n == 0)
            continue;
        if (is_found) {
            *last = (size_t)page;
            break;
        }
        is_found = str_equal(link_to_chapter(arena, chapter), path);
        *first = (size_t)page;
    }
    return is_found;
}

/* The first line that was written in the element's place; NULL when none was. */
static const Spot *spot_of(const Spots *spots, Span own)
{
    size_t lo = 0, hi = spots->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        Span span = spots->at[mid].span;
        if (span.file < own.file || (span.file == own.file && span.lo < own.lo))
            lo = mid + 1;
        else
            hi = mid;
    }
    bool is_own = lo < spots->n && spots->at[lo].span.file == own.file
                  && (spots->at[lo].span.lo < own.hi || spots->at[lo].span.lo == own.lo);
    return is_own ? &spots->at[lo] : NULL;
}

/* [element, sheet, height] in the order of the elements, one a line. */
static void put_spots(Arena *arena, Buf *out, const Build *build, const SitePage *page)
{
    const Pages *pages = build_set_pages(build);
    const Spot *last = NULL;
    Spots spots = { 0 };
    size_t from = 0, to = 0;
    bool is_chapter = sheets_of(arena, build, page->path, &from, &to);
    for (size_t i = from; is_chapter && i <= to; i++)
        take_frame(arena, &spots, pages->tags, pages->pages.at[i].frame, i, 0);
    if (spots.n > 0)
        qsort(spots.at, spots.n, sizeof *spots.at, spot_order);
    for (size_t i = 0; i < page->origins.list.n; i++) {
        const Spot *spot = spot_of(&spots, page->origins.list.at[i]);
        if (spot == NULL || (last != NULL && last->sheet == spot->sheet && last->y == spot->y))
            continue;
        member_comma(out);
        buf_printf(out, "[%zu,%zu,%lld]", i, spot->sheet,
                   (long long)spot->y * WHOLE / pages->pages.at[spot->sheet].frame->height);
        last = spot;
    }
}

Str told_beside(Live *live, Arena *arena, const SitePage *page)
{
    size_t changed = element_at(&page->origins, live->changed);
    Buf out = buf_new(arena);
    buf_char(&out, '{');
    member_text(&out, "page", page->path);
    member_text(&out, "version", page->version);
    if (live->changed.file != 0 && changed < page->origins.list.n)
        member_number(&out, "change", (long)changed);
    if (live->laid == live->shown && build_set_pages(live->laid)->pages.n > 0) {
        member_key(&out, "liste");       /* places in other texts would be wrong */
        buf_char(&out, '[');
        put_spots(arena, &out, live->laid, page);
        buf_char(&out, ']');
    }
    buf_char(&out, '}');
    return buf_text(&out);
}
