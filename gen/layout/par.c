#include "layout/par.h"

#include <assert.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "layout/par_impl.h"
#include "text/letters.h"

/* What the inlines around the one at hand have set. */
typedef struct {
    Arena               *arena;
    Par                 *par;
    const LayoutContext *context;
    const TextStyle     *style;
    TagId                tag;
    bool                 is_bold, is_italic, is_raised;
    bool                 is_link;        /* inside one: no elements below it */
    Str                  uri;
    uint32_t             anchor;
    Str                  link_contents;
} Setter;

/* Raised letters: look.md, "Faces". */
enum { RAISED_SIZE = 66, RAISED_RISE = 36 };

/* Badness that lines may have without and with hyphens: at 100 a blank is one and a half times its width and letters
 * are at their widest, at 470 a blank is twice its width. What is allowed is seldom taken, since the sum of demerits
 * decides; but a tolerance so wide that the last pass is hardly ever needed keeps the sum in charge. */
enum { TOLERANCE_WORDS = 200, TOLERANCE_HYPHENS = 470, EMERGENCY_PART = 90 };

/* A paragraph that is set in one line more or less than is best: no blank beyond what badness 100 asks for, and
 * tried only where each line would have to take a twentieth more of the measure, or leave a fourteenth. */
enum { TOLERANCE_VARIED = 100, PER_LINE = 2000000, VARIED_LEAST = 3, SHORTER_PART = 20, LONGER_PART = 14 };

static uint32_t capital(uint32_t rune)
{
    if ((rune >= 'a' && rune <= 'z') || (rune >= 0xE0 && rune <= 0xFE && rune != 0xF7))
        return rune - 0x20;
    if (rune == 0xFF)
        return 0x178;
    bool is_small = rune >= 0x100 && rune < 0x180 && rune != 0x131 && rune != 0x138 && rune != 0x149 && rune != 0x17F;
    bool is_odd_capital = (rune >= 0x139 && rune <= 0x148) || rune >= 0x179;
    return is_small && (rune & 1) != is_odd_capital ? rune - 1 : rune;
}

static Str text_styled(Arena *arena, Str text, const TextStyle *style)
{
    if (!style->is_caps)
        return text;
    Buf buf = buf_new(arena);
    for (size_t at = 0; at < text.n;)
        buf_rune(&buf, capital(utf8_next(text, &at)));
    return buf_text(&buf);
}

Par *par_new(Arena *arena, const TextStyle *style, Span span)
{
    Par *par = arena_new(arena, Par);
    par->leading = style->leading;
    par->is_justified = par->is_hyphenated = par->hangs = style->is_justified;
    par->span = span;
    return par;
}

/* The run that the next text is set in. */
static ParRun run_begin(const Setter *set, Span span)
{
    const TextStyle *style = set->style;
    ParRun run = {
        .face = style_face(style, set->is_bold, set->is_italic, false),
        .size = style->size, .tracking = style->tracking, .rise = style->rise, .colour = style->colour,
        .tag = set->tag, .artifact = set->tag == 0 ? ARTIFACT_LAYOUT : ARTIFACT_NONE, .span = span,
        .is_tabular = style->is_sans, .uri = set->uri, .anchor = set->anchor, .link_contents = set->link_contents,
    };
    if (set->is_raised) {
        run.rise += fixed_scale(run.size, RAISED_RISE, 100);
        run.size = fixed_scale(run.size, RAISED_SIZE, 100);
        run.no_hyphens = true;
    }
    if (run.uri.n > 0 && set->tag != 0)
        run.colour = COLOUR_LINK;
    return run;
}

static void run_push(const Setter *set, ParRun run, Str text)
{
    run.text = text_styled(set->arena, text, set->style);
    if (run.text.n > 0)
        array_push(set->arena, &set->par->runs, run);
}

/* An element below the one at hand, unless this is an artifact or a link has begun, which owns its content. */
static bool element_begin(Setter *set, TagRole role, Span span)
{
    if (set->tag == 0 || set->is_link)
        return false;
    set->tag = tag_add(set->context->tags, set->tag, role, span);
    return true;
}

static void inlines_set(Setter set, const Inline *inlines);

static bool is_french(Str text)
{
    int excess = 0;                      /* of other letters over Arabic ones */
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        excess += rune_is_arabic(rune) ? -1 : rune_is_letter(rune);
    }
    return excess > 0;
}

