/* yaml.c - from libyaml's events to a tree
 *
 * libyaml hands out events with marks that count characters. The text is
 * walked once beforehand: it gives the table from characters to bytes, and
 * finds what libyaml would stumble over much too early (it decodes ahead),
 * so that all that stands before a bad byte is kept.
 *
 * A stack of open lists and maps grows the tree. Whatever stops the reading
 * leaves the newest nodes marked as broken.
 */
#include "data/yaml_impl.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/map.h"
#include "base/utf8.h"
#include "data/invisible.h"

enum { DEPTH_MAX = 64, MARK_STEP = 64, KEYS_FEW = 16 };

/* A list or map that is being filled. */
typedef struct {
    YamlNode *node, *last;               /* last child */
    Str       key;                       /* of the value to come */
    Span      key_span;
    bool      has_key;
    bool      is_key;                    /* this collection stands where a key should */
    bool      key_is_odd;                /* the key was such a collection: drop its value */
    bool      has_odd_key;               /* a key among others was one */
    bool      is_flow;
    size_t    indent;                    /* column of the nearest block around, from 0 */
    Map       keys;                      /* to its node, once there are more than KEYS_FEW */
} Open;

typedef struct {
    Arena    *arena;
    Diags    *diags;
    uint32_t  file;
    const Source *source;
    Str       text;                      /* of the whole file */
    size_t    lo, hi;                    /* the bytes libyaml reads */
    ARRAY(uint32_t) marks;               /* byte offset of every MARK_STEP-th character */
    Open      stack[DEPTH_MAX];
    size_t    depth;
    YamlNode *root;
    Map       anchors;                   /* names reported */
    size_t    documents;
    size_t    quote_at, alias_at;        /* see YamlFault */
    bool      is_cut;                    /* hi lies before the end, and this was reported */
    bool      has_failed, is_stopped;
} Reader;

static Span span_of(const Reader *r, size_t lo, size_t hi)
{
    return (Span){ r->file, (uint32_t)lo, (uint32_t)hi };
}

/* Ends the text before the line of byte `at`. */
static void cut(Reader *r, size_t at)
{
    size_t start = yaml_line_start(r->text, at);
    r->hi = start > r->lo ? start : r->lo;
    r->is_cut = true;
}

static void skip_byte_order_mark(Reader *r)
{
    if (!str_starts(r->text, STR("\xEF\xBB\xBF")))
        return;
    r->lo = 3;
    diag_add(r->diags, DIAG_BOM, span_of(r, 0, 3), "%s", "");
    diag_remedy(r->diags, "enregistrer le fichier en UTF-8 sans BOM");
}

/* Walks the characters: notes their places, stops before what is none. */
static void scan_characters(Reader *r)
{
    size_t bad = r->lo + utf8_invalid_at(str_slice(r->text, r->lo, r->text.n));
    r->hi = r->text.n;
    if (bad < r->text.n) {
        diag_add(r->diags, DIAG_NOT_UTF8, span_of(r, bad, bad + 1), "octet %02X",
                 (unsigned)(unsigned char)r->text.p[bad]);
        diag_remedy(r->diags, "enregistrer le fichier en UTF-8");
        cut(r, bad);
    }
    size_t index = 0;
    for (size_t at = r->lo, start; at < r->hi; index++) {
        if (index % MARK_STEP == 0)
            array_push(r->arena, &r->marks, (uint32_t)at);
        start = at;
        uint32_t rune = utf8_next(r->text, &at);
        if (rune_is_text(rune) || r->is_cut)
            continue;
        diag_add(r->diags, DIAG_YAML_SYNTAX, span_of(r, start, at),
                 "caractère invisible (U+%04X)", (unsigned)rune);
        diag_remedy(r->diags, "effacer ce caractère");
        cut(r, start);
    }
}

/* The byte at which character `index` begins. */
static size_t byte_of(const Reader *r, size_t index)
{
    size_t mark = index / MARK_STEP;
    if (mark >= r->marks.n)
        return r->hi;
    size_t at = r->marks.at[mark];
    for (size_t i = index % MARK_STEP; i > 0 && at < r->hi; i--)
        utf8_next(r->text, &at);
    return at < r->hi ? at : r->hi;
}

