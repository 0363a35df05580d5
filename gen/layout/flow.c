#include "layout/flow.h"

/* A state is "the boxes before `at` are set, `waiting` floats of them are
 * not". Its node keeps the cheapest way to it. A page leads from state to
 * state: first come the floats that waited, then text; from float `defer` on
 * (an index into Flow.floats) the floats met are left waiting. */

enum {
    COST_SHORT = 40,                     /* times the square of the lines left blank */
    SHORT_LINES = 3, COST_GAP = 400,     /* per line left blank beyond so many: it looks like an end */
    COST_FACING = 16,                    /* times the square of the difference of facing feet */
    COST_LAST_SHORT = 3000,              /* per line that the last page lacks */
    COST_WAITING = 250,                  /* per float and break */
    COST_NOTE_RUNS_ON = 1500, COST_NOTE_LINE = 60,
    COST_OVERFULL = 4 * FLOW_FORBID,
    NOTE_KEEP = 2                        /* lines of a note that stay together */
};

typedef struct {
    int64_t cost;
    size_t  from;                        /* index of the state before; NO_STATE at the start */
    size_t  defer;
    int     carry;                       /* lines of notes for the next page */
    int     blank;                       /* lines left blank on the page that ends here */
    int     page;                        /* pages so far */
    int     varied;                      /* lines by which the page that ends here is set longer */
    bool    is_reached;
} Node;

typedef struct {
    const FlowBox   *boxes;
    size_t           n;
    const FlowRules *rules;
    ARRAY(size_t)    floats;             /* first boxes of the groups that may wait */
    size_t          *floats_before;      /* floats_before[i]: of the boxes below i */
    Node            *nodes;
    bool             may_break_forbidden;
} Flow;

/* What a page could set by one line more, or less: the cheapest few, the first of equals first. */
typedef struct { int n, cost[FLOW_VARIED]; size_t box[FLOW_VARIED]; } Choices;

/* A page while it is filled. */
typedef struct {
    int    used, notes, last_note;
    size_t begun;                        /* first box of the paragraph or heading that is being set, if all of it is here */
    Choices longer, shorter;
    int    base;                         /* lines above the table that is being set */
    size_t first_slice;                  /* box of its first slice on this page; NO_STATE when none */
    bool   is_overfull;
    Arena    *arena;
    FlowPage *record;                    /* NULL while costs are compared */
} Fill;

static const size_t NO_STATE = (size_t)-1;

int flow_note_grid(const FlowRules *rules, int notes)
{
    if (notes <= 0)
        return 0;
    return fixed_ceil(rules->note_room + (notes - 1) * rules->note_leading, rules->grid);
}

int flow_note_fit(const FlowRules *rules, int room)
{
    Fixed rest = room * rules->grid - rules->note_room;
    return rest < 0 ? 0 : (int)(rest / rules->note_leading) + 1;
}

int flow_inside_penalty(int count, int at, int keep)
{
    int above = at, below = count - at;
    if (above >= keep && below >= keep)
        return 0;
    return above == 1 || below == 1 ? 2 * FLOW_FORBID : FLOW_FORBID;
}

static size_t state_of(size_t at, size_t waiting)
{
    return at * (FLOW_WAITING + 1) + waiting;
}

/* All is set: beyond the states of the last box. */
static size_t state_done(const Flow *flow)
{
    return state_of(flow->n + 1, 0);
}

/* ---- filling one page ---- */

static void fill_record(Fill *fill, size_t box, size_t count, int line, int lines)
{
    if (fill->record == NULL)
        return;
    FlowPiece piece = { .box = box, .count = count, .line = line, .lines = lines, .is_head = line == 0 };
    if (count > 1)
        array_last(&fill->record->pieces) = piece;
    else
        array_push(fill->arena, &fill->record->pieces, piece);
}

