/* heading.c - headings as boxes: titles of parts, themes and programmes, sections, activities, partners
 *
 * A heading is one box that is never broken. What its number looks like and
 * what is drawn beside it is a row of heading_looks.
 */
#include "layout/book_impl.h"

#define SECTION_RULE       PT(17.5)      /* below the top of the block, its blank line included */
#define SECTION_RULE_WIDTH PT(0.75)
#define PARTNER_SQUARE     PT(5.4)
#define PARTNER_PITCH      PT(7.4)
#define PARTNER_CENTRE     PT(3.4)       /* half the capitals of 10.5 pt */
#define TITLE_BASELINE     PT(17)        /* of the first line of a large title */
#define PROGRAMME_BASELINE PT(37.8)      /* of the last line of a programme's title */
#define NUMBER_GAP         PT(9)
#define MAP_TILE           MM(3.9)
#define MAP_CLEAR          PT(12)
#define REFERENCE_SHORT    40            /* bytes: a reference up to this long is not broken */

enum { COST_LOWER = 30 };                /* of one more blank line above */

typedef struct HeadingLook HeadingLook;

typedef struct {
    const HeadingLook *look;
    const Block   *block;
    const Chapter *chapter;              /* NULL in the front matter */
    TextStyle    style;
    TagId        tag;
    bool         is_rtl;                 /* number, squares and text begin on the right */
    Fixed        column;                 /* of the number; the text starts there */
    Lines        lines;
    int          before, height, after;  /* grid lines */
    Fixed        baseline, leading;      /* of the first line of text; between lines */
} Heading;

struct HeadingLook {
    StyleName style;
    Colour    number_colour;
    int       outline;                   /* level; -1 when it is not listed */
    int       partner;                   /* level of a partner's name, before which squares stand; 0 elsewhere */
    bool      number_in_text, is_barrier;
    void    (*measure)(Book *book, Heading *heading);
    void    (*decorate)(Book *book, Frame *frame, const Heading *heading);
};

/* ---- heights ---- */

static void measure_grid(Book *book, Heading *heading)
{
    int lines = (int)heading->lines.n;
    heading->before = heading->style.before;
    heading->after = heading->style.after;
    heading->height = lines;
    heading->leading = book->page->grid;
    heading->baseline = book->page->first_baseline;
}

/* A block of style.lines in all: blank line, rule and a line of text. */
static void measure_section(Book *book, Heading *heading)
{
    measure_grid(book, heading);
    int least = heading->style.lines - heading->before - 1;
    if (least > 0) {
        heading->height += least;
        heading->baseline += least * book->page->grid;
    }
}

static void measure_title(Book *book, Heading *heading)
{
    enum { ONE_LINE = 3 };               /* title, and space down to the text */
    int more = (int)heading->lines.n - 1;
    heading->leading = heading->style.leading;
    heading->baseline = TITLE_BASELINE;
    heading->height = ONE_LINE + fixed_ceil(more * heading->leading, book->page->grid);
    if (heading->height < heading->style.lines)
        heading->height = heading->style.lines;
}

static void measure_programme(Book *book, Heading *heading)
{
    int least = heading->style.lines > 0 ? heading->style.lines : 3;
    int more = (int)heading->lines.n - 1;
    heading->leading = heading->style.leading;
    heading->before = heading->style.before;
    heading->after = 1;
    heading->height = least;
    if (more > 1)
        heading->height += fixed_ceil((more - 1) * heading->leading, book->page->grid);
    heading->baseline = PROGRAMME_BASELINE + (heading->height - least) * book->page->grid - more * heading->leading;
}

/* ---- what stands beside ---- */

static void decorate_section(Book *book, Frame *frame, const Heading *heading)
{
    Fixed y = SECTION_RULE - heading->before * book->page->grid;
    frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), 0, y, book->page->measure, y,
               (Stroke){ .colour = COLOUR_GREEN, .width = SECTION_RULE_WIDTH });
}

static int squares_of(const Book *book, const HeadingLook *look)
{
    return look->partner > 0 ? book->theme->markers.partners[look->partner - 1] : 0;
}

static void decorate_partner(Book *book, Frame *frame, const Heading *heading)
{
    Fixed y = book->page->first_baseline - PARTNER_CENTRE - PARTNER_SQUARE / 2;
    for (int i = 0; i < squares_of(book, heading->look); i++) {
        Fixed x = i * PARTNER_PITCH;
        frame_box(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), heading->is_rtl ? book->page->measure - x - PARTNER_SQUARE : x,
                  y, PARTNER_SQUARE, PARTNER_SQUARE, COLOUR_MADDER);
    }
}

