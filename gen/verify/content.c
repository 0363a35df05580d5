#include <stdlib.h>

#include "verify/view.h"

/* The interpreter of page content (ISO 32000-1, 7.8.2 and Annex A): what is
 * marked and how, which codes of which font are shown, and what of it cannot
 * be. It follows forms; it does not draw. */

enum { FORM_DEPTH = 8, STATE_MAX = 28, MARKS_DEPTH = 256, WORK_MAX = 1 << 28, TEXT_MAX = 1 << 20,
       EVENTS_MAX = 4096, OPERANDS_MAX = 1024, FONTS_NAMED = 16 };

typedef struct { int32_t mark, owner; bool in_actual; } Open;

typedef struct {
    View         *view;
    uint32_t      page;
    const Object *resources;
    uint32_t      stream;                /* the form's number; 0 in the page's own content */
    int           forms;                 /* forms inside each other */
    Lexer         lexer;
    size_t        base;                  /* of the operands on the lexer's stack */
    Open         *open;
    int           depth, state, state_base;
    int32_t       font, fonts[MARKS_DEPTH];   /* -1 none; what q keeps */
    bool          is_untagged;           /* the last thing painted was: one event a run */
} Pen;

static void add_event(Pen *pen, EventKind kind, Str detail)
{
    View *view = pen->view;
    int32_t mark = pen->depth > 0 ? pen->open[pen->depth - 1].owner : -1;
    if (view->events.n < EVENTS_MAX)
        array_push(view->arena, &view->events, (Event){ kind, pen->page, mark, detail });
}

static const Object *operand(const Pen *pen, size_t from_end)
{
    size_t n = pen->lexer.stack.n - pen->base;
    return from_end < n ? &pen->lexer.stack.at[pen->lexer.stack.n - 1 - from_end] : &object_null;
}

static const Object *resource(Pen *pen, const char *kind, const Object *name)
{
    PdfFile *file = &pen->view->file;
    if (name->kind != OBJ_NAME)
        return &object_null;
    const Object *all = file_get(file, pen->resources, kind);
    for (size_t i = 0; i < object_pairs(all); i++)
        if (str_equal(object_key(all, i), name->text))
            return object_value(all, i);
    return &object_null;
}

static const Object *needed_resource(Pen *pen, const char *kind, const Object *name)
{
    const Object *found = resource(pen, kind, name);
    if (found->kind == OBJ_NULL)
        add_event(pen, EVENT_RESOURCE, str_printf(pen->view->arena, "%s « %.*s »", kind,
                                                  STR_ARG(name->kind == OBJ_NAME ? name->text : STR("?"))));
    return found;
}

/* --- marked content ------------------------------------------------------ */

static Mark *mark_at(Pen *pen, int32_t index)
{
    return &pen->view->pages.at[pen->page].marks.at[index];
}

static int32_t owner_of(const Pen *pen)
{
    return pen->depth > 0 ? pen->open[pen->depth - 1].owner : -1;
}

static Str name_entry(Pen *pen, const Object *dict, const char *key)
{
    const Object *value = file_get(&pen->view->file, dict, key);
    return value->kind == OBJ_NAME ? str_copy(pen->view->arena, value->text) : STR_NONE;
}

