/* lender.c - reading another edition for its figures */
#include "model/lender.h"

#include "model/model_impl.h"
#include "text/french.h"

/* --- finding it --- */

/* Where the folder beside the edition's own lies, written like the edition's. */
static Str path_beside(Arena *arena, Str own, Str name)
{
    Str last = path_name(own);
    bool has_name = last.n > 0 && !str_equal(last, STR(".")) && !str_equal(last, STR(".."));
    if (!has_name)
        return path_join(arena, own, str_join(arena, STR("../"), name));
    return last.n == own.n ? name : path_join(arena, path_folder(own), name);
}

/* "2018, 2020": the folders beside this one that hold an edition. */
static Str editions_beside(const Reading *reading)
{
    Strs names;
    Buf out = buf_new(reading->arena);
    Str parent = path_folder(reading->real_root);
    if (!file_list(reading->arena, parent, &names))
        return STR_NONE;
    for (size_t i = 0; i < names.n; i++) {
        Str folder = path_join(reading->arena, parent, names.at[i]);
        if (!name_is_plain(names.at[i]) || str_equal(folder, reading->real_root)
            || !file_exists(path_join(reading->arena, folder, STR("rapport.yaml"))))
            continue;
        buf_printf(&out, "%s%.*s", out.n > 0 ? ", " : "", STR_ARG(names.at[i]));
    }
    return buf_text(&out);
}

static void report_unread(Reading *reading, const Text *name, Str folder)
{
    Str others = editions_beside(reading);
    diag_add(reading->diags, DIAG_LENDER_UNREAD, name->span, "../%.*s/rapport.yaml", STR_ARG(name->str));
    if (file_exists(path_join(reading->arena, folder, STR("rapport.yaml"))))
        diag_remedy(reading->diags, "corriger ce fichier : bilan check %.*s", STR_ARG(folder));
    else if (others.n > 0)
        diag_remedy(reading->diags, "les éditions voisines sont : %.*s", STR_ARG(others));
    else
        diag_remedy(reading->diags, "mettre l’édition à comparer à côté de celle-ci : ../%.*s/rapport.yaml", STR_ARG(name->str));
}

/* Only a folder beside the edition's own, and no link. */
static bool may_read(Reading *reading, const Text *name, Str folder)
{
    bool is_plain = name_is_plain(name->str);
    Str real = is_plain ? file_real_path(reading->arena, folder) : STR_NONE;
    Str beside = path_join(reading->arena, path_folder(reading->real_root), name->str);
    if (is_plain && real.n == 0) {
        report_unread(reading, name, folder);
    } else if (!is_plain || !str_equal(real, beside)) {
        diag_add(reading->diags, DIAG_PATH_OUTSIDE, name->span, "%.*s", STR_ARG(name->str));
        diag_remedy(reading->diags, "écrire le nom seul d’un dossier voisin, qui ne soit pas un lien : 2018");
    } else if (str_equal(real, reading->real_root)) {
        diag_add(reading->diags, DIAG_COMPARE_NOTHING, name->span, "« %.*s » est cette édition même", STR_ARG(name->str));
        diag_remedy(reading->diags, "nommer une autre édition");
    } else {
        return true;
    }
    return false;
}

/* --- reading it --- */

/* Its own messages are for those who build it. */
static Reading lender_reading(const Reading *reading, Str folder)
{
    Diags *unheard = arena_new(reading->arena, Diags);
    *unheard = diags_new(reading->arena);
    Reading other = reading_of(reading->arena, reading->sources, folder, unheard);
    other.is_lent = true;
    return other;
}

static Lender *read_lender(Reading *reading, const Text *name, Str folder)
{
    Reading other = lender_reading(reading, folder);
    uint32_t file = reading_file(&other, folder, STR("rapport.yaml"), FILE_YAML, SPAN_NONE);
    const YamlNode *root = file != 0 ? yaml_read(reading->arena, reading->sources, file, other.diags) : NULL;
    if (root == NULL || root->kind != YAML_MAP || root->is_broken) {
        report_unread(reading, name, folder);
        return NULL;
    }
    Edition edition = { 0 };
    schema_read(reading->arena, &edition_schema, root, &edition, other.diags);
    Lender *lender = arena_new(reading->arena, Lender);
    *lender = (Lender){ .name = name->str, .folder = folder, .title = edition.edition.str, .year = edition.year.str,
                        .period = edition.period.str };
    if (lender->title.n == 0)
        lender->title = name->str;
    Strs names;
    if (file_list(reading->arena, path_join(reading->arena, folder, STR("programmes")), &names))
        for (size_t i = 0; i < names.n; i++)
            array_push(reading->arena, &lender->folders, names.at[i]);
    return lender;
}