static void decorate_programme(Book *book, Frame *frame, const Heading *heading)
{
    const Chapter *chapter = heading->chapter;
    if (chapter != NULL && chapter->programme != NULL)
        map_draw(book, frame, book->page->measure, heading->height * book->page->grid / 2, MAP_TILE,
                 chapter->programme->number);
}

static void decorate_none(Book *book, Frame *frame, const Heading *heading)
{
    (void)book;
    (void)frame;
    (void)heading;
}

static const HeadingLook heading_looks[] = {
    [HEADING_PART]         = { STYLE_FRONT_TITLE, COLOUR_GREEN, 0, 0, false, true, measure_title, decorate_none },
    [HEADING_THEME]        = { STYLE_THEME_TITLE, COLOUR_GREEN, 1, 0, false, true, measure_title, decorate_none },
    [HEADING_PROGRAMME]    = { STYLE_PROGRAMME_TITLE, COLOUR_MADDER, 2, 0, true, true, measure_programme,
                               decorate_programme },
    [HEADING_SECTION]      = { STYLE_SECTION, COLOUR_GREEN, 3, 0, false, true, measure_section,
                               decorate_section },
    [HEADING_ACTIVITY]     = { STYLE_ACTIVITY, COLOUR_MADDER, 4, 0, false, false, measure_grid, decorate_none },
    [HEADING_SUB_ACTIVITY] = { STYLE_SUB_ACTIVITY, COLOUR_MADDER, -1, 0, false, false, measure_grid,
                               decorate_none },
    [HEADING_PARTNER_1]    = { STYLE_PARTNER_1, COLOUR_MADDER, -1, 1, false, false, measure_grid,
                               decorate_partner },
    [HEADING_PARTNER_2]    = { STYLE_PARTNER_2, COLOUR_MADDER, -1, 2, false, false, measure_grid,
                               decorate_partner },
    [HEADING_PLAIN]        = { STYLE_ACTIVITY, COLOUR_MADDER, 4, 0, false, false, measure_grid, decorate_none },
    [HEADING_CARD]         = { STYLE_CARD, COLOUR_IVORY, -1, 0, false, false, measure_grid, decorate_none },
};
_Static_assert(sizeof heading_looks / sizeof *heading_looks == HEADING_ROLES, "every heading needs a look");

/* ---- text ---- */

/* A number longer than its column ("Programme 4 :", "12.") widens it. */
static Fixed number_column(const Book *book, const Heading *heading)
{
    const Block *block = heading->block;
    if (squares_of(book, heading->look) > 0)
        return heading->style.left;
    if (block->number.n == 0 || heading->look->number_in_text || block->role == HEADING_CARD)
        return 0;
    const TextStyle *style = &heading->style;
    Face upright = style_face(style, false, style->is_italic, false);   /* as numbers are drawn */
    ShapeStyle shape = { .face = upright, .size = style->size };
    Fixed width = shape_width(book->setting->fonts, shape, block->number);
    if (heading->style.left == 0)
        return width + NUMBER_GAP;
    return fixed_max(heading->style.left, width + PT(4));
}

static void set_reference(Book *book, Par *par, const Heading *heading)
{
    if (heading->block->reference == NULL)
        return;
    TextStyle style = heading->style;
    style.weight = 400;
    style.is_italic = true;
    par_text(book->arena, par, STR(" "), &style, MARK_TAG(heading->tag), SPAN_NONE);
    size_t first = par->runs.n;
    par_inlines(book->arena, par, &book->context, heading->block->reference, &style, heading->tag);
    if (inlines_text(book->arena, heading->block->reference).n <= REFERENCE_SHORT)
        for (size_t i = first; i < par->runs.n; i++)
            par->runs.at[i].is_unbroken = true;
}

/* A title that one line holds, but not with its number, stands whole below "Programme 6 :". */
static bool is_whole_below(const Book *book, const Heading *heading, Fixed measure)
{
    const Block *block = heading->block;
    ShapeStyle shape = { .face = style_face(&heading->style, false, false, false), .size = heading->style.size };
    Str title = inlines_text(book->scratch, block->inlines);
    Str whole = str_printf(book->scratch, "%.*s %.*s", STR_ARG(block->number), STR_ARG(title));
    return shape_width(book->setting->fonts, shape, whole) > measure
           && shape_width(book->setting->fonts, shape, title) <= measure;
}

