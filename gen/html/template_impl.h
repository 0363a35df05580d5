/* template_impl.h - a parsed template: a flat list of nodes */
#ifndef HTML_TEMPLATE_IMPL_H
#define HTML_TEMPLATE_IMPL_H

#include "html/template.h"

typedef enum { NODE_TEXT, NODE_VALUE, NODE_RAW_VALUE, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL, NODE_KINDS } NodeKind;

typedef struct {
    NodeKind kind;
    Str      text;                       /* of TEXT; the name of the others */
    Span     span;                       /* of the tag */
    Str      indent;                     /* of a PARTIAL alone on its line */
    bool     starts_line;                /* TEXT: its first byte begins a line */
    size_t   end;                        /* of a section: the node after its last */
} TemplateNode;

typedef ARRAY(TemplateNode) TemplateNodes;

/* Parses `text`, which is source `file` (0: no file, faults are not placed). */
TemplateNodes template_parse(Arena *arena, Str text, uint32_t file, Diags *diags);

#endif
