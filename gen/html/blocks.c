#include "html/html_impl.h"

void html_origin(Page *page, Span span)
{
    if (page->origins == NULL || span.file == 0)
        return;
    html_attr_c(page->w, "data-source", "");
    array_push(page->origins->arena, &page->origins->list, span);
}

/* A page begins at h1 and skips no level, whatever level its title has in the
 * book: levels are counted from the title's, and one that would leave a gap
 * is drawn up. */
static int page_level(Page *page, int level)
{
    if (page->last_level == 0) {
        page->top_level = level;
        return page->last_level = 1;
    }
    level = level - page->top_level + 1;
    level = level < 2 ? 2 : level;
    level = level > page->last_level + 1 ? page->last_level + 1 : level;
    level = level > 6 ? 6 : level;
    return page->last_level = level;
}

static const char *const role_classes[] = {
    [HEADING_PART] = "t-part",             [HEADING_THEME] = "t-theme",         [HEADING_PROGRAMME] = "t-programme",
    [HEADING_SECTION] = "t-section",       [HEADING_ACTIVITY] = "t-activite",
    [HEADING_SUB_ACTIVITY] = "t-sous-activite",
    [HEADING_PARTNER_1] = "t-partenaire-1", [HEADING_PARTNER_2] = "t-partenaire-2", [HEADING_PLAIN] = "t-simple",
    [HEADING_CARD] = "t-carte",
};
_Static_assert(sizeof role_classes / sizeof *role_classes == HEADING_ROLES, "every role needs a row");

/* Outside of the heading or the caption, so that their names stay what they are. */
void html_self_link(Page *page, Str id, Str title)
{
    if (id.n == 0)
        return;
    html_open(page->w, EL_A);
    html_attr_c(page->w, "class", "ancre");
    html_attr(page->w, "href", str_join(page->arena, STR("#"), id));
    html_attr(page->w, "aria-label", words_fill(page->arena, page->document->theme->site.link_to, &title, 1));
    html_text_c(page->w, "#");
    html_close(page->w, EL_A);
}

static void write_heading(Page *page, const Block *block)
{
    HtmlWriter *w = page->w;
    int level = page_level(page, block->level);
    Element element = (Element)(EL_H1 + level - 1);
    Str id = html_anchor_id(block->anchor);
    html_open(w, EL_DIV);
    html_attr(w, "class", str_printf(page->arena, "titre %s", role_classes[block->role]));
    page->title_depth++;
    html_open(w, element);
    if (id.n > 0)
        html_attr(w, "id", id);
    html_origin(page, block->span);
    bool was_rtl = html_direct(page, inlines_are_rtl(block->inlines));
    if (block->number.n > 0) {
        html_span(page, "numero", block->number);
        html_text_c(w, " ");
    }
    html_inlines(page, block->inlines);
    if (block->reference != NULL) {
        html_text_c(w, " ");
        html_open(w, EL_SPAN);
        html_attr_c(w, "class", "actions");
        html_inlines(page, block->reference);
        html_close(w, EL_SPAN);
    }
    page->is_rtl = was_rtl;
    html_close(w, element);
    page->title_depth--;
    if (level > 1)
        html_self_link(page, id, inlines_text(page->arena, block->inlines));
    html_close(w, EL_DIV);
}

static void write_words(Page *page, const Block *paragraph)
{
    html_inlines(page, paragraph->inlines);
    if (paragraph == page->tail_after)
        html_raw(page->w, page->tail);
}

static void write_paragraph(Page *page, const Block *block)
{
    html_open(page->w, EL_P);
    if (block->is_small)
        html_attr_c(page->w, "class", "source");
    html_origin(page, block->span);
    bool was_rtl = html_direct(page, block_is_rtl(block));
    write_words(page, block);
    page->is_rtl = was_rtl;
    html_close(page->w, EL_P);
}

static void write_list(Page *page, const Block *block)
{
    HtmlWriter *w = page->w;
    Element element = block->is_ordered ? EL_OL : EL_UL;
    html_open(w, element);
    if (block->is_ticked)
        html_attr_c(w, "class", "coches");
    else if (block->has_arrowheads)
        html_attr_c(w, "class", "fleches");
    if (block->is_ordered && block->start != 1)
        html_attr_int(w, "start", block->start);
    bool was_rtl = html_direct(page, block_is_rtl(block));
    html_blocks(page, block->first);
    page->is_rtl = was_rtl;
    html_close(w, element);
}

