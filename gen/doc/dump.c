/* dump.c - the document as text, one node a line
 *
 *     7:1 heading 4 section "1." #activites
 *       7:3 text "Activités et résultats 2018-2019"
 *
 * A place is line:column of the node's first byte, "-" for nowhere and for
 * words of the theme, which are not the author's. No-break blanks are shown
 * as ~ (U+00A0) and ^ (U+202F), so that they can be told.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_impl.h"

typedef struct { Buf out; const Sources *sources; const Strs *theme; } Dumper;

static const char *const inline_names[] = {
    [INLINE_TEXT] = "text", [INLINE_FIGURE] = "figure", [INLINE_BREAK] = "break", [INLINE_CODE] = "code",
    [INLINE_SIGLE] = "sigle", [INLINE_EMPHASIS] = "emphasis", [INLINE_STRONG] = "strong",
    [INLINE_RAISED] = "raised", [INLINE_ARABIC] = "arabic", [INLINE_LINK] = "link", [INLINE_REF] = "ref",
    [INLINE_NOTE] = "note",
};
_Static_assert(sizeof inline_names / sizeof *inline_names == INLINE_KINDS, "every inline kind needs a name");

static const char *const block_names[] = {
    [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_LIST] = "list", [BLOCK_ITEM] = "item",
    [BLOCK_QUOTE] = "quote", [BLOCK_TABLE] = "table", [BLOCK_CHART] = "chart", [BLOCK_PICTURE] = "picture",
    [BLOCK_CODE] = "code",
    [BLOCK_BAND] = "band", [BLOCK_COLUMNS] = "columns", [BLOCK_COLUMN] = "column", [BLOCK_CARDS] = "cards",
    [BLOCK_CARD] = "card", [BLOCK_KEY_FIGURES] = "key-figures", [BLOCK_KEY_FIGURE] = "key-figure",
    [BLOCK_TILES] = "tiles", [BLOCK_TILE] = "tile", [BLOCK_BOX] = "box", [BLOCK_MAP] = "map",
};
_Static_assert(sizeof block_names / sizeof *block_names == BLOCK_KINDS, "every block kind needs a name");

static const char *const role_names[] = {
    [HEADING_PART] = "part", [HEADING_THEME] = "theme", [HEADING_PROGRAMME] = "programme",
    [HEADING_SECTION] = "section", [HEADING_ACTIVITY] = "activity", [HEADING_SUB_ACTIVITY] = "sub-activity",
    [HEADING_PARTNER_1] = "partner-1", [HEADING_PARTNER_2] = "partner-2", [HEADING_PLAIN] = "plain",
    [HEADING_CARD] = "card",
};
_Static_assert(sizeof role_names / sizeof *role_names == HEADING_ROLES, "every role needs a name");

static const char *const chapter_names[] = {
    [CHAPTER_EPIGRAPH] = "epigraph", [CHAPTER_PART] = "part", [CHAPTER_DIVIDER] = "divider",
    [CHAPTER_THEME] = "theme", [CHAPTER_PROGRAMME] = "programme", [CHAPTER_CLOSING] = "closing",
};
_Static_assert(sizeof chapter_names / sizeof *chapter_names == CHAPTER_KINDS, "every chapter kind needs a name");

static bool is_theme_file(const Dumper *dumper, const Source *source)
{
    for (size_t i = 0; i < dumper->theme->n; i++)
        if (str_starts(source->path, dumper->theme->at[i]))
            return true;
    return false;
}

static void dump_place(Dumper *dumper, int depth, Span span)
{
    buf_printf(&dumper->out, "%*s", 2 * depth, "");
    const Source *source = source_of(dumper->sources, span);
    if (source == NULL || is_theme_file(dumper, source)) {
        buf_c(&dumper->out, "- ");
        return;
    }
    Place place = source_place(source, span.lo);
    buf_printf(&dumper->out, "%u:%u ", place.line, place.column);
}

static void dump_string(Dumper *dumper, Str text)
{
    buf_c(&dumper->out, " \"");
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune == 0xA0)
            buf_char(&dumper->out, '~');
        else if (rune == 0x202F)
            buf_char(&dumper->out, '^');
        else if (rune == '\n')
            buf_c(&dumper->out, "\\n");
        else
            buf_rune(&dumper->out, rune);
    }
    buf_char(&dumper->out, '"');
}

static void dump_blocks(Dumper *dumper, int depth, const Block *blocks);

static void dump_inline(Dumper *dumper, int depth, const Inline *node)
{
    dump_place(dumper, depth, node->span);
    buf_c(&dumper->out, inline_names[node->kind]);
    if (node->text.n > 0)
        dump_string(dumper, node->text);
    if (node->kind == INLINE_SIGLE)
        dump_string(dumper, node->title);
    if (node->uri.n > 0)
        buf_printf(&dumper->out, " <%.*s>", STR_ARG(node->uri));
    if (node->anchor)
        buf_printf(&dumper->out, " #%.*s%s", STR_ARG(node->anchor->id), node->wants_page ? " page" : "");
    if (node->indicator)
        buf_printf(&dumper->out, " of %.*s", STR_ARG(node->indicator->id.str));
    if (node->note && node->note->letter.n > 0)
        buf_printf(&dumper->out, " %.*s", STR_ARG(node->note->letter));
    else if (node->note)
        buf_printf(&dumper->out, " %d", node->note->number);
    buf_char(&dumper->out, '\n');
    if (node->note)
        dump_blocks(dumper, depth + 1, node->note->content);
    for (const Inline *child = node->first; child; child = child->next)
        dump_inline(dumper, depth + 1, child);
}

static void dump_inlines(Dumper *dumper, int depth, const Inline *inlines)
{
    for (const Inline *node = inlines; node; node = node->next)
        dump_inline(dumper, depth, node);
}

static void dump_part(Dumper *dumper, int depth, const char *name, const Inline *inlines)
{
    if (inlines == NULL)
        return;
    buf_printf(&dumper->out, "%*s%s\n", 2 * depth, "", name);
    dump_inlines(dumper, depth + 1, inlines);
}

static void dump_cells(Dumper *dumper, int depth, const DocTable *table)
{
    size_t columns = table->table->column_count;
    for (size_t i = 0; i < table->table->head_rows * columns; i++)
        dump_part(dumper, depth, "head", table->head[i]);
    for (size_t row = 0; row < table->table->rows.n; row++) {
        buf_printf(&dumper->out, "%*srow%s\n", 2 * depth, "", table->table->rows.at[row].is_total ? " total" : "");
        for (size_t i = 0; i < columns; i++) {
            const DocCell *cell = &table->cells[row * columns + i];
            if (cell->cell->is_covered)
                continue;
            buf_printf(&dumper->out, "%*scell", 2 * (depth + 1), "");
            if (cell->cell->colspan > 1 || cell->cell->rowspan > 1)
                buf_printf(&dumper->out, " %dx%d", cell->cell->colspan, cell->cell->rowspan);
            buf_c(&dumper->out, cell->is_rtl ? " rtl\n" : "\n");
            dump_blocks(dumper, depth + 2, cell->content);
            dump_part(dumper, depth + 2, "note", cell->note);
        }
    }
}

static void dump_table(Dumper *dumper, int depth, const DocTable *table)
{
    dump_part(dumper, depth, "title", table->title);
    dump_part(dumper, depth, "period", table->period);
    dump_cells(dumper, depth, table);
    dump_part(dumper, depth, "source", table->source);
    dump_part(dumper, depth, "note", table->note);
    dump_part(dumper, depth, "legend", table->legend);
}

static void dump_chart(Dumper *dumper, int depth, const DocChart *chart)
{
    dump_part(dumper, depth, "title", chart->title);
    buf_printf(&dumper->out, "%*salternative", 2 * depth, "");
    dump_string(dumper, chart->alternative);
    buf_char(&dumper->out, '\n');
    dump_part(dumper, depth, "source", chart->source);
    dump_part(dumper, depth, "note", chart->note);
}

/* " 2 3 2 4: 8 9 11" */
static void dump_map(Buf *out, const DocMap *map)
{
    for (size_t i = 0; i < map->rows.n; i++)
        buf_printf(out, " %d", map->rows.at[i]);
    buf_char(out, ':');
    for (size_t i = 0; i < map->filled.n; i++)
        buf_printf(out, " %d", map->filled.at[i]);
}

