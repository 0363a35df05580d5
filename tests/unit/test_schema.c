#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/schema.h"

typedef struct { Text name; Text title; } Named;
typedef struct { Text id; Value size; Span span; } Thing;
typedef struct {
    Text   title;
    Value  count, day;
    bool   is_open;
    int    colour, level;
    Texts  lines;
    const YamlNode *node;
    Named place;
    Items  list, map, names;
    Span   span;
} Whole;

static const Field place_fields[] = {
    { .key = "nom", .kind = FIELD_TEXT, .offset = offsetof(Named, title), .about = "nom du lieu" }, { 0 }
};
static const Schema place_schema = { "lieu", "Un lieu.", place_fields, sizeof(Named), SCHEMA_NO_SPAN };

static const Field thing_fields[] = {
    { .key = "taille", .kind = FIELD_NUMBER, .offset = offsetof(Thing, size), .is_required = true, .about = "taille" },
    { 0 }
};
static const Schema thing_schema = { "chose", "Une chose.", thing_fields, sizeof(Thing), offsetof(Thing, span) };

static const Field name_fields[] = {
    { .key = "", .kind = FIELD_TEXT, .offset = offsetof(Named, title), .about = "texte" }, { 0 }
};
static const Schema name_schema = { "nom", "Un nom.", name_fields, sizeof(Named), SCHEMA_NO_SPAN };

static const char *const colours[] = { "rouge", "vert", "bleu", NULL };
static const Field whole_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = offsetof(Whole, title), .is_required = true, .about = "le titre" },
    { .key = "nombre", .kind = FIELD_NUMBER, .offset = offsetof(Whole, count), .about = "un nombre" },
    { .key = "jour", .kind = FIELD_DATE, .offset = offsetof(Whole, day), .about = "un jour" },
    { .key = "ouvert", .kind = FIELD_BOOL, .offset = offsetof(Whole, is_open), .about = "oui ou non" },
    { .key = "couleur", .kind = FIELD_CHOICE, .offset = offsetof(Whole, colour), .about = "une couleur", .choices = colours },
    { .key = "niveau", .kind = FIELD_INTEGER, .offset = offsetof(Whole, level), .about = "un \"niveau\"" },
    { .key = "lignes", .kind = FIELD_TEXTS, .offset = offsetof(Whole, lines), .about = "des lignes" },
    { .key = "libre", .kind = FIELD_NODE, .offset = offsetof(Whole, node), .about = "libre", .json = "\"type\": \"array\"" },
    { .key = "lieu", .kind = FIELD_STRUCT, .offset = offsetof(Whole, place), .about = "un lieu", .of = &place_schema },
    { .key = "liste", .kind = FIELD_LIST, .offset = offsetof(Whole, list), .about = "des choses", .of = &thing_schema },
    { .key = "groupe", .kind = FIELD_MAP, .offset = offsetof(Whole, map), .about = "des choses par nom", .of = &thing_schema },
    { .key = "noms", .kind = FIELD_MAP, .offset = offsetof(Whole, names), .about = "des noms", .of = &name_schema },
    { 0 }
};
static const Schema whole_schema = { "tout", "Tout.", whole_fields, sizeof(Whole), offsetof(Whole, span) };

static Arena *arena;
static Sources sources;
static Diags diags;

