#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "verify/provenance.h"
#include "verify/verify.h"

/* Where two files part: first in the data that they carry, then in what they
 * say, then in their metadata. */

enum { DIFFERENCES_MAX = 20, SHOWN = 60 };

typedef struct {
    Arena *arena;                        /* scratch */
    Buf    out;
    size_t count;
    View   old, new;
} Comparison;

static Str shortened(Arena *arena, Str text)
{
    size_t at = 0;
    text = str_trim(text);
    for (size_t n = 0; at < text.n && n < SHOWN; n++)
        utf8_next(text, &at);
    Str begun = verify_shown(arena, str_slice(text, 0, at));
    return at < text.n ? str_join(arena, begun, STR("…")) : begun;
}

/* Long texts that begin alike: from a little before they part. */
static void skip_common(Arena *arena, Str *old, Str *new)
{
    enum { KEPT = 24 };
    size_t at = 0, from = 0;
    while (at < old->n && at < new->n && old->p[at] == new->p[at])
        at++;
    for (int i = 0; i < KEPT && at > 0; i++)
        utf8_previous(*old, &at);
    from = at;
    if (from == 0)
        return;
    *old = str_printf(arena, "…%.*s", STR_ARG(str_slice(*old, from, old->n)));
    *new = str_printf(arena, "…%.*s", STR_ARG(str_slice(*new, from, new->n)));
}

/* One line: where, what it was, what it is. False when there are too many. */
static bool differ(Comparison *comparison, Str where, Str old, Str new)
{
    Arena *arena = comparison->arena;
    if (comparison->count++ >= DIFFERENCES_MAX)
        return false;
    skip_common(arena, &old, &new);
    buf_printf(&comparison->out, "  %.*s : « %.*s » dans le PDF, « %.*s » d’après les sources\n",
               STR_ARG(verify_shown(arena, where)), STR_ARG(shortened(arena, old)), STR_ARG(shortened(arena, new)));
    return true;
}

static void say(Comparison *comparison, Str text)
{
    if (comparison->count++ < DIFFERENCES_MAX)
        buf_printf(&comparison->out, "  %.*s\n", STR_ARG(verify_shown(comparison->arena, text)));
}

/* --- attached data ------------------------------------------------------- */

static void list_files(View *view, Names *names)
{
    PdfFile *file = &view->file;
    tree_names(file, view->arena, file_get(file, file_get(file, view->catalogue, "Names"), "EmbeddedFiles"), names);
}

static bool attached_bytes(View *view, const Names *names, Str name, Str *bytes)
{
    PdfFile *file = &view->file;
    const Object *spec = names_find(file, names, name);
    return file_unpack(file, view->arena, file_get(file, file_get(file, spec, "EF"), "F"), bytes);
}

static Str field_of(const Fields *fields, size_t index)
{
    return index < fields->n ? fields->at[index] : STR_NONE;
}

/* "eleves.csv, rangée 2 (Rabat), colonne 3 (Filles)": rows count from 1 below the heads. */
static Str cell_name(Arena *arena, Str name, size_t row, Str first, size_t column, Str head)
{
    return str_printf(arena, "%.*s, rangée %zu (%.*s), colonne %zu (%.*s)", STR_ARG(name), row,
                      STR_ARG(shortened(arena, first)), column, STR_ARG(shortened(arena, head)));
}

static void compare_csv(Comparison *comparison, Str name, Str old, Str new)
{
    Arena *arena = comparison->arena;
    Fields heads = { 0 }, before = { 0 }, after = { 0 };
    for (size_t row = 0;; row++) {
        bool has_old = csv_next_row(arena, &old, &before), has_new = csv_next_row(arena, &new, &after);
        if (!has_old && !has_new)
            return;
        if (has_old != has_new) {
            say(comparison, str_printf(arena, "%.*s : la rangée %zu (%.*s) n’est que %s", STR_ARG(name), row,
                                       STR_ARG(shortened(arena, field_of(has_old ? &before : &after, 0))),
                                       has_old ? "dans le PDF" : "dans les sources"));
            return;
        }
        for (size_t i = 0; row == 0 && i < before.n; i++)
            array_push(arena, &heads, before.at[i]);
        for (size_t i = 0; i < before.n || i < after.n; i++)
            if (!str_equal(field_of(&before, i), field_of(&after, i))
                && !differ(comparison, cell_name(arena, name, row, field_of(&before, 0), i + 1, field_of(&heads, i)),
                           field_of(&before, i), field_of(&after, i)))
                return;
    }
}

