#include "pdf/pdf_impl.h"

/* The structure tree. An element enters its parent's list when it, or
 * something in it, is first painted: the tree is in the order of painting
 * (ISO 32000-1, 14.8.2.3), and text stands among child elements where it was
 * set. What is never painted is left out, except cells and the bodies of
 * list items: a table stays regular (PDF/UA-1, 7.5), a list one (7.6). */

static const TagNode *node_of(const PdfBuild *build, TagId tag)
{
    return &build->pages->tags->nodes.at[tag];
}

static void attach(PdfBuild *build, TagId tag)
{
    while (tag != 0 && !build->element[tag].is_attached) {
        TagId parent = node_of(build, tag)->parent;
        build->element[tag].is_attached = true;
        build->element[tag].place = (uint32_t)build->element[parent].kids.n;
        if (parent != 0)
            array_push(build->arena, &build->element[parent].kids, (Kid){ .kind = KID_ELEMENT, .number = tag });
        tag = parent;
    }
}

uint32_t tags_content(PdfBuild *build, uint32_t page, TagId tag)
{
    attach(build, tag);
    PdfPage *on = &build->page[page];
    uint32_t number = (uint32_t)on->owners.n;
    array_push(build->arena, &on->owners, tag);
    array_push(build->arena, &build->element[tag].kids, (Kid){ KID_CONTENT, page, number });
    return number;
}

void tags_link(PdfBuild *build, uint32_t page, TagId tag, PdfRef annotation)
{
    attach(build, tag);
    array_push(build->arena, &build->element[tag].kids, (Kid){ KID_LINK, page, (uint32_t)build->links.n });
    array_push(build->arena, &build->links, (PdfLink){ tag, page, annotation });
    array_push(build->arena, &build->page[page].annotations, annotation);
}

/* A figure's box is that of what is painted of it on its first page. */
void tags_bounds(PdfBuild *build, uint32_t page, TagId tag, Bounds bounds)
{
    while (tag != 0 && node_of(build, tag)->role != TAG_FIGURE)
        tag = node_of(build, tag)->parent;
    if (tag == 0)
        return;
    Element *figure = &build->element[tag];
    if (!figure->box.is_set)
        figure->box_page = page;
    if (figure->box_page == page)
        figure->box = bounds_join(figure->box, bounds);
}

/* Elements that stay though nothing of them is painted. */
static bool is_kept_empty(const PdfBuild *build, TagId tag)
{
    switch (node_of(build, tag)->role) {
    case TAG_TD: case TAG_TH: case TAG_LBODY:
        return true;
    case TAG_TR: case TAG_THEAD: case TAG_TBODY:
        return build->element[tag].kids.n > 0;
    case TAG_DOCUMENT: case TAG_PART: case TAG_SECT: case TAG_DIV: case TAG_H1: case TAG_H2: case TAG_H3:
    case TAG_H4: case TAG_H5: case TAG_H6: case TAG_P: case TAG_BLOCKQUOTE: case TAG_L: case TAG_LI:
    case TAG_LBL: case TAG_TABLE: case TAG_CAPTION: case TAG_FIGURE: case TAG_NOTE:
    case TAG_REFERENCE: case TAG_LINK: case TAG_SPAN: case TAG_TOC: case TAG_TOCI: case TAG_CODE:
    case TAG_ROLE_COUNT:
        break;
    }
    return false;
}

/* Puts `tag` right after `previous` among its parent's kids; 0: first. */
static void insert_after(PdfBuild *build, TagId tag, TagId previous)
{
    Element *parent = &build->element[node_of(build, tag)->parent];
    array_push(build->arena, &parent->kids, (Kid){ 0 });
    size_t at = parent->kids.n - 1;
    for (; at > 0; at--) {
        Kid before = parent->kids.at[at - 1];
        if (before.kind == KID_ELEMENT && before.number == previous)
            break;
        parent->kids.at[at] = before;
    }
    parent->kids.at[at] = (Kid){ .kind = KID_ELEMENT, .number = tag };
    build->element[tag].is_attached = true;
}

