/* form_text.c - what is written for what was typed
 *
 * A figure is typed as a spreadsheet or a hand gives it: blanks between
 * thousands, a comma, a unit. Written is what the file's own figures look
 * like.
 */
#include "edit/form_impl.h"

#include "base/buf.h"
#include "edit/patch.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has(Str text, char c)
{
    return str_find(text, (Str){ &c, 1 }, 0) < text.n;
}

/* Blanks between digits: who writes them keeps them. */
static bool has_groups(Str text)
{
    for (size_t i = 0; i < text.n; i++) {
        size_t next = i + 1;
        while (next < text.n && (text.p[next] == ' ' || (unsigned char)text.p[next] >= 0x80))
            next++;
        if (is_digit(text.p[i]) && next > i + 1 && next < text.n && is_digit(text.p[next]))
            return true;
    }
    return false;
}

/* " %", " DH": what stands behind the last digit. */
static Str ending(Str text)
{
    size_t at = text.n;
    while (at > 0 && !is_digit(text.p[at - 1]))
        at--;
    return at > 0 ? str_slice(text, at, text.n) : STR_NONE;
}

/* True where a comma is not told from a separator without quotes. */
static bool fears_comma(Str text, const FormCell *cell)
{
    if (cell->node != NULL)
        return cell->node->is_plain && yaml_in_flow(text, cell->root, cell->node);
    char separator = csv_separator_at(text, cell->span.lo, cell->span.hi);
    bool is_quoted = cell->span.lo < text.n && text.p[cell->span.lo] == '"';
    return !is_quoted && (separator == ',' || separator == '\0');
}

static Str written(Arena *arena, const Value *value, char mark, Str end)
{
    Buf out = buf_new(arena);
    uint64_t digits = value->digits < 0 ? (uint64_t)-value->digits : (uint64_t)value->digits, power = 1;
    for (unsigned i = 0; i < value->decimals; i++)
        power *= 10;
    buf_printf(&out, "%s%llu", value->digits < 0 ? "-" : "", (unsigned long long)(digits / power));
    if (value->decimals > 0)
        buf_printf(&out, "%c%0*llu", mark, (int)value->decimals, (unsigned long long)(digits % power));
    buf_str(&out, end);
    return buf_text(&out);
}

/* The number alone, though its unit is typed behind it. */
static bool read_figure(Str typed, const FormCell *cell, Value *value)
{
    Str end = ending(typed);
    return value_read_number(typed, SPAN_NONE, value)
           || (end.n > 0 && str_equal(str_trim(end), cell->unit)
               && value_read_number(str_slice(typed, 0, typed.n - end.n), SPAN_NONE, value));
}

static Str figure_whole(Arena *arena, Str text, const FormCell *cell, Str typed)
{
    Value value, before;
    Str note = str_slice(cell->whole, str_find(cell->whole, STR("^["), 0), cell->whole.n);
    Str old = str_trim(str_slice(cell->whole, 0, cell->whole.n - note.n));
    if (str_find(typed, STR("^["), 0) < typed.n)
        return typed;                    /* with a note of its own */
    if (!read_figure(typed, cell, &value) || has_groups(old))
        return str_join(arena, typed, note);
    bool had_figure = value_read_number(old, SPAN_NONE, &before);
    bool keeps_mark = had_figure && (has(old, '.') || has(old, ','));
    char mark = keeps_mark ? (has(old, '.') ? '.' : ',') : fears_comma(text, cell) ? '.' : ',';
    Str end = had_figure ? ending(old) : STR_NONE;
    if (value.kind == VALUE_SHARE && cell->kind != COLUMN_SHARE && end.n == 0)
        end = STR(" %");
    return str_join(arena, written(arena, &value, mark, end), note);
}

Str form_whole(Arena *arena, Str text, const FormCell *cell, Str typed)
{
    if (cell->is_list)
        return typed;
    if (cell->kind == COLUMN_TEXT) {
        bool loses_end = typed.n > 0 && str_ends(cell->whole, STR("\n")) && !str_ends(typed, STR("\n"));
        return loses_end ? str_join(arena, typed, STR("\n")) : typed;
    }
    typed = str_trim(typed);
    return cell->kind == COLUMN_DATE ? typed : figure_whole(arena, text, cell, typed);
}
