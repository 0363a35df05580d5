/* table_cells.c - the elements of a table and the paragraphs of its cells
 *
 *     Table = Caption? THead? TBody     TR = { TH | TD }
 *
 * A cell with one paragraph holds its text itself; P, L, LI, Lbl and LBody
 * are made only where there is more. Where heads are grouped or cells
 * merged, each cell names its heads; elsewhere scopes say enough.
 */
#include "layout/table_impl.h"

#include "base/buf.h"
#include "text/french.h"

static const DocCell *doc_cell(const TableSet *set, size_t row, size_t column)
{
    return &set->doc->cells[row * set->columns + column];
}

/* ---- paragraphs ---- */

/* Where in a cell a block stands. */
typedef struct {
    TableSet        *set;
    TableCell       *cell;
    const TextStyle *style;
    Fixed indent, marker_indent;
    int   depth;                         /* of the list; 0 outside */
    bool  is_rtl, is_right, is_centred;
    Par  *marker;                        /* of the item whose first paragraph comes next; */
    const MarkerLook *shape;             /* or its marker, where that is drawn */
    Mark  shape_mark;
    int   level;                         /* of the list */
    bool  is_loose;                      /* its items stand apart */
    TagId last_tag;                      /* of the newest paragraph */
} CellPlace;

/* Room is made for as many runs as there will be: large tables have many small cells. */
static Par *cell_par_new(const CellPlace *place, Span span, size_t runs)
{
    Par *par = par_new(place->set->arena, place->style, span);
    par->runs.at = arena_array(place->set->arena, ParRun, runs);
    par->runs.room = runs;
    par->is_justified = par->is_hyphenated = par->hangs = false;
    par->is_rtl = place->is_rtl;
    par->is_right = place->is_right || place->is_rtl;
    par->is_centred = place->is_centred;
    par->indent = 0;
    par->last_line_min = 0;
    return par;
}

static void cell_par_add(CellPlace *place, Par *par)
{
    bool has_gap = place->cell->pars.n > 0 && (place->depth == 0 || place->is_loose);
    if (place->cell->pars.room == 0) {
        place->cell->pars.at = arena_array(place->set->arena, CellPar, 1);
        place->cell->pars.room = 1;
    }
    array_push(place->set->arena, &place->cell->pars,
               (CellPar){ .par = par, .marker = place->marker, .shape = place->shape, .shape_mark = place->shape_mark, .indent = place->indent,
                          .marker_indent = place->marker_indent, .has_gap = has_gap, .is_loose = place->is_loose });
    place->marker = NULL;
    place->shape = NULL;
    place->is_loose = false;
}

/* Calls, from run `from` on, stand as high above the text of cells as above that of paragraphs, which is larger. */
static void calls_fit(const CellPlace *place, Par *par, size_t from)
{
    Fixed body = place->set->context->setting->theme->style[STYLE_BODY].size;
    for (size_t i = from; i < par->runs.n && body > 0; i++) {
        ParRun *run = &par->runs.at[i];
        if (run->note == NULL)
            continue;
        run->rise = fixed_scale(run->rise, place->style->size, body);
        run->size = fixed_scale(run->size, 6, 7);
    }
}

static void cell_text(CellPlace *place, Str text, TagId tag, Span span)
{
    Par *par = cell_par_new(place, span, 1);
    par_text(place->set->arena, par, text, place->style, MARK_TAG(tag), span);
    place->last_tag = tag;
    cell_par_add(place, par);
}

static void cell_inlines(CellPlace *place, const Inline *inlines, TagId tag, Span span)
{
    size_t runs = 1;
    for (const Inline *in = inlines; in != NULL && in->next != NULL; in = in->next)
        runs++;
    Par *par = cell_par_new(place, span, runs);
    par_inlines(place->set->arena, par, place->set->context, inlines, place->style, tag);
    calls_fit(place, par, 0);
    place->last_tag = tag;
    cell_par_add(place, par);
}

static TagId add_tag(const TableSet *set, TagId parent, TagRole role, Span span)
{
    return tag_add(set->context->tags, parent, role, span);
}

static TagNode *node_of(const TableSet *set, TagId id)
{
    return tag_node(set->context->tags, id);
}

static void cell_blocks(CellPlace *place, const Block *first, TagId tag);

