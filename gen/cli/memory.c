/* memory.c - running out of memory ends the program, whoever asked
 *
 * Arenas say so and stop. Libraries do not: one goes on with the NULL that it
 * was given, another ends the program in English. Their malloc() is therefore
 * the C library's with the arenas' answer (The GNU C Library, "Replacing
 * malloc": what a program defines serves the libraries too). A sanitizer
 * brings its own.
 */
#include <stdlib.h>

#include "base/arena.h"

#if defined(__has_feature)
#define HAS_SANITIZER (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#else
#define HAS_SANITIZER 0
#endif

#if defined(__GLIBC__) && !HAS_SANITIZER

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static void *given(void *memory, size_t size)
{
    if (memory == NULL && size > 0)
        arena_out_of_memory();
    return memory;
}

void *malloc(size_t size)
{
    return given(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size)
{
    return given(__libc_calloc(count, size), count > 0 ? size : 0);
}

void *realloc(void *old, size_t size)
{
    return given(__libc_realloc(old, size), size);
}

#endif
