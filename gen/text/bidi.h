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

BidiRuns bidi_runs(Arena *arena, Str paragraph, bool is_rtl);

/* The visual order of runs on one line (UAX #9, L2): order[i] is the index of
 * the run that stands at place i from the left. */
void bidi_order(const uint8_t *levels, size_t n, size_t *order);

#endif
