#include "html/arabic.h"

#include "base/utf8.h"
#include "doc/doc.h"
#include "html/writer.h"
#include "text/letters.h"

enum { FIRST_LEAD = 0xD8 };              /* the first byte of U+0600 in UTF-8; no later character begins with less */

static bool has_arabic(Str text)
{
    unsigned char most = 0;              /* in a loop of its own, which goes many bytes at a time */
    for (size_t i = 0; i < text.n; i++)
        most = (unsigned char)text.p[i] > most ? (unsigned char)text.p[i] : most;
    for (size_t at = 0; most >= FIRST_LEAD && at < text.n;)
        if ((unsigned char)text.p[at] < FIRST_LEAD)
            at++;
        else if (rune_is_arabic(utf8_next(text, &at)))
            return true;
    return false;
}

static bool is_text_alone(Str element)
{
    static const char *const names[] = { "title", "script", "style", "option", "textarea", "text", "tspan" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(element, str_from_c(names[i])))
            return true;
    return false;
}

/* Whether elements may follow at the end of `page`. Templates write "<" and ">" around tags alone. */
static bool takes_elements(Str page)
{
    size_t end = page.n;
    while (end > 0 && page.p[end - 1] != '>' && page.p[end - 1] != '<')
        end--;
    if (end == 0 || page.p[end - 1] == '<')
        return false;
    size_t lo = --end;
    while (lo > 0 && page.p[lo - 1] != '<')
        lo--;
    Str tag = str_slice(page, lo, end), element;
    bool is_arabic = str_find(tag, STR(" lang=\"ar\""), 0) < tag.n;
    str_split(&tag, ' ', &element);
    return !is_arabic && !is_text_alone(element);
}

void html_escape_arabic(Arena *arena, Buf *page, Str text)
{
    if (!has_arabic(text) || !takes_elements(buf_text(page))) {
        html_escape(page, text);
        return;
    }
    for (const Inline *piece = typed_inlines(arena, INLINE_TEXT, text, SPAN_NONE); piece != NULL; piece = piece->next) {
        bool is_arabic = piece->kind == INLINE_ARABIC;
        buf_c(page, is_arabic ? "<span lang=\"ar\" dir=\"rtl\">" : "");
        html_escape(page, is_arabic ? inlines_text(arena, piece->first) : piece->text);
        buf_c(page, is_arabic ? "</span>" : "");
    }
}
