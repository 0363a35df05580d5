#include "cli/cli.h"

int cli_check(const Options *options)
{
    if (options->content.n == 0)
        return cli_usage("quel dossier contrôler ?");
    Build *build = build_open(&options->input);
    build_check(build);
    int code = cli_report(options, build);
    build_close(build);
    return code;
}
