/* schema.c - the JSON Schemas: one on the standard output, or all into an edition's folder */
#include "cli/cli.h"

#include "base/buf.h"
#include "edit/schemas.h"

static int unknown(const Options *options, Str templates)
{
    Strs names = { 0 };
    FileSchemas schemas = file_schemas(options->arena, NULL);
    for (size_t i = 0; i < schemas.n; i++)
        array_push(options->arena, &names, schemas.at[i].name);
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

/* Of the document in the folder of --dans; what is wrong with it is not the matter here. */
static const DocType *type_in(const Options *options)
{
    Sources sources = sources_new(options->arena);
    Diags unheard = diags_new(options->arena);
    Str templates = path_join(options->arena, options->input.share, STR("templates"));
    return doctype_find(options->arena, &sources, templates, options->into, &unheard);
}

/* Brings an edition's schemas to this version, and names them in files that do not. */
static int write_into(const Options *options)
{
    Arena *arena = options->arena;
    NewFiles files = { 0 };
    if (options->content.n > 0)
        return cli_usage("« --dans » écrit tous les schémas : sans %.*s", STR_ARG(options->content));
    bool is_edition = file_exists(path_join(arena, options->into, STR("rapport.yaml")));
    const DocType *type = is_edition ? NULL : type_in(options);
    if (!is_edition && type == NULL)
        return cli_usage("%.*s n’est pas le dossier d’une édition : il n’a ni rapport.yaml ni document d’un type connu",
                         STR_ARG(options->into));
    if (!schemas_missing(arena, type, options->into, &files))
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
    FileSchemas schemas = file_schemas(options->arena, NULL);
    const FileSchema *schema = options->content.n > 0 ? file_schema_find(&schemas, options->content) : &schemas.at[0];
    Str json = schema != NULL ? schema->json : type_schema(options, templates);
    if (json.n == 0)
        return unknown(options, templates);
    fwrite(json.p, 1, json.n, stdout);
    return EXIT_DONE;
}
