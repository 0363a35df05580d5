/* site_page.c - the pages of the site as the preview serves them */
#include "serve/live_impl.h"

#include <stdio.h>
#include <string.h>

#include "html/fonts.h"
#include "serve/splice.h"

static const OutputFile *file_among(const OutputFiles *files, Str path)
{
    for (size_t i = 0; i < files->n; i++)
        if (str_equal(files->at[i].path, path))
            return &files->at[i];
    return NULL;
}

/* ---- pages ---- */

static void page_free(SitePage *page)
{
    if (page->arena != NULL)
        arena_close(page->arena);
    *page = (SitePage){ 0 };
}

static SitePage *page_known(Live *live, Str path)
{
    for (size_t i = 0; i < PAGES_MAX; i++)
        if (live->pages[i].arena != NULL && str_equal(live->pages[i].path, path))
            return &live->pages[i];
    return NULL;
}

/* A free place; that of the page longest unasked where there is none. */
static SitePage *page_room(Live *live)
{
    SitePage *oldest = &live->pages[0];
    for (size_t i = 0; i < PAGES_MAX; i++) {
        if (live->pages[i].arena == NULL)
            return &live->pages[i];
        if (live->pages[i].asked < oldest->asked)
            oldest = &live->pages[i];
    }
    page_free(oldest);
    return oldest;
}

static bool page_make(const Live *live, Str path, SitePage *page)
{
    *page = (SitePage){ .arena = arena_open(), .number = live->number };
    page->origins.arena = page->arena;
    build_site_page(live->shown, page->arena, &live->tools, path, &page->origins, &page->files);
    const OutputFile *file = file_among(&page->files, path);
    if (file == NULL) {
        page_free(page);
        return false;
    }
    page->path = file->path;
    page->bytes = file->bytes;
    page->version = version_of(page->arena, page->bytes);
    return true;
}

/* A page may have several readers, each of which is told what has changed. */
static void page_keep_before(SitePage *made, const SitePage *old)
{
    bool is_same = str_equal(made->version, old->version);
    made->before = str_copy(made->arena, is_same ? old->before : old->bytes);
    made->before_version = str_copy(made->arena, is_same ? old->before_version : old->version);
}

SitePage *site_page_now(Live *live, Str path)
{
    SitePage *page = page_known(live, path), made;
    if (live->shown == NULL)
        return NULL;
    if (page == NULL || page->number != live->number) {
        if (!page_make(live, path, &made))
            return NULL;
        if (page != NULL) {
            page_keep_before(&made, page);
            page_free(page);
        }
        page = page_room(live);
        *page = made;
    }
    page->asked = ++live->asked;
    return page;
}

void site_pages_close(Live *live)
{
    for (size_t i = 0; i < PAGES_MAX; i++)
        page_free(&live->pages[i]);
}

/* ---- what a reader is told ---- */

static void put_key(Buf *out, const char *key, Str text)
{
    buf_printf(out, "\"%s\":", key);
    buf_json(out, text);
    buf_char(out, ',');
}

static Str splice_json(Arena *arena, const SitePage *page)
{
    Buf out = buf_new(arena);
    Splice splice = splice_between(page->before, page->bytes);
    buf_char(&out, '{');
    put_key(&out, "page", page->path);
    put_key(&out, "de", page->before_version);
    put_key(&out, "a", page->version);
    put_key(&out, "texte", splice.text);
    buf_printf(&out, "\"debut\":%zu,\"fin\":%zu}", splice.lo, splice.hi);
    return buf_text(&out);
}

static Str reload_json(Arena *arena, Str page)
{
    Buf out = buf_new(arena);
    buf_c(&out, "{\"page\":");
    buf_json(&out, page);
    buf_char(&out, '}');
    return buf_text(&out);
}

void site_page_tell(Live *live, Reader *reader)
{
    Str path = str_from_c(reader->path), had = str_from_c(reader->version);
    if (path.n == 0)
        return;
    Arena *arena = arena_open();
    SitePage *page = site_page_now(live, path);
    if (page == NULL) {
        http_send(reader->stream, told_event(arena, "absente", reload_json(arena, path)));
        reader->version[0] = '\0';
    } else if (!str_equal(page->version, had)) {
        bool has_before = had.n > 0 && str_equal(page->before_version, had);
        http_send(reader->stream, has_before ? told_event(arena, "page", splice_json(arena, page))
                                             : told_event(arena, "relire", reload_json(arena, path)));
        snprintf(reader->version, sizeof reader->version, "%.*s", STR_ARG(page->version));
    }
    arena_close(arena);
}

