/* table_widths.c - how large a table's text is, how wide its columns are
 *
 * A table is as wide as the text. What is too wide for it first loses
 * padding, then size, down to the theme's floor; a wide one reaches into the
 * outer margin before that. When even then a word has no room, the columns of
 * text shrink a little and their words are hyphenated. When that is not
 * enough, the table is set for a page on its side, in the same order. What
 * does not fit there goes below the floor, which is reported.
 */
#include "layout/table_impl.h"

/* Size 0 stands for the theme's floor, and no size but those below it is smaller. */
static const Density densities[] = {
    { 1000, PT(5),   PT(2.4) },
    { 1000, PT(3.5), PT(2.4) },
    { 900,  PT(3),   PT(2.8) },
    { 0,    PT(2.4), PT(4) },
    { 0,    PT(1.2), PT(4) },
    { 0,    PT(0.6), PT(4) },
    { 720,  PT(0.6), PT(4) },            /* from here on hard to read */
    { 640,  PT(0.6), PT(4) },
    { 560,  PT(0.6), PT(4) },
};
enum { DENSITIES = sizeof densities / sizeof *densities, READABLE = 6, SHRINK_LEAST = 67 };

static const Density long_cells = { 1000, PT(4.5), PT(4.2) };
#define TEXT_LEAST PT(26)                /* a column of text is not shrunk below this */

/* Least and most widths of each column, for one size, without padding; units: of its figures, without their tails. */
typedef struct { Fixed *least, *most, *units; } Contents;

static Density density_of(const TableSet *set, int step)
{
    Density density = densities[step];
    Fixed floor = upright_page(set)->table_floor, size = fixed_max(set->text.size, 1);
    int least = floor < size ? (int)((int64_t)floor * 1000 / size) : 1000;
    if (step < READABLE && density.size < least)
        density.size = least;
    if (set->table->is_long) {
        density.pad_x = fixed_min(density.pad_x, long_cells.pad_x);
        density.pad_y = long_cells.pad_y;
    }
    return density;
}

static void run_resize(ParRun *run, int from, int to)
{
    run->size = fixed_scale(run->size, to, from);
    run->tracking = fixed_scale(run->tracking, to, from);
    run->rise = fixed_scale(run->rise, to, from);
}

static void par_resize(Par *par, int from, int to)
{
    for (size_t i = 0; i < par->runs.n; i++)
        run_resize(&par->runs.at[i], from, to);
    par->leading = fixed_scale(par->leading, to, from);
}

static void cells_resize(TableCell *cells, size_t n, int from, int to)
{
    for (size_t i = 0; i < n && from != to; i++) {
        for (size_t j = 0; j < cells[i].pars.n; j++) {
            par_resize(cells[i].pars.at[j].par, from, to);
            if (cells[i].pars.at[j].marker != NULL)
                par_resize(cells[i].pars.at[j].marker, from, to);
        }
        if (cells[i].figure != NULL)
            run_resize(cells[i].figure, from, to);
        if (cells[i].call_par != NULL)
            par_resize(cells[i].call_par, from, to);
    }
}

/* A word that would take most of the table counts for less: it is cut, so that the other columns keep theirs. */
static ParWidths par_widths_in_table(const TableSet *set, Par *par)
{
    ParWidths widths = par_widths(set->scratch, set->context, par);
    Fixed limit = set->measure / 3 * 2;
    if (set->columns > 1 && widths.least > limit) {
        widths.least = limit;
        par->is_hyphenated = true;
    }
    return widths;
}

static ParWidths cell_widths(const TableSet *set, TableCell *cell)
{
    ParWidths widths = { 0 };
    const ParRun *figure = cell->figure;
    if (figure != NULL) {
        cell->tail = table_tail_width(set, figure);
        widths.least = widths.most = shape_width(set->context->setting->fonts, run_style(figure), figure->text);
    }
    for (size_t i = 0; i < cell->pars.n; i++) {
        ParWidths own = par_widths_in_table(set, cell->pars.at[i].par);
        cell->pars.at[i].most = own.most;
        widths.least = fixed_max(widths.least, own.least + cell->pars.at[i].indent);
        widths.most = fixed_max(widths.most, own.most + cell->pars.at[i].indent);
    }
    return widths;
}

