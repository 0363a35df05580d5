/* legend.c - keys: a ring's is a table, that of several series a line */
#include "chart/chart_impl.h"

#define SAMPLE      PT(10)
#define SAMPLE_X    PT(2.5)
#define SAMPLE_RISE PT(2.8)              /* of its centre over the baseline */
#define NAME_X      PT(19)
#define FIGURE_GAP  PT(9)                /* between name and figure, and figure and share */
#define RIGHT       PT(3.5)              /* clear at the right */
#define PADDING     PT(3.9)              /* above and below a row's text */
#define ITEM_GAP    PT(16)               /* between two series in a line */
#define LINE_BELOW  PT(8)

struct Legend {
    const LegendRow *rows;
    LabelLines      *names;
    size_t           n;
    Fixed            width, figure_right, share_right, leading;
    LabelStyle       text, bold;
};

static LabelStyle cell_style(const Drawing *drawing, bool is_bold)
{
    const TextStyle *style = &drawing->setting->theme->style[STYLE_TABLE_CELL];
    return (LabelStyle){ style_face(style, is_bold, false, false), style->size, style->colour };
}

Legend *legend_set(const Drawing *drawing, const LegendRow *rows, size_t n, Fixed width)
{
    Legend *legend = arena_new(drawing->arena, Legend);
    *legend = (Legend){ .rows = rows, .n = n, .width = width, .share_right = width - RIGHT,
                        .names = arena_array(drawing->arena, LabelLines, n ? n : 1),
                        .leading = drawing->setting->theme->style[STYLE_TABLE_CELL].leading,
                        .text = cell_style(drawing, false), .bold = cell_style(drawing, true) };
    Fixed figure = 0, share = 0;
    for (size_t i = 0; i < n; i++) {
        figure = fixed_max(figure, label_width(drawing->setting, legend->bold, rows[i].figure));
        share = fixed_max(share, label_width(drawing->setting, legend->text, rows[i].share));
    }
    legend->figure_right = legend->share_right - share - FIGURE_GAP;
    Fixed measure = fixed_max(legend->figure_right - figure - FIGURE_GAP - NAME_X, SAMPLE);
    for (size_t i = 0; i < n; i++)
        legend->names[i] = label_wrap(drawing->setting, legend->text, rows[i].name, measure);
    return legend;
}

/* Capitals stand 0.88 em below the line's top, as in a table's cell. */
static Fixed ascent(const Legend *legend)
{
    return fixed_scale(legend->text.size, 88, 100);
}

static Fixed row_height(const Legend *legend, size_t row)
{
    size_t lines = legend->names[row].at.n > 0 ? legend->names[row].at.n : 1;
    return 2 * PADDING + fixed_scale(legend->text.size, 108, 100) + (Fixed)(lines - 1) * legend->leading;
}

Fixed legend_height(const Legend *legend)
{
    Fixed height = 0;
    for (size_t i = 0; i < legend->n; i++)
        height += row_height(legend, i);
    return height;
}

void legend_draw(const Drawing *drawing, const Legend *legend, Fixed x, Fixed y)
{
    const ChartSetting *setting = drawing->setting;
    for (size_t i = 0; i < legend->n; i++) {
        const LegendRow *row = &legend->rows[i];
        Fixed baseline = y + PADDING + ascent(legend);
        if (i > 0)
            frame_rule(drawing->frame, drawing->mark, x, y, x + legend->width, y,
                       (Stroke){ .colour = COLOUR_HAIR, .width = PT(0.3) });
        chart_area(drawing, x + SAMPLE_X, baseline - SAMPLE_RISE - SAMPLE / 2, SAMPLE, SAMPLE,
                   series_fill(row->look), true, row->span);
        for (size_t j = 0; j < legend->names[i].at.n; j++)
            label_draw(setting, drawing->frame, legend->text, ALIGN_LEFT, x + NAME_X,
                       baseline + (Fixed)j * legend->leading, legend->names[i].at.at[j], row->span);
        label_draw(setting, drawing->frame, legend->bold, ALIGN_RIGHT, x + legend->figure_right, baseline,
                   row->figure, row->span);
        label_draw(setting, drawing->frame, legend->text, ALIGN_RIGHT, x + legend->share_right, baseline,
                   row->share, row->span);
        y += row_height(legend, i);
    }
}

Fixed legend_draw_line(const Drawing *drawing, Fixed width)
{
    LabelStyle style = cell_style(drawing, false);
    Fixed x = 0, step = SAMPLE + PT(5), baseline = fixed_scale(style.size, 88, 100);
    for (size_t i = 0; i < drawing->data->series_count; i++) {
        Str name = drawing->data->series[i].name;
        Fixed taken = NAME_X - SAMPLE_X + label_width(drawing->setting, style, name);
        if (x > 0 && x + taken > width) {
            x = 0;
            baseline += step;
        }
        chart_area(drawing, x, baseline - SAMPLE_RISE - SAMPLE / 2, SAMPLE, SAMPLE, series_fill(i), true, SPAN_NONE);
        label_draw(drawing->setting, drawing->frame, style, ALIGN_LEFT, x + NAME_X - SAMPLE_X, baseline, name,
                   SPAN_NONE);
        x += taken + ITEM_GAP;
    }
    return baseline + LINE_BELOW;
}
