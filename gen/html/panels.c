/* panels.c - bands, columns, cards, boxes, key figures, tiles and maps as HTML
 *
 * Which stands where is the style sheet's; the markup keeps the order in
 * which it is read, from right to left too. The policy of the site allows no
 * style in attributes: widths are classes, in twelfths.
 */
#include "html/html_impl.h"

enum {
    TILE = 100,                          /* of the maps' stars, in their own unit */
    BAND_COLUMNS = 20, BAND_ROWS = 2,    /* tiles of lattice on either side of where the text begins */
    TWELFTHS = 12
};

static void open_part(Page *page, Element element, const char *class_name)
{
    html_open(page->w, element);
    html_attr_c(page->w, "class", class_name);
}

static void write_part(Page *page, Element element, const char *class_name, const Block *block)
{
    open_part(page, element, class_name);
    html_blocks(page, block->first);
    html_close(page->w, element);
}

/* A paragraph of words with a place of its own. */
static void write_words(Page *page, Element element, const char *class_name, const Block *paragraph)
{
    open_part(page, element, class_name);
    html_origin(page, paragraph->span);
    Block alone = *paragraph;
    alone.next = NULL;                   /* what stands beside a number is no part of it */
    bool was_rtl = html_direct(page, inlines_are_rtl(paragraph->inlines) || (page->is_rtl && !blocks_have_letters(&alone)));
    html_inlines(page, paragraph->inlines);
    page->is_rtl = was_rtl;
    html_close(page->w, element);
}

/* ---- side by side ---- */

void html_columns(Page *page, const Block *block)
{
    int shares = 0;
    for (const Block *column = block->first; column != NULL; column = column->next)
        shares += column->share;
    open_part(page, EL_DIV, "cote-a-cote");
    for (const Block *column = block->first; column != NULL; column = column->next) {
        int part = (column->share * TWELFTHS + shares / 2) / shares;
        html_open(page->w, EL_DIV);
        html_attr(page->w, "class", str_printf(page->arena, "part-%d", part < 1 ? 1 : part));
        html_blocks(page, column->first);
        html_close(page->w, EL_DIV);
    }
    html_close(page->w, EL_DIV);
}

void html_column(Page *page, const Block *block)
{
    html_blocks(page, block->first);
}

void html_cards(Page *page, const Block *block)
{
    write_part(page, EL_DIV, "cartes", block);
}

void html_card(Page *page, const Block *block)
{
    html_open(page->w, EL_SECTION);
    html_attr_c(page->w, "class", "carte-numerotee");
    Str id = html_anchor_id(block->first->anchor);
    if (id.n > 0)
        html_attr(page->w, "aria-labelledby", id);
    html_blocks(page, block->first);
    html_close(page->w, EL_SECTION);
}

void html_box(Page *page, const Block *block)
{
    open_part(page, EL_DIV, "encart");
    write_words(page, EL_P, "etiquette", block->first);
    open_part(page, EL_DIV, "corps");
    html_blocks(page, block->first->next);
    html_close(page->w, EL_DIV);
    html_close(page->w, EL_DIV);
}

/* ---- figures and tiles ---- */

void html_key_figures(Page *page, const Block *block)
{
    write_part(page, EL_UL, "chiffres-liste", block);
}

void html_key_figure(Page *page, const Block *block)
{
    html_open(page->w, EL_LI);
    if (block->is_emphatic)
        html_attr_c(page->w, "class", "accent");
    write_words(page, EL_STRONG, "grand", block->first);
    html_text_c(page->w, " ");
    write_words(page, EL_SPAN, "libelle", block->first->next);
    html_close(page->w, EL_LI);
}

void html_tiles(Page *page, const Block *block)
{
    write_part(page, EL_UL, "tuiles", block);
}

void html_tile(Page *page, const Block *block)
{
    html_open(page->w, EL_LI);
    write_words(page, EL_STRONG, "rang", block->first);
    html_text_c(page->w, " ");
    write_words(page, EL_SPAN, "libelle", block->first->next);
    html_close(page->w, EL_LI);
}

/* ---- maps ---- */

static void write_star(Page *page, Str id, const char *class_name, int x, int y)
{
    html_open(page->w, EL_USE);
    html_attr(page->w, "href", str_join(page->arena, STR("#"), id));
    html_attr_int(page->w, "x", x);
    html_attr_int(page->w, "y", y);
    if (class_name != NULL)
        html_attr_c(page->w, "class", class_name);
    html_close(page->w, EL_USE);
}

