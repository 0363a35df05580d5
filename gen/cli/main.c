#include "cli/cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/options.h"

static const Command commands[] = {
    { "build", "DOSSIER [-o SORTIE] [--brouillon|--release] [--strict] [--format json] [--temps] [--rapport-typo] [--impression]",
      "construit le site, le PDF et les données", cli_build, false, WORD_EDITION },
    { "check", "DOSSIER [-o SORTIE] [--strict] [--corrige] [--sauf CODES] [--format json|sarif] | --explique [CODE]",
      "contrôle sans rien écrire, corrige ce qui l’est sans risque, ou explique un code", cli_check, false, WORD_EDITION },
    { "compare", "DOSSIER ... [-o SORTIE | --format json] [--strict]",
      "met des éditions et des documents côte à côte : évolutions, contradictions, textes", cli_compare, true, WORD_EDITION },
    { "dump", "DOSSIER|FICHIER --phase yaml|model|doc|lines|pages|tags",
      "montre une étape de la construction en texte", cli_dump, false, WORD_SOURCE },
    { "serve", "DOSSIER [--port N] [--sans-navigateur] [--editeur ADRESSE] [--temps]",
      "montre le site et les pages dans le navigateur, à jour à chaque enregistrement", cli_serve, false, WORD_EDITION },
    { "new", "DOSSIER [--from DOSSIER] [--annee ANNÉE]",
      "fait l’édition suivante d’après la dernière, ou une édition à partir de rien", cli_new, false, WORD_FOLDER },
    { "import", "FICHIER.csv|FICHIER.xlsx --dans DOSSIER [--tableau NOM] [--feuille NOM] [--remplacer] [--format json]",
      "verse un tableau de tableur dans les données d’un programme", cli_import, false, WORD_SPREADSHEET },
    { "schema", "[rapport|programme] | --dans DOSSIER",
      "donne le schéma JSON des fichiers YAML, ou met les schémas d’une édition à jour", cli_schema, false, WORD_SCHEMA },
    { "verify", "FICHIER.pdf ... [--format json] | --rebuild FICHIER.pdf DOSSIER",
      "relit des PDF finis et dit ce qui n’y est pas conforme, ou en quoi ils diffèrent de leurs sources", cli_verify, true, WORD_PDF },
    { 0 }
};

const Command *cli_commands(void)
{
    return commands;
}

int cli_usage(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("bilan: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\nPour l’aide : bilan --help\n", stderr);
    va_end(args);
    return EXIT_USAGE;
}

static int print_command(const Command *command)
{
    printf("bilan %s %s\n    %s\n\n", command->name, command->usage, command->about);
    options_print(command);
    return EXIT_DONE;
}

static int print_help(void)
{
    puts("bilan - le rapport annuel, de ses données à ses pages\n\nEmploi :");
    for (int i = 0; commands[i].name != NULL; i++)
        printf("  bilan %s %s\n      %s\n", commands[i].name, commands[i].usage, commands[i].about);
    puts("\nOptions :");
    options_print(NULL);
    puts("  --help, --version  « bilan build --help » dit les options de build seules\n\n"
         "Codes de sortie : 0 fait, 1 erreurs dans le contenu ou fautes dans le PDF, 2 mauvais emploi,\n"
         "3 avertissements sous --strict, 4 panne de la machine.\n\n"
         "Variables : SOURCE_DATE_EPOCH (date des fichiers), NO_COLOR (sans couleurs),\n"
         "BILAN_SHARE (dossier qui contient templates/ et fonts/).");
    return EXIT_DONE;
}

Str cli_folder(Arena *arena)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    return n > 0 ? path_folder(str_copy(arena, (Str){ path, (size_t)n })) : STR(".");
}

/* Where templates/ and fonts/ lie: in the share folder of the installation, or
 * beside the checkout that holds build/out/bilan. */
static Str find_share(Arena *arena)
{
    const char *given = getenv("BILAN_SHARE");
    if (given != NULL && *given != '\0')
        return str_from_c(given);
    Str folder = cli_folder(arena);
    static const char *const places[] = { "../share/bilan", "../..", "." };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Str place = path_join(arena, folder, str_from_c(places[i]));
        if (file_is_folder(path_join(arena, place, STR("templates"))))
            return place;
    }
    return STR(".");
}

static bool read_options(Options *options, const Command *command, char **args)
{
    for (int i = 0; args[i] != NULL; i++) {
        if (args[i][0] == '-' && args[i][1] != '\0') {
            if (!option_read(options, command, args, &i))
                return false;
        } else if (options->operands.n > 0 && !command->takes_many) {
            return cli_usage("un seul dossier à la fois : %s", args[i]) == EXIT_DONE;
        } else {
            array_push(options->arena, &options->operands, str_from_c(args[i]));
        }
    }
    options->content = options->operands.n > 0 ? options->operands.at[0] : STR_NONE;
    options->as_json = str_equal(options->format, STR("json"));
    options->as_sarif = str_equal(options->format, STR("sarif"));
    if (!options->as_json && !options->as_sarif && !str_equal(options->format, STR("texte")))
        return cli_usage("format inconnu : %.*s (texte, json ou sarif)", STR_ARG(options->format)) == EXIT_DONE;
    while (options->content.n > 1 && str_ends(options->content, STR("/")))
        options->content.n--;
    options->input.content = options->content;
    options->input.is_strict = options->is_strict || options->corrects;
    options->input.share = find_share(options->arena);
    options->input.epoch = getenv("SOURCE_DATE_EPOCH");
    return true;
}

static int complete(char **words)
{
    Arena *arena = arena_open();
    int code = cli_complete(words, find_share(arena));
    arena_close(arena);
    return code;
}

static int unknown_command(const char *name)
{
    Arena *arena = arena_open();
    Strs names = { 0 };
    for (int i = 0; commands[i].name != NULL; i++)
        array_push(arena, &names, str_from_c(commands[i].name));
    Str nearest = diag_nearest(arena, str_from_c(name), names.at, names.n);
    int code = nearest.n > 0 ? cli_usage("commande inconnue : %s ; vouliez-vous dire « bilan %.*s » ?", name, STR_ARG(nearest))
                             : cli_usage("commande inconnue : %s", name);
    arena_close(arena);
    return code;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return print_help(), EXIT_USAGE;
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help();
    if (strcmp(argv[1], "--version") == 0)
        return puts("bilan " BILAN_VERSION), EXIT_DONE;
    if (strcmp(argv[1], "--completion") == 0)
        return complete(argv + 2);
    for (int i = 0; commands[i].name != NULL; i++) {
        if (strcmp(argv[1], commands[i].name) != 0)
            continue;
        if (argc > 2 && strcmp(argv[2], "--help") == 0)
            return print_command(&commands[i]);
        Options options = { .arena = arena_open(), .arguments = argv, .format = STR("texte") };
        int code = read_options(&options, &commands[i], argv + 2) ? commands[i].run(&options) : EXIT_USAGE;
        arena_close(options.arena);
        return code;
    }
    return unknown_command(argv[1]);
}
