/* actions.h - what a title reports on: "(Actions 1.2 et 1.3)" at its end */
#ifndef DOC_ACTIONS_H
#define DOC_ACTIONS_H

#include "base/file.h"

typedef struct { Strs actions, objectives; } Reported;   /* "11.2"; "22" */

/* Reads "(Actions 1.2 et 1.3)", "(Actions 11.1 à 11.3)", "(OSP 22)". False when
 * it cannot be read; what was read so far stays. */
bool actions_read(Arena *arena, Str text, Reported *reported);

/* Where such a parenthesis begins in a title: the offset of "(" before Action
 * or OSP; text.n when there is none. */
size_t actions_find(Str text);

#endif
