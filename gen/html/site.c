/* The site: a home page, a page a chapter, two lists, a stylesheet, a script
 * and the fonts. Pages are Mustache templates around what the writers of
 * this folder make; the templates hold the words. */
#include "html/site_impl.h"

#include "html/machine.h"
#include "html/search.h"
#include "text/french.h"

enum { ASSET_LIMIT = 1 << 20, MAP_ROWS = 64 };

/* Where the size of the PDF goes. Noncharacters are for a program's own use (Unicode 15, section 23.7). */
#define SIZE_MARK "\uFDD0"

/* "1,2 Mo", "850 Ko": how large the PDF is, in the words of the site. */
static Str size_text(Arena *arena, const SiteWords *words, size_t bytes)
{
    bool is_large = bytes >= 1000000;
    Str number = is_large ? french_number(arena, (int64_t)(bytes + 50000) / 100000, 1)
                          : str_printf(arena, "%zu", (bytes + 999) / 1000);
    return words_fill(arena, is_large ? words->megabytes : words->kilobytes, &number, 1);
}

/* What stands on the pages for the size until the PDF is written: as long as any size can be, which then takes its
 * place. A PDF's offsets have ten digits (ISO 32000-1, 7.5.4). */
static Str size_mark(Arena *arena, const SiteWords *words)
{
    Buf mark = buf_new(arena);
    size_t kilobytes = size_text(arena, words, 999999).n, megabytes = size_text(arena, words, 9999999999).n;
    do                                   /* the words of a theme may be empty */
        buf_c(&mark, SIZE_MARK);
    while (mark.n < kilobytes || mark.n < megabytes);
    return buf_text(&mark);
}

static void set_report(Site *site, View *view)
{
    const Edition *edition = site->document->edition;
    Arena *arena = site->scratch;
    View *report = view_part(view, "rapport");
    view_text(report, "titre", french_spaces(arena, edition->title.str, 0));
    view_text(report, "edition", french_spaces(arena, edition->edition.str, 0));
    view_text(report, "sous-titre", french_spaces(arena, edition->subtitle.str, 0));
    view_text(report, "resume", french_spaces(arena, edition->summary.str, 0));
    view_text(report, "organisme", edition->publisher.str);
    view_text(report, "adresse", edition->address.str);
    view_text(report, "langue", edition_language(edition));
    view_flag(report, "date-du-jour", edition->date.text.n == sizeof "2019-12-31" - 1);   /* else a month, a year */
    view_flag(report, "droite-a-gauche", document_is_rtl(site->document));
    view_text(report, "date-iso", edition->date.kind == VALUE_DATE ? edition->date.text : STR_NONE);
    view_text(report, "date", edition->date.kind == VALUE_DATE ? french_date(arena, edition->date.text) : STR_NONE);
    View *masthead = view_list(report, "en-tete");
    for (size_t i = 0; i < edition->masthead.n; i++)
        view_add_text(masthead, edition->masthead.at[i].str);
    view_text(report, "royaume", edition->masthead.n > 0 ? edition->masthead.at[0].str : STR_NONE);
    if (site->size_mark.n == 0)
        return;
    Str name = edition->name.str.n > 0 ? edition->name.str : STR("rapport");
    View *pdf = view_part(view, "pdf");
    view_text(pdf, "href", str_join(arena, name, STR(".pdf")));
    view_text(pdf, "taille", site->size_mark);
}

Str language_name(Str language)
{
    static const struct { const char *code, *name; } names[] = { { "fr", "Français" }, { "ar", "العربية" } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(language, str_from_c(names[i].code)))
            return str_from_c(names[i].name);
    return language;
}

View *site_view(Site *site, const Chapter *here)
{
    View *view = view_object(site->scratch);
    set_report(site, view);
    view_put(view, "mots", site->words);
    view_text(view, "recueil", site->around != NULL ? site->around->home : STR_NONE);
    if (site->around != NULL && site->around->twin.href.n > 0) {
        View *twin = view_part(view, "jumeau");
        view_text(twin, "href", site->around->twin.href);
        view_text(twin, "langue", site->around->twin.language);
        view_text(twin, "nom", language_name(site->around->twin.language));
    }
    const DocType *type = site->document->edition->type;
    view_text(view, "type", type != NULL ? type->label.str : STR_NONE);
    view_flag(view, "a-des-sigles", site->document->sigles.n > 0);
    menu_set(site, view, here);
    return view;
}

