#include "html/html_impl.h"

#include "html/sorting.h"
#include "html/widths.h"

/* A table stands in a frame that scrolls alone. Where heads are grouped or
 * cells merged, each cell names its heads by id (HTML Standard, 4.9.12,
 * "headers"); elsewhere scopes say enough. On narrow screens, a table of
 * texts with more than SHRINK_LIMIT columns stacks its cells (class empile):
 * the short ones share a line, and the style sheet shows the column's title,
 * kept in data-titre, before each long one, where more than one column is
 * long. Source of the limit: look.md, "Tables". */
enum { SHRINK_LIMIT = 3 };

typedef struct {
    Page           *page;
    const DocTable *doc;
    const Table    *table;
    Str             id;
    bool            names_heads;
    bool            is_sortable;
    bool            stacks;
    bool            names_cells;         /* when it stacks: long ones go by their column's title */
    Str            *titles;              /* of each column, plain; when it stacks */
    bool           *is_long;             /* column with long cells; when it stacks */
    Str            *row_heads;           /* by column: id of the row title in force */
    int            *decimals;            /* by column: the most that a figure shows */
} TableWriter;

static bool is_figures(const Column *column)
{
    return column->kind == COLUMN_NUMBER || column->kind == COLUMN_AMOUNT || column->kind == COLUMN_SHARE;
}

static const DocCell *cell_at(const TableWriter *t, size_t row, size_t column)
{
    return &t->doc->cells[row * t->table->column_count + column];
}

static bool has_merged_cells(const TableWriter *t)
{
    if (t->table->head_rows > 1)
        return true;
    for (size_t i = 0; i < t->table->rows.n; i++)
        for (size_t j = 0; j < t->table->column_count; j++)
            if (t->table->rows.at[i].cells[j].is_covered)
                return true;
    return false;
}

/* Texts only, under heads of one row, none merged over columns: cells that
 * then stand under each other say as much as in their grid. */
static bool may_stack(const TableWriter *t)
{
    const Table *table = t->table;
    if ((table->column_count <= SHRINK_LIMIT && !table->is_stacked) || table->head_rows > 1)
        return false;
    for (size_t j = 0; j < table->column_count; j++)
        if (is_figures(&table->columns[j]))
            return false;
    for (size_t i = 0; i < table->rows.n; i++)
        for (size_t j = 0; j < table->column_count; j++)
            if (table->rows.at[i].cells[j].colspan > 1)
                return false;
    return true;
}

static void plan_stack(TableWriter *t)
{
    const Table *table = t->table;
    t->stacks = may_stack(t);
    if (!t->stacks)
        return;
    t->titles = arena_array(t->page->arena, Str, table->column_count);
    t->is_long = arena_array(t->page->arena, bool, table->column_count);
    int long_columns = 0;
    for (size_t j = 0; j < table->column_count; j++) {
        t->titles[j] = inlines_text(t->page->arena, t->doc->head[j]);
        for (size_t i = 0; i < table->rows.n; i++)
            t->is_long[j] = t->is_long[j] || width_is_long(&table->rows.at[i].cells[j]);
        long_columns += t->is_long[j] && !table->columns[j].is_row_title;
    }
    t->names_cells = long_columns > 1;
}

static Str head_id(const TableWriter *t, size_t row, size_t column)
{
    return str_printf(t->page->arena, "%.*s_h%zu-%zu", STR_ARG(t->id), row, column);
}

/* The id of the head cell that lies over (row, column), itself or merged. */
static Str head_over(const TableWriter *t, size_t row, size_t column)
{
    for (size_t i = row + 1; i-- > 0;)
        for (size_t j = column + 1; j-- > 0;) {
            const HeadCell *head = table_head(t->table, i, j);
            if (!head->is_covered && i + head->rowspan > row && j + head->colspan > column)
                return head_id(t, i, j);
        }
    return STR_NONE;
}

static void add_id(Buf *ids, Str id)
{
    Str known = buf_text(ids);
    bool is_last = str_ends(known, id)
                   && (known.n == id.n || (known.n > id.n && known.p[known.n - id.n - 1] == ' '));
    if (id.n == 0 || is_last)
        return;
    if (known.n > 0)
        buf_char(ids, ' ');
    buf_str(ids, id);
}

/* Heads of the columns [from, to), group by group downwards, then of the row. */
static Str heads_of(const TableWriter *t, size_t from, size_t to)
{
    Buf ids = buf_new(t->page->arena);
    for (size_t row = 0; row < t->table->head_rows; row++)
        for (size_t column = from; column < to; column++)
            add_id(&ids, head_over(t, row, column));
    for (size_t column = 0; column < from; column++)
        add_id(&ids, t->row_heads[column]);
    return buf_text(&ids);
}

