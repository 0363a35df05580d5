#include "data/csv.h"
#include "export/export_impl.h"

/* "« Tayssir » – Garçons": the group's title, where there is one, and the column's. */
static Str column_title(Arena *arena, const DocTable *table, size_t column)
{
    const Table *model = table->table;
    Str top = inlines_text(arena, table->head[table_group(model, column)]);
    if (model->head_rows == 1 || table_head(model, 1, column)->is_covered)
        return top;
    Str own = inlines_text(arena, table->head[model->column_count + column]);
    return str_printf(arena, "%.*s – %.*s", STR_ARG(top), STR_ARG(own));
}

/* A merged cell's content stands in its first place; the others are empty. */
static Str cell_text(Arena *arena, const DocCell *cell)
{
    if (cell->cell->is_covered)
        return STR_NONE;
    return value_is_number(&cell->cell->value) ? value_text(arena, &cell->cell->value, ',')
                                               : blocks_text(arena, cell->content);
}

Str export_table_csv(Arena *arena, const DocTable *table)
{
    size_t columns = table->table->column_count;
    Buf out = buf_new(arena);
    Str *fields = arena_array(arena, Str, columns);
    for (size_t c = 0; c < columns; c++)
        fields[c] = column_title(arena, table, c);
    csv_write_head(&out, fields, columns);
    for (size_t r = 0; r < table->table->rows.n; r++) {
        for (size_t c = 0; c < columns; c++)
            fields[c] = cell_text(arena, &table->cells[r * columns + c]);
        csv_write_row(&out, fields, columns);
    }
    return buf_text(&out);
}

Str export_chart_csv(Arena *arena, const DocChart *chart)
{
    const Chart *model = chart->chart;
    Buf out = buf_new(arena);
    Str *fields = arena_array(arena, Str, model->series_count + 1);
    fields[0] = STR("Libellé");
    for (size_t s = 0; s < model->series_count; s++)
        fields[s + 1] = model->series[s].name;
    csv_write_head(&out, fields, model->series_count + 1);
    for (size_t i = 0; i < model->label_count; i++) {
        fields[0] = model->labels[i];
        for (size_t s = 0; s < model->series_count; s++)
            fields[s + 1] = value_text(arena, &model->series[s].values[i], ',');
        csv_write_row(&out, fields, model->series_count + 1);
    }
    return buf_text(&out);
}
