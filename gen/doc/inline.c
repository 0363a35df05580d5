/* inline.c - from tokens to inlines: notes, figures, links, words
 *
 * A note is `^[` … `]`. Brackets are matched here, over the tokens, so that
 * emphasis, links and figures inside a note have been read already. A
 * bracket matches one of its own nesting: "*a^[b* c]" holds no note.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/token_impl.h"
#include "text/letters.h"

Span run_span(const Run *run, size_t lo, size_t hi)
{
    if (lo >= run->at.n || hi <= lo)
        return (Span){ run->file, 0, 0 };
    uint32_t first = run->at.at[lo] & ~AT_LITERAL, last = run->at.at[hi - 1] & ~AT_LITERAL;
    return (Span){ run->file, first, last >= first ? last + 1 : first };
}

static bool is_mark(const Run *run, size_t at, char c)
{
    return run->text.p[at] == c && !(run->at.at[at] & AT_LITERAL);
}

/* ---- brackets ---- */

typedef struct {
    size_t token, at;                    /* of "[" or "]" */
    int    depth;
    bool   is_open, is_note;             /* "^" stands before it; a "]": matches such a one */
    bool   is_matched;
} Bracket;

typedef struct {
    Maker *maker;
    Run   *run;
    ARRAY(Bracket) brackets;
    ARRAY(size_t)  open;                 /* stack of indexes into brackets */
} Matcher;

static void report_unclosed(Matcher *matcher, const Bracket *bracket)
{
    if (!bracket->is_note)
        return;
    diag_add(matcher->maker->diags, DIAG_NOTE_UNCLOSED, run_span(matcher->run, bracket->at - 1, bracket->at + 1), "%s", "");
    diag_remedy(matcher->maker->diags, "fermer la note par « ] » dans le même paragraphe");
}

static void drop_deeper(Matcher *matcher, int depth)
{
    while (matcher->open.n > 0 && matcher->brackets.at[array_last(&matcher->open)].depth > depth)
        report_unclosed(matcher, &matcher->brackets.at[matcher->open.at[--matcher->open.n]]);
}

/* "[text](place" that CommonMark did not take for a link. */
static void report_link(Matcher *matcher, const Bracket *open, size_t close)
{
    const Run *run = matcher->run;
    if (close + 1 >= run->text.n || !is_mark(run, close + 1, '('))
        return;
    diag_add(matcher->maker->diags, DIAG_LINK_SYNTAX, run_span(run, open->at, close + 2), "%s", "");
    diag_remedy(matcher->maker->diags, "écrire [texte](adresse), sans blanc dans l’adresse");
}

static void match_byte(Matcher *matcher, size_t token, size_t at, int depth)
{
    const Run *run = matcher->run;
    Arena *scratch = matcher->maker->scratch;
    size_t lo = run->tokens.at[token].lo;
    if (is_mark(run, at, '[')) {
        bool is_note = at > lo && is_mark(run, at - 1, '^');
        array_push(scratch, &matcher->brackets,
                   (Bracket){ .token = token, .at = at, .depth = depth, .is_open = true, .is_note = is_note });
        array_push(scratch, &matcher->open, matcher->brackets.n - 1);
    } else if (is_mark(run, at, ']') && matcher->open.n > 0) {
        Bracket *open = &matcher->brackets.at[array_last(&matcher->open)];
        if (open->depth != depth)
            return;
        matcher->open.n--;
        open->is_matched = true;
        bool is_note = open->is_note;
        if (!is_note)
            report_link(matcher, open, at);
        array_push(scratch, &matcher->brackets,
                   (Bracket){ .token = token, .at = at, .depth = depth, .is_note = is_note, .is_matched = true });
    }
}

static void match_brackets(Matcher *matcher)
{
    const Run *run = matcher->run;
    int depth = 0;
    for (size_t i = 0; i < run->tokens.n; i++) {
        const Token *token = &run->tokens.at[i];
        if (token->kind == TOKEN_OPEN)
            depth++;
        else if (token->kind == TOKEN_CLOSE)
            drop_deeper(matcher, --depth);
        for (size_t at = token->lo; token->kind == TOKEN_TEXT && at < token->hi; at++)
            match_byte(matcher, i, at, depth);
    }
    drop_deeper(matcher, -1);
}

/* ---- tokens with their notes ---- */

typedef struct { Maker *maker; Run *run; size_t from; int notes; ARRAY(Token) out; ARRAY(size_t) opens; } Cutter;

static void cut_text(Cutter *cutter, size_t hi, size_t skip)
{
    if (hi > cutter->from)
        array_push(cutter->maker->scratch, &cutter->out, (Token){ .kind = TOKEN_TEXT, .lo = cutter->from, .hi = hi });
    cutter->from = hi + skip;
}

