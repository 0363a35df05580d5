#include "html/site_impl.h"

#include "text/french.h"

/* TILE: of the map, in its own units. LISTED_MOST: programmes that every page lists; above, what is NEAR it. */
enum { TILE = 100, LISTED_MOST = 200, NEAR = 20 };

/* An entry of the sommaire. Each key is set, even to nothing: a template would
 * find an absent one in the entry around it. */
static View *add_entry(Site *site, View *list, Str number, Str title, const Chapter *chapter, const Chapter *here)
{
    View *entry = view_add(list);
    view_text(entry, "numero", number);
    view_text(entry, "titre", title);
    view_text(entry, "href", chapter != NULL ? link_to_chapter(site->scratch, chapter) : STR_NONE);
    view_flag(entry, "courant", chapter != NULL && chapter == here);
    return entry;
}

static void set_short(View *entry, Str short_title, Str title)
{
    view_text(entry, "court", short_title.n > 0 ? short_title : title);
}

static size_t committee_index(const Edition *edition, const Committee *committee)
{
    return (size_t)(committee - (const Committee *)edition->committees.at);
}

Menu menu_index(Arena *arena, const Document *document)
{
    const Edition *edition = document->edition;
    const Committee *committees = edition->committees.at;
    Menu menu = { .themes = arena_array(arena, const Chapter *, edition->committees.n + 1),
                  .closings = arena_array(arena, const Chapter *, edition->committees.n + 1),
                  .parts = arena_array(arena, const Chapter *, edition->parts.n + 1) };
    for (size_t i = 0; i < edition->committees.n; i++)
        menu.count += committees[i].programmes.n;
    for (size_t i = 0; i < edition->programme_count; i++) {
        int number = edition->programmes[i]->number;
        if (number > (int)menu.most)
            menu.most = (size_t)number;
    }
    menu.programmes = arena_array(arena, const Chapter *, menu.most + 1);
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        if (chapter->part >= 0 && chapter->slug.n > 0 && menu.parts[chapter->part] == NULL)
            menu.parts[chapter->part] = chapter;
        if (chapter->kind == CHAPTER_PROGRAMME && chapter->programme->number >= 0
            && (size_t)chapter->programme->number <= menu.most)
            menu.programmes[chapter->programme->number] = chapter;
        else if (chapter->committee != NULL && chapter->kind == CHAPTER_THEME)
            menu.themes[committee_index(edition, chapter->committee)] = chapter;
        else if (chapter->committee != NULL && chapter->kind == CHAPTER_CLOSING)
            menu.closings[committee_index(edition, chapter->committee)] = chapter;
    }
    return menu;
}

static const Chapter *programme_chapter(const Site *site, int number)
{
    return number >= 0 && (size_t)number <= site->menu.most ? site->menu.programmes[number] : NULL;
}

/* True where a page lists all there is. */
static bool lists_all(const Site *site, const Chapter *here)
{
    return here == NULL || site->menu.count <= LISTED_MOST;
}

/* True for what a page lists of a row of things, one of which is its own. */
static bool is_near(size_t at, size_t own)
{
    return at + NEAR >= own && at <= own + NEAR;
}

static bool lists_committee(const Site *site, const Committee *committee, const Chapter *here)
{
    const Edition *edition = site->document->edition;
    return lists_all(site, here) || (here->committee != NULL && is_near(committee_index(edition, committee),
                                                                        committee_index(edition, here->committee)));
}

/* Which programmes of a committee a page lists: [*lo, *hi). */
static void listed(const Site *site, const Committee *committee, const Chapter *here, size_t *lo, size_t *hi)
{
    const ProgrammeTitle *titles = committee->programmes.at;
    size_t n = committee->programmes.n, at = 0;
    *lo = 0;
    *hi = n;
    if (lists_all(site, here) || (here->kind == CHAPTER_THEME && here->committee == committee))
        return;
    if (here->committee != committee) {
        *hi = 0;
        return;
    }
    while (at < n && programme_chapter(site, programme_title_number(&titles[at])) != here)
        at++;
    *lo = at > NEAR ? at - NEAR : 0;
    *hi = at + NEAR < n ? at + NEAR : n;
}

/* The programmes that a committee announces, each with its place on the map. */
static void add_programmes(Site *site, View *list, const Committee *committee, VoletKind volet, size_t row,
                           const Chapter *here)
{
    const ProgrammeTitle *titles = committee->programmes.at;
    size_t lo, hi;
    listed(site, committee, here, &lo, &hi);
    for (size_t i = lo; i < hi; i++) {
        const Chapter *chapter = programme_chapter(site, programme_title_number(&titles[i]));
        Str title = french_spaces(site->scratch, titles[i].title.str, 0);
        View *entry = add_entry(site, list, titles[i].number.str, title, chapter, here);
        set_short(entry, chapter != NULL ? chapter->short_title : STR_NONE, title);
        view_flag(entry, "transverse", volet == VOLET_TRANSVERSE);
        view_flag(entry, "plein", here != NULL && (chapter == here || (here->kind == CHAPTER_THEME
                                                                       && here->committee == committee)));
        view_text(entry, "x", str_printf(site->scratch, "%zu", (i - lo) * TILE));
        view_text(entry, "y", str_printf(site->scratch, "%zu", row * TILE));
    }
}

