/* The cases of the Mustache specification, and what we do with faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "html/arabic.h"
#include "html/template.h"

typedef struct {
    const char *name, *data, *text, *partial, *expected;   /* `partial` is the text of "p" */
} Case;

/* Data as a reduced JSON: objects, lists, strings, true, false; no blanks. */
static View *read_value(Arena *arena, const char **at, View *into, const char *name)
{
    View *view = NULL;
    if (**at == '{' || **at == '[') {
        bool is_object = *(*at)++ == '{';
        view = into == NULL ? view_object(arena) : is_object ? view_part(into, name) : view_list(into, name);
        while (**at != '}' && **at != ']') {
            const char *key = "";
            if (is_object) {
                const char *end = strchr(++*at, '"');
                key = str_to_c(arena, (Str){ *at, (size_t)(end - *at) });
                *at = end + 2;
            }
            read_value(arena, at, view, key);
            *at += **at == ',';
        }
        ++*at;
    } else if (**at == '"') {
        const char *end = strchr(++*at, '"');
        view_text(into, name, (Str){ *at, (size_t)(end - *at) });
        *at = end + 1;
    } else {
        bool is_true = strncmp(*at, "true", 4) == 0;
        view_flag(into, name, is_true);
        *at += is_true ? 4 : 5;
    }
    return view;
}

typedef struct { Arena *arena; Sources sources; Diags diags; Str result; } Outcome;

static Outcome render(const Case *c)
{
    Outcome out = { .arena = arena_open() };
    out.sources = sources_new(out.arena);
    out.diags = diags_new(out.arena);
    Strs folders = { 0 };
    array_push(out.arena, &folders, STR("nowhere"));
    Templates *templates = templates_open(out.arena, &out.sources, &folders, &out.diags);
    templates_add(templates, STR("main"), str_from_c(c->text));
    if (c->partial != NULL)
        templates_add(templates, STR("p"), str_from_c(c->partial));
    Buf buf = buf_new(out.arena);
    const char *data = c->data;
    template_render(templates, STR("main"), read_value(out.arena, &data, NULL, ""), &buf);
    out.result = buf_text(&buf);
    return out;
}

static void check(const Case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Outcome out = render(&cases[i]);
        char *got = str_to_c(out.arena, out.result);
        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("%s: expected <%s>, got <%s>", cases[i].name, cases[i].expected, got);
        if (out.diags.list.n != 0)
            fail_msg("%s: unexpected diagnostic", cases[i].name);
        arena_close(out.arena);
    }
}

#define CHECK(cases) check(cases, sizeof cases / sizeof *cases)

static void interpolation(void **state)
{
    (void)state;
    static const Case cases[] = {
        { "no tags", "{}", "Bonjour.\n", NULL, "Bonjour.\n" },
        { "escaped", "{\"x\":\"<i> & 'é'\"}", "{{x}}", NULL, "&lt;i&gt; &amp; &#39;é&#39;" },
        { "quotes are escaped", "{\"x\":[]}", "a{{x}}b", NULL, "ab" },
        { "triple", "{\"x\":\"<i>&\"}", "{{{x}}}", NULL, "<i>&" },
        { "ampersand", "{\"x\":\"<i>&\"}", "{{&x}}", NULL, "<i>&" },
        { "miss", "{}", "({{x}})({{{x}}})({{&x}})", NULL, "()()()" },
        { "dotted", "{\"a\":{\"b\":{\"c\":\"v\"}}}", "{{a.b.c}} {{#a}}{{b.c}}{{/a}}", NULL, "v v" },
        { "broken chain", "{\"a\":{}}", "({{a.b.c}})", NULL, "()" },
        { "first part decides", "{\"a\":{\"b\":{}},\"b\":{\"c\":\"no\"}}", "{{#a}}({{b.c}}){{/a}}", NULL, "()" },
        { "padding", "{\"x\":\"v\"}", "|{{ x }}|{{{ x }}}|{{& x }}|", NULL, "|v|v|v|" },
        { "alone on its line", "{\"x\":\"v\"}", "  {{x}}\n", NULL, "  v\n" },
    };
    CHECK(cases);
}

