/* sheet.h - a page of the PDF as SVG, from the same frame
 *
 * Glyphs are drawn by number in the faces of glyph_font.h, each at its
 * place: what the browser shows is what is printed.
 */
#ifndef SERVE_SHEET_H
#define SERVE_SHEET_H

#include "base/buf.h"
#include "html/site.h"
#include "layout/layout.h"

/* The page, `at` in the book, as an element svg. `origins` (may be NULL) gets what site.h says. */
Str sheet_svg(Arena *arena, const Document *document, const Pages *pages, size_t at, Origins *origins);

/* Where what a run of glyphs shows was written: its own place, or that of the element it belongs to. */
Span sheet_span(const TagTree *tags, const FrameItem *item);

/* What the page looks like as a number: the same for the same look, wherever its text was written. */
uint64_t sheet_look(const Frame *frame);

/* The @font-face rules and classes that the sheets need. */
void sheet_rules(Buf *css);

#endif
