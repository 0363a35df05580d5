/* diagram.h - from boxes and links to places, and to a Frame
 *
 * Boxes of one level stand side by side where their words fit; else all
 * boxes stand in one column, with lanes beside it for the links: regular
 * ones on the left, ad hoc ones on the right. Links run at right angles, in
 * the room between levels or in lanes, so none crosses a box.
 * Source: look.md, "Diagrams".
 */
#ifndef CHART_DIAGRAM_H
#define CHART_DIAGRAM_H

#include "chart/label.h"

#define BOX_PAD PT(6)

typedef struct {
    const DiagramBox *box;
    LabelLines title, detail;
    LabelLines *members;                 /* of each */
    Fixed x, y, width, height;
    Fixed members_height;                /* below the box, with the room around them; 0: none */
    Fixed foot;                          /* where its level ends: the left rule goes down to there */
    size_t level;                        /* from 0 */
} PlacedBox;

enum { WIRE_POINTS = 4 };

/* A line at right angles, with arrowheads where it ends at a box. */
typedef struct {
    struct { Fixed x, y; } at[WIRE_POINTS];
    size_t n;
    bool   starts_with_head, ends_with_head;
    int    kind;                         /* DiagramLinkKind */
    Span   span;
} Wire;

typedef struct { const DiagramGroup *group; LabelLines title; Fixed x, y, width; } PlacedGroup;

typedef struct {
    PlacedBox  *boxes;
    size_t      box_count;
    ARRAY(Wire) wires;
    ARRAY(PlacedGroup) groups;
    bool        is_stacked;              /* all in one column */
    Fixed       height;                  /* without the key */
} DiagramPlan;

/* Text styles of a diagram. */
typedef enum { DIAGRAM_TITLE, DIAGRAM_DETAIL, DIAGRAM_MEMBER, DIAGRAM_GROUP, DIAGRAM_KEY, DIAGRAM_STYLES } DiagramText;
LabelStyle diagram_style(const ChartSetting *setting, DiagramText text, const DiagramBox *box);
Fixed      diagram_leading(DiagramText text);

DiagramPlan diagram_plan(const ChartSetting *setting, const Diagram *diagram);

/* A diagram without boxes is an empty frame: who read it has reported it. */
Frame *diagram_draw(const ChartSetting *setting, const Diagram *diagram);

#endif
