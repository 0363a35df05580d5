#include "base/buf.h"
#include "verify/view.h"

const char SPACE_RDF[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", SPACE_DC[] = "http://purl.org/dc/elements/1.1/",
    SPACE_XMP[] = "http://ns.adobe.com/xap/1.0/", SPACE_PDF[] = "http://ns.adobe.com/pdf/1.3/",
    SPACE_PDFA[] = "http://www.aiim.org/pdfa/ns/id/", SPACE_PDFUA[] = "http://www.aiim.org/pdfua/ns/id/",
    SPACE_EXTENSION[] = "http://www.aiim.org/pdfa/ns/extension/", SPACE_SCHEMA[] = "http://www.aiim.org/pdfa/ns/schema#",
    SPACE_PROPERTY[] = "http://www.aiim.org/pdfa/ns/property#";

static bool is_called(const Xml *element, const char *space, const char *name)
{
    return str_equal(element->name, str_from_c(name)) && str_equal(element->space, str_from_c(space));
}

const Xml *xml_child(const Xml *element, const char *space, const char *name)
{
    for (const Xml *child = element != NULL ? element->first : NULL; child != NULL; child = child->next)
        if (is_called(child, space, name))
            return child;
    return NULL;
}

static void put_text(Buf *out, const Xml *element)
{
    for (const Xml *child = element->first; child != NULL; child = child->next) {
        if (child->name.n == 0)
            buf_str(out, child->text);
        else
            put_text(out, child);
    }
}

Str xml_text(Arena *arena, const Xml *element)
{
    Buf out = buf_new(arena);
    if (element != NULL)
        put_text(&out, element);
    return str_trim(buf_text(&out));
}

/* A property is an element of a Description, or an attribute of it (XMP
 * Specification, part 1, 7.4 and 7.9). */
const Xml *xmp_property(const View *view, const char *space, const char *name, Str *attribute)
{
    const Xml *rdf = view->xmp;
    *attribute = STR_NONE;
    if (rdf != NULL && !is_called(rdf, SPACE_RDF, "RDF"))
        rdf = xml_child(rdf, SPACE_RDF, "RDF");
    for (const Xml *about = rdf != NULL ? rdf->first : NULL; about != NULL; about = about->next) {
        const Xml *found = xml_child(about, space, name);
        if (found != NULL)
            return found;
        for (const struct XmlAttribute *a = about->attributes; a != NULL; a = a->next)
            if (str_equal(a->name, str_from_c(name)) && str_equal(a->space, str_from_c(space)))
                *attribute = a->value;
    }
    return NULL;
}

/* Of alternatives and lists, the first item; of alternatives by language,
 * x-default comes first. */
Str xmp_value(const View *view, Arena *arena, const char *space, const char *name)
{
    Str attribute;
    const Xml *found = xmp_property(view, space, name, &attribute);
    if (found == NULL)
        return attribute;
    for (const Xml *list = found->first; list != NULL; list = list->next) {
        const Xml *item = xml_child(list, SPACE_RDF, "li");
        if (item != NULL)
            return xml_text(arena, item);
    }
    return xml_text(arena, found);
}

void metadata_read(View *view)
{
    const Object *stream = file_get(&view->file, view->catalogue, "Metadata");
    view->has_xmp = file_unpack(&view->file, view->arena, stream, &view->xmp_bytes);
    if (view->has_xmp)
        view->xmp = xml_read(view->arena, view->xmp_bytes, &view->xmp_fault);
}
