#include "cli/cli.h"

void cli_print_done(Str output, const OutputFiles *files)
{
    printf("site : %.*s/index.html\n", STR_ARG(output));
    for (size_t i = 0; i < files->n; i++) {
        if (!str_ends(files->at[i].path, STR(".pdf")))
            continue;
        size_t tenths = (files->at[i].bytes.n + 50 * 1024) / (100 * 1024);
        printf("PDF  : %.*s/%.*s (%zu,%zu Mo)\n", STR_ARG(output), STR_ARG(files->at[i].path),
               tenths / 10, tenths % 10);
    }
    printf("%zu fichiers, sommes de contrôle dans %.*s/manifeste.json\n", files->n, STR_ARG(output));
}

static void print_times(const Build *build)
{
    for (const PhaseTime *time = build_times(build); time->name != NULL; time++)
        printf("%8.2f ms  %s\n", time->ms, time->name);
}

static void print_quality(const Options *options, Build *build)
{
    if (build_quality(build) == NULL)
        return;
    Str report = quality_report(options->arena, build_quality(build), build_sources(build));
    fwrite(report.p, 1, report.n, stdout);
}

/* True when there is nothing that forbids to publish: drafts take errors. */
static bool may_write(const Options *options, Build *build)
{
    const Diags *diags = build_diags(build);
    if (diags_count(diags, DIAG_FAULT) > 0)
        return false;
    bool is_clean = diags_count(diags, DIAG_ERROR) == 0
        && (!options->is_strict || diags_count(diags, DIAG_WARNING) == 0);
    return is_clean || options->is_draft;
}

/* A report that still says "à remplir" may be built, not published. */
static bool is_filled(const Options *options, Build *build)
{
    Diags *diags = build_diags(build);
    size_t left = 0;
    for (size_t i = 0; i < diags->list.n; i++)
        left += diags->list.at[i].code == DIAG_TO_FILL;
    if (left == 0)
        return true;
    diag_add(diags, DIAG_UNFINISHED, SPAN_NONE, "%zu endroit%s à remplir", left, left > 1 ? "s" : "");
    diag_remedy(diags, "« bilan check %.*s » les dit tous", STR_ARG(options->content));
    return false;
}

/* Reads each PDF back as a stranger would; what is found is printed. */
static bool is_sound(const Options *options, Build *build, const OutputFiles *files)
{
    size_t faults = 0;
    for (size_t i = 0; i < files->n; i++) {
        if (!str_ends(files->at[i].path, STR(".pdf")))
            continue;
        Verdict verdict = verify_pdf(options->arena, files->at[i].bytes);
        if (verdict.fault_count > 0 || !verdict.is_pdf)
            cli_print_verdict(options, &verdict, files->at[i].path, options->as_json ? stdout : stderr);
        faults += verdict.fault_count + !verdict.is_pdf;
    }
    if (faults > 0)
        diag_add(build_diags(build), DIAG_PDF_FAULTY, SPAN_NONE, "%zu faute%s", faults, faults > 1 ? "s" : "");
    return faults == 0;
}

bool cli_may_publish(const Options *options, Build *build, const OutputFiles *files)
{
    return may_write(options, build) && (!options->is_release || (is_filled(options, build) && is_sound(options, build, files)));
}

void cli_print_more(const Options *options, Build *build)
{
    if (options->shows_times)
        print_times(build);
    if (options->shows_quality)
        print_quality(options, build);
}

int cli_build(const Options *options)
{
    if (options->content.n == 0)
        return cli_usage("quel dossier construire ?");
    bool is_silent = options->as_json || options->as_sarif;
    if (options->shows_quality && is_silent)
        return cli_usage("--rapport-typo est un texte : sans --format json ni sarif");
    if (options->is_release && options->is_draft)
        return cli_usage("« --release » publie ce qui est sans faute, « --brouillon » ce qui en a : l’un ou l’autre");
    Strs documents = cli_documents(options);
    if (documents.n > 0)
        return cli_build_home(options, &documents);
    Str output = options->output.n ? options->output : STR("public");
    Build *build = build_open(&options->input);
    OutputFiles files = { 0 };
    bool is_built = build_outputs(build, &files);
    if (is_built)
        cli_compare_addresses(options->arena, output, build);
    is_built = is_built && cli_may_publish(options, build, &files);
    bool is_written = is_built && cli_write_output(options->arena, output, &files, build_diags(build));
    int code = cli_report(options, build);
    if (is_written && !is_silent)
        cli_print_done(output, &files);
    else if (code == EXIT_CONTENT && !is_silent && !options->is_release)
        fprintf(stderr, "rien n’a été écrit ; « --brouillon » écrit malgré les erreurs\n");
    cli_print_more(options, build);
    build_close(build);
    return code;
}
