#include "pdf/pdf_impl.h"

/* What is set in the graphics state, so that it is not set again. -1: unknown; the expansion of letters is none at
 * the head of a page. */
typedef struct {
    int64_t fill, stroke;                /* 0xRRGGBB */
    Fixed   width, dash, gap;
    int     join;                        /* 1: round */
    int     face;
    Fixed   size;
    int     expansion;                   /* in thousandths */
} Graphics;

static const Graphics unknown = { -1, -1, -1, -1, -1, -1, -1, -1, 0 };

typedef struct {
    PdfBuild *build;
    Buf      *out;
    uint32_t  page;
    Mark      mark;
    bool      is_marked, in_text;
    Graphics  graphics;
    Point     line;                      /* where Td counts from */
} Pen;

/* --- marked content ------------------------------------------------------ */

static bool same_mark(Mark a, Mark b)
{
    return a.tag == b.tag && a.artifact == b.artifact;
}

static void end_text(Pen *pen)
{
    if (pen->in_text)
        buf_c(pen->out, "ET\n");
    pen->in_text = false;
}

static void end_mark(Pen *pen)
{
    end_text(pen);
    if (pen->is_marked)
        buf_c(pen->out, "EMC\n");
    pen->is_marked = false;
}

/* Content without an owner is decoration: nothing may stay unmarked. */
static void begin_mark(Pen *pen, Mark mark)
{
    static const char *const artifacts[] = {
        [ARTIFACT_NONE] = "/Type /Layout",
        [ARTIFACT_HEADER] = "/Type /Pagination /Subtype /Header /Attached [/Top]",
        [ARTIFACT_FOOTER] = "/Type /Pagination /Subtype /Footer /Attached [/Bottom]",
        [ARTIFACT_LAYOUT] = "/Type /Layout",
        [ARTIFACT_BACKGROUND] = "/Type /Background",
    };
    _Static_assert(sizeof artifacts / sizeof *artifacts == ARTIFACT_KINDS, "every artifact needs a row");
    if (pen->is_marked && same_mark(pen->mark, mark))
        return;
    end_mark(pen);
    if (mark.artifact == ARTIFACT_NONE && mark.tag != 0) {
        TagRole role = pen->build->pages->tags->nodes.at[mark.tag].role;
        buf_char(pen->out, '/');
        buf_c(pen->out, tag_role_name(role));
        buf_c(pen->out, " <</MCID ");
        put_integer(pen->out, tags_content(pen->build, pen->page, mark.tag));
        buf_c(pen->out, ">> BDC\n");
    } else {
        buf_printf(pen->out, "/Artifact <<%s>> BDC\n", artifacts[mark.artifact]);
    }
    pen->mark = mark;
    pen->is_marked = true;
}

static void add_bounds(Pen *pen, Mark mark, Bounds bounds)
{
    if (mark.artifact == ARTIFACT_NONE)
        tags_bounds(pen->build, pen->page, mark.tag, bounds);
}

/* --- graphics state ------------------------------------------------------ */

static uint32_t colour_value(const Pen *pen, Colour colour)
{
    return pen->build->palette->rgb[colour];
}

static void set_fill(Pen *pen, Colour colour)
{
    uint32_t rgb = colour_value(pen, colour);
    if (pen->graphics.fill == rgb)
        return;
    put_colour(pen->out, rgb, false);
    pen->graphics.fill = rgb;
}

static void set_stroke_colour(Pen *pen, Colour colour)
{
    uint32_t rgb = colour_value(pen, colour);
    if (pen->graphics.stroke == rgb)
        return;
    put_colour(pen->out, rgb, true);
    pen->graphics.stroke = rgb;
}

