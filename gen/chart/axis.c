/* axis.c - gridlines, base line and the names under a plot */
#include "chart/chart_impl.h"

#include <math.h>

#include "text/french.h"

#define GRID ((Stroke){ .colour = COLOUR_HAIR, .width = PT(0.3) })

#define VALUE_RISE    PT(2.5)            /* of a value over its gridline */
#define VALUE_GAP     PT(9)              /* between the values' column and the plot */
#define NAME_BASELINE PT(10.5)           /* below the base line */
#define NAME_LEADING  PT(8.6)
#define NAME_DESCENT  PT(2)
#define NAME_CLEAR    PT(4)              /* between two names */
enum { NAME_ROWS = 3, LYING_MOST = 40 };

static Str axis_value(const Drawing *drawing, const Scale *scale, int k)
{
    unsigned decimals;
    int64_t digits = scale_digits(scale, k, &decimals);
    Str value = french_number(drawing->arena, digits, decimals);
    bool is_share = chart_value(drawing, 0, 0)->kind == VALUE_SHARE;
    return is_share ? str_join(drawing->arena, value, STR(NBSP "%")) : value;
}

Fixed axis_width(const Drawing *drawing, const Scale *scale)
{
    LabelStyle style = label_style(drawing->setting, false, COLOUR_INK_2);
    Fixed width = 0;
    for (int k = scale->first; k <= scale->last; k++)
        if (k != 0)
            width = fixed_max(width, label_width(drawing->setting, style, axis_value(drawing, scale, k)));
    return width > 0 ? width + VALUE_GAP : 0;
}

Fixed axis_y(const Axis *axis, double value)
{
    double share = (value - axis->scale.low) / (axis->scale.high - axis->scale.low);
    return axis->bottom - (Fixed)lround(share * (axis->bottom - axis->top));
}

void axis_draw(const Drawing *drawing, const Axis *axis)
{
    const ChartSetting *setting = drawing->setting;
    LabelStyle style = label_style(setting, false, COLOUR_INK_2);
    for (int k = axis->scale.last; k >= axis->scale.first; k--) {
        Fixed y = axis_y(axis, scale_value(&axis->scale, k));
        frame_rule(drawing->frame, drawing->mark, 0, y, setting->width, y, k == 0 ? AXIS_BASE : GRID);
        if (k != 0)
            label_draw(setting, drawing->frame, style, ALIGN_LEFT, 0, y - VALUE_RISE,
                       axis_value(drawing, &axis->scale, k), SPAN_NONE);
    }
}

Box axis_label_box(const AxisLabel *label)
{
    Fixed half = label->width / 2 + LABEL_MARGIN;
    return (Box){ label->centre - half, label->baseline - label_cap(label->style) - LABEL_MARGIN,
                  label->centre + half, label->baseline + LABEL_MARGIN };
}

static bool crosses_gridline(const Axis *axis, Box box)
{
    for (int k = axis->scale.first; k <= axis->scale.last; k++) {
        Fixed y = axis_y(axis, scale_value(&axis->scale, k));
        if (k != 0 && y > box.top - LABEL_MARGIN && y < box.bottom + LABEL_MARGIN)
            return true;
    }
    return false;
}

void axis_label_draw(const Drawing *drawing, const Axis *axis, const AxisLabel *label)
{
    Box box = axis_label_box(label);
    if (crosses_gridline(axis, box))
        frame_box(drawing->frame, drawing->mark, box.left, box.top - LABEL_MARGIN, box.right - box.left,
                  box.bottom - box.top + 2 * LABEL_MARGIN, COLOUR_PAPER);
    label_draw(drawing->setting, drawing->frame, label->style, ALIGN_CENTRE, label->centre, label->baseline,
               label->text, label->span);
}

/* Wraps every stride-th name to what it has room for; false when they do not stand apart, in a few rows, so. */
static bool wrap_names(const Drawing *drawing, AxisNames *names, Fixed step)
{
    const Chart *data = drawing->data;
    LabelStyle style = label_style(drawing->setting, false, COLOUR_INK);
    int64_t room = (int64_t)step * (int64_t)names->stride - NAME_CLEAR;
    Fixed measure = room < INT32_MAX ? (Fixed)room : INT32_MAX, widest = 0;
    names->rows = 1;
    for (size_t i = 0; i < data->label_count; i += names->stride) {
        LabelStyle own = (int)i == drawing->highlight ? label_style(drawing->setting, true, COLOUR_INK) : style;
        names->lines[i] = label_wrap(drawing->setting, own, data->labels[i], measure);
        names->rows = names->lines[i].at.n > names->rows ? names->lines[i].at.n : names->rows;
        widest = fixed_max(widest, names->lines[i].widest);
    }
    return widest <= measure && names->rows <= NAME_ROWS;
}

AxisNames axis_names(const Drawing *drawing, Fixed step)
{
    AxisNames names = { .lines = arena_array(drawing->arena, LabelLines, drawing->data->label_count), .stride = 1 };
    while (!wrap_names(drawing, &names, step) && names.stride < drawing->data->label_count)
        names.stride++;
    return names;
}

bool axis_names_want_lying(const Drawing *drawing, const AxisNames *names)
{
    const Chart *data = drawing->data;
    if (names->stride == 1 || data->label_count > LYING_MOST)
        return false;
    for (size_t i = 0; i < data->label_count; i++)
        if (data->labels[i].n > 0 && (data->labels[i].p[0] < '0' || data->labels[i].p[0] > '9'))
            return true;
    return false;
}

Fixed axis_names_height(const AxisNames *names)
{
    return NAME_BASELINE + (Fixed)(names->rows - 1) * NAME_LEADING + NAME_DESCENT;
}

/* A name in the first or last place is moved so that it stays in the frame. */
static Fixed name_centre(const Drawing *drawing, Fixed centre, Fixed width)
{
    return fixed_max(width / 2, fixed_min(centre, drawing->setting->width - width / 2));
}

void axis_names_draw(const Drawing *drawing, const AxisNames *names, Fixed left, Fixed step, Fixed y)
{
    const ChartSetting *setting = drawing->setting;
    Fixed end = INT32_MIN / 2;           /* of the name before: one that was moved may reach the next place */
    for (size_t i = 0; i < drawing->data->label_count; i += names->stride) {
        LabelStyle style = label_style(setting, (int)i == drawing->highlight, COLOUR_INK);
        Fixed centre = name_centre(drawing, left + (Fixed)i * step + step / 2, names->lines[i].widest);
        if (centre - names->lines[i].widest / 2 < end)
            continue;
        end = centre + names->lines[i].widest / 2 + NAME_CLEAR / 2;
        for (size_t j = 0; j < names->lines[i].at.n; j++)
            label_draw(setting, drawing->frame, style, ALIGN_CENTRE, centre,
                       y + NAME_BASELINE + (Fixed)j * NAME_LEADING, names->lines[i].at.at[j], SPAN_NONE);
    }
}