void site_page_mark(Live *live, Reader *reader)
{
    Arena *arena = arena_open();
    SitePage *page = reader->path[0] != '\0' ? site_page_now(live, str_from_c(reader->path)) : NULL;
    if (page != NULL)
        http_send(reader->stream, told_event(arena, "marques", told_marks(live, arena, page)));
    arena_close(arena);
}

void site_page_place(Live *live, Reader *reader)
{
    Arena *arena = arena_open();
    SitePage *page = reader->path[0] != '\0' ? site_page_now(live, str_from_c(reader->path)) : NULL;
    if (page != NULL && live->laid != NULL)
        http_send(reader->stream, told_event(arena, "reperes", told_beside(live, arena, page)));
    arena_close(arena);
}

/* ---- what stands around pages ---- */

/* Faces are cut to all that a report in French and Arabic is likely to need, so that a letter typed for the first time
 * is there; cutting takes longer than a save may. */
static const struct { uint32_t lo, hi; } likely[] = {
    { 0x20, 0x24F }, { 0x300, 0x36F }, { 0x600, 0x6FF }, { 0x2000, 0x22FF }, { 0x25A0, 0x25FF },
};

static void set_runes(Live *live)
{
    const Sources *sources = build_sources(live->shown);
    live->runes = arena_new(live->asset_arena, Runes);
    for (size_t i = 0; i < sizeof likely / sizeof *likely; i++)
        for (uint32_t rune = likely[i].lo; rune <= likely[i].hi; rune++)
            live->runes->bits[rune / 32] |= UINT32_C(1) << rune % 32;
    for (size_t i = 0; i < sources->files.n; i++)
        runes_add(live->runes, sources->files.at[i].text);
}

void live_set_assets(Live *live)
{
    char before[24];
    snprintf(before, sizeof before, "%.*s", STR_ARG(live->asset_version));
    arena_close(live->asset_arena);
    live->asset_arena = arena_open();
    live->assets = (OutputFiles){ 0 };
    set_runes(live);
    build_site_assets(live->shown, live->asset_arena, &live->tools, live->runes, &live->assets);
    uint64_t mixed = 0;
    for (size_t i = 0; i < live->assets.n; i++)
        mixed = mixed * 31 + str_hash(live->assets.at[i].bytes);
    live->asset_version = str_printf(live->asset_arena, "%016llx", (unsigned long long)mixed);
    if (before[0] == '\0' || str_equal(live->asset_version, str_from_c(before)))
        return;
    Arena *arena = arena_open();
    Str event = told_event(arena, "style", STR("{}"));
    for (size_t i = 0; i < live->reader_count; i++)
        http_send(live->readers[i].stream, event);
    arena_close(arena);
}

const OutputFile *live_asset(Live *live, Str path)
{
    if (str_equal(path, STR("recherche-index.js")))
        site_page_now(live, STR("recherche.html"));   /* whose file it is */
    const OutputFile *file = file_among(&live->assets, path);
    for (size_t i = 0; i < PAGES_MAX && file == NULL; i++)
        if (live->pages[i].arena != NULL && !str_ends(path, STR(".html")))
            file = file_among(&live->pages[i].files, path);
    return file;
}

/* The PDF and the data, as `bilan build` would write them now. */
const OutputFile *live_output(Live *live, Str path)
{
    if (!str_starts(path, STR("donnees")) && !str_ends(path, STR(".pdf")))
        return NULL;
    if (live->output_number != live->number) {
        BuildInput input = live->setting.input;
        input.tools = &live->tools;
        arena_close(live->output_arena);
        live->output_arena = arena_open();
        live->outputs = (OutputFiles){ 0 };
        Build *build = build_open(&input);
        OutputFiles files = { 0 };
        if (build_outputs(build, &files))
            for (size_t i = 0; i < files.n; i++)
                array_push(live->output_arena, &live->outputs,
                           (OutputFile){ str_copy(live->output_arena, files.at[i].path),
                                         str_copy(live->output_arena, files.at[i].bytes) });
        build_close(build);
        live->output_number = live->number;
    }
    return file_among(&live->outputs, path);
}
