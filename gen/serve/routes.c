/* routes.c - what each address of the preview answers
 *
 *     /                       the page of the preview, and its files: /_/apercu.css, /_/apercu.js …
 *     /site/…                 the site: pages at ?v=VERSION, which never changes; without, a way there
 *     /_/suivre?page=&v=      the stream of events
 *     /_/feuille?n=&v=        a sheet as SVG
 *     /_/source?page=&v=&e=   where element e of a page was written; ?n= of a sheet
 *     /_/glyphes/FACE         a face by glyph number
 *     /_/formulaire?nom=      a table or an indicator as a grid; POST: what was typed in it
 */
#include "serve/live_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "serve/glyph_font.h"
#include "serve/sheet.h"

enum { TEMPLATE_LIMIT = 1 << 20 };

static const struct { const char *suffix, *type; } types[] = {
    { ".html", "text/html; charset=utf-8" }, { ".css", "text/css; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" }, { ".svg", "image/svg+xml" }, { ".png", "image/png" },
    { ".jpg", "image/jpeg" }, { ".jpeg", "image/jpeg" }, { ".woff", "font/woff" }, { ".csv", "text/csv; charset=utf-8" },
    { ".json", "application/json" }, { ".pdf", "application/pdf" },
    { ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};

static const char *type_of(Str path)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(path, str_from_c(types[i].suffix)))
            return types[i].type;
    return "application/octet-stream";
}

/* A small decimal number; -1 when it is none. */
static long number_of(Str text)
{
    return (long)str_number(text, 9999999);
}

static void give(HttpReply *reply, const char *type, Str body)
{
    *reply = (HttpReply){ .status = 200, .type = type, .body = body };
}

/* The page with the token that its POSTs must bear; no other answer holds it. */
static void put_page(Buf *out, Str text, Str token)
{
    Str mark = STR("{jeton}");
    size_t at = str_find(text, mark, 0);
    buf_str(out, str_slice(text, 0, at));
    buf_str(out, token);
    buf_str(out, str_slice(text, at + mark.n, text.n));
}

static void answer_template(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    static const char *const names[] = { "apercu.css", "apercu.js", "cadre.css", "grille.css", "grille.js", "formulaire.js",
                                         "choix.js", "ensemble.js", "liste.js", "outils.js" };
    bool is_root = str_equal(request->path, STR("/"));
    Str name = is_root ? STR("apercu.html") : str_slice(request->path, STR("/_/").n, request->path.n), text;
    Str folder = path_join(arena, live->setting.input.share, STR("templates/apercu"));
    bool is_known = is_root;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is_known = is_known || str_equal(name, str_from_c(names[i]));
    if (!is_known || !file_read(arena, path_join(arena, folder, name), TEMPLATE_LIMIT, &text))
        return;
    Buf out = buf_new(arena);
    if (str_equal(name, STR("apercu.css")) && live->shown != NULL) {
        const OutputFile *style = live_asset(live, STR("style.css"));
        Str site = style != NULL ? style->bytes : STR_NONE;
        /* The theme's colours and the classes of drawings; the rules of the site's own pages begin at the first
         * comment. */
        buf_str(&out, str_slice(site, 0, str_find(site, STR("/*"), 0)));
        sheet_rules(&out);
    }
    if (str_equal(name, STR("apercu.html")))
        put_page(&out, text, request->token);
    else
        buf_str(&out, text);
    give(reply, type_of(name), buf_text(&out));
}

static void answer_page(Live *live, Arena *arena, const HttpRequest *request, Str path, HttpReply *reply)
{
    SitePage *page = site_page_now(live, path);
    if (page == NULL)
        return;
    if (str_equal(http_query(request, "v"), page->version)) {
        give(reply, type_of(path), page->bytes);
        reply->is_fixed = true;
        return;
    }
    *reply = (HttpReply){ .status = 302 };
    reply->location = str_printf(arena, "/site/%.*s?v=%.*s", STR_ARG(page->path), STR_ARG(page->version));
}

static void answer_site(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    /* The preview's own stylesheet begins with the site's, whose faces it names as its neighbours. */
    static const char *const roots[] = { "/site/", "/_/", "/" };
    size_t i = 0;
    while (!str_starts(request->path, str_from_c(roots[i])))
        i++;
    Str path = str_slice(request->path, str_from_c(roots[i]).n, request->path.n);
    if (path.n == 0)
        path = STR("index.html");
    if (str_ends(path, STR(".html"))) {
        answer_page(live, arena, request, path, reply);
        return;
    }
    const OutputFile *file = live_asset(live, path);
    if (file == NULL && live->shown != NULL)
        file = live_output(live, path);
    if (file != NULL)
        give(reply, type_of(path), file->bytes);
}

