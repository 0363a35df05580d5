#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "text/letters.h"
#include "verify/rules_impl.h"

/* V510 to V518, V526 to V530, V533 to V535, V538 to V543: elements by what
 * they are. */

enum { TEXT_LIMIT = 1 << 16 };

static const Node *node_at(const Check *check, int32_t node)
{
    return &check->view->structure.nodes.at[node];
}

static Role role_above(const Check *check, int32_t node)
{
    int32_t parent = node_at(check, node)->parent;
    return parent >= 0 ? node_at(check, parent)->role : ROLE_NONE;
}

static void for_nodes(Check *check, void (*each)(Check *, int32_t node))
{
    for (size_t i = 0; i < check->view->structure.nodes.n; i++)
        each(check, (int32_t)i);
}

static Str text_of(Check *check, int32_t node)
{
    return str_trim(node_text(check->view, check->view->arena, node, TEXT_LIMIT));
}

static const Object *own(Check *check, int32_t node, const char *key)
{
    return file_get(&check->view->file, node_at(check, node)->dict, key);
}

/* --- headings ------------------------------------------------------------ */

static int level_of(Role role)
{
    return role >= ROLE_H1 && role <= ROLE_H6 ? (int)(role - ROLE_H1) + 1 : 0;
}

void rule_first_heading(Check *check)
{
    const Structure *tree = &check->view->structure;
    size_t i = 0;
    while (i < tree->nodes.n && level_of(tree->nodes.at[i].role) == 0)
        i++;
    if (i < tree->nodes.n && tree->nodes.at[i].role != ROLE_H1)
        fault(check, AT_NODE(i), "%.*s", STR_ARG(tree->nodes.at[i].type));
}

/* The first is the rule above's. */
void rule_heading_levels(Check *check)
{
    const Structure *tree = &check->view->structure;
    int last = 0;
    for (size_t i = 0; i < tree->nodes.n; i++) {
        int level = level_of(tree->nodes.at[i].role);
        if (last > 0 && level > last + 1)
            fault(check, AT_NODE(i), "H%d après H%d", level, last);
        last = level > 0 ? level : last;
    }
}

void rule_heading_kinds(Check *check)
{
    const Structure *tree = &check->view->structure;
    int32_t weak = -1, strong = -1;
    for (size_t i = 0; i < tree->nodes.n; i++) {
        if (tree->nodes.at[i].role == ROLE_H && weak < 0)
            weak = (int32_t)i;
        if (level_of(tree->nodes.at[i].role) > 0 && strong < 0)
            strong = (int32_t)i;
    }
    if (weak >= 0 && strong >= 0)
        fault(check, AT_NODE(weak), "%s", "");
}

static void check_heading_text(Check *check, int32_t node)
{
    Role role = node_at(check, node)->role;
    if ((role == ROLE_H || level_of(role) > 0) && text_of(check, node).n == 0)
        fault(check, AT_NODE(node), "%s", "");
}

void rule_heading_text(Check *check)
{
    for_nodes(check, check_heading_text);
}

/* --- lists, sommaire ----------------------------------------------------- */

/* What may stand in what; content of its own is allowed or not. Ends with ROLE_NONE. */
typedef struct { Role parent; Role kids[8]; bool may_hold_content; } Grammar;

static void check_grammar(Check *check, const Grammar *grammar)
{
    const Structure *tree = &check->view->structure;
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const Node *node = &tree->nodes.at[i];
        for (size_t k = 0; node->role == grammar->parent && k < node->kids.n; k++) {
            const Kid *kid = &node->kids.at[k];
            const Role *allowed = grammar->kids;
            if (kid->kind != KID_ELEMENT) {
                if (!grammar->may_hold_content)
                    fault(check, AT_NODE(i), "contenu sans élément");
                continue;
            }
            Role role = node_at(check, kid->node)->role;
            while (*allowed != ROLE_NONE && *allowed != role)
                allowed++;
            if (*allowed == ROLE_NONE)
                fault(check, AT_NODE(kid->node), "%.*s dans %.*s", STR_ARG(node_at(check, kid->node)->type),
                      STR_ARG(node->type));
        }
    }
}

void rule_list_kids(Check *check)
{
    static const Grammar list = { ROLE_L, { ROLE_L, ROLE_LI, ROLE_Caption, ROLE_NONE }, false };
    check_grammar(check, &list);
}