/* Gives what a merged cell lacks to the columns it spans, by their most. */
static void spread(Fixed *columns, const Fixed *weights, size_t n, Fixed wanted, Fixed *scratch)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += columns[i];
    if (sum >= wanted)
        return;
    Fixed lack = wanted - (Fixed)sum;
    for (size_t i = 0; i < n; i++)
        scratch[i] = 0;
    table_columns(scratch, weights, n, lack, scratch + n);
    for (size_t i = 0; i < n; i++)
        columns[i] += scratch[n + i];
}

static void measure_cells(TableSet *set, TableCell *cells, size_t n, Contents *contents, bool is_merged,
                          Fixed padding)
{
    Fixed *scratch = arena_array(set->scratch, Fixed, 2 * set->columns + 1);
    for (size_t i = 0; i < n; i++) {
        TableCell *cell = &cells[i];
        size_t from = cell->column, span = cell->colspan;
        span = from + span > set->columns ? set->columns - from : span;
        if (cell->is_covered || (span > 1) != is_merged)
            continue;
        ParWidths widths = cell_widths(set, cell);
        if (!is_merged && cell->figure != NULL) {
            contents->units[from] = fixed_max(contents->units[from], widths.most - cell->tail);
            set->tails[from] = fixed_max(set->tails[from], cell->tail);
        } else if (!is_merged) {
            contents->least[from] = fixed_max(contents->least[from], widths.least);
            contents->most[from] = fixed_max(contents->most[from], widths.most);
        } else {
            Fixed inner = (Fixed)(span - 1) * padding;
            spread(contents->least + from, contents->most + from, span, widths.least - inner, scratch);
            spread(contents->most + from, contents->most + from, span, widths.most - inner, scratch);
        }
    }
}

/* Room for the sums that a piece may end with. */
static void measure_carried(TableSet *set, Contents *contents)
{
    const TextStyle *style = &set->title;
    ParRun run = { .face = style_face(style, false, false, false), .tracking = style->tracking,
                   .size = fixed_scale(style->size, set->density.size, 1000) };
    Fonts *fonts = set->context->setting->fonts;
    size_t label = table_label_column(set->table);
    for (size_t column = 0; column < set->columns; column++) {
        run.text = table_carry_text(set, set->rows, column);
        Fixed tail = table_tail_width(set, &run), width = shape_width(fonts, run_style(&run), run.text);
        set->tails[column] = fixed_max(set->tails[column], tail);
        contents->units[column] = fixed_max(contents->units[column], width - tail);
    }
    run.text = table_carry_word(set, false);
    if (label < set->columns)
        contents->least[label] = fixed_max(contents->least[label], shape_width(fonts, run_style(&run), run.text));
}

/* A column of figures holds the widest units beside the widest tail. */
static void measure_figures(TableSet *set, Contents *contents)
{
    if (set->carried != NULL)
        measure_carried(set, contents);
    for (size_t i = 0; i < set->columns; i++) {
        Fixed width = contents->units[i] + set->tails[i];
        contents->least[i] = fixed_max(contents->least[i], width);
        contents->most[i] = fixed_max(contents->most[i], width);
    }
}

/* A column's most counts at most as the whole measure: else one long cell would leave all others their least. */
static Contents measure_contents(TableSet *set, Fixed padding)
{
    Contents contents = { arena_array(set->scratch, Fixed, set->columns + 1),
                          arena_array(set->scratch, Fixed, set->columns + 1),
                          arena_array(set->scratch, Fixed, set->columns + 1) };
    for (size_t i = 0; i < set->columns; i++)
        set->tails[i] = 0;
    for (int is_merged = 0; is_merged <= 1; is_merged++) {
        measure_cells(set, set->heads, set->has_head ? set->head_rows * set->columns : 0, &contents, is_merged, padding);
        measure_cells(set, set->cells, set->rows * set->columns, &contents, is_merged, padding);
        if (!is_merged)
            measure_figures(set, &contents);
    }
    for (size_t i = 0; i < set->columns; i++)
        contents.most[i] = fixed_max(contents.least[i], fixed_min(contents.most[i], set->measure));
    return contents;
}

static int64_t sum_of(const Fixed *widths, size_t n, Fixed padding)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += widths[i] + padding;
    return sum;
}

