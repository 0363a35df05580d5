/* markdown.c - CommonMark to blocks and runs of tokens, through cmark
 *
 * Our additions are read from the tokens afterwards (inline.c): nothing is
 * rewritten before cmark, so there is no second set of positions.
 */
#include <string.h>

#include "doc/reader_impl.h"

/* ---- blocks ---- */

enum { BLOCKS_MAX = 20000 };             /* of one text: ten times those of a whole report */

static Block *read_blocks(Reader *reader, cmark_node *parent, int list_depth);

/* Takes the images out of a run; they become blocks of their own. */
static Block *take_images(Reader *reader, Run *run, bool *is_only_images)
{
    BlockChain calls;
    CHAIN_OPEN(&calls);
    size_t kept = 0;
    *is_only_images = true;
    for (size_t i = 0; i < run->tokens.n; i++) {
        Token token = run->tokens.at[i];
        Str text = token.kind == TOKEN_TEXT ? str_slice(buf_text(&run->text), token.lo, token.hi) : STR_NONE;
        if (token.kind != TOKEN_IMAGE) {
            *is_only_images = *is_only_images && (token.kind == TOKEN_TEXT ? str_trim(text).n == 0
                                                                           : token.kind == TOKEN_BREAK);
            run->tokens.at[kept++] = token;
            continue;
        }
        Block *call = block_new(reader->maker->arena, BLOCK_PICTURE, token.span);
        call->file = token.uri;
        call->text = token.text;
        chain_blocks(&calls, call);
    }
    run->tokens.n = kept;
    if (reader->is_cell && calls.first)
        diag_add(reader->maker->diags, DIAG_FIGURE_IN_CELL, calls.first->span, "%.*s", STR_ARG(calls.first->file));
    return reader->is_cell ? NULL : calls.first;
}

static Block *read_paragraph(Reader *reader, cmark_node *node)
{
    Run run = reader_run(reader, node);
    bool is_only_images;
    Block *calls = take_images(reader, &run, &is_only_images);
    if (calls && is_only_images)
        return calls;
    if (calls)
        diag_add(reader->maker->diags, DIAG_FIGURE_MISPLACED, calls->span, "%.*s", STR_ARG(calls->file));
    Block *paragraph = block_paragraph(reader->maker->arena, run_inlines(reader->maker, reader->home, &run),
                                       reader_block_span(reader, node));
    paragraph->next = calls;
    return paragraph->inlines ? paragraph : calls;
}

/* A heading inside a list or a quote has no place in the outline. */
static Block *nested_heading(Reader *reader, const Block *heading)
{
    Str title = str_trim(inlines_text(reader->maker->arena, heading->inlines));
    diag_add(reader->maker->diags, DIAG_HEADING_NESTED, heading->span, "« %.*s »", STR_ARG(title));
    Inline *strong = inline_new(reader->maker->arena, INLINE_STRONG, heading->span);
    InlineChain chain;
    CHAIN_OPEN(&chain);
    chain_inlines(&chain, heading->inlines);
    chain_inlines(&chain, heading->reference);
    strong->first = chain.first;
    return block_paragraph(reader->maker->arena, strong, heading->span);
}

static Block *read_heading(Reader *reader, cmark_node *node)
{
    Run run = reader_run(reader, node), reference;
    Span span = reader_block_span(reader, node);
    bool is_only_images;
    Block *calls = take_images(reader, &run, &is_only_images);
    if (calls)
        diag_add(reader->maker->diags, DIAG_FIGURE_MISPLACED, calls->span, "%.*s", STR_ARG(calls->file));
    Block *heading = block_new(reader->maker->arena, BLOCK_HEADING, span);
    heading->level = cmark_node_get_heading_level(node);
    bool has_reference = run_split_reference(reader->maker->scratch, &run, &reference);
    heading->inlines = run_inlines(reader->maker, reader->home, &run);
    heading->reference = has_reference ? run_inlines(reader->maker, reader->home, &reference) : NULL;
    if (str_trim(inlines_text(reader->maker->scratch, heading->inlines)).n == 0) {
        diag_add(reader->maker->diags, DIAG_HEADING_EMPTY, span, "%s", "");
        return calls;
    }
    if (reader->depth > 0 || reader->is_cell)
        heading = nested_heading(reader, heading);
    heading->next = calls;
    return heading;
}

/* True while the text has not had its share of blocks; the first beyond is reported. */
static bool has_room(Reader *reader, cmark_node *node)
{
    if (reader->blocks < BLOCKS_MAX) {
        reader->blocks++;
        return true;
    }
    Span span = reader_block_span(reader, node);
    if (!reader->is_full)
        diag_add(reader->maker->diags, DIAG_TEXT_TOO_LONG, (Span){ span.file, span.lo, span.lo + 1 },
                 "plus de %d titres, paragraphes et points de liste", BLOCKS_MAX);
    reader->is_full = true;
    return false;
}

