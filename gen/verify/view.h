/* view.h - what a PDF says, taken apart: pages, content, fonts, structure, metadata
 *
 * view_open() reads everything once; the rules only look. Everything is kept
 * as the file has it, right or wrong: what a reader could not make sense of is
 * an Event, a fault of structure, or a missing piece.
 */
#ifndef VERIFY_VIEW_H
#define VERIFY_VIEW_H

#include "base/buf.h"
#include "base/map.h"
#include "verify/cmap.h"
#include "verify/file.h"
#include "verify/program.h"

/* --- content ------------------------------------------------------------- */

/* What an interpreter of page content stumbled over (ISO 32000-1, 7.8 to 9, 14.6). */
typedef enum {
    EVENT_UNTAGGED, EVENT_ARTIFACT_INSIDE, EVENT_TAGGED_INSIDE, EVENT_MARK_OPEN, EVENT_MARK_EXTRA, EVENT_STATE_DEEP,
    EVENT_STATE_OPEN, EVENT_OPERATOR, EVENT_SYNTAX, EVENT_RESOURCE, EVENT_CMYK, EVENT_GLYPH_ZERO, EVENT_NO_UNICODE,
    EVENT_PROPERTIES, EVENT_INTENT, EVENT_LIMIT, EVENT_STREAM, EVENT_KINDS
} EventKind;

typedef struct { EventKind kind; uint32_t page; int32_t mark; Str detail; } Event;   /* mark: -1 none */

/* A marked-content sequence. Text goes to the innermost one that is an artifact or has an MCID. */
typedef struct {
    Str      tag;
    int32_t  mcid;                       /* -1: none */
    uint32_t stream;                     /* the form it stands in; 0: the page's own content */
    int32_t  parent;                     /* -1: none */
    bool     is_artifact, has_actual;
    Str      type, subtype;              /* of an artifact; empty when not given */
    Str      actual;
    Buf      text;                       /* UTF-8 */
    int32_t  owner;                      /* node of the structure; -1: none */
} Mark;

typedef struct { double left, bottom, right, top; bool is_set; } Box;

typedef struct {
    uint32_t      ref;
    const Object *dict, *resources;
    Box           media, crop, trim, bleed, art;
    Str           label;
    ARRAY(Mark)   marks;                 /* in the order of painting */
    uint32_t     *order;                 /* the same, by MCID and stream */
} PageView;

/* --- fonts --------------------------------------------------------------- */

enum { CODES = 1 << 16, FONTS_MAX = 4096 };

typedef struct {
    uint32_t      ref;
    const Object *dict, *descendant, *descriptor;
    bool          is_composite;          /* two bytes a code */
    Str           name;
    UnicodeMap    unicode;
    bool          has_unicode;
    Program       program;               /* TrueType; has_program false for others */
    bool          has_program;
    Str           to_glyph;              /* CIDToGIDMap's stream; empty for Identity */
    uint32_t     *used;                  /* bits, by code: what pages show */
    uint32_t      code_end;              /* behind the highest of them */
    uint32_t      first_page;
} FontView;

/* --- structure ----------------------------------------------------------- */

typedef enum { KID_ELEMENT, KID_CONTENT, KID_OBJECT } KidKind;

typedef struct {
    KidKind  kind;
    int32_t  node;                       /* ELEMENT */
    int32_t  page;                       /* CONTENT, OBJECT: index; -1: none that exists */
    int32_t  mcid;
    uint32_t stream;                     /* CONTENT: the form, 0 the page */
    uint32_t object;                     /* OBJECT: its number */
} Kid;

#define ROLES(X)                                                              \
    X(Document) X(Part) X(Art) X(Sect) X(Div) X(BlockQuote) X(Caption) X(TOC) X(TOCI) X(Index) X(NonStruct) \
    X(Private) X(P) X(H) X(H1) X(H2) X(H3) X(H4) X(H5) X(H6) X(L) X(LI) X(Lbl) X(LBody) X(Table) X(TR) X(TH) \
    X(TD) X(THead) X(TBody) X(TFoot) X(Span) X(Quote) X(Note) X(Reference) X(BibEntry) X(Code) X(Link) X(Annot) \
    X(Ruby) X(RB) X(RT) X(RP) X(Warichu) X(WT) X(WP) X(Figure) X(Formula) X(Form)

#define ROLE_ENUM(name) ROLE_##name,
typedef enum { ROLE_NONE, ROLES(ROLE_ENUM) ROLE_COUNT } Role;
#undef ROLE_ENUM

typedef struct {
    const Object *dict;
    uint32_t      ref;
    Str           type;                  /* S as written */
    Role          role;                  /* through the role map; ROLE_NONE: not a standard type */
    int32_t       parent;                /* -1: the root */
    int32_t       end;                   /* the first node behind its last descendant */
    int           depth;
    Str           language;              /* its own or inherited; empty: none at all */
    ARRAY(Kid)    kids;
} Node;