static bool is_in_arabic(const Setter *set)
{
    TagTree *tags = set->context->tags;
    TagId tag = set->tag;
    while (tag > TAG_DOCUMENT_ID && tag_node(tags, tag)->language.n == 0)
        tag = tag_node(tags, tag)->parent;
    if (tag == TAG_DOCUMENT_ID)          /* its language is the catalogue's */
        return tag_node(tags, tag)->direction == DIRECTION_RIGHT_TO_LEFT;
    return tag != 0 && str_equal(tag_node(tags, tag)->language, STR("ar"));
}

/* French in an Arabic paragraph says so, as Arabic in a French one does (ISO 14289-1, 7.2). */
static void language_begin(Setter *set, const Inline *in)
{
    if (set->tag != 0 && is_in_arabic(set) && is_french(in->text) && element_begin(set, TAG_SPAN, in->span))
        tag_node(set->context->tags, set->tag)->language = STR("fr");
}

static void text_set(Setter set, const Inline *in)
{
    language_begin(&set, in);
    run_push(&set, run_begin(&set, in->span), in->text);
}

static void number_set(Setter set, const Inline *in)
{
    ParRun run = run_begin(&set, in->span);
    run.is_unbroken = true;
    run_push(&set, run, in->text);
}

/* The blank before the break parts the words for who copies or listens. */
static void break_set(Setter set, const Inline *in)
{
    ParRun run = run_begin(&set, in->span);
    run_push(&set, run, STR(" "));
    run.is_break = true;
    run.text = STR_NONE;
    array_push(set.arena, &set.par->runs, run);
}

static void code_set(Setter set, const Inline *in)
{
    language_begin(&set, in);
    element_begin(&set, TAG_CODE, in->span);
    ParRun run = run_begin(&set, in->span);
    run.no_hyphens = true;
    run_push(&set, run, in->text);
}

static void sigle_set(Setter set, const Inline *in)
{
    language_begin(&set, in);
    if (in->title.n > 0 && element_begin(&set, TAG_SPAN, in->span))
        tag_node(set.context->tags, set.tag)->expansion = in->title;
    ParRun run = run_begin(&set, in->span);
    run.no_hyphens = true;
    run_push(&set, run, in->text);
}

static void emphasis_set(Setter set, const Inline *in)
{
    set.is_italic = !set.is_italic;
    inlines_set(set, in->first);
}

static void strong_set(Setter set, const Inline *in)
{
    set.is_bold = true;
    inlines_set(set, in->first);
}

static void raised_set(Setter set, const Inline *in)
{
    set.is_raised = true;
    inlines_set(set, in->first);
}

/* Glyphs stand in visual order, so the element carries the passage as it is read (pdf-conformance.md, "Arabic"). */
static void arabic_set(Setter set, const Inline *in)
{
    if (element_begin(&set, TAG_SPAN, in->span)) {
        TagNode *node = tag_node(set.context->tags, set.tag);
        node->language = STR("ar");
        node->actual = inlines_text(set.arena, in->first);
    }
    for (const Inline *child = in->first; child != NULL; child = child->next) {
        ParRun run = run_begin(&set, child->span);
        run.face = style_face(set.style, set.is_bold, false, true);
        run.size = fixed_scale(run.size, set.context->setting->theme->arabic_scale, FIXED_ONE);
        run.tracking = 0;
        run.no_hyphens = run.is_arabic = true;
        run_push(&set, run, child->text);
    }
}

/* A link owns its content, so that of an Arabic one is Arabic as a whole, and that of a French one French. */
static void link_begin(Setter *set, const Inline *in)
{
    bool is_rtl = inlines_are_rtl(in->first), is_foreign = !is_rtl && is_in_arabic(set);
    if (!element_begin(set, TAG_LINK, in->span) || (!is_rtl && !is_foreign))
        return;
    TagNode *node = tag_node(set->context->tags, set->tag);
    Str text = inlines_text(set->arena, in->first);
    if (is_foreign && !is_french(text))
        return;
    node->language = is_rtl ? STR("ar") : STR("fr");
    if (is_rtl && !in->wants_page)
        node->actual = text;
}

static void link_set(Setter set, const Inline *in)
{
    link_begin(&set, in);
    set.is_link = true;
    set.uri = set.link_contents = in->uri;
    inlines_set(set, in->first);
}

/* Adds ", p. 58" when the round before has placed the target. */
static void page_set(const Setter *set, const Inline *in)
{
    const Str *folios = set->context->folios;
    if (!in->wants_page || folios == NULL || folios[in->anchor->number - 1].n == 0)
        return;
    Str word = set->context->setting->theme->words.page.str;
    ParRun run = run_begin(set, in->span);
    run.no_hyphens = true;
    run_push(set, run, str_printf(set->arena, ", %.*s\u00A0%.*s", STR_ARG(word),
                                  STR_ARG(folios[in->anchor->number - 1])));
}

