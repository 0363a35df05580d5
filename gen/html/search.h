/* search.h - the index of the search over the whole report, for recherche.js
 *
 * One JavaScript file that sets one variable, so that it loads from a folder as from a server. An entry is what
 * one can be led to: a chapter, a section, a table, a figure, a note, a sigle, a figure of the data; with its title and all its text.
 *
 *     var indexDeRecherche = { fins, elisions, vides,        words.h
 *       morceaux,                                            search_text.h: the table of pieces
 *       pages:     [[address, title], …],
 *       entrees:   [[page, id, kind, title, text], …],       title and text in pieces
 *       mots:      a line a stem, sorted: how many letters it shares with the one before (a code), the rest
 *       renvois:   a line a stem: { entry - the last entry, 8 * (count up to 4, less 1) + where }
 *     };
 *
 * `where` is a set: 1 the title, 2 the text.
 */
#ifndef HTML_SEARCH_H
#define HTML_SEARCH_H

#include "doc/doc.h"

/* Kinds, in the order in which they weigh. */
typedef enum { ENTRY_CHAPTER, ENTRY_SECTION, ENTRY_SIGLE, ENTRY_TABLE, ENTRY_FIGURE, ENTRY_NOTE, ENTRY_DATA, ENTRY_KINDS } EntryKind;

Str search_index(Arena *arena, Arena *scratch, const Document *document);

/* One index over several documents: addresses begin with `prefix` ("2019/"), titles of pages with `title`. */
typedef struct { const Document *document; Str prefix, title; } SearchPart;
Str search_index_of(Arena *arena, Arena *scratch, const SearchPart *parts, size_t n);

#endif
