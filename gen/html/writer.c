#include "html/writer.h"

#include <assert.h>

typedef enum { ENDING_NORMAL, ENDING_VOID, ENDING_FOREIGN } Ending;

static const struct { const char *name; Ending ending; } elements[] = {
#define HTML_ROW(symbol, name, ending) [symbol] = { name, ENDING_##ending },
    HTML_ELEMENTS(HTML_ROW)
#undef HTML_ROW
};
_Static_assert(sizeof elements / sizeof *elements == EL_COUNT, "every element needs a row");

/* What stands for a byte in escaped text; NULL: the byte itself. */
static const char *reference(unsigned char byte)
{
    switch (byte) {
    case '&':  return "&amp;";
    case '<':  return "&lt;";
    case '>':  return "&gt;";
    case '"':  return "&quot;";
    case '\'': return "&#39;";
    case '\t': case '\n': case '\r':
        return NULL;
    default:
        return byte < 0x20 || byte == 0x7F ? "\uFFFD" : NULL;
    }
}

void html_escape(Buf *out, Str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *instead = reference((unsigned char)text.p[i]);
        if (instead == NULL)
            continue;
        buf_bytes(out, text.p + from, i - from);
        buf_c(out, instead);
        from = i + 1;
    }
    if (from < text.n)
        buf_bytes(out, text.p + from, text.n - from);
}

HtmlWriter html_writer(Buf *out)
{
    return (HtmlWriter){ .out = out };
}

static void end_tag_start(HtmlWriter *w)
{
    if (w->is_in_tag)
        buf_char(w->out, '>');
    w->is_in_tag = false;
}

void html_open(HtmlWriter *w, Element element)
{
    if (w->is_failed)
        return;
    end_tag_start(w);
    if (w->depth == HTML_DEPTH) {
        w->is_failed = true;
        return;
    }
    buf_char(w->out, '<');
    buf_c(w->out, elements[element].name);
    w->open[w->depth++] = element;
    w->is_in_tag = true;
}

void html_attr(HtmlWriter *w, const char *name, Str value)
{
    if (w->is_failed)
        return;
    assert(w->is_in_tag);
    buf_char(w->out, ' ');
    buf_c(w->out, name);
    buf_c(w->out, "=\"");
    html_escape(w->out, value);
    buf_char(w->out, '"');
}

void html_attr_c(HtmlWriter *w, const char *name, const char *value)
{
    html_attr(w, name, str_from_c(value));
}

void html_attr_int(HtmlWriter *w, const char *name, long value)
{
    if (w->is_failed)
        return;
    assert(w->is_in_tag);
    buf_printf(w->out, " %s=\"%ld\"", name, value);
}

static void close_newest(HtmlWriter *w)
{
    Element element = w->open[--w->depth];
    Ending ending = elements[element].ending;
    if (ending == ENDING_FOREIGN && w->is_in_tag) {
        buf_c(w->out, "/>");
        w->is_in_tag = false;
        return;
    }
    end_tag_start(w);
    if (ending == ENDING_VOID)
        return;
    buf_c(w->out, "</");
    buf_c(w->out, elements[element].name);
    buf_char(w->out, '>');
}

void html_close(HtmlWriter *w, Element element)
{
    if (w->is_failed)
        return;
    assert(w->depth > 0 && w->open[w->depth - 1] == element);
    (void)element;
    close_newest(w);
}

void html_empty(HtmlWriter *w, Element element)
{
    html_open(w, element);
    html_close(w, element);
}

void html_text(HtmlWriter *w, Str text)
{
    if (w->is_failed || text.n == 0)
        return;
    end_tag_start(w);
    html_escape(w->out, text);
}

void html_text_c(HtmlWriter *w, const char *text)
{
    html_text(w, str_from_c(text));
}

void html_raw(HtmlWriter *w, Str markup)
{
    if (w->is_failed)
        return;
    end_tag_start(w);
    buf_str(w->out, markup);
}

bool html_finish(HtmlWriter *w)
{
    while (w->depth > 0)
        close_newest(w);
    return !w->is_failed;
}
