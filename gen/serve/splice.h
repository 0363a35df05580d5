/* splice.h - what differs between two versions of a page
 *
 * Versions are known by a hash of their bytes. What differs is one stretch:
 * between the longest common start and the longest common end, widened to
 * whole characters.
 */
#ifndef SERVE_SPLICE_H
#define SERVE_SPLICE_H

#include "base/str.h"

/* Bytes [lo, hi) of the old version become `text`, which points into the new one. */
typedef struct { size_t lo, hi; Str text; } Splice;

Splice splice_between(Str before, Str after);

Str    version_of(Arena *arena, Str bytes);        /* 16 small hexadecimal digits */

#endif
