/* hyphen.h - where a word may be cut, through libhyphen's French patterns
 *
 * Never in acronyms or figures, not after an apostrophe, two letters before
 * and three after at least (architecture.md).
 */
#ifndef TEXT_HYPHEN_H
#define TEXT_HYPHEN_H

#include "diag/diag.h"

typedef struct Hyphenator Hyphenator;

Hyphenator *hyphen_open(Str pattern_file, Diags *diags);   /* NULL when unreadable */
void        hyphen_close(Hyphenator *hyphenator);

/* Fills `offsets` (room for word.n) with the byte offsets where `word` may be
 * cut, rising; returns how many. Results are kept for the process. */
size_t hyphen_word(Hyphenator *hyphenator, Str word, uint16_t *offsets);

#endif
