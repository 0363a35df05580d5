#include "build.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/hash.h"
#include "check/check.h"
#include "diag/silence.h"
#include "export/export.h"
#include "html/machine.h"
#include "pdf/pdf.h"

typedef enum {
    STEP_READ, STEP_MERGE, STEP_CHECK, STEP_LAYOUT, STEP_EXPORT, STEP_PDF, STEP_SITE, STEP_MANIFEST, STEP_COUNT
} Step;

static const char *const step_names[] = {
    [STEP_READ] = "lecture", [STEP_MERGE] = "fusion", [STEP_CHECK] = "contrôles", [STEP_LAYOUT] = "mise en page",
    [STEP_EXPORT] = "données", [STEP_PDF] = "pdf", [STEP_SITE] = "site", [STEP_MANIFEST] = "manifeste",
};

struct Build {
    Arena          *arena, *scratch;
    BuildInput      input;
    Sources         sources;
    Diags           diags;
    BuildTools      tools;
    bool            owns_tools;
    const Theme    *theme;
    const Edition  *edition;
    Silences        silences;
    size_t          content_files;       /* the first of the sources: those of the edition */
    const Document *document;
    const Pages    *pages;
    PhaseTime       times[STEP_COUNT + 1];
    double          started;
};

/* Only the bench looks at this clock: no phase does. */
static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void step_begin(Build *build)
{
    build->started = now_ms();
}

static void step_end(Build *build, Step step)
{
    build->times[step].ms += now_ms() - build->started;
}

Build *build_open(const BuildInput *input)
{
    Arena *arena = arena_open();
    Build *build = arena_new(arena, Build);
    build->arena = arena;
    build->scratch = arena_open();
    build->input = *input;
    build->owns_tools = input->tools == NULL;
    if (input->tools != NULL)
        build->tools = *input->tools;
    build->sources = sources_new(arena);
    build->sources.instead = input->instead;
    build->diags = diags_new(arena);
    for (int i = 0; i < STEP_COUNT; i++)
        build->times[i].name = step_names[i];
    return build;
}

bool build_tools_open(BuildTools *tools, Str share, Diags *diags)
{
    if (tools->fonts == NULL)
        tools->fonts = fonts_open(path_join(diags->arena, share, STR("fonts")), diags);
    if (tools->hyphenator == NULL)
        tools->hyphenator = hyphen_open(STR(BILAN_HYPHENATION), diags);
    return tools->fonts != NULL && tools->hyphenator != NULL;
}

void build_tools_close(BuildTools *tools)
{
    fonts_close(tools->fonts);
    if (tools->hyphenator != NULL)
        hyphen_close(tools->hyphenator);
    *tools = (BuildTools){ 0 };
}

void build_close(Build *build)
{
    if (build->owns_tools)
        build_tools_close(&build->tools);
    arena_close(build->scratch);
    arena_close(build->arena);
}

static Str share_path(Build *build, const char *name)
{
    return path_join(build->arena, build->input.share, str_from_c(name));
}

static bool read_content(Build *build)
{
    step_begin(build);
    build->edition = edition_read(build->arena, &build->sources, build->input.content, &build->diags);
    build->content_files = build->sources.files.n;
    build->silences = silences_read(build->arena, &build->sources, build->content_files, &build->diags);
    Str name = build->edition->template_name.str;
    Str folder = str_printf(build->arena, "templates/%.*s", STR_ARG(name.n ? name : STR("rapport-2019")));
    size_t errors = diags_count(&build->diags, DIAG_ERROR);
    build->theme = theme_read(build->arena, &build->sources, share_path(build, folder.p), &build->diags);
    step_end(build, STEP_READ);
    return diags_count(&build->diags, DIAG_ERROR) == errors;
}

static bool is_of_layout(DiagCode code)
{
    return strncmp(diag_name(code), "B6", 2) == 0;
}

/* What the checks look for; the pages are not set yet. */
static bool is_checked(DiagCode code, const void *context)
{
    const Build *build = context;
    return !build->edition->is_excerpt && !is_of_layout(code) && (build->input.is_strict || code != DIAG_TYPOGRAPHY);
}

static bool is_set(DiagCode code, const void *context)
{
    (void)context;
    return is_of_layout(code);
}

bool build_merge(Build *build)
{
    if (!read_content(build))
        return false;
    step_begin(build);
    build->document = doc_merge(build->arena, build->scratch, &build->sources, build->edition, build->theme,
                                &build->diags);
    step_end(build, STEP_MERGE);
    return true;
}

bool build_check(Build *build)
{
    if (build->document == NULL && !build_merge(build))
        return false;
    step_begin(build);
    check_run(build->scratch, &build->sources, build->document, build->input.is_strict, &build->diags);
    silences_apply(&build->silences, &build->diags);
    silences_report_idle(&build->silences, &build->diags, is_checked, build);
    step_end(build, STEP_CHECK);
    return diags_count(&build->diags, DIAG_FAULT) == 0;
}

