#include "base/utf8.h"
#include "verify/provenance.h"
#include "verify/rules_impl.h"

/* V7xx: the files in the file. */

typedef struct { const Object *dict; uint32_t ref; bool in_names, in_list; Str name; } Spec;
typedef ARRAY(Spec) Specs;

static Spec *spec_of(View *view, Specs *specs, const Object *link)
{
    const Object *dict = file_resolve(&view->file, link);
    for (size_t i = 0; i < specs->n; i++)
        if (specs->at[i].dict == dict)
            return &specs->at[i];
    const Object *name = file_get(&view->file, dict, "UF");
    if (name->kind != OBJ_STRING)
        name = file_get(&view->file, dict, "F");
    array_push(view->arena, specs, (Spec){ dict, object_reference(link), false, false, object_text(view->arena, name) });
    return &array_last(specs);
}

enum { SPECS_MAX = 4096 };

/* All that the names tree and the catalogue's AF list. */
static Specs specs_of(View *view)
{
    PdfFile *file = &view->file;
    Specs specs = { 0 };
    Names names;
    const Object *list = file_get(file, view->catalogue, "AF");
    tree_names(file, view->arena, file_get(file, file_get(file, view->catalogue, "Names"), "EmbeddedFiles"), &names);
    for (size_t i = 0; i < names.n && specs.n < SPECS_MAX; i++)
        spec_of(view, &specs, names.at[i].value)->in_names = true;
    for (size_t i = 0; i < file_count(list) && specs.n < SPECS_MAX; i++)
        spec_of(view, &specs, &list->list.at[i])->in_list = true;
    return specs;
}

static void for_specs(Check *check, void (*each)(Check *, const Spec *))
{
    Specs specs = specs_of(check->view);
    for (size_t i = 0; i < specs.n; i++)
        each(check, &specs.at[i]);
}

static const Object *stream_of(Check *check, const Spec *spec)
{
    PdfFile *file = &check->view->file;
    return file_get(file, file_get(file, spec->dict, "EF"), "F");
}

static void check_names(Check *check, const Spec *spec)
{
    Arena *arena = check->view->arena;
    Str plain = object_text(arena, file_get(&check->view->file, spec->dict, "F"));
    Str unicode = object_text(arena, file_get(&check->view->file, spec->dict, "UF"));
    if (plain.n == 0 || !str_equal(plain, unicode))
        fault(check, NOWHERE, "« %.*s » et « %.*s »", STR_ARG(plain), STR_ARG(unicode));
}

static void check_relation(Check *check, const Spec *spec)
{
    static const char *const known[] = { "Source", "Data", "Alternative", "Supplement", "Unspecified", "EncryptedPayload" };
    const Object *relation = file_get(&check->view->file, spec->dict, "AFRelationship");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (object_is(relation, known[i]))
            return;
    fault(check, NOWHERE, "« %.*s »", STR_ARG(spec->name));
}

static void check_listed(Check *check, const Spec *spec)
{
    if (!spec->in_names || !spec->in_list)
        fault(check, NOWHERE, "« %.*s » n’est pas dans « %s »", STR_ARG(spec->name), spec->in_names ? "AF" : "Names");
}

static void check_type(Check *check, const Spec *spec)
{
    const Object *type = file_get(&check->view->file, stream_of(check, spec), "Subtype");
    if (type->kind != OBJ_NAME || str_find(type->text, STR("/"), 0) == type->text.n)
        fault(check, NOWHERE, "« %.*s »", STR_ARG(spec->name));
}

static const Object *parameter(Check *check, const Spec *spec, const char *key)
{
    return file_get(&check->view->file, file_get(&check->view->file, stream_of(check, spec), "Params"), key);
}

