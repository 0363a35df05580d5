/* widths.c - shares of width, given out a step at a time
 *
 * Each column first gets what its longest word needs; then every step that is left goes to the column that it
 * takes the most lines from, the whole table counted. Lengths are in characters: what a line of a table of full
 * width holds at the size of its cells (theme.yaml), and what padding takes of each column. */
#include "html/widths.h"

#include "base/utf8.h"

enum { LINE = 100, PADDING = 3, STEPS = 100 / WIDTH_STEP, ROWS_LOOKED_AT = 200, LONG_CELL = 60 };

typedef ARRAY(size_t) Lengths;

typedef struct {
    Arena   *arena;
    size_t   columns, rows;
    Lengths *cells;                      /* rows x columns: the length of each paragraph */
    size_t  *words, *texts;              /* by column: its longest word, all its characters */
    int     *steps;                      /* by column: what it has got */
} Shares;

bool width_is_long(const Cell *cell)
{
    return cell->items.n > 0 || utf8_count(cell->text) > LONG_CELL;
}

static size_t room(int steps)
{
    int chars = LINE * steps / STEPS - PADDING;
    return chars > 1 ? (size_t)chars : 1;
}

static size_t longest_word(Str text)
{
    size_t longest = 0, length = 0;
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        length = rune == ' ' || rune == '\n' ? 0 : length + 1;
        longest = length > longest ? length : longest;
        length = rune == '-' ? 0 : length;
    }
    return longest;
}

static void add_text(Shares *s, Lengths *lengths, size_t column, const Inline *inlines, size_t indent)
{
    Str text = inlines_text(s->arena, inlines);
    size_t word = longest_word(text) + indent;
    size_t length = utf8_count(text) + indent;
    array_push(s->arena, lengths, length);
    s->texts[column] += length;
    s->words[column] = word > s->words[column] ? word : s->words[column];
}

static void add_blocks(Shares *s, Lengths *lengths, size_t column, const Block *blocks, size_t indent)
{
    for (const Block *block = blocks; block != NULL; block = block->next) {
        if (block->inlines != NULL)
            add_text(s, lengths, column, block->inlines, indent);
        add_blocks(s, lengths, column, block->first, indent + (block->kind == BLOCK_LIST ? 2 : 0));
    }
}

/* False when a cell goes over columns, or fewer than two columns have long cells: one is given what the others leave
 * by any browser. */
static bool read_cells(Shares *s, const DocTable *doc)
{
    size_t long_columns = 0;
    for (size_t c = 0; c < s->columns; c++) {
        bool is_long = false;
        Lengths head = { 0 };
        add_text(s, &head, c, doc->head[c], 0);
        for (size_t r = 0; r < s->rows; r++) {
            const Cell *cell = &doc->table->rows.at[r].cells[c];
            if (cell->colspan > 1)
                return false;
            is_long = is_long || width_is_long(cell);
            add_blocks(s, &s->cells[r * s->columns + c], c, doc->cells[r * s->columns + c].content, 0);
        }
        long_columns += is_long;
    }
    return long_columns > 1;
}

static size_t lines_of_row(const Shares *s, size_t row)
{
    size_t most = 0;
    for (size_t c = 0; c < s->columns; c++) {
        const Lengths *cell = &s->cells[row * s->columns + c];
        size_t lines = 0, width = room(s->steps[c]);
        for (size_t i = 0; i < cell->n; i++)
            lines += (cell->at[i] + width - 1) / width;
        most = lines > most ? lines : most;
    }
    return most;
}

/* What is compared: the lines of all rows; where these are alike, of all cells. */
static size_t lines_of_all(const Shares *s)
{
    size_t rows = 0, cells = 0;
    for (size_t r = 0; r < s->rows; r++)
        rows += lines_of_row(s, r);
    for (size_t i = 0; i < s->rows * s->columns; i++)
        for (size_t k = 0; k < s->cells[i].n; k++)
            cells += (s->cells[i].at[k] + room(s->steps[i % s->columns]) - 1) / room(s->steps[i % s->columns]);
    return rows * 1000 + cells;
}

/* Steps that are left over after the words have theirs; below 0 when they have not. */
static int give_words(Shares *s)
{
    int left = STEPS;
    for (size_t c = 0; c < s->columns; c++) {
        s->steps[c] = 1;
        while (room(s->steps[c]) < s->words[c] && s->steps[c] <= STEPS)
            s->steps[c]++;
        left -= s->steps[c];
    }
    return left;
}

/* Where a step takes as many lines here as there, the longer text has it. */
static void give_best(Shares *s)
{
    size_t best = 0, least = SIZE_MAX;
    for (size_t c = 0; c < s->columns; c++) {
        s->steps[c]++;
        size_t lines = lines_of_all(s);
        s->steps[c]--;
        if (lines < least || (lines == least && s->texts[c] > s->texts[best])) {
            least = lines;
            best = c;
        }
    }
    s->steps[best]++;
}

/* The shares that the table gives its columns, in whole steps; NULL when it gives none. */
static const int *given_shares(Arena *arena, const Table *table)
{
    int *shares = arena_array(arena, int, table->column_count), left = 100;
    for (size_t c = 0; c < table->column_count; c++) {
        int share = (table->columns[c].share + WIDTH_STEP / 2) / WIDTH_STEP * WIDTH_STEP;
        shares[c] = c + 1 < table->column_count ? share : left;
        left -= share;
        if (share == 0 || shares[c] <= 0)
            return NULL;
    }
    return shares;
}

const int *widths_of(Arena *arena, const DocTable *doc)
{
    const Table *table = doc->table;
    const int *given = table->column_count > 1 ? given_shares(arena, table) : NULL;
    if (given != NULL)
        return given;
    size_t n = table->rows.n < ROWS_LOOKED_AT ? table->rows.n : ROWS_LOOKED_AT;
    Shares s = { .arena = arena, .columns = table->column_count, .rows = n };
    if (s.columns < 2 || s.columns > STEPS || table->head_rows != 1)
        return NULL;
    s.cells = arena_array(arena, Lengths, s.rows * s.columns);
    s.words = arena_array(arena, size_t, s.columns);
    s.texts = arena_array(arena, size_t, s.columns);
    s.steps = arena_array(arena, int, s.columns);
    int left = read_cells(&s, doc) ? give_words(&s) : -1;
    if (left < 0)
        return NULL;
    for (; left > 0; left--)
        give_best(&s);
    for (size_t c = 0; c < s.columns; c++)
        s.steps[c] *= WIDTH_STEP;
    return s.steps;
}
