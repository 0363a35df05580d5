/* edition_read.c - an edition's folder, or one file with a report around it
 *
 * Each file is read by itself: what is wrong in one is reported and left
 * out there, and the others are read all the same. Figures that refer to
 * other files are filled in at the end.
 */
#include "model/model_impl.h"

#include <string.h>

#define TEMPLATE_DEFAULT "rapport-2019"

typedef ARRAY(Programme *) Programmes;

bool name_is_plain(Str name)
{
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_letter && c != '-' && c != '_' && (c != '.' || i == 0))
            return false;
    }
    return name.n > 0 && name.n <= 100;
}

static void check_file_name(Reading *reading, Text *name, Str substitute)
{
    if (name->str.n > 0 && !name_is_plain(name->str)) {
        diag_add(reading->diags, DIAG_PATH_OUTSIDE, name->span, "%.*s", STR_ARG(name->str));
        diag_remedy(reading->diags, "un nom sans espace, accent ni barre : rapport-2019");
        name->str = STR_NONE;
    }
    if (name->str.n == 0)
        name->str = substitute;
}

void prose_read(Reading *reading, Str folder, Prose *prose)
{
    if (prose->name.str.n == 0)
        return;
    prose->file = reading_file(reading, folder, prose->name.str, FILE_MARKDOWN, prose->name.span);
    const Source *source = source_of(reading->sources, (Span){ prose->file, 0, 0 });
    if (source != NULL && str_trim(source->text).n == 0)
        diag_add(reading->diags, DIAG_FILE_EMPTY, (Span){ prose->file, 0, 0 }, "%s", "");
}

static void read_proses(Reading *reading, Edition *edition)
{
    Part *parts = edition->parts.at;
    Committee *committees = edition->committees.at;
    prose_read(reading, edition->folder, &edition->epigraph);
    for (size_t i = 0; i < edition->parts.n; i++)
        prose_read(reading, edition->folder, &parts[i].text);
    for (size_t i = 0; i < edition->committees.n; i++) {
        prose_read(reading, edition->folder, &committees[i].introduction);
        prose_read(reading, edition->folder, &committees[i].closing);
    }
}

