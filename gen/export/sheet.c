#include "export/sheet.h"

#include "data/csv.h"
#include "text/french.h"
#include "text/letters.h"

static Sheet sheet_new(Arena *arena, size_t head_rows, size_t rows, size_t columns)
{
    Sheet sheet = { .column_count = columns, .head_rows = head_rows, .row_count = rows,
                    .cells = arena_array(arena, SheetCell, (head_rows + rows) * columns) };
    for (size_t i = 0; i < (head_rows + rows) * columns; i++)
        sheet.cells[i].colspan = sheet.cells[i].rowspan = 1;
    return sheet;
}

/* "Politique …, Rapport 2019", and the period where it is known. */
static Str report_line(Arena *arena, const Document *document, Str period)
{
    const Edition *edition = document->edition;
    Str line = str_printf(arena, "%.*s, %.*s", STR_ARG(edition->title.str), STR_ARG(edition->edition.str));
    if (period.n > 0)
        line = str_printf(arena, "%.*s. Période : %.*s", STR_ARG(line), STR_ARG(period));
    return french_spaces(arena, line, 0);
}

static void set_titles(Arena *arena, Sheet *sheet, const Document *document, Str label, const Inline *title, Str period)
{
    sheet->name = label;
    sheet->title = str_printf(arena, "%.*s" NBSP ": %.*s", STR_ARG(label), STR_ARG(inlines_text(arena, title)));
    sheet->report = report_line(arena, document, period);
}

static void add_beneath(Arena *arena, Sheet *sheet, const Inline *text)
{
    if (text != NULL)
        array_push(arena, &sheet->beneath, inlines_text(arena, text));
}

static void add_source(Arena *arena, Sheet *sheet, const Document *document, const Inline *source)
{
    if (source == NULL)
        return;
    Str word = document->theme->words.source.str;
    array_push(arena, &sheet->beneath,
               str_printf(arena, "%.*s" NBSP ": %.*s", STR_ARG(word), STR_ARG(inlines_text(arena, source))));
}

/* An amount shows two decimals, as in print; any value those that it has. A
 * sign says at the cell what it means. */
static void set_value(SheetCell *cell, const Document *document, const Value *value, int decimals)
{
    int own = value->kind == VALUE_AMOUNT && value->decimals < 2 ? 2 : value->decimals;
    cell->is_figure = true;
    if (value_is_number(value)) {
        cell->value = value;
        cell->decimals = decimals > value->decimals ? decimals : own;
    } else {
        cell->text = value->text;
        cell->note = theme_sign_meaning(document->theme, value_sign(value));
    }
}

static bool is_figures(const Column *column)
{
    return column->kind == COLUMN_NUMBER || column->kind == COLUMN_AMOUNT || column->kind == COLUMN_SHARE;
}

static void set_table_head(Arena *arena, Sheet *sheet, const DocTable *table)
{
    for (size_t r = 0; r < sheet->head_rows; r++)
        for (size_t c = 0; c < sheet->column_count; c++) {
            const HeadCell *head = table_head(table->table, r, c);
            SheetCell *cell = sheet_cell(sheet, r, c);
            cell->text = inlines_text(arena, table->head[r * sheet->column_count + c]);
            cell->colspan = head->colspan;
            cell->rowspan = head->rowspan;
            cell->is_covered = head->is_covered;
            cell->is_figure = is_figures(&table->table->columns[c]);
        }
}

/* A note's paragraphs, a line each. */
static Str note_text(Arena *arena, const Note *note)
{
    return blocks_text(arena, note->content);
}

static void set_table_cell(Arena *arena, const Document *document, SheetCell *cell, const DocCell *from,
                           const Column *column, bool is_total)
{
    const Cell *model = from->cell;
    cell->colspan = model->colspan;
    cell->rowspan = model->rowspan;
    cell->is_covered = model->is_covered;
    cell->is_arabic = from->is_rtl;
    cell->is_strong = is_total || column->is_row_title;
    if (model->is_covered)
        return;
    if (is_figures(column))
        set_value(cell, document, &model->value, column->decimals);
    if (cell->value == NULL)
        cell->text = blocks_text(arena, from->content);
    if (from->note != NULL && from->note->note != NULL)
        cell->note = note_text(arena, from->note->note);
}

static void add_notes(Arena *arena, Sheet *sheet, const DocTable *table)
{
    for (size_t i = 0; i < table->notes.n; i++) {
        const Note *note = table->notes.at[i];
        Str text = note_text(arena, note);
        array_push(arena, &sheet->beneath, str_printf(arena, "%.*s. %.*s", STR_ARG(note->letter), STR_ARG(text)));
    }
}