void rule_item_kids(Check *check)
{
    static const Grammar item = { ROLE_LI, { ROLE_Lbl, ROLE_LBody, ROLE_NONE }, false };
    check_grammar(check, &item);
}

void rule_toc(Check *check)
{
    static const Grammar toc = { ROLE_TOC, { ROLE_TOC, ROLE_TOCI, ROLE_Caption, ROLE_NONE }, false };
    static const Grammar entry = { ROLE_TOCI, { ROLE_Lbl, ROLE_Reference, ROLE_NonStruct, ROLE_P, ROLE_TOC, ROLE_NONE },
                                   false };
    check_grammar(check, &toc);
    check_grammar(check, &entry);
}

static size_t count_kids(Check *check, int32_t node, Role role)
{
    size_t n = 0;
    for (size_t k = 0; k < node_at(check, node)->kids.n; k++) {
        const Kid *kid = &node_at(check, node)->kids.at[k];
        n += kid->kind == KID_ELEMENT && node_at(check, kid->node)->role == role;
    }
    return n;
}

static void check_body(Check *check, int32_t node)
{
    if (node_at(check, node)->role == ROLE_LI && count_kids(check, node, ROLE_LBody) == 0)
        fault(check, AT_NODE(node), "%s", "");
}

void rule_item_body(Check *check)
{
    for_nodes(check, check_body);
}

static void check_item_place(Check *check, int32_t node)
{
    Role role = node_at(check, node)->role, above = role_above(check, node);
    bool is_wrong = (role == ROLE_LI && above != ROLE_L) || (role == ROLE_LBody && above != ROLE_LI)
        || (role == ROLE_Lbl && (above == ROLE_L || above == ROLE_Document || above == ROLE_Sect || above == ROLE_P
                                 || above == ROLE_LBody || above == ROLE_TD || above == ROLE_NONE));
    if (is_wrong)
        fault(check, AT_NODE(node), "%.*s", STR_ARG(node_at(check, node)->type));
}

void rule_item_place(Check *check)
{
    for_nodes(check, check_item_place);
}

static void check_numbering(Check *check, int32_t node)
{
    if (node_at(check, node)->role != ROLE_L || node_attribute(check->view, node, "List", "ListNumbering")->kind == OBJ_NAME)
        return;
    for (size_t k = 0; k < node_at(check, node)->kids.n; k++) {
        const Kid *kid = &node_at(check, node)->kids.at[k];
        if (kid->kind == KID_ELEMENT && count_kids(check, kid->node, ROLE_Lbl) > 0) {
            fault(check, AT_NODE(node), "%s", "");
            return;
        }
    }
}

void rule_numbering(Check *check)
{
    for_nodes(check, check_numbering);
}

/* Whether a node at or below `node` has `role` and an annotation. */
static bool has_link(Check *check, int32_t node)
{
    for (int32_t i = node; i < node_at(check, node)->end; i++)
        for (size_t k = 0; node_at(check, i)->role == ROLE_Link && k < node_at(check, i)->kids.n; k++)
            if (node_at(check, i)->kids.at[k].kind == KID_OBJECT)
                return true;
    return false;
}

static void check_toc_target(Check *check, int32_t node)
{
    if (node_at(check, node)->role == ROLE_TOCI && !has_link(check, node))
        fault(check, AT_NODE(node), "%s", "");
}

void rule_toc_targets(Check *check)
{
    for_nodes(check, check_toc_target);
}

/* --- what stands in text ------------------------------------------------- */

static bool is_text(Role role)
{
    return role == ROLE_P || role == ROLE_H || level_of(role) > 0 || role == ROLE_Span || role == ROLE_Quote
        || role == ROLE_Reference || role == ROLE_BibEntry || role == ROLE_Code || role == ROLE_Link;
}

static bool is_block(Role role)
{
    return role == ROLE_P || role == ROLE_H || level_of(role) > 0 || role == ROLE_L || role == ROLE_Table
        || role == ROLE_TOC || role == ROLE_BlockQuote || role == ROLE_Sect || role == ROLE_Part || role == ROLE_Art
        || role == ROLE_Div || role == ROLE_Document || role == ROLE_Index;
}

