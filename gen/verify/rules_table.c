#include "base/map.h"
#include "verify/rules_impl.h"

/* V519 to V525: tables (UA-1, 7.5). */

static const Node *node_at(const Check *check, int32_t node)
{
    return &check->view->structure.nodes.at[node];
}

static bool is_group(Role role)
{
    return role == ROLE_THead || role == ROLE_TBody || role == ROLE_TFoot;
}

static bool is_cell(Role role)
{
    return role == ROLE_TH || role == ROLE_TD;
}

typedef bool RoleTest(Role role);

/* Each child element of each node whose role `is_parent`: one that `is_kid`
 * refuses, or content of the node itself, is a fault. */
static void check_kids(Check *check, RoleTest *is_parent, RoleTest *is_kid)
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const Node *node = &tree->nodes.at[i];
        for (size_t k = 0; is_parent(node->role) && k < node->kids.n; k++) {
            const Kid *kid = &node->kids.at[k];
            if (kid->kind != KID_ELEMENT)
                fault(check, AT_NODE(i), "contenu sans élément");
            else if (!is_kid(node_at(check, kid->node)->role))
                fault(check, AT_NODE(kid->node), "%.*s dans %.*s", STR_ARG(node_at(check, kid->node)->type),
                      STR_ARG(node->type));
        }
    }
}

static bool is_table(Role role)       { return role == ROLE_Table; }
static bool is_table_part(Role role)  { return is_group(role) || role == ROLE_TR || role == ROLE_Caption; }
static bool is_row(Role role)         { return role == ROLE_TR; }

void rule_table_kids(Check *check)
{
    check_kids(check, is_table, is_table_part);
}

void rule_row_kids(Check *check)
{
    check_kids(check, is_group, is_row);
    check_kids(check, is_row, is_cell);
}

void rule_table_parts(Check *check)
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const Node *node = &tree->nodes.at[i];
        Role above = node->parent >= 0 ? node_at(check, node->parent)->role : ROLE_NONE;
        bool is_wrong = (is_cell(node->role) && above != ROLE_TR) || (is_group(node->role) && above != ROLE_Table)
            || (node->role == ROLE_TR && above != ROLE_Table && !is_group(above));
        if (is_wrong)
            fault(check, AT_NODE(i), "%.*s", STR_ARG(node->type));
    }
}

/* In a table first or last, in a list first (14.8.4.3). */
void rule_caption(Check *check)
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const Node *node = &tree->nodes.at[i];
        size_t elements = 0, captions = 0;
        for (size_t k = 0; k < node->kids.n; k++) {
            if (node->kids.at[k].kind != KID_ELEMENT || (node->role != ROLE_Table && node->role != ROLE_L))
                continue;
            bool is_caption = node_at(check, node->kids.at[k].node)->role == ROLE_Caption;
            bool is_last = node->role == ROLE_Table && k + 1 == node->kids.n;
            captions += is_caption;
            if (is_caption && ((elements > 0 && !is_last) || captions > 1))
                fault(check, AT_NODE(node->kids.at[k].node), "%.*s", STR_ARG(node->type));
            elements++;
        }
    }
}

/* --- the grid ------------------------------------------------------------ */

enum { COLUMNS_MAX = 1024, ROWS_MAX = 1 << 16 };

/* The rows of a table in order, of all its groups. */
typedef ARRAY(int32_t) Rows;

static Rows rows_of(Check *check, int32_t table)
{
    Rows rows = { 0 };
    for (int32_t i = table + 1; i < node_at(check, table)->end;) {
        Role role = node_at(check, i)->role;
        if (role == ROLE_TR)
            array_push(check->view->arena, &rows, i);
        i = is_group(role) ? i + 1 : node_at(check, i)->end;
    }
    return rows;
}

static int64_t span_of(Check *check, int32_t cell, const char *key)
{
    const Object *span = node_attribute(check->view, cell, "Table", key);
    return span->kind == OBJ_INTEGER && span->integer >= 1 && span->integer <= COLUMNS_MAX ? span->integer : 1;
}

/* Puts the cells of a row behind what reaches down into it. `left[c]` is how
 * many further rows column c is taken. False when cells overlap. */