static const MarkerLook *cell_marker(const TableSet *set, const Block *list, int level)
{
    const Markers *markers = &set->context->setting->theme->markers;
    return &marker_looks[list->is_ticked ? markers->ticked : marker_at(markers->cells, level)];
}

/* What stands before an item: a sign or a number is text, a shape is drawn. */
static void item_mark(CellPlace *place, const Block *list, int number, TagId label, Span span)
{
    const TableSet *set = place->set;
    const MarkerLook *look = cell_marker(set, list, place->level);
    if (!list->is_ordered && look->sign == NULL) {
        node_of(set, label)->actual = str_from_c(look->actual);
        place->shape = look;
        place->shape_mark = MARK_TAG(label);
        return;
    }
    place->marker = cell_par_new(place, span, 1);
    place->marker->is_right = place->marker->is_centred = false;
    Str text = list->is_ordered ? str_printf(set->arena, "%d.", number) : str_from_c(look->sign);
    par_text(set->arena, place->marker, text, place->style, MARK_TAG(label), span);
}

/* From a marker to the text of its item: a wide shape asks for more. */
static Fixed item_step(const CellPlace *place, const MarkerLook *look)
{
    return fixed_max(TABLE_LIST_STEP, fixed_scale(look->width, place->style->size, PT(11)) + TABLE_MARKER_GAP);
}

/* A list in a cell: a marker or a number, and text one step further. */
static void cell_list(CellPlace *place, const Block *list, TagId parent)
{
    const TableSet *set = place->set;
    TagId tag = add_tag(set, parent, TAG_L, list->span);
    node_of(set, tag)->numbering = list->is_ordered ? NUMBERING_DECIMAL : cell_marker(set, list, place->level + 1)->numbering;
    CellPlace inner = *place;
    inner.level++;
    inner.marker_indent = place->indent;
    inner.indent += list->is_ordered ? TABLE_LIST_STEP * 3 / 2 : item_step(place, cell_marker(set, list, place->level + 1));
    int number = list->start;
    for (const Block *item = list->first; item != NULL; item = item->next, number++) {
        TagId li = add_tag(set, tag, TAG_LI, item->span), label = add_tag(set, li, TAG_LBL, item->span);
        TagId body = add_tag(set, li, TAG_LBODY, item->span);
        /* Only the first item of a list that follows text has a gap above it. */
        inner.depth = item == list->first ? place->depth : place->depth + 1;
        inner.is_loose = !list->is_tight && item != list->first;
        item_mark(&inner, list, number, label, item->span);
        cell_blocks(&inner, item->first, body);
        place->last_tag = inner.last_tag;
    }
}

static void cell_block(CellPlace *place, const Block *block, TagId tag, bool is_alone)
{
    const TableSet *set = place->set;
    if (block->kind == BLOCK_LIST) {
        cell_list(place, block, tag);
    } else if (block->inlines != NULL) {
        cell_inlines(place, block->inlines, is_alone ? tag : add_tag(set, tag, TAG_P, block->span), block->span);
    } else if (block->text.n > 0) {
        cell_text(place, block->text, is_alone ? tag : add_tag(set, tag, TAG_P, block->span), block->span);
    } else {
        cell_blocks(place, block->first, tag);
    }
}

static void cell_blocks(CellPlace *place, const Block *first, TagId tag)
{
    bool is_alone = first != NULL && first->next == NULL;
    for (const Block *block = first; block != NULL; block = block->next) {
        cell_block(place, block, tag, is_alone);
        /* What follows a list inside an item stands close to it. */
        place->depth += place->indent > 0 && place->depth == 0;
    }
}

/* ---- calls of notes ---- */

/* Behind a figure the call hangs, so that figures stay aligned; elsewhere it ends the last paragraph. */
static void cell_call(CellPlace *place, const Inline *call, TagId tag)
{
    const TableSet *set = place->set;
    TableCell *cell = place->cell;
    if (cell->figure != NULL) {
        cell->call_par = cell_par_new(place, call->span, 1);
        cell->call_par->is_right = false;
        par_inlines(set->arena, cell->call_par, set->context, call, place->style, tag);
        calls_fit(place, cell->call_par, 0);
    } else if (cell->pars.n == 0) {
        cell_inlines(place, call, tag, call->span);
    } else {
        Par *last = array_last(&cell->pars).par;
        size_t from = last->runs.n;
        par_inlines(set->arena, last, set->context, call, place->style, place->last_tag);
        calls_fit(place, last, from);
    }
}