static Block *read_list(Reader *reader, cmark_node *node, int list_depth)
{
    Maker *maker = reader->maker;
    Block *list = block_new(maker->arena, BLOCK_LIST, reader_block_span(reader, node));
    list->is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->start = list->is_ordered ? cmark_node_get_list_start(node) : 0;
    list->is_tight = cmark_node_get_list_tight(node) != 0;
    list->level = list_depth;
    list->is_ticked = !list->is_ordered && str_starts(source_text(maker->sources, list->span), STR("+"));
    if (list_depth == 4)
        diag_add(maker->diags, DIAG_LIST_TOO_DEEP, (Span){ list->span.file, list->span.lo, list->span.lo + 1 }, "%s", "");
    BlockChain items;
    CHAIN_OPEN(&items);
    for (cmark_node *item = cmark_node_first_child(node); item && has_room(reader, item); item = cmark_node_next(item)) {
        Block *block = block_new(maker->arena, BLOCK_ITEM, reader_block_span(reader, item));
        block->first = read_blocks(reader, item, list_depth);
        chain_blocks(&items, block);
    }
    list->first = items.first;
    return list;
}

static Block *read_quote(Reader *reader, cmark_node *node, int list_depth)
{
    Block *quote = block_new(reader->maker->arena, BLOCK_QUOTE, reader_block_span(reader, node));
    reader->quotes++;
    quote->first = read_blocks(reader, node, list_depth);
    reader->quotes--;
    return quote->first ? quote : NULL;
}

static Block *read_code_block(Reader *reader, cmark_node *node)
{
    Block *code = block_new(reader->maker->arena, BLOCK_CODE, reader_block_span(reader, node));
    code->text = str_copy(reader->maker->arena, str_from_c(cmark_node_get_literal(node)));
    return code;
}

/* A copy in one line: its line ends become blanks. */
static Str in_one_line(Arena *arena, Str text)
{
    char *line = str_to_c(arena, text);
    for (size_t i = 0; i < text.n; i++)
        if (line[i] == '\n' || line[i] == '\r')
            line[i] = ' ';
    return (Str){ line, text.n };
}

static Block *read_html_block(Reader *reader, cmark_node *node)
{
    Str html = str_trim(str_from_c(cmark_node_get_literal(node)));
    if (html_is_comment(html))
        return NULL;
    Span span = reader_block_span(reader, node);
    Str line, rest = html;
    str_split(&rest, '\n', &line);
    diag_add(reader->maker->diags, DIAG_RAW_HTML, span, "%.*s", STR_ARG(line));
    diag_remedy(reader->maker->diags, "écrire en Markdown : *italique*, **gras**, - liste");
    return block_paragraph(reader->maker->arena,
                           inline_text(reader->maker->arena, in_one_line(reader->maker->arena, html), span), span);
}

static Block *read_rule(Reader *reader, cmark_node *node)
{
    diag_add(reader->maker->diags, DIAG_RULE_IGNORED, reader_block_span(reader, node), "%s", "");
    return NULL;
}

static Block *read_block(Reader *reader, cmark_node *node, int list_depth)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:      return read_paragraph(reader, node);
    case CMARK_NODE_HEADING:        return read_heading(reader, node);
    case CMARK_NODE_LIST:           return read_list(reader, node, list_depth + 1);
    case CMARK_NODE_BLOCK_QUOTE:    return read_quote(reader, node, list_depth);
    case CMARK_NODE_CODE_BLOCK:     return read_code_block(reader, node);
    case CMARK_NODE_HTML_BLOCK:     return read_html_block(reader, node);
    case CMARK_NODE_THEMATIC_BREAK: return read_rule(reader, node);
    case CMARK_NODE_NONE:           case CMARK_NODE_DOCUMENT:      case CMARK_NODE_ITEM:
    case CMARK_NODE_CUSTOM_BLOCK:   case CMARK_NODE_TEXT:          case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:      case CMARK_NODE_CODE:          case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_CUSTOM_INLINE:  case CMARK_NODE_EMPH:          case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:           case CMARK_NODE_IMAGE:         break;
    }
    return NULL;
}

static Block *read_blocks(Reader *reader, cmark_node *parent, int list_depth)
{
    BlockChain blocks;
    CHAIN_OPEN(&blocks);
    if (reader->depth >= DOC_DEPTH_MAX) {
        diag_add(reader->maker->diags, DIAG_TOO_DEEP, reader_block_span(reader, parent), "%s", "");
        return NULL;
    }
    reader->depth += cmark_node_get_type(parent) != CMARK_NODE_DOCUMENT;
    for (cmark_node *node = cmark_node_first_child(parent); node && has_room(reader, node); node = cmark_node_next(node))
        chain_blocks(&blocks, read_block(reader, node, list_depth));
    reader->depth -= cmark_node_get_type(parent) != CMARK_NODE_DOCUMENT;
    return blocks.first;
}