static void cut_bracket(Cutter *cutter, const Bracket *bracket)
{
    Arena *scratch = cutter->maker->scratch;
    char *text = cutter->run->text.p;
    if (bracket->is_open && cutter->notes++ > 0) {
        diag_add(cutter->maker->diags, DIAG_NOTE_NESTED, run_span(cutter->run, bracket->at - 1, bracket->at + 1), "%s", "");
        text[bracket->at - 1] = '(';
        cut_text(cutter, bracket->at, 1);
    } else if (bracket->is_open) {
        cut_text(cutter, bracket->at - 1, 2);
        array_push(scratch, &cutter->opens, cutter->out.n);
        array_push(scratch, &cutter->out, (Token){ .kind = TOKEN_OPEN, .what = INLINE_NOTE,
                                                   .span = run_span(cutter->run, bracket->at - 1, bracket->at) });
    } else if (--cutter->notes > 0) {
        text[bracket->at] = ')';
    } else {
        cut_text(cutter, bracket->at, 1);
        Token *open = &cutter->out.at[array_last(&cutter->opens)];
        open->span.hi = run_span(cutter->run, bracket->at, bracket->at + 1).hi;
        Token close = *open;
        close.kind = TOKEN_CLOSE;
        array_push(scratch, &cutter->out, close);
    }
}

static void cut_notes(Maker *maker, Run *run, const Matcher *matcher)
{
    Cutter cutter = { .maker = maker, .run = run };
    size_t next = 0;
    for (size_t i = 0; i < run->tokens.n; i++) {
        Token token = run->tokens.at[i];
        if (token.kind != TOKEN_TEXT) {
            array_push(maker->scratch, &cutter.out, token);
            continue;
        }
        cutter.from = token.lo;
        for (; next < matcher->brackets.n && matcher->brackets.at[next].token == i; next++)
            if (matcher->brackets.at[next].is_note && matcher->brackets.at[next].is_matched)
                cut_bracket(&cutter, &matcher->brackets.at[next]);
        cut_text(&cutter, token.hi, 0);
    }
    run->tokens.at = cutter.out.at;
    run->tokens.n = cutter.out.n;
    run->tokens.room = cutter.out.room;
}

/* ---- inlines ---- */

typedef struct {
    Maker      *maker;
    const Home *home;
    const Run  *run;
    size_t      next;                    /* token */
    uint32_t    last;                    /* the character before */
    bool        is_title;                /* all in capitals */
} Builder;

static Inline *build(Builder *builder);

static void add_words(Builder *builder, InlineChain *chain, size_t lo, size_t hi)
{
    if (hi <= lo)
        return;
    const Run *run = builder->run;
    TextAt at = { run->at.at + lo, run->file };
    words_inlines(builder->maker, chain, str_slice(buf_text(&run->text), lo, hi), at, builder->is_title, &builder->last);
}

/* The offset of two marks `c` in [lo, hi); hi when there are none. */
static size_t find_marks(const Run *run, size_t lo, size_t hi, char c)
{
    for (size_t at = lo; at + 1 < hi; at++)
        if (is_mark(run, at, c) && is_mark(run, at + 1, c))
            return at;
    return hi;
}

/* Whether nothing stands before byte `at` of the block, or the end of a sentence. */
static bool starts_sentence(const Builder *builder, Str text, size_t lo, size_t at)
{
    while (at > lo && rune_is_blank((unsigned char)text.p[at - 1]))
        at--;
    if (at == lo)
        return builder->last == 0 || builder->last == '.';
    return text.p[at - 1] == '.' || text.p[at - 1] == '!' || text.p[at - 1] == '?';
}

/* A number in words begins a sentence with a capital. */
static void capitalise(Arena *arena, Inline *figure)
{
    Str text = figure->text;
    if (figure->value == NULL || !value_is_number(figure->value) || text.n == 0 || text.p[0] < 'a' || text.p[0] > 'z')
        return;
    char first = (char)(text.p[0] - 'a' + 'A');
    figure->text = str_join(arena, (Str){ &first, 1 }, str_slice(text, 1, text.n));
}

static void add_text(Builder *builder, InlineChain *chain, const Token *token)
{
    const Run *run = builder->run;
    Str text = buf_text(&run->text);
    size_t from = token->lo;
    for (size_t open; (open = find_marks(run, from, token->hi, '{')) < token->hi;) {
        size_t close = find_marks(run, open + 2, token->hi, '}');
        if (close == token->hi) {
            diag_add(builder->maker->diags, DIAG_FIGURE_UNCLOSED, run_span(run, open, open + 2), "%s", "");
            diag_remedy(builder->maker->diags, "écrire {{ chemin }} ou {{ chemin | format }}");
            break;
        }
        add_words(builder, chain, from, open);
        Inline *figure = figure_inline(builder->maker, builder->home, str_slice(text, open + 2, close),
                                       run_span(run, open, close + 2));
        if (starts_sentence(builder, text, token->lo, open))
            capitalise(builder->maker->arena, figure);
        size_t end = figure->text.n;
        builder->last = end > 0 ? utf8_previous(figure->text, &end) : '0';
        chain_inlines(chain, figure);
        from = close + 2;
    }
    add_words(builder, chain, from, token->hi);
}