static void sections(void **state)
{
    (void)state;
    static const Case cases[] = {
        { "truthy", "{\"b\":true}", "({{#b}}yes{{/b}}{{^b}}no{{/b}})", NULL, "(yes)" },
        { "falsey", "{\"b\":false}", "({{#b}}yes{{/b}}{{^b}}no{{/b}})", NULL, "(no)" },
        { "absent", "{}", "({{#b}}yes{{/b}}{{^b}}no{{/b}})", NULL, "(no)" },
        { "empty list", "{\"b\":[]}", "({{#b}}yes{{/b}}{{^b}}no{{/b}})", NULL, "(no)" },
        { "empty text", "{\"b\":\"\"}", "({{#b}}yes{{/b}}{{^b}}no{{/b}})", NULL, "(no)" },
        { "context", "{\"c\":{\"n\":\"Jo\"}}", "{{#c}}Hi {{n}}.{{/c}}", NULL, "Hi Jo." },
        { "parents", "{\"a\":\"1\",\"b\":\"no\",\"s\":{\"b\":\"2\"},\"c\":{\"d\":\"3\"}}",
          "{{#s}}{{a}}{{b}}{{c.d}}{{/s}}", NULL, "123" },
        { "a text is its own context", "{\"x\":\"v\"}", "{{#x}}{{.}} is {{x}}{{/x}}", NULL, "v is v" },
        { "list", "{\"l\":[{\"i\":\"1\"},{\"i\":\"2\"}]}", "{{#l}}{{i}};{{/l}}", NULL, "1;2;" },
        { "iterator", "{\"l\":[\"a\",\"<\"]}", "{{#l}}({{.}}{{{.}}}){{/l}}", NULL, "(aa)(&lt;<)" },
        { "lists of lists", "{\"l\":[[\"1\",\"2\"],[\"a\"]]}", "{{#l}}({{#.}}{{.}}{{/.}}){{/l}}", NULL, "(12)(a)" },
        { "nested", "{\"b\":true}", "A {{#b}}B {{#b}}C{{/b}} D{{/b}} E", NULL, "A B C D E" },
        { "nested false", "{\"b\":false}", "A {{#b}}B {{#b}}C{{/b}} D{{/b}} E", NULL, "A  E" },
        { "dotted", "{\"a\":{\"b\":true}}", "{{#a.b}}yes{{/a.b}}{{^a.c}}no{{/a.c}}", NULL, "yesno" },
        { "inline blanks", "{\"b\":true}", " | {{#b}}\t|\t{{/b}} | \n", NULL, " | \t|\t | \n" },
        { "inner blanks", "{\"b\":true}", " | {{#b}} {{! no }}\n {{/b}} | \n", NULL, " |  \n  | \n" },
        { "alone", "{\"b\":true}", "| a\n{{#b}}\n|\n{{/b}}\n| b\n", NULL, "| a\n|\n| b\n" },
        { "alone, indented", "{\"b\":true}", "| a\n  {{#b}}\n|\n  {{/b}}\n| b\n", NULL, "| a\n|\n| b\n" },
        { "alone, CR LF", "{\"b\":true}", "|\r\n{{#b}}\r\n{{/b}}\r\n|", NULL, "|\r\n|" },
        { "alone at the start", "{\"b\":true}", "  {{#b}}\n#{{/b}}\n/", NULL, "#\n/" },
        { "alone at the end", "{\"b\":true}", "#{{#b}}\n/\n  {{/b}}", NULL, "#\n/\n" },
        { "inverted, alone", "{\"b\":false}", "| a\n{{^b}}\n|\n{{/b}}\n| b\n", NULL, "| a\n|\n| b\n" },
        { "padding", "{\"b\":true}", "|{{# b }}={{/ b }}|", NULL, "|=|" },
    };
    CHECK(cases);
}

