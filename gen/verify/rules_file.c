#include "verify/rules_impl.h"

/* V1xx: the file as bytes and objects. */

static void fault_file(Check *check, FileFaultKind kind)
{
    const PdfFile *file = &check->view->file;
    for (size_t i = 0; i < file->faults.n; i++) {
        const FileFault *found = &file->faults.at[i];
        if (found->kind == kind && found->number > 0)
            fault(check, NOWHERE, "objet %u, %.*s", found->number, STR_ARG(found->detail));
        else if (found->kind == kind)
            fault(check, NOWHERE, "%.*s", STR_ARG(found->detail));
    }
}

void rule_header(Check *check)      { fault_file(check, FILE_HEADER); }
void rule_binary_mark(Check *check) { fault_file(check, FILE_MARK); }
void rule_start(Check *check)       { fault_file(check, FILE_START); }
void rule_xref(Check *check)        { fault_file(check, FILE_XREF); }
void rule_entries(Check *check)     { fault_file(check, FILE_ENTRY); }
void rule_tail(Check *check)        { fault_file(check, FILE_TAIL); }
void rule_objects(Check *check)     { fault_file(check, FILE_OBJECT); }
void rule_lengths(Check *check)     { fault_file(check, FILE_LENGTH); }
void rule_hex(Check *check)         { fault_file(check, FILE_HEX); }

void rule_limits(Check *check)
{
    fault_file(check, FILE_LIMIT);
    fault_events(check, EVENT_LIMIT);
}

/* A first edition's two strings are equal (ISO 32000-1, 14.4): ours are never updated in place. */
void rule_identifier(Check *check)
{
    PdfFile *file = &check->view->file;
    const Object *id = file_get(file, file->trailer, "ID");
    const Object *first = file_item(file, id, 0), *second = file_item(file, id, 1);
    if (file_count(id) != 2 || first->kind != OBJ_STRING || second->kind != OBJ_STRING || first->text.n == 0)
        fault(check, NOWHERE, "« ID » absent ou mal formé");
    else if (!str_equal(first->text, second->text))
        fault(check, NOWHERE, "les deux chaînes diffèrent");
}

void rule_encryption(Check *check)
{
    if (object_entry(check->view->file.trailer, "Encrypt")->kind != OBJ_NULL)
        fault(check, NOWHERE, "rien d’autre n’est vérifié");
}

/* --- streams ------------------------------------------------------------- */

static bool is_only_flate(PdfFile *file, const Object *stream)
{
    const Object *filter = file_get(file, stream, "Filter");
    return object_is(filter, "FlateDecode")
        || (file_count(filter) == 1 && object_is(file_item(file, filter, 0), "FlateDecode"));
}

static void check_stream(Check *check, const Object *object, uint32_t number)
{
    Str bytes;
    PdfFile *file = &check->view->file;
    if (object->kind != OBJ_STREAM || !is_only_flate(file, object))
        return;
    Arena *arena = arena_open();
    if (!file_unpack(file, arena, object, &bytes))
        fault(check, NOWHERE, "objet %u", number);
    arena_close(arena);
}

void rule_streams(Check *check)
{
    visit_objects(check, check_stream);
}

static void check_filters(Check *check, const Object *object, uint32_t number)
{
    PdfFile *file = &check->view->file;
    if (object->kind == OBJ_STREAM
        && (stream_has_filter(file, object, "LZWDecode") || stream_has_filter(file, object, "Crypt")))
        fault(check, NOWHERE, "objet %u", number);
}

void rule_filters(Check *check)
{
    visit_objects(check, check_filters);
}

static void check_external(Check *check, const Object *object, uint32_t number)
{
    static const char *const keys[] = { "F", "FFilter", "FDecodeParms" };
    for (size_t i = 0; object->kind == OBJ_STREAM && i < sizeof keys / sizeof *keys; i++)
        if (object_entry(object, keys[i])->kind != OBJ_NULL)
            fault(check, NOWHERE, "objet %u, « %s »", number, keys[i]);
}

void rule_external(Check *check)
{
    visit_objects(check, check_external);
}

/* --- values -------------------------------------------------------------- */

static void check_reference(Check *check, const Object *object, uint32_t number)
{
    const PdfFile *file = &check->view->file;
    if (object->kind == OBJ_REF && (object->integer <= 0 || (uint64_t)object->integer >= file->entries.n
                                    || file->entries.at[object->integer].kind == ENTRY_NONE))
        fault(check, NOWHERE, "l’objet %u renvoie à l’objet %lld", number, (long long)object->integer);
}

void rule_dangling(Check *check)
{
    visit_objects(check, check_reference);
}

