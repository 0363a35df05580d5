/* chart.c - the figures of a chart, taken from where they stand
 *
 *     donnees = "tableau" NAME { ["colonne" | "colonnes"] NUMBER }
 *             | "indicateur" NAME { PERIOD }
 *             | "indicateurs" NAME { NAME } [PERIOD]
 *
 * with blanks, commas and "et" between.
 */
#include "model/chart.h"

#include "model/model_impl.h"

enum { WORDS_MAX = 2 + 2 * TABLE_COLUMNS_MAX };

typedef struct { Str str; Span span; } Word;

typedef struct {
    Reading         *reading;
    const Programme *programme;
    Chart           *chart;
    const Lender    *lender;             /* whose figures are added; NULL: none */
    Names            lent;               /* periods that are its own */
    Word             words[WORDS_MAX];
    size_t           word_count;
} ChartReader;

static bool is_between(char c)
{
    return c == ' ' || c == ',' || c == '\t' || c == '\n';
}

static void read_words(ChartReader *r)
{
    static const char *const fillers[] = { "et", "colonne", "colonnes" };
    Text data = r->chart->data;
    for (size_t at = 0; at < data.str.n && r->word_count < WORDS_MAX;) {
        size_t lo = at;
        while (at < data.str.n && !is_between(data.str.p[at]))
            at++;
        Str word = str_slice(data.str, lo, at);
        bool is_filler = word.n == 0;
        for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
            is_filler |= str_equal(word, str_from_c(fillers[i]));
        if (!is_filler)
            r->words[r->word_count++] = (Word){ word, text_part(data, lo, at) };
        at += at == lo;
    }
}

static void report_no_data(ChartReader *r, Span span, const char *why, const char *remedy)
{
    if (r->programme->is_incomplete)
        return;                          /* what it needs may be what was not read */
    diag_add(r->reading->diags, DIAG_CHART_NO_DATA, span, "%s", why);
    diag_remedy(r->reading->diags, "%s", remedy);
}

