/* table_compare.c - columns of another edition's figures, and of the change since
 *
 *     colonnes:
 *       - { titre: Indicateur }
 *       - { titre: "2019", type: nombre }
 *       - { titre: "2018", comparaison: 2018 }
 *       - { titre: Évolution, evolution: oui }
 *     lignes:
 *       - [Réseaux démantelés, "{{ reseaux.2019 }}"]
 *
 * A cell that is left empty in the column of the comparison takes the figure
 * that its base names, the figure to the left, from the other edition's
 * period; in the column of the change, the difference of the two: in percent
 * of the earlier, for shares in points. What is typed there stays.
 */
#include "model/model_impl.h"

/* The column whose figures those of column `c` go back to; column_count when there is none. */
static size_t base_of(const Column *columns, size_t count, size_t c)
{
    while (c-- > 0)
        if (columns[c].kind != COLUMN_TEXT && columns[c].kind != COLUMN_DATE && columns[c].comparison.str.n == 0
            && !columns[c].is_change)
            return c;
    return count;
}

static size_t compared_before(const Table *table, size_t c)
{
    while (c-- > 0)
        if (table->columns[c].comparison.str.n > 0)
            return c;
    return table->column_count;
}

void column_compare(const Column *columns, size_t count, Column *column)
{
    size_t base = base_of(columns, count, count);
    if (column->title.str.n == 0 && column->is_change)
        column->title = (Text){ STR("Évolution"), column->span };
    if (column->title.str.n == 0)
        column->title = column->comparison;
    if (base == count || column->kind != COLUMN_TEXT)
        return;
    bool are_points = column->is_change && columns[base].kind == COLUMN_SHARE;
    column->kind = are_points ? COLUMN_NUMBER : column->is_change ? COLUMN_SHARE : columns[base].kind;
    const Text points = { STR("points"), column->span }, none = { 0 };
    column->unit = are_points ? points : column->is_change ? none : columns[base].unit;
    column->decimals = !column->is_change && column->decimals < 0 ? columns[base].decimals : column->decimals;
}

typedef struct {
    Reading         *reading;
    const Edition   *edition;
    const Programme *programme;
    Table           *table;
    const Lender    *lender;
    const Column    *column;
    Names            lent;
    bool             has_told;           /* of this column */
} Comparing;

static void report_nothing(Comparing *comparing, Span span, const char *why, const char *remedy)
{
    if (comparing->has_told || comparing->table->is_incomplete)
        return;
    comparing->has_told = true;
    diag_add(comparing->reading->diags, DIAG_COMPARE_NOTHING, span, "%s", why);
    diag_remedy(comparing->reading->diags, "%s", remedy);
}

/* Cuts "8:reseaux.2019.total"; NULL when it leads to no indicator. */
static const Indicator *indicator_at(const Comparing *comparing, Str path, const Programme **owner, Str *period, Str *entry)
{
    const Edition *edition = comparing->edition;
    size_t colon = str_find(path, STR(":"), 0);
    bool is_named = colon < path.n;
    Str rest = is_named ? str_slice(path, colon + 1, path.n) : path, id = STR_NONE;
    str_split(&rest, '.', &id);
    *period = *entry = STR_NONE;
    str_split(&rest, '.', period);
    str_split(&rest, '.', entry);
    *owner = is_named ? edition_programme(edition, folder_number(str_trim(path))) : comparing->programme;
    const Indicator *found = *owner != NULL ? programme_indicator(*owner, str_trim(id)) : NULL;
    const ProgrammeList *holders = edition_holders(edition, str_trim(id));
    for (size_t i = 0; i < holders->n && found == NULL && !is_named; i++) {
        *owner = holders->at[i];
        found = programme_indicator(*owner, str_trim(id));
    }
    return found;
}

