/* complete.c - what may come next on a command line
 *
 * The shells ask `bilan --completion WORD ...`, the last word being the one at the cursor, and get one proposal a line, a
 * tab and its meaning behind it. A proposal that ends with '/' is a folder in which to go on. All that may be typed comes
 * from the tables that read it; the scripts in build/completion/ hold nothing of it.
 */
#include "cli/cli.h"

#include "cli/options.h"
#include "diag/explain.h"
#include "model/doctype.h"

enum { DEPTH_MAX = 4, LOOKED_AT_MAX = 5000 };        /* folders below the one typed; names, so that a key never waits */

typedef struct {
    Arena *arena;
    Str    share;                        /* where templates/ lies */
    Str    typed;                        /* the word at the cursor */
    size_t found, looked_at;
} Completion;

static void put(Completion *c, Str word, Str about)
{
    Str line = STR_NONE;
    if (!str_starts(word, c->typed))
        return;
    c->found++;
    str_split(&about, '\n', &line);
    printf("%.*s\t%.*s\n", STR_ARG(word), STR_ARG(line));
}

/* --- files --- */

static Str typed_folder(const Completion *c)
{
    size_t n = c->typed.n;
    while (n > 0 && c->typed.p[n - 1] != '/')
        n--;
    return str_slice(c->typed, 0, n);
}

/* Names in the folder `prefix` ("" or with its '/'), hidden ones left out. */
static Strs names_in(Completion *c, Str prefix)
{
    Strs all = { 0 }, shown = { 0 };
    file_list(c->arena, prefix.n > 0 ? prefix : STR("."), &all);
    for (size_t i = 0; i < all.n && c->looked_at < LOOKED_AT_MAX; i++, c->looked_at++)
        if (!str_starts(all.at[i], STR(".")))
            array_push(c->arena, &shown, str_join(c->arena, prefix, all.at[i]));
    return shown;
}

static bool may_lead(const Completion *c, Str path)
{
    return str_starts(path, c->typed) || str_starts(c->typed, path);
}

static bool holds_one(Completion *c, Str folder, const Strs *marks)
{
    for (size_t i = 0; i < marks->n; i++)
        if (file_exists(path_join(c->arena, folder, marks->at[i])))
            return true;
    return false;
}

/* Folders that hold a file of one of the names `marks`. */
static void put_marked(Completion *c, Str prefix, const Strs *marks, int depth)
{
    Strs paths = names_in(c, prefix);
    for (size_t i = 0; i < paths.n; i++) {
        Str path = paths.at[i];
        if (!may_lead(c, path) || !file_is_folder(path))
            continue;
        if (holds_one(c, path, marks))
            put(c, path, STR_NONE);
        else if (depth < DEPTH_MAX)
            put_marked(c, str_join(c->arena, path, STR("/")), marks, depth + 1);
    }
}

/* Files whose name ends with one of `ends` (blank between two), and folders to go on in. */
static void put_files(Completion *c, Str ends)
{
    Strs paths = names_in(c, typed_folder(c));
    for (size_t i = 0; i < paths.n; i++) {
        Str rest = ends, end;
        if (file_is_folder(paths.at[i])) {
            put(c, str_join(c->arena, paths.at[i], STR("/")), STR_NONE);
            continue;
        }
        while (str_split(&rest, ' ', &end))
            if (end.n > 0 && str_ends(paths.at[i], end))
                put(c, paths.at[i], STR_NONE);
    }
}

static void put_folders(Completion *c)
{
    put_files(c, STR_NONE);
}

static Strs type_names(Completion *c)
{
    Strs names = { 0 };
    doctype_names(c->arena, path_join(c->arena, c->share, STR("templates")), &names);
    return names;
}

/* Reports, and documents of a type, which lie one folder deeper. */
static void put_documents(Completion *c)
{
    Strs marks = { 0 }, types = type_names(c);
    array_push(c->arena, &marks, STR("rapport.yaml"));
    for (size_t i = 0; i < types.n; i++)
        array_push(c->arena, &marks, str_join(c->arena, types.at[i], STR(".yaml")));
    put_marked(c, typed_folder(c), &marks, DEPTH_MAX - 2);
}

static void put_editions(Completion *c)
{
    put_documents(c);
    if (c->found == 0)
        put_folders(c);
}

static void put_programmes(Completion *c)
{
    Strs marks = { 0 };
    array_push(c->arena, &marks, STR("programme.yaml"));
    put_marked(c, typed_folder(c), &marks, 0);
    if (c->found == 0)
        put_folders(c);
}

