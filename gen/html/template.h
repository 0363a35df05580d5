/* template.h - pages from Mustache templates
 *
 * Source: the Mustache specification 1.2 (interpolation, sections, inverted
 * sections, partials, comments, delimiters); the optional lambdas, inheritance
 * and dynamic names are left out. We depart from it in one thing: an empty
 * text is falsey, so that {{#source}}…{{/source}} does what it seems to.
 *
 *     Template = { text | tag }
 *     tag      = {{name}} | {{{name}}} | {{&name}} | {{#name}} | {{^name}} | {{/name}}
 *              | {{>name}} | {{!comment}} | {{=open close=}}
 */
#ifndef HTML_TEMPLATE_H
#define HTML_TEMPLATE_H

#include "base/buf.h"
#include "base/file.h"
#include "diag/diag.h"
#include "html/view.h"

typedef struct Templates Templates;      /* opaque: those of a theme, each parsed once */

/* Templates are html/<name>.mustache in the first of `folders` that has it, read when they are first used. */
Templates *templates_open(Arena *arena, Sources *sources, const Strs *folders, Diags *diags);

/* Values say from then on which of their passages are Arabic: for pages in another language. See html_escape_arabic(). */
void templates_mark_arabic(Templates *templates);

/* Gives a template by its text, in place of a file. */
void templates_add(Templates *templates, Str name, Str text);

/* Appends template `name` filled from `view`. What is wrong in a template is a
 * DIAG_TEMPLATE_SYNTAX at its place and stands as text, a partial that does
 * not exist DIAG_TEMPLATE_MISSING and is empty. Partials within partials are
 * bounded by 64 (DIAG_TOO_DEEP), a page by what template.c says (DIAG_TEMPLATE_TOO_LONG). */
void template_render(Templates *templates, Str name, const View *view, Buf *out);

#endif
