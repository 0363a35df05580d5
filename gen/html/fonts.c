#include "html/fonts.h"

#include <hb-subset.h>
#include <hb.h>
#include <string.h>

#include "base/utf8.h"
#include "html/woff.h"

/* The families have names of their own: the licences reserve those of the
 * faces for the unchanged ones. Copyright and licence stay in the files. */
static const struct { Face face; const char *file, *family; int weight; bool is_italic, is_arabic; } web_faces[] = {
    { FACE_TEXT,             "texte-400",   "texte", 400, false, false },
    { FACE_TEXT_ITALIC,      "texte-400-i", "texte", 400, true,  false },
    { FACE_TEXT_BOLD,        "texte-700",   "texte", 700, false, false },
    { FACE_TEXT_BOLD_ITALIC, "texte-700-i", "texte", 700, true,  false },
    { FACE_SANS,             "sans-400",    "sans",  400, false, false },
    { FACE_SANS_SEMIBOLD,    "sans-600",    "sans",  600, false, false },
    { FACE_SANS_BOLD,        "sans-700",    "sans",  700, false, false },
    { FACE_ARABIC,           "arabe-400",   "arabe", 400, false, true  },
};

static const struct { uint32_t lo, hi; } arabic_blocks[] = {
    { 0x0600, 0x06FF }, { 0x0750, 0x077F }, { 0x08A0, 0x08FF }, { 0xFB50, 0xFDFF }, { 0xFE70, 0xFEFF },
};

/* What shapes running French and Arabic; a face has many more, each of which
 * would bring its glyphs along. */
static const hb_tag_t features[] = {
    HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('l', 'i', 'g', 'a'),
    HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k'), HB_TAG('c', 'a', 'l', 't'), HB_TAG('r', 'l', 'i', 'g'),
    HB_TAG('i', 'n', 'i', 't'), HB_TAG('m', 'e', 'd', 'i'), HB_TAG('f', 'i', 'n', 'a'), HB_TAG('i', 's', 'o', 'l'),
    HB_TAG('r', 'c', 'l', 't'), HB_TAG('c', 'u', 'r', 's'),
};

/* Name records: copyright, licence, its address. */
static const hb_codepoint_t names[] = { 0, 13, 14 };

enum { NARROW_SPACE = 0x202F, NARROW_SPACE_PERCENT = 17, LATIN_CAPITALS = 'A' };

void runes_add(Runes *runes, Str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        runes->bits[rune / 32] |= UINT32_C(1) << rune % 32;
    }
}

static bool is_arabic(uint32_t rune)
{
    for (size_t i = 0; i < sizeof arabic_blocks / sizeof *arabic_blocks; i++)
        if (rune >= arabic_blocks[i].lo && rune <= arabic_blocks[i].hi)
            return true;
    return false;
}

/* The Arabic face serves its script with the blanks, figures and marks that
 * stand in it; the others everything else. False when there is no use. */
static bool add_runes(hb_set_t *set, const Runes *runes, bool for_arabic)
{
    bool is_used = false;
    for (uint32_t word = 0; word < sizeof runes->bits / sizeof *runes->bits; word++) {
        if (runes->bits[word] == 0)
            continue;
        for (uint32_t rune = word * 32; rune < word * 32 + 32; rune++) {
            if ((runes->bits[word] >> rune % 32 & 1) == 0)
                continue;
            bool is_script = is_arabic(rune);
            if (is_script == for_arabic || (for_arabic && rune < LATIN_CAPITALS))
                hb_set_add(set, rune);
            is_used = is_used || is_script == for_arabic;
        }
    }
    return is_used;
}

