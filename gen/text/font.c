#include "text/font.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <hb.h>
#include <hb-ot.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "text/breaks.h"
#include "text/font_impl.h"

#define FONT_NAME(symbol, file) [symbol] = file,
static const char *const face_names[] = { FONT_FACES(FONT_NAME) };
#undef FONT_NAME
_Static_assert(sizeof face_names / sizeof *face_names == FACE_COUNT, "every face needs a file");

/* As the theme counts: Gentium Book's own tables say 500 and 800. */
static const int face_weights[FACE_COUNT] = {
    [FACE_TEXT] = 400, [FACE_TEXT_ITALIC] = 400, [FACE_TEXT_BOLD] = 700, [FACE_TEXT_BOLD_ITALIC] = 700,
    [FACE_SANS] = 400, [FACE_SANS_ITALIC] = 400, [FACE_SANS_SEMIBOLD] = 600, [FACE_SANS_BOLD] = 700,
    [FACE_ARABIC] = 400, [FACE_ARABIC_BOLD] = 700,
};

/* Numbers of an OpenType table, big-endian; 0 behind its end. */
static int read_u16(Str table, size_t at)
{
    if (at + 2 > table.n)
        return 0;
    const unsigned char *bytes = (const unsigned char *)table.p + at;
    return bytes[0] << 8 | bytes[1];
}

static int read_i16(Str table, size_t at)
{
    int value = read_u16(table, at);
    return value < 0x8000 ? value : value - 0x10000;
}

/* The bytes lie in the mapped program and so outlive the blob. */
static Str face_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    unsigned n;
    const char *p = hb_blob_get_data(blob, &n);
    hb_blob_destroy(blob);
    return (Str){ p, n };
}

/* Source: OpenType 1.9, tables head, hhea, OS/2 and post. The
 * weight is not among them. */
static FaceMetrics metrics_read(hb_face_t *face)
{
    Str head = face_table(face, HB_TAG('h', 'e', 'a', 'd'));
    Str hhea = face_table(face, HB_TAG('h', 'h', 'e', 'a'));
    Str os2  = face_table(face, HB_TAG('O', 'S', '/', '2'));
    Str post = face_table(face, HB_TAG('p', 'o', 's', 't'));
    FaceMetrics metrics = {
        .units_per_em = (int)hb_face_get_upem(face),
        .ascent       = read_i16(hhea, 4),
        .descent      = -read_i16(hhea, 6),
        .x_height     = read_i16(os2, 86),
        .cap_height   = read_i16(os2, 88),
        .italic_angle = read_i16(post, 4) + read_u16(post, 6) / 65536.0,
    };
    for (size_t i = 0; i < 4; i++)
        metrics.box[i] = read_i16(head, 36 + 2 * i);
    return metrics;
}

OpenFace *font_open_face(Fonts *fonts, Face face)
{
    OpenFace *open = &fonts->faces[face];
    if (open->face != NULL)
        return open;
    hb_blob_t *blob = hb_blob_create(open->program.p, (unsigned)open->program.n,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    open->face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    open->font = hb_font_create(open->face);
    open->metrics = metrics_read(open->face);
    open->metrics.weight = face_weights[face];
    return open;
}

struct hb_font_t *font_at_size(Fonts *fonts, Face face, Fixed size)
{
    OpenFace *open = font_open_face(fonts, face);
    for (size_t i = 0; i < open->sizes.n; i++)
        if (open->sizes.at[i].size == size)
            return open->sizes.at[i].font;
    hb_font_t *font = hb_font_create(open->face);
    hb_font_set_scale(font, size, size);
    array_push(fonts->arena, &open->sizes, (SizedFont){ size, font });
    return font;
}

/* Maps one file; false with errno when it cannot be or is no TrueType. */
static bool program_map(Arena *scratch, Str path, Str *program)
{
    int file = open(str_to_c(scratch, path), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    struct stat status;
    void *bytes = MAP_FAILED;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 12)
        bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    else
        errno = EINVAL;
    int fault = errno;
    close(file);
    errno = fault;
    if (bytes == MAP_FAILED)
        return false;
    *program = (Str){ bytes, (size_t)status.st_size };
    if (memcmp(bytes, "\0\1\0\0", 4) == 0)
        return true;
    errno = EINVAL;
    return false;
}

Fonts *fonts_open(Str folder, Diags *diags)
{
    Arena *arena = arena_open();
    Fonts *fonts = arena_new(arena, Fonts);
    fonts->arena = arena;
    fonts->buffer = hb_buffer_create();
    breaks_init();
    bool is_whole = true;
    for (int face = 0; face < FACE_COUNT; face++) {
        Str path = path_join(arena, folder, str_printf(arena, "%s.ttf", face_names[face]));
        if (!program_map(arena, path, &fonts->faces[face].program)) {
            diag_add(diags, DIAG_FONT_UNREADABLE, SPAN_NONE, "%.*s (%s)", STR_ARG(path),
                     file_reason());
            is_whole = false;
        }
    }
    if (is_whole)
        return fonts;
    fonts_close(fonts);
    return NULL;
}

static void face_close(OpenFace *open)
{
    for (size_t i = 0; i < open->sizes.n; i++)
        hb_font_destroy(open->sizes.at[i].font);
    hb_font_destroy(open->font);
    hb_face_destroy(open->face);
    if (open->program.p != NULL)
        munmap((void *)open->program.p, open->program.n);
}

void fonts_close(Fonts *fonts)
{
    if (fonts == NULL)
        return;
    hb_buffer_destroy(fonts->buffer);
    for (int face = 0; face < FACE_COUNT; face++)
        face_close(&fonts->faces[face]);
    arena_close(fonts->arena);
}

const FaceMetrics *font_metrics(Fonts *fonts, Face face)
{
    return &font_open_face(fonts, face)->metrics;
}

Str font_name(Face face)
{
    return str_from_c(face_names[face]);
}

Str font_program(Fonts *fonts, Face face)
{
    return fonts->faces[face].program;
}

int font_advance(Fonts *fonts, Face face, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(font_open_face(fonts, face)->font, glyph);
}

uint32_t font_glyph(Fonts *fonts, Face face, uint32_t rune)
{
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(font_open_face(fonts, face)->font, rune, &glyph);
    return glyph;
}

bool face_is_arabic(Face face)
{
    return face == FACE_ARABIC || face == FACE_ARABIC_BOLD;
}

bool face_is_sans(Face face)
{
    return face >= FACE_SANS && face <= FACE_SANS_BOLD;
}
