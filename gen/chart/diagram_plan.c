/* diagram_plan.c - where boxes, links and groups of a diagram are */
#include "chart/diagram.h"

#include <assert.h>

#include "text/french.h"

#define COLUMN_GAP    PT(11)
#define LEVEL_GAP     PT(24)             /* one straight link between two boxes */
#define FORK_GAP      PT(42)             /* room for a level line */
#define FORK_AT       PT(16)             /* of the first level line, below the upper level */
#define FORK_STEP     PT(6)
#define STACK_GAP     PT(12)
#define LANE_STEP     PT(8)
#define LANE_TURN     PT(14)             /* from the last lane to the boxes */
#define ASIDE         PT(14)             /* of ad hoc links from the middle of a box */
#define ATTACH        PT(10)             /* of a link at a box's side, from its corner */
#define MEMBER_COLUMN PT(13)
#define MEMBER_ABOVE  PT(6)
#define MEMBER_BETWEEN PT(3)
#define GROUP_ABOVE   PT(6)
#define GROUP_TEXT    PT(5)
#define COLUMN_MIN    PT(52)             /* narrower boxes are stacked */

typedef struct {
    const ChartSetting *setting;
    Arena         *arena;
    const Diagram *diagram;
    DiagramPlan   *plan;
    size_t         level_count;
    size_t        *lanes[LINK_KINDS], lane_count[LINK_KINDS];   /* stacked: each lane's box */
} Planning;

/* --- words --- */

static LabelLines wrap(const Planning *p, DiagramText text, const DiagramBox *box, Str words, Fixed measure)
{
    return label_wrap(p->setting, diagram_style(p->setting, text, box), french_spaces(p->arena, words, 0), measure);
}

/* The same number of lines, as even as they can be: for what is centred. */
static LabelLines balance(const Planning *p, DiagramText text, const DiagramBox *box, Str words, LabelLines lines)
{
    for (Fixed measure = lines.widest - PT(1); lines.at.n > 1 && measure > 0; measure = lines.widest - PT(1)) {
        LabelLines narrower = wrap(p, text, box, words, measure);
        if (narrower.at.n > lines.at.n || narrower.widest > measure)
            break;
        lines = narrower;
    }
    return lines;
}

/* Sets a box's words for `width`; false when one does not fit. */
static bool set_box(const Planning *p, PlacedBox *placed, Fixed width)
{
    const DiagramBox *box = placed->box;
    const DiagramMember *members = box->members.at;
    Fixed measure = width - 2 * BOX_PAD, narrow = measure - MEMBER_COLUMN + BOX_PAD;
    placed->width = width;
    placed->title = wrap(p, DIAGRAM_TITLE, box, box->title.str, measure);
    placed->detail = wrap(p, DIAGRAM_DETAIL, box, box->detail.str, measure);
    if (box->kind == BOX_DECISION)
        placed->title = balance(p, DIAGRAM_TITLE, box, box->title.str, placed->title);
    placed->height = 2 * BOX_PAD + (Fixed)placed->title.at.n * diagram_leading(DIAGRAM_TITLE)
                     + (Fixed)placed->detail.at.n * diagram_leading(DIAGRAM_DETAIL);
    placed->members = arena_array(p->arena, LabelLines, box->members.n + 1);
    placed->members_height = box->members.n > 0 ? 2 * MEMBER_ABOVE - MEMBER_BETWEEN : 0;
    bool fits = placed->title.widest <= measure && placed->detail.widest <= measure && width >= COLUMN_MIN;
    for (size_t i = 0; i < box->members.n; i++) {
        placed->members[i] = wrap(p, DIAGRAM_MEMBER, box, members[i].title.str, narrow);
        placed->members_height += (Fixed)placed->members[i].at.n * diagram_leading(DIAGRAM_MEMBER) + MEMBER_BETWEEN;
        fits = fits && placed->members[i].widest <= narrow;
    }
    return fits;
}

/* --- levels --- */

