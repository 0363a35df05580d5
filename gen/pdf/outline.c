#include "pdf/pdf_impl.h"

/* Bookmarks (ISO 32000-1, 12.3.3) and page labels (12.4.2). */

typedef struct {
    const OutlineEntry *entry;
    PdfRef ref;
    size_t parent, first, last, previous, next;    /* index; 0 is the root, also "none" */
    int    depth;                        /* of the root's children: 1 */
    int    shown;                        /* entries below that are seen when this one is open */
} Bookmark;
typedef ARRAY(Bookmark) Bookmarks;

enum { OPEN_DEPTH = 1 };                 /* what lies at this depth is open: two levels are seen */

void put_destination(Buf *buf, const PdfBuild *build, Destination destination)
{
    buf_printf(buf, "[%u 0 R /XYZ ", build->page[destination.page].ref);
    put_point(buf, origin_point(page_origin(build, (size_t)destination.page), destination.x, destination.y));
    buf_c(buf, "null]");
}

const Destination *destination_of(const Pages *pages, uint32_t anchor)
{
    if (anchor == 0 || anchor > pages->destination_count)
        return NULL;
    const Destination *target = &pages->destinations[anchor - 1];
    return target->page >= 0 && (size_t)target->page < pages->pages.n ? target : NULL;
}

/* An entry hangs below the last one before it of a lower level. */
static void add_bookmark(PdfBuild *build, Bookmarks *marks, const OutlineEntry *entry)
{
    size_t parent = marks->n - 1, self = marks->n;
    while (parent != 0 && marks->at[parent].entry->level >= entry->level)
        parent = marks->at[parent].parent;
    size_t previous = marks->at[parent].last;
    Bookmark mark = { .entry = entry, .ref = pdf_reserve(build->pdf), .parent = parent, .previous = previous,
                      .depth = marks->at[parent].depth + 1 };
    array_push(build->arena, marks, mark);
    if (previous != 0)
        marks->at[previous].next = self;
    else
        marks->at[parent].first = self;
    marks->at[parent].last = self;
}

/* Children come after their parents: one way back sums them up. */
static void count_shown(Bookmarks *marks)
{
    for (size_t i = marks->n - 1; i > 0; i--) {
        const Bookmark *mark = &marks->at[i];
        marks->at[mark->parent].shown += 1 + (mark->depth <= OPEN_DEPTH ? mark->shown : 0);
    }
}

static void put_neighbour(Buf *out, const Bookmarks *marks, const char *key, size_t index)
{
    if (index != 0)
        buf_printf(out, " /%s %u 0 R", key, marks->at[index].ref);
}

static void write_bookmark(PdfBuild *build, const Bookmarks *marks, size_t index)
{
    const Bookmark *mark = &marks->at[index];
    Buf out = buf_new(build->arena);
    if (index == 0) {
        buf_c(&out, "/Type /Outlines");
    } else {
        buf_c(&out, "/Title ");
        put_text(&out, mark->entry->title);
        buf_printf(&out, " /Parent %u 0 R /Dest ", marks->at[mark->parent].ref);
        put_destination(&out, build, *destination_of(build->pages, mark->entry->anchor));
    }
    put_neighbour(&out, marks, "Prev", mark->previous);
    put_neighbour(&out, marks, "Next", mark->next);
    put_neighbour(&out, marks, "First", mark->first);
    put_neighbour(&out, marks, "Last", mark->last);
    if (mark->shown > 0)
        buf_printf(&out, " /Count %d", mark->depth <= OPEN_DEPTH ? mark->shown : -mark->shown);
    pdf_fill(build->pdf, mark->ref, buf_text(&out));
}

static void write_bookmarks(PdfBuild *build)
{
    const Pages *pages = build->pages;
    Bookmarks marks = { 0 };
    array_push(build->arena, &marks, (Bookmark){ .ref = pdf_reserve(build->pdf) });
    for (size_t i = 0; i < pages->outline.n; i++)
        if (destination_of(pages, pages->outline.at[i].anchor) != NULL)
            add_bookmark(build, &marks, &pages->outline.at[i]);
    count_shown(&marks);
    for (size_t i = 0; i < marks.n; i++)
        write_bookmark(build, &marks, i);
    buf_printf(&build->catalogue, " /Outlines %u 0 R /PageMode /UseOutlines", marks.at[0].ref);
}

static void write_labels(PdfBuild *build)
{
    size_t arabic = build->pages->first_arabic;
    buf_c(&build->catalogue, " /PageLabels <</Nums [");
    if (arabic > 0)
        buf_c(&build->catalogue, "0 <</S /r>> ");
    if (arabic == 0 || arabic < build->pages->pages.n)
        buf_printf(&build->catalogue, "%zu <</S /D>>", arabic);
    buf_c(&build->catalogue, "]>>");
}

void outline_write(PdfBuild *build)
{
    write_bookmarks(build);
    write_labels(build);
}
