#include "diag/explain.h"

#include "base/buf.h"
#include "diag/explanations.h"

/* A code of the catalogue without its explanation does not compile. */
static const Explanation explanations[] = {
#define EXPLAIN_ROW(symbol, code, severity, text) [symbol] = EXPLAIN_##code,
    DIAG_CODES(EXPLAIN_ROW)
#undef EXPLAIN_ROW
};
_Static_assert(sizeof explanations / sizeof *explanations == DIAG_CODE_COUNT, "every code needs an explanation");

static const char *const words[] = { [DIAG_WARNING] = "avertissement", [DIAG_ERROR] = "erreur", [DIAG_FAULT] = "panne" };
_Static_assert(sizeof words / sizeof *words == DIAG_SEVERITIES, "every severity needs a word");

const Explanation *diag_explanation(DiagCode code)
{
    return &explanations[code];
}

static void put_head(Buf *out, DiagCode code)
{
    buf_printf(out, "%s  %-13s  %s\n", diag_name(code), words[diag_severity(code)], diag_text(code));
}

static void put_example(Buf *out, Str example)
{
    Str line;
    while (str_split(&example, '\n', &line))
        buf_printf(out, "    %.*s\n", STR_ARG(line));
}

bool diag_explain(Arena *arena, Str name, Str *text)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const Explanation *explanation = &explanations[i];
        if (!str_equal(name, str_from_c(diag_name((DiagCode)i))))
            continue;
        Buf out = buf_new(arena);
        put_head(&out, (DiagCode)i);
        buf_printf(&out, "\n%s\n\nExemple de ce qui le cause :\n\n", explanation->cause);
        put_example(&out, str_from_c(explanation->example));
        buf_printf(&out, "\nRemède : %s\n", explanation->cure);
        *text = buf_text(&out);
        return true;
    }
    return false;
}

Str diag_codes(Arena *arena)
{
    Buf out = buf_new(arena);
    for (int i = 0; i < DIAG_CODE_COUNT; i++)
        put_head(&out, (DiagCode)i);
    return buf_text(&out);
}
