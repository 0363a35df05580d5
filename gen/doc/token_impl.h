/* token_impl.h - running text between markdown.c and inline.c
 *
 *     Run   = { Token }
 *     Token = TEXT (bytes [lo, hi) of the run) | BREAK | CODE (text) | IMAGE (uri, text)
 *           | OPEN (what) … CLOSE (what)
 */
#ifndef DOC_TOKEN_IMPL_H
#define DOC_TOKEN_IMPL_H

#include "base/buf.h"
#include "doc/doc_impl.h"

typedef enum { TOKEN_TEXT, TOKEN_BREAK, TOKEN_CODE, TOKEN_IMAGE, TOKEN_OPEN, TOKEN_CLOSE } TokenKind;

typedef struct {
    TokenKind  kind;
    InlineKind what;                     /* EMPHASIS, STRONG, LINK, NOTE */
    Span       span;                     /* OPEN and CLOSE: of the whole */
    size_t     lo, hi;
    Str        uri, text;
} Token;

/* What a paragraph or a cell may hold: some hundred pages. What is beyond is reported and left out. */
enum { RUN_MAX = 256 * 1024 };

typedef struct {
    Buf             text;                /* soft breaks are blanks in it */
    ARRAY(uint32_t) at;                  /* see TextAt */
    ARRAY(Token)    tokens;
    uint32_t        file;
    bool            is_cut;              /* there was more than RUN_MAX, and this was reported */
} Run;

/* Reads the run's notes, figures and words. */
Inline *run_inlines(Maker *maker, const Home *home, const Run *run);

/* Splits "(Actions 1.2 et 1.3)" off the end of a title: the run keeps what is
 * before; false when there is none. */
bool    run_split_reference(Arena *arena, Run *run, Run *reference);

Span    run_span(const Run *run, size_t lo, size_t hi);

/* The length of the escape or the entity at `at` of `source` that stands for the first `*n` bytes of `text`; 0 for none. */
size_t  escape_length(Arena *scratch, Str source, size_t at, Str text, size_t *n);

#endif
