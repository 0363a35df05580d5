/* print.c - messages for a terminal and for machines */
#include "diag/diag.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { TAB_STOP = 4 };

typedef struct { const char *word, *json, *colour; } SeverityWords;

static const SeverityWords severities[] = {
    [DIAG_WARNING] = { "avertissement", "avertissement", "\033[1;33m" },
    [DIAG_ERROR]   = { "erreur",        "erreur",        "\033[1;31m" },
    [DIAG_FAULT]   = { "panne",         "panne",         "\033[1;31m" },
};
_Static_assert(sizeof severities / sizeof *severities == DIAG_SEVERITIES, "every severity needs words");

typedef struct { uint32_t lo, hi; } RuneRange;

static bool is_in(uint32_t rune, const RuneRange *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rune >= ranges[i].lo && rune <= ranges[i].hi)
            return true;
    return false;
}

/* Columns that a terminal gives a character. The C library's wcwidth() asks
 * the locale, which no phase reads; these ranges hold for the scripts of our reports. */
static int rune_columns(uint32_t rune)
{
    static const RuneRange none[] = {
        { 0x0300, 0x036F }, { 0x0610, 0x061A }, { 0x064B, 0x065F }, { 0x0670, 0x0670 },
        { 0x06D6, 0x06DC }, { 0x06DF, 0x06E4 }, { 0x200B, 0x200F }, { 0x202A, 0x202E },
        { 0x2060, 0x2064 }, { 0x2066, 0x2069 }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
    };
    static const RuneRange wide[] = {
        { 0x1100, 0x115F }, { 0x2E80, 0xA4CF }, { 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF },
        { 0xFE30, 0xFE6F }, { 0xFF00, 0xFF60 }, { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1FAFF },
    };
    if (is_in(rune, none, sizeof none / sizeof *none))
        return 0;
    return is_in(rune, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

/* Appends `text` with tabs as blanks and control characters made harmless;
 * returns the column reached. */
static int put_shown(Buf *out, Str text, int column)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune == '\t') {
            do
                buf_char(out, ' ');
            while (++column % TAB_STOP != 0);
            continue;
        }
        buf_rune(out, rune < 0x20 || rune == 0x7F ? UTF8_REPLACEMENT : rune);
        column += rune_columns(rune);
    }
    return column;
}

static int shown_width(Arena *arena, Str text, int column)
{
    Buf nowhere = buf_new(arena);
    return put_shown(&nowhere, text, column);
}

/* The part [lo, hi) of a line that is shown, so that a paragraph typed on one
 * line does not bury its mark: what lies before and after is cut at blanks. */
typedef struct { size_t lo, hi; } Window;

enum { WINDOW_BEFORE = 40, WINDOW_WIDTH = 100 };

static size_t skip_runes(Str line, size_t at, int count)
{
    while (count-- > 0 && at < line.n)
        utf8_next(line, &at);
    return at;
}

static size_t back_runes(Str line, size_t at, int count)
{
    while (count-- > 0 && at > 0)
        utf8_previous(line, &at);
    return at;
}

static Window window_of(Str line, size_t from)
{
    Window window = { 0, line.n };
    if (skip_runes(line, 0, WINDOW_WIDTH) == line.n)
        return window;
    size_t cut = back_runes(line, from, WINDOW_BEFORE), blank = cut;
    if (cut > 0) {
        while (blank < from && line.p[blank] != ' ')
            blank++;
        window.lo = blank < from ? blank + 1 : cut;
    }
    window.hi = skip_runes(line, window.lo, WINDOW_WIDTH);
    while (window.hi < line.n && window.hi > from + 1 && line.p[window.hi] != ' ')
        window.hi--;
    if (window.hi == from + 1)
        window.hi = skip_runes(line, window.lo, WINDOW_WIDTH);
    return window;
}

