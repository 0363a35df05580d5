/* marker.c - the looks of markers, the theme's choice among them, and both as CSS */
#include "doc/marker.h"

const MarkerLook marker_looks[] = {
    [MARKER_SQUARE] = { "square", NULL, "•", NUMBERING_SQUARE, COLOUR_MADDER, PT(4.5), PT(4.5), PT(2.25),
                        { .0625, .64, 7, 7 }, 0, { 0 }, { 0 } },
    [MARKER_DASH] = { "dash", NULL, "–", NUMBERING_DISC, COLOUR_INK, PT(6), PT(0.75), PT(2.5),
                      { .125, .78, 10, 1 }, 0, { 0 }, { 0 } },
    [MARKER_SMALL_SQUARE] = { "small-square", NULL, "•", NUMBERING_SQUARE, COLOUR_LINK, PT(2.9), PT(2.9), PT(2.15),
                              { .0625, .7, 5, 5 }, 0, { 0 }, { 0 } },
    [MARKER_ARROWHEAD] = { "arrowhead", NULL, "•", NUMBERING_DISC, COLOUR_MADDER, PT(6.4), PT(6.2), PT(2.4),
                           { 0, .53, 11, 11 }, 4, { 0, 100, 0, 30 }, { 0, 50, 100, 50 } },
    [MARKER_TICK] = { "tick", NULL, "✓", NUMBERING_DISC, COLOUR_MADDER, PT(7), PT(5.6), PT(2.6),
                      { 0, .5, 11, 9 }, 6, { 0, 14, 37, 86, 100, 37 }, { 55, 40, 66, 0, 15, 100 } },
    [MARKER_EN_DASH] = { "en-dash", "–", NULL, NUMBERING_DISC, COLOUR_INK, 0, 0, 0, { 0, 0, 0, 0 }, 0, { 0 }, { 0 } },
};
_Static_assert(sizeof marker_looks / sizeof *marker_looks == MARKER_COUNT, "every marker needs a look");

/* ---- the theme's choice ---- */

static const Field fields[] = {
    { .key = "levels", .kind = FIELD_TEXTS, .offset = offsetof(MarkersRow, levels), .is_required = true,
      .about = "de chaque niveau de liste : square, dash, small-square, arrowhead, tick ou en-dash" },
    { .key = "cells", .kind = FIELD_TEXTS, .offset = offsetof(MarkersRow, cells), .is_required = true,
      .about = "de chaque niveau, dans les cellules" },
    { .key = "ticked", .kind = FIELD_TEXT, .offset = offsetof(MarkersRow, ticked), .is_required = true,
      .about = "des listes tapées avec « + »" },
    { .key = "arrowhead", .kind = FIELD_TEXT, .offset = offsetof(MarkersRow, arrowhead), .is_required = true,
      .about = "du premier niveau, dans les programmes de arrowhead-programmes" },
    { .key = "partners", .kind = FIELD_TEXTS, .offset = offsetof(MarkersRow, partners), .is_required = true,
      .about = "carrés devant le nom d’un partenaire, aux deux niveaux : [2, 1]" },
    { 0 },
};
const Schema markers_schema = { "markers", "les marques des listes", fields, sizeof(MarkersRow), SCHEMA_NO_SPAN };

static Marker read_marker(Text name, Diags *diags)
{
    for (Marker marker = 0; marker < MARKER_COUNT; marker++)
        if (str_equal(name.str, str_from_c(marker_looks[marker].name)))
            return marker;
    if (name.str.n > 0)
        diag_add(diags, DIAG_THEME_VALUE, name.span, "« %.*s »", STR_ARG(name.str));
    return MARKER_SQUARE;
}

/* Levels that are not named have the last one's marker. */
static void read_levels(const Texts *names, Marker *levels, Diags *diags)
{
    for (size_t i = 0; i < MARKER_LEVELS; i++)
        levels[i] = i < names->n ? read_marker(names->at[i], diags) : i > 0 ? levels[i - 1] : MARKER_SQUARE;
}

static int read_count(Text text, Diags *diags)
{
    enum { SQUARES_MAX = 4 };
    Value value;
    bool is_count = value_read_number(text.str, text.span, &value) && value.decimals == 0 && value.digits >= 0
                    && value.digits <= SQUARES_MAX;
    if (!is_count)
        diag_add(diags, DIAG_THEME_VALUE, text.span, "« %.*s »", STR_ARG(text.str));
    return is_count ? (int)value.digits : 0;
}

Markers markers_read(const MarkersRow *row, Diags *diags)
{
    Markers markers = { .ticked = read_marker(row->ticked, diags), .arrowhead = read_marker(row->arrowhead, diags) };
    read_levels(&row->levels, markers.levels, diags);
    read_levels(&row->cells, markers.cells, diags);
    for (size_t i = 0; i < 2 && i < row->partners.n; i++)
        markers.partners[i] = read_count(row->partners.at[i], diags);
    return markers;
}

/* ---- CSS ---- */

/* In thousandths, since printf's own decimals ask the locale. */
static void put_number(Buf *css, const char *name, const char *property, double number, const char *unit)
{
    int thousandths = (int)(number * 1000 + 0.5);
    buf_printf(css, "--marker-%s-%s:%d.%03d%s;", name, property, thousandths / 1000, thousandths % 1000, unit);
}

static void put_shape(Buf *css, const char *name, const MarkerLook *look)
{
    buf_printf(css, "--marker-%s-shape:", name);
    buf_c(css, look->points > 0 ? "polygon(" : "none");
    for (int i = 0; i < look->points; i++)
        buf_printf(css, "%s%d%% %d%%", i > 0 ? "," : "", look->x[i], look->y[i]);
    buf_c(css, look->points > 0 ? ");" : ";");
}

static void put_marker(Buf *css, const char *name, Marker marker)
{
    enum { ROOT_PX = 16 };
    const MarkerLook *look = &marker_looks[marker];
    bool is_sign = look->sign != NULL;
    buf_printf(css, "--marker-%s-sign:\"%s\";", name, is_sign ? look->sign : "");
    put_number(css, name, "left", look->web[0], "em");
    put_number(css, name, "top", look->web[1], "em");
    if (is_sign) {
        buf_printf(css, "--marker-%s-width:auto;--marker-%s-height:auto;--marker-%s-fill:none;", name, name, name);
    } else {
        put_number(css, name, "width", look->web[2] / ROOT_PX, "rem");
        put_number(css, name, "height", look->web[3] / ROOT_PX, "rem");
        buf_printf(css, "--marker-%s-fill:var(--%s);", name, colour_name(look->colour));
    }
    put_shape(css, name, look);
}

void markers_css(Buf *css, const Markers *markers)
{
    static const char *const levels[] = { "1", "2", "3" }, *const cells[] = { "cell-1", "cell-2", "cell-3" };
    for (int i = 0; i < MARKER_LEVELS; i++) {
        put_marker(css, levels[i], markers->levels[i]);
        put_marker(css, cells[i], markers->cells[i]);
    }
    put_marker(css, "ticked", markers->ticked);
    put_marker(css, "arrowhead", markers->arrowhead);
    buf_printf(css, "--partners-1:%d;--partners-2:%d;", markers->partners[0], markers->partners[1]);
}
