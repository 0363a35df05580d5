/* doctype.c - type.yaml: from fields as data to a schema
 *
 * A schema is laid out like a struct: each field where the one before it
 * ends, rounded up to what any type needs. The reader that fills structs of
 * ours then fills these too.
 */
#include "model/doctype.h"

#include <stdalign.h>
#include <stddef.h>
#include <string.h>

#include "model/model_impl.h"
#include "text/french.h"

enum { TYPE_LIMIT = 1 << 20 };

/* ---- what type.yaml may hold ---- */

#define GENRE_NAME(symbol, name, kind, Type) [symbol] = name,
static const char *const genre_names[] = { GENRES(GENRE_NAME) NULL };
#undef GENRE_NAME

#define GENRE_KIND(symbol, name, kind, Type) [symbol] = kind,
static const FieldKind genre_kinds[] = { GENRES(GENRE_KIND) };
#undef GENRE_KIND

#define GENRE_SIZE(symbol, name, kind, Type) [symbol] = sizeof(Type),
static const size_t genre_sizes[] = { GENRES(GENRE_SIZE) };
#undef GENRE_SIZE

typedef struct {
    Text  key, about;
    int   genre;
    bool  is_required;
    Texts choices;
    Items fields;                        /* FieldSpec */
    Span  span;
} FieldSpec;

static const Schema field_schema;

static const Field field_fields[] = {
    { .key = "genre", .kind = FIELD_CHOICE, .offset = offsetof(FieldSpec, genre), .is_required = true,
      .choices = genre_names, .about = "ce que le champ contient" },
    { .key = "requis", .kind = FIELD_BOOL, .offset = offsetof(FieldSpec, is_required),
      .about = "oui : le document ne va pas sans lui" },
    { .key = "description", .kind = FIELD_TEXT, .offset = offsetof(FieldSpec, about), .is_required = true,
      .about = "à quoi il sert, pour qui écrit le document" },
    { .key = "choix", .kind = FIELD_TEXTS, .offset = offsetof(FieldSpec, choices), .about = "valeurs admises, d’un choix" },
    { .key = "champs", .kind = FIELD_MAP, .offset = offsetof(FieldSpec, fields), .of = &field_schema,
      .about = "champs d’un groupe, d’une liste ou d’entrées" },
    { 0 }
};
static const Schema field_schema = {
    "champ", "Un champ d’un type de document.", field_fields, sizeof(FieldSpec), offsetof(FieldSpec, span)
};

typedef struct { Text label, about; Items fields; const YamlNode *trame; } TypeFile;

static const Field type_fields[] = {
    { .key = "nom", .kind = FIELD_TEXT, .offset = offsetof(TypeFile, label), .is_required = true,
      .about = "comment on appelle un tel document" },
    { .key = "description", .kind = FIELD_TEXT, .offset = offsetof(TypeFile, about), .is_required = true,
      .about = "ce qu’est un tel document, en une phrase" },
    { .key = "champs", .kind = FIELD_MAP, .offset = offsetof(TypeFile, fields), .of = &field_schema,
      .about = "ses champs, par nom" },
    { .key = "trame", .kind = FIELD_NODE, .offset = offsetof(TypeFile, trame), .is_required = true,
      .about = "ses chapitres, dans l’ordre", .json = "\"type\": \"array\"" },
    { 0 }
};
static const Schema type_schema = {
    "type", "Un type de document (type.yaml).", type_fields, sizeof(TypeFile), SCHEMA_NO_SPAN
};

/* ---- laying a schema out ---- */

/* A schema under construction. */
typedef struct { Str name; Field *fields; Genre *genres; size_t n, size; } Layout;

static size_t aligned(size_t size)
{
    size_t step = alignof(max_align_t);
    return (size + step - 1) / step * step;
}

static const TypeSchema *record_schema(Arena *arena, Str around, const FieldSpec *spec, Diags *diags);

static const char *const *choice_names(Arena *arena, const Texts *choices)
{
    const char **names = arena_array(arena, const char *, choices->n + 1);
    for (size_t i = 0; i < choices->n; i++)
        names[i] = str_to_c(arena, choices->at[i].str);
    return names;
}

