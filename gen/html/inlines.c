#include "html/html_impl.h"

#include "base/utf8.h"
#include "html/figures.h"
#include "text/bidi.h"
#include "text/french.h"
#include "text/letters.h"

enum { COUNT_DIGITS = 3, COUNTED_LETTERS = 3 };

Str html_id(const Page *page, Str id, const char *suffix)
{
    return id.n > 0 ? str_printf(page->arena, "%.*s%s", STR_ARG(id), suffix) : STR_NONE;
}

Str html_anchor_id(const Anchor *anchor)
{
    return anchor != NULL ? anchor->id : STR_NONE;
}

void html_span(Page *page, const char *class_name, Str text)
{
    html_open(page->w, EL_SPAN);
    html_attr_c(page->w, "class", class_name);
    html_text(page->w, text);
    html_close(page->w, EL_SPAN);
}

Str html_number(Arena *arena, const Value *value)
{
    int64_t unit = 1;
    for (int i = 0; i < value->decimals; i++)
        unit *= 10;
    int64_t digits = value->digits < 0 ? -value->digits : value->digits;
    const char *sign = value->digits < 0 ? "-" : "";
    if (value->decimals == 0)
        return str_printf(arena, "%s%lld", sign, (long long)digits);
    return str_printf(arena, "%s%lld.%0*lld", sign, (long long)(digits / unit), (int)value->decimals,
                      (long long)(digits % unit));
}

static void add_after(Buf *text, Str sign, Str words)
{
    buf_str(text, sign);
    buf_str(text, words);
}

/* "Projets associatifs soutenus, 2019. Définition … Source : Direction …" */
static Str origin_of(Page *page, const Inline *figure, const Period *period)
{
    const SiteWords *words = &page->document->theme->site;
    const Indicator *indicator = figure->indicator;
    Buf text = buf_new(page->arena);
    buf_str(&text, indicator->label.str);
    if (period != NULL)
        add_after(&text, words->comma.str, period->name.str);
    if (indicator->definition.str.n > 0)
        add_after(&text, words->comma.str, indicator->definition.str);
    const Lender *lender = edition_lender(page->document->edition, figure->value->span);
    if (indicator->source.str.n > 0)
        buf_str(&text, words_fill(page->arena, words->and_source, &indicator->source.str, 1));
    if (lender != NULL && indicator->source.str.n > 0)
        add_after(&text, words->comma.str, lender->title);
    else if (lender != NULL)
        buf_str(&text, words_fill(page->arena, words->and_source, &lender->title, 1));
    return french_spaces(page->arena, buf_text(&text), 0);
}

static bool is_digit(Str text, size_t at)
{
    return at < text.n && rune_is_digit((unsigned char)text.p[at]);
}

/* The end of the numbers joined by hyphens that begin at `at` ("2018-2019"); `at` where none do. */
static size_t range_end(Str text, size_t at)
{
    size_t end = at;
    bool has_hyphen = false;
    while (is_digit(text, end) || (end > at && text.p[end] == '-' && is_digit(text, end + 1))) {
        has_hyphen = has_hyphen || text.p[end] == '-';
        if (++end == text.n)
            break;
    }
    return has_hyphen ? end : at;
}

/* True when the blank at `at` parts a short number from what it counts: a word
 * in small letters. Years, of four digits, count nothing. */
static bool is_count(Str text, size_t at, bool is_after_figure)
{
    size_t digits = 0, letters = 0;
    while (digits < at && is_digit(text, at - 1 - digits))
        digits++;
    if (at == 0 ? !is_after_figure : digits == 0 || digits > COUNT_DIGITS)
        return false;
    for (at++; at < text.n && letters < COUNTED_LETTERS; letters++) {
        uint32_t rune = utf8_next(text, &at);
        if (!rune_is_letter(rune) || rune_is_upper(rune))
            return false;
    }
    return letters == COUNTED_LETTERS;
}

void html_words(Page *page, Str text)
{
    size_t lo = 0;
    for (size_t at = 0; at < text.n;) {
        size_t end = is_digit(text, at) && !(at > 0 && is_digit(text, at - 1)) ? range_end(text, at) : at;
        bool is_bound = text.p[at] == ' ' && is_count(text, at, page->is_after_figure);
        if (end == at && !is_bound) {
            at++;
            continue;
        }
        html_text(page->w, str_slice(text, lo, at));
        if (is_bound)
            html_text_c(page->w, "\u00A0");
        else
            html_span(page, "lie", str_slice(text, at, end));
        lo = at = is_bound ? at + 1 : end;
    }
    html_text(page->w, str_slice(text, lo, text.n));
}

