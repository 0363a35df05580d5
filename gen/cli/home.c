#include "cli/cli.h"

#include "model/doctype.h"
#include "volumes/site.h"

/* build and check of a folder that holds several editions and documents: each into a folder of its own, and a first page
 * over them. What an edition's faults keep from being published leaves the others, and its own last state, as they are. */

enum { DEPTH_MOST = 6, FILE_LIMIT = 512 << 20 };

/* ---- which documents there are ---- */

typedef struct { const Options *options; Strs marks, found; } Finder;

static bool is_document(const Finder *finder, Str folder)
{
    for (size_t i = 0; i < finder->marks.n; i++)
        if (file_exists(path_join(finder->options->arena, folder, finder->marks.at[i])))
            return true;
    return false;
}

static void find_below(Finder *finder, Str folder, int depth)
{
    Strs names = { 0 };
    if (depth > DEPTH_MOST || !file_list(finder->options->arena, folder, &names))
        return;
    for (size_t i = 0; i < names.n; i++) {
        Str path = path_join(finder->options->arena, folder, names.at[i]);
        if (str_starts(names.at[i], STR(".")) || !file_is_folder(path))
            continue;
        if (is_document(finder, path))
            array_push(finder->options->arena, &finder->found, path);
        else
            find_below(finder, path, depth + 1);
    }
}

Strs cli_documents(const Options *options)
{
    Finder finder = { .options = options };
    Strs types = { 0 };
    if (!file_is_folder(options->content))
        return finder.found;
    doctype_names(options->arena, path_join(options->arena, options->input.share, STR("templates")), &types);
    array_push(options->arena, &finder.marks, STR("rapport.yaml"));
    for (size_t i = 0; i < types.n; i++)
        array_push(options->arena, &finder.marks, str_join(options->arena, types.at[i], STR(".yaml")));
    if (!is_document(&finder, options->content))
        find_below(&finder, options->content, 0);
    return finder.found;
}

/* Its documents in a second language: "fiche.ar.yaml" beside "fiche.yaml". */
static Strs twins_of(const Options *options, Str folder)
{
    Arena *arena = options->arena;
    Strs names = { 0 }, twins = { 0 };
    file_list(arena, folder, &names);
    for (size_t i = 0; i < names.n; i++) {
        Str language = twin_language(names.at[i]);
        if (language.n > 0 && doctype_is_file(arena, path_join(arena, options->input.share, STR("templates")), names.at[i]))
            array_push(arena, &twins, path_join(arena, folder, names.at[i]));
    }
    return twins;
}

/* ---- one of them ---- */

typedef struct {
    Options     options;                 /* as for a command on it alone */
    Str         href;                    /* "2019/" */
    Build      *build;
    SiteAround  around;
    OutputFiles files;
    bool        is_good, is_kept, is_twin;   /* of the member before it */
} Member;

/* A twin lies beside its first, so that what is relative in both leads to the same place. */
static Member member_of(const Options *options, Str output, Str content)
{
    Arena *arena = options->arena;
    Member member = { .options = *options, .is_twin = !file_is_folder(content) };
    size_t above = options->content.n + (str_ends(options->content, STR("/")) ? 0 : 1);
    Str folder = member.is_twin ? path_folder(content) : content, place = str_slice(folder, above, folder.n);
    if (member.is_twin)
        place = str_printf(arena, "%.*s-%.*s", STR_ARG(place), STR_ARG(twin_language(path_name(content))));
    member.href = str_join(arena, place, STR("/"));
    member.options.content = member.options.input.content = content;
    member.options.output = output.n > 0 ? path_join(arena, output, place) : STR_NONE;
    return member;
}

typedef ARRAY(Member) Members;

/* Those of the folders, each twin behind its first. */
static Members members_of(const Options *options, Str output, const Strs *folders)
{
    Members members = { 0 };
    for (size_t i = 0; i < folders->n; i++) {
        Strs twins = twins_of(options, folders->at[i]);
        array_push(options->arena, &members, member_of(options, output, folders->at[i]));
        for (size_t j = 0; j < twins.n; j++)
            array_push(options->arena, &members, member_of(options, output, twins.at[j]));
    }
    return members;
}

int cli_check_home(const Options *options, const Strs *folders)
{
    int worst = EXIT_DONE;
    if (options->as_sarif)
        return cli_usage("« sarif » est un seul document : un dossier à la fois");
    Members members = members_of(options, options->output, folders);
    for (size_t i = 0; i < members.n; i++) {
        const Member *member = &members.at[i];
        if (!options->as_json)
            fprintf(stderr, "%.*s\n", STR_ARG(member->options.content));
        int code = cli_check(&member->options);
        worst = code > worst ? code : worst;
    }
    return worst;
}

/* ---- building ---- */

