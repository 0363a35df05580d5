/* schemas.c - the rows, the modeline, and what an edition's folder lacks */
#include "edit/schemas.h"

#include "base/buf.h"
#include "model/edition.h"

#define SCHEMA_FOLDER ".schemas"
#define MODELINE "# yaml-language-server: $schema="

enum { YAML_LIMIT = 16 << 20, DEPTH_MAX = 4 };       /* an edition's data lie two folders deep */

FileSchemas file_schemas(Arena *arena, const DocType *type)
{
    FileSchemas schemas = { 0 };
    if (type != NULL) {
        array_push(arena, &schemas, (FileSchema){ type->name, doctype_schema_json(arena, type) });
        return schemas;
    }
    array_push(arena, &schemas, (FileSchema){ STR("rapport"), edition_schema_json(arena) });
    array_push(arena, &schemas, (FileSchema){ STR("programme"), programme_schema_json(arena) });
    return schemas;
}

const FileSchema *file_schema_find(const FileSchemas *schemas, Str name)
{
    for (size_t i = 0; i < schemas->n; i++)
        if (str_equal(name, schemas->at[i].name))
            return &schemas->at[i];
    return NULL;
}

static const FileSchema *schema_of(const FileSchemas *schemas, Str path)
{
    return str_ends(path, STR(".yaml")) ? file_schema_find(schemas, path_stem(path_name(path))) : NULL;
}

/* Behind the byte-order mark and the lines of comment at the head: who opens the file reads those first. */
static size_t modeline_place(Str text)
{
    size_t at = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < text.n && text.p[at] == '#') {
        size_t end = str_find(text, STR("\n"), at);
        if (end >= text.n)
            break;
        at = end + 1;
    }
    return at;
}

/* `text`, the file `path`, with a modeline; `text` itself when it has one, or when no schema is for that file. */
static Str schema_named(Arena *arena, const FileSchemas *schemas, Str path, Str text)
{
    const FileSchema *schema = schema_of(schemas, path);
    if (schema == NULL || str_find(text, STR(MODELINE), 0) < text.n)
        return text;
    size_t at = modeline_place(text);
    Buf out = buf_new(arena);
    buf_str(&out, str_slice(text, 0, at));
    buf_c(&out, MODELINE);
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] == '/')
            buf_c(&out, "../");
    buf_printf(&out, SCHEMA_FOLDER "/%.*s.json%s", STR_ARG(schema->name), str_find(text, STR("\r\n"), 0) < text.n ? "\r\n" : "\n");
    buf_str(&out, str_slice(text, at, text.n));
    return buf_text(&out);
}

static Str schema_path(Arena *arena, const FileSchema *schema)
{
    return str_printf(arena, SCHEMA_FOLDER "/%.*s.json", STR_ARG(schema->name));
}

void schemas_add(Arena *arena, NewFiles *files)
{
    FileSchemas schemas = file_schemas(arena, NULL);
    for (size_t i = 0; i < files->n; i++)
        files->at[i].text = schema_named(arena, &schemas, files->at[i].path, files->at[i].text);
    for (size_t i = 0; i < schemas.n; i++)
        array_push(arena, files, (NewFile){ schema_path(arena, &schemas.at[i]), schemas.at[i].json });
}

/* --- an edition that is there --- */

static bool add_unnamed(Arena *arena, const FileSchemas *schemas, Str folder, Str path, NewFiles *files)
{
    Str text;
    if (schema_of(schemas, path) == NULL)
        return true;
    if (!file_read(arena, path_join(arena, folder, path), YAML_LIMIT, &text))
        return false;
    Str named = schema_named(arena, schemas, path, text);
    if (named.p != text.p)
        array_push(arena, files, (NewFile){ path, named });
    return true;
}

static bool add_below(Arena *arena, const FileSchemas *schemas, Str folder, Str below, int depth, NewFiles *files)
{
    Strs names;
    if (!file_list(arena, path_join(arena, folder, below), &names))
        return false;
    for (size_t i = 0; i < names.n; i++) {
        Str path = below.n > 0 ? path_join(arena, below, names.at[i]) : names.at[i];
        bool is_folder = file_is_folder(path_join(arena, folder, path));
        if (str_starts(names.at[i], STR(".")) || (is_folder && depth == DEPTH_MAX))
            continue;
        if (is_folder ? !add_below(arena, schemas, folder, path, depth + 1, files)
                      : !add_unnamed(arena, schemas, folder, path, files))
            return false;
    }
    return true;
}

bool schemas_missing(Arena *arena, const DocType *type, Str folder, NewFiles *files)
{
    FileSchemas schemas = file_schemas(arena, type);
    for (size_t i = 0; i < schemas.n; i++) {
        Str path = schema_path(arena, &schemas.at[i]), json = schemas.at[i].json, text;
        if (!file_read(arena, path_join(arena, folder, path), YAML_LIMIT, &text) || !str_equal(text, json))
            array_push(arena, files, (NewFile){ path, json });
    }
    return add_below(arena, &schemas, folder, STR_NONE, 0, files);
}
