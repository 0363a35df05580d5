#include "diag/source.h"

#include "base/utf8.h"

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

uint32_t source_add(Sources *sources, Str path, Str text)
{
    ARRAY(uint32_t) lines = { 0 };
    array_push(sources->arena, &lines, 0);
    for (size_t i = 0; i < text.n; i++) {
        bool is_lone_return = text.p[i] == '\r' && (i + 1 == text.n || text.p[i + 1] != '\n');
        if (text.p[i] == '\n' || is_lone_return)
            array_push(sources->arena, &lines, (uint32_t)i + 1);
    }
    array_push(sources->arena, &sources->files, (Source){ path, text, lines.at, lines.n, false });
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
    size_t column = utf8_count(str_slice(source->text, source->lines[lo], at)) + 1;
    return (Place){ (uint32_t)lo + 1, (uint32_t)column };
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