static void report_unknown(ChartReader *r, const Word *word, const Str *names, size_t n)
{
    if (r->programme->is_incomplete)
        return;
    Str nearest = diags_may_help(r->reading->diags) ? diag_nearest(r->reading->arena, word->str, names, n) : STR_NONE;
    diag_add(r->reading->diags, DIAG_REF_UNKNOWN, word->span, "%.*s", STR_ARG(word->str));
    if (nearest.n > 0)
        diag_remedy(r->reading->diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
    else if (n > 0)
        diag_remedy(r->reading->diags, "par exemple `%.*s`", STR_ARG(names[0]));
}

static ChartSeries *add_series(ChartReader *r, Str name)
{
    Chart *chart = r->chart;
    ChartSeries *series = &chart->series[chart->series_count++];
    *series = (ChartSeries){ name, arena_array(r->reading->arena, Value, chart->label_count) };
    return series;
}

/* --- from a table --- */

/* Which column a word means, from 0; column_count, with a message, when none. */
static size_t column_of(ChartReader *r, const Table *table, const Word *word)
{
    Value number;
    bool is_column = value_read_number(word->str, word->span, &number) && number.kind == VALUE_NUMBER
                     && number.decimals == 0 && number.digits >= 1 && (size_t)number.digits <= table->column_count;
    if (is_column)
        return (size_t)number.digits - 1;
    if (!table->is_incomplete && !r->programme->is_incomplete) {
        diag_add(r->reading->diags, DIAG_REF_UNKNOWN, word->span, "colonne %.*s", STR_ARG(word->str));
        diag_remedy(r->reading->diags, "le tableau `%.*s` a les colonnes 1 à %zu", STR_ARG(table->id.str),
                    table->column_count);
    }
    return table->column_count;
}

/* The columns asked for, the labels' first; by default the one that names the
 * rows and all with figures. */
static size_t choose_columns(ChartReader *r, const Table *table, size_t columns[TABLE_COLUMNS_MAX])
{
    size_t n = 0;
    for (size_t i = 2; i < r->word_count && n < TABLE_COLUMNS_MAX; i++) {
        columns[n] = column_of(r, table, &r->words[i]);
        if (columns[n++] == table->column_count)
            return 0;
    }
    if (n > 0)
        return n;
    columns[n++] = 0;
    for (size_t c = 1; c < table->column_count; c++)
        if (table->columns[c].kind == COLUMN_NUMBER || table->columns[c].kind == COLUMN_AMOUNT)
            columns[n++] = c;
    return n;
}

static void fill_from_table(ChartReader *r, const Table *table)
{
    size_t columns[TABLE_COLUMNS_MAX], n = choose_columns(r, table, columns), rows = table_body_rows(table);
    Chart *chart = r->chart;
    if (n < 2 || rows == 0) {
        if (n == 1)
            report_no_data(r, chart->data.span, "une seule colonne", "donner la colonne des libellés et celle des chiffres : colonnes 1 et 2");
        return;
    }
    chart->label_count = rows;
    chart->labels = arena_array(r->reading->arena, Str, rows);
    chart->series = arena_array(r->reading->arena, ChartSeries, n - 1);
    for (size_t i = 0; i < rows; i++)
        chart->labels[i] = table->rows.at[i].cells[columns[0]].text;
    for (size_t k = 1; k < n; k++) {
        ChartSeries *series = add_series(r, table->columns[columns[k]].title.str);
        for (size_t i = 0; i < rows; i++)
            series->values[i] = table->rows.at[i].cells[columns[k]].value;
    }
    if (chart->unit.str.n == 0)
        chart->unit = table->columns[columns[1]].unit;
    if (chart->source.str.n == 0)
        chart->source = table->source;
}

static void read_from_table(ChartReader *r)
{
    if (r->lender != NULL) {
        diag_add(r->reading->diags, DIAG_COMPARE_NOTHING, r->chart->comparison.span, "le graphique montre un tableau");
        diag_remedy(r->reading->diags, "donner au tableau une colonne « { comparaison: %.*s } », et la nommer dans « donnees »",
                    STR_ARG(r->lender->name));
    }
    const Table *table = programme_table(r->programme, r->words[1].str);
    const Table *tables = r->programme->tables.at;
    if (table != NULL) {
        fill_from_table(r, table);
        return;
    }
    Str *names = arena_array(r->reading->arena, Str, r->programme->tables.n + 1);
    for (size_t i = 0; i < r->programme->tables.n; i++)
        names[i] = tables[i].id.str;
    report_unknown(r, &r->words[1], names, r->programme->tables.n);
}

/* --- from an indicator --- */

static Value missing_at(Span span)
{
    return (Value){ .kind = VALUE_MISSING, .text = STR("n.d."), .span = span };
}

/* Adds a name before the first that is greater, when it is not there. */
static void add_period(Arena *arena, Names *periods, Str name)
{
    size_t at = 0;
    while (at < periods->n && str_compare(periods->at[at], name) < 0)
        at++;
    if (at < periods->n && str_equal(periods->at[at], name))
        return;
    array_push(arena, periods, name);
    for (size_t i = periods->n - 1; i > at; i--)
        periods->at[i] = periods->at[i - 1];
    periods->at[at] = name;
}

/* Adds what a period of an indicator tells apart, in the order of writing. */
static void add_entries(Arena *arena, Names *entries, const Period *period)
{
    for (size_t i = 0; i < period->entries.n; i++) {
        Str name = period->entries.at[i].name.str;
        bool is_there = str_equal(name, STR("total")) && period->entries.n > 1;
        for (size_t k = 0; k < entries->n && !is_there; k++)
            is_there = str_equal(entries->at[k], name);
        if (!is_there)
            array_push(arena, entries, name);
    }
}

/* --- periods of the edition that is compared with --- */

static bool is_lent(const ChartReader *r, const Period *period)
{
    return source_of(r->reading->sources, period->span)->is_lent;
}

/* The indicator with the periods of the other edition, where there is one. */
static const Indicator *extended(ChartReader *r, const Indicator *indicator)
{
    return r->lender == NULL ? indicator
         : lender_extend(r->reading, r->lender, r->programme->number, indicator, r->chart->comparison.span);
}

static void note_lent(ChartReader *r, const Period *period)
{
    if (is_lent(r, period))
        add_period(r->reading->arena, &r->lent, period->name.str);
}

/* The other edition's period beside `base`; empty, with a message, when there is none. */
static Str compared_period(ChartReader *r, const Indicator *indicator, Str base)
{
    const Period *period = lender_period(r->reading, r->lender, indicator, base);
    if (period == NULL && lender_indicator(r->lender, r->programme->number, indicator) == NULL)
        return STR_NONE;                 /* which was told */
    if (period == NULL) {
        diag_add(r->reading->diags, DIAG_LENT_UNKNOWN, r->chart->comparison.span, "%.*s dans « %.*s », sans autre période que %.*s",
                 STR_ARG(indicator->id.str), STR_ARG(r->lender->title), STR_ARG(base));
        return STR_NONE;
    }
    note_lent(r, period);
    return period->name.str;
}

static void label_periods(ChartReader *r, const Indicator *indicator)
{
    Chart *chart = r->chart;
    chart->label_count = indicator->series.n;
    chart->labels = arena_array(r->reading->arena, Str, chart->label_count);
    chart->series = arena_new(r->reading->arena, ChartSeries);
    ChartSeries *series = add_series(r, indicator->label.str);
    for (size_t i = 0; i < chart->label_count; i++) {
        const Text *period = &indicator->series.at[i].name;
        note_lent(r, &indicator->series.at[i]);
        const Value *value = indicator_value(indicator, period->str, STR_NONE);
        chart->labels[i] = period->str;
        series->values[i] = value != NULL ? *value : missing_at(period->span);
    }
}

static void report_period(ChartReader *r, const Indicator *indicator, const Word *word)
{
    Str *periods = arena_array(r->reading->arena, Str, indicator->series.n + 1);
    for (size_t i = 0; i < indicator->series.n; i++)
        periods[i] = indicator->series.at[i].name.str;
    report_unknown(r, word, periods, indicator->series.n);
}

/* The periods that the words name, and the other edition's beside the first of them, in the order of their names. */
static Names chosen_periods(ChartReader *r, const Indicator *indicator, Str *base)
{
    Names names = { 0 };
    *base = STR_NONE;
    for (size_t k = 2; k < r->word_count; k++) {
        const Period *period = indicator_period(indicator, r->words[k].str);
        if (period == NULL) {
            report_period(r, indicator, &r->words[k]);
            continue;
        }
        note_lent(r, period);
        *base = base->n > 0 ? *base : period->name.str;
        array_push(r->reading->arena, &names, period->name.str);
    }
    Str other = r->lender != NULL && base->n > 0 ? compared_period(r, indicator, *base) : STR_NONE;
    bool is_there = other.n == 0;
    for (size_t i = 0; i < names.n && !is_there; i++)
        is_there = str_equal(names.at[i], other);
    if (!is_there)
        add_period(r->reading->arena, &names, other);
    return names;
}

/* A series a period, over the entries of the first that is named; over the other edition's too, where both tell
 * entries apart. */
static void fill_periods(ChartReader *r, const Indicator *indicator)
{
    Arena *arena = r->reading->arena;
    Chart *chart = r->chart;
    Str base;
    Names periods = chosen_periods(r, indicator, &base), entries = { 0 };
    const Period *first = indicator_period(indicator, base);
    if (first == NULL)
        return;
    add_entries(arena, &entries, first);
    for (size_t k = 0; k < periods.n && first->entries.n > 1; k++) {
        const Period *period = indicator_period(indicator, periods.at[k]);
        if (is_lent(r, period) && period->entries.n > 1)
            add_entries(arena, &entries, period);
    }
    chart->label_count = entries.n;
    chart->labels = arena_array(arena, Str, entries.n);
    chart->series = arena_array(arena, ChartSeries, periods.n);
    for (size_t i = 0; i < entries.n; i++)
        chart->labels[i] = indicator_label(arena, indicator, entries.at[i]);
    for (size_t k = 0; k < periods.n; k++) {
        ChartSeries *series = add_series(r, periods.at[k]);
        for (size_t i = 0; i < entries.n; i++) {
            const Value *value = indicator_value(indicator, periods.at[k], entries.at[i]);
            series->values[i] = value != NULL ? *value : missing_at(indicator_period(indicator, periods.at[k])->span);
        }
    }
}

/* The indicator that a word names; NULL, with a message, when none. */
static const Indicator *indicator_of(ChartReader *r, const Word *word)
{
    const Programme *programme = r->programme;
    const Indicator *indicator = programme_indicator(programme, word->str), *all = programme->indicators.at;
    if (indicator != NULL)
        return indicator;
    Str *names = arena_array(r->reading->arena, Str, programme->indicators.n + 1);
    for (size_t i = 0; i < programme->indicators.n; i++)
        names[i] = all[i].id.str;
    report_unknown(r, word, names, programme->indicators.n);
    return NULL;
}

static void take_unit_and_source(ChartReader *r, const Indicator *indicator)
{
    if (r->chart->unit.str.n == 0)
        r->chart->unit = indicator->unit;
    if (r->chart->source.str.n == 0)
        r->chart->source = indicator->source;
}

static void read_from_indicator(ChartReader *r)
{
    const Indicator *indicator = indicator_of(r, &r->words[1]);
    if (indicator == NULL)
        return;
    indicator = extended(r, indicator);
    if (r->word_count > 2)
        fill_periods(r, indicator);
    else
        label_periods(r, indicator);
    take_unit_and_source(r, indicator);
}

/* --- from several indicators --- */

/* A series an indicator, over all their periods. */
static void fill_all_periods(ChartReader *r, const Indicator **indicators, size_t n)
{
    Arena *arena = r->reading->arena;
    Chart *chart = r->chart;
    Names names = { 0 };
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < indicators[k]->series.n; i++) {
            add_period(arena, &names, indicators[k]->series.at[i].name.str);
            note_lent(r, &indicators[k]->series.at[i]);
        }
    chart->label_count = names.n;
    chart->labels = names.at;
    chart->series = arena_array(arena, ChartSeries, n);
    for (size_t k = 0; k < n; k++) {
        ChartSeries *series = add_series(r, indicators[k]->label.str);
        for (size_t i = 0; i < names.n; i++) {
            const Value *value = indicator_value(indicators[k], names.at[i], STR_NONE);
            series->values[i] = value != NULL ? *value : missing_at(indicators[k]->span);
        }
    }
}

