#include "cli/cli.h"

#include <stdlib.h>
#include <unistd.h>

/* True when `list`, "B503,B540", has `code`. */
static bool has_code(Str list, Str code)
{
    Str part;
    while (str_split(&list, ',', &part))
        if (str_equal(str_trim(part), code))
            return true;
    return false;
}

bool cli_except_is_known(Str list, Str *unknown)
{
    Str part;
    while (str_split(&list, ',', &part)) {
        int i = 0;
        while (i < DIAG_CODE_COUNT && !str_equal(str_trim(part), str_from_c(diag_name((DiagCode)i))))
            i++;
        *unknown = str_trim(part);
        if (i == DIAG_CODE_COUNT)
            return false;
    }
    return true;
}

static DiagStyle style_for(const Options *options)
{
    const char *no_colour = getenv("NO_COLOR");
    if (options->as_json)
        return DIAG_JSON;
    return isatty(STDERR_FILENO) && (no_colour == NULL || *no_colour == '\0') ? DIAG_COLOUR : DIAG_PLAIN;
}

/* What --sauf does not leave out: of the printing only, exit codes follow from all. */
static Diags shown_of(const Options *options, const Diags *all)
{
    Diags shown = diags_new(options->arena);
    if (options->except.n == 0)
        return *all;
    for (size_t i = 0; i < all->list.n; i++)
        if (!has_code(options->except, str_from_c(diag_name(all->list.at[i].code))))
            array_push(options->arena, &shown.list, all->list.at[i]);
    return shown;
}

static void print_summary(const Options *options, const Diags *shown, size_t left_out)
{
    Str summary = diags_summary(options->arena, shown);
    if (left_out > 0)
        summary = str_printf(options->arena, "%.*s%s%zu message%s", STR_ARG(summary), summary.n > 0 ? " ; " : "", left_out,
                             left_out > 1 ? "s laissés de côté (--sauf)" : " laissé de côté (--sauf)");
    if (summary.n > 0)
        fprintf(stderr, "%.*s\n", STR_ARG(summary));
}

int cli_report(const Options *options, Build *build)
{
    return cli_report_diags(options, build_diags(build), build_sources(build));
}

int cli_report_diags(const Options *options, Diags *diags, const Sources *sources)
{
    diags_sort(diags, sources);
    Diags shown = shown_of(options, diags);
    if (options->as_sarif)
        diags_print_sarif(&shown, sources, BILAN_VERSION, stdout);
    else
        diags_print(&shown, sources, style_for(options), options->as_json ? stdout : stderr);
    if (!options->as_json && !options->as_sarif)
        print_summary(options, &shown, diags->list.n - shown.list.n);
    if (diags_count(diags, DIAG_FAULT) > 0)
        return EXIT_FAULT;
    if (diags_count(diags, DIAG_ERROR) > 0)
        return EXIT_CONTENT;
    return options->is_strict && diags_count(diags, DIAG_WARNING) > 0 ? EXIT_STRICT : EXIT_DONE;
}
