/* build_impl.h - what build.c and the build_*.c share */
#ifndef GEN_BUILD_IMPL_H
#define GEN_BUILD_IMPL_H

#include <stdatomic.h>

#include "base/task.h"
#include "build.h"
#include "diag/silence.h"

typedef enum {
    STEP_READ, STEP_MERGE, STEP_CHECK, STEP_LAYOUT, STEP_EXPORT, STEP_PDF, STEP_SITE, STEP_WORKBOOKS, STEP_MANIFEST,
    STEP_COUNT
} Step;

struct Build {
    Arena          *arena, *scratch;
    BuildInput      input;
    Sources         sources;
    Diags           diags;
    BuildTools      tools;
    bool            owns_tools;
    const Theme    *theme;
    const Edition  *edition;
    Silences        silences;
    size_t          type_files;          /* the first of the sources: the type of the document; 0 for a report */
    size_t          content_files;       /* up to which they are those of the edition */
    const Document *document;
    const Pages    *pages;
    Diags           page_diags;          /* of build_pages(), until they are taken */
    PhaseTime       times[STEP_COUNT + 1];
    Arena          *side_arena;          /* of what the other thread made; NULL before */
    bool            is_checked;
};

/* Only the bench looks at this clock: no phase does. */
double now_ms(void);
void   step_end(Build *build, Step step, double begun);

/* The checks over the merged document, which write to `scratch` and `diags` alone; then, with their messages among
 * those of the build, what of them the author has answered. */
void   run_checks(Build *build, Arena *scratch, Diags *diags);
void   silence_checks(Build *build);

/* The two halves of build_merge(). False when the content cannot be read. */
bool   read_content(Build *build);
void   merge_content(Build *build);

bool   set_pages(Build *build);

/* ---- build_ahead.c ---- */

typedef struct {
    const Build *build;
    Arena       *arena;
    Task        *opening;                /* of the faces */
    const bool  *is_open;                /* once that is done */
    Task         task;
} Ahead;

/* Between the two, on a thread of its own, words of what was read go into the cache of the build's faces, which nobody
 * else uses meanwhile; `opening` is joined first. Does nothing where the machine gives no thread. */
void   ahead_start(Ahead *ahead, Build *build, Task *opening, const bool *is_open);
void   ahead_end(Ahead *ahead);

/* ---- build_workbooks.c ---- */

typedef struct Workbook Workbook;        /* opaque: see build_workbooks.c */
typedef struct {
    const Document *document;
    Str             date;                /* of their properties */
    ARRAY(Workbook) list;                /* in the order of the outputs */
    atomic_size_t   begun;
} Workbooks;

/* All that `document` gives, none of them begun; they lie in `arena`. */
void   workbooks_list(Workbooks *books, Arena *arena, const Document *document, Str date);

/* Writes those that no thread has begun, until there is none; any thread may call it, with memory and messages of its own.
 * False after a fault in `diags`. */
bool   workbooks_write(Workbooks *books, Arena *arena, Arena *scratch, Diags *diags);

/* Adds all that were written; one without data is none. */
void   workbooks_take(const Workbooks *books, Arena *arena, OutputFiles *files);

/* The files of the edition, as they are named from its folder, those of its type from the share: content_files of them. */
const Str *content_names(Build *build);

#endif