static void dump_block_head(Dumper *dumper, const Block *block)
{
    Buf *out = &dumper->out;
    buf_c(out, block_names[block->kind]);
    if (block->kind == BLOCK_HEADING)
        buf_printf(out, " %d %s", block->level, role_names[block->role]);
    if (block->kind == BLOCK_LIST)
        buf_printf(out, " %d%s%s%s", block->level, block->is_ordered ? " ordered" : "",
                   block->is_tight ? " tight" : "", block->is_ticked ? " ticked" : block->has_arrowheads ? " arrowheads" : "");
    if (block->is_ordered && block->start != 1)
        buf_printf(out, " from %d", block->start);
    if (block->number.n > 0)
        dump_string(dumper, block->number);
    if (block->table)
        dump_string(dumper, block->table->label);
    if (block->chart && block->chart->diagram)
        buf_c(out, " diagram");
    if (block->chart)
        dump_string(dumper, block->chart->label);
    if (block->kind == BLOCK_PICTURE) {
        Str name = path_name(block->file);
        buf_printf(out, " %.*s", STR_ARG(name));
    }
    if (block->kind == BLOCK_COLUMN || block->kind == BLOCK_CARD)
        buf_printf(out, " %d", block->share);
    if (block->is_small)
        buf_c(out, " small");
    if (block->is_emphatic)
        buf_c(out, " emphatic");
    if (block->map)
        dump_map(out, block->map);
    if (block->text.n > 0)
        dump_string(dumper, block->text);
    if (block->anchor)
        buf_printf(out, " #%.*s", STR_ARG(block->anchor->id));
}

static void dump_blocks(Dumper *dumper, int depth, const Block *blocks)
{
    for (const Block *block = blocks; block; block = block->next) {
        dump_place(dumper, depth, block->span);
        dump_block_head(dumper, block);
        buf_char(&dumper->out, '\n');
        dump_inlines(dumper, depth + 1, block->inlines);
        dump_part(dumper, depth + 1, "reference", block->reference);
        if (block->table)
            dump_table(dumper, depth + 1, block->table);
        if (block->chart)
            dump_chart(dumper, depth + 1, block->chart);
        dump_blocks(dumper, depth + 1, block->first);
    }
}

Str doc_dump(Arena *arena, const Document *document, const Sources *sources)
{
    Dumper dumper = { buf_new(arena), sources, &document->theme->folders };
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        buf_printf(&dumper.out, "chapter %s", chapter_names[chapter->kind]);
        if (chapter->slug.n > 0)
            buf_printf(&dumper.out, " %.*s", STR_ARG(chapter->slug));
        dump_string(&dumper, chapter->title);
        buf_char(&dumper.out, '\n');
        dump_blocks(&dumper, 1, chapter->blocks);
    }
    for (size_t i = 0; i < document->sigles.n; i++) {
        buf_c(&dumper.out, "sigle");
        dump_string(&dumper, document->sigles.at[i].name);
        dump_string(&dumper, document->sigles.at[i].meaning);
        buf_char(&dumper.out, '\n');
    }
    return buf_text(&dumper.out);
}
