#include "layout/par_impl.h"

#include <string.h>

#include "text/bidi.h"

/* A fragment is an atom, or the part of one, on a line. Fragments are
 * collected in logical order, justified, put in visual order, and joined to
 * pieces where they follow one another in the same run. */
typedef struct {
    const Atom     *atom;
    uint32_t        lo, hi;
    const GlyphRun *glyphs;
    Fixed           width;               /* justified; 0 for a blank that ends the line */
    bool            is_hyphen;
} Fragment;

typedef struct {
    Arena          *arena;
    const ParText  *text;
    const ParItems *items;
    Fixed           measure;
    int             expansion;           /* of the letters of the line at hand, in thousandths */
    ARRAY(Fragment) fragments;           /* of the line at hand */
    uint8_t        *levels;
    size_t         *order;               /* visual */
    size_t          room;
} Builder;

/* Blanks are never widened above three times their width: a line that would
 * need it, beside a long address, is left short. Nor are they narrowed below
 * half, which only an overfull line asks for. */
enum { GROW_MAX = 2, NARROW_PART = 2 };

static bool is_forced(const LineItem *item)
{
    return item->kind == LINE_PENALTY && item->penalty <= -PENALTY_MAX;
}

/* The item that a line begins with: the first box from `at` on, or a forced break when the line is empty. */
static size_t line_start(const ParItems *items, size_t at)
{
    while (at + 1 < items->list.n && items->list.at[at].kind != LINE_BOX && !is_forced(&items->list.at[at]))
        at++;
    return at;
}

static void fragment_push(Builder *builder, const Atom *atom, uint32_t lo, uint32_t hi)
{
    bool is_whole = lo == atom->lo && hi == atom->hi;
    if (atom->kind == ATOM_BLANK && builder->text->text.p[lo] == ' ') {
        size_t n = builder->fragments.n;
        bool follows_blank = n > 0 && builder->fragments.at[n - 1].atom->kind == ATOM_BLANK;
        if (n == 0 || follows_blank)
            return;
        hi = lo + 1;
        is_whole = true;
    }
    const GlyphRun *glyphs = is_whole ? atom->glyphs : atom_shape(builder->text, atom, lo, hi);
    array_push(builder->text->scratch, &builder->fragments, (Fragment){ atom, lo, hi, glyphs, glyphs->width, false });
}

/* What stands between two items, with the blank at its end that gives no width but parts the words for who
 * copies or listens. */
static void fragments_collect(Builder *builder, size_t from, size_t to, size_t next)
{
    const ParItems *items = builder->items;
    const ParText *text = builder->text;
    builder->fragments.n = 0;
    uint32_t lo = items->places.at[from].byte, hi = items->places.at[next].byte;
    if (next + 1 == items->list.n)
        hi = (uint32_t)text->text.n;
    const LineItem *end = &items->list.at[to];
    bool is_cut = end->kind == LINE_PENALTY && end->width > 0;
    if (is_cut)
        hi = items->places.at[to].byte;
    size_t last = 0;
    for (size_t i = items->places.at[from].atom; i < text->atoms.n && text->atoms.at[i].lo < hi; i++) {
        const Atom *atom = &text->atoms.at[i];
        if (atom->kind == ATOM_BREAK)
            continue;
        fragment_push(builder, atom, atom->lo < lo ? lo : atom->lo, atom->hi > hi ? hi : atom->hi);
        last = i;
    }
    if (is_cut) {
        const Atom *atom = &text->atoms.at[last];
        const GlyphRun *hyphen = shape_word(text->context->setting->fonts, atom->style, STR("-"));
        array_push(text->scratch, &builder->fragments, (Fragment){ atom, hi, hi, hyphen, hyphen->width, true });
    }
    for (size_t i = builder->fragments.n; i > 0 && builder->fragments.at[i - 1].atom->kind == ATOM_BLANK; i--)
        builder->fragments.at[i - 1].width = 0;
}

static Fixed fragments_width(const Builder *builder)
{
    Fixed width = 0;
    for (size_t i = 0; i < builder->fragments.n; i++)
        width += builder->fragments.at[i].width;
    return width;
}

static bool is_open_blank(const Fragment *fragment)
{
    return fragment->atom->kind == ATOM_BLANK && !fragment->is_hyphen && fragment->width > 0;
}

enum { GAP_OWN = 100, GAP_MOST = 1000 };

