/* refs.c - what can be led to, and what leads there
 *
 * Anchors are made when something first asks for them, by a key that names
 * their target; they get number, label and chapter when the target is placed.
 * Labels of references are filled in at the end (refs_resolve).
 */
#include "doc/doc_impl.h"

#include <assert.h>

#include "text/french.h"

typedef struct {
    enum { TARGET_UNKNOWN, TARGET_PLAIN, TARGET_ANCHOR } kind;
    Anchor          *anchor;
    const Programme *programme;
    Str              action;
    Str              label;              /* PLAIN: what is said without a link */
} Target;

Str ref_key(Arena *arena, const char *scheme, int programme, Str id)
{
    return str_printf(arena, "%s:%d:%.*s", scheme, programme, STR_ARG(id));
}

Anchor *ref_anchor(Maker *maker, Str key, AnchorKind kind)
{
    Anchor *anchor = map_find(&maker->anchors, key);
    if (anchor == NULL) {
        anchor = arena_new(maker->arena, Anchor);
        anchor->kind = kind;
        map_set(maker->arena, &maker->anchors, key, anchor);
    }
    return anchor;
}

void ref_place(Maker *maker, Anchor *anchor, const Chapter *chapter, Str id, Str label, Str title, Span span)
{
    if (anchor->number != 0)
        return;
    array_push(maker->arena, &maker->document->anchors, anchor);
    anchor->number = (uint32_t)maker->document->anchors.n;
    anchor->id = id;
    anchor->label = label;
    anchor->title = title;
    anchor->chapter = chapter;
    anchor->span = span;
}

/* ---- finding targets ---- */

static const Chapter *chapter_of(const Maker *maker, int programme)
{
    return map_find(&maker->chapters, ref_key(maker->scratch, "programme", programme, STR_NONE));
}

/* The programmes to look through for `name`: the one before its colon, or
 * `here` and then all that hold something called so, of those that have a
 * chapter. Ends with NULL. */
static const Programme **owners(const Maker *maker, const Programme *here, Str *name)
{
    size_t n = 0, colon = str_find(*name, STR(":"), 0);
    int number = colon < name->n ? (int)str_number(str_slice(*name, 0, colon), PROGRAMME_NUMBER_MAX) : -1;
    if (number > 0)
        *name = str_slice(*name, colon + 1, name->n);
    const ProgrammeList *holders = edition_holders(maker->edition, *name);
    const Programme **list = arena_array(maker->scratch, const Programme *, holders->n + 2);
    if (number > 0) {
        if (chapter_of(maker, number))
            list[n++] = edition_programme(maker->edition, number);
        return list;
    }
    if (here && chapter_of(maker, here->number))
        list[n++] = here;
    for (size_t i = 0; i < holders->n; i++)
        if (holders->at[i] != here && chapter_of(maker, holders->at[i]->number))
            list[n++] = holders->at[i];
    return list;
}

const Table *ref_table(const Maker *maker, const Programme *here, Str name, const Programme **owner)
{
    for (const Programme **list = owners(maker, here, &name); *list; list++) {
        const Table *table = programme_table(*list, name);
        *owner = *list;
        if (table)
            return table;
    }
    return NULL;
}

const Chart *ref_chart(const Maker *maker, const Programme *here, Str name, const Programme **owner)
{
    for (const Programme **list = owners(maker, here, &name); *list; list++) {
        const Chart *chart = programme_chart(*list, name);
        *owner = *list;
        if (chart)
            return chart;
    }
    return NULL;
}

/* Those of the report are nobody's; a programme before the name asks for its own. */
const Diagram *ref_diagram(const Maker *maker, const Programme *here, Str name, const Programme **owner)
{
    const Diagram *shared = edition_diagram(maker->edition, name);
    *owner = NULL;
    if (here == NULL && shared)
        return shared;
    for (const Programme **list = owners(maker, here, &name); *list; list++) {
        const Diagram *diagram = programme_diagram(*list, name);
        *owner = *list;
        if (diagram)
            return diagram;
    }
    *owner = NULL;
    return shared;
}

