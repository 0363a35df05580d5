/* record.c - fields by name, and words with places for them */
#include "model/doctype.h"

#include "base/buf.h"
#include "model/edition.h"
#include "text/french.h"

const void *record_find(Record record, Str key, Genre *genre)
{
    if (record.type == NULL)
        return NULL;
    for (size_t i = 0; record.type->schema.fields[i].key != NULL; i++) {
        const Field *field = &record.type->schema.fields[i];
        if (!str_equal(str_from_c(field->key), key) || record.type->genres[i] == GENRE_COUNT)
            continue;
        *genre = record.type->genres[i];
        return record.at + field->offset;
    }
    return NULL;
}

const void *scope_find(const Scope *scope, Str key, Genre *genre, const Scope **in)
{
    for (; scope != NULL; scope = scope->outer) {
        const void *at = record_find(scope->record, key, genre);
        if (at == NULL)
            continue;
        if (in != NULL)
            *in = scope;
        return at;
    }
    return NULL;
}

/* The schema behind a field that holds records. */
static const TypeSchema *inner_type(Record record, Str key)
{
    for (const Field *field = record.type->schema.fields; field->key != NULL; field++)
        if (str_equal(str_from_c(field->key), key))
            return (const TypeSchema *)(const void *)field->of;
    return NULL;
}

bool scope_has(const Scope *scope, Str key)
{
    Genre genre;
    const void *at = scope_find(scope, key, &genre, NULL);
    if (at == NULL)
        return false;
    switch (genre) {
    case GENRE_TEXT: case GENRE_PICTURE: return ((const Text *)at)->str.n > 0;
    case GENRE_TEXTS:                    return ((const Texts *)at)->n > 0;
    case GENRE_FILE:                     return ((const Prose *)at)->file != 0;
    case GENRE_NUMBER: case GENRE_DATE:  return ((const Value *)at)->kind != VALUE_NONE;
    case GENRE_INTEGER:                  return *(const int *)at != 0;
    case GENRE_BOOL:                     return *(const bool *)at;
    case GENRE_CHOICE:                   return true;
    case GENRE_FIGURE:                   return ((const FigureRef *)at)->value != NULL;
    case GENRE_GROUP:                    return ((const RecordHead *)at)->span.file != 0;
    case GENRE_LIST: case GENRE_ENTRIES: return ((const Items *)at)->n > 0;
    case GENRE_COUNT:                    break;
    }
    return false;
}

size_t scope_entries(Arena *arena, const Scope *scope, Str key, const Scope **entries)
{
    Genre genre;
    const Scope *in = NULL;
    const void *at = scope_find(scope, key, &genre, &in);
    *entries = NULL;
    if (at == NULL || (genre != GENRE_LIST && genre != GENRE_ENTRIES && genre != GENRE_GROUP))
        return 0;
    const TypeSchema *type = inner_type(in->record, key);
    const Items one = { (void *)at, scope_has(scope, key) }, *items = genre == GENRE_GROUP ? &one : at;
    Scope *scopes = arena_array(arena, Scope, items->n + 1);
    for (size_t i = 0; i < items->n; i++) {
        Record record = { type, (const char *)items->at + i * type->schema.size };
        scopes[i] = (Scope){ record, i + 1, items->n, scope };
    }
    *entries = scopes;
    return items->n;
}

/* ---- words with places ---- */

static Str roman(Arena *arena, size_t number)
{
    static const struct { size_t value; const char *sign; } signs[] = {
        { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" },
    };
    Buf out = buf_new(arena);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            buf_c(&out, signs[i].sign);
    return buf_text(&out);
}

/* "a" … "z", then "aa" … "zz", as the activities of a report. */
static Str letters(Arena *arena, size_t number)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; number > 0 && i <= (number - 1) / 26; i++)
        buf_char(&out, (char)('a' + (number - 1) % 26));
    return buf_text(&out);
}

/* The nearest scope that is an entry of a list: what counters count. */
static size_t rank_of(const Scope *scope)
{
    while (scope != NULL && scope->rank == 0)
        scope = scope->outer;
    return scope != NULL ? scope->rank : 0;
}

static Text field_text(Arena *arena, const Scope *scope, Str key)
{
    Genre genre;
    const Scope *in = NULL;
    const void *at = scope_find(scope, key, &genre, &in);
    Text text = { STR_NONE, SPAN_NONE };
    if (at == NULL)
        return text;
    if (genre == GENRE_TEXT || genre == GENRE_PICTURE)
        return *(const Text *)at;
    if (genre == GENRE_INTEGER)
        text.str = str_printf(arena, "%d", *(const int *)at);
    else if (genre == GENRE_NUMBER)
        text = (Text){ ((const Value *)at)->text, ((const Value *)at)->span };
    else if (genre == GENRE_DATE && ((const Value *)at)->kind == VALUE_DATE)
        text.str = french_date(arena, ((const Value *)at)->text);
    else if (genre == GENRE_FIGURE)
        text = ((const FigureRef *)at)->path;
    return text;
}

static Text place_text(Arena *arena, const Scope *scope, Str name)
{
    size_t rank = rank_of(scope);
    if (str_equal(name, STR("rang")))
        return (Text){ str_printf(arena, "%zu", rank), SPAN_NONE };
    if (str_equal(name, STR("rang-romain")))
        return (Text){ roman(arena, rank), SPAN_NONE };
    if (str_equal(name, STR("lettre")))
        return (Text){ letters(arena, rank), SPAN_NONE };
    return field_text(arena, scope, name);
}

Text scope_fill(Arena *arena, const Scope *scope, Text words)
{
    Buf out = buf_new(arena);
    Str text = words.str;
    for (size_t at = 0; at < text.n;) {
        size_t open = str_find(text, STR("{"), at), close = str_find(text, STR("}"), open);
        buf_str(&out, str_slice(text, at, open));
        if (open < text.n) {
            Text filled = place_text(arena, scope, str_slice(text, open + 1, close));
            if (open == 0 && close + 1 >= text.n)
                return filled.span.file != 0 ? filled : (Text){ filled.str, words.span };
            buf_str(&out, filled.str);
        }
        at = close + 1;
    }
    return (Text){ buf_text(&out), words.span };
}
