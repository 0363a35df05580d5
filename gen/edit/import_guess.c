/* import_guess.c - what is what in a grid
 *
 * Lines alone at the top are a title; the first row with two cells is the
 * head, the one below it too where cells of the first are merged; rows reach
 * to the last one with two cells; what stands alone beneath is source or note.
 */
#include "edit/import.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/french.h"

typedef struct {
    Arena       *arena;
    const Grid  *grid;
    ImportTable *table;
    size_t       head, body, end;        /* rows: of the head, of the first body row, behind the last one */
    size_t       columns;
} Guess;

static void say(Guess *g, Str sentence)
{
    array_push(g->arena, &g->table->said, sentence);
}

/* No-break blanks are the typesetter's business: editors type plain ones. */
static Str plain_blanks(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        bool is_blank = rune == 0xA0 || rune == 0x202F || rune == 0x2009 || rune == '\t';
        if (rune == '\r')
            continue;
        buf_rune(&out, is_blank ? ' ' : rune);
    }
    return str_trim(buf_text(&out));
}

static Str text_at(const Guess *g, size_t row, size_t column)
{
    const GridCell *cell = grid_cell(g->grid, row, column);
    return cell->is_covered ? STR_NONE : cell->text;
}

static size_t filled_cells(const Guess *g, size_t row)
{
    size_t n = 0;
    for (size_t c = 0; c < g->grid->columns; c++)
        n += str_trim(text_at(g, row, c)).n > 0;
    return n;
}

/* --- where things stand --- */

static bool find_rows(Guess *g)
{
    size_t least = g->grid->columns > 1 ? 2 : 1;
    while (g->head < g->grid->rows && filled_cells(g, g->head) < least)
        g->head++;
    if (g->head >= g->grid->rows)
        return false;
    g->end = g->head + 1;
    for (size_t r = g->head + 1; r < g->grid->rows; r++)
        if (filled_cells(g, r) >= least)
            g->end = r + 1;
    while (least == 2 && g->end < g->grid->rows && filled_cells(g, g->end) == 1) {
        Str first = text_at(g, g->end, 0);
        bool is_beneath = first.n == 0 || str_starts(first, STR("Source")) || str_starts(first, STR("Note"))
                          || str_starts(first, STR("("));
        if (is_beneath)
            break;
        g->end++;
    }
    for (size_t r = g->head; r < g->end; r++)
        for (size_t c = 0; c < g->grid->columns; c++) {
            const GridCell *cell = grid_cell(g->grid, r, c);
            size_t reach = c + cell->colspan;
            if (str_trim(text_at(g, r, c)).n > 0 && reach > g->columns)
                g->columns = reach;
        }
    return true;
}

static bool reads_as_number(Str text)
{
    Value value;
    return value_read_number(text, SPAN_NONE, &value);
}

/* Merged cells in the head, or (CSV) holes that the row below fills with words. */
static bool has_two_heads(const Guess *g)
{
    size_t holes = 0, filled = 0;
    if (g->head + 2 > g->end)
        return false;
    for (size_t c = 0; c < g->columns; c++) {
        Str above = str_trim(text_at(g, g->head, c)), below = str_trim(text_at(g, g->head + 1, c));
        if (grid_cell(g->grid, g->head, c)->colspan > 1 && g->head + 2 < g->end)
            return true;
        if (grid_cell(g->grid, g->head, c)->is_covered || above.n > 0)
            continue;
        holes += c > 0;
        filled += c > 0 && below.n > 0 && !reads_as_number(below);
    }
    return holes > 0 && holes == filled && g->head + 2 < g->end;
}

/* --- the head --- */

/* "Montant (DH)": the unit is said by the column, not by its title. */
static void take_unit(Guess *g, ImportColumn *column)
{
    static const struct { const char *end, *unit; int kind; } ends[] = {
        { " (DH)", "DH", COLUMN_AMOUNT },     { " (en DH)", "DH", COLUMN_AMOUNT }, { " (MAD)", "MAD", COLUMN_AMOUNT },
        { " (€)", "€", COLUMN_AMOUNT },       { " (en €)", "€", COLUMN_AMOUNT },   { " en DH", "DH", COLUMN_AMOUNT },
        { " (%)", "", COLUMN_SHARE },         { " (en %)", "", COLUMN_SHARE },
    };
    (void)g;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        Str end = str_from_c(ends[i].end);
        if (!str_ends(column->title, end) || column->title.n == end.n)
            continue;
        column->title = str_slice(column->title, 0, column->title.n - end.n);
        column->unit = str_from_c(ends[i].unit);
        column->kind = ends[i].kind;
        return;
    }
}