static void add_class(Buf *classes, bool is_so, const char *name)
{
    if (!is_so)
        return;
    if (classes->n > 0)
        buf_char(classes, ' ');
    buf_c(classes, name);
}

static void class_attr(const TableWriter *t, size_t column, bool is_long)
{
    const Column *columns = t->table->columns;
    Buf classes = buf_new(t->page->arena);
    add_class(&classes, is_figures(&columns[column]), "n");
    add_class(&classes, columns[column].is_total, "tc");
    add_class(&classes, column > 0 && columns[column].group != columns[column - 1].group, "d");
    add_class(&classes, is_long, "l");
    if (classes.n > 0)
        html_attr(t->page->w, "class", buf_text(&classes));
}

static void span_attrs(HtmlWriter *w, unsigned colspan, unsigned rowspan)
{
    if (colspan > 1)
        html_attr_int(w, "colspan", colspan);
    if (rowspan > 1)
        html_attr_int(w, "rowspan", rowspan);
}

/* A title that a button may take the place of leads nowhere: sigles are explained there, not linked. */
static void write_title(TableWriter *t, const Inline *title, bool is_sorted_by)
{
    t->page->title_depth += is_sorted_by;
    html_inlines(t->page, title);
    t->page->title_depth -= is_sorted_by;
}

/* An empty head cell heads nothing. */
static void write_head_cell(TableWriter *t, size_t row, size_t column)
{
    const HeadCell *head = table_head(t->table, row, column);
    const Inline *title = t->doc->head[row * t->table->column_count + column];
    if (head->is_covered)
        return;
    Element element = title != NULL ? EL_TH : EL_TD;
    HtmlWriter *w = t->page->w;
    bool is_group = head->colspan > 1;
    html_open(w, element);
    if (t->names_heads)
        html_attr(w, "id", head_id(t, row, column));
    if (title != NULL)
        html_attr_c(w, "scope", is_group ? "colgroup" : "col");
    span_attrs(w, head->colspan, head->rowspan);
    if (is_group)
        html_attr_c(w, "class", column > 0 ? "g d" : "g");
    else
        class_attr(t, column, false);
    Str ranks = t->is_sortable ? sort_column(t->page->arena, t->doc, column) : STR_NONE;
    html_ranks(t->page, ranks);
    html_origin(t->page, head->span);
    write_title(t, title, ranks.n > 0);
    html_close(w, element);
}

/* A policy of content allows no style of a cell's own: classes say the widths. */
static void write_widths(TableWriter *t)
{
    HtmlWriter *w = t->page->w;
    const int *widths = widths_of(t->page->arena, t->doc);
    if (widths == NULL)
        return;
    html_open(w, EL_COLGROUP);
    for (size_t column = 0; column < t->table->column_count; column++) {
        html_open(w, EL_COL);
        html_attr(w, "class", str_printf(t->page->arena, "c%d", widths[column]));
        html_close(w, EL_COL);
    }
    html_close(w, EL_COLGROUP);
}

static void write_head(TableWriter *t)
{
    html_open(t->page->w, EL_THEAD);
    for (size_t row = 0; row < t->table->head_rows; row++) {
        html_open(t->page->w, EL_TR);
        for (size_t column = 0; column < t->table->column_count; column++)
            write_head_cell(t, row, column);
        html_close(t->page->w, EL_TR);
    }
    html_close(t->page->w, EL_THEAD);
}

/* The paragraph that ends the blocks; NULL when they end with something else. */
static const Block *last_paragraph(const Block *blocks)
{
    const Block *last = NULL;
    for (const Block *block = blocks; block != NULL; block = block->next)
        last = block;
    if (last == NULL || last->kind == BLOCK_PARAGRAPH)
        return last;
    return last_paragraph(last->first);
}

/* Blocks, with the call of the cell's note at the end of their last words. */
static void write_blocks(TableWriter *t, const DocCell *cell)
{
    Page *page = t->page;
    const Block *last = last_paragraph(cell->content);
    Buf call = buf_new(page->arena);
    HtmlWriter call_writer = html_writer(&call), *w = page->w;
    if (cell->note != NULL && last != NULL) {
        page->w = &call_writer;
        html_inlines(page, cell->note);
        page->w = w;
        page->tail_after = last;
        page->tail = buf_text(&call);
    }
    html_blocks(page, cell->content);
    page->tail_after = NULL;
    if (last == NULL)
        html_inlines(page, cell->note);
}

void html_ranks(Page *page, Str ranks)
{
    if (ranks.n == 0)
        return;
    html_attr(page->w, "data-rangs", ranks);
    page->has_ranks = true;
}

/* ---- figures and signs ---- */

