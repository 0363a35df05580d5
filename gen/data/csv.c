/* csv.c - rows and cells with their places, through libcsv
 *
 * libcsv says that a field has ended, not where it stood. It is therefore
 * given one byte at a time: when it reports a field, the byte just given is
 * the separator behind it.
 */
#include "data/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef struct {
    Arena   *arena;
    Diags   *diags;
    uint32_t file;
    Str      text;
    size_t   at;                         /* the byte libcsv is given */
    size_t   start;                      /* where the field it is in begins */
    CsvRows  rows;
    CsvRow   row;                        /* being filled */
    bool     is_full;
} Reader;

static Span span_of(const Reader *r, size_t lo, size_t hi)
{
    return (Span){ r->file, (uint32_t)lo, (uint32_t)hi };
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void report_size(Reader *r, const char *what, int most)
{
    if (!r->is_full)
        diag_add(r->diags, DIAG_TABLE_TOO_LARGE, span_of(r, r->start, r->at), "plus de %d %s", most, what);
    r->is_full = true;
}

static void on_field(void *bytes, size_t n, void *data)
{
    Reader *r = data;
    size_t lo = r->start, hi = r->at;
    while (lo < hi && is_blank(r->text.p[lo]))
        lo++;
    while (hi > lo && is_blank(r->text.p[hi - 1]))
        hi--;
    if (r->row.n >= CSV_CELLS_MAX)
        report_size(r, "colonnes", CSV_CELLS_MAX);
    else
        array_push(r->arena, &r->row,
                   (CsvCell){ str_copy(r->arena, (Str){ bytes, n }), span_of(r, lo, hi) });
    r->start = r->at + 1;
}

static void on_row(int end, void *data)
{
    Reader *r = data;
    (void)end;
    if (r->rows.n >= CSV_ROWS_MAX + 1)
        report_size(r, "lignes", CSV_ROWS_MAX);
    else
        array_push(r->arena, &r->rows, r->row);
    r->row = (CsvRow){ 0 };
    r->start = r->at + 1;
}

/* The separator most frequent in the first line, outside quotes; `;` before
 * `,` before tab where they are as frequent. */
static char find_separator(Str text)
{
    static const char candidates[] = ";,\t";
    size_t counts[3] = { 0 }, best = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < text.n && (is_quoted || (text.p[i] != '\n' && text.p[i] != '\r')); i++) {
        is_quoted ^= text.p[i] == '"';
        const char *found = is_quoted ? NULL : memchr(candidates, text.p[i], 3);
        if (found != NULL)
            counts[found - candidates]++;
    }
    for (size_t k = 1; k < 3; k++)
        if (counts[k] > counts[best])
            best = k;
    return candidates[best];
}

static void report_syntax(Reader *r)
{
    size_t at = r->start < r->text.n ? r->start : r->text.n;
    while (at < r->text.n && is_blank(r->text.p[at]))
        at++;
    diag_add(r->diags, DIAG_CSV_SYNTAX, span_of(r, at, at + (at < r->text.n)),
             "guillemet mal fermé dans cette cellule, la suite est ignorée");
    diag_remedy(r->diags, "doubler les guillemets à l’intérieur d’une cellule : \"\"");
}

static bool parse(Reader *r)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        abort();                         /* memory, as the arenas do */
    csv_set_delim(&parser, (unsigned char)find_separator(str_slice(r->text, r->at, r->text.n)));
    bool is_good = true;
    for (; r->at < r->text.n && is_good && !(r->is_full && r->rows.n > CSV_ROWS_MAX); r->at++)
        is_good = csv_parse(&parser, r->text.p + r->at, 1, on_field, on_row, r) == 1;
    if (is_good)
        is_good = csv_fini(&parser, on_field, on_row, r) == 0;
    if (!is_good && csv_error(&parser) != CSV_EPARSE)
        abort();
    if (!is_good)
        report_syntax(r);
    csv_free(&parser);
    return is_good;
}

CsvRows csv_read(Arena *arena, const Sources *sources, uint32_t file, Diags *diags)
{
    Reader r = { .arena = arena, .diags = diags, .file = file };
    r.text = source_of(sources, (Span){ file, 0, 0 })->text;
    r.at = r.start = str_starts(r.text, STR("\xEF\xBB\xBF")) ? 3 : 0;
    size_t bad = utf8_invalid_at(r.text);
    bool is_cut = bad < r.text.n;
    if (is_cut) {
        diag_add(diags, DIAG_NOT_UTF8, span_of(&r, bad, bad + 1), "octet %02X",
                 (unsigned)(unsigned char)r.text.p[bad]);
        diag_remedy(diags, "enregistrer le fichier en UTF-8");
        while (bad > r.at && r.text.p[bad - 1] != '\n')
            bad--;
        r.text = str_slice(r.text, 0, bad);
    }
    bool is_read = parse(&r);
    if (r.rows.n == 0 && is_read && !is_cut)
        diag_add(diags, DIAG_FILE_EMPTY, span_of(&r, r.at, r.at), "%s", "");
    return r.rows;
}

/* `marks`: what a field may not hold without quotes. */
static bool needs_quotes(Str field, Str marks)
{
    for (size_t i = 0; i < field.n; i++)
        if (memchr(marks.p, field.p[i], marks.n) != NULL)
            return true;
    return field.n > 0 && (field.p[0] == ' ' || field.p[field.n - 1] == ' ');
}

static void put_quoted(Buf *out, Str field)
{
    buf_char(out, '"');
    for (size_t i = 0; i < field.n; i++) {
        if (field.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, field.p[i]);
    }
    buf_char(out, '"');
}

static void write_row(Buf *out, const Str *fields, size_t n, Str marks)
{
    if (n == 1 && fields[0].n == 0)      /* an empty line is no row to who reads it */
        put_quoted(out, fields[0]);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_char(out, ';');
        if (needs_quotes(fields[i], marks))
            put_quoted(out, fields[i]);
        else
            buf_str(out, fields[i]);
    }
    buf_c(out, "\r\n");
}

void csv_write_row(Buf *out, const Str *fields, size_t n)
{
    write_row(out, fields, n, STR(";\"\r\n"));
}

void csv_write_head(Buf *out, const Str *fields, size_t n)
{
    write_row(out, fields, n, STR(";,\t\"\r\n"));
}
