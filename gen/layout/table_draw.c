/* table_draw.c - a piece of a table on a page
 *
 * Grounds and rules first, as artifacts; then the text, cell by cell in the
 * order of the structure. Only the first piece's caption and head are read:
 * what later pieces repeat are artifacts.
 */
#include "layout/table_impl.h"

#define RULE_MARK  MARK_ARTIFACT(ARTIFACT_LAYOUT)
#define OUTER_RULE ((Stroke){ .colour = COLOUR_GREEN, .width = TABLE_RULE })
#define HEAD_RULE  ((Stroke){ .colour = COLOUR_GREEN, .width = PT(0.5) })
#define GROUP_RULE ((Stroke){ .colour = COLOUR_GREEN, .width = PT(0.3) })
#define TOTAL_RULE ((Stroke){ .colour = COLOUR_GREEN, .width = PT(0.75) })
#define ROW_RULE   ((Stroke){ .colour = COLOUR_HAIR, .width = PT(0.3) })
#define LONG_RULE  ((Stroke){ .colour = COLOUR_AXIS, .width = PT(0.3) })

/* Slices [from, to) on the page: the table's left edge, the tops of head and body, of the first row: what is
 * brought over stands between these two. */
typedef struct {
    const TableSet *set;
    Frame *page;
    size_t from, to;
    Fixed  left, head, body, rows;
} Piece;

/* ---- grounds and rules ---- */

static Fixed column_left(const Piece *piece, size_t column)
{
    return piece->left + piece->set->lefts[column];
}

static Fixed column_right(const Piece *piece, size_t column)
{
    return column_left(piece, column) + piece->set->widths[column];
}

/* The edges of columns [from, to) together, which run leftwards in a table in Arabic. */
static Fixed columns_left(const Piece *piece, size_t from, size_t to)
{
    return column_left(piece, piece->set->is_rtl ? to - 1 : from);
}

static Fixed columns_right(const Piece *piece, size_t from, size_t to)
{
    return column_right(piece, piece->set->is_rtl ? from : to - 1);
}

/* A rule over columns [from, to), parted where the groups are. */
static void rule_draw(const Piece *piece, size_t from, size_t to, Fixed y, Stroke stroke)
{
    const TableSet *set = piece->set;
    for (size_t i = 0; i < set->groups.n; i++) {
        size_t lo = from > set->groups.at[i].from ? from : set->groups.at[i].from;
        size_t hi = to < set->groups.at[i].to ? to : set->groups.at[i].to;
        if (lo < hi)
            frame_rule(piece->page, RULE_MARK, columns_left(piece, lo, hi), y, columns_right(piece, lo, hi), y, stroke);
    }
}

/* A rule above a row: not through cells that are merged with the row before. */
static void row_rule_draw(const Piece *piece, size_t row, Fixed y)
{
    const TableSet *set = piece->set;
    bool is_total = set->table->rows.at[row].is_total && (row == 0 || !set->table->rows.at[row - 1].is_total);
    Stroke stroke = is_total ? TOTAL_RULE : set->table->is_long ? LONG_RULE : ROW_RULE;
    for (size_t from = 0, to; from < set->columns; from = to + 1) {
        for (to = from; to < set->columns && !set->cells[row * set->columns + to].joins_above;)
            to++;
        rule_draw(piece, from, to, y, stroke);
    }
}

static Fixed slice_y(const Piece *piece, size_t slice)
{
    const TableSet *set = piece->set;
    Fixed opened = set->slices.at[piece->from].is_first ? 0 : set->cell_box.pad;
    return piece->rows + set->tops[slice] - set->tops[piece->from] + (slice > piece->from ? opened : 0);
}

static void grounds_draw(const Piece *piece, Fixed bottom)
{
    const TableSet *set = piece->set;
    for (size_t i = 0; i < set->groups.n && set->has_head; i++) {
        const ColumnGroup *group = &set->groups.at[i];
        Fixed left = columns_left(piece, group->from, group->to);
        frame_box(piece->page, RULE_MARK, left, piece->head, columns_right(piece, group->from, group->to) - left,
                  piece->body - piece->head, COLOUR_TINT);
    }
    for (size_t column = 0; column < set->columns; column++)
        if (set->table->columns[column].is_total && bottom > piece->body)
            frame_box(piece->page, RULE_MARK, column_left(piece, column), piece->body, set->widths[column],
                      bottom - piece->body, COLOUR_TINT_2);
}

