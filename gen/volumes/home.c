/* home.c - the first page over several editions and documents, and the search over all */
#include "volumes/site_impl.h"

#include <assert.h>

#include "chart/chart.h"
#include "doc/format.h"
#include "html/figures.h"
#include "html/search.h"
#include "html/svg.h"
#include "text/french.h"

enum { TILE = 100, COLUMNS_MOST = 4, FIGURES_SHOWN = 3 };

typedef struct { Shelf *shelf; Arena *arena; const HomeEntry *entries; size_t n; } HomeMaker;

static const Edition *edition_of(const HomeEntry *entry)
{
    return entry->document != NULL ? entry->document->edition : NULL;
}

static bool is_report(const HomeEntry *entry)
{
    return edition_of(entry) == NULL || edition_of(entry)->type == NULL;
}

static Str entry_title(const HomeEntry *entry)
{
    const Edition *edition = edition_of(entry);
    if (edition == NULL)
        return entry->name;
    return is_report(entry) && edition->edition.str.n > 0 ? edition->edition.str : edition->title.str;
}

static Str first_page(Arena *arena, const HomeEntry *entry)
{
    return str_join(arena, entry->href, STR("index.html"));
}

/* "1,2 Mo", "850 Ko". */
static Str size_text(Arena *arena, size_t bytes)
{
    if (bytes >= 1000000)
        return str_printf(arena, "%.*s" NBSP "Mo", STR_ARG(french_number(arena, (int64_t)(bytes + 50000) / 100000, 1)));
    return str_printf(arena, "%zu" NBSP "Ko", (bytes + 999) / 1000);
}

/* ---- cards ---- */

static Str number_for_machines(Arena *arena, const Value *value)
{
    Buf out = buf_new(arena);
    Str text = format_decimals(arena, value, value->decimals);
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x80)
            buf_char(&out, text.p[i] == ',' ? '.' : text.p[i]);
    return buf_text(&out);
}

static void add_figures(HomeMaker *maker, View *card, const Edition *edition)
{
    View *list = view_list(card, "chiffres");
    const KeyFigure *figures = edition != NULL ? edition->key_figures.at : NULL;
    for (size_t i = 0; edition != NULL && i < edition->key_figures.n && list->members.n < FIGURES_SHOWN; i++) {
        NumberFormat format = FORMAT_BARE;
        const Value *value = edition_figure(maker->arena, edition, NULL, figures[i].figure.str, NULL);
        if (value == NULL || !value_is_number(value))
            continue;
        if (figures[i].format.str.n > 0 && !format_named(figures[i].format.str, &format))
            format = FORMAT_BARE;
        View *figure = view_add(list);
        view_text(figure, "valeur", format_value(maker->arena, value, format));
        view_text(figure, "machine", number_for_machines(maker->arena, value));
        view_text(figure, "libelle", french_spaces(maker->arena, figures[i].label.str, 0));
    }
    view_flag(card, "a-des-chiffres", list->members.n > 0);
}

static void add_card(HomeMaker *maker, View *list, const HomeEntry *entry)
{
    const Edition *edition = edition_of(entry);
    View *card = view_add(list);
    Str period = edition == NULL ? STR_NONE : edition_period(edition);
    view_text(card, "titre", french_spaces(maker->arena, entry_title(entry), 0));
    view_text(card, "href", first_page(maker->arena, entry));
    view_text(card, "periode", period);
    view_text(card, "resume", edition != NULL ? french_spaces(maker->arena, edition->summary.str, 0) : STR_NONE);
    view_flag(card, "est-garde", entry->is_kept);
    view_text(card, "pdf", entry->pdf.n > 0 ? str_join(maker->arena, entry->href, entry->pdf) : STR_NONE);
    view_text(card, "taille", size_text(maker->arena, entry->pdf_size));
    view_text(card, "donnees", entry->has_data ? str_join(maker->arena, entry->href, STR("donnees.html")) : STR_NONE);
    if (entry->twin.href.n > 0) {
        View *twin = view_part(card, "jumeau");
        view_text(twin, "href", str_join(maker->arena, entry->twin.href, STR("index.html")));
        view_text(twin, "langue", entry->twin.language);
        view_text(twin, "nom", language_name(entry->twin.language));
    }
    add_figures(maker, card, edition);
}

/* Reports, the newest first; then the other documents. */
static void set_cards(HomeMaker *maker, View *view)
{
    static const struct { const char *id, *title; } groups[] = {
        { "page_editions", "Éditions" }, { "page_documents", "Autres documents" },
    };
    View *list = view_list(view, "groupes");
    for (size_t g = 0; g < 2; g++) {
        View *cards = NULL;
        for (size_t i = maker->n; i-- > 0;) {
            if (is_report(&maker->entries[i]) != (g == 0))
                continue;
            if (cards == NULL) {
                View *group = view_add(list);
                view_text(group, "id", str_from_c(groups[g].id));
                view_text(group, "titre", str_from_c(groups[g].title));
                cards = view_list(group, "cartes");
            }
            add_card(maker, cards, &maker->entries[i]);
        }
    }
}

/* ---- the hero ---- */

