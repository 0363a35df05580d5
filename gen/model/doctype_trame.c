/* doctype_trame.c - the trame of a type: kinds of blocks, and the fields they name
 *
 * Each kind takes options of its own, read through a table as authors' keys
 * are. A field that is named and that no record around has is reported here,
 * once, where the type says it, not in each document.
 */
#include "base/buf.h"
#include "model/model_impl.h"

#define AT(member) offsetof(TrameSpec, member)

#define TRAME_NAME(symbol, name, options) [symbol] = name,
static const char *const kind_names[] = { TRAME_KINDS(TRAME_NAME) NULL };
#undef TRAME_NAME

/* Options that every kind takes. */
#define COMMON                                                                                     \
    { .key = "genre", .kind = FIELD_CHOICE, .offset = AT(kind), .is_required = true,               \
      .choices = kind_names, .about = "genre du bloc" },                                           \
    { .key = "si", .kind = FIELD_TEXT, .offset = AT(only_if), .about = "champ sans lequel le bloc n’est pas là" }
#define EACH                                                                                       \
    { .key = "pour", .kind = FIELD_TEXT, .offset = AT(each), .about = "liste dont chaque entrée donne le bloc une fois" }
#define BLOCKS                                                                                     \
    { .key = "blocs", .kind = FIELD_NODE, .offset = AT(blocks_node), .about = "blocs qu’il contient" }
#define TITLE(required)                                                                            \
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(title), .is_required = required, .about = "titre : {champ}" }
#define NUMBER                                                                                     \
    { .key = "numero", .kind = FIELD_TEXT, .offset = AT(number), .about = "numéro : {rang}, {rang-romain}, {lettre}" }
#define TEXT(required)                                                                             \
    { .key = "texte", .kind = FIELD_TEXT, .offset = AT(text), .is_required = required, .about = "texte : {champ}" }
#define CONTENT                                                                                    \
    { .key = "champ", .kind = FIELD_TEXT, .offset = AT(field), .is_required = true, .about = "champ qui donne le contenu" }

static const Field chapter_options[] = {
    COMMON, EACH, TITLE(true), NUMBER, BLOCKS,
    { .key = "titre-court", .kind = FIELD_TEXT, .offset = AT(short_title), .about = "titre pour les menus : {champ}" },
    { 0 }
};
static const Field section_options[] = { COMMON, EACH, TITLE(true), NUMBER, BLOCKS, { 0 } };
static const Field field_options[] = { COMMON, CONTENT, { 0 } };
static const Field words_options[] = {
    COMMON, EACH, TEXT(true),
    { .key = "source", .kind = FIELD_BOOL, .offset = AT(is_source), .about = "oui : en petit, comme une source" }, { 0 }
};
static const Field list_options[] = {
    COMMON, EACH, { .key = "texte", .kind = FIELD_TEXT, .offset = AT(text), .about = "texte d’une entrée : {champ}" },
    { .key = "champ", .kind = FIELD_TEXT, .offset = AT(field), .about = "champ de textes, un par entrée" }, { 0 }
};
#define TABLE                                                                                      \
    { .key = "nom", .kind = FIELD_TEXT, .offset = AT(id), .is_required = true,                     \
      .about = "nom du tableau, pour y renvoyer : {champ}" },                                      \
    { .key = "tetes", .kind = FIELD_TEXTS, .offset = AT(heads), .is_required = true, .about = "titres des colonnes" }, \
    { .key = "largeurs", .kind = FIELD_TEXTS, .offset = AT(shares), .about = "largeurs des colonnes, en pour cent : [30, 70]" }

static const Field table_options[] = {
    COMMON, EACH, TITLE(true), TABLE,
    { .key = "cases", .kind = FIELD_TEXTS, .offset = AT(cells), .is_required = true,
      .about = "cases d’une ligne, autant que de titres : {champ}" }, { 0 }
};
static const Field questions_options[] = { COMMON, CONTENT, TITLE(true), TABLE, NUMBER, { 0 } };

