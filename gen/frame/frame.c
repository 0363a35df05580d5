#include "frame/frame.h"

#include <math.h>

Frame *frame_new(Arena *arena, Fixed width, Fixed height)
{
    Frame *frame = arena_new(arena, Frame);
    *frame = (Frame){ .arena = arena, .width = width, .height = height };
    return frame;
}

void frame_glyphs(Frame *frame, Mark mark, Fixed x, Fixed baseline, const GlyphRun *run, Colour colour,
                  Span span)
{
    array_push(frame->arena, &frame->items, (FrameItem){
        .kind = ITEM_GLYPHS, .mark = mark, .span = span, .x = x, .y = baseline,
        .glyphs = { .run = run, .colour = colour } });
}

void frame_path(Frame *frame, Mark mark, const Path *path, Span span)
{
    array_push(frame->arena, &frame->items,
               (FrameItem){ .kind = ITEM_PATH, .mark = mark, .span = span, .path = path });
}

void frame_group(Frame *frame, Fixed x, Fixed y, const Frame *group)
{
    array_push(frame->arena, &frame->items,
               (FrameItem){ .kind = ITEM_GROUP, .x = x, .y = y, .group = group });
}

void frame_image(Frame *frame, Mark mark, Fixed x, Fixed y, Fixed width, Fixed height, Str file, Str alt)
{
    array_push(frame->arena, &frame->items, (FrameItem){
        .kind = ITEM_IMAGE, .mark = mark, .x = x, .y = y, .image = { file, width, height, alt } });
}

void frame_link(Frame *frame, Mark mark, Fixed x, Fixed y, Fixed width, Fixed height, Str uri,
                uint32_t anchor, Str contents)
{
    array_push(frame->arena, &frame->items, (FrameItem){
        .kind = ITEM_LINK, .mark = mark, .x = x, .y = y, .link = { width, height, uri, anchor, contents } });
}

void frame_rule(Frame *frame, Mark mark, Fixed x0, Fixed y0, Fixed x1, Fixed y1, Stroke stroke)
{
    Path *path = path_new(frame->arena);
    path_move(frame->arena, path, x0, y0);
    path_line(frame->arena, path, x1, y1);
    path->stroke = stroke;
    frame_path(frame, mark, path, SPAN_NONE);
}

void frame_box(Frame *frame, Mark mark, Fixed x, Fixed y, Fixed width, Fixed height, Colour colour)
{
    Path *path = path_new(frame->arena);
    path_move(frame->arena, path, x, y);
    path_line(frame->arena, path, x + width, y);
    path_line(frame->arena, path, x + width, y + height);
    path_line(frame->arena, path, x, y + height);
    path_close(frame->arena, path);
    path->is_filled = true;
    path->fill.ground = colour;
    frame_path(frame, mark, path, SPAN_NONE);
}

Path *path_new(Arena *arena)
{
    return arena_new(arena, Path);
}

void path_move(Arena *arena, Path *path, Fixed x, Fixed y)
{
    array_push(arena, &path->steps, (PathStep){ PATH_MOVE, { x }, { y } });
}

void path_line(Arena *arena, Path *path, Fixed x, Fixed y)
{
    array_push(arena, &path->steps, (PathStep){ PATH_LINE, { x }, { y } });
}

void path_curve(Arena *arena, Path *path, Fixed x1, Fixed y1, Fixed x2, Fixed y2, Fixed x, Fixed y)
{
    array_push(arena, &path->steps, (PathStep){ PATH_CURVE, { x1, x2, x }, { y1, y2, y } });
}

void path_close(Arena *arena, Path *path)
{
    array_push(arena, &path->steps, (PathStep){ .op = PATH_CLOSE });
}

static double radians(double degrees)
{
    return degrees * 3.14159265358979323846 / 180;
}

static Fixed round_fixed(double length)
{
    return (Fixed)lround(length);
}

/* A cubic with handles of 4/3 tan(angle/4) radii stays within 0.03 % of the
 * circle for arcs up to 90 degrees (Riskus, Approximation of a cubic Bezier
 * curve by circular arcs, 2006). */
void path_arc(Arena *arena, Path *path, Fixed cx, Fixed cy, Fixed radius, double from, double to)
{
    int pieces = (int)ceil(fabs(to - from) / 45);
    pieces = pieces > 0 ? pieces : 1;
    double step = radians((to - from) / pieces), handle = 4.0 / 3 * tan(step / 4) * radius;
    for (int i = 0; i <= pieces; i++) {
        double angle = radians(from) + i * step;
        double x = cx + radius * sin(angle), y = cy - radius * cos(angle);
        if (i == 0 && path->steps.n == 0) {
            path_move(arena, path, round_fixed(x), round_fixed(y));
        } else if (i == 0) {
            path_line(arena, path, round_fixed(x), round_fixed(y));
        } else {
            double before = angle - step;
            double x0 = cx + radius * sin(before), y0 = cy - radius * cos(before);
            path_curve(arena, path,
                       round_fixed(x0 + handle * cos(before)), round_fixed(y0 + handle * sin(before)),
                       round_fixed(x - handle * cos(angle)), round_fixed(y - handle * sin(angle)),
                       round_fixed(x), round_fixed(y));
        }
    }
}
