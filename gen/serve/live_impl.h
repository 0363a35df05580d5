/* live_impl.h - what the files that make up the preview's state share */
#ifndef SERVE_LIVE_IMPL_H
#define SERVE_LIVE_IMPL_H

#include "base/buf.h"
#include "serve/layouter.h"
#include "serve/live.h"

enum { PAGES_MAX = 32, READERS_MAX = 64, BUILDS_MAX = 8 };

/* A page of the site that is looked at, or was asked for. */
typedef struct {
    Arena      *arena;                   /* NULL: free */
    Str         path, bytes, version;
    Str         before, before_version;  /* what it was before its last change; empty: unknown */
    Origins     origins;
    OutputFiles files;                   /* the page, then its pictures */
    unsigned    number;                  /* of the build it was made from */
    unsigned    asked;                   /* when: the one longest unasked makes room */
} SitePage;

/* An event stream, and what its reader has before it. */
typedef struct { HttpStream *stream; char path[256]; char version[24]; } Reader;

/* Texts that are told as they are until the next build. */
typedef struct { Arena *arena; Str text; } Told;

struct Live {
    ServeSetting setting;
    Arena       *arena;                  /* as long as the server */
    Str          root;                   /* the content folder's real path, for the editor */
    BuildTools   tools;
    Layouter    *layouter;
    Build       *builds[BUILDS_MAX];     /* that are open */
    size_t       build_count;
    Build       *shown, *laid;           /* site and messages come from the one, sheets from the other */
    Build       *checked;                /* whose messages are told: `shown`, or the one it stands for */
    unsigned     number, asked;
    bool         is_told, sets_assets;   /* live_finish() was run; has to set the assets */
    Span         changed;                /* in `shown`: the first place that the last save changed; file 0: unknown */
    bool         is_held;                /* `shown` has older text than the files */
    Arena       *good_arena;
    Map          good;                   /* by path, a Str *: the files as they were when they were whole */
    SitePage     pages[PAGES_MAX];
    Reader       readers[READERS_MAX];
    size_t       reader_count;
    Arena       *asset_arena;
    OutputFiles  assets;                 /* stylesheet, script, icon, faces */
    Runes       *runes;                  /* that the faces of the assets can show */
    Str          asset_version;
    Told         messages, sheets, state;
    Arena       *output_arena;           /* what a build would write, made when it is asked for */
    OutputFiles  outputs;
    unsigned     output_number;
};

/* ---- site_page.c ---- */

/* The page as the shown build has it; NULL when there is none of that name. */
SitePage *site_page_now(Live *live, Str path);
void      site_pages_close(Live *live);

/* Tells a reader how its page changed; nothing when it did not. */
void      site_page_tell(Live *live, Reader *reader);
void      site_page_mark(Live *live, Reader *reader);   /* and what is wrong in it, and where */
void      site_page_place(Live *live, Reader *reader);  /* and where on the sheets it stands */
void      live_set_assets(Live *live);
const OutputFile *live_asset(Live *live, Str path);
const OutputFile *live_output(Live *live, Str path);

/* ---- told.c: JSON for the page of the preview ---- */

Str  told_messages(Live *live, Arena *arena);
Str  told_sheets(Live *live, Arena *arena);
Str  told_state(Live *live, Arena *arena, Str followed, double ms);
Str  told_marks(Live *live, Arena *arena, const SitePage *page);

/* The smallest of the page's elements that shows the place; the list's length when none does. */
size_t element_at(const Origins *origins, Span span);

/* Where `span` was written, and what it is when it is a figure. `shown` is the text that was clicked: cells that one
 * formula gives share their place. */
Str  told_source(Live *live, Arena *arena, const Build *build, Span span, Str shown);

/* The members "fichier", "ligne", "colonne" and "editeur" of an object: where `span` is. */
void told_place(Live *live, Arena *arena, Buf *out, const Sources *sources, Span span);

/* An event of a stream. */
Str  told_event(Arena *arena, const char *name, Str json);

/* The page that shows a file's content; empty when none does. */
Str  page_of_file(Arena *arena, const Build *build, Str path);

/* ---- beside.c ---- */

/* JSON: the page's first changed element, and where its elements stand on the sheets, once these were set. */
Str  told_beside(Live *live, Arena *arena, const SitePage *page);

/* ---- forms.c: data filled in in the page ---- */

/* GET ?nom=: the form of that name; without, the names of all. POST: changes to one, tried or saved. */
void forms_answer(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply);

#endif
