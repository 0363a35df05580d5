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
#include "model/doctype.h"

/* One row a kind of file: `name`.yaml is described by .schemas/`name`.json, which holds `json`. */
typedef struct { Str name, json; } FileSchema;
typedef ARRAY(FileSchema) FileSchemas;

/* Those of an edition: rapport, programme. Of a document of a type, with `type`, that type's alone. */
FileSchemas file_schemas(Arena *arena, const DocType *type);

/* The row of that name; NULL when there is none. */
const FileSchema *file_schema_find(const FileSchemas *schemas, Str name);

/* Gives each of an edition's files its modeline, behind the comment at its head, and adds the schemas. */
void schemas_add(Arena *arena, NewFiles *files);

/* What the edition, or with `type` the document, in `folder` lacks: schemas that are absent or not of this version, files
 * without a modeline. False, with the reason in errno, when a file cannot be read. */
bool schemas_missing(Arena *arena, const DocType *type, Str folder, NewFiles *files);

#endif
