#include "cli/cli.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/task.h"
#include "export/export.h"

/* True when every file below `folder` is listed in the manifest of the build that made it. */
static bool is_ours(Arena *arena, Str folder, Str below, Str manifest, Str *foreign)
{
    Strs names;
    if (!file_list(arena, path_join(arena, folder, below), &names))
        return true;
    for (size_t i = 0; i < names.n; i++) {
        Str path = path_join(arena, below, names.at[i]);
        if (file_is_folder(path_join(arena, folder, path))) {
            if (!is_ours(arena, folder, path, manifest, foreign))
                return false;
            continue;
        }
        Buf quoted = buf_new(arena);
        buf_json(&quoted, path);
        if (str_equal(path, STR("manifeste.json")) || str_find(manifest, buf_text(&quoted), 0) < manifest.n)
            continue;
        *foreign = path;
        return false;
    }
    return true;
}

enum { MANIFEST_LIMIT = 64 << 20 };

static bool may_replace(Arena *arena, Str output, Diags *diags)
{
    Str manifest = STR_NONE, foreign = STR_NONE;
    if (!file_exists(output))
        return true;
    if (!file_is_folder(output)) {
        diag_add(diags, DIAG_WRITE_FAILED, SPAN_NONE, "%.*s n’est pas un dossier", STR_ARG(output));
        return false;
    }
    file_read(arena, path_join(arena, output, STR("manifeste.json")), MANIFEST_LIMIT, &manifest);
    if (is_ours(arena, output, STR_NONE, manifest, &foreign))
        return true;
    diag_add(diags, DIAG_FOLDER_FOREIGN, SPAN_NONE, "%.*s/%.*s", STR_ARG(output), STR_ARG(foreign));
    diag_remedy(diags, "choisir un autre dossier avec « -o », ou déplacer ce fichier");
    return false;
}

void cli_add_manifest(Arena *arena, OutputFiles *files, Str title, Str date)
{
    ExportFile *listed = arena_array(arena, ExportFile, files->n);
    for (size_t i = 0; i < files->n; i++)
        listed[i] = (ExportFile){ files->at[i].path, files->at[i].bytes };
    Str manifest = export_manifest(arena, listed, files->n, STR_NONE, title, date);
    array_push(arena, files, (OutputFile){ STR("manifeste.json"), manifest });
}

/* "public.123~", and what such a folder was put aside as: those beside "public". */
static bool is_beside(Str name, Str output)
{
    Str mark = str_slice(name, output.n, name.n);
    bool is = str_starts(name, output) && str_starts(mark, STR(".")) && str_ends(mark, STR("~"));
    for (size_t i = 1; i < mark.n && is; i++)
        is = mark.p[i] == '~' || (mark.p[i] >= '0' && mark.p[i] <= '9');
    return is;
}

/* What builds that were killed left behind: nobody is at work in it. */
static void remove_left(Arena *arena, Str output)
{
    Strs names;
    if (!file_list(arena, path_folder(output), &names))
        return;
    for (size_t i = 0; i < names.n; i++) {
        Str path = path_join(arena, path_folder(output), names.at[i]);
        int lock = is_beside(names.at[i], path_name(output)) ? file_lock_folder(arena, path) : -1;
        if (lock >= 0)
            file_remove_tree(arena, path);
        file_unlock_folder(lock);
    }
}

/* The folder itself when `output` is a link to it: the link stays. */
static Str without_links(Arena *arena, Str output)
{
    while (output.n > 1 && str_ends(output, STR("/")))
        output.n--;
    Str real = file_real_path(arena, output);
    return real.n > 0 ? real : output;
}

/* What one of two threads writes: half of it is copying, which two do in less time than one. */
typedef struct { Str folder; const OutputFile *files; size_t n; int error; } Half;

static void write_half(void *context)
{
    Half *half = context;
    Arena *arena = arena_open();
    for (size_t i = 0; half->error == 0 && i < half->n; i++)
        if (!file_create(arena, path_join(arena, half->folder, half->files[i].path), half->files[i].bytes))
            half->error = errno;
    arena_close(arena);
}

/* False with errno where a file could not be written. */
static bool write_files(Str folder, const OutputFiles *files)
{
    size_t half = files->n / 2;
    Half first = { folder, files->at, half, 0 }, second = { folder, files->at + half, files->n - half, 0 };
    Task task;
    task_start(&task, write_half, &second);
    write_half(&first);
    task_join(&task);
    errno = first.error != 0 ? first.error : second.error;
    return errno == 0;
}

bool cli_write_output(Arena *arena, Str output, const OutputFiles *files, Diags *diags)
{
    Str target = without_links(arena, output);
    if (!may_replace(arena, target, diags))
        return false;
    remove_left(arena, target);
    Str beside = str_printf(arena, "%.*s.%ld~", STR_ARG(target), (long)getpid());
    bool done = file_make_folders(arena, beside);
    int lock = done ? file_lock_folder(arena, beside) : -1;
    done = done && write_files(beside, files) && file_swap_folder(arena, beside, target);
    if (!done) {
        diag_add(diags, DIAG_WRITE_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(output), file_reason());
        file_remove_tree(arena, beside);
    }
    file_unlock_folder(lock);
    return done;
}

enum { LOST_SHOWN = 20 };

/* What another edition had in the folder is not what this one has lost. */
static bool was_built_there(Arena *arena, Str output, const Edition *edition)
{
    Str manifest;
    Buf named = buf_new(arena);
    buf_c(&named, "\"nom\": ");
    buf_json(&named, edition->name.str);
    return file_read(arena, path_join(arena, output, STR("manifeste.json")), MANIFEST_LIMIT, &manifest)
        && str_find(manifest, buf_text(&named), 0) < manifest.n;
}

void cli_compare_addresses(Arena *arena, Str output, Build *build)
{
    Diags *diags = build_diags(build);
    Str before, line, rest, now = build_addresses(build);
    Map present = { 0 };
    size_t lost = 0;
    if (!was_built_there(arena, output, build_edition(build))
        || !file_read(arena, path_join(arena, output, STR("adresses.txt")), MANIFEST_LIMIT, &before))
        return;
    for (rest = now; str_split(&rest, '\n', &line);)
        map_set(arena, &present, line, &present);
    for (rest = before; str_split(&rest, '\n', &line);) {
        if (line.n == 0 || map_find(&present, line) != NULL || ++lost > LOST_SHOWN)
            continue;
        diag_add(diags, DIAG_ADDRESS_LOST, SPAN_NONE, "%.*s", STR_ARG(line));
        diag_remedy(diags, "garder l’identifiant ou le titre d’avant, ou prévenir ceux qui y mènent");
    }
    if (lost > LOST_SHOWN)
        diag_add(diags, DIAG_ADDRESS_LOST, SPAN_NONE, "et %zu autres", lost - LOST_SHOWN);
}
