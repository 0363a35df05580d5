/* references.c - what the text names without a reference, and names that two programmes give */
#include "check/check_impl.h"

#include "base/utf8.h"
#include "text/letters.h"

/* ---- numbers typed by hand that the generator gives ---- */

static const char *const table_words[] = { "tableau", NULL };
static const char *const chart_words[] = { "figure", "graphique", "schema", NULL };

/* The number right behind `word`, blanks between; false when there is none, or when more than a number stands there. */
static bool number_behind(Str text, Word word, Word *number)
{
    size_t at = word.hi;
    while (at < text.n && rune_is_blank(utf8_next(text, &(size_t){ at })))
        utf8_next(text, &at);
    if (at == word.hi || at >= text.n || !rune_is_digit((unsigned char)text.p[at]))
        return false;
    number->lo = number->hi = at;
    while (number->hi < text.n && rune_is_digit((unsigned char)text.p[number->hi]))
        number->hi++;
    size_t after = number->hi;
    uint32_t next = after < text.n ? utf8_next(text, &after) : 0;
    return number->hi - number->lo <= 3 && !rune_is_letter(next);
}

/* Of three digits at most: number_behind(). */
static int number_value(Str text, Word number)
{
    return (int)str_number(word_str(text, number), 999);
}

void numbers_of_tables_are_called(const Checking *checking, const Passage *passage)
{
    Str text = passage->text;
    Word word, number;
    for (size_t at = 0; prose_next_word(text, &at, &word);) {
        if (!number_behind(text, word, &number))
            continue;
        bool is_table = word_is(text, word, table_words);
        if (!is_table && !word_is(text, word, chart_words))
            continue;
        size_t rank = (size_t)number_value(text, number);
        size_t count = is_table ? checking->document->tables.n : checking->document->charts.n;
        diag_add(checking->diags, DIAG_REF_TYPED, passage_span(passage, word.lo, number.hi), "« %.*s »",
                 STR_ARG(str_slice(text, word.lo, number.hi)));
        if (rank == 0 || rank > count) {
            diag_remedy(checking->diags, "écrire [](%s:nom) ; le rapport n’en a que %zu", is_table ? "tableau" : "graphique", count);
            continue;
        }
        const Block *block = is_table ? checking->document->tables.at[rank - 1] : checking->document->charts.at[rank - 1];
        Str id = is_table ? block->table->table->id.str : block->chart->chart ? block->chart->chart->id.str
                                                                              : block->chart->diagram->id.str;
        diag_remedy(checking->diags, "écrire [](%s:%.*s)",
                    is_table ? "tableau" : block->chart->chart ? "graphique" : "schema", STR_ARG(id));
    }
}

/* ---- programmes and objectives that do not exist ---- */

static bool has_programme(const Edition *edition, int number)
{
    return edition_programme(edition, number) != NULL || edition_committee_of(edition, number) != NULL;
}

static bool has_objective(const Edition *edition, Str number)
{
    return edition_pursuers(edition, number)->n > 0;
}

void what_is_named_exists(const Checking *checking, const Passage *passage)
{
    static const char *const programmes[] = { "programme", NULL };
    static const char *const objectives[] = { "osp", NULL };
    const Edition *edition = checking->document->edition;
    Str text = passage->text;
    Word word, number;
    if (edition->is_excerpt || edition->is_incomplete || edition->type != NULL)   /* a type's document names the reports' */
        return;
    for (size_t at = 0; prose_next_word(text, &at, &word);) {
        if (!number_behind(text, word, &number))
            continue;
        bool is_programme = word_is(text, word, programmes), is_objective = word_is(text, word, objectives);
        if (!is_programme && !is_objective)
            continue;
        if (is_programme ? has_programme(edition, number_value(text, number)) : has_objective(edition, word_str(text, number)))
            continue;
        diag_add(checking->diags, DIAG_NAMED_UNKNOWN, passage_span(passage, word.lo, number.hi), "« %.*s »",
                 STR_ARG(str_slice(text, word.lo, number.hi)));
    }
}

/* ---- one name, two programmes ---- */

static void see_name(const Checking *checking, Map *seen, const char *what, Text id, int number)
{
    Str key = str_printf(checking->scratch, "%s %.*s", what, STR_ARG(id.str));
    const int *first = map_find(seen, key);
    if (first == NULL) {
        int *kept = arena_new(checking->scratch, int);
        *kept = number;
        map_set(checking->scratch, seen, key, kept);
    } else if (*first != number) {
        diag_add(checking->diags, DIAG_NAME_SHARED, id.span, "« %.*s » est aussi un %s du programme %d", STR_ARG(id.str), what,
                 *first);
        diag_remedy(checking->diags, "changer ce nom ; ou l’appeler « %d:%.*s » hors du programme", number, STR_ARG(id.str));
    }
}

void names_are_apart(const Checking *checking)
{
    const Edition *edition = checking->document->edition;
    Map seen = { 0 };
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Indicator *indicators = programme->indicators.at;
        const Table *tables = programme->tables.at;
        const Chart *charts = programme->charts.at;
        for (size_t k = 0; k < programme->indicators.n; k++)
            see_name(checking, &seen, "indicateur", indicators[k].id, programme->number);
        for (size_t k = 0; k < programme->tables.n; k++)
            see_name(checking, &seen, "tableau", tables[k].id, programme->number);
        for (size_t k = 0; k < programme->charts.n; k++)
            see_name(checking, &seen, "graphique", charts[k].id, programme->number);
    }
}
