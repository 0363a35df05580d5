/* file.h - reading files, listing folders, writing whole or not at all
 *
 * Functions that can meet the machine's faults return false and leave the
 * reason in errno.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>

#include "base/array.h"
#include "base/str.h"

typedef ARRAY(Str) Strs;

/* Reads a whole regular file of at most `limit` bytes; errno is EFBIG above. */
bool file_read(Arena *arena, Str path, size_t limit, Str *text);

bool file_is_folder(Str path);
bool file_exists(Str path);

Str  file_real_path(Arena *arena, Str path);       /* without links; empty when it does not exist */

/* The names in a folder, without "." and "..", sorted by bytes. */
bool file_list(Arena *arena, Str folder, Strs *names);

/* Writes a file that is not there yet, into a folder of the caller's own; makes the folders above. What is
 * written when it fails is the caller's to remove. */
bool file_create(Arena *scratch, Str path, Str text);

/* Writes `text` beside `path` and renames it there, so that `path` holds the
 * old bytes or the new ones, never a part. Makes the folders above. */
bool file_write(Arena *scratch, Str path, Str text);

bool file_make_folders(Arena *scratch, Str folder);

/* Removes a folder and all in it; does not follow links. */
bool file_remove_tree(Arena *scratch, Str folder);

/* Puts folder `from` in the place of `to` (which may be absent) in one step
 * and removes what was there, as far as that can be done. */
bool file_swap_folder(Arena *scratch, Str from, Str to);

/* Says that this process is at work in a folder, until it unlocks it or ends,
 * however it ends (flock). -1 when another one is, or there is no such folder. */
int  file_lock_folder(Arena *scratch, Str folder);
void file_unlock_folder(int lock);

/* Why the last call failed, in French, from errno: "le disque est plein". */
const char *file_reason(void);

Str  path_join(Arena *arena, Str folder, Str name);
Str  path_name(Str path);                /* what follows the last '/' */
Str  path_folder(Str path);              /* what precedes it; "." when none */
bool path_is_below(Str folder, Str path); /* as they are written: both without links */
Str  path_stem(Str path);                /* the name without its last suffix */

#endif
