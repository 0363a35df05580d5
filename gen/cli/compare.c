#include "cli/cli.h"

#include "export/export.h"
#include "volumes/site.h"

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
        array_push(options->arena, volumes, (Volume){ .name = volume_name(options, at), .folder = inner.content,
                                                      .document = build_document(*build),
                                                      .sources = build_sources(*build) });
    return diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FAULT) > 0 ? cli_report(&inner, *build) : EXIT_DONE;
}

static Build *last_read(Build *const *builds, size_t n)
{
    while (n > 1 && build_document(builds[n - 1]) == NULL)
        n--;
    return builds[n - 1];
}

static void print_comparison(const Options *options, const Comparison *comparison)
{
    Str text = options->as_json ? comparison_json(options->arena, comparison)
                                : comparison_text(options->arena, comparison);
    fwrite(text.p, 1, text.n, stdout);
}

static int write_site(const Options *options, const Comparison *comparison, Arena *scratch, Str date)
{
    Arena *arena = options->arena;
    Diags diags = diags_new(arena);
    Sources sources = sources_new(arena);
    BuildTools tools = { 0 };
    OutputFiles files = { 0 };
    const Theme *theme = theme_read(arena, &sources, path_join(arena, options->input.share, STR("templates/recueil")),
                                    &diags);
    if (build_tools_open(&tools, options->input.share, &diags)) {
        VolumesSetting setting = { arena, scratch, theme, tools.fonts, &diags };
        comparison_write(&setting, comparison, &files);
        cli_add_manifest(arena, &files, STR("Les années côte à côte"), date);
    }
    build_tools_close(&tools);
    bool is_sound = diags_count(&diags, DIAG_ERROR) + diags_count(&diags, DIAG_FAULT) == 0;
    if (is_sound && cli_write_output(arena, options->output, &files, &diags))
        printf("page : %.*s/index.html\n", STR_ARG(options->output));
    return cli_report_diags(options, &diags, &sources);
}

/* What is named twice is compared once. */
static void add_folder(Arena *arena, Strs *folders, Str folder)
{
    for (size_t i = 0; i < folders->n; i++)
        if (str_equal(folders->at[i], folder))
            return;
    array_push(arena, folders, folder);
}

/* A folder that holds documents stands for all of them. */
static Strs folders_of(const Options *options)
{
    Strs folders = { 0 };
    for (size_t i = 0; i < options->operands.n; i++) {
        Options inner = *options;
        inner.content = without_slash(options->operands.at[i]);
        Strs below = cli_documents(&inner);
        for (size_t k = 0; k < below.n; k++)
            add_folder(options->arena, &folders, below.at[k]);
        if (below.n == 0)
            add_folder(options->arena, &folders, inner.content);
    }
    return folders;
}

static int compare(const Options *options)
{
    Volumes volumes = { 0 };
    int code = EXIT_DONE;
    if (options->operands.n < COMPARED_LEAST)
        return cli_usage("comparer quoi ? deux dossiers au moins");
    if (options->output.n > 0 && options->as_json)
        return cli_usage("« -o » écrit une page et son JSON : sans --format");
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
        if (options->output.n > 0) {
            int written = write_site(options, &comparison, scratch, build_date(last_read(builds, options->operands.n)));
            code = written > code ? written : code;
        } else {
            print_comparison(options, &comparison);
        }
        arena_close(scratch);
        if (code == EXIT_DONE && options->is_strict && comparison_contradictions(&comparison) > 0)
            code = EXIT_STRICT;
    }
    for (size_t i = 0; i < options->operands.n; i++)
        build_close(builds[i]);
    return code;
}

int cli_compare(const Options *options)
{
    Options all = *options;
    all.operands = folders_of(options);
    return compare(&all);
}
