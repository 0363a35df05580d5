/* dump.c - pages and structure as text, for people and golden tests */
#include "layout/layout.h"

#include "base/buf.h"

#define SAME_LINE PT(5)                  /* raised letters stand less above their line */

/* A run of glyphs with its place on the page, in painting order. */
typedef struct {
    Fixed    x, baseline, end;
    Str      text, seen;                 /* as read aloud, as drawn */
    Mark     mark;
    size_t   page;
} Shown;
typedef ARRAY(Shown) ShownList;

static void collect(Arena *arena, const Frame *frame, Fixed x, Fixed y, size_t page, ShownList *list)
{
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind == ITEM_GROUP)
            collect(arena, item->group, x + item->x, y + item->y, page, list);
        if (item->kind != ITEM_GLYPHS)
            continue;
        Str text = item->glyphs.has_actual ? item->glyphs.actual : item->glyphs.run->text;
        array_push(arena, list, (Shown){ x + item->x, y + item->y, x + item->x + item->glyphs.run->width, text,
                                         item->glyphs.run->text, item->mark, page });
    }
}

/* ---- pages ---- */

static const char *const artifact_words[] = {
    [ARTIFACT_NONE] = "", [ARTIFACT_HEADER] = "[en-tête] ", [ARTIFACT_FOOTER] = "[pied] ",
    [ARTIFACT_LAYOUT] = "[répété] ", [ARTIFACT_BACKGROUND] = "[fond] ",
};
_Static_assert(sizeof artifact_words / sizeof *artifact_words == ARTIFACT_KINDS, "every artifact needs a word");

/* `left` is where the line begins so far: text from right to left goes on there. */
static bool is_same_line(const Shown *a, const Shown *b, Fixed left)
{
    Fixed apart = a->baseline - b->baseline, behind = left - b->end;
    bool goes_left = behind < FIXED_ONE && behind > -FIXED_ONE;
    return apart < SAME_LINE && apart > -SAME_LINE && a->mark.artifact == b->mark.artifact
        && (b->x >= a->x || goes_left);
}

/* Parts text that stands apart on one line. */
static void write_gap(Buf *out, const Shown *before, const Shown *at)
{
    Str text = buf_text(out);
    bool is_apart = at->x - before->end > FIXED_ONE;
    if (is_apart && text.n > 0 && text.p[text.n - 1] != ' ')
        buf_char(out, ' ');
}

static void write_lines(Buf *out, const ShownList *list)
{
    Fixed left = 0;
    for (size_t i = 0; i < list->n; i++) {
        const Shown *shown = &list->at[i];
        if (i > 0 && is_same_line(&list->at[i - 1], shown, left)) {
            write_gap(out, &list->at[i - 1], shown);
            left = fixed_min(left, shown->x);
        } else {
            left = shown->x;
            buf_printf(out, "%s%8.2f %8.2f  %s", i > 0 ? "\n" : "", fixed_points(shown->baseline),
                       fixed_points(shown->x), artifact_words[shown->mark.artifact]);
        }
        buf_str(out, shown->seen);
    }
    if (list->n > 0)
        buf_char(out, '\n');
}

Str pages_dump(Arena *arena, const Pages *pages)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < pages->pages.n; i++) {
        const Page *page = &pages->pages.at[i];
        buf_printf(&out, "%spage %zu, folio %.*s, %s", i > 0 ? "\n" : "", i + 1, STR_ARG(page->folio),
                   i % 2 == 0 ? "recto" : "verso");
        if (page->frame->width > page->frame->height)
            buf_c(&out, ", à l’italienne");
        if (page->is_blank)
            buf_c(&out, ", blanche");
        else if (page->line_count > 0)
            buf_printf(&out, ", %d lignes", page->line_count);
        buf_char(&out, '\n');
        ShownList list = { 0 };
        collect(arena, page->frame, 0, 0, i, &list);
        write_lines(&out, &list);
    }
    return buf_text(&out);
}

/* ---- structure ---- */

/* Content of one element without a break, in painting order. */
typedef struct { Buf text; size_t page, next; } Segment;   /* next: of the same element; 0 at the end */

typedef struct {
    const Pages *pages;
    ARRAY(Segment) segments;             /* from 1 */
    size_t *first, *last;                /* of each element; 0 when it has none */
    size_t *earliest;                    /* of the element and all below it */
    Buf     out;
} TagDump;

static void add_segment(Arena *arena, TagDump *dump, const Shown *shown, TagId previous)
{
    TagId tag = shown->mark.tag;
    size_t last = dump->last[tag];
    if (previous != tag || dump->segments.at[last].page != shown->page) {
        size_t at = dump->segments.n;
        array_push(arena, &dump->segments, (Segment){ .text = buf_new(arena), .page = shown->page });
        if (last == 0)
            dump->first[tag] = at;
        else
            dump->segments.at[last].next = at;
        dump->last[tag] = last = at;
    }
    buf_str(&dump->segments.at[last].text, shown->text);
}

