#define _XOPEN_SOURCE 700                /* mkdtemp, symlink */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "model/edition.h"

static Arena *arena;
static Sources sources;
static Diags diags;
static Str folder;

static int begin(void **state)
{
    (void)state;
    char name[] = "/tmp/bilan-table-XXXXXX";
    arena = arena_open();
    sources = sources_new(arena);
    diags = diags_new(arena);
    folder = str_copy(arena, str_from_c(mkdtemp(name)));
    return 0;
}

static int end(void **state)
{
    (void)state;
    file_remove_tree(arena, folder);
    arena_close(arena);
    return 0;
}

static void write_file(const char *name, const char *text)
{
    assert_true(file_write(arena, path_join(arena, folder, str_from_c(name)), str_from_c(text)));
}

/* A programme whose data is `text` after a title. */
static const Programme *read_programme(const char *text)
{
    diags = diags_new(arena);
    write_file("a.yaml", str_to_c(arena, str_printf(arena, "titre: T\n%s", text)));
    return edition_read(arena, &sources, NULL, path_join(arena, folder, STR("a.yaml")), &diags)->programmes[0];
}

/* Its one table, whose columns and rows are `text`. */
static const Table *read_table(const char *text)
{
    const Programme *programme =
        read_programme(str_to_c(arena, str_printf(arena, "tableaux:\n  t:\n    titre: T\n%s", text)));
    const Table *table = programme_table(programme, STR("t"));
    assert_non_null(table);
    return table;
}

