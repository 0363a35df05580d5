#define _GNU_SOURCE                      /* renameat2, flock, realpath */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_all(Arena *arena, int fd, size_t limit, Str *text)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return false;
    if (!S_ISREG(info.st_mode)) {
        errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
        return false;
    }
    if ((uint64_t)info.st_size > limit) {
        errno = EFBIG;
        return false;
    }
    size_t size = (size_t)info.st_size, n = 0;
    char *bytes = arena_alloc(arena, size + 1, 1);
    while (n < size) {
        ssize_t got = read(fd, bytes + n, size - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)                    /* shortened meanwhile */
            break;
        n += (size_t)got;
    }
    *text = (Str){ bytes, n };
    return true;
}

bool file_read(Arena *arena, Str path, size_t limit, Str *text)
{
    int fd = open(str_to_c(arena, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    bool done = read_all(arena, fd, limit, text);
    int reason = errno;
    close(fd);
    errno = reason;
    return done;
}

static bool stat_path(Str path, struct stat *info)
{
    char name[4096];
    if (path.n >= sizeof name)
        return false;
    memcpy(name, path.p, path.n);
    name[path.n] = '\0';
    return stat(name, info) == 0;
}

bool file_is_folder(Str path)
{
    struct stat info;
    return stat_path(path, &info) && S_ISDIR(info.st_mode);
}

bool file_exists(Str path)
{
    struct stat info;
    return stat_path(path, &info);
}

Str file_real_path(Arena *arena, Str path)
{
    char *real = realpath(str_to_c(arena, path), NULL);
    Str copy = real != NULL ? str_copy(arena, str_from_c(real)) : STR_NONE;
    free(real);
    return copy;
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

bool file_list(Arena *arena, Str folder, Strs *names)
{
    DIR *dir = opendir(str_to_c(arena, folder));
    if (dir == NULL)
        return false;
    *names = (Strs){ 0 };
    struct dirent *entry;
    while ((entry = readdir(dir)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            array_push(arena, names, str_copy(arena, str_from_c(entry->d_name)));
    closedir(dir);
    if (names->n > 0)
        qsort(names->at, names->n, sizeof *names->at, by_bytes);
    return true;
}

bool file_make_folders(Arena *scratch, Str folder)
{
    for (size_t i = 1; i <= folder.n; i++) {
        if (i < folder.n && folder.p[i] != '/')
            continue;
        if (mkdir(str_to_c(scratch, str_slice(folder, 0, i)), 0777) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

static bool write_all(int fd, Str text)
{
    while (text.n > 0) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        text = str_slice(text, (size_t)n, text.n);
    }
    return true;
}

bool file_create(Arena *scratch, Str path, Str text)
{
    enum { FLAGS = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC };
    const char *name = str_to_c(scratch, path);
    int fd = open(name, FLAGS, 0666);
    if (fd < 0 && errno == ENOENT && file_make_folders(scratch, path_folder(path)))
        fd = open(name, FLAGS, 0666);
    if (fd < 0)
        return false;
    bool done = write_all(fd, text);
    int reason = errno;
    if (close(fd) == 0)
        errno = reason;
    else
        done = false;
    return done;
}

bool file_write(Arena *scratch, Str path, Str text)
{
    if (!file_make_folders(scratch, path_folder(path)))
        return false;
    char *target = str_to_c(scratch, path);
    Str beside = str_printf(scratch, "%s.%ld~", target, (long)getpid());
    int fd = open(beside.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool done = write_all(fd, text);
    done = close(fd) == 0 && done;
    if (done && rename(beside.p, target) == 0)
        return true;
    int reason = errno;
    unlink(beside.p);
    errno = reason;
    return false;
}

bool file_remove_tree(Arena *scratch, Str folder)
{
    Strs names;
    if (!file_list(scratch, folder, &names))
        return errno == ENOENT;
    for (size_t i = 0; i < names.n; i++) {
        Str path = path_join(scratch, folder, names.at[i]);
        if (unlink(path.p) == 0)
            continue;
        if ((errno != EISDIR && errno != EPERM) || !file_remove_tree(scratch, path))
            return false;
    }
    return rmdir(str_to_c(scratch, folder)) == 0;
}

/* Where two names cannot be exchanged (NFS, some overlays): for a moment there is nothing at `target`. */
static bool swap_in_turn(Arena *scratch, const char *source, const char *target)
{
    Str aside = str_printf(scratch, "%s~", source);
    if (rename(target, aside.p) != 0)
        return false;
    if (rename(source, target) == 0) {
        file_remove_tree(scratch, aside);
        return true;
    }
    int reason = errno;
    if (rename(aside.p, target) == 0)
        errno = reason;
    return false;
}

/* Against a process that is killed, not against a power cut: nothing is synced to the disk. With a sync of each, 120
 * files of 25 kB take 35 ms on ext4 in place of 13. */
bool file_swap_folder(Arena *scratch, Str from, Str to)
{
    char *source = str_to_c(scratch, from), *target = str_to_c(scratch, to);
    if (!file_exists(to)) {
        if (rename(source, target) == 0)
            return true;
        if (errno != ENOTEMPTY && errno != EEXIST)
            return false;                /* else another process put its own there meanwhile */
    }
    if (renameat2(AT_FDCWD, source, AT_FDCWD, target, RENAME_EXCHANGE) != 0)
        return (errno == EINVAL || errno == ENOSYS) && swap_in_turn(scratch, source, target);
    file_remove_tree(scratch, from);     /* what stays of it does not make the new state less whole */
    return true;
}

int file_lock_folder(Arena *scratch, Str folder)
{
    int fd = open(str_to_c(scratch, folder), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

void file_unlock_folder(int lock)
{
    if (lock >= 0)
        close(lock);
}

const char *file_reason(void)
{
    static const struct { int number; const char *words; } reasons[] = {
        { ENOENT, "introuvable" },                { EACCES, "accès refusé" },
        { EPERM, "opération refusée" },           { ENOSPC, "le disque est plein" },
        { EDQUOT, "le quota de disque est atteint" }, { EROFS, "le disque est en lecture seule" },
        { EISDIR, "c’est un dossier" },           { ENOTDIR, "un fichier tient la place d’un dossier" },
        { EFBIG, "trop gros" },                   { ENAMETOOLONG, "nom trop long" },
        { ELOOP, "liens qui tournent en rond" },  { EIO, "erreur du disque" },
        { EINVAL, "ce n’est pas un fichier ordinaire" },
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].number == errno)
            return reasons[i].words;
    return strerror(errno);
}

Str path_join(Arena *arena, Str folder, Str name)
{
    if (folder.n == 0 || str_equal(folder, STR(".")))
        return str_copy(arena, name);
    const char *between = str_ends(folder, STR("/")) ? "" : "/";
    return str_printf(arena, "%.*s%s%.*s", STR_ARG(folder), between, STR_ARG(name));
}

static size_t last_slash(Str path)
{
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return at;                           /* the offset after it, 0 when none */
}

Str path_name(Str path)
{
    return str_slice(path, last_slash(path), path.n);
}

Str path_folder(Str path)
{
    size_t at = last_slash(path);
    return at == 0 ? STR(".") : at == 1 ? STR("/") : str_slice(path, 0, at - 1);
}

bool path_is_below(Str folder, Str path)
{
    return folder.n > 0 && str_starts(path, folder) && path.n > folder.n
        && (path.p[folder.n] == '/' || str_ends(folder, STR("/")));
}

Str path_stem(Str path)
{
    Str name = path_name(path);
    size_t dot = name.n;
    for (size_t i = 1; i < name.n; i++)
        if (name.p[i] == '.')
            dot = i;
    return str_slice(name, 0, dot);
}