static void emit(Site *site, Str path, Str bytes)
{
    array_push(site->arena, site->files,
               (OutputFile){ str_copy(site->arena, path), str_copy(site->arena, bytes) });
}

void site_emit(Site *site, Str path, Str name, View *view)
{
    Buf page = buf_new(site->scratch);
    view_text(view, "canonique", machine_address(site->scratch, site->document, path));
    template_render(site->templates, name, view, &page);
    runes_add(site->runes, buf_text(&page));
    emit(site, path, buf_text(&page));
}

/* A file of the template that goes into the site, with the words of the theme. */
static Str read_asset(Site *site, Str name)
{
    Str path = theme_file(site->scratch, &site->document->theme->folders, name), text;
    if (file_read(site->scratch, path, ASSET_LIMIT, &text))
        return site_words_in(site->scratch, site->document->theme, text, site->diags);
    diag_add(site->diags, DIAG_TEMPLATE_MISSING, SPAN_NONE, "%.*s", STR_ARG(path));
    return STR_NONE;
}

/* How many columns and rows the map of the programmes has. */
static void write_map_size(Site *site, Buf *css)
{
    MapRow rows[MAP_ROWS];
    size_t n = motif_map(site->document->edition, rows, MAP_ROWS);
    int columns = 1;
    for (size_t i = 0; i < n; i++)
        columns = rows[i].count > columns ? rows[i].count : columns;
    buf_printf(css, ":root{--colonnes:%d;--rangs:%zu}\n", columns, n > 0 ? n : 1);
}

/* The stylesheet: the theme's properties, the faces, the classes of drawings,
 * then the template's own rules. */
static void write_style(Site *site)
{
    Buf css = buf_new(site->scratch), faces = buf_new(site->scratch);
    Str rules = read_asset(site, STR("style.css"));
    runes_add(site->runes, rules);
    fonts_write(site->arena, site->scratch, site->fonts, site->runes, site->files, &faces, site->diags);
    buf_str(&css, theme_css(site->scratch, site->document->theme));
    buf_str(&css, buf_text(&faces));
    svg_rules(&css);
    write_map_size(site, &css);
    buf_str(&css, rules);
    emit(site, STR("style.css"), buf_text(&css));
}

/* The mark of the site in tabs: a star on green. It stands alone, so its colours are written out. */
static void write_icon(Site *site)
{
    const Palette *light = &site->document->theme->light;
    Buf icon = buf_new(site->scratch);
    Str star = svg_path_data(site->scratch, motif_star(site->scratch, PT(16), PT(16), PT(26)));
    buf_printf(&icon, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">"
                      "<path fill=\"#%06X\" d=\"M0 0H32V32H0Z\"/><path fill=\"#%06X\" d=\"%.*s\"/></svg>\n",
               (unsigned)light->rgb[COLOUR_GROUND], (unsigned)light->rgb[COLOUR_IVORY], STR_ARG(star));
    emit(site, STR("icone.svg"), buf_text(&icon));
}

static void write_pictures(Site *site)
{
    for (size_t i = 0; i < site->pictures.list.n; i++)
        if (site->pictures.list.at[i].path.n > 0)
            emit(site, site->pictures.list.at[i].path, site->pictures.list.at[i].bytes);
}

static void write_search(Site *site)
{
    View *view = site_view(site, NULL);
    Str script = read_asset(site, STR("recherche.js"));
    view_text(view, "titre", site->document->theme->site.search.str);
    view_text(view, "description", site->document->theme->site.about_search.str);
    view_flag(view, "est-recherche", true);
    site_emit(site, STR("recherche.html"), STR("recherche"), view);
    runes_add(site->runes, script);
    emit(site, STR("recherche.js"), script);
    emit(site, STR("recherche-index.js"), search_index(site->arena, site->scratch, site->document));
}

static void write_sitemap(Site *site)
{
    Str *pages = arena_array(site->scratch, Str, site->files->n);
    size_t n = 0;
    for (size_t i = 0; i < site->files->n; i++)
        if (str_ends(site->files->at[i].path, STR(".html")) && !str_equal(site->files->at[i].path, STR("recherche.html")))
            pages[n++] = site->files->at[i].path;
    Str sitemap = machine_sitemap(site->scratch, site->document, pages, n);
    if (sitemap.n > 0)
        emit(site, STR("sitemap.xml"), sitemap);
}

