#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "layout/par.h"

#define ARABIC_1 "\u0627\u0644\u0642\u0627\u0646\u0648\u0646"
#define ARABIC_2 "\u0627\u0644\u062F\u0648\u0644\u064A"

static const char prose[] =
    "Le rapport rend compte de l’accompagnement des établissements qui accueillent les élèves, de la formation de "
    "leurs enseignants et des conventions signées avec les administrations, les collectivités territoriales et "
    "les associations, et il présente, programme par programme, les résultats obtenus ainsi que les recommandations.";

typedef struct {
    Arena        *arena, *scratch;
    Setting       setting;
    Theme         theme;
    Diags         diags;
    LayoutContext context;
} Desk;

static const TextStyle body = {
    .weight = 400, .size = PT(11), .leading = PT(16), .is_justified = true, .colour = COLOUR_INK };

static int open_desk(void **state)
{
    static Desk desk;
    desk = (Desk){ .arena = arena_open(), .scratch = arena_open() };
    desk.diags = diags_new(desk.arena);
    desk.theme.arabic_scale = PT(1.24);
    desk.theme.words.page.str = STR("p.");
    desk.theme.style[STYLE_NOTE_CALL] =
        (TextStyle){ .is_sans = true, .weight = 700, .size = PT(7), .rise = PT(3.6), .colour = COLOUR_INK };
    desk.setting = (Setting){ .fonts = fonts_open(STR("fonts"), &desk.diags),
                              .hyphenator = hyphen_open(STR(BILAN_HYPHENATION), &desk.diags), .theme = &desk.theme };
    desk.context = (LayoutContext){ .setting = &desk.setting, .tags = tags_new(desk.arena), .diags = &desk.diags };
    *state = &desk;
    return desk.setting.fonts == NULL || desk.setting.hyphenator == NULL;
}

static int close_desk(void **state)
{
    Desk *desk = *state;
    fonts_close((Fonts *)desk->setting.fonts);
    hyphen_close((Hyphenator *)desk->setting.hyphenator);
    arena_close(desk->arena);
    arena_close(desk->scratch);
    return 0;
}

static Par *par_of(Desk *desk, const char *text)
{
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par_text(desk->arena, par, str_from_c(text), &body, MARK_TAG(TAG_DOCUMENT_ID), SPAN_NONE);
    return par;
}

static Lines break_par(Desk *desk, const Par *par, Fixed measure)
{
    return par_break(desk->arena, desk->scratch, &desk->context, par, measure);
}

static Fixed right_edge(const Line *line)
{
    const LinePiece *last = &array_last(&line->pieces);
    return last->x + last->glyphs->width;
}

/* What a reader of the lines gets: text in the order of the pieces, without the hyphens of ours. */
static const char *lines_text(Desk *desk, const Lines *lines)
{
    Buf buf = buf_new(desk->arena);
    for (size_t i = 0; i < lines->n; i++)
        for (size_t k = 0; k < lines->at[i].pieces.n; k++)
            if (!lines->at[i].pieces.at[k].is_hyphen)
                buf_str(&buf, lines->at[i].pieces.at[k].glyphs->text);
    return str_to_c(desk->arena, buf_text(&buf));
}

static void lines_end_at_the_measure(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, prose);
    par->hangs = false;
    Lines lines = break_par(desk, par, PT(200));
    assert_true(lines.n > 5);
    for (size_t i = 0; i + 1 < lines.n; i++)
        assert_int_equal(right_edge(&lines.at[i]), PT(200));
    assert_true(right_edge(&lines.at[lines.n - 1]) < PT(200));
    assert_true(lines.at[lines.n - 1].is_last);
}

/* The blanks of a line that is stretched or shrunk do not give all: the letters give their part, and never more. */
static void letters_take_part_in_justifying(void **state)
{
    Desk *desk = *state;
    bool is_any = false;
    for (int measure = 180; measure < 400; measure += 10) {
        Lines lines = break_par(desk, par_of(desk, prose), PT(measure));
        for (size_t i = 0; i < lines.n; i++) {
            int expansion = lines.at[i].pieces.at[0].glyphs->expansion;
            assert_in_range(expansion + 20, 0, 40);
            assert_true(lines.at[i].is_last ? expansion <= 0 : lines.at[i].gap >= 100 || expansion <= 0);
            is_any = is_any || expansion != 0;
        }
    }
    assert_true(is_any);
    Par *ragged = par_of(desk, prose);
    ragged->is_justified = false;
    assert_int_equal(break_par(desk, ragged, PT(200)).at[0].pieces.at[0].glyphs->expansion, 0);
}

