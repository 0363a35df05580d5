/* par.h - a paragraph: from inlines to lines
 *
 * A Par is a sequence of runs of text, each in one face, size and colour,
 * owned by one structure element. par_break() shapes it, finds its breaks and
 * places its glyphs. Source: Knuth and Plass, Breaking Paragraphs into Lines
 * (1981).
 */
#ifndef LAYOUT_PAR_H
#define LAYOUT_PAR_H

#include "layout/layout.h"

/* What setting a paragraph needs from the round it is part of. */
typedef struct {
    const Setting  *setting;
    const Document *document;
    TagTree        *tags;
    const Str      *folios;              /* of each anchor in the round before; NULL in the first */
    Diags          *diags;               /* of this round; kept only from the last */
} LayoutContext;

typedef struct {
    Str       text;                      /* one direction or mixed; never a line end */
    Face      face;
    Fixed     size, tracking;
    Fixed     rise;                      /* of the baseline, upwards */
    Colour    colour;
    TagId     tag;
    Artifact  artifact;                  /* when tag is 0 */
    Span      span;
    bool      is_tabular;
    bool      is_unbroken;               /* no break inside: numbers with their unit, codes */
    bool      no_hyphens;
    bool      is_break;                  /* a hard break stands here; text is empty */
    Str       uri;                       /* a link over this run: its tag is a Link element */
    uint32_t  anchor;                    /* a link inside the document */
    Str       link_contents;
    const Note *note;                    /* this run is the call of a note */
    bool      is_arabic;                 /* a passage in Arabic: in French, one object (UAX #9, isolates) */
} ParRun;

typedef struct {
    ARRAY(ParRun) runs;
    Fixed   leading;
    Fixed   indent;                      /* of the first line */
    Fixed   last_line_min;
    bool    is_justified, is_hyphenated, is_rtl, is_centred, is_right;
    bool    hangs;                       /* hyphens and stops hang by half their width */
    Span    span;
} Par;

/* A Par in `style`: leading, colour, justification from it. */
Par *par_new(Arena *arena, const TextStyle *style, Span span);

/* Appends inlines set in `style`, owned by `tag`; makes the elements that they need below it (Link, Reference,
 * Span with Lang, E or ActualText, Code). */
void par_inlines(Arena *arena, Par *par, const LayoutContext *context, const Inline *inlines,
                 const TextStyle *style, TagId tag);

/* Appends plain text. With tag 0 it is an artifact of the kind given. */
void par_text(Arena *arena, Par *par, Str text, const TextStyle *style, Mark mark, Span span);

/* A run placed on a line. Pieces stand in the order in which they are read, which is that of their places only
 * where nothing runs from right to left: content is painted, and heard, in this order (ISO 32000-1, 14.8.2.3). */
typedef struct {
    Fixed           x;                   /* from the line's left edge */
    const ParRun   *run;
    const GlyphRun *glyphs;              /* justified: advances hold the stretched blanks */
    bool            is_hyphen;           /* drawn at a break inside a word: stands for nothing */
    uint32_t        at;                  /* byte of the paragraph where it begins */
} LinePiece;

typedef struct {
    ARRAY(LinePiece) pieces;
    Fixed  width;                        /* natural, before justification */
    Fixed  x;                            /* of the first piece when centred, right or hanging */
    int    badness;                      /* 0 to BADNESS_MAX */
    int    gap;                          /* mean word gap, in hundredths of the face's own; 0: not justified */
    bool   ends_hyphenated, is_last, is_overfull;
    ARRAY(const Note *) notes;           /* called on this line, in order */
} Line;
typedef struct { Line *at; size_t n; Fixed leading; } Lines;

/* Breaks one paragraph into lines. The lines live in `arena`; `scratch` is
 * rewound. `par` is only read. An overfull line is DIAG_LINE_OVERFULL. */
Lines par_break(Arena *arena, Arena *scratch, const LayoutContext *context, const Par *par, Fixed measure);

/* The same with the paragraph in one line more and in one less, where it can be set well so; n is 0 where not.
 * Source: Knuth, The TeXbook, chapter 14, "looseness". */
typedef struct { Lines best, longer, shorter; } VariedLines;
VariedLines par_break_varied(Arena *arena, Arena *scratch, const LayoutContext *context, const Par *par, Fixed measure);

/* The widest piece that cannot be broken (without hyphenation), and the width on one line. */
typedef struct { Fixed least, most; } ParWidths;
ParWidths par_widths(Arena *scratch, const LayoutContext *context, const Par *par);

/* Draws a line with its left edge at x, and its links. */
void line_draw(Frame *frame, const Line *line, Fixed x, Fixed baseline);

#endif
