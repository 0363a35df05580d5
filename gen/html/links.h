/* links.h - addresses within the site
 *
 * Pages lie side by side, so every address is relative and the site works
 * from any folder.
 */
#ifndef HTML_LINKS_H
#define HTML_LINKS_H

#include "doc/doc.h"

/* "education-et-culture.html"; empty for a chapter without a page. */
Str link_to_chapter(Arena *arena, const Chapter *chapter);

/* From the page of `here` (NULL: another page) to an anchor: "#x" on the same
 * page, "page.html#x", or "page.html" for a chapter. Empty when it has no page. */
Str link_to_anchor(Arena *arena, const Chapter *here, const Anchor *anchor);

/* The page that a programme has, by its number; NULL when it has none. */
const Chapter *chapter_of_programme(const Document *document, int programme);

/* True for http:, https: and mailto: addresses: nothing else leaves the site. */
bool link_is_safe(Str uri);

#endif
