#include "html/site_impl.h"

#include "base/utf8.h"
#include "text/french.h"

enum { DESCRIPTION_LENGTH = 160 };

static Page page_new(Site *site, const Chapter *chapter, HtmlWriter *w)
{
    return (Page){ .arena = site->scratch, .w = w, .document = site->document, .chapter = chapter,
                   .fonts = site->fonts, .pictures = &site->pictures, .origins = site->origins,
                   .around = site->around,
                   .is_explained = arena_array(site->scratch, bool, site->document->sigles.n),
                   .is_rtl = document_is_rtl(site->document) };
}

/* The text up to about `limit` characters, at the end of a word. */
static Str shorten(Arena *arena, Str text, size_t limit)
{
    size_t at = 0, end = 0;
    for (size_t count = 0; at < text.n && count < limit; count++) {
        if (text.p[at] == ' ')
            end = at;
        utf8_next(text, &at);
    }
    return at == text.n ? text : str_join(arena, str_slice(text, 0, end), STR("…"));
}

static Str description_of(Site *site, const Chapter *chapter)
{
    for (const Block *block = chapter->blocks; block != NULL; block = block->next)
        if (block->kind == BLOCK_PARAGRAPH)
            return shorten(site->scratch, inlines_text(site->scratch, block->inlines), DESCRIPTION_LENGTH);
    return site->document->edition->summary.str;
}

/* The title stands in a part of the page of its own, beside the map. */
static void set_article(Site *site, View *view, const Chapter *chapter)
{
    Buf title = buf_new(site->scratch), article = buf_new(site->scratch);
    HtmlWriter title_writer = html_writer(&title), article_writer = html_writer(&article);
    Page page = page_new(site, chapter, &title_writer);
    const Block *blocks = chapter->blocks;
    if (blocks != NULL && blocks->kind == BLOCK_HEADING) {
        Block first = *blocks;
        first.next = NULL;
        html_blocks(&page, &first);
        blocks = blocks->next;
        bool has_band = blocks != NULL && blocks->kind == BLOCK_BAND;
        if (has_band) {
            html_band(&page, blocks);
            blocks = blocks->next;
        }
        view_flag(view, "a-un-bandeau", has_band);
    } else {
        html_open(&title_writer, EL_H1);
        html_text(&title_writer, chapter->title);
        html_close(&title_writer, EL_H1);
        page.top_level = page.last_level = 1;
    }
    bool is_whole = html_finish(&title_writer);
    page.w = &article_writer;
    html_blocks(&page, blocks);
    html_notes(&page);
    is_whole = html_finish(&article_writer) && is_whole;
    if (!is_whole)
        diag_add(site->diags, DIAG_TOO_DEEP, chapter->span, "%.*s", STR_ARG(chapter->title));
    view_text(view, "titre-html", buf_text(&title));
    view_text(view, "article", buf_text(&article));
    view_flag(view, "a-des-tris", page.has_ranks);
}

static void add_crumb(View *list, Str title, Str href)
{
    View *crumb = view_add(list);
    view_text(crumb, "titre", title);
    view_text(crumb, "href", href);
}

static Str part_title(Site *site, int part)
{
    const Part *parts = site->document->edition->parts.at;
    return french_spaces(site->scratch, parts[part].title.str, 0);
}

static void set_crumbs(Site *site, View *view, const Chapter *chapter)
{
    const Document *document = site->document;
    View *crumbs = view_list(view, "fil");
    add_crumb(crumbs, document->theme->site.home.str, STR("index.html"));
    bool is_inside = chapter->kind == CHAPTER_THEME || chapter->kind == CHAPTER_PROGRAMME
                     || chapter->kind == CHAPTER_CLOSING;
    if (is_inside && chapter->part >= 0)
        add_crumb(crumbs, part_title(site, chapter->part), STR_NONE);
    for (size_t i = 0; i < document->chapters.n && chapter->committee != NULL; i++) {
        const Chapter *theme = document->chapters.at[i];
        if (theme->kind == CHAPTER_THEME && theme->committee == chapter->committee && theme != chapter)
            add_crumb(crumbs, theme->title, link_to_chapter(site->scratch, theme));
    }
}

static View *add_place(Site *site, View *list, const Block *heading)
{
    View *entry = view_add(list);
    view_text(entry, "numero", heading->number);
    view_text(entry, "titre", inlines_text(site->scratch, heading->inlines));
    view_text(entry, "href", str_join(site->scratch, STR("#"), heading->anchor->id));
    return view_list(entry, "parties");
}

