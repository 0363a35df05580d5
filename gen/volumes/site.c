/* site.c - what stands around the pages about several volumes */
#include "volumes/site_impl.h"

#include "base/file.h"
#include "chart/chart.h"
#include "html/site_words.h"
#include "html/svg.h"

enum { ASSET_LIMIT = 1 << 20 };

Shelf *shelf_new(const VolumesSetting *setting, const Edition *newest, OutputFiles *files)
{
    Shelf *shelf = arena_new(setting->scratch, Shelf);
    *shelf = (Shelf){ .setting = setting, .arena = setting->scratch, .sources = sources_new(setting->arena),
                      .runes = arena_new(setting->scratch, Runes), .files = files };
    shelf->templates = templates_open(setting->arena, &shelf->sources, &setting->theme->folders, setting->diags);
    templates_mark_arabic(shelf->templates);
    shelf->title = newest->title.str;
    shelf->publisher = newest->publisher.str;
    return shelf;
}

View *shelf_view(Shelf *shelf, Str title, Str description)
{
    View *view = view_object(shelf->arena);
    view_text(view, "titre", title);
    view_text(view, "description", description);
    view_text(view, "ensemble", shelf->title);
    view_text(view, "organisme", shelf->publisher);
    view_flag(view, "est-recueil", shelf->is_home);
    view_flag(view, "a-une-recherche", shelf->is_home);
    view_flag(view, "a-une-comparaison", shelf->has_comparison);
    return view;
}

void shelf_emit(Shelf *shelf, Str path, Str bytes)
{
    Arena *arena = shelf->setting->arena;
    array_push(arena, shelf->files, (OutputFile){ str_copy(arena, path), str_copy(arena, bytes) });
}

void shelf_emit_page(Shelf *shelf, Str path, Str template_name, View *view)
{
    Buf page = buf_new(shelf->arena);
    template_render(shelf->templates, template_name, view, &page);
    runes_add(shelf->runes, buf_text(&page));
    shelf_emit(shelf, path, buf_text(&page));
}

Str shelf_asset(Shelf *shelf, Str name)
{
    Str path = theme_file(shelf->arena, &shelf->setting->theme->folders, name), text;
    if (file_read(shelf->arena, path, ASSET_LIMIT, &text))
        return site_words_in(shelf->arena, shelf->setting->theme, text, shelf->setting->diags);
    diag_add(shelf->setting->diags, DIAG_TEMPLATE_MISSING, SPAN_NONE, "%.*s", STR_ARG(path));
    return STR_NONE;
}

/* As a report's own: a star on green. */
static void emit_icon(Shelf *shelf)
{
    const Palette *light = &shelf->setting->theme->light;
    Buf icon = buf_new(shelf->arena);
    Str star = svg_path_data(shelf->arena, motif_star(shelf->arena, PT(16), PT(16), PT(26)));
    buf_printf(&icon, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">"
                      "<path fill=\"#%06X\" d=\"M0 0H32V32H0Z\"/><path fill=\"#%06X\" d=\"%.*s\"/></svg>\n",
               (unsigned)light->rgb[COLOUR_GROUND], (unsigned)light->rgb[COLOUR_IVORY], STR_ARG(star));
    shelf_emit(shelf, STR("icone.svg"), buf_text(&icon));
}

void shelf_finish(Shelf *shelf)
{
    const VolumesSetting *setting = shelf->setting;
    Buf css = buf_new(shelf->arena), faces = buf_new(shelf->arena);
    Str rules = shelf_asset(shelf, STR("style.css")), more = shelf_asset(shelf, STR("recueil.css"));
    runes_add(shelf->runes, rules);
    runes_add(shelf->runes, more);
    fonts_write(setting->arena, setting->scratch, setting->fonts, shelf->runes, shelf->files, &faces, setting->diags);
    buf_str(&css, theme_css(shelf->arena, setting->theme));
    buf_str(&css, buf_text(&faces));
    svg_rules(&css);
    if (shelf->map_columns > 0)
        buf_printf(&css, ":root{--colonnes:%zu;--rangs:%zu}\n", shelf->map_columns, shelf->map_rows);
    buf_str(&css, rules);
    buf_str(&css, more);
    shelf_emit(shelf, STR("style.css"), buf_text(&css));
    shelf_emit(shelf, STR("script.js"), shelf_asset(shelf, STR("script.js")));
    emit_icon(shelf);
}

static bool has_letters(Str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((text.p[i] | 32) >= 'a' && (text.p[i] | 32) <= 'z')
            return true;
    return false;
}

Str edition_period(const Edition *edition)
{
    Str years = has_letters(edition->edition.str) ? STR_NONE : edition->edition.str;   /* "2019-2021" alone */
    return edition->period.str.n > 0 ? edition->period.str : edition->year.str.n > 0 ? edition->year.str : years;
}

Str volume_title(Arena *arena, const Volume *volume)
{
    const Edition *edition = volume->document->edition;
    Str name = has_letters(edition->edition.str) ? edition->edition.str : edition->title.str;
    Str period = edition_period(edition);
    bool says_period = period.n == 0 || str_find(name, period, 0) < name.n;
    return says_period ? name : str_printf(arena, "%.*s, %.*s", STR_ARG(name), STR_ARG(period));
}

void comparison_write(const VolumesSetting *setting, const Comparison *comparison, OutputFiles *files)
{
    ArenaMark mark = arena_mark(setting->scratch);
    Shelf *shelf = shelf_new(setting, array_last(&comparison->volumes).document->edition, files);
    comparison_page(shelf, comparison, STR("index.html"));
    shelf_emit(shelf, STR("comparaison.json"), comparison_json(shelf->arena, comparison));
    shelf_finish(shelf);
    arena_rewind(setting->scratch, mark);
}
