/* ring.c - parts of a whole, from 12 o'clock clockwise
 *
 * Figures stand in their parts where they fit, the total in the middle with
 * its unit, the key at the right. Parts are parted by paper of one width:
 * their straight sides are parallel, so an edge is turned by less on the
 * outer circle than on the inner one.
 */
#include "chart/chart_impl.h"

#include <math.h>

#include "text/french.h"

#define OUTER      PT(62)
#define INNER      PT(36)
#define KEY_X      (2 * OUTER + PT(22))
#define KEY_LEAST  PT(150)               /* narrower than this, the key goes below */
#define KEY_TALL   PT(230)               /* taller than this, it goes below in two columns */
#define KEY_BELOW  PT(14)
#define EDGE       PT(0.25)              /* half the outline */
#define TOTAL_ROOM PT(60)                /* in the hole */
#define TOTAL_SIZE PT(19)
#define TOTAL_LEAST PT(5.5)
#define UNIT_SIZE  PT(7.5)

static const Fixed figure_sizes[] = { PT(10), PT(8.5), PT(7) };

typedef struct {
    double from, to;                     /* degrees; equal: nothing is drawn */
    double half_gap;                     /* of paper at each side, Fixed; 0 when alone */
    size_t look;
    Str    figure;
    Span   span;
} RingPart;

typedef struct { RingPart *parts; size_t n; Fixed cx, cy; } Ring;

static double degrees(double radians)
{
    return radians * 180 / 3.14159265358979323846;
}

/* By how much a side is turned at `radius`. A part thinner than its gaps
 * keeps a tenth of its angle. */
static double turn_at(const RingPart *part, Fixed radius)
{
    double half = (part->to - part->from) / 2;
    return fmin(degrees(asin(part->half_gap / radius)), half * 0.9);
}

static void part_draw(const Drawing *drawing, const Ring *ring, const RingPart *part)
{
    Arena *arena = drawing->arena;
    Path *path = path_new(arena);
    double out = turn_at(part, OUTER), in = turn_at(part, INNER);
    path_arc(arena, path, ring->cx, ring->cy, OUTER, part->from + out, part->to - out);
    if (part->half_gap == 0) {
        path_close(arena, path);
        path_move(arena, path, ring->cx, ring->cy - INNER);
    }
    path_arc(arena, path, ring->cx, ring->cy, INNER, part->to - in, part->from + in);
    path_close(arena, path);
    path->is_filled = true;
    path->fill = series_fill(part->look);
    path->stroke = SERIES_OUTLINE;
    frame_path(drawing->frame, drawing->mark, path, part->span);
}

/* Whether a point, relative to the centre, lies well inside the part. */
static bool part_holds(const RingPart *part, double x, double y)
{
    double radius = sqrt(x * x + y * y), angle = degrees(atan2(x, -y));
    angle += angle < 0 ? 360 : 0;
    double turn = degrees(asin((part->half_gap + PT(1)) / radius));
    bool is_whole = part->half_gap == 0;
    return radius > INNER + PT(0.5) && radius < OUTER - PT(0.5)
           && (is_whole || (angle > part->from + turn && angle < part->to - turn));
}

static void part_centre(const RingPart *part, Fixed *x, Fixed *y)
{
    double middle = (part->from + part->to) / 2 * 3.14159265358979323846 / 180, radius = (OUTER + INNER) / 2.0;
    *x = (Fixed)lround(radius * sin(middle));
    *y = (Fixed)lround(-radius * cos(middle));
}

static bool is_dark(const RingPart *part)
{
    return series_fill(part->look).ground == COLOUR_S1;
}

static bool figure_fits(const Drawing *drawing, const RingPart *part, LabelStyle style)
{
    Fixed x, y, box = is_dark(part) ? PT(1) : 0;
    part_centre(part, &x, &y);
    Fixed w = label_width(drawing->setting, style, part->figure) / 2 + LABEL_BOX_X - box;
    Fixed h = label_cap(style) / 2 + LABEL_BOX_Y - box;
    for (int corner = 0; corner < 4; corner++)
        if (!part_holds(part, corner % 2 ? x + w : x - w, corner / 2 ? y + h : y - h))
            return false;
    return part->to > part->from;
}

