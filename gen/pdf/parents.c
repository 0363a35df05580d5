#include <stdlib.h>

#include "pdf/pdf_impl.h"

/* Number and name trees of two floors (ISO 32000-1, 7.9.6 and 7.9.7): leaves
 * of a bounded size, and a root that knows what each leaf holds. */
enum { PAGES_A_LEAF = 32, LINKS_A_LEAF = 256, IDS_A_LEAF = 128 };

typedef struct { Buf kids; PdfBuild *build; } Tree;

static void tree_leaf(Tree *tree, Str entries)
{
    put_reference(&tree->kids, pdf_add(tree->build->pdf, entries));
    buf_char(&tree->kids, ' ');
}

static PdfRef tree_root(Tree *tree)
{
    return pdf_add(tree->build->pdf, str_printf(tree->build->arena, "/Kids [%.*s]",
                                                STR_ARG(str_trim(buf_text(&tree->kids)))));
}

/* Page by page, the element of each piece of content by its MCID. */
static void page_leaves(Tree *tree, const PdfBuild *build)
{
    size_t n = build->pages->pages.n;
    for (size_t lo = 0; lo < n; lo += PAGES_A_LEAF) {
        size_t hi = lo + PAGES_A_LEAF < n ? lo + PAGES_A_LEAF : n;
        Buf leaf = buf_new(build->arena);
        buf_printf(&leaf, "/Limits [%zu %zu] /Nums [", lo, hi - 1);
        for (size_t page = lo; page < hi; page++) {
            buf_printf(&leaf, "%zu [", page);
            for (size_t i = 0; i < build->page[page].owners.n; i++) {
                put_reference(&leaf, build->element[build->page[page].owners.at[i]].ref);
                buf_char(&leaf, ' ');
            }
            buf_c(&leaf, "] ");
        }
        buf_char(&leaf, ']');
        tree_leaf(tree, buf_text(&leaf));
    }
}

/* Then link by link, the element of each annotation: key n + i. */
static void link_leaves(Tree *tree, const PdfBuild *build)
{
    size_t n = build->pages->pages.n;
    for (size_t lo = 0; lo < build->links.n; lo += LINKS_A_LEAF) {
        size_t hi = lo + LINKS_A_LEAF < build->links.n ? lo + LINKS_A_LEAF : build->links.n;
        Buf leaf = buf_new(build->arena);
        buf_printf(&leaf, "/Limits [%zu %zu] /Nums [", n + lo, n + hi - 1);
        for (size_t i = lo; i < hi; i++)
            buf_printf(&leaf, "%zu %u 0 R ", n + i, build->element[build->links.at[i].tag].ref);
        buf_char(&leaf, ']');
        tree_leaf(tree, buf_text(&leaf));
    }
}

PdfRef parent_tree_write(PdfBuild *build)
{
    Tree tree = { buf_new(build->arena), build };
    page_leaves(&tree, build);
    link_leaves(&tree, build);
    return tree_root(&tree);
}

/* A note needs one (PDF/UA-1, 7.9), whether or not anything names it. */
Str element_id(PdfBuild *build, TagId tag)
{
    const TagNode *node = &build->pages->tags->nodes.at[tag];
    if (node->id.n == 0 && node->role == TAG_NOTE)
        return str_printf(build->arena, "note-%u", tag);
    return node->id;
}

typedef struct { Str id; PdfRef ref; } NamedElement;

static int by_id(const void *a, const void *b)
{
    return str_compare(((const NamedElement *)a)->id, ((const NamedElement *)b)->id);
}

static Str id_leaf(PdfBuild *build, const NamedElement *named, size_t n)
{
    Buf leaf = buf_new(build->arena);
    buf_c(&leaf, "/Limits [");
    put_bytes(&leaf, named[0].id);
    buf_char(&leaf, ' ');
    put_bytes(&leaf, named[n - 1].id);
    buf_c(&leaf, "] /Names [");
    for (size_t i = 0; i < n; i++) {
        put_bytes(&leaf, named[i].id);
        buf_char(&leaf, ' ');
        put_reference(&leaf, named[i].ref);
        buf_char(&leaf, ' ');
    }
    buf_char(&leaf, ']');
    return buf_text(&leaf);
}

PdfRef id_tree_write(PdfBuild *build)
{
    ARRAY(NamedElement) named = { 0 };
    for (TagId tag = 1; tag < build->pages->tags->nodes.n; tag++) {
        Str id = element_id(build, tag);
        if (id.n > 0 && build->element[tag].ref != 0)
            array_push(build->arena, &named, (NamedElement){ id, build->element[tag].ref });
    }
    if (named.n == 0)
        return 0;
    qsort(named.at, named.n, sizeof *named.at, by_id);
    Tree tree = { buf_new(build->arena), build };
    for (size_t lo = 0; lo < named.n; lo += IDS_A_LEAF)
        tree_leaf(&tree, id_leaf(build, named.at + lo, named.n - lo < IDS_A_LEAF ? named.n - lo : IDS_A_LEAF));
    return tree_root(&tree);
}
