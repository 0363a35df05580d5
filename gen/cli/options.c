#include "cli/options.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

#define AT(member) offsetof(Options, member)

static const Option rows[] = {
    { "-o", "SORTIE", "build check compare", WORD_FOLDER, AT(output),
      "dossier de sortie (« public » si absent) ; remplacé d’un coup, ou pas du tout" },
    { "--brouillon", NULL, "build", WORD_ANY, AT(is_draft), "écrit aussi quand le contenu a des erreurs" },
    { "--release", NULL, "build", WORD_ANY, AT(is_release), "vérifie le PDF, et n’écrit rien s’il a une faute" },
    { "--rebuild", NULL, "verify", WORD_PDF_OR_EDITION, AT(is_rebuild),
      "reconstruit le PDF et compare, octet par octet" },
    { "--strict", NULL, "build check", WORD_ANY, AT(is_strict), "les avertissements font échouer (code 3)" },
    { "--format", "json", "build check", WORD_FORMAT, AT(format),
      "un message par ligne, en JSON ; « sarif » : un document SARIF 2.1.0, pour\nl’intégration continue" },
    { "--strict", NULL, "compare", WORD_ANY, AT(is_strict), "avec compare : les contradictions font échouer (code 3)" },
    { "--format", "json", "compare", WORD_JSON, AT(format), "avec compare : un seul document JSON" },
    { "--format", "json", "import verify", WORD_JSON, AT(format), "avec import et verify : un message par ligne, en JSON" },
    { "--corrige", NULL, "check", WORD_ANY, AT(corrects),
      "récrit dans les fichiers ce qui se corrige sans risque : chiffres tapés à la main\n"
      "que les données ont, mots répétés, ordinaux, dates, guillemets, apostrophes, espaces" },
    { "--sauf", "CODES", "check", WORD_CODE, AT(except),
      "codes à ne pas montrer, séparés par des virgules : --sauf B540 laisse ce qui reste à remplir" },
    { "--explique", NULL, "check", WORD_CODE, AT(explains), "cause, exemple et remède d’un code ; sans code, la liste de tous" },
    { "--phase", "PHASE", "dump", WORD_PHASE, AT(phase), "l’étape à montrer" },
    { "--temps", NULL, "build serve", WORD_ANY, AT(shows_times), "temps passé à chaque étape" },
    { "--rapport-typo", NULL, "build", WORD_ANY, AT(shows_quality),
      "ce qui laisse à désirer dans la composition des pages, avec la page et la source" },
    { "--impression", NULL, "build", WORD_ANY, AT(input.for_printer),
      "écrit aussi NOM-impression.pdf, pour l’imprimeur : fond perdu de 3 mm, traits de\ncoupe, textes en noir pur" },
    { "--port", "N", "serve", WORD_ANY, AT(port), "port de l’aperçu (8019 si absent, ou le premier libre après lui)" },
    { "--sans-navigateur", NULL, "serve", WORD_ANY, AT(opens_no_browser), "n’ouvre pas le navigateur" },
    { "--editeur", "ADRESSE", "serve", WORD_ANY, AT(editor),
      "ce qu’ouvre « ouvrir dans l’éditeur » (vscode://file{fichier}:{ligne}:{colonne} si absent)" },
    { "--from", "DOSSIER", "new", WORD_EDITION, AT(from), "l’édition d’après laquelle faire la suivante" },
    { "--annee", "ANNÉE", "new", WORD_ANY, AT(year), "année de la nouvelle édition, si le nom du dossier ne la dit pas" },
    { "--dans", "DOSSIER", "import", WORD_PROGRAMME, AT(into), "le programme qui reçoit le tableau" },
    { "--dans", "DOSSIER", "schema", WORD_EDITION, AT(into), "l’édition dont les schémas sont à mettre à jour" },
    { "--tableau", "NOM", "import", WORD_ANY, AT(table), "nom du tableau (tiré de son titre si absent)" },
    { "--feuille", "NOM", "import", WORD_ANY, AT(sheet), "feuille du classeur (la première si absent)" },
    { "--remplacer", NULL, "import", WORD_ANY, AT(replaces), "change le tableau qui existe et diffère" },
};
enum { ROWS = sizeof rows / sizeof *rows };

const Option *option_row(size_t i)
{
    return i < ROWS ? &rows[i] : NULL;
}

bool option_is_of(const Option *option, const Command *command)
{
    Str names = str_from_c(option->commands), name;
    while (str_split(&names, ' ', &name))
        if (str_equal(name, str_from_c(command->name)))
            return true;
    return false;
}

const Option *option_find(const Command *command, Str name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (str_equal(str_from_c(rows[i].name), name) && option_is_of(&rows[i], command))
            return &rows[i];
    return NULL;
}

static bool refuse(Arena *arena, const Command *command, const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return cli_usage("« %s » n’est pas une option de « %s », mais de : %s", name, command->name,
                             rows[i].commands) == EXIT_DONE;
    Str names[ROWS];
    size_t n = 0;
    for (size_t i = 0; i < ROWS; i++)
        if (option_is_of(&rows[i], command))
            names[n++] = str_from_c(rows[i].name);
    Str nearest = diag_nearest(arena, str_from_c(name), names, n);
    if (nearest.n > 0)
        return cli_usage("option inconnue : %s ; vouliez-vous dire « %.*s » ?", name, STR_ARG(nearest)) == EXIT_DONE;
    return cli_usage("option inconnue : %s", name) == EXIT_DONE;
}

bool option_read(Options *options, const Command *command, char **args, int *i)
{
    const Option *option = option_find(command, str_from_c(args[*i]));
    if (option == NULL)
        return refuse(options->arena, command, args[*i]);
    char *at = (char *)options + option->offset;
    if (option->value == NULL) {
        *(bool *)(void *)at = true;
        return true;
    }
    if (args[*i + 1] == NULL)
        return cli_usage("« %s » attend une valeur", args[*i]) == EXIT_DONE;
    *(Str *)(void *)at = str_from_c(args[++*i]);
    return true;
}

static void print_row(const Option *option)
{
    enum { COLUMN = 19 };                /* a longer name leaves two blanks before its words */
    Str about = str_from_c(option->about), line;
    int used = (int)strlen(option->name);
    printf("  %s", option->name);
    if (option->value != NULL)
        used += 1 + (int)utf8_count(str_from_c(option->value)), printf(" %s", option->value);
    for (bool is_first = true; str_split(&about, '\n', &line); is_first = false)
        printf("%*s%.*s\n", is_first ? (used < COLUMN ? COLUMN - used : 2) : COLUMN + 2, "", STR_ARG(line));
}

void options_print(const Command *command)
{
    for (size_t i = 0; i < ROWS; i++)
        if (command == NULL || option_is_of(&rows[i], command))
            print_row(&rows[i]);
}