static Target find_table(Maker *maker, const Programme *here, Str name)
{
    const Programme *owner = NULL;
    const Table *table = ref_table(maker, here, name, &owner);
    if (table == NULL)
        return (Target){ 0 };
    return (Target){ .kind = TARGET_ANCHOR, .anchor = ref_anchor(
        maker, ref_key(maker->arena, "tableau", owner->number, table->id.str), ANCHOR_TABLE) };
}

static Target find_chart(Maker *maker, const Programme *here, Str name)
{
    const Programme *owner = NULL;
    const Chart *chart = ref_chart(maker, here, name, &owner);
    if (chart == NULL)
        return (Target){ 0 };
    return (Target){ .kind = TARGET_ANCHOR, .anchor = ref_anchor(
        maker, ref_key(maker->arena, "graphique", owner->number, chart->id.str), ANCHOR_CHART) };
}

static Target find_diagram(Maker *maker, const Programme *here, Str name)
{
    const Programme *owner = NULL;
    const Diagram *diagram = ref_diagram(maker, here, name, &owner);
    if (diagram == NULL)
        return (Target){ 0 };
    return (Target){ .kind = TARGET_ANCHOR, .anchor = ref_anchor(
        maker, ref_key(maker->arena, "schema", owner ? owner->number : 0, diagram->id.str), ANCHOR_CHART) };
}

static Target find_programme(Maker *maker, const Programme *here, Str name)
{
    (void)here;
    int number = (int)str_number(name, PROGRAMME_NUMBER_MAX);
    if (number <= 0)
        return (Target){ 0 };
    if (chapter_of(maker, number))
        return (Target){ .kind = TARGET_ANCHOR,
                         .anchor = ref_anchor(maker, ref_key(maker->arena, "programme", number, STR_NONE), ANCHOR_CHAPTER) };
    if (edition_committee_of(maker->edition, number) == NULL)
        return (Target){ 0 };
    return (Target){ .kind = TARGET_PLAIN, .label = str_printf(maker->arena, "programme" NBSP "%d", number) };
}

static Target find_objective(Maker *maker, const Programme *here, Str name)
{
    (void)here;
    const ProgrammeList *pursuers = edition_pursuers(maker->edition, name);
    for (size_t i = 0; i < pursuers->n; i++)
        if (chapter_of(maker, pursuers->at[i]->number))
            return (Target){ .kind = TARGET_ANCHOR,
                             .anchor = ref_anchor(maker, ref_key(maker->arena, "osp", 0, name), ANCHOR_OBJECTIVE) };
    return (Target){ 0 };
}

static Target find_action(Maker *maker, const Programme *here, Str name)
{
    (void)here;
    int number = (int)str_number(str_slice(name, 0, str_find(name, STR("."), 0)), PROGRAMME_NUMBER_MAX);
    const Programme *programme = number > 0 ? edition_programme(maker->edition, number) : NULL;
    if (programme && chapter_of(maker, number) && programme_has_action(programme, name))
        return (Target){ .kind = TARGET_ANCHOR, .programme = programme, .action = name };
    if (programme || number <= 0 || edition_committee_of(maker->edition, number) == NULL)
        return (Target){ 0 };
    return (Target){ .kind = TARGET_PLAIN, .label = str_printf(maker->arena, "action" NBSP "%.*s", STR_ARG(name)) };
}

/* ---- schemes ---- */

typedef struct {
    const char *name;                    /* with its colon */
    Target (*find)(Maker *maker, const Programme *here, Str name);   /* NULL: only places, never refers */
    bool wants_page;
} Scheme;

static const Scheme schemes[] = {
    { "tableau:", find_table, false },       { "graphique:", find_chart, false },
    { "programme:", find_programme, true },  { "osp:", find_objective, true },
    { "action:", find_action, true },        { "schema:", find_diagram, false },
    { "objectifs:", NULL, false },           { "interventions:", NULL, false },
};

static const Scheme *scheme_of(Str uri)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts(uri, str_from_c(schemes[i].name)))
            return &schemes[i];
    return NULL;
}

bool ref_is_scheme(Str uri)
{
    return scheme_of(uri) != NULL;
}

/* ---- unknown targets ---- */

static void add_diagrams(Arena *scratch, Strs *names, const Items *diagrams)
{
    const Diagram *all = diagrams->at;
    for (size_t i = 0; i < diagrams->n; i++)
        array_push(scratch, names, str_join(scratch, STR("schema:"), all[i].id.str));
}