static void fill_slice(const Flow *flow, Fill *fill, size_t at)
{
    const FlowBox *box = &flow->boxes[at];
    if (fill->first_slice == NO_STATE || flow->boxes[fill->first_slice].cut != box->cut) {
        fill->first_slice = at;
        fill->base = fill->used;
    }
    size_t from = flow->boxes[fill->first_slice].slice;
    int lines = box->cut->lines(box->cut->table, from, box->slice + 1, fill->base == 0);
    fill->used = fill->base + lines;
    fill_record(fill, fill->first_slice, at - fill->first_slice + 1, fill->base, lines);
}

static void fill_notes(Fill *fill, const FlowBox *box)
{
    if (box->note_lines == 0)
        return;
    fill->notes += box->note_lines;
    fill->last_note = box->last_note;
}

static void fill_box(const Flow *flow, Fill *fill, size_t at)
{
    const FlowBox *box = &flow->boxes[at];
    fill_notes(fill, box);
    if (box->cut != NULL) {
        fill_slice(flow, fill, at);
        return;
    }
    int lines = box->lines - (fill->used == 0 ? box->before : 0);
    fill_record(fill, at, 1, fill->used, lines);
    fill->used += lines;
    fill->first_slice = NO_STATE;
}

static void fill_group(const Flow *flow, Fill *fill, size_t first)
{
    for (size_t i = 0; i < flow->boxes[first].group; i++)
        fill_box(flow, fill, first + i);
    fill->first_slice = NO_STATE;
}

/* Sets the waiting floats that the page holds; returns how many go on
 * waiting. One is always set, however tall. */
static size_t fill_waiting(const Flow *flow, Fill *fill, size_t at, size_t waiting)
{
    size_t end = flow->floats_before[at];
    for (size_t i = end - waiting; i < end; i++) {
        Fill next = *fill;
        next.record = NULL;
        fill_group(flow, &next, flow->floats.at[i]);
        int room = flow->rules->lines - flow_note_grid(flow->rules, next.notes);
        if (fill->used > 0 && next.used > room)
            return end - i;
        fill_group(flow, fill, flow->floats.at[i]);
        fill->is_overfull = next.used > flow->rules->lines;
    }
    return 0;
}

static Fill fill_start(const Node *node, Arena *arena, FlowPage *record)
{
    return (Fill){ .notes = node->carry, .first_slice = NO_STATE, .begun = NO_STATE, .arena = arena,
                   .record = record };
}

/* ---- lines more or less ---- */

static void choices_add(Choices *choices, int cost, size_t box)
{
    if (cost == 0)
        return;
    int at = choices->n < FLOW_VARIED ? choices->n++ : FLOW_VARIED;
    for (; at > 0 && choices->cost[at - 1] > cost; at--)
        if (at < FLOW_VARIED) {
            choices->cost[at] = choices->cost[at - 1];
            choices->box[at] = choices->box[at - 1];
        }
    if (at < FLOW_VARIED) {
        choices->cost[at] = cost;
        choices->box[at] = box;
    }
}

/* Sets one box and notes what could be set otherwise, once all of it is on the page. The blank above a heading is
 * dropped at the head, so nothing varies there. */
static void fill_next(const Flow *flow, Fill *fill, size_t at)
{
    const FlowBox *box = &flow->boxes[at];
    if (box->size > 0)
        fill->begun = fill->used == 0 && box->before > 0 ? NO_STATE : at;
    fill_box(flow, fill, at);
    const FlowBox *first = fill->begun == NO_STATE ? NULL : &flow->boxes[fill->begun];
    if (first == NULL || at + 1 != fill->begun + first->size)
        return;
    choices_add(&fill->longer, first->longer, fill->begun);
    choices_add(&fill->shorter, first->shorter, fill->begun);
    fill->begun = NO_STATE;
}

static const Choices *choices_of(const Fill *fill, int varied)
{
    return varied > 0 ? &fill->longer : &fill->shorter;
}

