/* A PDF, read back by the verifier and compared with itself and with another. What begins as a PDF is taken as it is. Anything
 * else is a list of objects, each behind a mark, the last one the trailer: they are packed here, with a right cross-reference
 * and right lengths, so that what is changed is what they say and not where they lie. */
#include "fuzz.h"
#include "verify/verify.h"

enum { OBJECTS_MAX = 2000 };

/* "<</A 1>>stream\n…": the length is put in, and in another file one letter of the stream is changed. */
static void put_object(Buf *out, Str object, bool is_other)
{
    static const Str start = { "stream\n", sizeof "stream\n" - 1 };
    size_t at = str_find(object, start, 0), head = str_find(object, STR("<<"), 0);
    if (at == object.n || head > at) {
        buf_str(out, object);
        return;
    }
    Str data = str_slice(object, at + start.n, object.n);
    buf_printf(out, "%.*s<</Length %zu ", STR_ARG(str_slice(object, 0, head)), data.n);
    buf_str(out, str_slice(object, head + 2, at + start.n));
    size_t changed = out->n + data.n / 2;
    buf_str(out, data);
    if (is_other && data.n > 0)
        out->p[changed] ^= 1;
    buf_c(out, "\nendstream");
}

static Str pack(Arena *arena, Str objects, bool is_other)
{
    static const char mark[] = "%%%%\n";
    Buf out = buf_new(arena), places = buf_new(arena);
    size_t n = 1;
    buf_c(&out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    buf_c(&places, "0000000000 65535 f \n");
    for (; n < OBJECTS_MAX; n++) {
        size_t end = str_find(objects, STR("%%%%\n"), 0);
        if (end == objects.n)
            break;
        buf_printf(&places, "%010zu 00000 n \n", out.n);
        buf_printf(&out, "%zu 0 obj\n", n);
        put_object(&out, str_slice(objects, 0, end), is_other);
        buf_c(&out, "\nendobj\n");
        objects = str_slice(objects, end + sizeof mark - 1, objects.n);
    }
    size_t start = out.n;
    buf_printf(&out, "xref\n0 %zu\n", n);
    buf_str(&out, buf_text(&places));
    buf_printf(&out, "trailer\n<</Size %zu ", n);
    buf_str(&out, objects);
    buf_printf(&out, ">>\nstartxref\n%zu\n%%%%EOF\n", start);
    return buf_text(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Str given = fuzz_bytes(arena, bytes, n), file = given;
    if (!str_starts(given, STR("%PDF")))
        file = pack(arena, given, false);
    Verdict verdict = verify_pdf(arena, file);
    fuzz_text(verdict_text(arena, &verdict, STR("essai.pdf"), true));
    fuzz_text(verdict_json(arena, &verdict, STR("essai.pdf")));
    fuzz_claim(verdict.is_pdf || verdict.page_count == 0, "what is no PDF has no pages");
    if (verdict.is_pdf) {
        Str same = verify_compare(arena, file, file);
        fuzz_claim(str_find(same, STR("sont les mêmes"), 0) < same.n, "a file does not differ from itself");
        fuzz_text(verify_compare(arena, file, pack(arena, given, true)));
    }
    arena_close(arena);
    return 0;
}