/* From right to left a range of years keeps its own direction. */
static void write_text(Page *page, const Inline *it)
{
    size_t from = 0, at = 0, lo, hi;
    while (page->is_rtl && bidi_next_range(it->text, &at, &lo, &hi)) {
        html_words(page, str_slice(it->text, from, lo));
        html_open(page->w, EL_SPAN);
        html_attr_c(page->w, "dir", "ltr");
        html_text(page->w, str_slice(it->text, lo, hi));
        html_close(page->w, EL_SPAN);
        from = hi;
    }
    html_words(page, str_slice(it->text, from, it->text.n));
}

/* "…. Autres éditions : 2018, 122 réseaux ; 2020, 394 réseaux". */
static Str with_others(Page *page, Str origin, const Indicator *indicator)
{
    const OtherPlaces *others = figure_others(page->arena, page->document, page->around, indicator);
    const SiteWords *words = &page->document->theme->site;
    Buf list = buf_new(page->arena);
    if (others == NULL || others->n == 0)
        return origin;
    for (size_t i = 0; i < others->n; i++) {
        add_after(&list, i > 0 ? words->semicolon.str : STR_NONE, others->at[i].name);
        if (others->at[i].value.n > 0)
            add_after(&list, words->comma.str, others->at[i].value);
    }
    Str editions = buf_text(&list);
    return str_join(page->arena, origin, words_fill(page->arena, words->and_editions, &editions, 1));
}

/* In running text a figure leads to its row among the data; it looks like text. */
static void write_figure(Page *page, const Inline *it)
{
    if (it->value == NULL || !value_is_number(it->value)) {
        html_text(page->w, it->text);
        return;
    }
    const Period *period = it->indicator != NULL ? figure_period(it->indicator, it->value) : NULL;
    const Lender *lender = edition_lender(page->document->edition, it->value->span);
    bool is_link = period != NULL && page->title_depth == 0 && lender == NULL;   /* the data are this edition's */
    HtmlWriter *w = page->w;
    if (is_link) {
        html_open(w, EL_A);
        html_attr_c(w, "class", "chiffre");
        html_attr(w, "href", str_printf(page->arena, "donnees.html#%.*s",
                                        STR_ARG(figure_id(page->arena, page->document, it->indicator, period))));
        html_attr(w, "title", with_others(page, origin_of(page, it, period), it->indicator));
    }
    html_open(w, EL_DATA);
    html_attr(w, "value", html_number(page->arena, it->value));
    html_origin(page, it->value->span.file != 0 ? it->value->span : it->span);
    if (!is_link && it->indicator != NULL)
        html_attr(w, "title", origin_of(page, it, period));
    else if (!is_link && lender != NULL)
        html_attr(w, "title", words_fill(page->arena, page->document->theme->site.source_of, &lender->title, 1));
    html_text(w, it->text);
    html_close(w, EL_DATA);
    if (is_link)
        html_close(w, EL_A);
}

static void write_break(Page *page, const Inline *it)
{
    (void)it;
    html_empty(page->w, EL_BR);
}

static void write_code(Page *page, const Inline *it)
{
    html_open(page->w, EL_CODE);
    html_text(page->w, it->text);
    html_close(page->w, EL_CODE);
}

Str html_sigle_id(Arena *arena, Str name)
{
    Buf id = buf_new(arena);
    buf_c(&id, "sigle_");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c < 0x80 && (rune_is_letter(c) || rune_is_digit(c)))
            buf_char(&id, (char)c);
        else
            buf_printf(&id, ".%02x", c);
    }
    return buf_text(&id);
}

/* True the first time that the page names the sigle where it can lead to its meaning. */
static bool is_to_explain(Page *page, Str name)
{
    const Document *document = page->document;
    for (size_t i = 0; i < document->sigles.n && page->title_depth == 0; i++) {
        if (!str_equal(document->sigles.at[i].name, name))
            continue;
        bool is_new = !page->is_explained[i];
        page->is_explained[i] = true;
        return is_new;
    }
    return false;
}

/* A title alone shows to a mouse only; the first of a page is a link, which a key and a finger reach too. */
static void write_sigle(Page *page, const Inline *it)
{
    HtmlWriter *w = page->w;
    bool is_link = is_to_explain(page, it->text);
    if (is_link) {
        html_open(w, EL_A);
        html_attr_c(w, "class", "sigle");
        html_attr(w, "href", str_printf(page->arena, "sigles.html#%.*s",
                                        STR_ARG(html_sigle_id(page->arena, it->text))));
        html_attr(w, "title", it->title);
    }
    html_open(w, EL_ABBR);
    if (it->title.n > 0)
        html_attr(w, "title", it->title);
    html_text(w, it->text);
    html_close(w, EL_ABBR);
    if (is_link)
        html_close(w, EL_A);
}

