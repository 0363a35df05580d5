/* sources.c - where figures come from, and when they are of */
#include "check/check_impl.h"

static void report_missing_source(const Checking *checking, const char *what, Text id, Text source)
{
    if (source.str.n > 0)
        return;
    diag_add(checking->diags, DIAG_SOURCE_MISSING, id.span, "%s « %.*s »", what, STR_ARG(id.str));
    diag_remedy(checking->diags, "ajouter « source: » et dire d’où viennent les chiffres");
}

void sources_are_named(const Checking *checking, const Programme *programme)
{
    if (programme->is_incomplete)
        return;
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    for (size_t i = 0; i < programme->indicators.n; i++)
        report_missing_source(checking, "indicateur", indicators[i].id, indicators[i].source);
    for (size_t i = 0; i < programme->tables.n; i++)
        report_missing_source(checking, "tableau", tables[i].id, tables[i].source);
    for (size_t i = 0; i < programme->charts.n; i++)
        if (charts[i].series_count > 0)
            report_missing_source(checking, "graphique", charts[i].id, charts[i].source);
}

static void report_remark(const Checking *checking, Text remark)
{
    if (remark.str.n > 0)
        diag_add(checking->diags, DIAG_REMARK, remark.span, "%.*s", STR_ARG(str_trim(remark.str)));
}

void remarks_stay_visible(const Checking *checking, const Programme *programme)
{
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    report_remark(checking, programme->remark);
    for (size_t i = 0; i < programme->indicators.n; i++)
        report_remark(checking, indicators[i].remark);
    for (size_t i = 0; i < programme->tables.n; i++)
        report_remark(checking, tables[i].remark);
    for (size_t i = 0; i < programme->charts.n; i++)
        report_remark(checking, charts[i].remark);
}

/* ---- names ---- */

void names_are_counted(const Checking *checking, const Programme *programme)
{
    const Indicator *indicators = programme->indicators.at;
    for (size_t i = 0; i < programme->indicators.n; i++) {
        Str fault = indicator_names_fault(checking->scratch, &indicators[i]);
        if (fault.n == 0)
            continue;
        diag_add(checking->diags, DIAG_NAMES_WRONG, indicators[i].names.at[0].span, "%.*s", STR_ARG(fault));
        diag_remedy(checking->diags, "corriger le chiffre ou la liste ; si la source est ainsi faite, le taire ici avec la raison");
    }
}

/* ---- periods ---- */

static bool has_year(Str text)
{
    for (size_t i = 0; i + 4 <= text.n; i++) {
        size_t digits = 0;
        while (i + digits < text.n && text.p[i + digits] >= '0' && text.p[i + digits] <= '9')
            digits++;
        if (digits == 4)
            return true;
        i += digits;
    }
    return false;
}

static void report_missing_period(const Checking *checking, const char *what, Text id, const char *remedy)
{
    diag_add(checking->diags, DIAG_PERIOD_MISSING, id.span, "%s « %.*s »", what, STR_ARG(id.str));
    diag_remedy(checking->diags, "%s", remedy);
}

static bool has_figures(const Table *table)
{
    for (size_t c = 0; c < table->column_count; c++)
        if (table->columns[c].kind != COLUMN_TEXT)
            return true;
    return false;
}

/* Columns headed by years date what stands in them. */
static bool has_dated_columns(const Table *table)
{
    for (size_t c = 0; c < table->column_count; c++)
        if (has_year(table->columns[c].title.str))
            return true;
    return false;
}

void periods_are_named(const Checking *checking, const Programme *programme)
{
    if (programme->is_incomplete || checking->document->edition->is_excerpt)
        return;
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    for (size_t i = 0; i < programme->indicators.n; i++) {
        const Indicator *indicator = &indicators[i];
        if (indicator->series.n == 0)
            report_missing_period(checking, "indicateur", indicator->id, "ajouter « series: { 2019: 112 } »");
        for (size_t k = 0; k < indicator->series.n; k++)
            if (!has_year(indicator->series.at[k].name.str))
                report_missing_period(checking, "valeur", indicator->series.at[k].name,
                                      "nommer la période par son année : 2019, ou 2018-2019");
    }
    for (size_t i = 0; i < programme->tables.n; i++)
        if (has_figures(&tables[i]) && tables[i].period.str.n == 0 && !has_year(tables[i].title.str)
            && !has_dated_columns(&tables[i]))
            report_missing_period(checking, "tableau", tables[i].id, "ajouter « periode: », l’année ou les années des chiffres");
}
