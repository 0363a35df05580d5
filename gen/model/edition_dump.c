/* edition_dump.c - the model as text, for `bilan dump --phase model`
 *
 * Two blanks a level, a thing a line. A figure shows its kind and the place
 * it was written at: figure 3636 nombre @12:30.
 */
#include "base/buf.h"
#include "model/model_impl.h"

typedef struct { Buf out; const Sources *sources; int depth; } Dump;

static void begin(Dump *dump, const char *word)
{
    buf_printf(&dump->out, "%*s%s", 2 * dump->depth, "", word);
}

static void put_str(Dump *dump, Str text)
{
    buf_c(&dump->out, " \"");
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n')
            buf_c(&dump->out, "\\n");
        else
            buf_char(&dump->out, text.p[i]);
    }
    buf_char(&dump->out, '"');
}

static void put_place(Dump *dump, Span span)
{
    const Source *source = source_of(dump->sources, span);
    if (source == NULL)
        return;
    Place place = source_place(source, span.lo);
    buf_printf(&dump->out, " @%u:%u%s", (unsigned)place.line, (unsigned)place.column, source->is_lent ? " prêté" : "");
}

static void put_text(Dump *dump, const char *word, Text text)
{
    if (text.str.n == 0)
        return;
    begin(dump, word);
    put_str(dump, text.str);
    buf_char(&dump->out, '\n');
}

static void put_flag(Dump *dump, const char *word, bool is_set)
{
    if (is_set)
        buf_printf(&dump->out, " %s", word);
}

static void put_value(Dump *dump, const Value *value)
{
    static const char *const kinds[] = {
        [VALUE_NONE] = "rien", [VALUE_TEXT] = "texte", [VALUE_NUMBER] = "nombre", [VALUE_AMOUNT] = "montant",
        [VALUE_SHARE] = "part", [VALUE_DATE] = "date", [VALUE_MISSING] = "manque",
    };
    _Static_assert(sizeof kinds / sizeof *kinds == VALUE_KINDS, "every kind of value needs a word");
    if (value_is_number(value)) {
        buf_char(&dump->out, ' ');
        buf_str(&dump->out, figure_typed(dump->out.arena, value));
    } else {
        put_str(dump, value->text);
    }
    buf_printf(&dump->out, " %s", kinds[value->kind]);
    if (value->unit.n > 0)
        put_str(dump, value->unit);
    put_flag(dump, "calculé", value->is_computed);
    put_place(dump, value->span);
}

static const char *file_name(const Dump *dump, uint32_t file)
{
    const Source *source = source_of(dump->sources, (Span){ file, 0, 0 });
    return source != NULL ? str_to_c(dump->out.arena, path_name(source->path)) : "-";
}

static void put_prose(Dump *dump, const char *word, const Prose *prose)
{
    if (prose->name.str.n == 0)
        return;
    begin(dump, word);
    put_str(dump, prose->name.str);
    buf_printf(&dump->out, "%s\n", prose->file == 0 ? " absent" : "");
}

/* "24" "Mettre en place …", one a line. */
static void put_pair(Dump *dump, const char *word, Str name, Str text)
{
    begin(dump, word);
    put_str(dump, name);
    put_str(dump, text);
    buf_char(&dump->out, '\n');
}

static void put_list(Dump *dump, const char *word, const Texts *texts)
{
    if (texts->n == 0)
        return;
    begin(dump, word);
    for (size_t i = 0; i < texts->n; i++)
        put_str(dump, texts->at[i].str);
    buf_char(&dump->out, '\n');
}

static void put_indicator(Dump *dump, const Indicator *indicator)
{
    put_pair(dump, "indicateur", indicator->id.str, indicator->label.str);
    dump->depth++;
    put_text(dump, "unité", indicator->unit);
    put_text(dump, "source", indicator->source);
    put_text(dump, "définition", indicator->definition);
    put_text(dump, "remarque", indicator->remark);
    for (size_t i = 0; i < indicator->series.n; i++) {
        const Period *period = &indicator->series.at[i];
        begin(dump, "période");
        put_str(dump, period->name.str);
        buf_char(&dump->out, '\n');
        dump->depth++;
        for (size_t k = 0; k < period->entries.n; k++) {
            begin(dump, "chiffre");
            put_str(dump, period->entries.at[k].name.str);
            put_value(dump, &period->entries.at[k].value);
            buf_char(&dump->out, '\n');
        }
        dump->depth--;
    }
    dump->depth--;
}

