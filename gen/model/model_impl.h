/* model_impl.h - what the readers of the model share */
#ifndef MODEL_MODEL_IMPL_H
#define MODEL_MODEL_IMPL_H

#include "base/buf.h"
#include "base/file.h"
#include "data/csv.h"
#include "model/edition.h"

typedef ARRAY(Str) Names;

/* One reading of an edition. */
typedef struct {
    Arena   *arena;
    Sources *sources;
    Diags   *diags;
    Str      root;                       /* the folder that no name leads out of, as given */
    Str      real_root;                  /* the same without links; empty when it does not exist */
    Lenders *lenders;                    /* the editions whose figures were asked for; NULL where none can be */
    bool     is_lent;                    /* what is read is another edition's */
} Reading;

/* --- files.c: no file but those of the edition --- */

Reading reading_of(Arena *arena, Sources *sources, Str root, Diags *diags);

/* Reads `folder`/`name` and registers it; returns its number, 0 when it was
 * not read, which is reported at `where` (or, nowhere, by its path). A text
 * file loses its byte-order mark and what follows bad UTF-8; YAML and CSV
 * readers see to that themselves. */
typedef enum { FILE_YAML, FILE_CSV, FILE_MARKDOWN } FileKind;
uint32_t reading_file(Reading *reading, Str folder, Str name, FileKind kind, Span where);

/* True when diagnostics from number `since` on say that something of a file
 * was left out. */
bool reading_lost_something(const Reading *reading, size_t since);

/* The number that a programme's folder begins with: 8 of "08-gestion-des-flux"; 0 when it has none up to PROGRAMME_NUMBER_MAX. */
int folder_number(Str name);

/* Letters, figures, hyphens, dots: a name that becomes part of a path. */
bool name_is_plain(Str name);

/* --- lender.c: the figures of another edition --- */

/* The edition that `comparaison: 2018` or `comparaison: oui` means, read when it is asked for the first time. NULL, with
 * a message at the name, when there is none that can be read; NULL alone where the name says no, or nothing. */
const Lender *lender_named(Reading *reading, const Edition *edition, const Text *name);

/* The indicator with the periods that only the other edition has, in the order of their names; the indicator itself,
 * with a message at `where`, when the other edition has none of that name and unit. Figures of which the two editions
 * give two values are reported. */
const Indicator *lender_extend(Reading *reading, const Lender *lender, int programme, const Indicator *indicator, Span where);

/* The edition that rapport.yaml names, with all programmes that this one has too; figures of which the two editions
 * give two values are reported. NULL when there is none. */
const Lender *lender_of_edition(Reading *reading, const Edition *edition);

/* The period that stands for the other edition beside `base`: called like its year, else like its period, else the
 * newest it has. NULL when there is none but `base`. `both`: what lender_extend() gave. */
const Period *lender_period(const Reading *reading, const Lender *lender, const Indicator *both, Str base);

/* "Chiffres de 2017 et 2018 : Rapport 2018." behind a note, or in place of none; nothing without periods. */
void lender_note(Reading *reading, const Lender *lender, const Names *periods, Span where, Text *note);

/* --- one part each --- */

extern const char *const volet_names[];  /* by VoletKind, ends with NULL */
extern const char *const language_codes[];         /* by Language, ends with NULL */
extern const Schema programme_schema;    /* Programme */
extern const Schema column_schema;       /* ColumnSpec */
extern const Schema cell_schema;         /* CellSpec */
extern const Schema edition_schema;      /* Edition */
extern const Schema diagram_schema;      /* Diagram */

/* A column, or a group of columns, as it is typed. */
typedef struct {
    Text  title, unit, currency;
    int   kind;
    Value decimals;                      /* VALUE_NONE when not given */
    bool  is_total;
    Text  comparison;
    bool  is_change;
    int   row_title;                     /* RowTitle */
    Text  group;
    Items columns;                       /* ColumnSpec, of a group */
    Span  span;
} ColumnSpec;

typedef enum { ROW_TITLE_AUTO, ROW_TITLE_NO, ROW_TITLE_YES } RowTitle;

/* A cell that is a map. */
typedef struct {
    const YamlNode *text;                /* texte: a scalar or a list */
    int  columns, rows;                  /* colonnes, lignes: merged over */
    Text note;
    Span span;
} CellSpec;

