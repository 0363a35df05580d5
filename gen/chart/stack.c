/* stack.c - bars of several series, end to end
 *
 * The first series stands on the base line. A part says its figure where it
 * holds it, and the bar its sum at its end. A sum with a missing part would
 * be read as the whole: the sign for what is missing stands there instead.
 * Names too long to stand under their bars stand beside lying ones.
 */
#include "chart/chart_impl.h"

#include <math.h>

#define BAR_WIDEST   PT(60)
#define SUM_CLEAR    PT(4)               /* between a bar and its sum */
#define NAME_LEADING PT(8.6)
#define NAME_GAP     PT(7)               /* between the names' column and the bars */
#define ROW_HEIGHT   PT(14)              /* of a lying bar */
#define ROW_PADDING  PT(6)
enum { BAR_PERCENT = 62, NAMES_PERCENT = 40 };

typedef struct {
    const Drawing *drawing;
    AxisLabel     *sums;                 /* of each label; drawn where they are placed */
    double        *totals;
    double         highest;
} Stack;

/* A negative part counts as 0: who read it has reported it. */
static double number_of(const Value *value)
{
    double number = value_is_number(value) ? value_double(value) : 0;
    return number > 0 ? number : 0;
}

/* The figure at the end of the bar `i`. */
static AxisLabel sum_of(const Drawing *drawing, size_t i)
{
    size_t n = drawing->data->series_count;
    Value *parts = arena_array(drawing->arena, Value, n);
    const Value *missing = NULL;
    for (size_t s = 0; s < n; s++) {
        parts[s] = *chart_value(drawing, s, i);
        if (missing == NULL && !value_is_number(&parts[s]))
            missing = chart_value(drawing, s, i);
    }
    Value sum = value_sum(parts, n);
    bool is_bold = missing == NULL, is_highlighted = (int)i == drawing->highlight;
    AxisLabel label = { .text = chart_figure(drawing, missing != NULL ? missing : &sum), .span = parts[0].span };
    label.style = label_style(drawing->setting, is_bold, !is_bold         ? COLOUR_INK_2
                                                         : is_highlighted ? COLOUR_MADDER
                                                                          : COLOUR_INK);
    label.width = label_width(drawing->setting, label.style, label.text);
    return label;
}

static Stack stack_of(const Drawing *drawing)
{
    size_t n = drawing->data->label_count;
    Stack stack = { .drawing = drawing, .sums = arena_array(drawing->arena, AxisLabel, n),
                    .totals = arena_array(drawing->arena, double, n) };
    for (size_t i = 0; i < n; i++) {
        stack.sums[i] = sum_of(drawing, i);
        for (size_t s = 0; s < drawing->data->series_count; s++)
            stack.totals[i] += number_of(chart_value(drawing, s, i));
        stack.highest = fmax(stack.highest, stack.totals[i]);
    }
    return stack;
}

/* One part, without the strip of paper towards the part before it. */
static void part_draw(const Drawing *drawing, size_t s, size_t i, Box box)
{
    const Value *value = chart_value(drawing, s, i);
    Fixed width = box.right - box.left, height = box.bottom - box.top;
    if (width <= 0 || height <= 0)
        return;
    chart_area(drawing, box.left, box.top, width, height, series_fill(s), true, value->span);
    chart_figure_inside(drawing, box.left, box.top, width, height, s, chart_figure(drawing, value), value->span);
}

static Fixed gap_before(bool is_first, Fixed size)
{
    return is_first || size <= 2 * SERIES_GAP ? 0 : SERIES_GAP;
}

/* --- standing --- */

static void bar_draw(const Stack *stack, const Axis *axis, size_t i, Fixed centre, Fixed width)
{
    const Drawing *drawing = stack->drawing;
    double below = 0;
    for (size_t s = 0; s < drawing->data->series_count; s++) {
        double above = below + number_of(chart_value(drawing, s, i));
        Fixed top = axis_y(axis, above), bottom = axis_y(axis, below);
        bottom -= gap_before(below <= 0, bottom - top);
        part_draw(drawing, s, i, (Box){ centre - width / 2, top, centre + width / 2, bottom });
        below = above;
    }
}

/* Sums stand where they touch no other: that brought out first, then from the left. */
static void sums_draw(const Stack *stack, const Axis *axis, Fixed left, Fixed step)
{
    const Drawing *drawing = stack->drawing;
    size_t n = drawing->data->label_count, first = drawing->highlight > 0 ? (size_t)drawing->highlight : 0;
    bool *is_shown = arena_array(drawing->arena, bool, n);
    for (size_t i = 0; i < n; i++) {
        stack->sums[i].centre = left + (Fixed)i * step + step / 2;
        stack->sums[i].baseline = axis_y(axis, stack->totals[i]) - SUM_CLEAR;
    }
    for (size_t k = 0; k <= n; k++) {
        size_t i = k == 0 ? first : k - 1;
        bool is_free = stack->sums[i].text.n > 0 && !is_shown[i];
        for (size_t j = 0; j < n && is_free; j++)
            is_free = !is_shown[j] || !box_touches(axis_label_box(&stack->sums[i]), axis_label_box(&stack->sums[j]));
        if (is_free)
            axis_label_draw(drawing, axis, &stack->sums[i]);
        is_shown[i] |= is_free;
    }
}