/* Numbers the levels that are used from 0. */
static void rank_levels(Planning *p)
{
    DiagramPlan *plan = p->plan;
    size_t ranked = 0;
    for (; ranked < plan->box_count; p->level_count++) {
        const PlacedBox *least = NULL;
        for (size_t i = 0; i < plan->box_count; i++) {
            const PlacedBox *box = &plan->boxes[i];
            if (box->level == SIZE_MAX && (least == NULL || box->box->level < least->box->level))
                least = box;
        }
        assert(least != NULL);           /* a box without a rank is left */
        int level = least->box->level;
        for (size_t i = 0; i < plan->box_count; i++)
            if (plan->boxes[i].box->level == level) {
                plan->boxes[i].level = p->level_count;
                ranked++;
            }
    }
}

static size_t boxes_on(const Planning *p, size_t level)
{
    size_t n = 0;
    for (size_t i = 0; i < p->plan->box_count; i++)
        n += p->plan->boxes[i].level == level;
    return n;
}

/* Links go down one level, from boxes with nothing below them, and groups end the diagram: what the room
 * between levels can hold. */
static bool is_tree(const Planning *p)
{
    const DiagramLink *links = p->diagram->links.at;
    const DiagramGroup *groups = p->diagram->groups.at;
    const PlacedBox *boxes = p->plan->boxes;
    for (size_t i = 0; i < p->diagram->links.n; i++)
        for (size_t k = 0; k < links[i].to_count; k++) {
            const PlacedBox *from = &boxes[links[i].from_box], *to = &boxes[links[i].to_boxes[k]];
            if (to->level != from->level + 1 || from->box->members.n > 0)
                return false;
        }
    for (size_t i = 0; i < p->diagram->groups.n; i++)
        for (size_t k = 0; k < groups[i].box_count; k++)
            if (boxes[groups[i].boxes[k]].level + 1 < p->level_count)
                return false;
    return true;
}

/* A box alone is as wide as five eighths of the frame. */
static bool set_side_by_side(Planning *p)
{
    Fixed whole = p->setting->width;
    bool fits = is_tree(p);
    for (size_t level = 0; level < p->level_count && fits; level++) {
        Fixed n = (Fixed)boxes_on(p, level);
        Fixed width = fixed_min((whole - (n - 1) * COLUMN_GAP) / n, fixed_scale(whole, 5, 8));
        Fixed x = (whole - n * width - (n - 1) * COLUMN_GAP) / 2;
        for (size_t i = 0; i < p->plan->box_count; i++) {
            PlacedBox *box = &p->plan->boxes[i];
            if (box->level != level)
                continue;
            fits = fits && set_box(p, box, width);
            box->x = x;
            x += width + COLUMN_GAP;
        }
    }
    return fits;
}

/* How many links leave this level by a level line. */
static size_t forks_below(const Planning *p, size_t level)
{
    const DiagramLink *links = p->diagram->links.at;
    size_t forks = 0;
    for (size_t i = 0; i < p->diagram->links.n; i++)
        forks += links[i].to_count > 0 && p->plan->boxes[links[i].from_box].level == level;
    bool is_straight = boxes_on(p, level) == 1 && boxes_on(p, level + 1) == 1 && forks == 1;
    return is_straight ? 0 : forks;
}

static void place_side_by_side(Planning *p)
{
    Fixed y = 0;
    for (size_t level = 0; level < p->level_count; level++) {
        Fixed height = 0, members = 0;
        for (size_t i = 0; i < p->plan->box_count; i++) {
            const PlacedBox *box = &p->plan->boxes[i];
            if (box->level == level) {
                height = fixed_max(height, box->height);
                members = fixed_max(members, box->members_height);
            }
        }
        for (size_t i = 0; i < p->plan->box_count; i++) {
            PlacedBox *box = &p->plan->boxes[i];
            if (box->level == level) {
                box->y = y;
                box->height = height;
                box->foot = y + height + members;
            }
        }
        size_t forks = forks_below(p, level);
        y += height + members;
        if (level + 1 < p->level_count)
            y += forks == 0 ? LEVEL_GAP : FORK_GAP + (Fixed)(forks - 1) * FORK_STEP;
    }
    p->plan->height = y;
}

/* --- links between levels --- */

static Wire *add_wire(const Planning *p, const DiagramLink *link)
{
    array_push(p->arena, &p->plan->wires, (Wire){ .kind = link->kind, .span = link->span });
    return &array_last(&p->plan->wires);
}