static void fill_entries(ChartReader *r, const Indicator *indicator, Str period, const Names *entries, Str name)
{
    ChartSeries *series = add_series(r, name);
    for (size_t i = 0; i < entries->n; i++) {
        const Value *value = indicator_value(indicator, period, entries->at[i]);
        series->values[i] = value != NULL ? *value : missing_at(indicator->span);
    }
}

/* A series an indicator, over the entries of one period; two when another edition is compared with: "Arrivées, 2018"
 * and "Arrivées, 2019". */
static void fill_period(ChartReader *r, const Indicator **indicators, size_t n, Str period)
{
    Arena *arena = r->reading->arena;
    Chart *chart = r->chart;
    Names entries = { 0 };
    for (size_t k = 0; k < n; k++)
        if (indicator_period(indicators[k], period) != NULL)
            add_entries(arena, &entries, indicator_period(indicators[k], period));
    chart->label_count = entries.n;
    chart->labels = arena_array(arena, Str, entries.n + 1);
    chart->series = arena_array(arena, ChartSeries, 2 * n);
    for (size_t i = 0; i < entries.n; i++)
        chart->labels[i] = indicator_label(arena, indicators[0], entries.at[i]);
    for (size_t k = 0; k < n; k++) {
        Str name = indicators[k]->label.str, other = r->lender != NULL ? compared_period(r, indicators[k], period) : STR_NONE;
        if (other.n > 0)
            fill_entries(r, indicators[k], other, &entries, str_printf(arena, "%.*s, %.*s", STR_ARG(name), STR_ARG(other)));
        fill_entries(r, indicators[k], period, &entries,
                     other.n > 0 ? str_printf(arena, "%.*s, %.*s", STR_ARG(name), STR_ARG(period)) : name);
    }
}