static void set_text(Book *book, Heading *heading)
{
    const Block *block = heading->block;
    Par *par = par_new(book->arena, &heading->style, block->span);
    Fixed measure = book->page->measure - heading->column;
    if (heading->look->number_in_text && block->number.n > 0) {
        TextStyle number = heading->style;
        number.colour = heading->look->number_colour;
        Str text = str_printf(book->arena, "%.*s ", STR_ARG(block->number));
        par_text(book->arena, par, text, &number, MARK_TAG(heading->tag), block->span);
        const Programme *programme = heading->chapter != NULL ? heading->chapter->programme : NULL;
        measure -= map_width(book, MAP_TILE, programme != NULL ? programme->number : 0) + MAP_CLEAR;
        if (is_whole_below(book, heading, measure)) {
            ParRun end = array_last(&par->runs);
            end.text = STR_NONE;
            end.is_break = true;
            array_push(book->arena, &par->runs, end);
        }
    }
    par_inlines(book->arena, par, &book->context, block->inlines, &heading->style, heading->tag);
    set_reference(book, par, heading);
    par->is_justified = par->is_hyphenated = par->hangs = false;
    par->is_rtl = heading->is_rtl;
    bool is_large = heading->style.leading > book->page->grid;
    heading->lines = is_large ? book_balanced(book, par, measure) : book_lines(book, par, measure);
}

static Frame *draw_heading(Book *book, const Heading *heading)
{
    Frame *frame = frame_new(book->arena, book->page->measure, heading->height * book->page->grid);
    heading->look->decorate(book, frame, heading);
    if (heading->block->number.n > 0 && !heading->look->number_in_text && heading->block->role != HEADING_CARD) {
        TextStyle number = heading->style;
        number.colour = heading->look->number_colour;
        number.is_italic = false;
        Str text = str_printf(book->arena, "%.*s ", STR_ARG(heading->block->number));
        book_text(book, frame, &number, text, MARK_TAG(heading->tag), heading->is_rtl ? book->page->measure : 0,
                  heading->baseline, heading->is_rtl ? SIDE_RIGHT_TO_LEFT : SIDE_LEFT);
    }
    for (size_t i = 0; i < heading->lines.n; i++)
        line_draw(frame, &heading->lines.at[i], heading->is_rtl ? 0 : heading->column, heading->baseline + (Fixed)i * heading->leading);
    return frame;
}

/* ---- the box ---- */

static Str heading_title(Book *book, const Block *block)
{
    Str text = inlines_text(book->arena, block->inlines);
    return block->number.n == 0 ? text : str_printf(book->arena, "%.*s %.*s", STR_ARG(block->number), STR_ARG(text));
}

/* In a part of prose all levels count from the part; what closes a theme
 * stands beside its programmes. */
static int outline_level(const Galley *galley, const Heading *heading)
{
    int level = heading->look->outline;
    if (galley->chapter == NULL || level < 0)
        return level;
    if (galley->chapter->kind == CHAPTER_PART)
        return heading->block->role == HEADING_PART ? 0 : heading->block->level - 1;
    return galley->chapter->kind == CHAPTER_CLOSING && level > 0 ? level - 1 : level;
}

static bool follows_partner(const Galley *galley, const Block *block)
{
    return block->role == HEADING_PARTNER_2 && galley->keep > 0;
}

void galley_heading(Book *book, Galley *galley, TagId parent, const Block *block)
{
    const HeadingLook *look = &heading_looks[block->role];
    int level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
    Heading heading = { .look = look, .block = block, .chapter = galley->chapter,
                        .style = book_style(book, look->style),
                        .tag = tag_add(book->tags, parent, (TagRole)(TAG_H1 + level - 1), block->span) };
    Str title = heading_title(book, block);
    tag_node(book->tags, heading.tag)->title = title;
    heading.is_rtl = !look->number_in_text && inlines_are_rtl(block->inlines);
    tag_direct(book->tags, heading.tag, heading.is_rtl);
    heading.column = number_column(book, &heading);
    set_text(book, &heading);
    look->measure(book, &heading);
    if (follows_partner(galley, block))
        heading.before = 0;
    bool may_sink = heading.before > 0 && galley->keep == 0;   /* not below another heading */
    int outline = outline_level(galley, &heading);
    if (outline >= 0)
        book_outline(book, title, outline, block->anchor);

    size_t at = galley->boxes.n;
    galley_push(book, galley, (FlowBox){ .lines = heading.before + heading.height + heading.after,
                                         .before = heading.before, .is_barrier = look->is_barrier,
                                         .size = 1, .longer = may_sink ? COST_LOWER : 0 },
                (Box){ .frame = draw_heading(book, &heading), .is_heading = true, .span = block->span });
    for (size_t i = 0; i < heading.lines.n; i++)
        notes_hang(book, galley, at, heading.lines.at[i].notes.at, heading.lines.at[i].notes.n, parent);
}
