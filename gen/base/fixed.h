/* fixed.h - lengths without floating point
 *
 * No floating-point number decides a break or a place, so the same input is
 * set alike on every machine.
 */
#ifndef BASE_FIXED_H
#define BASE_FIXED_H

#include <stdint.h>

/* A length in 1/64 of a point (26.6 fixed), y growing downwards.
 * 1 pt = 1/72 in. Range: about +-33 million points. */
typedef int32_t Fixed;

#define FIXED_ONE    64
#define PT(points)   ((Fixed)((points) * 64 + ((points) < 0 ? -0.5 : 0.5)))
#define MM(mm)       PT((mm) * 72 / 25.4)

/* a * b / c, rounded to the nearest, halves away from zero; c != 0. Inline, so that a division by a constant is none. */
static inline Fixed fixed_scale(Fixed a, int64_t b, int64_t c)
{
    int64_t product = (int64_t)a * b;
    if (c < 0) {
        product = -product;
        c = -c;
    }
    return (Fixed)(product >= 0 ? (product + c / 2) / c : -((-product + c / 2) / c));
}

/* `length` in points, for output only. */
double fixed_points(Fixed length);

static inline Fixed fixed_min(Fixed a, Fixed b) { return a < b ? a : b; }
static inline Fixed fixed_max(Fixed a, Fixed b) { return a > b ? a : b; }

/* The least number of `unit` that holds `length`; 0 for length <= 0. */
static inline int fixed_ceil(Fixed length, Fixed unit)
{
    return length <= 0 ? 0 : (int)((length + unit - 1) / unit);
}

#endif
