#include "serve/sheet.h"

#include "html/svg.h"
#include "serve/glyph_font.h"

/* ---- drawing ---- */

typedef struct { Arena *arena; const TagTree *tags; Origins *origins; } Sheet;

static void note(void *context, HtmlWriter *w, Span span)
{
    Sheet *sheet = context;
    if (span.file == 0)
        return;
    html_attr_c(w, "data-source", "");
    if (sheet->origins != NULL)
        array_push(sheet->origins->arena, &sheet->origins->list, span);
}

Span sheet_span(const TagTree *tags, const FrameItem *item)
{
    Span span = item->span;
    for (TagId tag = item->mark.tag; span.file == 0 && tag > TAG_DOCUMENT_ID; tag = tags->nodes.at[tag].parent)
        span = tags->nodes.at[tag].span;
    return span;
}

static bool is_blank(const GlyphRun *run, uint32_t at)
{
    size_t cluster = run->glyphs[at].cluster;
    return cluster < run->text.n && run->text.p[cluster] == ' ';
}

typedef struct { Buf x, y, text; bool is_level; } Places;

/* Where each glyph stands. Letters that are expanded lie on a scale of their own. */
static Places places_of(Arena *arena, const GlyphRun *run, Fixed x, Fixed y)
{
    Places places = { buf_new(arena), buf_new(arena), buf_new(arena), true };
    Fixed pen = 0;
    int scale = 1000 + run->expansion;
    for (uint32_t i = 0; i < run->count; i++) {
        const Glyph *glyph = &run->glyphs[i];
        if (!is_blank(run, i)) {
            const char *gap = places.text.n > 0 ? " " : "";
            Fixed at = pen + glyph->x;
            buf_c(&places.x, gap);
            svg_length(&places.x, run->expansion != 0 ? fixed_scale(at, 1000, scale) : x + at);
            buf_c(&places.y, gap);
            svg_length(&places.y, y + glyph->y);
            buf_rune(&places.text, glyph_rune(glyph->id));
            places.is_level = places.is_level && glyph->y == 0;
        }
        pen += glyph->advance;
    }
    return places;
}

static void length_attr(Arena *arena, HtmlWriter *w, const char *name, Fixed length)
{
    Buf text = buf_new(arena);
    svg_length(&text, length);
    html_attr(w, name, buf_text(&text));
}

static void write_run(void *context, HtmlWriter *w, const FrameItem *item)
{
    Sheet *sheet = context;
    Arena *arena = sheet->arena;
    const GlyphRun *run = item->glyphs.run;
    Places places = places_of(arena, run, item->x, item->y);
    if (places.text.n == 0)
        return;
    html_open(w, EL_TEXT);
    html_attr(w, "class", str_printf(arena, "g%d f-%s", (int)run->face, colour_name(item->glyphs.colour)));
    length_attr(arena, w, "font-size", run->size);
    if (run->expansion != 0) {
        Buf matrix = buf_new(arena);
        int scale = 1000 + run->expansion;
        buf_printf(&matrix, "matrix(%d.%03d 0 0 1 ", scale / 1000, scale % 1000);
        svg_length(&matrix, item->x);
        buf_c(&matrix, " 0)");
        html_attr(w, "transform", buf_text(&matrix));
    }
    html_attr(w, "x", buf_text(&places.x));
    if (places.is_level)
        length_attr(arena, w, "y", item->y);
    else
        html_attr(w, "y", buf_text(&places.y));
    note(sheet, w, sheet_span(sheet->tags, item));
    html_text(w, buf_text(&places.text));
    html_close(w, EL_TEXT);
}

Str sheet_svg(Arena *arena, const Document *document, const Pages *pages, size_t at, Origins *origins)
{
    Diags diags = diags_new(arena);
    Pictures pictures = { .arena = arena, .diags = &diags };
    Sheet sheet = { arena, pages->tags, origins };
    Buf out = buf_new(arena);
    HtmlWriter w = html_writer(&out);
    SvgSetting setting = {
        .arena = arena, .document = document, .pictures = &pictures, .prefix = str_printf(arena, "f%zu", at),
        .class_name = "feuille", .px_per_pt = 96.0 / 72, .note = note, .write_run = write_run, .context = &sheet,
    };
    svg_write(&w, pages->pages.at[at].frame, &setting);
    html_finish(&w);
    return buf_text(&out);
}

void sheet_rules(Buf *css)
{
    for (int face = 0; face < FACE_COUNT; face++)
        buf_printf(css, "@font-face{font-family:glyphes-%d;font-display:block;src:url(/_/glyphes/%d)format(\"truetype\")}\n"
                        ".g%d{font-family:glyphes-%d}\n", face, face, face, face);
}

/* ---- looks ---- */

static void mix(uint64_t *look, uint64_t number)
{
    *look = (*look ^ number) * UINT64_C(0x9E3779B97F4A7C15);
    *look ^= *look >> 29;
}

static void mix_pair(uint64_t *look, Fixed a, Fixed b)
{
    mix(look, (uint64_t)(uint32_t)a << 32 | (uint32_t)b);
}

static void mix_run(uint64_t *look, const FrameItem *item)
{
    const GlyphRun *run = item->glyphs.run;
    mix_pair(look, run->size, run->expansion);
    mix(look, (uint64_t)run->face << 32 | (uint64_t)item->glyphs.colour);
    for (uint32_t i = 0; i < run->count; i++) {
        mix(look, (uint64_t)run->glyphs[i].id << 32 | (uint32_t)run->glyphs[i].advance);
        if ((run->glyphs[i].x | run->glyphs[i].y) != 0)
            mix_pair(look, run->glyphs[i].x, run->glyphs[i].y);
    }
}

static void mix_path(uint64_t *look, const FrameItem *item)
{
    const Path *path = item->path;
    mix(look, (uint64_t)path->is_filled << 32 | (uint64_t)path->fill.ground << 16 | (uint64_t)path->fill.pattern << 8
              | (uint64_t)path->fill.mark);
    mix_pair(look, path->stroke.width, (Fixed)path->stroke.colour);
    mix_pair(look, path->stroke.dash, path->stroke.gap);
    for (size_t i = 0; i < path->steps.n; i++) {
        const PathStep *step = &path->steps.at[i];
        mix(look, step->op);
        for (int k = 0; k < (step->op == PATH_CURVE ? 3 : 1); k++)
            mix_pair(look, step->x[k], step->y[k]);
    }
}

static void mix_image(uint64_t *look, const FrameItem *item)
{
    mix(look, str_hash(item->image.file));
    mix_pair(look, item->image.width, item->image.height);
}

static void mix_group(uint64_t *look, const FrameItem *item)
{
    mix(look, sheet_look(item->group));
}

static void mix_link(uint64_t *look, const FrameItem *item)
{
    mix(look, str_hash(item->link.uri) ^ item->link.anchor);
}

static void (*const mixers[])(uint64_t *, const FrameItem *) = {
    [ITEM_GLYPHS] = mix_run, [ITEM_PATH] = mix_path, [ITEM_IMAGE] = mix_image, [ITEM_GROUP] = mix_group,
    [ITEM_LINK] = mix_link,
};
_Static_assert(sizeof mixers / sizeof *mixers == ITEM_KINDS, "every kind needs a row");

uint64_t sheet_look(const Frame *frame)
{
    uint64_t look = 1;
    mix_pair(&look, frame->width, frame->height);
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        mix(&look, item->kind);
        mix_pair(&look, item->x, item->y);
        mixers[item->kind](&look, item);
    }
    return look;
}
