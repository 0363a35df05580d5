/* forms.c - the grids of edit/form.h as JSON, and what was typed in them
 *
 *     asked   { "nom": …, "empreinte": …, "essai": true, "cellules": [ ["0:120-124", "36"], … ] }
 *     told    200 the form as it is, would be or was saved; 404 none of that name; 409 the files are others
 *             now, and these are they; 422 the model refuses; 500 the machine could not write
 *
 * A cell's "p" is where it is written: number of the file, bytes. JSON is read
 * as the YAML that it is (YAML 1.2.2, section 1.3), with the bounds of its reader.
 */
#include "serve/live_impl.h"

#include "edit/form.h"
#include "serve/member.h"

/* ---- telling a form ---- */

static const char *const kind_names[] = {
    [COLUMN_TEXT] = "texte", [COLUMN_NUMBER] = "nombre", [COLUMN_AMOUNT] = "montant", [COLUMN_SHARE] = "part",
    [COLUMN_DATE] = "date",
};
_Static_assert(sizeof kind_names / sizeof *kind_names == COLUMN_KINDS, "every kind of column needs a name");

static const char *const state_names[] = {
    [FORM_OPEN] = "saisie", [FORM_COMPUTED] = "calcul", [FORM_COVERED] = "couverte", [FORM_ABSENT] = "absente",
    [FORM_DISTANT] = "ailleurs",
};
_Static_assert(sizeof state_names / sizeof *state_names == FORM_STATES, "every state needs a name");

/* A text that is there though it be empty. */
static void put_always(Buf *out, const char *key, Str text)
{
    member_key(out, key);
    buf_json(out, text);
}

/* A wrong sum is told and may be saved; the rest may not. */
static void put_diag(Arena *arena, Buf *out, const Diag *diag)
{
    if (diag == NULL)
        return;
    member_text(out, "message", str_printf(arena, "%s%s%.*s", diag_text(diag->code), diag->detail.n > 0 ? " : " : "",
                                         STR_ARG(diag->detail)));
    member_text(out, "remede", diag->remedy);
    member_text(out, "code", str_from_c(diag_name(diag->code)));
    member_flag(out, "refus", diag_name(diag->code)[1] != '2' && diag_severity(diag->code) != DIAG_WARNING);
}

static Str cell_place(Arena *arena, const Form *form, Span span)
{
    for (size_t i = 0; i < form->file_count; i++)
        if (span.file != 0 && form->files[i] == span.file)
            return str_printf(arena, "%zu:%u-%u", i, (unsigned)span.lo, (unsigned)span.hi);
    return STR_NONE;
}

static void put_cell(Arena *arena, Buf *out, const FormResult *result, const FormCell *cell)
{
    member_comma(out);
    buf_char(out, '{');
    put_always(out, "e", str_from_c(state_names[cell->state]));
    if (cell->state != FORM_COVERED) {
        put_always(out, "t", cell->text);
        member_text(out, "v", cell->shown);
        member_text(out, "p", cell_place(arena, &result->form, cell->span));
        member_text(out, "vient", cell->path);
        member_text(out, "note", cell->note);
        member_flag(out, "liste", cell->is_list);
        if (cell->colspan > 1)
            member_number(out, "c", cell->colspan);
        if (cell->rowspan > 1)
            member_number(out, "l", cell->rowspan);
        if (cell->path.n > 0 && cell->state == FORM_OPEN)
            member_text(out, "formulaire", form_name_at(arena, result->reading->edition, cell->span));
        put_diag(arena, out, cell->diag);
    }
    buf_char(out, '}');
}

