#include <stdlib.h>

#include "verify/rules_impl.h"

/* V6xx: pages, and the ways to them: outline, labels, links. */

/* --- destinations -------------------------------------------------------- */

/* The page that a destination (12.3.2) leads to; -1 for none. */
static int32_t page_of_destination(View *view, const Object *destination)
{
    PdfFile *file = &view->file;
    destination = file_resolve(file, destination);
    if (destination->kind == OBJ_STRING || destination->kind == OBJ_NAME) {
        const Object *named = map_find(&view->destinations, destination->text);
        destination = named != NULL ? file_resolve(file, named) : &object_null;
    }
    if (destination->kind == OBJ_DICT)
        destination = file_get(file, destination, "D");
    uint32_t page = file_count(destination) > 1 ? object_reference(&destination->list.at[0]) : 0;
    return page > 0 && page < file->entries.n ? view->page_by_object[page] : -1;
}

/* Of an outline item or a link: its Dest, or its action's. */
static int32_t page_of_target(View *view, const Object *dict)
{
    const Object *action = file_get(&view->file, dict, "A"), *own = object_entry(dict, "Dest");
    return page_of_destination(view, own->kind != OBJ_NULL ? own : object_entry(action, "D"));
}

/* --- outline ------------------------------------------------------------- */

typedef struct {
    const Object *dict;
    uint32_t ref, previous;
    int32_t  parent;                     /* -1: the root */
    int64_t  shown;                      /* items seen below, when this one is open */
} Item;

typedef struct { ARRAY(Item) items; uint32_t root; bool is_sound; } Outline;

enum { OUTLINE_DEPTH = 64 };

/* The items from `link` on, and all below, before their children. */
static void read_items(View *view, Outline *outline, unsigned char *seen, const Object *above, int32_t parent, int depth)
{
    PdfFile *file = &view->file;
    const Object *link = object_entry(above, "First");
    uint32_t previous = 0;
    while (link->kind != OBJ_NULL) {
        uint32_t ref = object_reference(link);
        if (ref == 0 || ref >= file->entries.n || seen[ref] || depth > OUTLINE_DEPTH) {
            outline->is_sound = false;
            return;
        }
        seen[ref] = 1;
        Item item = { file_object(file, ref), ref, previous, parent, 0 };
        int32_t index = (int32_t)outline->items.n;
        array_push(view->arena, &outline->items, item);
        read_items(view, outline, seen, item.dict, index, depth + 1);
        previous = ref;
        link = object_entry(item.dict, "Next");
    }
    if (object_reference(object_entry(above, "Last")) != previous)
        outline->is_sound = false;
}

static Outline outline_of(View *view)
{
    Outline outline = { .is_sound = true };
    const Object *link = object_entry(view->catalogue, "Outlines");
    outline.root = object_reference(link);
    read_items(view, &outline, arena_alloc(view->arena, view->file.entries.n + 1, 1), file_resolve(&view->file, link), -1, 0);
    return outline;
}

static Where at_item(View *view, const Item *item)
{
    Where where = NOWHERE;
    where.text = object_text(view->arena, file_get(&view->file, item->dict, "Title"));
    return where;
}

void rule_outline(Check *check)
{
    View *view = check->view;
    bool has_heading = false;
    for (size_t i = 0; i < view->structure.nodes.n; i++)
        has_heading = has_heading || (view->structure.nodes.at[i].role >= ROLE_H && view->structure.nodes.at[i].role <= ROLE_H6);
    if (has_heading && outline_of(view).items.n == 0)
        fault(check, NOWHERE, "%s", "");
}

void rule_outline_links(Check *check)
{
    View *view = check->view;
    Outline outline = outline_of(view);
    if (!outline.is_sound)
        fault(check, NOWHERE, "« First », « Next » ou « Last »");
    for (size_t i = 0; i < outline.items.n; i++) {
        const Item *item = &outline.items.at[i];
        uint32_t above = item->parent >= 0 ? outline.items.at[item->parent].ref : outline.root;
        if (object_reference(object_entry(item->dict, "Parent")) != above)
            fault(check, at_item(view, item), "« Parent »");
        if (object_reference(object_entry(item->dict, "Prev")) != item->previous)
            fault(check, at_item(view, item), "« Prev »");
    }
}

static int64_t count_of(View *view, const Object *dict)
{
    const Object *count = file_get(&view->file, dict, "Count");
    return count->kind == OBJ_INTEGER ? count->integer : 0;
}

