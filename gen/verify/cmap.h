/* cmap.h - a ToUnicode map: what codes mean
 *
 * Source: ISO 32000-1, 9.10.3; Adobe Technical Note 5411.
 */
#ifndef VERIFY_CMAP_H
#define VERIFY_CMAP_H

#include "base/array.h"
#include "base/str.h"

/* Codes lo to hi; the meaning of lo is `target` (UTF-16BE), that of each
 * further one has its last unit one higher. */
typedef struct { uint32_t lo, hi; Str target; } MapRow;
typedef struct { ARRAY(MapRow) rows; } UnicodeMap;         /* sorted by lo */

/* False when a row cannot be read; those before it stand. */
bool cmap_read(Arena *arena, Str text, UnicodeMap *map);

/* The meaning of `code` as UTF-8. False when it has none. */
bool cmap_text(Arena *arena, const UnicodeMap *map, uint32_t code, Str *text);

#endif
