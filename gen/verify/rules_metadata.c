#include "base/buf.h"
#include "verify/rules_impl.h"

/* V2xx: what the file says about itself, and its colours' intent. */

static const Object *xmp_stream(View *view)
{
    return file_get(&view->file, view->catalogue, "Metadata");
}

void rule_xmp(Check *check)
{
    if (xmp_stream(check->view)->kind != OBJ_STREAM)
        fault(check, NOWHERE, "%s", "");
}

void rule_xmp_stream(Check *check)
{
    View *view = check->view;
    const Object *stream = xmp_stream(view);
    if (stream->kind != OBJ_STREAM)
        return;
    if (object_entry(stream, "Filter")->kind != OBJ_NULL)
        fault(check, NOWHERE, "le flux est compressé");
    if (!object_is(file_get(&view->file, stream, "Type"), "Metadata")
        || !object_is(file_get(&view->file, stream, "Subtype"), "XML"))
        fault(check, NOWHERE, "« Type » et « Subtype » ne sont pas « Metadata » et « XML »");
}

void rule_xmp_form(Check *check)
{
    View *view = check->view;
    if (xmp_stream(view)->kind != OBJ_STREAM)
        return;
    if (view->xmp == NULL)
        fault(check, NOWHERE, "%.*s", STR_ARG(view->has_xmp ? view->xmp_fault : STR("flux illisible")));
    else if (xml_child(view->xmp, SPACE_RDF, "RDF") == NULL && !str_equal(view->xmp->name, STR("RDF")))
        fault(check, NOWHERE, "« rdf:RDF » manque");
}

void rule_xmp_packet(Check *check)
{
    Str bytes = check->view->xmp_bytes;
    size_t from = str_find(bytes, STR("<?xpacket "), 0);
    Str head = str_slice(bytes, from, str_find(bytes, STR("?>"), from));
    static const char *const keys[] = { " bytes", " encoding" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_find(head, str_from_c(keys[i]), 0) < head.n)
            fault(check, NOWHERE, "«%s »", keys[i]);
}

static void need_value(Check *check, const char *space, const char *name, const char *wanted)
{
    View *view = check->view;
    Str value = view->xmp != NULL ? xmp_value(view, view->arena, space, name) : STR_NONE;
    if (view->xmp != NULL && !str_equal(value, str_from_c(wanted)))
        fault(check, NOWHERE, "« %.*s »", STR_ARG(value));
}

void rule_pdfa_part(Check *check)  { need_value(check, SPACE_PDFA, "part", "3"); }
void rule_pdfa_level(Check *check) { need_value(check, SPACE_PDFA, "conformance", "A"); }
void rule_pdfua_part(Check *check) { need_value(check, SPACE_PDFUA, "part", "1"); }

/* Whether a description of a schema is that of PDF/UA and has `part`. */
static bool declares_part(Arena *arena, const Xml *schema)
{
    Str space = xml_text(arena, xml_child(schema, SPACE_SCHEMA, "namespaceURI"));
    const Xml *list = xml_child(xml_child(schema, SPACE_SCHEMA, "property"), SPACE_RDF, "Seq");
    if (!str_equal(space, str_from_c(SPACE_PDFUA)))
        return false;
    for (const Xml *item = list != NULL ? list->first : NULL; item != NULL; item = item->next)
        if (str_equal(xml_text(arena, xml_child(item, SPACE_PROPERTY, "name")), STR("part")))
            return true;
    return false;
}

void rule_extension(Check *check)
{
    Str attribute;
    View *view = check->view;
    const Xml *bag = xml_child(xmp_property(view, SPACE_EXTENSION, "schemas", &attribute), SPACE_RDF, "Bag");
    if (view->xmp == NULL)
        return;
    for (const Xml *schema = bag != NULL ? bag->first : NULL; schema != NULL; schema = schema->next)
        if (declares_part(view->arena, schema))
            return;
    fault(check, NOWHERE, "%s", "");
}

