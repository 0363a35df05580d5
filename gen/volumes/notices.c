/* notices.c - claims of one measure against each other */
#include "volumes/volumes_impl.h"

#include "doc/format.h"
#include "text/french.h"

typedef struct {
    Arena  *arena;
    Notices list;
} Looking;

static const struct { const char *title; bool is_contradiction; } kinds[] = {
    [NOTICE_CONTRADICTION] = { "Contradictions", true },
    [NOTICE_NAMES]         = { "Annoncé et nommé", true },
    [NOTICE_PERIODS]       = { "Moins sur une période que sur une de ses parties", false },
    [NOTICE_UNITS]         = { "Compté en deux unités", false },
    [NOTICE_REMARK]        = { "Remarques des auteurs", false },
};
_Static_assert(sizeof kinds / sizeof *kinds == NOTICE_KINDS, "every kind of notice needs a row");

const char *notice_title(NoticeKind kind)
{
    return kinds[kind].title;
}

bool notice_is_contradiction(NoticeKind kind)
{
    return kinds[kind].is_contradiction;
}

/* ---- two claims ---- */

/* `value` with fewer decimals, halves away from zero. */
static int64_t rounded(const Value *value, unsigned decimals)
{
    int64_t unit = 1, sign = value->digits < 0 ? -1 : 1;
    for (unsigned i = decimals; i < value->decimals; i++)
        unit *= 10;
    return sign * ((sign * value->digits + unit / 2) / unit);
}

bool claims_agree(const Claim *a, const Claim *b)
{
    if (!value_is_number(a->value) || !value_is_number(b->value))
        return true;
    const Value *fine = a->value->decimals > b->value->decimals ? a->value : b->value;
    const Value *coarse = fine == a->value ? b->value : a->value;
    return value_compare(a->value, b->value) == 0 || rounded(fine, coarse->decimals) == coarse->digits;
}

static bool same_unit(const Claim *a, const Claim *b)
{
    return a->unit.n == 0 || b->unit.n == 0 || str_equal(a->unit, b->unit);
}

Str claim_text(Arena *arena, const Claim *claim)
{
    const Value *value = claim->value;
    if (!value_is_number(value) || value->kind != VALUE_NUMBER || claim->unit.n == 0)
        return format_value(arena, value, FORMAT_PLAIN);
    Value counted = *value;
    counted.unit = claim->unit;
    return format_value(arena, &counted, FORMAT_WITH_UNIT);
}

/* ---- what there is to find ---- */

static void add_pair(Looking *looking, NoticeKind kind, const Measure *measure, const Claim *a, const Claim *b)
{
    Arena *arena = looking->arena;
    Str text = str_printf(arena, "%.*s : %.*s, %.*s : %.*s", STR_ARG(a->period), STR_ARG(claim_text(arena, a)),
                          STR_ARG(b->period), STR_ARG(claim_text(arena, b)));
    if (kind == NOTICE_CONTRADICTION)
        text = str_printf(arena, "%.*s : %.*s ou %.*s", STR_ARG(a->period), STR_ARG(claim_text(arena, a)),
                          STR_ARG(claim_text(arena, b)));
    array_push(arena, &looking->list, (Notice){ kind, measure, a, b, { a->volume, a->span }, measure->programme,
                                                 measure_title(arena, measure), french_spaces(arena, text, 0) });
}

/* The claims of one period: each value that is new against the first. Neighbours may differ. */
static void look_at_period(Looking *looking, const Measure *measure, const Claim *claims, size_t n)
{
    for (size_t i = 1; i < n && measure->kind != MEASURE_NEIGHBOURS; i++) {
        bool is_known = false;
        for (size_t j = 0; j < i; j++)
            is_known |= !same_unit(&claims[j], &claims[i]) || claims_agree(&claims[j], &claims[i]);
        if (!is_known)
            add_pair(looking, NOTICE_CONTRADICTION, measure, &claims[0], &claims[i]);
    }
}

static bool counts_things(const Claim *claim)
{
    return claim->value->kind == VALUE_NUMBER || claim->value->kind == VALUE_AMOUNT;
}

/* True when the same two values were told before, of other volumes. */
static bool is_told(const Looking *looking, NoticeKind kind, const Measure *measure, const Claim *a, const Claim *b)
{
    for (size_t i = looking->list.n; i-- > 0 && looking->list.at[i].measure == measure;) {
        const Notice *notice = &looking->list.at[i];
        if (notice->kind == kind && str_equal(notice->a->key, a->key) && str_equal(notice->b->key, b->key)
            && value_compare(notice->a->value, a->value) == 0 && value_compare(notice->b->value, b->value) == 0)
            return true;
    }
    return false;
}