static void comments_and_delimiters(void **state)
{
    (void)state;
    static const Case cases[] = {
        { "inline comment", "{}", "12{{! no }}34", NULL, "1234" },
        { "comment of several lines", "{}", "a\n{{!\n no\n }}\nb\n", NULL, "a\nb\n" },
        { "comment after text", "{}", "  12 {{! 34 }}\n", NULL, "  12 \n" },
        { "pair", "{\"x\":\"v\"}", "{{=<% %>=}}(<%x%>)", NULL, "(v)" },
        { "special marks", "{\"x\":\"v\"}", "({{=[ ]=}}[x])", NULL, "(v)" },
        { "persist after sections", "{\"s\":true,\"x\":\"v\"}",
          "[\n{{#s}}\n  {{x}}\n  |x|\n{{/s}}\n\n{{= | | =}}\n|#s|\n  {{x}}\n  |x|\n|/s|\n]\n", NULL,
          "[\n  v\n  |x|\n\n  {{x}}\n  v\n]\n" },
        { "not for partials", "{\"x\":\"v\"}", "[ {{>p}} ]\n{{= | | =}}\n[ |>p| ]\n", ".{{x}}.", "[ .v. ]\n[ .v. ]\n" },
        { "nor from partials", "{\"x\":\"v\"}", "[ {{>p}} ]\n[ .{{x}}. .|x|. ]\n", ".{{x}}. {{= | | =}} .|x|.",
          "[ .v.  .v. ]\n[ .v. .|x|. ]\n" },
        { "alone, indented", "{}", "a\n  {{=@ @=}}\nb\n", NULL, "a\nb\n" },
        { "alone at the end", "{}", "=\n  {{=@ @=}}", NULL, "=\n" },
    };
    CHECK(cases);
}

static void partials(void **state)
{
    (void)state;
    static const Case cases[] = {
        { "basic", "{}", "\"{{>p}}\"", "text", "\"text\"" },
        { "context", "{\"x\":\"v\"}", "{{>p}}", "*{{x}}*", "*v*" },
        { "recursion", "{\"c\":\"X\",\"n\":[{\"c\":\"Y\",\"n\":[]}]}", "{{>p}}", "{{c}}<{{#n}}{{>p}}{{/n}}>", "X<Y<>>" },
        { "blanks around", "{}", "| {{>p}} |", "\t|\t", "| \t|\t |" },
        { "inline is not indented", "{\"x\":\"|\"}", "  {{x}}  {{> p}}\n", ">\n>", "  |  >\n>\n" },
        { "CR LF", "{}", "|\r\n{{>p}}\r\n|", ">", "|\r\n>|" },
        { "at the start", "{}", "  {{>p}}\n>", ">\n>", "  >\n  >>" },
        { "at the end", "{}", ">\n  {{>p}}", ">\n>", ">\n  >\n  >" },
        { "indents its lines, not its values", "{\"x\":\"<\n->\"}", "\\\n {{>p}}\n/\n", "|\n{{{x}}}\n|\n",
          "\\\n |\n <\n->\n |\n/\n" },
        { "indents no removed line", "{\"b\":true}", "  {{>p}}\n", "{{#b}}\n{{#b}}\nx\n{{/b}}\n{{/b}}\n", "  x\n" },
        { "padding", "{}", "|{{> p }}|", "[]", "|[]|" },
    };
    CHECK(cases);
}

static void check_fault(Case c, DiagCode code, const char *detail)
{
    c.name = "fault";
    Outcome out = render(&c);
    assert_string_equal(str_to_c(out.arena, out.result), c.expected);
    assert_int_equal(out.diags.list.n, 1);
    assert_int_equal(out.diags.list.at[0].code, code);
    assert_string_equal(str_to_c(out.arena, out.diags.list.at[0].detail), detail);
    arena_close(out.arena);
}

