#include "verify/program.h"

static uint32_t number_at(Str bytes, size_t at, size_t n)
{
    uint32_t value = 0;
    for (size_t i = at; i < at + n; i++)
        value = value << 8 | (i < bytes.n ? (unsigned char)bytes.p[i] : 0);
    return value;
}

/* The bytes of a table; none when it is absent or reaches over the end. */
static Str table_of(Str bytes, const char *tag)
{
    enum { DIRECTORY = 12, RECORD = 16 };
    uint32_t count = number_at(bytes, 4, 2);
    for (size_t i = 0; i < count; i++) {
        size_t at = DIRECTORY + i * RECORD;
        if (!str_equal(str_slice(bytes, at, at + 4), str_from_c(tag)))
            continue;
        size_t offset = number_at(bytes, at + 8, 4), n = number_at(bytes, at + 12, 4);
        return offset <= bytes.n && n <= bytes.n - offset ? str_slice(bytes, offset, offset + n) : STR_NONE;
    }
    return STR_NONE;
}

/* The offsets of the outlines rise and stay inside glyf. */
static bool is_located(Str head, Str loca, Str glyf, uint32_t glyphs)
{
    size_t wide = number_at(head, 50, 2) ? 4 : 2, last = 0;
    if (loca.n < wide * ((size_t)glyphs + 1))
        return false;
    for (size_t i = 0; i <= glyphs; i++) {
        size_t offset = number_at(loca, i * wide, wide) * (wide == 2 ? 2u : 1u);
        if (offset < last || offset > glyf.n)
            return false;
        last = offset;
    }
    return true;
}

bool program_read(Arena *arena, Str bytes, Program *program, Str *fault)
{
    static const char *const names[] = { "head", "hhea", "hmtx", "maxp", "loca", "glyf" };
    enum { HEAD, HHEA, HMTX, MAXP, LOCA, GLYF, TABLES };
    static const size_t least[] = { 54, 36, 4, 6, 4, 1 };
    Str table[TABLES];
    for (int i = 0; i < TABLES; i++) {
        table[i] = table_of(bytes, names[i]);
        if (table[i].n < least[i]) {
            *fault = str_printf(arena, "table « %s » absente ou tronquée", names[i]);
            return false;
        }
    }
    *program = (Program){ table[HMTX], number_at(table[HEAD], 18, 2), number_at(table[MAXP], 4, 2),
                          number_at(table[HHEA], 34, 2) };
    size_t metrics = program->metric_count;
    bool has_metrics = metrics > 0 && metrics <= program->glyph_count && program->units_per_em > 0
        && table[HMTX].n >= 4 * metrics + 2 * (program->glyph_count - metrics);
    *fault = !has_metrics ? STR("la table « hmtx » ne va pas avec « hhea » et « maxp »")
                          : STR("la table « loca » ne va pas avec « glyf »");
    return has_metrics && is_located(table[HEAD], table[LOCA], table[GLYF], program->glyph_count);
}

double program_width(const Program *program, uint32_t glyph)
{
    if (glyph >= program->glyph_count)
        return 0;
    uint32_t index = glyph < program->metric_count ? glyph : program->metric_count - 1;
    return number_at(program->metrics, (size_t)index * 4, 2) * 1000.0 / program->units_per_em;
}
