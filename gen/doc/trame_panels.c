/* trame_panels.c - the blocks of a trame that are drawn rather than told: bands, columns, cards, figures, tiles, maps */
#include "doc/trame_impl.h"

enum { STARS_MAX = 64 };                 /* in a row of a map, and rows: more are not drawn */

static Block *paragraph_of(Trame *trame, Inline *inlines, Span span)
{
    if (inlines == NULL)
        inlines = inline_text(trame->maker->arena, STR("–"), span);
    return block_paragraph(trame->maker->arena, inlines, inlines->span);
}

static void add_words(Trame *trame, const Scope *scope, Text words, BlockChain *chain)
{
    Inline *inlines = words.str.n > 0 ? trame_inlines(trame, scope, words) : NULL;
    if (inlines != NULL)
        chain_blocks(chain, block_paragraph(trame->maker->arena, inlines, inlines->span));
}

/* A block around what was made, unless that is nothing. */
static void chain_around(Trame *trame, BlockKind kind, Span span, Block *first, BlockChain *chain)
{
    if (first == NULL)
        return;
    Block *block = block_new(trame->maker->arena, kind, span);
    block->first = first;
    chain_blocks(chain, block);
}

/* ---- maps ---- */

/* A number of stars, of boxes, of parts; -1 for anything else. */
static int number_of(Text text)
{
    return (int)str_number(text.str, 9999);
}

static const Texts *texts_of(const Scope *scope, Str key)
{
    Genre genre;
    const void *at = key.n > 0 ? scope_find(scope, key, &genre, NULL) : NULL;
    return at != NULL && genre == GENRE_TEXTS ? at : NULL;
}

/* NULL without rows. A row that is no number of stars is reported and left out. */
static const DocMap *map_of(Trame *trame, const TrameSpec *spec, const Scope *scope)
{
    Maker *maker = trame->maker;
    const Texts *rows = texts_of(scope, spec->rows.str), *filled = texts_of(scope, spec->filled.str);
    DocMap *map = arena_new(maker->arena, DocMap);
    for (size_t i = 0; rows != NULL && i < rows->n; i++) {
        int count = number_of(rows->at[i]);
        if (count > 0 && count <= STARS_MAX && map->rows.n < STARS_MAX)
            array_push(maker->arena, &map->rows, count);
        else
            diag_add(maker->diags, DIAG_MAP_ROW, rows->at[i].span, "« %.*s »", STR_ARG(rows->at[i].str));
    }
    for (size_t i = 0; filled != NULL && i < filled->n; i++)
        array_push(maker->arena, &map->filled, number_of(filled->at[i]));
    return map->rows.n > 0 ? map : NULL;
}

void make_map(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    Maker *maker = trame->maker;
    const DocMap *map = map_of(trame, spec, scope);
    Inline *words = trame_inlines(trame, scope, spec->text);
    if (map == NULL || words == NULL)
        return;
    Block *block = block_new(maker->arena, BLOCK_MAP, words->span);
    block->map = map;
    block->text = inlines_text(maker->arena, words);
    chain_blocks(chain, block);
}

void make_band(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    Block *block = block_new(trame->maker->arena, BLOCK_BAND, spec->span);
    BlockChain words;
    CHAIN_OPEN(&words);
    add_words(trame, scope, spec->title, &words);
    add_words(trame, scope, spec->text, &words);
    block->first = words.first;
    block->map = map_of(trame, spec, scope);
    chain_blocks(chain, block);
}

/* ---- side by side ---- */

/* Alike where no parts are given. */
static int share_of(const TrameSpec *spec, size_t at)
{
    int share = at < spec->shares.n ? number_of(spec->shares.at[at]) : 0;
    return share > 0 ? share : 1;
}

