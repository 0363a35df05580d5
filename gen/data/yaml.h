/* yaml.h - a YAML file as a tree whose every node knows its bytes
 *
 * The subset that editors need: maps, lists and scalars. Anchors, aliases,
 * tags and several documents in a file are reported. Scalars stay text:
 * "1.10" is not 1.1, "non" is not a truth value; `~` and `null` are empty. `{{ path }}` without quotes,
 * a map in a map to YAML, is the scalar that it was meant to be. Nodes are
 * linked lists in the order of the file.
 *
 *     node = scalar | list of node | map of (key, node)
 */
#ifndef DATA_YAML_H
#define DATA_YAML_H

#include "diag/diag.h"

typedef enum { YAML_SCALAR, YAML_LIST, YAML_MAP, YAML_KINDS } YamlKind;

typedef struct YamlNode YamlNode;
struct YamlNode {
    YamlKind  kind;
    Span      span;                      /* a block scalar's begins at its `|` or `>` */
    bool      is_plain;                  /* a scalar without quotes */
    bool      is_broken;                 /* a part could not be read, and that was reported: what
                                          * seems missing or wrong here is no further mistake */
    Str       scalar;
    Str       key;                       /* when the parent is a map */
    Span      key_span;
    YamlNode *first, *next;              /* children; next sibling */
    size_t    count;                     /* of children */
};

/* Reads source `file` of `sources`. Never NULL: what cannot be read is
 * reported, what was read before it stays, and an empty map stands for
 * nothing at all. Source: YAML 1.1 as libyaml reads it; stricter in one
 * point: the lines of a text in quotes stand to the right of the block
 * around, as section 7.3.1 of YAML 1.2.2 has it. Depth is bounded by 64. */
YamlNode *yaml_read(Arena *arena, const Sources *sources, uint32_t file, Diags *diags);

const YamlNode *yaml_find(const YamlNode *map, Str key);   /* NULL when absent or no map */

/* `over` laid on `base`: maps are joined key by key, in the order of `base`; anything else of `over` stands in the
 * place of what `base` has. The nodes keep their spans, each in its own file; `base` and `over` are only read. */
YamlNode *yaml_overlay(Arena *arena, const YamlNode *base, const YamlNode *over);

/* The same for a twin in another language: lists are joined item by item, as `base` has them, so that what one gives in
 * words keeps the figures of the other. Items that `base` has not are left out. */
YamlNode *yaml_twin(Arena *arena, const YamlNode *base, const YamlNode *over);

/* The tree as text, two blanks a level, each node with its line:column. */
Str yaml_dump(Arena *arena, const YamlNode *node, const Sources *sources);

#endif
