/* figure.h - a chart or a picture with its caption and source, set for one measure */
#ifndef LAYOUT_FIGURE_H
#define LAYOUT_FIGURE_H

#include "layout/par.h"

/* A Frame with caption above, drawing, source below; elements Figure (Alt, BBox) and Caption under `parent`. */
Frame *figure_set(Arena *arena, Arena *scratch, const LayoutContext *context, const Block *block,
                  Fixed measure, TagId parent);

#endif
