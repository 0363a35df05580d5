/* measures.c - the same figure in several volumes: what is gathered under one name */
#include "volumes/volumes_impl.h"

#include <stdlib.h>

#include "text/french.h"

typedef struct {
    Arena         *arena;
    const Volumes *volumes;
    size_t         volume;               /* the one being read */
    Map            known;                /* Measure, by its key */
    Measures       list;
    Map            owners;               /* int *, the programme that alone has an id; 0 when several do */
} Gathering;

static Str own_period(const Edition *edition)
{
    return edition->period.str.n > 0 ? edition->period.str : edition->year.str;
}

static Measure *find_measure(Gathering *gathering, MeasureKind kind, int programme, Str id, Str entry)
{
    Str key = str_printf(gathering->arena, "%d:%d:%.*s:%.*s", (int)kind, programme, STR_ARG(id), STR_ARG(entry));
    Measure *measure = map_find(&gathering->known, key);
    if (measure != NULL)
        return measure;
    measure = arena_new(gathering->arena, Measure);
    measure->kind = kind;
    measure->programme = programme;
    measure->id = id;
    measure->entry = entry;
    map_set(gathering->arena, &gathering->known, key, measure);
    array_push(gathering->arena, &gathering->list, measure);
    return measure;
}

static void add_claim(Gathering *gathering, Measure *measure, Claim claim)
{
    claim.volume = gathering->volume;
    const Edition *edition = gathering->volumes->at[gathering->volume].document->edition;
    if (claim.period.n == 0)
        claim.period = own_period(edition);
    claim.key = period_key(gathering->arena, claim.period);
    claim.is_own = str_equal(claim.key, period_key(gathering->arena, edition->year.str))
        || str_equal(claim.key, period_key(gathering->arena, edition->period.str));
    claim.years = period_years(claim.period);
    array_push(gathering->arena, &measure->claims, claim);
}

/* ---- indicators ---- */

/* A document without programmes names an indicator by its id alone: it is that of the programme which has it. */
static int programme_of(const Gathering *gathering, int programme, Str id)
{
    const int *owner = programme == 0 ? map_find(&gathering->owners, id) : NULL;
    return owner != NULL ? *owner : programme;
}

static void note_owners(Gathering *gathering, const Edition *edition)
{
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Indicator *indicators = edition->programmes[i]->indicators.at;
        int number = edition->programmes[i]->number;
        for (size_t j = 0; number > 0 && j < edition->programmes[i]->indicators.n; j++) {
            int *owner = map_find(&gathering->owners, indicators[j].id.str);
            if (owner == NULL) {
                owner = arena_new(gathering->arena, int);
                *owner = number;
                map_set(gathering->arena, &gathering->owners, indicators[j].id.str, owner);
            } else if (*owner != number) {
                *owner = 0;
            }
        }
    }
}

static bool is_total(Str entry)
{
    return str_equal(entry, STR("total"));
}

static Claim claim_of(const Indicator *indicator, const Period *period, const IndicatorEntry *entry)
{
    bool is_dated = period_years(period->name.str).first > 0;
    return (Claim){ .period = is_dated ? period->name.str : STR_NONE, .value = &entry->value,
                    .unit = indicator->unit.str, .indicator = indicator, .span = entry->value.span };
}

/* A report's words go before those of other documents. */
static bool may_name(const Gathering *gathering, const Measure *measure)
{
    return measure->label.n == 0 || gathering->volumes->at[gathering->volume].document->edition->type == NULL;
}

static void name_entry(Arena *arena, Measure *measure, const Indicator *indicator, Str entry)
{
    measure->label = french_spaces(arena, indicator->label.str, 0);
    measure->part = is_total(entry) ? STR_NONE : french_spaces(arena, indicator_label(arena, indicator, entry), 0);
}

static void add_indicator(Gathering *gathering, int programme, const Indicator *indicator)
{
    programme = programme_of(gathering, programme, indicator->id.str);
    for (size_t i = 0; i < indicator->series.n; i++) {
        const Period *period = &indicator->series.at[i];
        for (size_t j = 0; j < period->entries.n; j++) {
            const IndicatorEntry *entry = &period->entries.at[j];
            Measure *measure = find_measure(gathering, MEASURE_ENTRY, programme, indicator->id.str, entry->name.str);
            if (may_name(gathering, measure))
                name_entry(gathering->arena, measure, indicator, entry->name.str);
            add_claim(gathering, measure, claim_of(indicator, period, entry));
        }
    }
}

