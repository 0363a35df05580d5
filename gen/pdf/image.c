#include <png.h>
#include <string.h>

#include "doc/picture.h"
#include "pdf/pdf_impl.h"

/* Pictures. A PNG is decoded with libpng (libharu's own reader aborts on a
 * damaged file and refuses most palettes) and packed again, its transparency
 * apart; a JPEG goes in as it is. */

enum { PIXELS_MAX = 50 * 1000 * 1000 };

typedef struct { uint32_t width, height; int channels; Str bytes; } Pixels;   /* 8 bits a channel */

static bool read_png(Arena *arena, Str file, Pixels *pixels)
{
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, file.p, file.n))
        return false;
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;     /* else taken as linear when the file does not say */
    image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
    char *bytes = NULL;
    if ((uint64_t)image.width * image.height <= PIXELS_MAX) {
        bytes = arena_alloc(arena, PNG_IMAGE_SIZE(image), 1);
        *pixels = (Pixels){ image.width, image.height, (int)PNG_IMAGE_SAMPLE_CHANNELS(image.format),
                            { bytes, PNG_IMAGE_SIZE(image) } };
    }
    bool done = bytes != NULL && png_image_finish_read(&image, NULL, bytes, 0, NULL);
    png_image_free(&image);
    return done;
}

/* Channels [lo, hi) of each pixel, each row after a 2: the difference from the
 * row above packs better (PNG, 9.2, filter "Up"). */
static Str filtered(Arena *arena, const Pixels *pixels, int lo, int hi)
{
    size_t wide = (size_t)pixels->width * (size_t)(hi - lo) + 1, all = (size_t)pixels->channels;
    char *out = arena_alloc(arena, wide * pixels->height, 1), *to = out;
    for (size_t y = 0; y < pixels->height; y++) {
        const char *row = pixels->bytes.p + y * pixels->width * all;
        const char *above = y > 0 ? row - pixels->width * all : NULL;
        *to++ = 2;
        for (size_t x = 0; x < pixels->width * all; x += all)
            for (int k = lo; k < hi; k++)
                *to++ = (char)(row[x + (size_t)k] - (above ? above[x + (size_t)k] : 0));
    }
    return (Str){ out, wide * pixels->height };
}

/* One plane of a picture: its colours, or how opaque they are. */
static PdfRef add_plane(PdfBuild *build, const Pixels *pixels, int lo, int hi, PdfRef mask)
{
    Buf out = buf_new(build->arena);
    buf_printf(&out, "/Type /XObject /Subtype /Image /Width %u /Height %u /BitsPerComponent 8 /ColorSpace /%s "
               "/DecodeParms <</Predictor 15 /Colors %d /Columns %u>>", pixels->width, pixels->height,
               hi - lo == 3 ? "DeviceRGB" : "DeviceGray", hi - lo, pixels->width);
    if (mask != 0)
        buf_printf(&out, " /SMask %u 0 R", mask);
    return pdf_add_stream(build->pdf, buf_text(&out), filtered(build->arena, pixels, lo, hi), true);
}

/* Depth and interlacing stand at bytes 24 and 28 of the file (PNG, 11.2.2).
 * libpng 1.6.39 mixes up the rows of a picture that is interlaced and has 16
 * bits: better none than a wrong one. */
static bool is_misread(Str file)
{
    return file.n > 28 && file.p[24] == 16 && file.p[28] != 0;
}

static PdfRef write_png(PdfBuild *build, Str file)
{
    Pixels pixels;
    if (is_misread(file) || !read_png(build->arena, file, &pixels))
        return 0;
    int colours = pixels.channels >= 3 ? 3 : 1;
    PdfRef mask = pixels.channels > colours ? add_plane(build, &pixels, colours, pixels.channels, 0) : 0;
    return add_plane(build, &pixels, 0, colours, mask);
}

static PdfRef write_jpeg(PdfBuild *build, Str file)
{
    PictureHead head;
    if (!picture_head(file, &head))
        return 0;
    Str entries = str_printf(build->arena, "/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
                             "/ColorSpace /%s /Filter /DCTDecode", head.width, head.height,
                             head.channels == 3 ? "DeviceRGB" : "DeviceGray");
    return pdf_add_stream(build->pdf, entries, file, false);
}

PdfRef image_write(PdfBuild *build, Str file)
{
    if (str_starts(file, STR("\x89PNG\r\n\x1a\n")))
        return write_png(build, file);
    if (str_starts(file, STR("\xFF\xD8\xFF")))
        return write_jpeg(build, file);
    return 0;
}
