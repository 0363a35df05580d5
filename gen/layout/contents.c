/* contents.c - the sommaire, the lists of tables and figures, the sigles
 *
 * Entries are boxes of a galley like any text, so that long lists flow over
 * pages. Folios are those of the round before.
 */
#include "layout/book_impl.h"

enum { LEVELS = 3, TITLE_LINES = 3, COST_AFTER_TITLE = 3000, COST_AFTER_PARENT = 500 };

#define PART_NUMBER_GAP  PT(4)
#define TITLE_BASELINE PT(17)
#define FOLIO_ROOM     PT(22)
#define LEADER_GAP     PT(6)             /* between title and dots */
#define LEADER_DOT     PT(1)
#define LEADER_PITCH   PT(5)
#define NUMBER_COLUMN  PT(16)            /* of the lists of tables and figures */
#define SIGLE_COLUMN   PT(42)
#define SIGLE_GAP      PT(8)
#define SIGLE_SIZE     PT(8.5)

/* One entry: where it leads, and how it looks. */
typedef struct {
    TextStyle style, number_style, folio_style;
    Str       number, title;
    Fixed     left, column;              /* of the number, when there is one */
    bool      has_leader;
    int       before;
    const Anchor *anchor;
} Entry;

static Str folio_of(const Book *book, const Anchor *anchor)
{
    return book->folios != NULL && anchor != NULL ? book->folios[anchor->number - 1] : STR_NONE;
}

/* Dots stand under one another: they are counted from the right. */
static void draw_leader(Frame *frame, Fixed from, Fixed to, Fixed baseline)
{
    Fixed start = to - (to - from) / LEADER_PITCH * LEADER_PITCH;
    if (start >= to)
        return;
    frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), start, baseline - LEADER_DOT / 2, to, baseline - LEADER_DOT / 2,
               (Stroke){ .colour = COLOUR_AXIS, .width = LEADER_DOT, .dash = LEADER_DOT,
                         .gap = LEADER_PITCH - LEADER_DOT });
}

static Lines title_lines(Book *book, const Entry *entry, Mark mark, Fixed measure)
{
    Par *par = par_new(book->arena, &entry->style, SPAN_NONE);
    Str text = str_printf(book->arena, "%.*s ", STR_ARG(entry->title));   /* the blank parts it from the folio */
    par_text(book->arena, par, text, &entry->style, mark, SPAN_NONE);
    return book_lines(book, par, measure);
}

/* Draws an entry owned by a Link below `toci`; returns how many lines it takes. */
static Frame *draw_entry(Book *book, const Entry *entry, TagId toci)
{
    TagId reference = tag_add(book->tags, toci, TAG_REFERENCE, SPAN_NONE);
    TagId link = tag_add(book->tags, reference, TAG_LINK, SPAN_NONE);
    if (text_is_rtl(entry->title))
        tag_node(book->tags, link)->language = STR("ar");
    Mark mark = MARK_TAG(link);
    Fixed right = book->page->measure, grid = book->page->grid, left = entry->left + entry->column;
    Lines lines = title_lines(book, entry, mark, right - FOLIO_ROOM - LEADER_PITCH - left);
    Frame *frame = frame_new(book->arena, right, (Fixed)lines.n * grid);
    Fixed baseline = book->page->first_baseline;
    if (entry->number.n > 0)
        book_text(book, frame, &entry->number_style, str_printf(book->arena, "%.*s ", STR_ARG(entry->number)), mark,
                  entry->left, baseline, SIDE_LEFT);
    for (size_t i = 0; i < lines.n; i++)
        line_draw(frame, &lines.at[i], left, baseline + (Fixed)i * grid);
    if (lines.n == 0)
        return frame;
    baseline += ((Fixed)lines.n - 1) * grid;
    if (entry->has_leader)
        draw_leader(frame, left + lines.at[lines.n - 1].width + LEADER_GAP, right - FOLIO_ROOM, baseline);
    Str folio = folio_of(book, entry->anchor);
    book_text(book, frame, &entry->folio_style, folio, mark, right, baseline, SIDE_RIGHT);
    if (entry->anchor != NULL)
        frame_link(frame, mark, entry->left, 0, right - entry->left, frame->height, STR_NONE, entry->anchor->number,
                   str_printf(book->arena, "%.*s, page %.*s", STR_ARG(entry->title), STR_ARG(folio)));
    return frame;
}