static void add_content(Arena *arena, TagDump *dump)
{
    array_push(arena, &dump->segments, (Segment){ 0 });
    TagId previous = 0;
    for (size_t i = 0; i < dump->pages->pages.n; i++) {
        ShownList list = { 0 };
        collect(arena, dump->pages->pages.at[i].frame, 0, 0, i, &list);
        for (size_t j = 0; j < list.n; j++) {
            if (list.at[j].mark.tag != 0)
                add_segment(arena, dump, &list.at[j], previous);
            previous = list.at[j].mark.tag;
        }
    }
}

/* Children have higher numbers than their parents, so one way back is enough. */
static void find_earliest(TagDump *dump)
{
    const TagTree *tags = dump->pages->tags;
    for (size_t id = tags->nodes.n; id-- > 1;) {
        size_t own = dump->first[id];
        if (own != 0 && (dump->earliest[id] == 0 || own < dump->earliest[id]))
            dump->earliest[id] = own;
        TagId parent = tags->nodes.at[id].parent;
        size_t mine = dump->earliest[id];
        if (mine != 0 && (dump->earliest[parent] == 0 || mine < dump->earliest[parent]))
            dump->earliest[parent] = mine;
    }
}

static void write_attribute(Buf *out, const char *name, Str value)
{
    if (value.n > 0)
        buf_printf(out, " %s=\"%.*s\"", name, STR_ARG(value));
}

static void write_attributes(Buf *out, const TagNode *node)
{
    static const char *const scopes[] = {
        [SCOPE_NONE] = "", [SCOPE_COLUMN] = "Column", [SCOPE_ROW] = "Row", [SCOPE_BOTH] = "Both",
    };
    static const char *const numberings[] = {
        [NUMBERING_NONE] = "", [NUMBERING_SQUARE] = "Square", [NUMBERING_DECIMAL] = "Decimal",
        [NUMBERING_DISC] = "Disc",
    };
    write_attribute(out, "T", node->title);
    write_attribute(out, "Alt", node->alt);
    write_attribute(out, "ActualText", node->actual);
    write_attribute(out, "E", node->expansion);
    write_attribute(out, "Lang", node->language);
    write_attribute(out, "ID", node->id);
    write_attribute(out, "Headers", node->headers);
    write_attribute(out, "Scope", str_from_c(scopes[node->scope]));
    write_attribute(out, "ListNumbering", str_from_c(numberings[node->numbering]));
    if (node->direction != DIRECTION_AS_PARENT)
        buf_c(out, node->direction == DIRECTION_RIGHT_TO_LEFT ? " WritingMode=\"RlTb\"" : " WritingMode=\"LrTb\"");
    if (node->colspan > 1)
        buf_printf(out, " ColSpan=%d", node->colspan);
    if (node->rowspan > 1)
        buf_printf(out, " RowSpan=%d", node->rowspan);
}

static void write_segment(TagDump *dump, size_t at)
{
    const Segment *segment = &dump->segments.at[at];
    Str folio = dump->pages->pages.at[segment->page].folio;
    buf_printf(&dump->out, "« %.*s » (%.*s)\n", STR_ARG(buf_text(&segment->text)), STR_ARG(folio));
}

static void write_indent(Buf *out, int depth)
{
    buf_printf(out, "%*s", 2 * depth, "");
}

static void write_tag(TagDump *dump, TagId id, int depth);

/* Content and children in the order in which they are heard. */
static void write_inside(TagDump *dump, TagId id, int depth)
{
    const TagTree *tags = dump->pages->tags;
    size_t segment = dump->first[id];
    TagId child = tags->nodes.at[id].first;
    while (segment != 0 || child != 0) {
        size_t next = child == 0 ? 0 : dump->earliest[child];
        if (segment != 0 && (child == 0 || (next != 0 && segment < next))) {
            write_indent(&dump->out, depth);
            write_segment(dump, segment);
            segment = dump->segments.at[segment].next;
        } else {
            write_tag(dump, child, depth);
            child = tags->nodes.at[child].next;
        }
    }
}

static void write_tag(TagDump *dump, TagId id, int depth)
{
    const TagNode *node = &dump->pages->tags->nodes.at[id];
    write_indent(&dump->out, depth);
    buf_c(&dump->out, tag_role_name(node->role));
    write_attributes(&dump->out, node);
    size_t only = dump->first[id];
    if (node->first == 0 && only != 0 && dump->segments.at[only].next == 0) {
        buf_char(&dump->out, ' ');
        write_segment(dump, only);
        return;
    }
    buf_char(&dump->out, '\n');
    write_inside(dump, id, depth + 1);
}

Str tags_dump(Arena *arena, const Pages *pages)
{
    size_t n = pages->tags->nodes.n + 1;
    TagDump dump = { .pages = pages, .first = arena_array(arena, size_t, n), .last = arena_array(arena, size_t, n),
                     .earliest = arena_array(arena, size_t, n), .out = buf_new(arena) };
    add_content(arena, &dump);
    find_earliest(&dump);
    write_tag(&dump, TAG_DOCUMENT_ID, 0);
    return buf_text(&dump.out);
}