static int64_t choices_cost(const Fill *fill, int varied)
{
    int64_t cost = 0;
    for (int i = 0; i < (varied < 0 ? -varied : varied); i++)
        cost += choices_of(fill, varied)->cost[i];
    return cost;
}

/* ---- the cost of ending a page ---- */

/* The lines of notes that go on to the next page; -1 when the page cannot
 * end so. A box that fills a page alone sends on whatever does not fit. */
static int fill_carry(const Flow *flow, const Fill *fill, int carried_in, bool is_alone)
{
    int room = flow->rules->lines - fill->used;
    if (fill->notes == 0 || flow_note_grid(flow->rules, fill->notes) <= room)
        return 0;
    int carry = fill->notes - flow_note_fit(flow->rules, room);
    int may = fill->last_note > 0 ? fill->last_note - NOTE_KEEP : carried_in;
    return is_alone || carry <= may ? carry : -1;
}

static int64_t page_cost(const Flow *flow, const Node *before, const Fill *fill, size_t at, size_t waiting,
                         int carry, int *blank)
{
    int notes = flow_note_grid(flow->rules, fill->notes - carry);
    *blank = flow->rules->lines - fill->used - notes;
    if (*blank < 0)
        *blank = 0;
    int64_t cost = fill->is_overfull ? COST_OVERFULL : 0;
    if (carry > 0)
        cost += COST_NOTE_RUNS_ON + COST_NOTE_LINE * carry;
    if (at == flow->n && waiting == 0 && carry == 0) {
        int lack = flow->rules->last_lines - fill->used;
        return cost + (lack > 0 ? COST_LAST_SHORT * (int64_t)lack : 0);
    }
    cost += COST_SHORT * (int64_t)*blank * *blank + COST_WAITING * (int64_t)waiting;
    if (*blank > SHORT_LINES)
        cost += COST_GAP * (int64_t)(*blank - SHORT_LINES);
    if (at < flow->n)
        cost += flow->boxes[at].penalty;
    bool is_recto = (before->page % 2 == 0) == flow->rules->is_first_recto;
    if (is_recto && before->page > 0) {
        int64_t difference = *blank - before->blank;
        cost += COST_FACING * difference * difference;
    }
    return cost;
}

static void relax(Flow *flow, size_t from, const Fill *fill, size_t at, size_t waiting, size_t defer, int carry,
                  int varied)
{
    const Node *before = &flow->nodes[from];
    bool is_done = at == flow->n && waiting == 0 && carry == 0;
    Node *node = &flow->nodes[is_done ? state_done(flow) : state_of(at, waiting)];
    int blank;
    int64_t cost = before->cost + page_cost(flow, before, fill, at, waiting, carry, &blank)
                 + choices_cost(fill, varied);
    if (node->is_reached && node->cost <= cost)
        return;
    *node = (Node){ .cost = cost, .from = from, .defer = defer, .carry = carry, .blank = blank,
                    .page = before->page + 1, .varied = varied, .is_reached = true };
}

/* Ends a page as it is, and with as many lines more or less as it can vary by. `carried_in` and `is_alone` as in
 * fill_carry(). */
static void relax_varied(Flow *flow, size_t from, const Fill *fill, size_t at, size_t waiting, size_t defer,
                         int carried_in, bool is_alone)
{
    int least = is_alone ? 0 : -fill->shorter.n, most = is_alone ? 0 : fill->longer.n;
    for (int varied = least; varied <= most; varied++) {
        Fill page = *fill;
        page.used += varied;
        if (page.used > flow->rules->lines && !is_alone)
            break;
        int carry = fill_carry(flow, &page, carried_in, is_alone);
        if (carry >= 0)
            relax(flow, from, &page, at, waiting, defer, carry, varied);
    }
}

/* ---- all pages that begin in one state ---- */

