/* form_change.c - what was typed, tried and written
 *
 * The files are read again as they would be. The form must then be the one
 * from before but for the cells that were typed in, these must say what was
 * typed, and nothing may be wrong with them: whatever way a file is written
 * in, a change that would cost anything else is noticed here.
 */
#include "edit/form_impl.h"

#include "edit/patch.h"

typedef struct {
    Arena            *arena;
    FormPlace         place;
    Str               name;
    const FormReading *before;
    Form              form;              /* before */
    Patch             patches[FORM_FILES_MAX];
    Str               texts[FORM_FILES_MAX];       /* as they would be */
    Str              *wholes;            /* of each cell, row after row; p is NULL when it was not typed in */
} Changing;

static Str text_of(const Changing *changing, size_t file)
{
    return source_of(&changing->before->sources, (Span){ changing->form.files[file], 0, 0 })->text;
}

static FormCell *cell_at(const Form *form, size_t i)
{
    return &form->rows[i / form->column_count].cells[i % form->column_count];
}

static size_t cell_count(const Form *form)
{
    return form->row_count * form->column_count;
}

static bool is_named(const Changing *changing, const FormCell *cell, const FormEdit *edit)
{
    return cell->state == FORM_OPEN && edit->file < changing->form.file_count
           && cell->span.file == changing->form.files[edit->file] && cell->span.lo == edit->lo && cell->span.hi == edit->hi;
}

/* ---- what is written ---- */

/* The items of a list, a line each: as many as before. */
static bool patch_list(Changing *changing, const FormCell *cell, const FormEdit *edit)
{
    Str text = text_of(changing, edit->file), rest = edit->text, line;
    const YamlNode *item = cell->node->first;
    for (; item != NULL && str_split(&rest, '\n', &line); item = item->next)
        if (!str_equal(line, item->scalar))
            patch_replace(&changing->patches[edit->file], item->span.lo, item->span.hi,
                          yaml_rewritten(changing->arena, text, cell->root, item, line));
    return item == NULL && rest.p == NULL;
}

static bool patch_cell(Changing *changing, const FormCell *cell, const FormEdit *edit, Str whole)
{
    Str text = text_of(changing, edit->file);
    if (cell->is_list)
        return patch_list(changing, cell, edit);
    if (str_equal(whole, cell->whole))
        return true;
    Str instead = cell->node != NULL ? yaml_rewritten(changing->arena, text, cell->root, cell->node, whole)
        : csv_rewritten(changing->arena, str_slice(text, edit->lo, edit->hi), whole, csv_separator_at(text, edit->lo, edit->hi));
    patch_replace(&changing->patches[edit->file], edit->lo, edit->hi, instead);
    return true;
}

/* One figure may stand in several cells: they say the same, and it is written once. */
static const char *patch_edit(Changing *changing, const FormEdit *edit)
{
    Str whole = STR_NONE;
    for (size_t i = 0; i < cell_count(&changing->form); i++) {
        const FormCell *cell = cell_at(&changing->form, i);
        if (!is_named(changing, cell, edit))
            continue;
        bool is_first = whole.p == NULL;
        if (is_first && changing->wholes[i].p != NULL)
            return "une cellule est saisie deux fois";
        if (is_first)
            whole = form_whole(changing->arena, text_of(changing, edit->file), cell, edit->text);
        if (whole.p == NULL)
            whole = STR("");
        changing->wholes[i] = whole;
        if (is_first && !patch_cell(changing, cell, edit, whole))
            return "ajouter ou ôter un élément d’une liste se fait dans le fichier";
    }
    return whole.p != NULL ? NULL : "une des cellules ne se saisit pas ici";
}

/* ---- what it would be ---- */

static const FormReading *read_again(Changing *changing)
{
    Map *instead = arena_new(changing->arena, Map);
    for (size_t i = 0; i < changing->form.file_count; i++) {
        Span file = { changing->form.files[i], 0, 0 };
        changing->texts[i] = patch_apply(&changing->patches[i], text_of(changing, i));
        map_set(changing->arena, instead, source_of(&changing->before->sources, file)->path, &changing->texts[i]);
    }
    return form_read(changing->arena, changing->place, instead);
}

static bool is_same_but(const Changing *changing, const Form *after)
{
    const Form *form = &changing->form;
    if (after->row_count != form->row_count || after->column_count != form->column_count || after->file_count != form->file_count)
        return false;
    for (size_t i = 0; i < cell_count(form); i++) {
        const FormCell *old = cell_at(form, i), *now = cell_at(after, i);
        Str whole = changing->wholes[i].p != NULL ? changing->wholes[i] : old->whole;
        if (now->state != old->state || !str_equal(now->whole, whole))
            return false;
    }
    return true;
}

/* Faults of form: a file that could be read no longer can. */
static size_t fault_count(const FormReading *reading)
{
    size_t n = 0;
    for (size_t i = 0; i < reading->diags.list.n; i++)
        n += diag_name(reading->diags.list.at[i].code)[1] == '1' && diag_severity(reading->diags.list.at[i].code) != DIAG_WARNING;
    return n;
}

/* A wrong total is told, and may be saved: one mends it figure by figure. */
static bool is_wrong(const Diag *diag)
{
    return diag != NULL && diag_severity(diag->code) != DIAG_WARNING && diag_name(diag->code)[1] != '2';
}

