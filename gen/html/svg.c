#include "html/svg.h"

#include <math.h>

#include "base/utf8.h"
#include "html/links.h"

/* Which patterns a drawing uses; each is defined once at its head. */
typedef struct { bool uses[COLOUR_COUNT][PATTERN_COUNT][COLOUR_COUNT]; } Patterns;

typedef struct {
    HtmlWriter       *w;
    const SvgSetting *setting;
    const FrameItem **areas;             /* by mark: where its area begins; NULL when it has none */
    const PathStep  **points;            /* by mark: where a line goes through its value; NULL when none does */
    size_t            marked;            /* how many are written */
} Svg;

/* Points with at most two decimals. */
void svg_length(Buf *out, Fixed length)
{
    int64_t hundredths = ((int64_t)(length < 0 ? -(int64_t)length : length) * 100 + 32) / 64;
    buf_decimal(out, length < 0 ? -hundredths : hundredths, 2);
}

static void length_attr(Svg *svg, const char *name, Fixed length)
{
    Buf text = buf_new(svg->setting->arena);
    svg_length(&text, length);
    html_attr(svg->w, name, buf_text(&text));
}

static void pair(Buf *out, char before, Fixed x, Fixed y)
{
    buf_char(out, before);
    svg_length(out, x);
    buf_char(out, ' ');
    svg_length(out, y);
}

Str svg_path_data(Arena *arena, const Path *path)
{
    Buf data = buf_new(arena);
    for (size_t i = 0; i < path->steps.n; i++) {
        const PathStep *step = &path->steps.at[i];
        switch (step->op) {
        case PATH_MOVE:  pair(&data, 'M', step->x[0], step->y[0]); break;
        case PATH_LINE:  pair(&data, 'L', step->x[0], step->y[0]); break;
        case PATH_CURVE:
            pair(&data, 'C', step->x[0], step->y[0]);
            pair(&data, ' ', step->x[1], step->y[1]);
            pair(&data, ' ', step->x[2], step->y[2]);
            break;
        case PATH_CLOSE: buf_char(&data, 'Z'); break;
        }
    }
    return buf_text(&data);
}

static void find_patterns(const Frame *frame, Patterns *patterns)
{
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind == ITEM_GROUP) {
            find_patterns(item->group, patterns);
        } else if (item->kind == ITEM_PATH && item->path->is_filled && item->path->fill.pattern != PATTERN_NONE) {
            const Fill *fill = &item->path->fill;
            patterns->uses[fill->ground][fill->pattern][fill->mark] = true;
        }
    }
}

static Str pattern_id(Svg *svg, Fill fill)
{
    return str_printf(svg->setting->arena, "%.*s_m%d-%d-%d", STR_ARG(svg->setting->prefix), (int)fill.ground,
                      (int)fill.pattern, (int)fill.mark);
}

static Str colour_class(Arena *arena, char kind, Colour colour)
{
    return str_printf(arena, "%c-%s", kind, colour_name(colour));
}

/* Lines stand upright in their cell, which is turned. Measures: look.md, "Charts". */
typedef struct { const char *cell, *turn; const char *line; } Hatch;
static const Hatch hatches[PATTERN_COUNT] = {
    [PATTERN_LINES_UP]    = { "2.83", "rotate(45)",  "M1.4 0V2.83" },
    [PATTERN_LINES_DOWN]  = { "2.83", "rotate(-45)", "M1.4 0V2.83" },
    [PATTERN_LINES_LEVEL] = { "2.83", NULL,          "M0 1.4H2.83" },
    [PATTERN_DOTS]        = { "4",    NULL,          NULL },
};

static void dot(Svg *svg, const char *at, Str fill)
{
    html_open(svg->w, EL_CIRCLE);
    html_attr(svg->w, "class", fill);
    html_attr_c(svg->w, "cx", at);
    html_attr_c(svg->w, "cy", at);
    html_attr_c(svg->w, "r", "0.75");
    html_close(svg->w, EL_CIRCLE);
}