static Span event_span(const Reader *r, const yaml_event_t *event)
{
    size_t lo = byte_of(r, event->start_mark.index), hi = byte_of(r, event->end_mark.index);
    while (hi > lo && (r->text.p[hi - 1] == '\n' || r->text.p[hi - 1] == '\r' || r->text.p[hi - 1] == ' '))
        hi--;                            /* a block scalar runs to the next token */
    bool is_block = event->type == YAML_SCALAR_EVENT && (event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE
                                                         || event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE);
    while (is_block && hi < r->hi && r->text.p[hi] == ' ')
        hi++;                            /* blanks that end its last line are text */
    return span_of(r, lo, hi);
}

/* The place where a child of `open` hangs on. */
static void append(Open *open, YamlNode *node)
{
    if (open->last != NULL)
        open->last->next = node;
    else
        open->node->first = node;
    open->last = node;
    open->node->count++;
    open->node->span.hi = node->span.hi > open->node->span.hi ? node->span.hi : open->node->span.hi;
}

static void report_key_twice(Reader *r, const Open *open, const YamlNode *first)
{
    diag_add(r->diags, DIAG_KEY_TWICE, open->key_span, "`%.*s`, déjà donnée ligne %u",
             STR_ARG(open->key), (unsigned)source_place(r->source, first->key_span.lo).line);
    diag_remedy(r->diags, "garder une seule des deux lignes, ou renommer la clé");
}

/* A map's keys are compared one by one while they are few: most maps are
 * small, and there may be a million of them. */
static YamlNode *find_key(const Open *open)
{
    if (open->node->count > KEYS_FEW)
        return map_find(&open->keys, open->key);
    YamlNode *node = open->node->first;
    while (node != NULL && !str_equal(node->key, open->key))
        node = node->next;
    return node;
}

static void note_key(Reader *r, Open *open)
{
    if (open->node->count <= KEYS_FEW)
        return;
    bool is_first = open->keys.entries.n == 0;
    for (YamlNode *node = is_first ? open->node->first : open->last; node != NULL; node = node->next)
        map_set(r->arena, &open->keys, node->key, node);
}

/* Hangs a finished value under its key. */
static void append_value(Reader *r, Open *open, YamlNode *node)
{
    open->has_key = false;
    if (open->key_is_odd) {
        open->key_is_odd = false;
        return;
    }
    if (node->is_broken && node->kind == YAML_SCALAR) {
        open->node->is_broken = true;    /* an alias: as if the key were not there */
        return;
    }
    const YamlNode *first = find_key(open);
    if (first != NULL) {
        report_key_twice(r, open, first);
        return;
    }
    node->key = open->key;
    node->key_span = open->key_span;
    append(open, node);
    note_key(r, open);
}

/* Puts a scalar or a finished collection where it belongs. */
static void place(Reader *r, YamlNode *node)
{
    if (r->depth == 0) {
        r->root = node;
        return;
    }
    Open *open = &r->stack[r->depth - 1];
    if (open->node->kind == YAML_LIST) {
        append(open, node);
    } else if (open->has_key) {
        append_value(r, open, node);
    } else {
        open->key = node->scalar;
        open->key_span = node->span;
        open->has_key = true;
    }
}

static void report_anchor(Reader *r, const unsigned char *anchor, Span span)
{
    Str name = str_copy(r->arena, str_from_c((const char *)anchor));
    r->alias_at = span.lo;
    if (map_find(&r->anchors, name) != NULL)
        return;                          /* one mistake: the anchor, or its first alias */
    map_set(r->arena, &r->anchors, name, r);
    diag_add(r->diags, DIAG_ALIAS, span, "« %.*s »", STR_ARG(name));
    diag_remedy(r->diags, "recopier la valeur à sa place, ou mettre le texte entre guillemets");
}

/* Reports an anchor or a tag before a node; the node itself is kept. */
static void check_properties(Reader *r, const yaml_event_t *event, const unsigned char *anchor,
                             const unsigned char *tag)
{
    if (anchor == NULL && tag == NULL)
        return;
    size_t lo = byte_of(r, event->start_mark.index), end = yaml_line_end(r->text, lo);
    size_t hi = lo;
    while (hi < end && r->text.p[hi] != ' ')
        hi++;
    if (anchor != NULL) {
        report_anchor(r, anchor, span_of(r, lo, hi));
    } else {
        diag_add(r->diags, DIAG_TAG, span_of(r, lo, hi), "%s", "");
        diag_remedy(r->diags, "l’effacer, ou mettre le texte entre guillemets");
    }
}

