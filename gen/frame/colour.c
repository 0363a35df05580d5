#include "frame/colour.h"

static const char *const names[] = {
#define COLOUR_NAME(symbol, name) [symbol] = name,
    COLOURS(COLOUR_NAME)
#undef COLOUR_NAME
};

const char *colour_name(Colour colour)
{
    return names[colour];
}
