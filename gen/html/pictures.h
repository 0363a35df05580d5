/* pictures.h - the picture files that the site's pages show
 *
 * Each goes once into images/, under its own name, or with a number before
 * it where another folder's file has that name.
 */
#ifndef HTML_PICTURES_H
#define HTML_PICTURES_H

#include "diag/diag.h"
#include "html/site.h"

typedef struct { Str file, path, bytes; int width, height; } Picture;   /* width 0: not known */

typedef struct {
    Arena *arena;                        /* of the bytes */
    Diags *diags;
    ARRAY(Picture) list;                 /* those that could not be read have no path */
} Pictures;

/* The picture of `file`, which is read when it is first asked for. NULL, and
 * DIAG_IMAGE_UNREADABLE at `span`, when it cannot be: neither PNG, JPEG nor
 * readable at all. */
const Picture *picture_find(Pictures *pictures, Str file, Span span);

#endif
