#include "html/machine.h"

#include <stdlib.h>

#include "html/figures.h"
#include "html/html_impl.h"

Str machine_address(Arena *arena, const Document *document, Str path)
{
    Str base = document->edition->site.str;
    if (base.n == 0)
        return STR_NONE;
    return str_join(arena, base, str_equal(path, STR("index.html")) ? STR_NONE : path);
}

/* ---- addresses ---- */

typedef struct { Arena *arena; ARRAY(Str) list; } Addresses;

static void add_address(Addresses *addresses, Str page, Str id)
{
    Str address = id.n > 0 ? str_printf(addresses->arena, "%.*s#%.*s", STR_ARG(page), STR_ARG(id)) : page;
    if (address.n > 0)
        array_push(addresses->arena, &addresses->list, address);
}

static void add_data(Addresses *addresses, Str data_name)
{
    if (data_name.n == 0)
        return;
    add_address(addresses, html_data_file(addresses->arena, data_name, "csv"), STR_NONE);
    add_address(addresses, html_data_file(addresses->arena, data_name, "xlsx"), STR_NONE);
}

static void add_figures(Addresses *addresses, const Document *document)
{
    const Edition *edition = document->edition;
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Indicator *indicators = edition->programmes[i]->indicators.at;
        for (size_t j = 0; j < edition->programmes[i]->indicators.n; j++)
            for (size_t k = 0; k < indicators[j].series.n; k++)
                add_address(addresses, STR("donnees.html"),
                            figure_id(addresses->arena, document, &indicators[j], &indicators[j].series.at[k]));
    }
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

Str machine_addresses(Arena *arena, const Document *document)
{
    Addresses addresses = { .arena = arena };
    Buf out = buf_new(arena);
    for (size_t i = 0; i < document->chapters.n; i++)
        add_address(&addresses, link_to_chapter(arena, document->chapters.at[i]), STR_NONE);
    for (size_t i = 0; i < document->anchors.n; i++) {
        const Anchor *anchor = document->anchors.at[i];
        if (anchor->kind != ANCHOR_CHAPTER && anchor->kind != ANCHOR_NOTE)
            add_address(&addresses, link_to_anchor(arena, NULL, anchor), STR_NONE);
    }
    for (size_t i = 0; i < document->sigles.n; i++)
        add_address(&addresses, STR("sigles.html"), html_sigle_id(arena, document->sigles.at[i].name));
    for (size_t i = 0; i < document->tables.n; i++)
        add_data(&addresses, document->tables.at[i]->table->data_name);
    for (size_t i = 0; i < document->charts.n; i++)
        add_data(&addresses, document->charts.at[i]->chart->data_name);
    add_figures(&addresses, document);
    if (addresses.list.n > 0)
        qsort(addresses.list.at, addresses.list.n, sizeof *addresses.list.at, by_bytes);
    for (size_t i = 0; i < addresses.list.n; i++)
        if (i == 0 || !str_equal(addresses.list.at[i], addresses.list.at[i - 1]))
            buf_printf(&out, "%.*s\n", STR_ARG(addresses.list.at[i]));
    return buf_text(&out);
}

Str machine_sitemap(Arena *arena, const Document *document, const Str *pages, size_t n)
{
    const Value *date = &document->edition->date;
    Buf out = buf_new(arena);
    if (document->edition->site.str.n == 0)
        return STR_NONE;
    buf_c(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t i = 0; i < n; i++) {
        buf_c(&out, "<url><loc>");
        html_escape(&out, machine_address(arena, document, pages[i]));
        buf_c(&out, "</loc>");
        if (date->kind == VALUE_DATE)
            buf_printf(&out, "<lastmod>%.*s</lastmod>", STR_ARG(date->text));
        buf_c(&out, "</url>\n");
    }
    buf_c(&out, "</urlset>\n");
    return buf_text(&out);
}

/* ---- JSON-LD ---- */

/* A member with a text; nothing when it is empty. No "<" that could end the
 * script element (HTML, 4.12.1.3). */
static void put(Buf *out, const char *name, Str text)
{
    Buf json = buf_new(out->arena);
    if (text.n == 0)
        return;
    buf_json(&json, text);
    buf_printf(out, ",\"%s\":", name);
    for (size_t i = 0; i < json.n; i++) {
        if (json.p[i] == '<')
            buf_c(out, "\\u003C");
        else
            buf_char(out, json.p[i]);
    }
}

static void put_publisher(Buf *out, const Edition *edition)
{
    if (edition->publisher.str.n == 0)
        return;
    buf_c(out, ",\"publisher\":{\"@type\":\"GovernmentOrganization\"");
    put(out, "name", edition->publisher.str);
    buf_char(out, '}');
}

static void put_about(Buf *out, const Edition *edition)
{
    put(out, "inLanguage", edition_language(edition));
    put(out, "datePublished", edition->date.kind == VALUE_DATE ? edition->date.text : STR_NONE);
    put(out, "description", edition->summary.str);
    put_publisher(out, edition);
}

static Str full_name(Arena *arena, const Edition *edition)
{
    return str_printf(arena, "%.*s – %.*s", STR_ARG(edition->title.str), STR_ARG(edition->edition.str));
}

/* A file, by its whole address where there is one, else from the page. */
static void put_file(Buf *out, const Document *document, const char *type, Str path, const char *format)
{
    Str address = machine_address(out->arena, document, path);
    buf_printf(out, "{\"@type\":\"%s\"", type);
    put(out, "contentUrl", address.n > 0 ? address : path);
    put(out, "encodingFormat", str_from_c(format));
    buf_char(out, '}');
}

Str machine_report(Arena *arena, const Document *document, Str pdf)
{
    const Edition *edition = document->edition;
    Buf out = buf_new(arena);
    buf_c(&out, "{\"@context\":\"https://schema.org\",\"@type\":\"Report\"");
    put(&out, "name", full_name(arena, edition));
    put(&out, "alternativeHeadline", edition->subtitle.str);
    put(&out, "url", machine_address(arena, document, STR("index.html")));
    put(&out, "temporalCoverage", edition->period.str);
    put_about(&out, edition);
    if (pdf.n > 0) {
        buf_c(&out, ",\"encoding\":");
        put_file(&out, document, "MediaObject", pdf, "application/pdf");
    }
    buf_char(&out, '}');
    return buf_text(&out);
}

Str machine_dataset(Arena *arena, const Document *document)
{
    static const struct { const char *path, *format; } files[] = {
        { "donnees.json", "application/json" },
        { "donnees.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    };
    const Edition *edition = document->edition;
    Buf out = buf_new(arena);
    buf_c(&out, "{\"@context\":\"https://schema.org\",\"@type\":\"Dataset\"");
    Str name = full_name(arena, edition);
    put(&out, "name", words_fill(arena, document->theme->site.data_named, &name, 1));
    put(&out, "url", machine_address(arena, document, STR("donnees.html")));
    put(&out, "temporalCoverage", edition->period.str);
    put_about(&out, edition);
    buf_c(&out, ",\"distribution\":[");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        buf_c(&out, i > 0 ? "," : "");
        put_file(&out, document, "DataDownload", str_from_c(files[i].path), files[i].format);
    }
    buf_c(&out, "],\"isPartOf\":{\"@type\":\"Report\"");
    put(&out, "name", full_name(arena, edition));
    buf_c(&out, "}}");
    return buf_text(&out);
}
