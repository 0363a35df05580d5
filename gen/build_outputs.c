/* The outputs, on two threads: one sets the pages and writes the PDF, the
 * other checks and writes the site; the workbooks are for the one that is
 * done first, or both. The second reads what was merged and has memory, faces,
 * sources and messages of its own, which are put to those of the build when it
 * is done. */
#include "build_impl.h"

#include <stdlib.h>
#include <time.h>

#include "base/task.h"
#include "export/export.h"
#include "pdf/pdf.h"

Str build_date(Build *build)
{
    if (build->input.epoch != NULL) {
        time_t seconds = (time_t)strtoll(build->input.epoch, NULL, 10);
        struct tm utc;
        char text[32];
        if (gmtime_r(&seconds, &utc) != NULL && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0)
            return str_copy(build->arena, str_from_c(text));
    }
    Str date = build->edition->date.text;
    const char *rest[] = { [4] = "-01-01", [7] = "-01", [10] = "" };
    bool is_date = date.n == 4 || date.n == 7 || date.n == 10;
    return is_date ? str_printf(build->arena, "%.*s%sT00:00:00Z", STR_ARG(date), rest[date.n])
                   : STR("1970-01-01T00:00:00Z");
}

typedef ARRAY(PdfAttachment) Attachments;

/* A file of data that goes into the site's folder and, attached, into the PDF. */
static void add_data(Build *build, OutputFiles *files, Attachments *attached, Str name, const char *mime, Str about,
                     Str bytes)
{
    Str path = str_ends(name, STR(".csv")) ? path_join(build->arena, STR("donnees"), name) : name;
    array_push(build->arena, files, (OutputFile){ path, bytes });
    array_push(build->arena, attached, (PdfAttachment){ name, str_from_c(mime), about, bytes });
}

static Str titled(Arena *arena, Str label, const Inline *title)
{
    return str_printf(arena, "%.*s : %.*s", STR_ARG(label), STR_ARG(inlines_text(arena, title)));
}

/* All data but the workbooks, which the PDF does not carry: it has the same figures as CSV. */
static void export_data(Build *build, OutputFiles *files, Attachments *attached)
{
    Arena *arena = build->arena;
    const Document *document = build->document;
    double begun = now_ms();
    for (size_t i = 0; i < document->tables.n; i++) {
        const DocTable *table = document->tables.at[i]->table;
        add_data(build, files, attached, str_printf(arena, "%.*s.csv", STR_ARG(table->data_name)), "text/csv",
                 titled(arena, table->label, table->title), export_table_csv(arena, table));
    }
    for (size_t i = 0; i < document->charts.n; i++) {
        const DocChart *chart = document->charts.at[i]->chart;
        if (chart->chart != NULL)        /* a diagram has no figures */
            add_data(build, files, attached, str_printf(arena, "%.*s.csv", STR_ARG(chart->data_name)), "text/csv",
                     titled(arena, chart->label, chart->title), export_chart_csv(arena, chart));
    }
    Str figures = export_figures_csv(arena, document);
    if (figures.n > 0)
        add_data(build, files, attached, STR("chiffres.csv"), "text/csv", STR("Tous les chiffres du rapport"), figures);
    add_data(build, files, attached, STR("donnees.json"), "application/json",
             STR("Toutes les données du rapport"), export_json(arena, document));
    step_end(build, STEP_EXPORT, begun);
}

/* The file for the printer is the other one in all but its sheets and colours. */
static bool add_pdf(Build *build, const Attachments *attached, OutputFiles *files, bool for_printer)
{
    const Edition *edition = build->edition;
    Str bytes, name = edition->name.str.n ? edition->name.str : STR("rapport");
    double begun = now_ms();
    PdfMetadata metadata = {
        .title = str_printf(build->arena, "%.*s – %.*s", STR_ARG(edition->title.str), STR_ARG(edition->edition.str)),
        .author = edition->publisher.str,
        .subject = edition->summary.str,
        .language = edition_language(edition),
        .date = build_date(build),
        .producer = STR("bilan " BILAN_VERSION),
        .for_printer = for_printer,
        .attachments = attached->at,
        .attachment_count = attached->n,
        .sources = &build->sources,
        .source_names = content_names(build),
        .source_count = build->content_files,
    };
    bool done = pdf_write(build->arena, build->scratch, build->pages, build->document, build->tools.fonts, &metadata, &bytes,
                          &build->diags);
    step_end(build, STEP_PDF, begun);
    if (done)
        array_push(build->arena, files, (OutputFile){ str_printf(build->arena, "%.*s%s.pdf", STR_ARG(name),
                                                                 for_printer ? "-impression" : ""), bytes });
    return done;
}

