/* book_impl.h - what the files that make the book share
 *
 * The blocks of a chapter, and of those that follow it without a new page,
 * become a galley: boxes in one long column, as wide as the text block.
 * flow_break() cuts it into pages, pages.c draws them. Boxes, tags and lines
 * are made in reading order.
 *
 * In a galley x runs from the left edge of the text block; the top of a box
 * is the top of its first grid line.
 */
#ifndef LAYOUT_BOOK_IMPL_H
#define LAYOUT_BOOK_IMPL_H

#include "base/buf.h"
#include "layout/flow.h"
#include "layout/linebreak.h"
#include "layout/table.h"
#include "text/french.h"

/* A note that was set: its lines, in the order they are read. */
typedef struct { const Line *line; const Frame *number; Fixed x, number_x; } NoteLine;
typedef struct { NoteLine *at; size_t n; } NoteLines;

/* Lines of a list's item that stay together; of a paragraph the theme says. */
enum { BOX_KEEP_IN_LISTS = 2 };

/* What a box shows; what is NULL is not there. */
typedef struct {
    const Line   *line;
    const Line   *indented;              /* for `line` when the float before it stands elsewhere */
    Fixed         x;                     /* of the line */
    int           line_at, line_count;   /* of the paragraph that it is part of */
    const Lines  *longer, *shorter;      /* the paragraph that begins here, otherwise */
    bool          is_item;               /* in a list */
    const Frame  *label;                 /* a list's marker or number: at label_x, level with the line */
    Fixed         label_x;
    const Frame  *frame;                 /* a heading or an entry: fills the box */
    bool          is_heading;
    const Frame  *figure;                /* a chart or a picture: centred in the box */
    TableSet     *table;
    ARRAY(NoteLines) notes;              /* called in it */
    const Chapter *chapter;
    Span          span;
} Box;

/* The lines of the paragraph that begins in a box, as a page sets it (FlowPiece.varied). */
const Lines *box_varied(const Box *box, int varied);

/* Where something that can be led to begins. */
typedef struct { size_t box; uint32_t anchor; } Spot;

typedef struct Galley Galley;

/* A table on pages of its own, on their side: they follow the page that holds the last of the boxes before it. */
typedef struct { Galley *galley; size_t boxes; } TurnedTable;

struct Galley {
    ARRAY(FlowBox) flow;                 /* as many as boxes */
    ARRAY(Box)     boxes;
    ARRAY(Spot)    spots;
    const Chapter *chapter;              /* being set */
    int    keep;                         /* lines that must stand below the last heading */
    int    next_penalty;                 /* cost of a break before the next box */
    bool   is_flush;                     /* the next paragraph has no indent */
    bool   follows_float;
    Str    left_head, right_head;        /* empty: none */
    bool   is_bare;                      /* its pages have neither head nor foot */
    ARRAY(TurnedTable) turned;
    const PageGeometry *page;            /* of a table on its side; NULL: the book's */
    bool   is_ragged;                    /* too narrow for even lines */
    bool   is_panel;                     /* no page cuts it: labels close up with the tiles above */
    enum { LAST_IS_OTHER, LAST_IS_LABEL, LAST_IS_TILES, LAST_IS_BOX } last;
    Fixed  spare;                        /* room at its foot, off the grid; not of others */
};

/* Where in a galley a block stands. */
typedef struct {
    Fixed     left, right;               /* indents; text from right to left has its own on the right */
    TagId     parent;
    int       depth;                     /* of the list; 0 outside */
    StyleName style;
} Stand;

/* Paragraphs and tables in the order in which a round sets them. */
typedef struct { VariedLines lines; Fixed measure; TagId tag; } SetPar;
typedef struct { const DocTable *doc; TableSet *set; TagId first, end; } SetTable;   /* elements [first, end) */
typedef ARRAY(SetPar) SetPars;
typedef ARRAY(SetTable) SetTables;

/* What stands above or below the text, for all pages of one side. */
typedef struct { Str text; const Frame *frame; } Running;

typedef struct {
    Arena          *arena, *scratch;
    Arena          *column;              /* galleys, until their pages are drawn */
    LayoutContext   context;
    const Setting  *setting;
    const Document *document;
    const Edition  *edition;
    const Theme    *theme;
    const PageGeometry *page;
    TagTree        *tags;
    Pages          *pages;
    bool            is_body;             /* folios are arabic */
    TagId           part_tag, theme_tag; /* elements that chapters go under */
    int             part;                /* whose element that is; -1 before the first */
    SetPars         pars, pars_before;   /* of this round, of the last */
    SetTables       tables, tables_before;
    const TagTree  *tags_before;
    Diags           kept;                /* of what is set once for all rounds */
    Running         heads[2], feet[2];   /* of left and right pages; the newest */
    Fixed           epigraph_height;     /* in the large size; 0 when it was not measured yet */
    uint32_t        anchors_added;       /* by book_anchor() in this round */
    size_t          page_total;          /* of the last round; 0 in the first */
    Str            *folios;              /* of the last round; NULL in the first */
    Buf            *lines_log;           /* for lines_dump(); else NULL */
} Book;

/* ---- kept.c ---- */

void  kept_begin(Book *book);            /* of a round */

/* Breaks a paragraph, or takes its lines from the round before. */
Lines book_lines(Book *book, const Par *par, Fixed measure);

/* The same, and the paragraph in one line more and less; their n is 0 where it cannot be. Lives with the book. */
const VariedLines *book_varied(Book *book, const Par *par, Fixed measure);