static cmark_node *parse(Reader *reader)
{
    reader_find_lines(reader);
    return cmark_parse_document(reader->text.n ? reader->text.p : "", reader->text.n, CMARK_OPT_SOURCEPOS);
}

Block *markdown_read(Maker *maker, const Home *home, uint32_t file)
{
    Str text = maker->sources->files.at[file - 1].text;
    size_t mark_size = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
    Reader reader = { .maker = maker, .home = home, .text = str_slice(text, mark_size, text.n),
                      .whole = { file, 0, (uint32_t)text.n } };
    ArenaMark mark = arena_mark(maker->scratch);
    array_push(maker->scratch, &reader.pieces, (Piece){ 0, mark_size, reader.text.n });
    cmark_node *root = parse(&reader);
    Block *blocks = read_blocks(&reader, root, 0);
    cmark_node_free(root);
    arena_rewind(maker->scratch, mark);
    return blocks;
}

/* ---- text of the data ---- */

/* Finds where each line of `text` was typed. A scalar that was folded or
 * escaped stays without pieces: then its span stands for all of it. */
static void find_pieces(Reader *reader, Str text, size_t lead)
{
    const Source *source = source_of(reader->maker->sources, reader->whole);
    if (source == NULL)
        return;
    Str raw = str_slice(source->text, 0, reader->whole.hi), rest = text, line;
    size_t at = reader->whole.lo, offset = lead;
    while (str_split(&rest, '\n', &line)) {
        size_t found = str_find(raw, line, at);
        if (found == raw.n && line.n > 0) {
            reader->pieces.n = 0;
            return;
        }
        if (line.n > 0) {
            array_push(reader->maker->scratch, &reader->pieces, (Piece){ offset, found, line.n });
            at = found + line.n;
        }
        offset += line.n + 1;
    }
}

static bool is_plain(Str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("\\`*_[]<>&!^{}\n\r", text.p[i]))
            return false;
    return true;
}

/* Text without any mark needs no parser: most cells are such. */
static Inline *plain_inlines(Reader *reader, Str text)
{
    Run run = { .text = buf_new(reader->maker->arena), .file = reader->whole.file };
    find_pieces(reader, text, 0);
    reader_push_verbatim(reader, &run, text, 0, 0);
    return run_inlines(reader->maker, reader->home, &run);
}

/* A letter before it keeps "1. Titre" or "# x" from being read as a block;
 * it is taken off again. */
static Inline *marked_inlines(Reader *reader, Str text)
{
    Buf guarded = buf_new(reader->maker->scratch);
    buf_char(&guarded, '\x01');
    for (size_t i = 0; i < text.n; i++)
        buf_char(&guarded, text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i]);
    reader->text = buf_text(&guarded);
    find_pieces(reader, text, 1);
    cmark_node *root = parse(reader), *leaf = cmark_node_first_child(root);
    Inline *inlines = NULL;
    if (leaf && cmark_node_get_type(leaf) == CMARK_NODE_PARAGRAPH) {
        Run run = reader_run(reader, leaf);
        bool is_only_images;
        take_images(reader, &run, &is_only_images);
        if (run.tokens.n > 0 && run.tokens.at[0].kind == TOKEN_TEXT && run.tokens.at[0].lo < run.tokens.at[0].hi)
            run.tokens.at[0].lo++;
        inlines = run_inlines(reader->maker, reader->home, &run);
    }
    cmark_node_free(root);
    return inlines;
}

static Reader cell_reader(Maker *maker, const Home *home, Str text, Span span)
{
    return (Reader){ .maker = maker, .home = home, .text = text, .whole = span, .is_cell = true };
}

Inline *markdown_inlines(Maker *maker, const Home *home, Str text, Span span)
{
    text = str_trim(text);
    if (text.n == 0)
        return NULL;
    Reader reader = cell_reader(maker, home, text, span);
    ArenaMark mark = arena_mark(maker->scratch);
    Inline *inlines = is_plain(text) ? plain_inlines(&reader, text) : marked_inlines(&reader, text);
    arena_rewind(maker->scratch, mark);
    return inlines;
}

Block *markdown_cell(Maker *maker, const Home *home, Str text, Span span)
{
    text = str_trim(text);
    bool is_list = str_starts(text, STR("- ")) || str_starts(text, STR("* "));
    if (str_find(text, STR("\n"), 0) == text.n && !is_list) {
        Inline *inlines = markdown_inlines(maker, home, text, span);
        return inlines ? block_paragraph(maker->arena, inlines, span) : NULL;
    }
    Reader reader = cell_reader(maker, home, text, span);
    ArenaMark mark = arena_mark(maker->scratch);
    find_pieces(&reader, text, 0);
    cmark_node *root = parse(&reader);
    Block *blocks = read_blocks(&reader, root, 0);
    cmark_node_free(root);
    arena_rewind(maker->scratch, mark);
    return blocks;
}
