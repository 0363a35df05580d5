/* program.h - an embedded TrueType program, as far as widths need it
 *
 * Source: ISO/IEC 14496-22 (OpenType), the tables head, hhea, hmtx, maxp, loca.
 */
#ifndef VERIFY_PROGRAM_H
#define VERIFY_PROGRAM_H

#include "base/str.h"

typedef struct {
    Str      metrics;                    /* hmtx */
    uint32_t units_per_em, glyph_count, metric_count;
} Program;

/* False, with the reason, when a table is missing, lies outside the file or
 * contradicts another. */
bool program_read(Arena *arena, Str bytes, Program *program, Str *fault);

/* In thousandths of the em; 0 for a glyph that is not there. */
double program_width(const Program *program, uint32_t glyph);

#endif
