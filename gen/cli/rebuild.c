#include "cli/cli.h"

/* verify --rebuild: the same bytes again from the same sources. */

/* The build's PDF that is called like the file, else its first. */
static const OutputFile *find_pdf(const OutputFiles *files, Str path)
{
    const OutputFile *first = NULL;
    for (size_t i = files->n; i-- > 0;) {
        if (!str_ends(files->at[i].path, STR(".pdf")))
            continue;
        if (str_equal(files->at[i].path, path_name(path)))
            return &files->at[i];
        first = &files->at[i];
    }
    return first;
}

static int compare(const Options *options, Arena *arena, Str path, Str old, Str new)
{
    if (str_equal(old, new)) {
        printf("%.*s : identique à ce que donnent les sources, octet pour octet\n", STR_ARG(path));
        return EXIT_DONE;
    }
    Str where = verify_compare(arena, old, new);
    printf("%.*s : ce n’est pas ce que donnent les sources de %.*s\n%.*s", STR_ARG(path), STR_ARG(options->content),
           STR_ARG(where));
    return EXIT_CONTENT;
}

/* The content's messages are for « bilan check »: here only what keeps the PDF from being made, and how many there are. */
static int report(const Options *options, Build *build)
{
    const Diags *diags = build_diags(build);
    size_t warnings = diags_count(diags, DIAG_WARNING);
    Diags grave = diags_new(options->arena);
    for (size_t i = 0; i < diags->list.n; i++)
        if (diag_severity(diags->list.at[i].code) != DIAG_WARNING)
            array_push(options->arena, &grave.list, diags->list.at[i]);
    int code = cli_report_diags(options, &grave, build_sources(build));
    if (warnings > 0)
        fprintf(stderr, "%zu avertissement%s dans %.*s : « bilan check » les dit\n", warnings, warnings > 1 ? "s" : "",
                STR_ARG(options->content));
    return code;
}

int cli_rebuild(const Options *options)
{
    if (options->operands.n != 2 || options->as_json)
        return cli_usage("--rebuild attend un PDF et le dossier de son édition, et répond en texte");
    Options inner = *options;
    OutputFiles files = { 0 };
    Str path = options->operands.at[0], old;
    inner.content = inner.input.content = options->operands.at[1];
    inner.input.for_printer = str_ends(path, STR("-impression.pdf"));
    if (!cli_read_pdf(&inner, options->arena, path, &old))
        return EXIT_FAULT;
    Build *build = build_open(&inner.input);
    bool is_built = build_outputs(build, &files);
    const OutputFile *pdf = is_built ? find_pdf(&files, path) : NULL;
    int code = report(&inner, build);
    if (pdf != NULL)
        code = compare(&inner, options->arena, path, old, pdf->bytes);
    build_close(build);
    return code;
}