static void open_mark(Pen *pen, const Object *tag, const Object *properties)
{
    Arena *arena = pen->view->arena;
    PageView *page = &pen->view->pages.at[pen->page];
    const Object *mcid = file_get(&pen->view->file, properties, "MCID");
    const Object *actual = file_get(&pen->view->file, properties, "ActualText");
    int32_t above = owner_of(pen);
    Mark mark = { .tag = tag->kind == OBJ_NAME ? str_copy(arena, tag->text) : STR_NONE, .mcid = -1, .stream = pen->stream,
                  .parent = pen->depth > 0 ? pen->open[pen->depth - 1].mark : -1, .owner = -1,
                  .text = buf_new(arena), .has_actual = actual->kind == OBJ_STRING,
                  .actual = str_copy(arena, object_text(arena, actual)), .is_artifact = object_is(tag, "Artifact") };
    if (mcid->kind == OBJ_INTEGER && mcid->integer >= 0 && mcid->integer < INT32_MAX)
        mark.mcid = (int32_t)mcid->integer;
    if (mark.is_artifact) {
        mark.type = name_entry(pen, properties, "Type");
        mark.subtype = name_entry(pen, properties, "Subtype");
    }
    if (above >= 0 && mark.is_artifact && !mark_at(pen, above)->is_artifact)
        add_event(pen, EVENT_ARTIFACT_INSIDE, STR_NONE);
    if (above >= 0 && mark.mcid >= 0 && mark_at(pen, above)->is_artifact)
        add_event(pen, EVENT_TAGGED_INSIDE, mark.tag);
    int32_t index = (int32_t)page->marks.n;
    bool is_owner = mark.mcid >= 0 || mark.is_artifact, in_actual = pen->depth > 0 && pen->open[pen->depth - 1].in_actual;
    if (mark.has_actual && !in_actual && above >= 0 && mark_at(pen, above)->text.n < TEXT_MAX)
        buf_str(&mark_at(pen, above)->text, mark.actual);
    array_push(arena, &page->marks, mark);
    pen->open[pen->depth++] = (Open){ index, is_owner ? index : above, in_actual || (mark.has_actual && !is_owner) };
}

static void begin_mark(Pen *pen, const Object *tag, const Object *properties)
{
    if (pen->depth < MARKS_DEPTH)
        open_mark(pen, tag, properties);
    else
        add_event(pen, EVENT_LIMIT, STR("séquences marquées trop imbriquées"));
}

static void op_begin(Pen *pen)
{
    begin_mark(pen, operand(pen, 0), &object_null);
}

static void op_begin_with(Pen *pen)
{
    const Object *properties = operand(pen, 0);
    if (properties->kind == OBJ_NAME)
        properties = file_resolve(&pen->view->file, needed_resource(pen, "Properties", properties));
    if (object_pairs(properties) == 0 && properties->kind != OBJ_DICT)
        add_event(pen, EVENT_PROPERTIES, STR_NONE);
    begin_mark(pen, operand(pen, 1), properties);
}

static void op_end(Pen *pen)
{
    if (pen->depth > 0)
        pen->depth--;
    else
        add_event(pen, EVENT_MARK_EXTRA, STR_NONE);
}

/* --- what is painted ----------------------------------------------------- */

static void paint(Pen *pen, Str what)
{
    bool is_untagged = owner_of(pen) < 0;
    if (is_untagged && !pen->is_untagged)
        add_event(pen, EVENT_UNTAGGED, what);
    pen->is_untagged = is_untagged;
}

static void op_paint(Pen *pen)
{
    paint(pen, STR("tracé"));
}

static void add_text(Pen *pen, Str text)
{
    int32_t owner = owner_of(pen);
    if (owner >= 0 && !pen->open[pen->depth - 1].in_actual && mark_at(pen, owner)->text.n < TEXT_MAX)
        buf_str(&mark_at(pen, owner)->text, text);
}

static void show_code(Pen *pen, FontView *font, uint32_t code)
{
    Str text;
    bool is_known = cmap_text(pen->view->scratch, &font->unicode, code, &text);
    if (!font_shows(font, code)) {
        font->used[code / 32] |= UINT32_C(1) << code % 32;
        font->code_end = code >= font->code_end ? code + 1 : font->code_end;
        Str which = str_printf(pen->view->arena, "%.*s, code %04X", STR_ARG(font->name), (unsigned)code);
        if (font->is_composite && font_glyph_of(font, code) == 0)
            add_event(pen, EVENT_GLYPH_ZERO, which);
        if (font->has_unicode && !is_known)
            add_event(pen, EVENT_NO_UNICODE, which);
    }
    if (is_known)
        add_text(pen, text);
    else if (!font->is_composite && code < 128)
        add_text(pen, str_printf(pen->view->scratch, "%c", (char)code));
}

