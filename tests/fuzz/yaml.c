/* A programme.yaml: to the tree, the model and its checks. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Map instead = { 0 };
    fuzz_instead(arena, &instead, "programmes/01-ecole/programme.yaml", fuzz_bytes(arena, bytes, n));
    fuzz_instead(arena, &instead, "programmes/01-ecole/narratif.md", STR_NONE);
    Build *build = fuzz_build(arena, STR("programmes/01-ecole/programme.yaml"), &instead);
    fuzz_claim(build_check(build), "no text is a fault of the machine");
    fuzz_text(build_dump(build, PHASE_YAML));
    fuzz_text(build_dump(build, PHASE_MODEL));
    fuzz_messages(build_diags(build), build_sources(build));
    build_close(build);
    arena_close(arena);
    return 0;
}
