#include <stdlib.h>

#include "pdf/pdf_impl.h"

/* The pieces of a page in the order of the structure (ISO 32000-1,
 * 14.8.2.3). Frames come from the top of the page down: a table that was
 * moved to its head stands before the paragraph that runs on from the page
 * before, and a note that runs on below the text that follows its call. What
 * overlaps nothing may be painted in any order, so it is painted as it is
 * read. */

/* A piece with an owner, and the decoration before it: what lies below goes
 * with what lies on it. */
typedef struct { size_t lo, hi; } Bundle;

typedef ARRAY(uint32_t) Ranks;

typedef struct {
    const Ranks *ranks;
    size_t       at;                     /* the key of a piece: ranks from the root down, ended by END */
    size_t       index;                  /* in the order of the frame */
    Bundle       bundle;
} Sorted;

enum { END = 0 };                        /* ranks count from 1 */

static int by_rank(const void *a, const void *b)
{
    const Sorted *one = a, *two = b;
    const uint32_t *left = one->ranks->at + one->at, *right = two->ranks->at + two->at;
    for (; *left == *right && *left != END; left++, right++)
        continue;
    if (*left != *right)
        return *left < *right ? -1 : 1;
    return one->index < two->index ? -1 : one->index > two->index;
}

static TagId owner_of(const Piece *piece)
{
    return piece->item->mark.artifact == ARTIFACT_NONE ? piece->item->mark.tag : 0;
}

/* Notes for the elements around a piece that it is their first here. */
static void note_first(PdfBuild *build, uint32_t page, TagId tag, size_t index)
{
    for (; tag != 0 && build->element[tag].seen_page != page + 1; tag = build->pages->tags->nodes.at[tag].parent) {
        build->element[tag].seen_page = page + 1;
        build->element[tag].seen_first = (uint32_t)index;
    }
}

/* Where an element comes among its parent's kids: where it is, or, behind
 * those that are there, by its first piece. */
static uint32_t rank_of(const PdfBuild *build, TagId tag)
{
    const Element *element = &build->element[tag];
    TagId parent = build->pages->tags->nodes.at[tag].parent;
    if (element->is_attached || parent == 0)
        return element->place + 1;
    return (uint32_t)build->element[parent].kids.n + element->seen_first + 1;
}

static void put_key(const PdfBuild *build, Ranks *ranks, TagId tag)
{
    if (tag == 0)
        return;
    put_key(build, ranks, build->pages->tags->nodes.at[tag].parent);
    array_push(build->arena, ranks, rank_of(build, tag));
}

/* Pieces behind the last one with an owner stay at the end. */
static size_t bundle_pieces(PdfBuild *build, uint32_t page, const Pieces *pieces, Sorted *bundles)
{
    size_t n = 0, lo = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        if (owner_of(&pieces->at[i]) == 0)
            continue;
        note_first(build, page, owner_of(&pieces->at[i]), i);
        bundles[n] = (Sorted){ .index = n, .bundle = { lo, i + 1 } };
        n++;
        lo = i + 1;
    }
    return n;
}

static void rank_bundles(PdfBuild *build, const Pieces *pieces, Sorted *bundles, size_t n, Ranks *ranks)
{
    for (size_t k = 0; k < n; k++) {
        size_t last = bundles[k].bundle.hi - 1;
        TagId tag = owner_of(&pieces->at[last]);
        bundles[k].ranks = ranks;
        bundles[k].at = ranks->n;
        put_key(build, ranks, tag);
        array_push(build->arena, ranks, (uint32_t)(build->element[tag].kids.n + last + 1));
        array_push(build->arena, ranks, END);
    }
}

void order_pieces(PdfBuild *build, uint32_t page, Pieces *pieces)
{
    Sorted *bundles = arena_array(build->arena, Sorted, pieces->n + 1);
    Piece *ordered = arena_array(build->arena, Piece, pieces->n + 1);
    Ranks ranks = { 0 };
    size_t n = bundle_pieces(build, page, pieces, bundles), at = 0;
    rank_bundles(build, pieces, bundles, n, &ranks);
    qsort(bundles, n, sizeof *bundles, by_rank);
    for (size_t k = 0; k < n; k++)
        for (size_t i = bundles[k].bundle.lo; i < bundles[k].bundle.hi; i++)
            ordered[at++] = pieces->at[i];
    for (size_t i = 0; i < at; i++)
        pieces->at[i] = ordered[i];
}