static void assert_one(DiagCode code, unsigned line, unsigned column)
{
    assert_int_equal(diags.list.n, 1);
    const Diag *diag = &diags.list.at[0];
    Place place = source_place(source_of(&sources, diag->span), diag->span.lo);
    assert_string_equal(diag_name(diag->code), diag_name(code));
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static const Cell *cell(const Table *table, size_t row, size_t column)
{
    assert_true(row < table->rows.n && column < table->column_count);
    return &table->rows.at[row].cells[column];
}

static void assert_text(Str text, const char *expected)
{
    assert_string_equal(str_to_c(arena, text), expected);
}

#define THREE "    colonnes: [{ titre: A }, { titre: B, type: nombre }, { titre: C, type: montant, devise: DH }]\n"

static void cells_are_read_by_their_column(void **state)
{
    (void)state;
    const Table *table = read_table(THREE "    lignes:\n      - [12, 3 636, 1090000 DH]\n      - [x, n.d., \"1 381 500,5\"]\n");
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(cell(table, 0, 0)->value.kind, VALUE_NONE);
    assert_int_equal(cell(table, 0, 1)->value.digits, 3636);
    assert_int_equal(cell(table, 0, 2)->value.kind, VALUE_AMOUNT);
    assert_text(cell(table, 0, 2)->value.unit, "DH");
    assert_int_equal(cell(table, 1, 1)->value.kind, VALUE_MISSING);
    assert_int_equal(cell(table, 1, 2)->value.decimals, 1);
    assert_text(source_text(&sources, cell(table, 1, 2)->value.span), "\"1 381 500,5\"");
    assert_true(table->columns[0].is_row_title);
    assert_false(table->columns[1].is_row_title);
}

static void heads_of_groups(void **state)
{
    (void)state;
    const Table *table = read_table("    colonnes:\n      - titre: A\n      - groupe: G\n        colonnes: [{ titre: B }, { titre: C }]\n"
                                    "      - groupe: H\n        colonnes: [{ titre: D }]\n    lignes: [[a, b, c, d]]\n");
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(table->head_rows, 2);
    assert_int_equal(table->column_count, 4);
    assert_int_equal(table_head(table, 0, 0)->rowspan, 2);
    assert_true(table_head(table, 1, 0)->is_covered);
    assert_int_equal(table_head(table, 0, 1)->colspan, 2);
    assert_text(table_head(table, 0, 1)->title, "G");
    assert_true(table_head(table, 0, 2)->is_covered);
    assert_int_equal(table_head(table, 0, 3)->colspan, 1);
    assert_text(table_head(table, 1, 3)->title, "D");
    assert_int_equal(table->columns[3].group, 1);
}

static void merged_cells_cover(void **state)
{
    (void)state;
    const Table *table = read_table("    colonnes: [{ titre: A }, { titre: B }, { titre: C }]\n    lignes:\n"
                                    "      - [{ texte: a, lignes: 2 }, { texte: b, colonnes: 2, note: n }]\n      - [c, [d, e]]\n");
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(cell(table, 0, 0)->rowspan, 2);
    assert_int_equal(cell(table, 0, 1)->colspan, 2);
    assert_text(cell(table, 0, 1)->note.str, "n");
    assert_true(cell(table, 0, 2)->is_covered);
    assert_true(cell(table, 1, 0)->is_covered);
    assert_text(cell(table, 1, 1)->text, "c");
    assert_int_equal(cell(table, 1, 2)->items.n, 2);
}

static void merged_cells_are_kept_inside(void **state)
{
    (void)state;
    const Table *table = read_table("    colonnes: [{ titre: A }, { titre: B }]\n    lignes: [[{ texte: a, colonnes: 3 }]]\n");
    assert_one(DIAG_CELL_OUTSIDE, 6, 15);
    assert_int_equal(cell(table, 0, 0)->colspan, 2);
    table = read_table("    colonnes: [{ titre: A }, { titre: B }]\n    lignes: [[{ texte: a, lignes: 2 }, b]]\n");
    assert_one(DIAG_CELL_OUTSIDE, 6, 15);
    assert_int_equal(cell(table, 0, 0)->rowspan, 1);
    table = read_table("    colonnes: [{ titre: A }, { titre: B }]\n    lignes:\n      - [a, { texte: b, lignes: 2 }]\n"
                       "      - [{ texte: c, colonnes: 2 }]\n");
    assert_one(DIAG_CELL_OVERLAP, 8, 10);
    assert_true(cell(table, 1, 1)->is_covered);
}

static void rows_are_padded_and_cut(void **state)
{
    (void)state;
    const Table *table = read_table(THREE "    lignes:\n      - [a, 1]\n    total: [Total, 2, 3]\n");
    assert_one(DIAG_ROW_TOO_SHORT, 7, 9);
    assert_int_equal(cell(table, 0, 2)->value.kind, VALUE_MISSING);
    table = read_table(THREE "    lignes:\n      - [a, 1, 2, 3, 4]\n");
    assert_one(DIAG_ROW_TOO_LONG, 7, 19);
    assert_int_equal(cell(table, 0, 2)->value.digits, 2);
}

static void total_is_computed(void **state)
{
    (void)state;
    const Table *table = read_table(THREE "    lignes: [[a, 36, \"1,5\"], [b, –, 2], [c, 31, \"\"]]\n    total: somme\n");
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(table->rows.n, 4);
    assert_true(table->rows.at[3].is_total);
    assert_text(cell(table, 3, 0)->text, "Total");
    assert_int_equal(cell(table, 3, 1)->value.digits, 67);
    assert_true(cell(table, 3, 1)->value.is_computed);
    assert_int_equal(cell(table, 3, 2)->value.digits, 35);
    assert_int_equal(cell(table, 3, 2)->value.decimals, 1);
    assert_int_equal(cell(table, 3, 2)->value.kind, VALUE_AMOUNT);
    assert_text(source_text(&sources, cell(table, 3, 1)->value.span), "somme");
}

static void typed_total_is_checked(void **state)
{
    (void)state;
    read_table(THREE "    lignes: [[a, 36, 1], [b, 31, 2]]\n    total: [Total, 67, 3]\n");
    assert_int_equal(diags.list.n, 0);
    const Table *table = read_table(THREE "    lignes: [[a, 36, 1], [b, 31, 2]]\n    total: [Total, 67, 4]\n");
    assert_one(DIAG_TOTAL_WRONG, 7, 24);
    assert_int_equal(cell(table, 2, 2)->value.digits, 4);
    read_table(THREE "    lignes: [[a, 36, 1], [b, n.d., 2]]\n    total: [Total, 67, 3]\n");
    assert_int_equal(diags.list.n, 0);             /* unknown: nothing can be said */
    read_table(THREE "    lignes: [[a, 36, 1], [b, ε, 2], [c, –, 3]]\n    total: [Total, 37, 6]\n");
    assert_one(DIAG_TOTAL_WRONG, 7, 20);           /* what is negligible or nil is known */
}

static void a_figure_has_its_note_behind_it(void **state)
{
    (void)state;
    const Table *table = read_table(THREE "    lignes: [[a, '36^[provisoire]', 1], [b, 'n.d.^[attendu]', 2]]\n    total: somme\n");
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(cell(table, 0, 1)->value.digits, 36);
    assert_text(cell(table, 0, 1)->note.str, "provisoire");
    assert_text(source_text(&sources, cell(table, 0, 1)->note.span), "provisoire");
    assert_int_equal(value_sign(&cell(table, 1, 1)->value), SIGN_UNKNOWN);
    assert_text(cell(table, 1, 1)->note.str, "attendu");
    assert_int_equal(cell(table, 2, 1)->value.digits, 36);
}

#define GROUPS                                                                                     \
    "    colonnes:\n"                                                                              \
    "      - { titre: A }\n"                                                                         \
    "      - { groupe: G, colonnes: [{ titre: g, type: nombre }, { titre: f, type: nombre }, { titre: t, type: nombre, somme: oui }] }\n" \
    "      - { groupe: H, colonnes: [{ titre: g, type: nombre }, { titre: t, type: nombre, somme: oui }] }\n" \
    "      - { titre: T, type: nombre, somme: oui }\n"

static void sums_across_a_row(void **state)
{
    (void)state;
    const Table *table = read_table(GROUPS "    lignes:\n      - [a, 1, 2, \"\", 10]\n      - [b, 3, 4, 7, 20, 20, 27]\n    total: somme\n");
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(cell(table, 0, 3)->value.digits, 3);
    assert_int_equal(cell(table, 0, 5)->value.digits, 10);
    assert_int_equal(cell(table, 0, 6)->value.digits, 13);
    assert_int_equal(cell(table, 2, 3)->value.digits, 10);
    assert_int_equal(cell(table, 2, 6)->value.digits, 40);
    read_table(GROUPS "    lignes:\n      - [b, 3, 4, 8, 20, 20, 27]\n");
    assert_int_equal(diags.list.n, 2);             /* the sum of G, and the sum of the sums */
    assert_int_equal(diags.list.at[0].code, DIAG_TOTAL_WRONG);
}

#define FIGURES \
    "indicateurs:\n  p: { libelle: P, unite: projet, series: { 2019: { total: 5, a: 2, b: 3 } } }\n" \
    "tableaux:\n  t:\n    titre: T\n    colonnes: [{ titre: A }, { titre: N, type: nombre }]\n" \
    "    lignes: [[a, {{ p.2019.a }}], [b, \"{{ p.2019.b | lettres }}\"], [\"{{ p.2019 }}\", %s]]\n    total: [T, 10]\n"

static void figures_come_from_where_they_stand(void **state)
{
    (void)state;
    const Programme *programme = read_programme(str_to_c(arena, str_printf(arena, FIGURES, "{{ p.2019 }}")));
    const Table *table = programme_table(programme, STR("t"));
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(cell(table, 0, 1)->value.digits, 2);
    assert_text(source_text(&sources, cell(table, 0, 1)->value.span), "2");
    assert_int_equal(cell(table, 2, 1)->value.digits, 5);
    assert_int_equal(cell(table, 2, 0)->value.kind, VALUE_NONE);
    read_programme(str_to_c(arena, str_printf(arena, FIGURES, "{{ p.2019.totl }}")));
    assert_one(DIAG_VALUE_UNKNOWN, 8, 88);
    assert_text(diags.list.at[0].remedy, "vouliez-vous dire `p.2019.total` ?");
}

#define SHARES \
    "    colonnes: [{ titre: A }, { titre: B, type: pourcentage }]\n" \
    "    lignes: [[a, \"33,3\"], [b, \"33,3\"], [c, \"%s\"]]\n    total: somme\n"

static void shares_make_a_hundred(void **state)
{
    (void)state;
    const Table *table = read_table(str_to_c(arena, str_printf(arena, SHARES, "33,3")));
    assert_int_equal(diags.list.n, 0);             /* 99,9 is rounding */
    assert_int_equal(cell(table, 3, 1)->value.digits, 100);
    read_table(str_to_c(arena, str_printf(arena, SHARES, "34,3")));
    assert_one(DIAG_SHARES_NOT_100, 5, 30);
    table = read_table(str_to_c(arena, str_printf(arena, SHARES, "90,1")));
    assert_int_equal(diags.list.n, 0);             /* rates, not parts */
    assert_int_equal(cell(table, 3, 1)->value.kind, VALUE_MISSING);
}

static void rows_from_a_spreadsheet(void **state)
{
    (void)state;
    write_file("d/x.csv", "\xEF\xBB\xBFVille;Élèves\r\nFès;1 234\r\n\"Béni;Mellal\";5,5\r\n");
    const Table *table = read_table("    fichier: d/x.csv\n    colonnes: [{ titre: V }, { titre: E, type: nombre }]\n    total: somme\n");
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(table->rows.n, 3);
    assert_text(cell(table, 1, 0)->text, "Béni;Mellal");
    assert_text(source_text(&sources, cell(table, 0, 1)->value.span), "1 234");
    assert_int_equal(cell(table, 2, 1)->value.digits, 12395);
    table = read_table("    fichier: d/x.csv\n");
    assert_int_equal(diags.list.n, 0);
    assert_text(table->columns[1].title.str, "Élèves");
    write_file("d/x.csv", "Ville;Élèves;Ans\nFès;1;2\nOujda;3;4\n");
    read_table("    fichier: d/x.csv\n    colonnes: [{ titre: V }, { titre: E, type: nombre }]\n");
    assert_one(DIAG_ROW_TOO_LONG, 1, 1);           /* once, at the header */
    write_file("d/x.csv", "Ville;Élèves\nFès;un\n");
    read_table("    fichier: d/x.csv\n    colonnes: [{ titre: V }, { titre: E, type: nombre }]\n");
    assert_one(DIAG_NOT_A_NUMBER, 2, 5);
}

static void tables_without_anything(void **state)
{
    (void)state;
    read_table("    colonnes: [{ titre: A }]\n");
    assert_one(DIAG_TABLE_EMPTY, 3, 3);
    read_table("    lignes: [[1]]\n");
    assert_one(DIAG_TABLE_EMPTY, 3, 3);
    read_table("    colonnes: { titre: A }\n");
    assert_one(DIAG_WRONG_TYPE, 5, 5);
    read_table("    colonnes: [{ titre: A }]\n    lignes: [a]\n");
    assert_one(DIAG_WRONG_TYPE, 6, 14);
}

#define CHARTS \
    "indicateurs:\n  p: { libelle: P, unite: projet, source: S, libelles: { a: Été }, series: { 2018: 4, 2019: { total: 5, a: 2, b-c: 3 } } }\n" \
    "tableaux:\n  t: { titre: T, source: S, colonnes: [{ titre: A }, { titre: N, type: nombre }], lignes: [[x, 1], [y, 2]], total: somme }\n" \
    "graphiques:\n  g: { type: anneau, titre: G, donnees: \"%s\" }\n"

static void charts_take_their_figures(void **state)
{
    static const struct { const char *data; size_t labels; const char *first, *last; int64_t value; } cases[] = {
        { "tableau t, colonnes 1 et 2", 2, "x", "y", 2 },
        { "tableau t", 2, "x", "y", 2 },
        { "indicateur p, 2019", 2, "Été", "b c", 3 },
        { "indicateur p", 2, "2018", "2019", 5 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Chart *chart =
            programme_chart(read_programme(str_to_c(arena, str_printf(arena, CHARTS, cases[i].data))), STR("g"));
        assert_int_equal(diags.list.n, 0);
        assert_int_equal(chart->label_count, cases[i].labels);
        assert_int_equal(chart->series_count, 1);
        assert_text(chart->labels[0], cases[i].first);
        assert_text(chart->labels[1], cases[i].last);
        assert_int_equal(chart->series[0].values[1].digits, cases[i].value);
        assert_text(chart->source.str, "S");
    }
    static const struct { const char *data; DiagCode code; unsigned column; } mistakes[] = {
        { "tableau u, colonnes 1 et 2", DIAG_REF_UNKNOWN, 50 },
        { "tableau t, colonnes 1 et 3", DIAG_REF_UNKNOWN, 67 },
        { "tableau t, colonne 2", DIAG_CHART_NO_DATA, 41 },
        { "tableau t, colonnes 1 et 1", DIAG_CHART_NO_DATA, 41 },
        { "indicateur q, 2019", DIAG_REF_UNKNOWN, 53 },
        { "indicateur p, 2017", DIAG_REF_UNKNOWN, 56 },
        { "p, 2017", DIAG_CHART_NO_DATA, 41 },
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        read_programme(str_to_c(arena, str_printf(arena, CHARTS, mistakes[i].data)));
        assert_one(mistakes[i].code, 7, mistakes[i].column);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cells_are_read_by_their_column),
        TEST(heads_of_groups),
        TEST(merged_cells_cover),
        TEST(merged_cells_are_kept_inside),
        TEST(rows_are_padded_and_cut),
        TEST(total_is_computed),
        TEST(typed_total_is_checked),
        TEST(a_figure_has_its_note_behind_it),
        TEST(sums_across_a_row),
        TEST(figures_come_from_where_they_stand),
        TEST(shares_make_a_hundred),
        TEST(rows_from_a_spreadsheet),
        TEST(tables_without_anything),
        TEST(charts_take_their_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