static void push_entry(Book *book, Galley *galley, const Entry *entry, TagId toc)
{
    TagId toci = tag_add(book->tags, toc, TAG_TOCI, SPAN_NONE);
    const Frame *frame = draw_entry(book, entry, toci);
    int lines = fixed_ceil(frame->height, book->page->grid) + entry->before;
    galley_push(book, galley, (FlowBox){ .lines = lines, .before = entry->before }, (Box){ .frame = frame });
}

static void push_title(Book *book, Galley *galley, Str title, StyleName name, TagRole role, TagId parent,
                       Fixed baseline, int lines, int before)
{
    TextStyle style = book_style(book, name);
    TagId tag = tag_add(book->tags, parent, role, SPAN_NONE);
    tag_node(book->tags, tag)->title = title;
    Frame *frame = frame_new(book->arena, book->page->measure, lines * book->page->grid);
    book_text(book, frame, &style, title, MARK_TAG(tag), 0, baseline, SIDE_LEFT);
    const Anchor *anchor = book_anchor(book);
    galley_spot(book, galley, anchor);
    book_outline(book, title, 0, anchor);
    galley_push(book, galley, (FlowBox){ .lines = before + lines, .before = before }, (Box){ .frame = frame });
    galley->next_penalty = COST_AFTER_TITLE;
}

/* ---- the sommaire ---- */

/* The level of a chapter in the sommaire; -1 when it has no entry. */
static int entry_level(const Document *document, const Chapter *chapter)
{
    static const int levels[] = {
        [CHAPTER_EPIGRAPH] = -1, [CHAPTER_PART] = 0, [CHAPTER_DIVIDER] = 0,
        [CHAPTER_THEME] = 1, [CHAPTER_PROGRAMME] = 2, [CHAPTER_CLOSING] = -1,
    };
    if (chapter->kind != CHAPTER_DIVIDER)
        return levels[chapter->kind];
    for (int i = 0; i < chapter->index; i++)   /* a part's first divider stands for the part */
        if (document->chapters.at[i]->kind == CHAPTER_DIVIDER && document->chapters.at[i]->part == chapter->part)
            return -1;
    return 0;
}

/* As wide as the widest number of a part, one step at least. */
static Fixed numbers_column(const Book *book, const TextStyle *style)
{
    ShapeStyle shape = { .face = style_face(style, false, false, false), .size = style->size, .tracking = style->tracking };
    Fixed column = book->page->step;
    for (size_t i = 0; i < book->document->chapters.n; i++) {
        const Chapter *chapter = book->document->chapters.at[i];
        Str number = str_printf(book->scratch, "%.*s.", STR_ARG(chapter->number));
        bool is_part = chapter->kind == CHAPTER_PART || chapter->kind == CHAPTER_DIVIDER;
        if (is_part && chapter->number.n > 0)
            column = fixed_max(column, shape_width(book->setting->fonts, shape, number) + PART_NUMBER_GAP);
    }
    return column;
}