static void put_column(Dump *dump, const Column *column)
{
    static const char *const kinds[] = { "texte", "nombre", "montant", "pourcentage", "date" };
    _Static_assert(sizeof kinds / sizeof *kinds == COLUMN_KINDS, "every kind of column needs a word");
    begin(dump, "colonne");
    put_str(dump, column->title.str);
    buf_printf(&dump->out, " %s", kinds[column->kind]);
    if (column->unit.str.n > 0)
        put_str(dump, column->unit.str);
    if (column->decimals >= 0)
        buf_printf(&dump->out, " décimales %d", column->decimals);
    if (column->group >= 0)
        buf_printf(&dump->out, " groupe %d", column->group + 1);
    put_flag(dump, "titre-de-ligne", column->is_row_title);
    put_flag(dump, "somme", column->is_total);
    buf_char(&dump->out, '\n');
}

static void put_span_counts(Dump *dump, unsigned columns, unsigned rows)
{
    if (columns > 1)
        buf_printf(&dump->out, " colonnes %u", columns);
    if (rows > 1)
        buf_printf(&dump->out, " lignes %u", rows);
}

static void put_cell(Dump *dump, const Cell *cell)
{
    begin(dump, cell->is_covered ? "couverte" : "cellule");
    if (!cell->is_covered) {
        put_str(dump, cell->text);
        put_span_counts(dump, cell->colspan, cell->rowspan);
        put_place(dump, cell->span);
    }
    for (size_t i = 0; i < cell->items.n; i++) {
        buf_c(&dump->out, " -");
        put_str(dump, cell->items.at[i].str);
    }
    if (cell->value.kind != VALUE_NONE) {
        buf_c(&dump->out, " =");
        put_value(dump, &cell->value);
    }
    if (cell->note.str.n > 0) {
        buf_c(&dump->out, " note");
        put_str(dump, cell->note.str);
    }
    buf_char(&dump->out, '\n');
}

static void put_head(Dump *dump, const Table *table)
{
    for (size_t r = 0; r < table->head_rows; r++) {
        begin(dump, "tête\n");
        dump->depth++;
        for (size_t c = 0; c < table->column_count; c++) {
            const HeadCell *cell = table_head(table, r, c);
            begin(dump, cell->is_covered ? "couverte" : "cellule");
            if (!cell->is_covered)
                put_str(dump, cell->title);
            put_span_counts(dump, cell->is_covered ? 1 : cell->colspan, cell->is_covered ? 1 : cell->rowspan);
            buf_char(&dump->out, '\n');
        }
        dump->depth--;
    }
}

static void put_table(Dump *dump, const Table *table)
{
    begin(dump, "tableau");
    put_str(dump, table->id.str);
    put_str(dump, table->title.str);
    put_flag(dump, "large", table->is_wide);
    put_flag(dump, "texte-long", table->is_long);
    put_flag(dump, "report", table->is_carried);
    put_flag(dump, "incomplet", table->is_incomplete);
    buf_char(&dump->out, '\n');
    dump->depth++;
    put_text(dump, "période", table->period);
    put_text(dump, "source", table->source);
    put_text(dump, "note", table->note);
    put_text(dump, "remarque", table->remark);
    for (size_t c = 0; c < table->column_count; c++)
        put_column(dump, &table->columns[c]);
    put_head(dump, table);
    for (size_t i = 0; i < table->rows.n; i++) {
        begin(dump, table->rows.at[i].is_total ? "total\n" : "ligne\n");
        dump->depth++;
        for (size_t c = 0; c < table->column_count; c++)
            put_cell(dump, &table->rows.at[i].cells[c]);
        dump->depth--;
    }
    dump->depth--;
}

