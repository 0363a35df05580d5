/* table_rows.c - lines, heights and slices
 *
 * A row taller than a third of a page is a run of slices: its first two
 * lines, one line each, its last two. Lines of all its cells stand level, so
 * a cut between two slices cuts no line, and a piece is as high as its
 * slices with the padding that the cut adds.
 */
#include "layout/linebreak.h"
#include "layout/table_impl.h"

enum { TALL_PART = 3 };                  /* of the text's height */

/* ---- lines ---- */

static void par_lines_add(TableSet *set, TableCell *cell, const CellPar *par, const Lines *lines, Fixed measure)
{
    for (size_t i = 0; i < lines->n; i++)
        cell->lines[cell->line_count++] = (CellLine){
            .line = &lines->at[i], .x = par->par->is_rtl ? 0 : par->indent, .starts = i == 0,
            .gap = i == 0 && par->has_gap ? TABLE_BLOCK_GAP : 0,
            .is_loose = par->is_loose };
    if (lines->n == 0 || (par->marker == NULL && par->shape == NULL))
        return;
    CellLine *first = &cell->lines[cell->line_count - lines->n];
    first->marker_x = par->par->is_rtl ? measure - par->marker_indent : par->marker_indent;
    first->shape = par->shape != NULL ? par : NULL;
    if (par->marker == NULL)
        return;
    Lines marker = par_break(set->arena, set->scratch, set->context, par->marker, measure);
    if (marker.n == 0)
        return;
    first->marker = &marker.at[0];
    first->marker_x = par->par->is_rtl ? -par->marker_indent : par->marker_indent;
}

static void pars_break(TableSet *set, TableCell *cell, Fixed measure)
{
    Lines *lines = arena_array(set->scratch, Lines, cell->pars.n);
    size_t count = 0;
    for (size_t i = 0; i < cell->pars.n; i++) {
        const CellPar *par = &cell->pars.at[i];
        lines[i] = par_break(set->arena, set->scratch, set->context, par->par, fixed_max(measure - par->indent, 1));
        count += lines[i].n;
    }
    cell->lines = arena_array(set->arena, CellLine, count + 1);
    for (size_t i = 0; i < cell->pars.n; i++)
        par_lines_add(set, cell, &cell->pars.at[i], &lines[i], measure);
}

/* A figure is a line of one piece, its units level with those of its column. */
static void figure_line(const TableSet *set, TableCell *cell, Fixed measure)
{
    struct { GlyphRun glyphs; LinePiece piece; Line line; CellLine cell_line; } *parts;
    parts = arena_alloc(set->arena, 1, sizeof *parts);
    const ParRun *run = cell->figure;
    parts->glyphs = shape_run(set->arena, set->context->setting->fonts, run_style(run), run->text);
    Fixed width = parts->glyphs.width, right = measure;
    if (cell->colspan == 1)
        right -= set->tails[cell->column] - cell->tail;
    parts->piece = (LinePiece){ .run = run, .glyphs = &parts->glyphs, .x = right - width };
    parts->line = (Line){ .pieces = { &parts->piece, 1, 1 }, .width = width, .x = right - width, .is_last = true };
    parts->cell_line = (CellLine){ .line = &parts->line, .starts = true };
    cell->lines = &parts->cell_line;
    cell->line_count = 1;
}

void table_cell_break(TableSet *set, TableCell *cell)
{
    if (cell->is_covered || (cell->pars.n == 0 && cell->figure == NULL))
        return;
    ArenaMark mark = arena_mark(set->scratch);
    Fixed measure = fixed_max(table_span_width(set, cell->column, cell->colspan) - 2 * set->density.pad_x, 1);
    if (cell->figure != NULL)
        figure_line(set, cell, measure);
    else
        pars_break(set, cell, measure);
    if (cell->call_par != NULL) {
        Lines call = par_break(set->arena, set->scratch, set->context, cell->call_par, measure);
        cell->call = call.n > 0 ? &call.at[0] : NULL;
    }
    arena_rewind(set->scratch, mark);
}

static void cells_break(TableSet *set, TableCell *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        table_cell_break(set, &cells[i]);
}

/* ---- heights ---- */

/* Lines stand in a box of 1.08 em (look.md: 14 pt for a row of one line of 8.5 pt with 2.4 pt above and below);
 * the rest of the leading lies between them. */
