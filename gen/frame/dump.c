/* dump.c - a Frame as text, for golden tests and eyes */
#include "base/buf.h"
#include "base/file.h"
#include "frame/frame.h"

static const char *const artifact_names[] = {
    [ARTIFACT_NONE] = "-", [ARTIFACT_HEADER] = "header", [ARTIFACT_FOOTER] = "footer",
    [ARTIFACT_LAYOUT] = "layout", [ARTIFACT_BACKGROUND] = "background",
};

static const char *const pattern_names[] = {
    [PATTERN_NONE] = "", [PATTERN_LINES_UP] = "+lines-up", [PATTERN_LINES_DOWN] = "+lines-down",
    [PATTERN_LINES_LEVEL] = "+lines-level", [PATTERN_DOTS] = "+dots",
};

static void put_mark(Buf *out, Mark mark, const TagTree *tags)
{
    if (mark.tag == 0)
        buf_printf(out, " (%s)", artifact_names[mark.artifact]);
    else if (tags != NULL)
        buf_printf(out, " %s#%u", tag_role_name(tags->nodes.at[mark.tag].role), mark.tag);
    else
        buf_printf(out, " #%u", mark.tag);
}

static void put_path(Buf *out, const Path *path, Fixed dx, Fixed dy)
{
    static const char letters[] = { [PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CURVE] = 'C', [PATH_CLOSE] = 'Z' };
    static const int points[] = { [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0 };
    if (path->is_filled)
        buf_printf(out, " fill %s%s", colour_name(path->fill.ground), pattern_names[path->fill.pattern]);
    if (path->stroke.width > 0)
        buf_printf(out, " stroke %s %.2f", colour_name(path->stroke.colour), fixed_points(path->stroke.width));
    for (size_t i = 0; i < path->steps.n; i++) {
        const PathStep *step = &path->steps.at[i];
        buf_printf(out, " %c", letters[step->op]);
        for (int k = 0; k < points[step->op]; k++)
            buf_printf(out, " %.2f %.2f", fixed_points(step->x[k] + dx), fixed_points(step->y[k] + dy));
    }
}

static void put_frame(Buf *out, const Frame *frame, const TagTree *tags, Fixed dx, Fixed dy);

static void put_item(Buf *out, const FrameItem *item, const TagTree *tags, Fixed dx, Fixed dy)
{
    double x = fixed_points(item->x + dx), y = fixed_points(item->y + dy);
    switch (item->kind) {
    case ITEM_GROUP:
        put_frame(out, item->group, tags, dx + item->x, dy + item->y);
        return;
    case ITEM_GLYPHS:
        buf_printf(out, "text %.2f %.2f %.*s %.2f %s \"%.*s\" %.2f", x, y,
                   STR_ARG(font_name(item->glyphs.run->face)), fixed_points(item->glyphs.run->size),
                   colour_name(item->glyphs.colour), STR_ARG(item->glyphs.run->text),
                   fixed_points(item->glyphs.run->width));
        break;
    case ITEM_PATH:
        buf_c(out, "path");
        put_path(out, item->path, dx, dy);
        break;
    case ITEM_IMAGE:
        buf_printf(out, "image %.2f %.2f %.2f %.2f %.*s", x, y, fixed_points(item->image.width),
                   fixed_points(item->image.height), STR_ARG(path_name(item->image.file)));
        break;
    case ITEM_LINK:
        buf_printf(out, "link %.2f %.2f %.2f %.2f %u %.*s", x, y, fixed_points(item->link.width),
                   fixed_points(item->link.height), item->link.anchor, STR_ARG(item->link.uri));
        break;
    case ITEM_KINDS:
        break;
    }
    put_mark(out, item->mark, tags);
    buf_char(out, '\n');
}

static void put_frame(Buf *out, const Frame *frame, const TagTree *tags, Fixed dx, Fixed dy)
{
    for (size_t i = 0; i < frame->items.n; i++)
        put_item(out, &frame->items.at[i], tags, dx, dy);
}

Str frame_dump(Arena *arena, const Frame *frame, const TagTree *tags)
{
    Buf out = buf_new(arena);
    buf_printf(&out, "frame %.2f %.2f\n", fixed_points(frame->width), fixed_points(frame->height));
    put_frame(&out, frame, tags, 0, 0);
    return buf_text(&out);
}
