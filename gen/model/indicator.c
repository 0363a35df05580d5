/* indicator.c - series of figures, and the check of their totals */
#include "model/indicator.h"

#include "model/model_impl.h"
#include "base/buf.h"
#include "base/map.h"
#include "text/french.h"

static const IndicatorEntry *find_entry(const IndicatorEntries *entries, Str name)
{
    for (size_t i = 0; i < entries->n; i++)
        if (str_equal(entries->at[i].name.str, name))
            return &entries->at[i];
    return NULL;
}

const Period *indicator_period(const Indicator *indicator, Str name)
{
    for (size_t i = 0; i < indicator->series.n; i++)
        if (str_equal(indicator->series.at[i].name.str, name))
            return &indicator->series.at[i];
    return NULL;
}

const Value *indicator_value(const Indicator *indicator, Str period, Str entry)
{
    const Period *of = indicator_period(indicator, period);
    if (of == NULL)
        return NULL;
    const IndicatorEntry *found = find_entry(&of->entries, entry.n > 0 ? entry : STR("total"));
    if (found == NULL && entry.n == 0 && of->entries.n == 1)
        found = &of->entries.at[0];
    return found != NULL ? &found->value : NULL;
}

Str indicator_label(Arena *arena, const Indicator *indicator, Str entry)
{
    const EntryLabel *labels = indicator->labels.at;
    for (size_t i = 0; i < indicator->labels.n; i++)
        if (str_equal(labels[i].name.str, entry))
            return labels[i].label.str;
    char *plain = str_to_c(arena, entry);
    for (size_t i = 0; i < entry.n; i++)
        if (plain[i] == '-')
            plain[i] = ' ';
    return (Str){ plain, entry.n };
}

/* "1 816 garçons + 1 820 filles = 3 636" */
static Str sum_text(Arena *arena, const Indicator *indicator, const IndicatorEntries *entries, const Value *sum)
{
    Buf out = buf_new(arena);
    const char *between = "";
    for (size_t i = 0; i < entries->n; i++) {
        const IndicatorEntry *entry = &entries->at[i];
        if (str_equal(entry->name.str, STR("total")))
            continue;
        buf_c(&out, between);
        buf_str(&out, french_number(arena, entry->value.digits, entry->value.decimals));
        buf_char(&out, ' ');
        buf_str(&out, indicator_label(arena, indicator, entry->name.str));
        between = " + ";
    }
    buf_c(&out, " = ");
    buf_str(&out, french_number(arena, sum->digits, sum->decimals));
    return buf_text(&out);
}

/* The total of a period against the sum of its other entries. Where one of
 * them is not known, nothing can be said. */
static void check_total(Reading *reading, const Indicator *indicator, const Period *period)
{
    const IndicatorEntries *entries = &period->entries;
    const IndicatorEntry *total = find_entry(entries, STR("total"));
    if (total == NULL || entries->n < 2 || indicator->is_partial)
        return;
    Value *parts = arena_array(reading->arena, Value, entries->n);
    size_t n = 0;
    for (size_t i = 0; i < entries->n; i++) {
        if (!value_is_number(&entries->at[i].value))
            return;
        if (&entries->at[i] != total)
            parts[n++] = entries->at[i].value;
    }
    Value sum = value_sum(parts, n);
    if (value_compare(&sum, &total->value) == 0)
        return;
    diag_add(reading->diags, DIAG_TOTAL_WRONG, total->value.span, "%.*s",
             STR_ARG(sum_text(reading->arena, indicator, entries, &sum)));
    diag_remedy(reading->diags, "écrire « total: %.*s » ; corriger un des chiffres ; ou « partiel: oui » s’ils ne font pas le total",
                STR_ARG(figure_typed(reading->arena, &sum)));
}