/* The lines of a title, as even as their number lets them be. */
Lines book_balanced(Book *book, const Par *par, Fixed measure);

/* Sets a table below `parent`, or takes it from the round before. */
TableSet *book_table(Book *book, const DocTable *doc, TagId parent);

/* ---- text (book.c) ---- */

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_RIGHT_TO_LEFT } TextSide;

/* Sets one line of text with its left or right end at x, or running leftwards from it; returns its width. */
Fixed book_text(Book *book, Frame *frame, const TextStyle *style, Str text, Mark mark, Fixed x, Fixed baseline,
                TextSide side);

/* Sets text over several lines, ragged, a title's lines even; returns the last baseline. */
Fixed book_text_block(Book *book, Frame *frame, const TextStyle *style, Str text, Mark mark, Fixed x,
                      Fixed baseline, Fixed measure);
Fixed book_title(Book *book, Frame *frame, const TextStyle *style, Str text, Mark mark, Fixed x, Fixed baseline,
                 Fixed measure);

/* How many lines the same text takes. */
int   book_text_lines(Book *book, const TextStyle *style, Str text, Fixed measure);

/* A P below `parent` and the mark for its content. */
Mark  book_p(Book *book, TagId parent);

TextStyle book_style(const Book *book, StyleName name);

/* "Bilan programmatique d’étape", and with its number before it. */
Str   book_part_name(const Book *book, const Chapter *chapter);
Str   book_part_title(Book *book, const Chapter *chapter);

/* Adds to the outline; the level is lowered where one would be skipped. */
void  book_outline(Book *book, Str title, int level, const Anchor *anchor);

/* An anchor for a place that the outline alone leads to; at most ANCHORS_ADDED in a book. */
enum { ANCHORS_ADDED = 4 };
const Anchor *book_anchor(Book *book);

/* ---- galleys ---- */

/* Grid lines of a block of `height`: clear above and below, but one that is nearly a page may fill it. */
int  galley_block_lines(const Book *book, Fixed height, bool is_head);

void galley_push(Book *book, Galley *galley, FlowBox flow, Box box);
void galley_spot(Book *book, Galley *galley, const Anchor *anchor);   /* the next box; anchor may be NULL */
/* The lines of a paragraph; `like` says where they stand, where they come from and how else they can be set. */
void galley_lines(Book *book, Galley *galley, Lines lines, const Lines *indented, Box like);
void galley_blocks(Book *book, Galley *galley, Stand place, const Block *first);
/* The same place one step further in, on the side where its text begins. */
Stand galley_indented(const Book *book, Stand place, Fixed step, bool is_rtl);
Fixed galley_measure(const Book *book, const Stand *place);
void galley_heading(Book *book, Galley *galley, TagId parent, const Block *block);      /* heading.c */
void galley_list(Book *book, Galley *galley, Stand place, const Block *list);           /* list.c */
void galley_table(Book *book, Galley *galley, Stand place, const Block *block);         /* galley_table.c */
void galley_chapter(Book *book, Galley *galley, const Chapter *chapter, TagId parent);

/* ---- notes (notes.c) ---- */

/* Makes the element of a note below `parent` and breaks its lines. */
NoteLines note_set(Book *book, const Note *note, const Chapter *chapter, TagId parent);

/* Hangs notes that are called in box `at`. */
void notes_hang(Book *book, Galley *galley, size_t at, const Note *const *notes, size_t n, TagId parent);
typedef ARRAY(const Note *) NoteList;
void notes_in_inlines(Arena *arena, const Inline *inlines, NoteList *notes);

typedef ARRAY(NoteLine) NoteQueue;
/* Draws lines [from, from + count) at the foot of the text block whose left edge is x. */
void notes_draw(Book *book, Frame *frame, const NoteQueue *queue, size_t from, int count, Fixed x);

/* ---- pages (pages.c) ---- */

Page *pages_add(Book *book, bool is_blank);
void  pages_open_right(Book *book);
bool  pages_next_is_recto(const Book *book);
Fixed pages_left(const Book *book, bool is_recto);
void  pages_add_galley(Book *book, const Galley *galley);
void  pages_lead_to(Book *book, const Anchor *anchor);   /* the newest page, its top */

/* ---- quality (quality.c) ---- */

/* Adds what is amiss in a galley that was cut; `page_at`: the index of each of its pages in the book. */
void quality_galley(Book *book, const Galley *galley, const FlowPages *cut, const FlowRules *rules,
                    const NoteQueue *notes, const size_t *page_at);
/* Adds the lines that stick out of cells and titles, which no galley has. */
void quality_overfull(Book *book, const Diags *diags);

/* ---- cover.c, epigraph.c, contents.c ---- */

/* The style of a title on the cover or a band, smaller by tenths where its last baseline would stand more than `room`
 * below its first. */
TextStyle book_title_style(Book *book, Str title, Fixed measure, Fixed room);

void cover_add(Book *book);
void inner_title_add(Book *book);
void epigraph_add(Book *book, const Chapter *chapter);
void divider_add(Book *book, const Chapter *chapter, TagId parent, bool is_first);
void colophon_add(Book *book);
void contents_add(Book *book);
void lists_add(Book *book);

/* The map beside a programme's title is as wide as its longest row. */
Fixed map_width(Book *book, Fixed tile, int current);

/* It, outlined at `tile`, with its right edge at x and its middle at y; programme `current` is filled. Of many rows
 * those near its own. */
void map_draw(Book *book, Frame *frame, Fixed x, Fixed y, Fixed tile, int current);

#endif