static void define_pattern(Svg *svg, Fill fill)
{
    HtmlWriter *w = svg->w;
    Arena *arena = svg->setting->arena;
    const Hatch *hatch = &hatches[fill.pattern];
    html_open(w, EL_PATTERN);
    html_attr(w, "id", pattern_id(svg, fill));
    html_attr_c(w, "patternUnits", "userSpaceOnUse");
    html_attr_c(w, "width", hatch->cell);
    html_attr_c(w, "height", hatch->cell);
    if (hatch->turn != NULL)
        html_attr_c(w, "patternTransform", hatch->turn);
    html_open(w, EL_RECT);
    html_attr(w, "class", colour_class(arena, 'f', fill.ground));
    html_attr_c(w, "width", hatch->cell);
    html_attr_c(w, "height", hatch->cell);
    html_close(w, EL_RECT);
    if (hatch->line != NULL) {
        html_open(w, EL_PATH);
        html_attr(w, "class", colour_class(arena, 'k', fill.mark));
        html_attr_c(w, "stroke-width", fill.pattern == PATTERN_LINES_LEVEL ? "0.75" : "0.9");
        html_attr_c(w, "d", hatch->line);
        html_close(w, EL_PATH);
    } else {
        dot(svg, "1", colour_class(arena, 'f', fill.mark));
        dot(svg, "3", colour_class(arena, 'f', fill.mark));
    }
    html_close(w, EL_PATTERN);
}

static void define_patterns(Svg *svg, const Frame *frame)
{
    Patterns *patterns = arena_new(svg->setting->arena, Patterns);
    bool is_open = false;
    find_patterns(frame, patterns);
    for (int ground = 0; ground < COLOUR_COUNT; ground++)
        for (int pattern = 0; pattern < PATTERN_COUNT; pattern++)
            for (int mark = 0; mark < COLOUR_COUNT; mark++) {
                if (!patterns->uses[ground][pattern][mark])
                    continue;
                if (!is_open)
                    html_open(svg->w, EL_DEFS);
                is_open = true;
                define_pattern(svg, (Fill){ (Colour)ground, (Pattern)pattern, (Colour)mark });
            }
    if (is_open)
        html_close(svg->w, EL_DEFS);
}

/* Faces by the custom family of the stylesheet, with weight and slant. */
static const struct { const char *class_name, *rule; } faces[] = {
    [FACE_TEXT]             = { "t-r",  "font-family:var(--font-text)" },
    [FACE_TEXT_ITALIC]      = { "t-i",  "font-family:var(--font-text);font-style:italic" },
    [FACE_TEXT_BOLD]        = { "t-b",  "font-family:var(--font-text);font-weight:700" },
    [FACE_TEXT_BOLD_ITALIC] = { "t-bi", "font-family:var(--font-text);font-weight:700;font-style:italic" },
    [FACE_SANS]             = { "t-s",  "font-family:var(--font-sans)" },
    [FACE_SANS_ITALIC]      = { "t-si", "font-family:var(--font-sans);font-style:italic" },
    [FACE_SANS_SEMIBOLD]    = { "t-ss", "font-family:var(--font-sans);font-weight:600" },
    [FACE_SANS_BOLD]        = { "t-sb", "font-family:var(--font-sans);font-weight:700" },
    [FACE_ARABIC]           = { "t-a",  "font-family:var(--font-arabic)" },
    [FACE_ARABIC_BOLD]      = { "t-ab", "font-family:var(--font-arabic);font-weight:700" },
};
_Static_assert(sizeof faces / sizeof *faces == FACE_COUNT, "every face needs a row");

static void note(Svg *svg, Span span)
{
    if (svg->setting->note != NULL && span.file != 0)
        svg->setting->note(svg->setting->context, svg->w, span);
}

/* The width that layout measured is kept, so that a drawing holds together
 * in a fallback face. A right-to-left text starts at its right end. */