typedef struct {
    const Options *options;
    Arena         *scratch;
    Str            output;
    Member          *members;
    size_t         n;
    Diags          diags;                /* of what stands above the documents */
    Sources        sources;
} Home;

static bool is_merged(const Member *member)
{
    return build_document(member->build) != NULL;
}

static bool has_data(const OutputFiles *files)
{
    for (size_t i = 0; i < files->n; i++)
        if (str_equal(files->at[i].path, STR("donnees.html")))
            return true;
    return false;
}

static Volumes volumes_of(const Home *home, bool only_good)
{
    Volumes volumes = { 0 };
    for (size_t i = 0; i < home->n; i++) {
        const Member *member = &home->members[i];
        if (!is_merged(member) || member->is_twin || (only_good && !member->is_good))
            continue;
        array_push(home->options->arena, &volumes, (Volume){
            .name = path_name(member->options.content), .folder = member->options.content, .href = member->href,
            .document = build_document(member->build), .sources = build_sources(member->build),
            .has_data = !only_good || has_data(&member->files) });
    }
    return volumes;
}

static Member *member_at(Home *home, const Volume *volume)
{
    for (size_t i = 0; i < home->n; i++)
        if (str_equal(home->members[i].href, volume->href))
            return &home->members[i];
    return NULL;
}

static Str language_of(const Member *member)
{
    return is_merged(member) ? edition_language(build_document(member->build)->edition) : STR("fr");
}

static bool has_errors(const Member *member)
{
    const Diags *diags = build_diags(member->build);
    return diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FAULT) > 0;
}

/* Lets a document and its twin lead to each other; the second of two twins leads to the first document alone. */
static void lead_to_twin(Arena *arena, Member *first, Member *twin)
{
    if (!is_merged(first) || !is_merged(twin) || has_errors(first) || has_errors(twin))
        return;
    Str names[2] = { path_name(first->options.output), path_name(twin->options.output) };
    twin->around.twin = (OtherLanguage){ language_of(first), str_printf(arena, "../%.*s/index.html", STR_ARG(names[0])) };
    if (first->around.twin.href.n == 0)
        first->around.twin = (OtherLanguage){ language_of(twin), str_printf(arena, "../%.*s/index.html", STR_ARG(names[1])) };
}

/* Reads all, so that each site can lead to the others. */
static void read_members(Home *home)
{
    Arena *arena = home->options->arena;
    for (size_t i = 0; i < home->n; i++) {
        Member *member = &home->members[i];
        member->options.input.around = &member->around;
        member->build = build_open(&member->options.input);
        build_merge(member->build);
    }
    Volumes volumes = volumes_of(home, false);
    Comparison comparison = volumes_compare(arena, home->scratch, &volumes);
    for (size_t v = 0; v < comparison.volumes.n; v++)
        comparison_around(arena, &comparison, v, &member_at(home, &comparison.volumes.at[v])->around);
    for (size_t i = 1, first = 0; i < home->n; i++) {
        first = home->members[i].is_twin ? first : i;
        if (home->members[i].is_twin)
            lead_to_twin(arena, &home->members[first], &home->members[i]);
    }
}

/* The files of the last good state, as they lie in the output. */
static void keep_files(Home *home, Member *member, Str below)
{
    Arena *arena = home->options->arena;
    Strs names = { 0 };
    Str bytes;
    file_list(arena, path_join(arena, member->options.output, below), &names);
    for (size_t i = 0; i < names.n; i++) {
        Str path = path_join(arena, below, names.at[i]), full = path_join(arena, member->options.output, path);
        if (file_is_folder(full))
            keep_files(home, member, path);
        else if (file_read(arena, full, FILE_LIMIT, &bytes))
            array_push(arena, &member->files, (OutputFile){ path, bytes });
        else
            diag_add(&home->diags, DIAG_READ_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(full), file_reason());
    }
}

static int build_member(Home *home, Member *member)
{
    const Options *options = &member->options;
    bool is_built = is_merged(member) && build_outputs(member->build, &member->files);
    if (is_built)
        cli_compare_addresses(options->arena, options->output, member->build);
    member->is_good = is_built && cli_may_publish(options, member->build, &member->files);
    if (!options->as_json && build_diags(member->build)->list.n > 0)
        fprintf(stderr, "%.*s\n", STR_ARG(options->content));
    int code = cli_report(options, member->build);
    cli_print_more(options, member->build);
    if (member->is_good)
        return code;
    member->files.n = 0;
    keep_files(home, member, STR_NONE);
    member->is_kept = member->files.n > 0;
    fprintf(stderr, member->is_kept ? "%.*s : la dernière version publiée reste en place\n"
                                  : "%.*s : laissé de côté, il n’y en a pas de version publiée\n", STR_ARG(options->content));
    return code == EXIT_DONE ? EXIT_CONTENT : code;
}