static void check_size(Check *check, const Spec *spec)
{
    View *view = check->view;
    const Object *size = parameter(check, spec, "Size");
    Str bytes;
    if (file_unpack(&view->file, view->arena, stream_of(check, spec), &bytes)
        && (size->kind != OBJ_INTEGER || size->integer != (int64_t)bytes.n))
        fault(check, NOWHERE, "« %.*s » a %zu octets", STR_ARG(spec->name), bytes.n);
}

static void check_date(Check *check, const Spec *spec)
{
    const Object *date = parameter(check, spec, "ModDate");
    if (date->kind != OBJ_STRING || !str_starts(date->text, STR("D:")))
        fault(check, NOWHERE, "« %.*s »", STR_ARG(spec->name));
}

static void check_about(Check *check, const Spec *spec)
{
    if (str_trim(object_text(check->view->arena, file_get(&check->view->file, spec->dict, "Desc"))).n == 0)
        fault(check, NOWHERE, "« %.*s »", STR_ARG(spec->name));
}

/* Text is UTF-8, JSON begins like JSON. */
static void check_bytes(Check *check, const Spec *spec)
{
    View *view = check->view;
    const Object *stream = stream_of(check, spec), *type = file_get(&view->file, stream, "Subtype");
    Str bytes;
    if (!file_unpack(&view->file, view->arena, stream, &bytes))
        fault(check, NOWHERE, "« %.*s »", STR_ARG(spec->name));
    else if ((object_is(type, "text/csv") || object_is(type, "application/json")) && utf8_invalid_at(bytes) < bytes.n)
        fault(check, NOWHERE, "« %.*s » n’est pas en UTF-8", STR_ARG(spec->name));
    else if (object_is(type, "application/json") && !str_starts(str_trim(bytes), STR("{"))
             && !str_starts(str_trim(bytes), STR("[")))
        fault(check, NOWHERE, "« %.*s » n’est pas du JSON", STR_ARG(spec->name));
}

static void check_path(Check *check, const Spec *spec)
{
    for (size_t i = 0; i < spec->name.n; i++)
        if (spec->name.p[i] == '/' || spec->name.p[i] == '\\' || spec->name.p[i] == ':') {
            fault(check, NOWHERE, "« %.*s »", STR_ARG(spec->name));
            return;
        }
}

void rule_file_names(Check *check)    { for_specs(check, check_names); }
void rule_file_relation(Check *check) { for_specs(check, check_relation); }
void rule_file_listed(Check *check)   { for_specs(check, check_listed); }
void rule_file_type(Check *check)     { for_specs(check, check_type); }
void rule_file_size(Check *check)     { for_specs(check, check_size); }
void rule_file_date(Check *check)     { for_specs(check, check_date); }
void rule_file_about(Check *check)    { for_specs(check, check_about); }
void rule_file_bytes(Check *check)    { for_specs(check, check_bytes); }
void rule_file_paths(Check *check)    { for_specs(check, check_path); }

void rule_file_tree(Check *check)
{
    PdfFile *file = &check->view->file;
    Names names;
    const Object *tree = file_get(file, file_get(file, check->view->catalogue, "Names"), "EmbeddedFiles");
    if (!tree_names(file, check->view->arena, tree, &names))
        fault(check, NOWHERE, "%s", "");
}

/* Each row names an element that is there, and its first content. */
void rule_provenance(Check *check)
{
    View *view = check->view;
    for (size_t i = 0; i < view->origins.n; i++) {
        const Origin *origin = &view->origins.at[i];
        Kid content = { .page = -1, .mcid = -1 };
        if (origin->element >= (int32_t)view->structure.nodes.n) {
            fault(check, NOWHERE, "élément %d de %zu", (int)origin->element + 1, view->structure.nodes.n);
            continue;
        }
        if (!node_content(view, origin->element, &content))
            content = (Kid){ .page = -1, .mcid = -1 };
        if (content.page != origin->page || content.mcid != origin->mcid)
            fault(check, AT_NODE(origin->element), "élément %d", (int)origin->element + 1);
    }
}
