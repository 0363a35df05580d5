/* export.h - the figures for machines: CSV, workbooks, JSON, manifest */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "doc/doc.h"

/* One CSV (RFC 4180 with `;`, UTF-8, decimal comma) of a table or of a chart's data. */
Str export_table_csv(Arena *arena, const DocTable *table);
Str export_chart_csv(Arena *arena, const DocChart *chart);

/* Every value of every indicator, a row each. Empty when there is none. */
Str export_figures_csv(Arena *arena, const Document *document);

typedef struct {
    Arena          *arena, *scratch;     /* of the bytes; of what becomes them, for who calls to rewind */
    const Document *document;
    Str             date;                /* "2019-12-31T00:00:00Z", of the properties; the same for all that threads make
                                          * at once: libxlsxwriter computes it in one place for the program */
    Diags          *diags;
} WorkbookSetting;

/* Workbooks (Office Open XML, ECMA-376) of a table, of a chart's data, of the
 * indicators, and of all of them behind a list. False, and DIAG_WRITE_FAILED,
 * when one cannot be made. */
bool export_table_xlsx(const WorkbookSetting *setting, const DocTable *table, Str *bytes);
bool export_chart_xlsx(const WorkbookSetting *setting, const DocChart *chart, Str *bytes);
bool export_figures_xlsx(const WorkbookSetting *setting, Str *bytes);
bool export_workbook(const WorkbookSetting *setting, Str *bytes);

/* Every programme's indicators, tables and charts, with sources. */
Str export_json(Arena *arena, const Document *document);

/* { "fichiers": [ { "chemin": …, "octets": …, "sha256": … } ] } in the order given. `name`: the document's; none for what
 * stands over several. */
typedef struct { Str path, bytes; } ExportFile;
Str export_manifest(Arena *arena, const ExportFile *files, size_t n, Str name, Str title, Str date);

#endif
