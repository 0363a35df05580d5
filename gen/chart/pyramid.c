/* pyramid.c - two series, one to each side of the column of names
 *
 * For ages by sex: the first label, the youngest, stands at the foot. Both
 * sides have one scale, and every value is written, so there are no
 * gridlines.
 */
#include "chart/chart_impl.h"

#include <math.h>

#define BAR_HEIGHT   PT(9.5)
#define ROW_LEAST    PT(13)
#define NAME_LEADING PT(8.6)
#define NAME_GAP     PT(6)               /* between the names' column and the bars */
#define FIGURE_GAP   PT(4)
#define HEAD_BELOW   PT(6)
enum { NAMES_PERCENT = 30 };

typedef struct {
    LabelLines *names;
    Fixed       inner[2];                /* where the bars of a side begin */
    Fixed       longest;                 /* of the bars */
    double      highest;
} Pyramid;

static double number_of(const Value *value)
{
    return value_is_number(value) ? value_double(value) : 0;
}

static Pyramid pyramid_of(const Drawing *drawing)
{
    const ChartSetting *setting = drawing->setting;
    const Chart *data = drawing->data;
    LabelStyle bold = label_style(setting, true, COLOUR_INK);
    Pyramid pyramid = { .names = arena_array(drawing->arena, LabelLines, data->label_count) };
    Fixed column = 0, figure = 0;
    for (size_t i = 0; i < data->label_count; i++) {
        pyramid.names[i] = label_wrap(setting, bold, data->labels[i], fixed_scale(setting->width, NAMES_PERCENT, 100));
        column = fixed_max(column, pyramid.names[i].widest);
        for (size_t s = 0; s < 2; s++) {
            const Value *value = chart_value(drawing, s, i);
            figure = fixed_max(figure, label_width(setting, bold, chart_figure(drawing, value)));
            pyramid.highest = fmax(pyramid.highest, number_of(value));
        }
    }
    Fixed middle = setting->width / 2, half = column / 2 + NAME_GAP;
    pyramid.inner[0] = middle - half;
    pyramid.inner[1] = middle + half;
    pyramid.longest = fixed_max(middle - half - figure - FIGURE_GAP, PT(10));
    return pyramid;
}

static void side_draw(const Drawing *drawing, const Pyramid *pyramid, size_t s, size_t i, Fixed middle)
{
    const Value *value = chart_value(drawing, s, i);
    bool is_bold = (int)i == drawing->highlight;
    LabelStyle style = label_style(drawing->setting, is_bold, value_is_number(value) ? COLOUR_INK : COLOUR_INK_2);
    double share = pyramid->highest > 0 ? number_of(value) / pyramid->highest : 0;
    Fixed length = (Fixed)lround(share * pyramid->longest), inner = pyramid->inner[s];
    Fixed left = s == 0 ? inner - length : inner, end = s == 0 ? left - FIGURE_GAP : inner + length + FIGURE_GAP;
    if (length > 0)
        chart_area(drawing, left, middle - BAR_HEIGHT / 2, length, BAR_HEIGHT, series_fill(s), true, value->span);
    label_draw(drawing->setting, drawing->frame, style, s == 0 ? ALIGN_RIGHT : ALIGN_LEFT, end,
               middle + label_cap(style) / 2, chart_figure(drawing, value), value->span);
}

/* The names of the series, over their sides; each wrapped to its side. */
static Fixed heads_draw(const Drawing *drawing, const Pyramid *pyramid)
{
    LabelStyle style = label_style(drawing->setting, true, COLOUR_INK);
    LabelLines heads[2];
    size_t rows = 1;
    for (size_t s = 0; s < 2; s++) {
        heads[s] = label_wrap(drawing->setting, style, drawing->data->series[s].name, pyramid->inner[0]);
        rows = heads[s].at.n > rows ? heads[s].at.n : rows;
    }
    for (size_t s = 0; s < 2; s++)
        for (size_t j = 0; j < heads[s].at.n; j++)
            label_draw(drawing->setting, drawing->frame, style, s == 0 ? ALIGN_RIGHT : ALIGN_LEFT, pyramid->inner[s],
                       label_cap(style) + PT(1) + (Fixed)(rows - heads[s].at.n + j) * NAME_LEADING, heads[s].at.at[j],
                       SPAN_NONE);
    return label_cap(style) + PT(1) + (Fixed)(rows - 1) * NAME_LEADING + HEAD_BELOW;
}

static void row_draw(const Drawing *drawing, const Pyramid *pyramid, size_t i, Fixed y, Fixed height)
{
    const LabelLines *lines = &pyramid->names[i];
    LabelStyle style = label_style(drawing->setting, (int)i == drawing->highlight,
                                   (int)i == drawing->highlight ? COLOUR_MADDER : COLOUR_INK);
    Fixed middle = y + height / 2;
    Fixed baseline = middle + label_cap(style) / 2 - (Fixed)(lines->at.n > 0 ? lines->at.n - 1 : 0) * NAME_LEADING / 2;
    side_draw(drawing, pyramid, 0, i, middle);
    for (size_t j = 0; j < lines->at.n; j++)
        label_draw(drawing->setting, drawing->frame, style, ALIGN_CENTRE, drawing->setting->width / 2,
                   baseline + (Fixed)j * NAME_LEADING, lines->at.at[j], chart_value(drawing, 0, i)->span);
    side_draw(drawing, pyramid, 1, i, middle);
}

void pyramid_draw(Drawing *drawing)
{
    Pyramid pyramid = pyramid_of(drawing);
    Fixed top = heads_draw(drawing, &pyramid), y = top;
    for (size_t i = drawing->data->label_count; i-- > 0;) {
        Fixed height = fixed_max(ROW_LEAST, (Fixed)pyramid.names[i].at.n * NAME_LEADING + PT(4.5));
        row_draw(drawing, &pyramid, i, y, height);
        y += height;
    }
    for (size_t s = 0; s < 2; s++)
        frame_rule(drawing->frame, drawing->mark, pyramid.inner[s], top, pyramid.inner[s], y, AXIS_BASE);
    drawing->frame->height = y;
}
