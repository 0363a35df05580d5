/* format.h - a figure as French print writes it, by its kind and the author's wish */
#ifndef DOC_FORMAT_H
#define DOC_FORMAT_H

#include "data/value.h"

typedef enum {
    FORMAT_PLAIN,                        /* by kind: 3 636; 4 175 500,00 DH; 49,9 % */
    FORMAT_BARE,                         /* as plain, without unit: for table cells */
    FORMAT_AMOUNT,                       /* montant: two decimals and currency */
    FORMAT_WORDS,                        /* lettres: "cent douze" */
    FORMAT_SHARE,                        /* pourcentage: one decimal and % */
    FORMAT_ROUND,                        /* arrondi: no decimals */
    FORMAT_WITH_UNIT,                    /* unité: "12 bénéficiaires", agreeing with the number */
    FORMAT_COUNT
} NumberFormat;

/* As written after the bar in the narrative; false when there is no such. */
bool format_named(Str name, NumberFormat *format);
const char *const *format_names(void);        /* ends with NULL */

Str format_value(Arena *arena, const Value *value, NumberFormat format);

/* "+51 %", "–8,5 %": the change from `before` to `now`, in percent with one decimal
 * below 10 and none above; of shares in points, "+1,9 point"; "n.d." when `before` is 0. */
Str format_change(Arena *arena, const Value *now, const Value *before);

/* "32,1 %": `part` of `whole`, with one decimal; "n.d." when that is not known or 0. */
Str format_share(Arena *arena, const Value *part, const Value *whole);

/* The number alone with exactly so many decimals, halves away from zero. */
Str format_decimals(Arena *arena, const Value *value, unsigned decimals);

#endif