/* Children come after their parents: one way back sums them up. */
void rule_outline_counts(Check *check)
{
    View *view = check->view;
    Outline outline = outline_of(view);
    int64_t root = 0;
    for (size_t i = outline.items.n; i-- > 0;) {
        Item *item = &outline.items.at[i];
        int64_t count = count_of(view, item->dict);
        if (count != item->shown && count != -item->shown)
            fault(check, at_item(view, item), "« Count » %lld, %lld signets dessous", (long long)count, (long long)item->shown);
        *(item->parent >= 0 ? &outline.items.at[item->parent].shown : &root) += 1 + (count > 0 ? item->shown : 0);
    }
    int64_t count = count_of(view, file_get(&view->file, view->catalogue, "Outlines"));
    if (count != root && outline.is_sound)
        fault(check, NOWHERE, "« Count » %lld, %lld signets visibles", (long long)count, (long long)root);
}

void rule_outline_titles(Check *check)
{
    View *view = check->view;
    Outline outline = outline_of(view);
    for (size_t i = 0; i < outline.items.n; i++)
        if (str_trim(at_item(view, &outline.items.at[i]).text).n == 0)
            fault(check, NOWHERE, "objet %u", outline.items.at[i].ref);
}

void rule_outline_targets(Check *check)
{
    View *view = check->view;
    Outline outline = outline_of(view);
    for (size_t i = 0; i < outline.items.n; i++)
        if (page_of_target(view, outline.items.at[i].dict) < 0)
            fault(check, at_item(view, &outline.items.at[i]), "%s", "");
}

void rule_outline_order(Check *check)
{
    View *view = check->view;
    Outline outline = outline_of(view);
    int32_t last = 0;
    for (size_t i = 0; i < outline.items.n; i++) {
        int32_t page = page_of_target(view, outline.items.at[i].dict);
        if (page >= 0 && page < last)
            fault(check, at_item(view, &outline.items.at[i]), "page %d après %d", (int)page + 1, (int)last + 1);
        last = page >= 0 ? page : last;
    }
}

/* --- labels -------------------------------------------------------------- */

void rule_labels(Check *check)
{
    View *view = check->view;
    Numbers ranges;
    const Object *tree = file_get(&view->file, view->catalogue, "PageLabels");
    bool is_sound = tree_numbers(&view->file, view->arena, tree, &ranges);
    if (!is_sound || ranges.n == 0 || ranges.at[0].key != 0)
        fault(check, NOWHERE, "%s", tree->kind == OBJ_NULL ? "« PageLabels » absent" : "");
}

typedef struct { Str label; size_t page; } Labelled;

static int by_label(const void *a, const void *b)
{
    const Labelled *one = a, *two = b;
    int order = str_compare(one->label, two->label);
    return order != 0 ? order : one->page < two->page ? -1 : one->page > two->page;
}

void rule_labels_unique(Check *check)
{
    View *view = check->view;
    Labelled *all = arena_array(view->arena, Labelled, view->pages.n + 1);
    for (size_t i = 0; i < view->pages.n; i++)
        all[i] = (Labelled){ view->pages.at[i].label, i };
    qsort(all, view->pages.n, sizeof *all, by_label);
    for (size_t i = 1; i < view->pages.n; i++)
        if (all[i].label.n > 0 && str_equal(all[i].label, all[i - 1].label))
            fault(check, AT_PAGE(all[i].page), "comme la page %zu", all[i - 1].page + 1);
}

/* --- annotations --------------------------------------------------------- */

static Where at_annotation(size_t page, int32_t holder)
{
    return (Where){ (int32_t)page, holder, { 0 } };
}

static void check_target(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    PdfFile *file = &check->view->file;
    const Object *kind = file_get(file, file_get(file, annotation, "A"), "S");
    (void)number;
    if (object_is(file_get(file, annotation, "Subtype"), "Link") && !object_is(kind, "URI") && !object_is(kind, "Named")
        && page_of_target(check->view, annotation) < 0)
        fault(check, at_annotation(page, holder), "%s", "");
}

void rule_link_targets(Check *check)
{
    for_annotations(check, check_target);
}

/* RFC 3986, 3.1, 4.2 and appendix A: a scheme, or the way to what lies beside; then characters that an address may
 * have. */
static bool is_address(Str uri)
{
    static const char others[] = "-._~:/?#[]@!$&'()*+,;=%";
    size_t colon = str_find(uri, STR(":"), 0);
    bool is_relative = colon == uri.n && str_starts(uri, STR("../"));
    for (size_t i = 0; i < uri.n; i++) {
        char c = uri.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool is_known = is_letter || (c >= '0' && c <= '9');
        for (const char *other = others; *other != '\0'; other++)
            is_known = is_known || c == *other;
        if (!is_known || (i == 0 && !is_letter && !is_relative) || (i < colon && !is_relative && (c == '/' || c == '%' || c == '?' || c == '#')))
            return false;
    }
    return is_relative ? uri.n > sizeof "../" - 1 : colon > 0 && colon + 1 < uri.n;
}

