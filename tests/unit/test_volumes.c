/* What is an evolution, what a contradiction; texts against each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "volumes/volumes.h"

static void periods_name_years(void **state)
{
    (void)state;
    static const struct { const char *name; int first, last; } cases[] = {
        { "2019", 2019, 2019 }, { "2018-2019", 2018, 2019 }, { "2019-12", 2019, 2019 }, { "de 2014 à 2017", 2014, 2017 },
        { "total", 0, 0 }, { "", 0, 0 }, { "12345", 0, 0 }, { "20195-2019", 2019, 2019 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        YearSpan years = period_years(str_from_c(cases[i].name));
        assert_int_equal(years.first, cases[i].first);
        assert_int_equal(years.last, cases[i].last);
    }
    assert_true(period_is_inside((YearSpan){ 2018, 2019 }, (YearSpan){ 2017, 2020 }));
    assert_true(period_is_inside((YearSpan){ 2019, 2019 }, (YearSpan){ 2018, 2019 }));
    assert_false(period_is_inside((YearSpan){ 2019, 2019 }, (YearSpan){ 2019, 2019 }));
    assert_false(period_is_inside((YearSpan){ 2018, 2019 }, (YearSpan){ 2019, 2020 }));
    assert_false(period_is_inside((YearSpan){ 0, 0 }, (YearSpan){ 2019, 2020 }));
}

static void dashes_of_periods_are_alike(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    static const char *const same[] = { "2018-2019", "2018–2019", "2018 – 2019", "2018/2019", "2018\u00A0-\u202F2019" };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_string_equal(str_to_c(arena, period_key(arena, str_from_c(same[i]))), "2018-2019");
    arena_close(arena);
}

/* ---- claims ---- */

static Value figure(const char *typed, const char *unit)
{
    Value value = { 0 };
    assert_true(value_read_number(str_from_c(typed), SPAN_NONE, &value));
    value.unit = str_from_c(unit);
    return value;
}

static const Indicator nothing;

static Claim claim(size_t volume, const char *period, const Value *value)
{
    Str name = str_from_c(period);
    return (Claim){ .volume = volume, .period = name, .key = name, .years = period_years(name), .value = value,
                    .unit = value->unit, .indicator = &nothing };
}

static Notices look(Arena *arena, MeasureKind kind, Claim *claims, size_t n)
{
    static const Volumes none;
    Measure measure = { .kind = kind, .claims = { claims, n, n }, .volume_count = 2 };
    Measure *one = arena_new(arena, Measure);
    *one = measure;
    Measures measures = { 0 };
    array_push(arena, &measures, one);
    return notices_collect(arena, &none, &measures);
}

static void another_period_is_an_evolution(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Value a = figure("122", "réseau"), b = figure("208", "réseau");
    Claim claims[] = { claim(0, "2018", &a), claim(1, "2019", &b) };
    assert_int_equal(look(arena, MEASURE_ENTRY, claims, 2).n, 0);
    Measure measure = { .claims = { claims, 2, 2 } };
    assert_string_equal(str_to_c(arena, measure_change(arena, &measure)), "+70\u00A0%");
    arena_close(arena);
}

static void the_same_period_contradicts(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Value a = figure("394", "réseau"), b = figure("111", "réseau");
    Claim claims[] = { claim(0, "2020", &a), claim(1, "2020", &a), claim(2, "2020", &b), claim(3, "2020", &b) };
    Notices notices = look(arena, MEASURE_ENTRY, claims, 4);
    assert_int_equal(notices.n, 1);      /* two values, one contradiction, however often each is told */
    assert_int_equal(notices.at[0].kind, NOTICE_CONTRADICTION);
    assert_true(notice_is_contradiction(notices.at[0].kind));
    assert_int_equal(notices.at[0].a->volume, 0);
    assert_int_equal(notices.at[0].b->volume, 2);
    assert_int_equal(look(arena, MEASURE_NEIGHBOURS, claims, 4).n, 0);   /* other things may differ */
    arena_close(arena);
}

static void rounding_and_missing_do_not_contradict(void **state)
{
    (void)state;
    Value exact = figure("49,9", ""), whole = figure("50", ""), other = figure("51", "");
    Value missing = { .kind = VALUE_MISSING, .text = STR("n.d.") };
    Claim a = claim(0, "2019", &exact), b = claim(1, "2019", &whole), c = claim(1, "2019", &other);
    Claim d = claim(1, "2019", &missing);
    assert_true(claims_agree(&a, &b) && claims_agree(&b, &a));
    assert_true(claims_agree(&a, &d));
    assert_false(claims_agree(&a, &c));
}

static void fewer_in_more_time_is_looked_at(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Value a = figure("1500", "candidat"), b = figure("1227", "candidat"), share = figure("20 %", "");
    Claim claims[] = { claim(0, "2018-2019", &a), claim(1, "2017-2020", &b) };
    Notices notices = look(arena, MEASURE_ENTRY, claims, 2);
    assert_int_equal(notices.n, 1);
    assert_int_equal(notices.at[0].kind, NOTICE_PERIODS);
    assert_false(notice_is_contradiction(notices.at[0].kind));
    claims[1].value = &share;
    assert_int_equal(look(arena, MEASURE_ENTRY, claims, 2).n, 0);
    arena_close(arena);
}

