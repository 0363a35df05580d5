/* map.h - from strings to pointers
 *
 * Open addressing, FNV-1a. Entries stay in the order they were added, so
 * that walking a map gives the same output on every machine.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/array.h"
#include "base/str.h"

typedef struct { Str key; void *value; } MapEntry;

typedef struct { uint32_t entry, hash; } MapSlot;  /* entry number + 1, 0 when free */
typedef struct {
    ARRAY(MapEntry) entries;             /* in the order they were added */
    MapSlot *slots;
    size_t   slot_count;                 /* a power of two, or 0 */
} Map;

/* The key is borrowed: it must live as long as the map. An entry that is
 * there already gets the new value. */
void  map_set(Arena *arena, Map *map, Str key, void *value);
void *map_find(const Map *map, Str key);           /* NULL when absent */

#endif
