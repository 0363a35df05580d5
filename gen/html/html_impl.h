/* html_impl.h - what the writers of a page's parts share
 *
 * Ids: those of the document have no underscore (slugs); ids that the site
 * adds have one, so that the two never meet: "note_3", "tableau-x_c2".
 */
#ifndef HTML_HTML_IMPL_H
#define HTML_HTML_IMPL_H

#include "chart/chart.h"
#include "html/links.h"
#include "html/pictures.h"
#include "html/site.h"
#include "html/svg.h"

/* The page being written. */
typedef struct {
    Arena          *arena;               /* lives as long as the page */
    HtmlWriter     *w;
    const Document *document;
    const Chapter  *chapter;
    Fonts          *fonts;
    Pictures       *pictures;
    int             top_level;           /* the document's level that is h1 here */
    int             last_level;          /* of the last heading written, 0 before the first */
    int             image_count;         /* numbers the ids of drawings */
    bool           *is_explained;        /* by sigle of the document: the page has led to its meaning */
    bool            is_rtl;              /* in what runs from right to left */
    int             title_depth;         /* above 0 in headings, captions and links: sigles and figures lead nowhere there */
    bool            is_after_figure;     /* the words to write follow a number */
    bool            has_ranks;           /* a table of the page may be sorted */
    const Block    *tail_after;          /* the paragraph that `tail`, markup of ours, ends; NULL when none */
    Str             tail;
    Origins        *origins;             /* of the preview; NULL: none are written */
    const SiteAround *around;            /* in a home; NULL: alone */
} Page;

/* Says, in the preview, where what the open element shows was written. */
void html_origin(Page *page, Span span);

void html_inlines(Page *page, const Inline *inlines);

/* Says of the element just opened which way it runs, when not as what is around it; returns what page->is_rtl was,
 * to be set again at its end. */
bool html_direct(Page *page, bool is_rtl);
void html_blocks(Page *page, const Block *blocks);
void html_table(Page *page, const Block *block);
void html_chart(Page *page, const Block *block);
void html_picture(Page *page, const Block *block);

/* panels.c: what stands side by side, in boxes, in stars. */
typedef void HtmlBlock(Page *page, const Block *block);
HtmlBlock html_band, html_columns, html_column, html_cards, html_card, html_key_figures, html_key_figure, html_tiles,
          html_tile, html_box, html_map;

void html_notes(Page *page);            /* those of the chapter, with ways back */

/* Ids of a note and of its call, in the page. */
Str  html_note_id(Arena *arena, const Note *note);
Str  html_call_id(Arena *arena, const Note *note);

/* The words of an element whose class is fixed. */
void html_span(Page *page, const char *class_name, Str text);

/* Words in which a line breaks neither inside a range of years nor between a
 * number of up to three digits and what it counts. */
void html_words(Page *page, Str text);

/* "<caption|figcaption><span id><span class=numero>Tableau 4</span> title, period</…>"; period may be
 * NULL. */
void html_caption(Page *page, Element element, Str id, Str label, const Inline *title, const Inline *period);

/* A link to a place of the page, to be copied; `title` says which. */
void html_self_link(Page *page, Str id, Str title);

/* Says of the open <th> in what order its column puts the rows (sorting.h): tableaux.js makes a button of it. Nothing
 * when `ranks` is empty. */
void html_ranks(Page *page, Str ranks);

/* A remark beneath a table or a chart; nothing when there is none. */
void html_remark(Page *page, const Inline *remark);

/* "Source : …" beneath a table or a chart; nothing when there is none. */
void html_source(Page *page, const Inline *source);

Str  html_id(const Page *page, Str id, const char *suffix);
Str  html_sigle_id(Arena *arena, Str name);   /* on the page of the sigles */
Str  html_anchor_id(const Anchor *anchor);    /* empty when NULL */

/* Links to the files of data of a table or chart, which is called `label`. */
void html_downloads(Page *page, Str data_name, Str label);
Str  html_data_file(Arena *arena, Str data_name, const char *suffix);

/* A number for machines: "4175500.00", "49.9". */
Str  html_number(Arena *arena, const Value *value);

#endif
