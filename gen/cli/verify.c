#include "cli/cli.h"

#include <stdlib.h>
#include <unistd.h>

enum { PDF_LIMIT = 512 << 20 };

void cli_print_verdict(const Options *options, const Verdict *verdict, Str name, FILE *out)
{
    const char *no_colour = getenv("NO_COLOR");
    bool in_colour = isatty(fileno(out)) && (no_colour == NULL || *no_colour == '\0');
    Str text = options->as_json ? verdict_json(options->arena, verdict, name)
                                : verdict_text(options->arena, verdict, name, in_colour);
    if (text.n > 0)
        fwrite(text.p, 1, text.n, out);
}

static void cannot_read(const Options *options, Arena *arena, Str path, const char *reason)
{
    Sources none = sources_new(arena);
    Diags diags = diags_new(arena);
    diag_add(&diags, DIAG_READ_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(path), reason);
    diags_print(&diags, &none, options->as_json ? DIAG_JSON : DIAG_PLAIN, options->as_json ? stdout : stderr);
}

bool cli_read_pdf(const Options *options, Arena *arena, Str path, Str *bytes)
{
    if (!file_read(arena, path, PDF_LIMIT, bytes)) {
        cannot_read(options, arena, path, file_reason());
        return false;
    }
    return true;
}

static int verify_file(const Options *options, Str path)
{
    Arena *arena = arena_open();
    Options inner = *options;
    Str bytes;
    int code = EXIT_FAULT;
    inner.arena = arena;
    if (cli_read_pdf(&inner, arena, path, &bytes)) {
        Verdict verdict = verify_pdf(arena, bytes);
        if (verdict.is_pdf)
            cli_print_verdict(&inner, &verdict, path, stdout);
        else
            cannot_read(&inner, arena, path, "ce n’est pas un PDF");
        code = !verdict.is_pdf ? EXIT_FAULT : verdict.fault_count > 0 ? EXIT_CONTENT : EXIT_DONE;
    }
    arena_close(arena);
    return code;
}

int cli_verify(const Options *options)
{
    int code = EXIT_DONE;
    if (options->content.n == 0)
        return cli_usage("quel PDF vérifier ?");
    if (options->is_rebuild)
        return cli_rebuild(options);
    for (size_t i = 0; i < options->operands.n; i++) {
        int each = verify_file(options, options->operands.at[i]);
        code = each > code ? each : code;
    }
    return code;
}
