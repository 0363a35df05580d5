/* Workbooks through libxlsxwriter, which writes files only: each is written
 * into a file in memory and read back from it. The parts that it packs into
 * one are temporary files, a dozen a workbook: it is given streams for them,
 * since making and removing files took a third of the time. */
#define _GNU_SOURCE                      /* memfd_create(), fopencookie() */
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <xlsxwriter.h>

#include "base/map.h"
#include "base/utf8.h"
#include "export/sheet.h"

/* Where things stand in a sheet, rows from 0; bounds of the format; widths in characters. */
enum { TITLE_ROW = 0, REPORT_ROW = 1, HEAD_ROW = 3, TEXT_MAX = 32767, NAME_MAX_RUNES = 31,
       WIDTH_MIN = 9, WIDTH_MAX = 60, HEAD_WIDTH_MAX = 24, PAPER_A4 = 9 };

typedef struct {
    Arena         *arena;
    const Theme   *theme;
    lxw_workbook  *book;
    lxw_worksheet *tab;
    Map            formats;              /* by what they say: libxlsxwriter keeps one for each call */
    lxw_error      failure;              /* the first */
} Xlsx;

/* ---- parts ---- */

typedef struct { char *bytes; size_t n, room, at; } XlsxPart;

static ssize_t part_write(void *cookie, const char *from, size_t n)
{
    XlsxPart *part = cookie;
    if (n > part->room - part->at) {
        size_t room = 2 * (part->at + n);
        char *bytes = realloc(part->bytes, room);
        if (bytes == NULL)
            return 0;
        part->bytes = bytes;
        part->room = room;
    }
    memcpy(part->bytes + part->at, from, n);
    part->at += n;
    part->n = part->at > part->n ? part->at : part->n;
    return (ssize_t)n;
}

static ssize_t part_read(void *cookie, char *to, size_t n)
{
    XlsxPart *part = cookie;
    n = n < part->n - part->at ? n : part->n - part->at;
    if (n > 0)
        memcpy(to, part->bytes + part->at, n);
    part->at += n;
    return (ssize_t)n;
}

/* Within what was written: the library goes to the beginning and reads on. */
static int part_seek(void *cookie, off64_t *offset, int whence)
{
    XlsxPart *part = cookie;
    off64_t from = whence == SEEK_CUR ? (off64_t)part->at : whence == SEEK_END ? (off64_t)part->n : 0;
    if (from + *offset < 0 || from + *offset > (off64_t)part->n)
        return -1;
    *offset += from;
    part->at = (size_t)*offset;
    return 0;
}

static int part_close(void *cookie)
{
    XlsxPart *part = cookie;
    free(part->bytes);
    free(part);
    return 0;
}

/* The library's own, before which it stands, makes a file in a folder (ELF: what a program defines serves its libraries;
 * one that is bound to itself goes on making files). */
FILE *part_open(const char *folder) __asm__("lxw_tmpfile");

FILE *part_open(const char *folder)
{
    (void)folder;
    XlsxPart *part = calloc(1, sizeof *part);
    if (part == NULL)
        return NULL;
    cookie_io_functions_t functions = { part_read, part_write, part_seek, part_close };
    FILE *file = fopencookie(part, "w+b", functions);
    if (file == NULL)
        free(part);
    return file;
}

/* ---- workbooks ---- */

static void note_failure(Xlsx *x, lxw_error error)
{
    if (x->failure == LXW_NO_ERROR)
        x->failure = error;
}

/* At most `limit` characters, those left out that XML 1.0 (2.2) does not have. */
static char *bounded(Xlsx *x, Str text, size_t limit)
{
    Buf out = buf_new(x->arena);
    size_t count = 0;
    for (size_t at = 0; at < text.n && count < limit; count++) {
        uint32_t rune = utf8_next(text, &at);
        if (rune >= ' ' ? rune != 0xFFFE && rune != 0xFFFF : rune == '\n' || rune == '\t')
            buf_rune(&out, rune);
    }
    return str_to_c(x->arena, buf_text(&out));
}

/* A tab's name: no [ ] : * ? / \, no apostrophe at its ends. */
static char *tab_name(Xlsx *x, Str name)
{
    char *text = bounded(x, name, NAME_MAX_RUNES);
    size_t n = strlen(text);
    for (size_t i = 0; i < n; i++)
        if (strchr("[]:*?/\\", text[i]) != NULL || (text[i] == '\'' && (i == 0 || i + 1 == n)))
            text[i] = '-';
    return text;
}