static void add_field(Arena *arena, Layout *layout, const FieldSpec *spec, Diags *diags)
{
    Genre genre = (Genre)spec->genre;
    bool is_nested = genre == GENRE_GROUP || genre == GENRE_LIST || genre == GENRE_ENTRIES;
    const TypeSchema *of = is_nested ? record_schema(arena, layout->name, spec, diags) : NULL;
    if ((genre == GENRE_CHOICE && spec->choices.n == 0) || (is_nested && spec->fields.n == 0)) {
        diag_add(diags, DIAG_KEY_MISSING, spec->span, "`%s`", is_nested ? "champs" : "choix");
        return;
    }
    layout->genres[layout->n] = genre;
    layout->fields[layout->n++] = (Field){
        .key = str_to_c(arena, spec->key.str), .kind = genre_kinds[genre], .offset = layout->size,
        .is_required = spec->is_required, .about = str_to_c(arena, spec->about.str), .of = of ? &of->schema : NULL,
        .choices = genre == GENRE_CHOICE ? choice_names(arena, &spec->choices) : NULL,
    };
    layout->size = aligned(layout->size + (genre == GENRE_GROUP ? of->schema.size : genre_sizes[genre]));
}

static bool has_field(const Layout *layout, Str key)
{
    for (size_t i = 0; i < layout->n; i++)
        if (str_equal(str_from_c(layout->fields[i].key), key))
            return true;
    return false;
}

static void add_fields(Arena *arena, Layout *layout, const Items *specs, Diags *diags)
{
    const FieldSpec *all = specs->at;
    for (size_t i = 0; i < specs->n; i++) {
        if (has_field(layout, all[i].key.str))
            diag_add(diags, DIAG_KEY_TWICE, all[i].key.span, "`%.*s`, que tout document a", STR_ARG(all[i].key.str));
        else
            add_field(arena, layout, &all[i], diags);
    }
}

static Layout layout_of(Arena *arena, Str name, size_t fields, size_t size)
{
    return (Layout){ name, arena_array(arena, Field, fields + 1), arena_array(arena, Genre, fields + 1), 0, aligned(size) };
}

/* Named after all that is around it: "fiche-groupes-cartes". */
static const TypeSchema *record_schema(Arena *arena, Str around, const FieldSpec *spec, Diags *diags)
{
    TypeSchema *type = arena_new(arena, TypeSchema);
    Str name = str_printf(arena, "%.*s-%.*s", STR_ARG(around), STR_ARG(spec->key.str));
    Layout layout = layout_of(arena, name, spec->fields.n, sizeof(RecordHead));
    add_fields(arena, &layout, &spec->fields, diags);
    type->genres = layout.genres;
    type->schema = (Schema){ str_to_c(arena, name), str_to_c(arena, spec->about.str), layout.fields, layout.size,
                             offsetof(RecordHead, span) };
    return type;
}

/* ---- the keys that all documents have ---- */

/* Rows of the schemas of reports and programmes: one name, one meaning. */
typedef struct { const char *key; bool is_required; } CommonKey;

static const CommonKey head_keys[] = {
    { "nom", true }, { "titre", true }, { "edition", false }, { "sous-titre", false }, { "annee", false },
    { "periode", false }, { "annee-suivante", false }, { "date", true }, { "langue", false }, { "gabarit", false },
    { "en-tete", false }, { "organisme", false }, { "adresse", false }, { "site", false }, { "resume", false },
    { "sigles", false }, { "chiffres-cles", false }, { "schemas", false }, { NULL, false },
};
static const CommonKey data_keys[] = {
    { "indicateurs", false }, { "tableaux", false }, { "graphiques", false }, { "remarque", false }, { NULL, false },
};
enum { COMMON_KEYS = sizeof head_keys / sizeof *head_keys + sizeof data_keys / sizeof *data_keys };

/* The genre of a common field; GENRE_COUNT for what a trame cannot name, since its structs are ours. */
static Genre genre_of_kind(FieldKind kind)
{
    bool is_plain = kind == FIELD_TEXT || kind == FIELD_TEXTS || kind == FIELD_DATE;
    for (Genre genre = 0; is_plain && genre < GENRE_COUNT; genre++)
        if (genre_kinds[genre] == kind)
            return genre;
    return GENRE_COUNT;
}

