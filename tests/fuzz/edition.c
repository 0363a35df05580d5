/* A whole edition to its outputs: rapport.yaml, a chapter of prose, a programme, its narrative, its CSV. What comes
 * out is a PDF without a fault, whatever went in. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const names[] = { "rapport.yaml", "introduction.md", "programmes/01-ecole/programme.yaml",
                                         "programmes/01-ecole/narratif.md", "programmes/01-ecole/tableau.csv" };
    enum { NAMES = sizeof names / sizeof *names };
    Arena *arena = arena_open();
    Map instead = { 0 };
    Str parts[NAMES];
    fuzz_parts(arena, bytes, n, parts, NAMES);
    for (size_t i = 0; i < NAMES; i++)
        fuzz_instead(arena, &instead, names[i], parts[i]);
    fuzz_built(arena, fuzz_build(arena, STR_NONE, &instead));
    arena_close(arena);
    return 0;
}
