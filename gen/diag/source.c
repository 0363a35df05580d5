#include "diag/source.h"

Sources sources_new(Arena *arena)
{
    return (Sources){ .arena = arena };
}

Sources sources_copy(Arena *arena, const Sources *sources)
{
    Sources copy = { .arena = arena, .instead = sources->instead };
    array_reserve(arena, &copy.files, sources->files.n + 1);
    for (size_t i = 0; i < sources->files.n; i++)
        copy.files.at[copy.files.n++] = sources->files.at[i];
    return copy;
}

static bool is_first_byte(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

static uint32_t count_runes(Str text, size_t lo, size_t hi)
{
    uint32_t count = 0;
    for (size_t i = lo; i < hi; i++)
        count += is_first_byte(text.p[i]);
    return count;
}

static bool has_long_line(const Source *source)
{
    for (size_t i = 0; i < source->line_count; i++) {
        size_t end = i + 1 < source->line_count ? source->lines[i + 1] : source->text.n;
        if (end - source->lines[i] > SOURCE_STEP)
            return true;
    }
    return false;
}

/* A column is counted from the line's start. In a line of a megabyte with a message for each word that would be
 * quadratic, so a file with a long line keeps counts to start from. */
static uint32_t *counts_of(Arena *arena, Str text)
{
    uint32_t *counts = arena_array(arena, uint32_t, text.n / SOURCE_STEP + 1);
    for (size_t i = 1; i <= text.n / SOURCE_STEP; i++)
        counts[i] = counts[i - 1] + count_runes(text, (i - 1) * SOURCE_STEP, i * SOURCE_STEP);
    return counts;
}

/* Characters that begin before byte `at`, counted from the file's start or from a near one. */
static uint32_t count_from_step(const Source *source, uint32_t at)
{
    uint32_t step = at / SOURCE_STEP;
    return source->counts[step] + count_runes(source->text, (size_t)step * SOURCE_STEP, at);
}

uint32_t source_add(Sources *sources, Str path, Str text)
{
    ARRAY(uint32_t) lines = { 0 };
    array_push(sources->arena, &lines, 0);
    for (size_t i = 0; i < text.n; i++) {
        bool is_lone_return = text.p[i] == '\r' && (i + 1 == text.n || text.p[i + 1] != '\n');
        if (text.p[i] == '\n' || is_lone_return)
            array_push(sources->arena, &lines, (uint32_t)i + 1);
    }
    Source source = { .path = path, .text = text, .lines = lines.at, .line_count = lines.n };
    source.counts = has_long_line(&source) ? counts_of(sources->arena, text) : NULL;
    array_push(sources->arena, &sources->files, source);
    return (uint32_t)sources->files.n;
}

const Source *source_of(const Sources *sources, Span span)
{
    return span.file == 0 || span.file > sources->files.n ? NULL : &sources->files.at[span.file - 1];
}

Str source_text(const Sources *sources, Span span)
{
    const Source *source = source_of(sources, span);
    return source ? str_slice(source->text, span.lo, span.hi) : STR_NONE;
}

Place source_place(const Source *source, uint32_t at)
{
    size_t lo = 0, hi = source->line_count;
    while (hi - lo > 1) {
        size_t middle = lo + (hi - lo) / 2;
        if (source->lines[middle] <= at)
            lo = middle;
        else
            hi = middle;
    }
    uint32_t start = source->lines[lo], end = at < source->text.n ? at : (uint32_t)source->text.n;
    uint32_t column = source->counts == NULL || end < start + SOURCE_STEP ? count_runes(source->text, start, end)
                    : count_from_step(source, end) - count_from_step(source, start);
    return (Place){ (uint32_t)lo + 1, column + 1 };
}

Str source_line(const Source *source, uint32_t line)
{
    size_t lo = source->lines[line - 1];
    size_t hi = line < source->line_count ? source->lines[line] : source->text.n;
    while (hi > lo && (source->text.p[hi - 1] == '\n' || source->text.p[hi - 1] == '\r'))
        hi--;
    return str_slice(source->text, lo, hi);
}

Span span_join(Span a, Span b)
{
    if (b.file == 0 || a.file != b.file)
        return a.file ? a : b;
    return (Span){ a.file, a.lo < b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi };
}
