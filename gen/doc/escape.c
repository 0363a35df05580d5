/* escape.c - what a backslash or an entity stands for, as cmark reads it
 *
 * cmark hands out text with both put in and its neighbours joined to it, so
 * that one piece of text holds bytes that were typed and bytes that were not.
 */
#include <cmark.h>
#include <string.h>

#include "doc/token_impl.h"

enum { ENTITY_MOST = 40 };               /* the longest of HTML's names has 33 bytes with its marks */

/* ASCII punctuation: CommonMark, 2.4, Backslash escapes. */
static bool is_mark(char c)
{
    return c != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

/* The text of a paragraph that holds the entity alone. */
static Str entity_text(Arena *arena, Str entity)
{
    cmark_node *root = cmark_parse_document(entity.p, entity.n, CMARK_OPT_DEFAULT);
    cmark_node *par = root != NULL ? cmark_node_first_child(root) : NULL;
    cmark_node *text = par != NULL ? cmark_node_first_child(par) : NULL;
    const char *literal = text != NULL ? cmark_node_get_literal(text) : NULL;
    Str copy = literal != NULL ? str_copy(arena, str_from_c(literal)) : STR_NONE;
    if (root != NULL)
        cmark_node_free(root);
    return copy;
}

size_t escape_length(Arena *scratch, Str source, size_t at, Str text, size_t *n)
{
    *n = 0;
    if (at + 1 < source.n && source.p[at] == '\\' && is_mark(source.p[at + 1]) && text.n > 0
        && text.p[0] == source.p[at + 1]) {
        *n = 1;
        return 2;
    }
    if (at >= source.n || source.p[at] != '&')
        return 0;
    size_t end = str_find(str_slice(source, 0, at + ENTITY_MOST < source.n ? at + ENTITY_MOST : source.n), STR(";"), at);
    Str entity = end < source.n ? str_slice(source, at, end + 1) : STR_NONE;
    Str meant = entity.n > 0 ? entity_text(scratch, entity) : STR_NONE;
    if (meant.n == 0 || str_equal(meant, entity) || !str_starts(text, meant))
        return 0;
    *n = meant.n;
    return entity.n;
}
