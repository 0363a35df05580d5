/* A Frame as SVG: short numbers, classes in place of styles, ids of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "html/svg.h"

typedef struct {
    Arena     *arena;
    Diags      diags;
    Pictures   pictures;
    Document   document;
    Chapter    chapter;
    SvgSetting setting;
    Frame     *frame;
} Drawing;

static int set_up(void **state)
{
    Arena *arena = arena_open();
    Drawing *drawing = arena_new(arena, Drawing);
    drawing->arena = arena;
    drawing->diags = diags_new(arena);
    drawing->pictures = (Pictures){ .arena = arena, .diags = &drawing->diags };
    drawing->chapter.slug = STR("ici");
    drawing->setting = (SvgSetting){ .arena = arena, .document = &drawing->document, .here = &drawing->chapter,
                                     .pictures = &drawing->pictures, .prefix = STR("image_1"),
                                     .class_name = "dessin", .px_per_pt = 2 };
    drawing->frame = frame_new(arena, PT(100), PT(50.5));
    *state = drawing;
    return 0;
}

static int tear_down(void **state)
{
    arena_close(((Drawing *)*state)->arena);
    return 0;
}

static const char *written(Drawing *drawing)
{
    Buf out = buf_new(drawing->arena);
    HtmlWriter w = html_writer(&out);
    svg_write(&w, drawing->frame, &drawing->setting);
    assert_true(html_finish(&w));
    return str_to_c(drawing->arena, buf_text(&out));
}

static void numbers_are_short(void **state)
{
    Drawing *drawing = *state;
    Path *path = path_new(drawing->arena);
    path_move(drawing->arena, path, PT(1), PT(-2.5));
    path_line(drawing->arena, path, 1, -1);
    path_curve(drawing->arena, path, PT(1), PT(2), PT(3), PT(4), PT(33.333), 0);
    path_close(drawing->arena, path);
    assert_string_equal(str_to_c(drawing->arena, svg_path_data(drawing->arena, path)),
                        "M1 -2.5L.02 -.02C1 2 3 4 33.33 0Z");
}

static void decoration_is_hidden(void **state)
{
    Drawing *drawing = *state;
    assert_string_equal(written(drawing), "<svg class=\"dessin\" viewBox=\"0 0 100 50.5\" width=\"200\" height=\"101\" "
                                          "aria-hidden=\"true\"/>");
}

static void names_are_escaped(void **state)
{
    Drawing *drawing = *state;
    drawing->setting.title = STR("\"><script>");
    drawing->setting.description = STR("a < b");
    const char *text = written(drawing);
    assert_non_null(strstr(text, "role=\"img\" aria-labelledby=\"image_1_t\" aria-describedby=\"image_1_d\">"
                                 "<title id=\"image_1_t\">&quot;&gt;&lt;script&gt;</title>"
                                 "<desc id=\"image_1_d\">a &lt; b</desc></svg>"));
}

static void colours_are_classes(void **state)
{
    Drawing *drawing = *state;
    frame_box(drawing->frame, (Mark){ 0 }, 0, 0, PT(1), PT(1), COLOUR_S1);
    frame_rule(drawing->frame, (Mark){ 0 }, 0, 0, PT(9), 0,
               (Stroke){ .colour = COLOUR_INK_2, .width = PT(0.5), .dash = PT(3), .gap = PT(2) });
    const char *text = written(drawing);
    assert_non_null(strstr(text, "<path class=\"f-s1\" d=\"M0 0L1 0L1 1L0 1Z\"/>"));
    assert_non_null(strstr(text, "<path class=\"k-ink-2\" fill=\"none\" stroke-width=\".5\" stroke-dasharray=\"3 2\" "
                                 "d=\"M0 0L9 0\"/>"));
    assert_null(strstr(text, "style="));
    assert_null(strstr(text, "#"));
    Buf css = buf_new(drawing->arena);
    svg_rules(&css);
    assert_non_null(strstr(str_to_c(drawing->arena, buf_text(&css)),
                           ".f-ink-2{fill:var(--ink-2)}.k-ink-2{stroke:var(--ink-2)}"));
}

static void add_patterned(Drawing *drawing, Frame *frame)
{
    Path *path = path_new(drawing->arena);
    path_move(drawing->arena, path, 0, 0);
    path->is_filled = true;
    path->fill = (Fill){ COLOUR_S2, PATTERN_LINES_UP, COLOUR_PAPER };
    frame_path(frame, (Mark){ 0 }, path, SPAN_NONE);
}

static void patterns_are_defined_once(void **state)
{
    Drawing *drawing = *state;
    Frame *inner = frame_new(drawing->arena, PT(10), PT(10));
    add_patterned(drawing, drawing->frame);
    add_patterned(drawing, inner);
    frame_group(drawing->frame, PT(3), PT(4), inner);
    char id[64], *text = str_to_c(drawing->arena, str_from_c(written(drawing)));
    snprintf(id, sizeof id, "image_1_m%d-%d-%d", COLOUR_S2, PATTERN_LINES_UP, COLOUR_PAPER);
    char *pattern = strstr(text, "<pattern id=\"");
    assert_non_null(pattern);
    assert_memory_equal(pattern + 13, id, strlen(id));
    assert_null(strstr(pattern + 1, "<pattern"));
    assert_non_null(strstr(text, "<g transform=\"translate(3 4)\"><path fill=\"url(#image_1_m"));
}

static void text_keeps_its_width_and_direction(void **state)
{
    Drawing *drawing = *state;
    GlyphRun latin = { .face = FACE_SANS_BOLD, .size = PT(7), .text = STR("a<b"), .width = PT(12) };
    GlyphRun arabic = { .face = FACE_ARABIC, .size = PT(8), .text = STR("هجرة"), .width = PT(20), .is_rtl = true };
    GlyphRun blank = { .face = FACE_SANS, .size = PT(7), .text = STR("a "), .width = PT(5) };
    frame_glyphs(drawing->frame, (Mark){ 0 }, PT(1), PT(2), &latin, COLOUR_INK, SPAN_NONE);
    frame_glyphs(drawing->frame, (Mark){ 0 }, PT(1), PT(2), &arabic, COLOUR_INK, SPAN_NONE);
    frame_glyphs(drawing->frame, (Mark){ 0 }, PT(1), PT(2), &blank, COLOUR_INK, SPAN_NONE);
    const char *text = written(drawing);
    assert_non_null(strstr(text, "<text class=\"t-sb f-ink\" x=\"1\" y=\"2\" font-size=\"7\" textLength=\"12\" "
                                 "lengthAdjust=\"spacingAndGlyphs\">a&lt;b</text>"));
    assert_non_null(strstr(text, "<text class=\"t-a f-ink\" x=\"21\" y=\"2\" font-size=\"8\" direction=\"rtl\" lang=\"ar\""));
    assert_non_null(strstr(text, "font-size=\"7\">a</text>"));
}

static void links_lead_to_pages(void **state)
{
    Drawing *drawing = *state;
    Chapter other = { .slug = STR("sante") };
    Anchor anchor = { .number = 1, .id = STR("x"), .kind = ANCHOR_HEADING, .chapter = &other };
    array_push(drawing->arena, &drawing->document.anchors, &anchor);
    frame_link(drawing->frame, (Mark){ 0 }, 0, 0, PT(9), PT(9), STR_NONE, 1, STR("Santé"));
    frame_link(drawing->frame, (Mark){ 0 }, 0, 0, PT(9), PT(9), STR("javascript:x"), 0, STR("Piège"));
    frame_link(drawing->frame, (Mark){ 0 }, 0, 0, PT(9), PT(9), STR_NONE, 2, STR("Nulle part"));
    const char *text = written(drawing);
    assert_non_null(strstr(text, "<a href=\"sante.html#x\" aria-label=\"Santé\"><rect "));
    assert_null(strstr(text, "Piège"));
    assert_null(strstr(text, "Nulle part"));
}

static void values_can_be_pointed_at(void **state)
{
    Drawing *drawing = *state;
    Span one = { 1, 2, 3 }, two = { 1, 4, 5 };
    SvgMark marks[] = { { one, STR("2018 : 1") }, { two, STR("2019 : <2") } };
    GlyphRun label = { .face = FACE_SANS, .size = PT(7), .text = STR("2"), .width = PT(5) };
    Path *path = path_new(drawing->arena);
    path_move(drawing->arena, path, 0, 0);
    path->is_filled = true;
    frame_path(drawing->frame, (Mark){ 0 }, path, one);            /* a sample in the key */
    frame_path(drawing->frame, (Mark){ 0 }, path, two);
    frame_path(drawing->frame, (Mark){ 0 }, path, two);
    frame_glyphs(drawing->frame, (Mark){ 0 }, 0, 0, &label, COLOUR_INK, two);
    frame_path(drawing->frame, (Mark){ 0 }, path, one);
    frame_path(drawing->frame, (Mark){ 0 }, path, SPAN_NONE);
    drawing->setting.title = drawing->setting.description = STR("t");
    drawing->setting.marks = marks, drawing->setting.mark_count = 2;
    const char *text = written(drawing);
    assert_non_null(strstr(text, "role=\"group\""));
    assert_non_null(strstr(text, "</desc><path class=\"f-paper\" d=\"M0 0\"/><g "));
    assert_non_null(strstr(text, "<g class=\"marque-valeur\" role=\"img\" tabindex=\"0\" aria-label=\"2019 : &lt;2\">"
                                 "<title>2019 : &lt;2</title><path class=\"f-paper\" d=\"M0 0\"/>"
                                 "<path class=\"f-paper\" d=\"M0 0\"/></g><text "));
    assert_non_null(strstr(text, "aria-hidden=\"true\">2</text><g class=\"marque-valeur\" role=\"img\" tabindex=\"-1\" "
                                 "aria-label=\"2018 : 1\">"));
    assert_non_null(strstr(text, "d=\"M0 0\"/></g><path class=\"f-paper\" d=\"M0 0\"/></svg>"));
}

