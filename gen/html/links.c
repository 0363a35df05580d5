#include "html/links.h"

/* Pages of the site's own, which a chapter must not overwrite. "index" is no chapter's but the only one's of a site of
 * one page. */
static const char *const taken[] = { "donnees", "recherche", "sigles" };

Str link_to_chapter(Arena *arena, const Chapter *chapter)
{
    if (chapter->slug.n == 0)
        return STR_NONE;
    const char *suffix = "";
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (str_equal(chapter->slug, str_from_c(taken[i])))
            suffix = "-chapitre";
    return str_printf(arena, "%.*s%s.html", STR_ARG(chapter->slug), suffix);
}

Str link_to_anchor(Arena *arena, const Chapter *here, const Anchor *anchor)
{
    if (anchor->chapter == NULL)
        return STR_NONE;
    Str page = link_to_chapter(arena, anchor->chapter);
    if (page.n == 0 || anchor->kind == ANCHOR_CHAPTER || anchor->id.n == 0)
        return page;
    Str fragment = str_join(arena, STR("#"), anchor->id);
    return anchor->chapter == here ? fragment : str_join(arena, page, fragment);
}

const Chapter *chapter_of_programme(const Document *document, int programme)
{
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        if (chapter->kind == CHAPTER_PROGRAMME && chapter->programme->number == programme)
            return chapter;
    }
    return NULL;
}

bool link_is_safe(Str uri)
{
    return link_is_beside(uri) || str_starts(uri, STR("https://")) || str_starts(uri, STR("http://")) || str_starts(uri, STR("mailto:"));
}
