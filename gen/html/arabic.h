/* arabic.h - Arabic in the texts that a template writes */
#ifndef HTML_ARABIC_H
#define HTML_ARABIC_H

#include "base/buf.h"

/* Appends `text` to a page as html_escape() does. Where it comes to stand between tags, its Arabic passages say their
 * language and direction (WCAG 2.1, 3.1.2): not in an attribute, nor in an element that holds text alone, nor in one
 * that is Arabic as a whole. */
void html_escape_arabic(Arena *arena, Buf *page, Str text);

#endif
