/* import.c - a spreadsheet into a table of a programme */
#include "cli/cli.h"

#include <stdlib.h>
#include <unistd.h>

#include "edit/import.h"
#include "text/french.h"

enum { DIFFERENCES_SHOWN = 20 };

static DiagStyle style(const Options *options)
{
    const char *no_colour = getenv("NO_COLOR");
    if (options->as_json)
        return DIAG_JSON;
    return isatty(STDERR_FILENO) && (no_colour == NULL || *no_colour == '\0') ? DIAG_COLOUR : DIAG_PLAIN;
}

static int report(const Options *options, Diags *diags, const Sources *sources)
{
    diags_sort(diags, sources);
    diags_print(diags, sources, style(options), options->as_json ? stdout : stderr);
    return diags_count(diags, DIAG_FAULT) > 0 ? EXIT_FAULT : diags_count(diags, DIAG_ERROR) > 0 ? EXIT_CONTENT : EXIT_DONE;
}

static void print_recognised(const Grid *grid, const ImportTable *table)
{
    printf("%.*s : %zu lignes, %zu colonnes\n", STR_ARG(grid->how), table->row_count, table->column_count);
    for (size_t i = 0; i < table->said.n; i++)
        printf("  %.*s\n", STR_ARG(table->said.at[i]));
}

static void print_differences(const Strs *differences)
{
    for (size_t i = 0; i < differences->n && i < DIFFERENCES_SHOWN; i++)
        printf("  %.*s\n", STR_ARG(differences->at[i]));
    if (differences->n > DIFFERENCES_SHOWN)
        printf("  … et %zu autres différences\n", differences->n - DIFFERENCES_SHOWN);
}

/* Each file whole or not at all; the data before the entry that names them. */
static bool write_files(Arena *arena, const ImportFiles *files, Diags *diags)
{
    for (size_t i = 0; i < files->n; i++) {
        if (!file_write(arena, files->at[i].path, files->at[i].text)) {
            diag_add(diags, DIAG_WRITE_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(files->at[i].path), file_reason());
            return false;
        }
        printf("  écrit : %.*s\n", STR_ARG(files->at[i].path));
    }
    return true;
}

static int print_result(const ImportResult *result, const ImportTable *table, Str name)
{
    static const char *const sentences[] = {
        [IMPORT_NEW] = "tableau ajouté", [IMPORT_SAME] = "aucune différence : rien n’est à changer",
        [IMPORT_DIFFERENT] = "le tableau existe et diffère ; rien n’a été écrit : « --remplacer » le change",
        [IMPORT_REPLACED] = "tableau changé", [IMPORT_FAILED] = "",
    };
    printf("tableau « %.*s » : %s\n", STR_ARG(name), sentences[result->state]);
    print_differences(&result->differences);
    if (result->state != IMPORT_NEW)
        return result->state == IMPORT_DIFFERENT ? EXIT_CONTENT : EXIT_DONE;
    if (table->title.n == 0 || table->source.n == 0)
        printf("  à compléter dans programme.yaml : %s\n",
               table->title.n > 0 ? "source" : table->source.n > 0 ? "titre" : "titre et source");
    printf("Dans narratif.md, là où le tableau doit paraître, écrire seul sur une ligne :\n  ![](tableau:%.*s)\n", STR_ARG(name));
    return EXIT_DONE;
}

static Str table_name(const Options *options, const ImportTable *table)
{
    Arena *arena = options->arena;
    Str given = options->table.n > 0 ? options->table : path_stem(options->content);
    Str name = french_slug(arena, options->table.n > 0 || table->title.n == 0 ? given : table->title);
    enum { NAME_BYTES = 40 };
    if (name.n <= NAME_BYTES || options->table.n > 0)
        return name;
    size_t end = NAME_BYTES;             /* whole words */
    while (end > 1 && name.p[end] != '-')
        end--;
    return str_slice(name, 0, end);
}

static int import_file(const Options *options, Sources *sources, Diags *diags)
{
    Arena *arena = options->arena;
    Grid grid;
    ImportTable table;
    if (!grid_read(arena, sources, options->content, options->sheet, &grid, diags)
        || !import_recognise(arena, &grid, options->content, &table, diags))
        return report(options, diags, sources);
    Str folder = options->into;
    while (folder.n > 1 && str_ends(folder, STR("/")))
        folder.n--;
    ImportPlace place = { folder, table_name(options, &table), options->input.share, options->replaces };
    if (place.name.n == 0)
        return cli_usage("--tableau attend un nom fait de lettres, de chiffres et de traits d’union");
    ImportResult result = import_place(arena, sources, &place, &table, diags);
    if (result.state == IMPORT_FAILED)
        return report(options, diags, sources);
    print_recognised(&grid, &table);
    bool is_written = write_files(arena, &result.files, diags);
    int code = is_written ? print_result(&result, &table, place.name) : EXIT_FAULT;
    int told = report(options, diags, sources);
    return told > code ? told : code;
}

int cli_import(const Options *options)
{
    if (options->content.n == 0)
        return cli_usage("quel fichier importer ? Un .csv ou un .xlsx");
    if (options->into.n == 0)
        return cli_usage("dans quel programme ? --dans content/2019/programmes/01-…");
    Sources sources = sources_new(options->arena);
    Diags diags = diags_new(options->arena);
    return import_file(options, &sources, &diags);
}