static void put_chart(Dump *dump, const Chart *chart)
{
#define CHART_NAME(symbol, name) name,
    static const char *const types[] = { CHART_KINDS_LIST(CHART_NAME) };
#undef CHART_NAME
    begin(dump, "graphique");
    put_str(dump, chart->id.str);
    put_str(dump, chart->title.str);
    buf_printf(&dump->out, " %s\n", types[chart->type]);
    dump->depth++;
    put_text(dump, "données", chart->data);
    put_text(dump, "unité", chart->unit);
    put_text(dump, "source", chart->source);
    put_text(dump, "alternative", chart->alternative);
    put_text(dump, "surligner", chart->highlight);
    put_text(dump, "note", chart->note);
    put_text(dump, "remarque", chart->remark);
    for (size_t k = 0; k < chart->series_count; k++) {
        begin(dump, "série");
        put_str(dump, chart->series[k].name);
        buf_char(&dump->out, '\n');
        dump->depth++;
        for (size_t i = 0; i < chart->label_count; i++) {
            begin(dump, "point");
            put_str(dump, chart->labels[i]);
            put_value(dump, &chart->series[k].values[i]);
            buf_char(&dump->out, '\n');
        }
        dump->depth--;
    }
    dump->depth--;
}

static void put_box(Dump *dump, const DiagramBox *box)
{
    const DiagramMember *members = box->members.at;
    begin(dump, "boîte");
    put_str(dump, box->id.str);
    put_str(dump, box->title.str);
    buf_printf(&dump->out, " %s niveau %d%s\n", box->kind == BOX_DECISION ? "decision" : "travail", box->level,
               box->is_transverse ? " transverse" : "");
    dump->depth++;
    put_text(dump, "précision", box->detail);
    put_text(dump, "comité", box->committee);
    for (size_t i = 0; i < box->members.n; i++)
        put_pair(dump, "membre", members[i].number.str, members[i].title.str);
    dump->depth--;
}

static void put_diagram(Dump *dump, const Diagram *diagram)
{
    const DiagramBox *boxes = diagram->boxes.at;
    const DiagramLink *links = diagram->links.at;
    const DiagramGroup *groups = diagram->groups.at;
    put_pair(dump, "schéma", diagram->id.str, diagram->title.str);
    dump->depth++;
    put_text(dump, "source", diagram->source);
    put_text(dump, "alternative", diagram->alternative);
    put_text(dump, "note", diagram->note);
    for (size_t i = 0; i < diagram->boxes.n; i++)
        put_box(dump, &boxes[i]);
    for (size_t i = 0; i < diagram->links.n; i++)
        for (size_t k = 0; k < links[i].to_count; k++) {
            begin(dump, links[i].kind == LINK_REGULAR ? "lien regulier" : "lien ad-hoc");
            put_str(dump, boxes[links[i].from_box].id.str);
            put_str(dump, boxes[links[i].to_boxes[k]].id.str);
            buf_c(&dump->out, links[i].is_mutual ? " retour\n" : "\n");
        }
    for (size_t i = 0; i < diagram->groups.n; i++) {
        put_text(dump, "groupe", groups[i].title);
        dump->depth++;
        put_list(dump, "boîtes", &groups[i].names);
        dump->depth--;
    }
    for (size_t i = 0; i < BOX_KINDS; i++)
        put_text(dump, "clé", diagram->key.box[i]);
    for (size_t i = 0; i < LINK_KINDS; i++)
        put_text(dump, "clé", diagram->key.link[i]);
    dump->depth--;
}

static void put_diagrams(Dump *dump, const Items *diagrams)
{
    const Diagram *all = diagrams->at;
    for (size_t i = 0; i < diagrams->n; i++)
        put_diagram(dump, &all[i]);
}