static void add_names(Arena *scratch, Strs *names, const Programme *programme)
{
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    for (size_t i = 0; i < programme->tables.n; i++)
        array_push(scratch, names, str_join(scratch, STR("tableau:"), tables[i].id.str));
    for (size_t i = 0; i < programme->charts.n; i++)
        array_push(scratch, names, str_join(scratch, STR("graphique:"), charts[i].id.str));
    add_diagrams(scratch, names, &programme->diagrams);
}

/* Only names are guessed at: another number is not what was meant. */
Str ref_nearest(const Maker *maker, Str uri, const Programme *here)
{
    Strs names = { 0 };
    if (!diags_may_help(maker->diags))
        return STR_NONE;
    if (here)
        add_names(maker->scratch, &names, here);
    for (size_t i = 0; i < maker->edition->programme_count; i++)
        if (maker->edition->programmes[i] != here)
            add_names(maker->scratch, &names, maker->edition->programmes[i]);
    add_diagrams(maker->scratch, &names, &maker->edition->diagrams);
    return names.n ? diag_nearest(maker->scratch, uri, names.at, names.n) : STR_NONE;
}

bool ref_may_be_lost(const Maker *maker, const Programme *here)
{
    bool is_lost = maker->edition->is_incomplete;
    for (size_t i = 0; i < maker->edition->programme_count && here == NULL; i++)
        is_lost = is_lost || maker->edition->programmes[i]->is_incomplete;
    return is_lost || (here && here->is_incomplete);
}

void ref_unknown(Maker *maker, Span span, Str uri, const Programme *here)
{
    if (ref_may_be_lost(maker, here))
        return;
    diag_add(maker->diags, DIAG_REF_UNKNOWN, span, "« %.*s »", STR_ARG(uri));
    Str nearest = ref_nearest(maker, uri, here);
    if (nearest.n > 0)
        diag_remedy(maker->diags, "vouliez-vous dire « %.*s » ?", STR_ARG(nearest));
}

/* ---- references ---- */

Inline *ref_inline(Maker *maker, const Home *home, Str uri, Inline *children, Span span)
{
    const Scheme *scheme = scheme_of(uri);
    assert(scheme != NULL);
    Str name = str_slice(uri, str_from_c(scheme->name).n, uri.n);
    Target target = { 0 };
    if (scheme->find)
        target = scheme->find(maker, home->programme, name);
    if (target.kind == TARGET_UNKNOWN) {
        ref_unknown(maker, span, uri, home->programme);
        return children ? children : inline_text(maker->arena, uri, span);
    }
    if (target.kind == TARGET_PLAIN)
        return children ? children : inline_text(maker->arena, target.label, span);
    Inline *ref = inline_new(maker->arena, INLINE_REF, span);
    ref->first = children;
    ref->wants_page = scheme->wants_page;
    array_push(maker->arena, &maker->refs,
               (PendingRef){ ref, target.anchor, target.programme, target.action, children != NULL });
    return ref;
}

/* An action leads to the heading that reports on it, else to where it is
 * listed, else to its programme. */
static const Anchor *action_anchor(const Maker *maker, const PendingRef *pending)
{
    const Anchor *anchor = map_find(&maker->reports, pending->action);
    if (anchor == NULL)
        anchor = map_find(&maker->anchors, ref_key(maker->scratch, "action", 0, pending->action));
    if (anchor == NULL || anchor->number == 0)
        anchor = chapter_of(maker, pending->programme->number)->anchor;
    return anchor;
}

void refs_resolve(Maker *maker)
{
    for (size_t i = 0; i < maker->refs.n; i++) {
        PendingRef *pending = &maker->refs.at[i];
        bool is_action = pending->action.n > 0;
        const Anchor *anchor = is_action ? action_anchor(maker, pending) : pending->anchor;
        Str label = is_action ? str_printf(maker->arena, "action" NBSP "%.*s", STR_ARG(pending->action))
                              : anchor->label;
        pending->ref->anchor = anchor;
        pending->ref->title = anchor->title;
        if (!pending->has_text)
            pending->ref->first = inline_text(maker->arena, label, pending->ref->span);
    }
}