/* Blanks that take `lack` more, in hundredths of what they are; from 1 to GAP_MOST. */
static int gap_of(Fixed blanks, Fixed lack)
{
    if (blanks == 0)
        return lack > 0 ? GAP_MOST : GAP_OWN;
    int64_t gap = GAP_OWN * ((int64_t)blanks + lack) / blanks;
    return gap < 1 ? 1 : gap > GAP_MOST ? GAP_MOST : (int)gap;
}

static Fixed blanks_width(const Builder *builder)
{
    Fixed width = 0;
    for (size_t i = 0; i < builder->fragments.n; i++)
        if (is_open_blank(&builder->fragments.at[i]))
            width += builder->fragments.at[i].width;
    return width;
}

static Fixed expanded(Fixed width, int expansion)
{
    return width + fixed_scale(width, expansion, 1000);
}

/* The letters' share of `lack` (or, below 0, of an excess), in thousandths of their width: as their give is to
 * that of the blanks, EXPANSION_MOST at most. */
static int expansion_of(Fixed letters, Fixed blanks, Fixed lack)
{
    Fixed give = fixed_scale(letters, EXPANSION_MOST, 1000);
    Fixed all = give + blanks / (lack < 0 ? BLANK_SHRINK_PART : BLANK_STRETCH_PART);
    if (all == 0)
        return 0;
    int expansion = (int)((int64_t)EXPANSION_MOST * lack / all);
    return expansion > EXPANSION_MOST ? EXPANSION_MOST : expansion < -EXPANSION_MOST ? -EXPANSION_MOST : expansion;
}

/* Shares `lack` among letters and blanks; returns what is left for the blanks. */
static Fixed letters_expand(Builder *builder, Fixed lack)
{
    Fixed blanks = blanks_width(builder);
    builder->expansion = expansion_of(fragments_width(builder) - blanks, blanks, lack);
    for (size_t i = 0; i < builder->fragments.n; i++) {
        Fragment *fragment = &builder->fragments.at[i];
        if (is_open_blank(fragment) || fragment->width == 0)
            continue;
        fragment->width = expanded(fragment->glyphs->width, builder->expansion);
        lack -= fragment->width - fragment->glyphs->width;
    }
    return lack;
}

/* Shares `lack` (or, below 0, an excess) among the blanks by their widths. What rounding leaves goes with the
 * next blank, so that the line ends exactly at the measure. Returns the mean word gap that this asks for, in
 * hundredths of the face's own. */
static int blanks_justify(Builder *builder, Fixed lack)
{
    Fixed blanks = blanks_width(builder);
    int gap = gap_of(blanks, lack);
    if (blanks == 0 || lack > GROW_MAX * blanks)
        return gap;
    lack = fixed_max(lack, -blanks / NARROW_PART);
    Fixed before = 0, given = 0;
    for (size_t i = 0; i < builder->fragments.n; i++) {
        Fragment *fragment = &builder->fragments.at[i];
        if (!is_open_blank(fragment))
            continue;
        before += fragment->width;
        Fixed share = fixed_scale(lack, before, blanks) - given;
        fragment->width += share;
        given += share;
    }
    return gap;
}

/* A blank that ends the line has the paragraph's level (UAX #9, L1). */
static void fragments_order(Builder *builder)
{
    size_t n = builder->fragments.n;
    if (n > builder->room) {
        builder->room = 2 * n;
        builder->levels = arena_array(builder->text->scratch, uint8_t, builder->room);
        builder->order = arena_array(builder->text->scratch, size_t, builder->room);
    }
    for (size_t i = 0; i < n; i++) {
        const Fragment *fragment = &builder->fragments.at[i];
        bool is_end = fragment->atom->kind == ATOM_BLANK && !is_open_blank(fragment);
        builder->levels[i] = is_end ? builder->text->par->is_rtl : fragment->atom->level;
    }
    bidi_order(builder->levels, n, builder->order);
}

static const Fragment *fragment_at(const Builder *builder, size_t place)
{
    return &builder->fragments.at[builder->order[place]];
}

/* Whether `right`, which stands to the right of `left`, goes on in the same piece. */
static bool is_continued(const Fragment *left, const Fragment *right)
{
    const ShapeStyle *a = &left->atom->style, *b = &right->atom->style;
    return left->atom->run == right->atom->run && !left->is_hyphen && !right->is_hyphen
        && a->is_rtl == b->is_rtl && a->face == b->face && a->size == b->size
        && (a->is_rtl ? right->hi == left->lo : left->hi == right->lo);
}

