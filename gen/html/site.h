/* site.h - the document as a site: one page a chapter, whole without JavaScript */
#ifndef HTML_SITE_H
#define HTML_SITE_H

#include "base/file.h"
#include "doc/doc.h"

/* A file of the output, with its path from the output folder. */
typedef struct { Str path; Str bytes; } OutputFile;
typedef ARRAY(OutputFile) OutputFiles;

/* Appends index.html, a page a chapter, the stylesheet and the web fonts. Templates are Mustache files in
 * <theme folder>/html. `pdf_size` is for the link to the PDF, 0 when there is none. */
void site_write(Arena *arena, Arena *scratch, const Document *document, Fonts *fonts, Sources *sources,
                size_t pdf_size, OutputFiles *files, Diags *diags);

#endif
