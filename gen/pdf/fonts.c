#include "pdf/fonts.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>

#include "base/map.h"
#include "base/utf8.h"
#include "pdf/syntax.h"

typedef struct {
    uint32_t glyph;                      /* in the face's program */
    Str      text;
    uint64_t key;                        /* of the text */
    int      width;
    PdfCode  next;                       /* another meaning of the same glyph; 0 ends */
} Code;

typedef struct {
    ARRAY(Code)    codes;                /* by code; codes.at[0] is .notdef, never shown */
    ARRAY(PdfCode) first;                /* by glyph; 0: not used so far */
    Map            many;                 /* PdfCode by glyph and text: those behind a full chain */
} UsedFace;

struct PdfFonts {
    Arena   *arena;
    Fonts   *fonts;
    UsedFace face[FACE_COUNT];
};

enum { EM = 1000, CODE_MAX = 0xFFFF, MAP_BLOCK = 100, MISSING_SIGN = '?', CHAIN_MAX = 32 };

PdfFonts *pdf_fonts_new(Arena *arena, Fonts *fonts)
{
    PdfFonts *used = arena_new(arena, PdfFonts);
    used->arena = arena;
    used->fonts = fonts;
    return used;
}

static int to_em(int length, const FaceMetrics *metrics)
{
    return (int)lround((double)length * EM / metrics->units_per_em);
}

static uint32_t sign_of_missing(Fonts *fonts, Face face)
{
    uint32_t glyph = font_glyph(fonts, face, UTF8_REPLACEMENT);
    return glyph ? glyph : font_glyph(fonts, face, MISSING_SIGN);
}

/* The length and the last seven bytes: what tells almost every text apart
 * without looking at it. */
static uint64_t text_key(Str text)
{
    uint64_t key = 0;
    for (size_t i = 0; i < text.n; i++)
        key = key << 8 | (unsigned char)text.p[i];
    return key << 8 | (text.n & 0xFF);
}

/* 0 when all are taken: then another of the glyph's serves, which is the right glyph with a text that may not be right. */
static PdfCode new_code(PdfFonts *used, Face face, uint32_t glyph, Str text)
{
    UsedFace *of = &used->face[face];
    if (of->codes.n == 0)
        array_push(used->arena, &of->codes, (Code){ 0 });
    if (of->codes.n > CODE_MAX)
        return 0;
    int width = to_em(font_advance(used->fonts, face, glyph), font_metrics(used->fonts, face));
    array_push(used->arena, &of->codes, (Code){ glyph, text, text_key(text), width, 0 });
    return (PdfCode)(of->codes.n - 1);
}

/* The code of a glyph that stands for more texts than a chain holds, as the sign of what is missing does. */
static PdfCode code_of_many(PdfFonts *used, Face face, uint32_t glyph, Str text)
{
    UsedFace *of = &used->face[face];
    ArenaMark mark = arena_mark(used->arena);
    Str key = str_printf(used->arena, "%u %.*s", (unsigned)glyph, STR_ARG(text));
    PdfCode *kept = map_find(&of->many, key);
    if (kept != NULL) {
        arena_rewind(used->arena, mark);
        return *kept;
    }
    kept = arena_new(used->arena, PdfCode);
    *kept = new_code(used, face, glyph, text);
    if (*kept == 0)
        *kept = of->first.at[glyph];
    map_set(used->arena, &of->many, key, kept);
    return *kept;
}

PdfCode pdf_font_code(PdfFonts *used, Face face, uint32_t glyph, Str text)
{
    UsedFace *of = &used->face[face];
    if (glyph == 0)
        glyph = sign_of_missing(used->fonts, face);
    if (glyph >= of->first.n) {
        array_reserve(used->arena, &of->first, glyph + 1 - of->first.n);
        of->first.n = glyph + 1;         /* what an arena gives is zero */
    }
    uint64_t key = text_key(text);
    PdfCode last = 0;
    int length = 0;
    for (PdfCode code = of->first.at[glyph]; code != 0; last = code, code = of->codes.at[code].next, length++)
        if (of->codes.at[code].key == key && (text.n < sizeof key || str_equal(of->codes.at[code].text, text)))
            return code;
    if (length == CHAIN_MAX)
        return code_of_many(used, face, glyph, text);
    PdfCode added = new_code(used, face, glyph, text);
    if (added == 0)
        return of->first.at[glyph];
    *(last != 0 ? &of->codes.at[last].next : &of->first.at[glyph]) = added;
    return added;
}

