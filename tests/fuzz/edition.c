/* A whole edition to its outputs: rapport.yaml, a chapter of prose, a programme, its narrative, its CSV. What comes
 * out is a PDF without a fault, whatever went in. */
#include "fuzz.h"
#include "verify/verify.h"

static void claim_outputs(Arena *arena, const OutputFiles *files)
{
    for (size_t i = 0; i < files->n; i++) {
        const OutputFile *file = &files->at[i];
        fuzz_claim(file->path.n > 0 && file->path.p[0] != '/' && str_find(file->path, STR(".."), 0) == file->path.n,
                   "what is written stays in the folder of the output");
        if (str_ends(file->path, STR(".html")) || str_ends(file->path, STR(".json")))
            fuzz_text(file->bytes);
        if (!str_ends(file->path, STR(".pdf")))
            continue;
        Verdict verdict = verify_pdf(arena, file->bytes);
        if (verdict.fault_count > 0)
            fprintf(stderr, "%s", str_to_c(arena, verdict_text(arena, &verdict, file->path, false)));
        fuzz_claim(verdict.is_pdf && verdict.fault_count == 0, "the PDF has no fault");
    }
}

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
    Build *build = fuzz_build(STR_NONE, &instead);
    OutputFiles files = { 0 };
    /* A template that does not exist is the one thing that a text may ask for in vain. */
    if (build_check(build) && build_outputs(build, &files))
        claim_outputs(arena, &files);
    else
        fuzz_claim(diags_count(build_diags(build), DIAG_ERROR) + diags_count(build_diags(build), DIAG_FAULT) > 0,
                   "what fails says why");
    fuzz_messages(build_diags(build), build_sources(build));
    build_close(build);
    arena_close(arena);
    return 0;
}
