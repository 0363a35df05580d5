#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <hb.h>

#include "base/array.h"
#include "base/utf8.h"
#include "text/shape.h"

static const ShapeStyle body = { .face = FACE_TEXT, .size = PT(11) };

typedef struct { Arena *arena; Fonts *fonts; } Memory;

static int open_memory(void **state)
{
    static Memory memory;
    memory.arena = arena_open();
    Diags diags = diags_new(memory.arena);
    memory.fonts = fonts_open(STR("fonts"), &diags);
    *state = &memory;
    return memory.fonts == NULL;
}

static int close_memory(void **state)
{
    Memory *memory = *state;
    fonts_close(memory->fonts);
    arena_close(memory->arena);
    return 0;
}

static GlyphRun shape(void **state, ShapeStyle style, Str text)
{
    Memory *memory = *state;
    return shape_run(memory->arena, memory->fonts, style, text);
}

static void pairs_are_kerned(void **state)
{
    GlyphRun pair = shape(state, body, STR("AV"));
    Fixed apart = shape(state, body, STR("A")).width + shape(state, body, STR("V")).width;
    assert_int_equal(pair.count, 2);
    assert_true(pair.width < apart);
}

static void ligature_spans_its_characters(void **state)
{
    GlyphRun run = shape(state, body, STR("office"));
    assert_int_equal(run.count, 4);                /* o ffi c e */
    assert_int_equal(run.glyphs[1].cluster, 1);
    assert_int_equal(run.glyphs[2].cluster, 4);
}

/* As HarfBuzz shapes it with all that it does by itself. */
static void assert_shaped_alike(hb_font_t *font, hb_buffer_t *buffer, const GlyphRun *run)
{
    unsigned n;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, run->text.p, (int)run->text.n, 0, (int)run->text.n);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_language(buffer, hb_language_from_string("fr", 2));
    hb_shape(font, buffer, NULL, 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &n);
    bool is_alike = n == run->count;
    for (unsigned i = 0; is_alike && i < n; i++)
        is_alike = infos[i].codepoint == run->glyphs[i].id && infos[i].cluster == run->glyphs[i].cluster
                && places[i].x_advance == run->glyphs[i].advance && places[i].x_offset == run->glyphs[i].x
                && -places[i].y_offset == run->glyphs[i].y;
    if (!is_alike)
        fail_msg("« %.*s » in face %d is shaped otherwise", STR_ARG(run->text), (int)run->face);
}

