/* diagram.c - a diagram's plan as a Frame, and its key */
#include "chart/diagram.h"
#include "text/french.h"

#define BOX_LINE      PT(0.75)
#define WIRE_WIDTH    PT(1)
#define HEAD          PT(6)              /* length and width of an arrowhead */
#define HEAD_CLEAR    PT(1)
#define DASH          PT(3)
#define DASH_GAP      PT(2.4)
#define GROUP_LINE    PT(1.5)
#define GROUP_TEXT    PT(5)
#define MEMBER_COLUMN PT(13)
#define MEMBER_ABOVE  PT(6)
#define MEMBER_BETWEEN PT(3)
#define KEY_ABOVE     PT(12)
#define KEY_LINE      PT(14)
#define KEY_TEXT_AT   PT(24)
#define KEY_GAP       PT(16)
#define SAMPLE_WIDTH  PT(16)
#define SAMPLE_HEIGHT PT(8)

static const struct { Fixed size, leading; bool is_bold; } texts[] = {
    [DIAGRAM_TITLE]  = { PT(9), PT(11), true },
    [DIAGRAM_DETAIL] = { PT(7.5), PT(10.5), false },
    [DIAGRAM_MEMBER] = { PT(7.5), PT(10), false },
    [DIAGRAM_GROUP]  = { PT(7.5), PT(11), true },
    [DIAGRAM_KEY]    = { PT(7.5), KEY_LINE, false },
};
_Static_assert(sizeof texts / sizeof *texts == DIAGRAM_STYLES, "every text of a diagram needs its size");

/* Of a ground that is dark in the light and the dark theme, and of a light one. */
static const struct { Colour ground, title, detail; } box_looks[] = {
    [BOX_DECISION] = { COLOUR_GROUND, COLOUR_IVORY, COLOUR_MIST },
    [BOX_WORK]     = { COLOUR_TINT, COLOUR_GREEN, COLOUR_INK },
};
_Static_assert(sizeof box_looks / sizeof *box_looks == BOX_KINDS, "every kind of box needs its look");

typedef struct { const ChartSetting *setting; const Diagram *diagram; Frame *frame; } Drawing;

static Colour accent(bool is_transverse)
{
    return is_transverse ? COLOUR_MADDER : COLOUR_GREEN;
}

LabelStyle diagram_style(const ChartSetting *setting, DiagramText text, const DiagramBox *box)
{
    Colour colour = text == DIAGRAM_KEY ? COLOUR_INK_2 : COLOUR_INK;
    if (box != NULL && text == DIAGRAM_TITLE)
        colour = box->kind == BOX_WORK ? accent(box->is_transverse) : box_looks[box->kind].title;
    else if (box != NULL && text == DIAGRAM_DETAIL)
        colour = box_looks[box->kind].detail;
    LabelStyle style = label_style(setting, texts[text].is_bold, colour);
    style.size = texts[text].size;
    return style;
}

Fixed diagram_leading(DiagramText text)
{
    return texts[text].leading;
}

/* Draws lines, the first one's box from `top`; returns the end of the last. */
static Fixed draw_lines(const Drawing *d, DiagramText text, LabelStyle style, const LabelLines *lines, Align align,
                        Fixed x, Fixed top, Span span)
{
    for (size_t i = 0; i < lines->at.n; i++) {
        Fixed baseline = top + (texts[text].leading + label_cap(style)) / 2;
        label_draw(d->setting, d->frame, style, align, x, baseline, lines->at.at[i], span);
        top += texts[text].leading;
    }
    return top;
}

/* --- boxes --- */

static void draw_rectangle(const Drawing *d, Fixed x, Fixed y, Fixed width, Fixed height, int kind)
{
    const Stroke outline = { .colour = COLOUR_GREEN, .width = BOX_LINE };
    Fixed inset = kind == BOX_WORK ? BOX_LINE / 2 : 0;
    Arena *arena = d->setting->arena;
    Path *path = path_new(arena);
    path_move(arena, path, x + inset, y + inset);
    path_line(arena, path, x + width - inset, y + inset);
    path_line(arena, path, x + width - inset, y + height - inset);
    path_line(arena, path, x + inset, y + height - inset);
    path_close(arena, path);
    path->is_filled = true;
    path->fill = (Fill){ .ground = box_looks[kind].ground };
    if (kind == BOX_WORK)
        path->stroke = outline;
    frame_path(d->frame, d->setting->mark, path, d->diagram->span);
}

