#include "edit/form_impl.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/hash.h"

const FormReading *form_read(Arena *arena, FormPlace place, const Map *instead)
{
    FormReading *reading = arena_new(arena, FormReading);
    reading->arena = arena;
    reading->sources = sources_new(arena);
    reading->sources.instead = instead;
    reading->diags = diags_new(arena);
    const DocType *type = doctype_find(arena, &reading->sources, place.templates, place.content, &reading->diags);
    reading->edition = edition_read(arena, &reading->sources, type, place.content, &reading->diags);
    return reading;
}

/* ---- names ---- */

static const char *const families[] = { "indicateurs", "tableaux" };

static Str form_name(Arena *arena, const Programme *programme, bool is_indicator, Str id)
{
    return str_printf(arena, "%d/%s/%.*s", programme->number, families[!is_indicator], STR_ARG(id));
}

static bool is_in(Span outer, Span span)
{
    return span.file != 0 && outer.file == span.file && outer.lo <= span.lo && span.hi <= outer.hi;
}

/* The rows of a table that are kept in a file of their own have its places. */
static bool table_holds(const Table *table, Span span)
{
    if (is_in(table->span, span))
        return true;
    for (size_t i = 0; i < table->rows.n; i++)
        if (is_in(table->rows.at[i].span, span))
            return true;
    return false;
}

static Str name_in(Arena *arena, const Programme *programme, Span span)
{
    const Indicator *indicators = programme->indicators.at;
    const Table *tables = programme->tables.at;
    for (size_t i = 0; i < programme->indicators.n; i++)
        if (is_in(indicators[i].span, span))
            return form_name(arena, programme, true, indicators[i].id.str);
    for (size_t i = 0; i < programme->tables.n; i++)
        if (table_holds(&tables[i], span))
            return form_name(arena, programme, false, tables[i].id.str);
    return STR_NONE;
}

/* Where the first figure of the chart at `span` is written. */
static Span drawn_at(const Programme *programme, Span span)
{
    const Chart *charts = programme->charts.at;
    for (size_t i = 0; i < programme->charts.n; i++)
        for (size_t k = 0; is_in(charts[i].span, span) && k < charts[i].series_count; k++)
            for (size_t v = 0; v < charts[i].label_count; v++)
                if (charts[i].series[k].values[v].span.file != 0)
                    return charts[i].series[k].values[v].span;
    return SPAN_NONE;
}

Str form_name_at(Arena *arena, const Edition *edition, Span span)
{
    Span drawn = SPAN_NONE;
    for (size_t i = 0; i < edition->programme_count && drawn.file == 0; i++)
        drawn = drawn_at(edition->programmes[i], span);
    for (size_t i = 0; i < edition->programme_count; i++) {
        Str name = name_in(arena, edition->programmes[i], drawn.file != 0 ? drawn : span);
        if (name.n > 0)
            return name;
    }
    return STR_NONE;
}

FormEntries form_list(Arena *arena, const Edition *edition)
{
    FormEntries list = { 0 };
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Indicator *indicators = programme->indicators.at;
        const Table *tables = programme->tables.at;
        for (size_t k = 0; k < programme->indicators.n; k++)
            array_push(arena, &list, (FormEntry){ programme, form_name(arena, programme, true, indicators[k].id.str),
                                                  indicators[k].label.str, true });
        for (size_t k = 0; k < programme->tables.n; k++)
            array_push(arena, &list, (FormEntry){ programme, form_name(arena, programme, false, tables[k].id.str),
                                                  tables[k].title.str, false });
    }
    return list;
}

/* ---- cells ---- */

uint32_t form_file(FormMaker *maker, uint32_t file)
{
    Form *form = maker->form;
    size_t i = 0;
    while (i < form->file_count && form->files[i] != file)
        i++;
    if (i == FORM_FILES_MAX) {
        maker->is_full = true;
        return 0;
    }
    if (i == form->file_count)
        form->files[form->file_count++] = file;
    return (uint32_t)i;
}

Str form_typed(Arena *arena, Str text)
{
    Value value;
    if (!value_read_number(text, SPAN_NONE, &value))
        return text;
    Buf out = buf_new(arena);
    for (size_t i = 0; i < text.n; i++)
        buf_char(&out, text.p[i] == '.' ? ',' : text.p[i]);
    return str_trim(buf_text(&out));
}

static Str list_text(Arena *arena, const YamlNode *list)
{
    Buf out = buf_new(arena);
    for (const YamlNode *item = list->first; item != NULL; item = item->next) {
        buf_str(&out, item->scalar);
        if (item->next != NULL)
            buf_char(&out, '\n');
    }
    return buf_text(&out);
}

/* A list of texts without line ends, so that a line is an item. */
static bool is_plain_list(const YamlNode *list)
{
    for (const YamlNode *item = list->first; item != NULL; item = item->next)
        if (item->kind != YAML_SCALAR || item->is_broken || str_find(item->scalar, STR("\n"), 0) < item->scalar.n)
            return false;
    return list->first != NULL;
}

