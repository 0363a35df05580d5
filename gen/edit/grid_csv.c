/* grid_csv.c - CSV as spreadsheets on the ministry's desks write it
 *
 * Excel's "CSV" is Windows-1252, its "CSV UTF-8" has a byte-order mark, its
 * "Texte Unicode" is UTF-16 with tabs. What is not UTF-8 is Windows-1252.
 */
#include "edit/grid.h"

#include <errno.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "data/csv.h"
#include "data/invisible.h"

enum { FILE_MAX = 64 << 20 };

/* Windows-1252 from 0x80 to 0x9F; the rest is as in Unicode. Source: WHATWG, Encoding, "windows-1252". */
static const uint16_t high_letters[32] = {
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
};

static Str from_windows(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        buf_rune(&out, c >= 0x80 && c < 0xA0 ? high_letters[c - 0x80] : c);
    }
    return buf_text(&out);
}

/* UTF-16 behind its byte-order mark (RFC 2781); a lone surrogate is U+FFFD. */
static Str from_utf16(Arena *arena, Str text, bool is_big)
{
    Buf out = buf_new(arena);
    for (size_t i = 2; i + 1 < text.n; i += 2) {
        unsigned char a = (unsigned char)text.p[i], b = (unsigned char)text.p[i + 1];
        uint32_t unit = is_big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < text.n) {
            unsigned char c = (unsigned char)text.p[i + 2], d = (unsigned char)text.p[i + 3];
            uint32_t low = is_big ? (uint32_t)(c << 8 | d) : (uint32_t)(d << 8 | c);
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        buf_rune(&out, unit >= 0xD800 && unit < 0xE000 ? UTF8_REPLACEMENT : unit);
    }
    return buf_text(&out);
}

static Str decoded(Arena *arena, Str text, const char **encoding)
{
    *encoding = "UTF-8";
    if (str_starts(text, STR("\xFF\xFE")) || str_starts(text, STR("\xFE\xFF"))) {
        *encoding = "UTF-16";
        return from_utf16(arena, text, text.p[0] == '\xFE');
    }
    if (utf8_invalid_at(text) == text.n)
        return text;
    *encoding = "Windows-1252";
    return from_windows(arena, text);
}

static const char *separator_name(Str text)
{
    static const struct { char mark; const char *name; } marks[] = { { ';', "« ; »" }, { ',', "« , »" }, { '\t', "tabulation" } };
    size_t best = 0, most = 0;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        size_t count = 0;
        bool is_quoted = false;
        for (size_t i = 0; i < text.n && (is_quoted || (text.p[i] != '\n' && text.p[i] != '\r')); i++) {
            is_quoted ^= text.p[i] == '"';
            count += !is_quoted && text.p[i] == marks[k].mark;
        }
        if (count > most) {
            most = count;
            best = k;
        }
    }
    return marks[best].name;
}

static void fill(Arena *arena, Grid *grid, const CsvRows *rows)
{
    for (size_t r = 0; r < rows->n; r++)
        grid->columns = rows->at[r].n > grid->columns ? rows->at[r].n : grid->columns;
    grid->rows = grid->columns == 0 ? 0 : rows->n;
    if (grid->columns > 0 && grid->rows > GRID_CELLS_MAX / grid->columns)
        grid->rows = GRID_CELLS_MAX / grid->columns;
    grid->cells = arena_array(arena, GridCell, grid->rows * grid->columns + 1);
    for (size_t r = 0; r < grid->rows; r++)
        for (size_t c = 0; c < grid->columns; c++)
            *grid_cell(grid, r, c) = (GridCell){
                .text = c < rows->at[r].n ? rows->at[r].at[c].text : STR_NONE, .decimals = -1, .colspan = 1, .rowspan = 1,
            };
}

static bool is_line_end(uint32_t rune)
{
    return rune == '\n' || rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

static bool is_refused(uint32_t rune)
{
    return rune == '\r' || !rune_is_text(rune);
}

static Str clean(Arena *arena, Str text)
{
    bool is_clean = true;
    for (size_t at = 0; at < text.n && is_clean;) {
        uint32_t rune = utf8_next(text, &at);
        is_clean = rune == '\n' || !(is_line_end(rune) || is_refused(rune));
    }
    if (is_clean)
        return text;
    Buf out = buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        bool is_pair = rune == '\r' && at < text.n && text.p[at] == '\n';
        if (is_line_end(rune) || (rune == '\r' && !is_pair))
            buf_char(&out, '\n');
        else if (!is_refused(rune))
            buf_rune(&out, rune);
    }
    return buf_text(&out);
}

void grid_clean(Arena *arena, Grid *grid)
{
    for (size_t i = 0; i < grid->rows * grid->columns; i++) {
        grid->cells[i].text = clean(arena, grid->cells[i].text);
        grid->cells[i].note = clean(arena, grid->cells[i].note);
    }
}

bool grid_read_csv(Arena *arena, Sources *sources, Str path, Grid *grid, Diags *diags)
{
    Str text;
    const char *encoding;
    if (!file_read(arena, path, FILE_MAX, &text)) {
        diag_add(diags, errno == ENOENT ? DIAG_FILE_MISSING : errno == EFBIG ? DIAG_FILE_TOO_LARGE : DIAG_READ_FAILED,
                 SPAN_NONE, "%.*s", STR_ARG(path));
        return false;
    }
    text = decoded(arena, text, &encoding);
    /* A first line "sep=;" is Excel's. */
    if (str_starts(text, STR("sep=")) && str_find(text, STR("\n"), 0) < 8)
        text = str_slice(text, str_find(text, STR("\n"), 0) + 1, text.n);
    size_t before = diags->list.n;
    CsvRows rows = csv_read(arena, sources, source_add(sources, path, text), diags);
    fill(arena, grid, &rows);
    grid_clean(arena, grid);
    grid->how = str_printf(arena, "CSV, séparateur %s, %s", separator_name(text), encoding);
    if (grid->rows > 0)
        return true;
    if (diags->list.n == before)
        diag_add(diags, DIAG_FILE_EMPTY, SPAN_NONE, "%.*s", STR_ARG(path));
    return false;
}

bool grid_read(Arena *arena, Sources *sources, Str path, Str sheet, Grid *grid, Diags *diags)
{
    *grid = (Grid){ 0 };
    if (str_ends(path, STR(".xlsx")) || str_ends(path, STR(".xlsm")))
        return grid_read_xlsx(arena, path, sheet, grid, diags);
    return grid_read_csv(arena, sources, path, grid, diags);
}

Str grid_place(Arena *arena, size_t row, size_t column)
{
    char letters[8];
    size_t at = sizeof letters;
    for (size_t c = column + 1; c > 0 && at > 0; c = (c - 1) / 26)
        letters[--at] = (char)('A' + (c - 1) % 26);
    return str_printf(arena, "%.*s%zu", (int)(sizeof letters - at), letters + at, row + 1);
}