static lxw_color_t colour(const Xlsx *x, Colour which)
{
    return x->theme->light.rgb[which];
}

/* "#,##0.00" in the signs of the file format: the reader's own program shows
 * them as "1 090 000,00" where it speaks French. */
static Str number_format(Arena *arena, const SheetCell *cell)
{
    const Value *value = cell->value;
    Buf out = buf_new(arena);
    if (value == NULL)
        return STR_NONE;
    buf_c(&out, value->kind == VALUE_SHARE ? "0" : "#,##0");
    for (int i = 0; i < cell->decimals; i++)
        buf_c(&out, i == 0 ? ".0" : "0");
    if (value->kind == VALUE_SHARE)
        buf_c(&out, "\"\u00A0\"%");
    if (value->kind == VALUE_AMOUNT && value->unit.n > 0) {
        buf_c(&out, "\"\u00A0");
        for (size_t i = 0; i < value->unit.n; i++)
            if (value->unit.p[i] != '"')
                buf_char(&out, value->unit.p[i]);
        buf_char(&out, '"');
    }
    return buf_text(&out);
}

static lxw_format *format_new(Xlsx *x, const SheetCell *cell, Str number, bool is_head)
{
    lxw_format *format = workbook_add_format(x->book);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (cell->is_figure || cell->is_arabic)
        format_set_align(format, LXW_ALIGN_RIGHT);
    if (is_head && cell->colspan > 1)
        format_set_align(format, LXW_ALIGN_CENTER);
    if (cell->is_arabic)
        format_set_reading_order(format, 2);
    if (is_head || cell->is_strong)
        format_set_bold(format);
    format_set_bottom(format, is_head ? LXW_BORDER_THIN : LXW_BORDER_HAIR);
    format_set_border_color(format, colour(x, is_head ? COLOUR_GREEN : COLOUR_HAIR));
    if (is_head) {
        format_set_font_color(format, colour(x, COLOUR_GREEN));
        format_set_bg_color(format, colour(x, COLOUR_TINT));
    }
    if (cell->link.n > 0) {
        format_set_font_color(format, colour(x, COLOUR_LINK));
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (number.n > 0)
        format_set_num_format(format, str_to_c(x->arena, number));
    return format;
}

static lxw_format *format_of(Xlsx *x, const SheetCell *cell, bool is_head)
{
    Str number = number_format(x->arena, cell);
    Str key = str_printf(x->arena, "%d%d%d%d%d%d%.*s", cell->is_figure, cell->is_arabic, cell->is_strong, is_head,
                         is_head && cell->colspan > 1, cell->link.n > 0, STR_ARG(number));
    lxw_format *format = map_find(&x->formats, key);
    if (format == NULL) {
        format = format_new(x, cell, number, is_head);
        map_set(x->arena, &x->formats, key, format);
    }
    return format;
}

/* 49,9 % is 0.499 in a spreadsheet. At most 15 digits and 8 decimals, so the
 * nearest double shows the same digits. */
static double cell_number(const Value *value)
{
    double scale = value->kind == VALUE_SHARE ? 100 : 1;
    for (unsigned i = 0; i < value->decimals; i++)
        scale *= 10;
    return (double)value->digits / scale;
}

static void put_content(Xlsx *x, const SheetCell *cell, lxw_row_t row, lxw_col_t column, lxw_format *format)
{
    if (cell->value != NULL) {
        note_failure(x, worksheet_write_number(x->tab, row, column, cell_number(cell->value), format));
    } else if (cell->link.n > 0) {
        char *target = str_to_c(x->arena, str_printf(x->arena, "internal:'%s'!A1", tab_name(x, cell->link)));
        note_failure(x, worksheet_write_url_opt(x->tab, row, column, target, format,
                                                bounded(x, cell->text, TEXT_MAX), NULL));
    } else {
        note_failure(x, worksheet_write_string(x->tab, row, column, bounded(x, cell->text, TEXT_MAX), format));
    }
    if (cell->note.n > 0)
        note_failure(x, worksheet_write_comment(x->tab, row, column, bounded(x, cell->note, TEXT_MAX)));
}

static void put_cell(Xlsx *x, const Sheet *sheet, size_t row, size_t column)
{
    const SheetCell *cell = sheet_cell(sheet, row, column);
    if (cell->is_covered)
        return;
    lxw_format *format = format_of(x, cell, row < sheet->head_rows);
    lxw_row_t top = (lxw_row_t)(HEAD_ROW + row);
    lxw_col_t left = (lxw_col_t)column;
    if (cell->colspan > 1 || cell->rowspan > 1)
        note_failure(x, worksheet_merge_range(x->tab, top, left, top + cell->rowspan - 1,
                                              (lxw_col_t)(left + cell->colspan - 1), "", format));
    put_content(x, cell, top, left, format);
}

/* Characters of the longest line; of a number, with its blanks and its unit. */
static size_t cell_width(Xlsx *x, const SheetCell *cell)
{
    size_t width = 0;
    Str rest = cell->text, line;
    if (cell->value != NULL) {
        size_t digits = value_text(x->arena, cell->value, ',').n + (size_t)cell->decimals;
        return digits + digits / 3 + utf8_count(cell->value->unit) + 2;
    }
    while (str_split(&rest, '\n', &line))
        width = utf8_count(line) > width ? utf8_count(line) : width;
    return width;
}

static void set_widths(Xlsx *x, const Sheet *sheet)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        size_t width = WIDTH_MIN;
        for (size_t r = 0; r < sheet->head_rows + sheet->row_count; r++) {
            const SheetCell *cell = sheet_cell(sheet, r, c);
            size_t own = cell->is_covered || cell->colspan > 1 ? 0 : cell_width(x, cell) + 2;
            size_t most = r < sheet->head_rows ? HEAD_WIDTH_MAX : WIDTH_MAX;
            own = own > most ? most : own;
            width = own > width ? own : width;
        }
        note_failure(x, worksheet_set_column(x->tab, (lxw_col_t)c, (lxw_col_t)c, (double)width, NULL));
    }
}

