/* prose.c - the running text of the document, as the editors typed it
 *
 * Rules that mend text need its bytes. French spaces and quotes have been set
 * in the document; here each piece is led back to its file, where its letters
 * and digits are the same. Where they are not (folded scalars, entities), the
 * text of the document stands in and nothing is mended.
 */
#include "check/check_impl.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/letters.h"

typedef struct {
    Checking       *checking;
    Passage        *passage;             /* being written */
    Buf             text;
    ARRAY(uint32_t) at;
    const Chapter  *chapter;
    Str             lead;
    bool            is_table;
} Walk;

static void walk_passage(Walk *walk, PassageKind kind, const Inline *inlines);
static void walk_blocks(Walk *walk, PassageKind kind, const Block *blocks);

/* Names in the folder "." are written without it: see path_join(). */
static bool lies_in(Str path, Str folder)
{
    if (str_equal(folder, STR(".")))
        return !str_starts(path, STR("/")) && !str_starts(path, STR("../"));
    return str_starts(path, folder);
}

bool is_of_content(const Checking *checking, uint32_t file)
{
    const Edition *edition = checking->document->edition;
    const Source *source = source_of(checking->sources, (Span){ file, 0, 0 });
    return source != NULL && (edition->is_excerpt || lies_in(source->path, edition->folder));
}

static bool next_sign(Str text, size_t *at, uint32_t *rune)
{
    while (*at < text.n) {
        *rune = utf8_next(text, at);
        if (rune_is_letter(*rune) || rune_is_digit(*rune))
            return true;
    }
    return false;
}

static bool same_signs(Str a, Str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        uint32_t x = 0, y = 0;
        bool has_x = next_sign(a, &i, &x), has_y = next_sign(b, &k, &y);
        if (!has_x || !has_y)
            return has_x == has_y;
        if (x != y)
            return false;
    }
}

static void add_bytes(Walk *walk, Str text, uint32_t at, bool is_typed)
{
    for (size_t i = 0; i < text.n; i++)
        array_push(walk->checking->scratch, &walk->at, at + (is_typed ? (uint32_t)i : 0));
    buf_str(&walk->text, text);
}

static void add_typed(Walk *walk, const Inline *node)
{
    Str typed = source_text(walk->checking->sources, node->span);
    bool is_typed = same_signs(typed, node->text);
    walk->passage->is_exact = walk->passage->is_exact && is_typed;
    if (walk->passage->file == 0)
        walk->passage->file = node->span.file;
    add_bytes(walk, is_typed ? typed : node->text, node->span.lo, is_typed);
}

static void add_mark(Walk *walk, const Inline *node)
{
    char bytes[UTF8_MAX];
    size_t n = utf8_encode(node->kind == INLINE_BREAK ? '\n' : PASSAGE_MARK, bytes);
    if (walk->passage->file == 0)
        walk->passage->file = node->span.file;
    if (node->kind == INLINE_FIGURE)
        array_push(walk->checking->scratch, &walk->passage->called, (Called){ walk->text.n, node });
    add_bytes(walk, (Str){ bytes, n }, node->span.lo, false);
}

/* A note is a passage of its own, written when the one that calls it is done. */
typedef ARRAY(const Note *) Notes;

static void add_inlines(Walk *walk, const Inline *inlines, Notes *notes)
{
    for (const Inline *node = inlines; node != NULL; node = node->next) {
        switch (node->kind) {
        case INLINE_TEXT: case INLINE_SIGLE:
            add_typed(walk, node);
            break;
        case INLINE_FIGURE: case INLINE_BREAK: case INLINE_CODE: case INLINE_ARABIC: case INLINE_REF:
            add_mark(walk, node);
            break;
        case INLINE_LINK:
            array_push(walk->checking->scratch, &walk->checking->links, (LinkUse){ node, walk->chapter });
            add_inlines(walk, node->first, notes);
            break;
        case INLINE_EMPHASIS: case INLINE_STRONG: case INLINE_RAISED:
            add_inlines(walk, node->first, notes);
            break;
        case INLINE_NOTE:
            array_push(walk->checking->scratch, notes, node->note);
            break;
        case INLINE_KINDS:
            break;
        }
    }
}

static void walk_passage(Walk *walk, PassageKind kind, const Inline *inlines)
{
    Arena *scratch = walk->checking->scratch;
    Passage passage = { .kind = kind, .is_exact = true, .is_table = walk->is_table, .lead = walk->lead,
                        .chapter = walk->chapter };
    Notes notes = { 0 };
    walk->passage = &passage;
    walk->text = buf_new(scratch);
    walk->at.at = NULL;
    walk->at.n = walk->at.room = 0;
    add_inlines(walk, inlines, &notes);
    passage.text = buf_text(&walk->text);
    passage.at = walk->at.at;
    if (passage.text.n > 0 && is_of_content(walk->checking, passage.file))
        array_push(scratch, &walk->checking->passages, passage);
    for (size_t i = 0; i < notes.n; i++)
        walk_blocks(walk, PASSAGE_NOTE, notes.at[i]->content);
}

