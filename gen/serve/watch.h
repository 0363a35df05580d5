/* watch.h - which files below a folder were saved
 *
 * Linux inotify. A file counts when it is closed after writing, renamed or
 * removed, so that a half-written one is never read. What editors leave
 * beside a file for themselves does not count.
 */
#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include "base/file.h"

typedef struct Watch Watch;              /* opaque: see watch.c */

Watch *watch_open(void);                 /* NULL with errno */
void   watch_close(Watch *watch);

/* Watches `folder` and the folders below it, also those that are made later; links are not followed. False with
 * errno when one cannot be watched. */
bool   watch_add(Watch *watch, Str folder);

int    watch_fd(const Watch *watch);     /* readable when something happened */

/* What happened since the last call. `paths` are those of files, each once, in the order they came. */
typedef struct {
    Strs paths;
    bool has_gone;                       /* one was renamed away or removed: a new one may be on its way */
    bool is_all;                         /* too much to tell: anything may have changed */
} Changes;

Changes watch_read(Watch *watch, Arena *arena);

/* True for names that editors and file systems use for themselves: ".x.swp", "x~", "#x#", "4913". */
bool   watch_ignores(Str name);

#endif
