/* serve.h - the live preview: what a build would make, on the loopback, kept up with the files
 *
 * watch.h tells what was saved; live.h builds it in memory, through build.h,
 * and knows what each reader looks at; layouter.h sets the pages of the PDF
 * beside it; http.h speaks. Nothing is written to disk but the values that
 * are filled in in the page: edit/form.h.
 */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "build.h"

typedef struct {
    BuildInput input;
    int        port;                     /* 0: the first free one from HTTP_PORT on */
    Str        editor;                   /* an address with {fichier}, {ligne}, {colonne}; empty: Visual Studio Code's */
    bool       shows_times;              /* a line on standard error for each save */
    void     (*ready)(Str address);      /* told once, when requests are answered */
} ServeSetting;

/* Runs until SIGINT or SIGTERM. False after a fault in `diags`: a port in use, no more files to watch. */
bool serve_run(const ServeSetting *setting, Diags *diags);

#endif