static Str define(Page *page, const Path *path)
{
    Str id = str_printf(page->arena, "forme_%d", ++page->image_count);
    html_open(page->w, EL_PATH);
    html_attr(page->w, "id", id);
    html_attr(page->w, "d", svg_path_data(page->arena, path));
    html_close(page->w, EL_PATH);
    return id;
}

static void open_svg(Page *page, const char *class_name, int left, int top, int width, int height)
{
    html_open(page->w, EL_SVG);
    html_attr_c(page->w, "class", class_name);
    html_attr(page->w, "viewBox", str_printf(page->arena, "%d %d %d %d", left, top, width, height));
}

/* Number, and its place: row by row, from the side where lines begin. */
static void write_numbered(Page *page, Str star, const DocMap *map, int widest)
{
    int number = 1;
    for (size_t i = 0; i < map->rows.n; i++)
        for (int j = 0; j < map->rows.at[i]; j++, number++) {
            int column = document_is_rtl(page->document) ? widest - 1 - j : j;
            bool is_filled = map_is_filled(map, number);
            write_star(page, star, is_filled ? "plein" : NULL, column * TILE, (int)i * TILE);
            html_open(page->w, EL_TEXT);
            html_attr_int(page->w, "x", column * TILE);
            html_attr_int(page->w, "y", (int)i * TILE + TILE / 8);
            if (is_filled)
                html_attr_c(page->w, "class", "plein");
            html_text(page->w, str_printf(page->arena, "%d", number));
            html_close(page->w, EL_TEXT);
        }
}

void html_map(Page *page, const Block *block)
{
    int widest = 0;
    for (size_t i = 0; i < block->map->rows.n; i++)
        widest = block->map->rows.at[i] > widest ? block->map->rows.at[i] : widest;
    open_svg(page, "carte-etoiles", -TILE / 2, -TILE / 2, widest * TILE, (int)block->map->rows.n * TILE);
    html_attr_c(page->w, "role", "img");
    html_attr(page->w, "aria-label", block->text);
    html_open(page->w, EL_DEFS);
    Str star = define(page, motif_star(page->arena, 0, 0, PT(TILE)));
    html_close(page->w, EL_DEFS);
    write_numbered(page, star, block->map, widest);
    html_close(page->w, EL_SVG);
}

/* The number of the first star of the last row that has a filled one, and that row's length. */
static int last_filled_row(const DocMap *map, int *count)
{
    int number = 1, first = 0;
    *count = 0;
    for (size_t i = 0; map != NULL && i < map->rows.n; number += map->rows.at[i++])
        for (int j = 0; j < map->rows.at[i]; j++)
            if (map_is_filled(map, number + j)) {
                first = number;
                *count = map->rows.at[i];
            }
    return first;
}

/* The lattice, and in its last row the stars of the map's, from where the text begins. */
static void write_lattice(Page *page, const DocMap *map)
{
    int count, first = last_filled_row(map, &count);
    bool is_rtl = document_is_rtl(page->document);
    open_svg(page, "trame-bandeau", -BAND_COLUMNS * TILE, 0, 2 * BAND_COLUMNS * TILE, BAND_ROWS * TILE);
    html_attr_c(page->w, "aria-hidden", "true");
    html_open(page->w, EL_DEFS);
    Str star = define(page, motif_star(page->arena, PT(TILE / 2), PT(TILE / 2), PT(TILE)));
    Str lines = define(page, motif_lines(page->arena, PT(TILE / 2), PT(TILE / 2), PT(TILE)));
    html_close(page->w, EL_DEFS);
    for (int i = 0; i < BAND_ROWS; i++)
        for (int j = -BAND_COLUMNS; j < BAND_COLUMNS; j++) {
            bool is_filled = i == BAND_ROWS - 1 && j >= 0 && j < count && map_is_filled(map, first + j);
            write_star(page, is_filled ? star : lines, is_filled ? "plein" : NULL, (is_rtl ? -1 - j : j) * TILE, i * TILE);
        }
    html_close(page->w, EL_SVG);
}

/* What stands around the title, which is written before: it heads the page. */
void html_band(Page *page, const Block *block)
{
    if (block->first != NULL)
        write_words(page, EL_P, "surtitre", block->first);
    if (block->first != NULL && block->first->next != NULL)
        write_words(page, EL_P, "edition", block->first->next);
    write_lattice(page, block->map);
}
