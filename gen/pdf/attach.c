#include <stdlib.h>

#include "pdf/pdf_impl.h"

/* The data behind the tables, as files in the file (ISO 32000-1, 7.11.4;
 * PDF/A-3, 6.8). */

typedef struct { Str name; PdfRef ref; } Attached;

static int by_name(const void *a, const void *b)
{
    return str_compare(((const Attached *)a)->name, ((const Attached *)b)->name);
}

static PdfRef write_attachment(PdfBuild *build, const PdfAttachment *file, const char *relation)
{
    Buf entries = buf_new(build->arena), out = buf_new(build->arena);
    buf_c(&entries, "/Type /EmbeddedFile /Subtype ");
    put_name(&entries, file->mime);
    buf_printf(&entries, " /Params <</Size %zu", file->bytes.n);
    if (build->metadata->date.n > 0) {
        buf_c(&entries, " /ModDate ");
        put_date(&entries, build->metadata->date);
    }
    buf_c(&entries, ">>");
    PdfRef bytes = pdf_add_stream(build->pdf, buf_text(&entries), file->bytes, true);
    buf_c(&out, "/Type /Filespec /F ");
    put_bytes(&out, file->name);
    buf_c(&out, " /UF ");
    put_text(&out, file->name);
    buf_c(&out, " /Desc ");
    put_text(&out, file->about);
    buf_printf(&out, " /AFRelationship /%s /EF <</F %u 0 R /UF %u 0 R>>", relation, bytes, bytes);
    return pdf_add(build->pdf, buf_text(&out));
}

/* The data, then our own table. */
static size_t write_all(PdfBuild *build, Attached *attached)
{
    size_t n = 0;
    PdfAttachment provenance = { STR("provenance.csv"), STR("text/csv"),
                                 STR("Origine de chaque élément : fichier, ligne et colonne des sources"),
                                 provenance_table(build) };
    for (; n < build->metadata->attachment_count; n++) {
        const PdfAttachment *file = &build->metadata->attachments[n];
        attached[n] = (Attached){ file->name, write_attachment(build, file, "Data") };
    }
    if (provenance.bytes.n > 0) {
        attached[n] = (Attached){ provenance.name, write_attachment(build, &provenance, "Supplement") };
        n++;
    }
    return n;
}

void attachments_write(PdfBuild *build)
{
    Attached *attached = arena_array(build->arena, Attached, build->metadata->attachment_count + 1);
    size_t n = write_all(build, attached);
    if (n == 0)
        return;
    Buf *out = &build->catalogue;
    buf_c(out, " /AF [");
    for (size_t i = 0; i < n; i++) {
        put_reference(out, attached[i].ref);
        buf_char(out, ' ');
    }
    qsort(attached, n, sizeof *attached, by_name);
    buf_c(out, "] /Names <</EmbeddedFiles <</Names [");
    for (size_t i = 0; i < n; i++) {
        put_bytes(out, attached[i].name);
        buf_char(out, ' ');
        put_reference(out, attached[i].ref);
        buf_char(out, ' ');
    }
    buf_c(out, "]>>>>");
}
