/* A scalar rewritten in place reads back as the value, and no other byte moves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "data/csv.h"
#include "edit/patch.h"

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_open();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static const YamlNode *read(Str text, const YamlNode **root)
{
    Sources *sources = arena_new(arena, Sources);
    Diags *diags = arena_new(arena, Diags);
    *sources = sources_new(arena);
    *diags = diags_new(arena);
    *root = yaml_read(arena, sources, source_add(sources, STR("a.yaml"), text), diags);
    assert_int_equal(diags->list.n, 0);
    return yaml_find(*root, STR("x"));
}

static const YamlNode *innermost(const YamlNode *node)
{
    while (node->first != NULL)
        node = node->first;
    return node;
}

static const char *const values[] = {
    "a", "", " ", "12", "1 234,5", "n.d.", "-", "- a", "-5", "–", "~", "null", "a: b", "a:", "a #b", "a#b", "#b", "[1]",
    "{{ x.2019 }}", "a, b", "a, [b]", "'a'", "\"a\"", "l’été", "l'été", "a\\b", "a\nb", "a\n\nb", "a\n", "  a", "a ",
    "%a", "@a", "&a", "*a*", "!a", "|", ">", "?", "? a", ":a", "---", "a\tb", "---a", "\xC2\x85", "\xE2\x80\xA8", "=",
    "\xD8\xA7\xD9\x84", "http://a.b/c", "a]", "}", "`a`", "a\n b", "\na",
};

static const char *const places[] = {
    "# c\nx: old # kept\ny: 1\n", "x: 'old' # kept\ny: 1\n", "x: \"old\"   # kept\ny: 1\n", "x: { a: old, b: 2 } # c\ny: 1\n",
    "x: [ old , 2 ]\ny: 1\n", "x:\n  - old # kept\n  - b\ny: 1\n", "x: |\n  old\n  text\ny: 1\n", "x: >-\n    old\n    text\n\n# c\ny: 1\n",
    "x: [\n  old,\n  b ]\ny: 1\n", "x:\n  -\n  - b\ny: 1\n", "x: |\r\n  old\r\n  text\r\ny: 1\r\n", "x: old\r\ny: 1\r\n",
    "x: |-\n  old\ny: 1\n", "x: >\n  old\ny: 1\n", "x:\ny: 1\n", "x: { a: \"old\" }\ny: 1\n", "x: { a }\ny: 1\n",
    "x: { a, b: 2 }\ny: 1\n", "y: 1\nx: >-\n  old \n", "y: 1\nx: |-\n  old \n  text \n",
    "y: 1\nx: |\n  old \n\n", "y: 1\nx: >\n  old",
};

static void every_value_reads_back_in_every_place(void **state)
{
    (void)state;
    for (size_t p = 0; p < sizeof places / sizeof *places; p++)
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            Str text = str_from_c(places[p]), value = str_from_c(values[v]);
            const YamlNode *root, *node = innermost(read(text, &root));
            Patch patch = patch_new(arena);
            patch_replace(&patch, node->span.lo, node->span.hi, yaml_rewritten(arena, text, root, node, value));
            Str made = patch_apply(&patch, text);
            const YamlNode *after, *found = innermost(read(made, &after));
            if (!str_equal(found->scalar, value))
                fail_msg("%s <- \"%s\": %.*s", places[p], values[v], STR_ARG(made));
            assert_true(str_starts(made, str_slice(text, 0, node->span.lo)));
            assert_true(str_ends(made, str_slice(text, node->span.hi, text.n)));
            assert_true(str_equal(yaml_find(after, STR("y"))->scalar, STR("1")));
        }
}

static void quotes_stay_as_they_were(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "x: 'a'\n", "b", "'b'" }, { "x: \"a\"\n", "b", "\"b\"" }, { "x: a\n", "b, c", "b, c" },
        { "x: [a]\n", "b, c", "\"b, c\"" }, { "x: |\n   a\n", "b\nc\n", "|\n   b\n   c" },
        { "x: |-\r\n  a\r\n", "b\nc", "|-\r\n  b\r\n  c" }, { "x:\n  -\n", "b", " b" },
        { "x: >-\n  a\n", "b\nc", ">-\n  b\n\n  c" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str text = str_from_c(cases[i][0]);
        const YamlNode *root, *node = innermost(read(text, &root));
        Str made = yaml_rewritten(arena, text, root, node, str_from_c(cases[i][1]));
        assert_string_equal(str_to_c(arena, made), cases[i][2]);
    }
}

static void changes_are_made_from_the_front(void **state)
{
    (void)state;
    Patch patch = patch_new(arena);
    patch_replace(&patch, 4, 5, STR("E"));
    patch_insert(&patch, 0, STR("<"));
    patch_insert(&patch, 0, STR("="));
    patch_replace(&patch, 1, 3, STR(""));
    patch_replace(&patch, 2, 4, STR("lost"));
    patch_insert(&patch, 6, STR(">"));
    assert_string_equal(str_to_c(arena, patch_apply(&patch, STR("abcdef"))), "<=adEf>");
}

static void only_the_separator_of_the_file_asks_for_quotes(void **state)
{
    (void)state;
    static const struct { const char *text; size_t at; char separator; const char *typed, *written; } cases[] = {
        { "a;12;c\r\n", 2, ';', "13,5", "13,5" }, { "a , 12 ,c\n", 4, ',', "13,5", "\"13,5\"" },
        { "12\ta\n", 0, '\t', "13;5", "13;5" },     { "x;y\n12\n", 4, '\0', "13,5", "\"13,5\"" },
        { "a;  12", 4, ';', "a\tb", "a\tb" },        { "12", 0, '\0', "13", "13" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char separator = csv_separator_at(str_from_c(cases[i].text), cases[i].at, cases[i].at + 2);
        assert_int_equal(separator, cases[i].separator);
        Str made = csv_rewritten(arena, STR("12"), str_from_c(cases[i].typed), separator);
        assert_string_equal(str_to_c(arena, made), cases[i].written);
    }
}

static void csv_cells_read_back(void **state)
{
    (void)state;
    static const char *const olds[] = { "old", "\"old\"", "" };
    for (size_t o = 0; o < 3; o++)
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            Str value = str_from_c(values[v]);
            Str made = str_printf(arena, "h;k\r\n%.*s;2\r\n", STR_ARG(csv_rewritten(arena, str_from_c(olds[o]), value, ';')));
            Sources sources = sources_new(arena);
            Diags diags = diags_new(arena);
            CsvRows rows = csv_read(arena, &sources, source_add(&sources, STR("a.csv"), made), &diags);
            assert_int_equal(rows.n, 2);
            if (!str_equal(rows.at[1].at[0].text, value))
                fail_msg("\"%s\": %.*s", values[v], STR_ARG(made));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_value_reads_back_in_every_place, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(quotes_stay_as_they_were, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(changes_are_made_from_the_front, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(only_the_separator_of_the_file_asks_for_quotes, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(csv_cells_read_back, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
