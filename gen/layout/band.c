/* band.c - the head of a chapter over the whole width of the page: its title, a lattice, the stars it is about
 *
 * Places are measured from the edges of the page (look.md, "Leaflet"); the
 * title is the chapter's, which stands before the band in the document.
 */
#include "layout/panel.h"

#include "chart/chart.h"

#define EYEBROW_BASELINE PT(57.3)
#define TITLE_BASELINE   PT(94)
#define TITLE_SHIFT      MM(0.6)         /* outwards, so that stems align */
#define EDITION_BELOW    PT(34)

/* The last rows that hold a filled star: the band is lower than the map. */
static int first_row(const DocMap *map, int rows)
{
    int first = 0, last = 0, number = 1;
    for (size_t i = 0; i < map->rows.n; i++)
        for (int j = 0; j < map->rows.at[i]; j++, number++)
            if (map_is_filled(map, number))
                last = (int)i;
    for (first = last; first > 0 && last - first + 1 < rows; first--) {
        bool has_filled = false;
        number = 1;
        for (int i = 0; i < first; i++)
            for (int j = 0; j < map->rows.at[i]; j++, number++)
                has_filled = has_filled || map_is_filled(map, number);
        if (!has_filled)
            break;
    }
    return first;
}

/* The number of the star in row `row` of the map, column `column`; 0 where there is none. */
static int star_at(const DocMap *map, int row, int column)
{
    int number = 1;
    if (row < 0 || (size_t)row >= map->rows.n || column < 0 || column >= map->rows.at[row])
        return 0;
    for (int i = 0; i < row; i++)
        number += map->rows.at[i];
    return number + column;
}

/* The row of the map that stands at the band's foot. */
static int last_row(const DocMap *map, int first, int rows)
{
    int number = 1, last = first;
    for (size_t i = 0; i < map->rows.n; i++)
        for (int j = 0; j < map->rows.at[i]; j++, number++)
            if (map_is_filled(map, number) && (int)i < first + rows)
                last = (int)i;
    return last;
}

static void draw_lattice(Book *book, Frame *frame, const DocMap *map, Fixed left, Fixed top, int rows)
{
    Fixed tile = book->page->band_tile, width = book->page->width;
    int first = map != NULL ? first_row(map, rows) : 0;
    int foot = map != NULL ? last_row(map, first, rows) : 0;
    for (int i = 0; i < rows; i++)
        for (int j = -1; j * tile < width + PAGE_BLEED; j++) {
            Fixed x = left + panel_side(book, j * tile, tile, width) + tile / 2, y = top + i * tile + tile / 2;
            int number = map != NULL ? star_at(map, foot - (rows - 1 - i), j - 1) : 0;
            Path *path = number > 0 && map_is_filled(map, number) ? motif_star(book->arena, x, y, tile)
                                                                 : motif_lines(book->arena, x, y, tile);
            if (path->is_filled)
                path->fill.ground = COLOUR_BRICK;
            frame_path(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND), path, SPAN_NONE);
        }
}

/* One line or more of a band's words; returns the last baseline. */
static Fixed draw_words(Book *book, Frame *frame, const TextStyle *style, const Block *words, TagRole role, TagId parent,
                        Fixed x, Fixed baseline, Fixed measure)
{
    if (words == NULL)
        return baseline;
    TagId tag = panel_tag(book, parent, role, words->span);
    Lines lines = panel_text(book, style, words->inlines, measure, tag);
    return panel_draw(frame, &lines, x, baseline, style->leading);
}

/* Eyebrow, title, edition: the title is read first, as it heads the chapter. */
static void draw_text(Book *book, Frame *frame, const Stand *place, const Block *title, const Block *band, Fixed top,
                      Fixed lattice)
{
    TextStyle eyebrow = book_style(book, STYLE_EYEBROW), edition = book_style(book, STYLE_COVER_EDITION);
    Fixed measure = galley_measure(book, place);
    TextStyle style = book_title_style(book, inlines_text(book->arena, title->inlines), measure,
                                       lattice - TITLE_BASELINE - EDITION_BELOW);
    eyebrow.colour = COLOUR_IVORY;
    TagId heading = panel_tag(book, place->parent, TAG_H1, title->span);
    tag_node(book->tags, heading)->title = inlines_text(book->arena, title->inlines);
    Lines lines = panel_title(book, &style, title->inlines, measure, heading);
    Fixed shift = panel_side(book, -TITLE_SHIFT, 0, 0);
    Fixed last = panel_draw(frame, &lines, shift, top + TITLE_BASELINE, style.leading);
    draw_words(book, frame, &eyebrow, band->first, TAG_P, place->parent, 0, top + EYEBROW_BASELINE, measure);
    draw_words(book, frame, &edition, band->first != NULL ? band->first->next : NULL, TAG_P, place->parent, 0,
               last + EDITION_BELOW, measure);
}

void galley_band(Book *book, Galley *galley, const Stand *place, const Block *block)
{
    const PageGeometry *page = book->page;
    const Block *title = galley->chapter->blocks;
    Fixed left = -page->inner, top = -page->top, tile = page->band_tile;
    int rows = (page->band_height / 2 + tile / 4) / tile;
    Fixed lattice = page->band_height - rows * tile;
    Frame *frame = frame_new(book->arena, galley_measure(book, place), 0);
    frame_box(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND), left - PAGE_BLEED, top - PAGE_BLEED, page->width + 2 * PAGE_BLEED,
              page->band_height + PAGE_BLEED, COLOUR_GROUND);
    draw_lattice(book, frame, block->map, left, top + lattice, rows);
    draw_text(book, frame, place, title, block, top, lattice);
    book_outline(book, inlines_text(book->arena, title->inlines), 0, title->anchor);
    galley_spot(book, galley, title->anchor);
    Fixed below = page->band_height - page->top;
    panel_push(book, galley, frame, fixed_ceil(below, page->grid), NULL, 0, block->span);
}
