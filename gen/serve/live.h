/* live.h - what the preview shows, kept up with the files
 *
 * A build that lost something to a fault of form is not shown: it is made
 * again with the last good text of the programme at fault, so that all other
 * programmes stay true, and the fault is told over it.
 */
#ifndef SERVE_LIVE_H
#define SERVE_LIVE_H

#include "serve/http.h"
#include "serve/serve.h"
#include "serve/watch.h"

typedef struct Live Live;                /* opaque: see live_impl.h */

Live *live_open(const ServeSetting *setting, Diags *diags);   /* NULL after a fault */
void  live_close(Live *live);

/* Builds what the files say now and tells the readers how their pages changed. `changes` (NULL at first) says what
 * was saved. */
void  live_rebuild(Live *live, const Changes *changes);

/* True when what a page need not wait for is still to be done: checks, messages, the pages of the PDF. */
/* The editions that the newest reading compares with; NULL when there is none. */
const Lenders *live_lenders(const Live *live);

bool  live_is_due(const Live *live);
void  live_finish(Live *live);

/* Takes the pages that were set meanwhile. */
int   live_fd(const Live *live);         /* readable when there are some */
void  live_take_pages(Live *live);

/* What the server is asked. */
HttpHandler live_handler(Live *live);

/* A word down each stream, so that those whose reader is gone are noticed. */
void  live_ping(Live *live);

#endif
