/* search_text.h - text and numbers in few characters, for the index of the search
 *
 * Text = { Piece }: a word (with the apostrophe that ends it), or what stands between two. A blank between two
 * words, and nothing after an apostrophe, go without saying. A piece is written as its number in a table, the
 * most frequent first. Numbers are written in CODE_BASE printable characters that JSON leaves as they are.
 *
 *     number = [0, 40)                       one character
 *            | [0, 49 * 90) + 40             two; the first is 40 or above
 *            | the last character, then three in base 90
 */
#ifndef HTML_SEARCH_TEXT_H
#define HTML_SEARCH_TEXT_H

#include "base/buf.h"
#include "base/map.h"

enum { CODE_BASE = 90, CODE_SHORT = 40 };

void code_number(Buf *out, size_t number);

typedef struct { Str text; size_t count, number; bool is_between; } Piece;

typedef struct {
    Arena *arena;
    Map    known;                        /* Piece, by its text */
    ARRAY(Piece *) list;                 /* by number, once they are numbered */
    ARRAY(Piece *) said;                 /* of all texts, in their order */
} Pieces;

/* A text: pieces [lo, hi) of those said. */
typedef struct { size_t lo, hi; } Said;

/* First every text is taken, then pieces are numbered, then texts are written. */
Said pieces_take(Pieces *pieces, Str text);
void pieces_number(Pieces *pieces);
void pieces_write(Buf *out, const Pieces *pieces, Said said);

/* The table as one JSON string, a line a piece; a tab begins what stands between words. */
void pieces_list(Buf *out, const Pieces *pieces);

#endif
