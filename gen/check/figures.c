/* figures.c - shares and changes against the figures they come from; one indicator, one value */
#include "check/quantity.h"

#include "base/buf.h"
#include "doc/format.h"
#include "text/french.h"

enum { AGREEING_LEAST = 2, EXACT_DECIMALS = 6 };

/* ---- tables: a column of shares beside a column of figures ---- */

/* How the column of shares comes from other columns. */
typedef enum { RELATION_PART, RELATION_CHANGE, RELATIONS } RelationKind;
typedef struct { RelationKind kind; size_t share, now, before; } Relation;

static const Value *number_at(const Table *table, size_t row, size_t column)
{
    const Value *value = &table->rows.at[row].cells[column].value;
    return value_is_number(value) ? value : NULL;
}

static size_t body_rows(const Table *table)
{
    size_t n = table->rows.n;
    return n > 0 && table->rows.at[n - 1].is_total ? n - 1 : n;
}

/* What the relation makes of a row, with six decimals; VALUE_MISSING when it says nothing. */
static Value related(Arena *scratch, const Table *table, const Relation *relation, size_t row)
{
    Value nothing = { .kind = VALUE_MISSING };
    const Value *now = number_at(table, row, relation->now);
    if (now == NULL)
        return nothing;
    if (relation->kind == RELATION_CHANGE) {
        const Value *before = number_at(table, row, relation->before);
        if (before == NULL || before->digits <= 0)
            return nothing;
        Value less = *before;
        less.digits = -less.digits;
        Value difference = value_sum((Value[]){ *now, less }, 2);
        return value_share(&difference, before, EXACT_DECIMALS);
    }
    Value *values = arena_array(scratch, Value, table->rows.n);
    for (size_t i = 0; i < body_rows(table); i++)
        values[i] = table->rows.at[i].cells[relation->now].value;
    Value whole = value_sum(values, body_rows(table));
    return value_is_number(&whole) && whole.digits > 0 ? value_share(now, &whole, EXACT_DECIMALS) : nothing;
}

/* `exact` with as many decimals as `shown`, halves away from zero. */
static Value rounded(const Value *exact, unsigned decimals)
{
    Value value = *exact;
    int64_t unit = 1, sign = value.digits < 0 ? -1 : 1;
    for (; value.decimals > decimals; value.decimals--)
        unit *= 10;
    value.digits = sign * ((sign * value.digits + unit / 2) / unit);
    return value;
}

static bool agrees(const Value *stated, const Value *exact)
{
    if (stated->decimals > exact->decimals)
        return false;
    Value near = rounded(exact, stated->decimals);
    int64_t distance = near.digits - stated->digits;
    return distance >= -1 && distance <= 1;   /* the last decimal may have been rounded to make up 100 */
}

static size_t count_rows(Arena *scratch, const Table *table, const Relation *relation, size_t *known)
{
    size_t agreeing = 0;
    *known = 0;
    for (size_t i = 0; i < body_rows(table); i++) {
        const Value *stated = number_at(table, i, relation->share);
        Value exact = related(scratch, table, relation, i);
        if (stated == NULL || exact.kind == VALUE_MISSING)
            continue;
        ++*known;
        agreeing += agrees(stated, &exact);
    }
    return agreeing;
}

static void report_row(const Checking *checking, const Table *table, const Relation *relation, size_t row)
{
    const Value *stated = number_at(table, row, relation->share);
    Value exact = related(checking->scratch, table, relation, row);
    if (stated == NULL || exact.kind == VALUE_MISSING || agrees(stated, &exact))
        return;
    unsigned decimals = stated->decimals < 1 ? 1 : stated->decimals;
    Value near = rounded(&exact, decimals);
    DiagCode code = relation->kind == RELATION_PART ? DIAG_SHARE_WRONG : DIAG_CHANGE_WRONG;
    Str shown = french_number(checking->scratch, near.digits, near.decimals);
    Str column = table->columns[relation->now].title.str;
    diag_add(checking->diags, code, table->rows.at[row].cells[relation->share].span, "d’après la colonne « %.*s », %.*s %%",
             STR_ARG(column), STR_ARG(shown));
    diag_remedy(checking->diags, "écrire %.*s, ou corriger un des chiffres", STR_ARG(shown));
}