static void draw_members(const Drawing *d, const PlacedBox *placed)
{
    const DiagramMember *members = placed->box->members.at;
    LabelStyle style = diagram_style(d->setting, DIAGRAM_MEMBER, NULL);
    LabelStyle number = label_style(d->setting, true, accent(placed->box->is_transverse));
    number.size = style.size;
    Fixed x = placed->x + BOX_PAD, y = placed->y + placed->height;
    if (placed->box->members.n == 0)
        return;
    frame_rule(d->frame, d->setting->mark, placed->x + BOX_LINE / 2, y, placed->x + BOX_LINE / 2, placed->foot,
               (Stroke){ .colour = COLOUR_GREEN, .width = BOX_LINE });
    y += MEMBER_ABOVE;
    for (size_t i = 0; i < placed->box->members.n; i++) {
        Fixed baseline = y + (texts[DIAGRAM_MEMBER].leading + label_cap(style)) / 2;
        label_draw(d->setting, d->frame, number, ALIGN_LEFT, x, baseline, members[i].number.str, members[i].span);
        y = draw_lines(d, DIAGRAM_MEMBER, style, &placed->members[i], ALIGN_LEFT, x + MEMBER_COLUMN, y,
                       members[i].span);
        y += MEMBER_BETWEEN;
    }
}

/* Words of deciding bodies are centred, those of working bodies begin at the top left. */
static void draw_box(const Drawing *d, const PlacedBox *placed)
{
    const DiagramBox *box = placed->box;
    bool is_centred = box->kind == BOX_DECISION;
    Align align = is_centred ? ALIGN_CENTRE : ALIGN_LEFT;
    Fixed words = (Fixed)placed->title.at.n * texts[DIAGRAM_TITLE].leading
                  + (Fixed)placed->detail.at.n * texts[DIAGRAM_DETAIL].leading;
    Fixed x = is_centred ? placed->x + placed->width / 2 : placed->x + BOX_PAD;
    Fixed y = placed->y + (is_centred ? (placed->height - words) / 2 : BOX_PAD);
    draw_rectangle(d, placed->x, placed->y, placed->width, placed->height, box->kind);
    y = draw_lines(d, DIAGRAM_TITLE, diagram_style(d->setting, DIAGRAM_TITLE, box), &placed->title, align, x, y,
                   box->title.span);
    draw_lines(d, DIAGRAM_DETAIL, diagram_style(d->setting, DIAGRAM_DETAIL, box), &placed->detail, align, x, y,
               box->detail.span);
    draw_members(d, placed);
}

/* --- links --- */

static Stroke wire_stroke(int kind)
{
    bool is_dashed = kind == LINK_AD_HOC;
    return (Stroke){ .colour = COLOUR_GREEN, .width = WIRE_WIDTH, .dash = is_dashed ? DASH : 0,
                     .gap = is_dashed ? DASH_GAP : 0 };
}

static int direction(Fixed from, Fixed to)
{
    return (to > from) - (to < from);
}

/* A triangle that points from (dx, dy) at the box, clear of it; moves (*x, *y) back to where the line meets it. */
static void draw_head(const Drawing *d, Fixed *x, Fixed *y, int dx, int dy, Span span)
{
    Arena *arena = d->setting->arena;
    Path *path = path_new(arena);
    Fixed tip_x = *x - dx * HEAD_CLEAR, tip_y = *y - dy * HEAD_CLEAR;
    Fixed base_x = tip_x - dx * HEAD, base_y = tip_y - dy * HEAD;
    path_move(arena, path, tip_x, tip_y);
    path_line(arena, path, base_x - dy * HEAD / 2, base_y - dx * HEAD / 2);
    path_line(arena, path, base_x + dy * HEAD / 2, base_y + dx * HEAD / 2);
    path_close(arena, path);
    path->is_filled = true;
    path->fill = (Fill){ .ground = COLOUR_GREEN };
    frame_path(d->frame, d->setting->mark, path, span);
    *x = tip_x - dx * HEAD / 2;
    *y = tip_y - dy * HEAD / 2;
}

static void draw_wire(const Drawing *d, const Wire *wire)
{
    Arena *arena = d->setting->arena;
    Wire w = *wire;
    size_t last = w.n - 1;
    int start_dx = direction(w.at[1].x, w.at[0].x), start_dy = direction(w.at[1].y, w.at[0].y);
    int end_dx = direction(w.at[last - 1].x, w.at[last].x), end_dy = direction(w.at[last - 1].y, w.at[last].y);
    if (w.starts_with_head)
        draw_head(d, &w.at[0].x, &w.at[0].y, start_dx, start_dy, w.span);
    if (w.ends_with_head)
        draw_head(d, &w.at[last].x, &w.at[last].y, end_dx, end_dy, w.span);
    Path *path = path_new(arena);
    path_move(arena, path, w.at[0].x, w.at[0].y);
    for (size_t i = 1; i < w.n; i++)
        path_line(arena, path, w.at[i].x, w.at[i].y);
    path->stroke = wire_stroke(w.kind);
    frame_path(d->frame, d->setting->mark, path, w.span);
}

