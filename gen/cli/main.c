#include "cli/cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

static const Command commands[] = {
    { "build", "DOSSIER [-o SORTIE] [--brouillon|--release] [--strict] [--format json] [--temps] [--rapport-typo] [--impression]",
      "construit le site, le PDF et les données", cli_build, false },
    { "check", "DOSSIER [-o SORTIE] [--strict] [--corrige] [--format json|sarif] | --explique [CODE]",
      "contrôle sans rien écrire, corrige ce qui l’est sans risque, ou explique un code", cli_check, false },
    { "dump", "DOSSIER|FICHIER --phase yaml|model|doc|lines|pages|tags",
      "montre une étape de la construction en texte", cli_dump, false },
    { "serve", "DOSSIER [--port N] [--sans-navigateur] [--editeur ADRESSE] [--temps]",
      "montre le site et les pages dans le navigateur, à jour à chaque enregistrement", cli_serve, false },
    { "new", "DOSSIER [--from DOSSIER] [--annee ANNÉE]",
      "fait l’édition suivante d’après la dernière, ou une édition à partir de rien", cli_new, false },
    { "import", "FICHIER.csv|FICHIER.xlsx --dans DOSSIER [--tableau NOM] [--feuille NOM] [--remplacer]",
      "verse un tableau de tableur dans les données d’un programme", cli_import, false },
    { "schema", "[rapport|programme] | --dans DOSSIER",
      "donne le schéma JSON des fichiers YAML, ou met les schémas d’une édition à jour", cli_schema, false },
    { "verify", "FICHIER.pdf ... [--format json] | --rebuild FICHIER.pdf DOSSIER",
      "relit des PDF finis et dit ce qui n’y est pas conforme, ou en quoi ils diffèrent de leurs sources", cli_verify, true },
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

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

static int print_help(void)
{
    puts("bilan - le rapport annuel, de ses données à ses pages\n\nEmploi :");
    for (int i = 0; i < COMMAND_COUNT; i++)
        printf("  bilan %s %s\n      %s\n", commands[i].name, commands[i].usage, commands[i].about);
    puts("\nOptions :\n"
         "  -o SORTIE        dossier de sortie (« public » si absent) ; remplacé d’un coup, ou pas du tout\n"
         "  --brouillon      écrit aussi quand le contenu a des erreurs\n"
         "  --release        vérifie le PDF, et n’écrit rien s’il a une faute\n"
         "  --rebuild        avec verify : reconstruit le PDF et compare, octet par octet\n"
         "  --strict         les avertissements font échouer (code 3)\n"
         "  --format json    un message par ligne, en JSON ; « sarif » : un document SARIF 2.1.0, pour l’intégration continue\n"
         "  --corrige        récrit dans les fichiers ce qui se corrige sans risque : chiffres tapés à la main que les\n"
         "                   données ont, mots répétés, ordinaux, dates, guillemets, apostrophes, espaces\n"
         "  --explique       cause, exemple et remède d’un code ; sans code, la liste de tous\n"
         "  --temps          temps passé à chaque étape\n"
         "  --rapport-typo   ce qui laisse à désirer dans la composition des pages, avec la page et la source\n"
         "  --impression     écrit aussi NOM-impression.pdf, pour l’imprimeur : fond perdu de 3 mm, traits de coupe,\n"
         "                   textes en noir pur\n"
         "  --port N         port de l’aperçu (8019 si absent, ou le premier libre après lui)\n"
         "  --sans-navigateur  n’ouvre pas le navigateur\n"
         "  --editeur ADRESSE  ce qu’ouvre « ouvrir dans l’éditeur » (vscode://file{fichier}:{ligne}:{colonne} si absent)\n"
         "  --help, --version\n\n"
         "Codes de sortie : 0 fait, 1 erreurs dans le contenu ou fautes dans le PDF, 2 mauvais emploi,\n"
         "3 avertissements sous --strict, 4 panne de la machine.\n\n"
         "Variables : SOURCE_DATE_EPOCH (date des fichiers), NO_COLOR (sans couleurs),\n"
         "BILAN_SHARE (dossier qui contient templates/ et fonts/).");
    return EXIT_DONE;
}

/* Where templates/ and fonts/ lie: beside the checkout that holds
 * build/out/bilan, or in the share folder of the installation. */
static Str find_share(Arena *arena)
{
    const char *given = getenv("BILAN_SHARE");
    if (given != NULL && *given != '\0')
        return str_from_c(given);
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    Str folder = n > 0 ? path_folder(str_copy(arena, (Str){ path, (size_t)n })) : STR(".");
    static const char *const places[] = { "../..", "../share/bilan", "." };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Str place = path_join(arena, folder, str_from_c(places[i]));
        if (file_is_folder(path_join(arena, place, STR("templates"))))
            return place;
    }
    return STR(".");
}