/* The relation that most rows keep is the one that was meant; the others are mistakes. */
static bool check_relation(const Checking *checking, const Table *table, const Relation *relation)
{
    size_t known, agreeing = count_rows(checking->scratch, table, relation, &known);
    if (agreeing < AGREEING_LEAST || agreeing * 3 < known * 2)
        return false;
    for (size_t i = 0; agreeing < known && i < body_rows(table); i++)
        report_row(checking, table, relation, i);
    return true;
}

static void check_share_column(const Checking *checking, const Table *table, size_t share)
{
    for (size_t now = share; now-- > 0;) {
        if (!column_is_summable(&table->columns[now]))
            continue;
        Relation part = { RELATION_PART, share, now, 0 };
        if (check_relation(checking, table, &part))
            return;
        for (size_t before = now; before-- > 0;) {
            Relation change = { RELATION_CHANGE, share, now, before };
            if (column_is_summable(&table->columns[before]) && check_relation(checking, table, &change))
                return;
        }
    }
}

void shares_are_right(const Checking *checking, const Programme *programme)
{
    const Table *tables = programme->tables.at;
    for (size_t i = 0; i < programme->tables.n; i++)
        for (size_t c = 0; c < tables[i].column_count && !tables[i].is_incomplete; c++)
            if (tables[i].columns[c].kind == COLUMN_SHARE)
                check_share_column(checking, &tables[i], c);
}

/* ---- prose: "139 sur 884, soit 15,7 %"; "contre 1 615, soit une baisse de 83 %" ---- */

static const char *const change_words[] = {
    "hausse", "baisse", "augmentation", "progression", "recul", "diminution", "croissance", "evolution", "augmente",
    "progresse", "recule", "diminue", "augmentes", "accroissement", NULL
};

typedef struct { size_t at; Value value; bool is_share; } Said;
typedef ARRAY(Said) SaidList;

/* The figures of a passage, typed and called, in their order. */
static SaidList figures_said(const Checking *checking, const Passage *passage)
{
    SaidList said = { 0 };
    QuantityReader reader = { 0 };
    Quantity quantity;
    size_t next = 0;
    bool has_more = quantity_next(&reader, passage, &quantity);
    while (has_more || next < passage->called.n) {
        bool takes_called = next < passage->called.n && (!has_more || passage->called.at[next].at < quantity.lo);
        if (takes_called) {
            const Called *called = &passage->called.at[next++];
            array_push(checking->scratch, &said, (Said){ called->at, *called->inline_->value, false });
        } else {
            array_push(checking->scratch, &said, (Said){ quantity.lo, quantity.value, quantity.value.kind == VALUE_SHARE });
            has_more = quantity_next(&reader, passage, &quantity);
        }
    }
    return said;
}

static bool is_one_sentence(Str text, size_t lo, size_t hi)
{
    Str between = str_slice(text, lo, hi);
    return str_find(between, STR(". "), 0) == between.n && str_find(between, STR(";"), 0) == between.n
        && str_find(between, STR("\n"), 0) == between.n;
}

static bool has_word(Str text, const char *const *list)
{
    Word word;
    for (size_t at = 0; prose_next_word(text, &at, &word);)
        if (word_is(text, word, list))
            return true;
    return false;
}

static double distance(double a, double b)
{
    return a > b ? a - b : b - a;
}