/* A text in quotes whose next lines begin left of, or at, the block around
 * was never closed: it swallowed the keys below. */
static bool has_swallowed_lines(const Reader *r, Span span, size_t indent)
{
    size_t at = yaml_line_end(r->text, span.lo);
    while (at < span.hi) {
        size_t start = at + 1, text = yaml_line_text(r->text, start);
        at = yaml_line_end(r->text, start);
        if (text < at && text < span.hi && text - start <= indent && r->text.p[start - 1] == '\n')
            return true;
    }
    return false;
}

static void stop(Reader *r)
{
    r->has_failed = r->is_stopped = true;
}

/* Notes a closing quote that something other than a separator follows. */
static bool check_quotes(Reader *r, Span span)
{
    size_t indent = r->depth > 0 ? r->stack[r->depth - 1].indent : 0;
    bool is_swallowing = r->depth > 0 && has_swallowed_lines(r, span, indent);
    bool is_odd = span.hi < r->hi && memchr(" \t\r\n,]}:", r->text.p[span.hi], 8) == NULL;
    r->quote_at = is_swallowing || is_odd ? span.lo : YAML_NOWHERE;
    if (!is_swallowing)
        return true;
    YamlFault fault = { .file = r->file, .text = r->text, .context = "", .problem = "",
                        .context_at = YAML_NOWHERE, .problem_at = span.lo, .quote_at = span.lo,
                        .alias_at = YAML_NOWHERE };
    yaml_explain(r->diags, &fault);
    stop(r);
    return false;
}

static void on_scalar(Reader *r, const yaml_event_t *event)
{
    Span span = event_span(r, event);
    Str written = { (const char *)event->data.scalar.value, event->data.scalar.length };
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)     /* an escape may stand for what was looked for before */
        written = text_without_invisible(r->arena, written, span, r->diags);
    Str bytes = str_slice(r->text, span.lo, span.hi);
    bool is_quoted = event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE
                     || event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    check_properties(r, event, event->data.scalar.anchor,
                     event->data.scalar.quoted_implicit || event->data.scalar.plain_implicit
                         ? NULL : event->data.scalar.tag);
    if (is_quoted && !check_quotes(r, span))
        return;
    YamlNode *node = arena_new(r->arena, YamlNode);
    node->kind = YAML_SCALAR;
    node->span = span;
    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool is_null = node->is_plain && (str_equal(written, STR("~")) || str_equal(written, STR("null")));
    node->scalar = is_null ? STR_NONE : str_equal(written, bytes) ? bytes : str_copy(r->arena, written);
    place(r, node);
}

static void on_alias(Reader *r, const yaml_event_t *event)
{
    Span span = event_span(r, event);
    report_anchor(r, event->data.alias.anchor, span);
    YamlNode *node = arena_new(r->arena, YamlNode);
    *node = (YamlNode){ .kind = YAML_SCALAR, .span = span, .is_plain = true, .is_broken = true };
    place(r, node);
}

static void open_node(Reader *r, const yaml_event_t *event, YamlKind kind, bool is_flow)
{
    size_t lo = byte_of(r, event->start_mark.index);
    if (r->depth == DEPTH_MAX) {
        diag_add(r->diags, DIAG_TOO_DEEP, span_of(r, lo, lo + 1), "plus de %d niveaux", DEPTH_MAX);
        diag_remedy(r->diags, "ramener ces données à moins de niveaux");
        stop(r);
        return;
    }
    YamlNode *node = arena_new(r->arena, YamlNode);
    node->kind = kind;
    node->span = span_of(r, lo, lo);
    Open *around = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    size_t column = event->start_mark.column;      /* blanks and dashes before it: bytes as well */
    r->stack[r->depth++] = (Open){
        .node = node,
        .is_key = around != NULL && around->node->kind == YAML_MAP && !around->has_key,
        .is_flow = is_flow,
        .indent = !is_flow ? column : around != NULL ? around->indent : 0,
    };
}