/* The figure or sign that is all of a cell; NULL when it holds anything else. */
static const Inline *only_figure(const Block *content)
{
    bool is_one = content != NULL && content->kind == BLOCK_PARAGRAPH && content->next == NULL
                  && content->inlines != NULL && content->inlines->next == NULL;
    return is_one && content->inlines->kind == INLINE_FIGURE && content->inlines->value != NULL ? content->inlines : NULL;
}

static int decimals_shown(Str text)
{
    size_t at = str_find(text, STR(","), 0) + 1;
    int n = 0;
    while (at < text.n && text.p[at] >= '0' && text.p[at] <= '9') {
        at++;
        n++;
    }
    return n;
}

static void find_decimals(TableWriter *t)
{
    const Table *table = t->table;
    t->decimals = arena_array(t->page->arena, int, table->column_count);
    for (size_t i = 0; i < table->rows.n; i++)
        for (size_t j = 0; j < table->column_count; j++) {
            const Inline *figure = is_figures(&table->columns[j]) ? only_figure(cell_at(t, i, j)->content) : NULL;
            int shown = figure != NULL ? decimals_shown(figure->text) : 0;
            t->decimals[j] = shown > t->decimals[j] ? shown : t->decimals[j];
        }
}

/* A sign is seen as it is and read out as what it means: not every reader tells the title of an abbr. */
static void write_sign(Page *page, Str text, Str meaning)
{
    HtmlWriter *w = page->w;
    html_open(w, EL_ABBR);
    html_attr(w, "title", meaning);
    html_open(w, EL_SPAN);
    html_attr_c(w, "aria-hidden", "true");
    html_text(w, text);
    html_close(w, EL_SPAN);
    html_span(page, "cache", meaning);
    html_close(w, EL_ABBR);
}

/* What is not seen, and as wide as the decimals that other figures of the column have: all stand on their units. */
static void write_padding(TableWriter *t, size_t column, Str text)
{
    int shown = decimals_shown(text), most = t->decimals[column];
    Buf padding = buf_new(t->page->arena);
    if (shown >= most)
        return;
    buf_c(&padding, shown == 0 ? "," : "");
    for (int i = shown; i < most; i++)
        buf_char(&padding, '0');
    html_open(t->page->w, EL_SPAN);
    html_attr_c(t->page->w, "class", "vide");
    html_attr_c(t->page->w, "aria-hidden", "true");
    html_text(t->page->w, buf_text(&padding));
    html_close(t->page->w, EL_SPAN);
}

/* The table's own source stands beneath it: its figures are no links, of which there would be one a cell. */
static void write_alone(Page *page, const Inline *figure)
{
    page->title_depth++;
    html_inlines(page, figure);
    page->title_depth--;
}

static void write_figure(TableWriter *t, size_t column, const Inline *figure)
{
    ValueSign sign = value_sign(figure->value);
    if (sign != SIGN_NONE)
        write_sign(t->page, figure->text, theme_sign_meaning(t->page->document->theme, sign));
    else
        write_alone(t->page, figure);
    if (is_figures(&t->table->columns[column]))
        write_padding(t, column, figure->text);
}

/* A single paragraph needs no element of its own in a cell. */
static void write_content(TableWriter *t, const DocCell *cell, size_t column)
{
    const Block *content = cell->content;
    if (content == NULL || content->kind != BLOCK_PARAGRAPH || content->next != NULL) {
        write_blocks(t, cell);
        return;
    }
    const Inline *figure = only_figure(content);
    if (figure != NULL)
        write_figure(t, column, figure);
    else
        html_inlines(t->page, content->inlines);
    html_inlines(t->page, cell->note);
}

static void write_cell(TableWriter *t, size_t row, size_t column)
{
    const DocCell *cell = cell_at(t, row, column);
    const Cell *data = &t->table->rows.at[row].cells[column];
    HtmlWriter *w = t->page->w;
    if (data->is_covered)
        return;
    bool is_head = t->table->columns[column].is_row_title && cell->content != NULL;
    Element element = is_head ? EL_TH : EL_TD;
    html_open(w, element);
    if (is_head)
        html_attr_c(w, "scope", data->rowspan > 1 ? "rowgroup" : "row");
    span_attrs(w, data->colspan, data->rowspan);
    class_attr(t, column, t->stacks && t->is_long[column]);
    if (t->names_heads) {
        Str heads = heads_of(t, column, column + data->colspan);
        if (is_head) {
            t->row_heads[column] = str_printf(t->page->arena, "%.*s_r%zu-%zu", STR_ARG(t->id), row, column);
            html_attr(w, "id", t->row_heads[column]);
        }
        html_attr(w, "headers", heads);
    }
    if (t->names_cells && t->is_long[column])
        html_attr(w, "data-titre", t->titles[column]);
    html_origin(t->page, data->span);
    bool was_rtl = html_direct(t->page, t->page->is_rtl || cell->is_rtl);
    write_content(t, cell, column);
    t->page->is_rtl = was_rtl;
    html_close(w, element);
}

