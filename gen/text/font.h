/* font.h - the faces that text is set in
 *
 * Opened once a process from the files in fonts/. Measures are in units of
 * the face (units_per_em to the em) unless they say Fixed. HarfBuzz and its
 * types stay inside text/font.c, text/shape.c and pdf/fonts.c.
 */
#ifndef TEXT_FONT_H
#define TEXT_FONT_H

#include "diag/diag.h"
#include "base/fixed.h"

/* Every face, with its file in fonts/ and whether the site serves it. */
#define FONT_FACES(X)                                      \
    X(FACE_TEXT,             "GentiumBookPlus-Regular")    \
    X(FACE_TEXT_ITALIC,      "GentiumBookPlus-Italic")     \
    X(FACE_TEXT_BOLD,        "GentiumBookPlus-Bold")       \
    X(FACE_TEXT_BOLD_ITALIC, "GentiumBookPlus-BoldItalic") \
    X(FACE_SANS,             "Lato-Regular")               \
    X(FACE_SANS_ITALIC,      "Lato-Italic")                \
    X(FACE_SANS_SEMIBOLD,    "Lato-Semibold")              \
    X(FACE_SANS_BOLD,        "Lato-Bold")                  \
    X(FACE_ARABIC,           "Amiri-Regular")              \
    X(FACE_ARABIC_BOLD,      "Amiri-Bold")

#define FONT_ENUM(symbol, file) symbol,
typedef enum { FONT_FACES(FONT_ENUM) FACE_COUNT } Face;
#undef FONT_ENUM

typedef struct Fonts Fonts;              /* opaque: faces, shaping fonts, word cache */

/* Maps the files of `folder`; a face that cannot be read is DIAG_FONT_UNREADABLE
 * and the result NULL. Faces are parsed when they are first used. */
Fonts *fonts_open(Str folder, Diags *diags);
void   fonts_close(Fonts *fonts);

typedef struct {
    int units_per_em;
    int ascent, descent;                 /* both positive, from hhea */
    int cap_height, x_height;
    int box[4];                          /* left, bottom, right, top of all glyphs */
    double italic_angle;                 /* degrees, from post */
    int weight;                          /* 400, 600, 700 */
} FaceMetrics;

const FaceMetrics *font_metrics(Fonts *fonts, Face face);
Str  font_name(Face face);                         /* PostScript name */
Str  font_program(Fonts *fonts, Face face);        /* the file's bytes */
int  font_advance(Fonts *fonts, Face face, uint32_t glyph);   /* unkerned, units */
uint32_t font_glyph(Fonts *fonts, Face face, uint32_t rune);  /* 0 when absent */

#endif
