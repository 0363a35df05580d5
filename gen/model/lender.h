/* lender.h - another edition, whose figures this one shows beside its own
 *
 *     comparaison: 2018                  in rapport.yaml, or on a chart or a column
 *
 * names the folder `../2018`, beside this edition's. Of that edition are
 * read its rapport.yaml, for its name and year, and the indicators of the
 * programmes that are asked for: by number, which the name of a programme's
 * folder begins with. They are only shown: an indicator of the same name in
 * the same programme gives the periods that this edition has not got.
 * Comparisons of the other edition's own are not followed, and its faults
 * are told where it is built.
 */
#ifndef MODEL_LENDER_H
#define MODEL_LENDER_H

#include "model/programme.h"

typedef struct {
    Str   name;                          /* of its folder: "2018" */
    Str   folder;                        /* its path, as those of its files begin */
    Str   title;                         /* "Rapport 2018" */
    Str   year, period;                  /* annee, periode */
    bool  has_told;                      /* that one of its programmes has faults */
    bool  is_unread;                     /* nothing of it could be read, which was told: the name alone is known */
    ARRAY(const Programme *) programmes; /* those read: number, file, indicators, is_incomplete */
    ARRAY(Str) folders;                  /* of its programmes, by name */
} Lender;

typedef ARRAY(Lender *) Lenders;

/* Its programme of that number, when it was read; else NULL. */
const Programme *lender_programme(const Lender *lender, int number);

/* Its indicator of the same name, unit and programme, of those read; NULL when there is none. */
const Indicator *lender_indicator(const Lender *lender, int programme, const Indicator *indicator);

#endif