/* `a` and `b` before a share that "soit" or a bracket draws from them. */
static void check_drawn(const Checking *checking, const Passage *passage, const Said *a, const Said *b, const Said *share)
{
    static const char *const soit[] = { "soit", NULL };
    static const char *const over[] = { "sur", "parmi", "dont", NULL };
    Str text = passage->text, between = str_slice(text, a->at, b->at), before = str_slice(text, b->at, share->at);
    double x = value_double(&a->value), y = value_double(&b->value), stated = value_double(&share->value);
    bool is_change = has_word(before, change_words), is_part = has_word(between, over);
    if (!has_word(before, soit) || (!is_change && !is_part) || x <= 0 || y <= 0)
        return;
    double slack = share->value.decimals == 0 ? 0.6 : 0.06;
    double part = 100 * (x < y ? x / y : y / x), change = 100 * distance(x, y) / y;
    double computed = is_change ? change : part;
    if (distance(computed, stated) <= slack)
        return;
    DiagCode code = is_change ? DIAG_CHANGE_WRONG : DIAG_SHARE_WRONG;
    Str shown = str_printf(checking->scratch, "%.1f", computed);
    size_t point = str_find(shown, STR("."), 0);
    diag_add(checking->diags, code, passage_span(passage, share->at, share->at + 1), "le calcul donne %.*s,%.*s %%",
             STR_ARG(str_slice(shown, 0, point)), STR_ARG(str_slice(shown, point + 1, shown.n)));
    diag_remedy(checking->diags, "corriger la part, ou un des deux chiffres");
}

void shares_are_derived(const Checking *checking, const Passage *passage)
{
    if (str_find(passage->text, STR("%"), 0) == passage->text.n)
        return;
    SaidList said = figures_said(checking, passage);
    for (size_t i = 2; i < said.n; i++)
        if (said.at[i].is_share && value_is_number(&said.at[i - 1].value) && value_is_number(&said.at[i - 2].value)
            && is_one_sentence(passage->text, said.at[i - 2].at, said.at[i].at))
            check_drawn(checking, passage, &said.at[i - 2], &said.at[i - 1], &said.at[i]);
}

/* ---- one indicator, two values ---- */

static Str indicator_key(Arena *scratch, const Indicator *indicator)
{
    return str_printf(scratch, "%.*s/%.*s", STR_ARG(text_folded(scratch, indicator->label.str)),
                      STR_ARG(text_folded(scratch, indicator->unit.str)));
}

static void compare_indicators(const Checking *checking, const Indicator *first, const Indicator *second, int programme)
{
    for (size_t i = 0; i < second->series.n; i++) {
        const Period *period = &second->series.at[i];
        for (size_t k = 0; k < period->entries.n; k++) {
            const IndicatorEntry *entry = &period->entries.at[k];
            const Value *other = indicator_value(first, period->name.str, entry->name.str);
            if (other == NULL || !value_is_number(other) || !value_is_number(&entry->value)
                || value_compare(other, &entry->value) == 0)
                continue;
            diag_add(checking->diags, DIAG_VALUES_DIFFER, entry->value.span, "%.*s, mais %.*s dans le programme %d (« %.*s »)",
                     STR_ARG(french_number(checking->scratch, entry->value.digits, entry->value.decimals)),
                     STR_ARG(french_number(checking->scratch, other->digits, other->decimals)), programme, STR_ARG(first->id.str));
            diag_remedy(checking->diags, "ne donner l’indicateur qu’une fois ; ou dire par « remarque: » pourquoi deux");
        }
    }
}

typedef struct { const Indicator *indicator; int programme; } Known;

static void meet_indicator(const Checking *checking, Map *known, Str key, const Indicator *indicator, int programme)
{
    const Known *first = map_find(known, key);
    if (first != NULL && first->indicator != indicator && indicator->remark.str.n == 0 && first->indicator->remark.str.n == 0)
        compare_indicators(checking, first->indicator, indicator, first->programme);
    if (first != NULL)
        return;
    Known *kept = arena_new(checking->scratch, Known);
    *kept = (Known){ indicator, programme };
    map_set(checking->scratch, known, key, kept);
}

void indicators_agree(const Checking *checking)
{
    const Edition *edition = checking->document->edition;
    Map known = { 0 };
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Indicator *indicators = edition->programmes[i]->indicators.at;
        for (size_t k = 0; k < edition->programmes[i]->indicators.n; k++)
            if (indicators[k].label.str.n > 0)
                meet_indicator(checking, &known, indicator_key(checking->scratch, &indicators[k]), &indicators[k],
                               edition->programmes[i]->number);
    }
}
