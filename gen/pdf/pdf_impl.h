/* pdf_impl.h - what the phases of pdf_write() share
 *
 * Drawing goes first: it decides in which order elements are painted, which
 * glyphs are used and where links lie. All else is written from its record.
 */
#ifndef PDF_IMPL_H
#define PDF_IMPL_H

#include "base/file.h"
#include "base/map.h"
#include "pdf/fonts.h"
#include "pdf/object.h"
#include "pdf/pdf.h"
#include "pdf/syntax.h"

/* What an element holds, in the order of first painting. */
typedef enum { KID_CONTENT, KID_LINK, KID_ELEMENT } KidKind;
typedef struct {
    KidKind  kind;
    uint32_t page;                       /* CONTENT, LINK */
    uint32_t number;                     /* CONTENT: MCID; LINK: index into links; ELEMENT: TagId */
} Kid;

typedef struct { Hundredths left, bottom, right, top; bool is_set; } Bounds;   /* y upwards */

typedef struct {
    ARRAY(Kid) kids;
    PdfRef     ref;                      /* 0: not in the file */
    bool       is_attached;              /* in its parent's kids */
    uint32_t   place;                    /* there */
    uint32_t   seen_page, seen_first;    /* order.c: the page it was last met on, from 1, and its first piece there */
    uint32_t   box_page;                 /* FIGURE: first page that it is painted on */
    Bounds     box;
} Element;

typedef struct { TagId tag; uint32_t page; PdfRef ref; } PdfLink;

typedef struct {
    PdfRef ref;
    ARRAY(TagId)  owners;                /* by MCID */
    ARRAY(PdfRef) annotations;
} PdfPage;

typedef struct {
    Arena             *arena;            /* scratch: all but the file's bytes */
    const Pages       *pages;
    const Document    *document;
    const PdfMetadata *metadata;
    Fonts             *faces;
    Diags             *diags;
    Pdf               *pdf;
    PdfFonts          *fonts;
    PdfPage           *page;             /* pages->pages.n of them */
    Element           *element;          /* by TagId */
    ARRAY(PdfLink)     links;
    Map                images;           /* path -> PdfRef, that of 0 for an unreadable one */
    Buf                catalogue;        /* entries, each phase adds its own */
    PdfRef             resources;        /* one dictionary for all pages */
    const Palette     *palette;
    Fixed              margin;           /* of the sheet around the page, for bleed and crop marks; 0: none */
} PdfBuild;

/* draw.c: a page's content stream, and its links. */
void draw_pages(PdfBuild *build);

/* show.c: a run of glyphs from the text position on. `meaning`: what all of it stands for, when not its
 * own text; ends_word: a blank without ink behind it. */
void put_run(Buf *out, PdfFonts *fonts, const GlyphRun *run, Str meaning, bool ends_word);

/* image.c: a PNG or JPEG file. 0, and nothing added, when it cannot be read or its colours are CMYK. */
PdfRef image_write(PdfBuild *build, Str file);

/* path.c: outlines, areas and their patterns. */
typedef struct { Hundredths x, y; } Point;
typedef struct { Fixed x, y, height; } Origin;     /* of a frame on its page; height of the page */
Point  origin_point(Origin origin, Fixed x, Fixed y);
void   put_point(Buf *out, Point point);
Bounds path_bounds(const Path *path, Origin origin);
void   put_path(Buf *out, const Path *path, Origin origin);
void   put_pattern(Buf *out, Pattern pattern, Bounds area);
void   put_colour(Buf *out, uint32_t rgb, bool is_stroke);
Bounds bounds_join(Bounds a, Bounds b);

/* tags.c. Content: the number (MCID) for a piece of an element's content on a page. */
uint32_t tags_content(PdfBuild *build, uint32_t page, TagId tag);
void     tags_link(PdfBuild *build, uint32_t page, TagId tag, PdfRef annotation);
void     tags_bounds(PdfBuild *build, uint32_t page, TagId tag, Bounds bounds);
void     tags_settle(PdfBuild *build);   /* adds the empty cells; then nothing is painted any more */
void     tags_write(PdfBuild *build);

/* parents.c: the ways back into the structure tree. */
PdfRef   parent_tree_write(PdfBuild *build);
PdfRef   id_tree_write(PdfBuild *build); /* 0: no element has an ID */
Str      element_id(PdfBuild *build, TagId tag);   /* may be empty */

/* sheet.c: what lies around a page that will be trimmed. */
void sheet_choose(PdfBuild *build);      /* palette and margin */
void sheet_begin(Buf *out, const PdfBuild *build, const Frame *frame);
void put_page_boxes(Buf *out, const PdfBuild *build, const Frame *frame);

/* provenance.c: where the elements come from, as CSV; empty when nothing is known. After tags_settle(). */
Str      provenance_table(PdfBuild *build);

/* order.c: sorts a page's pieces in the order of the structure; before any of them is painted. */
typedef struct { const FrameItem *item; Origin origin; } Piece;
typedef ARRAY(Piece) Pieces;
void     order_pieces(PdfBuild *build, uint32_t page, Pieces *pieces);

/* The others. */
void put_destination(Buf *buf, const PdfBuild *build, Destination destination);
Origin page_origin(const PdfBuild *build, size_t page);
const Destination *destination_of(const Pages *pages, uint32_t anchor);   /* outline.c; NULL: not on a page */
void outline_write(PdfBuild *build);
void metadata_write(PdfBuild *build);
void attachments_write(PdfBuild *build);

#endif