static bool is_scheme_allowed(Str uri)
{
    static const char *const schemes[] = { "http://", "https://", "mailto:" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        Str scheme = str_from_c(schemes[i]);
        size_t k = 0;
        while (k < scheme.n && k < uri.n && rune_lower((unsigned char)uri.p[k]) == (unsigned char)scheme.p[k])
            k++;
        if (k == scheme.n && uri.n > k)
            return true;
    }
    return false;
}

static Inline *link_inlines(Builder *builder, const Token *token, Inline *children)
{
    Maker *maker = builder->maker;
    if (ref_is_scheme(token->uri)) {
        builder->last = children ? builder->last : '0';
        return ref_inline(maker, builder->home, token->uri, children, token->span);
    }
    if (!is_scheme_allowed(token->uri) && !link_is_beside(token->uri)) {
        diag_add(maker->diags, DIAG_LINK_REFUSED, token->span, "%.*s", STR_ARG(token->uri));
        Str nearest = ref_nearest(maker, token->uri, builder->home->programme);
        if (nearest.n > 0)
            diag_remedy(maker->diags, "vouliez-vous dire « %.*s » ?", STR_ARG(nearest));
        else
            diag_remedy(maker->diags, "les adresses commencent par https://, http:// ou mailto:");
        return children;
    }
    Inline *link = inline_new(maker->arena, INLINE_LINK, token->span);
    link->uri = token->uri;
    link->first = children ? children : inline_text(maker->arena, token->uri, token->span);
    return link;
}

static Inline *note_inline(Maker *maker, const Token *token, Inline *children)
{
    Note *note = arena_new(maker->arena, Note);
    note->span = token->span;
    note->content = block_paragraph(maker->arena, children, token->span);
    Inline *node = inline_new(maker->arena, INLINE_NOTE, token->span);
    node->note = note;
    return node;
}

static Inline *marked_inlines(Builder *builder, const Token *token)
{
    if (token->what == INLINE_NOTE) {
        uint32_t last = builder->last;
        builder->last = 0;
        Inline *note = note_inline(builder->maker, token, build(builder));
        builder->last = last;
        return note;
    }
    Inline *children = build(builder);
    if (token->what == INLINE_LINK)
        return link_inlines(builder, token, children);
    Inline *mark = inline_new(builder->maker->arena, token->what, token->span);
    mark->first = children;
    return children ? mark : NULL;
}

static Inline *build(Builder *builder)
{
    InlineChain chain;
    CHAIN_OPEN(&chain);
    Arena *arena = builder->maker->arena;
    while (builder->next < builder->run->tokens.n) {
        const Token *token = &builder->run->tokens.at[builder->next++];
        switch (token->kind) {
        case TOKEN_TEXT:
            add_text(builder, &chain, token);
            break;
        case TOKEN_BREAK:
            chain_inlines(&chain, inline_new(arena, INLINE_BREAK, token->span));
            builder->last = 0;
            break;
        case TOKEN_CODE:
            chain_inlines(&chain, typed_inlines(arena, INLINE_CODE, token->text, token->span));
            builder->last = 'x';
            break;
        case TOKEN_OPEN:
            chain_inlines(&chain, marked_inlines(builder, token));
            break;
        case TOKEN_IMAGE:                /* taken out before */
            break;
        case TOKEN_CLOSE:
            return chain.first;
        }
    }
    return chain.first;
}

/* Two words or more without a small letter: a title in capitals. */
static bool is_capitals(Str text)
{
    text = str_trim(text);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune_is_letter(rune) && !rune_is_upper(rune) && !rune_is_arabic(rune))
            return false;
    }
    return str_find(text, STR(" "), 0) < text.n;
}

Inline *run_inlines(Maker *maker, const Home *home, const Run *run)
{
    Run cut = *run;
    Matcher matcher = { .maker = maker, .run = &cut };
    match_brackets(&matcher);
    if (matcher.brackets.n > 0)
        cut_notes(maker, &cut, &matcher);
    Builder builder = { .maker = maker, .home = home, .run = &cut, .is_title = is_capitals(buf_text(&run->text)) };
    return build(&builder);
}

bool run_split_reference(Arena *arena, Run *run, Run *reference)
{
    if (run->tokens.n == 0 || array_last(&run->tokens).kind != TOKEN_TEXT)
        return false;
    Token *last = &array_last(&run->tokens);
    Str text = str_slice(buf_text(&run->text), last->lo, last->hi);
    size_t at = actions_find(text);
    bool has_title = run->tokens.n > 1 || str_trim(str_slice(text, 0, at)).n > 0;
    if (at == text.n || !has_title)
        return false;
    *reference = (Run){ .text = run->text, .file = run->file };
    reference->at.at = run->at.at;
    reference->at.n = run->at.n;
    array_push(arena, &reference->tokens, (Token){ .kind = TOKEN_TEXT, .lo = last->lo + at, .hi = last->hi });
    while (at > 0 && rune_is_blank((unsigned char)text.p[at - 1]))
        at--;
    last->hi = last->lo + at;
    return true;
}
