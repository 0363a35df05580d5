/* font_impl.h - what font.c and shape.c share: the opened faces and the word cache
 *
 * HarfBuzz is named here by its struct tags alone, so that only the two .c
 * files include it.
 */
#ifndef TEXT_FONT_IMPL_H
#define TEXT_FONT_IMPL_H

#include "base/array.h"
#include "text/shape.h"

struct hb_face_t;
struct hb_font_t;
struct hb_buffer_t;

/* A face at one size: its positions come out as Fixed. */
typedef struct { Fixed size; struct hb_font_t *font; } SizedFont;

typedef struct {
    Str                program;          /* mapped file */
    struct hb_face_t  *face;             /* NULL until it is first used */
    struct hb_font_t  *font;             /* one unit of the face to one unit */
    FaceMetrics        metrics;
    ARRAY(SizedFont)   sizes;
} OpenFace;

typedef struct Word Word;                /* shape.c */
typedef struct { uint64_t hash; Word *word; } WordSlot;

struct Fonts {
    Arena              *arena;
    OpenFace            faces[FACE_COUNT];
    struct hb_buffer_t *buffer;          /* used again for each word */
    WordSlot           *words;           /* open addressing, by style and text */
    size_t              word_count, slot_count;
};

OpenFace         *font_open_face(Fonts *fonts, Face face);
struct hb_font_t *font_at_size(Fonts *fonts, Face face, Fixed size);

bool face_is_arabic(Face face);
bool face_is_sans(Face face);

#endif
