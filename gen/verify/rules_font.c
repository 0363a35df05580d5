#include <math.h>

#include "base/utf8.h"
#include "verify/rules_impl.h"

/* V3xx: the fonts that pages show. */

static Where at_font(const FontView *font)
{
    Where where = AT_PAGE(font->first_page);
    where.text = font->name;
    return where;
}

static bool is_composite(const FontView *font)
{
    return font->is_composite;
}

static bool is_any(const FontView *font)
{
    return font->dict->kind == OBJ_DICT;
}

/* Calls `each` for the fonts that `is_meant` names. */
static void for_fonts(Check *check, bool (*is_meant)(const FontView *), void (*each)(Check *, const FontView *))
{
    for (size_t i = 0; i < check->view->fonts.n; i++)
        if (is_meant(&check->view->fonts.at[i]))
            each(check, &check->view->fonts.at[i]);
}

static const Object *get(Check *check, const Object *dict, const char *key)
{
    return file_get(&check->view->file, dict, key);
}

/* --- dictionaries -------------------------------------------------------- */

static void check_embedded(Check *check, const FontView *font)
{
    static const char *const files[] = { "FontFile", "FontFile2", "FontFile3" };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (get(check, font->descriptor, files[i])->kind == OBJ_STREAM)
            return;
    if (!object_is(get(check, font->dict, "Subtype"), "Type3"))
        fault(check, at_font(font), "%s", "");
}

static void check_names(Check *check, const FontView *font)
{
    const Object *base = get(check, font->dict, "BaseFont");
    const Object *below = get(check, font->descendant, "BaseFont"), *name = get(check, font->descriptor, "FontName");
    bool is_same = base->kind == OBJ_NAME && name->kind == OBJ_NAME && str_equal(base->text, name->text);
    if (font->is_composite)
        is_same = is_same && below->kind == OBJ_NAME && str_starts(base->text, below->text);
    if (!is_same && font->descriptor->kind == OBJ_DICT)
        fault(check, at_font(font), "« %.*s » et « %.*s »", STR_ARG(below->kind == OBJ_NAME ? below->text : font->name),
              STR_ARG(name->kind == OBJ_NAME ? name->text : STR_NONE));
}

static void check_prefix(Check *check, const FontView *font)
{
    bool is_subset = font->name.n > 7 && font->name.p[6] == '+';
    for (size_t i = 0; is_subset && i < 6; i++)
        is_subset = font->name.p[i] >= 'A' && font->name.p[i] <= 'Z';
    if (!is_subset && font->descriptor->kind == OBJ_DICT)
        fault(check, at_font(font), "%s", "");
}

static void check_encoding(Check *check, const FontView *font)
{
    const Object *encoding = get(check, font->dict, "Encoding");
    if (!object_is(encoding, "Identity-H") && !object_is(encoding, "Identity-V") && encoding->kind != OBJ_STREAM)
        fault(check, at_font(font), "%s", "");
}

static void check_system(Check *check, const FontView *font)
{
    const Object *info = get(check, font->descendant, "CIDSystemInfo");
    const Object *registry = get(check, info, "Registry"), *ordering = get(check, info, "Ordering");
    if (registry->kind != OBJ_STRING || ordering->kind != OBJ_STRING
        || get(check, info, "Supplement")->kind != OBJ_INTEGER)
        fault(check, at_font(font), "« CIDSystemInfo » incomplet");
    else if (object_is(get(check, font->dict, "Encoding"), "Identity-H")
             && (!str_equal(registry->text, STR("Adobe")) || !str_equal(ordering->text, STR("Identity"))))
        fault(check, at_font(font), "« %.*s-%.*s »", STR_ARG(registry->text), STR_ARG(ordering->text));
}

static void check_glyph_map(Check *check, const FontView *font)
{
    const Object *map = get(check, font->descendant, "CIDToGIDMap");
    if (object_is(get(check, font->descendant, "Subtype"), "CIDFontType2") && !object_is(map, "Identity")
        && font->to_glyph.n == 0)
        fault(check, at_font(font), "%s", "");
}

static void check_descriptor(Check *check, const FontView *font)
{
    static const char *const numbers[] = { "Flags", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV" };
    double value;
    if (object_is(get(check, font->dict, "Subtype"), "Type3"))
        return;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!object_number(get(check, font->descriptor, numbers[i]), &value))
            fault(check, at_font(font), "« %s »", numbers[i]);
    if (file_count(get(check, font->descriptor, "FontBBox")) != 4)
        fault(check, at_font(font), "« FontBBox »");
}