static void add_manifest(Build *build, OutputFiles *files)
{
    double begun = now_ms();
    ExportFile *listed = arena_array(build->arena, ExportFile, files->n);
    for (size_t i = 0; i < files->n; i++)
        listed[i] = (ExportFile){ files->at[i].path, files->at[i].bytes };
    Str manifest = export_manifest(build->arena, listed, files->n, build->edition->name.str, build->edition->title.str,
                                   build_date(build));
    array_push(build->arena, files, (OutputFile){ STR("manifeste.json"), manifest });
    step_end(build, STEP_MANIFEST, begun);
}

/* What the second thread works with. */
typedef struct {
    Build      *build;                   /* read, but for the times of its own steps */
    Arena      *arena, *scratch;
    Sources     sources;
    Diags       diags;
    Fonts      *fonts;
    OutputFiles site;
    Workbooks   workbooks;               /* the first thread takes its share */
    double      workbooks_ms;
    bool        is_done;
} Side;

static bool write_workbooks(Side *side, Arena *arena, Arena *scratch, double *ms, Diags *diags)
{
    double begun = now_ms();
    bool done = workbooks_write(&side->workbooks, arena, scratch, diags);
    *ms = now_ms() - begun;
    return done;
}

static void write_side(void *context)
{
    Side *side = context;
    if (!side->build->is_checked)
        run_checks(side->build, side->scratch, &side->diags);
    double begun = now_ms();
    SiteSetting site = { .arena = side->arena, .scratch = side->scratch, .document = side->build->document,
                         .fonts = side->fonts, .sources = &side->sources, .diags = &side->diags, .has_pdf = true,
                         .around = side->build->input.around };
    site_write(&site, &side->site);
    step_end(side->build, STEP_SITE, begun);
    side->is_done = write_workbooks(side, side->arena, side->scratch, &side->workbooks_ms, &side->diags) && side->is_done;
}

/* Faces for both threads and the patterns, which ask for nothing that is read or merged. */
static void open_tools(void *context)
{
    Side *side = context;
    Str folder = path_join(side->arena, side->build->input.share, STR("fonts"));
    side->fonts = fonts_open(folder, &side->diags);
    side->is_done = build_tools_open(&side->build->tools, side->build->input.share, &side->diags)
                 && side->fonts != NULL;
}

static void side_open(Side *side, Build *build)
{
    Arena *arena = build->side_arena = arena_open();
    *side = (Side){ .build = build, .arena = arena, .scratch = arena_open(), .diags = diags_new(arena) };
}

static void side_close(Side *side)
{
    fonts_close(side->fonts);
    arena_close(side->scratch);
}

static void add_files(Build *build, OutputFiles *files, const OutputFiles *more)
{
    for (size_t i = 0; i < more->n; i++)
        array_push(build->arena, files, more->at[i]);
}

/* Takes over what the second thread found and wrote. */
static void side_take(Build *build, const Side *side, size_t pdf_size, OutputFiles *files)
{
    build->sources = side->sources;
    diags_append(&build->diags, &side->diags);
    if (!build->is_checked)
        silence_checks(build);
    workbooks_take(&side->workbooks, build->arena, files);
    size_t first = files->n;
    add_files(build, files, &side->site);
    site_tell_size(build->arena, build->document->theme, files, first, pdf_size);
}

/* Reads and merges beside the task that opens the tools. */
static bool merge_beside(Build *build, Task *opening, const Side *side)
{
    Ahead ahead;
    if (!read_content(build))
        return false;
    ahead_start(&ahead, build, opening, &side->is_done);
    merge_content(build);
    ahead_end(&ahead);
    return true;
}

bool build_outputs(Build *build, OutputFiles *files)
{
    Attachments attached = { 0 };
    Side side;
    Task task;
    side_open(&side, build);
    task_start(&task, open_tools, &side);
    bool is_merged = build->document != NULL || merge_beside(build, &task, &side);
    task_join(&task);
    if (!is_merged || !side.is_done) {
        diags_append(&build->diags, &side.diags);
        side_close(&side);
        return false;
    }
    side.sources = sources_copy(side.arena, &build->sources);
    workbooks_list(&side.workbooks, side.arena, build->document, build_date(build));
    task_start(&task, write_side, &side);
    export_data(build, files, &attached);
    bool done = set_pages(build) && add_pdf(build, &attached, files, false);
    size_t size = done ? array_last(files).bytes.n : 0;
    done = done && (!build->input.for_printer || add_pdf(build, &attached, files, true));
    double ms = 0;
    done = done && write_workbooks(&side, build->arena, build->scratch, &ms, &build->diags);
    task_join(&task);
    build->times[STEP_WORKBOOKS].ms = ms + side.workbooks_ms;
    side_take(build, &side, size, files);
    side_close(&side);
    add_manifest(build, files);
    return done && side.is_done && diags_count(&build->diags, DIAG_FAULT) == 0;
}
