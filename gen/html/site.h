/* site.h - the document as a site: one page a chapter, whole without JavaScript */
#ifndef HTML_SITE_H
#define HTML_SITE_H

#include "base/file.h"
#include "doc/doc.h"

/* A file of the output, with its path from the output folder. */
typedef struct { Str path; Str bytes; } OutputFile;
typedef ARRAY(OutputFile) OutputFiles;

/* The characters of the pages: a set of code points. */
typedef struct { uint32_t bits[0x110000 / 32]; } Runes;

/* Where what a page shows was written, in the order of its elements that carry the attribute data-source. */
typedef struct { Arena *arena; ARRAY(Span) list; } Origins;

/* Where other editions tell the same indicator, and what: "2018", "../2018/donnees.html#…", "122 réseaux" (nothing
 * where it is told in parts without a total). */
typedef struct { Str name, href, value; } OtherPlace;
typedef ARRAY(OtherPlace) OtherPlaces;

/* The same document in another language: "ar", "../fiche-ar/index.html"; empty: there is none. */
typedef struct { Str language, href; } OtherLanguage;

/* A language as it calls itself: "العربية". */
Str language_name(Str language);

/* What a site knows of the home that it is part of. */
typedef struct {
    Str home;                            /* the way to the home's first page, "../index.html"; empty: there is none */
    OtherLanguage twin;
    Map others;                          /* OtherPlaces, by "8:reseaux-demanteles": programme and indicator */
} SiteAround;

typedef struct {
    Arena          *arena;               /* of what is handed out */
    Arena          *scratch;
    const Document *document;
    Fonts          *fonts;
    Sources        *sources;
    Diags          *diags;
    bool            has_pdf;             /* the pages lead to the PDF; site_tell_size() then says how large it is */
    Origins        *origins;             /* NULL: not asked for, and no attribute data-source is written */
    const SiteAround *around;            /* NULL: the site stands alone */
} SiteSetting;

/* Appends index.html, a page a chapter, the stylesheet and the web fonts. Templates are Mustache files in
 * <theme folder>/html. */
void site_write(const SiteSetting *setting, OutputFiles *files);

/* Writes the size of the PDF, in bytes, where the pages of site_write() left room for it: the two outputs are made
 * side by side. Goes through the files from number `from`. */
void site_tell_size(Arena *arena, const Theme *theme, OutputFiles *files, size_t from, size_t pdf_size);

/* For the preview: one page with the pictures and the scripts of its own; false when there is no such page.
 * "donnees.html" and "sigles.html" come together. And what stands around all pages, with faces cut to `runes`. */
bool site_write_page(const SiteSetting *setting, Str path, OutputFiles *files);
void site_write_assets(const SiteSetting *setting, const Runes *runes, OutputFiles *files);

#endif