/* The line of the source and, beneath, a mark as wide as the span on it. */
static void put_excerpt(Buf *out, const Source *source, Span span, const Diag *diag, bool in_colour)
{
    Place place = source_place(source, span.lo);
    Str line = source_line(source, place.line);
    size_t start = source->lines[place.line - 1];
    size_t from = span.lo - start, to = span.hi > span.lo ? span.hi - start : from + 1;
    Window window = window_of(line, from);
    to = to > window.hi ? window.hi : to;

    buf_printf(out, "%5u | ", place.line);
    int column = window.lo > 0 ? put_shown(out, STR("… "), 0) : 0;
    put_shown(out, str_slice(line, window.lo, window.hi), column);
    buf_c(out, window.hi < line.n ? " …\n      | " : "\n      | ");
    column = shown_width(out->arena, str_slice(line, window.lo, from), column);
    int end = to > from ? shown_width(out->arena, str_slice(line, from, to), column) : column + 1;
    for (int i = 0; i < column; i++)
        buf_char(out, ' ');
    buf_c(out, in_colour ? "\033[1;32m" : "");
    buf_char(out, '^');
    for (int i = column + 1; i < end; i++)
        buf_char(out, '~');
    buf_c(out, in_colour ? "\033[0m" : "");
    if (diag->detail.n > 0)
        buf_printf(out, " %.*s", STR_ARG(diag->detail));
    buf_char(out, '\n');
    if (diag->remedy.n > 0)
        buf_printf(out, "      = %.*s\n", STR_ARG(diag->remedy));
}

static void put_plain(Buf *out, const Diag *diag, const Sources *sources, bool in_colour)
{
    const SeverityWords *words = &severities[diag_severity(diag->code)];
    const Source *source = source_of(sources, diag->span);
    if (source != NULL) {
        Place place = source_place(source, diag->span.lo);
        buf_printf(out, "%.*s:%u:%u: ", STR_ARG(source->path), place.line, place.column);
    } else {
        buf_c(out, "bilan: ");
    }
    buf_printf(out, "%s%s%s: %s [%s]", in_colour ? words->colour : "", words->word,
               in_colour ? "\033[0m" : "", diag_text(diag->code), diag_name(diag->code));
    if (source != NULL) {
        buf_char(out, '\n');
        put_excerpt(out, source, diag->span, diag, in_colour);
        return;
    }
    if (diag->detail.n > 0)
        buf_printf(out, ": %.*s", STR_ARG(diag->detail));
    buf_char(out, '\n');
    if (diag->remedy.n > 0)
        buf_printf(out, "      = %.*s\n", STR_ARG(diag->remedy));
}

static void put_json_text(Buf *out, const char *key, Str text)
{
    buf_printf(out, "\"%s\":", key);
    buf_json(out, text);
}

static void put_json(Buf *out, const Diag *diag, const Sources *sources)
{
    buf_char(out, '{');
    put_json_text(out, "code", str_from_c(diag_name(diag->code)));
    buf_char(out, ',');
    put_json_text(out, "severite", str_from_c(severities[diag_severity(diag->code)].json));
    buf_char(out, ',');
    put_json_text(out, "message", str_from_c(diag_text(diag->code)));
    if (diag->detail.n > 0) {
        buf_char(out, ',');
        put_json_text(out, "detail", diag->detail);
    }
    if (diag->remedy.n > 0) {
        buf_char(out, ',');
        put_json_text(out, "remede", diag->remedy);
    }
    const Source *source = source_of(sources, diag->span);
    if (source != NULL) {
        Place from = source_place(source, diag->span.lo), to = source_place(source, diag->span.hi);
        buf_char(out, ',');
        put_json_text(out, "fichier", source->path);
        buf_printf(out, ",\"ligne\":%u,\"colonne\":%u,\"fin\":{\"ligne\":%u,\"colonne\":%u}",
                   from.line, from.column, to.line, to.column);
    }
    buf_c(out, "}\n");
}

void diags_print(const Diags *diags, const Sources *sources, DiagStyle style, FILE *out)
{
    Arena *arena = arena_open();
    Buf text = buf_new(arena);
    Diags shown = diags_shown(arena, diags);
    for (size_t i = 0; i < shown.list.n; i++) {
        if (style == DIAG_JSON)
            put_json(&text, &shown.list.at[i], sources);
        else
            put_plain(&text, &shown.list.at[i], sources, style == DIAG_COLOUR);
    }
    if (text.n > 0)
        fwrite(text.p, 1, text.n, out);
    arena_close(arena);
}