typedef struct { const char *name; Str *text; bool *flag; } Option;

/* Reads one argument, and the next when the option takes one; false after a
 * message when it is not understood. */
static bool read_option(Options *options, Str *format, char **args, int *i)
{
    const Option known[] = {
        { "-o", &options->output, NULL },
        { "--phase", &options->phase, NULL },
        { "--format", format, NULL },
        { "--port", &options->port, NULL },
        { "--editeur", &options->editor, NULL },
        { "--sans-navigateur", NULL, &options->opens_no_browser },
        { "--from", &options->from, NULL },
        { "--annee", &options->year, NULL },
        { "--dans", &options->into, NULL },
        { "--tableau", &options->table, NULL },
        { "--feuille", &options->sheet, NULL },
        { "--remplacer", NULL, &options->replaces },
        { "--strict", NULL, &options->is_strict },
        { "--brouillon", NULL, &options->is_draft },
        { "--corrige", NULL, &options->corrects },
        { "--explique", NULL, &options->explains },
        { "--temps", NULL, &options->shows_times },
        { "--rapport-typo", NULL, &options->shows_quality },
        { "--impression", NULL, &options->input.for_printer },
        { "--release", NULL, &options->is_release },
        { "--rebuild", NULL, &options->is_rebuild },
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        if (strcmp(args[*i], known[k].name) != 0)
            continue;
        if (known[k].flag != NULL) {
            *known[k].flag = true;
            return true;
        }
        if (args[*i + 1] == NULL)
            return cli_usage("« %s » attend une valeur", args[*i]) == EXIT_DONE;
        *known[k].text = str_from_c(args[++*i]);
        return true;
    }
    return cli_usage("option inconnue : %s", args[*i]) == EXIT_DONE;
}

static bool read_options(Options *options, const Command *command, char **args)
{
    Str format = STR("texte");
    for (int i = 0; args[i] != NULL; i++) {
        if (args[i][0] == '-' && args[i][1] != '\0') {
            if (!read_option(options, &format, args, &i))
                return false;
        } else if (options->operands.n > 0 && !command->takes_many) {
            return cli_usage("un seul dossier à la fois : %s", args[i]) == EXIT_DONE;
        } else {
            array_push(options->arena, &options->operands, str_from_c(args[i]));
        }
    }
    options->content = options->operands.n > 0 ? options->operands.at[0] : STR_NONE;
    options->as_json = str_equal(format, STR("json"));
    options->as_sarif = str_equal(format, STR("sarif"));
    if (!options->as_json && !options->as_sarif && !str_equal(format, STR("texte")))
        return cli_usage("format inconnu : %.*s (texte, json ou sarif)", STR_ARG(format)) == EXIT_DONE;
    while (options->content.n > 1 && str_ends(options->content, STR("/")))
        options->content.n--;
    options->input.content = options->content;
    options->input.is_strict = options->is_strict || options->corrects;
    options->input.share = find_share(options->arena);
    options->input.epoch = getenv("SOURCE_DATE_EPOCH");
    return true;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return print_help(), EXIT_USAGE;
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help();
    if (strcmp(argv[1], "--version") == 0)
        return puts("bilan " BILAN_VERSION), EXIT_DONE;
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(argv[1], commands[i].name) != 0)
            continue;
        if (argc > 2 && strcmp(argv[2], "--help") == 0)
            return print_help();
        Options options = { .arena = arena_open() };
        int code = read_options(&options, &commands[i], argv + 2) ? commands[i].run(&options) : EXIT_USAGE;
        arena_close(options.arena);
        return code;
    }
    return cli_usage("commande inconnue : %s", argv[1]);
}
