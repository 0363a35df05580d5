/* grammar.c - does a tree obey the grammar of doc.h? */
#include "doc/doc_impl.h"

static const char *check_inlines(const Inline *inlines);
static const char *check_blocks(const Block *blocks, BlockKind parent);

/* What a kind of inline must have and may not have. */
typedef struct { bool has_text, has_children; } InlineRule;

static const InlineRule inline_rules[] = {
    [INLINE_TEXT] = { true, false },     [INLINE_FIGURE] = { false, false }, [INLINE_BREAK] = { false, false },
    [INLINE_CODE] = { false, false },    [INLINE_SIGLE] = { true, false },   [INLINE_EMPHASIS] = { false, true },
    [INLINE_STRONG] = { false, true },   [INLINE_RAISED] = { false, true },  [INLINE_ARABIC] = { false, true },
    [INLINE_LINK] = { false, true },     [INLINE_REF] = { false, true },     [INLINE_NOTE] = { false, false },
};
_Static_assert(sizeof inline_rules / sizeof *inline_rules == INLINE_KINDS, "every inline kind needs a rule");

static const char *check_arabic(const Inline *inlines)
{
    for (const Inline *node = inlines; node; node = node->next)
        if (node->kind != INLINE_TEXT)
            return "an Arabic passage holds more than text";
    return NULL;
}

static const char *check_inline(const Inline *node)
{
    const InlineRule *rule = &inline_rules[node->kind];
    if (rule->has_text && node->text.n == 0)
        return "an inline without its text";
    if (rule->has_children != (node->first != NULL))
        return rule->has_children ? "a mark without content" : "an inline with content that takes none";
    if (node->kind == INLINE_FIGURE && node->value == NULL)
        return "a figure without its value";
    if (node->kind == INLINE_LINK && node->uri.n == 0)
        return "a link without an address";
    if (node->kind == INLINE_REF && (node->anchor == NULL || node->anchor->number == 0))
        return "a reference to nothing";
    if (node->kind == INLINE_NOTE)
        return node->note ? check_blocks(node->note->content, BLOCK_KINDS) : "a note call without a note";
    return node->kind == INLINE_ARABIC ? check_arabic(node->first) : check_inlines(node->first);
}

static const char *check_inlines(const Inline *inlines)
{
    const char *fault = NULL;
    for (const Inline *node = inlines; node && !fault; node = node->next)
        fault = check_inline(node);
    return fault;
}

static const char *check_heading(const Block *block)
{
    if (block->level < 1 || block->level > 6)
        return "a heading without a level";
    if (block->inlines == NULL)
        return "a heading without text";
    if (block->anchor == NULL)
        return "a heading without an anchor";
    return NULL;
}

static const char *check_table(const DocTable *table)
{
    const char *fault = check_inlines(table->title);
    size_t cells = table->table->rows.n * table->table->column_count;
    for (size_t i = 0; i < cells && !fault; i++)
        fault = check_blocks(table->cells[i].content, BLOCK_KINDS);
    return fault;
}

/* What a kind of block holds, and how many at least. */
typedef struct { BlockKind holds; int least; } HoldRule;

static const HoldRule hold_rules[BLOCK_KINDS] = {
    [BLOCK_LIST] = { BLOCK_ITEM, 1 },              [BLOCK_COLUMNS] = { BLOCK_COLUMN, 1 },
    [BLOCK_CARDS] = { BLOCK_CARD, 1 },             [BLOCK_KEY_FIGURES] = { BLOCK_KEY_FIGURE, 1 },
    [BLOCK_TILES] = { BLOCK_TILE, 1 },             [BLOCK_BAND] = { BLOCK_PARAGRAPH, 0 },
    [BLOCK_KEY_FIGURE] = { BLOCK_PARAGRAPH, 2 },   [BLOCK_TILE] = { BLOCK_PARAGRAPH, 2 },
};