/* A line from the first value of a series through the next; the star on the second is no area of its own. */
static void the_values_of_a_line_can_be_pointed_at(void **state)
{
    Drawing *drawing = *state;
    Span one = { 1, 2, 3 }, two = { 1, 4, 5 };
    SvgMark marks[] = { { one, STR("un") }, { two, STR("deux") } };
    Path *line = path_new(drawing->arena), *star = path_new(drawing->arena);
    path_move(drawing->arena, line, PT(1), PT(2));
    path_line(drawing->arena, line, PT(3), PT(4));
    line->stroke.width = PT(1);
    path_move(drawing->arena, star, PT(3), PT(4));
    star->is_filled = true;
    frame_path(drawing->frame, (Mark){ 0 }, line, one);
    frame_path(drawing->frame, (Mark){ 0 }, star, two);
    drawing->setting.title = drawing->setting.description = STR("t");
    drawing->setting.marks = marks, drawing->setting.mark_count = 2;
    const char *text = written(drawing);
    assert_non_null(strstr(text, "<path class=\"f-paper\" d=\"M3 4\"/><g class=\"marque-valeur\" role=\"img\" tabindex=\"0\""
                                 " aria-label=\"un\"><title>un</title><circle class=\"cible\" cx=\"1\" cy=\"2\" r=\"6\"/></g>"
                                 "<g class=\"marque-valeur\" role=\"img\" tabindex=\"-1\" aria-label=\"deux\"><title>deux</title>"
                                 "<circle class=\"cible\" cx=\"3\" cy=\"4\" r=\"6\"/></g></svg>"));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(numbers_are_short), CASE(decoration_is_hidden), CASE(names_are_escaped), CASE(colours_are_classes),
        CASE(patterns_are_defined_once), CASE(text_keeps_its_width_and_direction), CASE(links_lead_to_pages),
        CASE(values_can_be_pointed_at),
        CASE(the_values_of_a_line_can_be_pointed_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
