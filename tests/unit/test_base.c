#define _GNU_SOURCE                      /* sched_getaffinity() */
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/fixed.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/task.h"
#include "base/utf8.h"

static void assert_str(Str got, const char *wanted)
{
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("got « %.*s », wanted « %s »", STR_ARG(got), wanted);
}

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    for (size_t size = 1; size < 5000; size += 97) {
        unsigned char *bytes = arena_alloc(arena, size, 1);
        assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xAA, size);
    }
    arena_close(arena);
}

static void arena_rewinds_to_zeroed_memory(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    ArenaMark mark = arena_mark(arena);
    char *before = arena_alloc(arena, 100, 1);
    memset(before, 'x', 100);
    arena_alloc(arena, 1 << 20, 1);                 /* a block of its own */
    arena_rewind(arena, mark);
    char *after = arena_alloc(arena, 100, 1);
    assert_ptr_equal(before, after);
    assert_int_equal(after[50], 0);
    arena_close(arena);
}

static void arena_rewinds_over_blocks(void **state)
{
    (void)state;
    enum { SIZE = 600 * 1024, TIMES = 9 };          /* a first block takes none, a further one three */
    Arena *arena = arena_open();
    ArenaMark mark = arena_mark(arena);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < TIMES; i++) {
            unsigned char *bytes = arena_alloc(arena, SIZE, 1);
            for (size_t at = 0; at < SIZE; at += 4096) {
                assert_int_equal(bytes[at], 0);
                bytes[at] = 1;
            }
        }
        arena_rewind(arena, mark);
    }
    arena_close(arena);
}

static void arena_grows_the_newest_in_place(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    char *first = arena_alloc(arena, 16, 1);
    memset(first, 'a', 16);
    assert_ptr_equal(arena_grow(arena, first, 16, 64), first);
    arena_alloc(arena, 1, 1);
    char *moved = arena_grow(arena, first, 64, 128);
    assert_ptr_not_equal(moved, first);
    assert_int_equal(moved[15], 'a');
    assert_int_equal(moved[16], 0);
    arena_close(arena);
}

static void array_keeps_what_was_pushed(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    ARRAY(int) numbers = { 0 };
    for (int i = 0; i < 1000; i++)
        array_push(arena, &numbers, i * i);
    assert_int_equal(numbers.n, 1000);
    assert_int_equal(numbers.at[31], 961);
    assert_int_equal(array_last(&numbers), 999 * 999);
    arena_close(arena);
}

static void map_finds_and_keeps_order(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Map map = { 0 };
    static int values[500];
    for (int i = 0; i < 500; i++)
        map_set(arena, &map, str_printf(arena, "clé %d", i), &values[i]);
    map_set(arena, &map, STR("clé 7"), &values[0]);
    assert_int_equal(map.entries.n, 500);
    assert_ptr_equal(map_find(&map, STR("clé 7")), &values[0]);
    assert_ptr_equal(map_find(&map, STR("clé 499")), &values[499]);
    assert_null(map_find(&map, STR("clé 500")));
    assert_str(map.entries.at[42].key, "clé 42");
    arena_close(arena);
}

static void strings_split_and_trim(void **state)
{
    (void)state;
    Str rest = STR("a;;b"), part;
    assert_true(str_split(&rest, ';', &part));
    assert_str(part, "a");
    assert_true(str_split(&rest, ';', &part));
    assert_str(part, "");
    assert_true(str_split(&rest, ';', &part));
    assert_str(part, "b");
    assert_false(str_split(&rest, ';', &part));
    assert_str(str_trim(STR(" \t un mot\r\n")), "un mot");
    assert_int_equal(str_find(STR("abcabc"), STR("ca"), 0), 2);
    assert_int_equal(str_find(STR("abcabc"), STR("cb"), 0), 6);
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
}

static void numbers_are_digits_and_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(str_number(STR("0"), 9), 0);
    assert_int_equal(str_number(STR("0012"), 12), 12);
    assert_int_equal(str_number(STR("13"), 12), -1);
    assert_int_equal(str_number(STR("9"), 8), -1);
    assert_int_equal(str_number(STR(""), 12), -1);
    assert_int_equal(str_number(STR("1a"), 12), -1);
    assert_int_equal(str_number(STR("-1"), 12), -1);
    assert_int_equal(str_number(STR("9223372036854775807"), INT64_MAX), INT64_MAX);
    assert_int_equal(str_number(STR("9223372036854775808"), INT64_MAX), -1);
    assert_int_equal(str_number(STR("99999999999999999999"), INT64_MAX), -1);
    assert_int_equal(str_digits(STR("08-gestion")), 2);
    assert_int_equal(str_digits(STR("gestion")), 0);
    assert_int_equal(str_digits(STR("08")), 2);
}

static void utf8_refuses_what_rfc_3629_refuses(void **state)
{
    (void)state;
    assert_int_equal(utf8_invalid_at(STR("état العربية 𝄞")), sizeof "état العربية 𝄞" - 1);
    assert_int_equal(utf8_invalid_at(STR("a\xC0\x80")), 1);             /* longer form of NUL */
    assert_int_equal(utf8_invalid_at(STR("ab\xED\xA0\x80")), 2);        /* a surrogate */
    assert_int_equal(utf8_invalid_at(STR("\xF4\x90\x80\x80")), 0);      /* above U+10FFFF */
    assert_int_equal(utf8_invalid_at(STR("caf\xE9")), 3);               /* Latin-1 */
    size_t at = 3;
    assert_int_equal(utf8_next(STR("caf\xE9"), &at), UTF8_REPLACEMENT);
    assert_int_equal(at, 4);
}

