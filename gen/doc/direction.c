/* direction.c - what is set from right to left
 *
 * A paragraph, a list, a table runs the way most of its letters do, so that a
 * French sentence that begins with an Arabic title stays French and an Arabic
 * one that begins with a sigle stays Arabic: the first strong letter (UAX #9,
 * P2) would tell both wrong.
 */
#include "base/utf8.h"
#include "doc/doc.h"
#include "text/letters.h"

typedef struct { size_t arabic, others; } Letters;

static void count_text(Str text, Letters *letters)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        bool is_arabic = rune_is_arabic(rune);
        size_t small = letters_small_end(text, at);
        letters->arabic += is_arabic;
        letters->others += (!is_arabic && rune_is_letter(rune)) + (small - at);
        at = small;
    }
}

static void count_inlines(const Inline *inlines, Letters *letters)
{
    for (const Inline *node = inlines; node != NULL; node = node->next) {
        count_text(node->text, letters);
        count_inlines(node->first, letters);
    }
}

static bool inlines_have_arabic(const Inline *inlines)
{
    for (const Inline *node = inlines; node != NULL; node = node->next)
        if (node->kind == INLINE_ARABIC || inlines_have_arabic(node->first))
            return true;
    return false;
}

static bool blocks_have_arabic(const Block *blocks)
{
    for (const Block *block = blocks; block != NULL; block = block->next)
        if (inlines_have_arabic(block->inlines) || blocks_have_arabic(block->first))
            return true;
    return false;
}

static void count_blocks(const Block *blocks, Letters *letters)
{
    for (const Block *block = blocks; block != NULL; block = block->next) {
        count_inlines(block->inlines, letters);
        count_blocks(block->first, letters);
    }
}

bool text_is_rtl(Str text)
{
    Letters letters = { 0 };
    count_text(text, &letters);
    return letters.arabic > letters.others;
}

bool inlines_are_rtl(const Inline *inlines)
{
    Letters letters = { 0 };
    if (inlines_have_arabic(inlines))
        count_inlines(inlines, &letters);
    return letters.arabic > letters.others;
}

bool blocks_are_rtl(const Block *blocks)
{
    Letters letters = { 0 };
    if (blocks_have_arabic(blocks))
        count_blocks(blocks, &letters);
    return letters.arabic > letters.others;
}

bool blocks_have_letters(const Block *blocks)
{
    Letters letters = { 0 };
    count_blocks(blocks, &letters);
    return letters.arabic + letters.others > 0;
}

bool block_is_rtl(const Block *block)
{
    return block->inlines != NULL ? inlines_are_rtl(block->inlines) : blocks_are_rtl(block->first);
}

/* The title and the heads say how a table is read; a French table may list works in Arabic. */
bool table_is_rtl(const DocTable *table)
{
    Letters letters = { 0 };
    size_t heads = table->table->head_rows * table->table->column_count;
    bool has_arabic = inlines_have_arabic(table->title);
    for (size_t i = 0; i < heads && !has_arabic; i++)
        has_arabic = inlines_have_arabic(table->head[i]);
    if (!has_arabic)
        return false;
    count_inlines(table->title, &letters);
    for (size_t i = 0; i < heads; i++)
        count_inlines(table->head[i], &letters);
    return letters.arabic > letters.others;
}

bool document_is_rtl(const Document *document)
{
    return document->edition->language == LANGUAGE_ARABIC;
}
