#include "base/buf.h"
#include "verify/view.h"

/* Source: XML 1.0, 2 and 3; Namespaces in XML 1.0. A document type
 * declaration is refused: XMP has none, and entities of one could grow
 * without bound. */

enum { XML_DEPTH = 64 };

typedef struct Binding Binding;
struct Binding { Str prefix, space; const Binding *outer; };

typedef struct {
    Arena *arena;
    Str    text;
    size_t at;
    int    depth;
    Str    fault;
} Reader;

static Xml *fail(Reader *reader, const char *reason)
{
    if (reader->fault.n == 0)
        reader->fault = str_printf(reader->arena, "%s, octet %zu", reason, reader->at);
    return NULL;
}

static bool looking_at(const Reader *reader, const char *text)
{
    return str_starts(str_slice(reader->text, reader->at, reader->text.n), str_from_c(text));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(Reader *reader)
{
    while (reader->at < reader->text.n && is_blank(reader->text.p[reader->at]))
        reader->at++;
}

/* A comment or an instruction, up to its end. */
static bool skip_to(Reader *reader, const char *end)
{
    Str mark = str_from_c(end);
    size_t at = str_find(reader->text, mark, reader->at);
    if (at == reader->text.n)
        return fail(reader, "commentaire ou instruction sans fin") != NULL;
    reader->at = at + mark.n;
    return true;
}

static bool skip_aside(Reader *reader, bool *is_aside)
{
    *is_aside = looking_at(reader, "<!--") || looking_at(reader, "<?");
    return !*is_aside || skip_to(reader, looking_at(reader, "<?") ? "?>" : "-->");
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
        || c == '.' || c == ':' || (unsigned char)c >= 0x80;
}

static Str read_name(Reader *reader)
{
    size_t from = reader->at;
    while (reader->at < reader->text.n && is_name_byte(reader->text.p[reader->at]))
        reader->at++;
    return str_slice(reader->text, from, reader->at);
}

/* "&amp;", "&#233;": the character; 0 for none. */
static uint32_t read_reference(Str name)
{
    static const struct { const char *name; uint32_t rune; } known[] = {
        { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(name, str_from_c(known[i].name)))
            return known[i].rune;
    bool is_hex = name.n > 1 && name.p[1] == 'x';
    uint32_t rune = 0;
    for (size_t i = is_hex ? 2 : 1; i < name.n && rune < 0x110000; i++) {
        char c = name.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
                  : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
        if (digit >= (is_hex ? 16 : 10))
            return 0;
        rune = rune * (is_hex ? 16 : 10) + (uint32_t)digit;
    }
    return name.n > 1 && name.p[0] == '#' && rune < 0x110000 ? rune : 0;
}

/* Text up to `stop`, entities replaced. */
static bool read_text(Reader *reader, char stop, Str *text)
{
    Buf out = buf_new(reader->arena);
    for (; reader->at < reader->text.n && reader->text.p[reader->at] != stop; reader->at++) {
        char c = reader->text.p[reader->at];
        if (c != '&') {
            buf_char(&out, c);
            continue;
        }
        size_t end = str_find(reader->text, STR(";"), reader->at);
        uint32_t rune = read_reference(str_slice(reader->text, reader->at + 1, end));
        if (end == reader->text.n || rune == 0)
            return fail(reader, "entité inconnue") != NULL;
        buf_rune(&out, rune);
        reader->at = end;
    }
    *text = buf_text(&out);
    return true;
}

static bool space_of(const Binding *bindings, Str prefix, Str *space)
{
    *space = STR_NONE;
    for (; bindings != NULL; bindings = bindings->outer)
        if (str_equal(bindings->prefix, prefix)) {
            *space = bindings->space;
            return true;
        }
    return prefix.n == 0;
}

static bool resolve(Reader *reader, const Binding *bindings, Str qualified, bool is_attribute, Str *space, Str *name)
{
    size_t colon = str_find(qualified, STR(":"), 0);
    Str prefix = colon < qualified.n ? str_slice(qualified, 0, colon) : STR_NONE;
    *name = colon < qualified.n ? str_slice(qualified, colon + 1, qualified.n) : qualified;
    *space = STR_NONE;
    if ((is_attribute && prefix.n == 0) || space_of(bindings, prefix, space))
        return true;
    return fail(reader, "préfixe sans espace de noms") != NULL;
}

/* The attributes of a tag, as written; namespaces they bind go to `*bindings`. */
static bool read_attributes(Reader *reader, Xml *element, const Binding **bindings)
{
    struct XmlAttribute **link = &element->attributes;
    for (;;) {
        skip_blanks(reader);
        if (looking_at(reader, ">") || looking_at(reader, "/>"))
            return true;
        struct XmlAttribute *attribute = arena_new(reader->arena, struct XmlAttribute);
        attribute->name = read_name(reader);
        skip_blanks(reader);
        if (attribute->name.n == 0 || !looking_at(reader, "="))
            return fail(reader, "attribut mal formé") != NULL;
        reader->at++;
        skip_blanks(reader);
        char quote = reader->at < reader->text.n ? reader->text.p[reader->at] : 0;
        reader->at++;
        if ((quote != '"' && quote != '\'') || !read_text(reader, quote, &attribute->value)
            || reader->at >= reader->text.n)
            return fail(reader, "attribut sans fin") != NULL;
        reader->at++;
        bool is_default = str_equal(attribute->name, STR("xmlns"));
        if (is_default || str_starts(attribute->name, STR("xmlns:"))) {
            Binding *bound = arena_new(reader->arena, Binding);
            *bound = (Binding){ is_default ? STR_NONE : str_slice(attribute->name, 6, attribute->name.n),
                                attribute->value, *bindings };
            *bindings = bound;
            continue;
        }
        *link = attribute;
        link = &attribute->next;
    }
}

static Xml *read_element(Reader *reader, const Binding *bindings);

/* What stands between the tags of `element`. */
static bool read_content(Reader *reader, Xml *element, const Binding *bindings)
{
    Xml **link = &element->first;
    while (reader->at < reader->text.n && !looking_at(reader, "</")) {
        bool is_aside;
        if (!skip_aside(reader, &is_aside))
            return false;
        if (is_aside)
            continue;
        Xml *child = looking_at(reader, "<") ? read_element(reader, bindings) : arena_new(reader->arena, Xml);
        if (child == NULL || (child->name.n == 0 && !read_text(reader, '<', &child->text)))
            return false;
        *link = child;
        link = &child->next;
    }
    return true;
}

static Xml *read_element(Reader *reader, const Binding *bindings)
{
    Xml *element = arena_new(reader->arena, Xml);
    reader->at++;
    Str tag = read_name(reader);
    if (tag.n == 0 || reader->depth == XML_DEPTH)
        return fail(reader, "balise mal formée");
    if (!read_attributes(reader, element, &bindings)
        || !resolve(reader, bindings, tag, false, &element->space, &element->name))
        return NULL;
    for (struct XmlAttribute *a = element->attributes; a != NULL; a = a->next)
        if (!resolve(reader, bindings, a->name, true, &a->space, &a->name))
            return NULL;
    if (looking_at(reader, "/>")) {
        reader->at += 2;
        return element;
    }
    reader->at++;
    reader->depth++;
    if (!read_content(reader, element, bindings))
        return NULL;
    reader->depth--;
    reader->at += 2;
    if (!str_equal(read_name(reader), tag))
        return fail(reader, "balise fermante qui ne répond pas à l’ouvrante");
    skip_blanks(reader);
    if (!looking_at(reader, ">"))
        return fail(reader, "balise fermante sans fin");
    reader->at++;
    return element;
}

Xml *xml_read(Arena *arena, Str text, Str *fault)
{
    static const Binding xml = { { "xml", 3 }, { "http://www.w3.org/XML/1998/namespace", 36 }, NULL };
    Reader reader = { .arena = arena, .text = text };
    Xml *root = NULL;
    if (looking_at(&reader, "\xEF\xBB\xBF"))
        reader.at = 3;
    for (skip_blanks(&reader); reader.at < text.n && reader.fault.n == 0; skip_blanks(&reader)) {
        bool is_aside;
        if (!skip_aside(&reader, &is_aside) || is_aside)
            continue;
        if (root != NULL || !looking_at(&reader, "<"))
            fail(&reader, "plus d’une racine");
        else
            root = read_element(&reader, &xml);
    }
    *fault = root == NULL && reader.fault.n == 0 ? STR("aucun élément") : reader.fault;
    return fault->n == 0 ? root : NULL;
}