static void write_glyphs(Svg *svg, const FrameItem *item)
{
    HtmlWriter *w = svg->w;
    const GlyphRun *run = item->glyphs.run;
    Str text = str_trim(run->text);
    if (svg->setting->write_run != NULL) {
        svg->setting->write_run(svg->setting->context, w, item);
        return;
    }
    html_open(w, EL_TEXT);
    html_attr(w, "class", str_printf(svg->setting->arena, "%s f-%s", faces[run->face].class_name,
                                     colour_name(item->glyphs.colour)));
    note(svg, item->span);
    length_attr(svg, "x", item->x + (run->is_rtl ? run->width : 0));
    length_attr(svg, "y", item->y);
    length_attr(svg, "font-size", run->size);
    if (svg->setting->mark_count > 0)
        html_attr_c(w, "aria-hidden", "true");
    if (run->is_rtl) {
        html_attr_c(w, "direction", "rtl");
        html_attr_c(w, "lang", "ar");
    }
    if (text.n == run->text.n && utf8_count(text) > 1) {
        length_attr(svg, "textLength", run->width);
        html_attr_c(w, "lengthAdjust", "spacingAndGlyphs");
    }
    html_text(w, text);
    html_close(w, EL_TEXT);
}

static void write_path(Svg *svg, const FrameItem *item)
{
    HtmlWriter *w = svg->w;
    Arena *arena = svg->setting->arena;
    const Path *path = item->path;
    bool is_patterned = path->is_filled && path->fill.pattern != PATTERN_NONE;
    bool is_plain = path->is_filled && !is_patterned;
    html_open(w, EL_PATH);
    note(svg, item->span);
    Str fill = is_plain ? colour_class(arena, 'f', path->fill.ground) : STR_NONE;
    Str stroke = path->stroke.width > 0 ? colour_class(arena, 'k', path->stroke.colour) : STR_NONE;
    if (fill.n + stroke.n > 0)
        html_attr(w, "class", str_printf(arena, "%.*s%s%.*s", STR_ARG(fill), fill.n && stroke.n ? " " : "",
                                         STR_ARG(stroke)));
    if (is_patterned)
        html_attr(w, "fill", str_printf(arena, "url(#%.*s)", STR_ARG(pattern_id(svg, path->fill))));
    else if (!is_plain)
        html_attr_c(w, "fill", "none");
    if (path->stroke.width > 0)
        length_attr(svg, "stroke-width", path->stroke.width);
    if (path->is_round)
        html_attr_c(w, "stroke-linejoin", "round");
    if (path->stroke.width > 0 && path->stroke.dash > 0) {
        Buf dashes = buf_new(arena);
        svg_length(&dashes, path->stroke.dash);
        buf_char(&dashes, ' ');
        svg_length(&dashes, path->stroke.gap);
        html_attr(w, "stroke-dasharray", buf_text(&dashes));
    }
    html_attr(w, "d", svg_path_data(arena, path));
    html_close(w, EL_PATH);
}

static void box_attrs(Svg *svg, Fixed x, Fixed y, Fixed width, Fixed height)
{
    length_attr(svg, "x", x);
    length_attr(svg, "y", y);
    length_attr(svg, "width", width);
    length_attr(svg, "height", height);
}

static void write_image(Svg *svg, const FrameItem *item)
{
    const Picture *picture = picture_find(svg->setting->pictures, item->image.file, item->span);
    if (picture == NULL)
        return;
    html_open(svg->w, EL_IMAGE);
    html_attr(svg->w, "href", picture->path);
    box_attrs(svg, item->x, item->y, item->image.width, item->image.height);
    html_close(svg->w, EL_IMAGE);
}