static const Programme *read_programme(const Reading *reading, Lender *lender, int number, Str name)
{
    Str folder = path_join(reading->arena, path_join(reading->arena, lender->folder, STR("programmes")), name);
    Reading other = lender_reading(reading, lender->folder);
    Programme *programme = arena_new(reading->arena, Programme);
    programme->number = number;
    programme->folder = folder;
    programme->file = reading_file(&other, folder, STR("programme.yaml"), FILE_YAML, SPAN_NONE);
    if (programme->file == 0)
        return NULL;
    schema_read(reading->arena, &programme_schema,
                yaml_read(reading->arena, reading->sources, programme->file, other.diags), programme, other.diags);
    Indicator *indicators = programme->indicators.at;
    size_t left = FIGURES_MAX;
    for (size_t i = 0; i < programme->indicators.n; i++)
        indicator_read(&other, &indicators[i], &left);
    programme->is_incomplete = reading_lost_something(&other, 0);
    array_push(reading->arena, &lender->programmes, programme);
    return programme;
}

static const Programme *load(const Reading *reading, Lender *lender, int number)
{
    const Programme *found = lender_programme(lender, number);
    for (size_t i = 0; i < lender->folders.n && found == NULL && number > 0; i++)
        if (folder_number(lender->folders.at[i]) == number)
            found = read_programme(reading, lender, number, lender->folders.at[i]);
    return found;
}

const Lender *lender_named(Reading *reading, const Edition *edition, const Text *name)
{
    bool is_yes = str_equal(name->str, STR("oui"));
    if (reading->lenders == NULL || name->str.n == 0 || str_equal(name->str, STR("non")) || reading->real_root.n == 0)
        return NULL;
    if (is_yes && (edition->comparison.str.n == 0 || name == &edition->comparison)) {
        diag_add(reading->diags, DIAG_COMPARE_NOTHING, name->span, "« oui » ne dit pas quelle édition");
        diag_remedy(reading->diags, "nommer le dossier de l’édition, ici ou dans rapport.yaml : « comparaison: 2018 »");
    }
    if (is_yes)
        return edition->lender;
    for (size_t i = 0; i < reading->lenders->n; i++)
        if (str_equal(reading->lenders->at[i]->name, name->str))
            return reading->lenders->at[i]->is_unread ? NULL : reading->lenders->at[i];
    Str folder = path_beside(reading->arena, reading->root, name->str);
    Lender *lender = may_read(reading, name, folder) ? read_lender(reading, name, folder) : NULL;
    Lender *kept = lender != NULL ? lender : arena_new(reading->arena, Lender);
    if (lender == NULL)
        *kept = (Lender){ .name = name->str, .folder = folder, .is_unread = true };
    array_push(reading->arena, reading->lenders, kept);
    return lender;
}

/* --- its figures --- */

const Programme *lender_programme(const Lender *lender, int number)
{
    for (size_t i = 0; i < lender->programmes.n; i++)
        if (lender->programmes.at[i]->number == number)
            return lender->programmes.at[i];
    return NULL;
}

const Indicator *lender_indicator(const Lender *lender, int programme, const Indicator *indicator)
{
    const Programme *found = lender_programme(lender, programme);
    const Indicator *theirs = found != NULL ? programme_indicator(found, indicator->id.str) : NULL;
    return theirs != NULL && str_equal(theirs->unit.str, indicator->unit.str) ? theirs : NULL;
}

/* "../2018/programmes/08-x/programme.yaml:14" */
static Str place_text(const Reading *reading, const Lender *lender, Span span)
{
    const Source *source = source_of(reading->sources, span);
    Str rest = str_slice(source->path, lender->folder.n, source->path.n);
    return str_printf(reading->arena, "../%.*s%.*s:%u", STR_ARG(lender->name), STR_ARG(rest),
                      (unsigned)source_place(source, span.lo).line);
}

static void report_difference(Reading *reading, const Lender *lender, const Value *own, const Value *theirs)
{
    diag_add(reading->diags, DIAG_VALUES_DIFFER, own->span, "%.*s, mais %.*s dans « %.*s » (%.*s)",
             STR_ARG(french_number(reading->arena, own->digits, own->decimals)),
             STR_ARG(french_number(reading->arena, theirs->digits, theirs->decimals)), STR_ARG(lender->title),
             STR_ARG(place_text(reading, lender, theirs->span)));
    diag_remedy(reading->diags, "corriger l’une des deux éditions ; ou dire par « remarque: » pourquoi les chiffres diffèrent");
}

/* The periods that both editions give say the same. */
static void check_agreement(Reading *reading, const Lender *lender, const Indicator *own, const Indicator *theirs)
{
    for (size_t i = 0; i < own->series.n && own->remark.str.n == 0; i++) {
        const Period *period = &own->series.at[i];
        for (size_t k = 0; k < period->entries.n; k++) {
            const Value *mine = &period->entries.at[k].value;
            const Value *other = indicator_value(theirs, period->name.str, period->entries.at[k].name.str);
            if (other != NULL && value_is_number(mine) && value_is_number(other) && value_compare(mine, other) != 0)
                report_difference(reading, lender, mine, other);
        }
    }
}

