#include "cli/cli.h"

#include "diag/explain.h"

static int explain(const Options *options)
{
    Str text = diag_codes(options->arena);
    if (options->content.n > 0 && !diag_explain(options->arena, options->content, &text))
        return cli_usage("code inconnu : %.*s (« bilan check --explique » les donne tous)", STR_ARG(options->content));
    fwrite(text.p, 1, text.n, stdout);
    return EXIT_DONE;
}

int cli_check(const Options *options)
{
    if (options->explains)
        return explain(options);
    if (options->content.n == 0)
        return cli_usage("quel dossier contrôler ?");
    Build *build = build_open(&options->input);
    if (build_check(build) && options->output.n > 0)
        cli_compare_addresses(options->arena, options->output, build_addresses(build), build_diags(build));
    if (options->corrects)
        cli_correct(options, build);
    int code = cli_report(options, build);
    build_close(build);
    return code;
}