static void on_list(Reader *r, const yaml_event_t *event)
{
    check_properties(r, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    open_node(r, event, YAML_LIST, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
}

static void on_map(Reader *r, const yaml_event_t *event)
{
    check_properties(r, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    open_node(r, event, YAML_MAP, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
}

/* A map with a map for a key: `{{ path }}` without quotes is what editors
 * mean by it; anything else is reported and left out. */
static void mend_odd_key(Reader *r, YamlNode *node, const Open *open)
{
    Str bytes = str_slice(r->text, node->span.lo, node->span.hi);
    if (open->is_flow && str_starts(bytes, STR("{{")) && str_ends(bytes, STR("}}"))) {
        *node = (YamlNode){ .kind = YAML_SCALAR, .span = node->span, .is_plain = true, .scalar = bytes };
        return;
    }
    diag_add(r->diags, DIAG_YAML_SYNTAX, node->span, "une clé ne peut être ni une liste ni un groupe");
    diag_remedy(r->diags, "mettre le texte entre guillemets : \"…\"");
    node->is_broken = true;
}

static void on_end(Reader *r, const yaml_event_t *event)
{
    Open *open = &r->stack[--r->depth];
    YamlNode *node = open->node;
    if (open->is_flow)
        node->span.hi = (uint32_t)byte_of(r, event->end_mark.index);
    if (open->has_odd_key)
        mend_odd_key(r, node, open);
    if (!open->is_key) {
        place(r, node);
        return;
    }
    Open *around = &r->stack[r->depth - 1];
    around->has_key = around->key_is_odd = around->has_odd_key = true;
}

static void on_document(Reader *r, const yaml_event_t *event)
{
    if (++r->documents == 1)
        return;
    size_t lo = byte_of(r, event->start_mark.index);
    diag_add(r->diags, DIAG_DOCUMENTS, span_of(r, lo, yaml_line_end(r->text, lo)), "%s", "");
    diag_remedy(r->diags, "ôter la ligne « --- », ou faire deux fichiers");
    r->is_stopped = true;
}

static void on_nothing(Reader *r, const yaml_event_t *event)
{
    r->is_stopped = event->type == YAML_STREAM_END_EVENT;
}

static void (*const handlers[])(Reader *, const yaml_event_t *) = {
    [YAML_NO_EVENT]             = on_nothing,
    [YAML_STREAM_START_EVENT]   = on_nothing,
    [YAML_STREAM_END_EVENT]     = on_nothing,
    [YAML_DOCUMENT_START_EVENT] = on_document,
    [YAML_DOCUMENT_END_EVENT]   = on_nothing,
    [YAML_ALIAS_EVENT]          = on_alias,
    [YAML_SCALAR_EVENT]         = on_scalar,
    [YAML_SEQUENCE_START_EVENT] = on_list,
    [YAML_SEQUENCE_END_EVENT]   = on_end,
    [YAML_MAPPING_START_EVENT]  = on_map,
    [YAML_MAPPING_END_EVENT]    = on_end,
};

static void on_failure(Reader *r, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR)
        abort();                         /* as the arenas do */
    YamlFault fault = {
        .file = r->file, .text = str_slice(r->text, 0, r->hi),
        .context = parser->context ? parser->context : "",
        .problem = parser->problem ? parser->problem : "",
        .context_at = parser->context ? byte_of(r, parser->context_mark.index) : YAML_NOWHERE,
        .problem_at = byte_of(r, parser->problem_mark.index),
        .quote_at = r->quote_at, .alias_at = r->alias_at,
        .indent = r->depth > 0 ? r->stack[r->depth - 1].indent : 0,
    };
    if (!r->is_cut)                      /* else the cut made the fault */
        yaml_explain(r->diags, &fault);
    stop(r);
}

static void read_events(Reader *r)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        abort();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)r->text.p + r->lo, r->hi - r->lo);
    while (!r->is_stopped) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            on_failure(r, &parser);
            break;
        }
        handlers[event.type](r, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

/* Where reading stopped, the newest lists and maps may have lost their end,
 * closed or not, and a text of several lines may have swallowed what was
 * meant to follow it. */
static void mark_last_nodes(const Reader *r, YamlNode *node)
{
    while (node != NULL) {
        bool has_lines = yaml_line_end(r->text, node->span.lo) < node->span.hi;
        node->is_broken = node->kind != YAML_SCALAR || (has_lines && r->has_failed);
        YamlNode *last = node->first;
        while (last != NULL && last->next != NULL)
            last = last->next;
        node = last;
    }
}

/* Closes what a stop left open, so that what was read hangs together. */
static YamlNode *finish(Reader *r)
{
    while (r->depth > 0) {
        Open open = r->stack[--r->depth];
        const Open *around = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
        if (!open.is_key && (around == NULL || around->node->kind == YAML_LIST || around->has_key))
            place(r, open.node);
    }
    const YamlNode *root = r->root;
    bool is_empty = root == NULL
                    || (root->kind == YAML_SCALAR && root->is_plain && (root->scalar.n == 0 || r->has_failed));
    if (is_empty) {
        r->root = arena_new(r->arena, YamlNode);
        *r->root = (YamlNode){ .kind = YAML_MAP, .span = span_of(r, r->lo, r->lo), .is_broken = true };
        if (!r->is_cut && !r->has_failed)
            diag_add(r->diags, DIAG_FILE_EMPTY, r->root->span, "%s", "");
    }
    if (r->is_cut || r->has_failed)
        mark_last_nodes(r, r->root);
    return r->root;
}

YamlNode *yaml_read(Arena *arena, const Sources *sources, uint32_t file, Diags *diags)
{
    const Source *source = source_of(sources, (Span){ file, 0, 0 });
    Reader *r = arena_new(arena, Reader);
    r->arena = arena;
    r->diags = diags;
    r->file = file;
    r->source = source;
    r->text = source->text;
    r->quote_at = r->alias_at = YAML_NOWHERE;
    skip_byte_order_mark(r);
    scan_characters(r);
    read_events(r);
    return finish(r);
}

const YamlNode *yaml_find(const YamlNode *map, Str key)
{
    if (map == NULL || map->kind != YAML_MAP)
        return NULL;
    for (const YamlNode *node = map->first; node != NULL; node = node->next)
        if (str_equal(node->key, key))
            return node;
    return NULL;
}

static YamlNode *copy_node(Arena *arena, const YamlNode *node)
{
    YamlNode *copy = arena_new(arena, YamlNode);
    *copy = *node;
    copy->next = NULL;
    return copy;
}

YamlNode *yaml_overlay(Arena *arena, const YamlNode *base, const YamlNode *over)
{
    YamlNode *joined = copy_node(arena, over);
    if (base->kind != YAML_MAP || over->kind != YAML_MAP)
        return joined;
    YamlNode **end = &joined->first;
    joined->is_broken = base->is_broken || over->is_broken;
    joined->count = 0;
    for (const YamlNode *node = base->first; node != NULL; node = node->next) {
        const YamlNode *newer = yaml_find(over, node->key);
        *end = newer != NULL ? yaml_overlay(arena, node, newer) : copy_node(arena, node);
        end = &(*end)->next;
        joined->count++;
    }
    for (const YamlNode *node = over->first; node != NULL; node = node->next) {
        if (yaml_find(base, node->key) != NULL)
            continue;
        *end = copy_node(arena, node);
        end = &(*end)->next;
        joined->count++;
    }
    return joined;
}

/* Lists of maps go item by item; what `over` has more of is left out. */
static YamlNode *list_twin(Arena *arena, const YamlNode *base, const YamlNode *over)
{
    YamlNode *joined = copy_node(arena, base), **end = &joined->first;
    const YamlNode *newer = over->first;
    joined->is_broken = base->is_broken || over->is_broken;
    for (const YamlNode *node = base->first; node != NULL; node = node->next) {
        *end = newer != NULL ? yaml_twin(arena, node, newer) : copy_node(arena, node);
        newer = newer != NULL ? newer->next : NULL;
        end = &(*end)->next;
    }
    return joined;
}

YamlNode *yaml_twin(Arena *arena, const YamlNode *base, const YamlNode *over)
{
    if (base->kind == YAML_LIST && over->kind == YAML_LIST)
        return list_twin(arena, base, over);
    if (base->kind != YAML_MAP || over->kind != YAML_MAP)
        return copy_node(arena, over);
    YamlNode *joined = copy_node(arena, base), **end = &joined->first;
    joined->is_broken = base->is_broken || over->is_broken;
    for (const YamlNode *node = base->first; node != NULL; node = node->next) {
        const YamlNode *newer = yaml_find(over, node->key);
        *end = newer != NULL ? yaml_twin(arena, node, newer) : copy_node(arena, node);
        end = &(*end)->next;
    }
    for (const YamlNode *node = over->first; node != NULL; node = node->next)
        if (yaml_find(base, node->key) == NULL) {
            *end = copy_node(arena, node);
            end = &(*end)->next;
            joined->count++;
        }
    return joined;
}
