/* fonts.h - the faces that the site serves, cut to what its pages show */
#ifndef HTML_FONTS_H
#define HTML_FONTS_H

#include "base/buf.h"
#include "html/site.h"

void runes_add(Runes *runes, Str text);

/* Appends fonts/….woff of each web face that has a use, and their @font-face
 * rules to `css`. A face that cannot be cut is DIAG_FONT_UNREADABLE and left
 * out: the fallback of the stylesheet shows. */
void fonts_write(Arena *arena, Arena *scratch, Fonts *fonts, const Runes *runes, OutputFiles *files, Buf *css,
                 Diags *diags);

#endif
