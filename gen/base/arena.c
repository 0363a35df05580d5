#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks form a list, newest first. A block is zeroed when it is taken from
 * the system and again where a rewind gives bytes back, so that an
 * allocation needs no memset of its own. */
typedef struct ArenaBlock ArenaBlock;
struct ArenaBlock {
    ArenaBlock *older;
    size_t      used, size;
    alignas(max_align_t) unsigned char bytes[];
};

struct Arena { ArenaBlock *newest; };

enum { BLOCK_SIZE = 256 * 1024 };

static void out_of_memory(void)
{
    fputs("bilan: erreur: mémoire insuffisante\n", stderr);
    exit(4);
}

static size_t round_up(size_t size)
{
    size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static ArenaBlock *block_new(ArenaBlock *older, size_t at_least)
{
    size_t size = at_least > BLOCK_SIZE ? at_least : BLOCK_SIZE;
    ArenaBlock *block = calloc(1, sizeof *block + size);
    if (block == NULL)
        out_of_memory();
    block->older = older;
    block->size = size;
    return block;
}

Arena *arena_open(void)
{
    Arena *arena = malloc(sizeof *arena);
    if (arena == NULL)
        out_of_memory();
    arena->newest = block_new(NULL, BLOCK_SIZE);
    return arena;
}

void arena_close(Arena *arena)
{
    for (ArenaBlock *block = arena->newest, *older; block != NULL; block = older) {
        older = block->older;
        free(block);
    }
    free(arena);
}

void *arena_alloc(Arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size)
        out_of_memory();
    size_t need = round_up(count * size);
    ArenaBlock *block = arena->newest;
    if (need > block->size - block->used)
        arena->newest = block = block_new(block, need);
    void *result = block->bytes + block->used;
    block->used += need;
    return result;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size)
{
    ArenaBlock *block = arena->newest;
    size_t held = round_up(old_size), need = round_up(new_size);
    if (old_size > 0 && (unsigned char *)old + held == block->bytes + block->used
        && need - held <= block->size - block->used) {
        block->used += need - held;
        return old;
    }
    void *result = arena_alloc(arena, 1, new_size);
    if (old_size > 0)
        memcpy(result, old, old_size);
    return result;
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){ arena->newest, arena->newest->used };
}

void arena_rewind(Arena *arena, ArenaMark mark)
{
    while (arena->newest != mark.block) {
        ArenaBlock *older = arena->newest->older;
        free(arena->newest);
        arena->newest = older;
    }
    memset(arena->newest->bytes + mark.used, 0, arena->newest->used - mark.used);
    arena->newest->used = mark.used;
}