static void set_stroke(Pen *pen, Stroke stroke, bool is_round)
{
    Graphics *graphics = &pen->graphics;
    set_stroke_colour(pen, stroke.colour);
    if (graphics->width != stroke.width) {
        put_hundredths(pen->out, hundredths(stroke.width));
        buf_c(pen->out, " w\n");
        graphics->width = stroke.width;
    }
    if (graphics->join != is_round) {
        buf_c(pen->out, is_round ? "1 j\n" : "0 j\n");
        graphics->join = is_round;
    }
    Fixed gap = stroke.dash > 0 ? stroke.gap : 0;
    if (graphics->dash == stroke.dash && graphics->gap == gap)
        return;
    buf_char(pen->out, '[');
    if (stroke.dash > 0)
        put_point(pen->out, (Point){ hundredths(stroke.dash), hundredths(gap) });
    buf_c(pen->out, "] 0 d\n");
    graphics->dash = stroke.dash;
    graphics->gap = gap;
}

/* --- areas and lines ----------------------------------------------------- */

static void draw_pattern(Pen *pen, const Path *path, Origin origin)
{
    Graphics before = pen->graphics;
    buf_c(pen->out, "q\n");
    put_path(pen->out, path, origin);
    buf_c(pen->out, "W n [] 0 d\n");
    set_stroke_colour(pen, path->fill.mark);
    put_pattern(pen->out, path->fill.pattern, path_bounds(path, origin));
    buf_c(pen->out, "Q\n");
    pen->graphics = before;
}

static void draw_path(Pen *pen, const Piece *piece, const Piece *next)
{
    (void)next;
    const Path *path = piece->item->path;
    bool is_stroked = path->stroke.width > 0, is_patterned = path->is_filled && path->fill.pattern != PATTERN_NONE;
    if (path->steps.n == 0 || (!path->is_filled && !is_stroked))
        return;
    begin_mark(pen, piece->item->mark);
    end_text(pen);
    if (path->is_filled)
        set_fill(pen, path->fill.ground);
    if (is_stroked)
        set_stroke(pen, path->stroke, path->is_round);
    if (is_patterned) {
        put_path(pen->out, path, piece->origin);
        buf_c(pen->out, "f\n");
        draw_pattern(pen, path, piece->origin);
    }
    if (!is_patterned || is_stroked) {
        put_path(pen->out, path, piece->origin);
        buf_c(pen->out, is_patterned || !path->is_filled ? "S\n" : is_stroked ? "B\n" : "f\n");
    }
    add_bounds(pen, piece->item->mark, path_bounds(path, piece->origin));
}

/* --- text ---------------------------------------------------------------- */

/* Horizontal scaling in percent (ISO 32000-1, 9.3.4). */
static void set_expansion(Pen *pen, int expansion)
{
    if (pen->graphics.expansion == expansion)
        return;
    put_hundredths(pen->out, 100 * 100 + 10 * expansion);
    buf_c(pen->out, " Tz\n");
    pen->graphics.expansion = expansion;
}

static void set_font(Pen *pen, const GlyphRun *run)
{
    set_expansion(pen, run->expansion);
    if (pen->graphics.face == (int)run->face && pen->graphics.size == run->size)
        return;
    buf_printf(pen->out, "/F%d ", (int)run->face);
    put_hundredths(pen->out, hundredths(run->size));
    buf_c(pen->out, " Tf\n");
    pen->graphics.face = (int)run->face;
    pen->graphics.size = run->size;
}

/* Whether a blank is owed behind a text: a line was broken there and its
 * blank dropped, or a gap stands in its stead. A reader who gets the text
 * without its places needs it (ISO 32000-1, 14.8.2.5). None after what is
 * broken without one: "arc-en-ciel", addresses. */
static bool ends_word(const Piece *piece, const Piece *next)
{
    const GlyphRun *run = piece->item->glyphs.run;
    if (piece->item->mark.artifact != ARTIFACT_NONE || piece->item->glyphs.has_actual || run->is_rtl
        || run->text.n == 0)
        return false;
    char last = run->text.p[run->text.n - 1];
    if (last == ' ' || last == '-' || last == '/')
        return false;
    if (next == NULL)
        return true;
    Fixed end = piece->origin.x + piece->item->x + run->width, start = next->origin.x + next->item->x;
    bool is_same_line = piece->origin.y + piece->item->y == next->origin.y + next->item->y;
    return start < end - run->width / 2 ? !is_same_line : start > end + run->size / 2;
}

