#include "doc/picture.h"

#include <string.h>

typedef struct { uint32_t width, height, channels; } Head;

static uint32_t big_endian(Str bytes, size_t at, size_t n)
{
    uint32_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | (unsigned char)bytes.p[at + i];
    return value;
}

/* PNG (ISO/IEC 15948), 11.2.2: the header chunk comes first. */
static bool read_png(Str bytes, Head *head)
{
    if (bytes.n < 24 || memcmp(bytes.p, "\x89PNG\r\n\x1A\n", 8) != 0)
        return false;
    *head = (Head){ big_endian(bytes, 16, 4), big_endian(bytes, 20, 4), 0 };
    return true;
}

/* JPEG (ITU-T T.81), B.2: walks the segments up to the first scan, through the frame header. */
static bool read_jpeg(Str bytes, Head *head)
{
    enum { SOF0 = 0xC0, SOF2 = 0xC2, SOS = 0xDA, BITS = 8 };
    bool is_found = false;
    if (bytes.n < 4 || memcmp(bytes.p, "\xFF\xD8\xFF", 3) != 0)
        return false;
    for (size_t at = 2; at + 10 <= bytes.n && big_endian(bytes, at, 1) == 0xFF; at += 2 + big_endian(bytes, at + 2, 2)) {
        uint32_t marker = big_endian(bytes, at + 1, 1);
        if (marker == SOS)
            return is_found && (head->channels == 1 || head->channels == 3) && str_find(bytes, STR("\xFF\xD9"), at) < bytes.n;
        if (marker < SOF0 || marker > SOF2)
            continue;
        *head = (Head){ big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2), big_endian(bytes, at + 9, 1) };
        is_found = big_endian(bytes, at + 4, 1) == BITS;
    }
    return false;
}

bool picture_head(Str bytes, PictureHead *picture)
{
    enum { PIXELS_MAX = 65535 };
    Head head = { 0 };
    if (!read_png(bytes, &head) && !read_jpeg(bytes, &head))
        return false;
    *picture = (PictureHead){ (int)(head.width & PIXELS_MAX), (int)(head.height & PIXELS_MAX), (int)head.channels };
    return head.width > 0 && head.height > 0 && head.width <= PIXELS_MAX && head.height <= PIXELS_MAX;
}