static void stand(const Stack *stack, const AxisNames *names, Axis *axis, Fixed left, Fixed step)
{
    const Drawing *drawing = stack->drawing;
    Fixed height = chart_plot_height(drawing), cap = label_cap(label_style(drawing->setting, true, COLOUR_INK));
    Fixed width = fixed_min(fixed_scale(step, BAR_PERCENT, 100), BAR_WIDEST);
    axis->top = legend_draw_line(drawing, drawing->setting->width) + SUM_CLEAR + cap + LABEL_MARGIN;
    axis->bottom = axis->top + height;
    axis_draw(drawing, axis);
    sums_draw(stack, axis, left, step);
    for (size_t i = 0; i < drawing->data->label_count; i++)
        bar_draw(stack, axis, i, left + (Fixed)i * step + step / 2, width);
    axis_names_draw(drawing, names, left, step, axis->bottom);
    drawing->frame->height = axis->bottom + axis_names_height(names);
}

/* --- lying --- */

typedef struct { LabelLines *names; Fixed column, left, right; } NamedRows;

static NamedRows rows_of(const Stack *stack)
{
    const ChartSetting *setting = stack->drawing->setting;
    const Chart *data = stack->drawing->data;
    LabelStyle bold = label_style(setting, true, COLOUR_INK);
    NamedRows rows = { .names = arena_array(setting->arena, LabelLines, data->label_count) };
    Fixed sum = 0;
    for (size_t i = 0; i < data->label_count; i++) {
        rows.names[i] = label_wrap(setting, bold, data->labels[i], fixed_scale(setting->width, NAMES_PERCENT, 100));
        rows.column = fixed_max(rows.column, rows.names[i].widest);
        sum = fixed_max(sum, stack->sums[i].width);
    }
    rows.left = rows.column + NAME_GAP;
    rows.right = fixed_max(setting->width - sum - SUM_CLEAR, rows.left + PT(10));
    return rows;
}

static void row_draw(const Stack *stack, const NamedRows *rows, size_t i, Fixed y, Fixed height)
{
    const Drawing *drawing = stack->drawing;
    const LabelLines *lines = &rows->names[i];
    const AxisLabel *sum = &stack->sums[i];
    LabelStyle style = label_style(drawing->setting, (int)i == drawing->highlight, COLOUR_INK);
    Fixed middle = y + height / 2, end = rows->left;
    Fixed baseline = middle + label_cap(style) / 2 - (Fixed)(lines->at.n > 0 ? lines->at.n - 1 : 0) * NAME_LEADING / 2;
    for (size_t j = 0; j < lines->at.n; j++)
        label_draw(drawing->setting, drawing->frame, style, ALIGN_LEFT, 0, baseline + (Fixed)j * NAME_LEADING,
                   lines->at.at[j], sum->span);
    double before = 0;
    for (size_t s = 0; s < drawing->data->series_count; s++) {
        double after = before + number_of(chart_value(drawing, s, i));
        Fixed from = end;
        if (stack->highest > 0)
            end = rows->left + (Fixed)lround(after / stack->highest * (rows->right - rows->left));
        from += gap_before(before <= 0, end - from);
        part_draw(drawing, s, i, (Box){ from, middle - ROW_HEIGHT / 2, end, middle + ROW_HEIGHT / 2 });
        before = after;
    }
    label_draw(drawing->setting, drawing->frame, sum->style, ALIGN_LEFT, end + SUM_CLEAR,
               middle + label_cap(sum->style) / 2, sum->text, sum->span);
}

static void lie(const Stack *stack)
{
    const Drawing *drawing = stack->drawing;
    NamedRows rows = rows_of(stack);
    Fixed top = legend_draw_line(drawing, drawing->setting->width), y = top;
    for (size_t i = 0; i < drawing->data->label_count; i++) {
        Fixed height = fixed_max(ROW_HEIGHT, (Fixed)rows.names[i].at.n * NAME_LEADING) + ROW_PADDING;
        row_draw(stack, &rows, i, y, height);
        y += height;
    }
    frame_rule(drawing->frame, drawing->mark, rows.left, top, rows.left, y, AXIS_BASE);
    drawing->frame->height = y;
}

void stack_draw(Drawing *drawing)
{
    Stack stack = stack_of(drawing);
    Axis axis = { .scale = scale_round(0, stack.highest, (int)drawing->decimals) };
    Fixed left = axis_width(drawing, &axis.scale);
    Fixed step = fixed_max((drawing->setting->width - left) / (Fixed)drawing->data->label_count, 1);
    AxisNames names = axis_names(drawing, step);
    if (axis_names_want_lying(drawing, &names))
        lie(&stack);
    else
        stand(&stack, &names, &axis, left, step);
}