static void add_star(HomeMaker *maker, View *list, const HomeEntry *entry, size_t place, size_t columns)
{
    const Edition *edition = edition_of(entry);
    View *star = view_add(list);
    int number = edition != NULL ? edition_years_end(edition) : 0;
    Str year = number > 0 ? str_printf(maker->arena, "%d", number) : STR("·"), title = entry_title(entry);
    if (str_find(title, year, 0) == title.n)
        title = str_printf(maker->arena, "%.*s, %.*s", STR_ARG(title), STR_ARG(year));
    view_text(star, "titre", french_spaces(maker->arena, title, 0));
    view_text(star, "href", first_page(maker->arena, entry));
    view_text(star, "annee", year);
    view_flag(star, "est-autre", !is_report(entry));
    view_text(star, "x", str_printf(maker->arena, "%zu", TILE * (place % columns)));
    view_text(star, "y", str_printf(maker->arena, "%zu", TILE * (place / columns)));
}

/* A star a report, in the order of their years; then the other documents, in the second colour. */
static void set_map(HomeMaker *maker, View *view)
{
    View *map = view_part(view, "carte");
    size_t columns = maker->n < COLUMNS_MOST ? maker->n : COLUMNS_MOST, rows = (maker->n + columns - 1) / columns;
    view_text(map, "trame", svg_path_data(maker->arena, motif_lines(maker->arena, PT(TILE / 2), PT(TILE / 2), PT(TILE))));
    view_text(map, "etoile", svg_path_data(maker->arena, motif_star(maker->arena, 0, 0, PT(TILE))));
    view_text(map, "largeur", str_printf(maker->arena, "%zu", TILE * columns));
    view_text(map, "hauteur", str_printf(maker->arena, "%zu", TILE * rows));
    View *stars = view_list(map, "etoiles");
    size_t place = 0;
    for (int is_other = 0; is_other < 2; is_other++)
        for (size_t i = 0; i < maker->n; i++)
            if (is_report(&maker->entries[i]) != (is_other == 1))
                add_star(maker, stars, &maker->entries[i], place++, columns);
    maker->shelf->map_columns = columns;
    maker->shelf->map_rows = rows;
}

/* "Rapports 2018 à 2020", and the button to the newest. */
static void set_reports(HomeMaker *maker, View *view)
{
    const HomeEntry *first = NULL, *last = NULL;
    for (size_t i = 0; i < maker->n; i++) {
        const Edition *edition = edition_of(&maker->entries[i]);
        if (edition == NULL || edition->type != NULL)
            continue;
        first = first != NULL ? first : &maker->entries[i];
        last = &maker->entries[i];
    }
    if (last == NULL) {
        view_text(view, "annees", STR_NONE);
        return;
    }
    view_text(view, "annees", first == last ? entry_title(last)
              : str_printf(maker->arena, "Rapports %.*s à %.*s", STR_ARG(edition_of(first)->year.str),
                           STR_ARG(edition_of(last)->year.str)));
    View *button = view_part(view, "derniere");
    view_text(button, "href", first_page(maker->arena, last));
    view_text(button, "titre", french_spaces(maker->arena, entry_title(last), 0));
    view_text(view, "royaume", edition_of(last)->masthead.n > 0 ? edition_of(last)->masthead.at[0].str : STR_NONE);
}

static Str counted(Arena *arena, size_t n, const char *one, const char *many)
{
    return str_printf(arena, "%zu %s", n, n > 1 ? many : one);
}

static Str comparison_words(Arena *arena, const Comparison *comparison)
{
    size_t shown = 0, contradictions = comparison_contradictions(comparison);
    for (size_t i = 0; i < comparison->measures.n; i++)
        shown += measure_is_shown(comparison->measures.at[i]);
    Str found = contradictions > 0 ? counted(arena, contradictions, "contradiction", "contradictions")
                                   : STR("aucune contradiction");
    return french_spaces(arena, str_printf(arena, "%.*s d’un document à l’autre ; %.*s.",
                                           STR_ARG(counted(arena, shown, "chiffre revient", "chiffres reviennent")),
                                           STR_ARG(found)), 0);
}

static void write_first_page(HomeMaker *maker, const Comparison *comparison)
{
    Arena *arena = maker->arena;
    Str about = str_printf(arena, "%.*s. Chacun se lit en ligne, en PDF et en données ; la recherche les parcourt tous.",
                           STR_ARG(counted(arena, maker->n, "document", "documents")));
    View *view = shelf_view(maker->shelf, maker->shelf->title, french_spaces(arena, about, 0));
    view_text(view, "ensemble", french_spaces(arena, maker->shelf->title, 0));
    view_text(view, "resume", french_spaces(arena, about, 0));
    view_text(view, "comparaison", comparison != NULL ? comparison_words(arena, comparison) : STR_NONE);
    set_reports(maker, view);
    set_map(maker, view);
    set_cards(maker, view);
    shelf_emit_page(maker->shelf, STR("index.html"), STR("accueil"), view);
}

