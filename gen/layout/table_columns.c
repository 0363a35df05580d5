/* table_columns.c - the arithmetic of column widths */
#include "layout/table.h"

/* Gives `extra` out by weight, so that the parts sum to it exactly. Without
 * any weight all get the same. */
static void hand_out(Fixed *widths, const Fixed *weights, const Fixed *lowered, size_t n, Fixed extra)
{
    int64_t whole = 0, sum = 0;
    Fixed given = 0;
    for (size_t i = 0; i < n; i++)
        whole += weights[i] - (lowered ? lowered[i] : 0);
    for (size_t i = 0; i < n; i++) {
        sum += whole > 0 ? weights[i] - (lowered ? lowered[i] : 0) : 1;
        Fixed upto = fixed_scale(extra, sum, whole > 0 ? whole : (int64_t)n);
        widths[i] += upto - given;
        given = upto;
    }
}

bool table_columns(const Fixed *least, const Fixed *most, size_t n, Fixed measure, Fixed *widths)
{
    int64_t least_sum = 0, most_sum = 0;
    for (size_t i = 0; i < n; i++) {
        least_sum += least[i];
        most_sum += most[i];
        widths[i] = 0;
    }
    if (least_sum > measure) {
        hand_out(widths, least, NULL, n, measure);
        return false;
    }
    bool has_room = most_sum <= measure;
    for (size_t i = 0; i < n; i++)
        widths[i] = has_room ? most[i] : least[i];
    if (has_room)
        hand_out(widths, most, NULL, n, measure - (Fixed)most_sum);
    else
        hand_out(widths, most, least, n, measure - (Fixed)least_sum);
    return true;
}