static Str head_text(Guess *g, size_t row, size_t column)
{
    Str text = plain_blanks(g->arena, text_at(g, row, column));
    Buf out = buf_new(g->arena);
    for (size_t i = 0; i < text.n; i++)
        buf_char(&out, text.p[i] == '\n' ? ' ' : text.p[i]);
    return buf_text(&out);
}

static void read_two_heads(Guess *g)
{
    Str group = STR_NONE;
    for (size_t c = 0; c < g->columns; c++) {
        ImportColumn *column = &g->table->columns[c];
        Str above = head_text(g, g->head, c), below = head_text(g, g->head + 1, c);
        group = above.n > 0 ? above : group;
        column->title = below.n > 0 ? below : group;
        column->group = below.n > 0 ? group : STR_NONE;
        g->table->has_groups |= column->group.n > 0;
    }
    g->body = g->head + 2;
}

/* "« Tayssir » – Garçons", "« Tayssir » – Filles": as our own CSV has groups. */
static void split_groups(Guess *g)
{
    static const Str dash = { " – ", sizeof " – " - 1 };
    for (size_t c = 0, end; c < g->columns; c = end) {
        Str title = g->table->columns[c].title, group = str_slice(title, 0, str_find(title, dash, 0));
        end = c + 1;
        if (group.n == title.n)
            continue;
        Str prefix = str_join(g->arena, group, dash);
        while (end < g->columns && str_starts(g->table->columns[end].title, prefix))
            end++;
        for (size_t k = c; k < end && end > c + 1; k++) {
            ImportColumn *column = &g->table->columns[k];
            column->group = group;
            column->title = str_slice(column->title, prefix.n, column->title.n);
            g->table->has_groups = true;
        }
    }
}

static void read_head(Guess *g)
{
    g->table->column_count = g->columns;
    g->table->columns = arena_array(g->arena, ImportColumn, g->columns);
    g->body = g->head + 1;
    for (size_t c = 0; c < g->columns; c++)
        g->table->columns[c] = (ImportColumn){ .title = head_text(g, g->head, c), .decimals = -1 };
    if (has_two_heads(g))
        read_two_heads(g);
    else
        split_groups(g);
    for (size_t c = 0; c < g->columns; c++)
        take_unit(g, &g->table->columns[c]);
    if (g->table->has_groups)
        say(g, STR("tête sur deux lignes : colonnes groupées"));
}

/* --- columns --- */

/* "1 090 000 DH" and the like. */
static bool read_amount(Str text, Value *value, Str *currency)
{
    static const char *const currencies[] = { "DH", "MAD", "€", "EUR", "$", "USD" };
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        Str name = str_from_c(currencies[i]);
        if (str_ends(text, name) && value_read_number(str_slice(text, 0, text.n - name.n), SPAN_NONE, value)) {
            *currency = name;
            return true;
        }
    }
    return value_read_number(text, SPAN_NONE, value);
}

typedef struct {
    size_t numbers, shares, dates, years, texts, signs;
    Str    currency, odd;                /* the first cell that is a text */
    Str    odd_place;
    int    decimals;                     /* of the formats; -2: not alike */
} Census;

static void count_cell(Guess *g, Census *census, size_t row, size_t column)
{
    const GridCell *cell = grid_cell(g->grid, row, column);
    Str text = plain_blanks(g->arena, text_at(g, row, column)), currency = cell->currency;
    Value value;
    if (text.n == 0 || cell->colspan > 1)
        return;
    if (value_read_missing(text, SPAN_NONE, &value)) {
        census->signs++;
    } else if (read_amount(text, &value, &currency)) {
        census->numbers++;
        census->shares += value.kind == VALUE_SHARE;
        census->years += value.decimals == 0 && text.n == 4 && value.digits >= 1900 && value.digits < 2200;
        census->currency = currency.n > 0 ? currency : census->currency;
        census->decimals = census->numbers == 1 || census->decimals == cell->decimals ? cell->decimals : -2;
    } else if (value_read_date(g->arena, text, SPAN_NONE, &value)) {
        census->dates++;
    } else {
        if (census->texts++ == 0) {
            census->odd = text;
            census->odd_place = grid_place(g->arena, row, column);
        }
    }
}

static bool column_is_year_label(Guess *g, const Census *census, size_t column)
{
    Str title = french_slug(g->arena, g->table->columns[column].title);
    bool says_year = str_starts(title, STR("annee")) || str_starts(title, STR("exercice"));
    return census->numbers > 0 && census->years == census->numbers && (column == 0 || says_year);
}

