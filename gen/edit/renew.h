/* renew.h - the next edition, made from the last
 *
 * Structure is kept byte for byte: keys, order, comments, headings, calls of
 * tables and charts. Periods and years move on, figures and texts become "à
 * remplir", series keep what they had. What spoke of the last edition's
 * sources (remarque, alternative) is left out, and its recommendations become
 * a table to fill in.
 */
#ifndef EDIT_RENEW_H
#define EDIT_RENEW_H

#include "base/file.h"
#include "diag/diag.h"

typedef struct { Str path, text; } NewFile;          /* the path from the new edition's folder */
typedef ARRAY(NewFile) NewFiles;

/* What `folder` holds, `year` being that of the new edition (0: the next).
 * False, with errors in `diags`, when the last edition cannot be read whole;
 * without any when `year` is its own. */
bool edition_renew(Arena *arena, Sources *sources, Str folder, int year, NewFiles *files, Diags *diags);

/* An edition from nothing: the files of `templates`, one programme as an
 * example and the others empty. */
typedef struct {
    Str title, edition;                  /* "Politique …", "Rapport 2021" */
    int year;
    int programmes, committees;          /* 1 to 99; committees at most as many */
} EditionPlan;
bool edition_from_plan(Arena *arena, Str templates, const EditionPlan *plan, NewFiles *files);

#endif
