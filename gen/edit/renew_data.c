/* renew_data.c - rapport.yaml and programme.yaml of the next edition */
#include "edit/renew_impl.h"

#include <limits.h>

#include "base/buf.h"
#include "edit/tables.h"

/* From 1; 0 when it is none. */
static size_t number_of(Str text)
{
    int64_t number = str_number(text, 999999);
    return number > 0 ? (size_t)number : 0;
}

/* table.row.column with columns put in before it. */
static Str moved_column(const Renewal *renewal, int programme, Str path)
{
    Str rest = path, steps[4];
    size_t n = 0;
    while (n < 4 && str_split(&rest, '.', &steps[n]))
        n++;
    size_t column = n == 3 ? number_of(steps[2]) : 0;
    for (size_t i = 0; i < renewal->added.n && column > 0; i++) {
        const AddedColumns *added = &renewal->added.at[i];
        bool is_row = str_equal(steps[1], STR("total")) || number_of(steps[1]) > 0;
        if (is_row && added->programme == programme && column > added->after && str_equal(added->table, steps[0]))
            return str_printf(renewal->arena, "%.*s.%.*s.%zu", STR_ARG(steps[0]), STR_ARG(steps[1]),
                              column + added->count);
    }
    return path;
}

Str renew_path(const Renewal *renewal, int programme, Str path)
{
    size_t colon = str_find(path, STR(":"), 0);
    bool is_named = colon < path.n;
    Str own = is_named ? str_slice(path, colon + 1, path.n) : path;
    if (is_named)
        programme = (int)number_of(str_trim(str_slice(path, 0, colon)));
    Str made = renewed(renewal, moved_column(renewal, programme, str_trim(own)));
    return is_named ? str_join(renewal->arena, str_slice(path, 0, colon + 1), made) : made;
}

/* "evolution 2018" of the edition of 2019 compares with the year before: so does the next one, though 2018 itself stays. */
static Str renewed_format(const Renewal *renewal, Str format)
{
    YearShift each = { 0, INT_MAX, renewal->shift.by };
    return str_starts(format, STR("evolution")) ? years_shift(renewal->arena, format, &each) : format;
}

Str renew_paths(const Renewal *renewal, int programme, Str text)
{
    Buf out = buf_new(renewal->arena);
    for (size_t at = 0; at < text.n;) {
        size_t lo = str_find(text, STR("{{"), at), hi = str_find(text, STR("}}"), lo);
        if (hi >= text.n)
            lo = hi = text.n;
        buf_str(&out, str_slice(text, at, lo));
        if (lo == text.n)
            break;
        Str inner = str_trim(str_slice(text, lo + 2, hi));
        size_t bar = str_find(inner, STR("|"), 0);
        Str path = renew_path(renewal, programme, str_trim(str_slice(inner, 0, bar)));
        buf_printf(&out, "{{ %.*s", STR_ARG(path));
        if (bar < inner.n)
            buf_printf(&out, " | %.*s", STR_ARG(renewed_format(renewal, str_trim(str_slice(inner, bar + 1, inner.n)))));
        buf_c(&out, " }}");
        at = hi + 2;
    }
    return buf_text(&out);
}

void renew_scalar(Sheetful *sheet, const YamlNode *node)
{
    if (node == NULL || node->kind != YAML_SCALAR)
        return;
    Str bytes = str_slice(sheet->text, node->span.lo, node->span.hi), made = renewed(sheet->renewal, bytes);
    if (!str_equal(bytes, made))
        patch_replace(&sheet->patch, node->span.lo, node->span.hi, made);
}

void renew_key(Sheetful *sheet, const YamlNode *node)
{
    Str bytes = str_slice(sheet->text, node->key_span.lo, node->key_span.hi), made = renewed(sheet->renewal, bytes);
    if (!str_equal(bytes, made))
        patch_replace(&sheet->patch, node->key_span.lo, node->key_span.hi, made);
}

void renew_remove(Sheetful *sheet, const YamlNode *map, const YamlNode *node)
{
    size_t lo = node->key_span.lo, hi = node->span.hi > node->key_span.hi ? node->span.hi : node->key_span.hi;
    size_t start = patch_line_start(sheet->text, lo);
    if (str_trim(str_slice(sheet->text, start, lo)).n == 0 && !yaml_in_flow(sheet->text, sheet->root, node)) {
        patch_replace(&sheet->patch, start, patch_line_end(sheet->text, hi), STR_NONE);
        return;
    }
    const YamlNode *before = map->first;
    while (before != NULL && before != node && before->next != node)
        before = before->next;
    if (before != NULL && before != node)
        patch_replace(&sheet->patch, before->span.hi, hi, STR_NONE);
}