/* ---- heads ---- */

static bool names_heads(const TableSet *set)
{
    return set->head_rows > 1 || set->has_merged;
}

static Str head_id(const TableSet *set, size_t row, size_t column)
{
    return str_printf(set->arena, "tableau-%d-t%zu-%zu", set->doc->number, row + 1, column + 1);
}

static Str row_id(const TableSet *set, size_t row, size_t column)
{
    return str_printf(set->arena, "tableau-%d-l%zu-%zu", set->doc->number, row + 1, column + 1);
}

static void head_cell_make(TableSet *set, size_t row, size_t column, TagId tr)
{
    const HeadCell *head = table_head(set->table, row, column);
    const Inline *title = set->doc->head[row * set->columns + column];
    TableCell *cell = &set->heads[row * set->columns + column];
    *cell = (TableCell){ .column = (uint16_t)column, .colspan = head->colspan > 1 ? head->colspan : 1,
                         .rowspan = head->rowspan > 1 ? head->rowspan : 1, .is_covered = head->is_covered };
    if (head->is_covered)
        return;
    /* A head without a title heads nothing. */
    TagId tag = add_tag(set, tr, title != NULL ? TAG_TH : TAG_TD, head->span);
    if (set->is_rtl)
        tag_direct(set->context->tags, tag, inlines_are_rtl(title));
    TagNode *node = node_of(set, tag);
    node->colspan = cell->colspan;
    node->rowspan = cell->rowspan;
    node->scope = title != NULL ? SCOPE_COLUMN : SCOPE_NONE;
    if (names_heads(set) && title != NULL)
        node->id = head_id(set, row, column);
    CellPlace place = { .set = set, .cell = cell, .style = &set->head, .is_centred = cell->colspan > 1,
                        .is_right = set->is_rtl || column_is_figures(&set->table->columns[column]),
                        .is_rtl = inlines_are_rtl(title) };
    place.is_right = place.is_right && !place.is_centred;
    if (title == NULL)
        return;
    cell_inlines(&place, title, tag, head->span);
}

static void heads_make(TableSet *set)
{
    for (size_t i = 0; i < set->head_rows * set->columns; i++)
        set->has_head = set->has_head || set->doc->head[i] != NULL;
    if (!set->has_head)
        return;
    TagId head = add_tag(set, set->tag, TAG_THEAD, set->table->span);
    for (size_t row = 0; row < set->head_rows; row++) {
        TagId tr = add_tag(set, head, TAG_TR, set->table->span);
        for (size_t column = 0; column < set->columns; column++)
            head_cell_make(set, row, column, tr);
    }
}

static void add_id(Buf *ids, Str id)
{
    if (ids->n > 0)
        buf_char(ids, ' ');
    buf_str(ids, id);
}

/* The ids of the heads over each column, group first. */
static void column_heads_make(TableSet *set)
{
    set->column_heads = arena_array(set->arena, Str, set->columns ? set->columns : 1);
    for (size_t column = 0; column < set->columns && set->has_head; column++) {
        Buf ids = buf_new(set->arena);
        for (size_t row = 0; row < set->head_rows; row++)
            for (size_t c = column + 1; c-- > 0;) {
                const TableCell *cell = &set->heads[row * set->columns + c];
                if (cell->is_covered || c + cell->colspan <= column || cell->pars.n == 0)
                    continue;
                add_id(&ids, head_id(set, row, c));
                break;
            }
        set->column_heads[column] = buf_text(&ids);
    }
}

/* ---- body ---- */

static const TextStyle *body_style(const TableSet *set, size_t row, size_t column)
{
    const Column *spec = &set->table->columns[column];
    if (set->table->rows.at[row].is_total || spec->is_total)
        return &set->total;
    return spec->is_row_title ? &set->title : &set->text;
}

/* The ids of a data cell's heads: of each column that it spans, of its row. */
static Str cell_heads(const TableSet *set, const TableCell *cell, Str row_head)
{
    Buf ids = buf_new(set->arena);
    for (size_t i = 0; i < cell->colspan && cell->column + i < set->columns; i++)
        if (set->column_heads[cell->column + i].n > 0)
            add_id(&ids, set->column_heads[cell->column + i]);
    if (row_head.n > 0)
        add_id(&ids, row_head);
    return buf_text(&ids);
}

