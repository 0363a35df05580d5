#include <string.h>

#include "verify/view.h"

/* The structure tree (ISO 32000-1, 14.7). */

enum { DEPTH_MAX = 200, KIDS_MAX = 1 << 22, ROLE_CHAIN = 32, FAULTS_MAX = 1000 };

typedef struct {
    View          *view;
    unsigned char *seen;                 /* by object number */
    size_t         kids_left;
} TreeRead;

static const char *const role_names[] = {
    "",
#define ROLE_NAME(name) #name,
    ROLES(ROLE_NAME)
#undef ROLE_NAME
};

static Role standard_role(Str type)
{
    for (Role role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
        if (str_equal(type, str_from_c(role_names[role])))
            return role;
    return ROLE_NONE;
}

static void add_fault(View *view, TreeFaultKind kind, int32_t node, Str detail)
{
    if (view->structure.faults.n < FAULTS_MAX)
        array_push(view->arena, &view->structure.faults, (TreeFault){ kind, node, detail });
}

/* The standard type that `type` stands for. A chain of the role map that
 * comes back is cut. */
static Role role_of(View *view, Str type, int32_t node)
{
    PdfFile *file = &view->file;
    const Object *map = file_get(file, view->structure.root, "RoleMap");
    for (int i = 0; i < ROLE_CHAIN; i++) {
        Role role = standard_role(type);
        if (role != ROLE_NONE)
            return role;
        const Object *next = &object_null;
        for (size_t k = 0; k < object_pairs(map) && next->kind == OBJ_NULL; k++)
            if (str_equal(object_key(map, k), type))
                next = file_resolve(file, object_value(map, k));
        if (next->kind != OBJ_NAME)
            return ROLE_NONE;
        type = next->text;
    }
    add_fault(view, TREE_ROLE_LOOP, node, type);
    return ROLE_NONE;
}

static int32_t page_of(View *view, const Object *link)
{
    uint32_t ref = object_reference(link);
    return ref > 0 && ref < view->file.entries.n ? view->page_by_object[ref] : -1;
}

static void read_node(TreeRead *read, const Object *link, int32_t parent);

/* A reference to marked content or to an object (14.7.4), or an element. */
static void read_dict_kid(TreeRead *read, int32_t node, const Object *link, const Object *dict, int32_t page)
{
    View *view = read->view;
    PdfFile *file = &view->file;
    const Object *type = file_get(file, dict, "Type"), *mcid = file_get(file, dict, "MCID");
    const Object *own = object_entry(dict, "Pg");
    Kid kid = { .kind = KID_CONTENT, .node = -1, .mcid = -1, .page = own->kind == OBJ_NULL ? page : page_of(view, own) };
    if (object_is(type, "MCR")) {
        kid.stream = object_reference(object_entry(dict, "Stm"));
        kid.mcid = mcid->kind == OBJ_INTEGER && mcid->integer >= 0 && mcid->integer < INT32_MAX ? (int32_t)mcid->integer : -1;
    } else if (object_is(type, "OBJR")) {
        kid.kind = KID_OBJECT;
        kid.object = object_reference(object_entry(dict, "Obj"));
    } else {
        read_node(read, link, node);
        return;
    }
    array_push(view->arena, &view->structure.nodes.at[node].kids, kid);
}

static void read_kid(TreeRead *read, int32_t node, const Object *link, int32_t page)
{
    View *view = read->view;
    const Object *kid = file_resolve(&view->file, link);
    if (read->kids_left == 0)
        return;
    read->kids_left--;
    if (kid->kind == OBJ_INTEGER && kid->integer >= 0 && kid->integer < INT32_MAX)
        array_push(view->arena, &view->structure.nodes.at[node].kids,
                   (Kid){ .kind = KID_CONTENT, .node = -1, .page = page, .mcid = (int32_t)kid->integer });
    else if (kid->kind == OBJ_DICT)
        read_dict_kid(read, node, link, kid, page);
    else
        add_fault(view, TREE_KID, node, STR_NONE);
}

static void read_kids(TreeRead *read, int32_t node, const Object *dict, int32_t page)
{
    const Object *link = object_entry(dict, "K"), *kids = file_resolve(&read->view->file, link);
    if (kids->kind == OBJ_ARRAY)
        for (size_t i = 0; i < kids->list.n && read->kids_left > 0; i++)
            read_kid(read, node, &kids->list.at[i], page);
    else if (kids->kind != OBJ_NULL)
        read_kid(read, node, link, page);
}

static Str language_of(View *view, const Object *dict, int32_t parent)
{
    const Object *own = file_get(&view->file, dict, "Lang");
    if (own->kind == OBJ_STRING)
        return object_text(view->arena, own);
    return parent >= 0 ? view->structure.nodes.at[parent].language
                       : object_text(view->arena, file_get(&view->file, view->catalogue, "Lang"));
}

static void read_node(TreeRead *read, const Object *link, int32_t parent)
{
    View *view = read->view;
    Structure *tree = &view->structure;
    uint32_t ref = object_reference(link);
    const Object *dict = file_resolve(&view->file, link);
    int depth = parent >= 0 ? tree->nodes.at[parent].depth + 1 : 0;
    if (dict->kind != OBJ_DICT || depth > DEPTH_MAX || (ref > 0 && ref < view->file.entries.n && read->seen[ref])) {
        add_fault(view, dict->kind != OBJ_DICT ? TREE_KID : depth > DEPTH_MAX ? TREE_DEEP : TREE_CYCLE, parent,
                  str_printf(view->arena, "objet %u", ref));
        return;
    }
    int32_t index = (int32_t)tree->nodes.n;
    const Object *type = file_get(&view->file, dict, "S"), *own = object_entry(dict, "Pg");
    if (ref > 0 && ref < view->file.entries.n) {
        read->seen[ref] = 1;
        tree->by_object[ref] = index;
    }
    Str name = type->kind == OBJ_NAME ? type->text : STR_NONE;
    if (parent >= 0)
        array_push(view->arena, &tree->nodes.at[parent].kids, (Kid){ .kind = KID_ELEMENT, .node = index, .page = -1, .mcid = -1 });
    array_push(view->arena, &tree->nodes, (Node){ .dict = dict, .ref = ref, .type = name, .parent = parent, .depth = depth,
                                                  .language = language_of(view, dict, parent) });
    tree->nodes.at[index].role = role_of(view, name, index);
    read_kids(read, index, dict, page_of(view, own));
    tree->nodes.at[index].end = (int32_t)tree->nodes.n;
}

/* Tells each mark which element owns it. Content that two own keeps the first. */
static void link_marks(View *view)
{
    Structure *tree = &view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++)
        for (size_t k = 0; k < tree->nodes.at[i].kids.n; k++) {
            const Kid *kid = &tree->nodes.at[i].kids.at[k];
            Mark *mark = kid->kind == KID_CONTENT ? page_mark(view, kid->page, kid->stream, kid->mcid) : NULL;
            if (mark != NULL && mark->owner < 0)
                mark->owner = (int32_t)i;
        }
}