static void read_from_indicators(ChartReader *r)
{
    const Indicator **indicators = arena_array(r->reading->arena, const Indicator *, r->word_count);
    Str period = STR_NONE;
    size_t n = 0;
    for (size_t k = 1; k < r->word_count; k++) {
        bool is_period = n > 0 && k + 1 == r->word_count && indicator_period(indicators[0], r->words[k].str) != NULL;
        const Indicator *indicator = is_period ? NULL : indicator_of(r, &r->words[k]);
        if (is_period)
            period = r->words[k].str;
        if (indicator != NULL)
            indicators[n++] = extended(r, indicator);
    }
    if (n == 0)
        return;
    if (period.n > 0)
        fill_period(r, indicators, n, period);
    else
        fill_all_periods(r, indicators, n);
    take_unit_and_source(r, indicators[0]);
}

/* --- what every chart must hold --- */

static bool has_figures(const Chart *chart)
{
    for (size_t k = 0; k < chart->series_count; k++)
        for (size_t i = 0; i < chart->label_count; i++)
            if (value_is_number(&chart->series[k].values[i]))
                return true;
    return false;
}

/* How many series a kind shows, and whether they are parts of a whole, where none is negative. */
typedef struct { size_t least, most; bool is_whole; const char *remedy; } ChartNeeds;
static const ChartNeeds chart_needs[] = {
    [CHART_RING] = { 1, 1, true, "nommer une seule colonne de chiffres, ou choisir « type: barres-empilees »" },
    [CHART_BARS] = { 1, SIZE_MAX, false, "" },
    [CHART_GROUPED] = { 1, SIZE_MAX, false, "" },
    [CHART_STACKED] = { 1, SIZE_MAX, true, "" },
    [CHART_LINE] = { 1, SIZE_MAX, false, "" },
    [CHART_AREA] = { 1, SIZE_MAX, true, "" },
    [CHART_PYRAMID] = { 2, 2, true, "une pyramide oppose deux séries : nommer deux colonnes de chiffres, une par côté" },
};
_Static_assert(sizeof chart_needs / sizeof *chart_needs == CHART_KINDS, "every chart kind needs its row");