/* Rules below the groups in the head. */
static void group_rules_draw(const Piece *piece)
{
    const TableSet *set = piece->set;
    Fixed y = piece->head;
    for (size_t row = 0; row + 1 < set->head_rows; row++) {
        y += set->head_heights[row];
        for (size_t column = 0; column < set->columns; column++) {
            const TableCell *cell = &set->heads[row * set->columns + column];
            if (!cell->is_covered && cell->rowspan == 1 && cell->pars.n > 0)
                rule_draw(piece, column, column + cell->colspan, y, GROUP_RULE);
        }
    }
}

static void rules_draw(const Piece *piece, Fixed bottom)
{
    const TableSet *set = piece->set;
    rule_draw(piece, 0, set->columns, piece->head, OUTER_RULE);
    if (set->has_head) {
        group_rules_draw(piece);
        rule_draw(piece, 0, set->columns, piece->body, HEAD_RULE);
    }
    if (piece->rows > piece->body)
        rule_draw(piece, 0, set->columns, piece->rows, TOTAL_RULE);
    if (piece->to < set->slices.n && set->carry_height > 0)
        rule_draw(piece, 0, set->columns, bottom - set->carry_height, TOTAL_RULE);
    for (size_t i = piece->from + 1; i < piece->to; i++)
        if (set->slices.at[i].is_first)
            row_rule_draw(piece, set->slices.at[i].row, slice_y(piece, i));
    rule_draw(piece, 0, set->columns, bottom, OUTER_RULE);
}

/* ---- cells ---- */

/* Draws lines [from, to) of a cell, the first line box at `top`. */
static void cell_draw(const Piece *piece, const TableCell *cell, const LineBox *box, uint32_t from, uint32_t to,
                      Fixed top)
{
    size_t end = (size_t)cell->column + cell->colspan < piece->set->columns ? (size_t)cell->column + cell->colspan
                                                                            : piece->set->columns;
    Fixed x = columns_left(piece, cell->column, end) + piece->set->density.pad_x;
    for (uint32_t i = from; i < to && i < cell->line_count; i++, top += box->leading) {
        const CellLine *line = &cell->lines[i];
        top += line->gap;
        if (line->shape != NULL)
            marker_draw(piece->page, line->shape->shape, line->shape->shape_mark, x + line->marker_x, top + box->baseline,
                        box->size, line->shape->par->is_rtl);
        if (line->marker != NULL)
            line_draw(piece->page, line->marker, x + line->marker_x, top + box->baseline);
        line_draw(piece->page, line->line, x + line->x, top + box->baseline);
        if (i + 1 == cell->line_count && cell->call != NULL)
            line_draw(piece->page, cell->call, x + line->x + line->line->x + line->line->width + PT(0.5),
                      top + box->baseline);
    }
}

/* ---- sub-totals ---- */

static void carry_text_draw(const Piece *piece, const TextStyle *style, Str text, Fixed x, bool is_right,
                            Fixed baseline)
{
    const TableSet *set = piece->set;
    const ShapeStyle shape = { .face = style_face(style, false, false, false), .tracking = style->tracking,
                               .size = fixed_scale(style->size, set->density.size, 1000), .is_tabular = true };
    GlyphRun *run = arena_new(set->arena, GlyphRun);
    *run = shape_run(set->arena, set->context->setting->fonts, shape, text);
    frame_glyphs(piece->page, RULE_MARK, is_right ? x - run->width : x, baseline, run, style->colour, set->table->span);
}

/* The line of sums that stands between row `row` and the one before it. */
static void carry_draw(const Piece *piece, size_t row, Fixed top, bool is_brought)
{
    const TableSet *set = piece->set;
    const TextStyle *style = &set->title;
    Fixed baseline = top + set->cell_box.pad + set->cell_box.baseline, pad = set->density.pad_x;
    size_t label = table_label_column(set->table);
    if (label < set->columns)
        carry_text_draw(piece, style, table_carry_word(set, is_brought),
                        set->is_rtl ? column_right(piece, label) - pad : column_left(piece, label) + pad, set->is_rtl,
                        baseline);
    for (size_t column = 0; column < set->columns; column++) {
        Str text = table_carry_text(set, row, column);
        ParRun run = { .text = text, .size = fixed_scale(style->size, set->density.size, 1000),
                       .face = style_face(style, false, false, false), .tracking = style->tracking };
        Fixed right = column_right(piece, column) - pad - set->tails[column] + table_tail_width(set, &run);
        if (text.n > 0)
            carry_text_draw(piece, style, text, right, true, baseline);
    }
}