static void choose_features(hb_subset_input_t *input)
{
    hb_set_t *set = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(set);
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        hb_set_add(set, features[i]);
    set = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_clear(set);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        hb_set_add(set, names[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
}

/* A face cut to its runes: bytes of our own, and its glyph of the narrow
 * no-break space, 0 when absent. */
typedef struct { unsigned char *bytes; size_t n; uint32_t narrow_space; } Cut;

static void take_program(Arena *arena, hb_face_t *face, Cut *cut)
{
    unsigned n;
    hb_blob_t *blob = hb_face_reference_blob(face);
    const char *p = hb_blob_get_data(blob, &n);
    cut->bytes = arena_array(arena, unsigned char, n);
    cut->n = n;
    if (n > 0)
        memcpy(cut->bytes, p, n);
    hb_blob_destroy(blob);
}

static bool cut_face(Arena *scratch, Str program, const Runes *runes, bool for_arabic, Cut *cut)
{
    hb_blob_t *blob = hb_blob_create(program.p, (unsigned)program.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_face_t *small = NULL;
    *cut = (Cut){ 0 };
    if (input != NULL && add_runes(hb_subset_input_unicode_set(input), runes, for_arabic)) {
        choose_features(input);
        small = hb_subset_or_fail(face, input);
    }
    if (small != NULL) {
        hb_font_t *font = hb_font_create(small);
        if (!hb_font_get_nominal_glyph(font, NARROW_SPACE, &cut->narrow_space))
            cut->narrow_space = 0;
        hb_font_destroy(font);
        take_program(scratch, small, cut);
    }
    hb_face_destroy(small);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return cut->n > 0;
}

static uint32_t read_number(const unsigned char *p, int n)
{
    uint32_t number = 0;
    while (n-- > 0)
        number = number << 8 | *p++;
    return number;
}

static void write_number(unsigned char *p, int n, uint32_t number)
{
    for (; n-- > 0; number >>= 8)
        p[n] = (unsigned char)number;
}

/* The directory entry of a table (tag, checksum, offset, length); NULL when absent. */
static unsigned char *entry_of(const Cut *cut, const char *tag)
{
    unsigned char *entry = cut->bytes + 12;
    for (uint32_t n = read_number(cut->bytes + 4, 2); n > 0; n--, entry += 16)
        if (memcmp(entry, tag, 4) == 0)
            return entry;
    return NULL;
}

/* Sets the narrow no-break space of the sans to 0.17 em, as print does
 * (look.md, "Faces"). The checksum of hmtx grows by what the advance does;
 * that of the file, which counts the table and its entry, by twice that
 * (OpenType 1.9, "Calculating Checksums"). */
static void narrow_space(Cut *cut)
{
    unsigned char *head = entry_of(cut, "head"), *hhea = entry_of(cut, "hhea"), *hmtx = entry_of(cut, "hmtx");
    if (cut->narrow_space == 0 || head == NULL || hhea == NULL || hmtx == NULL)
        return;
    unsigned char *header = cut->bytes + read_number(head + 8, 4);
    if (cut->narrow_space >= read_number(cut->bytes + read_number(hhea + 8, 4) + 34, 2))
        return;
    unsigned char *at = cut->bytes + read_number(hmtx + 8, 4) + cut->narrow_space * 4;
    uint32_t advance = read_number(header + 18, 2) * NARROW_SPACE_PERCENT / 100;
    uint32_t growth = (advance - read_number(at, 2)) << 16;
    write_number(at, 2, advance);
    write_number(hmtx + 4, 4, read_number(hmtx + 4, 4) + growth);
    write_number(header + 8, 4, read_number(header + 8, 4) - 2 * growth);
}

static void write_rule(Buf *css, size_t i)
{
    buf_printf(css, "@font-face{font-family:%s;font-weight:%d;font-style:%s;font-display:swap;"
                    "src:url(fonts/%s.woff)format(\"woff\")",
               web_faces[i].family, web_faces[i].weight, web_faces[i].is_italic ? "italic" : "normal",
               web_faces[i].file);
    if (web_faces[i].is_arabic)
        buf_c(css, ";unicode-range:U+20-40,U+600-6FF,U+750-77F,U+8A0-8FF,U+FB50-FDFF,U+FE70-FEFF");
    buf_c(css, "}\n");
}

static bool has_use(const Runes *runes, bool for_arabic)
{
    hb_set_t *set = hb_set_create();
    bool is_used = add_runes(set, runes, for_arabic);
    hb_set_destroy(set);
    return is_used;
}

void fonts_write(Arena *arena, Arena *scratch, Fonts *fonts, const Runes *runes, OutputFiles *files, Buf *css,
                 Diags *diags)
{
    for (size_t i = 0; i < sizeof web_faces / sizeof *web_faces; i++) {
        Face face = web_faces[i].face;
        Cut cut;
        if (!has_use(runes, web_faces[i].is_arabic))
            continue;
        bool is_cut = cut_face(scratch, font_program(fonts, face), runes, web_faces[i].is_arabic, &cut);
        if (is_cut && strcmp(web_faces[i].family, "sans") == 0)
            narrow_space(&cut);
        Str packed = is_cut ? woff_pack(arena, (Str){ (const char *)cut.bytes, cut.n }) : STR_NONE;
        if (packed.n == 0) {
            diag_add(diags, DIAG_FONT_UNREADABLE, SPAN_NONE, "%.*s", STR_ARG(font_name(face)));
            continue;
        }
        array_push(arena, files, (OutputFile){ str_printf(arena, "fonts/%s.woff", web_faces[i].file), packed });
        write_rule(css, i);
    }
}