/* Copies a fragment's glyphs behind those of the piece. A blank is one glyph, which takes the justified width;
 * what rounding leaves of a letter's expansion goes with the next. */
static void piece_append(GlyphRun *run, const Fragment *fragment, uint32_t first_byte)
{
    bool is_blank = fragment->atom->kind == ATOM_BLANK && !fragment->is_hyphen;
    Fixed advance = 0, place = 0;        /* so far: of the letters as they are, and expanded */
    for (uint32_t i = 0; i < fragment->glyphs->count; i++) {
        Glyph glyph = fragment->glyphs->glyphs[i];
        glyph.cluster += fragment->lo - first_byte;
        advance += glyph.advance;
        Fixed next = run->expansion == 0 ? advance : expanded(advance, run->expansion);
        glyph.advance = is_blank ? fragment->width : next - place;
        place = next;
        run->glyphs[run->count++] = glyph;
    }
    run->width += fragment->width;
}

/* The piece of the fragments at visual places [from, to). */
static LinePiece piece_new(const Builder *builder, size_t from, size_t to, Fixed x)
{
    const Fragment *first = fragment_at(builder, from);
    const ParRun *par_run = &builder->text->par->runs.at[first->atom->run];
    uint32_t lo = first->lo, hi = first->hi, count = 0;
    for (size_t i = from; i < to; i++) {
        const Fragment *fragment = fragment_at(builder, i);
        lo = fragment->lo < lo ? fragment->lo : lo;
        hi = fragment->hi > hi ? fragment->hi : hi;
        count += fragment->glyphs->count;
    }
    uint32_t start = builder->text->starts[first->atom->run];
    GlyphRun *run = arena_new(builder->arena, GlyphRun);
    const ShapeStyle *style = &first->atom->style;
    *run = (GlyphRun){ .face = style->face, .size = style->size, .is_rtl = style->is_rtl,
                       .text = str_slice(par_run->text, lo - start, hi - start),
                       .glyphs = arena_array(builder->arena, Glyph, count), .expansion = builder->expansion };
    if (first->is_hyphen)
        run->text = STR("-");
    for (size_t i = from; i < to; i++)
        piece_append(run, fragment_at(builder, i), lo);
    return (LinePiece){ x, par_run, run, first->is_hyphen, lo };
}

/* From the order of places to that of reading: few pieces are out of it. A hyphen stays behind its word. */
static void pieces_sort(Line *line)
{
    LinePiece *pieces = line->pieces.at;
    for (size_t i = 1; i < line->pieces.n; i++)
        for (size_t j = i; j > 0 && pieces[j - 1].at > pieces[j].at; j--) {
            LinePiece piece = pieces[j];
            pieces[j] = pieces[j - 1];
            pieces[j - 1] = piece;
        }
}

static void pieces_join(const Builder *builder, Line *line, Fixed x)
{
    size_t n = builder->fragments.n;
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && is_continued(fragment_at(builder, to - 1), fragment_at(builder, to));)
            to++;
        LinePiece piece = piece_new(builder, from, to, x);
        array_push(builder->arena, &line->pieces, piece);
        x += piece.glyphs->width;
    }
    pieces_sort(line);
}

static void notes_collect(const Builder *builder, Line *line)
{
    for (size_t i = 0; i < builder->fragments.n; i++) {
        const Fragment *fragment = &builder->fragments.at[i];
        const Note *note = builder->text->par->runs.at[fragment->atom->run].note;
        if (note != NULL && fragment->lo == builder->text->starts[fragment->atom->run])
            array_push(builder->arena, &line->notes, note);
    }
}

static void overfull_report(const Builder *builder, Fixed excess)
{
    const Fragment *widest = &builder->fragments.at[0];
    for (size_t i = 1; i < builder->fragments.n; i++)
        if (builder->fragments.at[i].width > widest->width)
            widest = &builder->fragments.at[i];
    Diags *diags = builder->text->context->diags;
    Str word = str_slice(builder->text->text, widest->lo, widest->hi);
    diag_add(diags, DIAG_LINE_OVERFULL, builder->text->par->runs.at[widest->atom->run].span,
             "« %.*s », de %d pt", STR_ARG(word), fixed_ceil(excess, FIXED_ONE));
    diag_remedy(diags, "couper ce mot par un trait d’union ou l’abréger");
}