Str indicator_names_fault(Arena *arena, const Indicator *indicator)
{
    const Texts *names = &indicator->names;
    if (names->n == 0 || indicator->series.n == 0)
        return STR_NONE;
    const IndicatorEntry *total = find_entry(&array_last(&indicator->series).entries, STR("total"));
    Map counts = { 0 };                  /* of each name, an int */
    Buf repeated = buf_new(arena);
    for (size_t i = 0; i < names->n; i++) {
        int *times = map_find(&counts, names->at[i].str);
        if (times == NULL)
            map_set(arena, &counts, names->at[i].str, times = arena_new(arena, int));
        ++*times;
    }
    for (size_t i = 0; i < counts.entries.n; i++) {
        const int *times = counts.entries.at[i].value;
        if (*times > 1)
            buf_printf(&repeated, " ; « %.*s » %d fois", STR_ARG(counts.entries.at[i].key), *times);
    }
    int64_t named = (int64_t)counts.entries.n;
    if (total == NULL || !value_is_number(&total->value))
        return STR_NONE;
    Value counted = { .kind = VALUE_NUMBER, .digits = named };
    if (value_compare(&counted, &total->value) == 0 && repeated.n == 0)
        return STR_NONE;
    return str_printf(arena, "annonce %.*s, nomme %lld%.*s",
                      STR_ARG(french_number(arena, total->value.digits, total->value.decimals)), (long long)named,
                      STR_ARG(buf_text(&repeated)));
}

static bool read_entry(Reading *reading, const Indicator *indicator, const YamlNode *node, Text name,
                       IndicatorEntries *entries)
{
    if (node->is_broken)
        return false;
    if (node->kind != YAML_SCALAR) {
        diag_add(reading->diags, DIAG_WRONG_TYPE, name.span, "un chiffre est attendu ici");
        diag_remedy(reading->diags, "écrire « %.*s: 112 »", STR_ARG(name.str));
        return false;
    }
    IndicatorEntry entry = { .name = name };
    figure_read(reading, node->scalar, node->span, indicator->unit.str,
                unit_is_currency(indicator->unit.str), &entry.value);
    array_push(reading->arena, entries, entry);
    return true;
}

static void read_period(Reading *reading, Indicator *indicator, const YamlNode *node)
{
    Period period = { .name = { node->key, node->key_span }, .span = span_join(node->key_span, node->span) };
    bool is_whole = !node->is_broken;
    if (node->kind == YAML_SCALAR) {
        read_entry(reading, indicator, node, (Text){ STR("total"), node->span }, &period.entries);
    } else if (node->kind == YAML_MAP) {
        for (const YamlNode *child = node->first; child != NULL; child = child->next)
            is_whole &= read_entry(reading, indicator, child, (Text){ child->key, child->key_span },
                                   &period.entries);
    } else if (!node->is_broken) {
        diag_add(reading->diags, DIAG_WRONG_TYPE, node->key_span, "une liste ne dit pas ce que compte chaque chiffre");
        diag_remedy(reading->diags, "écrire « %.*s: { total: 112, langues: 36 } »", STR_ARG(node->key));
        return;
    }
    array_push(reading->arena, &indicator->series, period);
    if (is_whole)
        check_total(reading, indicator, &array_last(&indicator->series));
}

void indicator_read(Reading *reading, Indicator *indicator, size_t *left)
{
    const YamlNode *series = indicator->series_node;
    if (series == NULL)
        return;
    if (series->kind != YAML_MAP && series->is_broken)
        return;
    if (series->kind != YAML_MAP) {
        diag_add(reading->diags, DIAG_WRONG_TYPE, series->key_span, "un chiffre par période est attendu ici");
        diag_remedy(reading->diags, "écrire « series: { 2019: 112 } »");
        return;
    }
    size_t room = *left < ITEMS_MAX ? *left : ITEMS_MAX;
    for (const YamlNode *node = series->first; node != NULL; node = node->next) {
        size_t figures = node->kind == YAML_MAP ? node->count : 1;
        if (figures > room) {
            diag_add(reading->diags, DIAG_TOO_MANY, node->key_span, "plus de %d chiffres dans « %.*s », ou de %d dans le programme",
                     ITEMS_MAX, STR_ARG(indicator->id.str), FIGURES_MAX);
            diag_remedy(reading->diags, "mettre ces chiffres dans un tableau (« fichier: … .csv »)");
            return;
        }
        room -= figures;
        *left -= figures;
        read_period(reading, indicator, node);
    }
}
