#include "verify/rules_impl.h"

/* V4xx: what the pages' content says, and the resources it draws from. */

void rule_untagged(Check *check)        { fault_events(check, EVENT_UNTAGGED); }
void rule_artifact_inside(Check *check) { fault_events(check, EVENT_ARTIFACT_INSIDE); }
void rule_tagged_inside(Check *check)   { fault_events(check, EVENT_TAGGED_INSIDE); }
void rule_properties(Check *check)      { fault_events(check, EVENT_PROPERTIES); }
void rule_state_deep(Check *check)      { fault_events(check, EVENT_STATE_DEEP); }
void rule_state_balanced(Check *check)  { fault_events(check, EVENT_STATE_OPEN); }
void rule_operators(Check *check)       { fault_events(check, EVENT_OPERATOR); }
void rule_resources(Check *check)       { fault_events(check, EVENT_RESOURCE); }

void rule_marks_balanced(Check *check)
{
    fault_events(check, EVENT_MARK_OPEN);
    fault_events(check, EVENT_MARK_EXTRA);
}

void rule_content_syntax(Check *check)
{
    fault_events(check, EVENT_SYNTAX);
    fault_events(check, EVENT_STREAM);
}

static Where at_mark(size_t page, const Mark *mark)
{
    return (Where){ (int32_t)page, mark->owner, buf_text(&mark->text) };
}

/* Calls `each` with every mark of every page. */
static void for_marks(Check *check, void (*each)(Check *, size_t page, const Mark *mark))
{
    View *view = check->view;
    for (size_t page = 0; page < view->pages.n; page++)
        for (size_t i = 0; i < view->pages.at[page].marks.n; i++)
            each(check, page, &view->pages.at[page].marks.at[i]);
}

static void check_artifact(Check *check, size_t page, const Mark *mark)
{
    static const char *const types[] = { "Pagination", "Layout", "Page", "Background" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!mark->is_artifact || str_equal(mark->type, str_from_c(types[i])))
            return;
    fault(check, at_mark(page, mark), "« %.*s »", STR_ARG(mark->type));
}

void rule_artifact_types(Check *check)
{
    for_marks(check, check_artifact);
}

/* --- content and its owner ----------------------------------------------- */

void rule_mcid_twice(Check *check)
{
    View *view = check->view;
    for (size_t i = 0; i < view->pages.n; i++) {
        const PageView *page = &view->pages.at[i];
        for (size_t k = 1; k < page->marks.n; k++) {
            const Mark *one = &page->marks.at[page->order[k - 1]], *two = &page->marks.at[page->order[k]];
            if (two->mcid >= 0 && one->mcid == two->mcid && one->stream == two->stream)
                fault(check, at_mark(i, two), "MCID %d", (int)two->mcid);
        }
    }
}

static void check_orphan(Check *check, size_t page, const Mark *mark)
{
    const Mark *first = page_mark(check->view, (int32_t)page, mark->stream, mark->mcid);
    if (first == mark && mark->owner < 0)
        fault(check, at_mark(page, mark), "MCID %d", (int)mark->mcid);
}

void rule_mcid_orphan(Check *check)
{
    for_marks(check, check_orphan);
}

/* Calls `each` with every piece of content that the structure names. */
static void for_content(Check *check, void (*each)(Check *, int32_t node, const Kid *kid))
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++)
        for (size_t k = 0; k < tree->nodes.at[i].kids.n; k++)
            if (tree->nodes.at[i].kids.at[k].kind == KID_CONTENT)
                each(check, (int32_t)i, &tree->nodes.at[i].kids.at[k]);
}

static void check_missing(Check *check, int32_t node, const Kid *kid)
{
    if (kid->page < 0)
        fault(check, AT_NODE(node), "MCID %d, sans page (« Pg »)", (int)kid->mcid);
    else if (page_mark(check->view, kid->page, kid->stream, kid->mcid) == NULL)
        fault(check, ((Where){ kid->page, node, { 0 } }), "MCID %d", (int)kid->mcid);
}

void rule_mcid_missing(Check *check)
{
    for_content(check, check_missing);
}

static void check_shared(Check *check, int32_t node, const Kid *kid)
{
    const Mark *mark = page_mark(check->view, kid->page, kid->stream, kid->mcid);
    if (mark != NULL && mark->owner != node)
        fault(check, at_mark((size_t)kid->page, mark), "MCID %d", (int)kid->mcid);
}

void rule_mcid_shared(Check *check)
{
    for_content(check, check_shared);
}

/* On each page the structure's pieces in its order, against the marks in
 * theirs. One fault a page: behind the first inversion all is moved. */
typedef struct { size_t next; bool is_reported; } Cursor;

static void follow_content(Check *check, Cursor *cursors, int32_t node, const Kid *kid)
{
    const Mark *mark = page_mark(check->view, kid->page, kid->stream, kid->mcid);
    if (mark == NULL || mark->owner != node)
        return;
    Cursor *cursor = &cursors[kid->page];
    size_t place = (size_t)(mark - check->view->pages.at[kid->page].marks.at);
    if (place < cursor->next && !cursor->is_reported) {
        cursor->is_reported = true;
        fault(check, at_mark((size_t)kid->page, mark), "MCID %d", (int)mark->mcid);
    }
    cursor->next = place + 1 > cursor->next ? place + 1 : cursor->next;
}