/* The largest size at which the most figures fit: one for the whole ring. */
static LabelStyle figure_style(const Drawing *drawing, const Ring *ring)
{
    LabelStyle style = label_style(drawing->setting, true, COLOUR_INK), best = style;
    size_t most = 0;
    for (size_t i = 0; i < sizeof figure_sizes / sizeof *figure_sizes; i++) {
        size_t fitting = 0;
        style.size = figure_sizes[i];
        for (size_t j = 0; j < ring->n; j++)
            fitting += figure_fits(drawing, &ring->parts[j], style);
        if (fitting > most || i == 0) {
            most = fitting;
            best = style;
        }
    }
    return best;
}

static void figures_draw(const Drawing *drawing, const Ring *ring)
{
    LabelStyle style = figure_style(drawing, ring);
    for (size_t i = 0; i < ring->n; i++) {
        const RingPart *part = &ring->parts[i];
        Fixed x, y;
        if (!figure_fits(drawing, part, style))
            continue;
        part_centre(part, &x, &y);
        x += ring->cx;
        y += ring->cy + label_cap(style) / 2;
        style.colour = is_dark(part) ? COLOUR_PAPER : COLOUR_INK;
        if (!is_dark(part))
            label_box(drawing->setting, drawing->frame, style, x, y, part->figure);
        label_draw(drawing->setting, drawing->frame, style, ALIGN_CENTRE, x, y, part->figure, part->span);
    }
}

static void total_draw(const Drawing *drawing, const Ring *ring, const Value *total)
{
    const ChartSetting *setting = drawing->setting;
    LabelStyle style = label_style(setting, true, COLOUR_GREEN), small = label_style(setting, false, COLOUR_INK_2);
    Str figure = chart_figure(drawing, total), unit = drawing->data->unit.str;
    unit = unit.n > 0 ? unit : total->unit;
    if (total->kind == VALUE_NUMBER && total->decimals == 0)
        unit = french_plural(drawing->arena, unit, total->digits);
    style.size = TOTAL_SIZE;
    small.size = UNIT_SIZE;
    while (style.size > TOTAL_LEAST && label_width(setting, style, figure) > TOTAL_ROOM)
        style.size -= PT(0.5);
    bool has_unit = figure.n > 0 && unit.n > 0 && label_width(setting, small, unit) <= TOTAL_ROOM;
    Fixed baseline = ring->cy + (has_unit ? -PT(1) : label_cap(style) / 2);
    label_draw(setting, drawing->frame, style, ALIGN_CENTRE, ring->cx, baseline, figure, total->span);
    if (has_unit)
        label_draw(setting, drawing->frame, small, ALIGN_CENTRE, ring->cx, baseline + PT(10.5), unit, SPAN_NONE);
}

/* An outline alone, for a ring of which every part is 0. */
static void empty_draw(const Drawing *drawing, const Ring *ring)
{
    for (int i = 0; i < 2; i++) {
        Path *path = path_new(drawing->arena);
        path_arc(drawing->arena, path, ring->cx, ring->cy, i ? INNER : OUTER, 0, 360);
        path_close(drawing->arena, path);
        path->stroke = (Stroke){ .colour = COLOUR_AXIS, .width = PT(0.5) };
        frame_path(drawing->frame, drawing->mark, path, SPAN_NONE);
    }
}

static double part_size(const Value *value)
{
    double size = value_is_number(value) ? value_double(value) : 0;
    return size > 0 ? size : 0;
}