static void put_programme(Dump *dump, const Programme *programme)
{
    const Objective *objectives = programme->objectives.at;
    const Action *actions = programme->actions.at;
    const Intervention *interventions = programme->interventions.at;
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    begin(dump, "programme");
    buf_printf(&dump->out, " %d", programme->number);
    put_str(dump, programme->title.str);
    buf_printf(&dump->out, " %s", volet_names[programme->volet]);
    put_flag(dump, "incomplet", programme->is_incomplete);
    buf_char(&dump->out, '\n');
    dump->depth++;
    begin(dump, "fichiers");
    buf_printf(&dump->out, " %s %s\n", file_name(dump, programme->file), file_name(dump, programme->narrative));
    put_text(dump, "comité", programme->committee);
    put_text(dump, "remarque", programme->remark);
    for (size_t i = 0; i < programme->objectives.n; i++)
        put_pair(dump, "objectif", objectives[i].number.str, objectives[i].title.str);
    for (size_t i = 0; i < programme->actions.n; i++)
        put_pair(dump, "action", actions[i].number.str, actions[i].title.str);
    for (size_t i = 0; i < programme->interventions.n; i++) {
        put_text(dump, "intervention", interventions[i].title);
        dump->depth++;
        put_list(dump, "actions", &interventions[i].actions);
        dump->depth--;
    }
    for (size_t i = 0; i < programme->indicators.n; i++)
        put_indicator(dump, &indicators[i]);
    for (size_t i = 0; i < programme->tables.n; i++)
        put_table(dump, &tables[i]);
    for (size_t i = 0; i < programme->charts.n; i++)
        put_chart(dump, &charts[i]);
    put_diagrams(dump, &programme->diagrams);
    dump->depth--;
}

static void put_committee(Dump *dump, const Committee *committee)
{
    const ProgrammeTitle *titles = committee->programmes.at;
    put_pair(dump, "comité", committee->id.str, committee->title.str);
    dump->depth++;
    put_prose(dump, "introduction", &committee->introduction);
    put_prose(dump, "recommandations", &committee->closing);
    for (size_t i = 0; i < committee->programmes.n; i++)
        put_pair(dump, "programme", titles[i].number.str, titles[i].title.str);
    dump->depth--;
}

static void put_part(Dump *dump, const Part *part)
{
    const Volet *volets = part->volets.at;
    put_text(dump, "partie", part->title);
    dump->depth++;
    put_text(dump, "titre-court", part->short_title);
    put_prose(dump, "fichier", &part->text);
    for (size_t i = 0; i < part->volets.n; i++) {
        put_pair(dump, "volet", str_from_c(volet_names[volets[i].kind]), volets[i].title.str);
        dump->depth++;
        put_list(dump, "comités", &volets[i].committees);
        dump->depth--;
    }
    dump->depth--;
}

static void put_front(Dump *dump, const Edition *edition)
{
    put_text(dump, "édition", edition->edition);
    put_text(dump, "sous-titre", edition->subtitle);
    put_text(dump, "nom", edition->name);
    put_text(dump, "date", (Text){ edition->date.text, edition->date.span });
    put_text(dump, "année", edition->year);
    put_text(dump, "période", edition->period);
    put_text(dump, "année-suivante", edition->next_year);
    put_text(dump, "langue", (Text){ edition_language(edition), SPAN_NONE });
    put_text(dump, "gabarit", edition->template_name);
    put_list(dump, "en-tête", &edition->masthead);
    put_text(dump, "organisme", edition->publisher);
    put_text(dump, "adresse", edition->address);
    put_text(dump, "site", edition->site);
    put_text(dump, "résumé", edition->summary);
    put_prose(dump, "épigraphe", &edition->epigraph);
}

Str edition_dump(Arena *arena, const Edition *edition, const Sources *sources)
{
    Dump dump = { buf_new(arena), sources, 0 };
    const Part *parts = edition->parts.at;
    const Committee *committees = edition->committees.at;
    const Sigle *sigles = edition->sigles.at;
    const KeyFigure *figures = edition->key_figures.at;
    put_text(&dump, edition->type != NULL ? str_to_c(arena, edition->type->name) : "rapport", edition->title);
    dump.depth++;
    put_front(&dump, edition);
    for (size_t i = 0; i < edition->committees.n; i++)
        put_committee(&dump, &committees[i]);
    for (size_t i = 0; i < edition->parts.n; i++)
        put_part(&dump, &parts[i]);
    for (size_t i = 0; i < edition->sigles.n; i++)
        put_pair(&dump, "sigle", sigles[i].name.str, sigles[i].meaning.str);
    for (size_t i = 0; i < edition->key_figures.n; i++)
        put_pair(&dump, "chiffre-clé", figures[i].figure.str, figures[i].label.str);
    put_diagrams(&dump, &edition->diagrams);
    if (edition->type != NULL)
        record_dump(&dump.out, edition, sources);
    for (size_t i = 0; i < edition->programme_count; i++)
        put_programme(&dump, edition->programmes[i]);
    return buf_text(&dump.out);
}