static void put_pdfs(Completion *c)
{
    put_files(c, STR(".pdf"));
}

static void put_pdfs_and_editions(Completion *c)
{
    put_documents(c);
    put_pdfs(c);
}

static void put_spreadsheets(Completion *c)
{
    put_files(c, STR(".csv .xlsx"));
}

static void put_sources(Completion *c)
{
    put_documents(c);
    put_files(c, STR(".md .yaml"));
}

/* --- words --- */

static void put_codes(Completion *c)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++)
        put(c, str_from_c(diag_name((DiagCode)i)), str_from_c(diag_text((DiagCode)i)));
}

static void put_phases(Completion *c)
{
    for (const char *const *name = cli_phases(); *name != NULL; name++)
        put(c, str_from_c(*name), STR_NONE);
}

static void put_schemas(Completion *c)
{
    Strs names = { 0 }, types = type_names(c);
    array_push(c->arena, &names, STR("rapport"));
    array_push(c->arena, &names, STR("programme"));
    for (size_t i = 0; i < types.n; i++)
        array_push(c->arena, &names, types.at[i]);
    for (size_t i = 0; i < names.n; i++)
        put(c, names.at[i], str_printf(c->arena, "le schéma des fichiers %.*s.yaml", STR_ARG(names.at[i])));
}

static void put_json(Completion *c)
{
    put(c, STR("texte"), STR("des messages à lire"));
    put(c, STR("json"), STR("un message par ligne"));
}

static void put_formats(Completion *c)
{
    put_json(c);
    put(c, STR("sarif"), STR("un document SARIF 2.1.0"));
}

static void put_nothing(Completion *c)
{
    (void)c;
}

static void (*const words[])(Completion *) = {
    [WORD_ANY] = put_nothing,           [WORD_FOLDER] = put_folders,
    [WORD_EDITION] = put_editions,      [WORD_PROGRAMME] = put_programmes,
    [WORD_PDF] = put_pdfs,              [WORD_PDF_OR_EDITION] = put_pdfs_and_editions,
    [WORD_SPREADSHEET] = put_spreadsheets, [WORD_SOURCE] = put_sources,
    [WORD_FORMAT] = put_formats,        [WORD_JSON] = put_json,
    [WORD_PHASE] = put_phases,          [WORD_CODE] = put_codes,
    [WORD_SCHEMA] = put_schemas,
};
_Static_assert(sizeof words / sizeof *words == WORD_KINDS, "every kind of word needs a row");

/* --- the line --- */

static void put_commands(Completion *c)
{
    for (const Command *command = cli_commands(); command->name != NULL; command++)
        put(c, str_from_c(command->name), str_from_c(command->about));
    put(c, STR("--help"), STR("l’aide"));
    put(c, STR("--version"), STR("la version"));
}

static bool is_given(char **args, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(str_from_c(args[i]), str_from_c(name)))
            return true;
    return false;
}

static void put_options(Completion *c, const Command *command, char **args, size_t n)
{
    const Option *option;
    for (size_t i = 0; (option = option_row(i)) != NULL; i++)
        if (option_is_of(option, command) && !is_given(args, n, option->name))
            put(c, str_from_c(option->name), str_from_c(option->about));
}

/* The last of `n` complete words of a command decides what stands at the cursor. */
static void complete(Completion *c, const Command *command, char **args, size_t n)
{
    size_t operands = 0;
    WordKind kind = command->operand;
    for (size_t i = 0; i < n; i++) {
        const Option *option = option_find(command, str_from_c(args[i]));
        if (option == NULL) {
            operands++;
        } else if (option->value == NULL) {
            kind = option->kind != WORD_ANY ? option->kind : kind;
        } else if (++i == n) {
            words[option->kind](c);
            return;
        }
    }
    bool is_full = operands > 0 && !command->takes_many;
    if (str_starts(c->typed, STR("-")) || is_full)
        put_options(c, command, args, n);
    else
        words[kind](c);
}

int cli_complete(char **args, Str share)
{
    size_t n = 0;
    while (args[n] != NULL)
        n++;
    Completion c = { .arena = arena_open(), .share = share, .typed = n > 0 ? str_from_c(args[n - 1]) : STR_NONE };
    if (n < 2) {
        put_commands(&c);
    } else {
        for (const Command *command = cli_commands(); command->name != NULL; command++)
            if (str_equal(str_from_c(args[0]), str_from_c(command->name)))
                complete(&c, command, args + 1, n - 2);
    }
    arena_close(c.arena);
    return EXIT_DONE;
}
