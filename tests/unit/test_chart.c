/* Charts as frames: what is drawn, that nothing overlaps, and odd data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/chart.h"

enum { MANY = 40 };
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

static Frame *draw(const Fixture *fixture, int type, const Value *values, size_t n, const char *highlight)
{
    Str *labels = arena_array(fixture->arena, Str, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        labels[i] = str_printf(fixture->arena, "%d", 2005 + (int)i);
    Value *copy = arena_array(fixture->arena, Value, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        copy[i] = values[i];
    ChartSeries series = { .values = copy };
    Chart chart = { .type = type, .highlight.str = str_from_c(highlight), .unit.str = STR("projets"),
                    .labels = labels, .label_count = n, .series = &series, .series_count = 1 };
    DocChart doc = { .chart = &chart };
    ChartSetting setting = { fixture->arena, fixture->fonts, fixture->theme, MARK_TAG(TAG), PT(351.5) };
    return chart_draw(&setting, &doc);
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

static void odd_data_is_drawn_sanely(void **state)
{
    static const int types[] = { CHART_RING, CHART_BARS };
    const Value zeros[] = { number(0), number(0) }, one = number(5);
    const Value huge[] = { number(999999999999999), number(1) };
    const Value mixed[] = { { .kind = VALUE_MISSING, .text = STR("n.d.") }, number(-4), { .kind = VALUE_NONE }, number(8) };
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(draw(*state, types[i], NULL, 0, "maximum")->items.n, 0);
        check_inside(draw(*state, types[i], zeros, 2, "maximum"));
        check_inside(draw(*state, types[i], &one, 1, "absent"));
        check_inside(draw(*state, types[i], huge, 2, "maximum"));
        Frame *frame = draw(*state, types[i], mixed, 4, "maximum");
        check_inside(frame);
        assert_non_null(find_text(frame, "n.d."));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ring_says_figures_shares_and_total),
        cmocka_unit_test(bars_bring_out_the_maximum),
        cmocka_unit_test(many_labels_never_overlap),
        cmocka_unit_test(odd_data_is_drawn_sanely),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