static void write_search(HomeMaker *maker)
{
    Shelf *shelf = maker->shelf;
    SearchPart *parts = arena_array(maker->arena, SearchPart, maker->n);
    size_t n = 0;
    for (size_t i = 0; i < maker->n; i++)
        if (maker->entries[i].document != NULL && !maker->entries[i].is_kept)
            parts[n++] = (SearchPart){ maker->entries[i].document, maker->entries[i].href,
                                       french_spaces(maker->arena, entry_title(&maker->entries[i]), 0) };
    View *view = shelf_view(shelf, STR("Recherche"), STR("La recherche dans tous les documents."));
    view_flag(view, "est-recherche", true);
    shelf_emit_page(shelf, STR("recherche.html"), STR("recherche"), view);
    Str script = shelf_asset(shelf, STR("recherche.js"));
    runes_add(shelf->runes, script);
    shelf_emit(shelf, STR("recherche.js"), script);
    shelf_emit(shelf, STR("recherche-index.js"),
               search_index_of(shelf->setting->arena, shelf->arena, parts, n));
}

void home_write_over(const VolumesSetting *setting, const HomeEntry *entries, size_t n, const Comparison *comparison,
                     OutputFiles *files)
{
    ArenaMark mark = arena_mark(setting->scratch);
    HomeMaker maker = { .arena = setting->scratch, .entries = entries, .n = n };
    const Edition *newest = NULL;
    for (size_t i = 0; i < n; i++)
        if (edition_of(&entries[i]) != NULL && (newest == NULL || is_report(&entries[i])))
            newest = edition_of(&entries[i]);
    assert(newest != NULL);
    maker.shelf = shelf_new(setting, newest, files);
    maker.shelf->is_home = true;
    maker.shelf->has_comparison = comparison != NULL;
    write_first_page(&maker, comparison);
    if (comparison != NULL) {
        comparison_page(maker.shelf, comparison, STR("comparaison.html"));
        shelf_emit(maker.shelf, STR("comparaison.json"), comparison_json(maker.arena, comparison));
    }
    write_search(&maker);
    shelf_finish(maker.shelf);
    arena_rewind(setting->scratch, mark);
}

/* ---- ways from one edition to another ---- */

/* "2019" of a report, "Examen national 2020" of another document. */
static Str place_name(const Volume *volume)
{
    const Edition *edition = volume->document->edition;
    return edition->type != NULL && edition->edition.str.n > 0 ? edition->edition.str : volume->name;
}

static void add_other(Arena *arena, SiteAround *around, const Volume *volume, const Measure *measure, const Claim *claim,
                      Str up, Str key)
{
    const Period *period = figure_period(claim->indicator, claim->value);
    if (!volume->has_data || period == NULL)
        return;
    OtherPlaces *list = map_find(&around->others, key);
    if (list == NULL) {
        list = arena_new(arena, OtherPlaces);
        map_set(arena, &around->others, key, list);
    }
    Str id = figure_id(arena, volume->document, claim->indicator, period);
    Str href = str_printf(arena, "%.*s%.*sdonnees.html#%.*s", STR_ARG(up), STR_ARG(volume->href), STR_ARG(id));
    array_push(arena, list, (OtherPlace){ place_name(volume), href,
                                          measure->part.n == 0 ? claim_text(arena, claim) : STR_NONE });
}

static int owner_number(const Document *document, const Indicator *indicator)
{
    const Edition *edition = document->edition;
    for (size_t i = 0; i < edition->programme_count; i++)
        if (programme_indicator(edition->programmes[i], indicator->id.str) == indicator)
            return edition->programmes[i]->number;
    return 0;
}

/* What the other volumes tell of one measure, under the indicator that this volume has of it. */
static void tell_measure(Arena *arena, const Comparison *comparison, size_t volume, const Measure *measure, Str up,
                         SiteAround *around)
{
    const Claim *own = measure_claim(measure, volume);
    if (own == NULL)
        return;
    Str key = str_printf(arena, "%d:%.*s", owner_number(comparison->volumes.at[volume].document, own->indicator),
                         STR_ARG(own->indicator->id.str));
    if (map_find(&around->others, key) != NULL)
        return;
    for (size_t v = 0; v < comparison->volumes.n; v++) {
        const Claim *other = v != volume ? measure_claim(measure, v) : NULL;
        if (other != NULL)
            add_other(arena, around, &comparison->volumes.at[v], measure, other, up, key);
    }
}

/* Measures come an entry each: an indicator is told of once, by its total where it has one. */
void comparison_around(Arena *arena, const Comparison *comparison, size_t volume, SiteAround *around)
{
    const Volume *here = &comparison->volumes.at[volume];
    Buf up = buf_new(arena);
    for (size_t i = 0; i < here->href.n; i++)
        if (here->href.p[i] == '/')
            buf_c(&up, "../");
    around->home = str_join(arena, buf_text(&up), STR("index.html"));
    for (int is_part = 0; is_part < 2; is_part++)
        for (size_t i = 0; i < comparison->measures.n; i++) {
            const Measure *measure = comparison->measures.at[i];
            if (measure->kind == MEASURE_ENTRY && (measure->part.n > 0) == (is_part == 1))
                tell_measure(arena, comparison, volume, measure, buf_text(&up), around);
        }
}