/* A source's path from the edition's folder, wherever that lies. */
static Str content_name(const Build *build, const Source *source)
{
    Str folder = build->edition->folder, path = source->path;
    if (str_starts(path, folder) && folder.n < path.n && path.p[folder.n] == '/')
        return str_slice(path, folder.n + 1, path.n);
    return path;
}

/* SHA-256 over the names and bytes of all files of the edition, as they were
 * read: what the colophon shows. */
static Str content_checksum(Build *build)
{
    Buf all = buf_new(build->arena);
    for (size_t i = 0; i < build->content_files; i++) {
        const Source *source = &build->sources.files.at[i];
        buf_printf(&all, "%.*s %zu\n", STR_ARG(content_name(build, source)), source->text.n);
        buf_str(&all, source->text);
    }
    return sha256_hex(build->arena, buf_text(&all));
}

static bool open_fonts(Build *build)
{
    return build_tools_open(&build->tools, build->input.share, &build->diags);
}

static Setting setting_of(Build *build)
{
    return (Setting){ build->tools.fonts, build->tools.hyphenator, build->theme, content_checksum(build) };
}

static bool set_pages(Build *build)
{
    step_begin(build);
    if (!open_fonts(build))
        return false;
    Setting setting = setting_of(build);
    build->pages = layout_pages(build->arena, build->scratch, &setting, build->document, &build->diags);
    silences_apply(&build->silences, &build->diags);
    silences_report_idle(&build->silences, &build->diags, is_set, build);
    step_end(build, STEP_LAYOUT);
    return true;
}

/* "2019-12-31T00:00:00Z", of SOURCE_DATE_EPOCH where it is set, else of the edition. */
static Str build_date(Build *build)
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

/* Workbooks are for the site: the PDF carries the same figures as CSV. */
static bool export_workbooks(Build *build, OutputFiles *files, bool has_figures)
{
    Arena *arena = build->arena;
    const Document *document = build->document;
    Str date = build_date(build), bytes;
    for (size_t i = 0; i < document->tables.n; i++) {
        const DocTable *table = document->tables.at[i]->table;
        if (!export_table_xlsx(arena, document, table, date, &bytes, &build->diags))
            return false;
        Str path = str_printf(arena, "donnees/%.*s.xlsx", STR_ARG(table->data_name));
        array_push(arena, files, (OutputFile){ path, bytes });
    }
    for (size_t i = 0; i < document->charts.n; i++) {
        const DocChart *chart = document->charts.at[i]->chart;
        if (chart->chart == NULL)
            continue;                    /* a diagram has no figures */
        if (!export_chart_xlsx(arena, document, chart, date, &bytes, &build->diags))
            return false;
        Str path = str_printf(arena, "donnees/%.*s.xlsx", STR_ARG(chart->data_name));
        array_push(arena, files, (OutputFile){ path, bytes });
    }
    if (has_figures && !export_figures_xlsx(arena, document, date, &bytes, &build->diags))
        return false;
    if (has_figures)
        array_push(arena, files, (OutputFile){ STR("donnees/chiffres.xlsx"), bytes });
    if (!export_workbook(arena, document, date, &bytes, &build->diags))
        return false;
    array_push(arena, files, (OutputFile){ STR("donnees.xlsx"), bytes });
    return true;
}

static bool export_data(Build *build, OutputFiles *files, Attachments *attached)
{
    Arena *arena = build->arena;
    const Document *document = build->document;
    step_begin(build);
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
    bool done = export_workbooks(build, files, figures.n > 0);
    step_end(build, STEP_EXPORT);
    return done;
}

static const Str *content_names(Build *build)
{
    Str *names = arena_array(build->arena, Str, build->content_files + 1);
    for (size_t i = 0; i < build->content_files; i++)
        names[i] = content_name(build, &build->sources.files.at[i]);
    return names;
}