static void write_around(Page *page, const Inline *it, Element element)
{
    html_open(page->w, element);
    html_inlines(page, it->first);
    html_close(page->w, element);
}

static void write_emphasis(Page *page, const Inline *it) { write_around(page, it, EL_EM); }
static void write_strong(Page *page, const Inline *it)   { write_around(page, it, EL_STRONG); }
static void write_raised(Page *page, const Inline *it)   { write_around(page, it, EL_SUP); }

static void write_arabic(Page *page, const Inline *it)
{
    bool was_rtl = page->is_rtl;
    html_open(page->w, EL_SPAN);
    html_attr_c(page->w, "lang", "ar");
    if (!was_rtl)
        html_attr_c(page->w, "dir", "rtl");
    page->is_rtl = true;
    html_inlines(page, it->first);
    page->is_rtl = was_rtl;
    html_close(page->w, EL_SPAN);
}

static void write_anchor(Page *page, Str target, Str title, const Inline *children)
{
    if (target.n == 0) {
        html_inlines(page, children);
        return;
    }
    html_open(page->w, EL_A);
    html_attr(page->w, "href", target);
    if (title.n > 0)
        html_attr(page->w, "title", title);
    page->title_depth++;
    html_inlines(page, children);
    page->title_depth--;
    html_close(page->w, EL_A);
}

static void write_link(Page *page, const Inline *it)
{
    write_anchor(page, link_is_safe(it->uri) ? it->uri : STR_NONE, STR_NONE, it->first);
}

static void write_ref(Page *page, const Inline *it)
{
    Str target = it->anchor ? link_to_anchor(page->arena, page->chapter, it->anchor) : STR_NONE;
    write_anchor(page, target, it->title, it->first);
}

Str html_note_id(Arena *arena, const Note *note)
{
    if (note->table.n > 0)
        return str_printf(arena, "%.*s_n%d", STR_ARG(note->table), note->number);
    return str_printf(arena, "note_%d", note->number);
}

Str html_call_id(Arena *arena, const Note *note)
{
    if (note->table.n > 0)
        return str_printf(arena, "%.*s_a%d", STR_ARG(note->table), note->number);
    return str_printf(arena, "appel_%d", note->number);
}

static void write_note_call(Page *page, const Inline *it)
{
    HtmlWriter *w = page->w;
    const Note *note = it->note;
    bool is_lettered = note->letter.n > 0;
    Str name = is_lettered ? note->letter : str_printf(page->arena, "%d", note->number);
    html_open(w, EL_SUP);
    html_attr_c(w, "class", "appel");
    html_open(w, EL_A);
    html_attr(w, "id", html_call_id(page->arena, note));
    html_attr(w, "href", str_printf(page->arena, "#%.*s", STR_ARG(html_note_id(page->arena, note))));
    html_attr_c(w, "role", "doc-noteref");
    const SiteWords *words = &page->document->theme->site;
    html_attr(w, "aria-label", words_fill(page->arena, is_lettered ? words->table_note : words->note, &name, 1));
    html_text(w, name);
    html_close(w, EL_A);
    html_close(w, EL_SUP);
}

static void (*const inline_writers[])(Page *, const Inline *) = {
    [INLINE_TEXT] = write_text,     [INLINE_FIGURE] = write_figure,     [INLINE_BREAK] = write_break,
    [INLINE_CODE] = write_code,     [INLINE_SIGLE] = write_sigle,       [INLINE_EMPHASIS] = write_emphasis,
    [INLINE_STRONG] = write_strong, [INLINE_RAISED] = write_raised,     [INLINE_ARABIC] = write_arabic,
    [INLINE_LINK] = write_link,     [INLINE_REF] = write_ref,           [INLINE_NOTE] = write_note_call,
};
_Static_assert(sizeof inline_writers / sizeof *inline_writers == INLINE_KINDS, "every inline needs a row");

bool html_direct(Page *page, bool is_rtl)
{
    bool was_rtl = page->is_rtl;
    if (is_rtl != was_rtl) {
        html_attr_c(page->w, "lang", is_rtl ? "ar" : "fr");
        html_attr_c(page->w, "dir", is_rtl ? "rtl" : "ltr");
    }
    page->is_rtl = is_rtl;
    return was_rtl;
}

void html_inlines(Page *page, const Inline *inlines)
{
    page->is_after_figure = false;
    for (const Inline *it = inlines; it != NULL; it = it->next) {
        inline_writers[it->kind](page, it);
        page->is_after_figure = it->kind == INLINE_FIGURE && is_digit(it->text, it->text.n - 1);
    }
}
