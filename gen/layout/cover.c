/* cover.c - the pages that are drawn: cover, inner title, dividers, colophon
 *
 * Their one figure is the map: a row of stars per committee, a star per
 * programme (look.md, "Motif, cover, dividers"). Places are measured from the
 * edges of the page.
 */
#include "layout/book_impl.h"

#include "chart/chart.h"

enum { STAR_OUTLINE = 36 };              /* parts of its tile that the line of an outlined star takes */
enum { MAP_ROWS = 64, NEAR_ROWS = 8, COVER_COLUMNS = 6, COVER_ROWS = 5, DIVIDER_COLUMNS = 9, DIVIDER_ROWS = 5 };

/* Cover: baselines. */
#define MASTHEAD_BASELINE  PT(43.2)
#define TITLE_BASELINE     PT(130.7)
#define TITLE_SHIFT        MM(0.6)       /* to the left, so that stems align */
#define EDITION_BELOW      PT(36.1)
#define ADDRESS_FROM_FOOT  PT(17)
#define LATTICE_TOP_MIN    MM(80)

/* Inner title. */
#define INNER_MASTHEAD     PT(85.4)
#define INNER_LEADING      PT(13.6)
#define INNER_TITLE        PT(271.4)
#define INNER_EDITION      PT(37.8)      /* below the title */
#define INNER_SUBTITLE     PT(31.2)
#define INNER_MAP_TOP      PT(522.3)
#define INNER_TILE         MM(4.4)
#define INNER_NOTE_GAP     PT(14.4)
#define INNER_NOTE_DOWN    PT(14.6)

/* Divider. */
#define DIVIDER_TILE       MM(20)
#define DIVIDER_EYEBROW    PT(85)
#define DIVIDER_TITLE      PT(130)
#define DIVIDER_NUMBER_GAP PT(15)
#define DIVIDER_RULE       PT(21.4)      /* below the title's last line */
#define DIVIDER_RULE_LENGTH PT(48.2)
#define DIVIDER_KIND       PT(46.7)
#define DIVIDER_LIST       PT(57.6)        /* below the kind */
#define DIVIDER_COLUMN     MM(34)
#define RULE_WIDTH         PT(0.75)

typedef struct { const Edition *edition; MapRow rows[MAP_ROWS]; size_t n; int widest, total; } StarMap;

static void map_measure(StarMap *map)
{
    for (size_t i = 0; i < map->n; i++) {
        map->widest = map->rows[i].count > map->widest ? map->rows[i].count : map->widest;
        map->total += map->rows[i].count;
    }
}

static StarMap map_of(const Book *book)
{
    StarMap map = { .edition = book->edition };
    map.n = motif_map(book->edition, map.rows, MAP_ROWS);
    map_measure(&map);
    return map;
}

static StarMap map_near(const Book *book, int programme)
{
    StarMap map = { .edition = book->edition };
    map.n = motif_map_near(book->edition, programme, map.rows, NEAR_ROWS);
    map_measure(&map);
    return map;
}

/* ---- stars ---- */

/* Has the programme of star `j` of row `i` a chapter? */
static bool is_present(const StarMap *map, size_t i, int j)
{
    return edition_programme(map->edition, map->rows[i].first + j) != NULL;
}

/* Filled; of a programme that has no chapter the outline alone, drawn inside the star. */
static void draw_star(Frame *frame, Fixed x, Fixed y, Fixed tile, Colour colour, bool is_filled)
{
    Fixed width = is_filled ? 0 : tile / STAR_OUTLINE;
    Path *star = motif_star(frame->arena, x, y, tile - width);
    star->is_filled = is_filled;
    star->fill.ground = colour;
    if (!is_filled)
        star->stroke = (Stroke){ .colour = colour, .width = width };
    frame_path(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND), star, SPAN_NONE);
}

/* The map from (x, y) on. */
static void draw_filled_map(Frame *frame, const StarMap *map, Fixed x, Fixed y, Fixed tile, Colour sectoral,
                            Colour transverse)
{
    for (size_t i = 0; i < map->n; i++)
        for (int j = 0; j < map->rows[i].count; j++)
            draw_star(frame, x + j * tile + tile / 2, y + (int)i * tile + tile / 2, tile,
                      map->rows[i].is_transverse ? transverse : sectoral, is_present(map, i, j));
}

