/* flow.h - where a column of boxes is cut into pages
 *
 * Pages are chosen over the whole column at once, as lines are over a
 * paragraph: the sum of costs is least (Plass, Optimal Pagination Techniques
 * for Automatic Typesetting Systems, 1981, simplified: the floats of a column
 * keep their order and at most FLOW_WAITING of them wait at a break).
 *
 * A pure function of boxes: it knows grid lines and costs, no text. What
 * stands on one page whole may be set by a line more or less when that fills
 * the page (as in Mittelbach, A General LuaTeX Framework for Globally Optimized
 * Pagination, 2016, section 4).
 *
 * Widow and orphan: a line of a paragraph alone at the head, at the foot of
 * a page. Barrier: a box that no waiting float may be overtaken by.
 */
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include <stdbool.h>

#include "base/array.h"
#include "base/fixed.h"

enum {
    FLOW_FORBID = 100000,                /* a break only when there is no other way */
    FLOW_WAITING = 2,                    /* floats that may wait at a break */
    FLOW_VARIED = 3                      /* groups of lines that a page may set longer or shorter */
};

/* A table: how many grid lines its slices [from, to) take together. */
typedef struct {
    const void *table;
    int  (*lines)(const void *table, size_t from, size_t to, bool is_head);
    size_t slices;
} FlowCut;

typedef struct {
    int    lines;                        /* grid lines with `before`; a slice's come from `cut` */
    int    before;                       /* blank lines above, dropped at the head of a page */
    int    penalty;                      /* cost of a break before this box */
    int    note_lines;                   /* lines of the notes called in it */
    int    last_note;                    /* those of the last of these notes */
    size_t group;                        /* boxes of the table or figure that begins here; else 0 */
    size_t size;                         /* boxes of the paragraph or heading that begins here; else 0 */
    int    longer, shorter;              /* cost of setting these by one line more, less; 0: cannot be */
    bool   is_float;                     /* the group may wait for the next page while text goes on */
    bool   is_barrier;
    const FlowCut *cut;                  /* a slice of this table, or NULL */
    size_t slice;
} FlowBox;

typedef struct {
    int   lines;                         /* of a page */
    int   last_lines;                    /* fewer on the last page cost */
    Fixed grid, note_leading;
    Fixed note_room;                     /* from the last line of text to the first of the notes, added up */
    bool  is_first_recto;
} FlowRules;

/* Boxes [box, box + count) one after the other; more than one only for the
 * slices of a table and for what is `varied`: set by a line more (1) or less
 * (-1) than its boxes say. */
typedef struct { size_t box, count; int line, lines; bool is_head; int varied; } FlowPiece;

typedef struct {
    ARRAY(FlowPiece) pieces;
    int  lines;                          /* of text, from the head */
    int  notes;                          /* lines of notes: those carried on come first */
    bool is_overfull;
} FlowPage;
typedef ARRAY(FlowPage) FlowPages;

/* Grid lines that `notes` lines of notes take from a page, rule and space
 * above it included; and the lines of notes that `room` grid lines hold. */
int flow_note_grid(const FlowRules *rules, int notes);
int flow_note_fit(const FlowRules *rules, int room);

/* The cost of breaking a paragraph of `count` lines before line `at`: three
 * lines at least stay together. */
int flow_inside_penalty(int count, int at, int keep);

FlowPages flow_break(Arena *arena, Arena *scratch, const FlowBox *boxes, size_t n, const FlowRules *rules);

#endif