static void guess_kind(Guess *g, size_t c)
{
    Census census = { .decimals = -1 };
    ImportColumn *column = &g->table->columns[c];
    for (size_t r = g->body; r < g->end; r++)
        count_cell(g, &census, r, c);
    int told = column->kind;
    column->kind = COLUMN_TEXT;
    if (census.numbers > 0 && census.texts == 1 && census.numbers > 2)
        say(g, str_printf(g->arena, "colonne « %.*s » : prise comme du texte, à cause de « %.*s » en %.*s",
                          STR_ARG(column->title), STR_ARG(census.odd), STR_ARG(census.odd_place)));
    if (census.texts > 0 || census.numbers + census.dates == 0 || column_is_year_label(g, &census, c))
        return;
    if (census.dates > 0) {
        column->kind = census.numbers == census.years ? COLUMN_DATE : COLUMN_TEXT;
        return;
    }
    bool are_shares = census.shares == census.numbers || (told == COLUMN_SHARE && census.currency.n == 0);
    if (census.shares > 0 && !are_shares)
        return;
    column->unit = census.currency.n > 0 ? census.currency : column->unit;
    column->kind = are_shares ? COLUMN_SHARE : column->unit.n > 0 ? COLUMN_AMOUNT : COLUMN_NUMBER;
    int usual = column->kind == COLUMN_AMOUNT ? 2 : column->kind == COLUMN_SHARE ? 1 : 0;
    if (census.decimals >= 0 && census.decimals <= 6 && census.decimals != usual)
        column->decimals = census.decimals;
}

/* --- cells --- */

/* A figure as it is typed: no blanks, decimal comma. */
static Str figure_text(Guess *g, Str text)
{
    Value value;
    Str currency;
    if (!read_amount(text, &value, &currency))
        return text;
    Buf out = buf_new(g->arena);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if ((rune >= '0' && rune <= '9') || rune == ',' || rune == '.')
            buf_char(&out, rune == '.' ? ',' : (char)rune);
        else if ((rune == '-' || rune == 0x2212) && out.n == 0)
            buf_char(&out, '-');
    }
    return buf_text(&out);
}

/* Where a mark of Markdown would be read as one; CommonMark 0.30, sections 2.4, 4.2, 5.2. */
static void put_escaped(Buf *out, Str line, bool is_item)
{
    size_t digits = 0;
    while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
        digits++;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i], after = i + 1 < line.n ? line.p[i + 1] : ' ';
        bool is_mark = memchr("\\*_`[<", c, 6) != NULL || (c == '{' && after == '{') || (c == '^' && after == '[');
        bool opens = !is_item && i == 0 && memchr("#+->", c, 4) != NULL && (after == ' ' || c == '>' || c == '#');
        bool numbers = !is_item && digits > 0 && i == digits && (c == '.' || c == ')') && after == ' ';
        if (is_mark || opens || numbers)
            buf_char(out, '\\');
        buf_char(out, c);
    }
}

/* "– item", "- item", "• item": without its mark; empty for others. */
static Str list_item(Str line)
{
    static const char *const marks[] = { "– ", "- ", "• ", "* " };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(line, str_from_c(marks[i])))
            return str_trim(str_slice(line, str_from_c(marks[i]).n, line.n));
    return STR_NONE;
}

/* Lines are paragraphs; those with a mark a list. */
static Str markdown_text(Guess *g, Str text, bool *has_lines)
{
    Buf out = buf_new(g->arena);
    Str line;
    bool was_item = false;
    for (bool is_first = true; str_split(&text, '\n', &line);) {
        line = str_trim(line);
        Str item = list_item(line);
        if (line.n == 0)
            continue;
        if (!is_first)
            buf_c(&out, was_item && item.n > 0 ? "\n" : "\n\n");
        if (item.n > 0)
            buf_c(&out, "- ");
        put_escaped(&out, item.n > 0 ? item : line, item.n > 0);
        *has_lines |= !is_first || item.n > 0;
        was_item = item.n > 0;
        is_first = false;
    }
    return buf_text(&out);
}

static ImportCell read_cell(Guess *g, size_t row, size_t column)
{
    const GridCell *from = grid_cell(g->grid, row, column);
    ImportCell cell = { .colspan = from->colspan, .rowspan = from->rowspan, .is_covered = from->is_covered };
    Str text = plain_blanks(g->arena, text_at(g, row, column));
    bool has_lines = false;
    Value value;
    if (cell.is_covered) {
        g->table->needs_lines = g->table->has_merged = true;
        return cell;
    }
    if (g->table->columns[column].kind == COLUMN_TEXT) {
        cell.text = value_read_missing(text, SPAN_NONE, &value) ? text : markdown_text(g, text, &has_lines);
    } else if (g->table->columns[column].kind == COLUMN_DATE) {
        bool is_date = value_read_date(g->arena, text, SPAN_NONE, &value);
        cell.text = is_date ? value.text : text;
    } else {
        cell.text = figure_text(g, text);
    }
    cell.note = plain_blanks(g->arena, from->note);
    bool is_merged = from->colspan > 1 || from->rowspan > 1;
    g->table->needs_lines |= is_merged || has_lines || cell.note.n > 0;
    return cell;
}

