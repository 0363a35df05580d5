/* schema.c - reading a map through its table of fields */
#include "data/schema.h"

#include <string.h>

#include "base/buf.h"

typedef struct { Arena *arena; Diags *diags; } Reader;

static bool read_map(Reader r, const Schema *schema, const YamlNode *node, char *into);

/* "titre: " with nothing behind: as if the key were not there. */
static bool is_empty(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && node->is_plain && node->scalar.n == 0;
}

static bool is_scalar_schema(const Schema *schema)
{
    return schema->fields[0].key != NULL && schema->fields[0].key[0] == '\0';
}

static bool refuse(Reader r, const YamlNode *node, const char *expected, const char *remedy)
{
    static const char *const found[] = {
        [YAML_SCALAR] = "un texte", [YAML_LIST] = "une liste", [YAML_MAP] = "un groupe de clés",
    };
    Span span = node->key_span.file != 0 ? node->key_span : node->span;
    if (node->is_broken)
        return false;                    /* what it was to be is not known */
    diag_add(r.diags, DIAG_WRONG_TYPE, span, "%s est attendu%s ici, non %s", expected,
             strstr(expected, "une ") == expected ? "e" : "", found[node->kind]);
    diag_remedy(r.diags, "%s", remedy);
    return false;
}

static bool is_scalar(Reader r, const YamlNode *node)
{
    return node->kind == YAML_SCALAR
        || refuse(r, node, "un texte", "écrire la valeur sur la ligne de la clé, entre guillemets au besoin");
}

static bool read_text(Reader r, const Field *field, const YamlNode *node, char *at)
{
    (void)field;
    if (!is_scalar(r, node))
        return false;
    *(Text *)(void *)at = (Text){ node->scalar, node->span };
    return true;
}

static bool read_number(Reader r, const Field *field, const YamlNode *node, char *at)
{
    (void)field;
    Value *value = (Value *)(void *)at;
    if (!is_scalar(r, node))
        return false;
    if (value_read_number(node->scalar, node->span, value)
        || value_read_missing(node->scalar, node->span, value))
        return true;
    *value = (Value){ .kind = VALUE_MISSING, .text = node->scalar, .span = node->span };
    diag_add(r.diags, DIAG_NOT_A_NUMBER, node->span, "« %.*s »", STR_ARG(node->scalar));
    diag_remedy(r.diags, "écrire les chiffres seuls, par exemple 3636 ou 49,9");
    return true;
}

static bool read_date(Reader r, const Field *field, const YamlNode *node, char *at)
{
    (void)field;
    Value *value = (Value *)(void *)at;
    if (!is_scalar(r, node))
        return false;
    if (value_read_date(r.arena, node->scalar, node->span, value))
        return true;
    diag_add(r.diags, DIAG_DATE_INVALID, node->span, "« %.*s »", STR_ARG(node->scalar));
    diag_remedy(r.diags, "écrire l’année, le mois, le jour : 2019-12-31");
    return true;
}

static bool read_integer(Reader r, const Field *field, const YamlNode *node, char *at)
{
    (void)field;
    Value value;
    if (!is_scalar(r, node))
        return false;
    bool is_whole = value_read_number(node->scalar, node->span, &value) && value.kind == VALUE_NUMBER
                    && value.decimals == 0 && value.digits >= -1000000 && value.digits <= 1000000;
    if (is_whole) {
        *(int *)(void *)at = (int)value.digits;
        return true;
    }
    diag_add(r.diags, DIAG_NOT_A_NUMBER, node->span, "« %.*s »", STR_ARG(node->scalar));
    diag_remedy(r.diags, "écrire un nombre entier");
    return true;
}