static void ref_set(Setter set, const Inline *in)
{
    if (in->anchor == NULL || set.is_link) {
        inlines_set(set, in->first);
        return;
    }
    element_begin(&set, TAG_REFERENCE, in->span);
    link_begin(&set, in);
    set.is_link = true;
    set.anchor = set.tag != 0 ? in->anchor->number : 0;
    set.link_contents = in->title.n > 0 ? in->title : in->anchor->label;
    inlines_set(set, in->first);
    page_set(&set, in);
}

/* The call of a note: its number, raised, in the sans. */
static void note_set(Setter set, const Inline *in)
{
    element_begin(&set, TAG_REFERENCE, in->span);
    set.style = &set.context->setting->theme->style[STYLE_NOTE_CALL];
    set.is_bold = set.is_italic = set.is_raised = false;
    ParRun run = run_begin(&set, in->span);
    run.note = in->note;
    run.is_unbroken = run.no_hyphens = true;
    Str letter = in->note->letter;
    run_push(&set, run, letter.n > 0 ? letter : str_printf(set.arena, "%d", in->note->number));
}

static void (*const inline_setters[])(Setter set, const Inline *in) = {
    [INLINE_TEXT]     = text_set,
    [INLINE_FIGURE]   = number_set,
    [INLINE_BREAK]    = break_set,
    [INLINE_CODE]     = code_set,
    [INLINE_SIGLE]    = sigle_set,
    [INLINE_EMPHASIS] = emphasis_set,
    [INLINE_STRONG]   = strong_set,
    [INLINE_RAISED]   = raised_set,
    [INLINE_ARABIC]   = arabic_set,
    [INLINE_LINK]     = link_set,
    [INLINE_REF]      = ref_set,
    [INLINE_NOTE]     = note_set,
};
_Static_assert(sizeof inline_setters / sizeof *inline_setters == INLINE_KINDS, "every kind of inline needs a row");

static void inlines_set(Setter set, const Inline *inlines)
{
    for (const Inline *in = inlines; in != NULL; in = in->next)
        inline_setters[in->kind](set, in);
}

void par_inlines(Arena *arena, Par *par, const LayoutContext *context, const Inline *inlines,
                 const TextStyle *style, TagId tag)
{
    Setter set = { .arena = arena, .par = par, .context = context, .style = style, .tag = tag };
    inlines_set(set, inlines);
}

void par_text(Arena *arena, Par *par, Str text, const TextStyle *style, Mark mark, Span span)
{
    Setter set = { .arena = arena, .par = par, .style = style, .tag = mark.tag };
    ParRun run = run_begin(&set, span);
    run.artifact = mark.artifact;
    run_push(&set, run, text);
}

/* A paragraph while its breaks are sought: shaped once, its items made when they are first asked for, since most
 * are set without a look at how their words may be cut. */
typedef struct {
    Arena     *arena, *scratch;          /* of the breaks; of the rest */
    ParText    text;
    ParItems   items[2];                 /* of whole words, hyphenated */
    BreakRules rules;
} Work;

static const ParItems *work_items(Work *work, bool is_hyphenated)
{
    ParItems *items = &work->items[is_hyphenated];
    if (items->list.n == 0)
        *items = par_items(work->scratch, &work->text, is_hyphenated, 0);
    return items;
}

static LineBreaks work_pass(Work *work, const ParItems *items, const BreakRules *rules, BreakPass pass)
{
    return items_pass(work->arena, work->scratch, items->list.at, items->list.n, rules, pass);
}

/* Words are cut only when whole words will not do; anywhere, only when they are wider than a line. */
static LineBreaks work_search(Work *work, ParItems *items)
{
    const Par *par = work->text.par;
    LineBreaks breaks = { 0 };
    for (int pass = PASS_WORDS; pass <= PASS_HYPHENS && breaks.n == 0; pass++) {
        *items = *work_items(work, pass == PASS_HYPHENS && par->is_hyphenated);
        breaks = work_pass(work, items, &work->rules, (BreakPass)pass);
    }
    if (breaks.n > 0)
        return breaks;
    *items = par_items(work->scratch, &work->text, par->is_hyphenated, work->rules.rest);
    return work_pass(work, items, &work->rules, PASS_EMERGENCY);
}