static void write_row(TableWriter *t, size_t row)
{
    const Row *data = &t->table->rows.at[row];
    bool goes_on = t->table->column_count > 0 && data->cells[0].is_covered;
    html_open(t->page->w, EL_TR);
    if (data->is_total || goes_on)
        html_attr_c(t->page->w, "class", data->is_total ? "total" : "suite");
    for (size_t column = 0; column < t->table->column_count; column++)
        write_cell(t, row, column);
    html_close(t->page->w, EL_TR);
}

/* The totals at the foot, the others in the body. */
static void write_rows(TableWriter *t)
{
    HtmlWriter *w = t->page->w;
    size_t body = table_body_rows(t->table);
    html_open(w, EL_TBODY);
    for (size_t row = 0; row < body; row++)
        write_row(t, row);
    html_close(w, EL_TBODY);
    if (body == t->table->rows.n)
        return;
    html_open(w, EL_TFOOT);
    for (size_t row = body; row < t->table->rows.n; row++)
        write_row(t, row);
    html_close(w, EL_TFOOT);
}

static void write_note(TableWriter *t, const Note *note)
{
    HtmlWriter *w = t->page->w;
    Arena *arena = t->page->arena;
    html_open(w, EL_P);
    html_attr_c(w, "class", "source");
    html_attr(w, "id", html_note_id(arena, note));
    html_open(w, EL_A);
    html_attr_c(w, "class", "lettre");
    html_attr(w, "href", str_printf(arena, "#%.*s", STR_ARG(html_call_id(arena, note))));
    html_attr(w, "aria-label", words_fill(arena, t->page->document->theme->site.back_to_note, &note->letter, 1));
    html_text(w, note->letter);
    html_close(w, EL_A);
    html_text_c(w, " ");
    for (const Block *block = note->content; block != NULL; block = block->next)
        html_inlines(t->page, block->inlines);
    html_close(w, EL_P);
}

static void write_beneath(TableWriter *t)
{
    html_downloads(t->page, t->doc->data_name, t->doc->label);
    for (size_t i = 0; i < t->doc->notes.n; i++)
        write_note(t, t->doc->notes.at[i]);
    html_remark(t->page, t->doc->note);
    html_remark(t->page, t->doc->legend);
    html_source(t->page, t->doc->source);
}

static void write_grid(TableWriter *t)
{
    HtmlWriter *w = t->page->w;
    Str caption_id = html_id(t->page, t->id, "_t");
    html_open(w, EL_DIV);
    html_attr_c(w, "class", "cadre");
    html_attr_c(w, "tabindex", "0");
    html_attr_c(w, "role", "region");
    html_attr(w, "aria-labelledby", caption_id);
    html_open(w, EL_TABLE);
    if (t->table->column_count > 0 && t->table->columns[0].is_row_title)
        html_attr_c(w, "class", "tenu");
    bool was_rtl = html_direct(t->page, table_is_rtl(t->doc));
    html_caption(t->page, EL_CAPTION, caption_id, t->doc->label, t->doc->title, t->doc->period);
    write_widths(t);
    write_head(t);
    write_rows(t);
    t->page->is_rtl = was_rtl;
    html_close(w, EL_TABLE);
    html_close(w, EL_DIV);
}

static Str figure_class(const TableWriter *t)
{
    Buf classes = buf_new(t->page->arena);
    add_class(&classes, true, "tableau");
    add_class(&classes, t->stacks, "empile");
    add_class(&classes, !t->stacks && t->table->column_count > SHRINK_LIMIT, "defile");
    add_class(&classes, t->table->is_long, "long");
    add_class(&classes, t->table->is_wide, "large");
    return buf_text(&classes);
}

void html_table(Page *page, const Block *block)
{
    const DocTable *doc = block->table;
    TableWriter t = { .page = page, .doc = doc, .table = doc->table, .id = html_anchor_id(block->anchor) };
    t.row_heads = arena_array(page->arena, Str, doc->table->column_count);
    t.names_heads = has_merged_cells(&t);
    t.is_sortable = !doc->table->is_stacked && sort_is_true(page->arena, doc);
    plan_stack(&t);
    find_decimals(&t);
    html_open(page->w, EL_FIGURE);
    html_attr(page->w, "class", figure_class(&t));
    if (t.id.n > 0)
        html_attr(page->w, "id", t.id);
    html_self_link(page, t.id, doc->label);
    write_grid(&t);
    write_beneath(&t);
    html_close(page->w, EL_FIGURE);
}
