/* place_table.c - a table of the data as blocks and inlines
 *
 * Cells, heads, period, source. Notes are the table's own, lettered in the
 * order in which their calls are read: title, head, cells row by row. A sign
 * in place of a figure ("n.d.", "–", "ε") is explained beneath.
 */
#include "doc/doc_impl.h"

#include "base/buf.h"
#include "doc/format.h"
#include "text/french.h"

/* A number as its column has it: decimals given, or two for amounts, one for
 * shares, or as written. The unit stands in the head. */
static Str cell_number(Arena *arena, const Column *column, const Value *value)
{
    unsigned decimals = column->decimals >= 0 ? (unsigned)column->decimals
                      : column->kind == COLUMN_AMOUNT ? 2
                      : column->kind == COLUMN_SHARE ? 1 : value->decimals;
    Str number = format_decimals(arena, value, decimals);
    return column->is_change && value->digits > 0 ? str_join(arena, STR("+"), number) : number;
}

static Block *cell_figure(Maker *maker, const Column *column, const Cell *cell)
{
    Inline *figure = inline_new(maker->arena, INLINE_FIGURE, cell->span);
    figure->value = &cell->value;
    figure->text = value_is_number(&cell->value) ? cell_number(maker->arena, column, &cell->value)
                                                 : format_value(maker->arena, &cell->value, FORMAT_PLAIN);
    return figure->text.n ? block_paragraph(maker->arena, figure, cell->span) : NULL;
}

static Block *cell_list(Maker *maker, const Home *home, const Cell *cell)
{
    Block *list = block_new(maker->arena, BLOCK_LIST, cell->span);
    list->is_tight = true;
    list->level = 1;
    BlockChain items;
    CHAIN_OPEN(&items);
    for (size_t i = 0; i < cell->items.n; i++) {
        Block *item = block_new(maker->arena, BLOCK_ITEM, cell->items.at[i].span);
        item->first = markdown_cell(maker, home, cell->items.at[i].str, cell->items.at[i].span);
        chain_blocks(&items, item);
    }
    list->first = items.first;
    return list;
}

static Block *cell_content(Maker *maker, const Home *home, const Column *column, const Cell *cell)
{
    bool is_figure = value_is_number(&cell->value) || cell->value.kind == VALUE_DATE
                  || cell->value.kind == VALUE_MISSING;
    if (cell->is_covered)
        return NULL;
    if (is_figure)
        return cell_figure(maker, column, cell);
    BlockChain content;
    CHAIN_OPEN(&content);
    chain_blocks(&content, markdown_cell(maker, home, cell->text, cell->span));
    if (cell->items.n > 0)
        chain_blocks(&content, cell_list(maker, home, cell));
    return content.first;
}

/* `note:` as the call of a note; NULL when there is none. */
static Inline *note_call(Maker *maker, const Home *home, const Text *text)
{
    Inline *words = markdown_inlines(maker, home, text->str, text->span);
    if (words == NULL)
        return NULL;
    Note *note = arena_new(maker->arena, Note);
    *note = (Note){ .content = block_paragraph(maker->arena, words, text->span), .span = text->span };
    Inline *call = inline_new(maker->arena, INLINE_NOTE, text->span);
    call->note = note;
    return call;
}

static void fill_cells(Maker *maker, const Home *home, const Table *table, Block *const *contents, DocTable *made)
{
    for (size_t row = 0; row < table->rows.n; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            const Cell *cell = &table->rows.at[row].cells[column];
            DocCell *doc = &made->cells[row * table->column_count + column];
            doc->cell = cell;
            doc->content = contents != NULL ? contents[row * table->column_count + column]
                                            : cell_content(maker, home, &table->columns[column], cell);
            doc->is_rtl = blocks_are_rtl(doc->content);
            doc->note = cell->is_covered ? NULL : note_call(maker, home, &cell->note);
        }
}

Inline *place_source(Maker *maker, const Home *home, const Text *source)
{
    Str text = source->str;
    static const char *const words[] = { "Source :", "Source" NBSP ":", "Source:", "Sources :" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(text, str_from_c(words[i])))
            text = str_slice(text, str_from_c(words[i]).n, text.n);
    return markdown_inlines(maker, home, text, source->span);
}

/* Letters alike but for capitals of ASCII: "Projets" holds "projets". */
static bool holds_folded(Str text, Str part)
{
    for (size_t i = 0; part.n > 0 && i + part.n <= text.n; i++) {
        size_t j = 0;
        for (; j < part.n; j++) {
            unsigned char a = (unsigned char)text.p[i + j], b = (unsigned char)part.p[j];
            a = a >= 'A' && a <= 'Z' ? (unsigned char)(a + 32) : a;
            b = b >= 'A' && b <= 'Z' ? (unsigned char)(b + 32) : b;
            if (a != b)
                break;
        }
        if (j == part.n)
            return true;
    }
    return false;
}

/* The unit that a column's title has to add: "DH", "%"; empty when the title says it. */
static Str head_unit(const Table *table, size_t row, size_t column)
{
    const Column *spec = &table->columns[column];
    const HeadCell *head = table_head(table, row, column);
    bool is_lowest = row + (head->rowspan > 0 ? head->rowspan : 1) >= table->head_rows;
    if (!is_lowest || head->colspan > 1 || spec->kind == COLUMN_TEXT || spec->kind == COLUMN_DATE)
        return STR_NONE;
    Str unit = spec->unit.str.n == 0 && spec->kind == COLUMN_SHARE ? STR("%") : spec->unit.str;
    return holds_folded(head->title, unit) ? STR_NONE : unit;
}