/* Line by line; the first that differs tells enough. */
static void compare_lines(Comparison *comparison, Str name, Str old, Str new)
{
    Str before, after;
    for (size_t line = 1; old.p != NULL || new.p != NULL; line++) {
        before = after = STR_NONE;
        str_split(&old, '\n', &before);
        str_split(&new, '\n', &after);
        if (str_equal(before, after))
            continue;
        differ(comparison, str_printf(comparison->arena, "%.*s, ligne %zu", STR_ARG(name), line), before, after);
        return;
    }
}

static void compare_attached(Comparison *comparison, Str name, const Names *old_names, const Names *new_names)
{
    Str old, new;
    bool has_old = attached_bytes(&comparison->old, old_names, name, &old);
    bool has_new = attached_bytes(&comparison->new, new_names, name, &new);
    bool is_same = has_old && has_new && str_equal(old, new), is_in_neither = !has_old && !has_new;
    if (is_same || is_in_neither)        /* named, but not to be read: no difference, and a fault of both */
        return;
    if (!has_old || !has_new)
        say(comparison, str_printf(comparison->arena, "%.*s : joint seulement %s", STR_ARG(name),
                                   has_old ? "au PDF" : "à ce que donnent les sources"));
    else if (str_ends(name, STR(".csv")))
        compare_csv(comparison, name, old, new);
    else
        compare_lines(comparison, name, old, new);
}

static bool is_table_name(Str name)
{
    return str_ends(name, STR(".csv"));
}

/* The tables first; the whole in JSON says the same again, and more: it is
 * looked at when the tables agree. Provenance moves with every line. */
static void compare_data(Comparison *comparison)
{
    Names old, new;
    list_files(&comparison->old, &old);
    list_files(&comparison->new, &new);
    for (int pass = 0; pass < 2 && comparison->count == 0; pass++) {
        for (size_t i = 0; i < old.n; i++)
            if (is_table_name(old.at[i].key) == (pass == 0) && !str_equal(old.at[i].key, STR(PROVENANCE_NAME)))
                compare_attached(comparison, old.at[i].key, &old, &new);
        for (size_t i = 0; i < new.n; i++)
            if (pass == 0 && names_find(&comparison->old.file, &old, new.at[i].key)->kind == OBJ_NULL)
                compare_attached(comparison, new.at[i].key, &old, &new);
    }
}

/* --- structure, pages, metadata ------------------------------------------ */

static Str place_of(Comparison *comparison, View *view, size_t node)
{
    Kid content;
    Str type = view->structure.nodes.at[node].type;
    if (!node_content(view, (int32_t)node, &content))
        return type;
    Str label = view->pages.at[content.page].label;
    return str_printf(comparison->arena, "page %d (folio %.*s), %.*s", (int)content.page + 1, STR_ARG(label), STR_ARG(type));
}

/* What stands right in an element, not in those below it. */
static Str own_text(View *view, Arena *arena, size_t node)
{
    const Node *of = &view->structure.nodes.at[node];
    Buf out = buf_new(arena);
    buf_str(&out, object_text(arena, file_get(&view->file, of->dict, "ActualText")));
    for (size_t k = 0; k < of->kids.n; k++) {
        const Kid *kid = &of->kids.at[k];
        const Mark *mark = kid->kind == KID_CONTENT ? page_mark(view, kid->page, kid->stream, kid->mcid) : NULL;
        if (mark != NULL)
            buf_str(&out, buf_text(&mark->text));
    }
    return buf_text(&out);
}