Sheet sheet_of_table(Arena *arena, const Document *document, const DocTable *table)
{
    const Table *model = table->table;
    Sheet sheet = sheet_new(arena, model->head_rows, model->rows.n, model->column_count);
    set_titles(arena, &sheet, document, table->label, table->title, inlines_text(arena, table->period));
    set_table_head(arena, &sheet, table);
    for (size_t r = 0; r < model->rows.n; r++)
        for (size_t c = 0; c < model->column_count; c++)
            set_table_cell(arena, document, sheet_cell(&sheet, model->head_rows + r, c),
                           &table->cells[r * model->column_count + c], &model->columns[c],
                           model->rows.at[r].is_total);
    sheet.holds_first = model->column_count > 0 && model->columns[0].is_row_title;
    add_notes(arena, &sheet, table);
    add_beneath(arena, &sheet, table->note);
    add_beneath(arena, &sheet, table->legend);
    add_source(arena, &sheet, document, table->source);
    return sheet;
}

static bool is_year(Str text)
{
    size_t digits = 0;
    while (digits < text.n && rune_is_digit((unsigned char)text.p[digits]))
        digits++;
    return digits == 4;
}

/* Charts name no period: it is that of their labels ("2005" to "2019"), what
 * their data end with ("indicateurs x, y, 2019"), or that of their table. */
static Str chart_period(Arena *arena, const Document *document, const Chart *chart)
{
    Str first = chart->label_count > 0 ? chart->labels[0] : STR_NONE, rest = chart->data.str, part, last = STR_NONE;
    if (is_year(first)) {
        Str end = chart->labels[chart->label_count - 1];
        return chart->label_count == 1 ? first : str_printf(arena, "%.*s à %.*s", STR_ARG(first), STR_ARG(end));
    }
    while (str_split(&rest, ',', &part))
        last = str_trim(part);
    if (is_year(last))
        return last;
    for (size_t i = 0; i < document->tables.n; i++) {
        const Table *table = document->tables.at[i]->table->table;
        Str name = str_printf(arena, "tableau %.*s", STR_ARG(table->id.str));
        if (str_starts(chart->data.str, name))
            return table->period.str;
    }
    return STR_NONE;
}

Sheet sheet_of_chart(Arena *arena, const Document *document, const DocChart *chart)
{
    const Chart *model = chart->chart;
    Sheet sheet = sheet_new(arena, 1, model->label_count, model->series_count + 1);
    set_titles(arena, &sheet, document, chart->label, chart->title, chart_period(arena, document, model));
    sheet_cell(&sheet, 0, 0)->text = STR("Libellé");
    for (size_t s = 0; s < model->series_count; s++) {
        SheetCell *head = sheet_cell(&sheet, 0, s + 1);
        head->text = model->series[s].name;
        head->is_figure = true;
    }
    for (size_t i = 0; i < model->label_count; i++) {
        SheetCell *label = sheet_cell(&sheet, i + 1, 0);
        label->text = model->labels[i];
        label->is_strong = true;
        for (size_t s = 0; s < model->series_count; s++)
            set_value(sheet_cell(&sheet, i + 1, s + 1), document, &model->series[s].values[i], -1);
    }
    sheet.holds_first = true;
    add_beneath(arena, &sheet, chart->note);
    add_source(arena, &sheet, document, chart->source);
    return sheet;
}

enum { CONTENTS_COLUMNS = 5 };

static void put_entry(Arena *arena, Sheet *sheet, size_t *row, Str label, const Inline *title, const Anchor *anchor,
                      Str period, const Inline *source)
{
    const Str texts[CONTENTS_COLUMNS] = {
        label, inlines_text(arena, title), anchor && anchor->chapter ? anchor->chapter->number : STR_NONE, period,
        inlines_text(arena, source),
    };
    for (size_t c = 0; c < CONTENTS_COLUMNS; c++)
        sheet_cell(sheet, *row, c)->text = texts[c];
    sheet_cell(sheet, *row, 0)->link = label;
    ++*row;
}

