#include "serve/live_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "html/fonts.h"
#include "serve/splice.h"

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- builds ---- */

static Build *build_new(Live *live, const Map *instead)
{
    BuildInput input = live->setting.input;
    input.tools = &live->tools;
    input.instead = instead;
    Build *build = build_open(&input);
    build_merge(build);
    live->builds[live->build_count++] = build;
    return build;
}

/* Closes the builds that nobody looks at. */
static void sweep(Live *live)
{
    size_t kept = 0;
    for (size_t i = 0; i < live->build_count; i++) {
        Build *build = live->builds[i];
        if (build == live->shown || build == live->laid || build == live->checked
            || layouter_holds(live->layouter, build))
            live->builds[kept++] = build;
        else
            build_close(build);
    }
    live->build_count = kept;
}

/* ---- the last good text ---- */

static bool is_below(Str path, Str folder)
{
    return str_starts(path, folder) && path.n > folder.n && path.p[folder.n] == '/';
}

/* True when the files of this build left something out that this path may hold. */
static bool is_at_fault(const Edition *edition, Str path)
{
    if (edition->is_incomplete && str_equal(path_name(path), STR("rapport.yaml"))
        && str_equal(path_folder(path), edition->folder))
        return true;
    for (size_t i = 0; i < edition->programme_count; i++)
        if (edition->programmes[i]->is_incomplete && is_below(path, edition->programmes[i]->folder))
            return true;
    return false;
}

static bool is_whole(const Edition *edition)
{
    bool whole = !edition->is_incomplete;
    for (size_t i = 0; i < edition->programme_count; i++)
        whole = whole && !edition->programmes[i]->is_incomplete;
    return whole;
}

static void keep_text(Arena *arena, Map *map, Str path, Str text)
{
    Str *copy = arena_new(arena, Str);
    *copy = str_copy(arena, text);
    map_set(arena, map, str_copy(arena, path), copy);
}

/* What was good before and is at fault now; NULL when there is nothing of it. */
static const Map *good_instead(Live *live, const Edition *edition, Arena *arena)
{
    Map *instead = arena_new(arena, Map);
    for (size_t i = 0; i < live->good.entries.n; i++)
        if (is_at_fault(edition, live->good.entries.at[i].key))
            map_set(arena, instead, live->good.entries.at[i].key, live->good.entries.at[i].value);
    return instead->entries.n > 0 ? instead : NULL;
}

static void keep_good(Live *live, const Build *build)
{
    const Sources *sources = build_sources(build);
    const Edition *edition = build_edition(build);
    Arena *arena = arena_open();
    Map good = { 0 };
    for (size_t i = 0; i < sources->files.n; i++)
        if (is_below(sources->files.at[i].path, edition->folder) && !is_at_fault(edition, sources->files.at[i].path))
            keep_text(arena, &good, sources->files.at[i].path, sources->files.at[i].text);
    for (size_t i = 0; i < live->good.entries.n; i++)
        if (is_at_fault(edition, live->good.entries.at[i].key))
            keep_text(arena, &good, live->good.entries.at[i].key, *(Str *)live->good.entries.at[i].value);
    arena_close(live->good_arena);
    live->good_arena = arena;
    live->good = good;
}

/* The first place where the file last saved differs from what it was, in the sources of `build`. */
static Span place_changed(const Live *live, const Build *build, const Changes *changes)
{
    const Sources *sources = build_sources(build);
    Str path = changes != NULL && changes->paths.n > 0 ? array_last(&changes->paths) : STR_NONE;
    const Str *before = map_find(&live->good, path);
    for (size_t i = 0; before != NULL && i < sources->files.n; i++)
        if (str_equal(sources->files.at[i].path, path)) {
            uint32_t at = (uint32_t)splice_between(*before, sources->files.at[i].text).lo;
            return (Span){ (uint32_t)i + 1, at, at };
        }
    return SPAN_NONE;
}

/* ---- telling ---- */

/* Replaces what is told; true when it is new. */
static bool tell_anew(Told *told, Arena *arena, Str text)
{
    if (told->arena != NULL && str_equal(told->text, text)) {
        arena_close(arena);
        return false;
    }
    if (told->arena != NULL)
        arena_close(told->arena);
    *told = (Told){ arena, text };
    return true;
}

static void tell_all(Live *live, const char *name, Str json)
{
    Arena *arena = arena_open();
    Str event = told_event(arena, name, json);
    for (size_t i = 0; i < live->reader_count; i++)
        http_send(live->readers[i].stream, event);
    arena_close(arena);
}

static void tell_messages(Live *live)
{
    Arena *arena = arena_open();
    diags_sort(build_diags(live->checked), build_sources(live->checked));
    if (tell_anew(&live->messages, arena, told_messages(live, arena)))
        tell_all(live, "messages", live->messages.text);
}

static void tell_state(Live *live, Str followed, double ms)
{
    Arena *arena = arena_open();
    if (tell_anew(&live->state, arena, told_state(live, arena, followed, ms)))
        tell_all(live, "etat", live->state.text);
}

/* The page of the last file saved that a page shows. */
static Str followed_page(Arena *arena, const Build *build, const Changes *changes)
{
    Str page = STR_NONE;
    for (size_t i = 0; changes != NULL && i < changes->paths.n; i++) {
        Str found = page_of_file(arena, build, changes->paths.at[i]);
        page = found.n > 0 ? found : page;
    }
    return page;
}

/* ---- what happens at a save ---- */

