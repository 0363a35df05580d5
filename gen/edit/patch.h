/* patch.h - changing the bytes of a value, and no others
 *
 * An editor's file is his own: comments, order, blanks and quotes are not
 * ours to touch. A change names the bytes it replaces; all others stay. What
 * is written in their place reads back as the value, in the style that stood
 * there where that is possible.
 */
#ifndef EDIT_PATCH_H
#define EDIT_PATCH_H

#include "data/yaml.h"

/* Bytes [lo, hi) of a text, and what comes in their place; lo = hi inserts. */
typedef struct { size_t lo, hi; Str text; } Change;

typedef struct { Arena *arena; ARRAY(Change) list; } Patch;

Patch patch_new(Arena *arena);

/* Changes do not overlap; two insertions at one place keep their order. A
 * change that begins inside an earlier one's bytes is left out of the result. */
void patch_replace(Patch *patch, size_t lo, size_t hi, Str text);
void patch_insert(Patch *patch, size_t at, Str text);

/* `text` with all changes made. */
Str patch_apply(const Patch *patch, Str text);

/* `value` as a YAML scalar on one line: plain where that reads back as the
 * same text, else in double quotes. `in_flow` inside [ ] or { }. */
Str yaml_written(Arena *arena, Str value, bool in_flow);

/* The bytes that stand for `value` in the place of scalar `node` of the tree
 * `root`, which was read from `text`: quoted as it was, a block scalar with its
 * header and indentation. */
Str yaml_rewritten(Arena *arena, Str text, const YamlNode *root, const YamlNode *node, Str value);

/* True when `node` lies inside [ ] or { }. */
bool yaml_in_flow(Str text, const YamlNode *root, const YamlNode *node);

/* Where a node's line begins, and its end with the line end: the bytes to
 * take out for `key: value` that stands on lines of its own. */
size_t patch_line_start(Str text, size_t at);
size_t patch_line_end(Str text, size_t at);

/* `value` in the place of a CSV cell that was written as `old`: in quotes
 * when it was, or where it must be (RFC 4180, 2.5 to 2.7). A separator of '\0'
 * may be any. */
Str csv_rewritten(Arena *arena, Str old, Str value, char separator);

/* What stands beside the cell [lo, hi): ';', ',' or a tab; '\0' where the cell is alone on its line. */
char csv_separator_at(Str text, size_t lo, size_t hi);

#endif
