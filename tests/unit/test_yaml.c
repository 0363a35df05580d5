#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/yaml.h"

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

static YamlNode *read_bytes(const char *bytes, size_t n)
{
    return yaml_read(arena, &sources, source_add(&sources, STR("a.yaml"), (Str){ bytes, n }), &diags);
}

static YamlNode *read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static const YamlNode *at(const YamlNode *map, const char *key)
{
    const YamlNode *node = yaml_find(map, str_from_c(key));
    assert_non_null(node);
    return node;
}

static void assert_scalar(const YamlNode *node, const char *text)
{
    assert_int_equal(node->kind, YAML_SCALAR);
    assert_string_equal(str_to_c(arena, node->scalar), text);
}

/* The bytes of the file that the node claims to come from. */
static void assert_bytes(const YamlNode *node, const char *bytes)
{
    assert_string_equal(str_to_c(arena, source_text(&sources, node->span)), bytes);
}

/* Exactly one message: its code, line and column. */
static void assert_one(DiagCode code, unsigned line, unsigned column)
{
    assert_int_equal(diags.list.n, 1);
    const Diag *diag = &diags.list.at[0];
    Place place = source_place(source_of(&sources, diag->span), diag->span.lo);
    assert_string_equal(diag_name(diag->code), diag_name(code));
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    diags = diags_new(arena);
}

static void spans_are_bytes(void **state)
{
    (void)state;
    const YamlNode *root = read_text("été: Éducation\nar: العربية\nl: [é, \"à b\", ç]\nfin: x\n");
    assert_bytes(at(root, "été"), "Éducation");
    assert_bytes(at(root, "ar"), "العربية");
    assert_bytes(at(root, "l"), "[é, \"à b\", ç]");
    assert_bytes(at(root, "l")->first->next, "\"à b\"");
    assert_scalar(at(root, "l")->first->next, "à b");
    assert_bytes(at(root, "fin"), "x");
    assert_int_equal(source_place(source_of(&sources, root->span), at(root, "fin")->key_span.lo).line, 4);
    assert_int_equal(diags.list.n, 0);
}

static void spans_are_bytes_far_into_the_file(void **state)
{
    (void)state;
    char text[8000];
    size_t n = 0;
    for (int i = 0; i < 300; i++)
        n += (size_t)sprintf(text + n, "é%d: à%d\n", i, i);
    const YamlNode *root = read_text(text);
    assert_int_equal(root->count, 300);
    assert_bytes(at(root, "é299"), "à299");
    assert_bytes(at(root, "é64"), "à64");
}

static void block_scalar_ends_with_its_text(void **state)
{
    (void)state;
    const YamlNode *root = read_text("a: |\n  un\n  deux\n\n\nb: >-\n  trois\n  quatre\n");
    assert_scalar(at(root, "a"), "un\ndeux\n");
    assert_bytes(at(root, "a"), "|\n  un\n  deux");
    assert_scalar(at(root, "b"), "trois quatre");
}

static void scalars_stay_text(void **state)
{
    (void)state;
    const YamlNode *root = read_text("a: 1.10\nb: non\nc: ~\nd: \"~\"\ne:\n");
    assert_scalar(at(root, "a"), "1.10");
    assert_scalar(at(root, "b"), "non");
    assert_scalar(at(root, "c"), "");
    assert_scalar(at(root, "d"), "~");
    assert_scalar(at(root, "e"), "");
}

static void braces_without_quotes_are_a_figure(void **state)
{
    (void)state;
    const YamlNode *root = read_text("a: {{ projets.2019 }}\nb: [x, {{ 8:y | montant }}, {k: v}]\n");
    assert_scalar(at(root, "a"), "{{ projets.2019 }}");
    assert_scalar(at(root, "b")->first->next, "{{ 8:y | montant }}");
    assert_int_equal(at(root, "b")->first->next->next->kind, YAML_MAP);
    assert_int_equal(diags.list.n, 0);
}

