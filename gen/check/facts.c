/* facts.c - what the data says, with the words that go with each figure
 *
 * The words are those of labels, cut to stems; the audit holds them against
 * the words around a number in the text.
 */
#include "check/check_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { STEM_LENGTH = 6, STEM_LEAST = 4, SHARE_DECIMALS = 6 };

/* Words that say nothing about what is counted; small bare letters. */
static const char *const empty_words[] = {
    "dans", "pour", "avec", "leur", "leurs", "dont", "cette", "entre", "plus", "sous", "sans", "sont", "nombre", "total",
    "part", "autre", "autres", "titre", "annee", "aussi", "ainsi", "selon", "lors", "afin", "ceux", "celle", "celles",
    "chez", "vers", "tout", "tous", "toute", "toutes", "depuis", "apres", "avant", "pres", "deux", "trois", "quatre",
    "cinq", "sept", "huit", "neuf", "douze", "cent", "mille", "comme", "mais", "meme", "elle", "elles", "nous", "etait",
    "avait", "avaient", "avoir", "etre", "ete", NULL
};

static bool is_empty_word(Str word)
{
    for (size_t i = 0; empty_words[i] != NULL; i++)
        if (empty_words[i][0] == word.p[0] && str_equal(word, str_from_c(empty_words[i])))
            return true;
    return false;
}

/* `word` is folded. */
static Str stem_cut(Str word)
{
    if (word.n < STEM_LEAST || is_empty_word(word))
        return STR_NONE;
    if (word.p[word.n - 1] == 's' || word.p[word.n - 1] == 'x')
        word.n--;
    if (word.n > STEM_LEAST && word.p[word.n - 1] == 'e')
        word.n--;
    return str_slice(word, 0, STEM_LENGTH);
}

Str stem_of(Arena *arena, Str word)
{
    return stem_cut(text_folded(arena, word));
}

bool stems_have(const Stems *stems, Str stem)
{
    for (size_t i = 0; i < stems->n; i++)
        if (str_equal(stems->at[i], stem))
            return true;
    return false;
}

void stems_add(Arena *arena, Stems *stems, Str text)
{
    Str rest = text_folded(arena, text), word;
    while (str_split(&rest, ' ', &word)) {
        Str stem = stem_cut(word);
        if (stem.n > 0 && !stems_have(stems, stem))
            array_push(arena, stems, stem);
    }
}

/* ---- the book ---- */

typedef struct { Arena *arena; FactBook *book; const Programme *programme; } Collector;

static void count_uses(Collector *collector, const Stems *stems)
{
    for (size_t i = 0; i < stems->n; i++) {
        int *uses = map_find(&collector->book->uses, stems->at[i]);
        if (uses == NULL) {
            uses = arena_new(collector->arena, int);
            map_set(collector->arena, &collector->book->uses, stems->at[i], uses);
        }
        ++*uses;
    }
}

static void add_fact(Collector *collector, Fact fact)
{
    fact.programme = collector->programme;
    array_push(collector->arena, &collector->book->list, fact);
}

static bool is_total(const IndicatorEntry *entry)
{
    return str_equal(entry->name.str, STR("total"));
}

static Value in_percent(Value value)
{
    value.kind = VALUE_SHARE;
    value.unit = STR_NONE;
    return value;
}

static void add_share(Collector *collector, const Fact *entry, const Value *total)
{
    Fact fact = *entry;
    fact.kind = FACT_SHARE;
    fact.value = value_share(&entry->value, total, SHARE_DECIMALS);
    fact.path = str_printf(collector->arena, "%.*s | part", STR_ARG(entry->path));
    if (fact.value.kind == VALUE_SHARE)
        add_fact(collector, fact);
}

