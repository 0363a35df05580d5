#define _XOPEN_SOURCE 700                /* mkdtemp, symlink */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

static void write_file(const char *name, const char *text)
{
    assert_true(file_write(arena, path_join(arena, folder, str_from_c(name)), str_from_c(text)));
}

#define REPORT                                                                                     \
    "nom: essai\ntitre: Politique\nannee: 2019\nperiode: 2018-2019\ndate: 2019-12-31\n"           \
    "gabarit: rapport-2019\ncomites:\n"                                                            \
    "  CP1: { titre: Éducation, introduction: comite.md, programmes: { 1: Culture, 2: Loisirs } }\n" \
    "  CP4: { titre: Transverse, programmes: { 11: Gouvernance } }\n"                              \
    "parties:\n  - { titre: Introduction, fichier: introduction.md }\n"                            \
    "  - titre: Bilan\n    volets:\n"                                                              \
    "      - { volet: sectoriel, titre: S, comites: [CP1] }\n"                                     \
    "      - { volet: transverse, titre: T, comites: [CP4] }\n"

/* A whole edition in a folder of its own: programmes 11 and 1. */
static int begin(void **state)
{
    char name[] = "/tmp/bilan-edition-XXXXXX";
    (void)state;
    arena = arena_open();
    folder = str_copy(arena, str_from_c(mkdtemp(name)));
    write_file("rapport.yaml", REPORT);
    write_file("introduction.md", "Bonjour.\n");
    write_file("comite.md", "Le comité.\n");
    write_file("programmes/11-gouvernance/programme.yaml",
               "programme: 11\ntitre: Gouvernance\nactions: { 11.1: Veille }\n"
               "interventions: [{ titre: I, actions: [11.2] }]\n"
               "indicateurs:\n  projets: { libelle: P, series: { 2018: 1, 2019: { total: 5, a: 2, b: 3 } } }\n");
    write_file("programmes/01-culture/programme.yaml",
               "programme: 1\ntitre: Culture\ntableaux:\n  t:\n    titre: T\n"
               "    colonnes: [{ titre: A }, { titre: N, type: nombre }]\n"
               "    lignes: [[x, {{ projets.2019 }}], [y, 7]]\n    total: somme\n");
    write_file("programmes/01-culture/narratif.md", "Texte.\n");
    return 0;
}

static int end(void **state)
{
    (void)state;
    file_remove_tree(arena, folder);
    arena_close(arena);
    return 0;
}

static const Edition *read_at(Str path)
{
    sources = sources_new(arena);
    diags = diags_new(arena);
    return edition_read(arena, &sources, NULL, path, &diags);
}

static const Edition *read_folder(void)
{
    return read_at(folder);
}

static void assert_text(Str text, const char *expected)
{
    assert_string_equal(str_to_c(arena, text), expected);
}

static void assert_one(DiagCode code, const char *file, unsigned line, unsigned column)
{
    assert_int_equal(diags.list.n, 1);
    const Diag *diag = &diags.list.at[0];
    assert_string_equal(diag_name(diag->code), diag_name(code));
    const Source *source = source_of(&sources, diag->span);
    if (file == NULL) {
        assert_null(source);
        return;
    }
    assert_non_null(source);
    Place place = source_place(source, diag->span.lo);
    assert_text(path_name(source->path), file);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void an_edition_is_read_whole(void **state)
{
    (void)state;
    const Edition *edition = read_folder();
    assert_int_equal(diags.list.n, 0);
    assert_text(edition->title.str, "Politique");
    assert_int_equal(edition->programme_count, 2);
    assert_int_equal(edition->programmes[0]->number, 1);
    assert_int_equal(edition->programmes[1]->number, 11);
    assert_int_not_equal(edition->programmes[0]->narrative, 0);
    assert_int_equal(edition->programmes[1]->narrative, 0);
    assert_text(edition_committee_of(edition, 2)->title.str, "Éducation");
    assert_null(edition_committee_of(edition, 3));
    assert_int_equal(edition_volet_of(edition, 11), VOLET_TRANSVERSE);
    assert_null(edition_programme(edition, 2));
    const Part *parts = edition->parts.at;
    assert_text(source_of(&sources, (Span){ parts[0].text.file, 0, 0 })->text, "Bonjour.\n");
    assert_true(programme_has_action(edition->programmes[1], STR("11.1")));
    assert_true(programme_has_action(edition->programmes[1], STR("11.2")));
    assert_false(programme_has_action(edition->programmes[1], STR("11.3")));
}

static void figures_by_path(void **state)
{
    static const struct { const char *path; int64_t digits; } found[] = {
        { "projets.2019.a", 2 }, { "projets.2019", 5 }, { "projets.2018", 1 }, { "11:projets.2019.total", 5 },
        { "t.1.2", 5 }, { "t.2.2", 7 }, { "t.total.2", 12 }, { " 1:t.2.2 ", 7 },
    };
    static const struct { const char *path, *nearest; } missing[] = {
        { "projet.2019.a", "projets.2019.a" }, { "projets.2017.a", "projets.2018.total" },
        { "11:projets.2019.xyz", "11:projets.2019.total" }, { "t.9.2", "t.1.2" }, { "t.3.2", "t.total.2" }, { "t.1.1", "t.1.2" },
        { "t.total.5", "t.total.2" }, { "1:projets.2019", "" }, { "zzz.2019", "" }, { "", "" }, { "abcdef.b.c.d", "" },
        { "99:projets.2019", "" }, { "projets", "projets.2018.total" },
    };
    (void)state;
    const Edition *edition = read_folder();
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        const Value *value = edition_figure(arena, edition, NULL, str_from_c(found[i].path), NULL);
        assert_non_null(value);
        assert_int_equal(value->digits, found[i].digits);
    }
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        Str nearest;
        assert_null(edition_figure(arena, edition, edition->programmes[0], str_from_c(missing[i].path), &nearest));
        assert_text(nearest, missing[i].nearest);
    }
}

