/* motif.c - the eight-pointed star, one per programme
 *
 * A star of tile side s has R = s/2: sixteen points every 22.5 degrees, on
 * R and on 0.76537 R in turn, the first at 0 degrees. Its line form is the
 * two squares whose outline it is. Directions are kept as millionths, so no
 * machine's cosine decides a place.
 */
#include "chart/chart.h"

enum { STAR_POINTS = 16, UNIT = 1000000 };

/* cos(k 22.5 degrees) for k = 0 … 4, times UNIT. */
static const int cosines[] = { 1000000, 923880, 707107, 382683, 0 };

#define STAR_INNER  765367               /* cos 45 / cos 22.5 degrees, times UNIT */
#define LINE_WIDE   PT(0.6)
#define LINE_NARROW PT(0.5)
#define NARROW_TILE MM(24)               /* tiles below it get the narrow line */

static int cosine(int k)
{
    k = ((k % STAR_POINTS) + STAR_POINTS) % STAR_POINTS;
    if (k > STAR_POINTS / 2)
        k = STAR_POINTS - k;
    return k <= 4 ? cosines[k] : -cosines[8 - k];
}

/* The point `k` of sixteen on a circle of `radius`, clockwise from the right. */
static void point_at(Fixed radius, int k, Fixed *x, Fixed *y)
{
    *x = fixed_scale(radius, cosine(k), UNIT);
    *y = fixed_scale(radius, cosine(k - 4), UNIT);
}

static void path_point(Arena *arena, Path *path, bool is_first, Fixed x, Fixed y)
{
    if (is_first)
        path_move(arena, path, x, y);
    else
        path_line(arena, path, x, y);
}

Path *motif_star(Arena *arena, Fixed x, Fixed y, Fixed tile)
{
    Path *path = path_new(arena);
    for (int k = 0; k < STAR_POINTS; k++) {
        Fixed dx, dy, radius = tile / 2;
        point_at(k % 2 ? fixed_scale(radius, STAR_INNER, UNIT) : radius, k, &dx, &dy);
        path_point(arena, path, k == 0, x + dx, y + dy);
    }
    path_close(arena, path);
    path->is_filled = true;
    path->fill.ground = COLOUR_GREEN;
    return path;
}

Path *motif_lines(Arena *arena, Fixed x, Fixed y, Fixed tile)
{
    Path *path = path_new(arena);
    for (int turn = 0; turn <= 2; turn += 2) {
        for (int corner = 0; corner < 4; corner++) {
            Fixed dx, dy;
            point_at(tile / 2, turn + 4 * corner, &dx, &dy);
            path_point(arena, path, corner == 0, x + dx, y + dy);
        }
        path_close(arena, path);
    }
    path->stroke = (Stroke){ .colour = COLOUR_LATTICE,
                             .width = tile < NARROW_TILE ? LINE_NARROW : LINE_WIDE };
    return path;
}

/* True when a volet of the transverse kind names the committee. */
static bool is_transverse(const Edition *edition, const Committee *committee)
{
    const Volet *volet = edition_volet(edition, committee);
    return volet != NULL && volet->kind == VOLET_TRANSVERSE;
}

static size_t map_from(const Edition *edition, size_t at, MapRow *rows, size_t room)
{
    const Committee *committees = edition->committees.at;
    size_t n = 0;
    for (size_t i = at; i < edition->committees.n && n < room; i++) {
        const ProgrammeTitle *titles = committees[i].programmes.at;
        if (committees[i].programmes.n == 0)
            continue;
        rows[n++] = (MapRow){ .first = programme_title_number(&titles[0]),
                              .count = (int)committees[i].programmes.n,
                              .is_transverse = is_transverse(edition, &committees[i]) };
    }
    return n;
}

size_t motif_map(const Edition *edition, MapRow *rows, size_t room)
{
    return map_from(edition, 0, rows, room);
}

/* The committee that lies `rows` rows before the one at `at`, or the first. */
static size_t rows_before(const Edition *edition, size_t at, size_t rows)
{
    const Committee *committees = edition->committees.at;
    while (at > 0 && rows > 0)
        rows -= committees[--at].programmes.n > 0;
    return at;
}

size_t motif_map_near(const Edition *edition, int programme, MapRow *rows, size_t room)
{
    const Committee *committees = edition->committees.at, *here = edition_committee_of(edition, programme);
    size_t at = here != NULL ? rows_before(edition, (size_t)(here - committees), room / 2) : 0;
    size_t n = map_from(edition, at, rows, room);
    return n < room ? map_from(edition, rows_before(edition, at, room - n), rows, room) : n;
}
