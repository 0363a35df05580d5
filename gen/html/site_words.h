/* site_words.h - the words of the theme (doc/site_words.h) in pages, scripts and the stylesheet */
#ifndef HTML_SITE_WORDS_H
#define HTML_SITE_WORDS_H

#include "diag/diag.h"
#include "doc/style.h"
#include "html/view.h"

/* What templates call `mots`: each word by its key, those with places in pieces; of the theme's other words `sommaire`,
 * `liste-des-tableaux`, `liste-des-figures`, `sigles`, `programme` and `source`; and `autre-langue`, the words' language
 * where it is not the document's, `language`, so that pages can say so. */
View *site_words(Arena *arena, const Theme *theme, Str language);

/* A script or a stylesheet in which {{{mots.clair}}} stands between double quotes: with the words, escaped for there. */
Str   site_words_in(Arena *arena, const Theme *theme, Str text, Diags *diags);

#endif