/* Events begin with all that the reader has to know. */
static void answer_stream(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    (void)request;
    Buf out = buf_new(arena);
    buf_c(&out, "retry: 500\n\n");
    if (live->state.arena != NULL)
        buf_str(&out, told_event(arena, "etat", live->state.text));
    if (live->messages.arena != NULL)
        buf_str(&out, told_event(arena, "messages", live->messages.text));
    if (live->sheets.arena != NULL)
        buf_str(&out, told_event(arena, "feuilles", live->sheets.text));
    give(reply, "text/event-stream; charset=utf-8", buf_text(&out));
    reply->is_stream = true;
}

static void answer_sheet(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    long at = number_of(http_query(request, "n"));
    const Pages *pages = live->laid != NULL ? build_set_pages(live->laid) : NULL;
    if (pages == NULL || at < 0 || (size_t)at >= pages->pages.n)
        return;
    give(reply, "image/svg+xml", sheet_svg(arena, build_document(live->laid), pages, (size_t)at, NULL));
    Str look = str_printf(arena, "%016llx", (unsigned long long)sheet_look(pages->pages.at[at].frame));
    reply->is_fixed = str_equal(look, http_query(request, "v"));
}

static void answer_source(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    long element = number_of(http_query(request, "e")), sheet = number_of(http_query(request, "n"));
    Str path = http_query(request, "page");
    Origins made = { .arena = arena }, *origins = &made;
    const Build *build = live->shown;
    if (path.n > 0) {
        SitePage *page = site_page_now(live, path);
        if (page == NULL || !str_equal(page->version, http_query(request, "v")))
            return;
        origins = &page->origins;
    } else {
        const Pages *pages = live->laid != NULL ? build_set_pages(live->laid) : NULL;
        if (pages == NULL || sheet < 0 || (size_t)sheet >= pages->pages.n)
            return;
        build = live->laid;
        sheet_svg(arena, build_document(build), pages, (size_t)sheet, origins);
    }
    if (element >= 0 && (size_t)element < origins->list.n)
        give(reply, "application/json",
             told_source(live, arena, build, origins->list.at[element], http_query(request, "t")));
}

static void answer_glyphs(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    long face = number_of(path_name(request->path));
    Str font = face >= 0 && face < FACE_COUNT ? glyph_font(arena, font_program(live->tools.fonts, (Face)face)) : STR_NONE;
    if (font.n == 0)
        return;
    give(reply, "font/ttf", font);
    reply->is_fixed = true;
}

typedef void Answer(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply);

static const struct { const char *prefix; bool is_whole; Answer *answer; } routes[] = {
    { "/",            true,  answer_template },
    { "/_/suivre",    true,  answer_stream },   { "/_/feuille",    true, answer_sheet },
    { "/_/source",    true,  answer_source },   { "/_/glyphes/",   false, answer_glyphs },
    { "/site/",       false, answer_site },     { "/images/",      false, answer_site },
    { "/_/fonts/",    false, answer_site },
    { "/_/formulaire", true, forms_answer },    { "/_/",           false, answer_template },
};

static void answer(void *context, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    reply->status = 404;
    reply->body = STR("rien à cette adresse\n");
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        Str prefix = str_from_c(routes[i].prefix);
        if (routes[i].is_whole ? str_equal(request->path, prefix) : str_starts(request->path, prefix)) {
            routes[i].answer(context, arena, request, reply);
            return;
        }
    }
}

static void keep_text(char *to, size_t room, Str text)
{
    size_t n = text.n < room ? text.n : room - 1;
    while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;                             /* whole characters */
    snprintf(to, room, "%.*s", STR_ARG(str_slice(text, 0, n)));
}

static void open_stream(void *context, const HttpRequest *request, HttpStream *stream)
{
    Live *live = context;
    if (live->reader_count == READERS_MAX)
        return;
    Reader *reader = &live->readers[live->reader_count++];
    *reader = (Reader){ .stream = stream };
    keep_text(reader->path, sizeof reader->path, http_query(request, "page"));
    keep_text(reader->version, sizeof reader->version, http_query(request, "v"));
    site_page_tell(live, reader);        /* it may have changed since it was asked for */
    site_page_mark(live, reader);
    site_page_place(live, reader);
}

static void close_stream(void *context, HttpStream *stream)
{
    Live *live = context;
    for (size_t i = 0; i < live->reader_count; i++)
        if (live->readers[i].stream == stream) {
            live->readers[i] = live->readers[--live->reader_count];
            return;
        }
}

HttpHandler live_handler(Live *live)
{
    static const char *const posts[] = { "/_/formulaire", NULL };
    return (HttpHandler){ answer, open_stream, close_stream, posts, live };
}