static void groups_find(TableSet *set)
{
    const Column *columns = set->table->columns;
    for (size_t i = 0; i < set->columns; i++) {
        bool is_parted = i > 0 && columns[i].group != columns[i - 1].group && columns[i].group >= 0
                         && columns[i - 1].group >= 0;
        if (i == 0 || is_parted)
            array_push(set->arena, &set->groups, (ColumnGroup){ i, i });
        array_last(&set->groups).to = i + 1;
    }
}

/* Chooses the width: a wide table takes what it needs up to the limit. */
static void width_choose(TableSet *set, const Contents *contents, Fixed gaps, bool may_grow)
{
    int64_t most = sum_of(contents->most, set->columns, 2 * set->density.pad_x) + gaps;
    Fixed limit = fixed_max(set->measure, set->context->setting->theme->page.wide_limit);
    set->width = set->measure;
    if (may_grow && most > set->measure)
        set->width = most < limit ? (Fixed)most : limit;
}

/* The least of all columns of figures, and of all columns of text; how many these are. */
typedef struct { int64_t figures, texts; size_t text_count; } Shares;

static Shares shares_of(const TableSet *set, const Contents *contents)
{
    Shares shares = { 0 };
    for (size_t i = 0; i < set->columns; i++) {
        bool is_figures = column_is_figures(&set->table->columns[i]);
        *(is_figures ? &shares.figures : &shares.texts) += contents->least[i];
        shares.text_count += !is_figures;
    }
    return shares;
}

static Fixed room_of(const TableSet *set, Fixed gaps)
{
    return set->width - gaps - (Fixed)set->columns * 2 * set->density.pad_x;
}

/* True when columns of text keep at least `percent` of what their longest words take. */
static bool text_can_shrink(const TableSet *set, const Contents *contents, Fixed gaps, int percent)
{
    Shares shares = shares_of(set, contents);
    int64_t left = room_of(set, gaps) - shares.figures;
    return shares.text_count > 0 && left >= (int64_t)shares.text_count * TEXT_LEAST
           && left * 100 >= shares.texts * percent;
}

static void cells_hyphenate(TableCell *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < cells[i].pars.n; j++)
            cells[i].pars.at[j].par->is_hyphenated = true;
}

/* Figures keep their room, text shares what is left. */
static void text_shrink(TableSet *set, const Contents *contents, Fixed gaps)
{
    Shares shares = shares_of(set, contents);
    int64_t left = room_of(set, gaps) - shares.figures;
    bool can_shrink = text_can_shrink(set, contents, gaps, 0);
    for (size_t i = 0; i < set->columns && can_shrink; i++)
        if (!column_is_figures(&set->table->columns[i]))
            contents->least[i] = fixed_scale(contents->least[i], left, shares.texts) - 1;
    cells_hyphenate(set->heads, set->has_head ? set->head_rows * set->columns : 0);
    cells_hyphenate(set->cells, set->rows * set->columns);
}

/* A table of nothing but figures has equal columns, when the widest leaves room for it. */
static void columns_equal(const TableSet *set, const Contents *contents, Fixed room)
{
    Fixed widest = 0;
    for (size_t i = 0; i < set->columns; i++) {
        widest = fixed_max(widest, contents->most[i]);
        if (!column_is_figures(&set->table->columns[i]))
            return;
    }
    for (size_t i = 0; i < set->columns && (int64_t)widest * (int64_t)set->columns <= room; i++)
        contents->most[i] = widest;
}

/* Columns that all have a share of the width take it, none less than its longest word; false when they do not. */
static bool columns_shared(const TableSet *set, const Contents *contents, Fixed room)
{
    int sum = 0;
    Fixed left = room;
    for (size_t i = 0; i < set->columns; i++) {
        if (set->table->columns[i].share == 0)
            return false;
        sum += set->table->columns[i].share;
    }
    for (size_t i = 0; i < set->columns; i++) {
        set->widths[i] = i + 1 < set->columns ? fixed_scale(room, set->table->columns[i].share, sum) : left;
        left -= set->widths[i];
        if (set->widths[i] < contents->least[i])
            return false;
    }
    return true;
}