static bool may_end(const Flow *flow, size_t at, size_t waiting)
{
    if (at == flow->n)
        return true;
    const FlowBox *box = &flow->boxes[at];
    if (box->cut != NULL && box->slice > 0 && waiting > 0)
        return false;                    /* floats keep their order: none waits while a table is cut */
    return flow->may_break_forbidden || box->penalty < FLOW_FORBID;
}

static bool waits(const Flow *flow, size_t at, size_t defer)
{
    return flow->boxes[at].is_float && flow->floats_before[at] >= defer;
}

/* Tries every end of a page that starts in state (at, waiting) and leaves
 * floats waiting from `defer` on. Returns false when float `defer` was not
 * met, so that later ones need not be tried. */
static bool sweep(Flow *flow, size_t start, size_t waiting, size_t defer)
{
    size_t from = state_of(start, waiting);
    int carried_in = flow->nodes[from].carry, lines = flow->rules->lines;
    Fill fill = fill_start(&flow->nodes[from], NULL, NULL);
    size_t left = fill_waiting(flow, &fill, start, waiting);
    if (left > 0)
        defer = flow->floats_before[start];
    if (left < waiting)                  /* a page of floats alone */
        relax(flow, from, &fill, start, left, defer, fill_carry(flow, &fill, carried_in, true), 0);
    bool is_met = left > 0, is_empty = fill.used == 0;

    for (size_t at = start; at < flow->n;) {
        if (left > 0 && flow->boxes[at].is_barrier)
            break;
        if (waits(flow, at, defer)) {
            is_met = true;
            at += flow->boxes[at].group;
            if (++left > FLOW_WAITING)
                break;
        } else {
            fill_next(flow, &fill, at);
            at++;
        }
        bool is_alone = is_empty && at == start + 1;
        fill.is_overfull = is_alone && fill.used > lines;
        if (fill.used > 0 && may_end(flow, at, left) && (is_met || defer == flow->floats.n))
            relax_varied(flow, from, &fill, at, left, defer, carried_in, is_alone);
        int slack = at < flow->n && flow->boxes[at].cut != NULL ? 2 : 0;
        if (fill.used > lines + slack + FLOW_VARIED)   /* the end of a table may be lower than its cut piece */
            break;
    }
    return is_met;
}

static void state_expand(Flow *flow, size_t at, size_t waiting)
{
    const Node *node = &flow->nodes[state_of(at, waiting)];
    if (!node->is_reached)
        return;
    if (at == flow->n && waiting == 0) { /* notes alone: page_record() makes as many pages as they need */
        Fill fill = fill_start(node, NULL, NULL);
        relax(flow, state_of(at, waiting), &fill, at, 0, flow->floats.n, 0, 0);
        return;
    }
    sweep(flow, at, waiting, flow->floats.n);
    for (size_t defer = flow->floats_before[at]; defer < flow->floats.n; defer++)
        if (!sweep(flow, at, waiting, defer))
            break;
}

/* ---- the whole column ---- */

static bool flow_solve(Flow *flow)
{
    for (size_t i = 0; i <= state_done(flow); i++)
        flow->nodes[i] = (Node){ .from = NO_STATE };
    flow->nodes[0].is_reached = true;
    for (size_t at = 0; at <= flow->n; at++)
        for (size_t waiting = FLOW_WAITING + 1; waiting-- > 0;)
            state_expand(flow, at, waiting);
    return flow->nodes[state_done(flow)].is_reached;
}

static bool is_chosen(const Choices *varied, size_t at)
{
    for (int i = 0; i < varied->n; i++)
        if (varied->box[i] == at)
            return true;
    return false;
}

static void fill_varied(const Flow *flow, Fill *fill, size_t first, int varied)
{
    size_t size = flow->boxes[first].size;
    int lines = varied;
    for (size_t i = first; i < first + size; i++) {
        lines += flow->boxes[i].lines;
        fill_notes(fill, &flow->boxes[i]);
    }
    array_push(fill->arena, &fill->record->pieces,
               ((FlowPiece){ .box = first, .count = size, .line = fill->used, .lines = lines,
                             .is_head = fill->used == 0, .varied = varied }));
    fill->used += lines;
    fill->first_slice = NO_STATE;
}

