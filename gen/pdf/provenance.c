#include "pdf/pdf_impl.h"

/* Which line of which source each element comes from, as a table in the
 * file: the verifier names it beside what it finds. A row an element, in the
 * order of the tree; none where the place is that of the element around, or
 * in the theme, which is another thing on another machine. */

static const char heads[] = "element;type;page;mcid;fichier;ligne;colonne\r\n";

typedef struct { PdfBuild *build; Buf out; uint32_t ordinal; } Origins;

/* The first piece of content at or below an element; false when it has none. */
static bool first_content(const PdfBuild *build, TagId tag, Kid *content)
{
    const Element *element = &build->element[tag];
    for (size_t i = 0; i < element->kids.n; i++) {
        *content = element->kids.at[i];
        if (content->kind == KID_CONTENT
            || (content->kind == KID_ELEMENT && first_content(build, content->number, content)))
            return true;
    }
    return false;
}

static void put_field(Buf *out, Str text)
{
    bool is_plain = true;
    for (size_t i = 0; i < text.n; i++)
        is_plain = is_plain && text.p[i] != ';' && text.p[i] != '"' && text.p[i] >= ' ';
    if (is_plain) {
        buf_str(out, text);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, text.p[i]);
    }
    buf_char(out, '"');
}

static void put_number(Buf *out, uint32_t number)
{
    buf_decimal(out, number, 0);
    buf_char(out, ';');
}

static void put_row(Origins *table, TagId tag, Str path, Place place)
{
    const TagNode *node = &table->build->pages->tags->nodes.at[tag];
    Kid content;
    put_number(&table->out, table->ordinal);
    buf_c(&table->out, tag_role_name(node->role));
    buf_char(&table->out, ';');
    if (first_content(table->build, tag, &content)) {
        put_number(&table->out, content.page + 1);
        put_number(&table->out, content.number);
    } else {
        buf_c(&table->out, ";;");
    }
    put_field(&table->out, path);
    buf_char(&table->out, ';');
    put_number(&table->out, place.line);
    buf_decimal(&table->out, place.column, 0);
    buf_c(&table->out, "\r\n");
}

static void put_rows(Origins *table, TagId tag, Span around)
{
    const PdfBuild *build = table->build;
    const Element *element = &build->element[tag];
    Span span = build->pages->tags->nodes.at[tag].span;
    bool is_own = span.file > 0 && span.file <= build->metadata->source_count;
    table->ordinal++;
    if (is_own && (span.file != around.file || span.lo != around.lo)) {
        put_row(table, tag, build->metadata->source_names[span.file - 1],
                source_place(source_of(build->metadata->sources, span), span.lo));
        around = span;
    }
    for (size_t i = 0; i < element->kids.n; i++)
        if (element->kids.at[i].kind == KID_ELEMENT)
            put_rows(table, element->kids.at[i].number, around);
}

Str provenance_table(PdfBuild *build)
{
    Origins table = { build, buf_new(build->arena), 0 };
    buf_c(&table.out, heads);
    size_t n = table.out.n;
    if (build->metadata->source_count > 0)
        put_rows(&table, TAG_DOCUMENT_ID, SPAN_NONE);
    return table.out.n > n ? buf_text(&table.out) : STR_NONE;
}
