/* page.c - the years side by side as a page */
#include "volumes/site_impl.h"

#include "doc/format.h"
#include "html/figures.h"
#include "text/french.h"

typedef struct { Shelf *shelf; Arena *arena; const Comparison *comparison; size_t drawings; } PageMaker;

static const struct { NoticeKind kind; const char *id, *about; bool is_folded; } groups[] = {
    { NOTICE_CONTRADICTION, "page_contradictions", "La même période, deux valeurs.", false },
    { NOTICE_NAMES, "page_noms", "Un document annonce un nombre et en nomme un autre.", false },
    { NOTICE_PERIODS, "page_periodes", "À vérifier : une période en contient une autre, et compte moins qu’elle.", false },
    { NOTICE_UNITS, "page_unites", "À vérifier : deux documents ne comptent pas dans la même unité ; leurs chiffres ne se comparent pas.", false },
    { NOTICE_REMARK, "page_remarques", "Ce que les éditions disent elles-mêmes des contradictions de leurs sources.", true },
};
_Static_assert(sizeof groups / sizeof *groups == NOTICE_KINDS, "every kind of notice needs a group");

static const Volume *volume_at(const PageMaker *maker, size_t volume)
{
    return &maker->comparison->volumes.at[volume];
}

/* ---- where a figure is told, in a home ---- */

static const Period *period_of(const Claim *claim)
{
    return claim->indicator != NULL ? figure_period(claim->indicator, claim->value) : NULL;
}

static Str claim_href(const PageMaker *maker, const Claim *claim)
{
    const Volume *volume = volume_at(maker, claim->volume);
    const Period *period = period_of(claim);
    if (volume->href.n == 0 || !volume->has_data || period == NULL)
        return STR_NONE;
    return str_printf(maker->arena, "%.*sdonnees.html#%.*s", STR_ARG(volume->href),
                      STR_ARG(figure_id(maker->arena, volume->document, claim->indicator, period)));
}

/* ---- notices ---- */

static void add_place(PageMaker *maker, View *list, VolumePlace place, const Claim *claim)
{
    View *entry = view_add(list);
    view_text(entry, "valeur", claim != NULL ? claim_text(maker->arena, claim) : STR_NONE);
    view_text(entry, "document", volume_title(maker->arena, volume_at(maker, place.volume)));
    view_text(entry, "href", claim != NULL ? claim_href(maker, claim) : STR_NONE);
    view_text(entry, "fichier", place_text(maker->arena, maker->comparison, place));
}

static void add_notice(PageMaker *maker, View *list, const Notice *notice)
{
    View *entry = view_add(list);
    view_text(entry, "programme", notice->programme > 0 ? str_printf(maker->arena, "%d", notice->programme) : STR_NONE);
    view_text(entry, "libelle", notice->label);
    view_text(entry, "texte", notice->text);
    View *places = view_list(entry, "lieux");
    add_place(maker, places, notice->place, notice->a);
    if (notice->b != NULL)
        add_place(maker, places, (VolumePlace){ notice->b->volume, notice->b->span }, notice->b);
}

static size_t count_notices(const PageMaker *maker, NoticeKind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < maker->comparison->notices.n; i++)
        n += maker->comparison->notices.at[i].kind == kind;
    return n;
}

static void set_notices(PageMaker *maker, View *view)
{
    View *list = view_list(view, "groupes");
    const Notices *notices = &maker->comparison->notices;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        size_t n = count_notices(maker, groups[g].kind);
        if (n == 0)
            continue;
        View *group = view_add(list);
        view_text(group, "id", str_from_c(groups[g].id));
        view_text(group, "titre", str_from_c(notice_title(groups[g].kind)));
        view_text(group, "explication", str_from_c(groups[g].about));
        view_flag(group, "est-replie", groups[g].is_folded);
        view_text(group, "nombre", str_printf(maker->arena, "%zu remarque%s", n, n > 1 ? "s" : ""));
        View *entries = view_list(group, "liste");
        for (size_t i = 0; i < notices->n; i++)
            if (notices->at[i].kind == groups[g].kind)
                add_notice(maker, entries, &notices->at[i]);
    }
    view_flag(view, "a-des-contradictions", count_notices(maker, NOTICE_CONTRADICTION) > 0);
}

/* ---- measures ---- */

static bool is_contradicted(const PageMaker *maker, const Measure *measure)
{
    for (size_t i = 0; i < maker->comparison->notices.n; i++) {
        const Notice *notice = &maker->comparison->notices.at[i];
        if (notice->measure == measure && notice->kind == NOTICE_CONTRADICTION)
            return true;
    }
    return false;
}

static void add_cell(PageMaker *maker, View *cells, const Measure *measure, size_t volume)
{
    const Claim *claim = measure_claim(measure, volume);
    View *cell = view_add(cells);
    bool says_year = claim != NULL && claim->is_own && claim->years.first == claim->years.last;
    Str text = claim == NULL ? STR_NONE
             : measure->has_units ? claim_text(maker->arena, claim)
             : format_value(maker->arena, claim->value, FORMAT_PLAIN);
    view_text(cell, "texte", text);
    view_text(cell, "href", claim != NULL ? claim_href(maker, claim) : STR_NONE);
    view_text(cell, "periode", claim == NULL || says_year ? STR_NONE : claim->period);
}