/* Angles from the running sum, so that no error grows. */
static Ring ring_of(const Drawing *drawing)
{
    size_t n = drawing->data->label_count, shown = 0;
    Ring ring = { arena_array(drawing->arena, RingPart, n), n, OUTER + EDGE, OUTER + EDGE };
    double whole = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        whole += part_size(chart_value(drawing, 0, i));
        shown += part_size(chart_value(drawing, 0, i)) > 0;
    }
    for (size_t i = 0; i < n; i++) {
        const Value *value = chart_value(drawing, 0, i);
        double from = whole > 0 ? sum / whole * 360 : 0;
        sum += part_size(value);
        ring.parts[i] = (RingPart){ .from = from, .to = whole > 0 ? sum / whole * 360 : 0,
                                 .half_gap = shown > 1 ? (SERIES_GAP + SERIES_OUTLINE.width) / 2.0 : 0,
                                 .look = series_in_ring(i, n), .figure = chart_figure(drawing, value),
                                 .span = value->span };
    }
    return ring;
}

static const LegendRow *key_rows(const Drawing *drawing, const Ring *ring)
{
    const Chart *data = drawing->data;
    LegendRow *rows = arena_array(drawing->arena, LegendRow, ring->n);
    int *tenths = arena_array(drawing->arena, int, ring->n);
    scale_shares(drawing->arena, data->series[0].values, ring->n, tenths);
    for (size_t i = 0; i < ring->n; i++) {
        const Value *value = &data->series[0].values[i];
        Str share = str_join(drawing->arena, french_number(drawing->arena, tenths[i], 1), STR(NBSP "%"));
        rows[i] = (LegendRow){ data->labels[i], ring->parts[i].figure, share, ring->parts[i].look, value->span };
        if (!value_is_number(value) || value->kind == VALUE_SHARE)
            rows[i].share = STR_NONE;
    }
    return rows;
}

/* The key at the right, centred on the ring; or below it, in two columns when
 * it is long. Moves the ring when the key is taller. */
static void key_draw(const Drawing *drawing, Ring *ring)
{
    const LegendRow *rows = key_rows(drawing, ring);
    Fixed width = drawing->setting->width, ring_height = 2 * (OUTER + EDGE);
    Fixed beside = width - KEY_X;
    Legend *legend = legend_set(drawing, rows, ring->n, fixed_max(beside, KEY_LEAST));
    Fixed height = legend_height(legend);
    if (beside >= KEY_LEAST && height <= KEY_TALL) {
        drawing->frame->height = fixed_max(height, ring_height);
        ring->cy = drawing->frame->height / 2;
        legend_draw(drawing, legend, KEY_X, ring->cy - height / 2);
        return;
    }
    Fixed y = ring_height + KEY_BELOW, gap = PT(22);
    size_t columns = width >= 2 * KEY_LEAST + gap && height > KEY_TALL ? 2 : 1;
    size_t per_column = (ring->n + columns - 1) / columns;
    Fixed step = (width + gap) / (Fixed)columns;
    drawing->frame->height = y;
    for (size_t from = 0, i = 0; from < ring->n; from += per_column, i++) {
        size_t n = ring->n - from < per_column ? ring->n - from : per_column;
        legend = legend_set(drawing, rows + from, n, step - gap);
        legend_draw(drawing, legend, (Fixed)i * step, y);
        drawing->frame->height = fixed_max(drawing->frame->height, y + legend_height(legend));
    }
    ring->cx = fixed_max(width / 2, OUTER + EDGE);
}

/* The sum of what is shown: a negative value has no part. */
static Value total_of(const Drawing *drawing, const Ring *ring)
{
    Value *shown = arena_array(drawing->arena, Value, ring->n);
    for (size_t i = 0; i < ring->n; i++) {
        shown[i] = *chart_value(drawing, 0, i);
        shown[i].digits = shown[i].digits > 0 ? shown[i].digits : 0;
    }
    return value_sum(shown, ring->n);
}

void ring_draw(Drawing *drawing)
{
    Ring ring = ring_of(drawing);
    size_t n = ring.n;
    Value total = total_of(drawing, &ring);
    key_draw(drawing, &ring);
    if (ring.parts[n - 1].to == 0)
        empty_draw(drawing, &ring);
    for (size_t i = 0; i < n; i++)
        if (ring.parts[i].to > ring.parts[i].from)
            part_draw(drawing, &ring, &ring.parts[i]);
    figures_draw(drawing, &ring);
    total_draw(drawing, &ring, &total);
}