static void put_columns(Arena *arena, Buf *out, const Form *form)
{
    member_key(out, "colonnes");
    buf_char(out, '[');
    for (size_t c = 0; c < form->column_count; c++) {
        const FormColumn *column = &form->columns[c];
        member_comma(out);
        buf_char(out, '{');
        put_always(out, "titre", column->title);
        member_text(out, "groupe", column->group);
        member_text(out, "unite", column->unit);
        put_always(out, "genre", str_from_c(kind_names[column->kind]));
        member_flag(out, "nomme", column->is_row_title);
        put_diag(arena, out, column->diag);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void put_rows(Arena *arena, Buf *out, const FormResult *result)
{
    const Form *form = &result->form;
    member_key(out, "lignes");
    buf_char(out, '[');
    for (size_t r = 0; r < form->row_count; r++) {
        member_comma(out);
        buf_char(out, '{');
        member_text(out, "titre", form->rows[r].title);
        member_flag(out, "total", form->rows[r].is_total);
        member_key(out, "cellules");
        buf_char(out, '[');
        for (size_t c = 0; c < form->column_count; c++)
            put_cell(arena, out, result, &form->rows[r].cells[c]);
        buf_c(out, "]}");
    }
    buf_char(out, ']');
}

static Str told_form(Live *live, Arena *arena, const FormResult *result)
{
    const Form *form = &result->form;
    Buf out = buf_new(arena);
    buf_char(&out, '{');
    member_text(&out, "raison", result->reason);
    if (result->outcome != FORM_LOST) {
        put_always(&out, "nom", form->name);
        put_always(&out, "titre", form->title);
        put_always(&out, "genre", form->is_indicator ? STR("indicateur") : STR("tableau"));
        put_always(&out, "empreinte", form->print);
        told_place(live, arena, &out, &result->reading->sources, form->span);
        put_columns(arena, &out, form);
        put_rows(arena, &out, result);
        if (result->elsewhere != NULL) {
            member_key(&out, "ailleurs");
            buf_char(&out, '{');
            put_diag(arena, &out, result->elsewhere);
            told_place(live, arena, &out, &result->reading->sources, result->elsewhere->span);
            member_text(&out, "formulaire", form_name_at(arena, result->reading->edition, result->elsewhere->span));
            buf_char(&out, '}');
        }
    }
    buf_char(&out, '}');
    return buf_text(&out);
}

/* ---- all forms ---- */

/* [programme, name, title, kind] of each. */
static Str told_list(Arena *arena, const Edition *edition)
{
    FormEntries list = form_list(arena, edition);
    Buf out = buf_new(arena);
    buf_c(&out, "{\"formulaires\":[");
    for (size_t i = 0; i < list.n; i++) {
        const FormEntry *entry = &list.at[i];
        member_comma(&out);
        buf_char(&out, '[');
        buf_json(&out, entry->programme->number == 0 ? edition->title.str      /* a document of a type */
                       : str_printf(arena, "Programme %d : %.*s", entry->programme->number, STR_ARG(entry->programme->title.str)));
        buf_char(&out, ',');
        buf_json(&out, entry->name);
        buf_char(&out, ',');
        buf_json(&out, entry->title);
        buf_c(&out, entry->is_indicator ? ",\"indicateur\"]" : ",\"tableau\"]");
    }
    buf_c(&out, "]}");
    return buf_text(&out);
}

/* ---- reading what was typed ---- */

/* Takes a decimal number and the mark behind it off the front. */
static bool take_number(Str *text, char mark, uint32_t *number)
{
    uint64_t value = 0;
    size_t i = 0;
    for (; i < text->n && i < 10 && text->p[i] >= '0' && text->p[i] <= '9'; i++)
        value = value * 10 + (uint64_t)(text->p[i] - '0');
    bool is_read = i > 0 && value <= UINT32_MAX && (mark == '\0' ? i == text->n : i < text->n && text->p[i] == mark);
    *number = (uint32_t)value;
    *text = str_slice(*text, i + 1, text->n);
    return is_read;
}

/* ["0:120-124", "36"] */
static bool read_edit(const YamlNode *pair, FormEdit *edit)
{
    if (pair->kind != YAML_LIST || pair->count != 2)
        return false;
    const YamlNode *place = pair->first, *text = place->next;
    bool are_texts = place->kind == YAML_SCALAR && text->kind == YAML_SCALAR && !place->is_plain && !text->is_plain;
    Str rest = place->scalar;
    edit->text = text->scalar;
    return are_texts && take_number(&rest, ':', &edit->file) && take_number(&rest, '-', &edit->lo)
           && take_number(&rest, '\0', &edit->hi);
}

typedef struct { Str name, print; bool is_trial; FormEdits edits; } Asked;

static Str quoted(const YamlNode *root, const char *key)
{
    const YamlNode *node = yaml_find(root, str_from_c(key));
    return node != NULL && node->kind == YAML_SCALAR && !node->is_plain ? node->scalar : STR_NONE;
}

static bool read_asked(Arena *arena, Str body, Asked *asked)
{
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    const YamlNode *root = yaml_read(arena, &sources, source_add(&sources, STR("saisie"), body), &diags);
    const YamlNode *cells = yaml_find(root, STR("cellules")), *trial = yaml_find(root, STR("essai"));
    *asked = (Asked){ .name = quoted(root, "nom"), .print = quoted(root, "empreinte") };
    if (diags.list.n > 0 || body.n == 0 || body.p[0] != '{' || asked->name.n == 0 || cells == NULL || cells->kind != YAML_LIST)
        return false;
    asked->is_trial = trial != NULL && trial->is_plain && str_equal(trial->scalar, STR("true"));
    for (const YamlNode *pair = cells->first; pair != NULL; pair = pair->next) {
        FormEdit edit;
        if (!read_edit(pair, &edit))
            return false;
        array_push(arena, &asked->edits, edit);
    }
    return true;
}

/* ---- answers ---- */

void forms_answer(Live *live, Arena *arena, const HttpRequest *request, HttpReply *reply)
{
    static const int statuses[] = { [FORM_TRIED] = 200, [FORM_SAVED] = 200, [FORM_LOST] = 404, [FORM_STALE] = 409,
                                    [FORM_REFUSED] = 422, [FORM_FAILED] = 500 };
    FormPlace place = { live->setting.input.content, path_join(arena, live->setting.input.share, STR("templates")) };
    FormResult result;
    Asked asked;
    if (request->is_post && !read_asked(arena, request->body, &asked)) {
        *reply = (HttpReply){ .status = 400, .body = STR("saisie illisible\n") };
        return;
    }
    if (request->is_post)
        result = form_change(arena, place, asked.name, asked.print, &asked.edits, asked.is_trial);
    else if (http_query(request, "nom").n > 0)
        result = form_read_now(arena, place, http_query(request, "nom"));
    else {
        *reply = (HttpReply){ .status = 200, .type = "application/json", .body = told_list(arena, build_edition(live->checked)) };
        return;
    }
    *reply = (HttpReply){ .status = statuses[result.outcome], .type = "application/json", .body = told_form(live, arena, &result) };
}
