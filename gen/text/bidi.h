/* bidi.h - direction (UAX #9), through FriBidi */
#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H

#include "base/array.h"
#include "base/str.h"

/* Stretches of one level and one script class, in logical order. */
typedef struct { uint32_t lo, hi; uint8_t level; bool is_arabic; } BidiRun;
typedef ARRAY(BidiRun) BidiRuns;

/* True when the first strong character is right-to-left (UAX #9, P2-P3). */
bool bidi_is_rtl(Str text);

bool bidi_is_arabic(uint32_t rune);      /* letters and marks of the Arabic blocks */

/* A passage [lo, hi) that runs from right to left and is one object for what stands around it, as an element
 * with `dir` is in HTML: "« العربية » (2019)" keeps its bracket. In rising order, none inside another. */
typedef struct { uint32_t lo, hi; } BidiIsolate;
typedef ARRAY(BidiIsolate) BidiIsolates;

/* `isolates` may be NULL. */
BidiRuns bidi_runs(Arena *arena, Str paragraph, bool is_rtl, const BidiIsolates *isolates);

/* The next range of figures at or after `*at`, "2018-2019", "05 37 00 00 00": in Arabic it keeps its order from
 * left to right, as in the rest of the report, where UAX #9 would turn it round its dash. False when there is none. */
bool bidi_next_range(Str text, size_t *at, size_t *lo, size_t *hi);

/* The visual order of runs on one line (UAX #9, L2): order[i] is the index of
 * the run that stands at place i from the left. */
void bidi_order(const uint8_t *levels, size_t n, size_t *order);

#endif
