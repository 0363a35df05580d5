/* notes.c - notes as other dialects of Markdown write them: "[^1]" and, further down, "[^1]: …"
 *
 * CommonMark has no such notes: the call and the note are read as text, or,
 * when the note is a single word, as a link's address that vanishes.
 */
#include "check/check_impl.h"

static void check_line(const Checking *checking, uint32_t file, Str text, size_t lo, Str line)
{
    Str rest = str_trim(line);
    size_t close = str_find(rest, STR("]:"), 0);
    if (!str_starts(rest, STR("[^")) || close == rest.n || close <= 2)
        return;
    Str call = str_slice(rest, 0, close + 1);
    size_t at = lo + (size_t)(rest.p - line.p);
    bool is_called = false;
    for (size_t found = str_find(text, call, 0); found < text.n && !is_called; found = str_find(text, call, found + 1))
        is_called = found != at;
    diag_add(checking->diags, DIAG_NOTE_FOREIGN, (Span){ file, (uint32_t)at, (uint32_t)(at + close + 2) }, "%s",
             is_called ? "" : "et rien ne l’appelle");
    diag_remedy(checking->diags, "écrire la note où elle est appelée : texte^[la note]");
}

static void check_file(const Checking *checking, uint32_t file)
{
    if (file == 0)
        return;
    Str text = source_of(checking->sources, (Span){ file, 0, 0 })->text, rest = text, line;
    while (str_split(&rest, '\n', &line))
        check_line(checking, file, text, (size_t)(line.p - text.p), line);
}

void notes_are_ours(const Checking *checking)
{
    for (size_t i = 0; i < checking->sources->files.n; i++)
        if (str_ends(checking->sources->files.at[i].path, STR(".md")))
            check_file(checking, (uint32_t)i + 1);
}