static void faults(void **state)
{
    (void)state;
    check_fault((Case){ .data = "{}", .text = "a {{x", .expected = "a {{x" }, DIAG_TEMPLATE_SYNTAX,
                "balise ouverte et jamais fermée");
    check_fault((Case){ .data = "{\"b\":true}", .text = "{{#b}}a", .expected = "a" }, DIAG_TEMPLATE_SYNTAX,
                "section jamais fermée");
    check_fault((Case){ .data = "{}", .text = "a{{/b}}c", .expected = "ac" }, DIAG_TEMPLATE_SYNTAX,
                "fin d’une section qui n’est pas ouverte");
    check_fault((Case){ .data = "{\"b\":true}", .text = "{{#b}}a{{/c}}{{/b}}", .expected = "a" },
                DIAG_TEMPLATE_SYNTAX, "fin de « c » alors que « b » est ouverte");
    check_fault((Case){ .data = "{}", .text = "a{{}}c", .expected = "ac" }, DIAG_TEMPLATE_SYNTAX, "balise sans nom");
    check_fault((Case){ .data = "{}", .text = "{{=a=}}c", .expected = "c" }, DIAG_TEMPLATE_SYNTAX,
                "délimiteurs illisibles");
    check_fault((Case){ .data = "{}", .text = "a{{>../x}}c", .expected = "ac" }, DIAG_TEMPLATE_MISSING,
                "nowhere/html/../x.mustache");
    check_fault((Case){ .data = "{}", .text = "{{>p}}", .partial = "{{>p}}", .expected = "" }, DIAG_TOO_DEEP, "« p »");
    check_fault((Case){ .data = "{}", .text = "{{>p}}", .partial = "{{>p}}{{>p}}", .expected = "" }, DIAG_TOO_DEEP,
                "« p »");
}

/* Ten items ten deep would be ten thousand million turns, whether they write something or not. */
static void lists_within_themselves(void **state)
{
    (void)state;
    const char *data = "{\"a\":[{},{},{},{},{},{},{},{},{},{}]}";
    check_fault((Case){ .data = data, .expected = "",
                        .text = "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}"
                                "{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}" },
                DIAG_TEMPLATE_TOO_LONG, "a");
}

#define SPAN(text) "<span lang=\"ar\" dir=\"rtl\">" text "</span>"

static void arabic_says_so_between_tags(void **state)
{
    (void)state;
    static const struct { const char *before, *text, *expected; } cases[] = {
        { "<p>", "Le master « الهجرة » <i>", "<p>Le master « " SPAN("الهجرة") " » &lt;i&gt;" },
        { "<p>a</p><h1 class=\"x\">", "« الهجرة", "<p>a</p><h1 class=\"x\">" SPAN("« الهجرة") },
        { "<title>", "الهجرة", "<title>الهجرة" },
        { "<title>a</title>", "الهجرة", "<title>a</title>" SPAN("الهجرة") },
        { "<p title=\"", "الهجرة", "<p title=\"الهجرة" },
        { "<a lang=\"ar\">", "الهجرة", "<a lang=\"ar\">الهجرة" },
        { "<p>", "188 \uFDD0 ou \uFFFD", "<p>188 \uFDD0 ou \uFFFD" },      /* beside the Arabic letters, and none */
        { "", "الهجرة", "الهجرة" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Arena *arena = arena_open();
        Buf page = buf_new(arena);
        buf_c(&page, cases[i].before);
        html_escape_arabic(arena, &page, str_from_c(cases[i].text));
        assert_string_equal(str_to_c(arena, buf_text(&page)), cases[i].expected);
        arena_close(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interpolation), cmocka_unit_test(sections), cmocka_unit_test(comments_and_delimiters),
        cmocka_unit_test(partials), cmocka_unit_test(faults),
        cmocka_unit_test(lists_within_themselves), cmocka_unit_test(arabic_says_so_between_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
