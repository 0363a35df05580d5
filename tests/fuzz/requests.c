/* Requests to the preview, one a line: a path, and a query behind "?"; or the JSON of a POST of a form. libmicrohttpd
 * has done its work by then: the functions of http.h stand here in its place, with requests that never were on a
 * wire. The edition is a copy, put back after what a form has written, so that no run depends on the one before. */
#include "fuzz.h"

#include <poll.h>
#include <string.h>

#include "base/utf8.h"
#include "edit/form.h"
#include "serve/live.h"

enum { PATIENCE_MS = 60000, FILE_MOST = 4096 };

static const char *const files[] = { "rapport.yaml", "introduction.md", "programmes/01-ecole/programme.yaml",
                                     "programmes/01-ecole/narratif.md" };

static void put_back(void)
{
    Arena *arena = arena_open();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        Str own, path = path_join(arena, fuzz_folder(), str_from_c(files[i])), now = STR_NONE;
        Str origin = path_join(arena, STR(FUZZ_SHARE "/tests/verify/edition"), str_from_c(files[i]));
        fuzz_claim(file_read(arena, origin, FILE_MOST, &own), "the edition can be read");
        file_read(arena, path, FILE_MOST, &now);
        if (!str_equal(own, now))
            fuzz_claim(file_write(arena, path, own), "the copy can be written");
    }
    arena_close(arena);
}

struct HttpStream { int unused; };

/* The value of a name in "a=1&b=2", as http.h promises it; `connection` is that text. */
Str http_query(const HttpRequest *request, const char *name)
{
    Str rest = *(const Str *)request->connection, pair, key;
    while (str_split(&rest, '&', &pair))
        if (str_split(&pair, '=', &key) && str_equal(key, str_from_c(name)))
            return utf8_invalid_at(pair) == pair.n ? pair : STR_NONE;
    return STR_NONE;
}

void http_send(HttpStream *stream, Str bytes)
{
    fuzz_claim(stream != NULL, "there is a stream to send down");
    fuzz_text(bytes);
}

/* Ready to answer: built, checked, its pages set. */
static Live *open_live(void)
{
    static Arena *kept;
    kept = arena_open();
    put_back();
    Diags diags = diags_new(kept);
    ServeSetting setting = { .input = { .content = fuzz_folder(), .share = STR(FUZZ_SHARE) } };
    Live *live = live_open(&setting, &diags);
    fuzz_claim(live != NULL, "the preview opens");
    live_rebuild(live, NULL);
    live_finish(live);
    struct pollfd set = { .fd = live_fd(live), .events = POLLIN };
    fuzz_claim(poll(&set, 1, PATIENCE_MS) == 1, "the pages are set");
    live_take_pages(live);
    return live;
}

static void answer(const HttpHandler *handler, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    static const int known[] = { 200, 302, 400, 404, 409, 422 };
    bool is_known = false;
    handler->answer(handler->context, arena, request, reply);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        is_known = is_known || reply->status == known[i];
    fuzz_claim(is_known, "an answer has a status we know");
    fuzz_claim(reply->status != 302 || reply->location.n > 0, "a way leads somewhere");
    if (reply->type != NULL && strcmp(reply->type, "application/json") == 0)
        fuzz_text(reply->body);
}

/* "EMPREINTE" in a body becomes the fingerprint of the form that it names. */
static Str with_print(Arena *arena, Str body)
{
    FormPlace place = { fuzz_folder(), STR(FUZZ_SHARE "/templates") };
    FormEntries forms = form_list(arena, form_read(arena, place, NULL)->edition);
    size_t at = str_find(body, STR("EMPREINTE"), 0);
    for (size_t i = 0; i < forms.n && at < body.n; i++)
        if (str_find(body, forms.at[i].name, 0) < body.n)
            return str_printf(arena, "%.*s%.*s%.*s", STR_ARG(str_slice(body, 0, at)),
                              STR_ARG(form_read_now(arena, place, forms.at[i].name).form.print),
                              STR_ARG(str_slice(body, at + 9, body.n)));
    return body;
}

static void post(Live *live, Str body)
{
    Arena *arena = arena_open();
    HttpHandler handler = live_handler(live);
    HttpReply reply = { 0 };
    Str query = STR_NONE;
    HttpRequest request = { .path = STR("/_/formulaire"), .body = with_print(arena, fuzz_bytes(arena, (const uint8_t *)body.p, body.n)),
                            .is_post = true, .connection = &query };
    answer(&handler, arena, &request, &reply);
    put_back();
    arena_close(arena);
}

static void ask(Live *live, Str line)
{
    Arena *arena = arena_open();
    HttpHandler handler = live_handler(live);
    Str path;
    str_split(&line, '?', &path);
    HttpRequest request = { .path = fuzz_bytes(arena, (const uint8_t *)path.p, path.n), .connection = &line };
    HttpReply reply = { 0 };
    answer(&handler, arena, &request, &reply);
    if (reply.is_stream) {
        HttpStream stream = { 0 };
        handler.open(handler.context, &request, &stream);
        handler.close(handler.context, &stream);
    }
    arena_close(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Live *live;                   /* the server outlives its requests */
    if (live == NULL)
        live = open_live();
    Str rest = { (const char *)bytes, n }, line;
    while (str_split(&rest, '\n', &line))
        if (line.n > 0 && line.p[0] == '/')
            ask(live, line);
        else if (line.n > 0 && line.p[0] == '{')
            post(live, line);
    return 0;
}