/* Fills the page that leads from one state to another; what `varied` names is set by a line more or less. */
static Fill page_fill(Arena *arena, const Flow *flow, size_t from, size_t to, const Choices *varied, FlowPage *page)
{
    size_t start = from / (FLOW_WAITING + 1), waiting = from % (FLOW_WAITING + 1);
    size_t end = to == state_done(flow) ? flow->n : to / (FLOW_WAITING + 1);
    const Node *node = &flow->nodes[to];
    Fill fill = fill_start(&flow->nodes[from], arena, page);
    fill_waiting(flow, &fill, start, waiting);
    for (size_t at = start; at < end;) {
        if (waits(flow, at, node->defer)) {
            at += flow->boxes[at].group;
        } else if (is_chosen(varied, at)) {
            fill_varied(flow, &fill, at, node->varied < 0 ? -1 : 1);
            at += flow->boxes[at].size;
        } else {
            fill_next(flow, &fill, at);
            at++;
        }
    }
    return fill;
}

static void page_record(Arena *arena, const Flow *flow, size_t from, size_t to, FlowPage *page)
{
    const Node *node = &flow->nodes[to];
    Choices varied = { 0 };
    if (node->varied != 0) {
        Fill fill = page_fill(NULL, flow, from, to, &varied, NULL);
        varied = *choices_of(&fill, node->varied);
        varied.n = node->varied < 0 ? -node->varied : node->varied;
    }
    Fill fill = page_fill(arena, flow, from, to, &varied, page);
    page->lines = fill.used;
    page->notes = fill.notes - node->carry;
    page->is_overfull = fill.used > flow->rules->lines;
}

/* Notes that are left after the last box, over as many pages as they need. */
static void pages_push(Arena *arena, const Flow *flow, FlowPages *pages, FlowPage page)
{
    int fit = flow_note_fit(flow->rules, flow->rules->lines);
    for (; page.pieces.n == 0 && page.notes > fit; page.notes -= fit)
        array_push(arena, pages, (FlowPage){ .notes = fit });
    array_push(arena, pages, page);
}

static FlowPages flow_collect(Arena *arena, Arena *scratch, const Flow *flow)
{
    ARRAY(size_t) states = { 0 };
    for (size_t state = state_done(flow); state != NO_STATE; state = flow->nodes[state].from)
        array_push(scratch, &states, state);
    FlowPages pages = { 0 };
    for (size_t i = states.n - 1; i-- > 0;) {
        FlowPage page = { 0 };
        page_record(arena, flow, states.at[i + 1], states.at[i], &page);
        pages_push(arena, flow, &pages, page);
    }
    return pages;
}

static void flow_find_floats(Arena *scratch, Flow *flow)
{
    flow->floats_before = arena_array(scratch, size_t, flow->n + 1);
    for (size_t i = 0; i < flow->n; i++) {
        flow->floats_before[i] = flow->floats.n;
        if (flow->boxes[i].is_float)
            array_push(scratch, &flow->floats, i);
    }
    flow->floats_before[flow->n] = flow->floats.n;
}

FlowPages flow_break(Arena *arena, Arena *scratch, const FlowBox *boxes, size_t n, const FlowRules *rules)
{
    if (n == 0)
        return (FlowPages){ 0 };
    ArenaMark mark = arena_mark(scratch);
    Flow flow = { .boxes = boxes, .n = n, .rules = rules };
    flow_find_floats(scratch, &flow);
    flow.nodes = arena_array(scratch, Node, state_done(&flow) + 1);
    if (!flow_solve(&flow)) {
        flow.may_break_forbidden = true;
        flow_solve(&flow);
    }
    FlowPages pages = flow_collect(arena, scratch, &flow);
    arena_rewind(scratch, mark);
    return pages;
}