/* Somewhere among these measures the last line is nearly full, and nearly empty. */
static void paragraph_is_set_in_a_line_more_or_less(void **state)
{
    Desk *desk = *state;
    bool any[2] = { false, false };
    const char *twice = str_to_c(desk->arena, str_printf(desk->arena, "%s %s", prose, prose));
    for (int measure = 200; measure < 380; measure++)
        for (int i = 0; i < 2; i++) {
            Par *par = par_of(desk, twice);
            VariedLines lines = par_break_varied(desk->arena, desk->scratch, &desk->context, par, PT(measure));
            Lines best = break_par(desk, par, PT(measure)), varied = i == 0 ? lines.shorter : lines.longer;
            assert_int_equal((int)lines.best.n, (int)best.n);
            if (varied.n == 0)
                continue;
            any[i] = true;
            assert_int_equal((int)varied.n, (int)best.n + (i == 0 ? -1 : 1));
            assert_string_equal(lines_text(desk, &varied), twice);
            for (size_t k = 0; k < varied.n; k++)
                assert_in_range(varied.at[k].badness, 0, 100);
        }
    assert_true(any[0]);
    assert_true(any[1]);
    Par *ragged = par_of(desk, prose);
    ragged->is_justified = false;
    assert_int_equal(par_break_varied(desk->arena, desk->scratch, &desk->context, ragged, PT(200)).longer.n, 0);
}

static void lines_hold_the_whole_text(void **state)
{
    Desk *desk = *state;
    for (int measure = 60; measure < 400; measure += 17) {
        Lines lines = break_par(desk, par_of(desk, prose), PT(measure));
        assert_string_equal(lines_text(desk, &lines), prose);
    }
}

static void hyphens_and_stops_hang_by_half(void **state)
{
    Desk *desk = *state;
    ShapeStyle style = { .face = FACE_TEXT, .size = PT(11) };
    Fixed half = shape_width(desk->setting.fonts, style, STR("-")) / 2;
    bool any = false;
    for (int measure = 240; measure < 400; measure += 10) {
        Lines lines = break_par(desk, par_of(desk, prose), PT(measure));
        for (size_t i = 0; i + 1 < lines.n; i++) {
            if (!array_last(&lines.at[i].pieces).is_hyphen)
                continue;
            any = true;
            assert_true(lines.at[i].ends_hyphenated);
            assert_int_equal(right_edge(&lines.at[i]), PT(measure) + half);
        }
    }
    assert_true(any);
}

static void first_line_is_indented(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, prose);
    par->indent = PT(13);
    Lines lines = break_par(desk, par, PT(200));
    assert_int_equal(lines.at[0].pieces.at[0].x, PT(13));
    assert_int_equal(lines.at[1].pieces.at[0].x, 0);
}

static void words_of_one_run_are_one_piece(void **state)
{
    Desk *desk = *state;
    Lines lines = break_par(desk, par_of(desk, "Trois mots ici"), PT(200));
    assert_int_equal(lines.n, 1);
    assert_int_equal(lines.at[0].pieces.n, 1);
    const GlyphRun *run = lines.at[0].pieces.at[0].glyphs;
    assert_int_equal(run->count, 14);
    assert_int_equal(run->glyphs[6].cluster, 6);
}

static void ragged_text_cuts_no_word_that_fits(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, "l’accompagnement des établissements");
    par->is_justified = par->hangs = false;
    Lines lines = break_par(desk, par, PT(100));
    for (size_t i = 0; i < lines.n; i++)
        assert_false(lines.at[i].ends_hyphenated);
    lines = break_par(desk, par, PT(60));
    bool any = false;
    for (size_t i = 0; i < lines.n; i++)
        any |= lines.at[i].ends_hyphenated;
    assert_true(any);
    assert_int_equal(desk->diags.list.n, 0);
}

static void hard_break_and_centre(void **state)
{
    Desk *desk = *state;
    Inline second = { .kind = INLINE_TEXT, .text = STR("deux") };
    Inline hard = { .kind = INLINE_BREAK, .next = &second };
    Inline first = { .kind = INLINE_TEXT, .text = STR("un"), .next = &hard };
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par->is_centred = true;
    par_inlines(desk->arena, par, &desk->context, &first, &body, TAG_DOCUMENT_ID);
    Lines lines = break_par(desk, par, PT(200));
    assert_int_equal(lines.n, 2);
    assert_string_equal(lines_text(desk, &lines), "un deux");
    Fixed left = lines.at[1].pieces.at[0].x;
    assert_in_range(left + right_edge(&lines.at[1]), PT(200) - 1, PT(200) + 1);
}