/* Elements in reading order: the first whose type or own text differs. */
static void compare_structure(Comparison *comparison)
{
    View *old = &comparison->old, *new = &comparison->new;
    Arena *arena = comparison->arena;
    for (size_t i = 0; i < old->structure.nodes.n && i < new->structure.nodes.n; i++) {
        const Node *before = &old->structure.nodes.at[i], *after = &new->structure.nodes.at[i];
        Str old_text = own_text(old, arena, i), new_text = own_text(new, arena, i);
        if (!str_equal(before->type, after->type) || !str_equal(old_text, new_text)) {
            differ(comparison, place_of(comparison, old, i), old_text.n ? old_text : before->type,
                   new_text.n ? new_text : after->type);
            return;
        }
    }
    if (old->structure.nodes.n != new->structure.nodes.n)
        say(comparison, str_printf(arena, "%zu éléments dans le PDF, %zu d’après les sources", old->structure.nodes.n,
                                   new->structure.nodes.n));
}

static void compare_entries(Comparison *comparison)
{
    static const struct { const char *key, *name; } entries[] = {
        { "Title", "titre" }, { "Author", "auteur" }, { "Subject", "sujet" }, { "Producer", "logiciel" },
        { "CreationDate", "date" },
    };
    View *old = &comparison->old, *new = &comparison->new;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        Str before = object_text(comparison->arena, file_get(&old->file, old->info, entries[i].key));
        Str after = object_text(comparison->arena, file_get(&new->file, new->info, entries[i].key));
        if (!str_equal(before, after))
            differ(comparison, str_from_c(entries[i].name), before, after);
    }
}

/* What is drawn but not said: the first page whose content differs. */
static void compare_pages(Comparison *comparison)
{
    View *old = &comparison->old, *new = &comparison->new;
    if (old->pages.n != new->pages.n)
        say(comparison, str_printf(comparison->arena, "%zu pages dans le PDF, %zu d’après les sources", old->pages.n,
                                   new->pages.n));
    for (size_t i = 0; i < old->pages.n && i < new->pages.n; i++) {
        Str before = STR_NONE, after = STR_NONE;
        file_unpack(&old->file, comparison->arena, file_get(&old->file, old->pages.at[i].dict, "Contents"), &before);
        file_unpack(&new->file, comparison->arena, file_get(&new->file, new->pages.at[i].dict, "Contents"), &after);
        if (str_equal(before, after))
            continue;
        say(comparison, str_printf(comparison->arena, "page %zu (folio %.*s) : le dessin diffère", i + 1,
                                   STR_ARG(old->pages.at[i].label)));
        return;
    }
}

Str verify_compare(Arena *arena, Str old_bytes, Str new_bytes)
{
    Arena *scratch = arena_open(), *passing = arena_open();
    Comparison comparison = { .arena = scratch, .out = buf_new(arena) };
    if (!view_open(scratch, passing, old_bytes, &comparison.old)
        || !view_open(scratch, passing, new_bytes, &comparison.new)) {
        arena_close(passing);
        arena_close(scratch);
        return STR("  ce n’est pas un PDF\n");
    }
    void (*const steps[])(Comparison *) = { compare_data, compare_structure, compare_entries, compare_pages };
    for (size_t i = 0; i < sizeof steps / sizeof *steps && comparison.count == 0; i++)
        steps[i](&comparison);
    if (comparison.count == 0)
        say(&comparison, STR("le texte, les données et le dessin sont les mêmes : les octets diffèrent ailleurs"));
    if (comparison.count > DIFFERENCES_MAX)
        buf_printf(&comparison.out, "  et %zu autres\n", comparison.count - DIFFERENCES_MAX);
    arena_close(passing);
    arena_close(scratch);
    return buf_text(&comparison.out);
}