static void walk_table(Walk *walk, const DocTable *table)
{
    const Table *data = table->table;
    walk->is_table = true;
    walk_passage(walk, PASSAGE_CAPTION, table->title);
    for (size_t i = 0; i < data->rows.n * data->column_count; i++)
        if (data->columns[i % data->column_count].kind == COLUMN_TEXT)
            walk_blocks(walk, PASSAGE_CELL, table->cells[i].content);
    walk_passage(walk, PASSAGE_CAPTION, table->note);
    walk->is_table = false;
}

static void walk_chart(Walk *walk, const DocChart *chart)
{
    walk->is_table = true;
    walk_passage(walk, PASSAGE_CAPTION, chart->title);
    walk_passage(walk, PASSAGE_CAPTION, chart->note);
    walk->is_table = false;
}

static void walk_blocks(Walk *walk, PassageKind kind, const Block *blocks)
{
    Str outer = walk->lead, last = outer;
    for (const Block *block = blocks; block != NULL; block = block->next) {
        walk->lead = block->kind == BLOCK_LIST || block->kind == BLOCK_ITEM ? last : outer;
        if (block->inlines != NULL) {
            walk_passage(walk, block->kind == BLOCK_HEADING ? PASSAGE_HEADING : kind, block->inlines);
            last = block->kind == BLOCK_PARAGRAPH ? inlines_text(walk->checking->scratch, block->inlines) : last;
        }
        if (block->table != NULL)
            walk_table(walk, block->table);
        if (block->chart != NULL)
            walk_chart(walk, block->chart);
        walk_blocks(walk, kind, block->first);
    }
    walk->lead = outer;
}

void prose_collect(Checking *checking)
{
    Walk walk = { .checking = checking };
    for (size_t i = 0; i < checking->document->chapters.n; i++) {
        walk.chapter = checking->document->chapters.at[i];
        walk_blocks(&walk, PASSAGE_PARAGRAPH, walk.chapter->blocks);
    }
}

Span passage_span(const Passage *passage, size_t lo, size_t hi)
{
    if (hi <= lo || hi > passage->text.n)
        return (Span){ passage->file, passage->at[lo], passage->at[lo] };
    return (Span){ passage->file, passage->at[lo], passage->at[hi - 1] + 1 };
}

bool passage_is_whole(const Passage *passage, size_t lo, size_t hi)
{
    return passage->is_exact && hi > lo && hi <= passage->text.n && passage->at[hi - 1] - passage->at[lo] == hi - 1 - lo;
}

/* ---- words ---- */

static uint32_t rune_at(Str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

static bool is_sign(uint32_t rune)
{
    return rune_is_letter(rune) || rune_is_digit(rune);
}

bool prose_next_word(Str text, size_t *at, Word *word)
{
    while (*at < text.n && !is_sign(rune_at(text, *at)))
        utf8_next(text, at);
    return prose_word_at(text, at, word);
}

bool prose_word_at(Str text, size_t *at, Word *word)
{
    *word = (Word){ *at, *at };
    if (!is_sign(rune_at(text, *at)))
        return false;
    word->lo = word->hi = *at;
    while (*at < text.n) {
        uint32_t rune = rune_at(text, *at);
        if (!is_sign(rune) && !(rune == '-' && is_sign(rune_at(text, *at + 1))))
            break;
        utf8_next(text, at);
        *at = letters_small_end(text, *at);
    }
    word->hi = *at;
    return word->hi > word->lo;
}

Str word_str(Str text, Word word)
{
    return str_slice(text, word.lo, word.hi);
}

Str text_folded(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    bool is_apart = false;
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        Letter letter;
        if (!is_sign(rune)) {
            is_apart = out.n > 0;
            continue;
        }
        if (is_apart)
            buf_char(&out, ' ');
        is_apart = false;
        if (rune_letter(rune, &letter))
            buf_bytes(&out, letter.base, (size_t)letter.count);
        else
            buf_rune(&out, rune_lower(rune));
    }
    return buf_text(&out);
}

bool word_fold(Str text, Word word, char folded[WORD_ROOM])
{
    size_t n = 0;
    Letter letter;
    for (size_t at = word.lo; at < word.hi;) {
        if (n + 2 >= WORD_ROOM)
            return false;
        unsigned char c = (unsigned char)text.p[at];
        uint32_t rune = c < 0x80 ? (at++, rune_lower(c)) : utf8_next(text, &at);
        if (rune < 0x80) {
            folded[n++] = (char)rune;
        } else if (rune_letter(rune, &letter)) {
            folded[n++] = letter.base[0];
            if (letter.count > 1)
                folded[n++] = letter.base[1];
        } else {
            return false;
        }
    }
    folded[n] = '\0';
    return true;
}

bool word_is(Str text, Word word, const char *const *list)
{
    char folded[WORD_ROOM];
    if (!word_fold(text, word, folded))
        return false;
    for (size_t i = 0; list[i] != NULL; i++)
        if (list[i][0] == folded[0] && strcmp(list[i], folded) == 0)
            return true;
    return false;
}
