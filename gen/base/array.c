#include "base/array.h"

/* Most arrays stay short, and of large items hold one or two: the first room is for these. */
enum { FIRST_BYTES = 128 };

void *array_room(Arena *arena, void *at, size_t item, size_t n, size_t more, size_t *room)
{
    size_t wanted = *room ? *room * 2 : item < FIRST_BYTES ? FIRST_BYTES / item : 1;
    while (wanted < n + more)
        wanted *= 2;
    at = arena_grow(arena, at, *room * item, wanted * item);
    *room = wanted;
    return at;
}
