/* twin.c - a document in a second language: fiche.ar.yaml beside fiche.yaml
 *
 * The second file gives words only; figures, numbers and names of files that
 * it does not give are those of the first. What it leaves untold is shown in
 * the first language, and reported where it stands there.
 */
#include "base/utf8.h"
#include "model/model_impl.h"
#include "text/letters.h"

Str twin_stem(Str file)
{
    Str stem = path_stem(file);
    return str_slice(stem, 0, str_find(stem, STR("."), 0));
}

bool twin_is_named(Str file)
{
    return str_find(path_stem(file), STR("."), 0) < path_stem(file).n;
}

Str twin_language(Str file)
{
    Str stem = path_stem(file);
    size_t dot = str_find(stem, STR("."), 0);
    return dot < stem.n ? str_slice(stem, dot + 1, stem.n) : STR_NONE;
}

/* Words have a small letter; codes ("OSP 15", "2019-2021") are alike in all languages. */
static bool has_words(Str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune_is_letter(rune) && !rune_is_upper(rune) && !rune_is_arabic(rune))
            return true;
    }
    return false;
}

typedef struct { Reading *reading; uint32_t file; } Twin;

static void check_text(const Twin *twin, const char *key, const Text *text)
{
    if (text->span.file == twin->file || text->span.file == 0 || !has_words(text->str))
        return;
    diag_add(twin->reading->diags, DIAG_NOT_TRANSLATED, text->span, "`%s`", key);
    diag_remedy(twin->reading->diags, "le donner sous la même clé dans %.*s",
                STR_ARG(path_name(source_of(twin->reading->sources, (Span){ twin->file, 0, 0 })->path)));
}

/* Keys of all documents that are addresses, not words. */
static bool is_address(const char *key)
{
    static const char *const keys[] = { "nom", "gabarit", "langue", "site", "adresse" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_equal(str_from_c(key), str_from_c(keys[i])))
            return true;
    return false;
}

static void check_record(const Twin *twin, const TypeSchema *type, const char *at);

static void check_items(const Twin *twin, const Field *field, const Items *items)
{
    const TypeSchema *of = (const TypeSchema *)(const void *)field->of;
    for (size_t i = 0; i < items->n; i++)
        check_record(twin, of, (const char *)items->at + i * of->schema.size);
}

static void check_texts(const Twin *twin, const char *key, const Texts *texts)
{
    for (size_t i = 0; i < texts->n; i++)
        check_text(twin, key, &texts->at[i]);
}

static void check_record(const Twin *twin, const TypeSchema *type, const char *at)
{
    for (size_t i = 0; type->schema.fields[i].key != NULL; i++) {
        const Field *field = &type->schema.fields[i];
        const void *member = at + field->offset;
        Genre genre = type->genres[i];
        if (genre == GENRE_TEXT && !is_address(field->key))
            check_text(twin, field->key, member);
        else if (genre == GENRE_TEXTS)
            check_texts(twin, field->key, member);
        else if (genre == GENRE_FILE)
            check_text(twin, field->key, &((const Prose *)member)->name);
        else if (genre == GENRE_GROUP)
            check_record(twin, (const TypeSchema *)(const void *)field->of, member);
        else if (genre == GENRE_LIST || genre == GENRE_ENTRIES)
            check_items(twin, field, member);
    }
}

/* ---- lists, rank by rank ---- */

/* Where the first item too many is, or the list that is too short. */
static void report_length(Reading *reading, const YamlNode *base, const YamlNode *over)
{
    const YamlNode *spare = over->first;
    for (size_t i = 0; i < base->count && spare != NULL; i++)
        spare = spare->next;
    Span where = spare != NULL ? spare->span : over->key.n > 0 ? over->key_span : over->span;
    Str original = path_name(source_of(reading->sources, base->span)->path);
    diag_add(reading->diags, DIAG_TWIN_LENGTH, where, "%s%.*s%s%zu au lieu de %zu", over->key.n > 0 ? "`" : "",
             STR_ARG(over->key), over->key.n > 0 ? "` : " : "", over->count, base->count);
    if (spare != NULL)
        diag_remedy(reading->diags, "le retirer, ou l’ajouter aussi à %.*s", STR_ARG(original));
    else
        diag_remedy(reading->diags, "donner chaque rang de %.*s, dans le même ordre", STR_ARG(original));
}

void twin_check_lists(Reading *reading, const YamlNode *base, const YamlNode *over)
{
    if (base->kind != over->kind || base->kind == YAML_SCALAR || base->is_broken || over->is_broken)
        return;
    if (base->kind == YAML_LIST && base->count != over->count)
        report_length(reading, base, over);
    const YamlNode *next = over->first;
    for (const YamlNode *node = base->first; node != NULL && next != NULL; node = node->next) {
        const YamlNode *newer = base->kind == YAML_MAP ? yaml_find(over, node->key) : next;
        if (newer != NULL)
            twin_check_lists(reading, node, newer);
        next = base->kind == YAML_LIST ? next->next : next;
    }
}

void twin_check(Reading *reading, const Sheet *sheet, uint32_t twin_file)
{
    const Twin twin = { reading, twin_file };
    const Indicator *indicators = sheet->data.indicators.at;
    check_record(&twin, &sheet->edition.type->sheet, (const char *)sheet);
    for (size_t i = 0; i < sheet->data.indicators.n; i++) {
        check_text(&twin, "libelle", &indicators[i].label);
        check_text(&twin, "unite", &indicators[i].unit);
        check_text(&twin, "source", &indicators[i].source);
        check_text(&twin, "definition", &indicators[i].definition);
        check_text(&twin, "remarque", &indicators[i].remark);
    }
}