const Lender *lender_of_edition(Reading *reading, const Edition *edition)
{
    const Lender *lender = lender_named(reading, edition, &edition->comparison);
    for (size_t i = 0; i < edition->programme_count && lender != NULL; i++) {
        const Programme *programme = edition->programmes[i];
        const Indicator *indicators = programme->indicators.at;
        load(reading, (Lender *)lender, programme->number);
        for (size_t k = 0; k < programme->indicators.n; k++) {
            const Indicator *theirs = lender_indicator(lender, programme->number, &indicators[k]);
            if (theirs != NULL)
                check_agreement(reading, lender, &indicators[k], theirs);
        }
    }
    return lender;
}

static void report_absent(Reading *reading, Lender *lender, const Programme *theirs, const Indicator *own, Span where)
{
    if (theirs != NULL && theirs->is_incomplete) {
        if (lender->has_told)
            return;
        lender->has_told = true;
        diag_add(reading->diags, DIAG_LENDER_UNREAD, where, "%.*s", STR_ARG(place_text(reading, lender, (Span){ theirs->file, 0, 0 })));
        diag_remedy(reading->diags, "corriger ce fichier : bilan check %.*s", STR_ARG(lender->folder));
        return;
    }
    const Indicator *same = theirs != NULL ? programme_indicator(theirs, own->id.str) : NULL;
    const Indicator *all = theirs != NULL ? theirs->indicators.at : NULL;
    size_t n = theirs != NULL ? theirs->indicators.n : 0;
    ArenaMark mark = arena_mark(reading->arena);
    Str *names = arena_array(reading->arena, Str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = all[i].id.str;
    Str nearest = same == NULL && diags_may_help(reading->diags) ? diag_nearest(reading->arena, own->id.str, names, n) : STR_NONE;
    arena_rewind(reading->arena, mark);
    diag_add(reading->diags, DIAG_LENT_UNKNOWN, where, same != NULL ? "%.*s dans « %.*s », où l’unité est autre"
             : theirs != NULL ? "%.*s dans « %.*s »" : "%.*s dans « %.*s », qui n’a pas ce programme",
             STR_ARG(own->id.str), STR_ARG(lender->title));
    if (nearest.n > 0)
        diag_remedy(reading->diags, "donner à l’indicateur le même nom dans les deux éditions : là-bas, `%.*s`", STR_ARG(nearest));
}

static void insert_period(Arena *arena, Periods *series, Period period)
{
    size_t at = 0;
    while (at < series->n && str_compare(series->at[at].name.str, period.name.str) < 0)
        at++;
    array_push(arena, series, period);
    for (size_t i = series->n - 1; i > at; i--)
        series->at[i] = series->at[i - 1];
    series->at[at] = period;
}

const Indicator *lender_extend(Reading *reading, const Lender *lender, int programme, const Indicator *indicator, Span where)
{
    const Programme *found = load(reading, (Lender *)lender, programme);
    const Indicator *theirs = lender_indicator(lender, programme, indicator);
    if (theirs == NULL) {
        report_absent(reading, (Lender *)lender, found, indicator, where);
        return indicator;
    }
    check_agreement(reading, lender, indicator, theirs);
    Indicator *both = arena_new(reading->arena, Indicator);
    *both = *indicator;
    both->series = (Periods){ 0 };
    for (size_t i = 0; i < indicator->series.n; i++)
        array_push(reading->arena, &both->series, indicator->series.at[i]);
    for (size_t i = 0; i < theirs->series.n; i++)
        if (indicator_period(indicator, theirs->series.at[i].name.str) == NULL)
            insert_period(reading->arena, &both->series, theirs->series.at[i]);
    return both;
}

const Period *lender_period(const Reading *reading, const Lender *lender, const Indicator *both, Str base)
{
    const Str wanted[] = { lender->year, lender->period };
    const Period *newest = NULL;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const Period *found = str_equal(wanted[i], base) ? NULL : indicator_period(both, wanted[i]);
        if (found != NULL)
            return found;
    }
    for (size_t i = 0; i < both->series.n; i++)
        if (source_of(reading->sources, both->series.at[i].span)->is_lent && !str_equal(both->series.at[i].name.str, base))
            newest = &both->series.at[i];
    return newest;
}

void lender_note(Reading *reading, const Lender *lender, const Names *periods, Span where, Text *note)
{
    Buf out = buf_new(reading->arena);
    Str before = str_trim(note->str);
    if (periods->n == 0)
        return;
    buf_str(&out, before);
    if (before.n > 0)
        buf_c(&out, str_ends(before, STR(".")) ? " " : ". ");
    buf_c(&out, "Chiffres de ");
    for (size_t i = 0; i < periods->n; i++)
        buf_printf(&out, "%s%.*s", i == 0 ? "" : i + 1 < periods->n ? ", " : " et ", STR_ARG(periods->at[i]));
    buf_printf(&out, " : %.*s.", STR_ARG(lender->title));
    *note = (Text){ buf_text(&out), note->str.n > 0 ? note->span : where };
}
