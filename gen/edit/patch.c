#include "edit/patch.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

Patch patch_new(Arena *arena)
{
    return (Patch){ .arena = arena };
}

void patch_replace(Patch *patch, size_t lo, size_t hi, Str text)
{
    array_push(patch->arena, &patch->list, (Change){ lo, hi, text });
}

void patch_insert(Patch *patch, size_t at, Str text)
{
    patch_replace(patch, at, at, text);
}

/* Places in order, by insertion: changes come nearly sorted. */
static void sort_changes(Change *at, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        Change change = at[i];
        size_t k = i;
        for (; k > 0 && at[k - 1].lo > change.lo; k--)
            at[k] = at[k - 1];
        at[k] = change;
    }
}

Str patch_apply(const Patch *patch, Str text)
{
    Arena *arena = patch->arena;
    size_t n = patch->list.n, from = 0;
    Change *sorted = arena_array(arena, Change, n + 1);
    if (n > 0)
        memcpy(sorted, patch->list.at, n * sizeof *sorted);
    sort_changes(sorted, n);
    Buf out = buf_new(arena);
    for (size_t i = 0; i < n; i++) {
        if (sorted[i].lo < from || sorted[i].hi < sorted[i].lo)
            continue;
        buf_str(&out, str_slice(text, from, sorted[i].lo));
        buf_str(&out, sorted[i].text);
        from = sorted[i].hi;
    }
    buf_str(&out, str_slice(text, from, text.n));
    return buf_text(&out);
}

size_t patch_line_start(Str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return at;
}

size_t patch_line_end(Str text, size_t at)
{
    while (at < text.n && text.p[at] != '\n')
        at++;
    return at < text.n ? at + 1 : at;
}

/* --- YAML scalars: YAML 1.2.2, sections 5.7, 7.3 and 8.1 --- */

/* No character that a plain scalar may not hold, or not in this place. */
static bool plain_bytes(Str value, bool in_flow)
{
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        char before = i > 0 ? value.p[i - 1] : ' ', after = i + 1 < value.n ? value.p[i + 1] : ' ';
        if (c < 0x20 || c == 0x7F || (c == ':' && after == ' ') || (c == '#' && before == ' '))
            return false;
        if (in_flow && (memchr(",[]{}", c, 5) != NULL || c == ':'))
            return false;
    }
    return true;
}

/* Characters that readers take for line ends or refuse: DEL, C1 controls, the line
 * and paragraph separators, the byte-order mark. */
static bool plain_runes(Str value)
{
    for (size_t at = 0; at < value.n;) {
        uint32_t rune = utf8_next(value, &at);
        if ((rune >= 0x7F && rune < 0xA0) || rune == 0x2028 || rune == 0x2029 || rune == 0xFEFF || rune >= 0xFFFE)
            return rune >= 0x10000;
    }
    return true;
}

static bool may_be_plain(Str value, bool in_flow)
{
    static const char *const nothing[] = { "~", "null", "Null", "NULL", "---", "..." };
    if (value.n == 0 || value.p[0] == ' ' || value.p[value.n - 1] == ' ' || value.p[value.n - 1] == ':')
        return false;
    if (memchr("?,[]{}#&*!|>'\"%@`:=", value.p[0], 20) != NULL)
        return false;
    if (value.p[0] == '-' && (value.n == 1 || value.p[1] == ' ' || value.p[1] == '-'))
        return false;
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        if (str_equal(value, str_from_c(nothing[i])))
            return false;
    return plain_bytes(value, in_flow) && plain_runes(value);
}

static Str double_quoted(Arena *arena, Str value)
{
    Buf out = buf_new(arena);
    buf_char(&out, '"');
    for (size_t at = 0; at < value.n;) {
        size_t from = at;
        uint32_t rune = utf8_next(value, &at);
        if (rune == '"' || rune == '\\')
            buf_printf(&out, "\\%c", (char)rune);
        else if (rune == '\n' || rune == '\t' || rune == '\r')
            buf_printf(&out, "\\%c", rune == '\n' ? 'n' : rune == '\t' ? 't' : 'r');
        else if (rune >= 0x20 && plain_runes(str_slice(value, from, at)))
            buf_str(&out, str_slice(value, from, at));
        else
            buf_printf(&out, rune < 0x10000 ? "\\u%04X" : "\\U%08X", (unsigned)rune);
    }
    buf_char(&out, '"');
    return buf_text(&out);
}

Str yaml_written(Arena *arena, Str value, bool in_flow)
{
    return may_be_plain(value, in_flow) ? value : double_quoted(arena, value);
}

static bool may_be_single_quoted(Str value)
{
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < 0x20)
            return false;
    return plain_runes(value);
}

static Str single_quoted(Arena *arena, Str value)
{
    Buf out = buf_new(arena);
    buf_char(&out, '\'');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '\'')
            buf_char(&out, '\'');
        buf_char(&out, value.p[i]);
    }
    buf_char(&out, '\'');
    return buf_text(&out);
}

/* --- block scalars --- */

/* `written` is the scalar's bytes: "|-", "\n", lines. */
typedef struct { Str header, indent, line_end; bool is_literal, is_stripped; } BlockForm;