static void check_string(Check *check, const Object *object, uint32_t number)
{
    if (object->kind == OBJ_STRING && object->text.n > 32767)
        fault(check, NOWHERE, "objet %u : %zu octets", number, object->text.n);
}

void rule_strings(Check *check)
{
    visit_objects(check, check_string);
}

static void check_name(Check *check, const Object *object, uint32_t number)
{
    if (object->kind == OBJ_NAME && object->text.n > 127)
        fault(check, NOWHERE, "objet %u : %zu octets", number, object->text.n);
    for (size_t i = 0; i < object_pairs(object); i++)
        if (object_key(object, i).n > 127)
            fault(check, NOWHERE, "objet %u : %zu octets", number, object_key(object, i).n);
}

void rule_names(Check *check)
{
    visit_objects(check, check_name);
}

static void check_number(Check *check, const Object *object, uint32_t number)
{
    const double real_max = 3.403e38;
    if (object->kind == OBJ_INTEGER && (object->integer > INT32_MAX || object->integer < INT32_MIN))
        fault(check, NOWHERE, "objet %u : %lld", number, (long long)object->integer);
    else if (object->kind == OBJ_REAL && (object->real > real_max || object->real < -real_max))
        fault(check, NOWHERE, "objet %u", number);
}

void rule_numbers(Check *check)
{
    visit_objects(check, check_number);
}

static void check_array(Check *check, const Object *object, uint32_t number)
{
    if (object->kind == OBJ_ARRAY && object->list.n > 32767)
        fault(check, NOWHERE, "objet %u : %zu éléments", number, object->list.n);
}

void rule_arrays(Check *check)
{
    visit_objects(check, check_array);
}

/* --- actions ------------------------------------------------------------- */

static bool is_one_of(const Object *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (object_is(name, *names))
            return true;
    return false;
}

/* A structure element has an S too, but its own Type or a P. */
static void check_action(Check *check, const Object *object, uint32_t number)
{
    static const char *const forbidden[] = { "Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide",
                                             "SetOCGState", "Rendition", "Trans", "GoTo3DView", "JavaScript", NULL };
    static const char *const named[] = { "NextPage", "PrevPage", "FirstPage", "LastPage", NULL };
    PdfFile *file = &check->view->file;
    const Object *kind = file_get(file, object, "S");
    if (object->kind != OBJ_DICT || object_entry(object, "P")->kind != OBJ_NULL)
        return;
    if (is_one_of(kind, forbidden)
        || (object_is(kind, "Named") && !is_one_of(file_get(file, object, "N"), named)))
        fault(check, NOWHERE, "objet %u : %.*s", number, STR_ARG(kind->text));
}

void rule_actions(Check *check)
{
    PdfFile *file = &check->view->file;
    visit_objects(check, check_action);
    if (file_get(file, file_get(file, check->view->catalogue, "Names"), "JavaScript")->kind != OBJ_NULL)
        fault(check, NOWHERE, "scripts dans « Names »");
}

void rule_triggers(Check *check)
{
    View *view = check->view;
    if (object_entry(view->catalogue, "AA")->kind != OBJ_NULL)
        fault(check, NOWHERE, "« AA » dans le catalogue");
    for (size_t i = 0; i < view->pages.n; i++) {
        const Object *annotations = file_get(&view->file, view->pages.at[i].dict, "Annots");
        if (object_entry(view->pages.at[i].dict, "AA")->kind != OBJ_NULL)
            fault(check, AT_PAGE(i), "« AA » de la page");
        for (size_t k = 0; k < file_count(annotations); k++)
            if (object_entry(file_item(&view->file, annotations, k), "AA")->kind != OBJ_NULL)
                fault(check, AT_PAGE(i), "« AA » d’une annotation");
    }
}

void rule_catalogue(Check *check)
{
    static const char *const forbidden[] = { "NeedsRendering", "Requirements" };
    View *view = check->view;
    const Object *form = file_get(&view->file, view->catalogue, "AcroForm");
    const Object *lacking = file_get(&view->file, form, "NeedAppearances");
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (object_entry(view->catalogue, forbidden[i])->kind != OBJ_NULL)
            fault(check, NOWHERE, "« %s »", forbidden[i]);
    if (object_entry(form, "XFA")->kind != OBJ_NULL || (lacking->kind == OBJ_BOOL && lacking->truth))
        fault(check, NOWHERE, "formulaire XFA ou sans apparences");
    if (file_get(&view->file, file_get(&view->file, view->catalogue, "Names"), "AlternatePresentations")->kind != OBJ_NULL)
        fault(check, NOWHERE, "« AlternatePresentations »");
}