static void show(Pen *pen, const Object *string)
{
    if (string->kind != OBJ_STRING)
        return;
    paint(pen, STR("texte"));
    if (pen->font < 0)
        return;
    FontView *font = &pen->view->fonts.at[pen->font];
    const unsigned char *bytes = (const unsigned char *)string->text.p;
    size_t step = font->is_composite ? 2 : 1;
    for (size_t i = 0; i + step <= string->text.n; i += step)
        show_code(pen, font, step == 2 ? (uint32_t)bytes[i] << 8 | bytes[i + 1] : bytes[i]);
}

static void op_show(Pen *pen)
{
    show(pen, operand(pen, 0));
}

static void op_show_list(Pen *pen)
{
    const Object *list = operand(pen, 0);
    for (size_t i = 0; i < file_count(list); i++)
        show(pen, &list->list.at[i]);
}

static void op_font(Pen *pen)
{
    const Object *font = needed_resource(pen, "Font", operand(pen, 1));
    size_t known = pen->view->fonts.n;
    pen->font = font->kind == OBJ_NULL ? -1 : font_find(pen->view, font);
    if (pen->view->fonts.n > known)
        pen->view->fonts.at[known].first_page = pen->page;
}

/* --- graphics state and colour ------------------------------------------- */

static void op_save(Pen *pen)
{
    if (pen->state < MARKS_DEPTH)
        pen->fonts[pen->state] = pen->font;
    if (++pen->state == STATE_MAX + 1)
        add_event(pen, EVENT_STATE_DEEP, STR_NONE);
}

static void op_restore(Pen *pen)
{
    if (pen->state <= pen->state_base) {
        add_event(pen, EVENT_STATE_OPEN, STR("« Q » de trop"));
        return;
    }
    pen->state--;
    if (pen->state < MARKS_DEPTH)
        pen->font = pen->fonts[pen->state];
}

static void op_cmyk(Pen *pen)
{
    add_event(pen, EVENT_CMYK, STR_NONE);
}

static void op_colour_space(Pen *pen)
{
    static const char *const known[] = { "DeviceGray", "DeviceRGB", "Pattern" };
    const Object *name = operand(pen, 0);
    if (object_is(name, "DeviceCMYK"))
        op_cmyk(pen);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (object_is(name, known[i]))
            return;
    if (!object_is(name, "DeviceCMYK"))
        needed_resource(pen, "ColorSpace", name);
}

static void op_shading(Pen *pen)
{
    paint(pen, STR("dégradé"));
    needed_resource(pen, "Shading", operand(pen, 0));
}

static void op_state(Pen *pen)
{
    needed_resource(pen, "ExtGState", operand(pen, 0));
}

static void op_intent(Pen *pen)
{
    static const char *const known[] = { "RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation" };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (object_is(operand(pen, 0), known[i]))
            return;
    add_event(pen, EVENT_INTENT, STR_NONE);
}

/* An image in the content: skips to its end, "EI" between blanks. */
static void op_image(Pen *pen)
{
    Lexer *lexer = &pen->lexer;
    Object object;
    paint(pen, STR("image"));
    while (lex_object(lexer, &object) && !(object.kind == OBJ_WORD && str_equal(object.text, STR("ID"))))
        if (object_is(&object, "CMYK") || object_is(&object, "DeviceCMYK"))
            op_cmyk(pen);
    for (size_t at = lexer->at; (at = str_find(lexer->text, STR("EI"), at)) < lexer->text.n; at += 2)
        if (at > 0 && byte_is_blank((unsigned char)lexer->text.p[at - 1])
            && (at + 2 == lexer->text.n || byte_is_blank((unsigned char)lexer->text.p[at + 2]))) {
            lexer->at = at + 2;
            return;
        }
    lexer->at = lexer->text.n;
    add_event(pen, EVENT_SYNTAX, STR("image sans fin"));
}

static void run(Pen *pen, const Object *stream, const Object *resources);

