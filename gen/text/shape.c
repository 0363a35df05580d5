#include "text/shape.h"

#include <hb.h>
#include <string.h>

#include "base/utf8.h"
#include "text/font_impl.h"

/* A word is shaped once for each style that it occurs in. Words are cut at
 * blanks, so nothing is kerned across a blank, and a line can be put together
 * from words without being shaped again. */
struct Word {
    ShapeStyle style;
    GlyphRun   run;
};

enum { FIRST_SLOTS = 4096, WORD_MAX = 1024 };

/* Bytes of the blank that begins at `at`, 0 when it is something else. */
static size_t blank_length(Str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.p + at;
    size_t left = text.n - at;
    if (p[0] == ' ')
        return 1;
    if (p[0] == 0xC2 && left > 1 && p[1] == 0xA0)
        return 2;
    if (p[0] == 0xE2 && left > 2 && p[1] == 0x80 && p[2] == 0xAF)
        return 3;
    return 0;
}

size_t shape_word_end(Str text, size_t at)
{
    size_t n = blank_length(text, at);
    if (n > 0)
        return at + n;
    size_t most = text.n - at < WORD_MAX ? text.n : at + WORD_MAX;
    for (at++; at < most && blank_length(text, at) == 0; at++)
        continue;
    while (at == most && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at = --most;
    return at;
}

static uint64_t word_hash(const ShapeStyle *style, Str text)
{
    uint64_t key = (uint64_t)style->face << 2 | (uint64_t)style->is_rtl << 1 | style->is_tabular;
    key = key * 1000003 + (uint32_t)style->size;
    key = key * 1000003 + (uint32_t)style->tracking;
    return str_hash(text) ^ key * UINT64_C(0x9E3779B97F4A7C15);
}

static bool style_equal(const ShapeStyle *a, const ShapeStyle *b)
{
    return a->face == b->face && a->size == b->size && a->tracking == b->tracking
        && a->is_rtl == b->is_rtl && a->is_tabular == b->is_tabular;
}

/* The slot that holds the word, or the free one where it belongs. */
static WordSlot *word_slot(const Fonts *fonts, uint64_t hash, const ShapeStyle *style, Str text)
{
    size_t mask = fonts->slot_count - 1, slot = hash & mask;
    for (const Word *word; (word = fonts->words[slot].word) != NULL; slot = (slot + 1) & mask)
        if (fonts->words[slot].hash == hash && style_equal(&word->style, style)
            && str_equal(word->run.text, text))
            break;
    return &fonts->words[slot];
}

static void words_grow(Fonts *fonts)
{
    WordSlot *old = fonts->words;
    size_t old_count = fonts->slot_count;
    fonts->slot_count = old_count ? old_count * 2 : FIRST_SLOTS;
    fonts->words = arena_array(fonts->arena, WordSlot, fonts->slot_count);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].word != NULL)
            *word_slot(fonts, old[i].hash, &old[i].word->style, old[i].word->run.text) = old[i];
}

/* What only combining marks, other languages and built-up fractions call for. A word of plain letters looks the same
 * without (a test holds the faces to that) and is shaped in two thirds of the time. */
static const hb_tag_t idle[] = {
    HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'), HB_TAG('r', 'l', 'i', 'g'), HB_TAG('c', 'a', 'l', 't'),
    HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k'), HB_TAG('f', 'r', 'a', 'c'), HB_TAG('n', 'u', 'm', 'r'),
    HB_TAG('d', 'n', 'o', 'm'),
};

enum { IDLE = sizeof idle / sizeof *idle, FEATURES_MOST = 5 + IDLE };

/* ASCII, Latin-1, Latin Extended-A and the punctuation of French. */
static bool is_plain(Str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune >= 0x180 && (rune < 0x2010 || rune > 0x202F))
            return false;
    }
    return true;
}

/* Letters that are set apart are not ligated. */
static unsigned features_of(const ShapeStyle *style, Str text, hb_feature_t features[FEATURES_MOST])
{
    static const struct { hb_tag_t tag; } names[] = {
        { HB_TAG('k', 'e', 'r', 'n') }, { HB_TAG('l', 'i', 'g', 'a') },
        { HB_TAG('c', 'l', 'i', 'g') }, { HB_TAG('t', 'n', 'u', 'm') },
        { HB_TAG('l', 'n', 'u', 'm') },
    };
    bool is_ligated = style->tracking == 0;
    const bool is_on[] = { true, is_ligated, is_ligated, true, true };
    unsigned n = style->is_tabular ? 5 : 3;
    for (unsigned i = 0; i < n; i++)
        features[i] = (hb_feature_t){ names[i].tag, is_on[i], HB_FEATURE_GLOBAL_START,
                                      HB_FEATURE_GLOBAL_END };
    bool is_idle = !style->is_rtl && !face_is_arabic(style->face) && is_plain(text);
    for (unsigned i = 0; is_idle && i < IDLE; i++)
        features[n++] = (hb_feature_t){ idle[i], 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
    return n;
}

static void buffer_fill(hb_buffer_t *buffer, const ShapeStyle *style, Str text)
{
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text.p, (int)text.n, 0, (int)text.n);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, style->is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    bool is_arabic = face_is_arabic(style->face);
    hb_buffer_set_language(buffer, hb_language_from_string(is_arabic ? "ar" : "fr", 2));
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
}

