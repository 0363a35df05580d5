/* glyph_font.h - a face whose characters are its glyphs, by number
 *
 * The pages of the preview place each glyph as the PDF does. A browser takes
 * characters, so the face is served with another table of characters: glyph
 * n is one character of a private range, shaped by nothing.
 */
#ifndef SERVE_GLYPH_FONT_H
#define SERVE_GLYPH_FONT_H

#include "base/buf.h"

/* Source: OpenType 1.9, "Organization of an OpenType Font", "cmap" (format 12). Empty when `program` is no
 * TrueType. */
Str      glyph_font(Arena *arena, Str program);

/* The character of a glyph, below 27,392. */
uint32_t glyph_rune(uint32_t glyph);

#endif
