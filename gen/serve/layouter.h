/* layouter.h - sets the pages of a build while the next one is read
 *
 * One thread, with tools of its own. It works on one build at a time; of
 * those that wait, only the newest is kept.
 */
#ifndef SERVE_LAYOUTER_H
#define SERVE_LAYOUTER_H

#include "build.h"

typedef struct Layouter Layouter;        /* opaque: see layouter.c */

/* NULL after a fault in `diags`. */
Layouter *layouter_open(Str share, Diags *diags);
void      layouter_close(Layouter *layouter);      /* waits for the build at work; its builds are the caller's to close */

/* Asks for the pages of `build`, which is only read by others from now on. */
void   layouter_give(Layouter *layouter, Build *build);

/* A build whose pages are set; NULL when there is none yet. Those given before it and passed over are never taken. */
Build *layouter_take(Layouter *layouter);
int    layouter_fd(const Layouter *layouter);      /* readable when there is one */

/* True while `build` waits or is at work. */
bool   layouter_holds(Layouter *layouter, const Build *build);

#endif
