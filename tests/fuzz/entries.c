/* Changes a text by its entries, every other time: a line with those below it that stand further in, as a key of YAML has its
 * values, or a point of a list its own. Bytes alone rarely make of one entry two, or of one value another's.
 *
 * Source: LLVM, "Structure-Aware Fuzzing with libFuzzer". */
#include "fuzz.h"

#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

typedef struct { size_t lo, hi; } Entry;

typedef struct { uint8_t *data; size_t size, max; uint32_t state; } Change;

static size_t any(Change *change, size_t below)
{
    change->state = change->state * 1664525 + 1013904223;      /* Numerical Recipes, 7.1 */
    return below == 0 ? 0 : (change->state >> 8) % below;
}

static size_t line_end(const Change *change, size_t at)
{
    const uint8_t *end = memchr(change->data + at, '\n', change->size - at);
    return end != NULL ? (size_t)(end - change->data) + 1 : change->size;
}

static size_t depth_at(const Change *change, size_t at)
{
    size_t depth = 0;
    while (at + depth < change->size && change->data[at + depth] == ' ')
        depth++;
    return depth;
}

/* The line that holds a byte, and what stands below it further in. */
static Entry entry_at(const Change *change, size_t at)
{
    while (at > 0 && change->data[at - 1] != '\n')
        at--;
    Entry entry = { at, line_end(change, at) };
    while (entry.hi < change->size && depth_at(change, entry.hi) > depth_at(change, at))
        entry.hi = line_end(change, entry.hi);
    return entry;
}

/* Puts `n` bytes in the place of others; nothing happens where there is no room. */
static void replace(Change *change, Entry old, const uint8_t *bytes, size_t n)
{
    size_t rest = change->size - old.hi;
    if (old.lo + n + rest > change->max)
        return;
    memmove(change->data + old.lo + n, change->data + old.hi, rest);
    if (n > 0)
        memcpy(change->data + old.lo, bytes, n);
    change->size = old.lo + n + rest;
}

/* What follows ": " or "- " on the line of an entry, without its end. */
static Entry value_of(const Change *change, Entry entry)
{
    size_t end = line_end(change, entry.lo);
    end -= end > entry.lo && change->data[end - 1] == '\n';
    for (size_t at = entry.lo; at + 1 < end; at++)
        if (change->data[at + 1] == ' ' && (change->data[at] == ':' || change->data[at] == '-'))
            return (Entry){ at + 2, end };
    return (Entry){ end, end };
}

static void shift(Change *change, Entry entry)
{
    static const uint8_t blanks[] = "  ";
    bool is_out = any(change, 2) == 0;
    for (size_t at = entry.lo, end = entry.hi; at < end && at < change->size; at = line_end(change, at)) {
        size_t before = change->size, gone = is_out && depth_at(change, at) >= 2 ? 2 : 0;
        replace(change, (Entry){ at, at + gone }, blanks, is_out ? 0 : 2);
        end += change->size - before;
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    Change change = { data, size, max_size, seed };
    if (size == 0 || any(&change, 2) == 0)
        return LLVMFuzzerMutate(data, size, max_size);
    Arena *arena = arena_open();
    Entry one = entry_at(&change, any(&change, size)), other = entry_at(&change, any(&change, size));
    size_t kind = any(&change, 5);
    Entry from = kind == 2 ? value_of(&change, other) : other, to = kind == 2 ? value_of(&change, one) : one;
    Str copy = fuzz_bytes(arena, data + from.lo, from.hi - from.lo);
    if (kind == 0)
        replace(&change, one, NULL, 0);
    else if (kind == 1)
        replace(&change, (Entry){ one.lo, one.lo }, (const uint8_t *)copy.p, copy.n);
    else if (kind < 4)
        replace(&change, to, (const uint8_t *)copy.p, copy.n);
    else
        shift(&change, one);
    arena_close(arena);
    return change.size;
}
