/* notes.c - notes: set when they are called, drawn at the foot of the page
 *
 * The last line of the last note stands on the last line of the grid. A note
 * may run on to the next page; flow_break() says how many lines a page shows.
 */
#include "layout/book_impl.h"

#define RULE_LENGTH MM(36)
#define RULE_WIDTH  PT(0.5)
#define RULE_ABOVE  PT(11)               /* above the first baseline */
#define NUMBER_GAP  PT(3)

static const Frame *set_number(Book *book, const Note *note, TagId element)
{
    Frame *frame = frame_new(book->arena, 0, book->theme->style[STYLE_NOTE].leading);
    Mark mark = MARK_TAG(tag_add(book->tags, element, TAG_LBL, note->span));
    TextStyle style = book_style(book, STYLE_NOTE_NUMBER);
    Str text = str_printf(book->arena, "%d", note->number);
    frame->width = book_text(book, frame, &style, text, mark, 0, 0, SIDE_LEFT);
    return frame;
}

NoteLines note_set(Book *book, const Note *note, const Chapter *chapter, TagId parent)
{
    const TextStyle *style = &book->theme->style[STYLE_NOTE];
    TagId element = tag_add(book->tags, parent, TAG_NOTE, note->span);
    tag_node(book->tags, element)->id =
        str_printf(book->arena, "note-%d-%d", chapter == NULL ? 0 : chapter->index, note->number);
    const Frame *number = set_number(book, note, element);
    Fixed column = fixed_max(style->left, number->width + NUMBER_GAP);
    bool is_rtl = blocks_are_rtl(note->content);
    tag_direct(book->tags, element, is_rtl);
    Fixed left = is_rtl ? 0 : column, number_x = is_rtl ? book->page->measure - number->width : 0;
    ARRAY(NoteLine) lines = { 0 };
    for (const Block *block = note->content; block != NULL; block = block->next) {
        TagId tag = tag_add(book->tags, element, TAG_P, block->span);
        Par *par = par_new(book->arena, style, block->span);
        par->last_line_min = 0;
        par->is_rtl = is_rtl;
        par->is_hyphenated = true;
        par->hangs = par->is_justified;
        par_inlines(book->arena, par, &book->context, block->inlines, style, tag);
        Lines set = book_lines(book, par, book->page->measure - column);
        for (size_t i = 0; i < set.n; i++) {
            const Frame *beside = lines.n == 0 ? number : NULL;
            array_push(book->arena, &lines, (NoteLine){ &set.at[i], beside, left, number_x });
        }
    }
    return (NoteLines){ lines.at, lines.n };
}

void notes_hang(Book *book, Galley *galley, size_t at, const Note *const *notes, size_t n, TagId parent)
{
    for (size_t i = 0; i < n; i++) {
        NoteLines lines = note_set(book, notes[i], galley->chapter, parent);
        if (lines.n == 0)
            continue;
        array_push(book->arena, &galley->boxes.at[at].notes, lines);
        galley->flow.at[at].note_lines += (int)lines.n;
        galley->flow.at[at].last_note = (int)lines.n;
    }
}

/* ---- notes called in captions ---- */

void notes_in_inlines(Arena *arena, const Inline *inlines, NoteList *notes)
{
    for (const Inline *at = inlines; at != NULL; at = at->next) {
        if (at->kind == INLINE_NOTE && at->note != NULL)
            array_push(arena, notes, at->note);
        notes_in_inlines(arena, at->first, notes);
    }
}

/* ---- drawing ---- */

void notes_draw(Book *book, Frame *frame, const NoteQueue *queue, size_t from, int count, Fixed x)
{
    const PageGeometry *page = book->page;
    Fixed leading = book->theme->style[STYLE_NOTE].leading;
    Fixed last = page->top + page->first_baseline + (page->lines - 1) * page->grid;
    Fixed baseline = last - (count - 1) * leading;
    frame_rule(frame, MARK_ARTIFACT(ARTIFACT_LAYOUT), x, baseline - RULE_ABOVE, x + RULE_LENGTH,
               baseline - RULE_ABOVE, (Stroke){ .colour = COLOUR_AXIS, .width = RULE_WIDTH });
    for (int i = 0; i < count; i++, baseline += leading) {
        const NoteLine *line = &queue->at[from + (size_t)i];
        if (line->number != NULL)
            frame_group(frame, x + line->number_x, baseline, line->number);
        line_draw(frame, line->line, x + line->x, baseline);
    }
}
