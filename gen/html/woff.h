/* woff.h - a font program packed for the web
 *
 * Source: W3C, WOFF File Format 1.0 (2012). WOFF 2 would be a third smaller
 * but its compressor takes longer than all the rest of a build.
 */
#ifndef HTML_WOFF_H
#define HTML_WOFF_H

#include "base/buf.h"

/* Packs `program` (an sfnt with its tables); each table is compressed where
 * that makes it smaller. Empty when it is not an sfnt. */
Str woff_pack(Arena *arena, Str program);

#endif