/* What is looked for by its name is found where it stands, and nowhere else. */
static void holders_and_owners(void **state)
{
    (void)state;
    write_file("programmes/02-loisirs/programme.yaml",
               "programme: 2\ntitre: Loisirs\nobjectifs: { 3: Jouer }\n"
               "indicateurs:\n  projets: { libelle: P, series: { 2019: 4 } }\n"
               "tableaux: { projets: { titre: P, colonnes: [{ titre: A }], lignes: [[x]] } }\n");
    const Edition *edition = read_folder();
    const ProgrammeList *holders = edition_holders(edition, STR("projets"));
    assert_int_equal(holders->n, 2);
    assert_int_equal(holders->at[0]->number, 2);
    assert_int_equal(holders->at[1]->number, 11);
    assert_int_equal(edition_holders(edition, STR("t"))->at[0]->number, 1);
    assert_int_equal(edition_holders(edition, STR("u"))->n, 0);
    assert_int_equal(edition_pursuers(edition, STR("3"))->at[0]->number, 2);
    assert_int_equal(edition_pursuers(edition, STR("4"))->n, 0);
    for (size_t i = 0; i < edition->programme_count; i++)
        if (edition->programmes[i]->indicators.n > 0)
            assert_ptr_equal(edition_owner(edition, edition->programmes[i]->indicators.at), edition->programmes[i]);
    Indicator other = { 0 };
    assert_null(edition_owner(edition, &other));
    assert_int_equal(edition_figure(arena, edition, NULL, STR("projets.2019"), NULL)->digits, 4);
    assert_int_equal(edition_figure(arena, edition, NULL, STR("projets.2018"), NULL)->digits, 1);
    assert_text(edition_committee_of(edition, 11)->id.str, "CP4");
    assert_int_equal(edition_volet(edition, edition_committee_of(edition, 11))->kind, VOLET_TRANSVERSE);
    assert_null(edition_committee_of(edition, 12));
    assert_null(edition_committee_of(edition, 0));
    assert_null(edition_programme(edition, 12));
}

static void one_broken_file_stops_no_other(void **state)
{
    (void)state;
    write_file("programmes/02-loisirs/programme.yaml", "programme: 2\ntitre: \"Loisirs\nactions: { 2.1: x }\n");
    const Edition *edition = read_folder();
    assert_one(DIAG_YAML_SYNTAX, "programme.yaml", 2, 8);
    assert_int_equal(edition->programme_count, 3);
    assert_true(edition->programmes[1]->is_incomplete);
    assert_text(edition->programmes[1]->title.str, "Loisirs");    /* as its committee calls it */
    assert_false(edition->programmes[0]->is_incomplete);
    assert_int_equal(edition_figure(arena, edition, NULL, STR("t.total.2"), NULL)->digits, 12);
}

