/* picture.h - how large a picture file is */
#ifndef LAYOUT_PICTURE_H
#define LAYOUT_PICTURE_H

#include <stdbool.h>

#include "base/str.h"

/* Width and height in pixels from the head of a PNG or JPEG file; false when it is neither. */
bool picture_size(Str bytes, int *width, int *height);

#endif
