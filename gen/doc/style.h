/* style.h - the theme: how everything looks, as data
 *
 * Read from templates/<name>/theme.yaml. A template may rest on another
 * (`base: rapport-2019`): it then has only what differs, keys of the theme
 * and files alike. Layout takes Fixed lengths, the
 * site the CSS custom properties of theme_css(); both come from the same
 * rows. Words that the template adds ("Sommaire", "Source") are here too.
 */
#ifndef DOC_STYLE_H
#define DOC_STYLE_H

#include "base/file.h"
#include "data/schema.h"
#include "doc/marker.h"
#include "doc/site_words.h"
#include "frame/frame.h"

/* Named text styles, as in look.md. */
#define TEXT_STYLES(X)                                                        \
    X(STYLE_BODY, "body") X(STYLE_COVER_TITLE, "cover-title") X(STYLE_INNER_TITLE, "inner-title") \
    X(STYLE_COVER_EDITION, "cover-edition") X(STYLE_MASTHEAD, "masthead")     \
    X(STYLE_MASTHEAD_FIRST, "masthead-first") X(STYLE_PART_TITLE, "part-title") \
    X(STYLE_FRONT_TITLE, "front-title") X(STYLE_PART_KIND, "part-kind") X(STYLE_EYEBROW, "eyebrow") \
    X(STYLE_THEME_TITLE, "theme-title") X(STYLE_PROGRAMME_TITLE, "programme-title") \
    X(STYLE_SECTION, "section") X(STYLE_ACTIVITY, "activity") X(STYLE_SUB_ACTIVITY, "sub-activity") \
    X(STYLE_PARTNER_1, "partner-1") X(STYLE_PARTNER_2, "partner-2") X(STYLE_EPIGRAPH, "epigraph") \
    X(STYLE_QUOTE, "quote") X(STYLE_ATTRIBUTION, "attribution") X(STYLE_CAPTION, "caption") \
    X(STYLE_CAPTION_LABEL, "caption-label") X(STYLE_SOURCE, "source") X(STYLE_TABLE_HEAD, "table-head") \
    X(STYLE_TABLE_CELL, "table-cell") X(STYLE_CHART_LABEL, "chart-label") X(STYLE_NOTE, "note") \
    X(STYLE_NOTE_NUMBER, "note-number") X(STYLE_NOTE_CALL, "note-call") X(STYLE_RUNNING, "running") \
    X(STYLE_FOLIO, "folio") X(STYLE_TOC_0, "toc-0") X(STYLE_TOC_1, "toc-1") X(STYLE_TOC_2, "toc-2") \
    X(STYLE_KEY_FIGURE, "key-figure") X(STYLE_CARD, "card") X(STYLE_TILE, "tile")

#define STYLE_ENUM(symbol, name) symbol,
typedef enum { TEXT_STYLES(STYLE_ENUM) STYLE_COUNT } StyleName;
#undef STYLE_ENUM

typedef struct {
    bool   is_sans;
    int    weight;                       /* 400, 600, 700 */
    bool   is_italic;
    Fixed  size, leading;
    Fixed  tracking;                     /* resolved from em */
    bool   is_caps;
    Colour colour;
    int    before, after;                /* grid lines above and below */
    int    lines;                        /* grid lines that the block takes; 0: as needed */
    Fixed  left;                         /* indent of the block, or width of its number's column */
    Fixed  rise;                         /* of note calls */
    bool   is_justified;
    double web_px[2];                    /* wide, narrow screen */
    double web_leading;                  /* a multiple */
} TextStyle;

typedef struct {
    Fixed width, height;
    Fixed inner, outer, top, bottom;     /* margins */
    Fixed measure;                       /* width - inner - outer */
    Fixed header_baseline, footer_baseline;   /* from the top edge */
    Fixed grid, first_baseline, descent; /* 16 pt; 8.5 pt below the top margin; 2.5 pt below the last */
    int   lines;                         /* 31 */
    Fixed indent, step, number_column;   /* 13, 13, 18 pt */
    Fixed wide_limit, last_line_min, folio_width, block_clearance;
    Fixed table_floor;                   /* size below which the text of tables is hard to read */
    int   keep_lines;                    /* 3 */
    Fixed gutter, star;                  /* between columns; of a card: its radius */
    Fixed band_height, band_tile;        /* of a band: from the top edge; of its stars */
    bool  is_two_sided;                  /* else all pages are alike: no running head, "1/2" at the foot */
} PageGeometry;

