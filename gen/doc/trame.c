/* trame.c - the chapters of a document of a type, block by block
 *
 * The type's trame says which blocks there are and where their content comes
 * from; nothing here knows a type. Each kind of block has a row in
 * TRAME_KINDS (model/doctype.h) and a maker below.
 */
#include "doc/trame_impl.h"

/* ---- text ---- */

Inline *trame_inlines(Trame *trame, const Scope *scope, Text words)
{
    Text text = scope_fill(trame->maker->arena, scope, words);
    return markdown_inlines(trame->maker, trame->placing->home, text.str, text.span);
}

/* Blocks of Markdown: headings below the open sections, calls resolved. */
static void add_text(Trame *trame, BlockChain *chain, Block *block)
{
    place_scan(trame->maker, trame->placing, block);
    for (Block *next; block; block = next) {
        next = block->next;
        block->next = NULL;
        if (block->kind == BLOCK_HEADING) {
            block->level += trame->depth;
            chain_blocks(chain, outline_heading(trame->outline, block));
        } else {
            chain_blocks(chain, place_blocks(trame->maker, trame->placing, block));
        }
    }
}

/* The Markdown that a field holds, in a file or in place. */
static Block *field_blocks(Trame *trame, const Scope *scope, Str key)
{
    Genre genre;
    Maker *maker = trame->maker;
    const void *at = scope_find(scope, key, &genre, NULL);
    if (at != NULL && genre == GENRE_FILE)
        return ((const Prose *)at)->file ? markdown_read(maker, trame->placing->home, ((const Prose *)at)->file) : NULL;
    if (at != NULL && genre == GENRE_TEXT)
        return markdown_cell(maker, trame->placing->home, ((const Text *)at)->str, ((const Text *)at)->span);
    return NULL;
}

/* ---- the kinds ---- */

static void make_chapter(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    trame_blocks(trame, spec, scope, chain);
}

Block *trame_heading(Trame *trame, const TrameSpec *spec, const Scope *scope)
{
    Text title = scope_fill(trame->maker->arena, scope, spec->title);
    Block *heading = block_new(trame->maker->arena, BLOCK_HEADING, title.span);
    heading->inlines = markdown_inlines(trame->maker, trame->placing->home, title.str, title.span);
    heading->level = 2 + trame->depth;
    if (heading->inlines == NULL)
        return NULL;
    heading = outline_heading(trame->outline, heading);
    if (heading != NULL)
        heading->number = scope_fill(trame->maker->arena, scope, spec->number).str;
    return heading;
}

size_t trame_entries(Trame *trame, const TrameSpec *spec, const Scope *scope, const Scope **entries)
{
    *entries = scope;
    return spec->each.str.n > 0 ? scope_entries(trame->maker->arena, scope, spec->each.str, entries) : 1;
}

static void make_section(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    Block *heading = trame_heading(trame, spec, scope);
    if (heading != NULL && trame->depth == 0)
        heading->role = HEADING_SECTION;
    chain_blocks(chain, heading);
    trame->depth++;
    trame_blocks(trame, spec, scope, chain);
    trame->depth--;
}

static void make_prose(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    add_text(trame, chain, field_blocks(trame, scope, spec->field.str));
}

static void make_paragraph(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    Inline *inlines = trame_inlines(trame, scope, spec->text);
    if (inlines == NULL)
        return;
    Block *paragraph = block_paragraph(trame->maker->arena, inlines, inlines->span);
    paragraph->is_small = spec->is_source;
    chain_blocks(chain, paragraph);
}

static void add_item(Trame *trame, BlockChain *items, Inline *inlines)
{
    if (inlines == NULL)
        return;
    Block *item = block_new(trame->maker->arena, BLOCK_ITEM, inlines->span);
    item->first = block_paragraph(trame->maker->arena, inlines, inlines->span);
    chain_blocks(items, item);
}

/* An item a text of `champ`; or an item an entry of `pour`, which trame_blocks() has chained behind each other. */
static void make_list(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    Genre genre;
    Maker *maker = trame->maker;
    const Scope *entries;
    BlockChain items;
    CHAIN_OPEN(&items);
    const Texts *texts = spec->field.str.n > 0 ? scope_find(scope, spec->field.str, &genre, NULL) : NULL;
    for (size_t i = 0; texts != NULL && genre == GENRE_TEXTS && i < texts->n; i++)
        add_item(trame, &items, markdown_inlines(maker, trame->placing->home, texts->at[i].str, texts->at[i].span));
    size_t n = spec->each.str.n > 0 ? scope_entries(maker->arena, scope, spec->each.str, &entries) : 0;
    for (size_t i = 0; i < n; i++)
        add_item(trame, &items, trame_inlines(trame, &entries[i], spec->text));
    if (items.first == NULL)
        return;
    Block *list = block_new(maker->arena, BLOCK_LIST, spec->span);
    list->is_tight = true;
    list->level = 1;
    list->first = items.first;
    chain_blocks(chain, list);
}

