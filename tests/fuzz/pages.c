/* A narrative and its data, set: lines, tables, notes, pages and the structure over them. */
#include "fuzz.h"

static void claim_pages(const Pages *pages)
{
    fuzz_claim(pages->pages.n > 0, "there is a page");
    for (size_t i = 0; i < pages->pages.n; i++)
        fuzz_claim(pages->pages.at[i].frame != NULL, "every page has a frame");
    for (size_t i = 0; i < pages->destination_count; i++)
        fuzz_claim(pages->destinations[i].page < (int)pages->pages.n, "what is led to lies in the book");
}

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
    fuzz_text(build_dump(build, PHASE_LINES));
    fuzz_text(build_dump(build, PHASE_PAGES));
    claim_pages(build_set_pages(build));
    fuzz_text(tags_dump(arena, build_set_pages(build)));
    fuzz_messages(build_diags(build), build_sources(build));
    build_close(build);
    arena_close(arena);
    return 0;
}
