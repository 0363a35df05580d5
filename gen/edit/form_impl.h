/* form_impl.h - what the files of the forms share */
#ifndef EDIT_FORM_IMPL_H
#define EDIT_FORM_IMPL_H

#include "edit/form.h"

/* A form that is being made. */
typedef struct {
    Arena             *arena;
    const FormReading *reading;
    Form              *form;
    bool               is_full;          /* more files than it may have */
} FormMaker;

/* The number of a source file among those of the form, which is added to them. */
uint32_t form_file(FormMaker *maker, uint32_t file);

/* Makes the cell one that is typed in at `node`, below `root`: a scalar, or a list of them. */
void form_set_scalar(FormMaker *maker, FormCell *cell, const YamlNode *root, const YamlNode *node);

/* The same where its figure is typed, for a cell that names one. */
void form_set_origin(FormMaker *maker, FormCell *cell, Span origin);

/* Rows and columns. False when what the file holds does not answer to the model. */
bool form_of_table(FormMaker *maker, const Table *table);
bool form_of_indicator(FormMaker *maker, const Indicator *indicator);

/* A figure as one types it: decimal comma. Other text as it is. */
Str form_typed(Arena *arena, Str text);

/* ---- form_text.c: what is written for what was typed ---- */

/* The whole text of the scalar or CSV cell, in the way of what stands there: no blanks between thousands, the decimal
 * mark that needs no quotes. `text` is the file's. */
Str form_whole(Arena *arena, Str text, const FormCell *cell, Str typed);

/* ---- form_write.c ---- */

/* Puts `text` in the place of the file, in one step, when it still holds `old`, lies below `folder` also without
 * links, and may be written. It keeps its mode; a link stays one. */
typedef enum { WRITE_DONE, WRITE_STALE, WRITE_FAILED } Written;
Written form_write(Arena *arena, Str folder, Str path, Str old, Str text, Str *reason);

#endif
