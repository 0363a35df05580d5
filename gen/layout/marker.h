/* marker.h - drawing the shapes that stand before items */
#ifndef LAYOUT_MARKER_H
#define LAYOUT_MARKER_H

#include "doc/marker.h"

/* Draws a shape from x to the right, or leftwards for text that begins on the right, beside a line of text of `size`. */
void marker_draw(Frame *frame, const MarkerLook *look, Mark mark, Fixed x, Fixed baseline, Fixed size, bool is_rtl);

#endif