static void check_address(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    PdfFile *file = &check->view->file;
    const Object *action = file_get(file, annotation, "A"), *uri = file_get(file, action, "URI");
    (void)number;
    if (object_is(file_get(file, action, "S"), "URI") && (uri->kind != OBJ_STRING || !is_address(uri->text)))
        fault(check, at_annotation(page, holder), "« %.*s »", STR_ARG(uri->kind == OBJ_STRING ? uri->text : STR_NONE));
}

void rule_addresses(Check *check)
{
    for_annotations(check, check_address);
}

static void check_description(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    const Object *contents = file_get(&check->view->file, annotation, "Contents");
    if (str_trim(object_text(check->view->arena, contents)).n == 0)
        fault(check, at_annotation(page, holder), "objet %u", number);
}

void rule_annotation_text(Check *check)
{
    for_annotations(check, check_description);
}

static void check_flags(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    enum { PRINT = 4, UNSEEN = 1 | 2 | 32 | 256 };
    const Object *flags = file_get(&check->view->file, annotation, "F");
    if (flags->kind != OBJ_INTEGER || (flags->integer & (PRINT | UNSEEN)) != PRINT)
        fault(check, at_annotation(page, holder), "objet %u, « F » %lld", number,
              flags->kind == OBJ_INTEGER ? (long long)flags->integer : 0);
}

void rule_annotation_flags(Check *check)
{
    for_annotations(check, check_flags);
}

static void check_kind(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    static const char *const allowed[] = { "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine",
        "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "FileAttachment", "Widget",
        "PrinterMark", "Watermark", "Redact" };
    const Object *kind = file_get(&check->view->file, annotation, "Subtype");
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (object_is(kind, allowed[i]))
            return;
    fault(check, at_annotation(page, holder), "objet %u, « %.*s »", number,
          STR_ARG(kind->kind == OBJ_NAME ? kind->text : STR_NONE));
}

void rule_annotation_kinds(Check *check)
{
    for_annotations(check, check_kind);
}

/* --- boxes --------------------------------------------------------------- */

static bool is_inside(Box inner, Box outer)
{
    const double slack = 0.01;           /* lengths are written in hundredths of a point */
    return inner.left >= outer.left - slack && inner.bottom >= outer.bottom - slack && inner.right <= outer.right + slack
        && inner.top <= outer.top + slack && inner.left < inner.right && inner.bottom < inner.top;
}

static void check_place(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number)
{
    PdfFile *file = &check->view->file;
    const Object *rect = file_get(file, annotation, "Rect");
    double at[4] = { 0 };
    for (size_t i = 0; i < 4; i++)
        object_number(file_item(file, rect, i), &at[i]);
    if (file_count(rect) != 4 || !is_inside((Box){ at[0], at[1], at[2], at[3], true }, check->view->pages.at[page].media))
        fault(check, at_annotation(page, holder), "objet %u", number);
}

void rule_annotation_place(Check *check)
{
    for_annotations(check, check_place);
}

void rule_tab_order(Check *check)
{
    View *view = check->view;
    for (size_t i = 0; i < view->pages.n; i++)
        if (file_count(file_get(&view->file, view->pages.at[i].dict, "Annots")) > 0
            && !object_is(file_get(&view->file, view->pages.at[i].dict, "Tabs"), "S"))
            fault(check, AT_PAGE(i), "« Tabs » n’est pas « S »");
}

void rule_media_box(Check *check)
{
    enum { SIDE_MIN = 3, SIDE_MAX = 14400 };   /* points */
    for (size_t i = 0; i < check->view->pages.n; i++) {
        Box box = check->view->pages.at[i].media;
        double width = box.right - box.left, height = box.top - box.bottom;
        if (!box.is_set || width < SIDE_MIN || height < SIDE_MIN || width > SIDE_MAX || height > SIDE_MAX)
            fault(check, AT_PAGE(i), "%.2f × %.2f pt", width, height);
    }
}

void rule_inner_boxes(Check *check)
{
    for (size_t i = 0; i < check->view->pages.n; i++) {
        const PageView *page = &check->view->pages.at[i];
        const struct { const char *name; Box box, outer; } boxes[] = {
            { "CropBox", page->crop, page->media }, { "BleedBox", page->bleed, page->media },
            { "ArtBox", page->art, page->media },
            { "TrimBox", page->trim, page->bleed.is_set ? page->bleed : page->media },
        };
        for (size_t k = 0; k < sizeof boxes / sizeof *boxes; k++)
            if (boxes[k].box.is_set && boxes[k].outer.is_set && !is_inside(boxes[k].box, boxes[k].outer))
                fault(check, AT_PAGE(i), "« %s »", boxes[k].name);
    }
}

void rule_page_tree(Check *check)
{
    if (!check->view->pages_sound)
        fault(check, NOWHERE, "%.*s", STR_ARG(check->view->pages_fault));
}