static LineBox line_box(const TextStyle *style, const Density *density)
{
    Fixed size = fixed_scale(style->size, density->size, 1000), leading = fixed_scale(style->leading, density->size, 1000);
    Fixed between = (leading - fixed_scale(size, 1082, 1000)) / 2;
    return (LineBox){ .leading = leading, .pad = density->pad_y - between,
                      .baseline = between + fixed_scale(size, 88, 100), .size = size };
}

Fixed table_cell_height(const TableCell *cell, const LineBox *box)
{
    Fixed height = 2 * box->pad + (Fixed)cell->line_count * box->leading;
    for (uint32_t i = 0; i < cell->line_count; i++)
        height += cell->lines[i].gap;
    return height;
}

/* Heights of rows from cells of one row; what a merged cell lacks goes to its last row. */
static void heights_find(const TableCell *cells, size_t rows, size_t columns, const LineBox *box, Fixed *heights)
{
    for (size_t row = 0; row < rows; row++) {
        heights[row] = 2 * box->pad + box->leading;
        for (size_t column = 0; column < columns; column++) {
            const TableCell *cell = &cells[row * columns + column];
            if (!cell->is_covered && cell->rowspan == 1)
                heights[row] = fixed_max(heights[row], table_cell_height(cell, box));
        }
    }
    for (size_t i = 0; i < rows * columns; i++) {
        size_t row = i / columns, last = row + cells[i].rowspan;
        if (cells[i].is_covered || cells[i].rowspan < 2)
            continue;
        last = (last < rows ? last : rows) - 1;
        Fixed lack = table_cell_height(&cells[i], box);
        for (size_t r = row; r <= last; r++)
            lack -= heights[r];
        heights[last] += fixed_max(lack, 0);
    }
}

Fixed table_page_height(const TableSet *set)
{
    const PageGeometry *page = upright_page(set);
    return (set->is_turned ? page_turned(page).lines : page->lines) * page->grid;
}

Fixed table_tall_height(const TableSet *set)
{
    return table_page_height(set) / TALL_PART;
}

/* The most lines of a cell of this row alone. */
static uint32_t row_lines(const TableSet *set, size_t row)
{
    uint32_t most = 0;
    for (size_t column = 0; column < set->columns; column++) {
        const TableCell *cell = &set->cells[row * set->columns + column];
        if (!cell->is_covered && cell->rowspan == 1 && cell->line_count > most)
            most = cell->line_count;
    }
    return most;
}

/* Rows that run on, as flags. Their cells lose the gaps between blocks, so that the lines of all stand level; items that
 * stand apart keep theirs. */
static bool *tall_rows_find(TableSet *set)
{
    bool *is_tall = arena_array(set->arena, bool, set->rows + 1), any = false;
    for (size_t row = 0; row < set->rows; row++) {
        is_tall[row] = set->row_heights[row] > table_tall_height(set) && row_lines(set, row) >= 2 * TABLE_KEEP_LINES;
        any = any || is_tall[row];
        for (size_t column = 0; column < set->columns && is_tall[row]; column++) {
            TableCell *cell = &set->cells[row * set->columns + column];
            for (uint32_t i = 0; i < cell->line_count && cell->rowspan == 1; i++)
                cell->lines[i].gap = cell->lines[i].is_loose ? cell->lines[i].gap : 0;
        }
    }
    if (any)
        heights_find(set->cells, set->rows, set->columns, &set->cell_box, set->row_heights);
    return is_tall;
}

/* ---- slices ---- */

static void slice_add(TableSet *set, Slice slice, Fixed height, Fixed *top)
{
    set->tops[set->slices.n] = *top;
    array_push(set->arena, &set->slices, slice);
    *top += height;
}

/* What lines [from, to) of a row take: each the largest of the gaps that a cell has above it. */
static Fixed lines_height(const TableSet *set, size_t row, uint32_t from, uint32_t to)
{
    Fixed height = 0;
    for (uint32_t i = from; i < to; i++) {
        Fixed gap = 0;
        for (size_t column = 0; column < set->columns; column++) {
            const TableCell *cell = &set->cells[row * set->columns + column];
            if (!cell->is_covered && cell->rowspan == 1 && i < cell->line_count)
                gap = fixed_max(gap, cell->lines[i].gap);
        }
        height += set->cell_box.leading + gap;
    }
    return height;
}