static void check_flags(Check *check, const FontView *font)
{
    enum { SYMBOLIC = 4, NONSYMBOLIC = 32 };
    const Object *flags = get(check, font->descriptor, "Flags");
    int64_t kind = flags->kind == OBJ_INTEGER ? flags->integer & (SYMBOLIC | NONSYMBOLIC) : SYMBOLIC;
    if (kind != SYMBOLIC && kind != NONSYMBOLIC)
        fault(check, at_font(font), "« Flags » %lld", (long long)flags->integer);
}

void rule_embedded(Check *check)      { for_fonts(check, is_any, check_embedded); }
void rule_subset_names(Check *check)  { for_fonts(check, is_any, check_names); }
void rule_subset_prefix(Check *check) { for_fonts(check, is_any, check_prefix); }
void rule_encoding(Check *check)      { for_fonts(check, is_composite, check_encoding); }
void rule_system_info(Check *check)   { for_fonts(check, is_composite, check_system); }
void rule_glyph_map(Check *check)     { for_fonts(check, is_composite, check_glyph_map); }
void rule_descriptor(Check *check)    { for_fonts(check, is_any, check_descriptor); }
void rule_font_flags(Check *check)    { for_fonts(check, is_any, check_flags); }

/* --- programs ------------------------------------------------------------ */

static void check_program(Check *check, const FontView *font)
{
    View *view = check->view;
    const Object *stream = get(check, font->descriptor, "FontFile2");
    Program program;
    Str bytes, reason = STR("flux illisible");
    if (stream->kind == OBJ_STREAM
        && (!file_unpack(&view->file, view->arena, stream, &bytes)
            || !program_read(view->arena, bytes, &program, &reason)))
        fault(check, at_font(font), "%.*s", STR_ARG(reason));
}

static void check_length(Check *check, const FontView *font)
{
    View *view = check->view;
    const Object *stream = get(check, font->descriptor, "FontFile2"), *length = get(check, stream, "Length1");
    Str bytes;
    if (file_unpack(&view->file, view->arena, stream, &bytes)
        && (length->kind != OBJ_INTEGER || length->integer != (int64_t)bytes.n))
        fault(check, at_font(font), "le programme a %zu octets", bytes.n);
}

static void check_glyphs(Check *check, const FontView *font)
{
    for (uint32_t code = 0; font->has_program && font->is_composite && code < font->code_end; code++)
        if (font_shows(font, code) && font_glyph_of(font, code) >= font->program.glyph_count)
            fault(check, at_font(font), "code %04X, glyphe %u de %u", (unsigned)code,
                  (unsigned)font_glyph_of(font, code), (unsigned)font->program.glyph_count);
}

void rule_program(Check *check)        { for_fonts(check, is_any, check_program); }
void rule_program_length(Check *check) { for_fonts(check, is_any, check_length); }
void rule_glyphs(Check *check)         { for_fonts(check, is_any, check_glyphs); }

/* --- widths -------------------------------------------------------------- */

/* Reads W (9.7.4.3) into a width for each code up to the last one shown:
 * "first [w w …]" or "first last w". False where it is not of these forms. */
static bool read_widths(Check *check, const FontView *font, double *widths)
{
    PdfFile *file = &check->view->file;
    const Object *list = get(check, font->descendant, "W");
    double standard = 1000, width;
    object_number(get(check, font->descendant, "DW"), &standard);
    for (size_t code = 0; code < font->code_end; code++)
        widths[code] = standard;
    for (size_t i = 0; i < file_count(list);) {
        const Object *first = file_item(file, list, i), *second = file_item(file, list, i + 1);
        if (first->kind != OBJ_INTEGER || first->integer < 0 || first->integer >= CODES)
            return false;
        size_t n = file_count(second);
        if (second->kind == OBJ_INTEGER && second->integer >= first->integer && second->integer < CODES)
            n = (size_t)(second->integer - first->integer + 1);
        else if (second->kind != OBJ_ARRAY || n > CODES - (size_t)first->integer)
            return false;
        for (size_t k = 0; k < n; k++) {
            if (!object_number(second->kind == OBJ_ARRAY ? file_item(file, second, k) : file_item(file, list, i + 2), &width))
                return false;
            if ((size_t)first->integer + k < font->code_end)
                widths[(size_t)first->integer + k] = width;
        }
        i += second->kind == OBJ_ARRAY ? 2 : 3;
    }
    return true;
}

