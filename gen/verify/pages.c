#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "verify/view.h"

/* The page tree (ISO 32000-1, 7.7.3) and the labels (12.4.2). */

enum { TREE_DEPTH = 64, PAGES_MAX = 1 << 17, PREFIX_MAX = 64 };

typedef struct {
    View          *view;
    unsigned char *seen;                 /* by object number */
    const Object  *resources, *media, *crop;    /* inherited */
} Walk;

static Box box_of(PdfFile *file, const Object *array)
{
    double at[4];
    for (size_t i = 0; i < 4; i++)
        if (file_count(array) != 4 || !object_number(file_item(file, array, i), &at[i]))
            return (Box){ 0 };
    return (Box){ fmin(at[0], at[2]), fmin(at[1], at[3]), fmax(at[0], at[2]), fmax(at[1], at[3]), true };
}

static void fault_of(View *view, const char *text, uint32_t number)
{
    if (view->pages_sound)
        view->pages_fault = str_printf(view->arena, "%s (objet %u)", text, number);
    view->pages_sound = false;
}

static void add_page(Walk walk, uint32_t ref, const Object *dict)
{
    View *view = walk.view;
    PdfFile *file = &view->file;
    if (view->pages.n >= PAGES_MAX)
        return;
    view->page_by_object[ref] = (int32_t)view->pages.n;
    array_push(view->arena, &view->pages, (PageView){
        .ref = ref, .dict = dict, .resources = walk.resources, .media = box_of(file, walk.media),
        .crop = box_of(file, walk.crop), .trim = box_of(file, file_get(file, dict, "TrimBox")),
        .bleed = box_of(file, file_get(file, dict, "BleedBox")), .art = box_of(file, file_get(file, dict, "ArtBox")),
    });
}

static void inherit(PdfFile *file, const Object *dict, const char *key, const Object **value)
{
    const Object *own = file_get(file, dict, key);
    if (own->kind != OBJ_NULL)
        *value = own;
}

/* Returns how many pages lie below. */
static int64_t walk_pages(Walk walk, const Object *link, uint32_t parent, int depth)
{
    View *view = walk.view;
    PdfFile *file = &view->file;
    uint32_t ref = object_reference(link);
    const Object *dict = file_resolve(file, link);
    if (ref == 0 || ref >= file->entries.n || walk.seen[ref] || dict->kind != OBJ_DICT || depth > TREE_DEPTH) {
        fault_of(view, "maillon absent, répété ou trop profond", ref);
        return 0;
    }
    walk.seen[ref] = 1;
    inherit(file, dict, "Resources", &walk.resources);
    inherit(file, dict, "MediaBox", &walk.media);
    inherit(file, dict, "CropBox", &walk.crop);
    if (depth > 0 && object_reference(object_entry(dict, "Parent")) != parent)
        fault_of(view, "« Parent » ne mène pas au maillon d’au-dessus", ref);
    if (object_is(file_get(file, dict, "Type"), "Page")) {
        add_page(walk, ref, dict);
        return 1;
    }
    if (!object_is(file_get(file, dict, "Type"), "Pages"))
        fault_of(view, "ni « Page » ni « Pages »", ref);
    const Object *kids = file_get(file, dict, "Kids"), *count = file_get(file, dict, "Count");
    int64_t n = 0;
    for (size_t i = 0; i < file_count(kids); i++)
        n += walk_pages(walk, &kids->list.at[i], ref, depth + 1);
    if (count->kind != OBJ_INTEGER || count->integer != n)
        fault_of(view, "« Count » n’est pas le nombre de pages", ref);
    return n;
}

/* --- labels -------------------------------------------------------------- */

static void put_roman(Buf *out, int64_t n, bool is_upper)
{
    static const struct { int value; const char *text; } digits[] = {
        { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" },
        { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" },
    };
    enum { ROMAN_MAX = 10000 };
    if (n > ROMAN_MAX)
        return;
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        for (; n >= digits[i].value; n -= digits[i].value)
            for (const char *c = digits[i].text; *c; c++)
                buf_char(out, is_upper ? (char)(*c - 'a' + 'A') : *c);
}

/* a to z, then aa to zz: at most as many letters as there are pages / 26. */
static void put_letters(Buf *out, int64_t n, bool is_upper)
{
    enum { LETTERS = 26, REPEAT_MAX = 100 };
    for (int64_t i = 0; n > 0 && i <= (n - 1) / LETTERS && i < REPEAT_MAX; i++)
        buf_char(out, (char)((is_upper ? 'A' : 'a') + (n - 1) % LETTERS));
}

static Str label_of(View *view, const Object *style, int64_t index)
{
    PdfFile *file = &view->file;
    Buf out = buf_new(view->arena);
    const Object *start = file_get(file, style, "St"), *kind = file_get(file, style, "S");
    int64_t n = index + (start->kind == OBJ_INTEGER && start->integer > 0 && start->integer < 1 << 20
                         ? start->integer : 1);
    buf_str(&out, str_slice(object_text(view->arena, file_get(file, style, "P")), 0, PREFIX_MAX));
    if (object_is(kind, "D"))
        buf_printf(&out, "%lld", (long long)n);
    else if (object_is(kind, "r") || object_is(kind, "R"))
        put_roman(&out, n, object_is(kind, "R"));
    else if (object_is(kind, "a") || object_is(kind, "A"))
        put_letters(&out, n, object_is(kind, "A"));
    return buf_text(&out);
}

static void read_labels(View *view)
{
    Numbers ranges;
    if (!tree_numbers(&view->file, view->arena, file_get(&view->file, view->catalogue, "PageLabels"), &ranges))
        return;
    for (size_t i = 0; i < ranges.n; i++) {
        int64_t from = ranges.at[i].key, to = i + 1 < ranges.n ? ranges.at[i + 1].key : (int64_t)view->pages.n;
        const Object *style = file_resolve(&view->file, ranges.at[i].value);
        for (int64_t page = from; page >= 0 && page < to && page < (int64_t)view->pages.n; page++)
            if (view->pages.at[page].label.n == 0)
                view->pages.at[page].label = label_of(view, style, page - from);
    }
}

/* Named destinations lie in the names tree or, in old files, in the
 * catalogue (12.3.2.3). */
static void read_destinations(View *view)
{
    PdfFile *file = &view->file;
    const Object *old = file_get(file, view->catalogue, "Dests");
    Names names;
    tree_names(file, view->arena, file_get(file, file_get(file, view->catalogue, "Names"), "Dests"), &names);
    for (size_t i = 0; i < names.n; i++)
        map_set(view->arena, &view->destinations, names.at[i].key, (void *)(uintptr_t)names.at[i].value);
    for (size_t i = 0; i < object_pairs(old); i++)
        map_set(view->arena, &view->destinations, object_key(old, i), (void *)(uintptr_t)object_value(old, i));
}

void pages_read(View *view)
{
    size_t objects = view->file.entries.n + 1;
    view->page_by_object = arena_array(view->arena, int32_t, objects);
    memset(view->page_by_object, 0xFF, objects * sizeof *view->page_by_object);
    view->pages_sound = true;
    Walk walk = { view, arena_alloc(view->arena, objects, 1), &object_null, &object_null, &object_null };
    walk_pages(walk, object_entry(view->catalogue, "Pages"), 0, 0);
    read_labels(view);
    read_destinations(view);
}