PdfCode pdf_font_blank(PdfFonts *used, Face face)
{
    return pdf_font_code(used, face, font_glyph(used->fonts, face, ' '), STR(" "));
}

int pdf_font_width(const PdfFonts *used, Face face, PdfCode code)
{
    return used->face[face].codes.at[code].width;
}

/* What a reader may be told (PDF/UA-1, 7.21.7; PDF/A-3, 6.2.11.7): no code
 * points without meaning outside their maker's house. */
static bool is_speakable(uint32_t rune)
{
    return rune >= ' ' && rune != 0xFEFF && (rune < 0xFFFE || rune > 0xFFFF)
        && !(rune >= 0xE000 && rune <= 0xF8FF) && rune < 0xF0000;
}

/* A ligature that was typed as one character is told as its letters. */
static Str speakable(Arena *arena, Str text)
{
    static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
    enum { FIRST = 0xFB00, COUNT = sizeof ligatures / sizeof *ligatures };
    Buf buf = buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune >= FIRST && rune < FIRST + COUNT)
            buf_c(&buf, ligatures[rune - FIRST]);
        else
            buf_rune(&buf, is_speakable(rune) ? rune : UTF8_REPLACEMENT);
    }
    return buf_text(&buf);
}

/* Source: Adobe Technical Note 5411, ToUnicode Mapping File Tutorial: at most
 * 100 lines between beginbfchar and endbfchar. */
