/* check.h - rules over model and document, one function and one row of a table each */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "doc/doc.h"

/* Runs every rule. Each may add diagnostics; none changes anything. `is_strict`: also what is mended in silence.
 * `scratch` is rewound. */
void check_run(Arena *scratch, const Sources *sources, const Document *document, bool is_strict, Diags *diags);

#endif
