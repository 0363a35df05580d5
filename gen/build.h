/* build.h - the phases, once: every command goes through here, so a preview cannot differ from a build */
#ifndef GEN_BUILD_H
#define GEN_BUILD_H

#include "html/site.h"
#include "layout/layout.h"

typedef enum { PHASE_YAML, PHASE_MODEL, PHASE_DOC, PHASE_LINES, PHASE_PAGES, PHASE_TAGS, PHASE_COUNT } Phase;

typedef struct {
    Str         content;                 /* the edition's folder, or one file */
    Str         share;                   /* where templates/, fonts/ and hyphenation lie */
    const char *epoch;                   /* SOURCE_DATE_EPOCH, or NULL */
    bool        is_strict;               /* the checks report what is mended in silence too */
    bool        for_printer;             /* build_outputs(): a second PDF, with bleed and crop marks */
} BuildInput;

typedef struct Build Build;

Build *build_open(const BuildInput *input);
void   build_close(Build *build);

/* Runs the phases up to the checks; then the outputs. Each is false only
 * after a fault; the author's mistakes are in the diagnostics. */
bool build_check(Build *build);
bool build_outputs(Build *build, OutputFiles *files);
Str  build_dump(Build *build, Phase phase);

/* The addresses of the report, a line each: see machine.h. Empty before build_check(). */
Str  build_addresses(Build *build);

/* What build_outputs() found amiss in the pages it set; NULL before. */
const Quality *build_quality(const Build *build);

Diags         *build_diags(Build *build);
const Sources *build_sources(const Build *build);

/* Milliseconds spent in each phase so far, for the bench: name and time, ends with a NULL name. */
typedef struct { const char *name; double ms; } PhaseTime;
const PhaseTime *build_times(const Build *build);

#endif
