/* doctype.h - a type of document as data: its fields and the order of its blocks
 *
 * A type is a folder of templates/ with a type.yaml:
 *
 *     nom: examen
 *     description: Réponses d’un pays aux questions d’un examen
 *     champs:                           # the keys that its documents add to those of all
 *       sections:
 *         genre: liste
 *         requis: oui
 *         description: les sections, dans l’ordre
 *         champs: { titre: { genre: texte, requis: oui, description: titre de la section } }
 *     trame:                            # what the document is made of, in order
 *       - genre: chapitre
 *         pour: sections                # once for each entry
 *         titre: "{titre}"
 *         blocs: [ { genre: prose, champ: texte } ]
 *
 * The fields become a Schema, so that documents are read as strictly as
 * reports are. Words of the trame have places: {titre} is a field of the
 * entry, else of what is around it; {rang}, {rang-romain} and {lettre} count
 * the entries.
 */
#ifndef MODEL_DOCTYPE_H
#define MODEL_DOCTYPE_H

#include "base/file.h"
#include "data/schema.h"

/* What a field holds: its name in type.yaml, how it is read, and as what it lies in a record. */
#define GENRES(X)                                                                                  \
    X(GENRE_TEXT,    "texte",   FIELD_TEXT,    Text)                                               \
    X(GENRE_TEXTS,   "textes",  FIELD_TEXTS,   Texts)                                              \
    X(GENRE_FILE,    "fichier", FIELD_TEXT,    Prose)                                              \
    X(GENRE_PICTURE, "image",   FIELD_TEXT,    Text)                                               \
    X(GENRE_NUMBER,  "nombre",  FIELD_NUMBER,  Value)                                              \
    X(GENRE_INTEGER, "entier",  FIELD_INTEGER, int)                                                \
    X(GENRE_DATE,    "date",    FIELD_DATE,    Value)                                              \
    X(GENRE_BOOL,    "oui-non", FIELD_BOOL,    bool)                                               \
    X(GENRE_CHOICE,  "choix",   FIELD_CHOICE,  int)                                                \
    X(GENRE_FIGURE,  "chiffre", FIELD_TEXT,    FigureRef)                                          \
    X(GENRE_GROUP,   "groupe",  FIELD_STRUCT,  char)                                               \
    X(GENRE_LIST,    "liste",   FIELD_LIST,    Items)                                              \
    X(GENRE_ENTRIES, "entrees", FIELD_MAP,     Items)

#define GENRE_ENUM(symbol, name, kind, Type) symbol,
typedef enum { GENRES(GENRE_ENUM) GENRE_COUNT } Genre;
#undef GENRE_ENUM

/* A chapter of prose in a file of its own. `file` is 0 when there is none. */
typedef struct { Text name; uint32_t file; } Prose;

/* "eleves.2019.total", or a figure typed in place. `value` is NULL when the path leads nowhere, which is reported. */
typedef struct { Text path; const Value *value; Value typed; } FigureRef;

/* A schema that knows the genre of each of its fields. Those of a document's type only. */
typedef struct { Schema schema; const Genre *genres; } TypeSchema;

/* An entry of a list or group; of GENRE_ENTRIES its key is `id`. Fields follow. */
typedef struct { Text id; Span span; } RecordHead;
typedef struct { const TypeSchema *type; const char *at; } Record;

/* A record among those around it. `rank` counts from 1 among the `count` entries of its list; 0: in none. */
typedef struct Scope Scope;
struct Scope { Record record; size_t rank, count; const Scope *outer; };

/* ---- the trame ---- */

