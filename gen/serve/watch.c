#include "serve/watch.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_MAX = 4096, DEPTH_MAX = 32, EVENTS_SIZE = 64 * 1024 };

#define WATCHED (IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_CREATE | IN_ONLYDIR)

typedef struct { int number; char *path; } Folder;

/* Folders come and go for as long as the preview runs, so they are not in an arena. */
struct Watch {
    int    fd;
    Folder folders[FOLDERS_MAX];
    size_t count;
};

Watch *watch_open(void)
{
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0)
        return NULL;
    Watch *watch = calloc(1, sizeof *watch);
    if (watch == NULL)
        abort();
    watch->fd = fd;
    return watch;
}

void watch_close(Watch *watch)
{
    for (size_t i = 0; i < watch->count; i++)
        free(watch->folders[i].path);
    close(watch->fd);
    free(watch);
}

int watch_fd(const Watch *watch)
{
    return watch->fd;
}

static bool all_digits(Str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] < '0' || name.p[i] > '9')
            return false;
    return name.n > 0;
}

bool watch_ignores(Str name)
{
    return name.n == 0 || name.p[0] == '.' || name.p[0] == '#' || str_ends(name, STR("~")) || str_ends(name, STR(".swp"))
        || str_ends(name, STR(".tmp")) || all_digits(name);
}

/* The folder of a watch number, where it is known or can be. */
static Folder *folder_of(Watch *watch, int number)
{
    for (size_t i = 0; i < watch->count; i++)
        if (watch->folders[i].number == number)
            return &watch->folders[i];
    return NULL;
}

/* The folder that was named may be a link; those below it may not. */
static bool add_one(Watch *watch, const char *path, bool is_root)
{
    int number = inotify_add_watch(watch->fd, path, WATCHED | (is_root ? 0 : IN_DONT_FOLLOW));
    if (number < 0)
        return false;
    Folder *folder = folder_of(watch, number);
    if (folder == NULL && watch->count == FOLDERS_MAX)
        return errno = ENOSPC, false;
    if (folder == NULL)
        folder = &watch->folders[watch->count++];
    char *copy = strdup(path);
    if (copy == NULL)
        abort();
    free(folder->path);
    *folder = (Folder){ number, copy };
    return true;
}

static bool add_below(Watch *watch, Arena *arena, Str path, int depth)
{
    char *name = str_to_c(arena, path);
    struct stat status;
    if (depth > DEPTH_MAX || lstat(name, &status) != 0 || (depth > 0 && !S_ISDIR(status.st_mode)))
        return depth > 0;
    if (!add_one(watch, name, depth == 0))
        return depth > 0 && errno == ENOENT;         /* gone again already */
    Strs names;
    if (!file_list(arena, path, &names))
        return true;
    for (size_t i = 0; i < names.n; i++)
        if (!watch_ignores(names.at[i]) || all_digits(names.at[i]))
            if (!add_below(watch, arena, path_join(arena, path, names.at[i]), depth + 1))
                return false;
    return true;
}

bool watch_add(Watch *watch, Str folder)
{
    Arena *arena = arena_open();
    bool done = add_below(watch, arena, folder, 0);
    int reason = errno;
    arena_close(arena);
    errno = reason;
    return done;
}

static void add_path(Arena *arena, Changes *changes, Str path)
{
    for (size_t i = 0; i < changes->paths.n; i++)
        if (str_equal(changes->paths.at[i], path))
            return;
    array_push(arena, &changes->paths, path);
}

/* A folder's files may have been there before it was watched. */
static void take_folder(Watch *watch, Arena *arena, Changes *changes, Str path, uint32_t mask)
{
    if ((mask & (IN_CREATE | IN_MOVED_TO)) != 0)
        add_below(watch, arena, path, 1);
    else
        changes->has_gone = true;
    add_path(arena, changes, path);
}

static void forget(Watch *watch, int number)
{
    Folder *folder = folder_of(watch, number);
    if (folder == NULL)
        return;
    free(folder->path);
    *folder = watch->folders[--watch->count];
}

static void take(Watch *watch, Arena *arena, Changes *changes, const struct inotify_event *event)
{
    if ((event->mask & IN_Q_OVERFLOW) != 0)
        changes->is_all = true;
    if ((event->mask & IN_IGNORED) != 0)
        forget(watch, event->wd);
    const Folder *folder = folder_of(watch, event->wd);
    Str name = event->len > 0 ? str_from_c(event->name) : STR_NONE;
    bool is_folder = (event->mask & IN_ISDIR) != 0;
    if (folder == NULL || name.n == 0 || (watch_ignores(name) && !(is_folder && all_digits(name))))
        return;
    Str path = path_join(arena, str_from_c(folder->path), name);
    if (is_folder) {
        take_folder(watch, arena, changes, path, event->mask);
    } else if ((event->mask & IN_CREATE) == 0) {
        changes->has_gone = changes->has_gone || (event->mask & (IN_DELETE | IN_MOVED_FROM)) != 0;
        add_path(arena, changes, path);
    }
}

Changes watch_read(Watch *watch, Arena *arena)
{
    Changes changes = { 0 };
    _Alignas(struct inotify_event) char bytes[EVENTS_SIZE];
    for (ssize_t n; (n = read(watch->fd, bytes, sizeof bytes)) > 0;)
        for (char *at = bytes; at < bytes + n;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
            take(watch, arena, &changes, event);
            at += sizeof *event + event->len;
        }
    return changes;
}
