/* A YAML file and, behind the mark, a value: written in the place of any of its scalars it reads back there, and
 * every other one as before. */
#include "fuzz.h"

#include "base/utf8.h"
#include "data/csv.h"
#include "data/invisible.h"
#include "edit/patch.h"

enum { SCALARS_MAX = 24 };

typedef struct { Arena *arena; Sources sources; ARRAY(const YamlNode *) scalars; } Tree;

static void list_scalars(Tree *tree, const YamlNode *node)
{
    if (node->kind == YAML_SCALAR)
        array_push(tree->arena, &tree->scalars, node);
    for (const YamlNode *child = node->first; child != NULL; child = child->next)
        list_scalars(tree, child);
}

static const YamlNode *read(Tree *tree, Arena *arena, Str text, bool *is_clean)
{
    *tree = (Tree){ .arena = arena, .sources = sources_new(arena) };
    Diags diags = diags_new(arena);
    const YamlNode *root = yaml_read(arena, &tree->sources, source_add(&tree->sources, STR("a.yaml"), text), &diags);
    *is_clean = diags.list.n == 0;
    list_scalars(tree, root);
    return root;
}

/* A key over several lines may not be followed by a value, nor may "? key" on its own line (YAML 1.2.2, 7.4.2); a
 * block scalar that begins its line left of all may not be quoted there. */
static bool can_be_written(Str text, const YamlNode *node)
{
    Str key = str_slice(text, node->key_span.lo, node->key_span.hi), before = str_trim(str_slice(text, 0, node->key_span.lo));
    bool is_one_line = str_find(key, STR("\n"), 0) == key.n && str_find(key, STR("\r"), 0) == key.n;
    bool is_implicit = is_one_line && key.n > 0 && !str_ends(before, STR("?"));
    if (node->span.lo > 0 && text.p[node->span.lo - 1] == '\n')
        return false;
    return node->span.hi > node->span.lo || node->key_span.file == 0 || is_implicit;
}

static void claim_patched(Arena *arena, Str text, const Tree *before, const YamlNode *root, size_t at, Str value)
{
    const YamlNode *node = before->scalars.at[at];
    Patch patch = patch_new(arena);
    patch_replace(&patch, node->span.lo, node->span.hi, yaml_rewritten(arena, text, root, node, value));
    Str made = patch_apply(&patch, text);
    Tree after;
    bool is_clean;
    read(&after, arena, made, &is_clean);
    if (!is_clean || after.scalars.n != before->scalars.n || !str_equal(after.scalars.at[at]->scalar, value))
        fprintf(stderr, "scalar %zu at %u:\n%.*s\n", at, node->span.lo, STR_ARG(made));
    fuzz_claim(is_clean, "a patched file reads without a message");
    fuzz_claim(after.scalars.n == before->scalars.n, "a patched file has as many values");
    for (size_t i = 0; i < after.scalars.n; i++) {
        Str wanted = i == at ? value : before->scalars.at[i]->scalar;
        fuzz_claim(str_equal(after.scalars.at[i]->scalar, wanted), i == at ? "the value reads back" : "no other value changes");
        fuzz_claim(str_equal(after.scalars.at[i]->key, before->scalars.at[i]->key), "no key changes");
    }
    fuzz_claim(str_starts(made, str_slice(text, 0, node->span.lo)), "nothing before the value changes");
    fuzz_claim(str_ends(made, str_slice(text, node->span.hi, text.n)), "nothing behind the value changes");
}

static void claim_cell(Arena *arena, Str value)
{
    Str made = str_printf(arena, "h;k\r\n%.*s;2\r\n", STR_ARG(csv_rewritten(arena, STR("\"old\""), value, ';')));
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    CsvRows rows = csv_read(arena, &sources, source_add(&sources, STR("a.csv"), made), &diags);
    fuzz_claim(rows.n == 2 && rows.at[1].n == 2 && str_equal(rows.at[1].at[0].text, value), "a cell reads back");
}

static bool is_text(Str value)
{
    for (size_t at = 0; at < value.n;) {
        uint32_t rune = utf8_next(value, &at);
        if (rune == '\r' || !rune_is_text(rune))
            return false;
    }
    return utf8_invalid_at(value) == value.n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Str parts[2];
    fuzz_parts(arena, bytes, n, parts, 2);
    Tree tree;
    bool is_clean;
    const YamlNode *root = read(&tree, arena, parts[0], &is_clean);
    /* Blanks alone at the end of a file, or a tab at the start of a line, may be read with the value before them, and no
     * file of an edition is a text alone. */
    is_clean = is_clean && root->kind == YAML_MAP && str_find(parts[0], STR("\n\t"), 0) == parts[0].n
               && !str_ends(parts[0], STR(" "));
    for (size_t i = 0; is_clean && is_text(parts[1]) && i < tree.scalars.n && i < SCALARS_MAX; i++)
        if (can_be_written(parts[0], tree.scalars.at[i]))
            claim_patched(arena, parts[0], &tree, root, i, parts[1]);
    if (is_text(parts[1]))
        claim_cell(arena, parts[1]);
    arena_close(arena);
    return 0;
}
