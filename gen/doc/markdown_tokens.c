/* markdown_tokens.c - places in the source, and running text as tokens
 *
 * cmark gives a line and a column for each node. Columns are bytes, ends
 * inclusive; inside a paragraph they count from the paragraph's first column
 * on every line, whatever stands before the text on that line ("> ", blanks
 * of a list item); blanks count as well where a line goes on with a paragraph
 * without its marks (CommonMark, 5.1, Laziness). line_text() and lazy_begin()
 * put that right, and each piece is compared with the source, so that spans are
 * those of the bytes that were typed.
 */
#include <string.h>

#include "doc/reader_impl.h"

/* ---- places ---- */

static uint32_t source_at(const Reader *reader, size_t at)
{
    size_t lo = 0, hi = reader->pieces.n;
    while (lo < hi) {                    /* the last that begins at or before `at` */
        size_t middle = lo + (hi - lo) / 2;
        if (reader->pieces.at[middle].text <= at)
            lo = middle + 1;
        else
            hi = middle;
    }
    if (lo == 0)
        return reader->whole.lo;
    const Piece *piece = &reader->pieces.at[lo - 1];
    return (uint32_t)(piece->source + (at - piece->text < piece->n ? at - piece->text : piece->n));
}

static Span span_of(const Reader *reader, size_t lo, size_t hi)
{
    if (reader->pieces.n == 0)
        return reader->whole;
    return (Span){ reader->whole.file, source_at(reader, lo), source_at(reader, hi) };
}