/* HarfBuzz counts y upwards, we downwards. */
static void glyphs_take(Arena *arena, hb_buffer_t *buffer, GlyphRun *run)
{
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &n);
    run->glyphs = arena_array(arena, Glyph, n);
    run->count = n;
    for (unsigned i = 0; i < n; i++)
        run->glyphs[i] = (Glyph){ infos[i].codepoint, infos[i].cluster, places[i].x_advance,
                                  places[i].x_offset, -places[i].y_offset };
}

/* A no-break blank is as wide as the face's blank; the narrow one of the sans
 * is set to Gentium's 0.17 em (look.md, "Faces"). */
static void blank_adjust(Fonts *fonts, const ShapeStyle *style, GlyphRun *run)
{
    size_t n = blank_length(run->text, 0);
    if (n < 2 || run->count != 1)
        return;
    if (n == 3 && face_is_sans(style->face))
        run->glyphs[0].advance = fixed_scale(style->size, 17, 100);
    else if (n == 2)
        run->glyphs[0].advance = hb_font_get_glyph_h_advance(
            font_at_size(fonts, style->face, style->size), font_glyph(fonts, style->face, ' '));
}

/* Adds the tracking behind each cluster and sums the advances. */
static void run_track(GlyphRun *run, Fixed tracking)
{
    run->width = 0;
    for (uint32_t i = 0; i < run->count; i++) {
        bool ends_cluster = i + 1 == run->count
                         || run->glyphs[i + 1].cluster != run->glyphs[i].cluster;
        if (ends_cluster)
            run->glyphs[i].advance += tracking;
        run->width += run->glyphs[i].advance;
    }
}

static Word *word_new(Fonts *fonts, const ShapeStyle *style, Str text)
{
    Word *word = arena_new(fonts->arena, Word);
    *word = (Word){ *style, { .face = style->face, .size = style->size, .is_rtl = style->is_rtl,
                              .text = str_copy(fonts->arena, text) } };
    hb_feature_t features[FEATURES_MOST];
    unsigned n = features_of(style, text, features);
    buffer_fill(fonts->buffer, style, text);
    hb_shape(font_at_size(fonts, style->face, style->size), fonts->buffer, features, n);
    glyphs_take(fonts->arena, fonts->buffer, &word->run);
    blank_adjust(fonts, style, &word->run);
    run_track(&word->run, style->tracking);
    return word;
}

const GlyphRun *shape_word(Fonts *fonts, ShapeStyle style, Str text)
{
    if (4 * (fonts->word_count + 1) > 3 * fonts->slot_count)
        words_grow(fonts);
    uint64_t hash = word_hash(&style, text);
    WordSlot *slot = word_slot(fonts, hash, &style, text);
    if (slot->word == NULL) {
        *slot = (WordSlot){ hash, word_new(fonts, &style, text) };
        fonts->word_count++;
    }
    return &slot->word->run;
}

/* Appends the word that begins at byte `at` of the run, on the right for a
 * left-to-right run. */
static void run_append(GlyphRun *run, const GlyphRun *word, size_t at)
{
    Glyph *to = run->glyphs + run->count;
    for (uint32_t i = 0; i < word->count; i++) {
        to[i] = word->glyphs[i];
        to[i].cluster += (uint32_t)at;
    }
    run->count += word->count;
    run->width += word->width;
}

static void glyphs_reverse(Glyph *glyphs, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        Glyph swap = glyphs[i];
        glyphs[i] = glyphs[n - 1 - i];
        glyphs[n - 1 - i] = swap;
    }
}

GlyphRun shape_run(Arena *arena, Fonts *fonts, ShapeStyle style, Str text)
{
    uint32_t count = 0;
    for (size_t at = 0, end; at < text.n; at = end) {
        end = shape_word_end(text, at);
        count += shape_word(fonts, style, str_slice(text, at, end))->count;
    }
    GlyphRun run = { .face = style.face, .size = style.size, .is_rtl = style.is_rtl, .text = text,
                     .glyphs = arena_array(arena, Glyph, count) };
    for (size_t at = 0, end; at < text.n; at = end) {
        end = shape_word_end(text, at);
        const GlyphRun *word = shape_word(fonts, style, str_slice(text, at, end));
        run_append(&run, word, at);
        if (style.is_rtl)
            glyphs_reverse(run.glyphs + run.count - word->count, word->count);
    }
    /* Each word was turned round; turning all of it puts the first word last. */
    if (style.is_rtl)
        glyphs_reverse(run.glyphs, run.count);
    return run;
}

Fixed shape_width(Fonts *fonts, ShapeStyle style, Str text)
{
    Fixed width = 0;
    for (size_t at = 0, end; at < text.n; at = end) {
        end = shape_word_end(text, at);
        width += shape_word(fonts, style, str_slice(text, at, end))->width;
    }
    return width;
}