/* ---- indicators that their author sets beside each other ---- */

static void add_totals(Gathering *gathering, Measure *into, int programme, Str id)
{
    const Volumes *volumes = gathering->volumes;
    for (size_t v = 0; v < volumes->n; v++) {
        const Edition *edition = volumes->at[v].document->edition;
        for (size_t i = 0; i < edition->programme_count; i++) {
            const Indicator *indicator = programme_indicator(edition->programmes[i], id);
            int number = edition->programmes[i]->number;
            if (indicator == NULL || programme_of(gathering, number, id) != programme)
                continue;
            gathering->volume = v;
            for (size_t j = 0; j < indicator->series.n; j++)
                for (size_t k = 0; k < indicator->series.at[j].entries.n; k++)
                    if (is_total(indicator->series.at[j].entries.at[k].name.str))
                        add_claim(gathering, into, claim_of(indicator, &indicator->series.at[j],
                                                            &indicator->series.at[j].entries.at[k]));
        }
    }
}

static void add_neighbours(Gathering *gathering, int programme, const Indicator *indicator)
{
    programme = programme_of(gathering, programme, indicator->id.str);
    for (size_t i = 0; i < indicator->neighbours.n; i++) {
        Str other = indicator->neighbours.at[i].str;
        Measure *measure = find_measure(gathering, MEASURE_NEIGHBOURS, programme, indicator->id.str, other);
        if (measure->claims.n > 0)
            continue;                    /* another edition of it says so too */
        measure->label = french_spaces(gathering->arena, indicator->label.str, 0);
        add_totals(gathering, measure, programme, other);
        add_totals(gathering, measure, programme, indicator->id.str);
    }
}

/* ---- tables ---- */

static Str cell_name(Arena *arena, const Table *table, size_t row, size_t column)
{
    size_t label = table_label_column(table);
    size_t last_head = table->head_rows - 1;
    while (last_head > 0 && table_head(table, last_head, column)->is_covered)
        last_head--;
    Str head = table_head(table, last_head, column)->title;
    Str name = table->rows.at[row].is_total ? STR("Total")
             : label < table->column_count ? table->rows.at[row].cells[label].text : STR_NONE;
    return str_printf(arena, "%.*s, %.*s", STR_ARG(name), STR_ARG(head));
}

/* True when the cell only shows a figure that stands elsewhere: it is gathered there. */
static bool is_borrowed(const Table *table, const Cell *cell)
{
    const Span *at = &cell->value.span, *around = &table->span;
    bool is_inside = at->file == around->file && at->lo >= around->lo && at->hi <= around->hi;
    return !cell->value.is_computed && !is_inside && table->csv_name.str.n == 0;
}

static void add_table(Gathering *gathering, int programme, const Table *table)
{
    for (size_t row = 0; row < table->rows.n; row++) {
        for (size_t column = 0; column < table->column_count; column++) {
            const Cell *cell = &table->rows.at[row].cells[column];
            if (cell->is_covered || !value_is_number(&cell->value) || is_borrowed(table, cell))
                continue;
            Str name = cell_name(gathering->arena, table, row, column);
            Measure *measure = find_measure(gathering, MEASURE_CELL, programme, table->id.str, name);
            measure->label = french_spaces(gathering->arena, table->title.str, 0);
            measure->part = french_spaces(gathering->arena, name, 0);
            add_claim(gathering, measure, (Claim){
                .period = table->period.str, .value = &cell->value, .unit = table->columns[column].unit.str,
                .span = cell->value.span.file != 0 ? cell->value.span : table->span });
        }
    }
}

/* ---- the whole ---- */

static int by_period(const void *a, const void *b)
{
    const Claim *x = a, *y = b;
    if (x->years.last != y->years.last)
        return x->years.last - y->years.last;
    if (x->years.first != y->years.first)
        return x->years.first - y->years.first;
    int order = str_compare(x->key, y->key);
    if (order == 0 && x->volume != y->volume)
        return x->volume < y->volume ? -1 : 1;
    if (order == 0)
        return x->span.lo < y->span.lo ? -1 : x->span.lo > y->span.lo;
    return order;
}

