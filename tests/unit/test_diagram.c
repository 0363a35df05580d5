/* Diagrams: links cross no box, boxes stay in the frame, arrowheads keep clear; whatever the links are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/diagram.h"

enum { BOXES = 6 };

typedef struct { Arena *arena; Fonts *fonts; Theme *theme; } Fixture;

static int set_up(void **state)
{
    Arena *arena = arena_open();
    Fixture *fixture = arena_new(arena, Fixture);
    Diags diags = diags_new(arena);
    fixture->arena = arena;
    fixture->fonts = fonts_open(STR("fonts"), &diags);
    fixture->theme = arena_new(arena, Theme);
    fixture->theme->style[STYLE_CHART_LABEL] =
        (TextStyle){ .is_sans = true, .weight = 400, .size = PT(7), .leading = PT(9), .colour = COLOUR_INK };
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

static Text text(const char *c)
{
    return (Text){ .str = str_from_c(c) };
}

/* Two deciding bodies and four working ones, the last with members; `levels` of each. */
static Diagram *make(const Fixture *fixture, const int *levels)
{
    Diagram *diagram = arena_new(fixture->arena, Diagram);
    DiagramBox *boxes = arena_array(fixture->arena, DiagramBox, BOXES);
    DiagramMember *members = arena_array(fixture->arena, DiagramMember, 2);
    members[0] = (DiagramMember){ .number = text("8"), .title = text("Gestion des flux migratoires") };
    members[1] = (DiagramMember){ .number = text("11"), .title = text("Gouvernance et communication") };
    for (size_t i = 0; i < BOXES; i++)
        boxes[i] = (DiagramBox){ .title = text(i < 2 ? "Comité de pilotage de la stratégie" : "CP 1"),
                                 .detail = text("Santé, logement, assistance"),
                                 .kind = i < 2 ? BOX_DECISION : BOX_WORK, .level = levels[i] };
    boxes[BOXES - 1].members = (Items){ members, 2 };
    diagram->boxes = (Items){ boxes, BOXES };
    return diagram;
}

static void link_boxes(const Fixture *fixture, Diagram *diagram, size_t from, int kind, const size_t *to, size_t n)
{
    DiagramLink *links = arena_array(fixture->arena, DiagramLink, diagram->links.n + 1), *old = diagram->links.at;
    for (size_t i = 0; i < diagram->links.n; i++)
        links[i] = old[i];
    size_t *boxes = arena_array(fixture->arena, size_t, n);
    for (size_t i = 0; i < n; i++)
        boxes[i] = to[i];
    links[diagram->links.n] = (DiagramLink){ .from_box = from, .to_boxes = boxes, .to_count = n, .kind = kind,
                                             .is_mutual = true };
    diagram->links = (Items){ links, diagram->links.n + 1 };
}

static ChartSetting setting_of(const Fixture *fixture, Fixed width)
{
    return (ChartSetting){ fixture->arena, fixture->fonts, fixture->theme, MARK_ARTIFACT(ARTIFACT_LAYOUT), width };
}

/* Strictly inside: lines end at the edges of boxes. Right angles only. */
static bool crosses(const Wire *wire, size_t i, const PlacedBox *box)
{
    Fixed x0 = fixed_min(wire->at[i].x, wire->at[i + 1].x), x1 = fixed_max(wire->at[i].x, wire->at[i + 1].x);
    Fixed y0 = fixed_min(wire->at[i].y, wire->at[i + 1].y), y1 = fixed_max(wire->at[i].y, wire->at[i + 1].y);
    assert_true(x0 == x1 || y0 == y1);
    return x1 > box->x && x0 < box->x + box->width && y1 > box->y && y0 < box->foot;
}

static void check_plan(const DiagramPlan *plan, Fixed width)
{
    for (size_t w = 0; w < plan->wires.n; w++) {
        const Wire *wire = &plan->wires.at[w];
        assert_in_range(wire->n, 2, WIRE_POINTS);
        for (size_t i = 0; i + 1 < wire->n; i++)
            for (size_t b = 0; b < plan->box_count; b++)
                assert_false(crosses(wire, i, &plan->boxes[b]));
    }
    for (size_t a = 0; a < plan->box_count; a++) {
        const PlacedBox *box = &plan->boxes[a];
        assert_true(box->x >= 0 && box->x + box->width <= width && box->foot <= plan->height);
        for (size_t b = a + 1; b < plan->box_count; b++) {
            const PlacedBox *other = &plan->boxes[b];
            assert_true(box->foot <= other->y || other->foot <= box->y || box->x + box->width <= other->x
                        || other->x + other->width <= box->x);
        }
    }
}

