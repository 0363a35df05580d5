/* actions.c - "(Actions 1.2 et 1.3)" at the end of a title
 *
 *     reported = group { ("," | "et" | "") group }
 *     group    = ("Action" | "Actions" | "OSP") number { ("," | "et" | "à") number }
 *
 * "à" stands for all actions between two of one programme.
 */
#include "doc/actions.h"

#include "text/letters.h"

enum { RANGE_MAX = 100 };                /* actions that one "à" may stand for */

typedef struct { Arena *arena; Str text; size_t at; Reported *reported; } ActionReader;

static bool starts_word(Str text, size_t at, const char *word)
{
    Str wanted = str_from_c(word);
    if (at + wanted.n > text.n)
        return false;
    for (size_t i = 0; i < wanted.n; i++)
        if (rune_lower((unsigned char)text.p[at + i]) != rune_lower((unsigned char)wanted.p[i]))
            return false;
    return true;
}

size_t actions_find(Str text)
{
    for (size_t at = text.n; at > 0; at--)
        if (text.p[at - 1] == '(' && (starts_word(text, at, "action") || starts_word(text, at, "osp")))
            return at - 1;
    return text.n;
}

static void skip_blanks(ActionReader *reader)
{
    for (;;) {
        Str rest = str_slice(reader->text, reader->at, reader->text.n);
        if (str_starts(rest, STR(" ")) || str_starts(rest, STR("\n")))
            reader->at++;
        else if (str_starts(rest, STR("\u00A0")))
            reader->at += 2;
        else if (str_starts(rest, STR("\u202F")))
            reader->at += 3;
        else
            return;
    }
}

static bool take(ActionReader *reader, const char *word)
{
    skip_blanks(reader);
    if (!starts_word(reader->text, reader->at, word))
        return false;
    reader->at += str_from_c(word).n;
    return true;
}

/* A number with at most four digits; -1 when there is none. */
static int take_number(ActionReader *reader)
{
    int number = 0, digits = 0;
    for (; reader->at < reader->text.n && rune_is_digit((unsigned char)reader->text.p[reader->at]); reader->at++) {
        number = number * 10 + reader->text.p[reader->at] - '0';
        if (++digits > 4)
            return -1;
    }
    return digits ? number : -1;
}

static bool take_action(ActionReader *reader, int *programme, int *rank)
{
    skip_blanks(reader);
    *programme = take_number(reader);
    if (*programme < 0 || reader->at == reader->text.n || reader->text.p[reader->at] != '.')
        return false;
    reader->at++;
    *rank = take_number(reader);
    return *rank >= 0;
}

static void add_action(ActionReader *reader, int programme, int rank)
{
    array_push(reader->arena, &reader->reported->actions, str_printf(reader->arena, "%d.%d", programme, rank));
}

/* "à 11.3" after 11.1: the ones between and the last. */
static bool read_range(ActionReader *reader, int programme, int rank)
{
    int last_programme, last_rank;
    if (!take_action(reader, &last_programme, &last_rank))
        return false;
    if (last_programme != programme || last_rank < rank || last_rank - rank > RANGE_MAX)
        return false;
    for (int k = rank + 1; k <= last_rank; k++)
        add_action(reader, programme, k);
    return true;
}

/* True when a number follows a comma or "et". */
static bool continues(ActionReader *reader)
{
    size_t before = reader->at;
    bool has_comma = take(reader, ","), has_and = take(reader, "et");
    skip_blanks(reader);
    if ((has_comma || has_and) && reader->at < reader->text.n && rune_is_digit((unsigned char)reader->text.p[reader->at]))
        return true;
    reader->at = before;
    return false;
}

static bool read_actions(ActionReader *reader)
{
    do {
        int programme, rank;
        if (!take_action(reader, &programme, &rank))
            return false;
        add_action(reader, programme, rank);
        if (take(reader, "à") && !read_range(reader, programme, rank))
            return false;
    } while (continues(reader));
    return true;
}

static bool read_objectives(ActionReader *reader)
{
    do {
        skip_blanks(reader);
        int number = take_number(reader);
        if (number < 0)
            return false;
        array_push(reader->arena, &reader->reported->objectives, str_printf(reader->arena, "%d", number));
    } while (continues(reader));
    return true;
}

static bool read_groups(Arena *arena, Str text, Reported *reported)
{
    ActionReader reader = { .arena = arena, .text = text, .reported = reported };
    do {
        bool has_actions = take(&reader, "actions") || take(&reader, "action");
        if (has_actions ? !read_actions(&reader) : !(take(&reader, "osp") && read_objectives(&reader)))
            return false;
        if (!take(&reader, ","))
            take(&reader, "et");
        skip_blanks(&reader);
    } while (reader.at < text.n);
    return true;
}

bool actions_read(Arena *arena, Str text, Reported *reported)
{
    text = str_trim(text);
    bool is_closed = str_starts(text, STR("(")) && str_ends(text, STR(")"));
    Str inside = str_slice(text, 1, is_closed ? text.n - 1 : text.n);
    return read_groups(arena, inside, reported) && is_closed;
}