/* "Action" would fit the line before. */
static void number_stays_with_its_word(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, "Intégration des migrants et des réfugiés non scolarisés, Action 1.1");
    par->is_justified = par->hangs = false;
    Lines lines = break_par(desk, par, PT(300));
    assert_int_equal(lines.n, 2);
    assert_true(str_starts(lines.at[1].pieces.at[0].glyphs->text, STR("Action")));
}

static void figures_are_not_broken(void **state)
{
    Desk *desk = *state;
    Inline figure = { .kind = INLINE_FIGURE, .text = STR("4 175 500,00 DH") };
    Inline text = { .kind = INLINE_TEXT, .text = STR("soit "), .next = &figure };
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par_inlines(desk->arena, par, &desk->context, &text, &body, TAG_DOCUMENT_ID);
    assert_int_equal(break_par(desk, par, PT(80)).n, 2);
}

static const TagNode *last_tag(const Desk *desk)
{
    return &array_last(&desk->context.tags->nodes);
}

static void note_call_stays_with_its_word(void **state)
{
    Desk *desk = *state;
    Note note = { .number = 12 };
    Inline call = { .kind = INLINE_NOTE, .note = &note };
    Inline text = { .kind = INLINE_TEXT, .text = STR("dans l’établissement »"), .next = &call };
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par->is_hyphenated = false;
    par_inlines(desk->arena, par, &desk->context, &text, &body, TAG_DOCUMENT_ID);
    Lines lines = break_par(desk, par, PT(75));
    assert_int_equal(lines.at[lines.n - 1].notes.n, 1);
    assert_ptr_equal(lines.at[lines.n - 1].notes.at[0], &note);
    assert_true(lines.at[lines.n - 1].pieces.n >= 2);
    const ParRun *run = array_last(&lines.at[lines.n - 1].pieces).run;
    assert_int_equal(run->face, FACE_SANS_BOLD);
    assert_int_equal(run->rise, PT(3.6));
    assert_int_equal(last_tag(desk)->role, TAG_REFERENCE);
}

static void reference_is_a_link_with_its_page(void **state)
{
    Desk *desk = *state;
    Anchor anchor = { .number = 2, .label = STR("tableau 7") };
    Inline text = { .kind = INLINE_TEXT, .text = STR("tableau 7") };
    Inline ref = { .kind = INLINE_REF, .anchor = &anchor, .wants_page = true, .first = &text };
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par_inlines(desk->arena, par, &desk->context, &ref, &body, TAG_DOCUMENT_ID);
    assert_int_equal(par->runs.n, 1);              /* no round has placed it */

    const Str folios[] = { STR("vi"), STR("58") };
    desk->context.folios = folios;
    par = par_new(desk->arena, &body, SPAN_NONE);
    par_inlines(desk->arena, par, &desk->context, &ref, &body, TAG_DOCUMENT_ID);
    desk->context.folios = NULL;
    Lines lines = break_par(desk, par, PT(200));
    assert_string_equal(lines_text(desk, &lines), "tableau 7, p.\u00A058");
    assert_int_equal(last_tag(desk)->role, TAG_LINK);
    assert_int_equal(tag_node(desk->context.tags, last_tag(desk)->parent)->role, TAG_REFERENCE);

    Frame *frame = frame_new(desk->arena, PT(200), PT(16));
    line_draw(frame, &lines.at[0], PT(10), PT(12));
    assert_int_equal(frame->items.n, 3);           /* two runs, one area */
    const FrameItem *link = &array_last(&frame->items);
    assert_int_equal(link->kind, ITEM_LINK);
    assert_int_equal(link->link.anchor, 2);
    assert_int_equal(link->x, PT(10));
    assert_int_equal(link->link.width, right_edge(&lines.at[0]));
}

static void drawn_hyphen_stands_for_nothing(void **state)
{
    Desk *desk = *state;
    Lines lines = break_par(desk, par_of(desk, "anticonstitutionnellement"), PT(70));
    Frame *frame = frame_new(desk->arena, PT(70), PT(16));
    line_draw(frame, &lines.at[0], 0, PT(12));
    assert_int_equal(frame->items.n, 2);
    assert_false(frame->items.at[0].glyphs.has_actual);
    assert_true(frame->items.at[1].glyphs.has_actual);
    assert_int_equal(frame->items.at[1].glyphs.actual.n, 0);
}

