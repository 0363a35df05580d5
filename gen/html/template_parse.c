#include "html/template_impl.h"

#include <stdio.h>
#include <string.h>

/* The parser walks from tag to tag. A section's node keeps the place after
 * its last node, filled in when the end tag comes, so that the list stays
 * flat and parsing needs no recursion. */

enum { SECTION_DEPTH = 64 };

typedef struct {
    Arena   *arena;
    Str      text;
    uint32_t file;
    Diags   *diags;
    Str      open, close;                /* the delimiters */
    size_t   at;
    TemplateNodes nodes;
    size_t   sections[SECTION_DEPTH];    /* nodes of the sections that are open */
    int      depth;
} Parser;

typedef struct {
    char   sign;                         /* # ^ / > ! = & { or 0 */
    Str    name;                         /* without blanks around */
    size_t lo, hi;                       /* the tag with its delimiters */
} Tag;

static Span span_of(const Parser *parser, size_t lo, size_t hi)
{
    return (Span){ parser->file, (uint32_t)lo, (uint32_t)hi };
}

static void fault(Parser *parser, const Tag *tag, const char *what)
{
    diag_add(parser->diags, DIAG_TEMPLATE_SYNTAX, span_of(parser, tag->lo, tag->hi), "%s", what);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool starts_line(Str text, size_t at)
{
    return at == 0 || text.p[at - 1] == '\n';
}

static void push_text(Parser *parser, size_t lo, size_t hi)
{
    array_push(parser->arena, &parser->nodes, (TemplateNode){
        .kind = NODE_TEXT, .text = str_slice(parser->text, lo, hi),
        .starts_line = starts_line(parser->text, lo) });
}

/* A tag at the start of a line has an empty text of its own before it, so
 * that the line gets its indent. */
static void add_text(Parser *parser, size_t lo, size_t hi, bool is_before_tag)
{
    if (hi > lo)
        push_text(parser, lo, hi);
    if (is_before_tag && starts_line(parser->text, hi))
        push_text(parser, hi, hi);
}

/* Finds the next tag at or after `at`. False when there is none or it is not
 * closed. */
static bool next_tag(Parser *parser, Tag *tag)
{
    Str text = parser->text;
    size_t lo = str_find(text, parser->open, parser->at);
    if (lo >= text.n)
        return false;
    size_t at = lo + parser->open.n;
    char sign = at < text.n && strchr("#^/>!=&{", text.p[at]) != NULL ? text.p[at] : 0;
    if (sign != 0)
        at++;
    Str close = parser->close;
    if (sign == '{')
        close = str_join(parser->arena, STR("}"), close);
    else if (sign == '=')
        close = str_join(parser->arena, STR("="), close);
    size_t end = str_find(text, close, at);
    *tag = (Tag){ sign, str_trim(str_slice(text, at, end)), lo, end + close.n };
    if (end < text.n)
        return true;
    tag->hi = lo + parser->open.n;
    fault(parser, tag, "balise ouverte et jamais fermée");
    return false;
}

/* Says whether nothing but blanks shares the lines of a tag; then `*lo` and
 * `*hi` are the bounds of those lines. */
static bool is_alone(Str text, const Tag *tag, size_t *lo, size_t *hi)
{
    *lo = tag->lo;
    while (*lo > 0 && is_blank(text.p[*lo - 1]))
        --*lo;
    *hi = tag->hi;
    while (*hi < text.n && is_blank(text.p[*hi]))
        ++*hi;
    if (!starts_line(text, *lo))
        return false;
    if (*hi == text.n)
        return true;
    if (text.p[*hi] == '\r' && *hi + 1 < text.n)
        ++*hi;
    return text.p[(*hi)++] == '\n';
}

static void open_section(Parser *parser, const Tag *tag)
{
    if (parser->depth == SECTION_DEPTH) {
        fault(parser, tag, "trop de sections imbriquées");
        return;
    }
    parser->sections[parser->depth++] = parser->nodes.n;
    array_push(parser->arena, &parser->nodes, (TemplateNode){
        .kind = tag->sign == '#' ? NODE_SECTION : NODE_INVERTED, .text = tag->name,
        .span = span_of(parser, tag->lo, tag->hi) });
}

static void close_section(Parser *parser, const Tag *tag)
{
    if (parser->depth == 0) {
        fault(parser, tag, "fin d’une section qui n’est pas ouverte");
        return;
    }
    TemplateNode *section = &parser->nodes.at[parser->sections[parser->depth - 1]];
    if (!str_equal(section->text, tag->name)) {
        diag_add(parser->diags, DIAG_TEMPLATE_SYNTAX, span_of(parser, tag->lo, tag->hi),
                 "fin de « %.*s » alors que « %.*s » est ouverte", STR_ARG(tag->name), STR_ARG(section->text));
        return;
    }
    section->end = parser->nodes.n;
    parser->depth--;
}

/* {{=<% %>=}}: two marks with blanks between, without "=" in them. */
static void set_delimiters(Parser *parser, const Tag *tag)
{
    Str marks = tag->name;
    size_t first = 0;
    while (first < marks.n && !is_blank(marks.p[first]) && marks.p[first] != '\n')
        first++;
    Str open = str_slice(marks, 0, first), close = str_trim(str_slice(marks, first, marks.n));
    bool is_sound = open.n > 0 && close.n > 0 && str_find(close, STR(" "), 0) == close.n
                    && str_find(marks, STR("="), 0) == marks.n;
    if (!is_sound) {
        fault(parser, tag, "délimiteurs illisibles");
        return;
    }
    parser->open = open;
    parser->close = close;
}

static void add_named(Parser *parser, const Tag *tag, NodeKind kind, Str indent)
{
    array_push(parser->arena, &parser->nodes, (TemplateNode){
        .kind = kind, .text = tag->name, .indent = indent, .span = span_of(parser, tag->lo, tag->hi) });
}

static void add_tag(Parser *parser, const Tag *tag, Str indent)
{
    if (tag->name.n == 0 && tag->sign != '!') {
        fault(parser, tag, "balise sans nom");
        return;
    }
    switch (tag->sign) {
    case '!': return;
    case '=': set_delimiters(parser, tag); return;
    case '#':
    case '^': open_section(parser, tag); return;
    case '/': close_section(parser, tag); return;
    case '>': add_named(parser, tag, NODE_PARTIAL, indent); return;
    case '&':
    case '{': add_named(parser, tag, NODE_RAW_VALUE, STR_NONE); return;
    default:  add_named(parser, tag, NODE_VALUE, STR_NONE); return;
    }
}

TemplateNodes template_parse(Arena *arena, Str text, uint32_t file, Diags *diags)
{
    Parser parser = { .arena = arena, .text = text, .file = file, .diags = diags,
                      .open = STR("{{"), .close = STR("}}") };
    Tag tag;
    while (next_tag(&parser, &tag)) {
        size_t lo, hi;
        bool is_removed = tag.sign != 0 && strchr("#^/>!=", tag.sign) != NULL && is_alone(text, &tag, &lo, &hi);
        add_text(&parser, parser.at, is_removed ? lo : tag.lo, !is_removed);
        add_tag(&parser, &tag, is_removed ? str_slice(text, lo, tag.lo) : STR_NONE);
        parser.at = is_removed ? hi : tag.hi;
    }
    add_text(&parser, parser.at, text.n, false);
    while (parser.depth > 0) {
        TemplateNode *section = &parser.nodes.at[parser.sections[--parser.depth]];
        diag_add(diags, DIAG_TEMPLATE_SYNTAX, section->span, "section jamais fermée");
        section->end = parser.nodes.n;
    }
    return parser.nodes;
}