/* The lattice: `columns` x `rows` tiles from the left edge at height `y`; the
 * map's stars are filled in it, from the second column on. A column more on
 * either side, and a row more at the foot of the page, lie in the bleed. */
static void draw_lattice(Frame *frame, const StarMap *map, Fixed y, Fixed tile, int columns, int rows)
{
    bool is_at_foot = y + rows * tile >= frame->height;
    for (int i = 0; i < rows + is_at_foot; i++) {
        int filled = (size_t)i < map->n ? map->rows[i].count : 0;
        for (int j = -1; j <= columns && j * tile < frame->width + PAGE_BLEED; j++) {
            Fixed at_x = j * tile + tile / 2, at_y = y + i * tile + tile / 2;
            if (j >= 1 && j <= filled)
                draw_star(frame, at_x, at_y, tile, map->rows[i].is_transverse ? COLOUR_BRICK : COLOUR_IVORY,
                          is_present(map, (size_t)i, j - 1));
            else
                frame_path(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND),
                           motif_lines(frame->arena, at_x, at_y, tile), SPAN_NONE);
        }
    }
}

static void draw_ground(Book *book, Frame *frame)
{
    frame_box(frame, MARK_ARTIFACT(ARTIFACT_BACKGROUND), -PAGE_BLEED, -PAGE_BLEED,
              book->page->width + 2 * PAGE_BLEED, book->page->height + 2 * PAGE_BLEED, COLOUR_GROUND);
}

Fixed map_width(Book *book, Fixed tile, int current)
{
    return map_near(book, current).widest * tile;
}

void map_draw(Book *book, Frame *frame, Fixed x, Fixed y, Fixed tile, int current)
{
    StarMap map = map_near(book, current);
    Fixed left = x - map.widest * tile, top = y - (int)map.n * tile / 2;
    for (size_t i = 0; i < map.n; i++) {
        for (int j = 0; j < map.rows[i].count; j++) {
            Path *star = motif_star(book->arena, left + j * tile + tile / 2, top + (int)i * tile + tile / 2, tile);
            star->is_filled = map.rows[i].first + j == current;
            star->fill.ground = COLOUR_MADDER;
            star->stroke = (Stroke){ .colour = star->is_filled ? COLOUR_MADDER : COLOUR_AXIS, .width = PT(0.5) };
            frame_path(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), star, SPAN_NONE);
        }
    }
}

/* ---- cover ---- */

/* The tile of the cover: a sixth of the page, smaller when the map needs it. */
static Fixed cover_tile(const Book *book, const StarMap *map, int *columns, int *rows)
{
    const PageGeometry *page = book->page;
    *rows = (int)map->n + 1 > COVER_ROWS ? (int)map->n + 1 : COVER_ROWS;
    *columns = map->widest + 2 > COVER_COLUMNS ? map->widest + 2 : COVER_COLUMNS;
    Fixed tile = page->width / *columns;
    while (page->height - *rows * tile - tile / 2 < LATTICE_TOP_MIN)
        tile = page->width / ++*columns;
    return tile;
}

/* The lines of the masthead, each a P; returns the last baseline. */
static Fixed draw_masthead(Book *book, Frame *frame, TagId parent, TextStyle first, TextStyle rest, Fixed x,
                           Fixed baseline)
{
    const Texts *lines = &book->edition->masthead;
    for (size_t i = 0; i < lines->n; i++) {
        baseline += i == 0 ? 0 : rest.leading;
        book_text(book, frame, i == 0 ? &first : &rest, lines->at[i].str, book_p(book, parent), x, baseline,
                  SIDE_LEFT);
    }
    return baseline;
}

TextStyle book_title_style(Book *book, Str title, Fixed measure, Fixed room)
{
    enum { STEPS = 6, TENTH = 10 };
    const TextStyle own = book_style(book, STYLE_COVER_TITLE);
    TextStyle style = own;
    for (int i = 0; i <= STEPS; i++) {
        style.size = fixed_scale(own.size, TENTH - i, TENTH);
        style.leading = fixed_scale(own.leading, TENTH - i, TENTH);
        if ((book_text_lines(book, &style, title, measure) - 1) * style.leading <= room)
            break;
    }
    return style;
}