/* The file for the printer is the other one in all but its sheets and colours. */
static bool add_pdf(Build *build, const Attachments *attached, OutputFiles *files, bool for_printer)
{
    const Edition *edition = build->edition;
    Str bytes, name = edition->name.str.n ? edition->name.str : STR("rapport");
    step_begin(build);
    PdfMetadata metadata = {
        .title = str_printf(build->arena, "%.*s – %.*s", STR_ARG(edition->title.str), STR_ARG(edition->edition.str)),
        .author = edition->publisher.str,
        .subject = edition->summary.str,
        .language = edition->language.str.n ? edition->language.str : STR("fr"),
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
    step_end(build, STEP_PDF);
    if (done)
        array_push(build->arena, files, (OutputFile){ str_printf(build->arena, "%.*s%s.pdf", STR_ARG(name),
                                                                 for_printer ? "-impression" : ""), bytes });
    return done;
}

static void add_manifest(Build *build, OutputFiles *files)
{
    step_begin(build);
    ExportFile *listed = arena_array(build->arena, ExportFile, files->n);
    for (size_t i = 0; i < files->n; i++)
        listed[i] = (ExportFile){ files->at[i].path, files->at[i].bytes };
    Str manifest = export_manifest(build->arena, listed, files->n, build->edition->title.str, build_date(build));
    array_push(build->arena, files, (OutputFile){ STR("manifeste.json"), manifest });
    step_end(build, STEP_MANIFEST);
}

static SiteSetting site_setting(Build *build)
{
    return (SiteSetting){ .arena = build->arena, .scratch = build->scratch, .document = build->document,
                          .fonts = build->tools.fonts, .sources = &build->sources, .diags = &build->diags };
}

bool build_pages(Build *build, const BuildTools *tools)
{
    build->tools = *tools;
    return set_pages(build);
}

/* The site's writers with memory, sources and messages of their own. */
typedef struct { Arena *scratch; Sources sources; Diags diags; SiteSetting setting; } Aside;

static void aside_open(Aside *aside, const Build *build, Arena *arena, const BuildTools *tools)
{
    *aside = (Aside){ .scratch = arena_open(), .sources = sources_new(arena), .diags = diags_new(arena) };
    aside->setting = (SiteSetting){ .arena = arena, .scratch = aside->scratch, .document = build->document,
                                    .fonts = tools->fonts, .sources = &aside->sources, .diags = &aside->diags };
}

bool build_site_page(const Build *build, Arena *arena, const BuildTools *tools, Str path, Origins *origins,
                     OutputFiles *files)
{
    Aside aside;
    aside_open(&aside, build, arena, tools);
    aside.setting.origins = origins;
    bool is_page = site_write_page(&aside.setting, path, files);
    arena_close(aside.scratch);
    return is_page;
}

void build_site_assets(const Build *build, Arena *arena, const BuildTools *tools, const Runes *runes,
                       OutputFiles *files)
{
    Aside aside;
    aside_open(&aside, build, arena, tools);
    site_write_assets(&aside.setting, runes, files);
    arena_close(aside.scratch);
}

const Edition *build_edition(const Build *build)
{
    return build->edition;
}

const Document *build_document(const Build *build)
{
    return build->document;
}

const Pages *build_set_pages(const Build *build)
{
    return build->pages;
}

bool build_outputs(Build *build, OutputFiles *files)
{
    Attachments attached = { 0 };
    if (!set_pages(build))
        return false;
    if (!export_data(build, files, &attached) || !add_pdf(build, &attached, files, false))
        return false;
    size_t size = array_last(files).bytes.n;
    if (build->input.for_printer && !add_pdf(build, &attached, files, true))
        return false;
    step_begin(build);
    SiteSetting site = site_setting(build);
    site.pdf_size = size;
    site_write(&site, files);
    step_end(build, STEP_SITE);
    add_manifest(build, files);
    return diags_count(&build->diags, DIAG_FAULT) == 0;
}

static Str dump_yaml(Build *build)
{
    Buf out = buf_new(build->arena);
    for (size_t i = 0; i < build->content_files; i++) {
        Str path = build->sources.files.at[i].path;
        if (!str_ends(path, STR(".yaml")))
            continue;
        Diags unheard = diags_new(build->arena);   /* reported when the model was read */
        buf_printf(&out, "# %.*s\n", STR_ARG(path_name(path)));
        buf_str(&out, yaml_dump(build->arena, yaml_read(build->arena, &build->sources, (uint32_t)i + 1, &unheard),
                                &build->sources));
    }
    return buf_text(&out);
}

Str build_dump(Build *build, Phase phase)
{
    bool needs_document = phase >= PHASE_DOC, needs_setting = phase >= PHASE_LINES;
    if ((needs_document && build->document == NULL) || (needs_setting && !open_fonts(build)))
        return STR_NONE;
    Setting setting = needs_setting ? setting_of(build) : (Setting){ 0 };
    switch (phase) {
    case PHASE_YAML:  return dump_yaml(build);
    case PHASE_MODEL: return edition_dump(build->arena, build->edition, &build->sources);
    case PHASE_DOC:   return doc_dump(build->arena, build->document, &build->sources);
    case PHASE_LINES: return lines_dump(build->arena, build->scratch, &setting, build->document, &build->diags);
    case PHASE_PAGES: return set_pages(build) ? pages_dump(build->arena, build->pages) : STR_NONE;
    case PHASE_TAGS:  return set_pages(build) ? tags_dump(build->arena, build->pages) : STR_NONE;
    case PHASE_COUNT: break;
    }
    return STR_NONE;
}

Str build_addresses(Build *build)
{
    return build->document != NULL ? machine_addresses(build->arena, build->document) : STR_NONE;
}

Diags *build_diags(Build *build)
{
    return &build->diags;
}

const Sources *build_sources(const Build *build)
{
    return &build->sources;
}

const Quality *build_quality(const Build *build)
{
    return build->pages != NULL ? &build->pages->quality : NULL;
}

const PhaseTime *build_times(const Build *build)
{
    return build->times;
}
