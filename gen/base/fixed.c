#include "base/fixed.h"

double fixed_points(Fixed length)
{
    return (double)length / FIXED_ONE;
}