void rule_title(Check *check)
{
    View *view = check->view;
    if (view->xmp != NULL && xmp_value(view, view->arena, SPACE_DC, "title").n == 0)
        fault(check, NOWHERE, "%s", "");
}

/* --- Info ---------------------------------------------------------------- */

/* Only what Info has is compared (PDF/A-3, 6.6.3). */
static void need_equal(Check *check, const char *key, const char *space, const char *name)
{
    View *view = check->view;
    const Object *entry = file_get(&view->file, view->info, key);
    if (entry->kind != OBJ_STRING || view->xmp == NULL)
        return;
    Str own = object_text(view->arena, entry), other = xmp_value(view, view->arena, space, name);
    if (!str_equal(str_trim(own), other))
        fault(check, NOWHERE, "« %.*s » et « %.*s »", STR_ARG(own), STR_ARG(other));
}

void rule_info_title(Check *check)    { need_equal(check, "Title", SPACE_DC, "title"); }
void rule_info_author(Check *check)   { need_equal(check, "Author", SPACE_DC, "creator"); }
void rule_info_subject(Check *check)  { need_equal(check, "Subject", SPACE_DC, "description"); }
void rule_info_producer(Check *check) { need_equal(check, "Producer", SPACE_PDF, "Producer"); }

/* The digits of a date; "Z" is +00'00', and what is left out is the least:
 * enough to compare dates written by one program. */
static Str date_digits(Arena *arena, Str date)
{
    Buf out = buf_new(arena);
    size_t digits = 0;
    for (size_t i = 0; i < date.n; i++) {
        bool is_digit = date.p[i] >= '0' && date.p[i] <= '9';
        if (is_digit)
            buf_char(&out, date.p[i]);
        digits += is_digit;
        if (digits >= 14 && (date.p[i] == '+' || date.p[i] == '-'))
            buf_char(&out, date.p[i]);
    }
    return buf_text(&out);
}

static void need_same_date(Check *check, const char *key, const char *name)
{
    View *view = check->view;
    const Object *entry = file_get(&view->file, view->info, key);
    if (entry->kind != OBJ_STRING || view->xmp == NULL)
        return;
    Str own = object_text(view->arena, entry), other = xmp_value(view, view->arena, SPACE_XMP, name);
    if (!str_equal(date_digits(view->arena, own), date_digits(view->arena, other)))
        fault(check, NOWHERE, "« %.*s » et « %.*s »", STR_ARG(own), STR_ARG(other));
}

void rule_info_created(Check *check)  { need_same_date(check, "CreationDate", "CreateDate"); }
void rule_info_modified(Check *check) { need_same_date(check, "ModDate", "ModifyDate"); }

void rule_info_others(Check *check)
{
    need_equal(check, "Creator", SPACE_XMP, "CreatorTool");
    need_equal(check, "Keywords", SPACE_PDF, "Keywords");
}

/* --- catalogue ----------------------------------------------------------- */

void rule_xmp_language(Check *check)
{
    View *view = check->view;
    Str own = object_text(view->arena, file_get(&view->file, view->catalogue, "Lang"));
    Str other = view->xmp != NULL ? xmp_value(view, view->arena, SPACE_DC, "language") : STR_NONE;
    if (other.n > 0 && own.n > 0 && !str_equal(own, other))
        fault(check, NOWHERE, "« %.*s » et « %.*s »", STR_ARG(own), STR_ARG(other));
}

static bool is_true(View *view, const char *dict, const char *key)
{
    const Object *value = file_get(&view->file, file_get(&view->file, view->catalogue, dict), key);
    return value->kind == OBJ_BOOL && value->truth;
}

void rule_display_title(Check *check)
{
    if (!is_true(check->view, "ViewerPreferences", "DisplayDocTitle"))
        fault(check, NOWHERE, "%s", "");
}

void rule_marked(Check *check)
{
    if (!is_true(check->view, "MarkInfo", "Marked"))
        fault(check, NOWHERE, "%s", "");
}

