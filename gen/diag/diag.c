#include "diag/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct { const char *name; DiagSeverity severity; const char *text; } catalogue[] = {
#define DIAG_ROW(symbol, code, severity, text) [symbol] = { #code, DIAG_##severity, text },
    DIAG_CODES(DIAG_ROW)
#undef DIAG_ROW
};
_Static_assert(sizeof catalogue / sizeof *catalogue == DIAG_CODE_COUNT, "every code needs a row");

Diags diags_new(Arena *arena)
{
    return (Diags){ .arena = arena };
}

/* What makes two records the same; of the detail its digest alone, for many may come and each may be long. */
typedef struct { uint64_t digest; uint32_t code, file, lo, none; } Key;

static void record(Diags *diags, const Diag *diag)
{
    Key key = { diag->digest, (uint32_t)diag->code, diag->span.file, diag->span.lo, 0 };
    Str bytes = { (const char *)&key, sizeof key };
    diags->takes_remedy = false;
    if (map_find(&diags->known, bytes) != NULL)
        return;
    map_set(diags->arena, &diags->known, str_copy(diags->arena, bytes), diags);
    array_push(diags->arena, &diags->list, *diag);
    diags->full[diag->code] += !diag->is_bare;
    diags->takes_remedy = !diag->is_bare;
}

/* What is left of a record when there are enough of its code. */
static Diag bared(const Diag *diag)
{
    return (Diag){ .code = diag->code, .span = diag->span, .is_bare = true, .digest = diag->digest };
}

static bool is_full(const Diags *diags, DiagCode code)
{
    return diags->full[code] >= DIAG_FULL_MAX;
}

bool diag_is_first(Diags *diags, DiagCode code, Str subject)
{
    Str key = str_printf(diags->arena, "once %d %.*s", (int)code, STR_ARG(subject));
    bool is_first = map_find(&diags->known, key) == NULL;
    if (is_first)
        map_set(diags->arena, &diags->known, key, diags);
    return is_first;
}

void diag_add(Diags *diags, DiagCode code, Span where, const char *detail, ...)
{
    ArenaMark mark = arena_mark(diags->arena);
    va_list args;
    va_start(args, detail);
    Diag diag = { .code = code, .span = where, .detail = str_vprintf(diags->arena, detail, args) };
    va_end(args);
    diag.digest = str_hash(diag.detail);
    if (is_full(diags, code)) {
        diag = bared(&diag);
        arena_rewind(diags->arena, mark);    /* nobody has seen the detail yet */
    }
    record(diags, &diag);
}

void diags_append(Diags *diags, const Diags *from)
{
    for (size_t i = 0; i < from->list.n; i++) {
        const Diag *diag = &from->list.at[i];
        Diag own = is_full(diags, diag->code) ? bared(diag) : *diag;
        record(diags, &own);
    }
}

void diag_remedy(Diags *diags, const char *remedy, ...)
{
    va_list args;
    va_start(args, remedy);
    if (diags->takes_remedy)
        array_last(&diags->list).remedy = str_vprintf(diags->arena, remedy, args);
    va_end(args);
}

void diag_fix(Diags *diags, Span where, Str instead)
{
    if (!diags->takes_remedy)
        return;
    array_last(&diags->list).fix_span = where;
    array_last(&diags->list).fix = str_copy(diags->arena, instead);
}

const char *diag_name(DiagCode code)
{
    return catalogue[code].name;
}

const char *diag_text(DiagCode code)
{
    return catalogue[code].text;
}

DiagSeverity diag_severity(DiagCode code)
{
    return catalogue[code].severity;
}

size_t diags_count(const Diags *diags, DiagSeverity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->list.n; i++)
        count += diag_severity(diags->list.at[i].code) == severity;
    return count;
}

/* qsort knows no context, so each record carries its file's name. */
typedef struct { Str path; Diag diag; } Sortable;

static int by_place(const void *left, const void *right)
{
    const Sortable *a = left, *b = right;
    int order = str_compare(a->path, b->path);
    if (order == 0)
        order = (a->diag.span.lo > b->diag.span.lo) - (a->diag.span.lo < b->diag.span.lo);
    if (order == 0)
        order = (int)a->diag.code - (int)b->diag.code;
    return order ? order : str_compare(a->diag.detail, b->diag.detail);
}

void diags_sort(Diags *diags, const Sources *sources)
{
    size_t n = diags->list.n;
    if (n < 2)
        return;
    Sortable *sorted = arena_array(diags->arena, Sortable, n);
    for (size_t i = 0; i < n; i++) {
        const Source *source = source_of(sources, diags->list.at[i].span);
        sorted[i] = (Sortable){ source ? source->path : STR_NONE, diags->list.at[i] };
    }
    qsort(sorted, n, sizeof *sorted, by_place);
    for (size_t i = 0; i < n; i++)
        diags->list.at[i] = sorted[i].diag;
}

Diags diags_shown(Arena *arena, const Diags *diags)
{
    Diags shown = diags_new(arena);
    size_t room[DIAG_CODE_COUNT], more[DIAG_CODE_COUNT] = { 0 };   /* bare ones: still to be shown, and only counted */
    for (size_t code = 0; code < DIAG_CODE_COUNT; code++)
        room[code] = DIAG_FULL_MAX;
    for (size_t i = 0; i < diags->list.n; i++)
        room[diags->list.at[i].code] -= !diags->list.at[i].is_bare;
    for (size_t i = 0; i < diags->list.n; i++) {
        const Diag *diag = &diags->list.at[i];
        if (diag->is_bare && room[diag->code] == 0) {
            more[diag->code]++;
            continue;
        }
        room[diag->code] -= diag->is_bare;
        array_push(arena, &shown.list, *diag);
    }
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        if (more[code] > 0) {
            diag_add(&shown, DIAG_MORE, SPAN_NONE, "%s, %zu de plus", diag_name((DiagCode)code), more[code]);
            diag_remedy(&shown, "corriger les premiers : les suivants se montrent alors");
        }
    return shown;
}

Str diags_summary(Arena *arena, const Diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FAULT);
    size_t warnings = diags_count(diags, DIAG_WARNING);
    const char *between = errors && warnings ? ", " : "";
    Str left = errors ? str_printf(arena, "%zu erreur%s", errors, errors > 1 ? "s" : "") : STR_NONE;
    Str right = warnings ? str_printf(arena, "%zu avertissement%s", warnings, warnings > 1 ? "s" : "")
                         : STR_NONE;
    return str_printf(arena, "%.*s%s%.*s", STR_ARG(left), between, STR_ARG(right));
}