static void settle(PdfBuild *build, TagId tag)
{
    TagId previous = 0;
    for (TagId child = node_of(build, tag)->first; child != 0; child = node_of(build, child)->next) {
        settle(build, child);
        if (!build->element[child].is_attached && is_kept_empty(build, child))
            insert_after(build, child, previous);
        if (build->element[child].is_attached)
            previous = child;
    }
}

/* Objects are numbered in the order of the tree, so that it is easily read. */
static void number_elements(PdfBuild *build, TagId tag)
{
    build->element[tag].ref = pdf_reserve(build->pdf);
    for (size_t i = 0; i < build->element[tag].kids.n; i++)
        if (build->element[tag].kids.at[i].kind == KID_ELEMENT)
            number_elements(build, build->element[tag].kids.at[i].number);
}

void tags_settle(PdfBuild *build)
{
    build->element[TAG_DOCUMENT_ID].is_attached = true;
    settle(build, TAG_DOCUMENT_ID);
    number_elements(build, TAG_DOCUMENT_ID);
}

static void put_pair(Buf *out, const char *key, Str text)
{
    if (text.n == 0)
        return;
    buf_c(out, key);
    put_text(out, text);
}

static void put_headers(Buf *out, Str headers)
{
    Str id;
    if (headers.n == 0)
        return;
    buf_c(out, " /Headers [");
    while (str_split(&headers, ' ', &id))
        if (id.n > 0)
            put_bytes(out, id);
    buf_char(out, ']');
}

static void put_cell(Buf *out, const TagNode *node)
{
    static const char *const scopes[] = { [SCOPE_NONE] = "", [SCOPE_COLUMN] = " /Scope /Column",
                                          [SCOPE_ROW] = " /Scope /Row", [SCOPE_BOTH] = " /Scope /Both" };
    buf_c(out, "<</O /Table");
    buf_c(out, scopes[node->scope]);
    if (node->colspan > 1)
        buf_printf(out, " /ColSpan %d", node->colspan);
    if (node->rowspan > 1)
        buf_printf(out, " /RowSpan %d", node->rowspan);
    put_headers(out, node->headers);
    buf_c(out, ">>");
}

static void put_box(Buf *out, const PdfBuild *build, TagId tag)
{
    const TagNode *node = node_of(build, tag);
    Bounds box = build->element[tag].box;
    if (node->box[2] > node->box[0] && box.is_set) {
        Origin origin = page_origin(build, build->element[tag].box_page);
        Point head = origin_point(origin, node->box[0], node->box[1]);
        Point foot = origin_point(origin, node->box[2], node->box[3]);
        box = (Bounds){ head.x, foot.y, foot.x, head.y, true };
    }
    buf_c(out, "<</O /Layout /Placement /Block /BBox [");
    const Hundredths corner[] = { box.left, box.bottom, box.right, box.top };
    for (size_t i = 0; i < 4; i++) {
        put_hundredths(out, corner[i]);
        buf_char(out, i < 3 ? ' ' : ']');
    }
    buf_c(out, ">>");
}

/* Attributes (14.8.5): of a list, of a cell, or of a figure; with them the direction of what runs from right to
 * left, which what lies below inherits. */
static void put_attributes(Buf *out, const PdfBuild *build, TagId tag)
{
    static const char *const numberings[] = { [NUMBERING_NONE] = "None", [NUMBERING_SQUARE] = "Square",
                                              [NUMBERING_DECIMAL] = "Decimal", [NUMBERING_DISC] = "Disc" };
    static const char *const modes[] = { [DIRECTION_AS_PARENT] = NULL, [DIRECTION_LEFT_TO_RIGHT] = "LrTb",
                                         [DIRECTION_RIGHT_TO_LEFT] = "RlTb" };
    const TagNode *node = node_of(build, tag);
    const char *mode = modes[node->direction];
    bool is_cell = node->scope != SCOPE_NONE || node->colspan > 1 || node->rowspan > 1 || node->headers.n > 0;
    bool is_figure = node->role == TAG_FIGURE && build->element[tag].box.is_set;
    if (node->role != TAG_L && !is_cell && !is_figure && mode == NULL)
        return;
    buf_c(out, mode != NULL ? " /A [" : " /A ");
    if (node->role == TAG_L)
        buf_printf(out, "<</O /List /ListNumbering /%s>>", numberings[node->numbering]);
    else if (is_cell)
        put_cell(out, node);
    else if (is_figure)
        put_box(out, build, tag);
    if (mode != NULL)
        buf_printf(out, "<</O /Layout /WritingMode /%s>>]", mode);
}