Sheet sheet_of_contents(Arena *arena, const Document *document)
{
    static const char *const heads[CONTENTS_COLUMNS] = { "Numéro", "Titre", "Chapitre", "Période", "Source" };
    Sheet sheet = sheet_new(arena, 1, document->tables.n + document->charts.n, CONTENTS_COLUMNS);
    size_t row = 1;
    sheet.name = STR("Liste");
    sheet.title = STR("Tableaux et figures du rapport");
    sheet.report = report_line(arena, document, document->edition->period.str);
    for (size_t c = 0; c < CONTENTS_COLUMNS; c++)
        sheet_cell(&sheet, 0, c)->text = str_from_c(heads[c]);
    for (size_t i = 0; i < document->tables.n; i++) {
        const Block *block = document->tables.at[i];
        put_entry(arena, &sheet, &row, block->table->label, block->table->title, block->anchor,
                  block->table->table->period.str, block->table->source);
    }
    for (size_t i = 0; i < document->charts.n; i++) {
        const Block *block = document->charts.at[i];
        const DocChart *chart = block->chart;
        if (chart->chart != NULL)        /* a diagram has no figures */
            put_entry(arena, &sheet, &row, chart->label, chart->title, block->anchor,
                      chart_period(arena, document, chart->chart), chart->source);
    }
    sheet.row_count = row - 1;
    return sheet;
}

enum { FIGURE_PERIOD = 2, FIGURE_DETAIL = 3, FIGURE_VALUE = 4, FIGURE_COLUMNS = 9 };

static size_t count_values(const Edition *edition)
{
    size_t n = 0;
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Indicator *indicators = edition->programmes[i]->indicators.at;
        for (size_t j = 0; j < edition->programmes[i]->indicators.n; j++)
            for (size_t k = 0; k < indicators[j].series.n; k++)
                n += indicators[j].series.at[k].entries.n;
    }
    return n;
}

/* The texts that all figures of an indicator share, spaced once. */
static void set_common(Arena *arena, Str *texts, int programme, const Indicator *indicator)
{
    const Str typed[FIGURE_COLUMNS] = {
        programme > 0 ? str_printf(arena, "%d", programme) : STR_NONE, indicator->label.str, STR_NONE, STR_NONE, STR_NONE, indicator->unit.str,
        indicator->source.str, indicator->definition.str, indicator->remark.str,
    };
    for (size_t c = 0; c < FIGURE_COLUMNS; c++)
        texts[c] = french_spaces(arena, typed[c], 0);
}

static void put_period(Arena *arena, const Document *document, Sheet *sheet, size_t *row, Str *texts,
                       const Indicator *indicator, const Period *period)
{
    texts[FIGURE_PERIOD] = french_spaces(arena, period->name.str, 0);
    for (size_t i = 0; i < period->entries.n; i++, ++*row) {
        const IndicatorEntry *entry = &period->entries.at[i];
        texts[FIGURE_DETAIL] = french_spaces(arena, indicator_label(arena, indicator, entry->name.str), 0);
        for (size_t c = 0; c < FIGURE_COLUMNS; c++)
            sheet_cell(sheet, *row, c)->text = texts[c];
        set_value(sheet_cell(sheet, *row, FIGURE_VALUE), document, &entry->value, -1);
    }
}

Sheet sheet_of_figures(Arena *arena, const Document *document)
{
    static const char *const heads[FIGURE_COLUMNS] = {
        "Programme", "Chiffre", "Période", "Détail", "Valeur", "Unité", "Source", "Définition", "Remarque",
    };
    const Edition *edition = document->edition;
    Sheet sheet = sheet_new(arena, 1, count_values(edition), FIGURE_COLUMNS);
    size_t row = 1;
    sheet.name = STR("Chiffres");
    sheet.title = STR("Chiffres du rapport");
    sheet.report = report_line(arena, document, edition->period.str);
    for (size_t c = 0; c < FIGURE_COLUMNS; c++)
        sheet_cell(&sheet, 0, c)->text = str_from_c(heads[c]);
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Indicator *indicators = programme->indicators.at;
        for (size_t j = 0; j < programme->indicators.n; j++) {
            Str texts[FIGURE_COLUMNS];
            set_common(arena, texts, programme->number, &indicators[j]);
            for (size_t k = 0; k < indicators[j].series.n; k++)
                put_period(arena, document, &sheet, &row, texts, &indicators[j], &indicators[j].series.at[k]);
        }
    }
    return sheet;
}

Str export_figures_csv(Arena *arena, const Document *document)
{
    Sheet sheet = sheet_of_figures(arena, document);
    Buf out = buf_new(arena);
    Str fields[FIGURE_COLUMNS];
    if (sheet.row_count == 0)
        return STR_NONE;
    for (size_t r = 0; r <= sheet.row_count; r++) {
        for (size_t c = 0; c < FIGURE_COLUMNS; c++) {
            const SheetCell *cell = sheet_cell(&sheet, r, c);
            fields[c] = cell->value != NULL ? value_text(arena, cell->value, ',') : cell->text;
        }
        csv_write_row(&out, fields, FIGURE_COLUMNS);
    }
    return buf_text(&out);
}