static Fixed hang_right(const ParItems *items, size_t at)
{
    const LineItem *item = &items->list.at[at];
    if (item->kind == LINE_PENALTY && item->width > 0)
        return item->hang_right;
    return at > 0 && items->list.at[at - 1].kind == LINE_BOX ? items->list.at[at - 1].hang_right : 0;
}

static Fixed line_left(const Par *par, Fixed measure, Fixed indent, Fixed width, Fixed hang_left)
{
    if (par->is_centred)
        return (measure - width) / 2;
    if (par->is_rtl || par->is_right)
        return measure - width - (par->is_rtl ? indent : 0);
    return indent - hang_left;
}

static Line line_build(Builder *builder, size_t from, const LineBreak *at, bool is_first)
{
    const ParItems *items = builder->items;
    const Par *par = builder->text->par;
    const LineItem *end = &items->list.at[at->item];
    size_t next = line_start(items, is_forced(end) && at->item + 1 < items->list.n ? at->item + 1 : at->item);
    Line line = { .badness = at->badness, .is_last = at->item + 1 == items->list.n, .is_overfull = at->is_overfull,
                  .ends_hyphenated = end->is_flagged };
    fragments_collect(builder, from, at->item, next);
    if (builder->fragments.n == 0)
        return line;
    Fixed indent = is_first ? par->indent : 0;
    Fixed hang_left = items->list.at[from].kind == LINE_BOX ? items->list.at[from].hang_left : 0;
    line.width = fragments_width(builder);
    Fixed lack = builder->measure - indent + hang_left + hang_right(items, at->item) - line.width;
    builder->expansion = 0;
    if (par->is_justified && (!is_forced(end) || lack < 0))
        line.gap = blanks_justify(builder, letters_expand(builder, lack));
    if (line.is_overfull)
        overfull_report(builder, -lack);
    fragments_order(builder);
    line.x = line_left(par, builder->measure, indent, fragments_width(builder), hang_left);
    pieces_join(builder, &line, line.x);
    notes_collect(builder, &line);
    return line;
}

Lines lines_build(Arena *arena, const ParText *text, const ParItems *items, const LineBreaks *breaks, Fixed measure)
{
    Builder builder = { .arena = arena, .text = text, .items = items, .measure = measure };
    Lines lines = { arena_array(arena, Line, breaks->n), breaks->n, text->par->leading };
    size_t from = line_start(items, 0);
    for (size_t i = 0; i < breaks->n; i++) {
        size_t end = breaks->at[i].item;
        lines.at[i] = line_build(&builder, from, &breaks->at[i], i == 0);
        from = line_start(items, is_forced(&items->list.at[end]) ? end + 1 : end);
    }
    return lines;
}

static bool is_same_link(const ParRun *a, const ParRun *b)
{
    return a->tag == b->tag && a->anchor == b->anchor && str_equal(a->uri, b->uri);
}

/* The areas of links, one for each link on the line: from the top of its tallest letters to below its
 * descenders. */
static void links_draw(Frame *frame, const Line *line, Fixed x, Fixed baseline)
{
    for (size_t i = 0, end; i < line->pieces.n; i = end) {
        const LinePiece *piece = &line->pieces.at[i];
        const ParRun *run = piece->run;
        end = i + 1;
        if (run->tag == 0 || (run->uri.n == 0 && run->anchor == 0))
            continue;
        Fixed left = piece->x, right = piece->x + piece->glyphs->width;
        for (; end < line->pieces.n && is_same_link(run, line->pieces.at[end].run); end++) {
            const LinePiece *next = &line->pieces.at[end];
            left = fixed_min(left, next->x);
            right = fixed_max(right, next->x + next->glyphs->width);
        }
        Fixed top = baseline - run->rise - fixed_scale(run->size, 4, 5), width = right - left;
        frame_link(frame, MARK_TAG(run->tag), x + left, top, width, fixed_scale(run->size, 21, 20), run->uri,
                   run->anchor, run->link_contents);
    }
}

void line_draw(Frame *frame, const Line *line, Fixed x, Fixed baseline)
{
    for (size_t i = 0; i < line->pieces.n; i++) {
        const LinePiece *piece = &line->pieces.at[i];
        const ParRun *run = piece->run;
        Mark mark = { run->tag, run->tag == 0 ? run->artifact : ARTIFACT_NONE };
        frame_glyphs(frame, mark, x + piece->x, baseline - run->rise, piece->glyphs, run->colour, run->span);
        array_last(&frame->items).glyphs.has_actual = piece->is_hyphen;
    }
    links_draw(frame, line, x, baseline);
}