static void columns_place(TableSet *set, const Contents *contents, Fixed gaps)
{
    Fixed padding = 2 * set->density.pad_x, room = set->width - gaps, x = 0;
    int64_t most = 0;
    for (size_t i = 0; i < set->columns; i++) {
        contents->least[i] += padding;
        contents->most[i] += padding;
        most += contents->most[i];
    }
    columns_equal(set, contents, room);
    bool is_shared = columns_shared(set, contents, room);
    bool fits = !is_shared && table_columns(contents->least, contents->most, set->columns, room, set->widths);
    if (fits && most > room)
        table_balance(set, contents->least, set->widths);
    for (size_t i = 0; i < set->groups.n; i++) {
        x += i > 0 ? TABLE_GROUP_GAP : 0;
        for (size_t c = set->groups.at[i].from; c < set->groups.at[i].to; c++) {
            set->lefts[c] = x;
            x += set->widths[c];
        }
    }
    set->lefts[set->columns] = x;
    for (size_t i = 0; i < set->columns && set->is_rtl; i++)
        set->lefts[i] = x - set->lefts[i] - set->widths[i];
}

/* A try at a width: what the contents take, at the size that the cells have now. */
typedef struct {
    TableSet *set;
    Contents  contents;
    Fixed     gaps;
    int       size;
    bool      is_measured, is_shrunk;
} Fitting;

static void density_apply(Fitting *fit, int step)
{
    TableSet *set = fit->set;
    set->density = density_of(set, step);
    bool depends_on_padding = set->has_merged || set->head_rows > 1;
    if (fit->is_measured && set->density.size == fit->size && !depends_on_padding)
        return;
    cells_resize(set->heads, set->has_head ? set->head_rows * set->columns : 0, fit->size, set->density.size);
    cells_resize(set->cells, set->rows * set->columns, fit->size, set->density.size);
    fit->contents = measure_contents(set, 2 * set->density.pad_x);
    fit->size = set->density.size;
    fit->is_measured = true;
}

/* Tries densities [from, to); true at the first that has room. */
static bool fits_with(Fitting *fit, int from, int to)
{
    TableSet *set = fit->set;
    for (int step = from; step < to; step++) {
        density_apply(fit, step);
        width_choose(set, &fit->contents, fit->gaps, set->table->is_wide);
        if (sum_of(fit->contents.least, set->columns, 0) <= room_of(set, fit->gaps))
            return true;
    }
    return false;
}

/* With whole words down to the floor; then with broken ones that keep `percent` of their room. */
static bool fits_page(Fitting *fit, int percent)
{
    if (fits_with(fit, 0, READABLE))
        return true;
    fit->is_shrunk = text_can_shrink(fit->set, &fit->contents, fit->gaps, percent);
    return fit->is_shrunk;
}

static void table_turn(Fitting *fit)
{
    PageGeometry turned = page_turned(upright_page(fit->set));
    fit->set->is_turned = true;
    fit->set->measure = turned.measure;
    fit->is_measured = false;
}

static void report_small(const TableSet *set)
{
    diag_add(set->context->diags, DIAG_TABLE_TOO_WIDE, set->table->span, "« %.*s »", STR_ARG(set->table->id.str));
    diag_remedy(set->context->diags, "répartir les colonnes sur deux tableaux");
}

void table_widths_choose(TableSet *set)
{
    ArenaMark mark = arena_mark(set->scratch);
    groups_find(set);
    Fitting fit = { .set = set, .size = densities[0].size,
                    .gaps = set->groups.n > 1 ? (Fixed)(set->groups.n - 1) * TABLE_GROUP_GAP : 0 };
    bool fits = fits_page(&fit, SHRINK_LEAST);
    if (!fits) {
        table_turn(&fit);
        fits = fits_page(&fit, 0);
    }
    if (!fits) {
        fit.is_shrunk = !fits_with(&fit, READABLE, DENSITIES);
        report_small(set);
    }
    if (fit.is_shrunk)
        text_shrink(set, &fit.contents, fit.gaps);
    columns_place(set, &fit.contents, fit.gaps);
    arena_rewind(set->scratch, mark);
}

Fixed table_span_width(const TableSet *set, size_t column, size_t colspan)
{
    size_t last = column + (colspan > 0 ? colspan - 1 : 0);
    last = last < set->columns ? last : set->columns - 1;
    size_t left = set->is_rtl ? last : column, right = set->is_rtl ? column : last;
    return set->lefts[right] + set->widths[right] - set->lefts[left];
}