static int begin(void **state)
{
    (void)state;
    arena = arena_open();
    sources = sources_new(arena);
    diags = diags_new(arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static Whole read_whole(const char *text)
{
    Whole whole = { 0 };
    diags = diags_new(arena);
    uint32_t file = source_add(&sources, STR("a.yaml"), str_from_c(text));
    schema_read(arena, &whole_schema, yaml_read(arena, &sources, file, &diags), &whole, &diags);
    return whole;
}

static void assert_text(Str text, const char *expected)
{
    assert_string_equal(str_to_c(arena, text), expected);
}

static void assert_one(const char *text, DiagCode code, unsigned line, unsigned column, const char *remedy)
{
    read_whole(text);
    assert_int_equal(diags.list.n, 1);
    const Diag *diag = &diags.list.at[0];
    Place place = source_place(source_of(&sources, diag->span), diag->span.lo);
    assert_string_equal(diag_name(diag->code), diag_name(code));
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    if (remedy != NULL)
        assert_text(diag->remedy, remedy);
}

static void every_kind_lands_at_its_offset(void **state)
{
    (void)state;
    Whole whole = read_whole("titre: Été\nnombre: 4 175 500,5\njour: 31 décembre 2019\nouvert: oui\ncouleur: bleu\n"
                             "niveau: 3\nlignes: [a, b]\nlibre: [1]\nlieu: { nom: Fès }\n"
                             "liste:\n  - { taille: 1 }\n  - { taille: n.d. }\n"
                             "groupe: { x: { taille: 2 }, y: { taille: 3 } }\nnoms: { 1: Un, 2: \"Deux : deux\" }\n");
    assert_int_equal(diags.list.n, 0);
    assert_text(whole.title.str, "Été");
    assert_int_equal(whole.count.digits, 41755005);
    assert_text(whole.day.text, "2019-12-31");
    assert_true(whole.is_open);
    assert_int_equal(whole.colour, 2);
    assert_int_equal(whole.level, 3);
    assert_int_equal(whole.lines.n, 2);
    assert_int_equal(whole.node->kind, YAML_LIST);
    assert_text(whole.place.title.str, "Fès");
    const Thing *list = whole.list.at, *map = whole.map.at;
    assert_int_equal(whole.list.n, 2);
    assert_int_equal(list[1].size.kind, VALUE_MISSING);
    assert_text(map[1].id.str, "y");
    assert_int_equal(map[1].size.digits, 3);
    const Named *names = whole.names.at;
    assert_text(names[1].name.str, "2");
    assert_text(names[1].title.str, "Deux : deux");
}

static void spans_begin_with_the_name(void **state)
{
    (void)state;
    Whole whole = read_whole("titre: T\ngroupe:\n  x: { taille: 2 }\nlignes: seule\n");
    const Thing *map = whole.map.at;
    assert_text(source_text(&sources, map[0].span), "x: { taille: 2 }");
    assert_text(source_text(&sources, map[0].id.span), "x");
    assert_text(source_text(&sources, map[0].size.span), "2");
    assert_int_equal(whole.lines.n, 1);
}

static void unknown_keys_are_told_once(void **state)
{
    (void)state;
    assert_one("titre: T\nnombrre: 1\n", DIAG_KEY_UNKNOWN, 2, 1, "vouliez-vous dire `nombre` ?");
    assert_one("titer: T\n", DIAG_KEY_UNKNOWN, 1, 1, "vouliez-vous dire `titre` ?");
    assert_one("titre: T\nlieu: { xyz: 1 }\n", DIAG_KEY_UNKNOWN, 2, 9, "clés admises : nom");
}

static void missing_keys(void **state)
{
    (void)state;
    assert_one("nombre: 1\n", DIAG_KEY_MISSING, 1, 1, "écrire « titre: … » (le titre)");
    assert_one("nombre: 1\ntitre:\n", DIAG_KEY_MISSING, 2, 1, NULL);
    assert_one("titre: T\nliste:\n  - { taille: 1 }\n  - {}\n", DIAG_KEY_MISSING, 4, 5, NULL);
    assert_one("titre: T\ngroupe:\n  x:\n  y: { taille: 1 }\n", DIAG_KEY_MISSING, 3, 3, NULL);
}

static void wrong_types(void **state)
{
    (void)state;
    assert_one("titre: [a]\n", DIAG_WRONG_TYPE, 1, 1, NULL);
    assert_one("titre: T\nliste: { a: 1 }\n", DIAG_WRONG_TYPE, 2, 1, NULL);
    assert_one("titre: T\ngroupe: [1]\n", DIAG_WRONG_TYPE, 2, 1, NULL);
    assert_one("titre: T\nlieu: Fès\n", DIAG_WRONG_TYPE, 2, 1, NULL);
    assert_one("titre: T\nlignes: { a: 1 }\n", DIAG_WRONG_TYPE, 2, 1, NULL);
    assert_one("- titre\n", DIAG_WRONG_TYPE, 1, 1, NULL);
}

static void wrong_values_and_their_substitutes(void **state)
{
    (void)state;
    assert_one("titre: T\nnombre: douze\n", DIAG_NOT_A_NUMBER, 2, 9, NULL);
    assert_one("titre: T\nniveau: 1,5\n", DIAG_NOT_A_NUMBER, 2, 9, NULL);
    assert_one("titre: T\njour: 2019-02-30\n", DIAG_DATE_INVALID, 2, 7, NULL);
    assert_one("titre: T\nouvert: yes\n", DIAG_CHOICE_UNKNOWN, 2, 9, "écrire non ou oui");
    assert_one("titre: T\ncouleur: blue\n", DIAG_CHOICE_UNKNOWN, 2, 10, "vouliez-vous dire `bleu` ?");
    Whole whole = read_whole("titre: T\nnombre: douze\ncouleur: jaune\nouvert: yes\n");
    assert_int_equal(whole.count.kind, VALUE_MISSING);
    assert_text(whole.count.text, "douze");
    assert_int_equal(whole.colour, 0);
    assert_false(whole.is_open);
}

static void what_was_cut_off_is_not_missing(void **state)
{
    (void)state;
    assert_one("nombre: 1\nliste:\n  - { taille: 2\n", DIAG_YAML_SYNTAX, 3, 5, NULL);
    assert_one("titre: T\nliste: [{ taille: &j 2 }, *j]\n", DIAG_ALIAS, 2, 19, NULL);
}

static void json_schema_is_closed_and_described(void **state)
{
    (void)state;
    const char *json = str_to_c(arena, schema_json(arena, &whole_schema, "Tout"));
    assert_non_null(strstr(json, "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
    assert_non_null(strstr(json, "\"$ref\": \"#/$defs/tout\""));
    assert_non_null(strstr(json, "\"required\": [\"titre\"]"));
    assert_non_null(strstr(json, "\"additionalProperties\": false"));
    assert_non_null(strstr(json, "\"enum\": [\"rouge\", \"vert\", \"bleu\"]"));
    assert_non_null(strstr(json, "\"description\": \"un \\\"niveau\\\"\""));
    assert_non_null(strstr(json, "\"liste\": { \"description\": \"des choses\", \"type\": \"array\", "
                                 "\"items\": { \"$ref\": \"#/$defs/chose\" } }"));
    const char *first = strstr(json, "    \"chose\": {");
    assert_non_null(first);
    assert_null(strstr(first + 1, "    \"chose\": {"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_lands_at_its_offset),
        TEST(spans_begin_with_the_name),
        TEST(unknown_keys_are_told_once),
        TEST(missing_keys),
        TEST(wrong_types),
        TEST(wrong_values_and_their_substitutes),
        TEST(what_was_cut_off_is_not_missing),
        TEST(json_schema_is_closed_and_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
