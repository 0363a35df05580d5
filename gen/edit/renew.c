#include "edit/renew_impl.h"

#include <stdlib.h>

#include "edit/schemas.h"
#include "model/edition.h"

static YearShift shift_of(const Edition *edition, int year)
{
    int last = year_in(edition->year.str), first = year_in(edition->period.str), next = year_in(edition->next_year.str);
    first = first > 0 && first < last ? first : last;
    next = next > last ? next : last;
    return (YearShift){ first, next, (year > 0 ? year : last + 1) - last };
}

static const YamlNode *tree_of(Arena *arena, const Sources *sources, uint32_t file)
{
    Diags unsaid = diags_new(arena);     /* said when the edition was read */
    return yaml_read(arena, sources, file, &unsaid);
}

static Str text_of(const Sources *sources, uint32_t file)
{
    return source_of(sources, (Span){ file, 0, 0 })->text;
}

static void add_file(Renewal *renewal, NewFiles *files, Str path, Str text)
{
    array_push(renewal->arena, files, (NewFile){ path, text });
}

static void add_prose(Renewal *renewal, const Sources *sources, const Prose *prose, NewFiles *files)
{
    if (prose->file == 0)
        return;
    Str path = source_of(sources, (Span){ prose->file, 0, 0 })->path;
    add_file(renewal, files, renewed(renewal, prose->name.str),
             renew_narrative(renewal, 0, text_of(sources, prose->file), path));
}

/* Texts first: they say which recommendations the data then follow up. Figures
 * that a text quotes may stand behind new columns, so data of tables of years
 * come before: see renew_edition(). */
static void add_proses(Renewal *renewal, const Sources *sources, const Edition *edition, NewFiles *files)
{
    const Part *parts = edition->parts.at;
    const Committee *committees = edition->committees.at;
    add_prose(renewal, sources, &edition->epigraph, files);
    for (size_t i = 0; i < edition->parts.n; i++)
        add_prose(renewal, sources, &parts[i].text, files);
    for (size_t i = 0; i < edition->committees.n; i++) {
        add_prose(renewal, sources, &committees[i].introduction, files);
        add_prose(renewal, sources, &committees[i].closing, files);
    }
}

static Str programme_folder(Renewal *renewal, const Programme *programme)
{
    return str_join(renewal->arena, STR("programmes/"), renewed(renewal, path_name(programme->folder)));
}

static void add_narrative(Renewal *renewal, const Sources *sources, const Programme *programme, NewFiles *files)
{
    if (programme->narrative == 0)
        return;
    const Source *source = source_of(sources, (Span){ programme->narrative, 0, 0 });
    add_file(renewal, files, path_join(renewal->arena, programme_folder(renewal, programme), path_name(source->path)),
             renew_narrative(renewal, programme->number, source->text, source->path));
}

static void add_csv_files(Renewal *renewal, const Programme *programme, const YamlNode *root, NewFiles *files)
{
    enum { CSV_LIMIT = 16 << 20 };
    const YamlNode *tables = yaml_find(root, STR("tableaux"));
    for (const YamlNode *table = tables != NULL ? tables->first : NULL; table != NULL; table = table->next) {
        const YamlNode *name = yaml_find(table, STR("fichier"));
        Str text;
        if (name == NULL || !file_read(renewal->arena, path_join(renewal->arena, programme->folder, name->scalar),
                                       CSV_LIMIT, &text))
            continue;
        Str path = path_join(renewal->arena, programme_folder(renewal, programme), renewed(renewal, name->scalar));
        add_file(renewal, files, path, renew_csv(renewal, text, table));
    }
}

static Str renewed_data(Renewal *renewal, const Sources *sources, const Programme *programme, const YamlNode *root)
{
    return renew_programme(renewal, programme->number, text_of(sources, programme->file), root);
}

static void renew_edition(Renewal *renewal, const Sources *sources, const Edition *edition, NewFiles *files)
{
    size_t n = edition->programme_count;
    const YamlNode **roots = arena_array(renewal->arena, const YamlNode *, n + 1);
    for (size_t i = 0; i < n; i++) {     /* only to learn which tables gain columns */
        roots[i] = tree_of(renewal->arena, sources, edition->programmes[i]->file);
        renewed_data(renewal, sources, edition->programmes[i], roots[i]);
    }
    AddedColumns *added = renewal->added.at;
    size_t count = renewal->added.n;
    add_proses(renewal, sources, edition, files);
    for (size_t i = 0; i < n; i++)
        add_narrative(renewal, sources, edition->programmes[i], files);
    for (size_t i = 0; i < n; i++) {
        const Programme *programme = edition->programmes[i];
        Str path = path_join(renewal->arena, programme_folder(renewal, programme), STR("programme.yaml"));
        renewal->added.n = count;
        renewal->added.at = added;
        add_file(renewal, files, path, renewed_data(renewal, sources, programme, roots[i]));
        add_csv_files(renewal, programme, roots[i], files);
    }
}

bool edition_renew(Arena *arena, Sources *sources, Str folder, int year, NewFiles *files, Diags *diags)
{
    const Edition *edition = edition_read(arena, sources, NULL, folder, diags);
    YearShift shift = shift_of(edition, year);
    if (diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FAULT) > 0 || shift.by == 0)
        return false;
    Renewal renewal = { .arena = arena, .shift = shift, .last_name = edition->year.str,
                        .publisher = edition->publisher.str };
    renewal.period = renewed(&renewal, edition->period.str);
    renewal.next_year = renewed(&renewal, edition->next_year.str.n ? edition->next_year.str : edition->year.str);
    renew_edition(&renewal, sources, edition, files);
    uint32_t file = edition->title.span.file;
    Str text = text_of(sources, file);
    add_file(&renewal, files, STR("rapport.yaml"), renew_report(&renewal, text, tree_of(arena, sources, file)));
    schemas_add(arena, files);
    return true;
}
