#include "chart/scale.h"

#include <math.h>

enum { LINES_MAX = 4, SPANS_MAX = 5 };

/* Powers of ten by multiplication alone: pow() may differ by machine. */
static double ten_to(int exponent)
{
    double power = 1;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        power *= 10;
    return exponent < 0 ? 1 / power : power;
}

static double step_of(const Scale *scale)
{
    return scale->exponent < 0 ? scale->mantissa / ten_to(-scale->exponent)
                               : scale->mantissa * ten_to(scale->exponent);
}

/* The next step of 1, 2, 5, 10, 20 … */
static void step_up(Scale *scale)
{
    scale->exponent += scale->mantissa == 5;
    scale->mantissa = scale->mantissa == 1 ? 2 : scale->mantissa == 2 ? 5 : 1;
}

/* The smallest step with span / step <= 5 leaves a quotient in (2, 5]: three or four lines, where a quotient
 * above 4 ends a little over its last line. */
Scale scale_round(double lowest, double highest, int decimals)
{
    lowest = lowest < 0 ? lowest : 0;
    highest = highest > 0 ? highest : 0;
    Scale scale = { .mantissa = 1, .exponent = -decimals };
    if (highest == lowest) {
        scale.high = 1;
        return scale;
    }
    while ((highest - lowest) / step_of(&scale) > SPANS_MAX)
        step_up(&scale);
    double step = step_of(&scale);
    int above = (int)ceil(highest / step);
    scale.last = above < LINES_MAX ? above : LINES_MAX;
    scale.first = -(int)floor(-lowest / step);
    scale.high = fmax(highest, scale_value(&scale, scale.last));
    scale.low = fmin(lowest, scale_value(&scale, scale.first));
    return scale;
}

double scale_value(const Scale *scale, int k)
{
    return k * step_of(scale);
}

int64_t scale_digits(const Scale *scale, int k, unsigned *decimals)
{
    int64_t digits = (int64_t)k * scale->mantissa;
    for (int i = 0; i < scale->exponent; i++)
        digits *= 10;
    *decimals = scale->exponent < 0 ? (unsigned)-scale->exponent : 0;
    return digits;
}

static double positive(const Value *value)
{
    double number = value_is_number(value) ? value_double(value) : 0;
    return number > 0 ? number : 0;
}

void scale_shares(Arena *scratch, const Value *values, size_t n, int *tenths)
{
    ArenaMark mark = arena_mark(scratch);
    double *rest = arena_array(scratch, double, n ? n : 1), whole = 0;
    int given = 0;
    for (size_t i = 0; i < n; i++)
        whole += positive(&values[i]);
    for (size_t i = 0; i < n; i++) {
        double exact = whole > 0 ? positive(&values[i]) / whole * 1000 : 0;
        tenths[i] = (int)floor(exact);
        rest[i] = exact - tenths[i];
        given += tenths[i];
    }
    for (; whole > 0 && given < 1000; given++) {
        size_t best = 0;
        for (size_t i = 1; i < n; i++)
            if (rest[i] > rest[best])
                best = i;
        tenths[best]++;
        rest[best] = -1;
    }
    arena_rewind(scratch, mark);
}