static void op_object(Pen *pen)
{
    PdfFile *file = &pen->view->file;
    const Object *object = file_resolve(file, needed_resource(pen, "XObject", operand(pen, 0)));
    if (!object_is(file_get(file, object, "Subtype"), "Form")) {
        paint(pen, STR("image"));
        return;
    }
    if (pen->forms == FORM_DEPTH) {
        add_event(pen, EVENT_LIMIT, STR("formes trop imbriquées"));
        return;
    }
    Pen inner = *pen;
    const Object *own = file_get(file, object, "Resources");
    inner.forms++;
    inner.stream = object->stream->number;
    inner.state_base = pen->state;
    run(&inner, object, own->kind == OBJ_NULL ? pen->resources : own);
    pen->is_untagged = inner.is_untagged;
}

/* --- operators ----------------------------------------------------------- */

static void op_none(Pen *pen)
{
    (void)pen;
}

enum { ANY = -1 };
typedef struct { char name[4]; int operands; void (*run)(Pen *); } Operator;

/* ISO 32000-1, Annex A; sorted by name. */
static const Operator operators[] = {
    { "\"", 3, op_show }, { "'", 1, op_show }, { "B", 0, op_paint }, { "B*", 0, op_paint },
    { "BDC", 2, op_begin_with }, { "BI", 0, op_image }, { "BMC", 1, op_begin }, { "BT", 0, op_none },
    { "BX", 0, op_none }, { "CS", 1, op_colour_space }, { "DP", 2, op_none }, { "Do", 1, op_object },
    { "EMC", 0, op_end }, { "ET", 0, op_none }, { "EX", 0, op_none }, { "F", 0, op_paint }, { "G", 1, op_none },
    { "J", 1, op_none }, { "K", 4, op_cmyk }, { "M", 1, op_none }, { "MP", 1, op_none }, { "Q", 0, op_restore },
    { "RG", 3, op_none }, { "S", 0, op_paint }, { "SC", ANY, op_none }, { "SCN", ANY, op_none }, { "T*", 0, op_none },
    { "TD", 2, op_none }, { "TJ", 1, op_show_list }, { "TL", 1, op_none }, { "Tc", 1, op_none }, { "Td", 2, op_none },
    { "Tf", 2, op_font }, { "Tj", 1, op_show }, { "Tm", 6, op_none }, { "Tr", 1, op_none }, { "Ts", 1, op_none },
    { "Tw", 1, op_none }, { "Tz", 1, op_none }, { "W", 0, op_none }, { "W*", 0, op_none }, { "b", 0, op_paint },
    { "b*", 0, op_paint }, { "c", 6, op_none }, { "cm", 6, op_none }, { "cs", 1, op_colour_space }, { "d", 2, op_none },
    { "d0", 2, op_none }, { "d1", 6, op_none }, { "f", 0, op_paint }, { "f*", 0, op_paint }, { "g", 1, op_none },
    { "gs", 1, op_state }, { "h", 0, op_none }, { "i", 1, op_none }, { "j", 1, op_none }, { "k", 4, op_cmyk },
    { "l", 2, op_none }, { "m", 2, op_none }, { "n", 0, op_none }, { "q", 0, op_save }, { "re", 4, op_none },
    { "rg", 3, op_none }, { "ri", 1, op_intent }, { "s", 0, op_paint }, { "sc", ANY, op_none }, { "scn", ANY, op_none },
    { "sh", 1, op_shading }, { "v", 4, op_none }, { "w", 1, op_none }, { "y", 4, op_none },
};

static const Operator *operator_named(Str name)
{
    size_t lo = 0, hi = sizeof operators / sizeof *operators;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        int order = str_compare(name, str_from_c(operators[middle].name));
        if (order == 0)
            return &operators[middle];
        if (order < 0)
            hi = middle;
        else
            lo = middle + 1;
    }
    return NULL;
}

static void obey(Pen *pen, Str name)
{
    const Operator *operator = operator_named(name);
    size_t n = pen->lexer.stack.n - pen->base;
    if (operator == NULL || (operator->operands != ANY && n != (size_t)operator->operands))
        add_event(pen, EVENT_OPERATOR, str_copy(pen->view->arena, str_slice(name, 0, 16)));
    else
        operator->run(pen);
    pen->lexer.stack.n = pen->base;
}

