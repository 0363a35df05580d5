/* Charts as frames: what is drawn, that nothing overlaps, and odd data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/chart.h"

enum { MANY = 40, SERIES_MOST = 3 };
#define TAG 7

typedef struct { Arena *arena; Fonts *fonts; Theme *theme; } Fixture;

static int set_up(void **state)
{
    Arena *arena = arena_open();
    Fixture *fixture = arena_new(arena, Fixture);
    Diags diags = diags_new(arena);
    fixture->arena = arena;
    fixture->fonts = fonts_open(STR("fonts"), &diags);
    fixture->theme = arena_new(arena, Theme);
    TextStyle label = { .is_sans = true, .weight = 400, .size = PT(7), .leading = PT(10), .colour = COLOUR_INK };
    fixture->theme->style[STYLE_CHART_LABEL] = label;
    label.size = PT(8.5);
    label.leading = PT(11.6);
    fixture->theme->style[STYLE_TABLE_CELL] = label;
    fixture->theme->arabic_scale = PT(1.24);
    *state = fixture;
    return fixture->fonts == NULL;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    fonts_close(fixture->fonts);
    arena_close(fixture->arena);
    return 0;
}

/* A chart of several series, "A", "B" …, their values one after the other, over the years from 2005. */
static Frame *draw_series(const Fixture *fixture, int type, const Value *values, size_t count, size_t n,
                          const char *highlight, Fixed width)
{
    Str *labels = arena_array(fixture->arena, Str, n ? n : 1);
    ChartSeries *series = arena_array(fixture->arena, ChartSeries, count);
    for (size_t i = 0; i < n; i++)
        labels[i] = str_printf(fixture->arena, "%d", 2005 + (int)i);
    for (size_t s = 0; s < count; s++) {
        series[s].name = count > 1 ? str_printf(fixture->arena, "%c", 'A' + (int)s) : STR_NONE;
        series[s].values = arena_array(fixture->arena, Value, n ? n : 1);
        for (size_t i = 0; i < n; i++)
            series[s].values[i] = values[s * n + i];
    }
    Chart chart = { .type = type, .highlight.str = str_from_c(highlight), .unit.str = STR("projets"),
                    .labels = labels, .label_count = n, .series = series, .series_count = count };
    DocChart doc = { .chart = &chart };
    ChartSetting setting = { fixture->arena, fixture->fonts, fixture->theme, MARK_TAG(TAG), width };
    return chart_draw(&setting, &doc);
}

static Frame *draw(const Fixture *fixture, int type, const Value *values, size_t n, const char *highlight)
{
    return draw_series(fixture, type, values, 1, n, highlight, PT(351.5));
}

static Value number(int64_t digits)
{
    return (Value){ .kind = VALUE_NUMBER, .digits = digits, .span = { 1, (uint32_t)digits, (uint32_t)digits + 1 } };
}

static const FrameItem *find_text(const Frame *frame, const char *text)
{
    for (size_t i = 0; i < frame->items.n; i++)
        if (frame->items.at[i].kind == ITEM_GLYPHS && str_equal(frame->items.at[i].glyphs.run->text, str_from_c(text)))
            return &frame->items.at[i];
    return NULL;
}

static size_t count_filled(const Frame *frame, Colour ground)
{
    size_t n = 0;
    for (size_t i = 0; i < frame->items.n; i++)
        n += frame->items.at[i].kind == ITEM_PATH && frame->items.at[i].path->is_filled
             && frame->items.at[i].path->fill.ground == ground;
    return n;
}

static void check_inside(const Frame *frame)
{
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        assert_int_equal(item->mark.tag, TAG);
        if (item->kind == ITEM_GLYPHS) {
            assert_true(item->x >= 0 && item->x + item->glyphs.run->width <= frame->width);
            assert_true(item->y > 0 && item->y <= frame->height);
        }
    }
}

