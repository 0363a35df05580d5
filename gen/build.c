#include "build_impl.h"

#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/hash.h"
#include "check/check.h"
#include "html/machine.h"

static const char *const step_names[] = {
    [STEP_READ] = "lecture", [STEP_MERGE] = "fusion", [STEP_CHECK] = "contrôles", [STEP_LAYOUT] = "mise en page",
    [STEP_EXPORT] = "données", [STEP_PDF] = "pdf", [STEP_SITE] = "site", [STEP_WORKBOOKS] = "classeurs",
    [STEP_MANIFEST] = "manifeste",
};

double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void step_end(Build *build, Step step, double begun)
{
    build->times[step].ms += now_ms() - begun;
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
    if (build->side_arena != NULL)
        arena_close(build->side_arena);
    arena_close(build->scratch);
    arena_close(build->arena);
}

static Str share_path(Build *build, const char *name)
{
    return path_join(build->arena, build->input.share, str_from_c(name));
}

bool read_content(Build *build)
{
    double begun = now_ms();
    const DocType *type = doctype_find(build->arena, &build->sources, share_path(build, "templates"), build->input.content,
                                       &build->diags);
    build->type_files = build->sources.files.n;
    build->edition = edition_read(build->arena, &build->sources, type, build->input.content, &build->diags);
    build->content_files = build->sources.files.n;
    build->silences = silences_read(build->arena, &build->sources, build->content_files, &build->diags);
    Str name = build->edition->template_name.str;
    Str folder = str_printf(build->arena, "templates/%.*s", STR_ARG(name.n ? name : STR("rapport-2019")));
    size_t errors = diags_count(&build->diags, DIAG_ERROR);
    build->theme = theme_read(build->arena, &build->sources, share_path(build, folder.p), &build->diags);
    step_end(build, STEP_READ, begun);
    return diags_count(&build->diags, DIAG_ERROR) == errors;
}

static bool is_of_layout(DiagCode code)
{
    return strncmp(diag_name(code), "B6", 2) == 0;
}

/* What the checks look for; the pages are not set yet. What an error left out is not checked: a silence that finds nothing
 * then says nothing of what there is to silence. */
static bool is_checked(DiagCode code, const void *context)
{
    const Build *build = context;
    return diags_count(&build->diags, DIAG_ERROR) == 0 && !build->edition->is_excerpt && !is_of_layout(code) && (build->input.is_strict || code != DIAG_TYPOGRAPHY);
}

static bool is_set(DiagCode code, const void *context)
{
    (void)context;
    return is_of_layout(code);
}

void merge_content(Build *build)
{
    double begun = now_ms();
    build->document = doc_merge(build->arena, build->scratch, &build->sources, build->edition, build->theme,
                                &build->diags);
    step_end(build, STEP_MERGE, begun);
}

bool build_merge(Build *build)
{
    bool is_read = read_content(build);
    if (is_read)
        merge_content(build);
    return is_read;
}

void run_checks(Build *build, Arena *scratch, Diags *diags)
{
    double begun = now_ms();
    check_run(scratch, &build->sources, build->document, build->input.is_strict, diags);
    step_end(build, STEP_CHECK, begun);
}

void silence_checks(Build *build)
{
    silences_apply(&build->silences, &build->diags);
    silences_report_idle(&build->silences, &build->diags, is_checked, build);
    build->is_checked = true;
}

bool build_check(Build *build)
{
    if (build->document == NULL && !build_merge(build))
        return false;
    run_checks(build, build->scratch, &build->diags);
    silence_checks(build);
    return diags_count(&build->diags, DIAG_FAULT) == 0;
}

/* A source's path from the edition's folder, wherever that lies ("../2018/rapport.yaml" of one that is compared with);
 * the type's, from the share. */
static Str content_name(const Build *build, const Source *source)
{
    Str folder = build->edition->folder, path = source->path;
    if (source < build->sources.files.at + build->type_files)
        return str_printf(build->arena, "templates/%.*s/%.*s", STR_ARG(path_name(path_folder(path))), STR_ARG(path_name(path)));
    if (str_starts(path, folder) && folder.n < path.n && path.p[folder.n] == '/')
        return str_slice(path, folder.n + 1, path.n);
    for (size_t i = 0; source->is_lent && i < build->edition->lenders->n; i++) {
        const Lender *lender = build->edition->lenders->at[i];
        if (str_starts(path, lender->folder) && path.n > lender->folder.n && path.p[lender->folder.n] == '/')
            return str_printf(build->arena, "../%.*s%.*s", STR_ARG(lender->name), STR_ARG(str_slice(path, lender->folder.n, path.n)));
    }
    return path;
}

/* SHA-256 over the names and bytes of all files of the edition, and of those
 * of others that it shows figures of, as they were read: what the colophon
 * shows. */
static Str content_checksum(Build *build)
{
    ArenaMark mark = arena_mark(build->scratch);
    Buf all = buf_new(build->scratch);
    for (size_t i = build->type_files; i < build->content_files; i++) {
        const Source *source = &build->sources.files.at[i];
        buf_printf(&all, "%.*s %zu\n", STR_ARG(content_name(build, source)), source->text.n);
        buf_str(&all, source->text);
    }
    Str hash = sha256_hex(build->arena, buf_text(&all));
    arena_rewind(build->scratch, mark);
    return hash;
}

static bool open_fonts(Build *build)
{
    return build_tools_open(&build->tools, build->input.share, &build->diags);
}

static Setting setting_of(Build *build)
{
    return (Setting){ build->tools.fonts, build->tools.hyphenator, build->theme, content_checksum(build) };
}

static void lay_out(Build *build, Diags *diags)
{
    double begun = now_ms();
    Setting setting = setting_of(build);
    build->pages = layout_pages(build->arena, build->scratch, &setting, build->document, diags);
    step_end(build, STEP_LAYOUT, begun);
}

static void silence_pages(Build *build)
{
    silences_apply(&build->silences, &build->diags);
    silences_report_idle(&build->silences, &build->diags, is_set, build);
}

bool set_pages(Build *build)
{
    if (!open_fonts(build))
        return false;
    lay_out(build, &build->diags);
    silence_pages(build);
    return true;
}

const Str *content_names(Build *build)
{
    Str *names = arena_array(build->arena, Str, build->content_files + 1);
    for (size_t i = 0; i < build->content_files; i++)
        names[i] = content_name(build, &build->sources.files.at[i]);
    return names;
}

void build_pages(Build *build, const BuildTools *tools)
{
    build->tools = *tools;
    build->page_diags = diags_new(build->arena);
    lay_out(build, &build->page_diags);
}

void build_take_pages(Build *build)
{
    diags_append(&build->diags, &build->page_diags);
    build->page_diags = diags_new(build->arena);
    silence_pages(build);
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

static Str dump_yaml(Build *build)
{
    Buf out = buf_new(build->arena);
    for (size_t i = build->type_files; i < build->content_files; i++) {
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
