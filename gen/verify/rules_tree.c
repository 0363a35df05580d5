#include <stdlib.h>

#include "verify/rules_impl.h"

/* V501 to V509, V531, V532, V536, V537: the structure tree as a tree, and the
 * ways from content and annotations back into it. */

void rule_tree(Check *check)
{
    const Structure *tree = &check->view->structure;
    if (tree->root->kind != OBJ_DICT || tree->nodes.n == 0)
        fault(check, NOWHERE, "« StructTreeRoot » absent ou vide");
    else if (object_entry(tree->root, "ParentTree")->kind == OBJ_NULL)
        fault(check, NOWHERE, "« ParentTree » absent");
}

void rule_document(Check *check)
{
    const Structure *tree = &check->view->structure;
    if (tree->nodes.n == 0)
        return;
    if (tree->nodes.at[0].role != ROLE_Document)
        fault(check, AT_NODE(0), "%.*s", STR_ARG(tree->nodes.at[0].type));
    for (int32_t i = tree->nodes.at[0].end; i < (int32_t)tree->nodes.n; i = tree->nodes.at[i].end)
        fault(check, AT_NODE(i), "second élément à la racine");
}

void rule_parents(Check *check)
{
    View *view = check->view;
    const Structure *tree = &view->structure;
    uint32_t root = object_reference(object_entry(view->catalogue, "StructTreeRoot"));
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const Node *node = &tree->nodes.at[i];
        uint32_t above = node->parent >= 0 ? tree->nodes.at[node->parent].ref : root;
        uint32_t named = object_reference(object_entry(node->dict, "P"));
        if (named != above || named == 0)
            fault(check, AT_NODE(i), "objet %u au lieu de %u", named, above);
    }
}

static void fault_tree(Check *check, TreeFaultKind kind, const char *what)
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->faults.n; i++)
        if (tree->faults.at[i].kind == kind)
            fault(check, AT_NODE(tree->faults.at[i].node), "%s%s%.*s", what, tree->faults.at[i].detail.n ? ", " : "",
                  STR_ARG(tree->faults.at[i].detail));
}

void rule_tree_sound(Check *check)
{
    fault_tree(check, TREE_CYCLE, "élément répété");
    fault_tree(check, TREE_DEEP, "trop de niveaux");
    fault_tree(check, TREE_KID, "enfant qui n’en est pas un");
}

/* A role that runs in circles is the next rule's. */
static bool is_loop(const Structure *tree, int32_t node)
{
    for (size_t k = 0; k < tree->faults.n; k++)
        if (tree->faults.at[k].kind == TREE_ROLE_LOOP && tree->faults.at[k].node == node)
            return true;
    return false;
}

void rule_roles(Check *check)
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++)
        if (tree->nodes.at[i].role == ROLE_NONE && !is_loop(tree, (int32_t)i))
            fault(check, AT_NODE(i), "« %.*s »", STR_ARG(tree->nodes.at[i].type));
}

void rule_role_map(Check *check)
{
    static const char *const standard[] = {
#define ROLE_TEXT(name) #name,
        ROLES(ROLE_TEXT)
#undef ROLE_TEXT
    };
    View *view = check->view;
    const Object *map = file_get(&view->file, view->structure.root, "RoleMap");
    fault_tree(check, TREE_ROLE_LOOP, "rôle qui revient à lui-même");
    for (size_t i = 0; i < object_pairs(map); i++)
        for (size_t k = 0; k < sizeof standard / sizeof *standard; k++)
            if (str_equal(object_key(map, i), str_from_c(standard[k])))
                fault(check, NOWHERE, "« %s » a un autre rôle", standard[k]);
}

/* --- parent tree --------------------------------------------------------- */

void rule_parent_tree(Check *check)
{
    if (check->view->structure.root->kind == OBJ_DICT && !check->view->structure.parents_sorted)
        fault(check, NOWHERE, "%s", "");
}

/* In the order of the file when that is wrong: the rule above says so. */
static const Object *parent_entry(View *view, const Object *key)
{
    const Numbers *parents = &view->structure.parents;
    size_t lo = 0, hi = parents->n;
    if (key->kind != OBJ_INTEGER)
        return &object_null;
    while (view->structure.parents_sorted && lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (parents->at[middle].key < key->integer)
            lo = middle + 1;
        else
            hi = middle;
    }
    for (; lo < parents->n; lo++)
        if (parents->at[lo].key == key->integer)
            return parents->at[lo].value;
        else if (view->structure.parents_sorted)
            break;
    return &object_null;
}

static const Object *parents_of_stream(View *view, const PageView *page, uint32_t stream)
{
    const Object *dict = stream == 0 ? page->dict : file_object(&view->file, stream);
    return parent_entry(view, file_get(&view->file, dict, "StructParents"));
}

/* Each piece of content leads to the element that owns it. */
static void check_page_parents(Check *check, size_t index)
{
    View *view = check->view;
    const PageView *page = &view->pages.at[index];
    for (size_t i = 0; i < page->marks.n; i++) {
        const Mark *mark = &page->marks.at[i];
        if (mark->mcid < 0 || mark->owner < 0)
            continue;
        const Object *list = file_resolve(&view->file, parents_of_stream(view, page, mark->stream));
        uint32_t wanted = view->structure.nodes.at[mark->owner].ref;
        uint32_t found = (size_t)mark->mcid < file_count(list) ? object_reference(&list->list.at[mark->mcid]) : 0;
        if (found != wanted || wanted == 0)
            fault(check, ((Where){ (int32_t)index, mark->owner, buf_text(&mark->text) }),
                  "MCID %d mène à l’objet %u au lieu de %u", (int)mark->mcid, found, wanted);
    }
}

