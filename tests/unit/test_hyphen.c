#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/hyphen.h"

typedef struct { Arena *arena; Hyphenator *hyphenator; } Memory;

static int open_memory(void **state)
{
    static Memory memory;
    memory.arena = arena_open();
    Diags diags = diags_new(memory.arena);
    memory.hyphenator = hyphen_open(STR(BILAN_HYPHENATION), &diags);
    *state = &memory;
    return memory.hyphenator == NULL;
}

static int close_memory(void **state)
{
    Memory *memory = *state;
    hyphen_close(memory->hyphenator);
    arena_close(memory->arena);
    return 0;
}

/* Twice: the second time from what is kept. */
static void check(void **state, const char *expected)
{
    Memory *memory = *state;
    Buf plain = buf_new(memory->arena);
    for (const char *p = expected; *p; p++)
        if (*p != '|')
            buf_char(&plain, *p);
    Str word = str_copy(memory->arena, buf_text(&plain));
    for (int time = 0; time < 2; time++) {
        uint16_t offsets[128];
        size_t n = hyphen_word(memory->hyphenator, word, offsets), from = 0;
        Buf found = buf_new(memory->arena);
        for (size_t i = 0; i < n; i++) {
            buf_str(&found, str_slice(word, from, offsets[i]));
            buf_char(&found, '|');
            from = offsets[i];
        }
        buf_str(&found, str_slice(word, from, word.n));
        assert_string_equal(str_to_c(memory->arena, buf_text(&found)), expected);
    }
}

static void french_words(void **state)
{
    check(state, "ad|mi|nis|tra|tion");
    check(state, "ré|fu|giés");
    check(state, "Édu|ca|tion");
    check(state, "gou|ver|ne|men|tales");
}

static void two_letters_before_and_three_after(void **state)
{
    check(state, "Afrique");
    check(state, "éta|blis|se|ments");
    check(state, "œuvres");
    check(state, "été");
}

static void not_after_an_apostrophe(void **state)
{
    check(state, "l’ad|mi|nis|tra|tion");
    check(state, "l'En|traide");
    check(state, "d’ap|pren|tis|sage");
}

static void never_acronyms_or_figures(void **state)
{
    check(state, "MDMCREAM");
    check(state, "UNESCO");
    check(state, "administration2019");
    check(state, "eLearning");
    check(state, "12345678");
}

static void compounds_are_left_whole_near_their_hyphen(void **state)
{
    check(state, "porte-parole");
    check(state, "socio-écono|mique");
}

static void absurd_words_are_left_whole(void **state)
{
    char long_word[400];
    for (size_t i = 0; i < sizeof long_word; i++)
        long_word[i] = "administration"[i % 14];
    uint16_t offsets[sizeof long_word];
    Memory *memory = *state;
    assert_int_equal(hyphen_word(memory->hyphenator, (Str){ long_word, sizeof long_word }, offsets), 0);
    assert_int_equal(hyphen_word(memory->hyphenator, STR("\xFF\xFE\xFD\xFC\xFB\xFA"), offsets), 0);
    assert_int_equal(hyphen_word(memory->hyphenator, STR(""), offsets), 0);
}

static void patterns_that_are_not_there_are_reported(void **state)
{
    Memory *memory = *state;
    Diags diags = diags_new(memory->arena);
    assert_null(hyphen_open(STR("no/such.dic"), &diags));
    assert_int_equal(diags.list.n, 1);
    assert_int_equal(diags.list.at[0].code, DIAG_READ_FAILED);
    assert_null(hyphen_open(STR("meson.build"), &diags));
    assert_int_equal(diags.list.n, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(french_words),
        cmocka_unit_test(two_letters_before_and_three_after),
        cmocka_unit_test(not_after_an_apostrophe),
        cmocka_unit_test(never_acronyms_or_figures),
        cmocka_unit_test(compounds_are_left_whole_near_their_hyphen),
        cmocka_unit_test(absurd_words_are_left_whole),
        cmocka_unit_test(patterns_that_are_not_there_are_reported),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