static void programmes_that_do_not_fit(void **state)
{
    (void)state;
    write_file("programmes/05-autre/programme.yaml", "programme: 5\ntitre: Autre\n");
    read_folder();
    assert_one(DIAG_PROGRAMME_UNKNOWN, "programme.yaml", 1, 12);
    write_file("programmes/05-autre/programme.yaml", "titre: Autre\nprogramme: 11\n");
    assert_int_equal(read_folder()->programme_count, 2);
    assert_one(DIAG_ID_TWICE, "programme.yaml", 2, 12);
    write_file("programmes/05-autre/programme.yaml", "titre: Autre\nprogramme: onze\n");
    read_folder();
    assert_int_equal(diags.list.at[0].code, DIAG_NOT_A_NUMBER);
}

static void report_with(const char *before, const char *after)
{
    Str text = STR(REPORT);
    size_t at = str_find(text, str_from_c(before), 0);
    assert_true(at < text.n);
    write_file("rapport.yaml", str_to_c(arena, str_printf(arena, "%.*s%s%.*s", STR_ARG(str_slice(text, 0, at)), after,
                                                          STR_ARG(str_slice(text, at + strlen(before), text.n)))));
    read_folder();
}

static void numbers_of_programmes_have_four_digits(void **state)
{
    (void)state;
    write_file("programmes/9999-veille/programme.yaml",
               "programme: 9999\ntitre: Veille\nindicateurs:\n  notes: { libelle: N, series: { 2019: 6 } }\n");
    report_with("{ 11: Gouvernance }", "{ 11: Gouvernance, 9999: Veille }");
    assert_int_equal(diags.list.n, 0);
    const Edition *edition = edition_read(arena, &sources, NULL, folder, &diags);
    assert_int_equal(edition_figure(arena, edition, NULL, STR("9999:notes.2019"), NULL)->digits, 6);
    write_file("programmes/9999-veille/programme.yaml", "titre: Veille\n");
    assert_int_equal(read_folder()->programmes[2]->number, 9999);
    report_with("{ 11: Gouvernance }", "{ 11: Gouvernance, 9999: Veille, 10000: Suivi }");
    assert_one(DIAG_NOT_A_NUMBER, "rapport.yaml", 9, 74);
    write_file("programmes/9999-veille/programme.yaml", "programme: 10000\ntitre: Veille\n");
    report_with("{ 11: Gouvernance }", "{ 11: Gouvernance, 9999: Veille }");
    assert_one(DIAG_NOT_A_NUMBER, "programme.yaml", 1, 12);
}

static void a_folder_without_data_is_told(void **state)
{
    (void)state;
    write_file("programmes/02-loisirs/narratif.md", "Texte.\n");
    const Edition *edition = read_folder();
    assert_one(DIAG_FILE_MISSING, NULL, 0, 0);
    assert_int_equal(edition->programmes[1]->number, 2);
}

static void mistakes_in_the_report(void **state)
{
    (void)state;
    report_with("introduction.md", "introduktion.md");
    assert_one(DIAG_FILE_MISSING, "rapport.yaml", 11, 37);
    report_with("introduction.md", "../introduction.md");
    assert_one(DIAG_PATH_OUTSIDE, "rapport.yaml", 11, 37);
    report_with("introduction.md", "/etc/passwd");
    assert_one(DIAG_PATH_OUTSIDE, "rapport.yaml", 11, 37);
    report_with("nom: essai", "nom: ../essai");
    assert_one(DIAG_PATH_OUTSIDE, "rapport.yaml", 1, 6);
    report_with("[CP4]", "[CP3]");
    assert_one(DIAG_REF_UNKNOWN, "rapport.yaml", 15, 50);
    report_with("{ 11: Gouvernance }", "{ 11: Gouvernance, 2: Loisirs }");
    assert_one(DIAG_ID_TWICE, "rapport.yaml", 9, 60);
    report_with("date: 2019-12-31", "date: 31/31/2019");
    assert_one(DIAG_DATE_INVALID, "rapport.yaml", 5, 7);
    report_with("parties:", "chiffres-cles: [{ chiffre: projets.2019.totl, libelle: L }]\nparties:");
    assert_one(DIAG_VALUE_UNKNOWN, "rapport.yaml", 10, 28);
    report_with("comites:\n", "comites:\n\tx: 1\n");
    assert_one(DIAG_TAB, "rapport.yaml", 8, 1);
}

