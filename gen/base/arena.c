#define _DEFAULT_SOURCE                  /* MAP_ANONYMOUS, madvise() */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Blocks form a list, newest first. A block comes zeroed from the system and
 * is zeroed again where a rewind gives bytes back, so that an allocation
 * needs no memset of its own. All blocks but the first, which is enough for
 * most arenas, ask for large pages: taken in pages of 4 KiB, a report's memory
 * costs a tenth of its build. Of the first, only the pages in use cost.
 * A rewind keeps the last block that it empties: a scratch arena that goes to
 * and fro over the end of a block would else map it each time. */
typedef struct ArenaBlock ArenaBlock;
struct ArenaBlock {
    ArenaBlock *older;
    size_t      used, size;
    alignas(max_align_t) unsigned char bytes[];
};

struct Arena {
    ArenaBlock *newest;
    ArenaBlock *spare;                   /* zeroed and of LARGE_PAGE bytes, or NULL */
};

/* Under AddressSanitizer what no allocation holds is poisoned, with a gap
 * after each one: reading beyond an allocation is found although its
 * neighbour lies in the same block. */
#if defined(__has_feature)
#define HAS_SANITIZER __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#else
#define HAS_SANITIZER 0
#endif
#if HAS_SANITIZER
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { GAP = 32 };
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { FIRST_SIZE = 512 * 1024, LARGE_PAGE = 2 * 1024 * 1024 };

void arena_out_of_memory(void)
{
    fputs("bilan: erreur: mémoire insuffisante\n", stderr);
    _Exit(4);                            /* what runs at exit() might ask for memory, and other threads go on */
}

static size_t round_up(size_t size)
{
    size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit + GAP;
}

/* Maps `size` bytes that begin at a multiple of a large page, by mapping more and giving the ends back. */
static void *map_aligned(size_t size)
{
    unsigned char *p = mmap(NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return p;
    size_t before = (LARGE_PAGE - (uintptr_t)p % LARGE_PAGE) % LARGE_PAGE;
    if (before > 0)
        munmap(p, before);
    munmap(p + before + size, LARGE_PAGE - before);
    madvise(p + before, size, MADV_HUGEPAGE);
    return p + before;
}

static ArenaBlock *block_new(ArenaBlock *older, size_t at_least)
{
    size_t size = FIRST_SIZE;
    void *p;
    if (at_least > SIZE_MAX - sizeof(ArenaBlock) - LARGE_PAGE)
        arena_out_of_memory();
    if (older == NULL && at_least + sizeof(ArenaBlock) <= FIRST_SIZE) {
        p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    } else {
        size = (at_least + sizeof(ArenaBlock) + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
        p = map_aligned(size);
    }
    if (p == MAP_FAILED)
        arena_out_of_memory();
    ArenaBlock *block = p;
    block->older = older;
    block->size = size - sizeof *block;
    POISON(block->bytes, block->size);
    return block;
}

static void block_free(ArenaBlock *block)
{
    UNPOISON(block->bytes, block->size);      /* whatever is mapped there next */
    munmap(block, block->size + sizeof *block);
}

Arena *arena_open(void)
{
    Arena *arena = malloc(sizeof *arena);
    if (arena == NULL)
        arena_out_of_memory();
    arena->newest = block_new(NULL, 0);
    arena->spare = NULL;
    return arena;
}

void arena_close(Arena *arena)
{
    for (ArenaBlock *block = arena->newest, *older; block != NULL; block = older) {
        older = block->older;
        block_free(block);
    }
    if (arena->spare != NULL)
        block_free(arena->spare);
    free(arena);
}

static ArenaBlock *block_add(Arena *arena, size_t at_least)
{
    ArenaBlock *block = arena->spare;
    if (block == NULL || at_least > block->size)
        return arena->newest = block_new(arena->newest, at_least);
    block->older = arena->newest;
    arena->spare = NULL;
    return arena->newest = block;
}

void *arena_alloc(Arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size)
        arena_out_of_memory();
    size_t need = round_up(count * size);
    ArenaBlock *block = arena->newest;
    if (need > block->size - block->used)
        block = block_add(arena, need);
    void *result = block->bytes + block->used;
    block->used += need;
    UNPOISON(result, count * size);
    return result;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size)
{
    ArenaBlock *block = arena->newest;
    size_t held = round_up(old_size), need = round_up(new_size);
    if (old_size > 0 && (unsigned char *)old + held == block->bytes + block->used
        && need - held <= block->size - block->used) {
        block->used += need - held;
        UNPOISON(old, new_size);
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

/* Makes what lies in a block behind `used` bytes free and zero. */
static void block_rewind(ArenaBlock *block, size_t used)
{
    size_t n = block->used - used;
    UNPOISON(block->bytes + used, n);
    memset(block->bytes + used, 0, n);
    POISON(block->bytes + used, n);
    block->used = used;
}

void arena_rewind(Arena *arena, ArenaMark mark)
{
    while (arena->newest != mark.block) {
        ArenaBlock *emptied = arena->newest;
        arena->newest = emptied->older;
        if (arena->spare == NULL && emptied->size + sizeof *emptied == LARGE_PAGE) {
            block_rewind(emptied, 0);
            arena->spare = emptied;
        } else {
            block_free(emptied);
        }
    }
    block_rewind(arena->newest, mark.used);
}
