/* Items of a paragraph, eight bytes each: the breaks rise, end with the last item, and the last pass finds some. */
#include "fuzz.h"

#include "layout/linebreak.h"

enum { ITEM_BYTES = 8, COUNT_MAX = 4000 };

static LineItem item_of(const uint8_t *at)
{
    static const int penalties[] = { 0, 50, -50, 1000, PENALTY_MAX, -PENALTY_MAX, 9999, -9999 };
    LineItem item = { .kind = (LineItemKind)(at[0] % 3), .width = (Fixed)(at[1] | at[2] << 8) };
    if (item.kind == LINE_GLUE) {
        item.stretch = at[3] * 8;
        item.shrink = at[4] * 8 < item.width ? at[4] * 8 : item.width;
    } else if (item.kind == LINE_PENALTY) {
        item.penalty = penalties[at[3] % 8];
        item.is_flagged = at[4] & 1;
    }
    item.hang_left = at[5];
    item.hang_right = at[6];
    return item;
}

static BreakRules rules_of(const uint8_t *at)
{
    Fixed measure = PT(20) + (Fixed)(at[0] | at[1] << 8);
    return (BreakRules){
        .first = measure - (at[2] < 128 ? at[2] : 0), .rest = measure, .emergency = at[3] * 16,
        .tolerance = { at[4] * 40, at[5] * 40 }, .per_line = at[6] % 4 == 0 ? 1000000 : 0,
        .last_line_min = at[7] & 1 ? PT(20) : 0, .is_ragged = (at[7] & 2) != 0,
    };
}

static void claim_breaks(const LineBreaks *breaks, const LineItem *items, size_t n)
{
    fuzz_claim(breaks->n > 0, "there are always some lines");
    for (size_t i = 0; i < breaks->n; i++) {
        size_t at = breaks->at[i].item;
        fuzz_claim(at < n && (i == 0 || at > breaks->at[i - 1].item), "breaks rise");
        fuzz_claim(items[at].kind != LINE_BOX, "no line ends inside a box");
        fuzz_claim(items[at].kind != LINE_PENALTY || items[at].penalty < PENALTY_MAX, "no forbidden break is taken");
        fuzz_claim(breaks->at[i].badness >= 0 && breaks->at[i].badness <= BADNESS_MAX, "badness keeps its range");
    }
    fuzz_claim(breaks->at[breaks->n - 1].item == n - 1, "the last break is the last item");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 2 * ITEM_BYTES || n > COUNT_MAX * ITEM_BYTES)
        return 0;
    Arena *arena = arena_open(), *scratch = arena_open();
    BreakRules rules = rules_of(bytes);
    size_t count = n / ITEM_BYTES;
    LineItem *items = arena_array(arena, LineItem, count);
    for (size_t i = 1; i < count; i++)
        items[i - 1] = item_of(bytes + i * ITEM_BYTES);
    items[count - 1] = (LineItem){ .kind = LINE_PENALTY, .penalty = -PENALTY_MAX };
    LineBreaks breaks = items_break(arena, scratch, items, count, &rules);
    claim_breaks(&breaks, items, count);
    arena_close(scratch);
    arena_close(arena);
    return 0;
}
