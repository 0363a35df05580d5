#include "cli/cli.h"

#include "volumes/volumes.h"

/* compare: several folders, each read and merged as for a build of its own. */

enum { COMPARED_LEAST = 2 };

static Str without_slash(Str folder)
{
    while (folder.n > 1 && str_ends(folder, STR("/")))
        folder.n--;
    return folder;
}

/* Two folders of one name are called by their paths. */
static Str volume_name(const Options *options, size_t at)
{
    Str folder = without_slash(options->operands.at[at]);
    for (size_t i = 0; i < options->operands.n; i++)
        if (i != at && str_equal(path_name(without_slash(options->operands.at[i])), path_name(folder)))
            return folder;
    return path_name(folder);
}

/* Warnings are the business of `bilan check`; what could not be read is said here. */
static int read_volume(const Options *options, size_t at, Build **build, Volumes *volumes)
{
    Options inner = *options;
    inner.as_json = inner.is_strict = inner.input.is_strict = false;
    inner.content = inner.input.content = without_slash(options->operands.at[at]);
    *build = build_open(&inner.input);
    bool is_read = build_merge(*build);
    const Diags *diags = build_diags(*build);
    if (is_read)
        array_push(options->arena, volumes, (Volume){ volume_name(options, at), inner.content, build_document(*build),
                                                      build_sources(*build) });
    return diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FAULT) > 0 ? cli_report(&inner, *build) : EXIT_DONE;
}

static void print_comparison(const Options *options, const Comparison *comparison)
{
    Str text = options->as_json ? comparison_json(options->arena, comparison)
                                : comparison_text(options->arena, comparison);
    fwrite(text.p, 1, text.n, stdout);
}

int cli_compare(const Options *options)
{
    Volumes volumes = { 0 };
    int code = EXIT_DONE;
    if (options->operands.n < COMPARED_LEAST)
        return cli_usage("comparer quoi ? deux dossiers au moins");
    if (options->as_sarif)
        return cli_usage("compare répond en texte ou en JSON");
    Build **builds = arena_array(options->arena, Build *, options->operands.n);
    for (size_t i = 0; i < options->operands.n; i++) {
        int read = read_volume(options, i, &builds[i], &volumes);
        code = read > code ? read : code;
    }
    if (volumes.n >= COMPARED_LEAST) {
        Arena *scratch = arena_open();
        Comparison comparison = volumes_compare(options->arena, scratch, &volumes);
        arena_close(scratch);
        print_comparison(options, &comparison);
        if (code == EXIT_DONE && options->is_strict && comparison_contradictions(&comparison) > 0)
            code = EXIT_STRICT;
    }
    for (size_t i = 0; i < options->operands.n; i++)
        build_close(builds[i]);
    return code;
}
