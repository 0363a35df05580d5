#include "verify/view.h"

/* Fonts as resources name them (ISO 32000-1, 9.6 and 9.7). */

static void read_program(View *view, FontView *font)
{
    Str bytes, fault;
    const Object *stream = file_get(&view->file, font->descriptor, "FontFile2");
    font->has_program = file_unpack(&view->file, view->arena, stream, &bytes)
        && program_read(view->arena, bytes, &font->program, &fault);
}

static void read_font(View *view, const Object *link, FontView *font)
{
    PdfFile *file = &view->file;
    Str map;
    font->ref = object_reference(link);
    font->dict = file_resolve(file, link);
    font->descendant = file_item(file, file_get(file, font->dict, "DescendantFonts"), 0);
    font->is_composite = object_is(file_get(file, font->dict, "Subtype"), "Type0");
    font->descriptor = file_get(file, font->is_composite ? font->descendant : font->dict, "FontDescriptor");
    const Object *name = file_get(file, font->dict, "BaseFont");
    font->name = name->kind == OBJ_NAME ? name->text : STR("police sans nom");
    font->used = arena_array(view->arena, uint32_t, CODES / 32);
    font->has_unicode = file_unpack(file, view->arena, file_get(file, font->dict, "ToUnicode"), &map)
        && cmap_read(view->arena, map, &font->unicode);
    file_unpack(file, view->arena, file_get(file, font->descendant, "CIDToGIDMap"), &font->to_glyph);
    read_program(view, font);
}

int32_t font_find(View *view, const Object *link)
{
    uint32_t ref = object_reference(link);
    const Object *dict = file_resolve(&view->file, link);
    for (size_t i = 0; i < view->fonts.n; i++)
        if (view->fonts.at[i].dict == dict || (ref != 0 && view->fonts.at[i].ref == ref))
            return (int32_t)i;
    if (dict->kind != OBJ_DICT || view->fonts.n >= FONTS_MAX)
        return -1;
    array_push(view->arena, &view->fonts, (FontView){ 0 });
    read_font(view, link, &array_last(&view->fonts));
    return (int32_t)view->fonts.n - 1;
}

bool font_shows(const FontView *font, uint32_t code)
{
    return code < CODES && (font->used[code / 32] >> code % 32 & 1) != 0;
}

uint32_t font_glyph_of(const FontView *font, uint32_t code)
{
    if (font->to_glyph.n == 0)
        return code;
    if (2 * (size_t)code + 1 >= font->to_glyph.n)
        return 0;
    return (uint32_t)(unsigned char)font->to_glyph.p[2 * code] << 8 | (unsigned char)font->to_glyph.p[2 * code + 1];
}