void reader_find_lines(Reader *reader)
{
    Str text = reader->text;
    array_push(reader->maker->scratch, &reader->lines, 0);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n' || (text.p[i] == '\r' && (i + 1 == text.n || text.p[i + 1] != '\n')))
            array_push(reader->maker->scratch, &reader->lines, i + 1);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t skip_blanks(Str text, size_t at)
{
    while (at < text.n && is_blank(text.p[at]))
        at++;
    return at;
}

/* Where the text of a paragraph begins on one of its further lines. */
static size_t line_text(const Reader *reader, size_t line)
{
    size_t at = skip_blanks(reader->text, reader->lines.at[line]);
    for (int k = 0; k < reader->quotes && at < reader->text.n && reader->text.p[at] == '>'; k++)
        at = skip_blanks(reader->text, at + 1);
    return at;
}

/* The column that cmark has for the text that begins a further line. */
static int first_column(const Reader *reader, size_t line)
{
    bool is_lazy = reader->lazy_column > 0 && line == reader->lazy_line;
    return is_lazy ? reader->lazy_column : cmark_node_get_start_column(reader->leaf);
}

/* The offset of a node's `line` and `column` in the current leaf. A break by a backslash ends no line for cmark (0.30):
 * its columns go on, and its lines stay behind. */
static size_t offset_of(const Reader *reader, int line, int column)
{
    size_t at, index = (size_t)line - 1 + reader->lines_uncounted;
    if (line < 1 || index >= reader->lines.n || column < 1)
        return reader->cursor;
    if (index < (size_t)cmark_node_get_start_line(reader->leaf))
        at = reader->lines.at[index] + (size_t)column - 1;
    else
        at = line_text(reader, index) + (size_t)column - (size_t)first_column(reader, index);
    for (size_t i = 0; i < reader->lines_joined && ++index < reader->lines.n && at >= reader->lines.at[index]; i++)
        at += line_text(reader, index) - reader->lines.at[index];
    return at < reader->text.n ? at : reader->text.n;
}

Span reader_block_span(const Reader *reader, cmark_node *node)
{
    size_t first = (size_t)cmark_node_get_start_line(node), last = (size_t)cmark_node_get_end_line(node);
    if (first < 1 || first > reader->lines.n)
        return reader->whole;
    size_t lo = reader->lines.at[first - 1] + (size_t)cmark_node_get_start_column(node) - 1;
    size_t hi = last >= first && last <= reader->lines.n
              ? reader->lines.at[last - 1] + (size_t)cmark_node_get_end_column(node) : lo;
    hi = hi < lo ? lo : hi;
    return span_of(reader, lo, hi > reader->text.n ? reader->text.n : hi);
}

/* ---- tokens ---- */

static void push_byte(const Reader *reader, Run *run, char c, uint32_t at)
{
    buf_char(&run->text, c);
    array_push(reader->maker->scratch, &run->at, at);
}

static Token *text_token(const Reader *reader, Run *run)
{
    if (run->tokens.n == 0 || array_last(&run->tokens).kind != TOKEN_TEXT)
        array_push(reader->maker->scratch, &run->tokens,
                   (Token){ .kind = TOKEN_TEXT, .lo = run->text.n, .hi = run->text.n });
    return &array_last(&run->tokens);
}

/* What of the text that stands at `at` still goes into the run; from there on, nothing does. */
static Str clip(const Reader *reader, Run *run, Str text, size_t at)
{
    size_t room = run->is_cut || run->text.n >= RUN_MAX ? 0 : RUN_MAX - run->text.n;
    if (text.n <= room)
        return text;
    while (room > 0 && ((unsigned char)text.p[room] & 0xC0) == 0x80)
        room--;
    if (!run->is_cut) {
        diag_add(reader->maker->diags, DIAG_TEXT_TOO_LONG, span_of(reader, at + room, at + room + 1),
                 "plus de %d Kio d’un seul tenant", RUN_MAX / 1024);
        diag_remedy(reader->maker->diags, "couper ce texte en paragraphes par une ligne vide");
    }
    run->is_cut = true;
    return str_slice(text, 0, room);
}

/* Adds text that stands at [at, at + text.n) of the source as it is. */
void reader_push_verbatim(Reader *reader, Run *run, Str text, size_t at, uint32_t flag)
{
    text = clip(reader, run, text, at);
    Token *token = text_token(reader, run);
    for (size_t i = 0; i < text.n; i++)
        push_byte(reader, run, text.p[i], source_at(reader, at + i) | flag);
    token->hi = run->text.n;
    reader->cursor = at + text.n;
}

/* Adds what an escape or an entity in [at, end) stands for. */
static void push_literal(Reader *reader, Run *run, Str text, size_t at, size_t end)
{
    Token *token = text_token(reader, run);
    for (size_t i = 0; i < text.n; i++) {
        size_t from = i + 1 == text.n && end > at ? end - 1 : at;
        push_byte(reader, run, text.p[i], source_at(reader, from) | AT_LITERAL);
    }
    token->hi = run->text.n;
    reader->cursor = end;
}

static bool is_at(const Reader *reader, Str text, size_t at)
{
    return at + text.n <= reader->text.n && memcmp(reader->text.p + at, text.p, text.n) == 0;
}

/* Where `text` ends that begins at `at` with its escapes and entities; 0 when the source says something else there.
 * Adds it to the run, unless that is NULL. */
static size_t read_escaped(Reader *reader, Run *run, Str text, size_t at)
{
    size_t from = at, done = 0, n;
    for (size_t i = 0; i < text.n;) {
        size_t length = escape_length(reader->maker->scratch, reader->text, at, str_slice(text, i, text.n), &n);
        if (length == 0 && (at == reader->text.n || reader->text.p[at] != text.p[i]))
            return 0;
        if (length > 0 && run != NULL) {
            reader_push_verbatim(reader, run, str_slice(text, done, i), from, 0);
            bool is_escape = reader->text.p[at] == '\\';
            push_literal(reader, run, str_slice(text, i, i + n), at + is_escape, at + length);
        }
        i += length > 0 ? n : 1;
        at += length > 0 ? length : 1;
        done = length > 0 ? i : done;
        from = length > 0 ? at : from;
    }
    if (run != NULL)
        reader_push_verbatim(reader, run, str_slice(text, done, text.n), from, 0);
    return at;
}

/* Reads text that is not at cmark's place: it lies further on. */
static void read_text_further(Reader *reader, Run *run, Str text)
{
    enum { FURTHER_MOST = 256 };
    Str source = reader->text;
    size_t found = str_find(source, text, reader->cursor);
    size_t most = source.n - reader->cursor < FURTHER_MOST ? source.n : reader->cursor + FURTHER_MOST;
    for (size_t at = reader->cursor; at < most && at < found; at++)
        if (read_escaped(reader, NULL, text, at) > 0) {
            read_escaped(reader, run, text, at);
            return;
        }
    if (found < source.n)
        reader_push_verbatim(reader, run, text, found, 0);
    else
        push_literal(reader, run, text, reader->cursor, reader->cursor);
}

static void read_text(Reader *reader, Run *run, cmark_node *node)
{
    Str text = str_from_c(cmark_node_get_literal(node));
    size_t at = offset_of(reader, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    if (text.n == 0)
        return;
    if (is_at(reader, text, at))
        reader_push_verbatim(reader, run, text, at, 0);
    else if (read_escaped(reader, NULL, text, at) > 0)
        read_escaped(reader, run, text, at);
    else
        read_text_further(reader, run, text);
}

/* The line end after the cursor, where a break was read. */
static size_t line_end(const Reader *reader)
{
    size_t at = reader->cursor;
    while (at < reader->text.n && reader->text.p[at] != '\n' && reader->text.p[at] != '\r')
        at++;
    return at;
}

/* Notes the column of what begins a line, `node`, where blanks before it count. */
static void lazy_begin(Reader *reader, cmark_node *node)
{
    reader->lazy_column = 0;
    if (node != NULL && cmark_node_get_type(node) == CMARK_NODE_LINK)
        node = cmark_node_first_child(node);         /* a link's own column is elsewhere when it is an address in < > */
    size_t line = node != NULL ? (size_t)cmark_node_get_start_line(node) - 1 + reader->lines_uncounted : reader->lines.n;
    if (line >= reader->lines.n)
        return;
    size_t text = line_text(reader, line), blanks = 0, ticks = 0;
    while (text - blanks > reader->lines.at[line] && is_blank(reader->text.p[text - blanks - 1]))
        blanks++;
    while (cmark_node_get_type(node) == CMARK_NODE_CODE && text + ticks < reader->text.n && reader->text.p[text + ticks] == '`')
        ticks++;
    bool is_in_link = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_LINK;
    int column = cmark_node_get_start_column(node) - (int)ticks - is_in_link;
    int counted = column - cmark_node_get_start_column(reader->leaf);
    if (counted <= 0 || (size_t)counted > blanks)
        return;
    reader->lazy_line = line;
    reader->lazy_column = column;
}

/* A break that cmark has counted, and what is behind it. */
static void end_line(Reader *reader, cmark_node *next)
{
    reader->lines_uncounted += reader->lines_joined;
    reader->lines_joined = 0;
    lazy_begin(reader, next);
}

static void read_soft_break(Reader *reader, Run *run, cmark_node *node)
{
    size_t at = line_end(reader);
    end_line(reader, cmark_node_next(node));
    Token *token = text_token(reader, run);
    push_byte(reader, run, ' ', source_at(reader, at));
    token->hi = run->text.n;
    reader->cursor = at + 1;
}

static void read_hard_break(Reader *reader, Run *run, cmark_node *node)
{
    size_t at = line_end(reader);
    array_push(reader->maker->scratch, &run->tokens,
               (Token){ .kind = TOKEN_BREAK, .span = span_of(reader, at, at) });
    if (at > 0 && reader->text.p[at - 1] == '\\')
        reader->lines_joined++;
    else
        end_line(reader, cmark_node_next(node));
    reader->cursor = at + 1;
}

static Str copy(const Reader *reader, const char *text)
{
    return str_copy(reader->maker->arena, str_from_c(text ? text : ""));
}

static void read_code(Reader *reader, Run *run, cmark_node *node)
{
    Str source = reader->text;
    size_t lo = offset_of(reader, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    size_t hi = offset_of(reader, cmark_node_get_end_line(node), cmark_node_get_end_column(node)) + 1;
    while (lo > 0 && lo <= source.n && source.p[lo - 1] == '`')
        lo--;
    hi = hi < lo ? lo : hi;
    while (hi < source.n && source.p[hi] == '`')
        hi++;
    hi = hi > source.n ? source.n : hi;
    array_push(reader->maker->scratch, &run->tokens,
               (Token){ .kind = TOKEN_CODE, .span = span_of(reader, lo, hi),
                        .text = copy(reader, cmark_node_get_literal(node)) });
    reader->cursor = hi;
}

bool html_is_comment(Str html)
{
    html = str_trim(html);
    return str_starts(html, STR("<!--")) && str_find(html, STR("-->"), 0) == html.n - 3;
}

/* A comment that ends its text takes the blank before it along. */
static void drop_blank(const Reader *reader, Run *run)
{
    bool ends = reader->cursor >= reader->text.n || reader->text.p[reader->cursor] == '\n' || reader->text.p[reader->cursor] == '\r';
    if (!ends || run->tokens.n == 0 || array_last(&run->tokens).kind != TOKEN_TEXT)
        return;
    Token *token = &array_last(&run->tokens);
    while (token->hi > token->lo && token->hi == run->text.n && is_blank(run->text.p[token->hi - 1])) {
        token->hi--;
        run->text.n--;
        run->at.n--;
    }
}

/* HTML is shown as typed; comments are the author's own and are left out. */
static void read_html(Reader *reader, Run *run, cmark_node *node)
{
    Str html = str_from_c(cmark_node_get_literal(node));
    size_t at = offset_of(reader, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    if (!is_at(reader, html, at))
        at = str_find(reader->text, html, reader->cursor);
    if (at == reader->text.n)
        at = reader->cursor;
    if (html_is_comment(html)) {
        reader->cursor = at + html.n;
        drop_blank(reader, run);
        return;
    }
    size_t end = at + html.n > reader->text.n ? reader->text.n : at + html.n;
    diag_add(reader->maker->diags, DIAG_RAW_HTML, span_of(reader, at, end), "%.*s", STR_ARG(html));
    diag_remedy(reader->maker->diags, "écrire en Markdown : *italique*, **gras**, - liste");
    reader_push_verbatim(reader, run, html, at, AT_LITERAL);
}

static Str plain_text(Reader *reader, cmark_node *node)
{
    Buf out = buf_new(reader->maker->arena);
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *inner = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(inner);
        if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            buf_c(&out, cmark_node_get_literal(inner));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            buf_char(&out, ' ');
    }
    cmark_iter_free(iter);
    return buf_text(&out);
}

static void read_image(Reader *reader, Run *run, cmark_node *node)
{
    size_t lo = offset_of(reader, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    size_t hi = offset_of(reader, cmark_node_get_end_line(node), cmark_node_get_end_column(node)) + 1;
    cmark_node *first = cmark_node_first_child(node);
    if (first && cmark_node_get_type(first) == CMARK_NODE_TEXT)
        lo = offset_of(reader, cmark_node_get_start_line(first), cmark_node_get_start_column(first)) - 2;
    hi = hi > reader->text.n ? reader->text.n : hi;
    array_push(reader->maker->scratch, &run->tokens,
               (Token){ .kind = TOKEN_IMAGE, .span = span_of(reader, lo < hi ? lo : hi, hi),
                        .uri = copy(reader, cmark_node_get_url(node)), .text = plain_text(reader, node) });
    reader->cursor = hi;
}

static uint32_t token_lo(const Run *run, const Token *token)
{
    return token->kind == TOKEN_TEXT ? run->at.at[token->lo] & ~AT_LITERAL : token->span.lo;
}

/* Marks and their text are hulls: the bytes inside and the marks beside them. */
static void close_mark(Reader *reader, Run *run, size_t open, uint32_t width)
{
    Token *first = &run->tokens.at[open];
    Span span = first->span;
    if (open + 1 < run->tokens.n) {
        const Token *last = &array_last(&run->tokens);
        uint32_t lo = token_lo(run, first + 1);
        uint32_t hi = last->kind == TOKEN_TEXT ? run_span(run, last->hi - 1, last->hi).hi : last->span.hi;
        span.lo = lo > width ? lo - width : 0;
        span.hi = hi + width;
    }
    first->span = reader->pieces.n == 0 ? reader->whole : span;
    Token close = *first;
    close.kind = TOKEN_CLOSE;
    array_push(reader->maker->scratch, &run->tokens, close);
    reader->cursor += width;
}

static void close_link(Reader *reader, Run *run, size_t open, cmark_node *node)
{
    Token *first = &run->tokens.at[open];
    size_t hi = offset_of(reader, cmark_node_get_end_line(node), cmark_node_get_end_column(node)) + 1;
    if (reader->cursor < reader->text.n && reader->text.p[reader->cursor] == '>')
        hi = reader->cursor + 1;         /* of an address in < >: what a link's words end with is "]" */
    hi = hi > reader->text.n ? reader->text.n : hi;
    if (open + 1 < run->tokens.n && token_lo(run, first + 1) > 0)
        first->span.lo = token_lo(run, first + 1) - 1;
    first->span.hi = span_of(reader, hi, hi).hi;
    if (first->span.hi < first->span.lo)
        first->span.hi = first->span.lo;
    if (reader->pieces.n == 0)
        first->span = reader->whole;
    Token close = *first;
    close.kind = TOKEN_CLOSE;
    array_push(reader->maker->scratch, &run->tokens, close);
    reader->cursor = hi;
}

/* "^[note](aside)" reads as a link in CommonMark: it is a note and an aside. */
static bool is_note_mark(const Reader *reader, const Run *run, size_t lo)
{
    if (run->text.n == 0 || array_last(&run->tokens).kind != TOKEN_TEXT)
        return false;
    return run->text.p[run->text.n - 1] == '^' && array_last(&run->at) == source_at(reader, lo - 1)
        && reader->pieces.n > 0;
}

/* The "[" or "<" of a link, before what is in it: cmark's own place of a link is on its last line, and of an address in
 * < > anywhere. */
static size_t link_begin(const Reader *reader, cmark_node *node)
{
    cmark_node *first = cmark_node_first_child(node);
    bool is_placed = first != NULL && cmark_node_get_start_column(first) > 0;     /* a break is not */
    cmark_node *placed = is_placed ? first : node;
    size_t lo = offset_of(reader, cmark_node_get_start_line(placed), cmark_node_get_start_column(placed));
    while (is_placed && cmark_node_get_type(first) == CMARK_NODE_CODE && lo > 0 && reader->text.p[lo - 1] == '`')
        lo--;
    return lo - (is_placed && lo > 0);
}

static size_t open_link(Reader *reader, Run *run, cmark_node *node)
{
    size_t lo = link_begin(reader, node);
    bool is_note = lo > 0 && lo < reader->text.n && reader->text.p[lo] == '[' && is_note_mark(reader, run, lo);
    Token token = { .kind = TOKEN_OPEN, .what = is_note ? INLINE_NOTE : INLINE_LINK,
                    .span = span_of(reader, lo, lo), .uri = copy(reader, cmark_node_get_url(node)) };
    if (is_note) {                       /* the "^" is the mark's */
        run->text.n--;
        run->at.n--;
        array_last(&run->tokens).hi--;
    }
    array_push(reader->maker->scratch, &run->tokens, token);
    reader->cursor = lo + 1;
    return run->tokens.n - 1;
}

/* Ends such a note at its "]" and gives back what follows as text. */
static void close_note_link(Reader *reader, Run *run, size_t open, cmark_node *node)
{
    size_t end = reader->cursor;
    close_link(reader, run, open, node);
    size_t bracket = str_find(reader->text, STR("]"), end);
    if (bracket < reader->cursor) {
        Str aside = str_slice(reader->text, bracket + 1, reader->cursor);
        run->tokens.at[open].span.lo -= run->tokens.at[open].span.lo > 0;
        run->tokens.at[open].span.hi = span_of(reader, bracket + 1, bracket + 1).hi;
        array_last(&run->tokens).span = run->tokens.at[open].span;
        reader_push_verbatim(reader, run, aside, bracket + 1, 0);
    }
}

static size_t open_mark(Reader *reader, Run *run, InlineKind what)
{
    array_push(reader->maker->scratch, &run->tokens,
               (Token){ .kind = TOKEN_OPEN, .what = what, .span = span_of(reader, reader->cursor, reader->cursor) });
    reader->cursor += what == INLINE_STRONG ? 2 : 1;
    return run->tokens.n - 1;
}

static void read_leaf(Reader *reader, Run *run, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:          read_text(reader, run, node); break;
    case CMARK_NODE_SOFTBREAK:     read_soft_break(reader, run, node); break;
    case CMARK_NODE_LINEBREAK:     read_hard_break(reader, run, node); break;
    case CMARK_NODE_CODE:          read_code(reader, run, node); break;
    case CMARK_NODE_HTML_INLINE:   read_html(reader, run, node); break;
    case CMARK_NODE_IMAGE:         read_image(reader, run, node); break;
    case CMARK_NODE_EMPH:          case CMARK_NODE_STRONG:       case CMARK_NODE_LINK:
    case CMARK_NODE_NONE:          case CMARK_NODE_DOCUMENT:     case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:          case CMARK_NODE_ITEM:         case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:    case CMARK_NODE_CUSTOM_BLOCK: case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:       case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CUSTOM_INLINE: break;
    }
}

/* Marks nested beyond all sense: their text stays, they go. Without
 * recursion, since cmark bounds no depth. */
static void read_flat(Reader *reader, Run *run, cmark_node *node)
{
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        if (event == CMARK_EVENT_ENTER && !run->is_cut)
            read_leaf(reader, run, cmark_iter_get_node(iter));
    cmark_iter_free(iter);
}

static void read_inlines(Reader *reader, Run *run, cmark_node *node, int depth);

static void read_marked(Reader *reader, Run *run, cmark_node *node, int depth)
{
    cmark_node_type type = cmark_node_get_type(node);
    size_t open = type == CMARK_NODE_LINK ? open_link(reader, run, node)
                : open_mark(reader, run, type == CMARK_NODE_STRONG ? INLINE_STRONG : INLINE_EMPHASIS);
    read_inlines(reader, run, node, depth + 1);
    if (type != CMARK_NODE_LINK)
        close_mark(reader, run, open, type == CMARK_NODE_STRONG ? 2 : 1);
    else if (run->tokens.at[open].what == INLINE_NOTE)
        close_note_link(reader, run, open, node);
    else
        close_link(reader, run, open, node);
}

static void read_inlines(Reader *reader, Run *run, cmark_node *parent, int depth)
{
    for (cmark_node *node = cmark_node_first_child(parent); node && !run->is_cut; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        bool is_mark = type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK;
        if (is_mark && depth < DOC_DEPTH_MAX)
            read_marked(reader, run, node, depth);
        else if (is_mark)
            read_flat(reader, run, node);
        else
            read_leaf(reader, run, node);
    }
}

Run reader_run(Reader *reader, cmark_node *leaf)
{
    Run run = { .text = buf_new(reader->maker->arena), .file = reader->whole.file };
    reader->leaf = leaf;
    reader->lines_uncounted = reader->lines_joined = 0;
    reader->lazy_column = 0;
    reader->cursor = offset_of(reader, cmark_node_get_start_line(leaf), cmark_node_get_start_column(leaf));
    read_inlines(reader, &run, leaf, 0);
    return run;
}
