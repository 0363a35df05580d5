#include "base/fixed.h"

Fixed fixed_scale(Fixed a, int64_t b, int64_t c)
{
    int64_t product = (int64_t)a * b;
    if (c < 0) {
        product = -product;
        c = -c;
    }
    return (Fixed)(product >= 0 ? (product + c / 2) / c : -((-product + c / 2) / c));
}

double fixed_points(Fixed length)
{
    return (double)length / FIXED_ONE;
}
