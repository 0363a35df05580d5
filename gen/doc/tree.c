/* tree.c - making and reading the document's nodes */
#include "doc/doc_impl.h"

#include "base/buf.h"
#include "base/utf8.h"

Block *block_new(Arena *arena, BlockKind kind, Span span)
{
    Block *block = arena_new(arena, Block);
    block->kind = kind;
    block->span = span;
    return block;
}

Inline *inline_new(Arena *arena, InlineKind kind, Span span)
{
    Inline *node = arena_new(arena, Inline);
    node->kind = kind;
    node->span = span;
    return node;
}

Inline *inline_text(Arena *arena, Str text, Span span)
{
    Inline *node = inline_new(arena, INLINE_TEXT, span);
    node->text = text;
    return node;
}

Block *block_paragraph(Arena *arena, Inline *inlines, Span span)
{
    Block *block = block_new(arena, BLOCK_PARAGRAPH, span);
    block->inlines = inlines;
    return block;
}

void chain_blocks(BlockChain *chain, Block *blocks)
{
    *chain->end = blocks;
    while (*chain->end)
        chain->end = &(*chain->end)->next;
}

void chain_inlines(InlineChain *chain, Inline *inlines)
{
    *chain->end = inlines;
    while (*chain->end)
        chain->end = &(*chain->end)->next;
}

static void add_text(Buf *out, const Inline *inlines)
{
    for (const Inline *node = inlines; node; node = node->next) {
        if (node->kind == INLINE_BREAK)
            buf_char(out, ' ');
        else
            buf_str(out, node->text);
        if (node->kind != INLINE_NOTE)
            add_text(out, node->first);
    }
}

Str inlines_text(Arena *arena, const Inline *inlines)
{
    if (inlines && !inlines->next && !inlines->first && inlines->kind == INLINE_TEXT)
        return inlines->text;
    Buf out = buf_new(arena);
    add_text(&out, inlines);
    return buf_text(&out);
}

bool map_is_filled(const DocMap *map, int number)
{
    for (size_t i = 0; i < map->filled.n; i++)
        if (map->filled.at[i] == number)
            return true;
    return false;
}

bool link_is_beside(Str uri)
{
    enum { UPS_MAX = 3 };                /* folders that a document may lie deep in a site of several */
    Str rest = uri;
    for (int ups = 0; ups < UPS_MAX && str_starts(rest, STR("../")); ups++)
        rest = str_slice(rest, sizeof "../" - 1, rest.n);
    size_t slash = str_find(rest, STR("/"), 0), hash = str_find(rest, STR("#"), 0);
    Str page = str_slice(rest, slash < rest.n ? slash + 1 : rest.n, hash > slash ? hash : rest.n);
    return rest.p != uri.p && slash > 0 && str_ends(page, STR(".html")) && str_find(rest, STR(".."), 0) == rest.n
           && str_find(rest, STR(":"), 0) == rest.n && str_find(page, STR("/"), 0) == page.n;
}