static void cell_content(CellPlace *place, size_t row, TagId tag)
{
    TableSet *set = place->set;
    size_t column = place->cell->column;
    const DocCell *doc = doc_cell(set, row, column);
    const Value *own = &set->table->rows.at[row].cells[column].value;
    ValueSign sign = value_sign(own);
    if (!table_figure_make(set, place->cell, row, place->style, tag)) {
        if (sign != SIGN_NONE)           /* of a date */
            cell_text(place, value_sign_text(sign), table_sign_tag(set, sign, tag, own->span), own->span);
        else if (doc->content != NULL)
            cell_blocks(place, doc->content, tag);
        else if (column_is_figures(&set->table->columns[column]) && own->text.n > 0)
            cell_text(place, own->text, tag, own->span);
    }
    if (doc->note != NULL)
        cell_call(place, doc->note, tag);
}

static void merged_add(TableSet *set, const TableCell *cell, size_t row)
{
    array_push(set->arena, &set->merged, (MergedCell){ .row = row, .column = cell->column, .rows = cell->rowspan });
    for (size_t r = row + 1; r < row + cell->rowspan && r < set->rows; r++)
        for (size_t c = cell->column; c < (size_t)cell->column + cell->colspan && c < set->columns; c++)
            set->cells[r * set->columns + c].joins_above = true;
}

/* Makes the cell of (row, column); `row_head` holds the id of the row title in force, by column. */
static void body_cell_make(TableSet *set, size_t row, size_t column, TagId tr, Str *row_head)
{
    const Cell *data = &set->table->rows.at[row].cells[column];
    const Column *spec = &set->table->columns[column];
    const DocCell *doc = doc_cell(set, row, column);
    TableCell *cell = &set->cells[row * set->columns + column];
    *cell = (TableCell){ .column = (uint16_t)column, .colspan = data->colspan > 1 ? data->colspan : 1,
                         .rowspan = data->rowspan > 1 ? data->rowspan : 1, .is_covered = data->is_covered,
                         .joins_above = cell->joins_above };
    if (data->is_covered)
        return;
    bool is_head = spec->is_row_title && doc->content != NULL;
    TagId tag = add_tag(set, tr, is_head ? TAG_TH : TAG_TD, data->span);
    if (set->is_rtl && blocks_have_letters(doc->content))
        tag_direct(set->context->tags, tag, doc->is_rtl);
    TagNode *node = node_of(set, tag);
    node->colspan = cell->colspan;
    node->rowspan = cell->rowspan;
    node->scope = is_head ? SCOPE_ROW : SCOPE_NONE;
    if (names_heads(set)) {
        if (spec->is_row_title)
            *row_head = is_head ? row_id(set, row, column) : STR_NONE;
        node->id = is_head ? *row_head : STR_NONE;
        node->headers = cell_heads(set, cell, is_head ? STR_NONE : *row_head);
    }
    CellPlace place = { .set = set, .cell = cell, .style = body_style(set, row, column),
                        .is_rtl = doc->is_rtl, .is_right = set->is_rtl || column_is_figures(spec) };
    cell_content(&place, row, tag);
    if (cell->rowspan > 1)
        merged_add(set, cell, row);
}

static void find_merged(TableSet *set)
{
    for (size_t row = 0; row < set->rows && !set->has_merged; row++)
        for (size_t column = 0; column < set->columns; column++)
            set->has_merged = set->has_merged || set->table->rows.at[row].cells[column].is_covered;
}

void table_cells_make(TableSet *set)
{
    set->heads = arena_array(set->arena, TableCell, set->head_rows * set->columns + 1);
    set->cells = arena_array(set->arena, TableCell, set->rows * set->columns + 1);
    find_merged(set);
    heads_make(set);
    column_heads_make(set);
    Str row_head = STR_NONE;
    TagId body = set->rows > 0 ? add_tag(set, set->tag, TAG_TBODY, set->table->span) : 0;
    for (size_t row = 0; row < set->rows; row++) {
        TagId tr = add_tag(set, body, TAG_TR, set->table->rows.at[row].span);
        for (size_t column = 0; column < set->columns; column++)
            body_cell_make(set, row, column, tr, &row_head);
    }
}
