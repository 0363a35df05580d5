/* layout.h - from the document to pages
 *
 * layout_pages() sets the whole book. Page numbers in cross-references and in the
 * sommaire come from the round before; it repeats until nothing moves, three
 * times at most (DIAG_PAGES_UNSTABLE).
 */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "doc/doc.h"
#include "layout/quality.h"
#include "text/hyphen.h"

/* How far what touches the edge of a page is drawn beyond it, where it will be
 * trimmed. On a page that is not, nothing of it is seen. */
#define PAGE_BLEED MM(3)

typedef struct {
    Frame *frame;                        /* the whole page; its tags lie in Pages.tags */
    Str    folio;                        /* "vi", "12": the page label, also where none is printed */
    bool   is_blank;
    int    first_line, line_count;       /* for the dump: body lines used */
} Page;

typedef struct {                         /* where an anchor lies */
    int   page;                          /* index, -1 when it is not in the book */
    Fixed x, y;
} Destination;

typedef struct { Str title; int level; uint32_t anchor; } OutlineEntry;   /* level from 0 */

typedef struct {
    ARRAY(Page)         pages;
    TagTree            *tags;
    Destination        *destinations;    /* destinations[anchor number - 1] */
    size_t              destination_count;
    ARRAY(OutlineEntry) outline;
    Quality             quality;
    size_t              first_arabic;    /* index of the page with folio 1; before it roman */
} Pages;

typedef struct {
    Fonts       *fonts;
    Hyphenator  *hyphenator;
    const Theme *theme;
    Str          checksum;               /* of the content, for the colophon */
} Setting;

const Pages *layout_pages(Arena *arena, Arena *scratch, const Setting *setting,
                          const Document *document, Diags *diags);

/* Pages as text (one line a body line: page, baseline, left edge, text), paragraphs' lines alone
 * (with badness), and the structure tree with its text, as a reader hears it. */
Str pages_dump(Arena *arena, const Pages *pages);
Str lines_dump(Arena *arena, Arena *scratch, const Setting *setting, const Document *document, Diags *diags);
Str tags_dump(Arena *arena, const Pages *pages);

#endif
