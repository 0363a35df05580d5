/* site_impl.h - what the pages of the site share while it is written */
#ifndef HTML_SITE_IMPL_H
#define HTML_SITE_IMPL_H

#include "html/fonts.h"
#include "html/html_impl.h"
#include "html/site_words.h"
#include "html/template.h"

/* Which chapters the entries of the sommaire lead to, found once for all pages (menu.c). */
typedef struct {
    const Chapter **programmes;          /* by number, up to `most`; NULL without a page */
    size_t          most;
    const Chapter **themes, **closings;  /* by the committee's place in the edition */
    const Chapter **parts;               /* by the part's: its text, or the first page in it */
    size_t          count;               /* programmes that the committees announce */
} Menu;

typedef struct {
    Arena          *arena;               /* of what is handed out */
    Arena          *scratch;             /* of what is built on the way; rewound after each page */
    const Document *document;
    Fonts          *fonts;
    Diags          *diags;
    Templates      *templates;
    View           *words;               /* site_words() */
    Pictures        pictures;
    Runes          *runes;               /* what the pages show */
    OutputFiles    *files;
    Str             size_mark;           /* for the size of the PDF that the pages lead to; empty: to none */
    Origins        *origins;             /* in the preview */
    const SiteAround *around;            /* in a home; NULL: alone */
    Menu            menu;
} Site;

/* The view that every page starts from: the report, its links, the way through
 * it ("sommaire", "carte") as seen from `here` (NULL: no chapter's page). */
View *site_view(Site *site, const Chapter *here);

/* Sets "sommaire" and "carte" (menu.c). An entry has numero, titre, court, href (empty without a page) and
 * courant; one of the first level also est-avant (the epigraph), a-des-comites and comites; that of a
 * programme also transverse, plein (its star stands for this page) and its place on the map, x and y, in
 * hundredths of a tile. Of an edition with hundreds of programmes a chapter's page lists only the parts near its own, of that the committees near its own, and of
 * that the programmes near it: pages and their sum would grow with the square of the report. The home page lists all. */
Menu  menu_index(Arena *arena, const Document *document);
void  menu_set(Site *site, View *view, const Chapter *here);

/* "1" or "11" alone: the part's own number, or the programme's. Empty when it has none. */
Str   chapter_number(Site *site, const Chapter *chapter);

/* "Programme 11 : Gouvernance et communication", "1. Introduction". */
Str   chapter_full_title(Site *site, const Chapter *chapter);

void  home_write(Site *site);
void  chapter_write(Site *site, const Chapter *chapter);
void  lists_write(Site *site);           /* the tables and figures with their data, the sigles */

/* Fills template `name` and hands the page out as `path`. */
void  site_emit(Site *site, Str path, Str name, View *view);

#endif