typedef enum { TREE_CYCLE, TREE_DEEP, TREE_KID, TREE_ROLE_LOOP, TREE_FAULTS } TreeFaultKind;
typedef struct { TreeFaultKind kind; int32_t node; Str detail; } TreeFault;

typedef struct { int64_t key; const Object *value; } NumberPair;
typedef struct { Str key; const Object *value; } NamePair;
typedef ARRAY(NumberPair) Numbers;       /* as the tree gives them */
typedef ARRAY(NamePair)   Names;

typedef struct {
    const Object    *root;
    ARRAY(Node)      nodes;              /* before their children, in reading order */
    ARRAY(TreeFault) faults;
    int32_t         *by_object;          /* node of an object's number; -1 */
    Numbers          parents;
    bool             parents_sorted;     /* keys rise, Limits hold */
    const Object    *class_map;
} Structure;

/* --- metadata ------------------------------------------------------------ */

typedef struct Xml Xml;
struct Xml {
    Str  space, name;                    /* namespace URI, local name; both empty for text */
    Str  text;                           /* entities replaced */
    Xml *first, *next;
    struct XmlAttribute { Str space, name, value; struct XmlAttribute *next; } *attributes;
};

/* --- provenance ---------------------------------------------------------- */

typedef struct { int32_t element, page, mcid; Str file; uint32_t line, column; } Origin;

/* --- the whole ----------------------------------------------------------- */

typedef struct {
    Arena           *arena;
    Arena           *scratch;            /* rewound behind each content stream */
    PdfFile          file;
    const Object    *catalogue, *info;
    ARRAY(PageView)  pages;
    bool             pages_sound;        /* Count and Parent agree */
    Str              pages_fault;
    Map              destinations;       /* by name: Object */
    int32_t         *page_by_object;     /* index of a page's number; -1 */
    ARRAY(Event)     events;
    ARRAY(FontView)  fonts;
    Structure        structure;
    Str              xmp_bytes;
    bool             has_xmp;
    Xml             *xmp;                /* NULL: not well-formed or absent */
    Str              xmp_fault;
    ARRAY(Origin)    origins;
    size_t           work_left;          /* bytes of content that may still be interpreted */
} View;

/* False when the file is no PDF. An encrypted one has only `file`. */
bool view_open(Arena *arena, Arena *scratch, Str bytes, View *view);

/* The parts, in the order that they are read. */
void pages_read(View *view);
void content_read(View *view);
void structure_read(View *view);
void metadata_read(View *view);
void provenance_read(View *view);

/* The index of a font, read when it is met first; -1 when there are too many or it is none. */
int32_t font_find(View *view, const Object *font);
bool    font_shows(const FontView *font, uint32_t code);
uint32_t font_glyph_of(const FontView *font, uint32_t code);    /* in the program */

/* The mark of a piece of content; NULL when the page has none. */
Mark *page_mark(View *view, int32_t page, uint32_t stream, int32_t mcid);

/* The first piece of content of a node and what it holds; false when it has none. */
bool node_content(const View *view, int32_t node, Kid *content);

/* All text of a node, in order, at most `limit` bytes. ActualText replaces what it covers. */
Str  node_text(View *view, Arena *arena, int32_t node, size_t limit);

/* An attribute of a node (14.8.5): of `owner`, or, with NULL, of any. object_null when absent. */
const Object *node_attribute(View *view, int32_t node, const char *owner, const char *key);

/* Walks a number or name tree; pairs in the order of the file. False: keys do not rise, or Limits are wrong. */
bool tree_numbers(PdfFile *file, Arena *arena, const Object *root, Numbers *numbers);
bool tree_names(PdfFile *file, Arena *arena, const Object *root, Names *names);
const Object *names_find(PdfFile *file, const Names *names, Str key);   /* object_null */

/* metadata.c: the XMP's properties. */
const Xml *xml_child(const Xml *element, const char *space, const char *name);
Str        xml_text(Arena *arena, const Xml *element);
const Xml *xmp_property(const View *view, const char *space, const char *name, Str *attribute);
Str        xmp_value(const View *view, Arena *arena, const char *space, const char *name);
extern const char SPACE_RDF[], SPACE_DC[], SPACE_XMP[], SPACE_PDF[], SPACE_PDFA[], SPACE_PDFUA[], SPACE_EXTENSION[],
    SPACE_SCHEMA[], SPACE_PROPERTY[];

/* xml.c: a small reader of XML 1.0 with namespaces, without a DTD. NULL, with the reason, when it is not well-formed. */
Xml *xml_read(Arena *arena, Str text, Str *fault);

#endif
