#include "html/site_impl.h"

#include "base/utf8.h"
#include "doc/format.h"
#include "html/figures.h"
#include "html/machine.h"
#include "text/french.h"

enum { LONG_FIGURE = 9 };                /* characters; longer ones are set smaller */

/* The chapter whose data hold the value; NULL when there is none. */
static const Chapter *home_of(const Document *document, const Value *value)
{
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        if (chapter->kind == CHAPTER_PROGRAMME && chapter->programme->file == value->span.file)
            return chapter;
    }
    return NULL;
}

static void add_key_figure(Site *site, View *list, const KeyFigure *figure)
{
    Arena *arena = site->scratch;
    NumberFormat format = FORMAT_BARE;
    const Value *value = edition_figure(arena, site->document->edition, NULL, figure->figure.str, NULL);
    if (value == NULL)
        return;
    if (figure->format.str.n > 0 && !format_named(figure->format.str, &format))
        format = FORMAT_BARE;
    const Chapter *chapter = home_of(site->document, value);
    Str text = format_value(arena, value, format);
    View *entry = view_add(list);
    view_text(entry, "valeur", text);
    view_flag(entry, "long", utf8_count(text) > LONG_FIGURE);
    view_text(entry, "machine", value_is_number(value) ? html_number(arena, value) : STR_NONE);
    view_text(entry, "libelle", french_spaces(arena, figure->label.str, 0));
    view_text(entry, "source", chapter ? chapter->number : STR_NONE);
    view_text(entry, "href", chapter ? link_to_chapter(arena, chapter) : STR_NONE);
}

/* Where reading begins: the first part, or the first page when there is none. */
static const Chapter *first_chapter(const Document *document)
{
    const Chapter *first = NULL;
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        if (chapter->slug.n > 0 && chapter->kind != CHAPTER_EPIGRAPH)
            return chapter;
        if (chapter->slug.n > 0 && first == NULL)
            first = chapter;
    }
    return first;
}

void home_write(Site *site)
{
    const Edition *edition = site->document->edition;
    const Chapter *first = first_chapter(site->document);
    const KeyFigure *figures = edition->key_figures.at;
    View *view = site_view(site, NULL);
    view_text(view, "titre", french_spaces(site->scratch, edition->title.str, 0));
    view_text(view, "description", edition->summary.str);
    const View *pdf = view_find(view, STR("pdf"));
    view_text(view, "donnees-liees", machine_report(site->scratch, site->document,
                                                    pdf != NULL ? view_find(pdf, STR("href"))->text : STR_NONE));
    view_text(view, "lire", first ? link_to_chapter(site->scratch, first) : STR_NONE);
    View *list = view_list(view, "chiffres");
    for (size_t i = 0; i < edition->key_figures.n; i++)
        add_key_figure(site, list, &figures[i]);
    view_flag(view, "a-des-chiffres", list->members.n > 0);
    site_emit(site, STR("index.html"), STR("accueil"), view);
}

static void add_exhibit(Site *site, View *list, Str label, const Inline *title, const Inline *source,
                         const Anchor *anchor, Str data_name)
{
    View *entry = view_add(list);
    view_text(entry, "numero", label);
    view_text(entry, "titre", inlines_text(site->scratch, title));
    view_text(entry, "source", inlines_text(site->scratch, source));
    view_text(entry, "href", anchor ? link_to_anchor(site->scratch, NULL, anchor) : STR_NONE);
    bool has_data = data_name.n > 0;
    view_text(entry, "csv", has_data ? html_data_file(site->scratch, data_name, "csv") : STR_NONE);
    view_text(entry, "xlsx", has_data ? html_data_file(site->scratch, data_name, "xlsx") : STR_NONE);
}

static void write_data(Site *site)
{
    const Document *document = site->document;
    View *view = site_view(site, NULL);
    view_text(view, "titre", document->theme->site.data.str);
    view_text(view, "description", document->theme->site.about_data.str);
    View *tables = view_list(view, "tableaux"), *charts = view_list(view, "figures");
    for (size_t i = 0; i < document->tables.n; i++) {
        const Block *block = document->tables.at[i];
        add_exhibit(site, tables, block->table->label, block->table->title, block->table->source, block->anchor,
                    block->table->data_name);
    }
    for (size_t i = 0; i < document->charts.n; i++) {
        const Block *block = document->charts.at[i];
        add_exhibit(site, charts, block->chart->label, block->chart->title, block->chart->source, block->anchor,
                    block->chart->data_name);
    }
    view_text(view, "donnees-liees", machine_dataset(site->scratch, document));
    figures_set(site->scratch, document, site->around, view);
    view_flag(view, "est-donnees", true);
    view_flag(view, "a-des-tableaux", tables->members.n > 0);
    view_flag(view, "a-des-figures", charts->members.n > 0);
    site_emit(site, STR("donnees.html"), STR("donnees"), view);
}

static void write_sigles(Site *site)
{
    const Document *document = site->document;
    View *view = site_view(site, NULL);
    view_text(view, "titre", document->theme->words.sigles.str);
    view_text(view, "description", document->theme->site.about_sigles.str);
    View *list = view_list(view, "liste");
    for (size_t i = 0; i < document->sigles.n; i++) {
        View *entry = view_add(list);
        view_text(entry, "id", html_sigle_id(site->scratch, document->sigles.at[i].name));
        view_text(entry, "nom", document->sigles.at[i].name);
        view_text(entry, "sens", document->sigles.at[i].meaning);
    }
    site_emit(site, STR("sigles.html"), STR("sigles"), view);
}

void lists_write(Site *site)
{
    write_data(site);
    if (site->document->sigles.n > 0)
        write_sigles(site);
}