static void two_units_do_not_compare(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Value a = figure("8225", "étudiant"), b = figure("7000", "bourse");
    Claim claims[] = { claim(0, "2018", &a), claim(1, "2018", &b) };
    Notices notices = look(arena, MEASURE_ENTRY, claims, 2);
    assert_int_equal(notices.n, 1);
    assert_int_equal(notices.at[0].kind, NOTICE_UNITS);
    arena_close(arena);
}

/* ---- texts ---- */

/* "le [-chat-]{+chien+} dort". */
static const char *shown(Arena *arena, const char *before, const char *after)
{
    static const char *const open[] = { [PROSE_SAME] = "", [PROSE_ADDED] = "{+", [PROSE_REMOVED] = "[-" };
    static const char *const close[] = { [PROSE_SAME] = "", [PROSE_ADDED] = "+}", [PROSE_REMOVED] = "-]" };
    Arena *scratch = arena_open();
    ProsePieces pieces = prose_diff(arena, scratch, str_from_c(before), str_from_c(after));
    Buf out = buf_new(arena), old = buf_new(arena), new = buf_new(arena);
    for (size_t i = 0; i < pieces.n; i++) {
        const ProsePiece *piece = &pieces.at[i];
        buf_printf(&out, "%s%.*s%s", open[piece->kind], STR_ARG(piece->text), close[piece->kind]);
        if (piece->kind != PROSE_ADDED)
            buf_str(&old, piece->text);
        if (piece->kind != PROSE_REMOVED)
            buf_str(&new, piece->text);
    }
    assert_true(str_equal(buf_text(&old), str_from_c(before)));   /* the pieces give both texts back */
    assert_true(str_equal(buf_text(&new), str_from_c(after)));
    arena_close(scratch);
    return str_to_c(arena, buf_text(&out));
}

static void words_are_told_apart(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    assert_string_equal(shown(arena, "le chat dort", "le chien dort"), "le [-chat-]{+chien+} dort");
    assert_string_equal(shown(arena, "un deux", "un deux"), "un deux");
    assert_string_equal(shown(arena, "", "un"), "{+un+}");
    assert_string_equal(shown(arena, "en 2018, 122 réseaux.", "en 2019, 208 réseaux."),
                        "en [-2018-]{+2019+}, [-122-]{+208+} réseaux.");
    assert_string_equal(shown(arena, "a b c", "x y c"), "[-a b-]{+x y+} c");
    assert_string_equal(shown(arena, "on a vu le grand chat noir de loin", "nous avons eu le petit chien blanc de près"),
                        "[-on a vu le grand chat noir de loin-]{+nous avons eu le petit chien blanc de près+}");
    assert_string_equal(shown(arena, "l’accueil", "l’écoute"), "l’[-accueil-]{+écoute+}");
    arena_close(arena);
}

static Paragraphs paragraphs(Arena *arena, const char *const *texts, const char *section)
{
    Paragraphs list = { 0 };
    for (; *texts != NULL; texts++)
        array_push(arena, &list, (Paragraph){ .text = str_from_c(*texts), .section = str_from_c(section) });
    return list;
}

static void paragraphs_find_their_like(void **state)
{
    (void)state;
    Arena *arena = arena_open(), *scratch = arena_open();
    static const char *const old[] = { "Le premier paragraphe reste entier.", "Celui qui s’en va, sans pareil.",
                                       "Le troisième dit 122 réseaux démantelés en 2018.", NULL };
    static const char *const new[] = { "Un nouveau venu tout à fait autre.", "Le premier paragraphe reste entier.",
                                       "Le troisième dit 208 réseaux démantelés en 2019.", NULL };
    Paragraphs before = paragraphs(arena, old, "activites"), after = paragraphs(arena, new, "activites");
    ProseChanges changes = prose_align(arena, scratch, &before, &after);
    static const ProseKind wanted[] = { PROSE_ADDED, PROSE_SAME, PROSE_REMOVED, PROSE_CHANGED };
    assert_int_equal(changes.n, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(changes.at[i].kind, wanted[i]);
    Paragraphs elsewhere = paragraphs(arena, old, "defis");   /* another section: nothing is paired */
    changes = prose_align(arena, scratch, &before, &elsewhere);
    assert_int_equal(changes.n, 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(changes.at[i].kind == PROSE_ADDED || changes.at[i].kind == PROSE_REMOVED);
    arena_close(scratch);
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_name_years),
        cmocka_unit_test(dashes_of_periods_are_alike),
        cmocka_unit_test(another_period_is_an_evolution),
        cmocka_unit_test(the_same_period_contradicts),
        cmocka_unit_test(rounding_and_missing_do_not_contradict),
        cmocka_unit_test(fewer_in_more_time_is_looked_at),
        cmocka_unit_test(two_units_do_not_compare),
        cmocka_unit_test(words_are_told_apart),
        cmocka_unit_test(paragraphs_find_their_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