static void add_definitions(PageMaker *maker, View *line, const Measure *measure)
{
    View *list = view_list(line, "precisions");
    for (size_t v = 0; v < maker->comparison->volumes.n && measure_definitions_differ(measure); v++) {
        const Claim *claim = measure_claim(measure, v);
        if (claim == NULL || claim->indicator == NULL || claim->indicator->definition.str.n == 0)
            continue;
        Str text = str_printf(maker->arena, "%.*s : %.*s", STR_ARG(volume_at(maker, v)->name),
                              STR_ARG(claim->indicator->definition.str));
        view_add_text(list, french_spaces(maker->arena, text, 0));
    }
}

static void add_measure(PageMaker *maker, View *lines, const Measure *measure)
{
    View *line = view_add(lines);
    view_text(line, "libelle", measure->label);
    view_text(line, "part", measure->part);
    view_flag(line, "est-contredit", is_contradicted(maker, measure));
    add_definitions(maker, line, measure);
    View *cells = view_list(line, "cellules");
    for (size_t v = 0; v < maker->comparison->volumes.n; v++)
        add_cell(maker, cells, measure, v);
    view_text(line, "evolution", measure_change(maker->arena, measure));
    view_text(line, "courbe", spark_svg(maker->shelf, measure, ++maker->drawings));
}

/* "Programme 8 : Gestion des flux …", by the newest volume that has it. */
static Str programme_title(PageMaker *maker, int number)
{
    for (size_t v = maker->comparison->volumes.n; number > 0 && v-- > 0;) {
        const Programme *programme = edition_programme(volume_at(maker, v)->document->edition, number);
        if (programme != NULL)
            return french_spaces(maker->arena, str_printf(maker->arena, "Programme %d : %.*s", number,
                                                          STR_ARG(programme->title.str)), 0);
    }
    return STR("Sans programme");
}

static void set_measures(PageMaker *maker, View *view)
{
    const Measures *measures = &maker->comparison->measures;
    View *programmes = view_list(view, "programmes"), *lines = NULL;
    int last = -1;
    for (size_t i = 0; i < measures->n; i++) {
        const Measure *measure = measures->at[i];
        if (!measure_is_shown(measure))
            continue;
        if (lines == NULL || measure->programme != last) {
            View *programme = view_add(programmes);
            view_text(programme, "titre", programme_title(maker, measure->programme));
            view_text(programme, "colonnes", str_printf(maker->arena, "%zu", maker->comparison->volumes.n + 3));
            lines = view_list(programme, "lignes");
        }
        last = measure->programme;
        add_measure(maker, lines, measure);
    }
    view_flag(view, "a-des-mesures", programmes->members.n > 0);
}

static void set_neighbours(PageMaker *maker, View *view)
{
    const Measures *measures = &maker->comparison->measures;
    View *list = view_list(view, "voisins");
    for (size_t i = 0; i < measures->n; i++) {
        if (measures->at[i]->kind != MEASURE_NEIGHBOURS)
            continue;
        View *places = view_list(view_add(list), "lieux");
        for (size_t j = 0; j < measures->at[i]->claims.n; j++) {
            const Claim *claim = &measures->at[i]->claims.at[j];
            View *place = view_add(places);
            view_text(place, "valeur", claim_text(maker->arena, claim));
            view_text(place, "periode", claim->period);
            view_text(place, "libelle", french_spaces(maker->arena, claim->indicator->label.str, 0));
            view_text(place, "definition", french_spaces(maker->arena, claim->indicator->definition.str, 0));
        }
    }
    view_flag(view, "a-des-voisins", list->members.n > 0);
}

/* ---- what comes and goes ---- */

static Str passing_title(PageMaker *maker, const Passing *passing)
{
    return french_spaces(maker->arena, str_printf(maker->arena, "Programme %d : %s %.*s, %s %.*s", passing->programme,
        passing->is_gone ? "dans" : "nouveaux dans", STR_ARG(volume_at(maker, passing->with)->name),
        passing->is_gone ? "et plus dans" : "absents de", STR_ARG(volume_at(maker, passing->without)->name)), 0);
}

static void set_passings(PageMaker *maker, View *view)
{
    const Passings *passings = &maker->comparison->passings;
    View *list = view_list(view, "passages"), *names = NULL;
    for (size_t i = 0; i < passings->n; i++) {
        const Passing *passing = &passings->at[i], *before = i > 0 ? &passings->at[i - 1] : NULL;
        if (before == NULL || before->with != passing->with || before->programme != passing->programme
            || before->is_gone != passing->is_gone) {
            View *group = view_add(list);
            view_text(group, "titre", passing_title(maker, passing));
            names = view_list(group, "liste");
        }
        view_add_text(names, french_spaces(maker->arena, passing->indicator->label.str, 0));
    }
    view_flag(view, "a-des-passages", list->members.n > 0);
}

/* ---- texts ---- */