static void sigle_has_its_meaning(void **state)
{
    Desk *desk = *state;
    Inline known = { .kind = INLINE_SIGLE, .text = STR("MRE"), .title = STR("Marocains résidant à l’étranger") };
    Inline unknown = { .kind = INLINE_SIGLE, .text = STR("XYZ"), .next = &known };
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par_inlines(desk->arena, par, &desk->context, &unknown, &body, TAG_DOCUMENT_ID);
    assert_int_equal(desk->context.tags->nodes.n, TAG_DOCUMENT_ID + 2);
    assert_true(str_equal(last_tag(desk)->expansion, known.title));
}

static void raised_letters_keep_the_baseline_of_their_line(void **state)
{
    Desk *desk = *state;
    Inline letters = { .kind = INLINE_TEXT, .text = STR("er") };
    Inline raised = { .kind = INLINE_RAISED, .first = &letters };
    Inline text = { .kind = INLINE_TEXT, .text = STR("le 1"), .next = &raised };
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par_inlines(desk->arena, par, &desk->context, &text, &body, TAG_DOCUMENT_ID);
    assert_int_equal(par->runs.at[1].size, PT(7.26));
    assert_int_equal(par->runs.at[1].rise, PT(3.96));
    assert_int_equal(break_par(desk, par, PT(20)).n, 2);   /* "le", "1er" */
}

static void arabic_passage_is_an_element(void **state)
{
    Desk *desk = *state;
    Inline words = { .kind = INLINE_TEXT, .text = STR(ARABIC_1 " " ARABIC_2) };
    Inline arabic = { .kind = INLINE_ARABIC, .first = &words };
    Inline text = { .kind = INLINE_TEXT, .text = STR("Master "), .next = &arabic };
    Par *par = par_new(desk->arena, &body, SPAN_NONE);
    par_inlines(desk->arena, par, &desk->context, &text, &body, TAG_DOCUMENT_ID);
    assert_true(str_equal(last_tag(desk)->language, STR("ar")));
    assert_true(str_equal(last_tag(desk)->actual, words.text));
    Lines lines = break_par(desk, par, PT(300));
    assert_int_equal(lines.at[0].pieces.n, 2);
    const GlyphRun *run = lines.at[0].pieces.at[1].glyphs;
    assert_int_equal(run->face, FACE_ARABIC);
    assert_true(run->is_rtl);
    assert_int_equal(run->size, fixed_scale(PT(11), PT(1.24), 64));
    assert_true(str_equal(run->text, words.text));
    assert_int_equal(run->glyphs[run->count - 1].cluster, 0);
    assert_true(run->glyphs[0].cluster > sizeof ARABIC_1);
}

static void arabic_letters_in_a_latin_run_find_their_face(void **state)
{
    Desk *desk = *state;
    Lines lines = break_par(desk, par_of(desk, "avant " ARABIC_1 " apres"), PT(300));
    assert_int_equal(lines.at[0].pieces.n, 3);
    assert_int_equal(lines.at[0].pieces.at[1].glyphs->face, FACE_ARABIC);
    assert_int_equal(lines.at[0].pieces.at[2].glyphs->face, FACE_TEXT);
}

static void right_to_left_paragraph_ends_at_the_left(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, ARABIC_1 " " ARABIC_2 " " ARABIC_1 " " ARABIC_2);
    par->is_rtl = true;
    par->is_justified = false;
    Lines lines = break_par(desk, par, PT(60));
    assert_true(lines.n > 1);
    for (size_t i = 0; i < lines.n; i++)
        assert_int_equal(right_edge(&lines.at[i]), PT(60));
}

static void missing_characters_are_shown_as_a_question(void **state)
{
    Desk *desk = *state;
    Lines lines = break_par(desk, par_of(desk, "un \u2603 et \u2603"), PT(300));
    const GlyphRun *run = lines.at[0].pieces.at[0].glyphs;
    for (uint32_t i = 0; i < run->count; i++)
        assert_int_not_equal(run->glyphs[i].id, 0);
    assert_int_equal(run->glyphs[3].id, font_glyph(desk->setting.fonts, FACE_TEXT, '?'));
    assert_int_equal(desk->diags.list.n, 1);
    assert_int_equal(desk->diags.list.at[0].code, DIAG_GLYPH_MISSING);
    assert_true(str_equal(desk->diags.list.at[0].detail, STR("\u2603 (U+2603)")));
}

static void word_wider_than_the_line_is_cut_and_reported(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, "un MDMCREAMABCDEFGHIJKLMNOPQRSTUVWXYZ mot");
    Lines lines = break_par(desk, par, PT(80));
    for (size_t i = 0; i < lines.n; i++)
        assert_false(lines.at[i].is_overfull);
    assert_true(lines.n > 2 && lines.at[0].ends_hyphenated && lines.at[1].ends_hyphenated);
    assert_string_equal(lines_text(desk, &lines), "un MDMCREAMABCDEFGHIJKLMNOPQRSTUVWXYZ mot");
    assert_int_equal(desk->diags.list.n, 1);
    assert_int_equal(desk->diags.list.at[0].code, DIAG_WORD_TOO_LONG);
}

