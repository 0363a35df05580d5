#include "pdf/pdf.h"

#include "pdf/pdf_impl.h"

/* The fonts are written after the pages, which decide what is in them. */
static bool write_resources(PdfBuild *build)
{
    Buf out = buf_new(build->arena);
    Face failed = FACE_COUNT;
    buf_c(&out, "/Font <<");
    if (!pdf_fonts_write(build->fonts, build->pdf, &out, &failed)) {
        diag_add(build->diags, DIAG_FONT_UNREADABLE, SPAN_NONE, "%.*s", STR_ARG(font_name(failed)));
        return false;
    }
    buf_c(&out, ">> /XObject <<");
    for (size_t i = 0; i < build->images.entries.n; i++) {
        PdfRef image = *(const PdfRef *)build->images.entries.at[i].value;
        if (image != 0)
            buf_printf(&out, "/I%u %u 0 R ", image, image);
    }
    buf_c(&out, ">>");
    pdf_fill(build->pdf, build->resources, buf_text(&out));
    return true;
}

static bool write_all(PdfBuild *build, Arena *arena, Str *bytes)
{
    unsigned long error = 0;
    sheet_choose(build);
    build->resources = pdf_reserve(build->pdf);
    draw_pages(build);                   /* pages, links; who owns what */
    tags_settle(build);
    tags_write(build);                   /* structure tree and parent tree */
    outline_write(build);                /* bookmarks, page labels */
    metadata_write(build);               /* XMP, Info, output intent */
    attachments_write(build);
    bool done = write_resources(build);
    pdf_fill(build->pdf, pdf_catalogue(build->pdf), buf_text(&build->catalogue));
    if (done && pdf_save(build->pdf, arena, bytes, &error))
        return true;
    diag_add(build->diags, DIAG_PDF_FAILED, SPAN_NONE, "libharu, erreur 0x%04lX", error);
    return false;
}

bool pdf_write(Arena *arena, Arena *scratch, const Pages *pages, const Document *document, Fonts *fonts,
               const PdfMetadata *metadata, Str *bytes, Diags *diags)
{
    ArenaMark mark = arena_mark(scratch);
    PdfBuild build = {
        .arena = scratch, .pages = pages, .document = document, .metadata = metadata, .faces = fonts,
        .diags = diags, .pdf = pdf_open(scratch), .fonts = pdf_fonts_new(scratch, fonts),
        .page = arena_array(scratch, PdfPage, pages->pages.n),
        .element = arena_array(scratch, Element, pages->tags->nodes.n),
        .catalogue = buf_new(scratch),
    };
    bool done = false;
    if (build.pdf != NULL) {
        done = write_all(&build, arena, bytes);
        pdf_close(build.pdf);
    } else {
        diag_add(diags, DIAG_PDF_FAILED, SPAN_NONE, "mémoire");
    }
    arena_rewind(scratch, mark);
    return done;
}
