/* figure.c - caption, drawing, notes and source, one below the other */
#include "layout/figure.h"

#include "base/file.h"
#include "chart/chart.h"
#include "doc/picture.h"
#include "layout/caption.h"

#define CAPTION_BELOW PT(14)
#define SOURCE_ABOVE  PT(7)
#define PIXEL         PT(0.75)           /* a picture is not shown larger than at 96 pixels to the inch */
#define NO_PICTURE    PT(64)             /* height of the frame that stands for an unreadable one */
enum { FILE_LIMIT = 32 << 20 };

/* The element of what is drawn. The writer takes its box from what it paints. */
static TagId figure_tag(const LayoutContext *context, const Block *block, TagId parent, Str alternative)
{
    TagId tag = tag_add(context->tags, parent, TAG_FIGURE, block->span);
    TagNode *node = tag_node(context->tags, tag);
    node->alt = alternative;
    node->has_box = true;
    return tag;
}

static Frame *chart_set(const TextSetting *setting, const Block *block, TagId parent)
{
    const DocChart *chart = block->chart;
    const LayoutContext *context = setting->context;
    TagId tag = figure_tag(context, block, parent, chart->alternative);
    Frame *frame = frame_new(setting->arena, setting->measure, 0);
    if (chart->label.n > 0 || chart->title != NULL) {
        TagId caption_tag = tag_add(context->tags, tag, TAG_CAPTION, block->span);
        Caption caption = caption_set(setting, chart->label, chart->title, NULL, caption_tag);
        caption_draw(frame, &caption, 0, 0);
        frame->height = caption_height(&caption) + CAPTION_BELOW;
    }
    const ChartSetting drawing = { setting->arena, context->setting->fonts, context->setting->theme, MARK_TAG(tag),
                                   setting->measure };
    Frame *drawn = chart_draw(&drawing, chart);
    frame_group(frame, 0, frame->height, drawn);
    frame->height += drawn->height;
    Foot foot = { 0 };
    if (chart->note != NULL)
        foot_add(setting, &foot, parent, STR_NONE, 400, chart->note, SOURCE_ABOVE);
    if (chart->source != NULL)
        foot_add_source(setting, &foot, parent, chart->source, SOURCE_ABOVE);
    foot_draw(frame, &foot, 0, frame->height, context->setting->theme->style[STYLE_SOURCE].size);
    frame->height += foot_height(&foot);
    return frame;
}

/* As wide as the text at most and no higher than the page; small ones keep their size. */
static Frame *picture_set(const TextSetting *setting, const Block *block, TagId parent)
{
    const PageGeometry *page = &setting->context->setting->theme->page;
    ArenaMark mark = arena_mark(setting->scratch);
    Fixed width = setting->measure, height = NO_PICTURE, most = page->lines * page->grid - page->block_clearance;
    PictureHead head;
    Str bytes;
    if (file_read(setting->scratch, block->file, FILE_LIMIT, &bytes) && picture_head(bytes, &head)) {
        width = fixed_min(width, head.width * PIXEL);
        height = fixed_scale(width, head.height, head.width);
        if (height > most) {
            width = fixed_scale(width, most, height);
            height = most;
        }
    }
    arena_rewind(setting->scratch, mark);
    TagId tag = figure_tag(setting->context, block, parent, block->text);
    Frame *frame = frame_new(setting->arena, setting->measure, height);
    frame_image(frame, MARK_TAG(tag), 0, 0, width, height, block->file, block->text);
    return frame;
}

Frame *figure_set(Arena *arena, Arena *scratch, const LayoutContext *context, const Block *block, Fixed measure,
                  TagId parent)
{
    const TextSetting setting = { arena, scratch, context, measure, block->span };
    return block->kind == BLOCK_CHART ? chart_set(&setting, block, parent) : picture_set(&setting, block, parent);
}