void rule_page_parents(Check *check)
{
    for (size_t i = 0; i < check->view->pages.n; i++)
        check_page_parents(check, i);
}

void rule_next_key(Check *check)
{
    View *view = check->view;
    const Object *next = file_get(&view->file, view->structure.root, "ParentTreeNextKey");
    int64_t last = -1;
    for (size_t i = 0; i < view->structure.parents.n; i++)
        if (view->structure.parents.at[i].key > last)
            last = view->structure.parents.at[i].key;
    if (view->structure.root->kind == OBJ_DICT && (next->kind != OBJ_INTEGER || next->integer <= last))
        fault(check, NOWHERE, "la dernière clé est %lld", (long long)last);
}

/* --- identifiers --------------------------------------------------------- */

typedef struct { Str id; int32_t node; } Identified;

static int by_id(const void *a, const void *b)
{
    const Identified *one = a, *two = b;
    int order = str_compare(one->id, two->id);
    return order != 0 ? order : one->node < two->node ? -1 : one->node > two->node;
}

static size_t identified(View *view, Identified **all)
{
    const Structure *tree = &view->structure;
    size_t n = 0;
    *all = arena_array(view->arena, Identified, tree->nodes.n + 1);
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const Object *id = file_get(&view->file, tree->nodes.at[i].dict, "ID");
        if (id->kind == OBJ_STRING)
            (*all)[n++] = (Identified){ id->text, (int32_t)i };
    }
    qsort(*all, n, sizeof **all, by_id);
    return n;
}

void rule_ids_unique(Check *check)
{
    Identified *all;
    size_t n = identified(check->view, &all);
    for (size_t i = 1; i < n; i++)
        if (str_equal(all[i].id, all[i - 1].id))
            fault(check, AT_NODE(all[i].node), "« %.*s »", STR_ARG(all[i].id));
}

/* Every ID leads to its element, and nothing else is in the tree. */
void rule_id_tree(Check *check)
{
    View *view = check->view;
    Names names;
    Identified *all;
    size_t n = identified(view, &all);
    bool is_sound = tree_names(&view->file, view->arena, file_get(&view->file, view->structure.root, "IDTree"), &names);
    if (!is_sound && names.n > 0)
        fault(check, NOWHERE, "clés mal rangées");
    for (size_t i = 0, k = 0; i < n && is_sound; i++) {
        while (k < names.n && str_compare(names.at[k].key, all[i].id) < 0)
            k++;
        bool is_there = k < names.n && str_equal(names.at[k].key, all[i].id);
        bool is_twice = i > 0 && str_equal(all[i].id, all[i - 1].id);
        if (!is_twice && (!is_there || object_reference(names.at[k].value) != view->structure.nodes.at[all[i].node].ref))
            fault(check, AT_NODE(all[i].node), "« %.*s »", STR_ARG(all[i].id));
    }
}

/* --- annotations --------------------------------------------------------- */

/* The holders of all annotations, by object number: -1 none. */
static int32_t *holders(View *view)
{
    const Structure *tree = &view->structure;
    int32_t *by_number = arena_array(view->arena, int32_t, view->file.entries.n + 1);
    for (size_t i = 0; i <= view->file.entries.n; i++)
        by_number[i] = -1;
    for (size_t i = 0; i < tree->nodes.n; i++)
        for (size_t k = 0; k < tree->nodes.at[i].kids.n; k++) {
            const Kid *kid = &tree->nodes.at[i].kids.at[k];
            if (kid->kind == KID_OBJECT && kid->object < view->file.entries.n)
                by_number[kid->object] = (int32_t)i;
        }
    return by_number;
}

void for_annotations(Check *check, AnnotationVisit *each)
{
    View *view = check->view;
    int32_t *holder = holders(view);
    for (size_t i = 0; i < view->pages.n; i++) {
        const Object *all = file_get(&view->file, view->pages.at[i].dict, "Annots");
        for (size_t k = 0; k < file_count(all); k++) {
            uint32_t number = object_reference(&all->list.at[k]);
            const Object *annotation = file_item(&view->file, all, k);
            if (annotation->kind == OBJ_DICT && !object_is(file_get(&view->file, annotation, "Subtype"), "Popup"))
                each(check, i, annotation, number < view->file.entries.n ? holder[number] : -1, number);
        }
    }
}

/* A link in a Link, a form field in a Form, all else in an Annot (UA-1, 7.18). */
static void check_annotation(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    View *view = check->view;
    const Object *kind = file_get(&view->file, annotation, "Subtype");
    Role wanted = object_is(kind, "Link") ? ROLE_Link : object_is(kind, "Widget") ? ROLE_Form : ROLE_Annot;
    if (holder < 0)
        fault(check, AT_PAGE(page), "objet %u", number);
    else if (view->structure.nodes.at[holder].role != wanted)
        fault(check, ((Where){ (int32_t)page, holder, { 0 } }), "objet %u", number);
}

void rule_annotations(Check *check)
{
    for_annotations(check, check_annotation);
}

static void check_annotation_parent(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    View *view = check->view;
    const Object *entry = parent_entry(view, file_get(&view->file, annotation, "StructParent"));
    uint32_t wanted = holder >= 0 ? view->structure.nodes.at[holder].ref : 0;
    if (holder >= 0 && (wanted == 0 || object_reference(entry) != wanted))
        fault(check, ((Where){ (int32_t)page, holder, { 0 } }), "objet %u", number);
}

void rule_annotation_parents(Check *check)
{
    for_annotations(check, check_annotation_parent);
}
