#include "base/map.h"

static size_t slot_of(const Map *map, Str key)
{
    size_t mask = map->slot_count - 1, slot = str_hash(key) & mask;
    while (map->slots[slot] != 0 && !str_equal(map->entries.at[map->slots[slot] - 1].key, key))
        slot = (slot + 1) & mask;
    return slot;
}

static void grow(Arena *arena, Map *map)
{
    map->slot_count = map->slot_count ? map->slot_count * 2 : 16;
    map->slots = arena_array(arena, uint32_t, map->slot_count);
    for (size_t i = 0; i < map->entries.n; i++)
        map->slots[slot_of(map, map->entries.at[i].key)] = (uint32_t)i + 1;
}

void map_set(Arena *arena, Map *map, Str key, void *value)
{
    if (2 * (map->entries.n + 1) > map->slot_count)
        grow(arena, map);
    size_t slot = slot_of(map, key);
    if (map->slots[slot] == 0) {
        array_push(arena, &map->entries, (MapEntry){ key, NULL });
        map->slots[slot] = (uint32_t)map->entries.n;
    }
    map->entries.at[map->slots[slot] - 1].value = value;
}

void *map_find(const Map *map, Str key)
{
    if (map->slot_count == 0)
        return NULL;
    uint32_t entry = map->slots[slot_of(map, key)];
    return entry ? map->entries.at[entry - 1].value : NULL;
}