static void take_lent(Comparing *comparing, const Cell *base, Cell *cell)
{
    Reading *reading = comparing->reading;
    const Programme *owner;
    Str period, entry;
    const Indicator *own = indicator_at(comparing, figure_path(base->text), &owner, &period, &entry);
    cell->value = (Value){ .kind = VALUE_MISSING, .text = STR("n.d."), .span = cell->span };
    if (own == NULL) {
        report_nothing(comparing, base->span, "le chiffre de cette ligne n’est pas celui d’un indicateur",
                       "appeler l’indicateur : \"{{ ateliers.2019 }}\" ; ou taper aussi l’autre chiffre");
        return;
    }
    const Indicator *both = lender_extend(reading, comparing->lender, owner->number, own, base->span);
    const Period *found = lender_period(reading, comparing->lender, both, period);
    const Value *value = found != NULL ? indicator_value(both, found->name.str, entry) : NULL;
    if (value == NULL && lender_indicator(comparing->lender, owner->number, own) != NULL)
        diag_add(reading->diags, DIAG_LENT_UNKNOWN, base->span, "%.*s dans « %.*s »", STR_ARG(figure_path(base->text)),
                 STR_ARG(comparing->lender->title));
    if (value == NULL)
        return;
    cell->value = *value;
    cell->span = value->span;
    if (comparing->column->kind == COLUMN_AMOUNT && value->kind == VALUE_NUMBER)
        cell->value.kind = VALUE_AMOUNT;
    bool is_known = !source_of(reading->sources, value->span)->is_lent;
    for (size_t i = 0; i < comparing->lent.n && !is_known; i++)
        is_known = str_equal(comparing->lent.at[i], found->name.str);
    if (!is_known)
        array_push(reading->arena, &comparing->lent, found->name.str);
}

static bool is_empty(const Cell *cell)
{
    return !cell->is_covered && cell->colspan == 1 && str_trim(cell->text).n == 0 && cell->items.n == 0;
}

static void fill_compared(Comparing *comparing, size_t c)
{
    Table *table = comparing->table;
    size_t base = base_of(table->columns, table->column_count, c);
    comparing->has_told = false;
    if (base == table->column_count)
        report_nothing(comparing, table->columns[c].comparison.span, "aucune colonne de chiffres à gauche",
                       "mettre d’abord la colonne des chiffres de cette édition");
    for (size_t i = 0; i < table->rows.n && base < table->column_count; i++) {
        Cell *cells = table->rows.at[i].cells;
        bool is_sum = table->rows.at[i].is_total && figure_path(cells[base].text).n == 0;
        if (is_empty(&cells[c]) && !is_sum && value_is_number(&cells[base].value))
            take_lent(comparing, &cells[base], &cells[c]);
    }
}

/* « oui » does not say a year: the edition's own name does, once it is known. */
static void name_column(Table *table, size_t c, const Lender *lender)
{
    Column *column = &table->columns[c];
    size_t row = column->group < 0 ? 0 : table->head_rows - 1;
    if (column->title.str.p != column->comparison.str.p || !str_equal(column->comparison.str, STR("oui")))
        return;
    column->title.str = lender->name;
    table->head[row * table->column_count + c].title = lender->name;
}

void table_fill_compared(Reading *reading, const Edition *edition, const Programme *programme, Table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        const Column *column = &table->columns[c];
        Comparing comparing = { .reading = reading, .edition = edition, .programme = programme, .table = table, .column = column };
        comparing.lender = column->comparison.str.n > 0 ? lender_named(reading, edition, &column->comparison) : NULL;
        if (comparing.lender == NULL)
            continue;
        name_column(table, c, comparing.lender);
        fill_compared(&comparing, c);
        lender_note(reading, comparing.lender, &comparing.lent, column->comparison.span, &table->note);
    }
}

static Value change_of(const Value *now, const Value *before)
{
    Value less = *before, size = *before;
    less.digits = -less.digits;
    size.digits = size.digits < 0 ? -size.digits : size.digits;
    Value difference = value_sum((Value[]){ *now, less }, 2);
    Value change = now->kind == VALUE_SHARE ? difference : value_share(&difference, &size, 1);
    if (now->kind == VALUE_SHARE)
        change.kind = VALUE_NUMBER;
    change.is_computed = true;
    return change;
}

void table_fill_changes(Reading *reading, Table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        size_t before = compared_before(table, c), now = before < table->column_count ? base_of(table->columns, table->column_count, before)
                                                                                      : table->column_count;
        if (!table->columns[c].is_change)
            continue;
        Comparing comparing = { .reading = reading, .table = table };
        if (now == table->column_count)
            report_nothing(&comparing, table->columns[c].span, "aucune colonne « comparaison » à gauche",
                           "mettre avant elle une colonne « { comparaison: 2018 } »");
        for (size_t i = 0; i < table->rows.n && now < table->column_count; i++) {
            Cell *cells = table->rows.at[i].cells;
            bool can = value_is_number(&cells[now].value) && value_is_number(&cells[before].value);
            if (!is_empty(&cells[c]) || !value_is_number(&cells[now].value))
                continue;
            cells[c].value = can ? change_of(&cells[now].value, &cells[before].value)
                                 : (Value){ .kind = VALUE_MISSING, .text = STR("n.d."), .span = cells[c].span };
            if (cells[c].value.kind == VALUE_MISSING)
                cells[c].value.text = STR("n.d.");
        }
    }
}
