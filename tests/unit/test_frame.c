/* test_frame.c - the display list and its text */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "frame/frame.h"

static void a_dump_tells_every_item(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    TagTree *tags = tags_new(arena);
    TagId figure = tag_add(tags, TAG_DOCUMENT_ID, TAG_FIGURE, SPAN_NONE);
    Frame *inner = frame_new(arena, PT(10), PT(10)), *page = frame_new(arena, PT(100), PT(50));
    frame_box(inner, MARK_TAG(figure), 0, 0, PT(4), PT(2), COLOUR_S1);
    frame_rule(page, MARK_ARTIFACT(ARTIFACT_LAYOUT), 0, PT(5), PT(100), PT(5), (Stroke){ COLOUR_GREEN, PT(0.75), 0, 0 });
    frame_group(page, PT(20), PT(30), inner);
    frame_link(page, MARK_TAG(figure), PT(1), PT(2), PT(3), PT(4), STR("https://www.un.org/"), 0, STR("ONU"));
    assert_string_equal(str_to_c(arena, frame_dump(arena, page, tags)),
        "frame 100.00 50.00\n"
        "path stroke green 0.75 M 0.00 5.00 L 100.00 5.00 (layout)\n"
        "path fill s1 M 20.00 30.00 L 24.00 30.00 L 24.00 32.00 L 20.00 32.00 Z Figure#2\n"
        "link 1.00 2.00 3.00 4.00 0 https://www.un.org/ Figure#2\n");
    arena_close(arena);
}

static void arcs_start_at_twelve_and_turn_clockwise(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Path *path = path_new(arena);
    path_arc(arena, path, PT(50), PT(50), PT(10), 0, 180);
    assert_int_equal(path->steps.n, 5);                 /* a move and four curves of 45 degrees */
    assert_int_equal(path->steps.at[0].x[0], PT(50));
    assert_int_equal(path->steps.at[0].y[0], PT(40));
    assert_int_equal(path->steps.at[2].x[2], PT(60));   /* three o'clock */
    assert_int_equal(path->steps.at[2].y[2], PT(50));
    assert_int_equal(path->steps.at[4].y[2], PT(60));
    arena_close(arena);
}

static void elements_keep_their_order(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    TagTree *tags = tags_new(arena);
    TagId first = tag_add(tags, TAG_DOCUMENT_ID, TAG_P, SPAN_NONE);
    TagId second = tag_add(tags, TAG_DOCUMENT_ID, TAG_L, SPAN_NONE);
    assert_int_equal(tag_node(tags, TAG_DOCUMENT_ID)->first, first);
    assert_int_equal(tag_node(tags, first)->next, second);
    assert_int_equal(tag_node(tags, second)->parent, TAG_DOCUMENT_ID);
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dump_tells_every_item),
        cmocka_unit_test(arcs_start_at_twelve_and_turn_clockwise),
        cmocka_unit_test(elements_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
