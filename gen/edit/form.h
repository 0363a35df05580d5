/* form.h - a table or an indicator as a grid that is filled in, and what is filled in written back
 *
 * A form is made of the files as they lie on the disk, never of a build. Each
 * of its cells that may be typed in knows the bytes where it is said: those of
 * its own scalar or CSV cell, or, where it names a figure, those of the figure.
 * Changes are tried first: the files are read again as they would be, and what
 * does not read back as it was typed, or costs another cell, is refused. So
 * sums and messages are always the model's own.
 *
 *     reading = form_read(arena, place, NULL);
 *     form_find(reading, name, &form)  ->  cells  ->  form_change(…)
 */
#ifndef EDIT_FORM_H
#define EDIT_FORM_H

#include "model/edition.h"

enum { FORM_CELLS_MAX = 20000, FORM_FILES_MAX = 16 };

typedef enum {
    FORM_OPEN,                           /* may be typed in */
    FORM_COMPUTED,                       /* a sum: it follows */
    FORM_COVERED,                        /* by a merged cell */
    FORM_ABSENT,                         /* has no place in the file: a row too short, an entry that a period has not */
    FORM_DISTANT,                        /* names a figure that cannot be typed in: a sum, or none */
    FORM_STATES
} FormState;

typedef struct {
    FormState state;
    ColumnKind kind;
    bool      is_list;                   /* a line of `text` an item: their number stays */
    Str       text;                      /* as one types it: figures with a decimal comma */
    Str       shown;                     /* as the report prints it, without unit */
    Str       path;                      /* "projets.2019.langues" when it names a figure, which is then what changes */
    Str       unit, note;
    uint16_t  colspan, rowspan;
    Span      span;                      /* of the scalar or CSV cell that is written; nowhere unless open */
    Span      place;                     /* of the cell itself, which may name a figure elsewhere */
    const Diag *diag;                    /* what is wrong with it; NULL: nothing */
    Str       whole;                     /* the scalar's text: `text` as in the file, and a note behind it */
    const YamlNode *node, *root;         /* the scalar or list, and what it lies in; NULL in CSV */
} FormCell;

typedef struct {
    Str        title, group, unit;
    ColumnKind kind;
    bool       is_row_title;
    const Diag *diag;
} FormColumn;

typedef struct {
    Str       title;                     /* of an indicator's entry; a table's rows are named by a cell */
    bool      is_total;
    FormCell *cells;                     /* column_count */
} FormRow;

typedef struct {
    Str         name;                    /* "3/tableaux/x", "3/indicateurs/x" */
    Str         title;
    bool        is_indicator;
    Str         print;                   /* of the bytes of its files: SHA-256 */
    uint32_t    files[FORM_FILES_MAX];   /* whose bytes it shows; the first holds the table or indicator */
    size_t      file_count;
    FormColumn *columns;
    size_t      column_count;
    FormRow    *rows;
    size_t      row_count;
    Span        span;                    /* where it is written */
} Form;

typedef struct {
    Arena         *arena;
    Sources        sources;
    Diags          diags;
    const Edition *edition;
} FormReading;

/* The edition's folder, or one file of it; and where the types of documents lie. */
typedef struct { Str content, templates; } FormPlace;

/* Reads the edition anew; `instead` (may be NULL): by path, a Str * in place of the file. */
const FormReading *form_read(Arena *arena, FormPlace place, const Map *instead);

/* FORM_TOO_LARGE beyond FORM_CELLS_MAX cells or FORM_FILES_MAX files; FORM_BROKEN when a fault of form hides
 * where its cells are written. */
typedef enum { FORM_FOUND, FORM_UNKNOWN, FORM_TOO_LARGE, FORM_BROKEN } FormFinding;
FormFinding form_find(Arena *arena, const FormReading *reading, Str name, Form *form);

/* The name of the form that shows what is written at `span`, or what a chart there draws; empty when none does. */
Str form_name_at(Arena *arena, const Edition *edition, Span span);

/* All forms of an edition: by programme, indicators before tables, as they are written. */
typedef struct { const Programme *programme; Str name, title; bool is_indicator; } FormEntry;
typedef ARRAY(FormEntry) FormEntries;
FormEntries form_list(Arena *arena, const Edition *edition);

/* What is typed in place of bytes [lo, hi) of file number `file` of the form. */
typedef struct { uint32_t file, lo, hi; Str text; } FormEdit;
typedef ARRAY(FormEdit) FormEdits;

typedef enum {
    FORM_TRIED,                          /* `form` is what it would be; nothing is written */
    FORM_SAVED,                          /* `form` is what it is now */
    FORM_LOST,                           /* there is no such form any more, or none that can be read */
    FORM_STALE,                          /* the files are not those of the fingerprint: `form` is what they hold */
    FORM_REFUSED,                        /* by the model: `form` is what it would be, with the messages */
    FORM_FAILED                          /* the machine could not write */
} FormOutcome;

typedef struct {
    FormOutcome outcome;
    const FormReading *reading;
    Form form;
    Str  reason;                         /* French: why it is, or when tried would be, lost, refused or failed */
    const Diag *elsewhere;               /* a sum that is wrong only since, and in no cell of the form; NULL: none */
} FormResult;

/* The form as the files hold it now: FORM_TRIED or FORM_LOST. */
FormResult form_read_now(Arena *arena, FormPlace place, Str name);

/* Puts `edits` in the place of what they name, in the files of `place` whose fingerprint is `print`: only the
 * bytes of the values that change. All or, after a refusal, nothing is written. */
FormResult form_change(Arena *arena, FormPlace place, Str name, Str print, const FormEdits *edits, bool is_trial);

#endif