static const Field group_options[] = { COMMON, EACH, BLOCKS, { 0 } };
#define PARTS                                                                                      \
    { .key = "parts", .kind = FIELD_TEXTS, .offset = AT(shares), .about = "part de la largeur de chaque colonne : [3, 2]" }
static const Field columns_options[] = { COMMON, BLOCKS, PARTS, { 0 } };
static const Field cards_options[] = { COMMON, EACH, TITLE(true), NUMBER, BLOCKS, PARTS, { 0 } };
static const Field figures_options[] = {
    COMMON, EACH, TEXT(true),
    { .key = "chiffre", .kind = FIELD_TEXT, .offset = AT(figure), .is_required = true, .about = "champ qui donne le chiffre" },
    { .key = "accent", .kind = FIELD_TEXT, .offset = AT(accent), .about = "champ oui-non de l’entrée à mettre en avant" },
    { 0 }
};
static const Field tiles_options[] = { COMMON, EACH, NUMBER, TEXT(true), { 0 } };
static const Field box_options[] = { COMMON, EACH, TITLE(true), BLOCKS, { 0 } };
#define STARS                                                                                      \
    { .key = "rangees", .kind = FIELD_TEXT, .offset = AT(rows), .about = "champ de textes : nombre d’étoiles par rangée" }, \
    { .key = "pleines", .kind = FIELD_TEXT, .offset = AT(filled), .about = "champ de textes : numéros des étoiles pleines" }
static const Field band_options[] = { COMMON, TITLE(false), TEXT(false), STARS, { 0 } };
static const Field map_options[] = { COMMON, TEXT(true), STARS, { 0 } };

