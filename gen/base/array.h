/* array.h - an array that grows in an arena
 *
 *     typedef ARRAY(Block *) Blocks;
 *     Blocks blocks = { 0 };
 *     array_push(arena, &blocks, block);
 *     for (size_t i = 0; i < blocks.n; i++) use(blocks.at[i]);
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

#include "base/arena.h"

#define ARRAY(Type) struct { Type *at; size_t n, room; }

/* Appends `...` (a value; the dots let it be a compound literal). */
#define array_push(arena, array, ...)                                         \
    do {                                                                      \
        array_reserve((arena), (array), 1);                                   \
        (array)->at[(array)->n++] = __VA_ARGS__;                              \
    } while (0)

/* Makes room for `more` further items. */
#define array_reserve(arena, array, more)                                     \
    ((array)->n + (more) <= (array)->room                                     \
     ? (void)0                                                                \
     : (void)((array)->at = array_room((arena), (array)->at,                  \
                                       sizeof *(array)->at, (array)->n,       \
                                       (more), &(array)->room)))

#define array_last(array) ((array)->at[(array)->n - 1])

/* The part of array_reserve() that allocates. */
void *array_room(Arena *arena, void *at, size_t item, size_t n, size_t more, size_t *room);

#endif
