/* export.h - the figures for machines: CSV, workbooks, JSON, manifest */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "doc/doc.h"

/* One CSV (RFC 4180 with `;`, UTF-8, decimal comma) of a table or of a chart's data. */
Str export_table_csv(Arena *arena, const DocTable *table);
Str export_chart_csv(Arena *arena, const DocChart *chart);

/* Every value of every indicator, a row each. Empty when there is none. */
Str export_figures_csv(Arena *arena, const Document *document);

/* Workbooks (Office Open XML, ECMA-376) of a table, of a chart's data, of the
 * indicators, and of all of them behind a list. `date`, "2019-12-31T00:00:00Z", is that of their
 * properties, and of all that threads make at once: libxlsxwriter computes it
 * in one place for the program. False, and DIAG_WRITE_FAILED, when one cannot
 * be made. */
bool export_table_xlsx(Arena *arena, const Document *document, const DocTable *table, Str date, Str *bytes,
                       Diags *diags);
bool export_chart_xlsx(Arena *arena, const Document *document, const DocChart *chart, Str date, Str *bytes,
                       Diags *diags);
bool export_figures_xlsx(Arena *arena, const Document *document, Str date, Str *bytes, Diags *diags);
bool export_workbook(Arena *arena, const Document *document, Str date, Str *bytes, Diags *diags);

/* Every programme's indicators, tables and charts, with sources. */
Str export_json(Arena *arena, const Document *document);

/* { "fichiers": [ { "chemin": …, "octets": …, "sha256": … } ] } in the order given. `name`: the document's; none for what
 * stands over several. */
typedef struct { Str path, bytes; } ExportFile;
Str export_manifest(Arena *arena, const ExportFile *files, size_t n, Str name, Str title, Str date);

#endif
