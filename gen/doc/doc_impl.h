/* doc_impl.h - what the files of this folder share while a document is made
 *
 * The way of a text: markdown.c reads blocks and, for each piece of running
 * text, a Run of tokens; inline.c turns a Run into Inlines, with words.c for
 * plain words and figure.c for `{{ … }}`. merge.c puts chapters together
 * with outline.c (headings), place.c (tables, charts, pictures, lists from
 * the data), place_table.c and refs.c (what can be led to).
 */
#ifndef DOC_DOC_IMPL_H
#define DOC_DOC_IMPL_H

#include "base/file.h"
#include "base/map.h"
#include "doc/actions.h"
#include "doc/doc.h"

enum { DOC_DEPTH_MAX = 32 };             /* of blocks, and of inlines, in each other */

/* A cross-reference whose label waits until everything has its number. */
typedef struct {
    Inline          *ref;
    const Anchor    *anchor;
    const Programme *programme;          /* an action's */
    Str              action;             /* "8.4", or empty */
    bool             has_text;           /* the author gave his own words */
} PendingRef;

typedef struct {
    Arena         *arena, *scratch;
    const Sources *sources;
    const Edition *edition;
    const Theme   *theme;
    Diags         *diags;
    Document      *document;
    Map            sigles;               /* name -> SigleEntry, all of rapport.yaml */
    Map            sigles_unknown;       /* name -> itself, once reported */
    Map            chapters;             /* key -> Chapter of a programme */
    Map            anchors;              /* key -> Anchor, made when first asked for */
    Map            reports;              /* "8.4" -> Anchor of the heading that reports on it */
    Map            placed;               /* keys of the tables and charts that the text calls */
    ARRAY(PendingRef) refs;
} Maker;

typedef struct { const Sigle *sigle; bool is_used; } SigleEntry;

/* What a text belongs to. */
typedef struct {
    const Programme *programme;          /* whose names come first; may be NULL */
    Str              folder;             /* where its pictures lie */
} Home;

/* ---- markdown.c ---- */

/* A narrative. Headings keep the level typed and have no role yet; what an image called
 * is a PICTURE whose `file` is the address as typed (place.c resolves it). */
Block  *markdown_read(Maker *maker, const Home *home, uint32_t file);

/* Text of the data: inline; or blocks when it has several lines. Figures and
 * images are refused there. `span` is where it was written. */
Inline *markdown_inlines(Maker *maker, const Home *home, Str text, Span span);
Block  *markdown_cell(Maker *maker, const Home *home, Str text, Span span);

/* ---- tree.c ---- */

Block  *block_new(Arena *arena, BlockKind kind, Span span);
Inline *inline_new(Arena *arena, InlineKind kind, Span span);
Inline *inline_text(Arena *arena, Str text, Span span);
Block  *block_paragraph(Arena *arena, Inline *inlines, Span span);

/* A chain under construction: `*end` is where the next one is hung. */
typedef struct { Block *first, **end; } BlockChain;
typedef struct { Inline *first, **end; } InlineChain;
#define CHAIN_OPEN(chain) ((chain)->first = NULL, (chain)->end = &(chain)->first)
void chain_blocks(BlockChain *chain, Block *blocks);       /* one or more, or NULL */
void chain_inlines(InlineChain *chain, Inline *inlines);

/* ---- figure.c ---- */

/* What stands between `{{` and `}}`; `span` is that of the whole. */
Inline *figure_inline(Maker *maker, const Home *home, Str inside, Span span);

/* ---- words.c ---- */

/* Where the bytes of a text were typed: at[i] is byte i's offset in `file`. */
typedef struct { const uint32_t *at; uint32_t file; } TextAt;

#define AT_LITERAL UINT32_C(0x80000000)  /* flag in at[i]: an escape or an entity, no markup of ours */

/* Appends words as TEXT, RAISED, SIGLE and ARABIC. `*last` is the character
 * before them and becomes their last one. `is_title`: all in capitals, so
 * that no word of it can be told to be a sigle. */
void words_inlines(Maker *maker, InlineChain *chain, Str text, TextAt at, bool is_title, uint32_t *last);

/* ---- refs.c ---- */

bool    ref_is_scheme(Str uri);          /* "tableau:x", "osp:16" … */

/* A reference, or what stands for it when its target is unknown (reported). `uri` is of a scheme. */
Inline *ref_inline(Maker *maker, const Home *home, Str uri, Inline *children, Span span);

Anchor *ref_anchor(Maker *maker, Str key, AnchorKind kind);   /* made when first asked for */
void    ref_place(Maker *maker, Anchor *anchor, const Chapter *chapter, Str id, Str label, Str title, Span span);
void    refs_resolve(Maker *maker);