void cover_add(Book *book)
{
    Frame *frame = pages_add(book, false)->frame;
    TagId sect = tag_add(book->tags, TAG_DOCUMENT_ID, TAG_SECT, book->edition->span);
    const PageGeometry *page = book->page;
    StarMap map = map_of(book);
    int columns, rows;
    Fixed tile = cover_tile(book, &map, &columns, &rows), x = page->width / COVER_COLUMNS;
    Fixed lattice = page->height - rows * tile - tile / 2, measure = page->width - x - x / 2;
    draw_ground(book, frame);
    draw_lattice(frame, &map, lattice, tile, columns, rows);

    draw_masthead(book, frame, sect, book_style(book, STYLE_MASTHEAD_FIRST), book_style(book, STYLE_MASTHEAD), x,
                  MASTHEAD_BASELINE);
    TextStyle title = book_title_style(book, book->edition->title.str, measure,
                                       lattice - TITLE_BASELINE - EDITION_BELOW);
    TextStyle edition = book_style(book, STYLE_COVER_EDITION);
    Fixed y = book_title(book, frame, &title, book->edition->title.str, book_p(book, sect), x - TITLE_SHIFT,
                         TITLE_BASELINE, measure);
    book_text(book, frame, &edition, book->edition->edition.str, book_p(book, sect), x, y + EDITION_BELOW,
              SIDE_LEFT);
    if (book->edition->address.str.n > 0) {
        TextStyle address = book_style(book, STYLE_MASTHEAD);
        address.colour = COLOUR_IVORY;
        book_text(book, frame, &address, book->edition->address.str, book_p(book, sect), x,
                  page->height - ADDRESS_FROM_FOOT, SIDE_LEFT);
    }
}

/* ---- inner title ---- */

static Str cover_note(Book *book, const StarMap *map)
{
    const ThemeWords *words = &book->theme->words;
    bool is_whole = true;
    for (size_t i = 0; i < map->n; i++)
        for (int j = 0; j < map->rows[i].count; j++)
            is_whole = is_whole && is_present(map, i, j);
    return is_whole ? words->note_on_cover.str
                    : str_printf(book->arena, "%.*s %.*s", STR_ARG(words->note_on_cover.str),
                                 STR_ARG(words->note_on_absent.str));
}

void inner_title_add(Book *book)
{
    pages_open_right(book);
    Frame *frame = pages_add(book, false)->frame;
    TagId sect = tag_add(book->tags, TAG_DOCUMENT_ID, TAG_SECT, book->edition->span);
    Fixed x = pages_left(book, true), measure = book->page->measure;
    TextStyle first = book_style(book, STYLE_MASTHEAD_FIRST), rest = book_style(book, STYLE_MASTHEAD);
    first.colour = COLOUR_GREEN;
    rest.colour = COLOUR_INK_2;
    rest.size = PT(8.5);
    rest.leading = INNER_LEADING;
    draw_masthead(book, frame, sect, first, rest, x, INNER_MASTHEAD);

    TextStyle title = book_style(book, STYLE_INNER_TITLE), edition = book_style(book, STYLE_COVER_EDITION);
    edition.size = PT(12.5);
    edition.tracking = fixed_scale(edition.size, 14, 100);
    edition.colour = COLOUR_MADDER;
    Fixed y = book_title(book, frame, &title, book->edition->title.str, book_p(book, sect), x, INNER_TITLE,
                              measure);
    y += INNER_EDITION;
    book_text(book, frame, &edition, book->edition->edition.str, book_p(book, sect), x, y, SIDE_LEFT);
    if (book->edition->subtitle.str.n > 0) {
        TextStyle subtitle = book_style(book, STYLE_EPIGRAPH);
        book_text_block(book, frame, &subtitle, book->edition->subtitle.str, book_p(book, sect), x,
                        y + INNER_SUBTITLE, measure);
    }
    StarMap map = map_of(book);
    if (map.n == 0)
        return;
    draw_filled_map(frame, &map, x, INNER_MAP_TOP, INNER_TILE, COLOUR_GREEN, COLOUR_MADDER);
    TextStyle note = book_style(book, STYLE_MASTHEAD);
    note.colour = COLOUR_INK_2;
    Fixed beside = map.widest * INNER_TILE + INNER_NOTE_GAP;
    book_title(book, frame, &note, cover_note(book, &map), book_p(book, sect), x + beside,
                    INNER_MAP_TOP + INNER_NOTE_DOWN, (measure - beside) * 4 / 5);
}

