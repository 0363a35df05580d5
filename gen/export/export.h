/* export.h - the figures for machines: CSV, JSON, manifest */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "doc/doc.h"

/* One CSV (RFC 4180 with `;`, UTF-8, decimal comma) of a table or of a chart's data. */
Str export_table_csv(Arena *arena, const DocTable *table);
Str export_chart_csv(Arena *arena, const DocChart *chart);

/* Every programme's indicators, tables and charts, with sources. */
Str export_json(Arena *arena, const Document *document);

/* { "fichiers": [ { "chemin": …, "octets": …, "sha256": … } ] } in the order given. */
typedef struct { Str path, bytes; } ExportFile;
Str export_manifest(Arena *arena, const ExportFile *files, size_t n, Str title, Str date);

#endif