/* A count over a longer time is no smaller than over a part of it. */
static void look_at_nesting(Looking *looking, const Measure *measure)
{
    for (size_t i = 0; i < measure->claims.n; i++) {
        for (size_t j = 0; j < measure->claims.n; j++) {
            const Claim *part = &measure->claims.at[i], *whole = &measure->claims.at[j];
            bool may_compare = counts_things(part) && counts_things(whole)
                && (same_unit(part, whole) || measure->kind == MEASURE_NEIGHBOURS) && part->volume != whole->volume;
            if (may_compare && period_is_inside(part->years, whole->years)
                && value_compare(whole->value, part->value) < 0
                && !is_told(looking, NOTICE_PERIODS, measure, part, whole))
                add_pair(looking, NOTICE_PERIODS, measure, part, whole);
        }
    }
}

/* Neighbours are told of anyhow. */
static void look_at_units(Looking *looking, const Measure *measure)
{
    for (size_t i = 1; i < measure->claims.n && measure->kind != MEASURE_NEIGHBOURS; i++) {
        const Claim *first = &measure->claims.at[0], *other = &measure->claims.at[i];
        if (same_unit(first, other))
            continue;
        add_pair(looking, NOTICE_UNITS, measure, first, other);
        return;
    }
}

static void look_at_measure(Looking *looking, const Measure *measure)
{
    const Claim *claims = measure->claims.at;
    for (size_t lo = 0, hi; lo < measure->claims.n; lo = hi) {
        for (hi = lo + 1; hi < measure->claims.n && str_equal(claims[lo].key, claims[hi].key);)
            hi++;
        look_at_period(looking, measure, claims + lo, hi - lo);
    }
    look_at_nesting(looking, measure);
    look_at_units(looking, measure);
}

/* ---- what one document says of itself ---- */

static void add_own(Looking *looking, NoticeKind kind, VolumePlace place, int programme, Str label, Str text)
{
    if (text.n > 0)
        array_push(looking->arena, &looking->list, (Notice){
            .kind = kind, .place = place, .programme = programme, .label = french_spaces(looking->arena, label, 0),
            .text = french_spaces(looking->arena, text, 0) });
}

static void look_at_programme(Looking *looking, size_t volume, const Programme *programme)
{
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    int number = programme->number;
    for (size_t i = 0; i < programme->indicators.n; i++) {
        const Indicator *it = &indicators[i];
        add_own(looking, NOTICE_NAMES, (VolumePlace){ volume, it->span }, number, it->label.str,
                indicator_names_fault(looking->arena, it));
        add_own(looking, NOTICE_REMARK, (VolumePlace){ volume, it->remark.span }, number, it->label.str,
                it->remark.str);
    }
    for (size_t i = 0; i < programme->tables.n; i++)
        add_own(looking, NOTICE_REMARK, (VolumePlace){ volume, tables[i].remark.span }, number, tables[i].title.str,
                tables[i].remark.str);
    for (size_t i = 0; i < programme->charts.n; i++)
        add_own(looking, NOTICE_REMARK, (VolumePlace){ volume, charts[i].remark.span }, number, charts[i].title.str,
                charts[i].remark.str);
    add_own(looking, NOTICE_REMARK, (VolumePlace){ volume, programme->remark.span }, number, programme->title.str,
            programme->remark.str);
}

/* By kind, within a kind in the order of the looking. */
static Notices by_kind(Arena *arena, const Notices *list)
{
    Notices sorted = { 0 };
    for (int kind = 0; kind < NOTICE_KINDS; kind++)
        for (size_t i = 0; i < list->n; i++)
            if ((int)list->at[i].kind == kind)
                array_push(arena, &sorted, list->at[i]);
    return sorted;
}

Notices notices_collect(Arena *arena, const Volumes *volumes, const Measures *measures)
{
    Looking looking = { .arena = arena };
    for (size_t i = 0; i < measures->n; i++)
        look_at_measure(&looking, measures->at[i]);
    for (size_t v = 0; v < volumes->n; v++) {
        const Edition *edition = volumes->at[v].document->edition;
        for (size_t i = 0; i < edition->programme_count; i++)
            look_at_programme(&looking, v, edition->programmes[i]);
    }
    return by_kind(arena, &looking.list);
}

/* ---- from period to period ---- */

static int length_of(const Claim *claim)
{
    return claim->years.last - claim->years.first;
}

