/* table_notes.c - a table's notes, below each piece that shows their calls
 *
 * An element Note each, after the Table. Those that the title or a head
 * calls stand below every piece, since these are repeated: after the first
 * time as artifacts.
 */
#include "layout/table_impl.h"

#include "text/french.h"

/* Letter and words in one paragraph: the letter is the note's label. */
static Par *note_par(const TableSet *set, const TextSetting *setting, const Note *note, TagId parent)
{
    const TextStyle *style = &set->context->setting->theme->style[STYLE_SOURCE];
    TextStyle bold = *style;
    bold.weight = 700;
    TagTree *tags = set->context->tags;
    TagId element = tag_add(tags, parent, TAG_NOTE, note->span);
    tag_node(tags, element)->id =
        str_printf(set->arena, "tableau-%d-note-%.*s", set->doc->number, STR_ARG(note->letter));
    TagId label = tag_add(tags, element, TAG_LBL, note->span);
    Par *par = par_plain(setting, style);
    par_text(set->arena, par, str_join(set->arena, note->letter, STR(NBSP NBSP)), &bold, MARK_TAG(label), note->span);
    for (const Block *block = note->content; block != NULL; block = block->next) {
        TagId tag = tag_add(tags, element, TAG_P, block->span);
        par_inlines(set->arena, par, set->context, block->inlines, style, tag);
    }
    return par;
}

static Lines par_lines(const TextSetting *setting, const Par *par)
{
    return par_break(setting->arena, setting->scratch, setting->context, par, fixed_max(setting->measure, 1));
}

/* ---- which slice calls which note ---- */

static void called_in(TableSet *set, const Note *note, size_t slice, bool is_repeated)
{
    size_t i = (size_t)note->number - 1;
    if (i >= set->doc->notes.n || set->doc->notes.at[i] != note)
        return;                          /* one of the chapter, in a title that a test made */
    set->notes[i].slice = slice;
    set->notes[i].is_of_foot = false;
    set->notes[i].is_repeated = is_repeated;
}

static void called_in_line(TableSet *set, const Line *line, size_t slice, bool is_repeated)
{
    for (size_t i = 0; i < line->notes.n; i++)
        called_in(set, line->notes.at[i], slice, is_repeated);
}

/* The slice that shows line `at` of a cell of `row`; merged cells are shown whole by the first. */
static size_t slice_of_line(const TableSet *set, const TableCell *cell, size_t row, uint32_t at)
{
    size_t slice = set->first_slices[row];
    while (cell->rowspan == 1 && !set->slices.at[slice].is_last && set->slices.at[slice].to <= at)
        slice++;
    return slice;
}

static void called_in_cell(TableSet *set, const TableCell *cell, size_t row)
{
    for (uint32_t i = 0; i < cell->line_count; i++)
        called_in_line(set, cell->lines[i].line, slice_of_line(set, cell, row, i), false);
    if (cell->call != NULL)
        called_in_line(set, cell->call, set->first_slices[row], false);
}

void table_notes_find(TableSet *set)
{
    set->first_notes = arena_array(set->arena, size_t, set->slices.n + 1);
    set->note_tops = arena_array(set->arena, Fixed, set->slices.n + 1);
    set->notes = arena_array(set->arena, TableNote, set->doc->notes.n + 1);
    for (size_t i = 0; i < set->doc->notes.n; i++)
        set->notes[i] = (TableNote){ .slice = set->slices.n - 1, .is_of_foot = true };
    for (size_t i = 0; i < set->caption.title.n; i++)
        called_in_line(set, &set->caption.title.at[i], 0, true);
    for (size_t i = 0; i < set->head_rows * set->columns && set->has_head; i++)
        for (uint32_t j = 0; j < set->heads[i].line_count; j++)
            called_in_line(set, set->heads[i].lines[j].line, 0, true);
    for (size_t i = 0; i < set->rows * set->columns; i++)
        called_in_cell(set, &set->cells[i], i / set->columns);
}

/* ---- heights ---- */

static Fixed lines_height(const Lines *lines)
{
    return (Fixed)lines->n * lines->leading;
}

/* Notes in the order of slices, and of their letters in each: counted, then put. */
void table_notes_order(TableSet *set)
{
    size_t n = set->doc->notes.n;
    set->notes_by_slice = arena_array(set->arena, size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        set->first_notes[set->notes[i].slice + 1]++;
        set->note_tops[set->notes[i].slice + 1] += lines_height(&set->notes[i].lines);
        set->repeated_height += lines_height(&set->notes[i].again);
    }
    size_t *next = arena_array(set->arena, size_t, set->slices.n + 1);
    for (size_t at = 1; at <= set->slices.n; at++) {
        set->first_notes[at] += set->first_notes[at - 1];
        set->note_tops[at] += set->note_tops[at - 1];
        next[at] = set->first_notes[at];
    }
    for (size_t i = 0; i < n; i++)
        set->notes_by_slice[next[set->notes[i].slice]++] = i;
}

/* Elements stand in the order in which they are read: a note behind what calls it. */
void table_notes_make(TableSet *set, const TextSetting *setting, TagId parent, bool of_foot)
{
    for (size_t i = 0; i < set->doc->notes.n; i++) {
        TableNote *note = &set->notes[i];
        if (note->is_of_foot != of_foot)
            continue;
        const Par *par = note_par(set, setting, set->doc->notes.at[i], parent);
        note->lines = par_lines(setting, par);
        if (note->is_repeated && set->slices.n > 1)
            note->again = par_lines(setting, par_as_artifact(set->arena, par));
    }
}

Fixed table_notes_height(const TableSet *set, size_t from, size_t to)
{
    return (from > 0 ? set->repeated_height : 0) + set->note_tops[to] - set->note_tops[from];
}

Fixed table_notes_draw(const TableSet *set, size_t from, size_t to, Frame *page, Fixed x, Fixed top)
{
    Fixed size = set->context->setting->theme->style[STYLE_SOURCE].size;
    for (size_t i = 0; i < set->doc->notes.n && from > 0; i++)
        top = lines_draw(page, &set->notes[i].again, x, top, size);
    for (size_t i = set->first_notes[from]; i < set->first_notes[to]; i++)
        if (!set->notes[set->notes_by_slice[i]].is_of_foot)
            top = lines_draw(page, &set->notes[set->notes_by_slice[i]].lines, x, top, size);
    return top;
}

void table_foot_notes_draw(const TableSet *set, Frame *page, Fixed x, Fixed top)
{
    Fixed size = set->context->setting->theme->style[STYLE_SOURCE].size;
    for (size_t i = 0; i < set->doc->notes.n; i++)
        if (set->notes[i].is_of_foot)
            top = lines_draw(page, &set->notes[i].lines, x, top, size);
}
