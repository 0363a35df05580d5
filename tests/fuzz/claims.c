#include "claims.h"

#include "data/csv.h"
#include "data/yaml.h"
#include "fuzz.h"

static void claim_merged(const Grid *grid)
{
    for (size_t r = 0; r < grid->rows; r++)
        for (size_t c = 0; c < grid->columns; c++) {
            const GridCell *cell = grid_cell(grid, r, c);
            fuzz_claim(cell->colspan >= 1 && cell->rowspan >= 1, "a cell covers itself");
            fuzz_claim(r + cell->rowspan <= grid->rows && c + cell->colspan <= grid->columns,
                       "merged cells lie inside the grid");
        }
}

void claim_import(Arena *arena, Sources *sources, const Grid *grid, Diags *diags)
{
    ImportTable table = { 0 };
    claim_merged(grid);
    if (!import_recognise(arena, grid, STR("tableau"), &table, diags))
        return;
    Diags own = diags_new(arena);
    if (!table.needs_lines) {
        Str csv = import_csv(arena, &table);
        CsvRows rows = csv_read(arena, sources, source_add(sources, STR("import.csv"), csv), &own);
        fuzz_silent(&own, sources, "an imported CSV reads without a message");
        fuzz_claim(rows.n == table.row_count + 1, "an imported CSV has all its rows");
    }
    Str lines = import_lines(arena, &table, table.needs_lines ? STR_NONE : STR("import.csv"), true);
    yaml_read(arena, sources, source_add(sources, STR("import.yaml"), lines), &own);
    fuzz_silent(&own, sources, "an imported entry reads without a message");
    /* As a table of its own, and over one that is there. */
    static const char *const names[] = { "essai", "eleves" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ImportPlace place = { STR(FUZZ_SHARE "/tests/verify/edition/programmes/01-ecole"), str_from_c(names[i]), STR(FUZZ_SHARE),
                              true };
        ImportResult result = import_place(arena, sources, &place, &table, diags);
        fuzz_claim(result.state != IMPORT_FAILED || diags->list.n > 0, "an import that fails says why");
    }
}