/* What the book may have around its chapters, in this order; the epigraph only where the edition has one. */
#define BOOK_PARTS(X)                                                                              \
    X(BOOK_COVER, "cover") X(BOOK_INNER_TITLE, "inner-title") X(BOOK_EPIGRAPH, "epigraph")         \
    X(BOOK_CONTENTS, "contents") X(BOOK_LISTS, "lists") X(BOOK_COLOPHON, "colophon")

#define BOOK_ENUM(symbol, name) symbol,
typedef enum { BOOK_PARTS(BOOK_ENUM) BOOK_PART_COUNT } BookPart;
#undef BOOK_ENUM

/* Words that the template adds to the text. */
typedef struct {
    Text contents, tables, figures, sigles;          /* "Sommaire", "Liste des tableaux" … */
    Text table, figure, source, continued, next_page; /* "Tableau", "Figure", "Source", "(suite)", "suite page suivante" */
    Text programme, activities, recommendations;     /* "Programme", "Activités et résultats", "Recommandations spécifiques" */
    Text objectives_intro, actions_intro;            /* lead-ins of lists made from the data */
    Text objective_intro, action_intro;              /* of lists of one */
    Text page;                                       /* "p." */
    Text note_on_cover;                              /* the line beside the map on the inner title page */
    Text note_on_absent;                             /* goes on from it where programmes of the map have no chapter */
    Text colophon;                                   /* {empreinte} and {date}: checksum and date */
    Text total;                                      /* "Total" */
    Text carried, brought;                           /* "À reporter", "Report": sub-totals over a page's end */
    Text unknown, nil, negligible;                   /* what "n.d.", "–" and "ε" say */
    Text not_in_sums;                                /* of what is not known, where there are sums */
} ThemeWords;

/* What the pages of the site say besides the document (site_words.h). */
typedef struct {
#define SITE_WORD(member, key) Text member;
    SITE_WORDS(SITE_WORD)
#undef SITE_WORD
} SiteWords;

/* A numbered section of a programme's chapter. Text before the first level-1 heading's
 * sections goes to the first. */
typedef struct { Text id, title; Span span; } SectionSpec;   /* title: "Activités et résultats {periode}" */

/* How the headings of a programme are numbered: "{section}.", "{lettre})", "{lettre}-{sous-activite}". The places are
 * {section}, {activite}, {lettre} (the activity's, "a" … "z", "aa") and {sous-activite}. On paper a column is as wide as
 * its numbers need; on a screen the template says how wide. */
typedef struct { Text section, activity, sub_activity; Texts web; } Numbering;

typedef struct {
    Strs         folders;                /* templates/rapport-2020, and what it rests on: templates/rapport-2019 */
    TextStyle    style[STYLE_COUNT];
    Palette      light, dark;
    Palette      print;                  /* for the printer: light, but for what theme.yaml gives under `print` */
    uint32_t     paper_web[2];           /* ground of the site, light and dark */
    PageGeometry page;
    bool         has_part[BOOK_PART_COUNT];   /* book: [cover, contents] */
    bool         opens_right;            /* chapters: right - each opens on a right page; next: on the next one */
    bool         is_single;              /* site: single - one page, index.html, holds the only chapter */
    ThemeWords   words;
    SiteWords    site;
    Items        sections;               /* SectionSpec */
    Numbering    numbering;
    double       number_px[2];           /* columns of an activity's numbers and of those below, on screens */
    Markers      markers;
    Texts        arrowhead_programmes;   /* numbers whose level-1 lists are marked ➤ */
    Fixed        arabic_scale;           /* 1.24 as 26.6 */
} Theme;

/* Reads `folder`/theme.yaml, over that of the template beside it that it
 * rests on. Never NULL: what is missing is reported; a size or length then
 * is 0 and the colour black. */
const Theme *theme_read(Arena *arena, Sources *sources, Str folder, Diags *diags);

/* The path of a template's file `name`, "html/accueil.mustache": in the first of `folders` that has it; where none
 * has, in the first. */
Str   theme_file(Arena *arena, const Strs *folders, Str name);

/* `words` with the `n` values in their places in braces, in this order: "Lien vers « {titre} »". A place too many stays
 * empty. */
Str   words_fill(Arena *arena, Text words, const Str *values, size_t n);

/* What a sign in place of a figure says: "non disponible"; empty for SIGN_NONE. */
Str   theme_sign_meaning(const Theme *theme, ValueSign sign);

/* The page on its side, as a table too wide for it takes it: the same margins, head and foot. */
PageGeometry page_turned(const PageGeometry *page);

Face  style_face(const TextStyle *style, bool is_bold, bool is_italic, bool is_arabic);

/* ":root { --ink: #1A2320; … }" for light and dark, and the text styles'
 * sizes: what the stylesheet builds on. */
Str   theme_css(Arena *arena, const Theme *theme);

#endif
