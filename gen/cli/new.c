/* new.c - a new edition: from the last one, or from answers to five questions */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "edit/renew.h"
#include "edit/years.h"

enum { ANSWER_MAX = 1000, GROUPS_MAX = 99 };

/* --- writing --- */

/* All files, or none: they are written beside and renamed together. */
static bool write_edition(Arena *arena, Str folder, const NewFiles *files, Diags *diags)
{
    Str beside = str_printf(arena, "%.*s.%ld~", STR_ARG(folder), (long)getpid());
    bool done = true;
    for (size_t i = 0; done && i < files->n; i++)
        done = file_create(arena, path_join(arena, beside, files->at[i].path), files->at[i].text);
    done = done && file_swap_folder(arena, beside, folder);
    if (done)
        return true;
    diag_add(diags, DIAG_WRITE_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(folder), file_reason());
    file_remove_tree(arena, beside);
    return false;
}

static void print_next(Str folder, const NewFiles *files)
{
    printf("%.*s : %zu fichiers\n\nPour la suite :\n", STR_ARG(folder), files->n);
    printf("  bilan check %.*s     dit ce qui reste à remplir, ligne par ligne\n", STR_ARG(folder));
    printf("  bilan build %.*s     construit le site et le PDF, dès maintenant\n\n", STR_ARG(folder));
    puts("Chaque « à remplir » attend un chiffre ou un texte ; « n.d. » est un chiffre que personne n’a.\n"
         "Un tableur se verse dans un tableau par « bilan import ».");
}

static int finish(const Options *options, const NewFiles *files, Diags *diags, const Sources *sources)
{
    if (!write_edition(options->arena, options->content, files, diags)) {
        diags_print(diags, sources, DIAG_PLAIN, stderr);
        return EXIT_FAULT;
    }
    print_next(options->content, files);
    return EXIT_DONE;
}

/* --- from the last edition --- */

static int year_of(const Options *options)
{
    return options->year.n > 0 ? year_in(options->year) : year_in(path_name(options->content));
}

static int new_from(const Options *options)
{
    Arena *arena = options->arena;
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    NewFiles files = { 0 };
    Str from = options->from;
    while (from.n > 1 && str_ends(from, STR("/")))
        from.n--;
    if (!file_exists(path_join(arena, from, STR("rapport.yaml"))))
        return cli_usage("%.*s n’est pas le dossier d’une édition : il n’a pas de rapport.yaml", STR_ARG(from));
    int year = year_of(options);
    if (!edition_renew(arena, &sources, from, year, &files, &diags)) {
        if (diags_count(&diags, DIAG_ERROR) + diags_count(&diags, DIAG_FAULT) == 0)
            return cli_usage("l’année est la même que celle de %.*s : en donner une autre par --annee", STR_ARG(from));
        diags_sort(&diags, &sources);
        diags_print(&diags, &sources, DIAG_PLAIN, stderr);
        fprintf(stderr, "rien n’a été écrit : corriger d’abord %.*s\n", STR_ARG(from));
        return diags_count(&diags, DIAG_FAULT) > 0 ? EXIT_FAULT : EXIT_CONTENT;
    }
    Diags writing = diags_new(arena);
    return finish(options, &files, &writing, &sources);
}

/* --- from nothing --- */

/* One line of the standard input; `otherwise` when it is empty or there is none. */
static Str ask(Arena *arena, const char *question, Str otherwise)
{
    char line[ANSWER_MAX];
    if (isatty(STDIN_FILENO)) {
        printf("%s [%.*s] : ", question, STR_ARG(otherwise));
        fflush(stdout);
    }
    if (fgets(line, sizeof line, stdin) == NULL)
        return otherwise;
    Str answer = str_trim(str_from_c(line));
    return answer.n > 0 ? str_copy(arena, answer) : otherwise;
}

/* A number from `least` to `most`, asked again on a terminal; 0 when it is none. */
static int ask_number(Arena *arena, const char *question, int otherwise, int least, int most)
{
    do {
        Str answer = ask(arena, question, str_printf(arena, "%d", otherwise));
        Value value;
        if (value_read_number(answer, SPAN_NONE, &value) && value.decimals == 0 && value.digits >= least
            && value.digits <= most)
            return (int)value.digits;
        fprintf(stderr, "un nombre de %d à %d est attendu, non « %.*s »\n", least, most, STR_ARG(answer));
    } while (isatty(STDIN_FILENO) && !feof(stdin));
    return 0;
}

static int new_from_nothing(const Options *options)
{
    enum { YEAR_LEAST = 1900, YEAR_MOST = 2199, PROGRAMMES = 3 };
    Arena *arena = options->arena;
    EditionPlan plan = { .programmes = PROGRAMMES };
    int year = year_of(options);
    plan.title = ask(arena, "Titre du rapport", STR("Rapport annuel"));
    plan.year = ask_number(arena, "Année", year > 0 ? year : 2020, YEAR_LEAST, YEAR_MOST);
    if (plan.year == 0)
        return EXIT_USAGE;
    plan.edition = ask(arena, "Nom de l’édition", str_printf(arena, "Rapport %d", plan.year));
    plan.programmes = ask_number(arena, "Nombre de programmes", PROGRAMMES, 1, GROUPS_MAX);
    plan.committees = plan.programmes > 0
        ? ask_number(arena, "Nombre de comités", plan.programmes > 1 ? 2 : 1, 1, plan.programmes) : 0;
    if (plan.committees == 0)
        return EXIT_USAGE;
    NewFiles files = { 0 };
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    Str templates = path_join(arena, options->input.share, STR("templates/rapport-2019/edition"));
    if (!edition_from_plan(arena, templates, &plan, &files)) {
        diag_add(&diags, DIAG_READ_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(templates), file_reason());
        diags_print(&diags, &sources, DIAG_PLAIN, stderr);
        return EXIT_FAULT;
    }
    return finish(options, &files, &diags, &sources);
}

int cli_new(const Options *options)
{
    if (options->content.n == 0)
        return cli_usage("quel dossier faire ? Par exemple : bilan new content/2021 --from content/2019");
    if (file_exists(options->content))
        return cli_usage("%.*s existe déjà : donner un autre nom, ou le déplacer", STR_ARG(options->content));
    if (options->year.n > 0 && year_in(options->year) == 0)
        return cli_usage("--annee attend une année : %.*s", STR_ARG(options->year));
    return options->from.n > 0 ? new_from(options) : new_from_nothing(options);
}
