#include "layout/marker.h"

#define LOOK_SIZE PT(11)                 /* of the text that the looks are drawn for */

void marker_draw(Frame *frame, const MarkerLook *look, Mark mark, Fixed x, Fixed baseline, Fixed size, bool is_rtl)
{
    Fixed width = fixed_scale(look->width, size, LOOK_SIZE), height = fixed_scale(look->height, size, LOOK_SIZE);
    Fixed top = baseline - fixed_scale(look->centre, size, LOOK_SIZE) - height / 2;
    if (look->points == 0) {
        frame_box(frame, mark, is_rtl ? x - width : x, top, width, height, look->colour);
        return;
    }
    Path *path = path_new(frame->arena);
    for (int i = 0; i < look->points; i++) {
        Fixed along = fixed_scale(width, look->x[i], 100), down = top + fixed_scale(height, look->y[i], 100);
        (i == 0 ? path_move : path_line)(frame->arena, path, is_rtl ? x - along : x + along, down);
    }
    path_close(frame->arena, path);
    path->is_filled = true;
    path->fill.ground = look->colour;
    frame_path(frame, mark, path, SPAN_NONE);
}
