#include "pdf/pdf_impl.h"

/* Frames count y downwards from their top, PDF upwards from the page's foot:
 * each point is turned here, so that no transformation stands in the file. */
Point origin_point(Origin origin, Fixed x, Fixed y)
{
    return (Point){ hundredths(origin.x + x), hundredths(origin.height - origin.y - y) };
}

void put_point(Buf *out, Point point)
{
    put_hundredths(out, point.x);
    buf_char(out, ' ');
    put_hundredths(out, point.y);
    buf_char(out, ' ');
}

/* "R G B rg", or "G g" where the three are equal, each from 0 to 1: what is
 * grey is written in DeviceGray, which a printer's conversion puts on the
 * black plate alone. */
void put_colour(Buf *out, uint32_t rgb, bool is_stroke)
{
    bool is_grey = (rgb >> 8) == (rgb & 0xFFFF);
    for (int shift = is_grey ? 0 : 16; shift >= 0; shift -= 8) {
        put_thousandths(out, ((rgb >> shift & 0xFF) * 1000 + 127) / 255);
        buf_char(out, ' ');
    }
    buf_c(out, is_grey ? (is_stroke ? "G\n" : "g\n") : is_stroke ? "RG\n" : "rg\n");
}

Bounds bounds_join(Bounds a, Bounds b)
{
    if (!a.is_set || !b.is_set)
        return a.is_set ? a : b;
    if (b.left < a.left)
        a.left = b.left;
    if (b.bottom < a.bottom)
        a.bottom = b.bottom;
    if (b.right > a.right)
        a.right = b.right;
    if (b.top > a.top)
        a.top = b.top;
    return a;
}

static size_t step_points(PathOp op)
{
    static const size_t points[] = { [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0 };
    return points[op];
}

/* Of the steps with their controls, and half the stroke around: never too
 * small. */
Bounds path_bounds(const Path *path, Origin origin)
{
    Bounds bounds = { 0 };
    Hundredths half = hundredths(path->stroke.width) / 2;
    for (size_t i = 0; i < path->steps.n; i++) {
        const PathStep *step = &path->steps.at[i];
        for (size_t k = 0; k < step_points(step->op); k++) {
            Point p = origin_point(origin, step->x[k], step->y[k]);
            bounds = bounds_join(bounds, (Bounds){ p.x - half, p.y - half, p.x + half, p.y + half, true });
        }
    }
    return bounds;
}

static bool is_line(const PathStep *step)
{
    return step->op == PATH_LINE;
}

/* Four corners with level and upright sides, closed: "x y w h re". */
static bool is_box(const Path *path)
{
    const PathStep *s = path->steps.at;
    return path->steps.n == 5 && s[0].op == PATH_MOVE && is_line(&s[1]) && is_line(&s[2]) && is_line(&s[3])
        && s[4].op == PATH_CLOSE && s[0].y[0] == s[1].y[0] && s[1].x[0] == s[2].x[0]
        && s[2].y[0] == s[3].y[0] && s[3].x[0] == s[0].x[0];
}

void put_path(Buf *out, const Path *path, Origin origin)
{
    static const char *const operations[] = { [PATH_MOVE] = "m\n", [PATH_LINE] = "l\n", [PATH_CURVE] = "c\n",
                                              [PATH_CLOSE] = "h\n" };
    const PathStep *steps = path->steps.at;
    if (is_box(path)) {
        Point from = origin_point(origin, steps[0].x[0], steps[0].y[0]);
        Point to = origin_point(origin, steps[2].x[0], steps[2].y[0]);
        put_point(out, from);
        put_point(out, (Point){ to.x - from.x, to.y - from.y });
        buf_c(out, "re\n");
        return;
    }
    for (size_t i = 0; i < path->steps.n; i++) {
        for (size_t k = 0; k < step_points(steps[i].op); k++)
            put_point(out, origin_point(origin, steps[i].x[k], steps[i].y[k]));
        buf_c(out, operations[steps[i].op]);
    }
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static void put_line(Buf *out, Point from, Point to)
{
    put_point(out, from);
    buf_c(out, "m ");
    put_point(out, to);
    buf_c(out, "l\n");
}

/* Hundredths of a point; look.md, "Charts". Slanted lines are `step` apart
 * along a level line: 2.8 pt across, times the root of 2. Lines are counted
 * from the page's corner, so that areas side by side match. */
enum { SLANTED_STEP = 396, LEVEL_STEP = 280, DOT_ROW = 200 };

static void put_slanted(Buf *out, Bounds area, int direction)
{
    Hundredths rise = area.top - area.bottom;
    Hundredths least = direction > 0 ? area.left - area.top : area.left + area.bottom;
    Hundredths most = direction > 0 ? area.right - area.bottom : area.right + area.top;
    for (int64_t k = floor_div(least, SLANTED_STEP); k * SLANTED_STEP <= most; k++) {
        Hundredths x = k * SLANTED_STEP + direction * area.bottom;
        put_line(out, (Point){ x, area.bottom }, (Point){ x + direction * rise, area.top });
    }
}

static void put_lines_up(Buf *out, Bounds area)
{
    buf_c(out, ".9 w\n");
    put_slanted(out, area, 1);
}

static void put_lines_down(Buf *out, Bounds area)
{
    buf_c(out, ".9 w\n");
    put_slanted(out, area, -1);
}

static void put_lines_level(Buf *out, Bounds area)
{
    buf_c(out, ".75 w\n");
    for (int64_t k = floor_div(area.bottom, LEVEL_STEP); k * LEVEL_STEP <= area.top; k++)
        put_line(out, (Point){ area.left, k * LEVEL_STEP }, (Point){ area.right, k * LEVEL_STEP });
}

/* Round ends on dashes of next to no length: a row of dots is one line. */
static void put_dots(Buf *out, Bounds area)
{
    buf_c(out, "1.5 w 1 J [.01 3.99] 0 d\n");
    for (int64_t k = floor_div(area.bottom, DOT_ROW); (k - 1) * DOT_ROW <= area.top; k++) {
        Hundredths from = floor_div(area.left, 2 * DOT_ROW) * 2 * DOT_ROW + (k % 2 != 0 ? DOT_ROW : 0);
        put_line(out, (Point){ from - 2 * DOT_ROW, k * DOT_ROW }, (Point){ area.right + DOT_ROW, k * DOT_ROW });
    }
}

void put_pattern(Buf *out, Pattern pattern, Bounds area)
{
    static void (*const draw[])(Buf *, Bounds) = {
        [PATTERN_NONE] = NULL, [PATTERN_LINES_UP] = put_lines_up, [PATTERN_LINES_DOWN] = put_lines_down,
        [PATTERN_LINES_LEVEL] = put_lines_level, [PATTERN_DOTS] = put_dots,
    };
    _Static_assert(sizeof draw / sizeof *draw == PATTERN_COUNT, "every pattern needs a row");
    if (draw[pattern] != NULL && area.is_set) {
        draw[pattern](out, area);
        buf_c(out, "S\n");
    }
}
