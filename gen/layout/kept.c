/* kept.c - what a round takes from the one before
 *
 * Only folios differ from round to round. Paragraphs and tables come in the
 * same order and with the same elements each time, so their lines and their
 * cells hold as long as no folio stands in them; the elements are copied.
 */
#include "layout/book_impl.h"

void kept_begin(Book *book)
{
    book->pars_before = book->pars;
    book->tables_before = book->tables;
    book->pars = (SetPars){ 0 };
    book->tables = (SetTables){ 0 };
}

/* ---- paragraphs ---- */

/* True when a run leads to a place in the book: its text may hold a folio. */
static bool par_has_folio(const Par *par)
{
    for (size_t i = 0; i < par->runs.n; i++)
        if (par->runs.at[i].anchor != 0)
            return true;
    return false;
}

static void lines_write(Buf *log, const Lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        const Line *line = &lines->at[i];
        buf_printf(log, "%5d %7.2f %7.2f %s ", line->badness, fixed_points(line->x), fixed_points(line->width),
                   line->is_overfull ? "!" : " ");
        for (size_t j = 0; j < line->pieces.n; j++)
            buf_str(log, line->pieces.at[j].glyphs->text);
        buf_char(log, '\n');
    }
    buf_char(log, '\n');
}

/* The same paragraph in the round before; NULL when it cannot be used. */
static const SetPar *par_before(const Book *book, const Par *par)
{
    size_t at = book->pars.n;
    if (at >= book->pars_before.n || par->runs.n == 0 || par_has_folio(par))
        return NULL;
    const SetPar *before = &book->pars_before.at[at];
    return before->tag == par->runs.at[0].tag ? before : NULL;
}

static SetPar par_set(Book *book, const Par *par, Fixed measure, bool is_varied)
{
    LayoutContext context = book->context;
    if (!par_has_folio(par))
        context.diags = &book->kept;
    SetPar set = { .measure = measure, .tag = par->runs.n > 0 ? par->runs.at[0].tag : 0 };
    if (is_varied)
        set.lines = par_break_varied(book->arena, book->scratch, &context, par, measure);
    else
        set.lines.best = par_break(book->arena, book->scratch, &context, par, measure);
    return set;
}

static const SetPar *par_kept(Book *book, const Par *par, Fixed measure, bool is_varied)
{
    const SetPar *before = par_before(book, par);
    SetPar *set = arena_new(book->arena, SetPar);
    *set = before != NULL && before->measure == measure ? *before : par_set(book, par, measure, is_varied);
    array_push(book->arena, &book->pars, *set);
    if (book->lines_log != NULL)
        lines_write(book->lines_log, &set->lines.best);
    return set;
}

Lines book_lines(Book *book, const Par *par, Fixed measure)
{
    return par_kept(book, par, measure, false)->lines.best;
}

const VariedLines *book_varied(Book *book, const Par *par, Fixed measure)
{
    return &par_kept(book, par, measure, true)->lines;
}

/* The least measure that gives no more lines than `measure`, and neither cuts a word nor has one stick out. */
static Fixed least_measure(Book *book, const Par *par, Fixed measure)
{
    enum { STEPS = 6 };
    Diags found = diags_new(book->arena);
    LayoutContext context = book->context;
    context.diags = &found;
    size_t count = par_break(book->arena, book->scratch, &context, par, measure).n;
    Fixed low = measure / 3, high = measure;
    for (int i = 0; count > 1 && i < STEPS; i++) {
        Fixed middle = (low + high) / 2;
        found = diags_new(book->arena);
        Lines lines = par_break(book->arena, book->scratch, &context, par, middle);
        bool fits = lines.n <= count && found.list.n == 0;
        for (size_t j = 0; j < lines.n; j++)
            fits = fits && !lines.at[j].is_overfull;
        *(fits ? &high : &low) = middle;
    }
    return high;
}

Lines book_balanced(Book *book, const Par *par, Fixed measure)
{
    const SetPar *before = par_before(book, par);
    return book_lines(book, par, before != NULL ? before->measure : least_measure(book, par, measure));
}

/* ---- tables ---- */

static bool inlines_have_folio(const Inline *inlines)
{
    for (const Inline *at = inlines; at != NULL; at = at->next)
        if (at->kind == INLINE_REF || inlines_have_folio(at->first))
            return true;
    return false;
}

static bool blocks_have_folio(const Block *first)
{
    for (const Block *block = first; block != NULL; block = block->next)
        if (inlines_have_folio(block->inlines) || blocks_have_folio(block->first))
            return true;
    return false;
}

static bool table_has_folio(const DocTable *doc)
{
    size_t columns = doc->table->column_count, rows = doc->table->rows.n;
    bool has = inlines_have_folio(doc->title) || inlines_have_folio(doc->source) || inlines_have_folio(doc->note);
    for (size_t i = 0; !has && i < doc->notes.n; i++)
        has = blocks_have_folio(doc->notes.at[i]->content);
    for (size_t i = 0; !has && i < rows * columns; i++)
        has = blocks_have_folio(doc->cells[i].content);
    for (size_t i = 0; !has && i < doc->table->head_rows * columns; i++)
        has = inlines_have_folio(doc->head[i]);
    return has;
}

/* Copies elements [first, end) of the round before, which begin below
 * `parent`, to the end of the tree of this round. */
static void tags_copy(TagTree *tags, const TagTree *before, TagId first, TagId end, TagId parent)
{
    for (TagId id = first; id < end; id++) {
        TagNode node = before->nodes.at[id];
        if (node.parent != parent) {
            array_push(tags->arena, &tags->nodes, node);
            continue;
        }
        TagId copy = tag_add(tags, parent, node.role, node.span);
        node.next = 0;
        tags->nodes.at[copy] = node;
    }
}

TableSet *book_table(Book *book, const DocTable *doc, TagId parent)
{
    size_t at = book->tables.n;
    SetTable set = { .doc = doc, .first = (TagId)book->tags->nodes.n };
    const SetTable *before = at < book->tables_before.n ? &book->tables_before.at[at] : NULL;
    if (before != NULL && before->doc == doc && before->first == set.first && !table_has_folio(doc)) {
        tags_copy(book->tags, book->tags_before, before->first, before->end, parent);
        set.set = before->set;
    } else {
        Diags *of_round = book->context.diags;
        if (!table_has_folio(doc))
            book->context.diags = &book->kept;
        set.set = table_set(book->arena, book->scratch, &book->context, doc, book->page->measure, parent);
        book->context.diags = of_round;
    }
    set.end = (TagId)book->tags->nodes.n;
    array_push(book->arena, &book->tables, set);
    return set.set;
}