static lxw_format *line_format(Xlsx *x, double size, Colour which, bool is_bold)
{
    lxw_format *format = workbook_add_format(x->book);
    format_set_font_size(format, size);
    format_set_font_color(format, colour(x, which));
    if (is_bold)
        format_set_bold(format);
    return format;
}

static void put_line(Xlsx *x, lxw_row_t row, Str text, lxw_format *format)
{
    note_failure(x, worksheet_write_string(x->tab, row, 0, bounded(x, text, TEXT_MAX), format));
}

/* On paper: A4, as wide as a page, the head on each. */
static void set_page(Xlsx *x, const Sheet *sheet)
{
    lxw_row_t body = (lxw_row_t)(HEAD_ROW + sheet->head_rows);
    worksheet_set_paper(x->tab, PAPER_A4);
    worksheet_fit_to_pages(x->tab, 1, 0);
    worksheet_gridlines(x->tab, LXW_HIDE_ALL_GRIDLINES);
    worksheet_freeze_panes(x->tab, body, sheet->holds_first ? 1 : 0);
    if (sheet->column_count > 4)
        worksheet_set_landscape(x->tab);
    if (sheet->head_rows > 0)
        note_failure(x, worksheet_repeat_rows(x->tab, HEAD_ROW, body - 1));
}

static void put_sheet(Xlsx *x, const Sheet *sheet)
{
    char *name = tab_name(x, sheet->name);
    bool is_free = workbook_validate_sheet_name(x->book, name) == LXW_NO_ERROR;
    size_t rows = sheet->head_rows + sheet->row_count;
    x->tab = workbook_add_worksheet(x->book, is_free ? name : NULL);
    put_line(x, TITLE_ROW, sheet->title, line_format(x, 14, COLOUR_GREEN, true));
    put_line(x, REPORT_ROW, sheet->report, line_format(x, 10, COLOUR_INK_2, false));
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < sheet->column_count; c++)
            put_cell(x, sheet, r, c);
    lxw_format *small = line_format(x, 10, COLOUR_INK_2, false);
    for (size_t i = 0; i < sheet->beneath.n; i++)
        put_line(x, (lxw_row_t)(HEAD_ROW + rows + 1 + i), sheet->beneath.at[i], small);
    set_widths(x, sheet);
    set_page(x, sheet);
}

/* Seconds from 1970 to midnight of the day that "2019-12-31T…" names. Source:
 * days from the civil calendar, counted in years that begin in March. */
static time_t seconds_of(Str date)
{
    int field[3] = { 1970, 1, 1 };
    size_t at = 0;
    for (size_t i = 0; i < 3 && at < date.n; i++, at++)
        for (field[i] = 0; at < date.n && date.p[at] >= '0' && date.p[at] <= '9'; at++)
            field[i] = field[i] * 10 + (date.p[at] - '0');
    int64_t year = field[0] - (field[1] <= 2), month = (field[1] + 9) % 12;
    int64_t days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + field[2] - 1;
    enum { DAYS_TO_1970 = 719468 };
    return (time_t)((days - DAYS_TO_1970) * 86400);
}

