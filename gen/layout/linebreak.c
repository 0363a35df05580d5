#include "layout/linebreak.h"

#include <assert.h>
#include <string.h>

/* Every way to break a paragraph is a path through its feasible breaks. For
 * each break only the cheapest path is kept for each class of the line that
 * ends there (how tight it is, how many hyphens end the lines up to it), since
 * these alone matter to what follows. Measures differ only for the first line,
 * so that no path need be kept for its number of lines. */

typedef struct { Fixed width, stretch, shrink; } Sums;

typedef enum { FITNESS_VERY_LOOSE, FITNESS_LOOSE, FITNESS_DECENT, FITNESS_TIGHT, FITNESS_COUNT } Fitness;

enum { HYPHENS_MAX = 2, NO_NODE = -1 };

/* How a line fits when it runs from a node to a break. */
typedef struct { Fixed excess, give; int badness; Fitness fitness; bool is_overfull; } Fit;

typedef struct {
    size_t  item;                        /* the break that ends the line */
    int     previous;                    /* node that the line begins at, NO_NODE for the start */
    Sums    sums;                        /* of all items before the next line's first */
    Fixed   hang_left;                   /* of the next line */
    int64_t demerits;
    Fit     fit;
    uint8_t hyphens;                     /* lines in succession that end in one, this the last */
} Node;

typedef struct {
    Arena            *scratch;
    const LineItem   *items;
    size_t            n;
    const BreakRules *rules;
    BreakPass         pass;
    ARRAY(Node)       nodes;
    ARRAY(int)        active;            /* nodes that a line may still begin at */
} Search;

/* Integers only: the ratio is taken in 1/65536 at least, and its cube cannot overflow since 4.7 is the
 * largest ratio that is not capped. */
int badness(Fixed excess, Fixed give)
{
    if (excess == 0)
        return 0;
    if (give <= 0 || excess / 5 >= give)
        return BADNESS_MAX;
    int64_t e = excess, g = give;
    while (g >= 1 << 16) {
        e /= 2;
        g /= 2;
    }
    int64_t cube = g * g * g, value = (100 * e * e * e + cube / 2) / cube;
    return value < BADNESS_MAX ? (int)value : BADNESS_MAX;
}

static bool is_forced(const LineItem *item)
{
    return item->kind == LINE_PENALTY && item->penalty <= -PENALTY_MAX;
}

static bool may_break(const Search *search, size_t at)
{
    const LineItem *item = &search->items[at];
    if (item->kind == LINE_GLUE)
        return at > 0 && search->items[at - 1].kind == LINE_BOX;
    if (item->kind != LINE_PENALTY || item->penalty >= PENALTY_MAX)
        return false;
    return item->width == 0 || search->pass != PASS_WORDS;
}

/* Adds what vanishes at the beginning of a line: blanks and penalties up to the next box. Returns that box's
 * index, or that of a forced break. */
static size_t sums_skip(const Search *search, size_t at, Sums *sums)
{
    for (; at < search->n; at++) {
        const LineItem *item = &search->items[at];
        if (item->kind == LINE_BOX || is_forced(item))
            break;
        if (item->kind == LINE_GLUE)
            *sums = (Sums){ sums->width + item->width, sums->stretch + item->stretch,
                            sums->shrink + item->shrink };
    }
    return at;
}

static void node_begin_line(const Search *search, Node *node, size_t at)
{
    size_t box = sums_skip(search, at, &node->sums);
    bool is_box = box < search->n && search->items[box].kind == LINE_BOX;
    node->hang_left = is_box ? search->items[box].hang_left : 0;
}

/* A hyphen of its own hangs by its own; else the text before the break does. */
static Fixed hang_right(const Search *search, size_t at)
{
    const LineItem *item = &search->items[at];
    if (item->kind == LINE_PENALTY && item->width > 0)
        return item->hang_right;
    return at > 0 && search->items[at - 1].kind == LINE_BOX ? search->items[at - 1].hang_right : 0;
}

static Fitness fitness_of(bool is_shrunk, int bad)
{
    if (bad <= 12)
        return FITNESS_DECENT;
    return is_shrunk ? FITNESS_TIGHT : bad > 99 ? FITNESS_VERY_LOOSE : FITNESS_LOOSE;
}

/* A sixth of the measure is what a ragged line may lack at badness 100. */
static Fixed line_stretch(const Search *search, Fixed stretch, Fixed measure)
{
    if (search->rules->is_ragged)
        return measure / 6;
    return stretch + (search->pass == PASS_EMERGENCY ? search->rules->emergency : 0);
}