/* A hyphen at a break inside a word. It is told as U+00AD (ISO 32000-1,
 * 14.8.2.2.3): readers then join the word, and some lose the rest of the
 * paragraph behind a span inside marked content. */
static bool is_soft_hyphen(const FrameItem *item)
{
    Str text = item->glyphs.run->text;
    return item->glyphs.has_actual && item->glyphs.actual.n == 0
        && (str_equal(text, STR("-")) || str_equal(text, STR("\u2010")));
}

static Bounds run_bounds(const Pen *pen, const GlyphRun *run, Point start)
{
    const FaceMetrics *metrics = font_metrics(pen->build->faces, run->face);
    return (Bounds){ start.x, start.y - hundredths(fixed_scale(run->size, metrics->descent, metrics->units_per_em)),
                     start.x + hundredths(run->width),
                     start.y + hundredths(fixed_scale(run->size, metrics->ascent, metrics->units_per_em)), true };
}

static void draw_glyphs(Pen *pen, const Piece *piece, const Piece *next)
{
    const FrameItem *item = piece->item;
    const GlyphRun *run = item->glyphs.run;
    if (run->count == 0 || run->size <= 0)
        return;
    begin_mark(pen, item->mark);
    if (!pen->in_text) {
        buf_c(pen->out, "BT\n");
        pen->line = (Point){ 0, 0 };
        pen->in_text = true;
    }
    bool is_hyphen = is_soft_hyphen(item), is_span = item->glyphs.has_actual && !is_hyphen;
    if (is_span) {
        buf_c(pen->out, "/Span <</ActualText ");
        put_text(pen->out, item->glyphs.actual);
        buf_c(pen->out, ">> BDC\n");
    }
    set_fill(pen, item->glyphs.colour);
    set_font(pen, run);
    Point start = origin_point(piece->origin, item->x, item->y);
    put_point(pen->out, (Point){ start.x - pen->line.x, start.y - pen->line.y });
    buf_c(pen->out, "Td ");
    pen->line = start;
    put_run(pen->out, pen->build->fonts, run, is_hyphen ? STR("\u00AD") : STR_NONE, ends_word(piece, next));
    if (is_span)
        buf_c(pen->out, "EMC\n");
    add_bounds(pen, item->mark, run_bounds(pen, run, start));
}

/* --- images -------------------------------------------------------------- */

enum { IMAGE_LIMIT = 64 << 20 };

static PdfRef load_image(PdfBuild *build, const FrameItem *item)
{
    Str path = item->image.file, file;
    PdfRef *known = map_find(&build->images, path);
    if (known != NULL)
        return *known;
    known = arena_new(build->arena, PdfRef);
    if (file_read(build->arena, path, IMAGE_LIMIT, &file))
        *known = image_write(build, file);
    if (*known == 0) {
        diag_add(build->diags, DIAG_IMAGE_UNREADABLE, item->span, "%.*s", STR_ARG(path));
        diag_remedy(build->diags, "donner un fichier PNG, ou JPEG en couleurs RVB ou en gris");
    }
    map_set(build->arena, &build->images, path, known);
    return *known;
}

/* In place of an image that cannot be read: its text in a frame. */
static void draw_substitute(Pen *pen, const Piece *piece)
{
    Arena *arena = pen->build->arena;
    const FrameItem *item = piece->item;
    Fixed x = item->x, y = item->y, right = x + item->image.width, foot = y + item->image.height;
    Path *box = path_new(arena);
    path_move(arena, box, x, y);
    path_line(arena, box, right, y);
    path_line(arena, box, right, foot);
    path_line(arena, box, x, foot);
    path_close(arena, box);
    box->stroke = (Stroke){ .colour = COLOUR_AXIS, .width = PT(0.5) };
    FrameItem frame = { .kind = ITEM_PATH, .mark = item->mark, .path = box };
    draw_path(pen, &(Piece){ &frame, piece->origin }, NULL);
    GlyphRun *run = arena_new(arena, GlyphRun);
    *run = shape_run(arena, pen->build->faces, (ShapeStyle){ .face = FACE_SANS, .size = PT(8) }, item->image.alt);
    FrameItem text = { .kind = ITEM_GLYPHS, .mark = item->mark, .x = x + PT(4), .y = y + PT(12),
                       .glyphs = { .run = run, .colour = COLOUR_INK_2 } };
    draw_glyphs(pen, &(Piece){ &text, piece->origin }, NULL);
}