static Entry entry_of(Book *book, const Chapter *chapter, int level)
{
    static const StyleName styles[LEVELS] = { STYLE_TOC_0, STYLE_TOC_1, STYLE_TOC_2 };
    static const Colour folio_colours[LEVELS] = { COLOUR_MADDER, COLOUR_INK, COLOUR_INK };
    static const int folio_weights[LEVELS] = { 700, 700, 400 };
    Entry entry = { .style = book_style(book, styles[level]), .folio_style = book_style(book, STYLE_FOLIO),
                    .title = chapter->title, .anchor = chapter->anchor, .has_leader = level > 0 };
    entry.number_style = entry.style;
    entry.left = entry.style.left;
    entry.before = entry.style.before;
    entry.folio_style.colour = folio_colours[level];
    entry.folio_style.weight = folio_weights[level];
    if (chapter->kind == CHAPTER_DIVIDER)
        entry.title = book_part_name(book, chapter);
    if (level == 0 && chapter->number.n > 0) {
        entry.number = str_printf(book->arena, "%.*s.", STR_ARG(chapter->number));
        entry.column = numbers_column(book, &entry.number_style);
    }
    if (level == 2 && chapter->number.n > 0)
        entry.title = str_printf(book->arena, "%.*s" NBSP ": %.*s", STR_ARG(chapter->number), STR_ARG(chapter->title));
    return entry;
}

void contents_add(Book *book)
{
    Galley galley = { .left_head = book->theme->words.contents.str, .right_head = book->theme->words.contents.str };
    TagId sect = tag_add(book->tags, TAG_DOCUMENT_ID, TAG_SECT, SPAN_NONE);
    push_title(book, &galley, book->theme->words.contents.str, STYLE_FRONT_TITLE, TAG_H1, sect, TITLE_BASELINE,
               TITLE_LINES, 0);
    TagId tocs[LEVELS] = { tag_add(book->tags, sect, TAG_TOC, SPAN_NONE) };
    int depth = 0;
    for (size_t i = 0; i < book->document->chapters.n; i++) {
        const Chapter *chapter = book->document->chapters.at[i];
        int level = entry_level(book->document, chapter);
        if (level < 0)
            continue;
        for (; depth < level; depth++)
            tocs[depth + 1] = tag_add(book->tags, tocs[depth], TAG_TOC, SPAN_NONE);
        depth = level;
        Entry entry = entry_of(book, chapter, level);
        if (galley.boxes.n == 1)
            entry.before = 0;
        push_entry(book, &galley, &entry, tocs[level]);
        if (level < LEVELS - 1)
            galley.next_penalty = COST_AFTER_PARENT;
    }
    pages_add_galley(book, &galley);
}

/* ---- lists of tables and figures ---- */

/* What lacks its title (B106) is listed by its identifier. */
static void push_block_entry(Book *book, Galley *galley, const Block *block, int number, const Inline *title, Str id,
                             TagId toc)
{
    Str text = inlines_text(book->arena, title);
    Entry entry = { .style = book_style(book, STYLE_TOC_2), .number_style = book_style(book, STYLE_TOC_0),
                    .folio_style = book_style(book, STYLE_FOLIO), .column = NUMBER_COLUMN, .has_leader = true,
                    .number = str_printf(book->arena, "%d", number), .title = str_trim(text).n > 0 ? text : id,
                    .anchor = block->anchor };
    entry.number_style.colour = COLOUR_MADDER;
    entry.folio_style.colour = COLOUR_INK;
    entry.folio_style.weight = 400;
    push_entry(book, galley, &entry, toc);
}

/* A list's title, on the grid; the first one of a page has no blank above. */
static void push_list_title(Book *book, Galley *galley, Str title, TagId sect)
{
    push_title(book, galley, title, STYLE_TOC_0, TAG_H2, sect, book->page->first_baseline, 1,
               galley->boxes.n > 1 ? 1 : 0);
}

static void push_tables(Book *book, Galley *galley, TagId sect)
{
    const Document *document = book->document;
    if (document->tables.n == 0)
        return;
    push_list_title(book, galley, book->theme->words.tables.str, sect);
    TagId toc = tag_add(book->tags, sect, TAG_TOC, SPAN_NONE);
    for (size_t i = 0; i < document->tables.n; i++) {
        const Block *block = document->tables.at[i];
        push_block_entry(book, galley, block, block->table->number, block->table->title, block->table->table->id.str,
                         toc);
    }
}

