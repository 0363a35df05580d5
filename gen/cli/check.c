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

/* Remedies that overlap wait for the next round: "de de de". What is reported at the end is what is left. */
enum { ROUNDS_MOST = 16 };

int cli_check(const Options *options)
{
    if (options->explains)
        return explain(options);
    if (options->content.n == 0)
        return cli_usage("quel dossier contrôler ?");
    Str unknown;
    if (!cli_except_is_known(options->except, &unknown))
        return cli_usage("« --sauf » attend des codes, séparés par des virgules, comme B540 : %.*s", STR_ARG(unknown));
    Strs documents = cli_documents(options);
    if (documents.n > 0)
        return cli_check_home(options, &documents);
    Build *build = build_open(&options->input);
    bool is_checked = build_check(build);
    for (int round = 0; options->corrects && round < ROUNDS_MOST && cli_correct(options, build) > 0; round++) {
        build_close(build);
        build = build_open(&options->input);
        is_checked = build_check(build);
    }
    if (is_checked && options->output.n > 0)
        cli_compare_addresses(options->arena, options->output, build);
    int code = cli_report(options, build);
    if (build_diags(build)->list.n == 0 && !options->corrects && !options->as_json && !options->as_sarif)
        printf("%.*s : rien à redire\n", STR_ARG(options->content));
    build_close(build);
    return code;
}
