/* figures.c - reading one figure, and finding its text in the file */
#include "model/model_impl.h"

#include "base/buf.h"
#include "text/french.h"

bool unit_is_currency(Str unit)
{
    static const char *const currencies[] = { "DH", "MAD", "dirham", "dirhams", "€", "EUR", "euro", "euros", "$", "USD" };
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (str_equal(unit, str_from_c(currencies[i])))
            return true;
    return false;
}

/* Reads the number with its unit typed behind it, which is then taken off. */
static bool read_with_unit(Str text, Span span, Str unit, Value *value)
{
    Str trimmed = str_trim(text);
    if (unit.n == 0 || !str_ends(trimmed, unit))
        return false;
    return value_read_number(str_slice(trimmed, 0, trimmed.n - unit.n), span, value);
}

bool figure_read(Reading *reading, Str text, Span span, Str unit, bool is_amount, Value *value)
{
    bool is_number = value_read_number(text, span, value) || read_with_unit(text, span, unit, value);
    if (!is_number) {
        if (value_read_missing(text, span, value))
            return true;
        *value = (Value){ .kind = VALUE_MISSING, .text = text, .span = span };
        diag_add(reading->diags, DIAG_NOT_A_NUMBER, span, "« %.*s »", STR_ARG(text));
        diag_remedy(reading->diags, "écrire les chiffres seuls, par exemple 3636 ou 49,9 ; « n.d. » si le chiffre manque");
        return false;
    }
    bool is_share = value->kind == VALUE_SHARE || str_equal(unit, STR("%"));
    value->kind = is_share ? VALUE_SHARE : is_amount ? VALUE_AMOUNT : VALUE_NUMBER;
    value->unit = is_share ? STR_NONE : unit;
    return true;
}

Str figure_typed(Arena *arena, const Value *value)
{
    Str shown = french_number(arena, value->digits, value->decimals);
    Buf out = buf_new(arena);
    for (size_t i = 0; i < shown.n; i++) {
        bool is_minus = str_starts(str_slice(shown, i, shown.n), STR("–"));
        if (is_minus)
            buf_char(&out, '-');
        else if ((unsigned char)shown.p[i] < 0x80)
            buf_char(&out, shown.p[i]);
    }
    return buf_text(&out);
}

Str figure_path(Str text)
{
    text = str_trim(text);
    if (!str_starts(text, STR("{{")) || str_find(text, STR("}}"), 0) + 2 != text.n)
        return STR_NONE;
    Str inner = str_slice(text, 2, text.n - 2);
    return str_trim(str_slice(inner, 0, str_find(inner, STR("|"), 0)));
}

Span text_part(Text text, size_t lo, size_t hi)
{
    size_t width = text.span.hi - text.span.lo;
    bool is_plain = width == text.str.n, is_quoted = width == text.str.n + 2;
    if (!is_plain && !is_quoted)
        return text.span;                /* several lines, or escapes */
    uint32_t start = text.span.lo + (is_quoted ? 1 : 0);
    return (Span){ text.span.file, start + (uint32_t)lo, start + (uint32_t)hi };
}
