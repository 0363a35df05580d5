#include "cli/cli.h"

int cli_check(const Options *options)
{
    if (options->content.n == 0)
        return cli_usage("quel dossier contrôler ?");
    Build *build = build_open(&options->input);
    if (build_check(build) && options->output.n > 0)
        cli_compare_addresses(options->arena, options->output, build_addresses(build), build_diags(build));
    int code = cli_report(options, build);
    build_close(build);
    return code;
}