static void ring_says_figures_shares_and_total(void **state)
{
    const Value values[] = { number(36), number(32), number(31), number(13) };
    Frame *frame = draw(*state, CHART_RING, values, 4, "");
    static const char *const texts[] = { "112", "projets", "36", "32", "31", "13", "32,1\u00A0%", "28,6\u00A0%",
                                         "27,7\u00A0%", "11,6\u00A0%", "2005", "2008" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_non_null(find_text(frame, texts[i]));
    assert_int_equal(find_text(frame, "112")->glyphs.colour, COLOUR_GREEN);
    assert_int_equal(find_text(frame, "32")->span.lo, 32);
    assert_int_equal(count_filled(frame, COLOUR_S1), 2);   /* the part and its sample */
    assert_int_equal(count_filled(frame, COLOUR_S2), 2);
    assert_int_equal(count_filled(frame, COLOUR_S4), 2);
    check_inside(frame);
}

static void bars_bring_out_the_maximum(void **state)
{
    const Value values[] = { number(254), number(51), number(1733), number(1509) };
    Frame *frame = draw(*state, CHART_BARS, values, 4, "maximum");
    assert_int_equal(count_filled(frame, COLOUR_S4), 1);
    assert_int_equal(count_filled(frame, COLOUR_S1), 3);
    assert_int_equal(find_text(frame, "1\u202F733")->glyphs.colour, COLOUR_MADDER);
    assert_int_equal(find_text(frame, "254")->glyphs.colour, COLOUR_INK);
    assert_non_null(find_text(frame, "500"));
    assert_non_null(find_text(frame, "2\u202F000"));
    assert_int_equal(find_text(frame, "2007")->glyphs.run->face, FACE_SANS_BOLD);
    check_inside(frame);
    frame = draw(*state, CHART_BARS, values, 4, "2005");
    assert_int_equal(find_text(frame, "254")->glyphs.colour, COLOUR_MADDER);
}

/* No two texts of a frame touch, whatever stands over what. */
static void check_apart(const Frame *frame)
{
    for (size_t i = 0; i < frame->items.n; i++)
        for (size_t j = i + 1; j < frame->items.n; j++) {
            const FrameItem *a = &frame->items.at[i], *b = &frame->items.at[j];
            if (a->kind != ITEM_GLYPHS || b->kind != ITEM_GLYPHS || a->y - b->y > PT(5) || b->y - a->y > PT(5))
                continue;
            assert_true(a->x + a->glyphs.run->width <= b->x || b->x + b->glyphs.run->width <= a->x);
        }
}

static void many_labels_never_overlap(void **state)
{
    Value values[MANY];
    for (int i = 0; i < MANY; i++)
        values[i] = number(1000 + 7919 * i % 1000);
    Frame *frame = draw(*state, CHART_BARS, values, MANY, "maximum");
    check_apart(frame);
    assert_int_equal(count_filled(frame, COLOUR_S1), MANY - 1);
    check_apart(draw(*state, CHART_RING, values, MANY, ""));
}

/* Names too long for their places, of which those that are shown take several rows. */
static void long_names_of_many_points_are_wrapped(void **state)
{
    enum { NAMES = 40 };
    const Fixture *fixture = *state;
    Str labels[NAMES];
    Value values[NAMES];
    for (int i = 0; i < NAMES; i++) {
        labels[i] = str_printf(fixture->arena, "Centre de santé urbain de la commune %d", i + 1);
        values[i] = number(100 + i * 7 % 53);
    }
    ChartSeries series = { .values = values };
    Chart chart = { .type = CHART_LINE, .labels = labels, .label_count = NAMES, .series = &series, .series_count = 1 };
    DocChart doc = { .chart = &chart };
    ChartSetting setting = { fixture->arena, fixture->fonts, fixture->theme, MARK_TAG(TAG), PT(351.5) };
    Frame *frame = chart_draw(&setting, &doc);
    size_t shown = 0;
    for (size_t i = 0; i < frame->items.n; i++)
        shown += frame->items.at[i].kind == ITEM_GLYPHS && str_starts(frame->items.at[i].glyphs.run->text, STR("Centre"));
    assert_in_range(shown, 4, NAMES / 2);
    check_apart(frame);
    check_inside(frame);
}

/* The box of the `k`-th area filled with `fill`'s ground and pattern. */
typedef struct { Fixed left, top, right, bottom; } Area;

static Area area_at(const Frame *frame, Colour ground, Pattern pattern, size_t k)
{
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind != ITEM_PATH || !item->path->is_filled || item->path->fill.ground != ground
            || item->path->fill.pattern != pattern || k-- > 0)
            continue;
        Area area = { INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN };
        for (size_t j = 0; j < item->path->steps.n; j++) {
            const PathStep *step = &item->path->steps.at[j];
            if (step->op == PATH_CLOSE)
                continue;
            area = (Area){ fixed_min(area.left, step->x[0]), fixed_min(area.top, step->y[0]),
                           fixed_max(area.right, step->x[0]), fixed_max(area.bottom, step->y[0]) };
        }
        Fixed half = item->path->stroke.width / 2;
        return (Area){ area.left - half, area.top - half, area.right + half, area.bottom + half };
    }
    fail();
    return (Area){ 0 };
}

