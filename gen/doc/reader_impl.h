/* reader_impl.h - what markdown.c (blocks) and markdown_tokens.c (places, running text) share */
#ifndef DOC_READER_IMPL_H
#define DOC_READER_IMPL_H

#include <cmark.h>

#include "doc/token_impl.h"

/* Bytes [text, text + n) of what is parsed come from [source, …) of the file. */
typedef struct { size_t text, source, n; } Piece;

typedef struct {
    Maker        *maker;
    const Home   *home;
    Str           text;                  /* as cmark gets it */
    ARRAY(size_t) lines;                 /* offsets of its lines */
    ARRAY(Piece)  pieces;                /* in order; empty: all of it is `whole` */
    Span          whole;
    bool          is_cell;
    bool          is_full;               /* it has had its share of blocks, and this was reported */
    size_t        blocks;
    int           depth;
    int           quotes;                /* block quotes around the current leaf */
    size_t        cursor;                /* where the last token ended */
    size_t        lines_uncounted;       /* of the leaf, before cmark's line */
    size_t        lines_joined;          /* to that line, by a backslash each */
    size_t        lazy_line;             /* a line, and the column that cmark has for the text that begins it, where */
    int           lazy_column;           /* that is beyond the paragraph's; 0: no line */
    cmark_node   *leaf;
} Reader;

/* Finds where the lines of the text begin; before all else. */
void reader_find_lines(Reader *reader);

/* Where a block was typed, without the marks before it on its line. */
Span reader_block_span(const Reader *reader, cmark_node *node);

/* The running text of a paragraph or a heading. */
Run  reader_run(Reader *reader, cmark_node *leaf);

/* Adds `text`, which stands at byte `at` of the reader's text; `flag` is 0 or AT_LITERAL. */
void reader_push_verbatim(Reader *reader, Run *run, Str text, size_t at, uint32_t flag);

/* True for one comment and nothing else: it is for editors, and is left out. */
bool html_is_comment(Str html);

#endif
