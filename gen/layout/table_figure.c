/* table_figure.c - figures, and the signs that stand for them
 *
 * Right-aligned on their units: what stands right of these, a decimal part or
 * a "%", lies in a strip of its own as wide as the widest of its column. So
 * 12 and 3,5 stand on one comma, and a sign stands on the units.
 */
#include "layout/table_impl.h"

#include "text/french.h"

bool column_is_figures(const Column *column)
{
    return column->kind == COLUMN_NUMBER || column->kind == COLUMN_AMOUNT || column->kind == COLUMN_SHARE;
}

/* The figure or sign of a cell: its own, or the one that stands alone in its text. NULL when there is none. */
static const Value *cell_value(const TableSet *set, size_t row, size_t column)
{
    const Cell *cell = &set->table->rows.at[row].cells[column];
    if (!column_is_figures(&set->table->columns[column]))
        return NULL;
    if (value_is_number(&cell->value) || value_sign(&cell->value) != SIGN_NONE)
        return &cell->value;
    const Block *content = set->doc->cells[row * set->columns + column].content;
    bool is_alone = content != NULL && content->kind == BLOCK_PARAGRAPH && content->next == NULL
                    && content->inlines != NULL && content->inlines->next == NULL
                    && content->inlines->kind == INLINE_FIGURE && content->inlines->value != NULL;
    return is_alone && value_is_number(content->inlines->value) ? content->inlines->value : NULL;
}

/* Amounts have two decimals and shares one, unless the column says how many; numbers those that are written. */
static int decimals_of(const Column *column, const Value *value)
{
    if (column->decimals >= 0)
        return column->decimals;
    return column->kind == COLUMN_AMOUNT ? 2 : column->kind == COLUMN_SHARE ? 1 : value->decimals;
}

Str table_figure_text(const TableSet *set, size_t column, const Value *value)
{
    if (!value_is_number(value))
        return value_sign_text(value_sign(value));
    int64_t digits = value->digits;
    int decimals = value->decimals, wanted = decimals_of(&set->table->columns[column], value);
    for (; decimals < wanted && digits < INT64_MAX / 10 && digits > INT64_MIN / 10; decimals++)
        digits *= 10;
    for (; decimals > wanted; decimals--) {
        int64_t half = decimals == wanted + 1 ? (digits < 0 ? -5 : 5) : 0;
        digits = (digits + half) / 10;
    }
    Str figure = french_number(set->arena, digits, (unsigned)decimals);
    if (set->table->columns[column].is_change && digits > 0)
        figure = str_join(set->arena, STR("+"), figure);
    bool says_percent = value->kind == VALUE_SHARE && set->table->columns[column].kind != COLUMN_SHARE;
    return says_percent ? str_join(set->arena, figure, STR(NBSP "%")) : figure;
}

TagId table_sign_tag(const TableSet *set, ValueSign sign, TagId cell, Span span)
{
    TagId tag = tag_add(set->context->tags, cell, TAG_SPAN, span);
    tag_node(set->context->tags, tag)->expansion = theme_sign_meaning(set->context->setting->theme, sign);
    return tag;
}

/* The first face that has the sign: not every one has a Greek letter. */
static Face sign_face(const TableSet *set, const TextStyle *style, Str text)
{
    const Face faces[] = { style_face(style, false, false, false), FACE_SANS, FACE_TEXT };
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        const ShapeStyle shape = { .face = faces[i], .size = style->size };
        const GlyphRun *run = shape_word(set->context->setting->fonts, shape, text);
        if (run->count > 0 && run->glyphs[0].id != 0)
            return faces[i];
    }
    return faces[0];
}

bool table_figure_make(TableSet *set, TableCell *cell, size_t row, const TextStyle *style, TagId tag)
{
    const Value *value = cell_value(set, row, cell->column);
    if (value == NULL)
        return false;
    ValueSign sign = value_sign(value);
    Str text = table_figure_text(set, cell->column, value);
    cell->figure = arena_new(set->arena, ParRun);
    *cell->figure = (ParRun){
        .text = text, .size = style->size, .tracking = style->tracking, .colour = style->colour,
        .face = sign == SIGN_NONE ? style_face(style, false, false, false) : sign_face(set, style, text),
        .tag = sign == SIGN_NONE ? tag : table_sign_tag(set, sign, tag, value->span),
        .span = value->span, .is_tabular = true, .is_unbroken = true };
    return true;
}

size_t table_figure_tail(Str text)
{
    size_t comma = str_find(text, STR(","), 0), percent = str_find(text, STR(NBSP "%"), 0);
    return text.n - (comma < percent ? comma : percent);
}

Fixed table_tail_width(const TableSet *set, const ParRun *run)
{
    size_t tail = table_figure_tail(run->text);
    Str text = str_slice(run->text, run->text.n - tail, run->text.n);
    return tail == 0 ? 0 : shape_width(set->context->setting->fonts, run_style(run), text);
}