/* The kinds of blocks, with the options that each takes (doctype_trame.c); doc/trame.c makes them. */
#define TRAME_KINDS(X)                                                                             \
    X(TRAME_CHAPTER,   "chapitre",   chapter)   /* a page of the site, a new page of the book */   \
    X(TRAME_SECTION,   "section",    section)   /* a heading and what is below it */               \
    X(TRAME_PROSE,     "prose",      field)     /* Markdown of a text or a file */                 \
    X(TRAME_PARAGRAPH, "paragraphe", words)     /* words of the type */                            \
    X(TRAME_LIST,      "liste",      list)      /* an item an entry, or a text */                  \
    X(TRAME_TABLE,     "tableau",    table)     /* a row an entry */                               \
    X(TRAME_QUESTIONS, "questions",  questions) /* Markdown: a heading a question, its answer beneath */ \
    X(TRAME_GROUP,     "groupe",     group)     /* blocks together */                              \
    X(TRAME_BAND,      "bandeau",    band)      /* the head of the chapter, over the whole page */ \
    X(TRAME_COLUMNS,   "colonnes",   columns)   /* a column a block */                             \
    X(TRAME_CARDS,     "cartes",     cards)     /* a card an entry, its number in a star */        \
    X(TRAME_FIGURES,   "chiffres-cles", figures) /* a large figure an entry, and what it counts */ \
    X(TRAME_TILES,     "tuiles",     tiles)     /* a numbered tile an entry */                     \
    X(TRAME_BOX,       "encart",     box)       /* a tinted box with a label */                    \
    X(TRAME_MAP,       "carte",      map)       /* the map of stars */

#define TRAME_ENUM(symbol, name, options) symbol,
typedef enum { TRAME_KINDS(TRAME_ENUM) TRAME_COUNT } TrameKind;
#undef TRAME_ENUM

typedef struct {
    int   kind;                          /* TrameKind */
    Text  each;                          /* pour: a list; the block comes once for each entry */
    Text  only_if;                       /* si: a field that must be given */
    Text  title, short_title, number;    /* titre, titre-court, numero: words with places */
    Text  text;                          /* texte: words with places */
    Text  id;                            /* nom: of a table, for references to it */
    Texts heads;                         /* tetes: of the columns of a table */
    Texts shares;                        /* largeurs, parts: of the columns, in percent or as parts of their sum */
    Texts cells;                         /* cases: of a row, words with places */
    Text  field;                         /* champ: the field that holds the content */
    Text  figure;                        /* chiffre: the field that holds a figure */
    Text  accent;                        /* accent: the field that says whether an entry stands out */
    Text  rows, filled;                  /* rangees, pleines: fields with the rows of a map, with the stars filled in it */
    bool  is_source;                     /* source: small, as what is below a table */
    const YamlNode *blocks_node;
    Items blocks;                        /* blocs: TrameSpec */
    Span  span;
} TrameSpec;

/* A chapter of a document: what the trame says of it, for one entry. */
typedef struct { const TrameSpec *spec; const Scope *scope; Text title, short_title, number; } SheetChapter;

typedef struct {
    Str   name;                          /* the folder's: "examen"; its documents are examen.yaml */
    Text  label, about;                  /* nom, description */
    TypeSchema sheet;                    /* all keys of a document: those of all types, then its own */
    Items trame;                         /* TrameSpec, all chapters */
} DocType;

/* The type of the document at `path`, a folder or a file <type>.yaml: `templates`/<type>/type.yaml, read and checked.
 * NULL for a report, for a programme or a file alone, and where no type is known. */
const DocType *doctype_find(Arena *arena, Sources *sources, Str templates, Str path, Diags *diags);

/* The type `name`; NULL when templates has none. And all their names, sorted. */
const DocType *doctype_read(Arena *arena, Sources *sources, Str templates, Str name, Diags *diags);
void doctype_names(Arena *arena, Str templates, Strs *names);

/* Whether a file is named after a type: "fiche.yaml", "fiche.ar.yaml"; and the language that the second names, "ar". */
bool doctype_is_file(Arena *arena, Str templates, Str name);
Str  twin_language(Str name);

Str doctype_schema_json(Arena *arena, const DocType *type);

/* ---- records ---- */

/* What a field holds, as the type of its genre says; NULL when there is no such field. */
const void *record_find(Record record, Str key, Genre *genre);

/* The same, in the record or those around it. `*in` (may be NULL) is the scope that has it. */
const void *scope_find(const Scope *scope, Str key, Genre *genre, const Scope **in);

/* False where the field is empty or absent. */
bool scope_has(const Scope *scope, Str key);

/* The entries of a list, each as a scope inside `scope`; of a group its one. 0 when there are none. */
size_t scope_entries(Arena *arena, const Scope *scope, Str key, const Scope **entries);

/* Words with their places filled. A place alone keeps the span of its field. */
Text scope_fill(Arena *arena, const Scope *scope, Text words);

#endif
