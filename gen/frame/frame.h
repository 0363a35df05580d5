/* frame.h - the display list: what is drawn, before anyone knows on what
 *
 * A Frame has an origin at its top left, x to the right, y downwards, Fixed
 * lengths. Items are painted in order. Each item is marked: with the
 * structure element that owns it, or as an artifact of a kind (ISO 32000-1,
 * 14.8.2.2). SVG, PDF and the text dump are written from this alone.
 */
#ifndef FRAME_FRAME_H
#define FRAME_FRAME_H

#include "frame/colour.h"
#include "frame/tag.h"
#include "text/shape.h"

typedef enum {
    ARTIFACT_NONE,                       /* not one: `tag` says whose it is */
    ARTIFACT_HEADER, ARTIFACT_FOOTER,    /* Pagination */
    ARTIFACT_LAYOUT,                     /* rules, grounds of cells, repeated heads */
    ARTIFACT_BACKGROUND,
    ARTIFACT_KINDS
} Artifact;

typedef struct { TagId tag; Artifact artifact; } Mark;

#define MARK_TAG(id)        ((Mark){ .tag = (id) })
#define MARK_ARTIFACT(kind) ((Mark){ .artifact = (kind) })

/* What fills an area: a colour, or over it lines or dots of another (look.md,
 * "Charts"). */
typedef enum { PATTERN_NONE, PATTERN_LINES_UP, PATTERN_LINES_DOWN, PATTERN_LINES_LEVEL, PATTERN_DOTS, PATTERN_COUNT } Pattern;
typedef struct { Colour ground; Pattern pattern; Colour mark; } Fill;

typedef struct { Colour colour; Fixed width; Fixed dash, gap; } Stroke;   /* width 0: none; dash 0: solid */

typedef enum { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE } PathOp;
typedef struct { PathOp op; Fixed x[3], y[3]; } PathStep;   /* CURVE: two controls, then the end; others: [0] */

typedef struct {
    ARRAY(PathStep) steps;
    bool   is_filled;                    /* nonzero winding number */
    Fill   fill;
    Stroke stroke;
    bool   is_round;                     /* the stroke, where its pieces join: a sharp turn has no spike */
} Path;

typedef enum { ITEM_GLYPHS, ITEM_PATH, ITEM_IMAGE, ITEM_GROUP, ITEM_LINK, ITEM_KINDS } ItemKind;

typedef struct Frame Frame;
typedef struct {
    ItemKind kind;
    Mark     mark;
    Span     span;                       /* the source of what is shown, for click-to-source */
    Fixed    x, y;                       /* GLYPHS: start of the baseline; GROUP, IMAGE, LINK: top left */
    union {
        struct {
            const GlyphRun *run;
            Colour colour;
            Str    actual;               /* what these glyphs stand for when not their text (a hyphen: empty) */
            bool   has_actual;
        } glyphs;
        const Path *path;
        struct { Str file; Fixed width, height; Str alt; } image;
        const Frame *group;
        struct { Fixed width, height; Str uri; uint32_t anchor; Str contents; } link;   /* uri empty: to `anchor` */
    };
} FrameItem;

struct Frame {
    Arena *arena;
    Fixed  width, height;
    ARRAY(FrameItem) items;
};

Frame *frame_new(Arena *arena, Fixed width, Fixed height);
void   frame_glyphs(Frame *frame, Mark mark, Fixed x, Fixed baseline, const GlyphRun *run, Colour colour, Span span);
void   frame_path(Frame *frame, Mark mark, const Path *path, Span span);
void   frame_group(Frame *frame, Fixed x, Fixed y, const Frame *group);
void   frame_image(Frame *frame, Mark mark, Fixed x, Fixed y, Fixed width, Fixed height, Str file, Str alt);

/* A link over an area: to `uri`, or to the document's anchor number `anchor` (from 1) when `uri` is empty.
 * `mark` names its Link element. `contents` says where it leads. */
void   frame_link(Frame *frame, Mark mark, Fixed x, Fixed y, Fixed width, Fixed height, Str uri,
                  uint32_t anchor, Str contents);

/* Straight pieces that many need. */
void   frame_rule(Frame *frame, Mark mark, Fixed x0, Fixed y0, Fixed x1, Fixed y1, Stroke stroke);
void   frame_box(Frame *frame, Mark mark, Fixed x, Fixed y, Fixed width, Fixed height, Colour colour);

Path  *path_new(Arena *arena);
void   path_move(Arena *arena, Path *path, Fixed x, Fixed y);
void   path_line(Arena *arena, Path *path, Fixed x, Fixed y);
void   path_curve(Arena *arena, Path *path, Fixed x1, Fixed y1, Fixed x2, Fixed y2, Fixed x, Fixed y);
void   path_close(Arena *arena, Path *path);
/* Part of a circle, from one angle to another (degrees, clockwise from 12
 * o'clock), by cubic curves of at most 45 degrees each; starts with a line
 * (or a move when the path is empty). */
void   path_arc(Arena *arena, Path *path, Fixed cx, Fixed cy, Fixed radius, double from, double to);

/* The display list as text: one item a line, points with two decimals; tags by number and role. */
Str    frame_dump(Arena *arena, const Frame *frame, const TagTree *tags);

#endif