static void check_nesting(Check *check, int32_t node)
{
    int32_t parent = node_at(check, node)->parent;
    if (is_text(role_above(check, node)) && is_block(node_at(check, node)->role))
        fault(check, AT_NODE(node), "%.*s dans %.*s", STR_ARG(node_at(check, node)->type),
              STR_ARG(node_at(check, parent)->type));
}

void rule_nesting(Check *check)
{
    for_nodes(check, check_nesting);
}

/* --- figures ------------------------------------------------------------- */

static bool is_picture(Role role)
{
    return role == ROLE_Figure || role == ROLE_Formula;
}

static void check_alternative(Check *check, int32_t node)
{
    Arena *arena = check->view->arena;
    if (is_picture(node_at(check, node)->role) && str_trim(object_text(arena, own(check, node, "Alt"))).n == 0
        && str_trim(object_text(arena, own(check, node, "ActualText"))).n == 0)
        fault(check, AT_NODE(node), "%s", "");
}

void rule_figure_alt(Check *check)
{
    for_nodes(check, check_alternative);
}

static void check_box(Check *check, int32_t node)
{
    PdfFile *file = &check->view->file;
    double at[4] = { 0 };
    if (node_at(check, node)->role != ROLE_Figure)
        return;
    const Object *box = node_attribute(check->view, node, "Layout", "BBox");
    for (size_t i = 0; i < 4; i++)
        object_number(file_item(file, box, i), &at[i]);
    if (file_count(box) != 4 || at[0] >= at[2] || at[1] >= at[3])
        fault(check, AT_NODE(node), "%s", "");
}

void rule_figure_box(Check *check)
{
    for_nodes(check, check_box);
}

static bool has_strange_rune(Str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune == UTF8_REPLACEMENT || (rune < ' ' && rune != '\n' && rune != '\t') || (rune >= 0xE000 && rune <= 0xF8FF))
            return true;
    }
    return false;
}

/* A file's name or a letter or two tell nobody what is to be seen. */
static void check_alt_text(Check *check, int32_t node)
{
    static const char *const suffixes[] = { ".png", ".jpg", ".jpeg", ".svg", ".pdf" };
    const Object *alt = own(check, node, "Alt");
    Str text = str_trim(object_text(check->view->arena, alt));
    bool is_wrong = has_strange_rune(text) || utf8_count(text) < 3;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        is_wrong = is_wrong || str_ends(text, str_from_c(suffixes[i]));
    if (alt->kind == OBJ_STRING && text.n > 0 && is_wrong)
        fault(check, AT_NODE(node), "« %.*s »", STR_ARG(text));
}

void rule_alt_text(Check *check)
{
    for_nodes(check, check_alt_text);
}

/* --- notes, links -------------------------------------------------------- */

static void check_note_id(Check *check, int32_t node)
{
    const Object *id = own(check, node, "ID");
    if (node_at(check, node)->role == ROLE_Note && (id->kind != OBJ_STRING || id->text.n == 0))
        fault(check, AT_NODE(node), "%s", "");
}

void rule_note_id(Check *check)
{
    for_nodes(check, check_note_id);
}

/* A label without its blanks, wide and narrow. */
static Str label_of(Check *check, int32_t node)
{
    Str text = text_of(check, node);
    Buf out = buf_new(check->view->arena);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (!rune_is_blank(rune) && (rune < 0x2000 || rune > 0x200B))
            buf_rune(&out, rune);
    }
    return buf_text(&out);
}

/* The label of a note is the text of a Reference before it; numbers start
 * again with each chapter, so each call serves once. */
void rule_note_call(Check *check)
{
    Arena *arena = check->view->arena;
    Map calls = { 0 };
    for (int32_t i = 0; i < (int32_t)check->view->structure.nodes.n; i++) {
        const Node *node = node_at(check, i);
        bool is_label = node->role == ROLE_Lbl && role_above(check, i) == ROLE_Note;
        if (!is_label && node->role != ROLE_Reference)
            continue;
        Str text = label_of(check, i);
        size_t *left = map_find(&calls, text);
        if (left == NULL) {
            left = arena_new(arena, size_t);
            map_set(arena, &calls, text, left);
        }
        if (is_label && *left == 0)
            fault(check, AT_NODE(node->parent), "« %.*s »", STR_ARG(text));
        *left = is_label ? *left - (*left > 0) : *left + 1;
    }
}

