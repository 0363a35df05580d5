#include "layout/caption.h"

#include "text/french.h"

#define LABEL_GAP PT(7)                  /* between "Tableau 4" and the title */

static const Theme *theme_of(const TextSetting *setting)
{
    return setting->context->setting->theme;
}

Par *par_plain(const TextSetting *setting, const TextStyle *style)
{
    Par *par = par_new(setting->arena, style, setting->span);
    par->is_justified = par->is_hyphenated = par->hangs = false;
    par->indent = par->last_line_min = 0;
    return par;
}

Par *par_as_artifact(Arena *arena, const Par *par)
{
    Par *copy = arena_new(arena, Par);
    *copy = *par;
    copy->runs.at = NULL;
    copy->runs.n = copy->runs.room = 0;
    for (size_t i = 0; i < par->runs.n; i++) {
        ParRun run = par->runs.at[i];
        if (run.note != NULL && run.note->letter.n == 0)
            continue;
        run.note = NULL;
        run.tag = 0;
        run.artifact = ARTIFACT_LAYOUT;
        run.uri = run.link_contents = STR_NONE;
        run.anchor = 0;
        array_push(arena, &copy->runs, run);
    }
    return copy;
}

static Lines par_set(const TextSetting *setting, const Par *par, Fixed measure)
{
    return par_break(setting->arena, setting->scratch, setting->context, par, fixed_max(measure, 1));
}

/* The baseline below the top of its line box: the middle of the sans's ascender and descender (0.987 and
 * 0.213 em) stands in the box's middle. */
static Fixed baseline_of(Fixed leading, Fixed size)
{
    return leading / 2 + fixed_scale(size, 387, 1000);
}

Fixed lines_draw(Frame *frame, const Lines *lines, Fixed x, Fixed top, Fixed size)
{
    for (size_t i = 0; i < lines->n; i++, top += lines->leading)
        line_draw(frame, &lines->at[i], x, top + baseline_of(lines->leading, size));
    return top;
}

/* ---- above ---- */

/* The period follows the title, lighter than it. */
static void period_add(const TextSetting *setting, Par *par, const TextStyle *title, const Inline *period, TagId tag)
{
    TextStyle style = *title;
    style.weight = 400;
    if (par->runs.n > 0)
        par_text(setting->arena, par, STR(", "), &style, MARK_TAG(tag), setting->span);
    par_inlines(setting->arena, par, setting->context, period, &style, tag);
}

void caption_break(const TextSetting *setting, Caption *caption)
{
    Fixed column = 0;
    if (caption->label_par != NULL) {
        caption->label = par_set(setting, caption->label_par, setting->measure);
        Fixed width = caption->label.n > 0 ? caption->label.at[0].width : 0;
        column = caption->label.n > 0 ? width + LABEL_GAP : 0;
        caption->label_x = caption->is_rtl ? setting->measure - width : 0;
    }
    caption->title_x = caption->is_rtl ? 0 : column;
    if (caption->title_par != NULL)
        caption->title = par_set(setting, caption->title_par, setting->measure - column);
}

Caption caption_set(const TextSetting *setting, Str label, const Inline *title, const Inline *period, TagId tag)
{
    const TextStyle *styles = theme_of(setting)->style;
    Caption caption = { .leading = styles[STYLE_CAPTION].leading, .size = styles[STYLE_CAPTION].size,
                        .is_rtl = inlines_are_rtl(title) };
    tag_direct(setting->context->tags, tag, caption.is_rtl);
    if (label.n > 0) {
        TagId owner = tag;
        if (caption.is_rtl) {            /* the theme's word is French */
            owner = tag_add(setting->context->tags, tag, TAG_SPAN, setting->span);
            tag_node(setting->context->tags, owner)->language = STR("fr");
        }
        /* The blank parts label and title for who listens. */
        Par *par = par_plain(setting, &styles[STYLE_CAPTION_LABEL]);
        par_text(setting->arena, par, str_join(setting->arena, label, STR(" ")), &styles[STYLE_CAPTION_LABEL],
                 MARK_TAG(owner), setting->span);
        caption.label_par = par;
    }
    if (title != NULL || period != NULL) {
        Par *par = par_plain(setting, &styles[STYLE_CAPTION]);
        par->is_rtl = caption.is_rtl;
        par_inlines(setting->arena, par, setting->context, title, &styles[STYLE_CAPTION], tag);
        if (period != NULL)
            period_add(setting, par, &styles[STYLE_CAPTION], period, tag);
        caption.title_par = par;
    }
    caption_break(setting, &caption);
    return caption;
}

