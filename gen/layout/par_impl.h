/* par_impl.h - what items.c, lines.c and par.c share: a paragraph cut into shaped atoms
 *
 * An atom is a word, or the part of a word in one face and direction, or a
 * blank. Offsets are bytes of the paragraph's text, which is that of its runs
 * one after the other.
 */
#ifndef LAYOUT_PAR_IMPL_H
#define LAYOUT_PAR_IMPL_H

#include "layout/linebreak.h"
#include "layout/par.h"
#include "text/breaks.h"

typedef enum {
    ATOM_TEXT,
    ATOM_BLANK,                          /* U+0020, one or more; U+00A0 */
    ATOM_BREAK                           /* a hard break: no text */
} AtomKind;

typedef struct {
    AtomKind   kind;
    uint32_t   lo, hi;                   /* bytes */
    uint32_t   run;                      /* index into par->runs */
    uint8_t    level;
    Break      after;
    ShapeStyle style;
    const GlyphRun *glyphs;              /* of a blank: of one U+0020; NULL for a break */
} Atom;

typedef struct {
    const Par           *par;
    const LayoutContext *context;
    Arena               *scratch;
    Str                  text;
    uint32_t            *starts;         /* byte where each run begins */
    ARRAY(Atom)          atoms;
} ParText;

/* What a justified line may be stretched and shrunk by: its blanks by half and by a third, its letters by 20
 * thousandths either way, which no eye sees. Source: Hàn Thế Thành, Micro-typographic extensions to the TeX
 * typesetting system, TUGboat 21 (2000), chapter 4. */
enum { BLANK_STRETCH_PART = 2, BLANK_SHRINK_PART = 3, EXPANSION_MOST = 20 };

/* Where an item begins in the paragraph. */
typedef struct { uint32_t atom, byte; } ItemPlace;

typedef struct {
    ARRAY(LineItem)  list;
    ARRAY(ItemPlace) places;             /* as many */
} ParItems;

/* Shapes the paragraph's words (items.c). */
ParText par_text_new(Arena *scratch, const LayoutContext *context, const Par *par);

/* Bytes [lo, hi) of the paragraph in the atom's style, never with glyph 0: a character that no
 * face has is DIAG_GLYPH_MISSING and becomes "?". Lives in scratch or in the fonts' cache. */
const GlyphRun *atom_shape(const ParText *text, const Atom *atom, uint32_t lo, uint32_t hi);

/* Words wider than `widest` may be cut between any two letters; 0: none is. */
ParItems par_items(Arena *scratch, const ParText *text, bool is_hyphenated, Fixed widest);

/* Places the glyphs of the lines that end at `breaks` (lines.c). */
Lines lines_build(Arena *arena, const ParText *text, const ParItems *items, const LineBreaks *breaks, Fixed measure);

#endif
