/* An edition that shows figures of the one beside it, to all outputs: its narrative and its data, then those of the other and
 * its rapport.yaml. What is wrong in the other is for those who build it. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const names[] = { "2019/programmes/08-flux/narratif.md", "2019/programmes/08-flux/programme.yaml",
                                         "2018/programmes/08-flux/programme.yaml", "2018/rapport.yaml" };
    enum { NAMES = sizeof names / sizeof *names };
    Arena *arena = arena_open();
    Map instead = { 0 };
    Str parts[NAMES];
    fuzz_parts(arena, bytes, n, parts, NAMES);
    for (size_t i = 0; i < NAMES; i++)
        map_set(arena, &instead, path_join(arena, STR(FUZZ_SHARE "/tests/lender"), str_from_c(names[i])), &parts[i]);
    fuzz_built(arena, build_open(&(BuildInput){ .content = STR(FUZZ_SHARE "/tests/lender/2019"), .share = STR(FUZZ_SHARE),
                                                .is_strict = true, .tools = fuzz_tools(), .instead = &instead }));
    arena_close(arena);
    return 0;
}
