#include "base/map.h"

/* The slot of `key`, or the free one where it would stand. */
static size_t slot_of(const Map *map, Str key, uint32_t hash)
{
    size_t mask = map->slot_count - 1, at = hash & mask;
    while (map->slots[at].entry != 0
           && (map->slots[at].hash != hash || !str_equal(map->entries.at[map->slots[at].entry - 1].key, key)))
        at = (at + 1) & mask;
    return at;
}

static void grow(Arena *arena, Map *map)
{
    MapSlot *old = map->slots;
    size_t old_count = map->slot_count, mask;
    map->slot_count = old_count ? old_count * 2 : 16;
    map->slots = arena_array(arena, MapSlot, map->slot_count);
    mask = map->slot_count - 1;
    for (size_t i = 0; i < old_count; i++) {
        size_t at = old[i].hash & mask;
        while (old[i].entry != 0 && map->slots[at].entry != 0)
            at = (at + 1) & mask;
        if (old[i].entry != 0)
            map->slots[at] = old[i];
    }
}

void map_set(Arena *arena, Map *map, Str key, void *value)
{
    if (2 * (map->entries.n + 1) > map->slot_count)
        grow(arena, map);
    uint32_t hash = (uint32_t)str_hash(key);
    MapSlot *slot = &map->slots[slot_of(map, key, hash)];
    if (slot->entry == 0) {
        array_push(arena, &map->entries, (MapEntry){ key, NULL });
        *slot = (MapSlot){ (uint32_t)map->entries.n, hash };
    }
    map->entries.at[slot->entry - 1].value = value;
}

void *map_find(const Map *map, Str key)
{
    if (map->slot_count == 0)
        return NULL;
    uint32_t entry = map->slots[slot_of(map, key, (uint32_t)str_hash(key))].entry;
    return entry ? map->entries.at[entry - 1].value : NULL;
}
