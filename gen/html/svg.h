/* svg.h - a Frame as inline SVG
 *
 * The unit of the drawing is the point; colours and faces are classes, which
 * svg_rules() ties to the custom properties of the stylesheet, so that a
 * drawing follows light and dark without a style attribute.
 */
#ifndef HTML_SVG_H
#define HTML_SVG_H

#include "doc/doc.h"
#include "html/pictures.h"
#include "html/writer.h"

/* A value that can be pointed at: the last area of the drawing that shows
 * what stands at `span` (a sample in a key comes before), and what it says. */
typedef struct { Span span; Str name; } SvgMark;

typedef struct {
    Arena          *arena;
    const Document *document;            /* for links to anchors */
    const Chapter  *here;                /* the page it stands on */
    Pictures       *pictures;
    Str             prefix;              /* of the ids in it: unique in the page */
    Str             title, description;  /* both empty: decoration, hidden from readers */
    const SvgMark  *marks;               /* may be NULL */
    size_t          mark_count;
    const char     *class_name;
    double          px_per_pt;           /* of its natural size */

    /* For the preview, both may be NULL. The first may add attributes to the open element, which shows what was
     * written at `span`; the second writes a run of glyphs in place of an element of text. */
    void          (*note)(void *context, HtmlWriter *w, Span span);
    void          (*write_run)(void *context, HtmlWriter *w, const FrameItem *item);
    void           *context;
} SvgSetting;

void svg_write(HtmlWriter *w, const Frame *frame, const SvgSetting *setting);

/* Appends a length: points with at most two decimals. */
void svg_length(Buf *out, Fixed length);

/* The steps of a path as the attribute d. */
Str  svg_path_data(Arena *arena, const Path *path);

/* Appends the rules of the classes: .f-… fills, .k-… strokes, .t-… faces. */
void svg_rules(Buf *css);

#endif