/* Runs the operators in `bytes`; what is open at the start stays open. */
static void interpret(Pen *pen, Str bytes)
{
    Object object;
    int depth = pen->depth;
    pen->lexer = lexer_new(pen->view->scratch, bytes, 0);
    pen->base = 0;
    lex_blanks(&pen->lexer);
    size_t from = pen->lexer.at;
    while (lex_object(&pen->lexer, &object)) {
        if (object.kind == OBJ_WORD)
            obey(pen, object.text);
        else if (pen->lexer.stack.n < OPERANDS_MAX)
            array_push(pen->view->scratch, &pen->lexer.stack, object);
        lex_blanks(&pen->lexer);
        from = pen->lexer.at;
    }
    if (from < bytes.n)
        add_event(pen, EVENT_SYNTAX, str_printf(pen->view->arena, "octet %zu", from));
    if (pen->depth > depth)
        add_event(pen, EVENT_MARK_OPEN, STR_NONE);
    if (pen->state > pen->state_base)
        add_event(pen, EVENT_STATE_OPEN, STR("« q » sans « Q »"));
}

/* Content may be an array of streams: one text with blanks between (7.8.2). */
static bool unpack_content(Pen *pen, const Object *content, Str *bytes)
{
    PdfFile *file = &pen->view->file;
    if (content->kind != OBJ_ARRAY)
        return file_unpack(file, pen->view->scratch, content, bytes);
    Buf all = buf_new(pen->view->scratch);
    for (size_t i = 0; i < file_count(content); i++) {
        Str part;
        if (all.n > UNPACK_ONE || !file_unpack(file, pen->view->scratch, file_item(file, content, i), &part))
            return false;
        buf_str(&all, part);
        buf_char(&all, '\n');
    }
    *bytes = buf_text(&all);
    return true;
}

static void run(Pen *pen, const Object *content, const Object *resources)
{
    Str bytes;
    View *view = pen->view;
    ArenaMark mark = arena_mark(view->scratch);
    if (!unpack_content(pen, content, &bytes)) {
        add_event(pen, EVENT_STREAM, STR_NONE);
    } else if (bytes.n > view->work_left) {
        view->work_left = 0;
        add_event(pen, EVENT_LIMIT, STR("contenu trop long, la suite n’est pas lue"));
    } else {
        view->work_left -= bytes.n;
        pen->resources = resources;
        interpret(pen, bytes);
    }
    arena_rewind(view->scratch, mark);
}

typedef struct { int32_t mcid; uint32_t stream, index; } Place;

static int by_number(const void *a, const void *b)
{
    const Place *one = a, *two = b;
    if (one->mcid != two->mcid)
        return one->mcid < two->mcid ? -1 : 1;
    if (one->stream != two->stream)
        return one->stream < two->stream ? -1 : 1;
    return one->index < two->index ? -1 : one->index > two->index;
}

static void sort_marks(Arena *arena, PageView *page)
{
    Place *places = arena_array(arena, Place, page->marks.n + 1);
    page->order = arena_array(arena, uint32_t, page->marks.n + 1);
    for (uint32_t i = 0; i < page->marks.n; i++)
        places[i] = (Place){ page->marks.at[i].mcid, page->marks.at[i].stream, i };
    qsort(places, page->marks.n, sizeof *places, by_number);
    for (uint32_t i = 0; i < page->marks.n; i++)
        page->order[i] = places[i].index;
}

void content_read(View *view)
{
    Open *open = arena_array(view->arena, Open, MARKS_DEPTH);
    view->work_left = WORK_MAX;
    for (uint32_t i = 0; i < view->pages.n; i++) {
        const Object *content = file_get(&view->file, view->pages.at[i].dict, "Contents");
        Pen pen = { .view = view, .page = i, .font = -1, .open = open };
        if (content->kind != OBJ_NULL)
            run(&pen, content, view->pages.at[i].resources);
        sort_marks(view->arena, &view->pages.at[i]);
    }
}