static Inline *head_inlines(Maker *maker, const Home *home, const Table *table, size_t row, size_t column)
{
    const HeadCell *head = table_head(table, row, column);
    Str unit = head_unit(table, row, column);
    Inline *title = markdown_inlines(maker, home, head->title, head->span);
    if (title == NULL || unit.n == 0)
        return title;
    InlineChain chain;
    CHAIN_OPEN(&chain);
    chain_inlines(&chain, title);
    chain_inlines(&chain, inline_text(maker->arena, str_printf(maker->arena, NBSP "(%.*s)", STR_ARG(unit)), head->span));
    return chain.first;
}

/* ---- notes ---- */

Str note_letter(Arena *arena, int number)
{
    char letters[8];
    size_t at = sizeof letters;
    for (; number > 0 && at > 0; number = (number - 1) / 26)
        letters[--at] = (char)('a' + (number - 1) % 26);
    return str_copy(arena, (Str){ letters + at, sizeof letters - at });
}

static void letter_inlines(Maker *maker, DocTable *table, Str id, Inline *inlines)
{
    for (Inline *node = inlines; node != NULL; node = node->next) {
        letter_inlines(maker, table, id, node->first);
        if (node->kind != INLINE_NOTE)
            continue;
        Note *note = arena_new(maker->arena, Note);
        *note = *node->note;
        array_push(maker->arena, &table->notes, note);
        note->number = (int)table->notes.n;
        note->letter = note_letter(maker->arena, note->number);
        note->table = id;
        node->note = note;
    }
}

static void letter_blocks(Maker *maker, DocTable *table, Str id, Block *blocks)
{
    for (Block *block = blocks; block != NULL; block = block->next) {
        letter_inlines(maker, table, id, block->inlines);
        letter_blocks(maker, table, id, block->first);
    }
}

static void letter_notes(Maker *maker, DocTable *table, Str id)
{
    size_t columns = table->table->column_count;
    letter_inlines(maker, table, id, table->title);
    for (size_t i = 0; i < table->table->head_rows * columns; i++)
        letter_inlines(maker, table, id, table->head[i]);
    for (size_t i = 0; i < table->table->rows.n * columns; i++) {
        letter_blocks(maker, table, id, table->cells[i].content);
        letter_inlines(maker, table, id, table->cells[i].note);
    }
    letter_inlines(maker, table, id, table->note);
    letter_inlines(maker, table, id, table->source);
}

/* ---- what stands above and beneath ---- */

/* NULL when the title says it already. */
static Inline *period_inlines(Maker *maker, const Home *home, const Table *table)
{
    bool is_said = str_find(table->title.str, table->period.str, 0) < table->title.str.n;
    return is_said ? NULL : markdown_inlines(maker, home, table->period.str, table->period.span);
}

static bool has_sums(const Table *table)
{
    bool has = table->is_carried || (table->rows.n > 0 && table->rows.at[table->rows.n - 1].is_total);
    for (size_t i = 0; i < table->column_count; i++)
        has = has || table->columns[i].is_total;
    return has;
}

/* "n.d. : non disponible ; – : néant": the signs that stand in columns of figures or dates. */
static Inline *legend_inlines(Maker *maker, const Table *table)
{
    bool is_used[SIGN_COUNT] = { false };
    for (size_t i = 0; i < table->rows.n; i++)
        for (size_t c = 0; c < table->column_count; c++)
            is_used[value_sign(&table->rows.at[i].cells[c].value)] = true;
    Buf out = buf_new(maker->arena);
    for (ValueSign sign = SIGN_NONE + 1; sign < SIGN_COUNT; sign++) {
        if (!is_used[sign])
            continue;
        buf_c(&out, out.n > 0 ? NNBSP "; " : "");
        buf_printf(&out, "%.*s" NBSP ": %.*s", STR_ARG(value_sign_text(sign)),
                   STR_ARG(theme_sign_meaning(maker->theme, sign)));
        if (sign == SIGN_UNKNOWN && has_sums(table))
            buf_printf(&out, " (%.*s)", STR_ARG(maker->theme->words.not_in_sums.str));
    }
    return out.n > 0 ? inline_text(maker->arena, buf_text(&out), table->span) : NULL;
}

/* ---- the whole ---- */

DocTable *place_table_make(Maker *maker, const Home *home, const Table *table, Block *const *contents, Str id)
{
    DocTable *made = arena_new(maker->arena, DocTable);
    size_t heads = table->head_rows * table->column_count;
    made->table = table;
    made->number = (int)maker->document->tables.n + 1;
    made->label = str_printf(maker->arena, "%.*s" NBSP "%d", STR_ARG(maker->theme->words.table.str), made->number);
    made->title = markdown_inlines(maker, home, table->title.str, table->title.span);
    made->head = arena_array(maker->arena, Inline *, heads);
    for (size_t i = 0; i < heads; i++)
        if (!table->head[i].is_covered)
            made->head[i] = head_inlines(maker, home, table, i / table->column_count, i % table->column_count);
    made->cells = arena_array(maker->arena, DocCell, table->rows.n * table->column_count);
    fill_cells(maker, home, table, contents, made);
    made->source = place_source(maker, home, &table->source);
    made->note = markdown_inlines(maker, home, table->note.str, table->note.span);
    made->period = period_inlines(maker, home, table);
    made->legend = legend_inlines(maker, table);
    letter_notes(maker, made, id);
    return made;
}