static HomeEntry entry_of(const Member *member)
{
    HomeEntry entry = { .name = path_name(member->options.content), .href = member->href,
                        .document = build_document(member->build), .has_data = has_data(&member->files),
                        .is_kept = member->is_kept };
    for (size_t i = 0; i < member->files.n; i++) {
        const OutputFile *file = &member->files.at[i];
        if (!str_ends(file->path, STR(".pdf")) || str_ends(file->path, STR("-impression.pdf")))
            continue;
        entry.pdf = file->path;
        entry.pdf_size = file->bytes.n;
    }
    return entry;
}

static int year_of(const HomeEntry *entry)
{
    return entry->document != NULL ? edition_years_end(entry->document->edition) : 0;
}

/* By year, those of one year in the order of their folders. */
static size_t collect_entries(const Home *home, HomeEntry *entries)
{
    size_t n = 0;
    for (size_t i = 0; i < home->n; i++) {
        if (home->members[i].is_twin || (!home->members[i].is_good && !home->members[i].is_kept))
            continue;
        size_t at = n++;
        HomeEntry entry = entry_of(&home->members[i]);
        if (i + 1 < home->n && home->members[i + 1].is_twin && home->members[i + 1].is_good)
            entry.twin = (OtherLanguage){ language_of(&home->members[i + 1]), home->members[i + 1].href };
        for (; at > 0 && year_of(&entry) < year_of(&entries[at - 1]); at--)
            entries[at] = entries[at - 1];
        entries[at] = entry;
    }
    return n;
}

static bool write_above(Home *home, const HomeEntry *entries, size_t n, OutputFiles *files)
{
    Arena *arena = home->options->arena;
    BuildTools tools = { 0 };
    Volumes volumes = volumes_of(home, true);
    Comparison comparison = volumes_compare(arena, home->scratch, &volumes);
    const Theme *theme = theme_read(arena, &home->sources,
                                    path_join(arena, home->options->input.share, STR("templates/recueil")), &home->diags);
    if (build_tools_open(&tools, home->options->input.share, &home->diags)) {
        VolumesSetting setting = { arena, home->scratch, theme, tools.fonts, &home->diags };
        home_write_over(&setting, entries, n, volumes.n > 1 ? &comparison : NULL, files);
    }
    build_tools_close(&tools);
    return diags_count(&home->diags, DIAG_ERROR) + diags_count(&home->diags, DIAG_FAULT) == 0;
}

static void add_member(Home *home, const Member *member, OutputFiles *files)
{
    for (size_t i = 0; i < member->files.n; i++)
        array_push(home->options->arena, files, (OutputFile){
            str_join(home->options->arena, member->href, member->files.at[i].path), member->files.at[i].bytes });
}

static Str newest_date(const Home *home)
{
    Str date = STR_NONE;
    for (size_t i = 0; i < home->n; i++) {
        Str own = is_merged(&home->members[i]) ? build_date(home->members[i].build) : STR_NONE;
        date = str_compare(own, date) > 0 ? own : date;
    }
    return date;
}

static int write_home(Home *home)
{
    Arena *arena = home->options->arena;
    HomeEntry *entries = arena_array(arena, HomeEntry, home->n);
    OutputFiles files = { 0 };
    size_t n = collect_entries(home, entries), read = 0;
    for (size_t i = 0; i < n; i++)
        read += entries[i].document != NULL;
    if (read == 0) {
        fprintf(stderr, "rien n’a été écrit : aucun document ne se lit\n");
        return EXIT_CONTENT;
    }
    for (size_t i = 0; i < home->n; i++)
        add_member(home, &home->members[i], &files);
    bool is_sound = write_above(home, entries, n, &files);
    cli_add_manifest(arena, &files, STR("Éditions et documents"), newest_date(home));
    bool is_written = is_sound && cli_write_output(arena, home->output, &files, &home->diags);
    if (is_written && !home->options->as_json && !home->options->as_sarif)
        cli_print_done(home->output, &files);
    return cli_report_diags(home->options, &home->diags, &home->sources);
}

int cli_build_home(const Options *options, const Strs *folders)
{
    Home home = { .options = options, .scratch = arena_open(), .diags = diags_new(options->arena),
                  .sources = sources_new(options->arena) };
    int worst = EXIT_DONE;
    if (options->as_sarif)
        return cli_usage("« sarif » est un seul document : un dossier à la fois");
    home.output = options->output.n ? options->output : STR("public");
    Members members = members_of(options, home.output, folders);
    home.members = members.at;
    home.n = members.n;
    read_members(&home);
    for (size_t i = 0; i < home.n; i++) {
        int code = build_member(&home, &home.members[i]);
        worst = code > worst ? code : worst;
    }
    int code = write_home(&home);
    for (size_t i = 0; i < home.n; i++)
        build_close(home.members[i].build);
    arena_close(home.scratch);
    return code > worst ? code : worst;
}
