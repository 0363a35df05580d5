/* sheet_read.c - a document of a type: <type>.yaml, what it names, its chapters */
#include "model/model_impl.h"

/* The tree of <type>.yaml; with `twin`, "fiche.ar.yaml", the words of that file stand in the place of its own. */
static const YamlNode *read_tree(Reading *reading, uint32_t file, Str twin, uint32_t *twin_file)
{
    const YamlNode *root = yaml_read(reading->arena, reading->sources, file, reading->diags);
    blanks_in_yaml(reading, root);
    *twin_file = twin.n > 0 ? reading_file(reading, reading->root, twin, FILE_YAML, SPAN_NONE) : 0;
    if (*twin_file == 0)
        return root;
    const YamlNode *over = yaml_read(reading->arena, reading->sources, *twin_file, reading->diags);
    blanks_in_yaml(reading, over);
    twin_check_lists(reading, root, over);
    return yaml_twin(reading->arena, root, over);
}

Sheet *sheet_read(Reading *reading, const DocType *type, Str twin)
{
    uint32_t twin_file = 0;
    size_t since = reading->diags->list.n;
    Sheet *sheet = arena_alloc(reading->arena, 1, type->sheet.schema.size);
    Str name = str_printf(reading->arena, "%.*s.yaml", STR_ARG(type->name));
    uint32_t file = reading_file(reading, reading->root, name, FILE_YAML, SPAN_NONE);
    sheet->edition.type = type;
    sheet->edition.data = &sheet->data;
    sheet->edition.sheet.record = (Record){ &type->sheet, (const char *)sheet };
    sheet->data.folder = reading->root;
    sheet->data.file = file;
    if (file != 0) {
        const YamlNode *root = read_tree(reading, file, twin, &twin_file);
        schema_read(reading->arena, &type->sheet.schema, root, sheet, reading->diags);
        programme_read_data(reading, &sheet->data);
    }
    if (twin_file != 0)
        twin_check(reading, sheet, twin_file);
    sheet->data.title = sheet->edition.title;
    sheet->edition.is_incomplete = sheet->data.is_incomplete = reading_lost_something(reading, since);
    return sheet;
}

/* ---- what fields refer to ---- */

static void report_figure(Reading *reading, Text path, Str nearest)
{
    diag_add(reading->diags, DIAG_VALUE_UNKNOWN, path.span, "%.*s", STR_ARG(path.str));
    if (nearest.n > 0)
        diag_remedy(reading->diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
}

static void resolve_figure(Reading *reading, const Edition *edition, FigureRef *figure)
{
    Str nearest = STR_NONE, text = str_trim(figure->path.str);
    if (text.n == 0)
        return;
    if (value_read_number(text, figure->path.span, &figure->typed)
        || value_read_missing(text, figure->path.span, &figure->typed)) {
        figure->value = &figure->typed;
        return;
    }
    figure->value = edition_figure(reading->arena, edition, edition->data, text,
                                   diags_may_help(reading->diags) ? &nearest : NULL);
    if (figure->value == NULL && !edition->is_incomplete)
        report_figure(reading, figure->path, nearest);
}

static void resolve_record(Reading *reading, const Edition *edition, const TypeSchema *type, char *at, size_t from);

static void resolve_items(Reading *reading, const Edition *edition, const Field *field, Items *items)
{
    const TypeSchema *of = (const TypeSchema *)(const void *)field->of;
    for (size_t i = 0; i < items->n; i++)
        resolve_record(reading, edition, of, (char *)items->at + i * of->schema.size, 0);
}

/* The fields from offset `from` on: those before it are no fields of the type. */
static void resolve_record(Reading *reading, const Edition *edition, const TypeSchema *type, char *at, size_t from)
{
    for (size_t i = 0; type->schema.fields[i].key != NULL; i++) {
        const Field *field = &type->schema.fields[i];
        void *member = at + field->offset;
        if (field->offset < from)
            continue;
        if (type->genres[i] == GENRE_FILE)
            prose_read(reading, edition->folder, member);
        else if (type->genres[i] == GENRE_FIGURE)
            resolve_figure(reading, edition, member);
        else if (type->genres[i] == GENRE_GROUP)
            resolve_record(reading, edition, (const TypeSchema *)(const void *)field->of, member, 0);
        else if (type->genres[i] == GENRE_LIST || type->genres[i] == GENRE_ENTRIES)
            resolve_items(reading, edition, field, member);
    }
}

/* ---- chapters ---- */

typedef ARRAY(SheetChapter) Chapters;

static void add_chapter(Reading *reading, Chapters *chapters, const TrameSpec *spec, const Scope *scope)
{
    SheetChapter chapter = {
        spec, scope, scope_fill(reading->arena, scope, spec->title), scope_fill(reading->arena, scope, spec->short_title),
        scope_fill(reading->arena, scope, spec->number),
    };
    if (spec->only_if.str.n == 0 || scope_has(scope, spec->only_if.str))
        array_push(reading->arena, chapters, chapter);
}

/* A part a chapter, so that all that knows the parts of a report knows them. */
static void list_parts(Reading *reading, Edition *edition, const Chapters *chapters)
{
    Part *parts = arena_array(reading->arena, Part, chapters->n + 1);
    for (size_t i = 0; i < chapters->n; i++)
        parts[i] = (Part){ .title = chapters->at[i].title, .short_title = chapters->at[i].short_title,
                           .span = chapters->at[i].title.span };
    edition->parts = (Items){ parts, chapters->n };
    edition->chapters = (Items){ chapters->at, chapters->n };
}

void sheet_resolve(Reading *reading, Edition *edition)
{
    if (edition->type == NULL)
        return;
    Chapters chapters = { 0 };
    const TrameSpec *specs = edition->type->trame.at;
    resolve_record(reading, edition, &edition->type->sheet, (char *)edition, sizeof(Sheet));
    for (size_t i = 0; i < edition->type->trame.n; i++) {
        const Scope *entries = &edition->sheet;
        size_t n = 1;
        if (specs[i].each.str.n > 0)
            n = scope_entries(reading->arena, &edition->sheet, specs[i].each.str, &entries);
        for (size_t k = 0; k < n; k++)
            add_chapter(reading, &chapters, &specs[i], &entries[k]);
    }
    list_parts(reading, edition, &chapters);
}
