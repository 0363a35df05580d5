/* Words as the search knows them, against the list that recherche.js is held against too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "html/search_text.h"
#include "html/words.h"

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

static char *stems_of(Str text)
{
    Buf word = buf_new(arena), stems = buf_new(arena);
    for (size_t at = 0; word_next(&word, text, &at);) {
        buf_c(&stems, stems.n > 0 ? " " : "");
        buf_str(&stems, word_stem(arena, buf_text(&word)));
    }
    return str_to_c(arena, buf_text(&stems));
}

static void words_are_those_of_the_list(void **state)
{
    (void)state;
    Str list, line, text;
    size_t n = 0;
    assert_true(file_read(arena, STR("tests/search-words.txt"), 1 << 20, &list));
    while (str_split(&list, '\n', &line)) {
        if (line.n == 0 || line.p[0] == '#')
            continue;
        assert_true(str_split(&line, '\t', &text));
        assert_string_equal(stems_of(text), str_to_c(arena, line));
        n++;
    }
    assert_true(n > 15);
}

static void words_that_say_nothing_are_known(void **state)
{
    (void)state;
    static const char *const stops[] = { "a", "de", "les", "une", "y" };
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        assert_true(word_is_stop(str_from_c(stops[i])));
    assert_false(word_is_stop(STR("migrants")));
    assert_false(word_is_stop(STR("des enfants")));
}

static void rules_are_json(void **state)
{
    (void)state;
    Buf out = buf_new(arena);
    words_rules(&out);
    const char *text = str_to_c(arena, buf_text(&out));
    assert_non_null(strstr(text, "\"fins\":[[[\"eaux\",\"eau\"],[\"avaux\",\"avail\"],"));
    assert_non_null(strstr(text, "],[[\"e\",\"\"]],[[\"e\",\"\"]],[[\"er\",\"\"]]],\"elisions\":\"c d j "));
}

static void code(size_t number, const char *wanted)
{
    Buf out = buf_new(arena);
    code_number(&out, number);
    assert_string_equal(str_to_c(arena, buf_text(&out)), wanted);
}

static void numbers_are_short(void **state)
{
    (void)state;
    code(0, "#");
    code(39, "J");
    code(40, "K#");
    code(40 + 49 * 90 - 1, "|}");
    code(40 + 49 * 90, "}###");
}

static void blanks_go_without_saying(void **state)
{
    (void)state;
    Pieces pieces = { .arena = arena };
    Buf list = buf_new(arena), out = buf_new(arena);
    Str text = STR("l’accès à l’eau, l’accès à");
    Said said = pieces_take(&pieces, text);
    pieces_number(&pieces);
    pieces_list(&list, &pieces);
    assert_string_equal(str_to_c(arena, buf_text(&list)), "\"l’\\naccès\\nà\\n\\u0009, \\neau\"");
    pieces_write(&out, &pieces, said);
    assert_string_equal(str_to_c(arena, buf_text(&out)), "#$%#'&#$%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_those_of_the_list), cmocka_unit_test(words_that_say_nothing_are_known),
        cmocka_unit_test(rules_are_json),              cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(blanks_go_without_saying),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
