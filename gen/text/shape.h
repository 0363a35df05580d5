/* shape.h - from characters to placed glyphs
 *
 * A GlyphRun is one stretch of text in one face, size and direction. Glyphs
 * come in visual order, left to right; `cluster` is the byte offset in
 * `text` where the glyph's characters begin (in a right-to-left run it falls
 * from glyph to glyph). Several glyphs may share a cluster, and one glyph
 * may stand for several characters (a ligature): its characters reach to the
 * next higher cluster.
 */
#ifndef TEXT_SHAPE_H
#define TEXT_SHAPE_H

#include "text/font.h"

typedef struct {
    uint32_t id;                         /* glyph number in the face's program */
    uint32_t cluster;                    /* byte offset in the run's text */
    Fixed    advance;                    /* kerned, tracked, justified: what the pen moves */
    Fixed    x, y;                       /* offset of the glyph from the pen, y down */
} Glyph;

typedef struct {
    Face     face;
    Fixed    size;                       /* of the em */
    bool     is_rtl;
    Str      text;                       /* logical order */
    Glyph   *glyphs;
    uint32_t count;
    Fixed    width;                      /* sum of the advances */
    int      expansion;                  /* of the letters, in thousandths of their width; 0: as they are drawn */
} GlyphRun;

typedef struct {
    Face  face;
    Fixed size;
    Fixed tracking;                      /* added after each cluster */
    bool  is_rtl;
    bool  is_tabular;                    /* tabular figures; else the face's own */
} ShapeStyle;

/* Shapes `text`, of one direction and script, without line ends. A word (up to the
 * next blank) is shaped once per style and kept by `fonts` for its lifetime;
 * a blank's advance is the face's, U+202F's is 0.17 em in the sans (look.md),
 * characters that the face lacks give glyph 0. The text is borrowed. */
GlyphRun shape_run(Arena *arena, Fonts *fonts, ShapeStyle style, Str text);

/* One word, or one blank, as the cache keeps it: it lives as long as `fonts`,
 * its text too. */
const GlyphRun *shape_word(Fonts *fonts, ShapeStyle style, Str word);

/* Where the word or the blank that begins at `at` ends: U+0020, U+00A0 and
 * U+202F stand alone. What is longer than a kibibyte is no word and is taken in
 * pieces: to shape a letter with n accents takes n x n steps. */
size_t shape_word_end(Str text, size_t at);

/* The width that shape_run() would give. */
Fixed shape_width(Fonts *fonts, ShapeStyle style, Str text);

#endif
