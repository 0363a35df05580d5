/* table_cuts.c - what it costs to cut a table before each of its slices
 *
 * The flow adds these to the costs of its pages and takes the least sum over
 * the whole column, so that no cut is chosen for itself alone: see flow.h.
 */
#include "layout/linebreak.h"
#include "layout/table_impl.h"

/* Below PENALTY_MAX, which forbids. A page left half empty costs about 8000. */
enum {
    COST_AT_PAR   = 150,                 /* a row cut where paragraphs begin */
    COST_IN_PAR   = 400,
    COST_IN_TITLE = 3000,                /* through the title of the row, which is read with what begins beside it */
    COST_MERGED   = 600,                 /* below the text of a merged cell too tall for a page */
    COST_LONE_ROW = 9000,                /* a row parted from its table alone, or with the total only */
    COST_GROUP    = 9500                 /* in a group of rows that a page would hold */
};

/* The cost of a cut inside a row, before line `at`: none leaves a line of a cell alone. */
static int cut_in_row(const TableSet *set, size_t row, uint32_t at)
{
    bool is_at_par = true, is_in_title = false;
    for (size_t column = 0; column < set->columns; column++) {
        const TableCell *cell = &set->cells[row * set->columns + column];
        if (cell->is_covered || cell->rowspan > 1 || cell->line_count <= at)
            continue;
        if (cell->line_count - at < TABLE_KEEP_LINES)
            return PENALTY_MAX;
        is_at_par = is_at_par && cell->lines[at].starts;
        is_in_title = is_in_title || set->table->columns[column].is_row_title;
    }
    return is_in_title ? COST_IN_TITLE : is_at_par ? COST_AT_PAR : COST_IN_PAR;
}

/* A row of one cell heads those below it. */
static bool is_heading_row(const TableSet *set, size_t row)
{
    return set->columns > 1 && set->cells[row * set->columns].colspan >= set->columns
           && set->cells[row * set->columns].rowspan == 1 && !set->cells[row * set->columns].is_covered;
}

static bool is_one_slice(const TableSet *set, size_t row)
{
    return set->first_slices[row + 1] == set->first_slices[row] + 1;
}

/* The cost of a cut above a row. */
static int cut_before_row(const TableSet *set, size_t row)
{
    size_t last = set->rows - (set->table->rows.at[set->rows - 1].is_total && set->rows > 1 ? 2 : 1);
    if (set->table->rows.at[row].is_total || is_heading_row(set, row - 1))
        return PENALTY_MAX;
    return (row == 1 && is_one_slice(set, 0)) || (row == last && is_one_slice(set, row)) ? COST_LONE_ROW : 0;
}

/* The cell's text with "(suite)": what heads the rest of the group on the next page. NULL for an empty cell. */
static TableCell *cell_continued(TableSet *set, const TableCell *cell)
{
    if (cell->pars.n == 0)
        return NULL;
    TableCell *again = arena_new(set->arena, TableCell);
    *again = table_cell_again(set, cell);
    TextStyle style = set->text;
    style.size = fixed_scale(style.size, set->density.size, 1000);
    style.is_italic = true;
    Str word = str_printf(set->arena, " %.*s", STR_ARG(set->context->setting->theme->words.continued.str));
    par_text(set->arena, array_last(&again->pars).par, word, &style, MARK_ARTIFACT(ARTIFACT_LAYOUT), set->table->span);
    table_cell_break(set, again);
    return again;
}

/* Rows that a merged cell joins stay together, unless they are tall: then a cut may stand below its text. */
static void cuts_in_merged(TableSet *set, MergedCell *merged)
{
    size_t end = merged->row + merged->rows < set->rows ? merged->row + merged->rows : set->rows;
    size_t from = set->first_slices[merged->row], to = set->first_slices[end];
    Fixed text = table_cell_height(&set->cells[merged->row * set->columns + merged->column], &set->cell_box);
    Fixed height = set->tops[to] - set->tops[from];
    Fixed above = table_caption_height(set, false) + table_head_height(set) + table_carry_height(set, from, to);
    bool is_tall = height > table_tall_height(set), fits = above + height <= table_page_height(set);
    bool is_parted = false;
    for (size_t at = from + 1; at < to; at++) {
        bool is_below = is_tall && set->tops[at] - set->tops[from] >= text;
        int cost = !is_below ? PENALTY_MAX : fits ? COST_GROUP : COST_MERGED;
        set->penalties[at] = cost > set->penalties[at] ? cost : set->penalties[at];
        is_parted = is_parted || set->penalties[at] < PENALTY_MAX;
    }
    if (is_parted)
        merged->again = cell_continued(set, &set->cells[merged->row * set->columns + merged->column]);
}

/* A row that runs on says its title again too. */
static void title_continue(TableSet *set, size_t row)
{
    for (size_t column = 0; column < set->columns && !is_one_slice(set, row); column++) {
        const TableCell *cell = &set->cells[row * set->columns + column];
        if (set->table->columns[column].is_row_title && !cell->is_covered && cell->rowspan == 1)
            array_push(set->arena, &set->merged, (MergedCell){ row, column, 1, cell_continued(set, cell) });
    }
}

void table_cuts_make(TableSet *set)
{
    set->penalties = arena_array(set->arena, int, set->slices.n + 1);
    for (size_t at = 1; at < set->slices.n; at++) {
        const Slice *slice = &set->slices.at[at];
        set->penalties[at] = slice->is_first ? cut_before_row(set, slice->row)
                                             : cut_in_row(set, slice->row, slice->from);
    }
    for (size_t i = 0; i < set->merged.n; i++)
        cuts_in_merged(set, &set->merged.at[i]);
    for (size_t row = 0; row < set->rows; row++)
        title_continue(set, row);
}