/* Every pair of the characters of French print, and the threes that faces like to join, in every Latin face. */
static void features_left_out_change_nothing(void **state)
{
    static const char *const runes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789àâäçéèêëîïôöùûüÿœæ"
                                     "ÀÂÇÉÈÊËÎÏÔÙÛŒ.,;:!?'’\"«»()[]/-–—…%€°&+=\u0111\u0142\u0161";
    static const char *const joined = "filjtTVA.,1/2";
    Memory *memory = *state;
    ARRAY(Str) words = { 0 };
    Str all = str_from_c(runes);
    for (size_t i = 0, first; first = i, i < all.n;) {
        utf8_next(all, &i);
        for (size_t j = 0, second; second = j, j < all.n;) {
            utf8_next(all, &j);
            array_push(memory->arena, &words, str_join(memory->arena, str_slice(all, first, i), str_slice(all, second, j)));
        }
    }
    for (const char *a = joined; *a; a++)
        for (const char *b = joined; *b; b++)
            for (const char *c = joined; *c; c++)
                array_push(memory->arena, &words, str_printf(memory->arena, "%c%c%c", *a, *b, *c));
    hb_buffer_t *buffer = hb_buffer_create();
    for (Face face = FACE_TEXT; face < FACE_ARABIC; face++) {
        Str program = font_program(memory->fonts, face);
        hb_blob_t *blob = hb_blob_create(program.p, (unsigned)program.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
        hb_face_t *opened = hb_face_create(blob, 0);
        hb_font_t *font = hb_font_create(opened);
        hb_font_set_scale(font, PT(11), PT(11));
        for (size_t i = 0; i < words.n; i++)
            assert_shaped_alike(font, buffer, shape_word(memory->fonts, (ShapeStyle){ .face = face, .size = PT(11) },
                                                         words.at[i]));
        hb_font_destroy(font);
        hb_face_destroy(opened);
        hb_blob_destroy(blob);
    }
    hb_buffer_destroy(buffer);
}

static void letters_set_apart_are_not_ligated(void **state)
{
    ShapeStyle tracked = body;
    tracked.tracking = PT(1);
    GlyphRun run = shape(state, tracked, STR("office"));
    assert_int_equal(run.count, 6);
    assert_true(run.width > shape(state, body, STR("office")).width + 5 * PT(1));
}

static void word_is_kept(void **state)
{
    Memory *memory = *state;
    const GlyphRun *first = shape_word(memory->fonts, body, STR("bilan"));
    char again[] = "bilan";
    assert_ptr_equal(shape_word(memory->fonts, body, (Str){ again, 5 }), first);
    ShapeStyle bold = body;
    bold.face = FACE_TEXT_BOLD;
    assert_ptr_not_equal(shape_word(memory->fonts, bold, STR("bilan")), first);
}

static void many_words_are_kept(void **state)
{
    Memory *memory = *state;
    const GlyphRun *first = shape_word(memory->fonts, body, STR("premier"));
    for (int i = 0; i < 6000; i++)
        shape_word(memory->fonts, body, str_printf(memory->arena, "mot%d", i));
    assert_ptr_equal(shape_word(memory->fonts, body, STR("premier")), first);
}

static void run_is_its_words(void **state)
{
    Memory *memory = *state;
    Str text = STR("deux mots\u202F!");
    GlyphRun run = shape(state, body, text);
    assert_int_equal(run.count, 11);
    assert_int_equal(run.glyphs[5].cluster, 5);
    assert_int_equal(run.glyphs[10].cluster, 12);
    Fixed sum = 0;
    for (uint32_t i = 0; i < run.count; i++)
        sum += run.glyphs[i].advance;
    assert_int_equal(sum, run.width);
    assert_int_equal(shape_width(memory->fonts, body, text), run.width);
}

static void narrow_blank_of_the_sans_is_17_hundredths(void **state)
{
    ShapeStyle sans = { .face = FACE_SANS, .size = PT(100) };
    assert_int_equal(shape(state, sans, STR("\u202F")).width, PT(17));
    assert_int_equal(shape(state, sans, STR("\u00A0")).width, shape(state, sans, STR(" ")).width);
    ShapeStyle text = { .face = FACE_TEXT, .size = PT(100) };
    assert_in_range(shape(state, text, STR("\u202F")).width, PT(16.9), PT(17.3));
}

static void arabic_is_joined_and_in_visual_order(void **state)
{
    Memory *memory = *state;
    ShapeStyle arabic = { .face = FACE_ARABIC, .size = PT(13), .is_rtl = true };
    Str text = STR("\u0628\u064A\u062A \u0628\u064A\u062A");
    GlyphRun run = shape(state, arabic, text);
    for (uint32_t i = 0; i + 1 < run.count; i++)
        assert_true(run.glyphs[i].cluster >= run.glyphs[i + 1].cluster);
    assert_int_equal(run.glyphs[run.count - 1].cluster, 0);
    /* The first letter of a word takes another form than the same letter alone. */
    uint32_t alone = font_glyph(memory->fonts, FACE_ARABIC, 0x0628);
    assert_int_not_equal(run.glyphs[run.count - 1].id, alone);
}

static void missing_character_is_glyph_0(void **state)
{
    assert_int_equal(shape(state, body, STR("\u27A4")).glyphs[0].id, 0);
}

static void metrics_of_the_faces(void **state)
{
    Memory *memory = *state;
    const FaceMetrics *text = font_metrics(memory->fonts, FACE_TEXT);
    assert_int_equal(text->units_per_em, 2048);
    assert_int_equal(text->weight, 400);
    assert_in_range(text->cap_height, text->x_height + 1, text->ascent);
    assert_int_equal(font_metrics(memory->fonts, FACE_SANS_SEMIBOLD)->weight, 600);
    assert_true(font_metrics(memory->fonts, FACE_TEXT_ITALIC)->italic_angle < 0);
    uint32_t blank = font_glyph(memory->fonts, FACE_TEXT, ' ');
    assert_int_equal(font_advance(memory->fonts, FACE_TEXT, blank), 451);
}

static void fonts_that_are_not_there_are_reported(void **state)
{
    Memory *memory = *state;
    Diags diags = diags_new(memory->arena);
    assert_null(fonts_open(STR("no/such/folder"), &diags));
    assert_int_equal(diags.list.n, FACE_COUNT);
    assert_int_equal(diags.list.at[0].code, DIAG_FONT_UNREADABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_kerned),
        cmocka_unit_test(ligature_spans_its_characters),
        cmocka_unit_test(letters_set_apart_are_not_ligated),
        cmocka_unit_test(features_left_out_change_nothing),
        cmocka_unit_test(word_is_kept),
        cmocka_unit_test(many_words_are_kept),
        cmocka_unit_test(run_is_its_words),
        cmocka_unit_test(narrow_blank_of_the_sans_is_17_hundredths),
        cmocka_unit_test(arabic_is_joined_and_in_visual_order),
        cmocka_unit_test(missing_character_is_glyph_0),
        cmocka_unit_test(metrics_of_the_faces),
        cmocka_unit_test(fonts_that_are_not_there_are_reported),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
