/* tables.h - entries of `tableaux:` in a programme.yaml */
#ifndef EDIT_TABLES_H
#define EDIT_TABLES_H

#include "edit/patch.h"

/* Adds entry `name` behind the last table, or a first one at the end of the
 * file. `lines` are the entry's own, unindented. False when `tableaux:` is
 * written in a way that takes no further entry. */
bool tables_append(Patch *patch, Str text, const YamlNode *root, Str name, Str lines);

/* `lines` moved right by `column` blanks. */
Str lines_indented(Arena *arena, Str lines, size_t column);

#endif
