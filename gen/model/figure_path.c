/* figure_path.c - from a path to the figure it names
 *
 *     path = [ PROGRAMME ":" ] INDICATOR "." PERIOD [ "." ENTRY ]
 *          | [ PROGRAMME ":" ] TABLE "." (ROW | "total") "." COLUMN
 *
 * A path that leads nowhere is mended step by step, each step by the nearest
 * name there is: the result is always a path that exists.
 */
#include "model/model_impl.h"

typedef struct { Str steps[3]; size_t n; } Path;

static bool cut_path(Str text, Path *path)
{
    Str step;
    path->n = 0;
    while (str_split(&text, '.', &step)) {
        if (path->n == 3)
            return false;
        path->steps[path->n++] = str_trim(step);
    }
    return path->n >= 2;
}

/* The 1-based number a step says; 0 when it says none up to `most`. */
static size_t step_number(Str step, size_t most)
{
    int64_t number = str_number(step, (int64_t)most);
    return number > 0 ? (size_t)number : 0;
}

static const Value *table_value(const Table *table, const Path *path)
{
    bool is_total = str_equal(path->steps[1], STR("total"));
    size_t body = table_body_rows(table), column = step_number(path->steps[2], table->column_count);
    size_t row = is_total ? (table->rows.n > body ? body + 1 : 0) : step_number(path->steps[1], body);
    if (path->n < 3 || row == 0 || column == 0)
        return NULL;
    const Value *value = &table->rows.at[row - 1].cells[column - 1].value;
    return value->kind == VALUE_NONE ? NULL : value;
}

/* Of a period that the indicator has not got, and the edition that is compared with has. */
static const Value *lent_value(const Edition *edition, const Programme *programme, const Indicator *indicator, const Path *path)
{
    const Indicator *theirs = edition->lender != NULL ? lender_indicator(edition->lender, programme->number, indicator) : NULL;
    if (indicator_period(indicator, path->steps[1]) != NULL)
        return NULL;
    return theirs != NULL ? indicator_value(theirs, path->steps[1], path->n > 2 ? path->steps[2] : STR_NONE) : NULL;
}

static const Value *value_in(const Edition *edition, const Programme *programme, const Path *path)
{
    const Indicator *indicator = programme_indicator(programme, path->steps[0]);
    const Table *table = programme_table(programme, path->steps[0]);
    const Value *value = NULL;
    if (indicator != NULL)
        value = indicator_value(indicator, path->steps[1], path->n > 2 ? path->steps[2] : STR_NONE);
    if (value == NULL && indicator != NULL)
        value = lent_value(edition, programme, indicator, path);
    if (value == NULL && table != NULL)
        value = table_value(table, path);
    return value;
}

/* --- the nearest path that exists --- */

static Str nearest_or_first(Arena *arena, Str name, const Names *names)
{
    Str nearest = diag_nearest(arena, name, names->at, names->n);
    return nearest.n > 0 || names->n == 0 ? nearest : names->at[0];
}

static Str mend_indicator(Arena *arena, const Indicator *indicator, const Path *path)
{
    Names periods = { 0 }, entries = { 0 };
    ArenaMark mark = arena_mark(arena);
    for (size_t i = 0; i < indicator->series.n; i++)
        array_push(arena, &periods, indicator->series.at[i].name.str);
    Str period = nearest_or_first(arena, path->n > 1 ? path->steps[1] : STR_NONE, &periods);
    for (size_t i = 0; i < indicator->series.n; i++) {
        const Period *found = &indicator->series.at[i];
        if (!str_equal(found->name.str, period))
            continue;
        for (size_t k = 0; k < found->entries.n; k++)
            array_push(arena, &entries, found->entries.at[k].name.str);
    }
    bool is_empty = entries.n == 0;
    Str entry = nearest_or_first(arena, path->n > 2 ? path->steps[2] : STR("total"), &entries);
    arena_rewind(arena, mark);
    if (is_empty)
        return STR_NONE;
    return str_printf(arena, "%.*s.%.*s.%.*s", STR_ARG(indicator->id.str), STR_ARG(period), STR_ARG(entry));
}

