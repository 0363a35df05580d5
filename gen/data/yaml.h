/* yaml.h - a YAML file as a tree whose every node knows its bytes
 *
 * The subset that editors need: maps, lists and scalars. Anchors, aliases,
 * tags and several documents in a file are reported. Scalars stay text:
 * "1.10" is not 1.1, "non" is not a truth value. Nodes are linked lists in
 * the order of the file.
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
    Str       scalar;
    Str       key;                       /* when the parent is a map */
    Span      key_span;
    YamlNode *first, *next;              /* children; next sibling */
    size_t    count;                     /* of children */
};

/* Reads source `file` of `sources`. Never NULL: what cannot be read is
 * reported and an empty map stands for it. Source: YAML 1.1 as libyaml reads
 * it. Depth is bounded by 64. */
YamlNode *yaml_read(Arena *arena, const Sources *sources, uint32_t file, Diags *diags);

const YamlNode *yaml_find(const YamlNode *map, Str key);   /* NULL when absent or no map */

/* The tree as text, two blanks a level, each node with its line:column. */
Str yaml_dump(Arena *arena, const YamlNode *node, const Sources *sources);

#endif