static void utf8_goes_both_ways(void **state)
{
    (void)state;
    Str text = STR("é€𝄞");
    size_t at = text.n;
    assert_int_equal(utf8_previous(text, &at), 0x1D11E);
    assert_int_equal(utf8_previous(text, &at), 0x20AC);
    assert_int_equal(utf8_previous(text, &at), 0xE9);
    assert_int_equal(at, 0);
    assert_int_equal(utf8_count(text), 3);
}

static void fixed_rounds_away_from_zero(void **state)
{
    (void)state;
    assert_int_equal(PT(1), 64);
    assert_int_equal(PT(-0.5), -32);
    assert_int_equal(MM(25.4), PT(72));
    assert_int_equal(fixed_scale(10, 1, 4), 3);
    assert_int_equal(fixed_scale(-10, 1, 4), -3);
    assert_int_equal(fixed_scale(1 << 30, 1 << 20, 1 << 20), 1 << 30);
    assert_int_equal(fixed_ceil(PT(16), PT(16)), 1);
    assert_int_equal(fixed_ceil(PT(16) + 1, PT(16)), 2);
}

static void sha256_of_abc(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    assert_str(sha256_hex(arena, STR("abc")),         /* FIPS 180-4, example 1 */
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    arena_close(arena);
}

static void buffers_print(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Buf buf = buf_new(arena);
    for (int i = 0; i < 300; i++)
        buf_printf(&buf, "%d,", i);
    buf_rune(&buf, 0x20AC);
    assert_true(str_starts(buf_text(&buf), STR("0,1,2,3,")));
    assert_true(str_ends(buf_text(&buf), STR("299,€")));
    arena_close(arena);
}

static void json_is_escaped(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Buf buf = buf_new(arena);
    buf_json(&buf, STR("« é » \"\\\n\t"));
    assert_str(buf_text(&buf), "\"« é » \\\"\\\\\\n\\u0009\"");
    arena_close(arena);
}

static void paths_come_apart(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    assert_str(path_join(arena, STR("a/b"), STR("c")), "a/b/c");
    assert_str(path_join(arena, STR("."), STR("c")), "c");
    assert_str(path_folder(STR("a/b/c.md")), "a/b");
    assert_str(path_folder(STR("c.md")), ".");
    assert_str(path_name(STR("a/b/c.md")), "c.md");
    assert_str(path_stem(STR("a/b.x/c.tar.gz")), "c.tar");
    arena_close(arena);
}

static void files_are_written_whole_and_folders_swapped(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    char folder[] = "/tmp/bilan-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    Str root = str_from_c(folder), text;
    Str old = path_join(arena, root, STR("old")), new = path_join(arena, root, STR("new"));
    assert_true(file_write(arena, path_join(arena, old, STR("a/x.txt")), STR("ancien")));
    assert_true(file_write(arena, path_join(arena, new, STR("a/x.txt")), STR("nouveau")));
    assert_true(file_swap_folder(arena, new, old));
    assert_true(file_read(arena, path_join(arena, old, STR("a/x.txt")), 100, &text));
    assert_str(text, "nouveau");
    assert_false(file_exists(new));
    assert_false(file_read(arena, path_join(arena, old, STR("a/x.txt")), 3, &text));
    assert_string_equal(file_reason(), "trop gros");
    assert_true(file_remove_tree(arena, root));
    assert_false(file_exists(root));
    arena_close(arena);
}

typedef struct { cpu_set_t allowed; int begun_on; } Whereabouts;

static void note_whereabouts(void *context)
{
    Whereabouts *found = context;
    found->begun_on = sched_getcpu();
    sched_getaffinity(0, sizeof found->allowed, &found->allowed);
}

static void tasks_may_go_to_any_processor_that_their_maker_may(void **state)
{
    (void)state;
    cpu_set_t all, here;
    Task task;
    Whereabouts found = { .begun_on = -1 };
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    CPU_ZERO(&here);
    CPU_SET((size_t)sched_getcpu(), &here);
    task_start(&task, note_whereabouts, &found);
    task_join(&task);
    assert_true(found.begun_on >= 0);
    assert_true(CPU_EQUAL(&found.allowed, &all));
    assert_int_equal(sched_setaffinity(0, sizeof here, &here), 0);
    task_start(&task, note_whereabouts, &found);
    task_join(&task);
    assert_true(CPU_EQUAL(&found.allowed, &here));
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_rewinds_to_zeroed_memory),
        cmocka_unit_test(arena_rewinds_over_blocks),
        cmocka_unit_test(arena_grows_the_newest_in_place),
        cmocka_unit_test(array_keeps_what_was_pushed),
        cmocka_unit_test(map_finds_and_keeps_order),
        cmocka_unit_test(strings_split_and_trim),
        cmocka_unit_test(numbers_are_digits_and_nothing_else),
        cmocka_unit_test(utf8_refuses_what_rfc_3629_refuses),
        cmocka_unit_test(utf8_goes_both_ways),
        cmocka_unit_test(fixed_rounds_away_from_zero),
        cmocka_unit_test(sha256_of_abc),
        cmocka_unit_test(buffers_print),
        cmocka_unit_test(json_is_escaped),
        cmocka_unit_test(paths_come_apart),
        cmocka_unit_test(files_are_written_whole_and_folders_swapped),
        cmocka_unit_test(tasks_may_go_to_any_processor_that_their_maker_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