/* Lengths agree to half a point. */
static void check_near(Fixed a, Fixed b)
{
    assert_true(a - b <= PT(0.5) && b - a <= PT(0.5));
}

/* Key samples come first: they are area 0 of each look. */
static void groups_stand_side_by_side(void **state)
{
    const Value values[] = { number(100), number(200), number(300), number(50) };
    Frame *frame = draw_series(*state, CHART_GROUPED, values, 2, 2, "", PT(351.5));
    Area a = area_at(frame, COLOUR_S1, PATTERN_NONE, 1), b = area_at(frame, COLOUR_S2, PATTERN_LINES_UP, 1);
    Area next = area_at(frame, COLOUR_S1, PATTERN_NONE, 2);
    assert_true(a.right < b.left && b.right < next.left);
    check_near(b.right - b.left, a.right - a.left);
    check_near(a.bottom, b.bottom);
    check_near(b.bottom - b.top, 3 * (a.bottom - a.top));
    static const char *const texts[] = { "A", "B", "100", "200", "300", "50" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_non_null(find_text(frame, texts[i]));
    check_inside(frame);
    check_apart(frame);
}

static void stacks_sum_up(void **state)
{
    const Value values[] = { number(110), number(210), number(330), number(50) };
    Frame *frame = draw_series(*state, CHART_STACKED, values, 2, 2, "", PT(351.5));
    Area a = area_at(frame, COLOUR_S1, PATTERN_NONE, 1), b = area_at(frame, COLOUR_S2, PATTERN_LINES_UP, 1);
    check_near(a.left, b.left);
    assert_true(b.bottom < a.top);
    check_near(a.bottom - b.top, 4 * (a.bottom - a.top));
    assert_non_null(find_text(frame, "440"));
    assert_int_equal(find_text(frame, "260")->glyphs.run->face, FACE_SANS_BOLD);
    assert_int_equal(find_text(frame, "110")->glyphs.colour, COLOUR_PAPER);
    assert_int_equal(find_text(frame, "330")->glyphs.colour, COLOUR_INK);
    check_inside(frame);
    check_apart(frame);
    const Value partial[] = { number(110), number(210), number(330), { .kind = VALUE_MISSING, .text = STR("n.d.") } };
    frame = draw_series(*state, CHART_STACKED, partial, 2, 2, "", PT(351.5));
    assert_non_null(find_text(frame, "n.d."));
    assert_non_null(find_text(frame, "440"));
}

static void sides_of_a_pyramid_mirror(void **state)
{
    const Value values[] = { number(100), number(200), number(100), number(400) };
    Frame *frame = draw_series(*state, CHART_PYRAMID, values, 2, 2, "", PT(351.5));
    /* From the top: the last label comes first. */
    Area left = area_at(frame, COLOUR_S1, PATTERN_NONE, 1), right = area_at(frame, COLOUR_S2, PATTERN_LINES_UP, 1);
    check_near(left.top, right.top);
    check_near(left.left + right.right, PT(351.5));
    check_near(left.right - left.left, right.right - right.left);
    assert_true(left.right < right.left);
    Area above = area_at(frame, COLOUR_S2, PATTERN_LINES_UP, 0);
    check_near(above.left, right.left);
    check_near(above.right - above.left, 4 * (right.right - right.left));
    assert_true(find_text(frame, "2006")->y < find_text(frame, "2005")->y);
    assert_true(find_text(frame, "A")->x < find_text(frame, "B")->x);
    check_inside(frame);
    check_apart(frame);
}

static size_t count_lines(const Frame *frame, Colour colour, size_t *points)
{
    size_t n = 0;
    *points = 0;
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind != ITEM_PATH || item->path->is_filled || item->path->stroke.colour != colour)
            continue;
        n++;
        *points += item->path->steps.n;
    }
    return n;
}

static void lines_go_through_their_points(void **state)
{
    const Value values[] = { number(100), number(900), number(400), { .kind = VALUE_MISSING, .text = STR("n.d.") },
                             number(200), number(300) };
    Frame *frame = draw(*state, CHART_LINE, values, 6, "maximum");
    size_t points;
    assert_int_equal(count_lines(frame, COLOUR_S1, &points), 2);   /* a gap parts them */
    assert_int_equal(points, 5);
    static const char *const told[] = { "100", "900", "300" };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        assert_non_null(find_text(frame, told[i]));
    assert_int_equal(find_text(frame, "900")->glyphs.colour, COLOUR_MADDER);
    assert_int_equal(count_filled(frame, COLOUR_S4), 1);   /* its star */
    assert_int_equal(count_filled(frame, COLOUR_S1), 2);   /* the first and the last */
    Area star = area_at(frame, COLOUR_S4, PATTERN_NONE, 0);
    check_near(star.right - star.left, PT(6.4));
    check_inside(frame);
    check_apart(frame);
}

