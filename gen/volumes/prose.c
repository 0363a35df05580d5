/* prose.c - what the running text changed, paragraph by paragraph
 *
 * Chapters are matched by programme (others by their address), sections by the ids that their templates give them.
 * Within a section paragraphs are paired in order so that the sum of their likenesses is as great as can be
 * (Needleman and Wunsch, "A general method …", 1970, without a cost of gaps: what is less alike than LIKE_LEAST is not
 * paired at all).
 */
#include "volumes/volumes_impl.h"

#include <stdlib.h>

enum { LIKE_WHOLE = 1000, LIKE_LEAST = 400, PAIRS_MAX = 1 << 20 };

/* ---- the paragraphs of a chapter ---- */

typedef struct { Arena *arena; Paragraphs list; Str section, title; } Walk;

static void add_paragraph(Walk *walk, const Block *block, bool is_heading)
{
    Str text = str_trim(inlines_text(walk->arena, block->inlines));
    if (text.n > 0)
        array_push(walk->arena, &walk->list, (Paragraph){ text, walk->section, walk->title, block->span, is_heading });
}

static void walk_blocks(Walk *walk, const Block *blocks)
{
    for (const Block *block = blocks; block != NULL; block = block->next) {
        if (block->kind == BLOCK_HEADING && block->role == HEADING_SECTION) {
            walk->section = block->anchor != NULL ? block->anchor->id : STR_NONE;
            walk->title = inlines_text(walk->arena, block->inlines);
        } else if (block->kind == BLOCK_HEADING) {
            add_paragraph(walk, block, true);
        } else if (block->kind == BLOCK_PARAGRAPH) {
            add_paragraph(walk, block, false);
        }
        walk_blocks(walk, block->first);
    }
}

/* The title is no paragraph: the comparison has it. */
static Paragraphs paragraphs_of(Arena *arena, const Chapter *chapter)
{
    Walk walk = { .arena = arena };
    const Block *first = chapter->blocks;
    walk_blocks(&walk, first != NULL && first->kind == BLOCK_HEADING ? first->next : first);
    return walk.list;
}

/* ---- how alike two paragraphs are ---- */

typedef struct { uint64_t *at; size_t n; } Words;

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static Words words_of(Arena *arena, Str text)
{
    Words words = { arena_array(arena, uint64_t, text.n / 2 + 1), 0 };
    Str rest = text, word;
    while (str_split(&rest, ' ', &word))
        if (word.n > 0)
            words.at[words.n++] = str_hash(word);
    if (words.n > 1)
        qsort(words.at, words.n, sizeof *words.at, by_number);
    return words;
}

/* Twice the words in common over all words (Dice, 1945), in thousandths. */
static int likeness(const Words *a, const Words *b)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
        common += a->at[i] == b->at[j];
        bool is_first_less = a->at[i] < b->at[j], is_same = a->at[i] == b->at[j];
        i += is_first_less || is_same;
        j += !is_first_less;
    }
    return a->n + b->n == 0 ? 0 : (int)(2 * LIKE_WHOLE * common / (a->n + b->n));
}

/* ---- pairing ---- */

typedef struct {
    Arena            *arena, *scratch;
    const Paragraphs *before, *after;
    ProseChanges      out;
} Pairing;

static void add_alone(Pairing *pairing, ProseKind kind, size_t at)
{
    bool is_gone = kind == PROSE_REMOVED;
    array_push(pairing->arena, &pairing->out,
               (ProseChange){ .kind = kind, .before = is_gone ? &pairing->before->at[at] : NULL,
                              .after = is_gone ? NULL : &pairing->after->at[at] });
}

static void add_pair(Pairing *pairing, size_t i, size_t j)
{
    const Paragraph *before = &pairing->before->at[i], *after = &pairing->after->at[j];
    ProseChange change = { .kind = PROSE_SAME, .before = before, .after = after };
    if (!str_equal(before->text, after->text)) {
        change.kind = PROSE_CHANGED;
        change.pieces = prose_diff(pairing->arena, pairing->scratch, before->text, after->text);
    }
    array_push(pairing->arena, &pairing->out, change);
}

static void add_all(Pairing *pairing, size_t i, size_t i_end, size_t j, size_t j_end)
{
    for (; i < i_end; i++)
        add_alone(pairing, PROSE_REMOVED, i);
    for (; j < j_end; j++)
        add_alone(pairing, PROSE_ADDED, j);
}

/* best[i][j]: the greatest sum of likenesses of the rests from (i, j) on. */
static void fill_best(int *best, const int *like, size_t n, size_t m)
{
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            int down = best[(i + 1) * (m + 1) + j], right = best[i * (m + 1) + j + 1];
            int most = down > right ? down : right, pair = like[i * m + j];
            if (pair > 0 && best[(i + 1) * (m + 1) + j + 1] + pair > most)
                most = best[(i + 1) * (m + 1) + j + 1] + pair;
            best[i * (m + 1) + j] = most;
        }
}