#define TRAME_SCHEMA(symbol, name, options) \
    [symbol] = { name, "Un bloc de la trame.", options##_options, sizeof(TrameSpec), AT(span) },
static const Schema kind_schemas[] = { TRAME_KINDS(TRAME_SCHEMA) };
#undef TRAME_SCHEMA

/* ---- which fields are there ---- */

typedef struct Around Around;
struct Around { const TypeSchema *type; const Around *outer; };

typedef struct { Arena *arena; Diags *diags; } Reader;

static const Field *find_field(const Around *around, Str key, Genre *genre)
{
    for (; around != NULL; around = around->outer)
        for (size_t i = 0; around->type->schema.fields[i].key != NULL; i++) {
            bool is_named = str_equal(str_from_c(around->type->schema.fields[i].key), key);
            if (!is_named || around->type->genres[i] == GENRE_COUNT)
                continue;
            *genre = around->type->genres[i];
            return &around->type->schema.fields[i];
        }
    return NULL;
}

static void report_unknown(Reader *r, const Around *around, Str key, Span span)
{
    Strs names = { 0 };
    for (; around != NULL; around = around->outer)
        for (const Field *field = around->type->schema.fields; field->key != NULL; field++)
            array_push(r->arena, &names, str_from_c(field->key));
    Str nearest = diag_nearest(r->arena, key, names.at, names.n);
    diag_add(r->diags, DIAG_FIELD_UNKNOWN, span, "« %.*s »", STR_ARG(key));
    if (nearest.n > 0)
        diag_remedy(r->diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
}

static const Field *check_field(Reader *r, const Around *around, Text key, Genre *genre)
{
    const Field *field = key.str.n > 0 ? find_field(around, key.str, genre) : NULL;
    if (field == NULL && key.str.n > 0)
        report_unknown(r, around, key.str, key.span);
    return field;
}

static bool is_counter(Str name)
{
    return str_equal(name, STR("rang")) || str_equal(name, STR("rang-romain")) || str_equal(name, STR("lettre"));
}

/* Each place of the words names a counter or a field. */
static void check_words(Reader *r, const Around *around, Text words)
{
    Genre genre;
    for (size_t at = str_find(words.str, STR("{"), 0); at < words.str.n; at = str_find(words.str, STR("{"), at + 1)) {
        size_t end = str_find(words.str, STR("}"), at);
        Str name = str_slice(words.str, at + 1, end);
        if (!is_counter(name))
            check_field(r, around, (Text){ name, words.span }, &genre);
    }
}

/* ---- reading ---- */

static Items read_blocks(Reader *r, const YamlNode *node, const Around *around, bool is_top);

/* The kind that the block says, to be read by that kind's options. */
static TrameKind kind_of(const YamlNode *node, bool is_top)
{
    const YamlNode *genre = yaml_find(node, STR("genre"));
    for (TrameKind kind = 0; genre != NULL && kind < TRAME_COUNT; kind++)
        if (str_equal(genre->scalar, str_from_c(kind_names[kind])))
            return kind;
    return is_top ? TRAME_CHAPTER : TRAME_SECTION;
}

/* Chapters make up the document, and nothing else does. */
static bool is_in_place(Reader *r, TrameKind kind, const YamlNode *node, bool is_top)
{
    if ((kind == TRAME_CHAPTER) == is_top)
        return true;
    diag_add(r->diags, DIAG_TRAME_PLACE, node->span, "« %s »", kind_names[kind]);
    diag_remedy(r->diags, is_top ? "le mettre parmi les blocs d’un chapitre" : "le mettre à la suite des autres chapitres");
    return false;
}

static void read_block(Reader *r, const YamlNode *node, const Around *around, TrameKind kind, TrameSpec *spec)
{
    Genre genre;
    Around inner = { NULL, around };
    schema_read(r->arena, &kind_schemas[kind], node, spec, r->diags);
    spec->kind = (int)kind;
    check_field(r, around, spec->only_if, &genre);
    const Field *each = check_field(r, around, spec->each, &genre);
    if (each != NULL && (genre == GENRE_LIST || genre == GENRE_ENTRIES || genre == GENRE_GROUP)) {
        inner.type = (const TypeSchema *)(const void *)each->of;
        around = &inner;
    } else if (each != NULL) {
        diag_add(r->diags, DIAG_FIELD_UNKNOWN, spec->each.span, "« %.*s », qui n’est pas une liste", STR_ARG(spec->each.str));
        spec->each.str = STR_NONE;
    }
    const Text fields[] = { spec->field, spec->figure, spec->accent, spec->rows, spec->filled };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        check_field(r, around, fields[i], &genre);
    const Text words[] = { spec->title, spec->short_title, spec->number, spec->text, spec->id };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        check_words(r, around, words[i]);
    for (size_t i = 0; i < spec->cells.n; i++)
        check_words(r, around, spec->cells.at[i]);
    spec->blocks = read_blocks(r, spec->blocks_node, around, false);
}

static Items read_blocks(Reader *r, const YamlNode *node, const Around *around, bool is_top)
{
    Items blocks = { 0 };
    if (node == NULL || node->kind != YAML_LIST)
        return blocks;
    TrameSpec *specs = arena_array(r->arena, TrameSpec, node->count);
    for (const YamlNode *child = node->first; child != NULL; child = child->next) {
        TrameKind kind = kind_of(child, is_top);
        if (is_in_place(r, kind, child, is_top))
            read_block(r, child, around, kind, &specs[blocks.n++]);
    }
    blocks.at = specs;
    return blocks;
}

void trame_read(Arena *arena, DocType *type, const YamlNode *node, Diags *diags)
{
    Reader r = { arena, diags };
    Around around = { &type->sheet, NULL };
    if (node != NULL && node->kind != YAML_LIST) {
        diag_add(diags, DIAG_WRONG_TYPE, node->key_span, "une liste est attendue ici");
        return;
    }
    type->trame = read_blocks(&r, node, &around, true);
}
