/* quality.h - how well the pages are set: what is not as it should be, and where
 *
 * Collected from what was placed, once a column is cut into pages: its lines
 * and the lines of its notes, the heads and the feet of its pages.
 */
#ifndef LAYOUT_QUALITY_H
#define LAYOUT_QUALITY_H

#include "base/array.h"
#include "diag/source.h"

typedef enum {
    FINDING_OVERFULL,                    /* amount: 0 */
    FINDING_LOOSE,                       /* the mean word gap, in hundredths of the face's own */
    FINDING_LADDER,                      /* hyphens at the ends of so many lines in succession, from 3 on */
    FINDING_STUB,                        /* a last line that is only the end of a broken word */
    FINDING_CUT_WORD,                    /* a word cut over two pages */
    FINDING_WIDOW,                       /* lines at the head of a page that end a paragraph */
    FINDING_ORPHAN,                      /* lines at the foot that begin one */
    FINDING_HEADING,                     /* lines of text between a heading and the foot */
    FINDING_GAP,                         /* lines left blank at the foot of a page */
    FINDING_KINDS
} FindingKind;

typedef struct {
    FindingKind kind;
    int  amount;
    Str  folio;
    Span span;
    Str  text;                           /* of the line; for a gap of the last one above it */
} Finding;

typedef struct {
    ARRAY(Finding) findings;             /* in the order of the pages */
    int justified;                       /* lines that were stretched or shrunk to the measure */
    int hyphenated, loose;               /* of these */
} Quality;

/* One finding a line, in French: folio, place in the source, what it is, the line's text. The last line
 * counts them, and gives the shares of all justified lines. */
Str quality_report(Arena *arena, const Quality *quality, const Sources *sources);

#endif