void renew_append(Sheetful *sheet, const YamlNode *collection, const YamlNode *last, Str item)
{
    Arena *arena = sheet->renewal->arena;
    char first = sheet->text.p[collection->span.lo];
    if (first == '{' || first == '[' || yaml_in_flow(sheet->text, sheet->root, collection)) {
        patch_insert(&sheet->patch, last->span.hi, str_join(arena, STR(", "), item));
        return;
    }
    size_t column = collection->span.lo - patch_line_start(sheet->text, collection->span.lo);
    size_t end = patch_line_end(sheet->text, last->span.hi);
    bool is_open = end > 0 && sheet->text.p[end - 1] != '\n';
    patch_insert(&sheet->patch, end,
                 str_printf(arena, "%s%*s%s%.*s\n", is_open ? "\n" : "", (int)column, "",
                            collection->kind == YAML_LIST ? "- " : "", STR_ARG(item)));
}

/* --- indicators --- */

/* The bytes of a period with its key moved on and its figures emptied. */
static Str emptied_period(Sheetful *sheet, const YamlNode *period)
{
    Patch patch = patch_new(sheet->renewal->arena);
    size_t lo = period->key_span.lo;
    Str bytes = str_slice(sheet->text, lo, period->span.hi);
    patch_replace(&patch, 0, period->key_span.hi - lo,
                  renewed(sheet->renewal, str_slice(sheet->text, lo, period->key_span.hi)));
    const YamlNode *figure = period->kind == YAML_SCALAR ? period : period->first;
    for (; figure != NULL; figure = period->kind == YAML_SCALAR ? NULL : figure->next)
        patch_replace(&patch, figure->span.lo - lo, figure->span.hi - lo, TO_FILL);
    return patch_apply(&patch, bytes);
}

static void renew_series(Sheetful *sheet, const YamlNode *series)
{
    const YamlNode *last = NULL;
    if (series == NULL || series->kind != YAML_MAP)
        return;
    for (const YamlNode *period = series->first; period != NULL; period = period->next)
        last = period;
    for (const YamlNode *period = series->first; period != NULL; period = period->next) {
        Str moved = renewed(sheet->renewal, period->key);
        if (!str_equal(moved, period->key) && yaml_find(series, moved) == NULL)
            renew_append(sheet, series, last, emptied_period(sheet, period));
    }
}

static void renew_indicator(Sheetful *sheet, const YamlNode *node)
{
    renew_key(sheet, node);
    for (const YamlNode *field = node->first; field != NULL; field = field->next) {
        if (str_equal(field->key, STR("remarque")))
            renew_remove(sheet, node, field);
        else if (str_equal(field->key, STR("series")))
            renew_series(sheet, field);
        else if (str_equal(field->key, STR("libelle")) || str_equal(field->key, STR("definition")))
            renew_scalar(sheet, field);
    }
}

/* Charts and diagrams: what describes last year's figures goes. */
static void renew_figure(Sheetful *sheet, const YamlNode *node)
{
    static const char *const moved[] = { "titre", "donnees", "surligner", "note" };
    renew_key(sheet, node);
    for (const YamlNode *field = node->first; field != NULL; field = field->next) {
        bool is_told = str_equal(field->key, STR("alternative")) && yaml_find(node, STR("donnees")) != NULL;
        if (str_equal(field->key, STR("remarque")) || is_told)
            renew_remove(sheet, node, field);
        for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
            if (str_equal(field->key, str_from_c(moved[i])))
                renew_scalar(sheet, field);
    }
}

/* --- the table of last year's recommendations --- */

#define FOLLOW_UP "suivi-recommandations-"

Str renew_follow_up(const Renewal *renewal, int programme)
{
    return str_printf(renewal->arena, FOLLOW_UP "%.*s-programme-%d", STR_ARG(renewal->last_name), programme);
}

bool renew_is_follow_up(Str name)
{
    return str_starts(name, STR(FOLLOW_UP));
}

static Str follow_up_lines(const Renewal *renewal, int programme)
{
    Arena *arena = renewal->arena;
    Buf out = buf_new(arena);
    buf_printf(&out, "titre: Suites données aux recommandations de l’édition %.*s\n", STR_ARG(renewal->last_name));
    buf_c(&out, "texte-long: oui\ncolonnes:\n  - { titre: Recommandation }\n  - { titre: État }\n"
                "  - { titre: Commentaire }\nlignes:\n");
    for (size_t i = 0; i < renewal->recommendations.n; i++) {
        const Recommendation *given = &renewal->recommendations.at[i];
        if (given->programme == programme)
            buf_printf(&out, "  - - %.*s\n    - à remplir\n    - à remplir\n",
                       STR_ARG(yaml_written(arena, given->text, false)));
    }
    Str publisher = renewal->publisher.n > 0 ? renewal->publisher : TO_FILL;
    buf_printf(&out, "source: %.*s\n", STR_ARG(yaml_written(arena, publisher, false)));
    return buf_text(&out);
}