static void set_properties(Xlsx *x, const Document *document, Str title, Str date)
{
    const Edition *edition = document->edition;
    enum { PROPERTY_MAX = 255 };
    lxw_doc_properties properties = {
        .title = bounded(x, title, PROPERTY_MAX),
        .subject = bounded(x, str_printf(x->arena, "%.*s, %.*s", STR_ARG(edition->title.str),
                                         STR_ARG(edition->edition.str)), PROPERTY_MAX),
        .author = bounded(x, edition->publisher.str, PROPERTY_MAX),
        .company = bounded(x, edition->publisher.str, PROPERTY_MAX),
        .created = seconds_of(date),
    };
    note_failure(x, workbook_set_properties(x->book, &properties));
}

static bool read_back(Arena *arena, FILE *file, Str *bytes)
{
    if (fseek(file, 0, SEEK_END) != 0)
        return false;
    long size = ftell(file);
    if (size <= 0 || fseek(file, 0, SEEK_SET) != 0)
        return false;
    char *room = arena_array(arena, char, (size_t)size);
    *bytes = (Str){ room, (size_t)size };
    return fread(room, 1, (size_t)size, file) == (size_t)size;
}

/* The title of the workbook is that of its first sheet. */
static bool write_book(const WorkbookSetting *setting, const Sheet *sheets, size_t n, FILE *file, Str *bytes)
{
    Xlsx x = { .arena = setting->scratch, .theme = setting->document->theme };
    char path[32];
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
    x.book = workbook_new(path);
    if (x.book == NULL)
        return false;
    set_properties(&x, setting->document, sheets[0].title, setting->date);
    for (size_t i = 0; i < n; i++)
        put_sheet(&x, &sheets[i]);
    note_failure(&x, workbook_close(x.book));
    return x.failure == LXW_NO_ERROR && read_back(setting->arena, file, bytes);
}

static bool write_sheets(const WorkbookSetting *setting, const Sheet *sheets, size_t n, Str *bytes)
{
    int memory = memfd_create("classeur", MFD_CLOEXEC);
    FILE *file = memory >= 0 ? fdopen(memory, "w+b") : NULL;
    bool done = file != NULL && write_book(setting, sheets, n, file, bytes);
    if (file != NULL)
        fclose(file);
    if (!done)
        diag_add(setting->diags, DIAG_WRITE_FAILED, SPAN_NONE, "classeur « %.*s » : %s", STR_ARG(sheets[0].name),
                 file_reason());
    return done;
}

bool export_table_xlsx(const WorkbookSetting *setting, const DocTable *table, Str *bytes)
{
    Sheet sheet = sheet_of_table(setting->scratch, setting->document, table);
    return write_sheets(setting, &sheet, 1, bytes);
}

bool export_chart_xlsx(const WorkbookSetting *setting, const DocChart *chart, Str *bytes)
{
    Sheet sheet = sheet_of_chart(setting->scratch, setting->document, chart);
    return write_sheets(setting, &sheet, 1, bytes);
}

bool export_figures_xlsx(const WorkbookSetting *setting, Str *bytes)
{
    Sheet sheet = sheet_of_figures(setting->scratch, setting->document);
    *bytes = STR_NONE;
    return sheet.row_count == 0 || write_sheets(setting, &sheet, 1, bytes);
}

bool export_workbook(const WorkbookSetting *setting, Str *bytes)
{
    const Document *document = setting->document;
    Sheet *sheets = arena_array(setting->scratch, Sheet, 2 + document->tables.n + document->charts.n);
    size_t n = 0;
    sheets[n++] = sheet_of_contents(setting->scratch, document);
    for (size_t i = 0; i < document->tables.n; i++)
        sheets[n++] = sheet_of_table(setting->scratch, document, document->tables.at[i]->table);
    for (size_t i = 0; i < document->charts.n; i++)
        if (document->charts.at[i]->chart->chart != NULL)
            sheets[n++] = sheet_of_chart(setting->scratch, document, document->charts.at[i]->chart);
    sheets[n] = sheet_of_figures(setting->scratch, document);
    n += sheets[n].row_count > 0;
    return write_sheets(setting, sheets, n, bytes);
}