static void write_link(Svg *svg, const FrameItem *item)
{
    const SvgSetting *setting = svg->setting;
    const Anchors *anchors = &setting->document->anchors;
    Str target = item->link.uri;
    if (target.n == 0 && item->link.anchor >= 1 && item->link.anchor <= anchors->n)
        target = link_to_anchor(setting->arena, setting->here, anchors->at[item->link.anchor - 1]);
    else if (!link_is_safe(target))
        target = STR_NONE;
    if (target.n == 0)
        return;
    html_open(svg->w, EL_A);
    html_attr(svg->w, "href", target);
    html_attr(svg->w, "aria-label", item->link.contents);
    html_open(svg->w, EL_RECT);
    html_attr_c(svg->w, "fill", "none");
    html_attr_c(svg->w, "pointer-events", "all");
    box_attrs(svg, item->x, item->y, item->link.width, item->link.height);
    html_close(svg->w, EL_RECT);
    html_close(svg->w, EL_A);
}

static void write_items(Svg *svg, const Frame *frame);

static void write_group(Svg *svg, const FrameItem *item)
{
    Buf move = buf_new(svg->setting->arena);
    pair(&move, '(', item->x, item->y);
    html_open(svg->w, EL_G);
    html_attr(svg->w, "transform", str_printf(svg->setting->arena, "translate%.*s)", STR_ARG(buf_text(&move))));
    write_items(svg, item->group);
    html_close(svg->w, EL_G);
}

static void (*const item_writers[])(Svg *, const FrameItem *) = {
    [ITEM_GLYPHS] = write_glyphs, [ITEM_PATH] = write_path, [ITEM_IMAGE] = write_image,
    [ITEM_GROUP] = write_group,   [ITEM_LINK] = write_link,
};
_Static_assert(sizeof item_writers / sizeof *item_writers == ITEM_KINDS, "every kind needs a row");

static bool is_same(Span a, Span b)
{
    return a.file == b.file && a.lo == b.lo && a.hi == b.hi;
}

static bool shows(const FrameItem *item, const SvgMark *mark)
{
    return item->kind == ITEM_PATH && item->path->is_filled && item->span.file != 0 && is_same(mark->span, item->span);
}

static void find_areas(Svg *svg, const Frame *frame)
{
    const SvgSetting *setting = svg->setting;
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind == ITEM_GROUP)
            find_areas(svg, item->group);
        for (size_t j = 0; j < setting->mark_count; j++)
            if (shows(item, &setting->marks[j]) && (i == 0 || !shows(item - 1, &setting->marks[j])))
                svg->areas[j] = item;
    }
}

/* A line begins at the value it was written for and goes through those that follow, one a step. What stands there,
 * such as a star, is no area of its own then: all of a line is pointed at in one order. */
static void find_points(Svg *svg, const Frame *frame)
{
    const SvgSetting *setting = svg->setting;
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind != ITEM_PATH || item->path->is_filled || item->span.file == 0)
            continue;
        for (size_t j = 0; j < setting->mark_count; j++)
            for (size_t k = 0; is_same(setting->marks[j].span, item->span) && k < item->path->steps.n; k++)
                if (j + k < setting->mark_count) {
                    svg->points[j + k] = &item->path->steps.at[k];
                    svg->areas[j + k] = NULL;
                }
    }
}

/* The mark whose area begins with `item`; NULL when none does. */
static const SvgMark *mark_of(const Svg *svg, const FrameItem *item)
{
    for (size_t i = 0; i < svg->setting->mark_count; i++)
        if (svg->areas[i] == item)
            return &svg->setting->marks[i];
    return NULL;
}

/* A mark shows what it says to a pointer by its title, and has a name for
 * others. The first stands in the order of keys; the script leads on. */
static void open_mark(Svg *svg, const SvgMark *mark)
{
    html_open(svg->w, EL_G);
    html_attr_c(svg->w, "class", "marque-valeur");
    html_attr_c(svg->w, "role", "img");
    html_attr_c(svg->w, "tabindex", svg->marked++ == 0 ? "0" : "-1");
    html_attr(svg->w, "aria-label", mark->name);
    html_open(svg->w, EL_TITLE);
    html_text(svg->w, mark->name);
    html_close(svg->w, EL_TITLE);
}