/* Heads stand at the foot of their rows, so that those of several lines end level. */
static void heads_draw(const Piece *piece)
{
    const TableSet *set = piece->set;
    const TableCell *heads = piece->from == 0 ? set->heads : set->heads_again;
    Fixed bottom = piece->head;
    for (size_t row = 0; row < set->head_rows && set->has_head; row++) {
        bottom += set->head_heights[row];
        for (size_t column = 0; column < set->columns; column++) {
            const TableCell *cell = &heads[row * set->columns + column];
            if (cell->is_covered)
                continue;
            Fixed end = bottom;
            for (size_t i = row + 1; i < row + cell->rowspan && i < set->head_rows; i++)
                end += set->head_heights[i];
            Fixed height = (Fixed)cell->line_count * set->head_box.leading;
            cell_draw(piece, cell, &set->head_box, 0, cell->line_count, end - set->head_box.pad - height);
        }
    }
}

/* Draws what the piece holds of the row of slice `at`; returns the slice after it. */
static size_t row_draw(const Piece *piece, size_t at)
{
    const TableSet *set = piece->set;
    const Slice *slice = &set->slices.at[at];
    size_t next = at + 1;
    while (next < piece->to && set->slices.at[next].row == slice->row)
        next++;
    uint32_t to = set->slices.at[next - 1].to > 0 ? set->slices.at[next - 1].to : UINT32_MAX;
    Fixed top = slice_y(piece, at) + set->cell_box.pad;
    for (size_t column = 0; column < set->columns; column++) {
        const TableCell *cell = &set->cells[slice->row * set->columns + column];
        if (cell->is_covered)
            continue;
        if (cell->rowspan == 1)
            cell_draw(piece, cell, &set->cell_box, slice->from, to, top);
        else if (slice->is_first)
            cell_draw(piece, cell, &set->cell_box, 0, cell->line_count, top);
    }
    return next;
}

/* True when the cell's own lines reach into the piece. */
static bool runs_into(const Piece *piece, const MergedCell *merged)
{
    const TableSet *set = piece->set;
    const TableCell *cell = &set->cells[merged->row * set->columns + merged->column];
    return merged->rows == 1 && cell->line_count > set->slices.at[piece->from].from;
}

/* Cells that began on an earlier page say again what they head, where there is room for it. */
static void merged_draw(const Piece *piece)
{
    const TableSet *set = piece->set;
    for (size_t i = 0; i < set->merged.n && piece->from > 0; i++) {
        const MergedCell *merged = &set->merged.at[i];
        size_t last = merged->row + merged->rows < set->rows ? merged->row + merged->rows : set->rows;
        size_t begin = set->first_slices[merged->row], end = set->first_slices[last];
        if (merged->again == NULL || begin >= piece->from || end <= piece->from || runs_into(piece, merged))
            continue;
        end = end < piece->to ? end : piece->to;
        if (table_cell_height(merged->again, &set->cell_box) <= set->tops[end] - set->tops[piece->from])
            cell_draw(piece, merged->again, &set->cell_box, 0, merged->again->line_count,
                      piece->rows + set->cell_box.pad);
    }
}

static void table_foot_draw(const Piece *piece, Fixed x, Fixed top)
{
    const TableSet *set = piece->set;
    Fixed size = set->context->setting->theme->style[STYLE_SOURCE].size;
    if (piece->to < set->slices.n)
        top = lines_draw(piece->page, &set->next_page, x, top, size);
    top = table_notes_draw(set, piece->from, piece->to, piece->page, x, top);
    if (piece->to < set->slices.n)
        return;
    foot_draw(piece->page, &set->foot, x, top, size);
    table_foot_notes_draw(set, piece->page, x, top + foot_height(&set->foot));
}

void table_draw(Arena *arena, const TableSet *set, size_t from, size_t to, Frame *page, Fixed x, Fixed y,
                bool is_recto)
{
    (void)arena;
    Piece piece = { .set = set, .page = page, .from = from, .to = to };
    piece.left = is_recto ? x : x - (set->width - set->measure);
    piece.head = y + table_caption_height(set, from > 0) + TABLE_RULE / 2;
    piece.body = piece.head + table_head_height(set);
    piece.rows = piece.body + (from > 0 ? set->carry_height : 0);
    Fixed bottom = piece.body + table_carry_height(set, from, to) + table_body_height(set, from, to);
    grounds_draw(&piece, bottom);
    rules_draw(&piece, bottom);
    caption_draw(page, from > 0 ? &set->continued : &set->caption, x, y);
    heads_draw(&piece);
    if (from > 0 && set->carry_height > 0)
        carry_draw(&piece, table_carry_row(set, from), piece.body, true);
    merged_draw(&piece);
    for (size_t at = from; at < to && set->rows > 0;)
        at = row_draw(&piece, at);
    if (to < set->slices.n && set->carry_height > 0)
        carry_draw(&piece, table_carry_row(set, to), bottom - set->carry_height, false);
    table_foot_draw(&piece, x, bottom + TABLE_RULE / 2 + TABLE_FOOT_ABOVE);
}
