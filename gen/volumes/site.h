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

#endif