static void check_width_list(Check *check, const FontView *font)
{
    Arena *arena = arena_open();
    if (!read_widths(check, font, arena_array(arena, double, font->code_end + 1)))
        fault(check, at_font(font), "%s", "");
    arena_close(arena);
}

/* One unit of rounding is allowed (PDF/A-3, 6.2.11.5). */
static void check_widths(Check *check, const FontView *font)
{
    Arena *arena = arena_open();
    double *widths = arena_array(arena, double, font->code_end + 1);
    bool is_read = font->has_program && read_widths(check, font, widths);
    for (uint32_t code = 0; is_read && code < font->code_end; code++) {
        uint32_t glyph = font_glyph_of(font, code);
        if (!font_shows(font, code) || glyph >= font->program.glyph_count)
            continue;
        double wanted = program_width(&font->program, glyph);
        if (fabs(wanted - widths[code]) > 1)
            fault(check, at_font(font), "code %04X : %.0f dans le PDF, %.0f dans le programme", (unsigned)code,
                  widths[code], wanted);
    }
    arena_close(arena);
}

void rule_width_list(Check *check) { for_fonts(check, is_composite, check_width_list); }
void rule_widths(Check *check)     { for_fonts(check, is_composite, check_widths); }

/* A CIDSet is of no use, but where it stands it names every glyph shown. */
static void check_cid_set(Check *check, const FontView *font)
{
    Str bits;
    View *view = check->view;
    const Object *stream = get(check, font->descriptor, "CIDSet");
    if (stream->kind == OBJ_NULL)
        return;
    bool is_whole = file_unpack(&view->file, view->arena, stream, &bits);
    for (uint32_t code = 0; is_whole && code < font->code_end; code++)
        is_whole = !font_shows(font, code)
            || (code / 8 < bits.n && ((unsigned char)bits.p[code / 8] >> (7 - code % 8) & 1) != 0);
    if (!is_whole)
        fault(check, at_font(font), "%s", "");
}

void rule_cid_set(Check *check) { for_fonts(check, is_any, check_cid_set); }

/* --- meaning ------------------------------------------------------------- */

static void check_unicode(Check *check, const FontView *font)
{
    if (!font->has_unicode)
        fault(check, at_font(font), "%s", "");
}

void rule_unicode(Check *check)      { for_fonts(check, is_composite, check_unicode); }
void rule_code_unicode(Check *check) { fault_events(check, EVENT_NO_UNICODE); }
void rule_glyph_zero(Check *check)   { fault_events(check, EVENT_GLYPH_ZERO); }

static bool is_forbidden(uint32_t rune)
{
    return rune == 0 || rune == 0xFEFF || rune == 0xFFFE || rune == 0xFFFF || (rune >= 0xE000 && rune <= 0xF8FF)
        || rune >= 0xF0000;
}

/* Ligatures of Latin, forms of Arabic letters: what they stand for is wanted. */
static bool is_form(uint32_t rune)
{
    return (rune >= 0xFB00 && rune <= 0xFB4F) || (rune >= 0xFB50 && rune <= 0xFDFB && !(rune >= 0xFD3E && rune <= 0xFD3F))
        || (rune >= 0xFE70 && rune <= 0xFEFC);
}

static void check_meanings(Check *check, const FontView *font, bool (*is_wrong)(uint32_t))
{
    View *view = check->view;
    for (uint32_t code = 0; code < font->code_end; code++) {
        Str text;
        if (!font_shows(font, code) || !cmap_text(view->arena, &font->unicode, code, &text))
            continue;
        for (size_t at = 0; at < text.n;) {
            uint32_t rune = utf8_next(text, &at);
            if (is_wrong(rune))
                fault(check, at_font(font), "code %04X : U+%04X", (unsigned)code, (unsigned)rune);
        }
    }
}

static void check_targets(Check *check, const FontView *font)
{
    check_meanings(check, font, is_forbidden);
}

static void check_forms(Check *check, const FontView *font)
{
    check_meanings(check, font, is_form);
}

void rule_targets(Check *check) { for_fonts(check, is_any, check_targets); }
void rule_forms(Check *check)   { for_fonts(check, is_any, check_forms); }
