/* years.h - moving the years of an edition on */
#ifndef EDIT_YEARS_H
#define EDIT_YEARS_H

#include "base/str.h"

/* Years `first` to `last` move by `by`; others (a law's, the start of a long
 * series) stay: with 2018 to 2020 by 2, "2007-2019" becomes "2007-2021". */
typedef struct { int first, last, by; } YearShift;

/* Moves each number of four figures that stands by itself. `text` itself when
 * nothing moves. */
Str years_shift(Arena *arena, Str text, const YearShift *shift);

/* True for "2019" and "2018-2019". */
bool years_are_all(Str text);

/* The first year that `text` names; 0 when it names none. */
int year_in(Str text);

#endif
