/* build_workbooks.c - the workbooks, by whichever thread has nothing else to do
 *
 * The two threads of a build end at different times, as the machine goes and
 * the report is: what is left of the workbooks then is shared between them.
 * Each workbook is made by one thread in memory of its own, and they come out
 * in the order of the report.
 */
#include "build_impl.h"

#include "export/export.h"

/* Of the table, of the chart's data, of the figures, or, with none of these, of all data. */
struct Workbook {
    const DocTable *table;
    const DocChart *chart;
    bool            is_of_figures;
    Str             path, bytes;         /* no bytes: it has no data, or was not written */
};

static void add_book(Workbooks *books, Arena *arena, Str data_name, Workbook book)
{
    book.path = data_name.n > 0 ? str_printf(arena, "donnees/%.*s.xlsx", STR_ARG(data_name)) : STR("donnees.xlsx");
    array_push(arena, &books->list, book);
}

void workbooks_list(Workbooks *books, Arena *arena, const Document *document, Str date)
{
    *books = (Workbooks){ .document = document, .date = date };
    for (size_t i = 0; i < document->tables.n; i++) {
        const DocTable *table = document->tables.at[i]->table;
        add_book(books, arena, table->data_name, (Workbook){ .table = table });
    }
    for (size_t i = 0; i < document->charts.n; i++) {
        const DocChart *chart = document->charts.at[i]->chart;
        if (chart->chart != NULL)        /* a diagram has no figures */
            add_book(books, arena, chart->data_name, (Workbook){ .chart = chart });
    }
    add_book(books, arena, STR("chiffres"), (Workbook){ .is_of_figures = true });
    add_book(books, arena, STR_NONE, (Workbook){ 0 });
    atomic_init(&books->begun, 0);
}

static bool write_book(const WorkbookSetting *setting, Workbook *book)
{
    if (book->table != NULL)
        return export_table_xlsx(setting, book->table, &book->bytes);
    if (book->chart != NULL)
        return export_chart_xlsx(setting, book->chart, &book->bytes);
    if (book->is_of_figures)
        return export_figures_xlsx(setting, &book->bytes);
    return export_workbook(setting, &book->bytes);
}

/* From the last, which has all data and takes longest. */
bool workbooks_write(Workbooks *books, Arena *arena, Arena *scratch, Diags *diags)
{
    WorkbookSetting setting = { arena, scratch, books->document, books->date, diags };
    bool done = true;
    for (size_t i; (i = atomic_fetch_add(&books->begun, 1)) < books->list.n;) {
        ArenaMark mark = arena_mark(scratch);
        done = write_book(&setting, &books->list.at[books->list.n - 1 - i]) && done;
        arena_rewind(scratch, mark);
    }
    return done;
}

void workbooks_take(const Workbooks *books, Arena *arena, OutputFiles *files)
{
    for (size_t i = 0; i < books->list.n; i++)
        if (books->list.at[i].bytes.n > 0)
            array_push(arena, files, (OutputFile){ books->list.at[i].path, books->list.at[i].bytes });
}
