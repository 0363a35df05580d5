/* scale.h - round values for gridlines, and shares that sum to 100 */
#ifndef CHART_SCALE_H
#define CHART_SCALE_H

#include "data/value.h"

/* Gridlines stand at first … last times mantissa x 10^exponent (mantissa 1, 2 or 5). Zero is always among the
 * multiples: it is the base. */
typedef struct {
    int    mantissa, exponent;
    int    first, last;                  /* first <= 0 <= last */
    double low, high;                    /* what the plot must hold: low <= 0 < high or low < 0 <= high */
} Scale;

/* A scale for values from `lowest` to `highest`: three or four lines over the whole span, fewer when the step
 * would be finer than the figures' own `decimals` (0 to 6). */
Scale scale_round(double lowest, double highest, int decimals);

/* The value of line `k`, and as exact decimal: digits / 10^decimals. */
double  scale_value(const Scale *scale, int k);
int64_t scale_digits(const Scale *scale, int k, unsigned *decimals);

/* Shares in tenths of a percent that sum to exactly 1000, by the method of the largest remainder (Hamilton);
 * the first of equal remainders goes first. All 0 when there is nothing to share; what is not a positive number
 * has no share. */
void scale_shares(Arena *scratch, const Value *values, size_t n, int *tenths);

#endif
