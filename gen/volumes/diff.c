/* diff.c - two texts word by word
 *
 * The longest common subsequence of their words by dynamic programming, after what they begin and end with alike is
 * taken off. Texts too long for the table are told as replaced whole.
 */
#include "volumes/volumes_impl.h"

enum { CELLS_MAX = 1 << 22 };            /* of the table: 8 MiB */
enum { SMALL_BYTES = 8 };                /* of a word between two changes that is no landmark */

typedef ARRAY(Str) Tokens;

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* The bytes at `at` that end a word and are no part of it; no-break spaces and « » are two bytes or three. */
static size_t mark_bytes(Str text, size_t at)
{
    static const char *const marks[] = { ".", ",", ";", ":", "!", "?", "(", ")", "«", "»", "’", "\u00A0", "\u202F", "…" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(str_slice(text, at, text.n), str_from_c(marks[i])))
            return str_from_c(marks[i]).n;
    return 0;
}

/* A word, a mark, or a run of blanks each. */
static Tokens tokens_of(Arena *arena, Str text)
{
    Tokens tokens = { 0 };
    for (size_t at = 0; at < text.n;) {
        size_t lo = at, mark = mark_bytes(text, at);
        if (mark > 0)
            at += mark;
        else if (is_blank(text.p[at]))
            while (at < text.n && is_blank(text.p[at]))
                at++;
        else
            while (at < text.n && !is_blank(text.p[at]) && mark_bytes(text, at) == 0)
                at++;
        array_push(arena, &tokens, str_slice(text, lo, at));
    }
    return tokens;
}

static void add_piece(Arena *arena, ProsePieces *pieces, ProseKind kind, Str text)
{
    if (text.n == 0)
        return;
    if (pieces->n > 0 && array_last(pieces).kind == kind) {
        Str *last = &array_last(pieces).text;
        bool is_next = last->p + last->n == text.p;
        *last = is_next ? (Str){ last->p, last->n + text.n } : str_join(arena, *last, text);
        return;
    }
    array_push(arena, pieces, (ProsePiece){ kind, text });
}

static void add_tokens(Arena *arena, ProsePieces *pieces, ProseKind kind, const Tokens *tokens, size_t lo, size_t hi)
{
    for (size_t i = lo; i < hi; i++)
        add_piece(arena, pieces, kind, tokens->at[i]);
}

/* The middles [0, n) of `a` and [0, m) of `b`, from where both are offset by `lo`. */
static void add_middle(Arena *arena, Arena *scratch, ProsePieces *pieces, const Tokens *a, const Tokens *b, size_t lo,
                       size_t n, size_t m)
{
    if (n == 0 || m == 0 || (n + 1) > CELLS_MAX / (m + 1) || n > UINT16_MAX || m > UINT16_MAX) {
        add_tokens(arena, pieces, PROSE_REMOVED, a, lo, lo + n);
        add_tokens(arena, pieces, PROSE_ADDED, b, lo, lo + m);
        return;
    }
    uint16_t *length = arena_array(scratch, uint16_t, (n + 1) * (m + 1));   /* common to the rests from (i, j) on */
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            uint16_t down = length[(i + 1) * (m + 1) + j], right = length[i * (m + 1) + j + 1];
            bool is_same = str_equal(a->at[lo + i], b->at[lo + j]);
            length[i * (m + 1) + j] = is_same ? (uint16_t)(length[(i + 1) * (m + 1) + j + 1] + 1)
                                              : down > right ? down : right;
        }
    for (size_t i = 0, j = 0; i < n || j < m;) {
        if (i < n && j < m && str_equal(a->at[lo + i], b->at[lo + j])) {
            add_piece(arena, pieces, PROSE_SAME, a->at[lo + i]);
            i++, j++;
        } else if (j == m || (i < n && length[(i + 1) * (m + 1) + j] >= length[i * (m + 1) + j + 1])) {
            add_piece(arena, pieces, PROSE_REMOVED, a->at[lo + i++]);
        } else {
            add_piece(arena, pieces, PROSE_ADDED, b->at[lo + j++]);
        }
    }
}

static bool has_words(const ProsePieces *pieces, size_t at)
{
    Str text = str_trim(pieces->at[at].text);
    return pieces->at[at].kind != PROSE_SAME && str_find(text, STR(" "), 0) < text.n;
}

typedef bool Swallows(const ProsePieces *pieces, size_t at);

static bool blanks_alone(const ProsePieces *pieces, size_t at)
{
    return str_trim(pieces->at[at].text).n == 0;
}

/* A small word or mark beside changes of several words: "le", "de", a comma. */
static bool small_words(const ProsePieces *pieces, size_t at)
{
    bool is_after_words = has_words(pieces, at - 1) || (at > 1 && has_words(pieces, at - 2));
    bool is_before_words = has_words(pieces, at + 1) || (at + 2 < pieces->n && has_words(pieces, at + 2));
    return pieces->at[at].text.n <= SMALL_BYTES && (is_after_words || is_before_words);
}

/* "ôté1 ajouté1 ôté2 ajouté2" with but little between reads better as one replacement. */
static ProsePieces joined(Arena *arena, const ProsePieces *pieces, Swallows *swallows)
{
    ProsePieces out = { 0 };
    for (size_t i = 0; i < pieces->n;) {
        size_t end = i;
        while (end < pieces->n && (pieces->at[end].kind != PROSE_SAME
                                   || (end > i && end + 1 < pieces->n && swallows(pieces, end))))
            end++;
        if (end == i) {
            array_push(arena, &out, pieces->at[i++]);
            continue;
        }
        static const ProseKind order[] = { PROSE_REMOVED, PROSE_ADDED };
        for (size_t k = 0; k < 2; k++)
            for (size_t j = i; j < end; j++)
                if (pieces->at[j].kind == order[k] || pieces->at[j].kind == PROSE_SAME)
                    add_piece(arena, &out, order[k], pieces->at[j].text);
        i = end;
    }
    return out;
}

ProsePieces prose_diff(Arena *arena, Arena *scratch, Str before, Str after)
{
    ArenaMark mark = arena_mark(scratch);
    Tokens a = tokens_of(scratch, before), b = tokens_of(scratch, after);
    size_t lo = 0, tail = 0, least = a.n < b.n ? a.n : b.n;
    ProsePieces pieces = { 0 };
    while (lo < least && str_equal(a.at[lo], b.at[lo]))
        lo++;
    while (tail < least - lo && str_equal(a.at[a.n - 1 - tail], b.at[b.n - 1 - tail]))
        tail++;
    add_tokens(arena, &pieces, PROSE_SAME, &a, 0, lo);
    add_middle(arena, scratch, &pieces, &a, &b, lo, a.n - lo - tail, b.n - lo - tail);
    add_tokens(arena, &pieces, PROSE_SAME, &a, a.n - tail, a.n);
    arena_rewind(scratch, mark);
    pieces = joined(arena, &pieces, blanks_alone);
    return joined(arena, &pieces, small_words);
}
