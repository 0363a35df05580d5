/* claims.h - what holds of a grid that is imported, wherever it came from */
#ifndef TESTS_FUZZ_CLAIMS_H
#define TESTS_FUZZ_CLAIMS_H

#include "edit/import.h"

void claim_import(Arena *arena, Sources *sources, const Grid *grid, Diags *diags);

#endif
