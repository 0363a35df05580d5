/* schemas.h - the JSON Schemas beside an edition's files, and the lines that name them
 *
 * An editor's program completes and checks while he types when it finds the
 * schema of the file. Each edition carries its own copies, in `.schemas/`, and
 * each YAML file names its own by a relative path: the folder of one edition,
 * copied anywhere, without a network and without us, is enough.
 */
#ifndef EDIT_SCHEMAS_H
#define EDIT_SCHEMAS_H

#include "edit/renew.h"

/* One row a kind of file: `name`.yaml is described by .schemas/`name`.json. */
typedef struct {
    const char *name;
    Str (*json)(Arena *arena);
} FileSchema;

/* All of them; the last row has no name. */
const FileSchema *file_schemas(void);

/* The row of that name; NULL when there is none. */
const FileSchema *file_schema_find(Str name);

/* `text`, the file `path` of an edition, with a modeline behind the comment at its head; `text` itself when it has one,
 * or when no schema is for that file. */
Str schema_named(Arena *arena, Str path, Str text);

/* Gives each of an edition's files its modeline, and adds the schemas. */
void schemas_add(Arena *arena, NewFiles *files);

/* What the edition in `folder` lacks: schemas that are absent or not of this version, files without a modeline. False,
 * with the reason in errno, when a file cannot be read. */
bool schemas_missing(Arena *arena, Str folder, NewFiles *files);

#endif