/* ---- dividers ---- */

typedef ARRAY(ProgrammeTitle) ProgrammeTitles;

/* Those of a committee's programmes that have a chapter. */
static ProgrammeTitles present_titles(Book *book, const Committee *committee)
{
    const ProgrammeTitle *all = committee->programmes.at;
    ProgrammeTitles titles = { 0 };
    for (size_t i = 0; i < committee->programmes.n; i++)
        if (edition_announced(book->edition, &all[i]) != NULL)
            array_push(book->arena, &titles, all[i]);
    return titles;
}

/* "Programme 8", "Programmes 1 et 2", "Programmes 3 à 5". */
static Str programmes_range(Book *book, const ProgrammeTitle *titles, size_t n)
{
    Str word = book->theme->words.programme.str;
    if (n == 0)
        return STR_NONE;
    if (n == 1)
        return str_printf(book->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(titles[0].number.str));
    return str_printf(book->arena, "%.*ss %.*s%s%.*s", STR_ARG(word), STR_ARG(titles[0].number.str),
                      n == 2 ? " et " : " à ", STR_ARG(titles[n - 1].number.str));
}

typedef struct { Book *book; Frame *frame; TagId parent; Fixed x, y; } DividerList;

static void draw_entry(DividerList *list, Str name, Str title)
{
    Book *book = list->book;
    TextStyle bold = book_style(book, STYLE_ATTRIBUTION), light = bold;
    bold.weight = 700;
    bold.colour = COLOUR_IVORY;
    light.colour = COLOUR_MIST;
    Mark mark = book_p(book, list->parent);
    book_text(book, list->frame, &bold, str_printf(book->arena, "%.*s ", STR_ARG(name)), mark, list->x, list->y,
              SIDE_LEFT);
    list->y = book_text_block(book, list->frame, &light, title, mark, list->x + DIVIDER_COLUMN, list->y,
                              book->page->measure - DIVIDER_COLUMN);
    list->y += book->page->grid;
}

/* The committees of a volet; of a single one, its programmes. */
static void draw_volet(DividerList *list, const Volet *volet)
{
    Book *book = list->book;
    for (size_t i = 0; i < volet->committees.n; i++) {
        const Committee *committee = edition_committee(book->edition, volet->committees.at[i].str);
        if (committee == NULL)
            continue;
        ProgrammeTitles titles = present_titles(book, committee);
        if (volet->committees.n > 1) {
            if (titles.n > 0)
                draw_entry(list, programmes_range(book, titles.at, titles.n), committee->title.str);
            continue;
        }
        for (size_t j = 0; j < titles.n; j++)
            draw_entry(list, str_printf(book->arena, "%.*s %.*s", STR_ARG(book->theme->words.programme.str),
                                        STR_ARG(titles.at[j].number.str)), titles.at[j].title.str);
    }
}

static StarMap map_of_volet(const Book *book, const Volet *volet)
{
    StarMap all = map_of(book), map = { .edition = book->edition };
    for (size_t i = 0; i < all.n; i++)
        if (all.rows[i].is_transverse == (volet->kind == VOLET_TRANSVERSE))
            map.rows[map.n++] = all.rows[i];
    return map;
}

/* Number and title; returns the title's last baseline. */
static Fixed draw_part_title(Book *book, Frame *frame, const Chapter *chapter, Mark mark, Fixed x)
{
    TextStyle style = book_style(book, STYLE_PART_TITLE);
    Str title = book_part_name(book, chapter);
    Fixed column = 0;
    if (chapter->number.n > 0) {
        Str number = str_printf(book->arena, "%.*s. ", STR_ARG(chapter->number));
        ShapeStyle shape = { .face = style_face(&style, false, false, false), .size = style.size };
        column = shape_width(book->setting->fonts, shape, str_trim(number)) + DIVIDER_NUMBER_GAP;
        book_text(book, frame, &style, number, mark, x, DIVIDER_TITLE, SIDE_LEFT);
    }
    return book_title(book, frame, &style, title, mark, x + column, DIVIDER_TITLE,
                      book->page->measure - column);
}

