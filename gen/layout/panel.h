/* panel.h - what no page cuts: columns, cards, boxes, key figures, tiles, maps, bands */
#ifndef LAYOUT_PANEL_H
#define LAYOUT_PANEL_H

#include "layout/book_impl.h"

#define PANEL_INSET PT(6)                /* of a label's words on its tint, and of the codes below it */

/* Blocks set in one frame, with what is called in them and where one is led to. */
typedef struct {
    const Frame *frame;
    int lines;                           /* grid lines */
    ARRAY(NoteLines) notes;
    ARRAY(uint32_t)  anchors;
} Panel;

/* Sets blocks, `width` wide, below element `parent`; their box is the next of the galley around them. */
Panel panel_set(Book *book, const Galley *around, const Block *first, Fixed width, TagId parent);

/* A box of `lines` with a blank line above, but not below a heading; with what the panels drawn in it call. */
void  panel_push(Book *book, Galley *galley, const Frame *frame, int lines, const Panel *panels, size_t n, Span span);

/* A box, a label, tiles: what is joined to one begins where it ends, off the grid and on the same page. The caller
 * says in galley->last which it was. */
void  panel_push_part(Book *book, Galley *galley, const Frame *frame, Fixed height, Span span);
void  panel_push_joined(Book *book, Galley *galley, const Frame *frame, Fixed height, Span span);

/* Text in a style of its own, off the grid, ragged; draws it and returns its last baseline. */
Lines panel_text(Book *book, const TextStyle *style, const Inline *inlines, Fixed width, TagId tag);
Lines panel_title(Book *book, const TextStyle *style, const Inline *inlines, Fixed width, TagId tag);
Fixed panel_draw(Frame *frame, const Lines *lines, Fixed x, Fixed baseline, Fixed leading);

/* An element that runs as the document does. */
TagId panel_tag(Book *book, TagId parent, TagRole role, Span span);

/* Where what stands at x, `width` wide, is in the `whole`: there, or mirrored in a document that begins on the right. */
Fixed panel_side(const Book *book, Fixed x, Fixed width, Fixed whole);

typedef void SetPanel(Book *book, Galley *galley, const Stand *place, const Block *block);
SetPanel galley_columns, galley_cards, galley_box;                  /* panel.c */
SetPanel galley_key_figures, galley_tiles, galley_map;              /* tiles.c */
SetPanel galley_band;                                               /* band.c */

#endif