static void links_do_not_lead_out(void **state)
{
    (void)state;
    Str link = path_join(arena, folder, STR("introduction.md"));
    assert_int_equal(unlink(link.p), 0);
    assert_int_equal(symlink("/etc/hostname", link.p), 0);
    read_folder();
    assert_one(DIAG_PATH_OUTSIDE, "rapport.yaml", 11, 37);
    assert_int_equal(unlink(link.p), 0);
    assert_int_equal(symlink("comite.md", link.p), 0);
    read_folder();
    assert_int_equal(diags.list.n, 0);
}

static void texts_in_other_encodings(void **state)
{
    (void)state;
    write_file("introduction.md", "Un\n\nd\xE9" "but\n");
    const Edition *edition = read_folder();
    const Part *parts = edition->parts.at;
    assert_one(DIAG_NOT_UTF8, "introduction.md", 3, 2);
    assert_text(source_of(&sources, (Span){ parts[0].text.file, 0, 0 })->text, "Un\n\nd");
    write_file("introduction.md", "\xEF\xBB\xBFUn\n");
    parts = read_folder()->parts.at;
    assert_one(DIAG_BOM, "introduction.md", 1, 1);
    assert_text(source_of(&sources, (Span){ parts[0].text.file, 0, 0 })->text, "Un\n");
    write_file("introduction.md", " \n");
    read_folder();
    assert_one(DIAG_FILE_EMPTY, "introduction.md", 1, 1);
}

static void large_files_are_left_alone(void **state)
{
    (void)state;
    assert_int_equal(truncate(path_join(arena, folder, STR("introduction.md")).p, 17 * 1024 * 1024), 0);
    read_folder();
    assert_one(DIAG_FILE_TOO_LARGE, "rapport.yaml", 11, 37);
}

static void what_is_not_there_is_told(void **state)
{
    (void)state;
    assert_non_null(read_at(path_join(arena, folder, STR("rien"))));
    assert_one(DIAG_FILE_MISSING, NULL, 0, 0);
    assert_non_null(read_at(path_join(arena, folder, STR("rien.yaml"))));
    assert_one(DIAG_FILE_MISSING, NULL, 0, 0);
}

static void one_file_alone_gets_a_report_around_it(void **state)
{
    (void)state;
    write_file("cas.md", "Texte.\n");
    write_file("cas.yaml", "programme: 8\ntitre: Cas\nvolet: transverse\n");
    const Edition *edition = read_at(path_join(arena, folder, STR("cas.md")));
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(edition->programme_count, 1);
    assert_int_equal(edition->programmes[0]->number, 8);
    assert_int_not_equal(edition->programmes[0]->narrative, 0);
    assert_text(edition->title.str, "Essai");
    assert_text(edition->template_name.str, "rapport-2019");
    assert_text(edition_committee_of(edition, 8)->id.str, "CP1");
    assert_int_equal(edition_volet_of(edition, 8), VOLET_TRANSVERSE);
    edition = read_at(path_join(arena, folder, STR("programmes/01-culture/programme.yaml")));
    assert_int_not_equal(edition->programmes[0]->narrative, 0);
    assert_int_equal(unlink(path_join(arena, folder, STR("cas.yaml")).p), 0);
    edition = read_at(path_join(arena, folder, STR("cas.md")));
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(edition->programmes[0]->number, 1);
}

static void dump_is_stable(void **state)
{
    (void)state;
    const char *dump = str_to_c(arena, edition_dump(arena, read_folder(), &sources));
    assert_non_null(strstr(dump, "rapport \"Politique\"\n"));
    assert_non_null(strstr(dump, "        cellule \"{{ projets.2019 }}\" @7:18 = 5 nombre @6:60\n"));
    assert_non_null(strstr(dump, "        cellule \"\" @8:12 = 12 nombre calculé @8:12\n"));
    assert_string_equal(dump, str_to_c(arena, edition_dump(arena, read_folder(), &sources)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_edition_is_read_whole),
        TEST(figures_by_path),
        TEST(holders_and_owners),
        TEST(one_broken_file_stops_no_other),
        TEST(programmes_that_do_not_fit),
        TEST(numbers_of_programmes_have_four_digits),
        TEST(a_folder_without_data_is_told),
        TEST(mistakes_in_the_report),
        TEST(links_do_not_lead_out),
        TEST(texts_in_other_encodings),
        TEST(large_files_are_left_alone),
        TEST(what_is_not_there_is_told),
        TEST(one_file_alone_gets_a_report_around_it),
        TEST(dump_is_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