static Fit line_fit(const Search *search, const Node *from, size_t at, const Sums *sums)
{
    const LineItem *end = &search->items[at];
    Fixed measure = from->previous == NO_NODE ? search->rules->first : search->rules->rest;
    Fixed natural = sums->width - from->sums.width + (end->kind == LINE_PENALTY ? end->width : 0)
                  - from->hang_left - hang_right(search, at);
    Fixed stretch = sums->stretch - from->sums.stretch;
    Fixed shrink = search->rules->is_ragged ? 0 : sums->shrink - from->sums.shrink;
    Fit fit = { .excess = measure - natural, .give = stretch, .fitness = FITNESS_DECENT };
    if (fit.excess < 0) {
        fit.give = shrink;
        fit.is_overfull = -fit.excess > shrink;
        fit.badness = badness(-fit.excess, shrink);
        fit.fitness = fitness_of(true, fit.badness);
    } else if (!is_forced(end)) {
        fit.badness = badness(fit.excess, line_stretch(search, stretch, measure));
        fit.fitness = fitness_of(false, fit.badness);
    }
    return fit;
}

/* True when no later break can make a line from this node: its text alone is too long. What may hang at a
 * later break is narrower than the text that comes with it. */
static bool is_too_long(const Search *search, const Node *from, const Sums *sums)
{
    Fixed measure = from->previous == NO_NODE ? search->rules->first : search->rules->rest;
    Fixed shrink = search->rules->is_ragged ? 0 : sums->shrink - from->sums.shrink;
    return sums->width - from->sums.width - from->hang_left - shrink > measure;
}

static bool is_short_last(const Search *search, const Node *from, size_t at, const Sums *sums)
{
    return at + 1 == search->n && from->previous != NO_NODE
        && sums->width - from->sums.width < search->rules->last_line_min;
}

/* True when no blank that a line may end at stands on the last line, which begins inside a word. */
static bool is_stub(const Search *search, const Node *from, size_t at)
{
    if (at + 1 != search->n || from->hyphens == 0 || search->items[from->item].width == 0)
        return false;
    for (size_t i = from->item + 1; i < at; i++)
        if (search->items[i].kind == LINE_GLUE && search->items[i - 1].kind == LINE_BOX)
            return false;
    return true;
}

static bool fit_is_allowed(const Search *search, const Node *from, size_t at, const Sums *sums, const Fit *fit)
{
    if (fit->is_overfull)
        return false;
    if (search->pass == PASS_EMERGENCY)
        return true;
    if (search->items[at].is_flagged && from->hyphens == HYPHENS_MAX)
        return false;
    if (search->pass == PASS_WORDS && is_short_last(search, from, at, sums))
        return false;
    return search->rules->is_ragged || fit->badness <= search->rules->tolerance[search->pass];
}

/* Source: TeX: The Program, section 859; the short last line, the stub and the third hyphen are ours. */
static int64_t line_demerits(const Search *search, const Node *from, size_t at, const Sums *sums, const Fit *fit)
{
    const LineItem *end = &search->items[at];
    int64_t line = BADNESS_LINE + fit->badness, penalty = end->kind == LINE_PENALTY ? end->penalty : 0;
    int64_t demerits = line * line + search->rules->per_line;
    if (penalty > 0)
        demerits += penalty * penalty;
    else if (penalty > -PENALTY_MAX)
        demerits -= penalty * penalty;
    if (from->hyphens > 0 && end->is_flagged)
        demerits += from->hyphens == HYPHENS_MAX ? DEMERITS_THIRD : DEMERITS_DOUBLE;
    if (from->hyphens > 0 && at + 1 == search->n)
        demerits += DEMERITS_FINAL;
    int apart = (int)fit->fitness - (int)from->fit.fitness;
    if (apart < -1 || apart > 1)
        demerits += DEMERITS_FITNESS;
    if (is_short_last(search, from, at, sums))
        demerits += DEMERITS_SHORT;
    if (is_stub(search, from, at))
        demerits += DEMERITS_STUB;
    return demerits;
}

/* The best lines that end at one break, for each class. */
typedef struct {
    Node best[HYPHENS_MAX + 1][FITNESS_COUNT];
    bool is_there[HYPHENS_MAX + 1][FITNESS_COUNT];
    bool is_any;
} Candidates;

static void line_offer(const Search *search, Candidates *candidates, int from, size_t at, const Sums *sums,
                       const Fit *fit)
{
    const Node *start = &search->nodes.at[from];
    int64_t demerits = start->demerits + line_demerits(search, start, at, sums, fit);
    unsigned hyphens = search->items[at].is_flagged ? start->hyphens + 1u : 0;
    hyphens = hyphens < HYPHENS_MAX ? hyphens : HYPHENS_MAX;
    Node *best = &candidates->best[hyphens][fit->fitness];
    bool *is_there = &candidates->is_there[hyphens][fit->fitness];
    if (*is_there && best->demerits <= demerits)
        return;
    *best = (Node){ .item = at, .previous = from, .fit = *fit, .demerits = demerits, .hyphens = (uint8_t)hyphens };
    *is_there = candidates->is_any = true;
}

