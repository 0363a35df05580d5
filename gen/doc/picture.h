/* picture.h - what the head of a picture file says */
#ifndef DOC_PICTURE_H
#define DOC_PICTURE_H

#include <stdbool.h>

#include "base/str.h"

/* Pixels, 1 to 65535; `channels` is 0 for a PNG, 1 (grey) or 3 (RGB) for a JPEG. */
typedef struct { int width, height, channels; } PictureHead;

/* False for what is neither a PNG nor a JPEG that goes into a PDF/A as it is: one of 8 bits, baseline, extended or
 * progressive (ITU-T T.81, table B.1), with its end; CMYK is refused, which PDF/A-3 (ISO 19005-3, 6.2.4.3) forbids beside
 * an output intent of sRGB. */
bool picture_head(Str bytes, PictureHead *picture);

#endif
