/* diagram.h - boxes and arrows as data: who meets whom, not where it is drawn */
#ifndef MODEL_DIAGRAM_H
#define MODEL_DIAGRAM_H

#include "data/schema.h"

typedef enum { BOX_DECISION, BOX_WORK, BOX_KINDS } BoxKind;
typedef enum { LINK_REGULAR, LINK_AD_HOC, LINK_KINDS } DiagramLinkKind;

typedef struct { Text number; Text title; Span span; } DiagramMember;

typedef struct {
    Text  id;
    Text  title, detail;                 /* titre; precision: the second line */
    int   kind;                          /* genre: BoxKind */
    int   level;                         /* niveau: boxes of one level stand side by side, the least on top */
    Text  committee;                     /* comite: whose programmes are the members, when none are given */
    Items members;                       /* membres: DiagramMember, number to title */
    bool  is_transverse;                 /* of a group that is */
    Span  span;
} DiagramBox;

/* One box linked to others. Boxes are indices into Diagram.boxes; those that
 * do not exist are left out. */
typedef struct {
    Text    from;                        /* de */
    Texts   to;                          /* vers */
    int     kind;                        /* genre: DiagramLinkKind */
    bool    is_mutual;                   /* retour: an arrow at each end */
    size_t  from_box, *to_boxes, to_count;   /* to_count 0: nothing to draw */
    Span    span;
} DiagramLink;

typedef struct {
    Text    title;
    Texts   names;                       /* boites */
    int     volet;                       /* VoletKind: the colour of its boxes */
    size_t *boxes, box_count;
    Span    span;
} DiagramGroup;

/* cle: what grounds and lines mean; empty ones are not shown. */
typedef struct { Text box[BOX_KINDS], link[LINK_KINDS]; Span span; } DiagramKey;

typedef struct {
    Text  id, title, source, alternative, note;
    Items boxes;                         /* boites: DiagramBox */
    Items links;                         /* liens: DiagramLink */
    Items groups;                        /* groupes: DiagramGroup */
    DiagramKey key;
    Span  span;
} Diagram;

#endif