static bool is_shown(const Form *form, const Diag *diag)
{
    bool is_in = false;
    for (size_t i = 0; i < cell_count(form); i++)
        is_in = is_in || cell_at(form, i)->diag == diag;
    for (size_t c = 0; c < form->column_count; c++)
        is_in = is_in || form->columns[c].diag == diag;
    return is_in;
}

/* A figure that changes is summed in other places too. */
static const Diag *wrong_elsewhere(const FormReading *before, const FormReading *after, const Form *form)
{
    for (size_t i = 0; i < after->diags.list.n; i++) {
        const Diag *diag = &after->diags.list.at[i];
        bool is_new = diag_name(diag->code)[1] == '2' && diag_severity(diag->code) == DIAG_ERROR && !is_shown(form, diag);
        for (size_t k = 0; is_new && k < before->diags.list.n; k++)
            is_new = before->diags.list.at[k].code != diag->code || !str_equal(before->diags.list.at[k].detail, diag->detail);
        if (is_new)
            return diag;
    }
    return NULL;
}

static Str refusal(const Changing *changing, const FormReading *reading, const Form *after)
{
    for (size_t i = 0; i < cell_count(after) && after->row_count == changing->form.row_count; i++)
        if (changing->wholes[i].p != NULL && is_wrong(cell_at(after, i)->diag))
            return str_from_c(diag_text(cell_at(after, i)->diag->code));
    if (is_same_but(changing, after) && fault_count(reading) <= fault_count(changing->before))
        return STR_NONE;
    return STR("cette saisie ne se relit pas telle quelle ; l’écrire dans le fichier");
}

/* ---- all of it ---- */

static FormResult lost(FormFinding finding, const FormReading *reading)
{
    static const char *const reasons[] = {
        [FORM_FOUND] = "", [FORM_UNKNOWN] = "ce tableau n’est plus dans les données",
        [FORM_TOO_LARGE] = "ce tableau est trop grand pour la grille ; l’ouvrir dans un tableur ou dans l’éditeur",
        [FORM_BROKEN] = "une faute de forme empêche de dire où ses valeurs sont écrites ; la corriger d’abord dans le fichier",
    };
    return (FormResult){ .outcome = FORM_LOST, .reading = reading, .reason = str_from_c(reasons[finding]) };
}

static FormResult read_now(Arena *arena, FormPlace place, Str name, FormOutcome outcome, Str reason)
{
    FormResult result = { .outcome = outcome, .reading = form_read(arena, place, NULL), .reason = reason };
    FormFinding finding = form_find(arena, result.reading, name, &result.form);
    return finding == FORM_FOUND ? result : lost(finding, result.reading);
}

static FormResult write_all(Changing *changing, FormResult result)
{
    Arena *arena = changing->arena;
    result.outcome = FORM_SAVED;
    for (size_t i = 0; i < changing->form.file_count; i++) {
        const Source *source = source_of(&changing->before->sources, (Span){ changing->form.files[i], 0, 0 });
        if (str_equal(source->text, changing->texts[i]))
            continue;
        Written written = form_write(arena, changing->place.content, source->path, source->text, changing->texts[i], &result.reason);
        if (written != WRITE_DONE)
            return read_now(arena, changing->place, changing->name, written == WRITE_STALE ? FORM_STALE : FORM_FAILED,
                            result.reason);
    }
    return result;
}

FormResult form_read_now(Arena *arena, FormPlace place, Str name)
{
    return read_now(arena, place, name, FORM_TRIED, STR_NONE);
}

FormResult form_change(Arena *arena, FormPlace place, Str name, Str print, const FormEdits *edits, bool is_trial)
{
    FormResult result = form_read_now(arena, place, name);
    if (result.outcome == FORM_LOST || !str_equal(print, result.form.print)) {
        result.outcome = result.outcome == FORM_LOST ? FORM_LOST : FORM_STALE;
        return result;
    }
    Changing changing = { .arena = arena, .place = place, .name = name, .before = result.reading,
                          .form = result.form };
    const char *fault = NULL;
    changing.wholes = arena_array(arena, Str, cell_count(&result.form) + 1);
    for (size_t i = 0; i < result.form.file_count; i++)
        changing.patches[i] = patch_new(arena);
    for (size_t i = 0; i < edits->n && fault == NULL; i++)
        fault = patch_edit(&changing, &edits->at[i]);
    if (fault != NULL) {
        result.outcome = FORM_REFUSED;
        result.reason = str_from_c(fault);
        return result;
    }
    result.reading = read_again(&changing);
    FormFinding finding = form_find(arena, result.reading, name, &result.form);
    if (finding != FORM_FOUND) {
        return (FormResult){ .outcome = FORM_REFUSED, .reading = changing.before, .form = changing.form,
                             .reason = STR("cette saisie ne se relit pas telle quelle ; l’écrire dans le fichier") };
    }
    result.elsewhere = wrong_elsewhere(changing.before, result.reading, &result.form);
    result.reason = refusal(&changing, result.reading, &result.form);
    result.outcome = is_trial ? FORM_TRIED : FORM_REFUSED;
    return is_trial || result.reason.n > 0 ? result : write_all(&changing, result);
}
