#include "html/pictures.h"

#include <string.h>

enum { PICTURE_LIMIT = 32 << 20 };

static unsigned byte_at(Str bytes, size_t at)
{
    return (unsigned char)bytes.p[at];
}

static int big_endian(Str bytes, size_t at, size_t n)
{
    unsigned value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | byte_at(bytes, at + i);
    return value <= INT16_MAX ? (int)value : 0;
}

/* PNG (ISO/IEC 15948), 11.2.2: the header chunk comes first. */
static bool measure_png(Picture *picture)
{
    Str bytes = picture->bytes;
    if (bytes.n < 24 || memcmp(bytes.p, "\x89PNG\r\n\x1A\n", 8) != 0)
        return false;
    picture->width = big_endian(bytes, 16, 4);
    picture->height = big_endian(bytes, 20, 4);
    return true;
}

/* JPEG (ISO/IEC 10918-1), B.2.2: the first frame header, SOF0 to SOF15 without
 * the tables (C4, C8, CC) that lie between. */
static bool measure_jpeg(Picture *picture)
{
    Str bytes = picture->bytes;
    if (bytes.n < 4 || memcmp(bytes.p, "\xFF\xD8\xFF", 3) != 0)
        return false;
    for (size_t at = 2; at + 9 < bytes.n && byte_at(bytes, at) == 0xFF;) {
        unsigned marker = byte_at(bytes, at + 1);
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            picture->height = big_endian(bytes, at + 5, 2);
            picture->width = big_endian(bytes, at + 7, 2);
            return true;
        }
        at += 2 + (size_t)big_endian(bytes, at + 2, 2);
    }
    return true;
}

static bool has_path(const Pictures *pictures, Str path)
{
    for (size_t i = 0; i < pictures->list.n; i++)
        if (str_equal(pictures->list.at[i].path, path))
            return true;
    return false;
}

static Str free_path(Pictures *pictures, Str name)
{
    Str path = str_join(pictures->arena, STR("images/"), name);
    for (int i = 2; has_path(pictures, path); i++)
        path = str_printf(pictures->arena, "images/%d-%.*s", i, STR_ARG(name));
    return path;
}

const Picture *picture_find(Pictures *pictures, Str file, Span span)
{
    for (size_t i = 0; i < pictures->list.n; i++)
        if (str_equal(pictures->list.at[i].file, file))
            return pictures->list.at[i].path.n > 0 ? &pictures->list.at[i] : NULL;
    Picture picture = { .file = file };
    bool is_sound = file_read(pictures->arena, file, PICTURE_LIMIT, &picture.bytes)
                    && (measure_png(&picture) || measure_jpeg(&picture));
    if (is_sound)
        picture.path = free_path(pictures, path_name(file));
    else
        diag_add(pictures->diags, DIAG_IMAGE_UNREADABLE, span, "'%.*s'", STR_ARG(file));
    array_push(pictures->arena, &pictures->list, picture);
    return is_sound ? &array_last(&pictures->list) : NULL;
}
