#include "layout/picture.h"

#include <string.h>

static size_t big_endian(Str bytes, size_t at, size_t n)
{
    size_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | (unsigned char)bytes.p[at + i];
    return value;
}

/* PNG (ISO/IEC 15948), 11.2.2: the header chunk comes first. */
static bool png_size(Str bytes, size_t *width, size_t *height)
{
    if (bytes.n < 24 || memcmp(bytes.p, "\x89PNG\r\n\x1A\n", 8) != 0)
        return false;
    *width = big_endian(bytes, 16, 4);
    *height = big_endian(bytes, 20, 4);
    return true;
}

/* JPEG (ISO/IEC 10918-1), B.2.2: the first frame header, SOF0 to SOF15 but
 * for the tables (C4, C8, CC) that have a place among them. */
static bool jpeg_size(Str bytes, size_t *width, size_t *height)
{
    if (bytes.n < 4 || memcmp(bytes.p, "\xFF\xD8\xFF", 3) != 0)
        return false;
    for (size_t at = 2; at + 9 <= bytes.n && (unsigned char)bytes.p[at] == 0xFF;) {
        size_t marker = big_endian(bytes, at + 1, 1);
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            *height = big_endian(bytes, at + 5, 2);
            *width = big_endian(bytes, at + 7, 2);
            return true;
        }
        at += 2 + big_endian(bytes, at + 2, 2);
    }
    return false;
}

bool picture_size(Str bytes, int *width, int *height)
{
    enum { PIXELS_MAX = 65535 };
    size_t w, h;
    if (!png_size(bytes, &w, &h) && !jpeg_size(bytes, &w, &h))
        return false;
    *width = (int)w;
    *height = (int)h;
    return w > 0 && h > 0 && w <= PIXELS_MAX && h <= PIXELS_MAX;
}
