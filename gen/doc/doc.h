/* doc.h - the document: data and narrative merged, before any medium
 *
 * HTML and layout part right above this tree. Text is final: French spaces
 * set, figures formatted, cross-references resolved. Grammar:
 *
 *     Document = { Chapter }          Chapter = { Block }
 *     Block    = HEADING (inlines) | PARAGRAPH (inlines) | LIST { ITEM } | QUOTE { Block }
 *              | TABLE | CHART | PICTURE | CODE (text)
 *              | BAND { PARAGRAPH } | COLUMNS { COLUMN } | CARDS { CARD } | KEY_FIGURES { KEY_FIGURE }
 *              | TILES { TILE } | BOX { Block } | MAP
 *     ITEM, COLUMN = { Block }        CARD = HEADING { Block }
 *     KEY_FIGURE   = PARAGRAPH (the figure) PARAGRAPH (what it counts)
 *     TILE         = PARAGRAPH (its number) PARAGRAPH (what it is)
 *     BOX          = PARAGRAPH (its label) { Block }
 *     Inline   = TEXT | FIGURE | BREAK | CODE | EMPHASIS { Inline } | STRONG { Inline }
 *              | RAISED { Inline } | LINK { Inline } | REF { Inline } | SIGLE (text) | NOTE | ARABIC { Inline }
 *
 * doc_check() tells whether a tree obeys it; later phases assert.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "doc/style.h"
#include "model/edition.h"

typedef enum {
    INLINE_TEXT,                         /* text */
    INLINE_FIGURE,                       /* text: the formatted figure; value: where it comes from */
    INLINE_BREAK,                        /* a hard line break */
    INLINE_CODE,                         /* text */
    INLINE_SIGLE,                        /* text; title: the meaning */
    INLINE_EMPHASIS, INLINE_STRONG, INLINE_RAISED,
    INLINE_ARABIC,                       /* children: TEXT only; lang ar, right to left */
    INLINE_LINK,                         /* uri, children */
    INLINE_REF,                          /* anchor, children ("tableau 7"); wants_page: print adds ", p. 58" */
    INLINE_NOTE,                         /* note */
    INLINE_KINDS
} InlineKind;

typedef struct Inline Inline;
typedef struct Block Block;
typedef struct Note Note;
typedef struct Anchor Anchor;
typedef struct Chapter Chapter;
typedef struct DocTable DocTable;
typedef struct DocChart DocChart;
typedef struct DocMap DocMap;

struct Inline {
    InlineKind    kind;
    Span          span;
    Str           text;
    Str           title;                 /* SIGLE: meaning; REF: the target's title */
    Str           uri;                   /* LINK: http, https, mailto, "../name/page.html" */
    const Anchor *anchor;                /* REF */
    bool          wants_page;            /* REF */
    const Note   *note;                  /* NOTE */
    const Value  *value;                 /* FIGURE */
    const Indicator *indicator;          /* FIGURE: NULL when it comes from a table */
    Inline       *first, *next;
};

/* A note of a table stands beneath it and is called by a letter; others are the chapter's. */
struct Note {
    int      number;                     /* from 1 in each chapter, in each table */
    Str      letter;                     /* "a" … "z", "aa"; empty: the chapter's */
    Str      table;                      /* id of the table's anchor; empty: the chapter's */
    Block   *content;                    /* paragraphs */
    Span     span;
};

typedef enum {
    BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST, BLOCK_ITEM, BLOCK_QUOTE,
    BLOCK_TABLE, BLOCK_CHART, BLOCK_PICTURE, BLOCK_CODE,
    BLOCK_BAND,                          /* the head of a chapter, over the width of the page; follows the title, which it shows */
    BLOCK_COLUMNS, BLOCK_COLUMN,         /* side by side */
    BLOCK_CARDS, BLOCK_CARD,             /* side by side, each with its number in a star */
    BLOCK_KEY_FIGURES, BLOCK_KEY_FIGURE, BLOCK_TILES, BLOCK_TILE, BLOCK_BOX,
    BLOCK_MAP,                           /* the map of stars, with what is filled in it */
    BLOCK_KINDS
} BlockKind;