/* Paragraphs [i0, i1) and [j0, j1), all of one section. */
static void pair_section(Pairing *pairing, size_t i0, size_t i1, size_t j0, size_t j1)
{
    size_t n = i1 - i0, m = j1 - j0;
    if (n == 0 || m == 0 || n > PAIRS_MAX / m) {
        add_all(pairing, i0, i1, j0, j1);
        return;
    }
    ArenaMark mark = arena_mark(pairing->scratch);
    Words *a = arena_array(pairing->scratch, Words, n), *b = arena_array(pairing->scratch, Words, m);
    int *like = arena_array(pairing->scratch, int, n * m);
    int *best = arena_array(pairing->scratch, int, (n + 1) * (m + 1));
    for (size_t i = 0; i < n; i++)
        a[i] = words_of(pairing->scratch, pairing->before->at[i0 + i].text);
    for (size_t j = 0; j < m; j++)
        b[j] = words_of(pairing->scratch, pairing->after->at[j0 + j].text);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) {
            bool is_same_kind = pairing->before->at[i0 + i].is_heading == pairing->after->at[j0 + j].is_heading;
            int alike = is_same_kind ? likeness(&a[i], &b[j]) : 0;
            like[i * m + j] = alike >= LIKE_LEAST ? alike : 0;
        }
    fill_best(best, like, n, m);
    for (size_t i = 0, j = 0; i < n || j < m;) {
        bool is_pair = i < n && j < m && like[i * m + j] > 0
            && best[i * (m + 1) + j] == best[(i + 1) * (m + 1) + j + 1] + like[i * m + j];
        if (is_pair)
            add_pair(pairing, i0 + i++, j0 + j++);
        else if (j == m || (i < n && best[(i + 1) * (m + 1) + j] >= best[i * (m + 1) + j + 1]))
            add_alone(pairing, PROSE_REMOVED, i0 + i++);
        else
            add_alone(pairing, PROSE_ADDED, j0 + j++);
    }
    arena_rewind(pairing->scratch, mark);
}

static size_t section_end(const Paragraphs *list, size_t at)
{
    size_t end = at;
    while (end < list->n && str_equal(list->at[end].section, list->at[at].section))
        end++;
    return end;
}

/* The section of the older text that is called as the newer; list->n when there is none. */
static size_t find_section(const Paragraphs *list, Str section)
{
    size_t at = 0;
    while (at < list->n && !str_equal(list->at[at].section, section))
        at++;
    return at;
}

ProseChanges prose_align(Arena *arena, Arena *scratch, const Paragraphs *before, const Paragraphs *after)
{
    Pairing pairing = { .arena = arena, .scratch = scratch, .before = before, .after = after };
    for (size_t j = 0; j < after->n;) {
        size_t end = section_end(after, j), i = find_section(before, after->at[j].section);
        size_t i_end = i < before->n ? section_end(before, i) : i;
        pair_section(&pairing, i, i_end, j, end);
        j = end;
    }
    for (size_t i = 0; i < before->n; i = section_end(before, i))
        if (find_section(after, before->at[i].section) == after->n)
            add_all(&pairing, i, section_end(before, i), 0, 0);
    return pairing.out;
}

Str prose_counts(Arena *arena, const ProseComparison *prose)
{
    static const char *const names[PROSE_KINDS][2] = {
        [PROSE_SAME] = { "inchangé", "inchangés" }, [PROSE_CHANGED] = { "modifié", "modifiés" },
        [PROSE_ADDED] = { "nouveau", "nouveaux" }, [PROSE_REMOVED] = { "disparu", "disparus" },
    };
    Buf text = buf_new(arena);
    for (int kind = 0; kind < PROSE_KINDS; kind++)
        if (prose->count[kind] > 0)
            buf_printf(&text, "%s%zu %s", text.n > 0 ? ", " : "", prose->count[kind],
                       names[kind][prose->count[kind] > 1]);
    return buf_text(&text);
}

/* ---- chapters ---- */

static bool is_same_chapter(const Chapter *a, const Chapter *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == CHAPTER_PROGRAMME)
        return a->programme->number > 0 && a->programme->number == b->programme->number;
    return a->slug.n > 0 && str_equal(a->slug, b->slug);
}

static const Chapter *find_chapter(const Document *document, const Chapter *like)
{
    for (size_t i = 0; i < document->chapters.n; i++)
        if (is_same_chapter(document->chapters.at[i], like))
            return document->chapters.at[i];
    return NULL;
}

static ProseComparison compare_chapters(Arena *arena, Arena *scratch, const Chapter *before, const Chapter *after)
{
    Paragraphs *old = arena_new(arena, Paragraphs), *new = arena_new(arena, Paragraphs);
    *old = paragraphs_of(arena, before);
    *new = paragraphs_of(arena, after);
    ProseComparison result = { .programme = after->kind == CHAPTER_PROGRAMME ? after->programme->number : 0,
                               .title = after->title };
    result.changes = prose_align(arena, scratch, old, new);
    for (size_t i = 0; i < result.changes.n; i++)
        result.count[result.changes.at[i].kind]++;
    return result;
}

ProseComparisons prose_collect_changes(Arena *arena, Arena *scratch, const Volumes *volumes)
{
    ProseComparisons list = { 0 };
    for (size_t v = 1; v < volumes->n; v++) {
        const Document *document = volumes->at[v].document;
        for (size_t i = 0; i < document->chapters.n; i++) {
            const Chapter *now = document->chapters.at[i], *then = NULL;
            size_t before = v;
            while (then == NULL && before-- > 0)
                then = find_chapter(volumes->at[before].document, now);
            if (then == NULL)
                continue;
            ProseComparison result = compare_chapters(arena, scratch, then, now);
            result.before = before;
            result.after = v;
            if (result.changes.n > 0)
                array_push(arena, &list, result);
        }
    }
    return list;
}
