/* A finished PDF, read back by the verifier and compared with itself. */
#include "fuzz.h"
#include "verify/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Str file = fuzz_bytes(arena, bytes, n);
    Verdict verdict = verify_pdf(arena, file);
    fuzz_text(verdict_text(arena, &verdict, STR("essai.pdf"), true));
    fuzz_text(verdict_json(arena, &verdict, STR("essai.pdf")));
    fuzz_claim(verdict.is_pdf || verdict.page_count == 0, "what is no PDF has no pages");
    if (verdict.is_pdf)
        fuzz_text(verify_compare(arena, file, file));
    arena_close(arena);
    return 0;
}
