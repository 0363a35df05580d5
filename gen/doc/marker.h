/* marker.h - what stands before the items of lists, as data
 *
 * The theme names a marker for each level, for cells of tables and for lists
 * that are ticked; here is what each looks like, in the book and on screens.
 * A shape fills the box of its width and height; a sign is text.
 */
#ifndef DOC_MARKER_H
#define DOC_MARKER_H

#include "base/buf.h"
#include "data/schema.h"
#include "frame/frame.h"

typedef enum { MARKER_SQUARE, MARKER_DASH, MARKER_SMALL_SQUARE, MARKER_ARROWHEAD, MARKER_TICK, MARKER_EN_DASH, MARKER_COUNT } Marker;

enum { MARKER_POINTS_MAX = 6, MARKER_LEVELS = 3 };

typedef struct {
    const char  *name;                   /* in the theme */
    const char  *sign;                   /* text in the cell's or the body's style; NULL: a shape */
    const char  *actual;                 /* what a shape says to those who do not see it */
    TagNumbering numbering;
    Colour       colour;
    Fixed        width, height, centre;  /* beside text of 11 pt; centre: above the baseline */
    double       web[4];                 /* left and top in em, width and height in px, beside text of 1 rem */
    int          points;                 /* of the shape, in hundredths of its box; 0: the box itself */
    int8_t       x[MARKER_POINTS_MAX], y[MARKER_POINTS_MAX];
} MarkerLook;

extern const MarkerLook marker_looks[];  /* by Marker */

/* Which marker each list has. */
typedef struct {
    Marker levels[MARKER_LEVELS];        /* niveaux: from the outermost */
    Marker cells[MARKER_LEVELS];         /* in cells of tables */
    Marker ticked;                       /* of lists typed with « + » */
    Marker arrowhead;                    /* level 1 in the programmes that the theme names */
    int    partners[2];                  /* squares before a partner's name, of level 1 and 2 */
} Markers;

/* As they stand in the file. */
typedef struct { Texts levels, cells, partners; Text ticked, arrowhead; } MarkersRow;
extern const Schema markers_schema;      /* MarkersRow */
Markers markers_read(const MarkersRow *row, Diags *diags);

/* "--marker-1-width:.4375rem;…": for the site's style sheet. */
void markers_css(Buf *css, const Markers *markers);

static inline Marker marker_at(const Marker *levels, int level)
{
    return levels[level < 1 ? 0 : level > MARKER_LEVELS ? MARKER_LEVELS - 1 : level - 1];
}

#endif