static void names_at_line_ends_keep_apart(void **state)
{
    const Value values[] = { number(10), number(480), number(20), number(485), number(30), number(490) };
    static const int types[] = { CHART_LINE, CHART_AREA };
    for (size_t k = 0; k < 2; k++) {
        Frame *frame = draw_series(*state, types[k], values, 3, 2, "", PT(351.5));
        assert_true(find_text(frame, "480")->x > PT(300));
        assert_int_equal(find_text(frame, "480")->x, find_text(frame, "A")->x);
        assert_true(find_text(frame, "C")->y < find_text(frame, "A")->y);
        check_inside(frame);
        check_apart(frame);
    }
}

static void areas_lie_on_each_other(void **state)
{
    const Value values[] = { number(100), number(100), number(300), number(300) };
    Frame *frame = draw_series(*state, CHART_AREA, values, 2, 2, "", PT(351.5));
    Area a = area_at(frame, COLOUR_S1, PATTERN_NONE, 0), b = area_at(frame, COLOUR_S2, PATTERN_LINES_UP, 0);
    check_near(a.bottom - b.top, 4 * (a.bottom - a.top - PT(0.5)) + PT(0.5));
    check_near(a.top - b.bottom, PT(1.4) - PT(0.5));
    frame = draw(*state, CHART_AREA, values, 2, "");
    assert_int_equal(count_filled(frame, COLOUR_TINT), 1);
}

/* Several series of many labels, and of few at the width of a telephone. */
static void series_never_overlap(void **state)
{
    static const int types[] = { CHART_GROUPED, CHART_STACKED, CHART_LINE, CHART_AREA };
    Value values[SERIES_MOST * MANY];
    for (int i = 0; i < SERIES_MOST * MANY; i++)
        values[i] = number(1000 + 7919 * i % 1000);
    for (size_t k = 0; k < sizeof types / sizeof *types; k++)
        for (size_t n = 1; n <= MANY; n += 13) {
            check_apart(draw_series(*state, types[k], values, SERIES_MOST, n, "", PT(351.5)));
            check_apart(draw_series(*state, types[k], values, SERIES_MOST, n, "2005", PT(190)));
        }
    check_apart(draw_series(*state, CHART_PYRAMID, values, 2, MANY, "", PT(190)));
}

static void odd_data_is_drawn_sanely(void **state)
{
    static const int types[] = { CHART_RING, CHART_BARS, CHART_GROUPED, CHART_STACKED, CHART_LINE, CHART_AREA };
    const Value zeros[] = { number(0), number(0) }, one = number(5);
    const Value huge[] = { number(999999999999999), number(1) };
    const Value mixed[] = { { .kind = VALUE_MISSING, .text = STR("n.d.") }, number(-4), { .kind = VALUE_NONE }, number(8) };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        assert_int_equal(draw(*state, types[i], NULL, 0, "maximum")->items.n, 0);
        check_inside(draw(*state, types[i], zeros, 2, "maximum"));
        check_inside(draw(*state, types[i], &one, 1, "absent"));
        check_inside(draw(*state, types[i], huge, 2, "maximum"));
        Frame *frame = draw(*state, types[i], mixed, 4, "maximum");
        check_inside(frame);
        if (types[i] != CHART_LINE && types[i] != CHART_AREA)   /* there a gap says it */
            assert_non_null(find_text(frame, "n.d."));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ring_says_figures_shares_and_total),
        cmocka_unit_test(bars_bring_out_the_maximum),
        cmocka_unit_test(many_labels_never_overlap), cmocka_unit_test(long_names_of_many_points_are_wrapped),
        cmocka_unit_test(groups_stand_side_by_side),
        cmocka_unit_test(stacks_sum_up),
        cmocka_unit_test(sides_of_a_pyramid_mirror),
        cmocka_unit_test(lines_go_through_their_points),
        cmocka_unit_test(names_at_line_ends_keep_apart),
        cmocka_unit_test(areas_lie_on_each_other),
        cmocka_unit_test(series_never_overlap),
        cmocka_unit_test(odd_data_is_drawn_sanely),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