static void add_change(Collector *collector, const Fact *now, const Value *before, Str year)
{
    if (!value_is_number(before) || before->digits <= 0 || !value_is_number(&now->value))
        return;
    Value less = *before;
    less.digits = -less.digits;
    Value difference = value_sum((Value[]){ now->value, less }, 2);
    Fact fact = *now;
    fact.kind = FACT_CHANGE;
    fact.value = in_percent(value_share(&difference, before, SHARE_DECIMALS));
    fact.path = str_printf(collector->arena, "%.*s | evolution %.*s", STR_ARG(now->path), STR_ARG(year));
    if (fact.value.kind == VALUE_SHARE && difference.digits != 0)
        add_fact(collector, fact);
}

static const Value *total_of(const Period *period)
{
    for (size_t i = 0; i < period->entries.n; i++)
        if (is_total(&period->entries.at[i]) && value_is_number(&period->entries.at[i].value))
            return &period->entries.at[i].value;
    return NULL;
}

static void add_entry(Collector *collector, const Fact *common, size_t at, const IndicatorEntry *entry)
{
    Arena *arena = collector->arena;
    const Indicator *indicator = common->indicator;
    const Period *period = &indicator->series.at[at];
    const Value *total = total_of(period);
    Fact fact = *common;
    bool is_alone = period->entries.n == 1 && is_total(entry);
    if (!value_is_number(&entry->value))
        return;
    fact.value = entry->value;
    fact.path = is_alone ? str_printf(arena, "%.*s.%.*s", STR_ARG(indicator->id.str), STR_ARG(period->name.str))
                         : str_printf(arena, "%.*s.%.*s.%.*s", STR_ARG(indicator->id.str), STR_ARG(period->name.str),
                                      STR_ARG(entry->name.str));
    if (!is_total(entry))
        stems_add(arena, &fact.own, indicator_label(arena, indicator, entry->name.str));
    add_fact(collector, fact);
    if (total != NULL && total != &entry->value)
        add_share(collector, &fact, total);
    if (at > 0) {
        const Period *before = &indicator->series.at[at - 1];
        const Value *old = indicator_value(indicator, before->name.str, entry->name.str);
        if (old != NULL)
            add_change(collector, &fact, old, before->name.str);
    }
}

/* The entries that have no total. */
static void add_sum(Collector *collector, const Fact *common, const Period *period)
{
    const Indicator *indicator = common->indicator;
    size_t n = period->entries.n, known = 0;
    Value *values = arena_array(collector->arena, Value, n + 1);
    for (size_t i = 0; i < n; i++)
        if (value_is_number(&period->entries.at[i].value) && !is_total(&period->entries.at[i]))
            values[known++] = period->entries.at[i].value;
    Fact fact = *common;
    fact.kind = FACT_SUM;
    fact.value = value_sum(values, known);
    fact.path = str_printf(collector->arena, "%.*s.%.*s", STR_ARG(indicator->id.str), STR_ARG(period->name.str));
    const Value *total = total_of(period);
    bool is_new = total == NULL || value_compare(total, &fact.value) != 0;
    if (known >= 2 && is_new && fact.value.kind != VALUE_SHARE)
        add_fact(collector, fact);
}

/* The total of three periods and more. */
static void add_periods(Collector *collector, const Fact *common)
{
    const Indicator *indicator = common->indicator;
    size_t n = indicator->series.n, known = 0;
    Value *values = arena_array(collector->arena, Value, n + 1);
    for (size_t i = 0; i < n; i++) {
        const Value *value = indicator_value(indicator, indicator->series.at[i].name.str, STR_NONE);
        if (value != NULL && value_is_number(value))
            values[known++] = *value;
    }
    Fact fact = *common;
    fact.kind = FACT_SUM;
    fact.value = value_sum(values, known);
    fact.path = indicator->id.str;
    if (known >= 3 && known == n && fact.value.kind != VALUE_SHARE)
        add_fact(collector, fact);
}

static void add_indicator(Collector *collector, const Indicator *indicator)
{
    Fact common = { .kind = FACT_HELD, .indicator = indicator };
    stems_add(collector->arena, &common.words, indicator->label.str);
    stems_add(collector->arena, &common.unit, indicator->unit.str);
    count_uses(collector, &common.words);
    for (size_t i = 0; i < indicator->series.n; i++) {
        const Period *period = &indicator->series.at[i];
        common.period = period->name.str;
        for (size_t k = 0; k < period->entries.n; k++)
            add_entry(collector, &common, i, &period->entries.at[k]);
        add_sum(collector, &common, period);
    }
    common.period = STR_NONE;
    add_periods(collector, &common);
}

