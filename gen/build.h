/* build.h - the phases, once: every command goes through here, so a preview cannot differ from a build */
#ifndef GEN_BUILD_H
#define GEN_BUILD_H

#include "html/site.h"
#include "layout/layout.h"

typedef enum { PHASE_YAML, PHASE_MODEL, PHASE_DOC, PHASE_LINES, PHASE_PAGES, PHASE_TAGS, PHASE_COUNT } Phase;

/* What may outlive a build: faces with the words that were shaped in them, and patterns of hyphenation. */
typedef struct { Fonts *fonts; Hyphenator *hyphenator; } BuildTools;

typedef struct {
    Str         content;                 /* the edition's folder, or one file */
    Str         share;                   /* where templates/, fonts/ and hyphenation lie */
    const char *epoch;                   /* SOURCE_DATE_EPOCH, or NULL */
    bool        is_strict;               /* the checks report what is mended in silence too */
    bool        for_printer;             /* build_outputs(): a second PDF, with bleed and crop marks */
    const BuildTools *tools;             /* borrowed; NULL: the build opens its own */
    const SiteAround *around;            /* of the home that the site is part of; may be filled after build_merge() */
    const Map  *instead;                 /* by path, a Str * that is read in place of the file; may be NULL */
} BuildInput;

typedef struct Build Build;

Build *build_open(const BuildInput *input);
void   build_close(Build *build);

/* Runs the phases to the document; up to the checks; all of them, to the outputs. Each begins with those before it
 * that have not run, is called once, and is false only after a fault; the author's mistakes are in the diagnostics.
 * build_outputs() checks and writes the site on a thread of its own, beside pages and PDF. */
bool build_merge(Build *build);
bool build_check(Build *build);
bool build_outputs(Build *build, OutputFiles *files);
Str  build_dump(Build *build, Phase phase);

/* "2019-12-31T00:00:00Z", of SOURCE_DATE_EPOCH where it is set, else of the edition. */
Str  build_date(Build *build);

/* The addresses of the report, a line each: see machine.h. Empty before build_check(). */
Str  build_addresses(Build *build);

/* False when a face or the patterns cannot be read, which is a fault in `diags`. */
bool build_tools_open(BuildTools *tools, Str share, Diags *diags);
void build_tools_close(BuildTools *tools);

/* The parts of build_outputs(), for the preview: after build_check(). Pages may be set on another thread, with `tools`
 * of its own; their messages are kept apart, since those of the build may be read meanwhile, until build_take_pages()
 * adds them. */
void build_pages(Build *build, const BuildTools *tools);
void build_take_pages(Build *build);

/* These only read the build, so that they may run beside build_pages(): see site.h. What they find amiss is left
 * to build_outputs(). */
bool build_site_page(const Build *build, Arena *arena, const BuildTools *tools, Str path, Origins *origins,
                     OutputFiles *files);
void build_site_assets(const Build *build, Arena *arena, const BuildTools *tools, const Runes *runes,
                       OutputFiles *files);

const Edition  *build_edition(const Build *build);
const Document *build_document(const Build *build);   /* NULL before build_check() */
const Pages    *build_set_pages(const Build *build);   /* NULL before build_pages() */

/* What build_outputs() found amiss in the pages it set; NULL before. */
const Quality *build_quality(const Build *build);

Diags         *build_diags(Build *build);
const Sources *build_sources(const Build *build);

/* Milliseconds spent in each phase so far, for the bench: name and time, ends with a NULL name. Phases that run side
 * by side each count in full. */
typedef struct { const char *name; double ms; } PhaseTime;
const PhaseTime *build_times(const Build *build);

#endif
