/* A spreadsheet's text format: into a table of the data, and imported. */
#include "fuzz.h"

#include <unistd.h>

#include "claims.h"
#include "data/csv.h"

static void claim_cells(const CsvRows *rows, Str text)
{
    fuzz_claim(rows->n <= CSV_ROWS_MAX + 1, "rows are bounded");
    for (size_t r = 0; r < rows->n; r++) {
        fuzz_claim(rows->at[r].n <= CSV_CELLS_MAX, "cells are bounded");
        for (size_t c = 0; c < rows->at[r].n; c++) {
            Span span = rows->at[r].at[c].span;
            fuzz_claim(span.lo <= span.hi && span.hi <= text.n, "a cell lies inside its file");
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    Str text = fuzz_bytes(arena, bytes, n), path;
    CsvRows rows = csv_read(arena, &sources, source_add(&sources, STR("tableau.csv"), text), &diags);
    claim_cells(&rows, text);
    int file = fuzz_file(arena, text, &path);
    Grid grid = { 0 };
    if (grid_read_csv(arena, &sources, path, &grid, &diags))
        claim_import(arena, &sources, &grid, &diags);
    close(file);
    fuzz_messages(&diags, &sources);
    arena_close(arena);
    return 0;
}