/* The paragraph of a short item needs no element of its own. */
static void write_item(Page *page, const Block *block)
{
    Str id = html_anchor_id(block->anchor);
    const Block *first = block->first;
    html_open(page->w, EL_LI);
    if (id.n > 0)
        html_attr(page->w, "id", id);
    html_origin(page, block->span);
    bool was_rtl = html_direct(page, first != NULL ? block_is_rtl(block) : page->is_rtl);
    bool is_short = first != NULL && first->kind == BLOCK_PARAGRAPH
                    && (first->next == NULL || first->next->kind == BLOCK_LIST);
    if (is_short)
        write_words(page, first);
    html_blocks(page, is_short ? first->next : first);
    page->is_rtl = was_rtl;
    html_close(page->w, EL_LI);
}

static void write_quote(Page *page, const Block *block)
{
    html_open(page->w, EL_BLOCKQUOTE);
    bool was_rtl = html_direct(page, block_is_rtl(block));
    html_blocks(page, block->first);
    page->is_rtl = was_rtl;
    html_close(page->w, EL_BLOCKQUOTE);
}

static void write_code(Page *page, const Block *block)
{
    html_open(page->w, EL_PRE);
    html_attr_c(page->w, "tabindex", "0");
    html_origin(page, block->span);
    html_open(page->w, EL_CODE);
    html_text(page->w, block->text);
    html_close(page->w, EL_CODE);
    html_close(page->w, EL_PRE);
}

void html_picture(Page *page, const Block *block)
{
    HtmlWriter *w = page->w;
    const Picture *picture = picture_find(page->pictures, block->file, block->span);
    Str id = html_anchor_id(block->anchor);
    html_open(w, EL_FIGURE);
    html_attr_c(w, "class", "image");
    if (id.n > 0)
        html_attr(w, "id", id);
    html_origin(page, block->span);
    if (picture == NULL) {
        html_open(w, EL_P);
        html_text(w, block->text);
        html_close(w, EL_P);
    } else {
        html_open(w, EL_IMG);
        html_attr(w, "src", picture->path);
        html_attr(w, "alt", block->text);
        if (picture->width > 0 && picture->height > 0) {
            html_attr_int(w, "width", picture->width);
            html_attr_int(w, "height", picture->height);
        }
        html_attr_c(w, "loading", "lazy");
        html_close(w, EL_IMG);
    }
    html_close(w, EL_FIGURE);
}

void html_caption(Page *page, Element element, Str id, Str label, const Inline *title, const Inline *period)
{
    HtmlWriter *w = page->w;
    page->title_depth++;
    html_open(w, element);
    html_open(w, EL_SPAN);
    html_attr_c(w, "class", "legende");
    if (id.n > 0)
        html_attr(w, "id", id);
    html_origin(page, title != NULL ? title->span : SPAN_NONE);
    html_span(page, "numero", label);
    html_text_c(w, " ");
    html_inlines(page, title);
    if (period != NULL) {
        html_open(w, EL_SPAN);
        html_attr_c(w, "class", "periode");
        html_text_c(w, title != NULL ? ", " : "");
        html_inlines(page, period);
        html_close(w, EL_SPAN);
    }
    html_close(w, EL_SPAN);
    html_close(w, element);
    page->title_depth--;
}

void html_remark(Page *page, const Inline *remark)
{
    if (remark == NULL)
        return;
    html_open(page->w, EL_P);
    html_attr_c(page->w, "class", "source");
    html_origin(page, remark->span);
    html_inlines(page, remark);
    html_close(page->w, EL_P);
}

void html_source(Page *page, const Inline *source)
{
    if (source == NULL)
        return;
    html_open(page->w, EL_P);
    html_attr_c(page->w, "class", "source");
    html_origin(page, source->span);
    bool was_rtl = html_direct(page, inlines_are_rtl(source));
    html_text(page->w, page->document->theme->words.source.str);
    html_text(page->w, page->document->theme->site.colon.str);
    html_inlines(page, source);
    page->is_rtl = was_rtl;
    html_close(page->w, EL_P);
}