static void push_charts(Book *book, Galley *galley, TagId sect)
{
    const Document *document = book->document;
    if (document->charts.n == 0)
        return;
    push_list_title(book, galley, book->theme->words.figures.str, sect);
    TagId toc = tag_add(book->tags, sect, TAG_TOC, SPAN_NONE);
    for (size_t i = 0; i < document->charts.n; i++) {
        const Block *block = document->charts.at[i];
        Str id = block->chart->chart != NULL ? block->chart->chart->id.str : block->chart->diagram->id.str;
        push_block_entry(book, galley, block, block->chart->number, block->chart->title, id, toc);
    }
}

/* ---- sigles ---- */

static Fixed sigle_column(Book *book, const TextStyle *style)
{
    ShapeStyle shape = { .face = style_face(style, false, false, false), .size = style->size };
    Fixed column = SIGLE_COLUMN;
    for (size_t i = 0; i < book->document->sigles.n; i++)
        column = fixed_max(column, SIGLE_GAP +
                           shape_width(book->setting->fonts, shape, book->document->sigles.at[i].name));
    return fixed_min(column, book->page->measure / 3);
}

static void push_sigle(Book *book, Galley *galley, const SigleUse *sigle, const TextStyle *name, Fixed column,
                       TagId list)
{
    TagId item = tag_add(book->tags, list, TAG_LI, SPAN_NONE);
    Mark label = MARK_TAG(tag_add(book->tags, item, TAG_LBL, SPAN_NONE));
    TagId body = tag_add(book->tags, item, TAG_LBODY, SPAN_NONE);
    TextStyle style = book_style(book, STYLE_TOC_2);
    Par *meaning = par_new(book->arena, &style, SPAN_NONE);
    par_inlines(book->arena, meaning, &book->context, typed_inlines(book->arena, INLINE_TEXT, sigle->meaning, SPAN_NONE),
                &style, book_p(book, body).tag);
    Lines lines = book_lines(book, meaning, book->page->measure - column);
    int height = lines.n > 0 ? (int)lines.n : 1;
    Frame *frame = frame_new(book->arena, book->page->measure, height * book->page->grid);
    Fixed baseline = book->page->first_baseline;
    book_text(book, frame, name, sigle->name, label, 0, baseline, SIDE_LEFT);
    for (size_t i = 0; i < lines.n; i++)
        line_draw(frame, &lines.at[i], column, baseline + (Fixed)i * book->page->grid);
    galley_push(book, galley, (FlowBox){ .lines = height }, (Box){ .frame = frame });
}

static void push_sigles(Book *book, Galley *galley, TagId sect)
{
    if (book->document->sigles.n == 0)
        return;
    if (galley->boxes.n == 0)            /* the only list there is: a title as the sommaire's */
        push_title(book, galley, book->theme->words.sigles.str, STYLE_FRONT_TITLE, TAG_H1, sect, TITLE_BASELINE,
                   TITLE_LINES, 0);
    else
        push_list_title(book, galley, book->theme->words.sigles.str, sect);
    TextStyle name = book_style(book, STYLE_TOC_0);
    name.size = SIGLE_SIZE;
    TagId list = tag_add(book->tags, sect, TAG_L, SPAN_NONE);
    tag_node(book->tags, list)->numbering = NUMBERING_DISC;
    Fixed column = sigle_column(book, &name);
    for (size_t i = 0; i < book->document->sigles.n; i++)
        push_sigle(book, galley, &book->document->sigles.at[i], &name, column, list);
}

void lists_add(Book *book)
{
    const Document *document = book->document;
    if (document->tables.n + document->charts.n + document->sigles.n == 0)
        return;
    Galley galley = { .left_head = book->theme->words.sigles.str, .right_head = book->theme->words.sigles.str };
    TagId sect = tag_add(book->tags, TAG_DOCUMENT_ID, TAG_SECT, SPAN_NONE);
    if (document->tables.n + document->charts.n > 0)     /* level with the sommaire's text */
        galley_push(book, &galley, (FlowBox){ .lines = TITLE_LINES }, (Box){ 0 });
    push_tables(book, &galley, sect);
    push_charts(book, &galley, sect);
    push_sigles(book, &galley, sect);
    pages_add_galley(book, &galley);
}
