#include "serve/serve.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "serve/live.h"

/* A file that goes away often comes back at once: editors write beside it and rename. */
enum { SETTLE_MS = 12, SETTLE_ROUNDS = 4, PING_MS = 15000, HURRIED_MAX = 4 };

enum { WAIT_SIGNAL, WAIT_FILES, WAIT_PAGES, WAIT_HTTP, WAIT_COUNT };

static void changes_join(Arena *arena, Changes *changes, Changes more)
{
    for (size_t i = 0; i < more.paths.n; i++)
        array_push(arena, &changes->paths, more.paths.at[i]);
    changes->is_all = changes->is_all || more.is_all;
    changes->has_gone = more.has_gone;
}

static Changes read_settled(Watch *watch, Arena *arena)
{
    Changes changes = watch_read(watch, arena);
    struct pollfd files = { watch_fd(watch), POLLIN, 0 };
    for (int i = 0; changes.has_gone && i < SETTLE_ROUNDS && poll(&files, 1, SETTLE_MS) > 0; i++)
        changes_join(arena, &changes, watch_read(watch, arena));
    return changes;
}

static int signals_open(void)
{
    sigset_t set;
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC);
}

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int shorter(int a, int b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* What an edition that is compared with says is shown here too. One that cannot be watched is read at the next save. */
static void watch_lenders(Watch *watch, const Live *live)
{
    const Lenders *lenders = live_lenders(live);
    for (size_t i = 0; lenders != NULL && i < lenders->n; i++)
        if (!lenders->at[i]->is_unread)
            watch_add(watch, lenders->at[i]->folder);
}

static void run(Live *live, Watch *watch, Http *http, int signals)
{
    struct pollfd waits[WAIT_COUNT] = {
        [WAIT_SIGNAL] = { signals, POLLIN, 0 },      [WAIT_FILES] = { watch_fd(watch), POLLIN, 0 },
        [WAIT_PAGES] = { live_fd(live), POLLIN, 0 }, [WAIT_HTTP] = { http_fd(http), POLLIN, 0 },
    };
    int hurried = 0;                     /* saves that came before the last one was finished with */
    for (double ping = now_ms() + PING_MS; waits[WAIT_SIGNAL].revents == 0;) {
        int n = poll(waits, WAIT_COUNT, live_is_due(live) ? 0 : shorter(http_wait_ms(http), PING_MS));
        if (now_ms() >= ping) {
            live_ping(live);
            ping = now_ms() + PING_MS;
        }
        bool must_finish = live_is_due(live) && hurried >= HURRIED_MAX;
        if (n > 0 && waits[WAIT_FILES].revents != 0 && !must_finish) {
            hurried = live_is_due(live) ? hurried + 1 : 0;
            Arena *arena = arena_open();
            Changes changes = read_settled(watch, arena);
            if (changes.paths.n > 0 || changes.is_all)
                live_rebuild(live, &changes);
            watch_lenders(watch, live);
            arena_close(arena);
        } else if (n > 0 && waits[WAIT_PAGES].revents != 0) {
            live_take_pages(live);
        } else if (live_is_due(live)) {     /* nothing else presses */
            live_finish(live);
            hurried = 0;
        }
        http_run(http);
    }
}

static bool watch_all(Watch *watch, const ServeSetting *setting, Diags *diags)
{
    Str templates = path_join(diags->arena, setting->input.share, STR("templates"));
    Str content = file_is_folder(setting->input.content) ? setting->input.content : path_folder(setting->input.content);
    if (watch != NULL && watch_add(watch, content) && watch_add(watch, templates))
        return true;
    diag_add(diags, DIAG_WATCH_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(content), file_reason());
    diag_remedy(diags, "agrandir fs.inotify.max_user_watches, ou fermer d’autres aperçus");
    return false;
}

static bool serve_live(const ServeSetting *setting, Live *live, int signals, Diags *diags)
{
    HttpHandler handler = live_handler(live);
    Watch *watch = watch_open();
    Http *http = NULL;
    if (watch_all(watch, setting, diags)) {
        http = http_open(setting->port, &handler);
        if (http == NULL) {
            diag_add(diags, DIAG_PORT_TAKEN, SPAN_NONE, "port %d", setting->port > 0 ? setting->port : HTTP_PORT);
            diag_remedy(diags, "choisir un autre port avec « --port »");
        }
    }
    if (http != NULL) {
        live_rebuild(live, NULL);
        live_finish(live);
        watch_lenders(watch, live);
        setting->ready(str_printf(diags->arena, "http://127.0.0.1:%d/", http_port(http)));
        run(live, watch, http, signals);
        http_close(http);
    }
    if (watch != NULL)
        watch_close(watch);
    return http != NULL;
}

bool serve_run(const ServeSetting *setting, Diags *diags)
{
    int signals = signals_open();        /* before there are threads, which block what blocks their maker */
    Live *live = live_open(setting, diags);
    bool done = live != NULL && serve_live(setting, live, signals, diags);
    if (live != NULL)
        live_close(live);
    close(signals);
    return done;
}