/* Children stand between an element's own pieces. */
static void follow(Check *check, Cursor *cursors, int32_t node)
{
    const Node *of = &check->view->structure.nodes.at[node];
    for (size_t k = 0; k < of->kids.n; k++) {
        if (of->kids.at[k].kind == KID_ELEMENT)
            follow(check, cursors, of->kids.at[k].node);
        else if (of->kids.at[k].kind == KID_CONTENT)
            follow_content(check, cursors, node, &of->kids.at[k]);
    }
}

void rule_reading_order(Check *check)
{
    View *view = check->view;
    Cursor *cursors = arena_array(view->arena, Cursor, view->pages.n + 1);
    for (int32_t i = 0; i < (int32_t)view->structure.nodes.n; i = view->structure.nodes.at[i].end)
        follow(check, cursors, i);
}

/* --- colours and resources ----------------------------------------------- */

static void check_cmyk(Check *check, const Object *object, uint32_t number)
{
    if (object_is(object, "DeviceCMYK"))
        fault(check, NOWHERE, "objet %u", number);
}

static bool has_cmyk_intent(View *view)
{
    PdfFile *file = &view->file;
    const Object *intents = file_get(file, view->catalogue, "OutputIntents");
    for (size_t i = 0; i < file_count(intents); i++) {
        const Object *profile = file_get(file, file_item(file, intents, i), "DestOutputProfile");
        const Object *components = file_get(file, profile, "N");
        if (components->kind == OBJ_INTEGER && components->integer == 4)
            return true;
    }
    return false;
}

void rule_cmyk(Check *check)
{
    if (has_cmyk_intent(check->view))
        return;
    fault_events(check, EVENT_CMYK);
    visit_objects(check, check_cmyk);
}

static bool is_intent(const Object *name)
{
    return object_is(name, "RelativeColorimetric") || object_is(name, "AbsoluteColorimetric")
        || object_is(name, "Perceptual") || object_is(name, "Saturation");
}

static void check_image_intent(Check *check, const Object *object, uint32_t number)
{
    const Object *intent = file_get(&check->view->file, object, "Intent");
    if (object->kind == OBJ_STREAM && intent->kind == OBJ_NAME && !is_intent(intent))
        fault(check, NOWHERE, "objet %u : %.*s", number, STR_ARG(intent->text));
}

void rule_intents(Check *check)
{
    fault_events(check, EVENT_INTENT);
    visit_objects(check, check_image_intent);
}

static void check_image(Check *check, const Object *object, uint32_t number)
{
    PdfFile *file = &check->view->file;
    const Object *smooth = file_get(file, object, "Interpolate");
    if (object->kind != OBJ_STREAM || !object_is(file_get(file, object, "Subtype"), "Image"))
        return;
    if ((smooth->kind == OBJ_BOOL && smooth->truth) || object_entry(object, "Alternates")->kind != OBJ_NULL
        || object_entry(object, "OPI")->kind != OBJ_NULL)
        fault(check, NOWHERE, "objet %u", number);
}

void rule_images(Check *check)
{
    visit_objects(check, check_image);
}

static void check_postscript(Check *check, const Object *object, uint32_t number)
{
    PdfFile *file = &check->view->file;
    const Object *subtype = file_get(file, object, "Subtype");
    if (object->kind == OBJ_STREAM
        && (object_is(subtype, "PS") || object_is(file_get(file, object, "Subtype2"), "PS")
            || (object_is(subtype, "Form") && (object_entry(object, "Ref")->kind != OBJ_NULL
                                               || object_entry(object, "OPI")->kind != OBJ_NULL))))
        fault(check, NOWHERE, "objet %u", number);
}

void rule_postscript(Check *check)
{
    visit_objects(check, check_postscript);
}

static bool is_blend_mode(const Object *mode)
{
    static const char *const modes[] = { "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten",
        "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color",
        "Luminosity" };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (object_is(mode, modes[i]))
            return true;
    return mode->kind == OBJ_NULL;
}

static void check_state(Check *check, const Object *state, size_t page)
{
    PdfFile *file = &check->view->file;
    const Object *transfer = file_get(file, state, "TR2"), *intent = file_get(file, state, "RI");
    if (object_entry(state, "TR")->kind != OBJ_NULL || object_entry(state, "HTO")->kind != OBJ_NULL
        || (transfer->kind != OBJ_NULL && !object_is(transfer, "Default")))
        fault(check, AT_PAGE(page), "fonction de transfert ou trame");
    if (!is_blend_mode(file_get(file, state, "BM")))
        fault(check, AT_PAGE(page), "mode de fusion inconnu");
    if (intent->kind == OBJ_NAME && !is_intent(intent))
        fault(check, AT_PAGE(page), "intention de rendu inconnue");
}

/* A dictionary that pages share is looked at once. */
void rule_states(Check *check)
{
    View *view = check->view;
    const Object *last = NULL;
    for (size_t i = 0; i < view->pages.n; i++) {
        const Object *states = file_get(&view->file, view->pages.at[i].resources, "ExtGState");
        for (size_t k = 0; k < object_pairs(states) && states != last; k++)
            check_state(check, file_resolve(&view->file, object_value(states, k)), i);
        last = states;
    }
}