void make_columns(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    const TrameSpec *blocks = spec->blocks.at;
    BlockChain columns;
    CHAIN_OPEN(&columns);
    for (size_t i = 0; i < spec->blocks.n; i++) {
        BlockChain inside;
        CHAIN_OPEN(&inside);
        trame_block(trame, &blocks[i], scope, &inside);
        if (inside.first == NULL)
            continue;
        Block *column = block_new(trame->maker->arena, BLOCK_COLUMN, blocks[i].span);
        column->share = share_of(spec, i);
        column->first = inside.first;
        chain_blocks(&columns, column);
    }
    chain_around(trame, BLOCK_COLUMNS, spec->span, columns.first, chain);
}

void make_cards(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    const Scope *entries;
    size_t n = trame_entries(trame, spec, scope, &entries);
    size_t placed = 0;
    BlockChain cards;
    CHAIN_OPEN(&cards);
    for (size_t i = 0; i < n; i++) {
        BlockChain inside;
        CHAIN_OPEN(&inside);
        Block *heading = trame_heading(trame, spec, &entries[i]);
        if (heading == NULL)
            continue;
        heading->role = HEADING_CARD;
        chain_blocks(&inside, heading);
        trame->depth++;
        trame_blocks(trame, spec, &entries[i], &inside);
        trame->depth--;
        Block *card = block_new(trame->maker->arena, BLOCK_CARD, heading->span);
        card->first = inside.first;
        card->share = spec->shares.n > 0 ? share_of(spec, placed++ % spec->shares.n) : 1;
        chain_blocks(&cards, card);
    }
    chain_around(trame, BLOCK_CARDS, spec->span, cards.first, chain);
}

/* ---- figures and tiles ---- */

/* The figure of a field: led back to where it comes from, or as it is typed. */
static Inline *figure_of(Trame *trame, const Scope *scope, Str key)
{
    Genre genre;
    const void *at = scope_find(scope, key, &genre, NULL);
    if (at == NULL || genre != GENRE_FIGURE)
        return NULL;
    const FigureRef *figure = at;
    if (figure->value == NULL)
        return NULL;
    if (figure->value == &figure->typed)
        return inline_text(trame->maker->arena, figure->path.str, figure->path.span);
    return figure_inline(trame->maker, trame->placing->home, figure->path.str, figure->path.span);
}

void make_key_figures(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    const Scope *entries;
    size_t n = trame_entries(trame, spec, scope, &entries);
    BlockChain figures;
    CHAIN_OPEN(&figures);
    for (size_t i = 0; i < n; i++) {
        Block *block = block_new(trame->maker->arena, BLOCK_KEY_FIGURE, spec->span);
        block->first = paragraph_of(trame, figure_of(trame, &entries[i], spec->figure.str), spec->span);
        block->first->next = paragraph_of(trame, trame_inlines(trame, &entries[i], spec->text), spec->span);
        block->is_emphatic = spec->accent.str.n > 0 && scope_has(&entries[i], spec->accent.str);
        chain_blocks(&figures, block);
    }
    chain_around(trame, BLOCK_KEY_FIGURES, spec->span, figures.first, chain);
}

void make_tiles(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    const Scope *entries;
    size_t n = trame_entries(trame, spec, scope, &entries);
    BlockChain tiles;
    CHAIN_OPEN(&tiles);
    for (size_t i = 0; i < n; i++) {
        Block *block = block_new(trame->maker->arena, BLOCK_TILE, spec->span);
        block->first = paragraph_of(trame, trame_inlines(trame, &entries[i], spec->number), spec->span);
        block->first->next = paragraph_of(trame, trame_inlines(trame, &entries[i], spec->text), spec->span);
        chain_blocks(&tiles, block);
    }
    chain_around(trame, BLOCK_TILES, spec->span, tiles.first, chain);
}

void make_box(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain)
{
    BlockChain inside;
    CHAIN_OPEN(&inside);
    add_words(trame, scope, spec->title, &inside);
    if (inside.first == NULL)
        return;
    trame_blocks(trame, spec, scope, &inside);
    chain_around(trame, BLOCK_BOX, spec->span, inside.first, chain);
}