void divider_add(Book *book, const Chapter *chapter, TagId parent, bool is_first)
{
    pages_open_right(book);
    Frame *frame = pages_add(book, false)->frame;
    pages_lead_to(book, chapter->anchor);
    Fixed x = pages_left(book, true);
    StarMap map = chapter->volet != NULL ? map_of_volet(book, chapter->volet) : (StarMap){ .edition = book->edition };
    draw_ground(book, frame);
    draw_lattice(frame, &map, book->page->height - DIVIDER_ROWS * DIVIDER_TILE, DIVIDER_TILE, DIVIDER_COLUMNS,
                 DIVIDER_ROWS);
    TextStyle eyebrow = book_style(book, STYLE_EYEBROW), kind = book_style(book, STYLE_PART_KIND);
    Str part = str_printf(book->arena, "%.*s partie", STR_ARG(french_ordinal(chapter->part + 1)));

    Mark above = book_p(book, parent);
    TagId title = tag_add(book->tags, parent, is_first ? TAG_H1 : TAG_P, chapter->span);
    if (is_first)
        tag_node(book->tags, title)->title = book_part_title(book, chapter);
    book_text(book, frame, &eyebrow, part, above, x, DIVIDER_EYEBROW, SIDE_LEFT);
    Fixed y = draw_part_title(book, frame, chapter, MARK_TAG(title), x);
    frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), x, y + DIVIDER_RULE, x + DIVIDER_RULE_LENGTH, y + DIVIDER_RULE,
               (Stroke){ .colour = COLOUR_BRICK_TEXT, .width = RULE_WIDTH });
    if (chapter->volet == NULL)
        return;
    y += DIVIDER_KIND;
    book_text(book, frame, &kind, chapter->volet->title.str, book_p(book, parent), x, y, SIDE_LEFT);
    DividerList list = { book, frame, parent, x, y + DIVIDER_LIST };
    draw_volet(&list, chapter->volet);
}

/* ---- colophon ---- */

static Str colophon_text(Book *book)
{
    Str rest = book->theme->words.colophon.str;
    const struct { Str name, text; } places[] = {
        { STR("{empreinte}"), book->setting->checksum },
        { STR("{date}"), french_date(book->arena, book->edition->date.text) },
    };
    Buf text = buf_new(book->arena);
    while (rest.n > 0) {
        size_t i = 0;
        while (i < sizeof places / sizeof *places && !str_starts(rest, places[i].name))
            i++;
        bool is_place = i < sizeof places / sizeof *places;
        buf_str(&text, is_place ? places[i].text : str_slice(rest, 0, 1));
        rest = str_slice(rest, is_place ? places[i].name.n : 1, rest.n);
    }
    return buf_text(&text);
}

/* At the foot of the last page, under the map; each line of the theme's is a paragraph. */
void colophon_add(Book *book)
{
    bool is_recto = pages_next_is_recto(book);
    Frame *frame = pages_add(book, false)->frame;
    TagId sect = tag_add(book->tags, TAG_DOCUMENT_ID, TAG_SECT, SPAN_NONE);
    Fixed x = pages_left(book, is_recto);
    StarMap map = map_of(book);
    draw_filled_map(frame, &map, x, INNER_MAP_TOP - (int)map.n * INNER_TILE - book->page->grid, INNER_TILE,
                    COLOUR_GREEN, COLOUR_MADDER);
    TextStyle style = book_style(book, STYLE_MASTHEAD);
    style.colour = COLOUR_INK_2;
    Fixed y = INNER_MAP_TOP;
    Str rest = colophon_text(book), line;
    while (str_split(&rest, '\n', &line) && line.n > 0)
        y = book_text_block(book, frame, &style, french_spaces(book->arena, line, 0), book_p(book, sect), x,
                            y + style.leading, book->page->measure);
}