static const int tree[BOXES] = { 1, 2, 3, 3, 3, 3 };
static const Fixed widths[] = { PT(351.5), PT(376), PT(196), PT(120) };

static Diagram *make_tree(const Fixture *fixture)
{
    Diagram *diagram = make(fixture, tree);
    link_boxes(fixture, diagram, 0, LINK_REGULAR, (const size_t[]){ 1 }, 1);
    link_boxes(fixture, diagram, 1, LINK_REGULAR, (const size_t[]){ 2, 3, 4, 5 }, 4);
    link_boxes(fixture, diagram, 1, LINK_AD_HOC, (const size_t[]){ 2, 3, 4, 5 }, 4);
    return diagram;
}

static void links_of_a_tree_cross_no_box(void **state)
{
    const Fixture *fixture = *state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        ChartSetting setting = setting_of(fixture, widths[i]);
        DiagramPlan plan = diagram_plan(&setting, make_tree(fixture));
        assert_int_equal(plan.is_stacked, widths[i] < PT(300));
        check_plan(&plan, widths[i]);
    }
}

/* Every pair of boxes, both ways and both kinds, on levels of all sorts. */
static void no_link_crosses_a_box(void **state)
{
    static const int levels[][BOXES] = { { 1, 2, 3, 3, 3, 3 }, { 1, 1, 2, 2, 3, 3 }, { 3, 9, 1, 1, -4, 2 }, { 1, 1, 1, 1, 1, 1 } };
    const Fixture *fixture = *state;
    for (size_t from = 0; from < BOXES; from++)
        for (size_t to = 0; to < BOXES; to++)
            for (size_t l = 0; l < sizeof levels / sizeof *levels && from != to; l++)
                for (int kind = 0; kind < LINK_KINDS; kind++) {
                    Diagram *diagram = make(fixture, levels[l]);
                    link_boxes(fixture, diagram, from, kind, &to, 1);
                    link_boxes(fixture, diagram, 0, LINK_REGULAR, (const size_t[]){ 1 }, 1);
                    ChartSetting setting = setting_of(fixture, PT(351.5));
                    DiagramPlan plan = diagram_plan(&setting, diagram);
                    check_plan(&plan, PT(351.5));
                }
}

/* A dashed path for each ad hoc link, and a point of clearance before each box that an arrow meets. */
static void arrowheads_keep_clear(void **state)
{
    const Fixture *fixture = *state;
    Diagram *diagram = make(fixture, (const int[]){ 1, 2, 2, 2, 2, 2 });
    link_boxes(fixture, diagram, 0, LINK_AD_HOC, (const size_t[]){ 3 }, 1);
    ChartSetting setting = setting_of(fixture, PT(480));
    DiagramPlan plan = diagram_plan(&setting, diagram);
    Frame *frame = diagram_draw(&setting, diagram);
    size_t dashed = 0, clear = 0;
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind != ITEM_PATH)
            continue;
        dashed += item->path->stroke.dash > 0;
        clear += item->path->is_filled && item->path->steps.n == 4
                 && item->path->steps.at[0].y[0] == plan.boxes[3].y - PT(1);
    }
    assert_false(plan.is_stacked);
    assert_int_equal(dashed, 1);
    assert_int_equal(clear, 1);
}

static void no_boxes_no_drawing(void **state)
{
    ChartSetting setting = setting_of(*state, PT(351.5));
    Frame *frame = diagram_draw(&setting, &(Diagram){ .title = text("Vide") });
    assert_int_equal(frame->items.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_of_a_tree_cross_no_box),
        cmocka_unit_test(no_link_crosses_a_box),
        cmocka_unit_test(arrowheads_keep_clear),
        cmocka_unit_test(no_boxes_no_drawing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