static void add_common(Layout *layout, const Schema *schema, const CommonKey *keys, size_t offset)
{
    for (; keys->key != NULL; keys++)
        for (const Field *field = schema->fields; field->key != NULL; field++) {
            if (strcmp(field->key, keys->key) != 0)
                continue;
            layout->genres[layout->n] = genre_of_kind(field->kind);
            layout->fields[layout->n] = *field;
            layout->fields[layout->n].offset += offset;
            layout->fields[layout->n++].is_required = keys->is_required;
        }
}

static TypeSchema sheet_schema(Arena *arena, Str name, const TypeFile *file, Diags *diags)
{
    Layout layout = layout_of(arena, name, COMMON_KEYS + file->fields.n, sizeof(Sheet));
    add_common(&layout, &edition_schema, head_keys, offsetof(Sheet, edition));
    add_common(&layout, &programme_schema, data_keys, offsetof(Sheet, data));
    add_fields(arena, &layout, &file->fields, diags);
    Str about = str_printf(arena, "%.*s (%.*s.yaml)", STR_ARG(file->about.str), STR_ARG(name));
    return (TypeSchema){ { str_to_c(arena, name), about.p, layout.fields, layout.size,
                           offsetof(Sheet, edition) + offsetof(Edition, span) }, layout.genres };
}

/* ---- finding and reading ---- */

static Str type_path(Arena *arena, Str templates, Str name)
{
    return path_join(arena, path_join(arena, templates, name), STR("type.yaml"));
}

const DocType *doctype_read(Arena *arena, Sources *sources, Str templates, Str name, Diags *diags)
{
    Str path = type_path(arena, templates, name), text;
    if (path_name(name).n != name.n || !file_read(arena, path, TYPE_LIMIT, &text))
        return NULL;
    DocType *type = arena_new(arena, DocType);
    TypeFile file = { 0 };
    const YamlNode *root = yaml_read(arena, sources, source_add(sources, path, text), diags);
    schema_read(arena, &type_schema, root, &file, diags);
    type->name = str_copy(arena, name);
    type->label = file.label;
    type->about = file.about;
    type->sheet = sheet_schema(arena, type->name, &file, diags);
    trame_read(arena, type, file.trame, diags);
    return type;
}

void doctype_names(Arena *arena, Str templates, Strs *names)
{
    Strs all;
    if (!file_list(arena, templates, &all))
        return;
    for (size_t i = 0; i < all.n; i++)
        if (file_exists(type_path(arena, templates, all.at[i])))
            array_push(arena, names, all.at[i]);
}

bool doctype_is_file(Arena *arena, Str templates, Str file)
{
    return str_ends(file, STR(".yaml")) && file_exists(type_path(arena, templates, twin_stem(file)));
}

/* A folder whose YAML files are of no type there is. */
static void report_unknown(Arena *arena, Str templates, Str file, Diags *diags)
{
    Strs types = { 0 };
    doctype_names(arena, templates, &types);
    Str nearest = diag_nearest(arena, path_stem(file), types.at, types.n);
    diag_add(diags, DIAG_TYPE_UNKNOWN, SPAN_NONE, "%.*s", STR_ARG(file));
    if (nearest.n > 0)
        diag_remedy(diags, "vouliez-vous dire `%.*s.yaml` ?", STR_ARG(nearest));
    else
        diag_remedy(diags, "les types sont : %.*s ; un rapport a un rapport.yaml",
                    STR_ARG(french_list(arena, types.at, types.n)));
}

const DocType *doctype_find(Arena *arena, Sources *sources, Str templates, Str path, Diags *diags)
{
    Strs names;
    Str odd = STR_NONE;
    if (doctype_is_file(arena, templates, path_name(path)))
        return doctype_read(arena, sources, templates, twin_stem(path), diags);
    if (file_exists(path_join(arena, path, STR("rapport.yaml"))) || !file_list(arena, path, &names))
        return NULL;
    for (size_t i = 0; i < names.n; i++) {
        if (doctype_is_file(arena, templates, names.at[i]))
            return doctype_read(arena, sources, templates, twin_stem(names.at[i]), diags);
        if (str_equal(names.at[i], STR("programme.yaml")))
            return NULL;
        if (str_ends(names.at[i], STR(".yaml")))
            odd = path_join(arena, path, names.at[i]);
    }
    if (odd.n > 0)
        report_unknown(arena, templates, odd, diags);
    return NULL;
}

Str doctype_schema_json(Arena *arena, const DocType *type)
{
    return schema_json(arena, &type->sheet.schema, str_to_c(arena, type->label.str));
}
