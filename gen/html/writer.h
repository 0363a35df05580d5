/* writer.h - HTML, element by element, everything escaped
 *
 *     html_open(w, EL_P);
 *     html_attr(w, "id", id);
 *     html_text(w, text);
 *     html_close(w, EL_P);
 *
 * Attributes follow their html_open() at once. Elements must nest: that is
 * asserted. A page nested deeper than HTML_DEPTH keeps its first failure and
 * turns what follows into no-ops; html_finish() then closes what is open.
 */
#ifndef HTML_WRITER_H
#define HTML_WRITER_H

#include "base/buf.h"

/* Every element that the code writes (templates write their own), and how it
 * ends: a normal one by its end tag, a void one not at all, one of SVG by "/>"
 * when it is empty. */
#define HTML_ELEMENTS(X)                                                      \
    X(EL_A, "a", NORMAL) X(EL_ABBR, "abbr", NORMAL) X(EL_BLOCKQUOTE, "blockquote", NORMAL) \
    X(EL_BR, "br", VOID) X(EL_CAPTION, "caption", NORMAL) X(EL_CODE, "code", NORMAL) \
    X(EL_COL, "col", VOID) X(EL_COLGROUP, "colgroup", NORMAL) \
    X(EL_DATA, "data", NORMAL) X(EL_DEL, "del", NORMAL) X(EL_DETAILS, "details", NORMAL) X(EL_DIV, "div", NORMAL) \
    X(EL_EM, "em", NORMAL) X(EL_FIGCAPTION, "figcaption", NORMAL) X(EL_FIGURE, "figure", NORMAL) \
    X(EL_H1, "h1", NORMAL) X(EL_H2, "h2", NORMAL) X(EL_H3, "h3", NORMAL)      \
    X(EL_H4, "h4", NORMAL) X(EL_H5, "h5", NORMAL) X(EL_H6, "h6", NORMAL)      \
    X(EL_IMG, "img", VOID) X(EL_INS, "ins", NORMAL) X(EL_LI, "li", NORMAL) X(EL_OL, "ol", NORMAL)      \
    X(EL_P, "p", NORMAL) X(EL_PRE, "pre", NORMAL) X(EL_SECTION, "section", NORMAL) \
    X(EL_SPAN, "span", NORMAL) X(EL_STRONG, "strong", NORMAL) X(EL_SUMMARY, "summary", NORMAL) \
    X(EL_SUP, "sup", NORMAL) X(EL_TABLE, "table", NORMAL) X(EL_TBODY, "tbody", NORMAL) \
    X(EL_TD, "td", NORMAL) X(EL_TFOOT, "tfoot", NORMAL) X(EL_TH, "th", NORMAL) \
    X(EL_THEAD, "thead", NORMAL) X(EL_TR, "tr", NORMAL) X(EL_UL, "ul", NORMAL) \
    X(EL_SVG, "svg", FOREIGN) X(EL_CIRCLE, "circle", FOREIGN) X(EL_DEFS, "defs", FOREIGN) \
    X(EL_DESC, "desc", FOREIGN) X(EL_G, "g", FOREIGN) X(EL_IMAGE, "image", FOREIGN) \
    X(EL_PATH, "path", FOREIGN) X(EL_PATTERN, "pattern", FOREIGN) X(EL_RECT, "rect", FOREIGN) \
    X(EL_TEXT, "text", FOREIGN) X(EL_TITLE, "title", FOREIGN) X(EL_USE, "use", FOREIGN)

#define HTML_ENUM(symbol, name, ending) symbol,
typedef enum { HTML_ELEMENTS(HTML_ENUM) EL_COUNT } Element;
#undef HTML_ENUM

enum { HTML_DEPTH = 256 };

typedef struct {
    Buf     *out;
    Element  open[HTML_DEPTH];
    int      depth;
    bool     is_in_tag;                  /* attributes may still follow */
    bool     is_failed;                  /* too deep */
} HtmlWriter;

HtmlWriter html_writer(Buf *out);

void html_open(HtmlWriter *w, Element element);
void html_attr(HtmlWriter *w, const char *name, Str value);
void html_attr_c(HtmlWriter *w, const char *name, const char *value);
void html_attr_int(HtmlWriter *w, const char *name, long value);
void html_close(HtmlWriter *w, Element element);

/* An element without content. */
void html_empty(HtmlWriter *w, Element element);

void html_text(HtmlWriter *w, Str text);
void html_text_c(HtmlWriter *w, const char *text);

/* Markup that this program wrote before; nothing of the author's. */
void html_raw(HtmlWriter *w, Str markup);

/* Closes what is open. False when the page was too deep. */
bool html_finish(HtmlWriter *w);

/* Appends `text` with & < > " ' written as references, so that it can stand in
 * text and in a quoted attribute. Characters that HTML forbids become U+FFFD. */
void html_escape(Buf *out, Str text);

#endif