/* "tableau:11:x": names the table `id` of a programme among anchors. */
Str     ref_key(Arena *arena, const char *scheme, int programme, Str id);

/* Find by name: `here` first, then the programmes that have a chapter; "8:x" is programme 8's. */
const Table *ref_table(const Maker *maker, const Programme *here, Str name, const Programme **owner);
const Chart *ref_chart(const Maker *maker, const Programme *here, Str name, const Programme **owner);
void    ref_unknown(Maker *maker, Span span, Str uri, const Programme *here);   /* with the nearest */

/* `*owner` is NULL when the report itself has it. */
const Diagram *ref_diagram(const Maker *maker, const Programme *here, Str name, const Programme **owner);

/* The table or chart that was probably meant; empty when none is near. */
Str     ref_nearest(const Maker *maker, Str uri, const Programme *here);

/* True when data that could not be read, and was reported, may hold what a
 * name leads to: then its absence is no further mistake. */
bool    ref_may_be_lost(const Maker *maker, const Programme *here);

/* ---- place_table.c ---- */

/* The next table of the document; `id`: of the anchor that leads to it. `contents`: of the cells of its rows, where
 * they are not the text of the data; else NULL. */
DocTable *place_table_make(Maker *maker, const Home *home, const Table *table, Block *const *contents, Str id);

/* A source without the word that the template puts before it. */
Inline   *place_source(Maker *maker, const Home *home, const Text *source);

/* ---- place.c ---- */

typedef struct { Chapter *chapter; const Home *home; bool has_objectives, has_interventions; } Placing;

/* Notes which tables and charts the text calls, and whether the lists of
 * objectives and interventions are placed by hand. */
void   place_scan(Maker *maker, Placing *placing, const Block *blocks);
Block *place_blocks(Maker *maker, Placing *placing, Block *blocks);   /* resolves the calls */
Block *place_objectives(Maker *maker, Placing *placing);
Block *place_interventions(Maker *maker, Placing *placing);
Block *place_made(Maker *maker, Placing *placing, const Table *table, Block *const *contents);   /* a table that no data hold */
Block *place_rest(Maker *maker, Placing *placing);          /* what the text does not call */
Block *place_rest_of_edition(Maker *maker, Placing *placing);   /* the same of the report's own diagrams */

/* ---- outline.c ---- */

typedef struct {
    Maker   *maker;
    Chapter *chapter;
    Map      ids;                        /* used in this chapter's page -> unsigned *, the number given last */
    int      base;                       /* level of the chapter's title */
    int      open[8], depth;             /* ranks of the headings that are open */
    int      sections, activities, sub_activities;
    bool     is_prose;
} Outline;

/* The title, or a heading that the generator adds, at the chapter's level or below. */
Block *outline_title(Outline *outline, HeadingRole role, Str number, Inline *inlines, Span span);
Block *outline_section(Outline *outline, const SectionSpec *section, Span span);
Str    outline_section_number(Outline *outline);            /* of the next one: "1." */
Str    outline_section_title(Maker *maker, const SectionSpec *section);

/* Gives a heading of the narrative its role, level, number and anchor; may put a section's before it. NULL when it
 * repeats the chapter's own title. */
Block *outline_heading(Outline *outline, Block *heading);

/* ---- grid.c ---- */

/* A table that is made here: `cells` has rows x heads texts (NULL: none), which the data of the site and the file hold
 * as they were typed. The first column names the rows. */
typedef struct { Text id, title; const Texts *heads; size_t rows; const Text *cells; Span span;
    const Texts *shares;                 /* of the columns, in percent; may be short */
    bool is_long;                        /* cells of several lines, which narrow screens put beneath each other */
} Grid;
const Table *grid_table(Arena *arena, const Grid *grid);

/* ---- questions.c ---- */

/* Rows of a question and its answer, from Markdown in which each heading is a question. */
typedef struct { Block *before; ARRAY(Block *) cells; ARRAY(Text) texts; } Questions;
Questions questions_read(Maker *maker, Block *blocks, const Scope *scope, Text number);

/* ---- trame.c ---- */

/* What stands below the title of a chapter of a document of a type. */
Block *trame_chapter(Outline *outline, Placing *placing, const SheetChapter *chapter);

/* ---- describe.c, describe_diagram.c ---- */

/* "Anneau, 112 projets : Formations 36 (32,1 %), …": for those who do not see it. */
Str describe_chart(Arena *arena, Arena *scratch, const Chart *chart);

/* "Schéma de 3 boîtes. Niveau 1 : … Réunions régulières : … et …, …" */
Str describe_diagram(Arena *arena, Arena *scratch, const Diagram *diagram);

#endif