/* Where no letters stand on both sides, no hyphen says that a word goes on. */
static void address_is_cut_without_a_hyphen(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    Lines lines = break_par(desk, par, PT(80));
    assert_true(lines.n > 2);
    for (size_t i = 0; i < lines.n; i++)
        assert_false(lines.at[i].ends_hyphenated);
}

static void piece_that_cannot_be_cut_is_overfull_and_reported(void **state)
{
    Desk *desk = *state;
    Par *par = par_of(desk, "1 234 567 890 123 456");
    par->runs.at[0].is_unbroken = true;
    Lines lines = break_par(desk, par, PT(40));
    assert_int_equal(lines.n, 1);
    assert_true(lines.at[0].is_overfull);
    assert_int_equal(desk->diags.list.at[0].code, DIAG_LINE_OVERFULL);
}

static void widths_of_a_cell(void **state)
{
    Desk *desk = *state;
    ShapeStyle style = { .face = FACE_TEXT, .size = PT(11) };
    Par *par = par_of(desk, "un établissement de");
    ParWidths widths = par_widths(desk->scratch, &desk->context, par);
    assert_int_equal(widths.least, shape_width(desk->setting.fonts, style, STR("établissement")));
    assert_int_equal(widths.most, shape_width(desk->setting.fonts, style, STR("un établissement de")));
    par = par_of(desk, "a 123456789");
    widths = par_widths(desk->scratch, &desk->context, par);
    assert_int_equal(widths.least, shape_width(desk->setting.fonts, style, STR("123456789")));
    par = par_of(desk, "un établissement de");
    widths = par_widths(desk->scratch, &desk->context, par);
    /* Set in the width that it asks for, it stands on one line. */
    assert_int_equal(break_par(desk, par, widths.most).n, 1);
}

static void nothing_gives_no_line(void **state)
{
    Desk *desk = *state;
    assert_int_equal(break_par(desk, par_of(desk, ""), PT(100)).n, 0);
    assert_int_equal(break_par(desk, par_of(desk, "  "), PT(100)).n, 1);
}

static void capitals_of_a_style(void **state)
{
    Desk *desk = *state;
    TextStyle caps = body;
    caps.is_caps = true;
    Par *par = par_new(desk->arena, &caps, SPAN_NONE);
    par_text(desk->arena, par, STR("Édition à l’œuvre ß÷ÿ"), &caps, MARK_ARTIFACT(ARTIFACT_HEADER), SPAN_NONE);
    assert_true(str_equal(par->runs.at[0].text, STR("ÉDITION À L’ŒUVRE ß÷Ÿ")));
    assert_int_equal(par->runs.at[0].artifact, ARTIFACT_HEADER);
}

#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(lines_end_at_the_measure),
        DESK_TEST(letters_take_part_in_justifying),
        DESK_TEST(paragraph_is_set_in_a_line_more_or_less),
        DESK_TEST(lines_hold_the_whole_text),
        DESK_TEST(hyphens_and_stops_hang_by_half),
        DESK_TEST(first_line_is_indented),
        DESK_TEST(words_of_one_run_are_one_piece),
        DESK_TEST(ragged_text_cuts_no_word_that_fits),
        DESK_TEST(hard_break_and_centre),
        DESK_TEST(number_stays_with_its_word),
        DESK_TEST(figures_are_not_broken),
        DESK_TEST(note_call_stays_with_its_word),
        DESK_TEST(reference_is_a_link_with_its_page),
        DESK_TEST(drawn_hyphen_stands_for_nothing),
        DESK_TEST(sigle_has_its_meaning),
        DESK_TEST(raised_letters_keep_the_baseline_of_their_line),
        DESK_TEST(arabic_passage_is_an_element),
        DESK_TEST(arabic_letters_in_a_latin_run_find_their_face),
        DESK_TEST(right_to_left_paragraph_ends_at_the_left),
        DESK_TEST(missing_characters_are_shown_as_a_question),
        DESK_TEST(word_wider_than_the_line_is_cut_and_reported),
        DESK_TEST(address_is_cut_without_a_hyphen),
        DESK_TEST(piece_that_cannot_be_cut_is_overfull_and_reported),
        DESK_TEST(widths_of_a_cell),
        DESK_TEST(nothing_gives_no_line),
        DESK_TEST(capitals_of_a_style),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
