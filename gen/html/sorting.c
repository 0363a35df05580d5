#include "html/sorting.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/french.h"
#include "text/letters.h"

/* A row on its way to its place: `value` decides where all have one, else `key`. */
typedef struct { Value value; Str key; size_t row; } Ranked;

/* ---- the order of keys ---- */

static bool is_figure(const Value *value)
{
    return value_is_number(value) || value->kind == VALUE_MISSING;
}

static bool as_figures(const SortKey *keys, size_t n, Ranked *ranked)
{
    bool has_number = false;
    for (size_t i = 0; i < n; i++) {
        Value value = keys[i].value;
        bool is_read = value.kind != VALUE_NONE || value_read_missing(str_trim(keys[i].text), SPAN_NONE, &value)
                       || value_read_number(str_trim(keys[i].text), SPAN_NONE, &value);
        if (!is_read || !is_figure(&value))
            return false;
        ranked[i] = (Ranked){ .value = value, .row = i };
        has_number = has_number || value_is_number(&value);
    }
    return has_number;
}

/* ISO dates sort by their letters; a sign comes before all of them. */
static bool as_dates(Arena *arena, const SortKey *keys, size_t n, Ranked *ranked)
{
    bool has_date = false;
    for (size_t i = 0; i < n; i++) {
        Value value = keys[i].value;
        bool is_read = value.kind != VALUE_NONE || value_read_missing(str_trim(keys[i].text), SPAN_NONE, &value)
                       || value_read_date(arena, str_trim(keys[i].text), SPAN_NONE, &value);
        if (!is_read || (value.kind != VALUE_DATE && value.kind != VALUE_MISSING))
            return false;
        ranked[i] = (Ranked){ .key = value.kind == VALUE_DATE ? value.text : STR_NONE, .row = i };
        has_date = has_date || value.kind == VALUE_DATE;
    }
    return has_date;
}

static bool begins_with_digit(Str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune_is_digit(rune) || rune_is_letter(rune))
            return rune_is_digit(rune);
    }
    return false;
}

/* A sign in place of a text comes before all of them. */
static bool as_texts(Arena *arena, const SortKey *keys, size_t n, Ranked *ranked)
{
    for (size_t i = 0; i < n; i++) {
        if (keys[i].value.kind != VALUE_NONE || begins_with_digit(keys[i].text))
            return false;
        Value sign;
        bool is_sign = value_read_missing(str_trim(keys[i].text), SPAN_NONE, &sign);
        ranked[i] = (Ranked){ .key = is_sign ? STR_NONE : french_sort_key(arena, keys[i].text), .row = i };
    }
    return true;
}

static int by_rank(const void *a, const void *b)
{
    const Ranked *left = a, *right = b;
    int order = value_compare(&left->value, &right->value);
    return order != 0 ? order : str_compare(left->key, right->key);
}

Str sort_ranks(Arena *arena, const SortKey *keys, size_t n)
{
    Ranked *ranked = arena_array(arena, Ranked, n);
    size_t *ranks = arena_array(arena, size_t, n), rank = 0;
    if (n < SORT_ROWS_MIN || !(as_figures(keys, n, ranked) || as_dates(arena, keys, n, ranked)
                               || as_texts(arena, keys, n, ranked)))
        return STR_NONE;
    qsort(ranked, n, sizeof *ranked, by_rank);
    for (size_t i = 0; i < n; i++) {
        rank += i > 0 && by_rank(&ranked[i - 1], &ranked[i]) != 0;
        ranks[ranked[i].row] = rank;
    }
    Buf text = buf_new(arena);
    for (size_t i = 0; i < n && rank > 0; i++)
        buf_printf(&text, i > 0 ? " %zu" : "%zu", ranks[i]);
    return buf_text(&text);
}

/* ---- the columns of a table ---- */

/* Blank cells but for one: the title of the rows beneath it. */
static bool is_group_title(const DocCell *cells, size_t columns)
{
    size_t filled = 0;
    for (size_t c = 0; c < columns; c++)
        filled += cells[c].content != NULL;
    return columns > 1 && filled <= 1;
}

/* A row that sums others up under its own name, typed as any row. */
static bool is_typed_total(Arena *arena, const Table *table, const Row *row)
{
    static const char *const names[] = { "total", "sous-total", "ensemble" };
    size_t label = table_label_column(table);
    Str slug = label < table->column_count ? french_slug(arena, row->cells[label].text) : STR_NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_starts(slug, str_from_c(names[i])))
            return true;
    return false;
}

static bool stands_alone(Arena *arena, const DocTable *doc, size_t row)
{
    const Table *table = doc->table;
    const Row *data = &table->rows.at[row];
    for (size_t c = 0; c < table->column_count; c++)
        if (data->cells[c].is_covered || data->cells[c].colspan > 1 || data->cells[c].rowspan > 1)
            return false;
    return !data->is_total && !is_group_title(&doc->cells[row * table->column_count], table->column_count)
           && !is_typed_total(arena, table, data);
}

static bool leads_somewhere(const Inline *inlines)
{
    for (const Inline *item = inlines; item != NULL; item = item->next)
        if (item->kind == INLINE_NOTE || item->kind == INLINE_LINK || item->kind == INLINE_REF || leads_somewhere(item->first))
            return true;
    return false;
}

/* False when the cell holds more than a paragraph. */
static bool read_key(Arena *arena, const DocCell *cell, const Column *column, SortKey *key)
{
    const Block *content = cell->content;
    *key = (SortKey){ .value = cell->cell->value };
    if (content != NULL && (content->kind != BLOCK_PARAGRAPH || content->next != NULL))
        return false;
    if (column->kind != COLUMN_TEXT)
        return key->value.kind != VALUE_NONE;
    key->value = (Value){ .kind = VALUE_NONE };
    key->text = content != NULL ? inlines_text(arena, content->inlines) : STR_NONE;
    return true;
}

bool sort_is_true(Arena *arena, const DocTable *doc)
{
    size_t n = table_body_rows(doc->table);
    bool is_plain = n >= SORT_ROWS_MIN && doc->table->head_rows == 1;
    for (size_t row = 0; row < n && is_plain; row++)
        is_plain = stands_alone(arena, doc, row);
    return is_plain;
}

Str sort_column(Arena *arena, const DocTable *doc, size_t column)
{
    const Table *table = doc->table;
    size_t n = table_body_rows(table);
    SortKey *keys = arena_array(arena, SortKey, n);
    if (doc->head[column] == NULL || leads_somewhere(doc->head[column]))
        return STR_NONE;
    for (size_t row = 0; row < n; row++)
        if (!read_key(arena, &doc->cells[row * table->column_count + column], &table->columns[column], &keys[row]))
            return STR_NONE;
    return sort_ranks(arena, keys, n);
}
