/* questions.c - Markdown in which each heading is a question and what follows its answer
 *
 * The headings may be of any level, all count alike. A question and its
 * answer are the cells of a row; their texts, as typed, go with them.
 */
#include "doc/doc_impl.h"

static Span span_of(const Block *blocks)
{
    Span span = blocks->span;
    for (const Block *block = blocks; block != NULL; block = block->next)
        span = span_join(span, block->span);
    return span;
}

static Text text_of(const Maker *maker, const Block *blocks)
{
    Span span = blocks != NULL ? span_of(blocks) : SPAN_NONE;
    return (Text){ source_text(maker->sources, span), span };
}

/* The heading as the words of a cell, its number before it. */
static Block *question_words(Maker *maker, const Block *heading, Str number)
{
    InlineChain chain;
    CHAIN_OPEN(&chain);
    if (number.n > 0)
        chain_inlines(&chain, inline_text(maker->arena, str_printf(maker->arena, "%.*s ", STR_ARG(number)), heading->span));
    chain_inlines(&chain, heading->inlines);
    chain_inlines(&chain, heading->reference);
    return block_paragraph(maker->arena, chain.first, heading->span);
}

/* Takes the blocks up to the next heading off the front of `*rest`. */
static Block *take_answer(Block **rest)
{
    Block *first = *rest, **end = rest;
    while (*end != NULL && (*end)->kind != BLOCK_HEADING)
        end = &(*end)->next;
    Block *next = *end;
    *end = NULL;
    *rest = next;
    return first == next ? NULL : first;
}

/* A cell holds text: what an image called is left out. */
static Block *without_pictures(Maker *maker, Block *blocks)
{
    BlockChain kept;
    CHAIN_OPEN(&kept);
    for (Block *block = blocks, *next; block != NULL; block = next) {
        next = block->next;
        block->next = NULL;
        block->first = without_pictures(maker, block->first);
        if (block->kind == BLOCK_PICTURE)
            diag_add(maker->diags, DIAG_FIGURE_IN_CELL, block->span, "« %.*s »", STR_ARG(block->file));
        else
            chain_blocks(&kept, block);
    }
    return kept.first;
}

static Str question_number(Maker *maker, const Scope *scope, Text words, size_t rank)
{
    const Scope own = { .rank = rank, .outer = scope };
    return scope_fill(maker->arena, &own, words).str;
}

static void report_missing(Maker *maker, DiagCode code, Span span)
{
    diag_add(maker->diags, code, span, "%s", "");
}

Questions questions_read(Maker *maker, Block *blocks, const Scope *scope, Text number)
{
    Questions made = { .before = take_answer(&blocks) };
    if (made.before != NULL)
        report_missing(maker, DIAG_QUESTION_MISSING, span_of(made.before));
    for (size_t rank = 1; blocks != NULL; rank++) {
        Block *heading = blocks;
        blocks = heading->next;
        heading->next = NULL;
        Block *question = question_words(maker, heading, question_number(maker, scope, number, rank));
        Block *answer = without_pictures(maker, take_answer(&blocks));
        if (answer == NULL)
            report_missing(maker, DIAG_ANSWER_MISSING, heading->span);
        array_push(maker->arena, &made.cells, question);
        array_push(maker->arena, &made.texts, text_of(maker, heading));
        array_push(maker->arena, &made.cells, answer);
        array_push(maker->arena, &made.texts, text_of(maker, answer));
    }
    return made;
}