/* "CP1" -> "CP 1". */
static Str spaced_code(Site *site, Str code)
{
    size_t at = 0;
    while (at < code.n && !(code.p[at] >= '0' && code.p[at] <= '9'))
        at++;
    if (at == 0 || at == code.n)
        return code;
    return str_printf(site->scratch, "%.*s\u00A0%.*s", STR_ARG(str_slice(code, 0, at)),
                      STR_ARG(str_slice(code, at, code.n)));
}

static void add_committee(Site *site, View *list, const Committee *committee, VoletKind volet, size_t row,
                          const Chapter *here)
{
    size_t index = committee_index(site->document->edition, committee);
    const Chapter *closing = site->menu.closings[index];
    Str title = french_spaces(site->scratch, committee->title.str, 0);
    View *entry = add_entry(site, list, spaced_code(site, committee->id.str), title,
                            site->menu.themes[index], here);
    set_short(entry, STR_NONE, title);
    add_programmes(site, view_list(entry, "programmes"), committee, volet, row, here);
    View *rest = view_list(entry, "suite");
    if (closing != NULL)
        set_short(add_entry(site, rest, STR_NONE, closing->title, closing, here), closing->short_title,
                  closing->title);
}

/* A part that holds programmes has no text of its own: its entry leads to the
 * first page in it, and is never the current one. */
static void add_part(Site *site, View *list, int index, size_t *row, const Chapter *here)
{
    const Edition *edition = site->document->edition;
    const Part *part = &((const Part *)edition->parts.at)[index];
    const Volet *volets = part->volets.at;
    Str title = french_spaces(site->scratch, part->title.str, 0);
    const Chapter *chapter = site->menu.parts[index];
    bool is_counted = edition->type == NULL;   /* a document of a type says which numbers its chapters have */
    Str number = is_counted ? str_printf(site->scratch, "%d", index + 1) : chapter != NULL ? chapter->number : STR_NONE;
    bool is_text = chapter != NULL && chapter->kind == CHAPTER_PART;
    View *entry = add_entry(site, list, number, title, chapter, is_text ? here : NULL);
    set_short(entry, french_spaces(site->scratch, part->short_title.str, 0), title);
    view_flag(entry, "est-avant", false);
    view_flag(entry, "a-des-comites", part->volets.n > 0);
    View *committees = view_list(entry, "comites");
    for (size_t i = 0; i < part->volets.n; i++)
        for (size_t j = 0; j < volets[i].committees.n; j++) {
            const Committee *committee = edition_committee(edition, volets[i].committees.at[j].str);
            if (committee != NULL && lists_committee(site, committee, here))
                add_committee(site, committees, committee, (VoletKind)volets[i].kind, (*row)++, here);
        }
}

/* "carte": every programme in the sommaire, with the size of the whole. */
static void set_map(Site *site, View *view, const View *contents)
{
    View *map = view_part(view, "carte"), *stars = view_list(map, "etoiles");
    size_t rows = 0, columns = 0;
    for (size_t i = 0; i < contents->members.n; i++) {
        const View *committees = view_find(contents->members.at[i].view, STR("comites"));
        for (size_t j = 0; committees != NULL && j < committees->members.n; j++, rows++) {
            const View *programmes = view_find(committees->members.at[j].view, STR("programmes"));
            for (size_t k = 0; k < programmes->members.n; k++)
                view_add_list(stars, programmes->members.at[k].view);
            columns = programmes->members.n > columns ? programmes->members.n : columns;
        }
    }
    view_text(map, "largeur", str_printf(site->scratch, "%zu", columns * TILE));
    view_text(map, "hauteur", str_printf(site->scratch, "%zu", rows * TILE));
    view_text(map, "etoile", svg_path_data(site->scratch, motif_star(site->scratch, 0, 0, PT(TILE))));
    view_text(map, "trame", svg_path_data(site->scratch, motif_lines(site->scratch, PT(TILE / 2), PT(TILE / 2),
                                                                     PT(TILE))));
}

void menu_set(Site *site, View *view, const Chapter *here)
{
    const Document *document = site->document;
    View *contents = view_list(view, "sommaire");
    size_t row = 0;
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        if (chapter->kind != CHAPTER_EPIGRAPH || chapter->slug.n == 0)
            continue;
        View *entry = add_entry(site, contents, STR_NONE, chapter->title, chapter, here);
        set_short(entry, chapter->short_title, chapter->title);
        view_flag(entry, "est-avant", true);
    }
    for (size_t i = 0; i < document->edition->parts.n; i++)
        if (lists_all(site, here) || here->part < 0 || is_near(i, (size_t)here->part))
            add_part(site, contents, (int)i, &row, here);
    set_map(site, view, contents);
}

Str chapter_number(Site *site, const Chapter *chapter)
{
    if (chapter->kind == CHAPTER_PROGRAMME)
        return str_printf(site->scratch, "%d", chapter->programme->number);
    return chapter->kind == CHAPTER_PART ? chapter->number : STR_NONE;
}

Str chapter_full_title(Site *site, const Chapter *chapter)
{
    Str number = chapter_number(site, chapter);
    if (number.n == 0)
        return chapter->title;
    if (chapter->kind == CHAPTER_PROGRAMME)
        return str_printf(site->scratch, "%.*s %.*s%.*s%.*s",
                          STR_ARG(site->document->theme->words.programme.str), STR_ARG(number),
                          STR_ARG(site->document->theme->site.colon.str), STR_ARG(chapter->title));
    return str_printf(site->scratch, "%.*s. %.*s", STR_ARG(number), STR_ARG(chapter->title));
}