static bool has_recommendations(const Renewal *renewal, int programme)
{
    for (size_t i = 0; i < renewal->recommendations.n; i++)
        if (renewal->recommendations.at[i].programme == programme)
            return true;
    return false;
}

/* --- the two files --- */

typedef void (*Renewer)(Sheetful *sheet, const YamlNode *node);

static void renew_each(Sheetful *sheet, const YamlNode *map, Renewer renew)
{
    for (const YamlNode *node = map->kind == YAML_MAP ? map->first : NULL; node != NULL; node = node->next) {
        if (renew_is_follow_up(node->key))
            renew_remove(sheet, map, node);
        else
            renew(sheet, node);
    }
}

static Sheetful sheet_of(Renewal *renewal, int programme, Str text, const YamlNode *root)
{
    return (Sheetful){ renewal, text, root, patch_new(renewal->arena), programme };
}

/* Comments above the first key name the edition at times. */
static void renew_opening(Sheetful *sheet)
{
    size_t end = sheet->root->first != NULL ? patch_line_start(sheet->text, sheet->root->first->key_span.lo) : 0;
    for (size_t at = 0; at < end; at = patch_line_end(sheet->text, at)) {
        size_t line_end = patch_line_end(sheet->text, at);
        Str line = str_slice(sheet->text, at, line_end);
        bool is_modeline = str_find(line, STR("$schema"), 0) < line.n;
        Str made = is_modeline ? line : renewed(sheet->renewal, line);
        if (!str_equal(line, made))
            patch_replace(&sheet->patch, at, line_end, made);
    }
}

Str renew_programme(Renewal *renewal, int programme, Str text, const YamlNode *root)
{
    static const struct { const char *key; Renewer renew; } groups[] = {
        { "indicateurs", renew_indicator }, { "tableaux", renew_table }, { "graphiques", renew_figure },
        { "schemas", renew_figure },
    };
    Sheetful sheet = sheet_of(renewal, programme, text, root);
    renew_opening(&sheet);
    for (const YamlNode *node = root->first; node != NULL; node = node->next) {
        if (str_equal(node->key, STR("remarque")))
            renew_remove(&sheet, root, node);
        for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
            if (str_equal(node->key, str_from_c(groups[i].key)))
                renew_each(&sheet, node, groups[i].renew);
    }
    if (has_recommendations(renewal, programme))
        tables_append(&sheet.patch, text, root, renew_follow_up(renewal, programme), follow_up_lines(renewal, programme));
    return patch_apply(&sheet.patch, text);
}

static void renew_key_figure(Sheetful *sheet, const YamlNode *node)
{
    const YamlNode *figure = yaml_find(node, STR("chiffre"));
    renew_scalar(sheet, yaml_find(node, STR("libelle")));
    if (figure == NULL || figure->kind != YAML_SCALAR)
        return;
    Str path = renew_path(sheet->renewal, 0, figure->scalar);
    if (!str_equal(path, figure->scalar))
        patch_replace(&sheet->patch, figure->span.lo, figure->span.hi,
                      yaml_rewritten(sheet->renewal->arena, sheet->text, sheet->root, figure, path));
}

/* Titles and file names, at any depth. */
static void renew_names(Sheetful *sheet, const YamlNode *node)
{
    static const char *const names[] = { "titre", "titre-court", "fichier", "introduction", "recommandations" };
    for (const YamlNode *child = node->first; child != NULL; child = child->next) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (str_equal(child->key, str_from_c(names[i])))
                renew_scalar(sheet, child);
        renew_names(sheet, child);
    }
}

Str renew_report(Renewal *renewal, Str text, const YamlNode *root)
{
    static const char *const moved[] = { "nom", "titre", "edition", "sous-titre", "annee", "periode", "annee-suivante",
                                         "date", "resume", "epigraphe" };
    Sheetful sheet = sheet_of(renewal, 0, text, root);
    renew_opening(&sheet);
    for (const YamlNode *node = root->first; node != NULL; node = node->next) {
        for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
            if (str_equal(node->key, str_from_c(moved[i])))
                renew_scalar(&sheet, node);
        if (str_equal(node->key, STR("parties")) || str_equal(node->key, STR("comites")))
            renew_names(&sheet, node);
        for (const YamlNode *figure = str_equal(node->key, STR("chiffres-cles")) ? node->first : NULL; figure != NULL;
             figure = figure->next)
            renew_key_figure(&sheet, figure);
        if (str_equal(node->key, STR("schemas")))
            renew_each(&sheet, node, renew_figure);
    }
    return patch_apply(&sheet.patch, text);
}