static void finish_measure(Gathering *gathering, Measure *measure)
{
    bool *has_told = arena_array(gathering->arena, bool, gathering->volumes->n);
    for (size_t i = 0; i < measure->claims.n; i++) {
        const Claim *claim = &measure->claims.at[i];
        measure->volume_count += !has_told[claim->volume];
        has_told[claim->volume] = true;
        measure->has_units |= !str_equal(claim->unit, measure->claims.at[0].unit);
    }
    if (measure->claims.n > 1)
        qsort(measure->claims.at, measure->claims.n, sizeof *measure->claims.at, by_period);
}

static void add_volume(Gathering *gathering, const Edition *edition)
{
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Indicator *indicators = programme->indicators.at;
        const Table *tables = programme->tables.at;
        for (size_t j = 0; j < programme->indicators.n; j++)
            add_indicator(gathering, programme->number, &indicators[j]);
        for (size_t j = 0; j < programme->tables.n; j++)
            add_table(gathering, programme->number, &tables[j]);
    }
}

static void add_all_neighbours(Gathering *gathering, const Edition *edition)
{
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Indicator *indicators = edition->programmes[i]->indicators.at;
        for (size_t j = 0; j < edition->programmes[i]->indicators.n; j++)
            add_neighbours(gathering, edition->programmes[i]->number, &indicators[j]);
    }
}

/* Those of documents without programmes come last. */
static int by_programme(const void *a, const void *b)
{
    const Measure *x = *(Measure *const *)a, *y = *(Measure *const *)b;
    unsigned i = (unsigned)x->programme - 1, j = (unsigned)y->programme - 1;
    if (i != j)
        return i < j ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

Measures measures_collect(Arena *arena, const Volumes *volumes)
{
    Gathering gathering = { .arena = arena, .volumes = volumes };
    Measures told = { 0 };
    for (size_t i = 0; i < volumes->n; i++)
        note_owners(&gathering, volumes->at[i].document->edition);
    for (size_t i = 0; i < volumes->n; i++) {
        gathering.volume = i;
        add_volume(&gathering, volumes->at[i].document->edition);
    }
    for (size_t i = 0; i < volumes->n; i++)
        add_all_neighbours(&gathering, volumes->at[i].document->edition);
    for (size_t i = 0; i < gathering.list.n; i++) {
        Measure *measure = gathering.list.at[i];
        finish_measure(&gathering, measure);
        measure->number = i;
        if (measure->volume_count > 1)
            array_push(arena, &told, measure);
    }
    if (told.n > 1)
        qsort(told.at, told.n, sizeof *told.at, by_programme);
    return told;
}

/* ---- what comes and what goes ---- */

static const Programme *programme_in(const Volume *volume, int number)
{
    const Programme *programme = edition_programme(volume->document->edition, number);
    return programme != NULL && programme->indicators.n > 0 ? programme : NULL;
}

static void pass(Arena *arena, const Programme *in, const Programme *other, Passing passing, Passings *list)
{
    const Indicator *indicators = in->indicators.at;
    for (size_t i = 0; i < in->indicators.n; i++) {
        if (programme_indicator(other, indicators[i].id.str) != NULL)
            continue;
        passing.indicator = &indicators[i];
        array_push(arena, list, passing);
    }
}

Passings passings_collect(Arena *arena, const Volumes *volumes)
{
    Passings list = { 0 };
    for (size_t v = 1; v < volumes->n; v++) {
        const Edition *edition = volumes->at[v].document->edition;
        for (size_t i = 0; i < edition->programme_count; i++) {
            int number = edition->programmes[i]->number;
            const Programme *now = number > 0 ? programme_in(&volumes->at[v], number) : NULL, *then = NULL;
            size_t before = v;
            while (now != NULL && then == NULL && before-- > 0)
                then = programme_in(&volumes->at[before], number);
            if (then == NULL)
                continue;
            pass(arena, now, then, (Passing){ .programme = number, .with = v, .without = before }, &list);
            pass(arena, then, now, (Passing){ .programme = number, .with = before, .without = v, .is_gone = true },
                 &list);
        }
    }
    return list;
}