/* A cell that takes its figure from elsewhere is no second fact. */
static void add_cell(Collector *collector, const Fact *common, const Table *table, size_t row, size_t column)
{
    Arena *arena = collector->arena;
    const Row *cells = &table->rows.at[row];
    const Cell *cell = &cells->cells[column];
    bool is_taken = str_find(cell->text, STR("{{"), 0) < cell->text.n;
    size_t label = table_label_column(table);
    if (!value_is_number(&cell->value) || is_taken || cell->is_covered)
        return;
    Fact fact = *common;
    fact.value = cell->value;
    fact.path = cells->is_total ? str_printf(arena, "%.*s.total.%zu", STR_ARG(table->id.str), column + 1)
                                : str_printf(arena, "%.*s.%zu.%zu", STR_ARG(table->id.str), row + 1, column + 1);
    if (label < table->column_count && !cells->is_total)
        stems_add(arena, &fact.own, cells->cells[label].text);
    stems_add(arena, &fact.unit, table->columns[column].title.str);
    add_fact(collector, fact);
}

static void add_table(Collector *collector, const Table *table)
{
    Fact common = { .kind = FACT_HELD, .period = table->period.str };
    stems_add(collector->arena, &common.words, table->title.str);
    count_uses(collector, &common.words);
    for (size_t i = 0; i < table->rows.n; i++)
        for (size_t c = 0; c < table->column_count; c++)
            add_cell(collector, &common, table, i, c);
}

static int by_size(const void *a, const void *b)
{
    const FactSize *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static void file_facts(Arena *arena, FactBook *book)
{
    for (size_t i = 0; i < book->list.n; i++) {
        const Fact *fact = &book->list.at[i];
        bool is_derived = fact->kind == FACT_SHARE || fact->kind == FACT_CHANGE;
        double value = value_double(&fact->value);
        array_push(arena, is_derived ? &book->derived : &book->held, (FactSize){ value < 0 ? -value : value, i });
        if (fact->kind == FACT_HELD && fact->indicator != NULL)
            array_push(arena, &book->told, i);
    }
    if (book->held.n > 0)
        qsort(book->held.at, book->held.n, sizeof *book->held.at, by_size);
    if (book->derived.n > 0)
        qsort(book->derived.at, book->derived.n, sizeof *book->derived.at, by_size);
}

void facts_near(Arena *arena, const FactSizes *sizes, double size, double slack, FactSizes *near)
{
    size_t lo = 0, hi = sizes->n;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (sizes->at[middle].size < size - slack)
            lo = middle + 1;
        else
            hi = middle;
    }
    for (; lo < sizes->n && sizes->at[lo].size <= size + slack; lo++)
        array_push(arena, near, sizes->at[lo]);
}

/* The first of `told` that is of a programme with `number` or a higher one. */
static size_t first_told(const FactBook *book, int number)
{
    size_t lo = 0, hi = book->told.n;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (book->list.at[book->told.at[middle]].programme->number < number)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo;
}

void facts_told(const FactBook *book, const Programme *programme, size_t *lo, size_t *hi)
{
    *lo = programme != NULL ? first_told(book, programme->number) : 0;
    *hi = programme != NULL ? first_told(book, programme->number + 1) : 0;
}

FactBook facts_collect(Arena *arena, const Edition *edition)
{
    FactBook book = { 0 };
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        Collector collector = { arena, &book, programme };
        const Indicator *indicators = programme->indicators.at;
        const Table *tables = programme->tables.at;
        for (size_t k = 0; k < programme->indicators.n; k++)
            add_indicator(&collector, &indicators[k]);
        for (size_t k = 0; k < programme->tables.n; k++)
            add_table(&collector, &tables[k]);
    }
    file_facts(arena, &book);
    return book;
}