/* What follows a mark's area and shows the same value, such as the star inside its rim, belongs to it. */
static void write_items(Svg *svg, const Frame *frame)
{
    const SvgMark *mark = NULL;
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (mark != NULL && !shows(item, mark)) {
            html_close(svg->w, EL_G);
            mark = NULL;
        }
        const SvgMark *found = mark == NULL ? mark_of(svg, item) : NULL;
        if (found != NULL)
            open_mark(svg, mark = found);
        item_writers[item->kind](svg, item);
    }
    if (mark != NULL)
        html_close(svg->w, EL_G);
}

#define POINT_RADIUS PT(6)

/* Over all else, not seen before they are pointed at. */
static void write_points(Svg *svg)
{
    for (size_t i = 0; i < svg->setting->mark_count; i++) {
        const PathStep *point = svg->points[i];
        if (point == NULL)
            continue;
        open_mark(svg, &svg->setting->marks[i]);
        html_open(svg->w, EL_CIRCLE);
        html_attr_c(svg->w, "class", "cible");
        length_attr(svg, "cx", point->x[0]);
        length_attr(svg, "cy", point->y[0]);
        length_attr(svg, "r", POINT_RADIUS);
        html_close(svg->w, EL_CIRCLE);
        html_close(svg->w, EL_G);
    }
}

/* An element of its own with an id that the root names. */
static void write_name(Svg *svg, Element element, Str id, Str text)
{
    html_open(svg->w, element);
    html_attr(svg->w, "id", id);
    html_text(svg->w, text);
    html_close(svg->w, element);
}

void svg_write(HtmlWriter *w, const Frame *frame, const SvgSetting *setting)
{
    Svg svg = { .w = w, .setting = setting, .areas = arena_array(setting->arena, const FrameItem *, setting->mark_count),
                .points = arena_array(setting->arena, const PathStep *, setting->mark_count) };
    Buf box = buf_new(setting->arena);
    Str title_id = str_join(setting->arena, setting->prefix, STR("_t"));
    Str text_id = str_join(setting->arena, setting->prefix, STR("_d"));
    pair(&box, ' ', frame->width, frame->height);
    html_open(w, EL_SVG);
    html_attr_c(w, "class", setting->class_name);
    html_attr(w, "viewBox", str_printf(setting->arena, "0 0%.*s", STR_ARG(buf_text(&box))));
    html_attr_int(w, "width", lround(fixed_points(frame->width) * setting->px_per_pt));
    html_attr_int(w, "height", lround(fixed_points(frame->height) * setting->px_per_pt));
    if (setting->title.n + setting->description.n == 0) {
        html_attr_c(w, "aria-hidden", "true");
    } else {
        html_attr_c(w, "role", setting->mark_count > 0 ? "group" : "img");
        html_attr(w, "aria-labelledby", title_id);
        html_attr(w, "aria-describedby", text_id);
        write_name(&svg, EL_TITLE, title_id, setting->title);
        write_name(&svg, EL_DESC, text_id, setting->description);
    }
    define_patterns(&svg, frame);
    find_areas(&svg, frame);
    find_points(&svg, frame);
    write_items(&svg, frame);
    write_points(&svg);
    html_close(w, EL_SVG);
}

void svg_rules(Buf *css)
{
    for (int i = 0; i < COLOUR_COUNT; i++) {
        const char *name = colour_name((Colour)i);
        buf_printf(css, ".f-%s{fill:var(--%s)}.k-%s{stroke:var(--%s)}", name, name, name, name);
    }
    buf_char(css, '\n');
    for (int i = 0; i < FACE_COUNT; i++)
        buf_printf(css, ".%s{%s}", faces[i].class_name, faces[i].rule);
    buf_char(css, '\n');
}
