#include "cli/cli.h"

#include <stdlib.h>
#include <unistd.h>

static DiagStyle style_for(const Options *options)
{
    const char *no_colour = getenv("NO_COLOR");
    if (options->as_json)
        return DIAG_JSON;
    return isatty(STDERR_FILENO) && (no_colour == NULL || *no_colour == '\0') ? DIAG_COLOUR : DIAG_PLAIN;
}

int cli_report(const Options *options, Build *build)
{
    Diags *diags = build_diags(build);
    diags_sort(diags, build_sources(build));
    if (options->as_sarif)
        diags_print_sarif(diags, build_sources(build), BILAN_VERSION, stdout);
    else
        diags_print(diags, build_sources(build), style_for(options), options->as_json ? stdout : stderr);
    Str summary = diags_summary(options->arena, diags);
    if (summary.n > 0 && !options->as_json && !options->as_sarif)
        fprintf(stderr, "%.*s\n", STR_ARG(summary));
    if (diags_count(diags, DIAG_FAULT) > 0)
        return EXIT_FAULT;
    if (diags_count(diags, DIAG_ERROR) > 0)
        return EXIT_CONTENT;
    return options->is_strict && diags_count(diags, DIAG_WARNING) > 0 ? EXIT_STRICT : EXIT_DONE;
}