void rule_suspects(Check *check)
{
    if (is_true(check->view, "MarkInfo", "Suspects"))
        fault(check, NOWHERE, "%s", "");
}

void rule_language(Check *check)
{
    View *view = check->view;
    if (object_text(view->arena, file_get(&view->file, view->catalogue, "Lang")).n == 0)
        fault(check, NOWHERE, "%s", "");
}

/* RFC 5646, 2.1, its shape: subtags of 1 to 8 letters and digits, the first
 * of 2 to 8 letters, or i or x. */
static bool is_language(Str tag)
{
    Str part, rest = tag;
    for (size_t index = 0; str_split(&rest, '-', &part); index++) {
        if (part.n == 0 || part.n > 8)
            return false;
        for (size_t i = 0; i < part.n; i++) {
            char c = part.p[i];
            bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!is_letter && (index == 0 || c < '0' || c > '9'))
                return false;
        }
        if (index == 0 && part.n == 1 && part.p[0] != 'i' && part.p[0] != 'x')
            return false;
    }
    return tag.n > 0;
}

void rule_language_tags(Check *check)
{
    View *view = check->view;
    const Object *whole = file_get(&view->file, view->catalogue, "Lang");
    Str tag = object_text(view->arena, whole);
    if (tag.n > 0 && !is_language(tag))
        fault(check, NOWHERE, "« %.*s », catalogue", STR_ARG(tag));
    for (size_t i = 0; i < view->structure.nodes.n; i++) {
        const Object *own = file_get(&view->file, view->structure.nodes.at[i].dict, "Lang");
        tag = object_text(view->arena, own);
        if (own->kind == OBJ_STRING && !is_language(tag))
            fault(check, AT_NODE(i), "« %.*s »", STR_ARG(tag));
    }
}

/* --- output intent ------------------------------------------------------- */

static const Object *intent_profile(View *view)
{
    PdfFile *file = &view->file;
    const Object *intents = file_get(file, view->catalogue, "OutputIntents");
    for (size_t i = 0; i < file_count(intents); i++) {
        const Object *intent = file_item(file, intents, i), *profile = file_get(file, intent, "DestOutputProfile");
        if (object_is(file_get(file, intent, "S"), "GTS_PDFA1") && profile->kind == OBJ_STREAM
            && file_get(file, intent, "OutputConditionIdentifier")->kind == OBJ_STRING)
            return profile;
    }
    return &object_null;
}

void rule_intent(Check *check)
{
    if (intent_profile(check->view)->kind != OBJ_STREAM)
        fault(check, NOWHERE, "%s", "");
}

/* ICC.1:2004-10, 7.2: size, version, class, colour space, signature. */
void rule_profile(Check *check)
{
    static const struct { const char *space; int64_t components; } spaces[] = { { "RGB ", 3 }, { "GRAY", 1 }, { "CMYK", 4 } };
    enum { HEADER = 128 };
    View *view = check->view;
    const Object *profile = intent_profile(view), *components = file_get(&view->file, profile, "N");
    Str bytes;
    if (profile->kind != OBJ_STREAM)
        return;
    if (!file_unpack(&view->file, view->arena, profile, &bytes) || bytes.n < HEADER
        || !str_equal(str_slice(bytes, 36, 40), STR("acsp"))) {
        fault(check, NOWHERE, "ce n’est pas un profil ICC");
        return;
    }
    Str kind = str_slice(bytes, 12, 16), space = str_slice(bytes, 16, 20);
    if (bytes.p[8] > 4 || (!str_equal(kind, STR("mntr")) && !str_equal(kind, STR("prtr"))))
        fault(check, NOWHERE, "version ou classe du profil");
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (str_equal(space, str_from_c(spaces[i].space)) && components->kind == OBJ_INTEGER
            && components->integer == spaces[i].components)
            return;
    fault(check, NOWHERE, "« N » ne va pas avec l’espace « %.*s »", STR_ARG(space));
}
