/* table_columns.c - columns, their groups, and the head made of them */
#include "model/model_impl.h"

typedef ARRAY(Column) Columns;
typedef ARRAY(Text) Groups;

static int decimals_of(Reading *reading, const ColumnSpec *spec)
{
    const Value *given = &spec->decimals;
    if (given->kind == VALUE_NONE || given->kind == VALUE_MISSING)
        return -1;
    if (given->decimals == 0 && given->digits >= 0 && given->digits <= 6)
        return (int)given->digits;
    diag_add(reading->diags, DIAG_NOT_A_NUMBER, given->span, "« %.*s »", STR_ARG(given->text));
    diag_remedy(reading->diags, "écrire un nombre entier de 0 à 6");
    return -1;
}

static void add_column(Reading *reading, Columns *columns, const ColumnSpec *spec, int group, bool *has_row_title)
{
    Column column = {
        .title = spec->title, .kind = spec->kind, .group = group, .span = spec->span,
        .unit = spec->currency.str.n > 0 ? spec->currency : spec->unit,
        .decimals = decimals_of(reading, spec), .is_total = spec->is_total,
        .comparison = spec->comparison, .is_change = spec->is_change,
    };
    if (column.comparison.str.n > 0 || column.is_change) {
        column_compare(columns->at, columns->n, &column);
        array_push(reading->arena, columns, column);
        return;
    }
    bool may_title = spec->row_title == ROW_TITLE_YES
                     || (spec->row_title == ROW_TITLE_AUTO && spec->kind == COLUMN_TEXT);
    bool is_first_text = spec->kind == COLUMN_TEXT && !*has_row_title;
    column.is_row_title = may_title && !*has_row_title;
    *has_row_title |= is_first_text || column.is_row_title;
    array_push(reading->arena, columns, column);
}

/* Adds one column, or the columns of a group. */
static void add_spec(Reading *reading, Columns *columns, Groups *groups, const ColumnSpec *spec, bool *has_row_title)
{
    if (spec->columns.n == 0) {
        add_column(reading, columns, spec, -1, has_row_title);
        return;
    }
    const ColumnSpec *inner = spec->columns.at;
    int group = (int)groups->n;
    array_push(reading->arena, groups, spec->group);
    for (size_t i = 0; i < spec->columns.n; i++)
        add_column(reading, columns, &inner[i], group, has_row_title);
}

static HeadCell *head_at(Table *table, size_t row, size_t column)
{
    return &table->head[row * table->column_count + column];
}

/* With groups: their titles over their columns; a column without group
 * reaches over both rows. */
static void build_head(Reading *reading, Table *table, const Groups *groups)
{
    table->head_rows = groups->n > 0 ? 2 : 1;
    table->head = arena_array(reading->arena, HeadCell, table->head_rows * table->column_count);
    size_t last = table->head_rows - 1;
    for (size_t c = 0; c < table->column_count; c++) {
        const Column *column = &table->columns[c];
        bool is_alone = column->group < 0;
        *head_at(table, is_alone ? 0 : last, c) = (HeadCell){
            .title = column->title.str, .colspan = 1, .span = column->span,
            .rowspan = is_alone ? (uint16_t)table->head_rows : 1,
        };
        if (is_alone && last > 0)
            *head_at(table, 1, c) = (HeadCell){ .colspan = 1, .rowspan = 1, .is_covered = true };
        if (is_alone)
            continue;
        bool is_start = c == 0 || table->columns[c - 1].group != column->group;
        size_t end = c;
        while (end < table->column_count && table->columns[end].group == column->group)
            end++;
        const Text *group = &groups->at[column->group];
        *head_at(table, 0, c) = (HeadCell){
            .title = is_start ? group->str : STR_NONE, .span = group->span,
            .colspan = is_start ? (uint16_t)(end - c) : 1, .rowspan = 1, .is_covered = !is_start,
        };
    }
}

static void report_columns(Reading *reading, const YamlNode *node)
{
    diag_add(reading->diags, DIAG_WRONG_TYPE, node->key_span, "une liste de colonnes est attendue ici");
    diag_remedy(reading->diags, "commencer chaque colonne par « - { titre: … } »");
}

void table_read_columns(Reading *reading, Table *table)
{
    const YamlNode *node = table->columns_node;
    Columns columns = { 0 };
    Groups groups = { 0 };
    bool has_row_title = false;
    if (node != NULL && node->kind != YAML_LIST) {
        if (!node->is_broken)
            report_columns(reading, node);
        table->is_incomplete = true;
        return;
    }
    for (const YamlNode *child = node != NULL ? node->first : NULL; child != NULL; child = child->next) {
        ColumnSpec spec = { 0 };
        schema_read(reading->arena, &column_schema, child, &spec, reading->diags);
        add_spec(reading, &columns, &groups, &spec, &has_row_title);
        if (columns.n > TABLE_COLUMNS_MAX) {
            diag_add(reading->diags, DIAG_TABLE_TOO_LARGE, child->span, "plus de %d colonnes", TABLE_COLUMNS_MAX);
            columns.n = TABLE_COLUMNS_MAX;
            break;
        }
    }
    table->columns = columns.at;
    table->column_count = columns.n;
    table->is_incomplete |= node != NULL && node->is_broken;
    if (columns.n > 0)
        build_head(reading, table, &groups);
}