static BreakRules par_rules(const Par *par, Fixed measure)
{
    return (BreakRules){
        .first = measure - par->indent, .rest = measure, .emergency = measure / EMERGENCY_PART,
        .tolerance = { TOLERANCE_WORDS, TOLERANCE_HYPHENS }, .last_line_min = par->last_line_min,
        .is_ragged = !par->is_justified,
    };
}

static Work work_begin(Arena *arena, Arena *scratch, const LayoutContext *context, const Par *par, Fixed measure)
{
    return (Work){ .arena = arena, .scratch = scratch, .text = par_text_new(scratch, context, par),
                   .rules = par_rules(par, measure) };
}

static Lines work_break(Work *work, Fixed measure)
{
    ParItems items;
    LineBreaks breaks = work_search(work, &items);
    return lines_build(work->arena, &work->text, &items, &breaks, measure);
}

/* Whether the lines can take in the last one, or fill one more, without getting worse than a reader would see. */
static bool may_vary(const Par *par, Fixed measure, const Lines *lines, int change)
{
    if (!par->is_justified || lines->n < VARIED_LEAST)
        return false;
    Fixed last = lines->at[lines->n - 1].width, n = (Fixed)lines->n;
    if (change < 0)
        return last / (n - 1) <= measure / SHORTER_PART;
    return (measure - last + par->last_line_min) / n <= measure / LONGER_PART;
}

static Lines work_vary(Work *work, Fixed measure, const Lines *lines, int change)
{
    const Par *par = work->text.par;
    Lines varied = { .leading = par->leading };
    if (!may_vary(par, measure, lines, change))
        return varied;
    BreakRules rules = work->rules;
    rules.tolerance[PASS_WORDS] = rules.tolerance[PASS_HYPHENS] = TOLERANCE_VARIED;
    rules.per_line = change < 0 ? PER_LINE : -PER_LINE;
    size_t wanted = change < 0 ? lines->n - 1 : lines->n + 1;
    for (int pass = PASS_WORDS; pass <= PASS_HYPHENS && varied.n == 0; pass++) {
        const ParItems *items = work_items(work, pass == PASS_HYPHENS && par->is_hyphenated);
        LineBreaks breaks = work_pass(work, items, &rules, (BreakPass)pass);
        if (breaks.n == wanted)
            varied = lines_build(work->arena, &work->text, items, &breaks, measure);
    }
    return varied;
}

Lines par_break(Arena *arena, Arena *scratch, const LayoutContext *context, const Par *par, Fixed measure)
{
    assert(arena != scratch);
    if (par->runs.n == 0)
        return (Lines){ .leading = par->leading };
    ArenaMark mark = arena_mark(scratch);
    Work work = work_begin(arena, scratch, context, par, measure);
    Lines lines = work_break(&work, measure);
    arena_rewind(scratch, mark);
    return lines;
}

VariedLines par_break_varied(Arena *arena, Arena *scratch, const LayoutContext *context, const Par *par, Fixed measure)
{
    assert(arena != scratch);
    Lines none = { .leading = par->leading };
    VariedLines lines = { none, none, none };
    if (par->runs.n == 0)
        return lines;
    ArenaMark mark = arena_mark(scratch);
    Work work = work_begin(arena, scratch, context, par, measure);
    lines.best = work_break(&work, measure);
    lines.longer = work_vary(&work, measure, &lines.best, 1);
    lines.shorter = work_vary(&work, measure, &lines.best, -1);
    arena_rewind(scratch, mark);
    return lines;
}

ParWidths par_widths(Arena *scratch, const LayoutContext *context, const Par *par)
{
    ArenaMark mark = arena_mark(scratch);
    ParText text = par_text_new(scratch, context, par);
    ParItems items = par_items(scratch, &text, false, 0);
    ParWidths widths = { 0 };
    Fixed piece = 0, line = par->indent;
    for (size_t i = 0; i < items.list.n; i++) {
        const LineItem *item = &items.list.at[i];
        bool is_glue = item->kind == LINE_GLUE && items.list.at[i - 1].kind == LINE_BOX;
        bool is_place = is_glue || (item->kind == LINE_PENALTY && item->penalty < PENALTY_MAX);
        Fixed width = item->kind == LINE_PENALTY ? 0 : item->width;
        line += width;
        bool is_leading = item->kind == LINE_GLUE && piece == 0;
        piece = is_place || is_leading ? 0 : piece + width;
        widths.least = fixed_max(widths.least, piece);
        widths.most = fixed_max(widths.most, line);
        if (item->kind == LINE_PENALTY && item->penalty <= -PENALTY_MAX)
            line = 0;
    }
    arena_rewind(scratch, mark);
    return widths;
}
