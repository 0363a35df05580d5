/* linebreak.h - optimum breaks for a sequence of items
 *
 * Source: Knuth and Plass, Breaking Paragraphs into Lines, Software: Practice
 * and Experience 11 (1981), sections 2 to 4; fitness classes and the order of passes
 * as in Knuth, TeX: The Program, part 38.
 */
#ifndef LAYOUT_LINEBREAK_H
#define LAYOUT_LINEBREAK_H

#include <stdbool.h>

#include "base/array.h"
#include "base/fixed.h"

/* box: text that is not broken; glue: a blank that may stretch and shrink and vanishes at a break;
 * penalty: a place to break with its cost and the width it adds when taken (a hyphen). */
typedef enum { LINE_BOX, LINE_GLUE, LINE_PENALTY } LineItemKind;

typedef struct {
    LineItemKind kind;
    Fixed width, stretch, shrink;        /* a penalty's width is added when the line ends there: a hyphen */
    int   penalty;                       /* -PENALTY_MAX forces, PENALTY_MAX forbids */
    bool  is_flagged;                    /* a hyphen: two in succession cost DEMERITS_DOUBLE, three are refused */
    Fixed hang_left, hang_right;         /* how far this may stand out when a line begins or ends here */
} LineItem;

enum { PENALTY_MAX = 10000, BADNESS_MAX = 10000 };

/* What a line costs beyond its badness and its penalty: TeX's \linepenalty, \adjdemerits, \doublehyphendemerits
 * and \finalhyphendemerits; the last three are ours. */
enum {
    BADNESS_LINE       = 10,             /* added to each badness */
    DEMERITS_FITNESS   = 10000,          /* a tight line beside a loose one */
    DEMERITS_DOUBLE    = 40000,          /* hyphens at the ends of two lines in succession */
    DEMERITS_FINAL     = 20000,          /* a hyphen at the end of the last line but one */
    DEMERITS_SHORT     = 4000000,        /* a last line below last_line_min */
    DEMERITS_STUB      = 4000000,        /* a last line that is only the end of a broken word */
    DEMERITS_THIRD     = 400000000,      /* a third hyphen in succession, where nothing else is left */
};

typedef struct {
    Fixed first, rest;                   /* measures of the first and the other lines */
    Fixed emergency;                     /* stretch added to each line in the last pass */
    int   tolerance[2];                  /* badness allowed without, with hyphens */
    int64_t per_line;                    /* added to the demerits of each line: above 0 few lines are sought */
    Fixed last_line_min;
    bool  is_ragged;                     /* no line is stretched or shrunk; the least uneven edge is sought */
} BreakRules;

typedef struct { size_t item; double ratio; int badness; bool is_overfull; } LineBreak;
typedef ARRAY(LineBreak) LineBreaks;

/* Says how badly a line fits: about 100 (excess/give)^3, capped; 0 (perfect) to BADNESS_MAX.
 * Source: TeX: The Program, section 108; ours is rounded once at the end. */
int badness(Fixed excess, Fixed give);

/* The passes, each with what it may do more than the one before: whole words only; words cut at penalties
 * with a width; lines as loose as need be, and overfull where one box is wider than the line. */
typedef enum { PASS_WORDS, PASS_HYPHENS, PASS_EMERGENCY, PASS_COUNT } BreakPass;

/* Total-fit breaks of one pass. The last item must be a forced penalty. Empty when no lines keep the pass's
 * tolerance; the last pass always finds some. Lines that end at a forced penalty are filled with
 * blank: their badness is 0 unless they must shrink. */
LineBreaks items_pass(Arena *arena, Arena *scratch, const LineItem *items, size_t n, const BreakRules *rules,
                      BreakPass pass);

/* The same with the first pass that finds any. Never empty for a non-empty list. */
LineBreaks items_break(Arena *arena, Arena *scratch, const LineItem *items, size_t n, const BreakRules *rules);

#endif