static Str mend_table(Arena *arena, const Table *table, const Path *path)
{
    size_t body = table_body_rows(table);
    Str step = path->n > 1 ? path->steps[1] : STR_NONE;
    size_t row = step_number(step, body);
    size_t column = step_number(path->n > 2 ? path->steps[2] : STR_NONE, table->column_count);
    bool wants_total = table->rows.n > body              /* also the row that a reader counts it as */
                       && (str_equal(step, STR("total")) || step_number(step, body + 1) == body + 1);
    size_t at = wants_total ? body : row > 0 ? row - 1 : 0;
    if (at >= table->rows.n)
        return STR_NONE;
    const Cell *cells = table->rows.at[at].cells;
    for (size_t c = 0; c < table->column_count && (column == 0 || cells[column - 1].value.kind == VALUE_NONE); c++)
        column = cells[c].value.kind != VALUE_NONE ? c + 1 : column;
    if (column == 0 || cells[column - 1].value.kind == VALUE_NONE)
        return STR_NONE;
    return wants_total ? str_printf(arena, "%.*s.total.%zu", STR_ARG(table->id.str), column)
                       : str_printf(arena, "%.*s.%zu.%zu", STR_ARG(table->id.str), at + 1, column);
}

static void add_names(Arena *arena, Names *names, const Programme *programme)
{
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    for (size_t i = 0; i < programme->indicators.n; i++)
        array_push(arena, names, indicators[i].id.str);
    for (size_t i = 0; i < programme->tables.n; i++)
        array_push(arena, names, tables[i].id.str);
}

static Str mend_in(Arena *arena, const Programme *programme, const Path *path)
{
    if (path->steps[0].n == 0)
        return STR_NONE;
    Names names = { 0 };
    ArenaMark mark = arena_mark(arena);
    add_names(arena, &names, programme);
    Str id = diag_nearest(arena, path->steps[0], names.at, names.n);
    arena_rewind(arena, mark);
    const Indicator *indicator = programme_indicator(programme, id);
    const Table *table = programme_table(programme, id);
    Str mended = indicator != NULL ? mend_indicator(arena, indicator, path) : STR_NONE;
    return mended.n == 0 && table != NULL ? mend_table(arena, table, path) : mended;
}

/* The first path near this one: in `first`, else in any other programme. */
static Str mend(Arena *arena, const Edition *edition, const Programme *first, bool is_named, const Path *path)
{
    Str mended = first != NULL ? mend_in(arena, first, path) : STR_NONE;
    for (size_t i = 0; i < edition->programme_count && mended.n == 0 && !is_named; i++)
        if (edition->programmes[i] != first)
            mended = mend_in(arena, edition->programmes[i], path);
    return mended;
}

const Value *edition_figure(Arena *arena, const Edition *edition, const Programme *here, Str text, Str *nearest)
{
    Path path = { 0 };
    size_t colon = str_find(text, STR(":"), 0);
    bool is_named = colon < text.n;
    const Programme *named = NULL;
    if (is_named)
        named = edition_programme(edition, (int)step_number(str_trim(str_slice(text, 0, colon)), PROGRAMME_NUMBER_MAX));
    bool is_path = cut_path(str_trim(is_named ? str_slice(text, colon + 1, text.n) : text), &path);
    const Programme *first = is_named ? named : here;
    const Value *value = first != NULL && is_path ? value_in(edition, first, &path) : NULL;
    const ProgrammeList *holders = edition_holders(edition, path.steps[0]);
    for (size_t i = 0; i < holders->n && value == NULL && is_path && !is_named; i++)
        if (holders->at[i] != first)
            value = value_in(edition, holders->at[i], &path);
    if (nearest == NULL)
        return value;
    Str mended = value == NULL ? mend(arena, edition, first, is_named, &path) : STR_NONE;
    *nearest = mended.n > 0 && is_named ? str_printf(arena, "%.*s:%.*s", STR_ARG(str_slice(text, 0, colon)), STR_ARG(mended))
                                        : mended;
    return value;
}
