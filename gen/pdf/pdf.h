/* pdf.h - pages as a tagged PDF: PDF/UA-1 and PDF/A-3a in one file
 *
 * Written through libharu's object layer (pdf/object.c); pdf-conformance.md lists what must be in it.
 */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "layout/layout.h"

typedef struct { Str name, mime, about, bytes; } PdfAttachment;   /* name: "eleves-par-sexe.csv" */

typedef struct {
    Str title, author, subject, language;
    Str date;                            /* ISO 8601: 2019-12-31T00:00:00Z */
    Str producer;                        /* "bilan 1.0" */
    bool for_printer;                    /* bleed and crop marks around each page, the theme's colours for print */
    const PdfAttachment *attachments;
    size_t               attachment_count;
    const Sources *sources;              /* with source_count 0 the file does not tell where its elements come from */
    const Str     *source_names;         /* of the edition's own files, the first of `sources`, from its folder */
    size_t         source_count;
} PdfMetadata;

/* The file's bytes in `*bytes`. False after a DIAG_PDF_FAILED. */
bool pdf_write(Arena *arena, Arena *scratch, const Pages *pages, const Document *document, Fonts *fonts,
               const PdfMetadata *metadata, Str *bytes, Diags *diags);

#endif
