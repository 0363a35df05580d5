/* machine.h - what the site tells other programs: addresses, and what its pages are */
#ifndef HTML_MACHINE_H
#define HTML_MACHINE_H

#include "doc/doc.h"

/* The address that a file of the site is known by; empty unless the edition says where it is published (`site:`). */
Str machine_address(Arena *arena, const Document *document, Str path);

/* Every address of the report that others may have kept, a line each, sorted: its pages, the places in them, the
 * files of data. What is in it depends on the data and the text alone. */
Str machine_addresses(Arena *arena, const Document *document);

/* A sitemap (sitemaps.org, 0.9) of `pages`; empty when the site has no address. */
Str machine_sitemap(Arena *arena, const Document *document, const Str *pages, size_t n);

/* The report (schema.org, Report), and its data (Dataset), as JSON-LD that may stand in a script element: such
 * a block is data, which the policy of the pages does not touch. `pdf` may be empty. */
Str machine_report(Arena *arena, const Document *document, Str pdf);
Str machine_dataset(Arena *arena, const Document *document);

#endif
