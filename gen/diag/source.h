/* source.h - the files a build read, and places in them */
#ifndef DIAG_SOURCE_H
#define DIAG_SOURCE_H

#include "base/map.h"

/* A half-open range [lo, hi) of bytes in one source file. file 0 is "nowhere".
 * Lines and columns are computed only when a message is printed. */
typedef struct { uint32_t file, lo, hi; } Span;

#define SPAN_NONE ((Span){ 0 })

enum { SOURCE_STEP = 16 * 1024 };

typedef struct {
    Str       path;                      /* as it is shown */
    Str       text;
    uint32_t *lines;                     /* offset of each line's first byte */
    size_t    line_count;
    uint32_t *counts;                    /* characters before each SOURCE_STEP bytes; NULL when no line is long */
    bool      is_lent;                   /* of another edition: read for its figures, neither checked nor written */
} Source;

typedef struct {
    Arena     *arena;
    ARRAY(Source) files;
    const Map *instead;                  /* by path, a Str * that is read in place of the file; NULL: none */
} Sources;

Sources sources_new(Arena *arena);

/* The same files, to which others can be added while `sources` is read elsewhere. */
Sources sources_copy(Arena *arena, const Sources *sources);

/* Registers a file that was read; returns its number for spans, from 1. Both
 * strings are borrowed and must live as long as the sources. */
uint32_t source_add(Sources *sources, Str path, Str text);

const Source *source_of(const Sources *sources, Span span);   /* NULL for nowhere */
Str           source_text(const Sources *sources, Span span); /* the bytes of the span */

/* Line and column of byte `at`, both from 1; a column counts characters, a
 * tab is one. */
typedef struct { uint32_t line, column; } Place;
Place source_place(const Source *source, uint32_t at);

/* The line's text without its end. `line` counts from 1. */
Str source_line(const Source *source, uint32_t line);

/* The smallest span that holds both; `a` when they lie in different files. */
Span span_join(Span a, Span b);

#endif