static void report_reference(Reading *reading, Text text, const Items *committees)
{
    const Committee *all = committees->at;
    ArenaMark mark = arena_mark(reading->arena);
    Str *names = arena_array(reading->arena, Str, committees->n + 1);
    for (size_t i = 0; i < committees->n; i++)
        names[i] = all[i].id.str;
    Str nearest = diags_may_help(reading->diags) ? diag_nearest(reading->arena, text.str, names, committees->n) : STR_NONE;
    arena_rewind(reading->arena, mark);
    diag_add(reading->diags, DIAG_REF_UNKNOWN, text.span, "comité %.*s", STR_ARG(text.str));
    if (nearest.n > 0)
        diag_remedy(reading->diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
}

/* Every committee that a volet names exists. */
static void check_volets(Reading *reading, const Edition *edition)
{
    const Part *parts = edition->parts.at;
    for (size_t i = 0; i < edition->parts.n; i++) {
        const Volet *volets = parts[i].volets.at;
        for (size_t k = 0; k < parts[i].volets.n; k++)
            for (size_t c = 0; c < volets[k].committees.n; c++)
                if (edition_committee(edition, volets[k].committees.at[c].str) == NULL && !edition->is_incomplete)
                    report_reference(reading, volets[k].committees.at[c], &edition->committees);
    }
}

/* A programme belongs to one committee. */
static void check_committees(Reading *reading, const Edition *edition)
{
    const Committee *committees = edition->committees.at;
    for (size_t i = 0; i < edition->committees.n; i++) {
        const ProgrammeTitle *titles = committees[i].programmes.at;
        for (size_t k = 0; k < committees[i].programmes.n; k++) {
            int number = programme_title_number(&titles[k]);
            const Text *text = &titles[k].number;
            if (number == 0) {
                diag_add(reading->diags, DIAG_NOT_A_NUMBER, text->span, "« %.*s »", STR_ARG(text->str));
                diag_remedy(reading->diags, "écrire le numéro du programme, de 1 à %d, puis son titre : 11: Gouvernance",
                            PROGRAMME_NUMBER_MAX);
            } else if (edition_committee_of(edition, number) != &committees[i]) {
                diag_add(reading->diags, DIAG_ID_TWICE, text->span, "programme %.*s", STR_ARG(text->str));
                diag_remedy(reading->diags, "ôter le programme d’un des deux comités");
            }
        }
    }
}

/* --- programmes --- */

int folder_number(Str name)
{
    int64_t number = str_number(str_slice(name, 0, str_digits(name)), PROGRAMME_NUMBER_MAX);
    return number > 0 ? (int)number : 0;
}

/* Where a message about the programme as a whole belongs. */
static Span programme_span(const Programme *programme)
{
    return programme->number_text.span.file != 0 ? programme->number_text.span
                                                 : (Span){ programme->file, 0, 0 };
}

/* What the file does not say, the folder's name and the committee do. */
static void complete(const Edition *edition, Programme *programme, Str name)
{
    if (programme->number == 0)
        programme->number = folder_number(name);
    const Committee *committee = edition_committee_of(edition, programme->number);
    const ProgrammeTitle *titles = committee != NULL ? committee->programmes.at : NULL;
    for (size_t i = 0; committee != NULL && i < committee->programmes.n; i++)
        if (programme->title.str.n == 0 && programme_title_number(&titles[i]) == programme->number)
            programme->title = titles[i].title;
}

static bool is_announced(Reading *reading, const Edition *edition, const Programme *programme)
{
    if (edition->is_incomplete || edition_committee_of(edition, programme->number) != NULL)
        return true;
    diag_add(reading->diags, DIAG_PROGRAMME_UNKNOWN, programme_span(programme), "programme %d", programme->number);
    diag_remedy(reading->diags, "ajouter son numéro et son titre à un comité de rapport.yaml");
    return false;
}

/* Puts a programme in the order of numbers. Of two with one number, that
 * whose folder bears the number stays, else the first. */
static void insert(Reading *reading, Programmes *programmes, Programme *programme)
{
    size_t at = programmes->n;
    while (at > 0 && programmes->at[at - 1]->number > programme->number)
        at--;
    if (at > 0 && programmes->at[at - 1]->number == programme->number) {
        Programme *first = programmes->at[at - 1];
        bool stays = folder_number(path_name(first->folder)) == first->number
                     || folder_number(path_name(programme->folder)) != programme->number;
        const Programme *kept = stays ? first : programme, *left = stays ? programme : first;
        programmes->at[at - 1] = stays ? first : programme;
        diag_add(reading->diags, DIAG_ID_TWICE, programme_span(left), "programme %d, qui est dans %.*s",
                 left->number, STR_ARG(path_name(kept->folder)));
        diag_remedy(reading->diags, "corriger le numéro");
        return;
    }
    array_push(reading->arena, programmes, programme);
    memmove(programmes->at + at + 1, programmes->at + at, (programmes->n - 1 - at) * sizeof *programmes->at);
    programmes->at[at] = programme;
}

static void read_programmes(Reading *reading, Edition *edition, Programmes *programmes)
{
    Str all = path_join(reading->arena, edition->folder, STR("programmes"));
    Strs names;
    if (!file_list(reading->arena, all, &names))
        return;                          /* an edition may be all prose */
    for (size_t i = 0; i < names.n; i++) {
        Str folder = path_join(reading->arena, all, names.at[i]);
        if (names.at[i].p[0] == '.' || !file_is_folder(folder))
            continue;
        Programme *programme = programme_read(reading, folder, STR("programme.yaml"), STR("narratif.md"));
        complete(edition, programme, names.at[i]);
        is_announced(reading, edition, programme);
        bool has_committee = programme->committee.str.n > 0 && !edition->is_incomplete;
        if (has_committee && edition_committee(edition, programme->committee.str) == NULL)
            report_reference(reading, programme->committee, &edition->committees);
        insert(reading, programmes, programme);
    }
}

/* --- figures that refer to other files --- */

/* "https://…/": pages' names are set behind it, so it ends in a slash and holds no sign that an address cannot. */
static void check_site(Reading *reading, Text *site)
{
    Str text = site->str;
    bool is_sound = (str_starts(text, STR("https://")) || str_starts(text, STR("http://"))) && str_ends(text, STR("/"));
    for (size_t i = 0; i < text.n && is_sound; i++)
        is_sound = text.p[i] > ' ' && text.p[i] < 0x7F && strchr("<>\"'?#\\", text.p[i]) == NULL;
    if (text.n == 0 || is_sound)
        return;
    diag_add(reading->diags, DIAG_SITE_ADDRESS, site->span, "%.*s", STR_ARG(text));
    diag_remedy(reading->diags, "écrire « site: https://exemple.ma/rapport-2019/ », avec la barre à la fin");
    site->str = STR_NONE;
}

static void check_key_figures(Reading *reading, const Edition *edition)
{
    const KeyFigure *figures = edition->key_figures.at;
    bool is_whole = true;
    for (size_t i = 0; i < edition->programme_count; i++)
        is_whole &= !edition->programmes[i]->is_incomplete;
    for (size_t i = 0; i < edition->key_figures.n && is_whole; i++) {
        Str nearest = STR_NONE, path = str_trim(figures[i].figure.str);
        Str *asked = diags_may_help(reading->diags) ? &nearest : NULL;
        if (path.n == 0 || edition_figure(reading->arena, edition, NULL, path, asked) != NULL)
            continue;
        diag_add(reading->diags, DIAG_VALUE_UNKNOWN, figures[i].figure.span, "%.*s", STR_ARG(path));
        if (nearest.n > 0)
            diag_remedy(reading->diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
    }
}

static void resolve_diagrams(Reading *reading, const Edition *edition, const Items *diagrams, bool is_incomplete)
{
    Diagram *all = diagrams->at;
    for (size_t i = 0; i < diagrams->n; i++)
        diagram_resolve(reading, edition, &all[i], is_incomplete || edition->is_incomplete);
}

static void resolve(Reading *reading, Edition *edition, Programmes *programmes)
{
    edition->programmes = (const Programme **)programmes->at;
    edition->programme_count = programmes->n;
    edition_index(reading->arena, edition);
    edition->lenders = reading->lenders;
    edition->lender = lender_of_edition(reading, edition);
    for (size_t i = 0; i < programmes->n; i++) {
        Table *tables = programmes->at[i]->tables.at;
        for (size_t k = 0; k < programmes->at[i]->tables.n; k++)
            table_resolve(reading, edition, programmes->at[i], &tables[k]);
    }
    for (size_t i = 0; i < programmes->n; i++) {
        Chart *charts = programmes->at[i]->charts.at;
        for (size_t k = 0; k < programmes->at[i]->charts.n; k++)
            chart_resolve(reading, edition, programmes->at[i], &charts[k]);
    }
    for (size_t i = 0; i < programmes->n; i++)
        resolve_diagrams(reading, edition, &programmes->at[i]->diagrams, programmes->at[i]->is_incomplete);
    resolve_diagrams(reading, edition, &edition->diagrams, edition->is_incomplete);
    check_site(reading, &edition->site);
    check_key_figures(reading, edition);
}

/* --- a whole edition --- */

/* What a document of a type and a report have in common. */
static void check_head(Reading *reading, Edition *edition)
{
    Str name = edition->type != NULL ? edition->type->name : STR("rapport");
    check_file_name(reading, &edition->name, name);
    check_file_name(reading, &edition->template_name, edition->type != NULL ? name : STR(TEMPLATE_DEFAULT));
}

static void read_folder(Reading *reading, Edition *edition, Programmes *programmes)
{
    size_t since = reading->diags->list.n;
    uint32_t file = reading_file(reading, edition->folder, STR("rapport.yaml"), FILE_YAML, SPAN_NONE);
    if (file != 0) {
        const YamlNode *root = yaml_read(reading->arena, reading->sources, file, reading->diags);
        blanks_in_yaml(reading, root);
        schema_read(reading->arena, &edition_schema, root, edition, reading->diags);
    }
    edition->is_incomplete = reading_lost_something(reading, since);
    edition_index(reading->arena, edition);
    check_head(reading, edition);
    check_volets(reading, edition);
    check_committees(reading, edition);
    read_proses(reading, edition);
    read_programmes(reading, edition, programmes);
}

/* --- one programme alone --- */

static Str sibling(Arena *arena, Str path)
{
    static const struct { const char *name, *other; } pairs[] = {
        { "programme.yaml", "narratif.md" }, { "narratif.md", "programme.yaml" },
    };
    Str name = path_name(path), stem = path_stem(path);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_equal(name, str_from_c(pairs[i].name)))
            return str_from_c(pairs[i].other);
    return str_printf(arena, "%.*s%s", STR_ARG(stem), str_ends(name, STR(".md")) ? ".yaml" : ".md");
}

static void add_item(Arena *arena, Items *items, const void *item, size_t size)
{
    items->at = arena_alloc(arena, 1, size);
    items->n = 1;
    memcpy(items->at, item, size);
}

/* The report around a programme that stands alone. */
static void build_report(Reading *reading, Edition *edition, const Programme *programme)
{
    Arena *arena = reading->arena;
    Text id = { programme->committee.str.n > 0 ? programme->committee.str : STR("CP1"), SPAN_NONE };
    Text title = { STR("Essai"), SPAN_NONE };
    ProgrammeTitle entry = { .number = { str_printf(arena, "%d", programme->number), SPAN_NONE },
                             .title = programme->title };
    Committee committee = { .id = id, .title = title };
    Volet volet = { .kind = programme->volet, .title = title };
    Part part = { .title = title };
    add_item(arena, &committee.programmes, &entry, sizeof entry);
    add_item(arena, &edition->committees, &committee, sizeof committee);
    array_push(arena, &volet.committees, id);
    add_item(arena, &part.volets, &volet, sizeof volet);
    add_item(arena, &edition->parts, &part, sizeof part);
    edition->is_excerpt = true;
    edition->title = edition->edition = title;
    edition->name.str = STR("essai");
    edition->template_name.str = STR(TEMPLATE_DEFAULT);
    edition->year.str = STR("2019");
    edition->period.str = STR("2018-2019");
    edition->next_year.str = STR("2020");
    value_read_date(arena, STR("2019-12-31"), SPAN_NONE, &edition->date);
}

static void take_text(Text *text, const Text *above)
{
    if (above->str.n > 0)
        text->str = above->str;
}

/* What the programme rests on of the edition that it lies in, as <edition>/programmes/<programme>: years, template and
 * sigles. The edition is only looked at: its faults are not told, and its places are none of what is read here. */
static void take_from_above(const Reading *reading, Edition *edition)
{
    static const char *const places[] = { "", "..", "../.." };
    Sources sources = sources_new(reading->arena);
    Diags diags = diags_new(reading->arena);
    Edition above = { 0 };
    uint32_t file = 0;
    for (size_t i = 0; i < sizeof places / sizeof *places && file == 0; i++) {
        Reading looking = reading_of(reading->arena, &sources, path_join(reading->arena, edition->folder, str_from_c(places[i])),
                                     &diags);
        if (!file_exists(path_join(reading->arena, looking.root, STR("rapport.yaml"))))
            continue;
        file = reading_file(&looking, looking.root, STR("rapport.yaml"), FILE_YAML, SPAN_NONE);
        if (file == 0)
            return;
        schema_read(reading->arena, &edition_schema, yaml_read(reading->arena, &sources, file, &diags), &above, &diags);
        check_head(&looking, &above);
    }
    take_text(&edition->year, &above.year);
    take_text(&edition->period, &above.period);
    take_text(&edition->next_year, &above.next_year);
    take_text(&edition->template_name, &above.template_name);
    edition->sigles = above.sigles;
    Sigle *sigles = edition->sigles.at;
    for (size_t i = 0; i < edition->sigles.n; i++)
        sigles[i].span = sigles[i].name.span = sigles[i].meaning.span = SPAN_NONE;
}

static void read_file_alone(Reading *reading, Edition *edition, Str path, Programmes *programmes)
{
    bool is_narrative = str_ends(path, STR(".md"));
    Str name = path_name(path), other = sibling(reading->arena, path);
    if (!file_exists(path_join(reading->arena, edition->folder, other)))
        other = STR_NONE;
    bool is_there = file_exists(path);
    Programme *programme = is_narrative && is_there
        ? programme_read(reading, edition->folder, other, name)
        : programme_read(reading, edition->folder, name, other);
    if (programme->number == 0)
        programme->number = 1;
    if (programme->title.str.n == 0)
        programme->title.str = STR("Essai");
    build_report(reading, edition, programme);
    take_from_above(reading, edition);
    array_push(reading->arena, programmes, programme);
}

/* A document of a type: its data are like those of one programme. */
static Edition *read_sheet(Reading *reading, const DocType *type, Str twin, Programmes *programmes)
{
    Sheet *sheet = sheet_read(reading, type, twin);
    Programme *data = &sheet->data;
    check_head(reading, &sheet->edition);
    if (data->indicators.n > 0 || data->tables.n > 0 || data->charts.n > 0)
        array_push(reading->arena, programmes, data);
    return &sheet->edition;
}

/* The file that stands for a programme's folder: its programme.yaml. */
static Str file_of_folder(Arena *arena, Str path)
{
    Str file = path_join(arena, path, STR("programme.yaml"));
    return file_exists(file) && !file_exists(path_join(arena, path, STR("rapport.yaml"))) ? file : path;
}

static bool is_excerpt(const DocType *type, Str path)
{
    bool is_report = type != NULL || str_equal(path_name(path), STR("rapport.yaml"));
    return !is_report && (str_ends(path, STR(".yaml")) || str_ends(path, STR(".md"))) && !file_is_folder(path);
}

const Edition *edition_read(Arena *arena, Sources *sources, const DocType *type, Str path, Diags *diags)
{
    path = type == NULL ? file_of_folder(arena, path) : path;
    bool is_file = is_excerpt(type, path), is_named = type != NULL && !file_is_folder(path);
    bool is_inside = is_file || is_named || str_equal(path_name(path), STR("rapport.yaml"));
    Reading reading = reading_of(arena, sources, is_inside ? path_folder(path) : path, diags);
    Programmes programmes = { 0 };
    Str twin = is_named && twin_is_named(path) ? path_name(path) : STR_NONE;
    Edition *edition = type != NULL ? read_sheet(&reading, type, twin, &programmes) : arena_new(arena, Edition);
    edition->folder = reading.root;
    reading.lenders = is_file ? NULL : arena_new(arena, Lenders);
    if (is_file)
        read_file_alone(&reading, edition, path, &programmes);
    else if (type == NULL)
        read_folder(&reading, edition, &programmes);
    resolve(&reading, edition, &programmes);
    sheet_resolve(&reading, edition);
    return edition;
}
