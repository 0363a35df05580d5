/* explain.h - each code in some sentences, for those who meet it: what causes it, an example, how to mend it */
#ifndef DIAG_EXPLAIN_H
#define DIAG_EXPLAIN_H

#include "diag/diag.h"

typedef struct { const char *cause, *example, *cure; } Explanation;   /* French; the example is what is wrong */

const Explanation *diag_explanation(DiagCode code);

/* "B102 erreur : le fichier YAML ne se lit pas", then cause, example and cure. False when there is no such code. */
bool diag_explain(Arena *arena, Str name, Str *text);
Str  diag_codes(Arena *arena);           /* all codes, one a line */

#endif