static void check_link_object(Check *check, int32_t node)
{
    if (node_at(check, node)->role == ROLE_Link && !has_link(check, node))
        fault(check, AT_NODE(node), "%s", "");
}

void rule_link_object(Check *check)
{
    for_nodes(check, check_link_object);
}

static void check_link_text(Check *check, int32_t node)
{
    Kid content;
    if (node_at(check, node)->role == ROLE_Link && !node_content(check->view, node, &content))
        fault(check, AT_NODE(node), "%s", "");
}

void rule_link_text(Check *check)
{
    for_nodes(check, check_link_text);
}

/* --- languages, replaced text -------------------------------------------- */

typedef struct { size_t arabic, others; } Letters;

/* A word of another script has three letters, of which a small one, and no
 * sign of an address: names by initials, list labels and addresses belong to
 * any language. */
static void count_word(Letters *letters, Str word)
{
    size_t others = 0;
    bool has_small = false, is_address = false;
    for (size_t at = 0; at < word.n;) {
        uint32_t rune = utf8_next(word, &at);
        is_address = is_address || rune == '/' || rune == '@';
        letters->arabic += rune_is_arabic(rune);
        others += rune_is_letter(rune) && !rune_is_arabic(rune);
        has_small = has_small || (rune_is_letter(rune) && !rune_is_upper(rune));
    }
    if (others >= 3 && has_small && !is_address)
        letters->others += others;
}

static Letters letters_of(Str text)
{
    Letters letters = { 0 };
    Str word;
    while (str_split(&text, ' ', &word))
        count_word(&letters, word);
    return letters;
}

static bool is_arabic_language(Str language)
{
    static const char *const written[] = { "ar", "fa", "ur", "ps", "ku", "ug", "sd", "ckb" };
    Str rest = language, first = STR_NONE;
    str_split(&rest, '-', &first);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (str_equal(first, str_from_c(written[i])))
            return true;
    return false;
}

/* Each piece of content for itself; numbers and signs belong to any. */
static void check_script(Check *check, int32_t node)
{
    const Node *of = node_at(check, node);
    bool is_arabic = is_arabic_language(of->language);
    for (size_t k = 0; k < of->kids.n; k++) {
        const Kid *kid = &of->kids.at[k];
        const Mark *mark = kid->kind == KID_CONTENT ? page_mark(check->view, kid->page, kid->stream, kid->mcid) : NULL;
        if (mark == NULL)
            continue;
        Letters letters = letters_of(buf_text(&mark->text));
        bool is_wrong = is_arabic ? letters.others > letters.arabic : letters.arabic > letters.others;
        if (is_wrong)
            fault(check, ((Where){ kid->page, node, buf_text(&mark->text) }), "« %.*s »", STR_ARG(of->language));
    }
}

void rule_script(Check *check)
{
    for_nodes(check, check_script);
}

static void check_actual(Check *check, int32_t node)
{
    const Object *actual = own(check, node, "ActualText");
    Str text = object_text(check->view->arena, actual);
    if (actual->kind != OBJ_NULL && (text.n == 0 || has_strange_rune(text)))
        fault(check, AT_NODE(node), "%s", "");
}

void rule_actual_text(Check *check)
{
    for_nodes(check, check_actual);
}

static void check_expansion(Check *check, int32_t node)
{
    const Object *expansion = own(check, node, "E");
    Str text = str_trim(object_text(check->view->arena, expansion));
    if (expansion->kind != OBJ_NULL && (text.n == 0 || str_equal(text, text_of(check, node))))
        fault(check, AT_NODE(node), "« %.*s »", STR_ARG(text));
}

void rule_expansion(Check *check)
{
    for_nodes(check, check_expansion);
}

/* Headings have a rule of their own; cells and list items may be empty. */
static void check_empty(Check *check, int32_t node)
{
    Role role = node_at(check, node)->role;
    bool is_meant = (is_text(role) && role != ROLE_H && level_of(role) == 0 && role != ROLE_Link) || role == ROLE_Lbl
        || role == ROLE_Caption || role == ROLE_Note || role == ROLE_BlockQuote;
    Kid content;
    if (is_meant && !node_content(check->view, node, &content))
        fault(check, AT_NODE(node), "%.*s", STR_ARG(node_at(check, node)->type));
}

void rule_empty(Check *check)
{
    for_nodes(check, check_empty);
}