void form_set_scalar(FormMaker *maker, FormCell *cell, const YamlNode *root, const YamlNode *node)
{
    cell->is_list = node->kind == YAML_LIST;
    if (node->is_broken || node->kind == YAML_MAP || (cell->is_list && !is_plain_list(node))) {
        cell->state = FORM_ABSENT;
        return;
    }
    cell->state = FORM_OPEN;
    cell->node = node;
    cell->root = root;
    cell->span = node->span;
    cell->whole = cell->is_list ? list_text(maker->arena, node) : node->scalar;
    form_file(maker, node->span.file);
}

static const YamlNode *scalar_at(const YamlNode *node, Span span)
{
    while (node != NULL && node->kind != YAML_SCALAR) {
        const YamlNode *child = node->first;
        while (child != NULL && !is_in(child->span, span))
            child = child->next;
        node = child;
    }
    return node;
}

/* The scalar of a series or a table's rows at `span`, and the node below which it lies. */
static const YamlNode *find_scalar(const Edition *edition, Span span, const YamlNode **root)
{
    for (size_t p = 0; p < edition->programme_count; p++) {
        const Programme *programme = edition->programmes[p];
        const Indicator *indicators = programme->indicators.at;
        const Table *tables = programme->tables.at;
        for (size_t i = 0; i < programme->indicators.n; i++)
            if (is_in(indicators[i].span, span))
                return scalar_at(*root = indicators[i].series_node, span);
        for (size_t i = 0; i < programme->tables.n; i++)
            if (is_in(tables[i].span, span))
                return scalar_at(*root = tables[i].rows_node, span);
    }
    return NULL;
}

void form_set_origin(FormMaker *maker, FormCell *cell, Span origin)
{
    const YamlNode *root, *node = find_scalar(maker->reading->edition, origin, &root);
    Str note = cell->note;
    cell->state = FORM_DISTANT;
    if (node == NULL || node->span.lo != origin.lo)
        return;
    form_set_scalar(maker, cell, root, node);
    cell->text = form_typed(maker->arena, str_slice(node->scalar, 0, str_find(node->scalar, STR("^["), 0)));
    cell->note = note;
}

/* ---- messages ---- */

static const Diag **slot_at(Form *form, Span span)
{
    for (size_t r = 0; r < form->row_count; r++)
        for (size_t c = 0; c < form->column_count; c++) {
            FormCell *cell = &form->rows[r].cells[c];
            if (cell->state != FORM_COVERED && (is_in(cell->span, span) || (cell->state != FORM_COMPUTED && is_in(cell->place, span))))
                return &cell->diag;
        }
    return NULL;
}

static void attach_messages(FormMaker *maker, const Table *table)
{
    const Diags *diags = &maker->reading->diags;
    Form *form = maker->form;
    for (size_t i = 0; i < diags->list.n; i++) {
        const Diag *diag = &diags->list.at[i];
        bool concerns = false;
        for (size_t k = 0; k < form->file_count; k++)
            concerns = concerns || form->files[k] == diag->span.file;
        if (!concerns)
            continue;
        const Diag **slot = slot_at(form, diag->span);
        for (size_t c = 0; table != NULL && slot == NULL && c < form->column_count; c++)
            if (is_in(table->columns[c].span, diag->span))
                slot = &form->columns[c].diag;
        if (slot != NULL && *slot == NULL)
            *slot = diag;
    }
}

/* ---- the form ---- */

static Str print_of(Arena *arena, const Form *form, const Sources *sources)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < form->file_count; i++)
        buf_str(&out, sha256_hex(arena, source_of(sources, (Span){ form->files[i], 0, 0 })->text));
    return sha256_hex(arena, buf_text(&out));
}

/* What "3/tableaux/x" names; NULL in both when nothing. */
static void find_named(const Edition *edition, Str name, const Indicator **indicator, const Table **table)
{
    Str number, family;
    *indicator = NULL;
    *table = NULL;
    if (!str_split(&name, '/', &number) || !str_split(&name, '/', &family) || name.p == NULL)
        return;
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        char own[16];
        snprintf(own, sizeof own, "%d", programme->number);
        if (!str_equal(number, str_from_c(own)))
            continue;
        if (str_equal(family, str_from_c(families[0])))
            *indicator = programme_indicator(programme, name);
        else if (str_equal(family, str_from_c(families[1])))
            *table = programme_table(programme, name);
        return;
    }
}

FormFinding form_find(Arena *arena, const FormReading *reading, Str name, Form *form)
{
    const Indicator *indicator;
    const Table *table;
    FormMaker maker = { arena, reading, form, false };
    find_named(reading->edition, name, &indicator, &table);
    *form = (Form){ .name = name, .is_indicator = indicator != NULL };
    if (indicator == NULL && table == NULL)
        return FORM_UNKNOWN;
    form->span = indicator != NULL ? indicator->span : table->span;
    form->title = indicator != NULL ? indicator->label.str : table->title.str;
    form_file(&maker, form->span.file);
    if (table != NULL && table->rows.n * table->column_count > FORM_CELLS_MAX)
        return FORM_TOO_LARGE;
    if (indicator != NULL ? !form_of_indicator(&maker, indicator) : !form_of_table(&maker, table))
        return FORM_BROKEN;
    if (maker.is_full || form->row_count * form->column_count > FORM_CELLS_MAX)
        return FORM_TOO_LARGE;
    form->print = print_of(arena, form, &reading->sources);
    attach_messages(&maker, table);
    return FORM_FOUND;
}