static void candidates_keep(Search *search, const Candidates *candidates, const Sums *sums, size_t at)
{
    Node begin = { .sums = *sums };
    node_begin_line(search, &begin, is_forced(&search->items[at]) ? at + 1 : at);
    for (size_t hyphens = 0; hyphens <= HYPHENS_MAX; hyphens++)
        for (size_t fitness = 0; fitness < FITNESS_COUNT; fitness++)
            if (candidates->is_there[hyphens][fitness]) {
                Node node = candidates->best[hyphens][fitness];
                node.sums = begin.sums;
                node.hang_left = begin.hang_left;
                array_push(search->scratch, &search->active, (int)search->nodes.n);
                array_push(search->scratch, &search->nodes, node);
            }
}

/* True when the line from this node and those from all later ones, which are shorter and have less to give, are too
 * loose for any tolerance. Only what hangs on the left of this one might be missing from theirs. */
static bool are_too_short(const Search *search, const Node *from, const Fit *fit)
{
    if (search->pass == PASS_EMERGENCY || search->rules->is_ragged || from->previous == NO_NODE)
        return false;
    return fit->excess > from->hang_left && fit->badness == BADNESS_MAX
        && badness(fit->excess - from->hang_left, fit->give) > search->rules->tolerance[search->pass];
}

/* Tries the lines from every active node to the break at `at`. False when nothing is left to go on from. */
static bool break_try(Search *search, size_t at, const Sums *sums)
{
    Candidates candidates;
    memset(candidates.is_there, 0, sizeof candidates.is_there);
    candidates.is_any = false;
    bool is_end = is_forced(&search->items[at]);
    int newest = array_last(&search->active);
    size_t kept = 0, i = 0;
    for (bool is_short = false; i < search->active.n && !is_short; i++) {
        int from = search->active.at[i];
        const Node *start = &search->nodes.at[from];
        Fit fit = line_fit(search, start, at, sums);
        if (fit_is_allowed(search, start, at, sums, &fit))
            line_offer(search, &candidates, from, at, sums, &fit);
        if (!is_end && !is_too_long(search, start, sums))
            search->active.at[kept++] = from;
        is_short = are_too_short(search, start, &fit);
    }
    for (; i < search->active.n && !is_end; i++)
        search->active.at[kept++] = search->active.at[i];
    search->active.n = kept;
    /* One box is wider than the line: the newest node leaves it the most room. */
    if (!candidates.is_any && kept == 0 && search->pass == PASS_EMERGENCY) {
        Fit fit = line_fit(search, &search->nodes.at[newest], at, sums);
        line_offer(search, &candidates, newest, at, sums, &fit);
    }
    if (candidates.is_any)
        candidates_keep(search, &candidates, sums, at);
    return search->active.n > 0;
}

static LineBreaks path_collect(Arena *arena, const Search *search)
{
    int best = search->active.at[0];
    for (size_t i = 1; i < search->active.n; i++)
        if (search->nodes.at[search->active.at[i]].demerits < search->nodes.at[best].demerits)
            best = search->active.at[i];
    LineBreaks breaks = { 0 };
    size_t count = 0;
    for (int node = best; search->nodes.at[node].previous != NO_NODE; node = search->nodes.at[node].previous)
        count++;
    array_reserve(arena, &breaks, count);
    breaks.n = count;
    for (int node = best; count > 0; node = search->nodes.at[node].previous) {
        const Node *at = &search->nodes.at[node];
        double ratio = at->fit.give > 0 ? (double)at->fit.excess / at->fit.give : 0;
        breaks.at[--count] = (LineBreak){ at->item, ratio, at->fit.badness, at->fit.is_overfull };
    }
    return breaks;
}

/* True when the paragraph could be broken to its end. */
static bool search_run(Search *search)
{
    Node start = { .previous = NO_NODE, .fit.fitness = FITNESS_DECENT };
    node_begin_line(search, &start, 0);
    array_push(search->scratch, &search->nodes, start);
    array_push(search->scratch, &search->active, 0);
    Sums sums = { 0 };
    for (size_t at = 0; at < search->n; at++) {
        const LineItem *item = &search->items[at];
        if (may_break(search, at) && !break_try(search, at, &sums))
            return false;
        if (item->kind != LINE_PENALTY)
            sums = (Sums){ sums.width + item->width, sums.stretch + item->stretch, sums.shrink + item->shrink };
    }
    return true;
}

LineBreaks items_pass(Arena *arena, Arena *scratch, const LineItem *items, size_t n, const BreakRules *rules,
                      BreakPass pass)
{
    assert(n > 0 && is_forced(&items[n - 1]) && arena != scratch);
    ArenaMark mark = arena_mark(scratch);
    Search search = { .scratch = scratch, .items = items, .n = n, .rules = rules, .pass = pass };
    LineBreaks breaks = { 0 };
    if (search_run(&search))
        breaks = path_collect(arena, &search);
    arena_rewind(scratch, mark);
    return breaks;
}

LineBreaks items_break(Arena *arena, Arena *scratch, const LineItem *items, size_t n, const BreakRules *rules)
{
    LineBreaks breaks = { 0 };
    for (int pass = PASS_WORDS; pass < PASS_COUNT && breaks.n == 0 && n > 0; pass++)
        breaks = items_pass(arena, scratch, items, n, rules, (BreakPass)pass);
    return breaks;
}
