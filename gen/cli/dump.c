#include "cli/cli.h"

static const char *const phase_names[] = {
    [PHASE_YAML] = "yaml", [PHASE_MODEL] = "model", [PHASE_DOC] = "doc",
    [PHASE_LINES] = "lines", [PHASE_PAGES] = "pages", [PHASE_TAGS] = "tags",
    [PHASE_COUNT] = NULL,
};

const char *const *cli_phases(void)
{
    return phase_names;
}

int cli_dump(const Options *options)
{
    if (options->content.n == 0)
        return cli_usage("quel dossier montrer ?");
    int phase = 0;
    while (phase < PHASE_COUNT && !str_equal(options->phase, str_from_c(phase_names[phase])))
        phase++;
    if (phase == PHASE_COUNT)
        return cli_usage("--phase attend yaml, model, doc, lines, pages ou tags");
    Build *build = build_open(&options->input);
    build_check(build);
    Str text = build_dump(build, (Phase)phase);
    fwrite(text.p, 1, text.n, stdout);
    int code = cli_report(options, build);
    build_close(build);
    return code;
}
