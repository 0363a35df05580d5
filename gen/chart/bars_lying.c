/* bars_lying.c - bars from left to right, for names too long to stand under
 *
 * One row a label: the name, wrapped, then a bar for each series with its
 * value at its end. Every value is written, so there are no gridlines.
 */
#include "chart/chart_impl.h"

#include <math.h>

#define NAME_LEADING PT(8.6)
#define NAME_GAP     PT(7)               /* between the names' column and the bars */
#define ROW_LEAST    PT(13)
#define ROW_PADDING  PT(4.5)
#define ROW_CLEAR    PT(5)               /* around a row's bars */
#define TIGHT_LEAST  PT(10.4)
#define TIGHT_CLEAR  PT(2)
#define BAR_HEIGHT   PT(8)               /* 62 % of the least row */
#define FIGURE_GAP   PT(4)
/* Beyond so many rows they stand close and keep to one line where they can, so that a page holds forty. */
enum { ROWS_ROOMY = 30, NAMES_PERCENT = 40, TIGHT_PERCENT = 60 };

typedef struct {
    LabelLines *names;
    Fixed       column;                  /* width of the names */
    Fixed       left, right;             /* where the lowest and the highest bar end */
    double      low, high;
} Lying;

static double number_of(const Value *value)
{
    return value_is_number(value) ? value_double(value) : 0;
}

/* Names' column and the room for bars, figures at both ends kept clear. */
static Lying lying_of(const Drawing *drawing)
{
    const ChartSetting *setting = drawing->setting;
    size_t n = drawing->data->label_count;
    LabelStyle bold = label_style(setting, true, COLOUR_INK);
    Lying lying = { .names = arena_array(drawing->arena, LabelLines, n) };
    Fixed figures[2] = { 0, 0 }, most = fixed_scale(setting->width, n > ROWS_ROOMY ? TIGHT_PERCENT : NAMES_PERCENT, 100);
    for (size_t i = 0; i < n; i++) {
        lying.names[i] = label_wrap(setting, bold, drawing->data->labels[i], most);
        lying.column = fixed_max(lying.column, lying.names[i].widest);
        for (size_t s = 0; s < drawing->data->series_count; s++) {
            const Value *value = chart_value(drawing, s, i);
            double number = number_of(value);
            Fixed width = label_width(setting, bold, chart_figure(drawing, value)) + FIGURE_GAP;
            lying.low = fmin(lying.low, number);
            lying.high = fmax(lying.high, number);
            figures[number >= 0] = fixed_max(figures[number >= 0], width);
        }
    }
    lying.left = lying.column + NAME_GAP + figures[0];
    lying.right = fixed_max(setting->width - figures[1], lying.left + PT(10));
    return lying;
}

static Fixed lying_x(const Lying *lying, double value)
{
    double span = lying->high - lying->low;
    double share = span > 0 ? (value - lying->low) / span : 0;
    return lying->left + (Fixed)lround(share * (lying->right - lying->left));
}

static void bar_draw(const Drawing *drawing, const Lying *lying, size_t s, size_t i, Fixed middle)
{
    const Value *value = chart_value(drawing, s, i);
    bool is_bold = chart_is_highlighted(drawing, i), is_grouped = drawing->data->series_count > 1;
    LabelStyle figure = label_style(drawing->setting, is_bold, is_bold ? COLOUR_MADDER : COLOUR_INK);
    Fixed zero = lying_x(lying, 0), end = lying_x(lying, number_of(value));
    Fill fill = series_fill(s);
    if (is_bold)
        fill = (Fill){ .ground = COLOUR_S4 };
    if (end != zero)
        chart_area(drawing, fixed_min(zero, end), middle - BAR_HEIGHT / 2, end > zero ? end - zero : zero - end,
                   BAR_HEIGHT, fill, is_grouped, value->span);
    label_draw(drawing->setting, drawing->frame, figure, end < zero ? ALIGN_RIGHT : ALIGN_LEFT,
               end < zero ? end - FIGURE_GAP : end + FIGURE_GAP, middle + label_cap(figure) / 2,
               chart_figure(drawing, value), value->span);
}

static void row_draw(const Drawing *drawing, const Lying *lying, size_t i, Fixed y, Fixed height)
{
    const ChartSetting *setting = drawing->setting;
    LabelStyle name = label_style(setting, (int)i == drawing->highlight, COLOUR_INK);
    const LabelLines *lines = &lying->names[i];
    Fixed n = (Fixed)drawing->data->series_count, pitch = BAR_HEIGHT + SERIES_GAP, middle = y + height / 2;
    Fixed baseline = middle + label_cap(name) / 2 - (Fixed)(lines->at.n > 0 ? lines->at.n - 1 : 0) * NAME_LEADING / 2;
    for (size_t j = 0; j < lines->at.n; j++)
        label_draw(setting, drawing->frame, name, ALIGN_LEFT, 0, baseline + (Fixed)j * NAME_LEADING,
                   lines->at.at[j], chart_value(drawing, 0, i)->span);
    for (Fixed s = 0; s < n; s++)
        bar_draw(drawing, lying, (size_t)s, i, middle + (2 * s - (n - 1)) * pitch / 2);
}

void bars_lying_draw(Drawing *drawing)
{
    Lying lying = lying_of(drawing);
    size_t n = drawing->data->series_count;
    Fixed top = n > 1 ? legend_draw_line(drawing, drawing->setting->width) : 0, y = top;
    Fixed bars = (Fixed)n * (BAR_HEIGHT + SERIES_GAP) - SERIES_GAP;
    bool is_tight = drawing->data->label_count > ROWS_ROOMY;
    for (size_t i = 0; i < drawing->data->label_count; i++) {
        Fixed names = (Fixed)lying.names[i].at.n * NAME_LEADING + (is_tight ? TIGHT_CLEAR / 2 : ROW_PADDING);
        Fixed least = is_tight ? TIGHT_LEAST : ROW_LEAST, clear = is_tight ? TIGHT_CLEAR : ROW_CLEAR;
        Fixed height = fixed_max(fixed_max(least, bars + clear), names);
        row_draw(drawing, &lying, i, y, height);
        y += height;
    }
    frame_rule(drawing->frame, drawing->mark, lying_x(&lying, 0), top, lying_x(&lying, 0), y, AXIS_BASE);
    drawing->frame->height = y;
}