/* How many claims are for periods that compare with that of `claim`: as long, or begun in the same year. */
static size_t count_like(const Measure *measure, const Claim *claim, bool by_start)
{
    size_t n = 0;
    for (size_t i = 0; i < measure->claims.n; i++) {
        const Claim *other = &measure->claims.at[i];
        n += by_start ? other->years.first == claim->years.first : length_of(other) == length_of(claim);
    }
    return n;
}

/* What is counted year by year does not compare with what is counted over twenty: the most usual length, the shortest
 * of two as usual; where every length is another, what begins in the same year. */
static const Claim *usual_claim(const Measure *measure, bool *by_start)
{
    const Claim *usual = NULL;
    size_t most = 0;
    for (int pass = 0; pass < 2 && most < 2; pass++) {
        *by_start = pass == 1;
        for (size_t i = 0; i < measure->claims.n; i++) {
            const Claim *claim = &measure->claims.at[i];
            size_t n = count_like(measure, claim, *by_start);
            if (n > most || (n == most && usual != NULL && length_of(claim) < length_of(usual)))
                usual = claim;
            most = n > most ? n : most;
        }
    }
    return usual;
}

Trace measure_trace(Arena *arena, const Measure *measure)
{
    Trace trace = { 0 };
    bool by_start = false;
    const Claim *usual = usual_claim(measure, &by_start);
    for (size_t i = 0; i < measure->claims.n; i++) {
        const Claim *claim = &measure->claims.at[i];
        if (by_start ? claim->years.first != usual->years.first : length_of(claim) != length_of(usual))
            continue;
        if (trace.n == 0 || !str_equal(array_last(&trace)->key, claim->key))
            array_push(arena, &trace, claim);
        else if (!array_last(&trace)->is_own)
            array_last(&trace) = claim;
    }
    return trace;
}

const Claim *measure_claim(const Measure *measure, size_t volume)
{
    const Claim *newest = NULL, *own = NULL;
    for (size_t i = 0; i < measure->claims.n; i++) {
        const Claim *claim = &measure->claims.at[i];
        if (claim->volume != volume)
            continue;
        newest = claim;
        if (claim->is_own && (own == NULL || claim->years.first == claim->years.last))
            own = claim;
    }
    return own != NULL ? own : newest;
}

static bool has_changed(const Measure *measure)
{
    for (size_t i = 1; i < measure->claims.n; i++)
        if (!claims_agree(&measure->claims.at[0], &measure->claims.at[i]))
            return true;
    return false;
}

bool measure_is_shown(const Measure *measure)
{
    return measure->kind == MEASURE_ENTRY || (measure->kind == MEASURE_CELL && has_changed(measure));
}

Str measure_title(Arena *arena, const Measure *measure)
{
    return measure->part.n == 0 ? measure->label
         : str_printf(arena, "%.*s" NBSP ": %.*s", STR_ARG(measure->label), STR_ARG(measure->part));
}

bool measure_definitions_differ(const Measure *measure)
{
    const Indicator *first = NULL;
    for (size_t i = 0; i < measure->claims.n; i++) {
        const Indicator *indicator = measure->claims.at[i].indicator;
        if (indicator == NULL || indicator->definition.str.n == 0)
            continue;
        if (first != NULL && !str_equal(first->definition.str, indicator->definition.str))
            return true;
        first = indicator;
    }
    return false;
}

/* "+1,9 point": shares differ by points, not by a part of themselves. */
static Str change_in_points(Arena *arena, const Claim *now, const Claim *before)
{
    Value less = *before->value;
    less.digits = -less.digits;
    Value change = value_sum((Value[]){ *now->value, less }, 2);
    change.kind = VALUE_NUMBER;
    change.unit = STR("point");
    Str text = format_value(arena, &change, FORMAT_WITH_UNIT);
    return change.digits > 0 ? str_join(arena, STR("+"), text) : text;
}

Str measure_change(Arena *arena, const Measure *measure)
{
    Trace trace = measure_trace(arena, measure);
    if (trace.n < 2 || measure->has_units || measure->kind == MEASURE_NEIGHBOURS)
        return STR_NONE;
    const Claim *before = trace.at[trace.n - 2], *now = trace.at[trace.n - 1];
    bool is_known = value_is_number(now->value) && value_is_number(before->value) && before->value->digits != 0;
    if (is_known && now->value->kind == VALUE_SHARE && before->value->kind == VALUE_SHARE)
        return change_in_points(arena, now, before);
    return is_known ? format_change(arena, now->value, before->value) : STR_NONE;
}
