/* tag.h - the structure tree: what a reader hears, in order
 *
 * Elements are created in reading order (ISO 32000-1, 14.8: standard structure
 * types). Content names its element by id. Element 1 is the Document; 0 means
 * none. Grammar:
 *
 *     Document = { Part | Sect | block }      Sect = { heading | block | Sect }
 *     block    = P | L | Table | Figure | BlockQuote | TOC | Note | Caption | Form
 *     L        = { LI }        LI   = Lbl? LBody
 *     Table    = Caption? THead? TBody        TR = { TH | TD }
 *     TOC      = Caption? { TOCI | TOC }      TOCI = Reference (Link)
 *     P        = { content | Span | Link | Reference | Note }
 */
#ifndef FRAME_TAG_H
#define FRAME_TAG_H

#include "base/fixed.h"
#include "diag/diag.h"
#include "diag/source.h"

#define TAG_ROLES(X)                                                          \
    X(TAG_DOCUMENT, "Document") X(TAG_PART, "Part") X(TAG_SECT, "Sect") X(TAG_DIV, "Div") \
    X(TAG_H1, "H1") X(TAG_H2, "H2") X(TAG_H3, "H3") X(TAG_H4, "H4") X(TAG_H5, "H5") X(TAG_H6, "H6") \
    X(TAG_P, "P") X(TAG_BLOCKQUOTE, "BlockQuote")                             \
    X(TAG_L, "L") X(TAG_LI, "LI") X(TAG_LBL, "Lbl") X(TAG_LBODY, "LBody")     \
    X(TAG_TABLE, "Table") X(TAG_CAPTION, "Caption") X(TAG_THEAD, "THead") X(TAG_TBODY, "TBody") \
    X(TAG_TR, "TR") X(TAG_TH, "TH") X(TAG_TD, "TD")                           \
    X(TAG_FIGURE, "Figure") X(TAG_NOTE, "Note") X(TAG_REFERENCE, "Reference") \
    X(TAG_LINK, "Link") X(TAG_SPAN, "Span") X(TAG_TOC, "TOC") X(TAG_TOCI, "TOCI") \
    X(TAG_CODE, "Code")

#define TAG_ENUM(symbol, name) symbol,
typedef enum { TAG_ROLES(TAG_ENUM) TAG_ROLE_COUNT } TagRole;
#undef TAG_ENUM

typedef uint32_t TagId;                  /* index into TagTree.nodes; 0 is none */

typedef enum { DIRECTION_AS_PARENT, DIRECTION_LEFT_TO_RIGHT, DIRECTION_RIGHT_TO_LEFT } TagDirection;
typedef enum { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH } TagScope;
typedef enum { NUMBERING_NONE, NUMBERING_SQUARE, NUMBERING_DECIMAL, NUMBERING_DISC } TagNumbering;

typedef struct {
    TagRole  role;
    TagId    parent, first, last, next;  /* tree, children in reading order */
    Str      title;                      /* T: for headings and tables */
    Str      alt;                        /* Alt: figures */
    Str      actual;                     /* ActualText: what the glyphs hide, for Arabic the whole passage */
    Str      expansion;                  /* E: what a sigle stands for */
    Str      language;                   /* Lang, when not the document's */
    Str      id;                         /* ID: notes, heads of merged tables */
    Str      headers;                    /* Headers: ids with one blank between */
    TagScope scope;                      /* TH */
    TagNumbering numbering;              /* L */
    TagDirection direction;              /* WritingMode, of a block */
    uint16_t colspan, rowspan;           /* 0 or 1: none */
    bool     has_box;                    /* Figure: BBox is asked for; the writer takes it from `box` */
    Fixed    box[4];                     /* left, top, right, bottom on its page */
    Span     span;                       /* where the source is */
} TagNode;

typedef struct { Arena *arena; ARRAY(TagNode) nodes; } TagTree;

TagTree *tags_new(Arena *arena);                   /* with the Document element */
TagId    tag_add(TagTree *tags, TagId parent, TagRole role, Span span);
TagNode *tag_node(TagTree *tags, TagId id);        /* valid until the next tag_add */

/* Says that an element is Arabic and runs from right to left, or French and from left to right, where this is not
 * what its parent is. Its parents must have been told before. */
void     tag_direct(TagTree *tags, TagId id, bool is_rtl);
const char *tag_role_name(TagRole role);

#define TAG_DOCUMENT_ID ((TagId)1)

#endif
