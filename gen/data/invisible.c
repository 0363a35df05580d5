#include "data/invisible.h"

#include <string.h>

#include "base/utf8.h"

bool rune_is_text(uint32_t rune)
{
    return rune == '\t' || rune == '\n' || rune == '\r' || (rune >= 0x20 && rune <= 0x7E)
        || rune == 0x85 || (rune >= 0xA0 && rune != 0xFEFF && (rune & 0xFFFE) != 0xFFFE);
}

Str text_without_invisible(Arena *arena, Str text, Span span, Diags *diags)
{
    char *copy = NULL;
    for (size_t at = 0, lo; at < text.n;) {
        lo = at;
        uint32_t rune = (unsigned char)text.p[at] < 0x80 ? (unsigned char)text.p[at++] : utf8_next(text, &at);
        if ((rune >= ' ' && rune < 0x7F) || rune_is_text(rune))
            continue;
        if (copy == NULL) {
            bool is_verbatim = span.hi - span.lo == text.n;
            Span place = { span.file, span.lo + (uint32_t)lo, span.lo + (uint32_t)at };
            diag_add(diags, DIAG_INVISIBLE, is_verbatim ? place : span, "U+%04X", (unsigned)rune);
            diag_remedy(diags, "effacer ce caractère");
            copy = str_to_c(arena, text);
        }
        memset(copy + lo, ' ', at - lo);
    }
    return copy != NULL ? (Str){ copy, text.n } : text;
}