static bool read_form(Str written, BlockForm *form)
{
    size_t end = str_find(written, STR("\n"), 0), text = end + 1;
    form->header = str_trim(str_slice(written, 0, end));
    form->line_end = end > 0 && written.p[end - 1] == '\r' ? STR("\r\n") : STR("\n");
    form->is_literal = written.p[0] == '|';
    form->is_stripped = str_equal(str_slice(form->header, 1, 2), STR("-"));
    bool is_known = form->header.n == 1 || (form->header.n == 2 && form->is_stripped);
    while (text < written.n && memchr(" \r\n", written.p[text], 3) != NULL)
        text++;
    size_t line = patch_line_start(written, text < written.n ? text : written.n);
    form->indent = str_slice(written, line, text);
    return is_known && end < written.n && form->indent.n > 0;
}

/* What the form cannot hold: lines that begin with blanks, other ends than the
 * header says. */
static bool fits_form(const BlockForm *form, Str value)
{
    Str rest = value, line;
    bool ends_line = str_ends(value, STR("\n"));
    if (value.n == 0 || value.p[0] == '\n' || ends_line == form->is_stripped || str_ends(value, STR("\n\n")))
        return false;
    while (str_split(&rest, '\n', &line))
        if (line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t' || !plain_runes(line)))
            return false;
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < 0x20 && value.p[i] != '\n')
            return false;
    return true;
}

/* A folded line end is a blank line; a literal one is itself. */
static Str block_written(Arena *arena, const BlockForm *form, Str value)
{
    Buf out = buf_new(arena);
    Str rest = str_ends(value, STR("\n")) ? str_slice(value, 0, value.n - 1) : value, line;
    buf_str(&out, form->header);
    for (bool is_first = true; str_split(&rest, '\n', &line); is_first = false) {
        buf_str(&out, form->line_end);
        if (!form->is_literal && !is_first && line.n > 0)
            buf_str(&out, form->line_end);
        if (line.n > 0) {
            buf_str(&out, form->indent);
            buf_str(&out, line);
        }
    }
    return buf_text(&out);
}

/* --- in the place of a node --- */

bool yaml_in_flow(Str text, const YamlNode *root, const YamlNode *node)
{
    while (root != NULL && root != node) {
        char first = root->span.lo < text.n ? text.p[root->span.lo] : ' ';
        if (root->kind != YAML_SCALAR && (first == '[' || first == '{'))
            return true;
        const YamlNode *child = root->first;
        while (child != NULL && (node->span.lo < child->span.lo || node->span.hi > child->span.hi))
            child = child->next;
        root = child;
    }
    return false;
}

Str yaml_rewritten(Arena *arena, Str text, const YamlNode *root, const YamlNode *node, Str value)
{
    Str written = str_slice(text, node->span.lo, node->span.hi);
    char first = written.n > 0 ? written.p[0] : ' ';
    BlockForm form;
    if (!node->is_plain && first == '\'' && may_be_single_quoted(value))
        return single_quoted(arena, value);
    if (!node->is_plain && first == '"')
        return double_quoted(arena, value);
    if (!node->is_plain && (first == '|' || first == '>') && read_form(written, &form) && fits_form(&form, value))
        return str_join(arena, block_written(arena, &form, value),
                        node->span.hi == text.n && !form.is_stripped ? STR("\n") : STR_NONE);
    Str plain = yaml_written(arena, value, yaml_in_flow(text, root, node));
    Str between = node->key_span.file != 0 ? str_slice(text, node->key_span.hi, node->span.lo) : STR(":");
    if (written.n == 0 && str_find(between, STR(":"), 0) == between.n)
        return str_join(arena, STR(": "), plain);     /* `{ key }`: without a colon so far */
    /* `key:` or `-` with nothing behind it has no blank yet. */
    bool is_tight = written.n == 0 && node->span.lo > 0 && memchr(":-", text.p[node->span.lo - 1], 2) != NULL;
    return is_tight ? str_join(arena, STR(" "), plain) : plain;
}

/* The first of the bytes from `at` on, or before it, that is no blank; '\0' at the text's end. */
static char beside(Str text, size_t at, int step)
{
    while (at < text.n && text.p[at] == ' ')
        at += (size_t)step;              /* below 0 it is beyond the end as well */
    return at < text.n ? text.p[at] : '\0';
}

char csv_separator_at(Str text, size_t lo, size_t hi)
{
    char sides[] = { beside(text, lo - 1, -1), beside(text, hi, 1) };
    for (size_t i = 0; i < sizeof sides; i++)
        if (sides[i] != '\0' && memchr(";,\t", sides[i], 3) != NULL)
            return sides[i];
    return '\0';
}

Str csv_rewritten(Arena *arena, Str old, Str value, char separator)
{
    bool is_quoted = old.n > 0 && old.p[0] == '"';
    for (size_t i = 0; i < value.n; i++)
        is_quoted = is_quoted || memchr("\"\r\n", value.p[i], 3) != NULL
                    || (memchr(";,\t", value.p[i], 3) != NULL && (separator == '\0' || separator == value.p[i]));
    bool has_blank = value.n > 0 && (value.p[0] == ' ' || value.p[value.n - 1] == ' ');
    if (!is_quoted && !has_blank)
        return value;
    Buf out = buf_new(arena);
    buf_char(&out, '"');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '"')
            buf_char(&out, '"');
        buf_char(&out, value.p[i]);
    }
    buf_char(&out, '"');
    return buf_text(&out);
}