static void check_series(ChartReader *r)
{
    Chart *chart = r->chart;
    const ChartNeeds *needs = &chart_needs[chart->type];
    if (chart->series_count == 0 || (chart->series_count >= needs->least && chart->series_count <= needs->most))
        return;
    diag_add(r->reading->diags, DIAG_CHART_SERIES, chart->data.span, "%.*s", STR_ARG(chart->id.str));
    diag_remedy(r->reading->diags, "%s", needs->remedy);
    chart->type = CHART_GROUPED;
}

/* More parts than a ring can show apart, and than its key has room for. */
static void check_parts(ChartReader *r)
{
    enum { RING_MOST = 20 };
    Chart *chart = r->chart;
    if (chart->type != CHART_RING || chart->label_count <= RING_MOST)
        return;
    diag_add(r->reading->diags, DIAG_CHART_PARTS, chart->data.span, "%.*s, %zu parts", STR_ARG(chart->id.str),
             chart->label_count);
    diag_remedy(r->reading->diags, "réunir les plus petites sous « Autres », ou écrire « type: barres »");
    chart->type = CHART_BARS;
}

/* Where parts make a whole, a negative one counts as 0. An area of one series is a line with its ground: it may
 * go below zero. */
static void check_signs(ChartReader *r)
{
    Chart *chart = r->chart;
    bool is_whole = chart_needs[chart->type].is_whole && (chart->type != CHART_AREA || chart->series_count > 1);
    for (size_t k = 0; k < chart->series_count && is_whole; k++) {
        for (size_t i = 0; i < chart->label_count; i++) {
            Value *value = &chart->series[k].values[i];
            if (!value_is_number(value) || value->digits >= 0)
                continue;
            diag_add(r->reading->diags, DIAG_CHART_NEGATIVE, value->span, "%.*s", STR_ARG(chart->id.str));
            diag_remedy(r->reading->diags, "corriger le chiffre, ou choisir « type: %s »",
                        chart->type == CHART_AREA ? "courbe" : chart->series_count > 1 ? "barres-groupees" : "barres");
            value->digits = 0;
        }
    }
}

/* A figure that is still to be filled in has been told of where it stands. */
static bool has_blanks(const Chart *chart)
{
    bool found = false;
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->label_count; i++)
            found = found || blanks_is_mark(chart->series[s].values[i].text);
    return found;
}

void chart_resolve(Reading *reading, const Edition *edition, const Programme *programme, Chart *chart)
{
    static const char *const example = "écrire « donnees: tableau NOM, colonnes 1 et 2 » ou « donnees: indicateur NOM, 2019 »";
    static const struct { const char *word; void (*read)(ChartReader *); } kinds[] = {
        { "tableau", read_from_table }, { "indicateur", read_from_indicator }, { "indicateurs", read_from_indicators },
    };
    ChartReader r = { .reading = reading, .programme = programme, .chart = chart };
    r.lender = lender_named(reading, edition, &chart->comparison);
    if (chart->data.str.n == 0) {
        report_no_data(&r, chart->id.span, "la clé `donnees` manque", example);
        return;
    }
    read_words(&r);
    size_t before = reading->diags->list.n, kind = 0;
    while (r.word_count > 1 && kind < sizeof kinds / sizeof *kinds && !str_equal(r.words[0].str, str_from_c(kinds[kind].word)))
        kind++;
    if (r.word_count < 2 || kind == sizeof kinds / sizeof *kinds) {
        report_no_data(&r, chart->data.span, "ne se lit pas", example);
        return;
    }
    kinds[kind].read(&r);
    if (r.lender != NULL)
        lender_note(reading, r.lender, &r.lent, chart->comparison.span, &chart->note);
    if (!has_figures(chart) && !has_blanks(chart) && reading->diags->list.n == before)
        report_no_data(&r, chart->data.span, "aucun chiffre à cet endroit", "vérifier les colonnes ou la période");
    check_series(&r);
    check_parts(&r);
    check_signs(&r);
}