/* Blank rows in the middle are left out. */
static void read_cells(Guess *g)
{
    ImportTable *table = g->table;
    table->cells = arena_array(g->arena, ImportCell, (g->end - g->body) * g->columns + 1);
    for (size_t r = g->body; r < g->end; r++) {
        if (filled_cells(g, r) == 0)
            continue;
        for (size_t c = 0; c < g->columns; c++) {
            ImportCell cell = read_cell(g, r, c);
            if (r + cell.rowspan > g->end)
                cell.rowspan = (uint16_t)(g->end - r);
            if (c + cell.colspan > g->columns)
                cell.colspan = (uint16_t)(g->columns - c);
            table->cells[table->row_count * g->columns + c] = cell;
        }
        table->row_count++;
    }
}

/* --- sums --- */

static bool summable(const ImportColumn *column)
{
    return column->kind == COLUMN_NUMBER || column->kind == COLUMN_AMOUNT;
}

/* The cells' sum against `cell`. Signs of nothing count as nothing. */
static bool is_sum(const Value *terms, size_t n, Str text)
{
    Value value, sum = value_sum(terms, n);
    return n > 0 && value_read_number(text, SPAN_NONE, &value) && value_is_number(&sum) && value_compare(&value, &sum) == 0;
}

static bool read_term(const ImportCell *cell, Value *value)
{
    if (cell->is_covered)
        return false;
    return value_read_number(cell->text, SPAN_NONE, value)
        || (value_read_missing(cell->text, SPAN_NONE, value) && value_sign(value) != SIGN_UNKNOWN && cell->text.n > 0);
}

/* Where the terms of sum column `c` begin: in its group, behind the sum before it. */
static size_t first_term(const ImportTable *table, size_t c)
{
    size_t from = c;
    while (from > 0 && !table->columns[from - 1].is_sum
           && (table->columns[c].group.n == 0 || str_equal(table->columns[from - 1].group, table->columns[c].group)))
        from--;
    return from;
}

static bool column_is_sum(Guess *g, size_t c)
{
    const ImportTable *table = g->table;
    Value *terms = arena_array(g->arena, Value, c + 1);
    Str title = french_slug(g->arena, table->columns[c].title);
    if (!summable(&table->columns[c]) || !str_starts(title, STR("total")) || table->row_count == 0)
        return false;
    for (size_t r = 0; r < table->row_count; r++) {
        size_t n = 0;
        for (size_t k = first_term(table, c); k < c; k++) {
            if (table->columns[k].kind != table->columns[c].kind)
                continue;
            if (!read_term(import_cell(table, r, k), &terms[n++]))
                return false;
        }
        if (n < 2 || !is_sum(terms, n, import_cell(table, r, c)->text))
            return false;
    }
    return true;
}

static void find_sum_columns(Guess *g)
{
    for (size_t c = 0; c < g->columns; c++) {
        if (!column_is_sum(g, c))
            continue;
        g->table->columns[c].is_sum = true;
        say(g, str_printf(g->arena, "colonne « %.*s » : somme des colonnes de gauche, vérifiée ; elle sera calculée",
                          STR_ARG(g->table->columns[c].title)));
    }
    for (size_t c = 0; c < g->columns; c++)
        for (size_t r = 0; r < g->table->row_count && g->table->columns[c].is_sum; r++) {
            ImportCell *cell = &g->table->cells[r * g->columns + c];
            cell->sum = cell->text;
            cell->text = STR_NONE;
        }
}

static bool row_says_total(Guess *g, const ImportCell *row)
{
    for (size_t c = 0; c < g->columns; c++) {
        if (row[c].is_covered || row[c].text.n == 0)
            continue;
        Str said = french_slug(g->arena, row[c].text);
        return str_equal(said, STR("total")) || str_starts(said, STR("total-")) || str_equal(said, STR("ensemble"))
            || str_equal(said, STR("totaux"));
    }
    return false;
}

