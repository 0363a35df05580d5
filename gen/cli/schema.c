/* schema.c - the JSON Schemas: one on the standard output, or all into an edition's folder */
#include "cli/cli.h"

#include "base/buf.h"
#include "edit/schemas.h"

static int unknown(const Options *options)
{
    Buf names = buf_new(options->arena);
    for (const FileSchema *schema = file_schemas(); schema->name != NULL; schema++)
        buf_printf(&names, "%s%s", schema == file_schemas() ? "" : schema[1].name == NULL ? " ou " : ", ", schema->name);
    return cli_usage("schéma inconnu : %.*s (%.*s)", STR_ARG(options->content), STR_ARG(buf_text(&names)));
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
    const FileSchema *schema = options->content.n > 0 ? file_schema_find(options->content) : file_schemas();
    if (schema == NULL)
        return unknown(options);
    Str json = schema->json(options->arena);
    fwrite(json.p, 1, json.n, stdout);
    return EXIT_DONE;
}
