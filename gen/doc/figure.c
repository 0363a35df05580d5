/* figure.c - `{{ path | format }}`: a figure from where it stands */
#include "doc/doc_impl.h"
#include "doc/format.h"

typedef struct { Str path, format; Span span; } Wanted;

/* "8:x.y" names programme 8; its rest is "x.y". */
static const Programme *programme_of_path(const Maker *maker, Str *path)
{
    size_t colon = str_find(*path, STR(":"), 0);
    int64_t number = colon < path->n ? str_number(str_slice(*path, 0, colon), PROGRAMME_NUMBER_MAX) : 0;
    if (number <= 0)
        return NULL;
    *path = str_slice(*path, colon + 1, path->n);
    return edition_programme(maker->edition, (int)number);
}

/* The indicator that the path begins with; NULL for a table's. The other edition's when the value is. */
static const Indicator *indicator_of(const Maker *maker, const Home *home, Str path, const Value *value)
{
    const Lender *lender = edition_lender(maker->edition, value->span);
    const Programme *named = programme_of_path(maker, &path), *owner = named ? named : home->programme;
    Str id = str_slice(path, 0, str_find(path, STR("."), 0));
    const Indicator *found = owner ? programme_indicator(owner, id) : NULL;
    const ProgrammeList *holders = edition_holders(maker->edition, id);
    for (size_t i = 0; !found && !named && i < holders->n; i++) {
        owner = holders->at[i];
        found = programme_indicator(owner, id);
    }
    return lender && found ? lender_indicator(lender, owner->number, found) : found;
}

static const Value *find_value(Maker *maker, const Home *home, Str path, Span span)
{
    Str nearest = STR_NONE;
    const Value *value = edition_figure(maker->arena, maker->edition, home->programme, path,
                                         diags_may_help(maker->diags) ? &nearest : NULL);
    bool has_no_lender = maker->edition->comparison.str.n > 0 && !maker->edition->lender;   /* which was told */
    if (value || has_no_lender || ref_may_be_lost(maker, home->programme))
        return value;
    diag_add(maker->diags, DIAG_VALUE_UNKNOWN, span, "« %.*s »", STR_ARG(path));
    if (nearest.n > 0)
        diag_remedy(maker->diags, "vouliez-vous dire « %.*s » ?", STR_ARG(nearest));
    return NULL;
}

/* The same path with the period `year` for its second name. */
static Str path_in_year(Arena *arena, Str path, Str year)
{
    size_t first = str_find(path, STR("."), 0);
    size_t second = first < path.n ? str_find(path, STR("."), first + 1) : path.n;
    return str_printf(arena, "%.*s.%.*s%.*s", (int)first, path.p, STR_ARG(year),
                      STR_ARG(str_slice(path, second, path.n)));
}

static void report_format(Maker *maker, const Wanted *wanted)
{
    Str names[10];
    size_t n = 0;
    for (const char *const *name = format_names(); *name && n < 7; name++)
        names[n++] = str_from_c(*name);
    names[n++] = STR("part");
    names[n++] = STR("evolution");
    diag_add(maker->diags, DIAG_FORMAT_UNKNOWN, wanted->span, "« %.*s »", STR_ARG(wanted->format));
    Str nearest = diag_nearest(maker->scratch, wanted->format, names, n);
    if (nearest.n > 0)
        diag_remedy(maker->diags, "vouliez-vous dire « %.*s » ?", STR_ARG(nearest));
    else
        diag_remedy(maker->diags, "les formats sont : montant, lettres, pourcentage, arrondi, unité, part, evolution 2018");
}

/* "evolution 2018": the year, or empty when the format is another. */
static Str change_year(Str format)
{
    static const char *const names[] = { "evolution ", "évolution " };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_starts(format, str_from_c(names[i])))
            return str_trim(str_slice(format, str_from_c(names[i]).n, format.n));
    return STR_NONE;
}

/* The same path with "total" for its last name. */
static Str path_of_total(Arena *arena, Str path)
{
    size_t first = str_find(path, STR("."), 0);
    size_t second = first < path.n ? str_find(path, STR("."), first + 1) : path.n;
    return str_printf(arena, "%.*s.total", (int)second, path.p);
}

static Str figure_text(Maker *maker, const Home *home, const Wanted *wanted, const Value *value,
                       const Indicator *indicator)
{
    Str year = change_year(wanted->format);
    if (year.n > 0) {
        Str path = path_in_year(maker->arena, wanted->path, year);
        const Value *before = find_value(maker, home, path, wanted->span);
        return before ? format_change(maker->arena, value, before) : STR("n.d.");
    }
    if (indicator && str_equal(wanted->format, STR("part"))) {
        const Value *whole = find_value(maker, home, path_of_total(maker->arena, wanted->path), wanted->span);
        return whole ? format_share(maker->arena, value, whole) : STR("n.d.");
    }
    NumberFormat format = FORMAT_PLAIN;
    if (wanted->format.n > 0 && !format_named(wanted->format, &format))
        report_format(maker, wanted);
    Value counted = *value;
    if (counted.unit.n == 0 && indicator)
        counted.unit = indicator->unit.str;
    return format_value(maker->arena, &counted, format);
}

Inline *figure_inline(Maker *maker, const Home *home, Str inside, Span span)
{
    size_t bar = str_find(inside, STR("|"), 0);
    Wanted wanted = { str_trim(str_slice(inside, 0, bar)), str_trim(str_slice(inside, bar + 1, inside.n)), span };
    const Value *value = find_value(maker, home, wanted.path, span);
    if (value == NULL)
        return inline_text(maker->arena, str_printf(maker->arena, "{{ %.*s }}", STR_ARG(wanted.path)), span);
    Inline *figure = inline_new(maker->arena, INLINE_FIGURE, span);
    figure->value = value;
    figure->indicator = indicator_of(maker, home, wanted.path, value);
    figure->text = figure_text(maker, home, &wanted, value, figure->indicator);
    return figure;
}