static void add_change(PageMaker *maker, View *list, const ProseChange *change)
{
    static const struct { const char *name, *class_name; } kinds[PROSE_KINDS] = {
        [PROSE_CHANGED] = { "Modifié", "modifie" }, [PROSE_ADDED] = { "Nouveau", "nouveau" },
        [PROSE_REMOVED] = { "Disparu", "disparu" },
    };
    View *entry = view_add(list);
    view_text(entry, "etat", str_from_c(kinds[change->kind].name));
    view_text(entry, "classe", str_from_c(kinds[change->kind].class_name));
    view_text(entry, "html", change_html(maker->arena, change));
}

static void add_changes(PageMaker *maker, View *sections, const ProseComparison *prose)
{
    View *list = NULL;
    Str last = STR_NONE;
    for (size_t i = 0; i < prose->changes.n; i++) {
        const ProseChange *change = &prose->changes.at[i];
        const Paragraph *shown = change->after != NULL ? change->after : change->before;
        if (change->kind == PROSE_SAME)
            continue;
        if (list == NULL || !str_equal(last, shown->title)) {
            View *section = view_add(sections);
            view_text(section, "titre", shown->title.n > 0 ? shown->title : STR("En tête"));
            list = view_list(section, "paragraphes");
        }
        last = shown->title;
        add_change(maker, list, change);
    }
}

static void set_prose(PageMaker *maker, View *view)
{
    const ProseComparisons *prose = &maker->comparison->prose;
    View *list = view_list(view, "textes");
    for (size_t i = 0; i < prose->n; i++) {
        const ProseComparison *it = &prose->at[i];
        View *entry = view_add(list);
        Str name = it->programme > 0 ? str_printf(maker->arena, "Programme %d", it->programme) : it->title;
        Str title = str_printf(maker->arena, "%.*s, de %.*s à %.*s", STR_ARG(name),
                               STR_ARG(volume_at(maker, it->before)->name), STR_ARG(volume_at(maker, it->after)->name));
        view_text(entry, "titre", french_spaces(maker->arena, title, 0));
        view_text(entry, "compte", str_printf(maker->arena, "paragraphes : %.*s",
                                              STR_ARG(prose_counts(maker->arena, it))));
        add_changes(maker, view_list(entry, "sections"), it);
    }
    view_flag(view, "a-des-textes", list->members.n > 0);
}

/* ---- the whole ---- */

static void add_count(PageMaker *maker, View *list, size_t n, const char *id, const char *one, const char *many)
{
    View *entry = view_add(list);
    view_text(entry, "id", str_from_c(id));
    view_text(entry, "nombre", french_number(maker->arena, (int64_t)n, 0));
    view_text(entry, "libelle", str_from_c(n > 1 ? many : one));
}

/* The figures at the head; those that lead nowhere are left out. */
static void set_counts(PageMaker *maker, View *view)
{
    const Comparison *comparison = maker->comparison;
    View *list = view_list(view, "reperes");
    size_t shown = 0, changed = 0, contradictions = comparison_contradictions(comparison);
    const char *first = count_notices(maker, NOTICE_CONTRADICTION) > 0 ? "page_contradictions"
                      : contradictions > 0 ? "page_noms" : "page_aucune";
    for (size_t i = 0; i < comparison->measures.n; i++)
        shown += measure_is_shown(comparison->measures.at[i]);
    for (size_t i = 0; i < comparison->prose.n; i++)
        changed += comparison->prose.at[i].count[PROSE_CHANGED];
    add_count(maker, list, contradictions, first, "contradiction", "contradictions");
    add_count(maker, list, shown, "page_indicateurs", "chiffre qui revient", "chiffres qui reviennent");
    if (comparison->passings.n > 0)
        add_count(maker, list, comparison->passings.n, "page_passages", "chiffre qui apparaît ou disparaît",
                  "chiffres qui apparaissent ou disparaissent");
    if (comparison->prose.n > 0)
        add_count(maker, list, changed, "page_textes", "paragraphe modifié", "paragraphes modifiés");
}

static void set_volumes(PageMaker *maker, View *view)
{
    View *list = view_list(view, "documents");
    for (size_t v = 0; v < maker->comparison->volumes.n; v++) {
        const Volume *volume = volume_at(maker, v);
        View *entry = view_add(list);
        view_text(entry, "nom", volume->name);
        view_text(entry, "complet", french_spaces(maker->arena, volume_title(maker->arena, volume), 0));
        view_text(entry, "href", volume->href);
    }
}

void comparison_page(Shelf *shelf, const Comparison *comparison, Str path)
{
    PageMaker maker = { .shelf = shelf, .arena = shelf->arena, .comparison = comparison };
    View *view = shelf_view(shelf, STR("Les années côte à côte"),
                            STR("Les mêmes chiffres d’une édition à l’autre : évolutions, contradictions, textes."));
    set_volumes(&maker, view);
    set_counts(&maker, view);
    set_notices(&maker, view);
    set_measures(&maker, view);
    set_neighbours(&maker, view);
    set_passings(&maker, view);
    set_prose(&maker, view);
    shelf_emit_page(shelf, path, STR("comparaison"), view);
}