/* --- groups and key --- */

static void draw_group(const Drawing *d, const PlacedGroup *placed)
{
    LabelStyle style = diagram_style(d->setting, DIAGRAM_GROUP, NULL);
    style.colour = accent(placed->group->volet == VOLET_TRANSVERSE);
    frame_rule(d->frame, d->setting->mark, placed->x, placed->y, placed->x + placed->width, placed->y,
               (Stroke){ .colour = style.colour, .width = GROUP_LINE });
    draw_lines(d, DIAGRAM_GROUP, style, &placed->title, ALIGN_CENTRE, placed->x + placed->width / 2,
               placed->y + GROUP_TEXT, placed->group->title.span);
}

typedef struct { bool is_link; int kind; LabelLines text; Span span; } KeyRow;
typedef struct {
    KeyRow rows[BOX_KINDS + LINK_KINDS];
    size_t n, boxes;
    Fixed  boxes_width, links_width;     /* of a column of grounds, and of lines */
} Key;

static void add_key(const Drawing *d, Key *key, bool is_link, int kind, Text text)
{
    if (text.str.n == 0)
        return;
    LabelLines lines = label_wrap(d->setting, diagram_style(d->setting, DIAGRAM_KEY, NULL),
                                  french_spaces(d->setting->arena, text.str, 0), d->setting->width - KEY_TEXT_AT);
    Fixed *width = is_link ? &key->links_width : &key->boxes_width;
    *width = fixed_max(*width, KEY_TEXT_AT + lines.widest);
    key->rows[key->n++] = (KeyRow){ is_link, kind, lines, text.span };
    key->boxes += !is_link;
}

/* Grounds on the left, lines on the right; one below the other where there is no room for both. */
static Fixed draw_key(const Drawing *d, Fixed top)
{
    Key key = { .n = 0 };
    for (int kind = 0; kind < BOX_KINDS; kind++)
        add_key(d, &key, false, kind, d->diagram->key.box[kind]);
    for (int kind = 0; kind < LINK_KINDS; kind++)
        add_key(d, &key, true, kind, d->diagram->key.link[kind]);
    bool is_beside = key.boxes_width + KEY_GAP + key.links_width <= d->setting->width;
    Fixed right = fixed_max(key.boxes_width + KEY_GAP,
                            fixed_min(d->setting->width / 2, d->setting->width - key.links_width));
    LabelStyle style = diagram_style(d->setting, DIAGRAM_KEY, NULL);
    Fixed y = top, end = top;
    for (size_t i = 0; i < key.n; i++) {
        const KeyRow *row = &key.rows[i];
        Fixed x = is_beside && row->is_link ? right : 0;
        if (is_beside && i == key.boxes)
            y = top;
        if (row->is_link)
            frame_rule(d->frame, d->setting->mark, x, y + KEY_LINE / 2, x + SAMPLE_WIDTH, y + KEY_LINE / 2,
                       wire_stroke(row->kind));
        else
            draw_rectangle(d, x, y + (KEY_LINE - SAMPLE_HEIGHT) / 2, SAMPLE_WIDTH, SAMPLE_HEIGHT, row->kind);
        y = draw_lines(d, DIAGRAM_KEY, style, &row->text, ALIGN_LEFT, x + KEY_TEXT_AT, y, row->span);
        end = fixed_max(end, y);
    }
    return end;
}

Frame *diagram_draw(const ChartSetting *setting, const Diagram *diagram)
{
    Frame *frame = frame_new(setting->arena, setting->width, 0);
    const Drawing d = { setting, diagram, frame };
    DiagramPlan plan = diagram_plan(setting, diagram);
    frame->height = plan.height;
    for (size_t i = 0; i < plan.box_count; i++)
        draw_box(&d, &plan.boxes[i]);
    for (size_t i = 0; i < plan.wires.n; i++)
        draw_wire(&d, &plan.wires.at[i]);
    for (size_t i = 0; i < plan.groups.n; i++)
        draw_group(&d, &plan.groups.at[i]);
    Fixed end = draw_key(&d, plan.height + KEY_ABOVE);
    if (end > plan.height + KEY_ABOVE)
        frame->height = end;
    return frame;
}