static void mistakes_are_shown_where_they_were_made(void **state)
{
    static const struct { const char *text; DiagCode code; unsigned line, column; } mistakes[] = {
        { "é:\n\tb: 1\n", DIAG_TAB, 2, 1 },
        { "a: x\n  \tb: 1\n", DIAG_TAB, 2, 3 },
        { "é: \"ouvert\nb: 1\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "é: \"ouvert\nb: \"2\"\nc: d\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "a: \"ouvert\nb: \"\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "é: 'l'école'\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "l:\n  - [\"a, b, \"c\"]\n", DIAG_YAML_SYNTAX, 2, 6 },
        { "é: b : c\n", DIAG_YAML_SYNTAX, 1, 6 },
        { "é: b\n  c: d\n", DIAG_YAML_SYNTAX, 2, 3 },
        { "é: b\nc d\ne: f\n", DIAG_YAML_SYNTAX, 2, 1 },
        { "a:b\nc: d\n", DIAG_YAML_SYNTAX, 1, 1 },
        { "a:\n    b: 1\n  c: 2\n", DIAG_YAML_SYNTAX, 3, 3 },
        { "l:\n  - a\n  b: c\n", DIAG_YAML_SYNTAX, 3, 3 },
        { "a: - b\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "l:\n  - [a, 1\n  - [b, 2]\n", DIAG_YAML_SYNTAX, 2, 5 },
        { "é: {a: b\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "a: [b, , c]\n", DIAG_YAML_SYNTAX, 1, 8 },
        { "é: @x\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "é: \"\\d\"\n", DIAG_YAML_SYNTAX, 1, 5 },
        { "é: [1] x\n", DIAG_YAML_SYNTAX, 1, 8 },
        { "é: {{ x }} élèves\n", DIAG_YAML_SYNTAX, 1, 4 },
        { "é: x\x01y\n", DIAG_YAML_SYNTAX, 1, 5 },
        { "? [a]\n: b\n", DIAG_YAML_SYNTAX, 1, 1 },
        { "é: **gras** x\n", DIAG_ALIAS, 1, 4 },
        { "é: *gras suite\n", DIAG_ALIAS, 1, 4 },
        { "é: &x 1\nb: *x\n<<: *x\n", DIAG_ALIAS, 1, 4 },
        { "é: !oui x\n", DIAG_TAG, 1, 4 },
        { "é: b\n---\nc: d\n", DIAG_DOCUMENTS, 2, 1 },
        { "é: b\nc: d\né: z\n", DIAG_KEY_TWICE, 3, 1 },
        { "", DIAG_FILE_EMPTY, 1, 1 },
        { "# rien\n\n", DIAG_FILE_EMPTY, 1, 1 },
        { "a: b\nc: \xE9t\xE9\n", DIAG_NOT_UTF8, 2, 4 },
        { "\xEF\xBB\xBF" "a: b\n", DIAG_BOM, 1, 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        print_message("# %s\n", diag_name(mistakes[i].code));
        assert_non_null(read_text(mistakes[i].text));
        assert_one(mistakes[i].code, mistakes[i].line, mistakes[i].column);
    }
}

static void what_stands_before_a_mistake_is_kept(void **state)
{
    (void)state;
    const YamlNode *root = read_text("a: 1\nb: {c: 2}\nd: \"x\ne: 3\n");
    assert_scalar(at(root, "a"), "1");
    assert_scalar(at(at(root, "b"), "c"), "2");
    assert_true(root->is_broken);
    assert_false(at(root, "a")->is_broken);
    root = read_text("a: 1\nb: \xE9\n");
    assert_scalar(at(root, "a"), "1");
}

static void first_of_two_keys_counts(void **state)
{
    (void)state;
    const YamlNode *root = read_text("a: 1\nb: 2\na: 3\n");
    assert_scalar(at(root, "a"), "1");
    assert_int_equal(root->count, 2);
}

static void keys_are_compared_however_many(void **state)
{
    (void)state;
    for (int n = 1; n < 40; n++) {
        char text[600];
        size_t length = 0;
        for (int i = 0; i < n; i++)
            length += (size_t)sprintf(text + length, "k%d: %d\n", i, i);
        sprintf(text + length, "k0: x\nk%d: y\n", n - 1);
        diags = diags_new(arena);
        const YamlNode *root = read_text(text);
        assert_int_equal(root->count, n);
        assert_int_equal(diags.list.n, 2);
        assert_scalar(at(root, "k0"), "0");
    }
}

static void a_tree_is_laid_on_another(void **state)
{
    (void)state;
    const YamlNode *base = read_text("a: 1\nmots:\n  un: un\n  deux: deux\nliste: [1, 2]\n");
    const YamlNode *over = read_text("mots:\n  deux: zwei\nliste: [3]\nb: 2\n");
    const YamlNode *joined = yaml_overlay(arena, base, over);
    assert_int_equal(joined->count, 4);
    assert_scalar(at(joined, "a"), "1");
    assert_scalar(at(at(joined, "mots"), "un"), "un");
    assert_scalar(at(at(joined, "mots"), "deux"), "zwei");
    assert_bytes(at(at(joined, "mots"), "deux"), "zwei");
    assert_int_equal(at(joined, "liste")->count, 1);
    assert_scalar(at(joined, "b"), "2");
    assert_null(at(joined, "b")->next);
    assert_scalar(at(at(base, "mots"), "deux"), "deux");
}

static void depth_is_bounded(void **state)
{
    (void)state;
    char text[200] = { 0 };
    memset(text, '[', 64);
    memset(text + 64, ']', 64);
    read_text(text);
    assert_int_equal(diags.list.n, 0);
    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    read_text(text);
    assert_one(DIAG_TOO_DEEP, 1, 65);
}

static void dump_shows_places(void **state)
{
    (void)state;
    const YamlNode *root = read_text("é: [à, \"b\"]\n");
    assert_string_equal(str_to_c(arena, yaml_dump(arena, root, &sources)),
        "map 1:1-1:12\n"
        "  é: list 1:4-1:12\n"
        "    scalar 1:5-1:6 plain \"à\"\n"
        "    scalar 1:8-1:11 \"b\"\n");
}

/* Any prefix of a file, and any byte of it changed, is read without a fault. */
static void damaged_files_are_read(void **state)
{
    static const char text[] = "é: \"à\"\nl:\n  - [a, {b: 'c'}, *x]\n  - |\n    t\nm: {{ x }}\n";
    char copy[sizeof text];
    (void)state;
    for (size_t n = 0; n < sizeof text; n++)
        assert_non_null(read_bytes(text, n));
    for (size_t i = 0; i + 1 < sizeof text; i++) {
        for (const char *with = "\t\n\"'[{]}:*&!|\xE9 \x01"; *with != '\0'; with++) {
            memcpy(copy, text, sizeof text);
            copy[i] = *with;
            assert_non_null(read_bytes(copy, sizeof text - 1));
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(spans_are_bytes),
        TEST(spans_are_bytes_far_into_the_file),
        TEST(block_scalar_ends_with_its_text),
        TEST(scalars_stay_text),
        TEST(braces_without_quotes_are_a_figure),
        TEST(mistakes_are_shown_where_they_were_made),
        TEST(what_stands_before_a_mistake_is_kept),
        TEST(first_of_two_keys_counts),
        TEST(keys_are_compared_however_many),
        TEST(a_tree_is_laid_on_another),
        TEST(depth_is_bounded),
        TEST(dump_shows_places),
        TEST(damaged_files_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
