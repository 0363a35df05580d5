/* schema.c - the JSON Schemas: one on the standard output, or all into an edition's folder */
#include "cli/cli.h"

#include "base/buf.h"
#include "edit/schemas.h"

static int unknown(const Options *options, Str templates)
{
    Strs names = { 0 };
    for (const FileSchema *schema = file_schemas(); schema->name != NULL; schema++)
        array_push(options->arena, &names, str_from_c(schema->name));
    doctype_names(options->arena, templates, &names);
    Buf list = buf_new(options->arena);
    for (size_t i = 0; i < names.n; i++)
        buf_printf(&list, "%s%.*s", i == 0 ? "" : i + 1 == names.n ? " ou " : ", ", STR_ARG(names.at[i]));
    return cli_usage("schéma inconnu : %.*s (%.*s)", STR_ARG(options->content), STR_ARG(buf_text(&list)));
}

/* The schema of a type of document, with what is wrong with the type; empty where there is none. */
static Str type_schema(const Options *options, Str templates)
{
    Sources sources = sources_new(options->arena);
    Diags diags = diags_new(options->arena);
    const DocType *type = doctype_read(options->arena, &sources, templates, options->content, &diags);
    diags_print(&diags, &sources, DIAG_PLAIN, stderr);
    return type != NULL ? doctype_schema_json(options->arena, type) : STR_NONE;
}

static int fault(const Options *options, Str path)
{
    Diags diags = diags_new(options->arena);
    Sources sources = sources_new(options->arena);
    diag_add(&diags, DIAG_WRITE_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(path), file_reason());
    diags_print(&diags, &sources, DIAG_PLAIN, stderr);
    return EXIT_FAULT;
}

/* Brings an edition's schemas to this version, and names them in files that do not. */
static int write_into(const Options *options)
{
    Arena *arena = options->arena;
    NewFiles files = { 0 };
    if (options->content.n > 0)
        return cli_usage("« --dans » écrit tous les schémas : sans %.*s", STR_ARG(options->content));
    if (!file_exists(path_join(arena, options->into, STR("rapport.yaml"))))
        return cli_usage("%.*s n’est pas le dossier d’une édition : il n’a pas de rapport.yaml", STR_ARG(options->into));
    if (!schemas_missing(arena, options->into, &files))
        return fault(options, options->into);
    for (size_t i = 0; i < files.n; i++) {
        Str path = path_join(arena, options->into, files.at[i].path);
        if (!file_write(arena, path, files.at[i].text))
            return fault(options, path);
        printf("écrit : %.*s\n", STR_ARG(path));
    }
    if (files.n == 0)
        printf("%.*s : les schémas sont à jour\n", STR_ARG(options->into));
    return EXIT_DONE;
}

int cli_schema(const Options *options)
{
    if (options->into.n > 0)
        return write_into(options);
    Str templates = path_join(options->arena, options->input.share, STR("templates"));
    const FileSchema *schema = options->content.n > 0 ? file_schema_find(options->content) : file_schemas();
    Str json = schema != NULL ? schema->json(options->arena) : type_schema(options, templates);
    if (json.n == 0)
        return unknown(options, templates);
    fwrite(json.p, 1, json.n, stdout);
    return EXIT_DONE;
}
