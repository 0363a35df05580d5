/* figures.h - the figures of the data on one page, each with its source, period, definition and the places that
 * tell it
 */
#ifndef HTML_FIGURES_H
#define HTML_FIGURES_H

#include "doc/doc.h"
#include "html/site.h"
#include "html/view.h"

/* The period of an indicator that holds `value`; NULL when none does. */
const Period *figure_period(const Indicator *indicator, const Value *value);

/* The id of the row that an indicator has for a period: "chiffre_1_eleves-inscrits_2018-2019". */
Str  figure_id(Arena *arena, const Document *document, const Indicator *indicator, const Period *period);

/* The values of a period as words: "garçons 1 816, filles 1 820, total 3 636". */
Str  figure_text(Arena *arena, const Indicator *indicator, const Period *period);

/* What other editions of a home tell of the indicator; NULL when there is nothing, or no home. */
const OtherPlaces *figure_others(Arena *arena, const Document *document, const SiteAround *around,
                                 const Indicator *indicator);

/* Sets "programmes", each with numero, titre, href and lignes; a line has id, libelle, definition, remarque, periode,
 * annees (each year of the period), valeurs (nom, empty for the total; texte; machine), unite, source, places
 * (titre, href) and autres, the other editions that tell it (titre, href; `around` may be NULL). Also "annees", every year there is. */
void figures_set(Arena *arena, const Document *document, const SiteAround *around, View *view);

#endif
