/* programme.c - one programme: programme.yaml and narratif.md */
#include "model/programme.h"

#include "model/model_impl.h"

/* A programme's number is a whole number from 1 to PROGRAMME_NUMBER_MAX; 0 when it is none. */
static int read_number(Reading *reading, const Text *text)
{
    Value value;
    if (text->str.n == 0)
        return 0;
    bool is_number = value_read_number(text->str, text->span, &value) && value.kind == VALUE_NUMBER
                     && value.decimals == 0 && value.digits >= 1 && value.digits <= PROGRAMME_NUMBER_MAX;
    if (is_number)
        return (int)value.digits;
    diag_add(reading->diags, DIAG_NOT_A_NUMBER, text->span, "« %.*s »", STR_ARG(text->str));
    diag_remedy(reading->diags, "écrire le numéro du programme, de 1 à %d : 11", PROGRAMME_NUMBER_MAX);
    return 0;
}

static void read_data(Reading *reading, Programme *programme)
{
    const YamlNode *root = yaml_read(reading->arena, reading->sources, programme->file, reading->diags);
    blanks_in_yaml(reading, root);
    schema_read(reading->arena, &programme_schema, root, programme, reading->diags);
    programme->number = read_number(reading, &programme->number_text);
    programme_read_data(reading, programme);
}

void programme_read_data(Reading *reading, Programme *programme)
{
    Indicator *indicators = programme->indicators.at;
    size_t left = FIGURES_MAX;
    for (size_t i = 0; i < programme->indicators.n; i++)
        indicator_read(reading, &indicators[i], &left);
    Table *tables = programme->tables.at;
    for (size_t i = 0; i < programme->tables.n; i++)
        table_read(reading, &tables[i], programme->folder);
}

Programme *programme_read(Reading *reading, Str folder, Str data_name, Str narrative_name)
{
    size_t since = reading->diags->list.n;
    Programme *programme = arena_new(reading->arena, Programme);
    programme->folder = folder;
    if (data_name.n > 0)
        programme->file = reading_file(reading, folder, data_name, FILE_YAML, SPAN_NONE);
    if (programme->file != 0)
        read_data(reading, programme);
    if (narrative_name.n > 0 && file_exists(path_join(reading->arena, folder, narrative_name)))
        programme->narrative = reading_file(reading, folder, narrative_name, FILE_MARKDOWN, SPAN_NONE);
    programme->is_incomplete = reading_lost_something(reading, since);
    return programme;
}
