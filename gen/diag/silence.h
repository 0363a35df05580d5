/* silence.h - a warning that its author has read and answered, in the file itself
 *
 *     # bilan: B503 chiffres du ministère de l’Intérieur       (YAML)
 *     <!-- bilan: B520 ainsi dans l’édition publiée -->        (Markdown)
 *
 * Alone on its line, the comment stands for what comes next: in YAML the
 * line and all that is set further in below it, in Markdown the paragraph, up
 * to an empty line. Behind something on its line, it stands for that: in YAML
 * as above, in Markdown for the line. A silence needs a reason, names a
 * warning, and has something to silence; if not, it is reported itself.
 */
#ifndef DIAG_SILENCE_H
#define DIAG_SILENCE_H

#include "diag/diag.h"

typedef struct {
    Span     comment;                    /* "bilan: B503 …" */
    DiagCode code;
    uint32_t lo, hi;                     /* bytes of the same file in which it holds */
    bool     is_used;
} Silence;

typedef struct { ARRAY(Silence) list; } Silences;

/* The silences of the first `files` sources, those of the content; what is wrong with them is reported. */
Silences silences_read(Arena *arena, const Sources *sources, size_t files, Diags *diags);

/* Takes the silenced out of the records. Can be called again when there are more. */
void silences_apply(Silences *silences, Diags *diags);

/* Reports the silences that had nothing to silence; `is_looked_for` tells whether a code could have come up so far. */
void silences_report_idle(const Silences *silences, Diags *diags, bool (*is_looked_for)(DiagCode code, const void *context),
                          const void *context);

#endif
