/* colour.h - the colours that a drawing may name
 *
 * A drawing names colours, never values, so that the site can show it light
 * and dark; the theme gives the values (look.md, "Colours"). PAPER is the
 * ground that a drawing stands on.
 */
#ifndef FRAME_COLOUR_H
#define FRAME_COLOUR_H

#include <stdint.h>

#define COLOURS(X)                                                            \
    X(COLOUR_PAPER, "paper")   X(COLOUR_INK, "ink")     X(COLOUR_INK_2, "ink-2")     \
    X(COLOUR_GREEN, "green")   X(COLOUR_LINK, "link")   X(COLOUR_MADDER, "madder")   \
    X(COLOUR_TINT, "tint")     X(COLOUR_TINT_2, "tint-2") X(COLOUR_AXIS, "axis")     \
    X(COLOUR_HAIR, "hair")     X(COLOUR_S1, "s1")       X(COLOUR_S2, "s2")           \
    X(COLOUR_S4, "s4")         X(COLOUR_GROUND, "ground") X(COLOUR_IVORY, "ivory")   \
    X(COLOUR_MIST, "mist")     X(COLOUR_BRICK, "brick") X(COLOUR_BRICK_TEXT, "brick-text") \
    X(COLOUR_FIGURE_ON_BRICK, "figure-on-brick") X(COLOUR_LATTICE, "lattice")

#define COLOUR_ENUM(symbol, name) symbol,
typedef enum { COLOURS(COLOUR_ENUM) COLOUR_COUNT } Colour;
#undef COLOUR_ENUM

const char *colour_name(Colour colour);            /* "ink-2", as in the theme and in CSS */

typedef struct { uint32_t rgb[COLOUR_COUNT]; } Palette;   /* 0xRRGGBB */

#endif
