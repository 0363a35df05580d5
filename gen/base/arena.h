/* arena.h - memory that lives as long as one build, or one step of it
 *
 * Everything allocated from an arena is released together. Nothing is
 * released alone, so no comment in gen/ says who frees a result: the
 * arena in the argument list says how long the result lives.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;              /* opaque: see arena.c */
typedef struct { void *block; size_t used; } ArenaMark;

Arena *arena_open(void);
void   arena_close(Arena *arena);        /* releases every allocation */

/* Returns `count` zeroed items of `size` bytes, aligned for any type.
 * Never NULL: running out of memory ends the program. */
void *arena_alloc(Arena *arena, size_t count, size_t size);

_Noreturn void arena_out_of_memory(void);

/* Returns memory of `new_size` bytes that begins with the `old_size` bytes at
 * `old`; grows in place when `old` is the newest allocation. The added bytes
 * are zero. `old` may be NULL when `old_size` is 0. */
void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size);

/* Returns the fill level, or goes back to it. Pointers handed out between
 * the two calls then dangle; only a scratch arena is rewound. */
ArenaMark arena_mark(const Arena *arena);
void      arena_rewind(Arena *arena, ArenaMark mark);

#define arena_new(arena, Type)      ((Type *)arena_alloc((arena), 1, sizeof(Type)))
#define arena_array(arena, Type, n) ((Type *)arena_alloc((arena), (n), sizeof(Type)))

#endif