typedef enum {
    HEADING_PART,                        /* "2." "La Stratégie …" */
    HEADING_THEME,                       /* a committee's chapter */
    HEADING_PROGRAMME,                   /* "Programme 4 :" */
    HEADING_SECTION,                     /* "1." "Activités et résultats 2018-2019" */
    HEADING_ACTIVITY,                    /* "a)" … (Actions 1.2 et 1.3) */
    HEADING_SUB_ACTIVITY,                /* "a-1" */
    HEADING_PARTNER_1, HEADING_PARTNER_2,
    HEADING_PLAIN,                       /* unnumbered, inside a part: styled as ACTIVITY */
    HEADING_CARD,                        /* "1": the number stands in the card's star */
    HEADING_ROLES
} HeadingRole;

typedef enum { BLOCK_OF_TEXT, BLOCK_OF_OBJECTIVES, BLOCK_OF_ACTIONS } BlockOrigin;

struct Block {
    BlockKind     kind;
    Span          span;
    Block        *first, *next;          /* children; next sibling */
    Inline       *inlines;               /* HEADING, PARAGRAPH */

    HeadingRole   role;                  /* HEADING */
    int           level;                 /* HEADING: 1 to 6 for H1 … H6, no gap in a chapter; LIST: depth from 1 */
    Str           number;                /* HEADING: "a)", "Programme 4 :", "1."; may be empty */
    Inline       *reference;             /* HEADING: "(Actions 1.2 et 1.3)"; may be NULL */
    const Anchor *anchor;                /* HEADING, TABLE, CHART, PICTURE; ITEM of objectives or actions */

    bool          is_ordered;            /* LIST */
    int           start;                 /* LIST: first number when ordered */
    bool          is_tight;              /* LIST */
    bool          is_ticked;             /* LIST: typed with « + » */
    bool          has_arrowheads;        /* LIST: level 1 is marked with ➤ in this chapter */
    BlockOrigin   origin;                /* LIST: made from the data */

    const DocTable *table;               /* TABLE */
    const DocChart *chart;               /* CHART, also of a diagram */
    Str           file;                  /* PICTURE: path of the file */
    Str           text;                  /* CODE; PICTURE, MAP: alternative */
    const DocMap *map;                   /* MAP; BAND: may be NULL */
    int           share;                 /* COLUMN, CARD: its part of the width, over the sum of its row */
    bool          is_emphatic;           /* KEY_FIGURE */
    bool          is_small;              /* PARAGRAPH: set as a source is */
};

/* The map of a strategy that the document does not hold: how many stars each row has, numbered on from row to row
 * from 1, and the numbers of those that are filled. */
struct DocMap {
    ARRAY(int) rows, filled;
};

bool map_is_filled(const DocMap *map, int number);

/* A cell's content, parsed: blocks; a single paragraph for simple text; NULL
 * when it is empty or covered. `note`: the call (a NOTE) that stands behind it. */
typedef struct { const Cell *cell; Block *content; bool is_rtl; Inline *note; } DocCell;

struct DocTable {
    const Table *table;
    int          number;                 /* "Tableau 4" */
    Str          label;                  /* "Tableau 4" */
    Str          data_name;              /* "08-tableau-retours": of its files of data, unique in the document */
    Inline      *title, *source, *note;  /* source: without "Source :"; NULL when absent */
    Inline      *period, *legend;        /* "2018-2019"; "n.d. : non disponible": NULL when there is nothing to say */
    ARRAY(const Note *) notes;           /* in the order of their calls */
    Inline     **head;                   /* head_rows x column_count; NULL where covered */
    DocCell     *cells;                  /* rows x column_count */
};

/* A chart or a diagram: they are numbered together. */
struct DocChart {
    const Chart *chart;                  /* NULL for a diagram */
    const Diagram *diagram;              /* NULL for a chart */
    int          number;
    Str          label;                  /* "Figure 3" */
    Str          data_name;              /* as DocTable's; empty for a diagram */
    Inline      *title, *source, *note;  /* NULL when absent */
    Str          alternative;            /* given, or made from the data */
};

