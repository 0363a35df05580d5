/* A narrative and, behind the mark, the data it calls: to the document and its checks. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Map instead = { 0 };
    Str parts[2];
    fuzz_parts(arena, bytes, n, parts, 2);
    fuzz_instead(arena, &instead, "programmes/01-ecole/narratif.md", parts[0]);
    fuzz_instead(arena, &instead, "programmes/01-ecole/programme.yaml", parts[1]);
    Build *build = fuzz_build(arena, STR("programmes/01-ecole/narratif.md"), &instead);
    fuzz_claim(build_check(build), "no text is a fault of the machine");
    const char *broken = doc_check(build_document(build));
    fuzz_claim(broken == NULL, broken);
    fuzz_text(build_dump(build, PHASE_DOC));
    fuzz_text(build_addresses(build));
    fuzz_messages(build_diags(build), build_sources(build));
    build_close(build);
    arena_close(arena);
    return 0;
}