static bool place_row(Check *check, int32_t row, int64_t *left, size_t *width)
{
    bool is_sound = true;
    size_t column = 0;
    for (int32_t cell = row + 1; cell < node_at(check, row)->end; cell = node_at(check, cell)->end) {
        int64_t wide = span_of(check, cell, "ColSpan"), tall = span_of(check, cell, "RowSpan");
        while (column < COLUMNS_MAX && left[column] > 0)
            column++;
        for (int64_t i = 0; i < wide && column < COLUMNS_MAX; i++, column++) {
            is_sound = is_sound && left[column] == 0;
            left[column] = tall;
        }
    }
    for (*width = 0; *width < COLUMNS_MAX && left[*width] > 0; (*width)++)
        left[*width]--;
    for (size_t i = *width; i < COLUMNS_MAX; i++) {
        is_sound = is_sound && left[i] == 0;
        left[i] -= left[i] > 0;
    }
    return is_sound;
}

static void check_grid(Check *check, int32_t table)
{
    Rows rows = rows_of(check, table);
    int64_t left[COLUMNS_MAX] = { 0 };
    size_t first = 0, width = 0;
    for (size_t i = 0; i < rows.n && i < ROWS_MAX; i++) {
        bool is_sound = place_row(check, rows.at[i], left, &width);
        first = i == 0 ? width : first;
        if (!is_sound || width != first) {
            fault(check, AT_NODE(rows.at[i]), "rangée %zu : %zu colonne%s au lieu de %zu", i + 1, width,
                  width > 1 ? "s" : "", first);
            return;
        }
    }
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        if (left[i] > 0) {
            fault(check, AT_NODE(table), "une cellule descend plus bas que la dernière rangée");
            return;
        }
}

static void for_tables(Check *check, void (*each)(Check *, int32_t table))
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++)
        if (tree->nodes.at[i].role == ROLE_Table)
            each(check, (int32_t)i);
}

void rule_regular(Check *check)
{
    for_tables(check, check_grid);
}

/* --- heads --------------------------------------------------------------- */

static Str id_of(Check *check, int32_t node)
{
    const Object *id = file_get(&check->view->file, node_at(check, node)->dict, "ID");
    return id->kind == OBJ_STRING ? id->text : STR_NONE;
}

/* Calls `each` with the names that the cells of a table have in Headers. */
static void for_headers(Check *check, int32_t table, void (*each)(Check *, Map *, int32_t cell, Str id), Map *ids)
{
    for (int32_t i = table + 1; i < node_at(check, table)->end; i++) {
        const Object *headers = is_cell(node_at(check, i)->role) ? node_attribute(check->view, i, "Table", "Headers")
                                                                : &object_null;
        for (size_t k = 0; k < file_count(headers); k++) {
            const Object *id = file_item(&check->view->file, headers, k);
            each(check, ids, i, id->kind == OBJ_STRING ? id->text : STR("?"));
        }
    }
}

static void note_name(Check *check, Map *ids, int32_t cell, Str id)
{
    (void)cell;
    map_set(check->view->arena, ids, id, ids);
}

/* A head says what it heads, or cells say that it heads them. */
static void check_scopes(Check *check, int32_t table)
{
    Map named = { 0 };
    for_headers(check, table, note_name, &named);
    for (int32_t i = table + 1; i < node_at(check, table)->end; i++) {
        if (node_at(check, i)->role != ROLE_TH)
            continue;
        const Object *scope = node_attribute(check->view, i, "Table", "Scope");
        bool is_known = object_is(scope, "Column") || object_is(scope, "Row") || object_is(scope, "Both");
        if (!is_known && map_find(&named, id_of(check, i)) == NULL)
            fault(check, AT_NODE(i), "%s", "");
    }
}

void rule_scope(Check *check)
{
    for_tables(check, check_scopes);
}

static void need_head(Check *check, Map *heads, int32_t cell, Str id)
{
    if (map_find(heads, id) == NULL)
        fault(check, AT_NODE(cell), "« %.*s »", STR_ARG(id));
}

static void check_headers(Check *check, int32_t table)
{
    Map heads = { 0 };
    for (int32_t i = table + 1; i < node_at(check, table)->end; i++)
        if (node_at(check, i)->role == ROLE_TH && id_of(check, i).n > 0)
            map_set(check->view->arena, &heads, id_of(check, i), &heads);
    for_headers(check, table, need_head, &heads);
}

void rule_headers(Check *check)
{
    for_tables(check, check_headers);
}