static void draw_image(Pen *pen, const Piece *piece, const Piece *next)
{
    (void)next;
    const FrameItem *item = piece->item;
    PdfRef image = load_image(pen->build, item);
    if (image == 0) {
        draw_substitute(pen, piece);
        return;
    }
    Point corner = origin_point(piece->origin, item->x, item->y + item->image.height);
    Hundredths width = hundredths(item->image.width), height = hundredths(item->image.height);
    begin_mark(pen, item->mark);
    end_text(pen);
    buf_c(pen->out, "q ");
    put_hundredths(pen->out, width);
    buf_c(pen->out, " 0 0 ");
    put_hundredths(pen->out, height);
    buf_char(pen->out, ' ');
    put_point(pen->out, corner);
    buf_printf(pen->out, "cm /I%u Do Q\n", image);
    add_bounds(pen, item->mark, (Bounds){ corner.x, corner.y, corner.x + width, corner.y + height, true });
}

/* --- links --------------------------------------------------------------- */

/* An address is ASCII (RFC 3986); what is not was written as an IRI. */
static void put_uri(Buf *out, Str uri)
{
    Buf ascii = buf_new(out->arena);
    for (size_t i = 0; i < uri.n; i++) {
        unsigned char c = (unsigned char)uri.p[i];
        if (c > ' ' && c < 127)
            buf_char(&ascii, (char)c);
        else
            buf_printf(&ascii, "%%%02X", c);
    }
    put_bytes(out, buf_text(&ascii));
}

/* A link that leads nowhere in this book is left as text. */
static void draw_link(Pen *pen, const Piece *piece, const Piece *next)
{
    (void)next;
    PdfBuild *build = pen->build;
    const FrameItem *item = piece->item;
    bool leads_out = item->link.uri.n > 0;
    const Destination *target = leads_out ? NULL : destination_of(build->pages, item->link.anchor);
    if (item->mark.tag == 0 || (!leads_out && target == NULL))
        return;
    Str contents = item->link.contents.n > 0 ? item->link.contents : leads_out ? item->link.uri : STR("renvoi");
    Buf out = buf_new(build->arena);
    buf_c(&out, "/Type /Annot /Subtype /Link /Rect [");
    put_point(&out, origin_point(piece->origin, item->x, item->y + item->link.height));
    put_point(&out, origin_point(piece->origin, item->x + item->link.width, item->y));
    buf_printf(&out, "] /Border [0 0 0] /F 4 /StructParent %zu /Contents ", build->pages->pages.n + build->links.n);
    put_text(&out, contents);
    if (leads_out) {
        buf_c(&out, " /A <</S /URI /URI ");
        put_uri(&out, item->link.uri);
        buf_c(&out, ">>");
    } else {
        buf_c(&out, " /Dest ");
        put_destination(&out, build, *target);
    }
    tags_link(build, pen->page, item->mark.tag, pdf_add(build->pdf, buf_text(&out)));
}

/* --- pages --------------------------------------------------------------- */

/* Groups opened out: every item with its frame's origin, in order. */
static void flatten(Arena *arena, Pieces *pieces, const Frame *frame, Origin origin)
{
    for (size_t i = 0; i < frame->items.n; i++) {
        const FrameItem *item = &frame->items.at[i];
        if (item->kind == ITEM_GROUP)
            flatten(arena, pieces, item->group,
                    (Origin){ origin.x + item->x, origin.y + item->y, origin.height });
        else
            array_push(arena, pieces, (Piece){ item, origin });
    }
}