static void wire_to(Wire *wire, Fixed x, Fixed y)
{
    wire->at[wire->n].x = x;
    wire->at[wire->n++].y = y;
}

static Fixed middle(const PlacedBox *box)
{
    return box->x + box->width / 2;
}

static Fixed foot_of(const PlacedBox *box)
{
    return box->y + box->height;
}

/* A trunk, a level line with a drop at each end, and the drops between. */
static void fork_regular(const Planning *p, const DiagramLink *link, Fixed fork_y)
{
    const PlacedBox *boxes = p->plan->boxes, *from = &boxes[link->from_box];
    const PlacedBox *first = &boxes[link->to_boxes[0]], *last = first;
    for (size_t i = 0; i < link->to_count; i++) {
        const PlacedBox *to = &boxes[link->to_boxes[i]];
        first = to->x < first->x ? to : first;
        last = to->x > last->x ? to : last;
    }
    Wire *trunk = add_wire(p, link);
    trunk->starts_with_head = link->is_mutual;
    wire_to(trunk, middle(from), foot_of(from));
    if (first == last) {
        if (middle(first) != middle(from)) {
            wire_to(trunk, middle(from), fork_y);
            wire_to(trunk, middle(first), fork_y);
        }
        wire_to(trunk, middle(first), first->y);
        trunk->ends_with_head = true;
        return;
    }
    wire_to(trunk, middle(from), fork_y);
    Wire *line = add_wire(p, link);
    line->starts_with_head = line->ends_with_head = true;
    wire_to(line, middle(first), first->y);
    wire_to(line, middle(first), fork_y);
    wire_to(line, middle(last), fork_y);
    wire_to(line, middle(last), last->y);
    if (middle(from) < middle(first) || middle(from) > middle(last)) {
        Wire *reach = add_wire(p, link);
        wire_to(reach, middle(from), fork_y);
        wire_to(reach, middle(from) < middle(first) ? middle(first) : middle(last), fork_y);
    }
    for (size_t i = 0; i < link->to_count; i++) {
        const PlacedBox *to = &boxes[link->to_boxes[i]];
        if (to == first || to == last)
            continue;
        Wire *drop = add_wire(p, link);
        drop->ends_with_head = true;
        wire_to(drop, middle(to), fork_y);
        wire_to(drop, middle(to), to->y);
    }
}

/* Straight down, or out of the side of a box that stands alone, or by a level line. */
static void drop_ad_hoc(const Planning *p, const DiagramLink *link, const PlacedBox *to, Fixed fork_y)
{
    const PlacedBox *from = &p->plan->boxes[link->from_box];
    bool is_left = middle(to) < middle(from);
    Fixed x = middle(to) + (is_left ? -ASIDE : ASIDE);
    Wire *wire = add_wire(p, link);
    wire->starts_with_head = link->is_mutual;
    wire->ends_with_head = true;
    if (x >= from->x && x <= from->x + from->width) {
        wire_to(wire, x, foot_of(from));
    } else if (boxes_on(p, from->level) == 1) {
        wire_to(wire, is_left ? from->x : from->x + from->width, from->y + from->height / 2);
        wire_to(wire, x, from->y + from->height / 2);
    } else {
        wire_to(wire, middle(from) + (is_left ? -ASIDE : ASIDE), foot_of(from));
        wire_to(wire, middle(from) + (is_left ? -ASIDE : ASIDE), fork_y);
        wire_to(wire, x, fork_y);
    }
    wire_to(wire, x, to->y);
}

static void link_levels(Planning *p)
{
    const DiagramLink *links = p->diagram->links.at;
    Fixed *forks = arena_array(p->arena, Fixed, p->level_count + 1);
    for (size_t i = 0; i < p->diagram->links.n; i++) {
        const DiagramLink *link = &links[i];
        if (link->to_count == 0)
            continue;
        const PlacedBox *from = &p->plan->boxes[link->from_box];
        Fixed fork_y = from->foot + FORK_AT + FORK_STEP * forks[from->level]++;
        if (link->kind == LINK_REGULAR)
            fork_regular(p, link, fork_y);
        for (size_t k = 0; k < link->to_count && link->kind == LINK_AD_HOC; k++)
            drop_ad_hoc(p, link, &p->plan->boxes[link->to_boxes[k]], fork_y);
    }
}

