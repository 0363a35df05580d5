/* schema.h - what authors may write, as tables of fields
 *
 * One table of fields drives reading into a struct, the message about an
 * unknown key with its suggestion, and the JSON Schema that editors' tools
 * use for completion. A field's value lands at `offset` of the struct; a key
 * that is absent, or has no value, leaves it as it was.
 *
 * A schema whose only field has the key "" describes a plain value in place
 * of a map: `1: Éducation` in a FIELD_MAP is a name and such a value.
 */
#ifndef DATA_SCHEMA_H
#define DATA_SCHEMA_H

#include "data/value.h"
#include "data/yaml.h"

typedef enum {
    FIELD_TEXT,                          /* Text */
    FIELD_NUMBER,                        /* Value */
    FIELD_DATE,                          /* Value */
    FIELD_BOOL,                          /* bool: oui, non */
    FIELD_CHOICE,                        /* int: index into `choices` */
    FIELD_INTEGER,                       /* int */
    FIELD_TEXTS,                         /* Texts: a list of scalars, or one */
    FIELD_NODE,                          /* const YamlNode *: read by its own code */
    FIELD_STRUCT,                        /* an embedded struct, read by `fields` */
    FIELD_LIST,                          /* Items: a list of structs */
    FIELD_MAP,                           /* Items: a map from names to structs */
    FIELD_KINDS
} FieldKind;

/* A piece of text with its place. */
typedef struct { Str str; Span span; } Text;
typedef ARRAY(Text) Texts;

/* What a FIELD_LIST or FIELD_MAP gives: `n` structs one after the other. A
 * map's entries keep their name in the struct's first member, a Text. */
typedef struct { void *at; size_t n; } Items;

enum { ITEMS_MAX = 5000 };               /* of one list or map; what is beyond is a DIAG_TOO_MANY and left out */

typedef struct Field Field;
typedef struct {
    const char  *name;                   /* in the JSON Schema's $defs */
    const char  *about;                  /* French, for the editors' completion */
    const Field *fields;                 /* ends with a row whose key is NULL */
    size_t       size;                   /* of the struct */
    size_t       span_offset;            /* where the struct keeps its Span, or NO_SPAN */
} Schema;

#define SCHEMA_NO_SPAN ((size_t)-1)

struct Field {
    const char        *key;
    FieldKind          kind;
    size_t             offset;
    bool               is_required;
    const char        *about;            /* French */
    const Schema      *of;               /* STRUCT, LIST, MAP */
    const char *const *choices;          /* CHOICE: ends with NULL */
    const char        *json;             /* NODE: its JSON Schema, without braces; `of` then
                                          * only names a schema that it refers to */
};

/* Fills `*into` (schema->size bytes, with defaults) from a map. Unknown keys,
 * missing keys and wrong types are diagnostics with a suggestion; a key that
 * an unknown one was probably meant to be is not missing as well. */
void schema_read(Arena *arena, const Schema *schema, const YamlNode *node, void *into,
                 Diags *diags);

/* The schema and all it refers to as JSON Schema 2020-12, indented. */
Str schema_json(Arena *arena, const Schema *schema, const char *title);

#endif