static bool touches_template(const Live *live, const Changes *changes)
{
    bool touches = changes == NULL || changes->is_all;
    for (size_t i = 0; !touches && i < changes->paths.n; i++)
        touches = !is_below(changes->paths.at[i], live->setting.input.content)
                  || str_equal(path_name(changes->paths.at[i]), STR("rapport.yaml"));
    return touches;
}

void live_rebuild(Live *live, const Changes *changes)
{
    double began = now_ms();
    Arena *arena = arena_open();
    Build *fresh = build_new(live, NULL);
    const Edition *edition = build_edition(fresh);
    const Map *instead = build_document(fresh) == NULL || is_whole(edition) ? NULL : good_instead(live, edition, arena);
    bool is_readable = build_document(fresh) != NULL;
    live->checked = fresh;
    live->is_held = instead != NULL || (!is_readable && live->shown != NULL);
    if (is_readable) {
        live->shown = instead != NULL ? build_new(live, instead) : fresh;
        live->changed = instead != NULL ? SPAN_NONE : place_changed(live, fresh, changes);
        keep_good(live, fresh);
        live->number++;
    }
    double merged = now_ms();
    for (size_t i = 0; i < live->reader_count; i++)
        site_page_tell(live, &live->readers[i]);
    double told = now_ms();
    live->is_told = false;               /* what was checked waits until the page is on its way */
    if (live->shown != NULL)
        tell_state(live, followed_page(arena, live->shown, changes), told - began);
    if (live->setting.shows_times)
        fprintf(stderr, "%8.2f ms  lecture, fusion\n%8.2f ms  pages du site\n", merged - began, told - merged);
    live->sets_assets = live->sets_assets || (is_readable && touches_template(live, changes));
    sweep(live);
    arena_close(arena);
}

const Lenders *live_lenders(const Live *live)
{
    const Edition *edition = live->checked != NULL ? build_edition(live->checked) : NULL;
    return edition != NULL ? edition->lenders : NULL;
}

bool live_is_due(const Live *live)
{
    return !live->is_told;
}

void live_finish(Live *live)
{
    live->is_told = true;
    if (build_document(live->checked) != NULL)
        build_check(live->checked);
    tell_messages(live);
    for (size_t i = 0; i < live->reader_count; i++)
        site_page_mark(live, &live->readers[i]);
    if (live->shown == NULL)
        return;
    if (live->shown != live->laid && !layouter_holds(live->layouter, live->shown))
        layouter_give(live->layouter, live->shown);   /* what is laid is being read: it is not laid again */
    if (live->sets_assets)
        live_set_assets(live);
    live->sets_assets = false;
}

static bool has_new_runes(const Live *live)
{
    Runes *runes = calloc(1, sizeof *runes);
    const Sources *sources = build_sources(live->shown);
    bool has = false;
    if (runes == NULL)
        abort();
    for (size_t i = 0; i < sources->files.n; i++)
        runes_add(runes, sources->files.at[i].text);
    for (size_t i = 0; i < sizeof runes->bits / sizeof *runes->bits; i++)
        has = has || (runes->bits[i] & ~live->runes->bits[i]) != 0;
    free(runes);
    return has;
}

void live_take_pages(Live *live)
{
    Build *laid = layouter_take(live->layouter);
    if (laid == NULL || build_set_pages(laid) == NULL)
        return;
    live->laid = laid;
    build_take_pages(laid);
    Arena *arena = arena_open();
    if (tell_anew(&live->sheets, arena, told_sheets(live, arena)))
        tell_all(live, "feuilles", live->sheets.text);
    for (size_t i = 0; i < live->reader_count; i++)
        site_page_place(live, &live->readers[i]);
    if (laid == live->checked)
        tell_messages(live);             /* layout adds its own */
    if (live->setting.shows_times)
        for (const PhaseTime *time = build_times(laid); time->name != NULL; time++)
            if (time->ms > 0)
                fprintf(stderr, "%8.2f ms  (%s)\n", time->ms, time->name);
    if (has_new_runes(live))
        live_set_assets(live);
    sweep(live);
}

void live_ping(Live *live)
{
    for (size_t i = 0; i < live->reader_count; i++)
        http_send(live->readers[i].stream, STR(":\n\n"));
}

/* ---- opening and closing ---- */

Live *live_open(const ServeSetting *setting, Diags *diags)
{
    Live *live = calloc(1, sizeof *live);
    if (live == NULL)
        abort();
    live->setting = *setting;
    live->arena = arena_open();
    live->root = file_real_path(live->arena, setting->input.content);
    live->good_arena = arena_open();
    live->asset_arena = arena_open();
    live->output_arena = arena_open();
    live->layouter = layouter_open(setting->input.share, diags);
    if (live->layouter != NULL && build_tools_open(&live->tools, setting->input.share, diags))
        return live;
    live_close(live);
    return NULL;
}

void live_close(Live *live)
{
    /* The layouter ends first: it may be at work on a build; the pages of others lie in its faces, which nobody
     * looks at any more. */
    if (live->layouter != NULL)
        layouter_close(live->layouter);
    for (size_t i = 0; i < live->build_count; i++)
        build_close(live->builds[i]);
    build_tools_close(&live->tools);
    site_pages_close(live);
    Told *told[] = { &live->messages, &live->sheets, &live->state };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i]->arena != NULL)
            arena_close(told[i]->arena);
    arena_close(live->output_arena);
    arena_close(live->asset_arena);
    arena_close(live->good_arena);
    arena_close(live->arena);
    free(live);
}

int live_fd(const Live *live)
{
    return layouter_fd(live->layouter);
}
