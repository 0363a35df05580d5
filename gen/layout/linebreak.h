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
    Fixed width, stretch, shrink;
    int   penalty;                       /* -PENALTY_MAX forces, PENALTY_MAX forbids */
    bool  is_flagged;                    /* a hyphen: two in succession cost DEMERITS_DOUBLE */
    Fixed hang_left, hang_right;         /* how far this may stand out when a line begins or ends here */
} LineItem;

enum { PENALTY_MAX = 10000, BADNESS_MAX = 10000 };

typedef struct {
    Fixed first, rest;                   /* measures of the first and the other lines */
    Fixed emergency;                     /* stretch added to each line in the last pass */
    int   tolerance[2];                  /* badness allowed without, with hyphens */
    Fixed last_line_min;
    bool  is_ragged;                     /* every line as after an infinite glue */
} BreakRules;

typedef struct { size_t item; double ratio; int badness; bool is_overfull; } LineBreak;
typedef ARRAY(LineBreak) LineBreaks;

/* Says how badly a line fits: about 100 (excess/give)^3, capped; 0 (perfect) to BADNESS_MAX.
 * Source: TeX: The Program, section 108; ours is rounded once at the end. */
int badness(Fixed excess, Fixed give);

/* Total-fit breaks; ends with the last item. Never empty for a non-empty list. */
LineBreaks items_break(Arena *arena, Arena *scratch, const LineItem *items, size_t n, const BreakRules *rules);

#endif
