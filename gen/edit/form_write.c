/* form_write.c - one file of the edition, replaced in one step */
#include "edit/form_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { FILE_LIMIT = 16 << 20 };

static bool write_all(int fd, Str text)
{
    while (text.n > 0) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR)
            return false;
        text = str_slice(text, n > 0 ? (size_t)n : 0, text.n);
    }
    return true;
}

/* A new file with the mode of the old one, whole on the disk before it takes its name. */
static bool replace(Arena *arena, Str path, Str text)
{
    struct stat info;
    char *target = str_to_c(arena, path);
    Str beside = str_printf(arena, "%s.%ld~", target, (long)getpid());
    if (access(target, W_OK) != 0 || stat(target, &info) != 0)
        return false;
    int fd = open(beside.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    bool done = write_all(fd, text) && fchmod(fd, info.st_mode & 07777) == 0 && fsync(fd) == 0;
    done = close(fd) == 0 && done;
    if (done && rename(beside.p, target) == 0)
        return true;
    int reason = errno;
    unlink(beside.p);
    errno = reason;
    return false;
}

Written form_write(Arena *arena, Str folder, Str path, Str old, Str text, Str *reason)
{
    Str now, real = file_real_path(arena, path);
    Str root = file_real_path(arena, file_is_folder(folder) ? folder : path_folder(folder));
    if (!path_is_below(root, real)) {
        *reason = STR("le fichier n’est pas dans le dossier de l’édition");
        return WRITE_FAILED;
    }
    bool is_read = file_read(arena, real, FILE_LIMIT, &now);
    if (is_read && !str_equal(now, old))
        return WRITE_STALE;
    if (is_read && replace(arena, real, text))
        return WRITE_DONE;
    *reason = str_from_c(file_reason());
    return WRITE_FAILED;
}