/* A kind that only one other holds. */
static bool is_part_of(BlockKind kind, BlockKind parent)
{
    for (BlockKind holder = 0; holder < BLOCK_KINDS; holder++)
        if (hold_rules[holder].holds == kind && kind != BLOCK_PARAGRAPH && hold_rules[holder].least > 0)
            return holder == parent;
    return true;
}

static const char *check_place(const Block *block, BlockKind parent)
{
    bool is_held = parent != BLOCK_KINDS && hold_rules[parent].holds != BLOCK_HEADING;
    if (is_held && block->kind != hold_rules[parent].holds)
        return "a block holds what it cannot";
    return is_part_of(block->kind, parent) ? NULL : "a part of a block stands alone";
}

static const char *check_count(const Block *block)
{
    int count = 0;
    for (const Block *child = block->first; child != NULL; child = child->next)
        count++;
    if (block->kind == BLOCK_CARD && (block->first == NULL || block->first->kind != BLOCK_HEADING))
        return "a card without its title";
    if (block->kind == BLOCK_BOX && (block->first == NULL || block->first->kind != BLOCK_PARAGRAPH))
        return "a box without its label";
    return count < hold_rules[block->kind].least ? "a block without what it holds" : NULL;
}

static const char *check_data(const Block *block)
{
    if ((block->kind == BLOCK_TABLE) != (block->table != NULL))
        return "a table without data";
    if ((block->kind == BLOCK_CHART) != (block->chart != NULL))
        return "a chart without data";
    if (block->kind == BLOCK_PICTURE && (block->file.n == 0 || block->text.n == 0))
        return "a picture without file or alternative";
    if (block->kind == BLOCK_MAP && (block->map == NULL || block->text.n == 0))
        return "a map without stars or alternative";
    return NULL;
}

static const char *check_block(const Block *block, BlockKind parent)
{
    const char *fault = check_place(block, parent);
    if (!fault)
        fault = check_count(block);
    if (!fault)
        fault = check_data(block);
    if (!fault && block->kind == BLOCK_HEADING)
        fault = check_heading(block);
    if (!fault)
        fault = check_inlines(block->inlines);
    if (!fault && block->table)
        fault = check_table(block->table);
    return fault ? fault : check_blocks(block->first, block->kind);
}

static const char *check_blocks(const Block *blocks, BlockKind parent)
{
    const char *fault = NULL;
    for (const Block *block = blocks; block && !fault; block = block->next)
        fault = check_block(block, parent);
    return fault;
}

/* Headings go one level deeper at most from one to the next. */
static const char *check_levels(const Chapter *chapter)
{
    int level = 0;
    for (const Block *block = chapter->blocks; block; block = block->next) {
        if (block->kind != BLOCK_HEADING)
            continue;
        if (level > 0 && block->level > level + 1)
            return "a level of headings is skipped";
        level = block->level;
    }
    return NULL;
}

static const char *check_chapter(const Chapter *chapter)
{
    bool has_title = chapter->blocks && chapter->blocks->kind == BLOCK_HEADING;
    bool needs_title = chapter->kind != CHAPTER_EPIGRAPH && chapter->kind != CHAPTER_DIVIDER;
    if (chapter->anchor == NULL)
        return "a chapter without an anchor";
    if (needs_title && !has_title)
        return "a chapter that does not begin with its title";
    if (chapter->kind == CHAPTER_DIVIDER && chapter->blocks)
        return "a divider with blocks";
    const char *fault = check_levels(chapter);
    return fault ? fault : check_blocks(chapter->blocks, BLOCK_KINDS);
}

const char *doc_check(const Document *document)
{
    const char *fault = NULL;
    for (size_t i = 0; i < document->chapters.n && !fault; i++)
        fault = check_chapter(document->chapters.at[i]);
    for (size_t i = 0; i < document->anchors.n && !fault; i++)
        if (document->anchors.at[i]->number != i + 1)
            fault = "anchors out of order";
    return fault;
}