/* What the keys of a document of a type fill: those of all types, then, behind it, the type's own. */
typedef struct { Edition edition; Programme data; } Sheet;

/* The trame of a type; fields that it names and that are not there are reported. */
void trame_read(Arena *arena, DocType *type, const YamlNode *node, Diags *diags);

/* Reads <type>.yaml in the reading's folder. */
Sheet *sheet_read(Reading *reading, const DocType *type, Str twin);   /* twin: "fiche.ar.yaml", or empty */

/* Reports the words of a twin's document that its own file does not give (twin.c). */
void twin_check(Reading *reading, const Sheet *sheet, uint32_t twin_file);

/* Reports the lists of the twin's tree that are longer or shorter than those of the first's (DIAG_TWIN_LENGTH), of which
 * yaml_twin() joins the common ranks. */
void twin_check_lists(Reading *reading, const YamlNode *base, const YamlNode *over);

/* "fiche" of "fiche.ar.yaml", as of "fiche.yaml"; and whether a language is named. */
Str  twin_stem(Str file);
bool twin_is_named(Str file);

/* Fills what the document's own fields refer to, files and figures, and lists its chapters; nothing for a report. */
void sheet_resolve(Reading *reading, Edition *edition);

/* The document's own fields, for edition_dump(). */
void record_dump(Buf *out, const Edition *edition, const Sources *sources);

/* The data of a programme.yaml, wherever they were typed: indicators and tables. */
void programme_read_data(Reading *reading, Programme *programme);

/* Reads the prose that a key names; nothing where it is empty. */
void prose_read(Reading *reading, Str folder, Prose *prose);

/* Reads programme.yaml in `folder` and narratif.md beside it. */
Programme *programme_read(Reading *reading, Str folder, Str data_name, Str narrative_name);

/* `*left` is how many figures its programme may still have, at first FIGURES_MAX. A period with more than that, or than
 * ITEMS_MAX in its indicator, is a DIAG_TOO_MANY: it and those behind it are left out. */
enum { FIGURES_MAX = 20000 };
void indicator_read(Reading *reading, Indicator *indicator, size_t *left);
void table_read(Reading *reading, Table *table, Str folder);

/* Fills the cells that take their figure from elsewhere, then works out sums,
 * checks typed totals, and fills the charts: once all programmes are read. */
void table_resolve(Reading *reading, const Edition *edition, const Programme *programme, Table *table);
void chart_resolve(Reading *reading, const Edition *edition, const Programme *programme, Chart *chart);

/* Finds the boxes and committees that a diagram names. `is_incomplete`: what its file lost may be one of them. */
void diagram_resolve(Reading *reading, const Edition *edition, Diagram *diagram, bool is_incomplete);

/* --- table_columns.c, table_rows.c, table_total.c --- */

void table_read_columns(Reading *reading, Table *table);
void table_read_rows(Reading *reading, Table *table);
void table_read_csv(Reading *reading, Table *table, Str folder);
void table_sum(Reading *reading, Table *table);

/* --- table_compare.c --- */

/* Completes a column of another edition's figures, or of changes, after those before it: its title, kind and unit. */
void column_compare(const Column *columns, size_t count, Column *column);

/* The empty cells of the one, before the sums; of the other, after them. */
void table_fill_compared(Reading *reading, const Edition *edition, const Programme *programme, Table *table);
void table_fill_changes(Reading *reading, Table *table);

/* --- blanks.c: what is still "à remplir" (DIAG_TO_FILL) --- */

bool blanks_is_mark(Str text);
void blanks_in_yaml(Reading *reading, const YamlNode *root);
void blanks_in_csv(Reading *reading, Str name, const CsvRow *row);
void blanks_in_markdown(Reading *reading, uint32_t file);

/* --- small things --- */

/* Reads a scalar as a figure of a column or an indicator: `unit` behind the
 * number is taken off; a currency makes it an amount. */
bool figure_read(Reading *reading, Str text, Span span, Str unit, bool is_amount, Value *value);

/* A sum as one types it: "3636", "49,9". */
Str figure_typed(Arena *arena, const Value *value);
bool unit_is_currency(Str unit);

/* "{{ path }}" or "{{ path | format }}" alone: the path; else empty. */
Str figure_path(Str text);

/* The place of bytes [lo, hi) of a scalar's text in its file; the whole scalar
 * when it is not written in the file as it reads. */
Span text_part(Text text, size_t lo, size_t hi);

#endif