Caption caption_again(const TextSetting *setting, const Caption *caption)
{
    const Theme *theme = theme_of(setting);
    Caption again = { .leading = caption->leading, .size = caption->size, .is_rtl = caption->is_rtl };
    TextStyle style = theme->style[STYLE_CAPTION];
    style.weight = 400;
    style.is_italic = true;
    Par *title = caption->title_par ? par_as_artifact(setting->arena, caption->title_par)
                                    : par_plain(setting, &theme->style[STYLE_CAPTION]);
    Str word = str_printf(setting->arena, " %.*s", STR_ARG(theme->words.continued.str));
    par_text(setting->arena, title, word, &style, MARK_ARTIFACT(ARTIFACT_LAYOUT), setting->span);
    again.title_par = title;
    if (caption->label_par != NULL)
        again.label_par = par_as_artifact(setting->arena, caption->label_par);
    caption_break(setting, &again);
    return again;
}

Fixed caption_height(const Caption *caption)
{
    size_t lines = caption->title.n > caption->label.n ? caption->title.n : caption->label.n;
    return (Fixed)lines * caption->leading;
}

void caption_draw(Frame *frame, const Caption *caption, Fixed x, Fixed top)
{
    if (caption->label.n > 0)
        line_draw(frame, &caption->label.at[0], x + caption->label_x, top + baseline_of(caption->leading, caption->size));
    lines_draw(frame, &caption->title, x + caption->title_x, top, caption->size);
}

/* ---- below ---- */

void foot_add(const TextSetting *setting, Foot *foot, TagId parent, Str opening, int weight, const Inline *inlines,
              Fixed above)
{
    TextStyle style = theme_of(setting)->style[STYLE_SOURCE], open_style = style;
    open_style.weight = weight;
    TagId tag = tag_add(setting->context->tags, parent, TAG_P, setting->span);
    Par *par = par_plain(setting, &style);
    par->is_rtl = inlines_are_rtl(inlines);
    par_text(setting->arena, par, opening, &open_style, MARK_TAG(tag), setting->span);
    par_inlines(setting->arena, par, setting->context, inlines, &style, tag);
    FootText text = { par_set(setting, par, setting->measure), foot->texts.n == 0 ? above : 0 };
    array_push(setting->arena, &foot->texts, text);
}

void foot_add_source(const TextSetting *setting, Foot *foot, TagId parent, const Inline *source, Fixed above)
{
    const Theme *theme = theme_of(setting);
    Str opening = str_printf(setting->arena, "%.*s" NBSP ": ", STR_ARG(theme->words.source.str));
    foot_add(setting, foot, parent, opening, theme->style[STYLE_SOURCE].weight, source, above);
}

Lines foot_next_page(const TextSetting *setting)
{
    const Theme *theme = theme_of(setting);
    TextStyle style = theme->style[STYLE_SOURCE];
    style.is_italic = true;
    Par *par = par_plain(setting, &style);
    par->is_right = true;
    par_text(setting->arena, par, theme->words.next_page.str, &style, MARK_ARTIFACT(ARTIFACT_LAYOUT), setting->span);
    return par_set(setting, par, setting->measure);
}

Fixed foot_height(const Foot *foot)
{
    Fixed height = 0;
    for (size_t i = 0; i < foot->texts.n; i++)
        height += foot->texts.at[i].above + (Fixed)foot->texts.at[i].lines.n * foot->texts.at[i].lines.leading;
    return height;
}

void foot_draw(Frame *frame, const Foot *foot, Fixed x, Fixed top, Fixed size)
{
    for (size_t i = 0; i < foot->texts.n; i++)
        top = lines_draw(frame, &foot->texts.at[i].lines, x, top + foot->texts.at[i].above, size);
}
