#include "cli/cli.h"

int cli_schema(const Options *options)
{
    bool is_report = options->content.n == 0 || str_equal(options->content, STR("rapport"));
    if (!is_report && !str_equal(options->content, STR("programme")))
        return cli_usage("schéma inconnu : %.*s (rapport ou programme)", STR_ARG(options->content));
    Str json = is_report ? edition_schema_json(options->arena) : programme_schema_json(options->arena);
    fwrite(json.p, 1, json.n, stdout);
    return EXIT_DONE;
}
