#include "chart/label.h"

#include "base/utf8.h"
#include "text/bidi.h"

LabelStyle label_style(const ChartSetting *setting, bool is_bold, Colour colour)
{
    const TextStyle *style = &setting->theme->style[STYLE_CHART_LABEL];
    return (LabelStyle){ style_face(style, is_bold, false, false), style->size, colour };
}

/* One stretch of a label: of one script and direction. */
typedef struct { ShapeStyle style; Str text; } Stretch;
typedef ARRAY(Stretch) Stretches;

static Stretch stretch_of(const ChartSetting *setting, LabelStyle style, Str text, const BidiRun *run)
{
    Stretch stretch = { { .face = style.face, .size = style.size, .is_rtl = run->level % 2, .is_tabular = true },
                        str_slice(text, run->lo, run->hi) };
    if (run->is_arabic) {
        stretch.style.face = style.face == FACE_SANS_BOLD ? FACE_ARABIC_BOLD : FACE_ARABIC;
        stretch.style.size = fixed_scale(style.size, setting->theme->arabic_scale, FIXED_ONE);
    }
    return stretch;
}

static bool is_plain(Str text)
{
    for (size_t at = 0; at < text.n;)
        if (utf8_next(text, &at) >= 0x0590)
            return false;
    return true;
}

/* The stretches in visual order. Text below U+0590 is one stretch: that holds
 * for all but a few labels and saves them the bidirectional algorithm. */
static Stretches stretches_of(const ChartSetting *setting, LabelStyle style, Str text)
{
    Stretches stretches = { 0 };
    Arena *arena = setting->arena;
    if (is_plain(text)) {
        array_push(arena, &stretches, stretch_of(setting, style, text, &(BidiRun){ .hi = (uint32_t)text.n }));
        return stretches;
    }
    BidiRuns runs = bidi_runs(arena, text, bidi_is_rtl(text), NULL);
    uint8_t *levels = arena_array(arena, uint8_t, runs.n ? runs.n : 1);
    size_t *order = arena_array(arena, size_t, runs.n ? runs.n : 1);
    for (size_t i = 0; i < runs.n; i++)
        levels[i] = runs.at[i].level;
    bidi_order(levels, runs.n, order);
    for (size_t i = 0; i < runs.n; i++)
        array_push(arena, &stretches, stretch_of(setting, style, text, &runs.at[order[i]]));
    return stretches;
}

Fixed label_width(const ChartSetting *setting, LabelStyle style, Str text)
{
    Stretches stretches = stretches_of(setting, style, text);
    Fixed width = 0;
    for (size_t i = 0; i < stretches.n; i++)
        width += shape_width(setting->fonts, stretches.at[i].style, stretches.at[i].text);
    return width;
}

void label_draw(const ChartSetting *setting, Frame *frame, LabelStyle style, Align align, Fixed x,
                Fixed baseline, Str text, Span span)
{
    if (align != ALIGN_LEFT)
        x -= label_width(setting, style, str_trim(text)) / (align == ALIGN_CENTRE ? 2 : 1);
    Stretches stretches = stretches_of(setting, style, text);
    for (size_t i = 0; i < stretches.n; i++) {
        GlyphRun *run = arena_new(setting->arena, GlyphRun);
        *run = shape_run(setting->arena, setting->fonts, stretches.at[i].style, stretches.at[i].text);
        frame_glyphs(frame, setting->mark, x, baseline, run, style.colour, span);
        x += run->width;
    }
}

void label_box(const ChartSetting *setting, Frame *frame, LabelStyle style, Fixed centre, Fixed baseline,
               Str text)
{
    Fixed width = label_width(setting, style, text) + 2 * LABEL_BOX_X, cap = label_cap(style);
    frame_box(frame, setting->mark, centre - width / 2, baseline - cap - LABEL_BOX_Y, width,
              cap + 2 * LABEL_BOX_Y, COLOUR_PAPER);
}

LabelLines label_wrap(const ChartSetting *setting, LabelStyle style, Str text, Fixed measure)
{
    LabelLines lines = { 0 };
    Str rest = str_trim(text), word;
    const char *start = NULL;
    size_t length = 0;
    while (str_split(&rest, ' ', &word)) {
        if (word.n == 0)
            continue;
        Str longer = { start, start ? (size_t)(word.p + word.n - start) : 0 };
        if (start == NULL || label_width(setting, style, longer) > measure) {
            if (start != NULL)           /* with its blank, which parts the words for who listens */
                array_push(setting->arena, &lines.at, (Str){ start, length + 1 });
            start = word.p;
            longer = word;
        }
        length = longer.n;
    }
    if (start != NULL)
        array_push(setting->arena, &lines.at, (Str){ start, length });
    for (size_t i = 0; i < lines.at.n; i++)
        lines.widest = fixed_max(lines.widest, label_width(setting, style, str_trim(lines.at.at[i])));
    return lines;
}
