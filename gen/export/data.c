/* data.c - the whole report's figures as one JSON text */
#include "export/export_impl.h"
#include "export/json.h"

static void put_value(Json *json, const Value *value)
{
    Arena *arena = json->out.arena;
    if (value_is_number(value))
        json_literal(json, value_text(arena, value, '.'));
    else if (value->text.n > 0)
        json_text(json, value->text);
    else
        json_literal(json, STR("null"));
}

static void put_indicator(Json *json, const Indicator *indicator)
{
    json_key(json, indicator->id.str);
    json_open(json, '{');
    json_member(json, "libelle", indicator->label.str);
    json_member(json, "unite", indicator->unit.str);
    json_member(json, "source", indicator->source.str);
    json_member(json, "definition", indicator->definition.str);
    json_member(json, "remarque", indicator->remark.str);
    json_name(json, "series");
    json_open(json, '{');
    for (size_t p = 0; p < indicator->series.n; p++) {
        const Period *period = &indicator->series.at[p];
        json_key(json, period->name.str);
        json_open(json, '{');
        for (size_t e = 0; e < period->entries.n; e++) {
            json_key(json, period->entries.at[e].name.str);
            put_value(json, &period->entries.at[e].value);
        }
        json_close(json, '}');
    }
    json_close(json, '}');
    json_close(json, '}');
}

static void put_columns(Json *json, const DocTable *table)
{
    const Table *model = table->table;
    Arena *arena = json->out.arena;
    json_name(json, "colonnes");
    json_open(json, '[');
    for (size_t c = 0; c < model->column_count; c++) {
        json_open(json, '{');
        json_member(json, "titre", model->columns[c].title.str);
        if (model->columns[c].group >= 0)
            json_member(json, "groupe", inlines_text(arena, table->head[table_group(model, c)]));
        json_member(json, "unite", model->columns[c].unit.str);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_table(Json *json, const DocTable *table)
{
    const Table *model = table->table;
    Arena *arena = json->out.arena;
    json_key(json, model->id.str);
    json_open(json, '{');
    json_member(json, "numero", table->label);
    json_member(json, "titre", inlines_text(arena, table->title));
    json_member(json, "source", inlines_text(arena, table->source));
    json_member(json, "note", inlines_text(arena, table->note));
    json_member(json, "remarque", model->remark.str);
    put_columns(json, table);
    json_name(json, "lignes");
    json_open(json, '[');
    for (size_t r = 0; r < model->rows.n; r++) {
        json_open(json, '[');
        for (size_t c = 0; c < model->column_count; c++) {
            const DocCell *cell = &table->cells[r * model->column_count + c];
            if (cell->cell->is_covered)
                json_literal(json, STR("null"));
            else if (value_is_number(&cell->cell->value))
                put_value(json, &cell->cell->value);
            else
                json_text(json, blocks_text(arena, cell->content));
        }
        json_close(json, ']');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void put_chart(Json *json, const DocChart *chart)
{
    const Chart *model = chart->chart;
    Arena *arena = json->out.arena;
    json_key(json, model->id.str);
    json_open(json, '{');
    json_member(json, "numero", chart->label);
    json_member(json, "titre", inlines_text(arena, chart->title));
    json_member(json, "source", inlines_text(arena, chart->source));
    json_member(json, "alternative", chart->alternative);
    json_name(json, "series");
    json_open(json, '{');
    for (size_t s = 0; s < model->series_count; s++) {
        json_key(json, model->series[s].name);
        json_open(json, '{');
        for (size_t i = 0; i < model->label_count; i++) {
            json_key(json, model->labels[i]);
            put_value(json, &model->series[s].values[i]);
        }
        json_close(json, '}');
    }
    json_close(json, '}');
    json_close(json, '}');
}

static void put_boxes(Json *json, const Diagram *diagram)
{
    const DiagramBox *boxes = diagram->boxes.at;
    json_name(json, "boites");
    json_open(json, '{');
    for (size_t i = 0; i < diagram->boxes.n; i++) {
        json_key(json, boxes[i].id.str);
        json_open(json, '{');
        json_member(json, "titre", boxes[i].title.str);
        json_member(json, "precision", boxes[i].detail.str);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void put_links(Json *json, const Diagram *diagram)
{
    const DiagramLink *links = diagram->links.at;
    const DiagramBox *boxes = diagram->boxes.at;
    json_name(json, "liens");
    json_open(json, '[');
    for (size_t i = 0; i < diagram->links.n; i++)
        for (size_t j = 0; j < links[i].to_count; j++) {
            json_open(json, '{');
            json_member(json, "de", boxes[links[i].from_box].id.str);
            json_member(json, "vers", boxes[links[i].to_boxes[j]].id.str);
            json_name(json, "retour");
            json_literal(json, links[i].is_mutual ? STR("true") : STR("false"));
            json_close(json, '}');
        }
    json_close(json, ']');
}

static void put_diagram(Json *json, const DocChart *chart)
{
    Arena *arena = json->out.arena;
    json_key(json, chart->diagram->id.str);
    json_open(json, '{');
    json_member(json, "numero", chart->label);
    json_member(json, "titre", inlines_text(arena, chart->title));
    json_member(json, "source", inlines_text(arena, chart->source));
    json_member(json, "alternative", chart->alternative);
    put_boxes(json, chart->diagram);
    put_links(json, chart->diagram);
    json_close(json, '}');
}

static void put_programme(Json *json, const Document *document, const Programme *programme)
{
    json_open(json, '{');
    json_name(json, "programme");
    json_literal(json, str_printf(json->out.arena, "%d", programme->number));
    json_member(json, "titre", programme->title.str);
    json_member(json, "comite", programme->committee.str);
    json_name(json, "indicateurs");
    json_open(json, '{');
    const Indicator *indicators = programme->indicators.at;
    for (size_t i = 0; i < programme->indicators.n; i++)
        put_indicator(json, &indicators[i]);
    json_close(json, '}');
    json_name(json, "tableaux");
    json_open(json, '{');
    for (size_t i = 0; i < document->tables.n; i++) {
        const DocTable *table = document->tables.at[i]->table;
        if (programme_table(programme, table->table->id.str) == table->table)
            put_table(json, table);
    }
    json_close(json, '}');
    json_name(json, "graphiques");
    json_open(json, '{');
    for (size_t i = 0; i < document->charts.n; i++) {
        const DocChart *chart = document->charts.at[i]->chart;
        if (chart->chart && programme_chart(programme, chart->chart->id.str) == chart->chart)
            put_chart(json, chart);
    }
    json_close(json, '}');
    json_close(json, '}');
}

Str export_json(Arena *arena, const Document *document)
{
    const Edition *edition = document->edition;
    Json json = json_new(arena);
    json_open(&json, '{');
    json_member(&json, "titre", edition->title.str);
    json_member(&json, "edition", edition->edition.str);
    json_member(&json, "date", edition->date.text);
    json_member(&json, "organisme", edition->publisher.str);
    json_name(&json, "programmes");
    json_open(&json, '[');
    for (size_t i = 0; i < edition->programme_count; i++)
        put_programme(&json, document, edition->programmes[i]);
    json_close(&json, ']');
    json_name(&json, "schemas");
    json_open(&json, '{');
    for (size_t i = 0; i < document->charts.n; i++)
        if (document->charts.at[i]->chart->diagram != NULL)
            put_diagram(&json, document->charts.at[i]->chart);
    json_close(&json, '}');
    json_close(&json, '}');
    return json_end(&json);
}