/* The column's sum over the rows above the last; *is_wrong: it was typed and is another. */
static bool total_agrees(Guess *g, const ImportCell *row, size_t c, bool *is_wrong)
{
    const ImportTable *table = g->table;
    Value *terms = arena_array(g->arena, Value, table->row_count + 1);
    size_t n = 0;
    bool is_known = true;
    for (size_t r = 0; r + 1 < table->row_count; r++) {
        const ImportCell *cell = import_cell(table, r, c);
        if (read_term(cell, &terms[n]))
            n++;
        else
            is_known = is_known && (cell->is_covered || cell->text.n == 0);
    }
    bool agrees = is_known && is_sum(terms, n, row[c].text);
    *is_wrong |= is_known && !agrees && row[c].text.n > 0;
    return agrees;
}

static void find_total_row(Guess *g)
{
    ImportTable *table = g->table;
    if (table->row_count < 2)
        return;
    ImportCell *row = &table->cells[(table->row_count - 1) * g->columns];
    bool is_plain = true, is_wrong = false, has_sum = false, has_label = false;
    if (!row_says_total(g, row))
        return;
    for (size_t c = 0; c < g->columns; c++) {
        bool is_label = !has_label && table->columns[c].kind == COLUMN_TEXT && str_equal(row[c].text, STR("Total"));
        has_label |= is_label;
        is_plain &= row[c].colspan == 1 && row[c].rowspan == 1 && !row[c].is_covered && row[c].note.n == 0;
        if (summable(&table->columns[c])) {
            bool agrees = total_agrees(g, row, c, &is_wrong);
            has_sum |= agrees;
            is_plain &= agrees;
        } else if (!is_label) {
            is_plain &= row[c].text.n == 0 || (table->columns[c].kind == COLUMN_SHARE && str_equal(row[c].text, STR("100")));
        }
    }
    if (!has_sum && !is_wrong)
        return;
    table->total = is_plain && has_label ? TOTAL_SUM : TOTAL_NONE;
    table->total_row = table->total == TOTAL_SUM ? NULL : row;
    table->row_count--;
    say(g, is_wrong  ? STR("ligne de total : ce n’est pas la somme des lignes ; à vérifier")
           : is_plain ? STR("ligne de total : vérifiée ; elle sera calculée (« total: somme »)")
                      : STR("ligne de total : vérifiée et gardée telle quelle"));
}

/* --- around the grid --- */

/* "Tableau 4 : Élèves" is "Élèves". */
static Str without_label(Str title)
{
    size_t at = STR("Tableau ").n;
    if (!str_starts(title, STR("Tableau ")))
        return title;
    while (at < title.n && title.p[at] >= '0' && title.p[at] <= '9')
        at++;
    Str rest = str_trim(str_slice(title, at, title.n));
    return str_starts(rest, STR(":")) || str_starts(rest, STR(".")) ? str_trim(str_slice(rest, 1, rest.n)) : title;
}

static void read_around(Guess *g)
{
    for (size_t r = 0; r < g->head; r++)
        for (size_t c = 0; c < g->grid->columns; c++) {
            Str line = plain_blanks(g->arena, text_at(g, r, c));
            size_t at = str_find(line, STR("Période : "), 0) + STR("Période : ").n;
            if (at < line.n && g->table->period.n == 0)
                g->table->period = str_trim(str_slice(line, at, line.n));
            else if (g->table->title.n == 0)
                g->table->title = without_label(line);
        }
    for (size_t r = g->end; r < g->grid->rows; r++) {
        Str line = plain_blanks(g->arena, text_at(g, r, 0)), own = line;
        if (str_starts(line, STR("Source")) && str_find(line, STR(":"), 0) < 12)
            own = str_trim(str_slice(line, str_find(line, STR(":"), 0) + 1, line.n));
        if (own.n < line.n)
            g->table->source = own;
        else if (str_starts(line, STR("Note")) && str_find(line, STR(":"), 0) < 12)
            g->table->note = str_trim(str_slice(line, str_find(line, STR(":"), 0) + 1, line.n));
    }
}

bool import_recognise(Arena *arena, const Grid *grid, Str path, ImportTable *table, Diags *diags)
{
    *table = (ImportTable){ 0 };
    Guess g = { .arena = arena, .grid = grid, .table = table };
    if (grid->rows > 0 && find_rows(&g)) {
        read_head(&g);
        for (size_t c = 0; c < g.columns; c++)
            guess_kind(&g, c);
        read_cells(&g);
        find_total_row(&g);
        find_sum_columns(&g);
        read_around(&g);
    }
    if (table->row_count > 0)
        return true;
    diag_add(diags, DIAG_TABLE_EMPTY, SPAN_NONE, "%.*s", STR_ARG(path));
    diag_remedy(diags, "donner une ligne de titres de colonnes, et des lignes au-dessous");
    return false;
}