/* The page that all content right in this element lies on. False when there
 * is no content, or on several pages. */
static bool single_page(const Element *element, uint32_t *page)
{
    bool found = false;
    for (size_t i = 0; i < element->kids.n; i++) {
        const Kid *kid = &element->kids.at[i];
        if (kid->kind == KID_ELEMENT)
            continue;
        if (found && kid->page != *page)
            return false;
        *page = kid->page;
        found = true;
    }
    return found;
}

static void put_pointer(Buf *out, const char *key, PdfRef ref)
{
    buf_c(out, key);
    put_reference(out, ref);
}

static void put_kid(Buf *out, const PdfBuild *build, Kid kid, bool names_page)
{
    if (kid.kind == KID_ELEMENT) {
        put_reference(out, build->element[kid.number].ref);
        return;
    }
    if (kid.kind == KID_CONTENT && !names_page) {
        put_integer(out, kid.number);
        return;
    }
    buf_c(out, kid.kind == KID_LINK ? "<</Type /OBJR" : "<</Type /MCR");
    if (names_page)
        put_pointer(out, " /Pg ", build->page[kid.page].ref);
    if (kid.kind == KID_LINK) {
        put_pointer(out, " /Obj ", build->links.at[kid.number].ref);
    } else {
        buf_c(out, " /MCID ");
        put_integer(out, kid.number);
    }
    buf_c(out, ">>");
}

static void put_kids(Buf *out, const PdfBuild *build, const Element *element)
{
    uint32_t page = 0;
    bool is_single = single_page(element, &page);
    if (is_single)
        put_pointer(out, " /Pg ", build->page[page].ref);
    buf_c(out, " /K [");
    for (size_t i = 0; i < element->kids.n; i++) {
        if (i > 0)
            buf_char(out, ' ');
        put_kid(out, build, element->kids.at[i], !is_single);
    }
    buf_char(out, ']');
}

/* `out` is used again for each element. */
static void write_element(PdfBuild *build, TagId tag, PdfRef parent, Buf *out)
{
    const TagNode *node = node_of(build, tag);
    const Element *element = &build->element[tag];
    Str id = element_id(build, tag);
    out->n = 0;
    buf_c(out, "/Type /StructElem /S /");
    buf_c(out, tag_role_name(node->role));
    put_pointer(out, " /P ", parent);
    if (id.n > 0) {
        buf_c(out, " /ID ");
        put_bytes(out, id);
    }
    put_pair(out, " /T ", node->title);
    put_pair(out, " /Lang ", node->language);
    put_pair(out, " /Alt ", node->alt);
    put_pair(out, " /ActualText ", node->actual);
    put_pair(out, " /E ", node->expansion);
    put_attributes(out, build, tag);
    put_kids(out, build, element);
    pdf_fill(build->pdf, element->ref, str_copy(build->arena, buf_text(out)));
    for (size_t i = 0; i < element->kids.n; i++)
        if (element->kids.at[i].kind == KID_ELEMENT)
            write_element(build, element->kids.at[i].number, element->ref, out);
}

void tags_write(PdfBuild *build)
{
    PdfRef root = pdf_reserve(build->pdf);
    Buf out = buf_new(build->arena);
    write_element(build, TAG_DOCUMENT_ID, root, &out);
    PdfRef parents = parent_tree_write(build), ids = id_tree_write(build);
    out = buf_new(build->arena);
    buf_printf(&out, "/Type /StructTreeRoot /K [%u 0 R] /ParentTree %u 0 R /ParentTreeNextKey %zu",
               build->element[TAG_DOCUMENT_ID].ref, parents, build->pages->pages.n + build->links.n);
    if (ids != 0)
        buf_printf(&out, " /IDTree %u 0 R", ids);
    pdf_fill(build->pdf, root, buf_text(&out));
    buf_printf(&build->catalogue, " /MarkInfo <</Marked true>> /StructTreeRoot %u 0 R", root);
}