typedef struct { Site *site; View *sections, *inner; } OutlineView;

/* Headings stand in columns too. */
static void add_places(OutlineView *outline, const Block *blocks)
{
    for (const Block *block = blocks; block != NULL; block = block->next) {
        add_places(outline, block->kind == BLOCK_COLUMNS || block->kind == BLOCK_COLUMN ? block->first : NULL);
        if (block->kind != BLOCK_HEADING || html_anchor_id(block->anchor).n == 0)
            continue;
        if (block->role == HEADING_SECTION)
            outline->inner = add_place(outline->site, outline->sections, block);
        else if (block->role == HEADING_ACTIVITY || block->role == HEADING_PLAIN)
            add_place(outline->site, outline->inner != NULL ? outline->inner : outline->sections, block);
    }
}

/* What the reader finds on this page: its sections with their activities, or
 * the headings of a prose chapter. */
static void set_outline(Site *site, View *view, const Chapter *chapter)
{
    OutlineView outline = { site, view_list(view, "sections"), NULL };
    View *sections = outline.sections;
    add_places(&outline, chapter->blocks != NULL ? chapter->blocks->next : NULL);
    for (size_t i = 0; i < sections->members.n; i++) {
        View *entry = sections->members.at[i].view;
        view_flag(entry, "a-des-parties", view_is_true(view_find(entry, STR("parties"))));
    }
    view_flag(view, "a-un-plan", sections->members.n > 0);
}

static void add_exhibit(Site *site, View *list, Str label, const Inline *title, const Anchor *anchor)
{
    View *entry = view_add(list);
    view_text(entry, "numero", label);
    view_text(entry, "titre", inlines_text(site->scratch, title));
    view_text(entry, "href", str_join(site->scratch, STR("#"), anchor->id));
}

static void set_exhibits(Site *site, View *view, const Chapter *chapter)
{
    const Document *document = site->document;
    View *exhibits = view_list(view, "illustrations");
    for (size_t i = 0; i < document->tables.n; i++) {
        const Block *block = document->tables.at[i];
        if (block->anchor != NULL && block->anchor->chapter == chapter)
            add_exhibit(site, exhibits, block->table->label, block->table->title, block->anchor);
    }
    for (size_t i = 0; i < document->charts.n; i++) {
        const Block *block = document->charts.at[i];
        if (block->anchor != NULL && block->anchor->chapter == chapter)
            add_exhibit(site, exhibits, block->chart->label, block->chart->title, block->anchor);
    }
    view_flag(view, "a-des-illustrations", exhibits->members.n > 0);
}

/* The nearest chapter with a page, `step` (1 or -1) from this one. */
static void set_neighbour(Site *site, View *view, const char *name, const Chapter *chapter, int step)
{
    const Document *document = site->document;
    int at = chapter->index + step;
    while (at >= 0 && at < (int)document->chapters.n && document->chapters.at[at]->slug.n == 0)
        at += step;
    if (at < 0 || at >= (int)document->chapters.n)
        return;
    View *neighbour = view_part(view, name);
    view_text(neighbour, "titre", chapter_full_title(site, document->chapters.at[at]));
    view_text(neighbour, "href", link_to_chapter(site->scratch, document->chapters.at[at]));
}

void chapter_write(Site *site, const Chapter *chapter)
{
    View *view = site_view(site, chapter);
    Str full_title = chapter_full_title(site, chapter);
    bool is_programme = chapter->kind == CHAPTER_PROGRAMME;
    view_text(view, "titre", full_title);
    view_text(view, "description", description_of(site, chapter));
    view_text(view, "ici", is_programme ? chapter->number : chapter->short_title);
    view_flag(view, "est-programme", is_programme);
    view_flag(view, "est-theme", chapter->kind == CHAPTER_THEME);
    view_flag(view, "a-une-carte", is_programme || chapter->kind == CHAPTER_THEME);
    view_flag(view, "est-epigraphe", chapter->kind == CHAPTER_EPIGRAPH);
    set_article(site, view, chapter);
    set_crumbs(site, view, chapter);
    set_outline(site, view, chapter);
    set_exhibits(site, view, chapter);
    set_neighbour(site, view, "precedent", chapter, -1);
    set_neighbour(site, view, "suivant", chapter, 1);
    site_emit(site, link_to_chapter(site->scratch, chapter), STR("chapitre"), view);
}