Str pdf_font_map(PdfFonts *used, Arena *arena, Face face)
{
    const UsedFace *of = &used->face[face];
    Buf map = buf_new(arena);
    buf_c(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (PdfCode code = 1; code < of->codes.n; code++) {
        size_t rest = of->codes.n - code;
        if ((code - 1) % MAP_BLOCK == 0) {
            put_integer(&map, rest < MAP_BLOCK ? (int64_t)rest : MAP_BLOCK);
            buf_c(&map, " beginbfchar\n");
        }
        buf_char(&map, '<');
        put_hex16(&map, code);
        buf_c(&map, "> <");
        put_utf16(&map, speakable(arena, of->codes.at[code].text));
        buf_c(&map, code % MAP_BLOCK == 0 || rest == 1 ? ">\nendbfchar\n" : ">\n");
    }
    buf_c(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return buf_text(&map);
}

/* A face's program with only the glyphs used, and the map from codes to its
 * glyphs: two bytes each. */
typedef struct { Str program, code_to_glyph; } Cut;

static hb_subset_input_t *glyphs_wanted(const UsedFace *of)
{
    static const char dropped[][5] = { "GSUB", "GPOS", "GDEF", "BASE", "OS/2", "name", "post", "cmap",
                                       "kern", "gasp", "DSIG", "STAT", "meta" };
    hb_subset_input_t *wanted = hb_subset_input_create_or_fail();
    if (wanted == NULL)
        return NULL;
    hb_subset_input_set_flags(wanted, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *drop = hb_subset_input_set(wanted, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(drop, hb_tag_from_string(dropped[i], 4));
    for (PdfCode code = 0; code < of->codes.n; code++)
        hb_set_add(hb_subset_input_glyph_set(wanted), of->codes.at[code].glyph);
    return wanted;
}

static Str codes_to_glyphs(Arena *arena, const UsedFace *of, const hb_map_t *new_glyphs)
{
    Buf map = buf_new(arena);
    for (PdfCode code = 0; code < of->codes.n; code++) {
        hb_codepoint_t glyph = hb_map_get(new_glyphs, of->codes.at[code].glyph);
        buf_char(&map, (char)(glyph >> 8 & 0xFF));
        buf_char(&map, (char)(glyph & 0xFF));
    }
    return buf_text(&map);
}

static bool cut_face(PdfFonts *used, Face face, Cut *cut)
{
    Str program = font_program(used->fonts, face);
    hb_blob_t *blob = hb_blob_create(program.p, (unsigned)program.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *whole = hb_face_create(blob, 0);
    hb_subset_input_t *wanted = glyphs_wanted(&used->face[face]);
    hb_subset_plan_t *plan = wanted ? hb_subset_plan_create_or_fail(whole, wanted) : NULL;
    hb_face_t *part = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (part != NULL) {
        hb_blob_t *bytes = hb_face_reference_blob(part);
        unsigned n = 0;
        const char *p = hb_blob_get_data(bytes, &n);
        cut->program = str_copy(used->arena, (Str){ p, n });
        cut->code_to_glyph = codes_to_glyphs(used->arena, &used->face[face],
                                             hb_subset_plan_old_to_new_glyph_mapping(plan));
        hb_blob_destroy(bytes);
    }
    bool done = part != NULL && cut->program.n > 0;
    hb_face_destroy(part);
    hb_subset_plan_destroy(plan);
    if (wanted != NULL)
        hb_subset_input_destroy(wanted);
    hb_face_destroy(whole);
    hb_blob_destroy(blob);
    return done;
}

/* "ABCDEF+Lato-Bold" (ISO 32000-1, 9.6.4): six letters that differ from one
 * subset to the next. */
static Str subset_name(Arena *arena, Face face, Str program)
{
    uint64_t hash = str_hash(program);
    char tag[6];
    for (size_t i = 0; i < sizeof tag; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return str_printf(arena, "%.6s+%.*s", tag, STR_ARG(font_name(face)));
}

/* Thickness of the stems, estimated from the weight: no table of the program
 * tells it. Adobe's own faces have about 85 at 400 and 140 at 700. */
static int stem(int weight)
{
    return weight * 11 / 60 + 12;
}

static PdfRef write_descriptor(PdfFonts *used, Pdf *pdf, Face face, Str name, Str program)
{
    const FaceMetrics *m = font_metrics(used->fonts, face);
    Str length = str_printf(used->arena, "/Length1 %zu", program.n);
    PdfRef file = pdf_add_stream(pdf, length, program, true);
    Buf angle = buf_new(used->arena);
    put_thousandths(&angle, lround(m->italic_angle * 1000));
    return pdf_add(pdf, str_printf(used->arena,
        "/Type /FontDescriptor /FontName /%.*s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle %.*s "
        "/Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %u 0 R",
        STR_ARG(name), to_em(m->box[0], m), to_em(m->box[1], m), to_em(m->box[2], m), to_em(m->box[3], m),
        STR_ARG(buf_text(&angle)), to_em(m->ascent, m), -to_em(m->descent, m), to_em(m->cap_height, m),
        stem(m->weight), file));
}

static Str widths(PdfFonts *used, Face face)
{
    const UsedFace *of = &used->face[face];
    Buf list = buf_new(used->arena);
    buf_c(&list, "[1 [");
    for (PdfCode code = 1; code < of->codes.n; code++) {
        if (code > 1)
            buf_char(&list, ' ');
        put_integer(&list, of->codes.at[code].width);
    }
    buf_c(&list, "]]");
    return buf_text(&list);
}

static PdfRef write_face(PdfFonts *used, Pdf *pdf, Face face, const Cut *cut)
{
    Str name = subset_name(used->arena, face, cut->program);
    PdfRef descriptor = write_descriptor(used, pdf, face, name, cut->program);
    PdfRef to_glyph = pdf_add_stream(pdf, STR_NONE, cut->code_to_glyph, true);
    PdfRef to_unicode = pdf_add_stream(pdf, STR_NONE, pdf_font_map(used, used->arena, face), true);
    PdfRef descendant = pdf_add(pdf, str_printf(used->arena,
        "/Type /Font /Subtype /CIDFontType2 /BaseFont /%.*s /CIDSystemInfo <</Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0>> /FontDescriptor %u 0 R /DW 0 /W %.*s /CIDToGIDMap %u 0 R",
        STR_ARG(name), descriptor, STR_ARG(widths(used, face)), to_glyph));
    return pdf_add(pdf, str_printf(used->arena,
        "/Type /Font /Subtype /Type0 /BaseFont /%.*s /Encoding /Identity-H /DescendantFonts [%u 0 R] "
        "/ToUnicode %u 0 R", STR_ARG(name), descendant, to_unicode));
}

bool pdf_fonts_write(PdfFonts *used, Pdf *pdf, Buf *resources, Face *failed)
{
    for (Face face = 0; face < FACE_COUNT; face++) {
        if (used->face[face].codes.n == 0)
            continue;
        Cut cut = { 0 };
        if (!cut_face(used, face, &cut)) {
            *failed = face;
            return false;
        }
        buf_printf(resources, "/F%d %u 0 R ", (int)face, write_face(used, pdf, face, &cut));
    }
    return true;
}