/* Which of `choices` the scalar is; 0, with a message, when it is none. */
static int choose(Reader r, const YamlNode *node, const char *const *choices)
{
    size_t n = 0;
    for (; choices[n] != NULL; n++)
        if (str_equal(str_from_c(choices[n]), node->scalar))
            return (int)n;
    Str *names = arena_array(r.arena, Str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = str_from_c(choices[i]);
    Buf list = buf_new(r.arena);
    for (size_t i = 0; i < n; i++)
        buf_printf(&list, "%s%s", i == 0 ? "" : i + 1 == n ? " ou " : ", ", choices[i]);
    Str nearest = diag_nearest(r.arena, node->scalar, names, n);
    diag_add(r.diags, DIAG_CHOICE_UNKNOWN, node->span, "« %.*s »", STR_ARG(node->scalar));
    if (nearest.n > 0)
        diag_remedy(r.diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
    else
        diag_remedy(r.diags, "écrire %.*s", STR_ARG(buf_text(&list)));
    return 0;
}

static const char *const truths[] = { "non", "oui", NULL };

static bool read_bool(Reader r, const Field *field, const YamlNode *node, char *at)
{
    (void)field;
    if (!is_scalar(r, node))
        return false;
    *(bool *)(void *)at = choose(r, node, truths) == 1;
    return true;
}

static bool read_choice(Reader r, const Field *field, const YamlNode *node, char *at)
{
    if (!is_scalar(r, node))
        return false;
    *(int *)(void *)at = choose(r, node, field->choices);
    return true;
}

static void report_too_many(Reader r, const YamlNode *node, Span where)
{
    diag_add(r.diags, DIAG_TOO_MANY, where, "« %.*s » : plus de %d", STR_ARG(node->key), ITEMS_MAX);
}

static bool read_texts(Reader r, const Field *field, const YamlNode *node, char *at)
{
    (void)field;
    Texts *texts = (Texts *)(void *)at;
    if (node->kind == YAML_MAP)
        return refuse(r, node, "une liste", "écrire [premier, second]");
    const YamlNode *item = node->kind == YAML_LIST ? node->first : node;
    for (; item != NULL && texts->n < ITEMS_MAX; item = node->kind == YAML_LIST ? item->next : NULL)
        if (is_scalar(r, item) && !item->is_broken)
            array_push(r.arena, texts, (Text){ item->scalar, item->span });
    if (item != NULL)
        report_too_many(r, node, item->span);
    return true;
}

static bool read_node(Reader r, const Field *field, const YamlNode *node, char *at)
{
    (void)r, (void)field;
    *(const YamlNode **)(void *)at = node;
    return true;
}

static bool read_struct(Reader r, const Field *field, const YamlNode *node, char *at)
{
    return read_map(r, field->of, node, at);
}

/* Reads each child into the next free struct; one that is no fit is left out, and what is beyond ITEMS_MAX. */
static bool read_items(Reader r, const Field *field, const YamlNode *node, char *at)
{
    const Schema *of = field->of;
    Items *items = (Items *)(void *)at;
    bool is_map = field->kind == FIELD_MAP;
    if (node->kind != (is_map ? YAML_MAP : YAML_LIST))
        return refuse(r, node, is_map ? "un groupe de clés" : "une liste",
                      is_map ? "écrire « nom: … », une ligne par entrée, en retrait sous la clé"
                             : "commencer chaque entrée par « - », sous la clé");
    items->at = arena_alloc(r.arena, node->count < ITEMS_MAX ? node->count : ITEMS_MAX, of->size);
    for (const YamlNode *child = node->first; child != NULL; child = child->next) {
        if (items->n == ITEMS_MAX) {
            report_too_many(r, node, is_map ? child->key_span : child->span);
            break;
        }
        char *into = (char *)items->at + items->n * of->size;
        memset(into, 0, of->size);
        if (child->is_broken && child->kind == YAML_SCALAR)
            continue;
        if (is_map)
            *(Text *)(void *)into = (Text){ child->key, child->key_span };
        items->n += read_map(r, of, child, into);
    }
    return true;
}

typedef struct {
    const char *json;                    /* what the JSON Schema says of it; NULL: computed */
    bool (*read)(Reader, const Field *, const YamlNode *, char *at);
} Kind;

static const Kind kinds[] = {
    [FIELD_TEXT]    = { "\"type\": [\"string\", \"number\"]", read_text },
    [FIELD_NUMBER]  = { "\"type\": [\"number\", \"string\"]", read_number },
    [FIELD_DATE]    = { "\"type\": [\"string\", \"integer\"]", read_date },
    [FIELD_BOOL]    = { "\"enum\": [\"oui\", \"non\"]", read_bool },
    [FIELD_CHOICE]  = { NULL, read_choice },
    [FIELD_INTEGER] = { "\"type\": \"integer\"", read_integer },
    [FIELD_TEXTS]   = { "\"type\": [\"array\", \"string\", \"number\"], "
                        "\"items\": { \"type\": [\"string\", \"number\"] }", read_texts },
    [FIELD_NODE]    = { NULL, read_node },
    [FIELD_STRUCT]  = { NULL, read_struct },
    [FIELD_LIST]    = { NULL, read_items },
    [FIELD_MAP]     = { NULL, read_items },
};
_Static_assert(sizeof kinds / sizeof *kinds == FIELD_KINDS, "every kind of field needs a row");

static size_t field_count(const Schema *schema)
{
    size_t n = 0;
    while (schema->fields[n].key != NULL)
        n++;
    return n;
}

static size_t find_field(const Schema *schema, size_t n, Str key)
{
    size_t i = 0;
    while (i < n && !str_equal(str_from_c(schema->fields[i].key), key))
        i++;
    return i;
}

static void list_keys(Buf *out, const Schema *schema, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%s", i > 0 ? ", " : "", schema->fields[i].key);
}

/* Reports a key that the schema does not have; marks the one that was meant
 * as seen, so that it is not reported as missing too. */
static void report_unknown(Reader r, const Schema *schema, const YamlNode *node, bool *seen, size_t n)
{
    Str *names = arena_array(r.arena, Str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = str_from_c(schema->fields[i].key);
    Str nearest = diag_nearest(r.arena, node->key, names, n);
    diag_add(r.diags, DIAG_KEY_UNKNOWN, node->key_span, "`%.*s`", STR_ARG(node->key));
    if (nearest.n > 0) {
        seen[find_field(schema, n, nearest)] = true;
        diag_remedy(r.diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
        return;
    }
    Buf list = buf_new(r.arena);
    list_keys(&list, schema, n);
    diag_remedy(r.diags, "clés admises : %.*s", STR_ARG(buf_text(&list)));
}

static void report_missing(Reader r, const Schema *schema, const YamlNode *node, const bool *seen, size_t n)
{
    Span whole = node->key_span.file != 0 ? node->key_span
                 : node->first != NULL && node->first->key_span.file != 0 ? node->first->key_span
                 : node->span;
    for (size_t i = 0; i < n; i++) {
        const Field *field = &schema->fields[i];
        if (!field->is_required || seen[i] || node->is_broken)
            continue;
        const YamlNode *empty = yaml_find(node, str_from_c(field->key));
        diag_add(r.diags, DIAG_KEY_MISSING, empty != NULL ? empty->key_span : whole, "`%s`", field->key);
        diag_remedy(r.diags, "écrire « %s: … » (%s)", field->key, field->about);
    }
}

static bool read_map(Reader r, const Schema *schema, const YamlNode *node, char *into)
{
    size_t n = field_count(schema);
    bool *seen = arena_array(r.arena, bool, n + 1);
    if (schema->span_offset != SCHEMA_NO_SPAN)
        *(Span *)(void *)(into + schema->span_offset) =
            node->key_span.file != 0 ? span_join(node->key_span, node->span) : node->span;
    if (is_scalar_schema(schema))
        return kinds[schema->fields[0].kind].read(r, &schema->fields[0], node,
                                                  into + schema->fields[0].offset);
    if (node->kind != YAML_MAP && !is_empty(node))
        return refuse(r, node, "un groupe de clés", "écrire « clé: valeur », une clé par ligne");
    for (const YamlNode *child = node->first; child != NULL; child = child->next) {
        size_t i = find_field(schema, n, child->key);
        if (i == n) {
            report_unknown(r, schema, child, seen, n);
            continue;
        }
        if (is_empty(child))
            continue;
        seen[i] = true;
        if (child->is_broken && child->kind == YAML_SCALAR)
            continue;
        kinds[schema->fields[i].kind].read(r, &schema->fields[i], child, into + schema->fields[i].offset);
    }
    report_missing(r, schema, node, seen, n);
    return true;
}

void schema_read(Arena *arena, const Schema *schema, const YamlNode *node, void *into, Diags *diags)
{
    read_map((Reader){ arena, diags }, schema, node, into);
}

/* --- JSON Schema 2020-12 --- */

static void put_json_string(Buf *out, const char *text)
{
    buf_char(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buf_char(out, '\\');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}

static void put_field_type(Buf *out, const Field *field)
{
    if (kinds[field->kind].json != NULL) {
        buf_c(out, kinds[field->kind].json);
    } else if (field->kind == FIELD_CHOICE) {
        buf_c(out, "\"enum\": [");
        for (const char *const *choice = field->choices; *choice != NULL; choice++) {
            buf_c(out, choice == field->choices ? "" : ", ");
            put_json_string(out, *choice);
        }
        buf_char(out, ']');
    } else if (field->kind == FIELD_NODE) {
        buf_c(out, field->json);
    } else if (field->kind == FIELD_STRUCT) {
        buf_printf(out, "\"$ref\": \"#/$defs/%s\"", field->of->name);
    } else {
        buf_printf(out, "\"type\": \"%s\", \"%s\": { \"$ref\": \"#/$defs/%s\" }",
                   field->kind == FIELD_LIST ? "array" : "object",
                   field->kind == FIELD_LIST ? "items" : "additionalProperties", field->of->name);
    }
}

static void put_property(Buf *out, const Field *field, bool is_last)
{
    buf_c(out, "        ");
    put_json_string(out, field->key);
    buf_c(out, ": { \"description\": ");
    put_json_string(out, field->about);
    buf_c(out, ", ");
    put_field_type(out, field);
    buf_printf(out, " }%s\n", is_last ? "" : ",");
}

static void put_required(Buf *out, const Schema *schema)
{
    const char *between = "";
    buf_c(out, "      \"required\": [");
    for (const Field *field = schema->fields; field->key != NULL; field++) {
        if (!field->is_required)
            continue;
        buf_c(out, between);
        put_json_string(out, field->key);
        between = ", ";
    }
    buf_c(out, "]\n");
}

static void put_definition(Buf *out, const Schema *schema, bool is_last)
{
    buf_printf(out, "    \"%s\": {\n      \"description\": ", schema->name);
    put_json_string(out, schema->about);
    if (is_scalar_schema(schema)) {
        buf_c(out, ",\n      ");
        put_field_type(out, &schema->fields[0]);
        buf_c(out, "\n");
    } else {
        buf_c(out, ",\n      \"type\": \"object\",\n      \"additionalProperties\": false,\n"
                   "      \"properties\": {\n");
        for (const Field *field = schema->fields; field->key != NULL; field++)
            put_property(out, field, field[1].key == NULL);
        buf_c(out, "      },\n");
        put_required(out, schema);
    }
    buf_printf(out, "    }%s\n", is_last ? "" : ",");
}

typedef ARRAY(const Schema *) Schemas;

/* The schema and all that it leads to, each once, in the order of meeting. */
static void collect(Arena *arena, Schemas *schemas, const Schema *schema)
{
    for (size_t i = 0; i < schemas->n; i++)
        if (schemas->at[i] == schema)
            return;
    array_push(arena, schemas, schema);
    for (const Field *field = schema->fields; field->key != NULL; field++)
        if (field->of != NULL)
            collect(arena, schemas, field->of);
}

Str schema_json(Arena *arena, const Schema *schema, const char *title)
{
    Buf out = buf_new(arena);
    Schemas schemas = { 0 };
    collect(arena, &schemas, schema);
    buf_c(&out, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": ");
    put_json_string(&out, title);
    buf_printf(&out, ",\n  \"$ref\": \"#/$defs/%s\",\n  \"$defs\": {\n", schema->name);
    for (size_t i = 0; i < schemas.n; i++)
        put_definition(&out, schemas.at[i], i + 1 == schemas.n);
    buf_c(&out, "  }\n}\n");
    return buf_text(&out);
}
