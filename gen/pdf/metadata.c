#include <lcms2.h>
#include <string.h>

#include "pdf/pdf_impl.h"

/* What the file says about itself: twice, in Info and in XMP, and alike. */

static void put_xml(Buf *out, Str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '&')
            buf_c(out, "&amp;");
        else if (c == '<')
            buf_c(out, "&lt;");
        else if (c == '>')
            buf_c(out, "&gt;");
        else if (c >= ' ' || c == '\t' || c == '\n')   /* XML has no other control characters */
            buf_char(out, (char)c);
    }
}

/* "<open>text<close>"; nothing for an empty text. */
static void put_property(Buf *out, const char *open, Str text, const char *close)
{
    if (text.n == 0)
        return;
    buf_c(out, open);
    put_xml(out, text);
    buf_c(out, close);
}

static void put_alternatives(Buf *out, const char *name, Str text, Str language)
{
    if (text.n == 0)
        return;
    buf_printf(out, "<dc:%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
    put_xml(out, text);
    buf_c(out, "</rdf:li>");
    if (language.n > 0) {
        buf_c(out, "<rdf:li xml:lang=\"");
        put_xml(out, language);
        buf_c(out, "\">");
        put_xml(out, text);
        buf_c(out, "</rdf:li>");
    }
    buf_printf(out, "</rdf:Alt></dc:%s>\n", name);
}

/* ISO 14289-1, 5: the identification of PDF/UA. PDF/A-3, 6.6.2.3.3, wants its
 * schema, which XMP does not define, described in the file. */
static const char identification[] =
    "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static const char packet_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";

static const char packet_tail[] =
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";

static void write_xmp(PdfBuild *build)
{
    const PdfMetadata *m = build->metadata;
    Buf out = buf_new(build->arena);
    buf_c(&out, packet_head);
    put_alternatives(&out, "title", m->title, m->language);
    put_property(&out, "<dc:creator><rdf:Seq><rdf:li>", m->author, "</rdf:li></rdf:Seq></dc:creator>\n");
    put_alternatives(&out, "description", m->subject, m->language);
    put_property(&out, "<dc:language><rdf:Bag><rdf:li>", m->language, "</rdf:li></rdf:Bag></dc:language>\n");
    put_property(&out, "<xmp:CreateDate>", m->date, "</xmp:CreateDate>\n");
    put_property(&out, "<xmp:ModifyDate>", m->date, "</xmp:ModifyDate>\n");
    put_property(&out, "<pdf:Producer>", m->producer, "</pdf:Producer>\n");
    buf_c(&out, identification);
    buf_c(&out, packet_tail);
    PdfRef xmp = pdf_add_stream(build->pdf, STR("/Type /Metadata /Subtype /XML"), buf_text(&out), false);
    buf_printf(&build->catalogue, " /Metadata %u 0 R", xmp);
}

static void put_entry(Buf *out, const char *key, Str text)
{
    if (text.n == 0)
        return;
    buf_printf(out, "/%s ", key);
    put_text(out, text);
    buf_char(out, ' ');
}

static void write_info(PdfBuild *build)
{
    const PdfMetadata *m = build->metadata;
    Buf out = buf_new(build->arena);
    put_entry(&out, "Title", m->title);
    put_entry(&out, "Author", m->author);
    put_entry(&out, "Subject", m->subject);
    put_entry(&out, "Producer", m->producer);
    if (m->date.n > 0) {
        buf_c(&out, "/CreationDate ");
        put_date(&out, m->date);
        buf_c(&out, " /ModDate ");
        put_date(&out, m->date);
    }
    pdf_fill(build->pdf, pdf_info(build->pdf), buf_text(&out));
}

/* Little CMS writes the time of day into bytes 24 to 35 of the profile's
 * header (ICC.1:2004-10, 7.2.8): ours is the day of that specification.
 * Version 4.2 is what PDF 1.7 knows. */
static Str srgb_profile(Arena *arena)
{
    static const unsigned char date[12] = { 2004 >> 8, 2004 & 0xFF, 0, 10, 0, 1 };
    enum { DATE = 24 };
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    if (profile == NULL)
        return STR_NONE;
    cmsSetProfileVersion(profile, 4.2);
    cmsUInt32Number size = 0;
    Str bytes = { 0 };
    if (cmsSaveProfileToMem(profile, NULL, &size) && size > DATE + sizeof date) {
        char *p = arena_alloc(arena, size, 1);
        if (cmsSaveProfileToMem(profile, p, &size)) {
            memcpy(p + DATE, date, sizeof date);
            bytes = (Str){ p, size };
        }
    }
    cmsCloseProfile(profile);
    return bytes;
}

static void write_intent(PdfBuild *build)
{
    PdfRef profile = pdf_add_stream(build->pdf, STR("/N 3"), srgb_profile(build->arena), true);
    buf_printf(&build->catalogue, " /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 "
               "/OutputConditionIdentifier (sRGB) /RegistryName (http://www.color.org) "
               "/Info (sRGB IEC61966-2.1) /DestOutputProfile %u 0 R>>]", profile);
}

void metadata_write(PdfBuild *build)
{
    write_xmp(build);
    write_info(build);
    write_intent(build);
    buf_c(&build->catalogue, " /ViewerPreferences <</DisplayDocTitle true>>");
    if (build->metadata->language.n > 0) {
        buf_c(&build->catalogue, " /Lang ");
        put_text(&build->catalogue, build->metadata->language);
    }
}