Str html_data_file(Arena *arena, Str data_name, const char *suffix)
{
    return str_printf(arena, "donnees/%.*s.%s", STR_ARG(data_name), suffix);
}

void html_downloads(Page *page, Str data_name, Str label)
{
    static const struct { const char *suffix, *name; } kinds[] = { { "csv", "CSV" }, { "xlsx", "XLSX" } };
    HtmlWriter *w = page->w;
    html_open(w, EL_P);
    html_attr_c(w, "class", "telecharger");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        html_text_c(w, i > 0 ? " " : "");
        html_open(w, EL_A);
        html_attr(w, "href", html_data_file(page->arena, data_name, kinds[i].suffix));
        html_attr(w, "download", STR_NONE);
        const Str said[] = { str_from_c(kinds[i].name), label };
        html_attr(w, "aria-label", words_fill(page->arena, page->document->theme->site.data_file, said, 2));
        html_text_c(w, kinds[i].name);
        html_close(w, EL_A);
    }
    html_close(w, EL_P);
}

static void write_note(Page *page, const Note *note)
{
    HtmlWriter *w = page->w;
    html_open(w, EL_LI);
    html_attr(w, "id", str_printf(page->arena, "note_%d", note->number));
    html_attr_int(w, "value", note->number);
    html_blocks(page, note->content);
    html_open(w, EL_A);
    html_attr_c(w, "class", "retour");
    html_attr(w, "href", str_printf(page->arena, "#appel_%d", note->number));
    html_attr_c(w, "role", "doc-backlink");
    Str number = str_printf(page->arena, "%d", note->number);
    html_attr(w, "aria-label", words_fill(page->arena, page->document->theme->site.back_to_note, &number, 1));
    html_text(w, page->document->theme->site.back.str);
    html_close(w, EL_A);
    html_close(w, EL_LI);
}

void html_notes(Page *page)
{
    HtmlWriter *w = page->w;
    const Chapter *chapter = page->chapter;
    if (chapter->notes.n == 0)
        return;
    html_open(w, EL_SECTION);
    html_attr_c(w, "class", "notes");
    html_attr_c(w, "role", "doc-endnotes");
    html_attr_c(w, "aria-labelledby", "page_notes");
    html_open(w, EL_H2);
    html_attr_c(w, "id", "page_notes");
    html_text(w, page->document->theme->site.notes.str);
    html_close(w, EL_H2);
    html_open(w, EL_OL);
    for (size_t i = 0; i < chapter->notes.n; i++)
        write_note(page, chapter->notes.at[i]);
    html_close(w, EL_OL);
    html_close(w, EL_SECTION);
}

static void (*const block_writers[])(Page *, const Block *) = {
    [BLOCK_HEADING] = write_heading, [BLOCK_PARAGRAPH] = write_paragraph, [BLOCK_LIST] = write_list,
    [BLOCK_ITEM] = write_item,       [BLOCK_QUOTE] = write_quote,         [BLOCK_TABLE] = html_table,
    [BLOCK_CHART] = html_chart,     [BLOCK_PICTURE] = html_picture,     [BLOCK_CODE] = write_code,
    [BLOCK_BAND] = html_band,       [BLOCK_COLUMNS] = html_columns,       [BLOCK_COLUMN] = html_column,
    [BLOCK_CARDS] = html_cards,     [BLOCK_CARD] = html_card,             [BLOCK_KEY_FIGURES] = html_key_figures,
    [BLOCK_KEY_FIGURE] = html_key_figure, [BLOCK_TILES] = html_tiles,     [BLOCK_TILE] = html_tile,
    [BLOCK_BOX] = html_box,         [BLOCK_MAP] = html_map,
};
_Static_assert(sizeof block_writers / sizeof *block_writers == BLOCK_KINDS, "every block needs a row");

void html_blocks(Page *page, const Block *blocks)
{
    for (const Block *block = blocks; block != NULL; block = block->next)
        block_writers[block->kind](page, block);
}
