/* site.h - pages about several volumes, in the look of the report
 *
 * Templates are templates/recueil/html, over those that it rests on; recueil.css goes behind the report's style sheet.
 */
#ifndef VOLUMES_SITE_H
#define VOLUMES_SITE_H

#include "html/site.h"
#include "volumes/volumes.h"

typedef struct {
    Arena       *arena, *scratch;        /* of what is handed out; of what is built on the way */
    const Theme *theme;                  /* of templates/recueil */
    Fonts       *fonts;
    Diags       *diags;
} VolumesSetting;

/* Appends the comparison alone as a site: index.html, style.css, script.js, icone.svg, the faces, comparaison.json. */
void comparison_write(const VolumesSetting *setting, const Comparison *comparison, OutputFiles *files);

/* One edition or document of a home. */
typedef struct {
    Str             name;                /* of its folder */
    Str             href;                /* "2019/" */
    const Document *document;            /* NULL: it could not be read */
    Str             pdf;                 /* "rapport-2019.pdf"; empty: it has none */
    size_t          pdf_size;
    OtherLanguage   twin;                /* where it is from the home: "fiche-ar/" */
    bool            has_data;            /* donnees.html is one of its pages */
    bool            is_kept;             /* what is shown is its last good state */
} HomeEntry;

/* Appends what stands above the sites of `n` documents, in the order of their years: index.html, recherche.html with an
 * index over all, and comparaison.html where there is a comparison (else NULL). Those that are kept are not searched. At
 * least one entry has a document. */
void home_write_over(const VolumesSetting *setting, const HomeEntry *entries, size_t n, const Comparison *comparison,
                     OutputFiles *files);

/* Fills in what the site of a volume says of the others. */
void comparison_around(Arena *arena, const Comparison *comparison, size_t volume, SiteAround *around);

#endif
