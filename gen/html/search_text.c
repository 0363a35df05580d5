#include "html/search_text.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/letters.h"

/* From '#' on, without the backslash. */
static void put_digit(Buf *out, size_t digit)
{
    size_t c = '#' + digit;
    buf_char(out, (char)(c >= '\\' ? c + 1 : c));
}

void code_number(Buf *out, size_t number)
{
    enum { PAIRS = (CODE_BASE - CODE_SHORT - 1) * CODE_BASE };
    if (number < CODE_SHORT) {
        put_digit(out, number);
    } else if (number - CODE_SHORT < PAIRS) {
        number -= CODE_SHORT;
        put_digit(out, CODE_SHORT + number / CODE_BASE);
        put_digit(out, number % CODE_BASE);
    } else {
        number -= CODE_SHORT + PAIRS;
        put_digit(out, CODE_BASE - 1);
        put_digit(out, number / (CODE_BASE * CODE_BASE));
        put_digit(out, number / CODE_BASE % CODE_BASE);
        put_digit(out, number % CODE_BASE);
    }
}

static bool is_apostrophe(uint32_t rune)
{
    return rune == 0x2019;
}

static bool is_word_rune(uint32_t rune)
{
    return rune_is_letter(rune) || rune_is_digit(rune);
}

/* Cuts the next piece off. */
static Str next_piece(Str text, size_t *at, bool *is_between)
{
    size_t lo = *at, next = lo;
    *is_between = !is_word_rune(utf8_next(text, &next));
    while (next < text.n) {
        size_t after = next;
        uint32_t rune = utf8_next(text, &after);
        bool ends_word = !*is_between && is_apostrophe(rune);
        if (is_word_rune(rune) == *is_between && !ends_word)
            break;
        next = after;
        if (ends_word)
            break;
    }
    *at = next;
    return str_slice(text, lo, next);
}

static void say(Pieces *pieces, Str text, bool is_between)
{
    Piece *piece = map_find(&pieces->known, text);
    if (piece == NULL) {
        piece = arena_new(pieces->arena, Piece);
        *piece = (Piece){ .text = text, .is_between = is_between };
        map_set(pieces->arena, &pieces->known, text, piece);
        array_push(pieces->arena, &pieces->list, piece);
    }
    piece->count++;
    array_push(pieces->arena, &pieces->said, piece);
}

Said pieces_take(Pieces *pieces, Str text)
{
    Said said = { .lo = pieces->said.n };
    Str last = STR_NONE;
    bool last_between = true;
    for (size_t at = 0; at < text.n;) {
        bool is_between;
        Str piece = next_piece(text, &at, &is_between);
        bool follows_word = !last_between && at < text.n;
        if (!(is_between && follows_word && str_equal(piece, STR(" ")) && !str_ends(last, STR("’"))))
            say(pieces, piece, is_between);
        last = piece;
        last_between = is_between;
    }
    said.hi = pieces->said.n;
    return said;
}

static int by_count(const void *a, const void *b)
{
    const Piece *left = *(Piece *const *)a, *right = *(Piece *const *)b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return str_compare(left->text, right->text);
}

void pieces_number(Pieces *pieces)
{
    if (pieces->list.n > 0)
        qsort(pieces->list.at, pieces->list.n, sizeof *pieces->list.at, by_count);
    for (size_t i = 0; i < pieces->list.n; i++)
        pieces->list.at[i]->number = i;
}

void pieces_write(Buf *out, const Pieces *pieces, Said said)
{
    for (size_t i = said.lo; i < said.hi; i++)
        code_number(out, pieces->said.at[i]->number);
}

void pieces_list(Buf *out, const Pieces *pieces)
{
    Buf lines = buf_new(pieces->arena);
    for (size_t i = 0; i < pieces->list.n; i++) {
        buf_c(&lines, i > 0 ? "\n" : "");
        buf_c(&lines, pieces->list.at[i]->is_between ? "\t" : "");
        buf_str(&lines, pieces->list.at[i]->text);
    }
    buf_json(out, buf_text(&lines));
}