void structure_read(View *view)
{
    Structure *tree = &view->structure;
    size_t objects = view->file.entries.n + 1;
    tree->root = file_get(&view->file, view->catalogue, "StructTreeRoot");
    tree->by_object = arena_array(view->arena, int32_t, objects);
    memset(tree->by_object, 0xFF, objects * sizeof *tree->by_object);
    tree->parents_sorted = tree_numbers(&view->file, view->arena, file_get(&view->file, tree->root, "ParentTree"),
                                        &tree->parents);
    TreeRead read = { view, arena_alloc(view->arena, objects, 1), KIDS_MAX };
    const Object *link = object_entry(tree->root, "K"), *kids = file_resolve(&view->file, link);
    if (kids->kind == OBJ_ARRAY)
        for (size_t i = 0; i < kids->list.n; i++)
            read_node(&read, &kids->list.at[i], -1);
    else if (kids->kind != OBJ_NULL)
        read_node(&read, link, -1);
    link_marks(view);
}

/* --- asking -------------------------------------------------------------- */

Mark *page_mark(View *view, int32_t page, uint32_t stream, int32_t mcid)
{
    if (page < 0 || (size_t)page >= view->pages.n || mcid < 0)
        return NULL;
    PageView *on = &view->pages.at[page];
    size_t lo = 0, hi = on->marks.n;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        const Mark *mark = &on->marks.at[on->order[middle]];
        if (mark->mcid < mcid || (mark->mcid == mcid && mark->stream < stream))
            lo = middle + 1;
        else
            hi = middle;
    }
    Mark *found = lo < on->marks.n ? &on->marks.at[on->order[lo]] : NULL;
    return found != NULL && found->mcid == mcid && found->stream == stream ? found : NULL;
}

bool node_content(const View *view, int32_t node, Kid *content)
{
    const Node *of = &view->structure.nodes.at[node];
    for (size_t k = 0; k < of->kids.n; k++) {
        *content = of->kids.at[k];
        if ((content->kind == KID_CONTENT && content->page >= 0)
            || (content->kind == KID_ELEMENT && node_content(view, content->node, content)))
            return true;
    }
    return false;
}

static void put_node_text(View *view, Buf *out, int32_t node, size_t limit)
{
    const Node *of = &view->structure.nodes.at[node];
    const Object *actual = file_get(&view->file, of->dict, "ActualText");
    if (actual->kind == OBJ_STRING) {
        buf_str(out, object_text(view->arena, actual));
        return;
    }
    for (size_t k = 0; k < of->kids.n && out->n < limit; k++) {
        const Kid *kid = &of->kids.at[k];
        const Mark *mark = kid->kind == KID_CONTENT ? page_mark(view, kid->page, kid->stream, kid->mcid) : NULL;
        if (mark != NULL)
            buf_str(out, buf_text(&mark->text));
        else if (kid->kind == KID_ELEMENT)
            put_node_text(view, out, kid->node, limit);
    }
}

Str node_text(View *view, Arena *arena, int32_t node, size_t limit)
{
    Buf out = buf_new(arena);
    put_node_text(view, &out, node, limit);
    return str_slice(buf_text(&out), 0, limit);
}

const Object *node_attribute(View *view, int32_t node, const char *owner, const char *key)
{
    PdfFile *file = &view->file;
    const Object *all = file_get(file, view->structure.nodes.at[node].dict, "A");
    size_t n = all->kind == OBJ_ARRAY ? all->list.n : 1;
    for (size_t i = 0; i < n; i++) {
        const Object *dict = all->kind == OBJ_ARRAY ? file_item(file, all, i) : all;
        const Object *value = file_get(file, dict, key);
        if (value->kind != OBJ_NULL && (owner == NULL || object_is(file_get(file, dict, "O"), owner)))
            return value;
    }
    return &object_null;
}