/* The next text of the page that has an owner. */
static const Piece *next_text(const Pieces *pieces, size_t at)
{
    for (at++; at < pieces->n; at++)
        if (pieces->at[at].item->kind == ITEM_GLYPHS && pieces->at[at].item->mark.artifact == ARTIFACT_NONE)
            return &pieces->at[at];
    return NULL;
}

static void draw_page(PdfBuild *build, uint32_t page, Buf *out, Pieces *pieces)
{
    static void (*const draw[])(Pen *, const Piece *, const Piece *) = {
        [ITEM_GLYPHS] = draw_glyphs, [ITEM_PATH] = draw_path, [ITEM_IMAGE] = draw_image,
        [ITEM_GROUP] = NULL, [ITEM_LINK] = draw_link,
    };
    _Static_assert(sizeof draw / sizeof *draw == ITEM_KINDS, "every kind of item needs a row");
    const Frame *frame = build->pages->pages.at[page].frame;
    Pen pen = { .build = build, .out = out, .page = page, .graphics = unknown };
    out->n = pieces->n = 0;
    sheet_begin(out, build, frame);
    flatten(build->arena, pieces, frame, page_origin(build, page));
    order_pieces(build, page, pieces);
    for (size_t i = 0; i < pieces->n; i++) {
        const Piece *piece = &pieces->at[i];
        draw[piece->item->kind](&pen, piece, piece->item->kind == ITEM_GLYPHS ? next_text(pieces, i) : NULL);
    }
    end_mark(&pen);
}

static void fill_page(PdfBuild *build, uint32_t page, PdfRef parent, PdfRef content)
{
    const Frame *frame = build->pages->pages.at[page].frame;
    const PdfPage *on = &build->page[page];
    Buf out = buf_new(build->arena);
    buf_printf(&out, "/Type /Page /Parent %u 0 R", parent);
    put_page_boxes(&out, build, frame);
    buf_printf(&out, " /Resources %u 0 R /Contents %u 0 R /StructParents %u /Tabs /S", build->resources, content,
               page);
    if (on->annotations.n > 0) {
        buf_c(&out, " /Annots [");
        for (size_t i = 0; i < on->annotations.n; i++) {
            put_reference(&out, on->annotations.at[i]);
            buf_char(&out, ' ');
        }
        buf_char(&out, ']');
    }
    pdf_fill(build->pdf, on->ref, buf_text(&out));
}

enum { PAGES_A_NODE = 32 };

/* The page tree has two floors, so that a reader finds a page quickly. */
static void draw_node(PdfBuild *build, uint32_t lo, uint32_t hi, PdfRef node, Buf *out, Pieces *pieces)
{
    Buf kids = buf_new(build->arena);
    for (uint32_t page = lo; page < hi; page++) {
        draw_page(build, page, out, pieces);
        fill_page(build, page, node, pdf_add_stream(build->pdf, STR_NONE, buf_text(out), true));
        put_reference(&kids, build->page[page].ref);
        buf_char(&kids, ' ');
    }
    pdf_fill(build->pdf, node, str_printf(build->arena, "/Type /Pages /Parent %u 0 R /Count %u /Kids [%.*s]",
                                          pdf_pages_root(build->pdf), hi - lo, STR_ARG(buf_text(&kids))));
}

void draw_pages(PdfBuild *build)
{
    uint32_t n = (uint32_t)build->pages->pages.n;
    Buf out = buf_new(build->arena), nodes = buf_new(build->arena);
    Pieces pieces = { 0 };
    for (uint32_t page = 0; page < n; page++)
        build->page[page].ref = pdf_reserve(build->pdf);
    for (uint32_t lo = 0; lo < n; lo += PAGES_A_NODE) {
        PdfRef node = pdf_reserve(build->pdf);
        draw_node(build, lo, lo + PAGES_A_NODE < n ? lo + PAGES_A_NODE : n, node, &out, &pieces);
        put_reference(&nodes, node);
        buf_char(&nodes, ' ');
    }
    pdf_fill(build->pdf, pdf_pages_root(build->pdf), str_printf(build->arena, "/Count %u /Kids [%.*s]", n,
                                                                STR_ARG(buf_text(&nodes))));
}