/* --- one column, with lanes --- */

/* Where a box stands in the column. */
static size_t rank_of(const Planning *p, size_t index)
{
    const PlacedBox *boxes = p->plan->boxes;
    size_t rank = 0;
    for (size_t i = 0; i < p->plan->box_count; i++)
        rank += boxes[i].level < boxes[index].level || (boxes[i].level == boxes[index].level && i < index);
    return rank;
}

/* A regular link from one box to the next below it needs no lane. */
static bool is_straight(const Planning *p, const DiagramLink *link)
{
    const PlacedBox *from = &p->plan->boxes[link->from_box];
    return link->kind == LINK_REGULAR && link->to_count == 1 && from->box->members.n == 0
           && rank_of(p, link->to_boxes[0]) == rank_of(p, link->from_box) + 1;
}

static size_t lane_of(const Planning *p, int kind, size_t box)
{
    size_t lane = 0;
    while (lane < p->lane_count[kind] && p->lanes[kind][lane] != box)
        lane++;
    return lane;
}

static void make_lanes(Planning *p)
{
    const DiagramLink *links = p->diagram->links.at;
    for (int kind = 0; kind < LINK_KINDS; kind++)
        p->lanes[kind] = arena_array(p->arena, size_t, p->diagram->links.n + 1);
    for (size_t i = 0; i < p->diagram->links.n; i++) {
        const DiagramLink *link = &links[i];
        bool needs_lane = link->to_count > 0 && !is_straight(p, link);
        if (needs_lane && lane_of(p, link->kind, link->from_box) == p->lane_count[link->kind])
            p->lanes[link->kind][p->lane_count[link->kind]++] = link->from_box;
    }
}

static Fixed lanes_width(const Planning *p, int kind)
{
    return p->lane_count[kind] == 0 ? 0 : (Fixed)(p->lane_count[kind] - 1) * LANE_STEP + LANE_TURN;
}

static Fixed group_height(const LabelLines *title)
{
    return GROUP_TEXT + (Fixed)title->at.n * diagram_leading(DIAGRAM_GROUP);
}

/* Groups whose last box is this one, below it. */
static Fixed stack_groups(Planning *p, size_t index, Fixed y)
{
    const DiagramGroup *groups = p->diagram->groups.at;
    const PlacedBox *box = &p->plan->boxes[index];
    for (size_t i = 0; i < p->diagram->groups.n; i++) {
        size_t last = SIZE_MAX;
        for (size_t k = 0; k < groups[i].box_count; k++)
            if (last == SIZE_MAX || rank_of(p, groups[i].boxes[k]) > rank_of(p, last))
                last = groups[i].boxes[k];
        if (last != index)
            continue;
        PlacedGroup placed = { &groups[i], wrap(p, DIAGRAM_GROUP, NULL, groups[i].title.str, box->width), box->x,
                               y + GROUP_ABOVE, box->width };
        array_push(p->arena, &p->plan->groups, placed);
        y = placed.y + group_height(&placed.title);
    }
    return y;
}

static void place_stacked(Planning *p)
{
    make_lanes(p);
    const DiagramLink *links = p->diagram->links.at;
    Fixed left = lanes_width(p, LINK_REGULAR), width = p->setting->width - left - lanes_width(p, LINK_AD_HOC), y = 0;
    for (size_t rank = 0; rank < p->plan->box_count; rank++) {
        size_t index = 0;
        while (rank_of(p, index) != rank)
            index++;
        PlacedBox *box = &p->plan->boxes[index];
        set_box(p, box, width);
        box->x = left;
        box->y = y;
        box->foot = foot_of(box) + box->members_height;
        y = stack_groups(p, index, box->foot);
        bool links_on = false;
        for (size_t i = 0; i < p->diagram->links.n; i++)
            links_on |= links[i].from_box == index && links[i].to_count > 0 && is_straight(p, &links[i]);
        p->plan->height = y;
        y += links_on ? LEVEL_GAP : STACK_GAP;
    }
}