/* ---- tables ---- */

static Grid grid_of(Trame *trame, const TrameSpec *spec, const Scope *scope)
{
    Arena *arena = trame->maker->arena;
    return (Grid){ .id = scope_fill(arena, scope, spec->id), .title = scope_fill(arena, scope, spec->title),
                   .heads = &spec->heads, .shares = &spec->shares, .span = spec->span };
}

static void make_table(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    Arena *arena = trame->maker->arena;
    const Scope *entries;
    Grid grid = grid_of(trame, spec, scope);
    size_t columns = spec->heads.n;
    grid.rows = scope_entries(arena, scope, spec->each.str, &entries);
    Text *cells = arena_array(arena, Text, grid.rows * columns + 1);
    for (size_t i = 0; i < grid.rows; i++)
        for (size_t k = 0; k < columns && k < spec->cells.n; k++)
            cells[i * columns + k] = scope_fill(arena, &entries[i], spec->cells.at[k]);
    grid.cells = cells;
    if (grid.rows > 0 && columns > 0)
        chain_blocks(chain, place_made(trame->maker, trame->placing, grid_table(arena, &grid), NULL));
}

static void make_questions(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    enum { COLUMNS = 2 };                /* the question, the answer */
    Maker *maker = trame->maker;
    Grid grid = grid_of(trame, spec, scope);
    Questions questions = questions_read(maker, field_blocks(trame, scope, spec->field.str), scope, spec->number);
    add_text(trame, chain, questions.before);
    grid.rows = questions.cells.n / COLUMNS;
    grid.cells = questions.texts.at;
    grid.is_long = true;
    if (grid.rows > 0 && spec->heads.n == COLUMNS)
        chain_blocks(chain, place_made(maker, trame->placing, grid_table(maker->arena, &grid), questions.cells.at));
}

/* `is_whole`: the block itself goes through the entries of `pour`; else it is made once for each. */
static const struct { MakeBlock *make; bool is_whole; } makers[] = {
    [TRAME_CHAPTER]   = { make_chapter, true },
    [TRAME_SECTION]   = { make_section, false },
    [TRAME_PROSE]     = { make_prose, false },
    [TRAME_PARAGRAPH] = { make_paragraph, false },
    [TRAME_LIST]      = { make_list, true },
    [TRAME_TABLE]     = { make_table, true },
    [TRAME_QUESTIONS] = { make_questions, false },
    [TRAME_GROUP]     = { trame_blocks, false },
    [TRAME_BAND]      = { make_band, false },
    [TRAME_COLUMNS]   = { make_columns, false },
    [TRAME_CARDS]     = { make_cards, true },
    [TRAME_FIGURES]   = { make_key_figures, true },
    [TRAME_TILES]     = { make_tiles, true },
    [TRAME_BOX]       = { make_box, false },
    [TRAME_MAP]       = { make_map, false },
};
_Static_assert(sizeof makers / sizeof *makers == TRAME_COUNT, "every kind of the trame needs a maker");

void trame_block(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    const Scope *entries = scope;
    size_t n = 1;
    if (spec->only_if.str.n > 0 && !scope_has(scope, spec->only_if.str))
        return;
    if (spec->each.str.n > 0 && !makers[spec->kind].is_whole)
        n = scope_entries(trame->maker->arena, scope, spec->each.str, &entries);
    for (size_t i = 0; i < n; i++)
        makers[spec->kind].make(trame, spec, &entries[i], chain);
}

void trame_blocks(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    const TrameSpec *blocks = spec->blocks.at;
    for (size_t i = 0; i < spec->blocks.n; i++)
        trame_block(trame, &blocks[i], scope, chain);
}

Block *trame_chapter(Outline *outline, Placing *placing, const SheetChapter *chapter)
{
    Trame trame = { outline->maker, outline, placing, 0 };
    BlockChain chain;
    CHAIN_OPEN(&chain);
    make_chapter(&trame, chapter->spec, chapter->scope, &chain);
    return chain.first;
}
