/* record_dump.c - the own fields of a document of a type, for `bilan dump --phase model` */
#include "model/model_impl.h"

typedef struct { Buf *out; const Sources *sources; int depth; } Dump;

static void put_record(Dump *dump, const TypeSchema *type, const char *at, size_t from);

static void put_place(Dump *dump, Span span)
{
    const Source *source = source_of(dump->sources, span);
    if (source == NULL)
        return;
    Place place = source_place(source, span.lo);
    buf_printf(dump->out, " @%u:%u", (unsigned)place.line, (unsigned)place.column);
}

static void put_text(Dump *dump, Str text, Span span)
{
    buf_c(dump->out, " \"");
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n')
            buf_c(dump->out, "\\n");
        else
            buf_char(dump->out, text.p[i]);
    }
    buf_char(dump->out, '"');
    put_place(dump, span);
}

static void put_value(Dump *dump, const Value *value)
{
    if (value == NULL)
        buf_c(dump->out, " introuvable");
    else
        put_text(dump, value->text, value->span);
}

static void put_items(Dump *dump, const TypeSchema *of, const Items *items, bool has_keys)
{
    for (size_t i = 0; i < items->n; i++) {
        const char *at = (const char *)items->at + i * of->schema.size;
        const RecordHead *head = (const RecordHead *)(const void *)at;
        buf_printf(dump->out, "%*s-", 2 * dump->depth + 2, "");
        if (has_keys)
            put_text(dump, head->id.str, SPAN_NONE);
        put_place(dump, head->span);
        buf_char(dump->out, '\n');
        dump->depth += 2;
        put_record(dump, of, at, 0);
        dump->depth -= 2;
    }
}

/* What follows the field's name; records follow on lines of their own. */
static void put_member(Dump *dump, const TypeSchema *type, size_t i, const char *at)
{
    const Field *field = &type->schema.fields[i];
    const void *member = at + field->offset;
    const TypeSchema *of = (const TypeSchema *)(const void *)field->of;
    const Texts *texts = member;
    switch (type->genres[i]) {
    case GENRE_TEXT: case GENRE_PICTURE:
        put_text(dump, ((const Text *)member)->str, ((const Text *)member)->span);
        break;
    case GENRE_TEXTS:
        for (size_t k = 0; k < texts->n; k++)
            put_text(dump, texts->at[k].str, texts->at[k].span);
        break;
    case GENRE_FILE:   put_text(dump, ((const Prose *)member)->name.str, ((const Prose *)member)->name.span); break;
    case GENRE_NUMBER: case GENRE_DATE: put_value(dump, member); break;
    case GENRE_INTEGER: buf_printf(dump->out, " %d", *(const int *)member); break;
    case GENRE_BOOL:   buf_c(dump->out, *(const bool *)member ? " oui" : " non"); break;
    case GENRE_CHOICE: buf_printf(dump->out, " %s", field->choices[*(const int *)member]); break;
    case GENRE_FIGURE:
        put_text(dump, ((const FigureRef *)member)->path.str, ((const FigureRef *)member)->path.span);
        buf_c(dump->out, " =");
        put_value(dump, ((const FigureRef *)member)->value);
        break;
    case GENRE_GROUP: case GENRE_LIST: case GENRE_ENTRIES: case GENRE_COUNT: break;
    }
    buf_char(dump->out, '\n');
    dump->depth++;
    if (type->genres[i] == GENRE_GROUP)
        put_record(dump, of, member, 0);
    else if (type->genres[i] == GENRE_LIST || type->genres[i] == GENRE_ENTRIES)
        put_items(dump, of, member, type->genres[i] == GENRE_ENTRIES);
    dump->depth--;
}

/* The fields that are given, from offset `from` on. */
static void put_record(Dump *dump, const TypeSchema *type, const char *at, size_t from)
{
    const Scope scope = { .record = { type, at } };
    for (size_t i = 0; type->schema.fields[i].key != NULL; i++) {
        const Field *field = &type->schema.fields[i];
        if (field->offset < from || !scope_has(&scope, str_from_c(field->key)))
            continue;
        buf_printf(dump->out, "%*s%s", 2 * dump->depth, "", field->key);
        put_member(dump, type, i, at);
    }
}

void record_dump(Buf *out, const Edition *edition, const Sources *sources)
{
    Dump dump = { out, sources, 1 };
    put_record(&dump, edition->sheet.record.type, edition->sheet.record.at, sizeof(Sheet));
}