/* Out of a box's side into its lane, along it, and into the other's side. */
static void link_by_lane(const Planning *p, const DiagramLink *link, const PlacedBox *to, bool is_last)
{
    const PlacedBox *from = &p->plan->boxes[link->from_box];
    bool is_left = link->kind == LINK_REGULAR;
    Fixed lane = (Fixed)lane_of(p, link->kind, link->from_box) * LANE_STEP + PT(0.5);
    Fixed x = is_left ? lane : p->setting->width - lane, side = is_left ? to->x : to->x + to->width;
    Fixed out = foot_of(from) - ATTACH, in = to->y + ATTACH;
    Wire *wire = add_wire(p, link);
    wire->ends_with_head = true;
    if (is_last) {
        wire->starts_with_head = link->is_mutual;
        wire_to(wire, is_left ? from->x : from->x + from->width, out);
        wire_to(wire, x, out);
    }
    wire_to(wire, x, in);
    wire_to(wire, side, in);
}

/* The way along the lane is drawn once: with the links to the highest and the lowest box. */
static void link_stack(Planning *p)
{
    const DiagramLink *links = p->diagram->links.at;
    const PlacedBox *boxes = p->plan->boxes;
    for (size_t i = 0; i < p->diagram->links.n; i++) {
        const DiagramLink *link = &links[i];
        if (link->to_count > 0 && is_straight(p, link)) {
            fork_regular(p, link, 0);
            continue;
        }
        Fixed out = link->to_count > 0 ? boxes[link->from_box].y : 0, high = out, low = out;
        for (size_t k = 0; k < link->to_count; k++) {
            high = fixed_min(high, boxes[link->to_boxes[k]].y);
            low = fixed_max(low, boxes[link->to_boxes[k]].y);
        }
        for (size_t k = 0; k < link->to_count; k++) {
            const PlacedBox *to = &boxes[link->to_boxes[k]];
            link_by_lane(p, link, to, to->y == high || to->y == low);
        }
    }
}

/* --- groups below the last level --- */

/* Each under its boxes; one that would touch another goes below it. */
static void group_level(Planning *p)
{
    const DiagramGroup *groups = p->diagram->groups.at;
    DiagramPlan *plan = p->plan;
    Fixed top = plan->height + GROUP_ABOVE;
    for (size_t i = 0; i < p->diagram->groups.n; i++) {
        if (groups[i].box_count == 0)
            continue;
        PlacedGroup placed = { .group = &groups[i], .x = p->setting->width, .y = top };
        Fixed right = 0;
        for (size_t k = 0; k < groups[i].box_count; k++) {
            const PlacedBox *box = &plan->boxes[groups[i].boxes[k]];
            placed.x = fixed_min(placed.x, box->x);
            right = fixed_max(right, box->x + box->width);
        }
        placed.width = right - placed.x;
        placed.title = wrap(p, DIAGRAM_GROUP, NULL, groups[i].title.str, placed.width);
        for (size_t k = 0; k < plan->groups.n; k++) {
            const PlacedGroup *other = &plan->groups.at[k];
            bool touches = other->x < right && placed.x < other->x + other->width;
            if (touches)
                placed.y = fixed_max(placed.y, other->y + group_height(&other->title) + GROUP_ABOVE);
        }
        array_push(p->arena, &plan->groups, placed);
        plan->height = fixed_max(plan->height, placed.y + group_height(&placed.title));
    }
}

DiagramPlan diagram_plan(const ChartSetting *setting, const Diagram *diagram)
{
    const DiagramBox *boxes = diagram->boxes.at;
    DiagramPlan plan = { .boxes = arena_array(setting->arena, PlacedBox, diagram->boxes.n + 1),
                         .box_count = diagram->boxes.n };
    Planning p = { .setting = setting, .arena = setting->arena, .diagram = diagram, .plan = &plan };
    for (size_t i = 0; i < diagram->boxes.n; i++)
        plan.boxes[i] = (PlacedBox){ .box = &boxes[i], .level = SIZE_MAX };
    rank_levels(&p);
    plan.is_stacked = !set_side_by_side(&p);
    if (plan.is_stacked) {
        place_stacked(&p);
        link_stack(&p);
    } else {
        place_side_by_side(&p);
        link_levels(&p);
        group_level(&p);
    }
    return plan;
}
