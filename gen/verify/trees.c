#include "verify/view.h"

/* Number and name trees (ISO 32000-1, 7.9.6 and 7.9.7). */

enum { TREE_DEPTH = 16, PAIRS_MAX = 1 << 21 };

typedef struct {
    PdfFile *file;
    Arena   *arena;
    const char *key;                     /* "Nums" or "Names" */
    Numbers *numbers;                    /* one of the two */
    Names   *names;
    size_t   nodes_left;
    bool     is_sound;
} TreeWalk;

static int compare_last(const TreeWalk *walk, const Object *limit, size_t index)
{
    if (walk->numbers != NULL)
        return limit->kind == OBJ_INTEGER && walk->numbers->at[index].key == limit->integer ? 0 : 1;
    return limit->kind == OBJ_STRING && str_equal(walk->names->at[index].key, limit->text) ? 0 : 1;
}

static size_t pair_count(const TreeWalk *walk)
{
    return walk->numbers != NULL ? walk->numbers->n : walk->names->n;
}

static void add_pair(TreeWalk *walk, const Object *key, const Object *value)
{
    if (walk->numbers != NULL && key->kind == OBJ_INTEGER) {
        if (walk->numbers->n > 0 && array_last(walk->numbers).key >= key->integer)
            walk->is_sound = false;
        array_push(walk->arena, walk->numbers, (NumberPair){ key->integer, value });
    } else if (walk->names != NULL && key->kind == OBJ_STRING) {
        if (walk->names->n > 0 && str_compare(array_last(walk->names).key, key->text) >= 0)
            walk->is_sound = false;
        array_push(walk->arena, walk->names, (NamePair){ key->text, value });
    } else {
        walk->is_sound = false;
    }
}

static void walk_tree(TreeWalk *walk, const Object *node, int depth)
{
    PdfFile *file = walk->file;
    size_t before = pair_count(walk);
    if (depth > TREE_DEPTH || walk->nodes_left == 0) {
        walk->is_sound = false;
        return;
    }
    walk->nodes_left--;
    const Object *pairs = file_get(file, node, walk->key), *kids = file_get(file, node, "Kids");
    const Object *limits = file_get(file, node, "Limits");
    for (size_t i = 0; i + 1 < file_count(pairs) && pair_count(walk) < PAIRS_MAX; i += 2)
        add_pair(walk, file_item(file, pairs, i), &pairs->list.at[i + 1]);
    for (size_t i = 0; i < file_count(kids) && walk->nodes_left > 0; i++)
        walk_tree(walk, file_item(file, kids, i), depth + 1);
    if (file_count(pairs) % 2 != 0 || pair_count(walk) == before)
        walk->is_sound = walk->is_sound && depth == 0 && file_count(pairs) % 2 == 0;
    else if (depth > 0 && (compare_last(walk, file_item(file, limits, 0), before) != 0
                           || compare_last(walk, file_item(file, limits, 1), pair_count(walk) - 1) != 0))
        walk->is_sound = false;
}

/* A node has its pairs once: no more nodes than objects are visited, so that
 * Kids that lead in circles end. */
bool tree_numbers(PdfFile *file, Arena *arena, const Object *root, Numbers *numbers)
{
    *numbers = (Numbers){ 0 };
    TreeWalk walk = { file, arena, "Nums", numbers, NULL, file->entries.n + 1, true };
    walk_tree(&walk, root, 0);
    return walk.is_sound;
}

bool tree_names(PdfFile *file, Arena *arena, const Object *root, Names *names)
{
    *names = (Names){ 0 };
    TreeWalk walk = { file, arena, "Names", NULL, names, file->entries.n + 1, true };
    walk_tree(&walk, root, 0);
    return walk.is_sound;
}

/* In the order of the file, which may be wrong: from the first to the last. */
const Object *names_find(PdfFile *file, const Names *names, Str key)
{
    for (size_t i = 0; i < names->n; i++)
        if (str_equal(names->at[i].key, key))
            return file_resolve(file, names->at[i].value);
    return &object_null;
}