static Site site_new(const SiteSetting *setting, OutputFiles *files)
{
    const Document *document = setting->document;
    Arena *arena = setting->arena, *scratch = setting->scratch;
    Site site = {
        .arena = arena, .scratch = scratch, .document = document, .fonts = setting->fonts, .diags = setting->diags,
        .templates = templates_open(arena, setting->sources, &document->theme->folders, setting->diags),
        .words = site_words(arena, document->theme, edition_language(document->edition)),
        .menu = menu_index(arena, document),
        .pictures = { .arena = arena, .diags = setting->diags }, .runes = arena_new(arena, Runes),
        .files = files, .origins = setting->origins,
        .size_mark = setting->has_pdf ? size_mark(arena, &document->theme->site) : STR_NONE, .around = setting->around,
    };
    if (!document_is_rtl(document))
        templates_mark_arabic(site.templates);
    return site;
}

static void write_chapters(Site *site, Str only)
{
    const Document *document = site->document;
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        ArenaMark mark = arena_mark(site->scratch);
        if (chapter->slug.n > 0 && (only.n == 0 || str_equal(only, link_to_chapter(site->scratch, chapter))))
            chapter_write(site, chapter);
        arena_rewind(site->scratch, mark);
    }
}

/* What is no page. The faces are cut to the runes of the pages, and to `more`. */
static void write_around(Site *site, const Runes *more)
{
    for (size_t i = 0; more != NULL && i < sizeof more->bits / sizeof *more->bits; i++)
        site->runes->bits[i] |= more->bits[i];
    static const char *const names[] = { "script.js", "donnees.js", "tableaux.js" };
    enum { SCRIPTS = sizeof names / sizeof *names };
    Str scripts[SCRIPTS];
    for (size_t i = 0; i < SCRIPTS; i++) {
        scripts[i] = read_asset(site, str_from_c(names[i]));
        runes_add(site->runes, scripts[i]);
    }
    write_style(site);
    for (size_t i = 0; i < SCRIPTS; i++)
        emit(site, str_from_c(names[i]), scripts[i]);
    write_icon(site);
}

void site_write(const SiteSetting *setting, OutputFiles *files)
{
    ArenaMark mark = arena_mark(setting->scratch);
    Site site = site_new(setting, files);
    if (!site.document->theme->is_single)
        home_write(&site);
    write_chapters(&site, STR_NONE);
    lists_write(&site);
    write_search(&site);
    write_sitemap(&site);
    emit(&site, STR("adresses.txt"), machine_addresses(setting->scratch, site.document));
    write_around(&site, NULL);
    write_pictures(&site);
    arena_rewind(setting->scratch, mark);
}

/* In the page itself, which is a copy that emit() made. Returns the length that it has then. */
static size_t put_size(char *page, size_t n, Str mark, Str size)
{
    size_t from = 0, to = 0;
    for (size_t at; from < n; from = at + mark.n) {
        at = str_find((Str){ page, n }, mark, from);
        memmove(page + to, page + from, at - from);
        to += at - from;
        if (at == n)
            break;
        memcpy(page + to, size.p, size.n);
        to += size.n;
    }
    return to;
}

void site_tell_size(Arena *arena, const Theme *theme, OutputFiles *files, size_t from, size_t pdf_size)
{
    Str size = size_text(arena, &theme->site, pdf_size), mark = size_mark(arena, &theme->site);
    for (size_t i = from; i < files->n; i++)
        if (str_ends(files->at[i].path, STR(".html")))
            files->at[i].bytes.n = put_size((char *)files->at[i].bytes.p, files->at[i].bytes.n, mark, size);
}

bool site_write_page(const SiteSetting *setting, Str path, OutputFiles *files)
{
    ArenaMark mark = arena_mark(setting->scratch);
    Site site = site_new(setting, files);
    size_t before = files->n;
    if (str_equal(path, STR("index.html")) && !site.document->theme->is_single)
        home_write(&site);
    else if (str_equal(path, STR("donnees.html")) || str_equal(path, STR("sigles.html")))
        lists_write(&site);
    else if (str_equal(path, STR("recherche.html")))
        write_search(&site);
    else
        write_chapters(&site, path);
    write_pictures(&site);
    arena_rewind(setting->scratch, mark);
    return files->n > before;
}

void site_write_assets(const SiteSetting *setting, const Runes *runes, OutputFiles *files)
{
    ArenaMark mark = arena_mark(setting->scratch);
    Site site = site_new(setting, files);
    write_around(&site, runes);
    emit(&site, STR("recherche.js"), read_asset(&site, STR("recherche.js")));
    arena_rewind(setting->scratch, mark);
}