typedef enum { ANCHOR_CHAPTER, ANCHOR_HEADING, ANCHOR_TABLE, ANCHOR_CHART, ANCHOR_OBJECTIVE, ANCHOR_ACTION, ANCHOR_NOTE } AnchorKind;

/* A place that can be led to. Numbers run from 1 over the document. */
struct Anchor {
    uint32_t       number;
    AnchorKind     kind;
    Str            id;                   /* in its page, stable: "tableau-eleves-par-sexe" */
    Str            label;                /* "tableau 4", "programme 8", "OSP 16" */
    Str            title;
    const Chapter *chapter;
    Span           span;
};
typedef ARRAY(Anchor *) Anchors;

typedef enum {
    CHAPTER_EPIGRAPH,
    CHAPTER_PART,                        /* a part of prose: introduction, conclusion */
    CHAPTER_DIVIDER,                     /* a part's divider for one volet; no blocks */
    CHAPTER_THEME,                       /* a committee: title and introduction */
    CHAPTER_PROGRAMME,
    CHAPTER_CLOSING,                     /* what a committee's programmes end with */
    CHAPTER_KINDS
} ChapterKind;

struct Chapter {
    ChapterKind      kind;
    int              index;              /* in Document.chapters */
    Str              slug;               /* page name without ".html"; empty for DIVIDER */
    Str              title;              /* plain: "Éducation et culture" */
    Str              short_title;        /* for menus */
    Str              number;             /* "1", "Programme 4"; may be empty */
    int              part;               /* index into edition->parts; -1 for the epigraph */
    const Volet     *volet;              /* DIVIDER, THEME, PROGRAMME, CLOSING */
    const Committee *committee;          /* THEME, PROGRAMME, CLOSING */
    const Programme *programme;          /* PROGRAMME */
    const Anchor    *anchor;
    Block           *blocks;             /* the title is the first, a HEADING */
    ARRAY(const Note *) notes;
    Span             span;
};

typedef struct { Str name, meaning, key; } SigleUse;   /* key: french_sort_key */

typedef struct {
    const Edition *edition;
    const Theme   *theme;
    ARRAY(Chapter *)  chapters;          /* in the order of the book */
    ARRAY(const Block *) tables, charts; /* in order of their numbers */
    ARRAY(SigleUse)   sigles;            /* those that the text uses, sorted */
    Anchors           anchors;           /* anchors.at[number - 1] */
} Document;

/* Merges data and narrative: the order of a chapter is the theme's structure (content-model.md,
 * "The merge"). What the author got wrong is reported; the tree always obeys the grammar. */
const Document *doc_merge(Arena *arena, Arena *scratch, Sources *sources, const Edition *edition,
                          const Theme *theme, Diags *diags);

/* "a" … "z", "aa": what calls the n-th note of a table, from 1. */
Str   note_letter(Arena *arena, int number);

/* True for what is set from right to left: more of its letters are Arabic than not. Of a table its title and its
 * heads count (direction.c). */
bool  text_is_rtl(Str text);
bool  inlines_are_rtl(const Inline *inlines);
bool  block_is_rtl(const Block *block);
bool  blocks_are_rtl(const Block *blocks);
bool  table_is_rtl(const DocTable *table);
/* True when the document is in Arabic: columns, cards and tiles begin on the right. */
bool  document_is_rtl(const Document *document);
bool  blocks_have_letters(const Block *blocks);     /* figures alone have no language */

/* True for "../../2019/programme-08.html": a page of a document that is published beside this one. Nothing else
 * that is relative leads anywhere from a page of the PDF. */
bool  link_is_beside(Str uri);

/* Text of inlines without marks, notes left out. */
Str   inlines_text(Arena *arena, const Inline *inlines);

/* What is set as it is typed, code for one: its Arabic passages as ARABIC, which has its own direction and language, the
 * rest as `kind`, TEXT or CODE. NULL for no text. */
Inline *typed_inlines(Arena *arena, InlineKind kind, Str text, Span span);

/* Source: grammar above. NULL, or what is wrong. */
const char *doc_check(const Document *document);

Str   doc_dump(Arena *arena, const Document *document, const Sources *sources);

#endif
