/* provenance.h - which line of which source each element of the structure comes from
 *
 * The file carries a table of its own, PROVENANCE_NAME, written by pdf/:
 * a row an element, in the order of the tree, "element;type;page;mcid;fichier;
 * ligne;colonne". Element counts from 1, the Document; page from 1; mcid is
 * that of its first content.
 */
#ifndef VERIFY_PROVENANCE_H
#define VERIFY_PROVENANCE_H

#include "verify/view.h"

#define PROVENANCE_NAME "provenance.csv"

/* The source of a node, or of the nearest element around it that has one;
 * NULL when the file does not say. */
const Origin *provenance_of(const View *view, int32_t node);

/* The rows of CSV with ';' (RFC 4180), as export/ writes it. False at the end. */
typedef ARRAY(Str) Fields;
bool csv_next_row(Arena *arena, Str *rest, Fields *fields);

#endif