/* The row's height beyond its lines, for a merged cell, goes to the last slice. */
static void row_slice(TableSet *set, uint32_t row, bool is_cut, Fixed *top)
{
    const LineBox *box = &set->cell_box;
    uint32_t lines = row_lines(set, row), from = 0;
    Fixed rest = set->row_heights[row];
    set->first_slices[row] = set->slices.n;
    if (!is_cut) {
        slice_add(set, (Slice){ .row = row, .is_first = true, .is_last = true }, rest, top);
        return;
    }
    while (from < lines) {
        uint32_t to = from == 0 ? TABLE_KEEP_LINES : from + TABLE_KEEP_LINES == lines ? lines : from + 1;
        bool is_last = to == lines;
        Fixed height = is_last ? rest : lines_height(set, row, from, to) + (from == 0 ? box->pad : 0);
        slice_add(set, (Slice){ row, from, to, from == 0, is_last }, height, top);
        rest -= height;
        from = to;
    }
}

/* A table without rows is one empty slice, so that its caption is drawn. */
static void slices_make(TableSet *set, const bool *is_tall)
{
    Fixed top = 0;
    size_t room = 2;
    for (size_t row = 0; row < set->rows; row++)
        room += is_tall[row] ? row_lines(set, row) : 1;
    set->tops = arena_array(set->arena, Fixed, room);
    set->first_slices = arena_array(set->arena, size_t, set->rows + 1);
    array_reserve(set->arena, &set->slices, room);
    for (size_t row = 0; row < set->rows; row++)
        row_slice(set, (uint32_t)row, is_tall[row], &top);
    if (set->rows == 0)
        slice_add(set, (Slice){ .is_first = true, .is_last = true }, 0, &top);
    set->tops[set->slices.n] = top;
    set->first_slices[set->rows] = set->slices.n;
}

/* ---- the whole ---- */

TableCell table_cell_again(TableSet *set, const TableCell *cell)
{
    TableCell again = *cell;
    again.line_count = 0;
    again.pars.at = arena_array(set->arena, CellPar, cell->pars.n + 1);
    for (size_t i = 0; i < cell->pars.n; i++) {
        CellPar *par = &again.pars.at[i];
        *par = cell->pars.at[i];
        par->par = par_as_artifact(set->arena, par->par);
        if (par->shape != NULL)
            par->shape_mark = MARK_ARTIFACT(ARTIFACT_LAYOUT);
        if (par->marker != NULL)
            par->marker = par_as_artifact(set->arena, par->marker);
    }
    return again;
}

static void heads_repeat(TableSet *set)
{
    size_t n = set->head_rows * set->columns;
    set->heads_again = arena_array(set->arena, TableCell, n);
    for (size_t i = 0; i < n; i++)
        set->heads_again[i] = table_cell_again(set, &set->heads[i]);
    cells_break(set, set->heads_again, n);
}

void table_rows_make(TableSet *set)
{
    set->cell_box = line_box(&set->text, &set->density);
    set->head_box = line_box(&set->head, &set->density);
    size_t heads = set->has_head ? set->head_rows * set->columns : 0;
    cells_break(set, set->heads, heads);
    cells_break(set, set->cells, set->rows * set->columns);
    set->row_heights = arena_array(set->arena, Fixed, set->rows + 1);
    set->head_heights = arena_array(set->arena, Fixed, set->head_rows + 1);
    set->carry_height = set->carried != NULL ? 2 * set->cell_box.pad + set->cell_box.leading : 0;
    heights_find(set->cells, set->rows, set->columns, &set->cell_box, set->row_heights);
    if (set->has_head)
        heights_find(set->heads, set->head_rows, set->columns, &set->head_box, set->head_heights);
    slices_make(set, tall_rows_find(set));
    table_cuts_make(set);
    if (set->slices.n > 1 && set->has_head)
        heads_repeat(set);
}

Fixed table_caption_height(const TableSet *set, bool is_continued)
{
    Fixed height = caption_height(is_continued ? &set->continued : &set->caption);
    return height > 0 ? height + TABLE_CAPTION_BELOW : 0;
}

Fixed table_head_height(const TableSet *set)
{
    Fixed height = 0;
    for (size_t row = 0; row < set->head_rows; row++)
        height += set->head_heights[row];
    return height;
}

Fixed table_body_height(const TableSet *set, size_t from, size_t to)
{
    Fixed height = set->tops[to] - set->tops[from];
    height += set->slices.at[from].is_first ? 0 : set->cell_box.pad;
    return height + (set->slices.at[to - 1].is_last ? 0 : set->cell_box.pad);
}

Fixed table_foot_height(const TableSet *set, size_t from, size_t to)
{
    Fixed notes = table_notes_height(set, from, to);
    Fixed rest = to == set->slices.n ? foot_height(&set->foot) : set->next_page.leading;
    return notes + rest > 0 ? TABLE_FOOT_ABOVE + notes + rest : 0;
}
