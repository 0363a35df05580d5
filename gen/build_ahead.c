/* build_ahead.c - words that are shaped while their text is being merged
 *
 * The merge is the work of one thread, and of a report's words most stand in
 * its narratives as they will be set, in the style of the body. What another
 * thread has shaped meanwhile the layout finds ready; the glyphs are the same
 * whoever shaped them, and a word too many is in nobody's way. All of them are
 * shaped, however fast the merge is, so that a build does the same work each
 * time.
 */
#include "build_impl.h"

#include <string.h>

#include "base/utf8.h"
#include "text/letters.h"
#include "text/shape.h"

enum { WORD_MOST = 64 };                 /* bytes */

/* As words.c sets it. False for what markup may lie in. */
static bool typeset(Str typed, Buf *word)
{
    word->n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        if (!rune_is_letter((unsigned char)typed.p[i]) && strchr("{}[]*_#|<>\\`\"", typed.p[i]) != NULL)
            return false;
        if (typed.p[i] == '\'')
            buf_rune(word, 0x2019);
        else
            buf_char(word, typed.p[i]);
    }
    return word->n > 0 && word->n <= WORD_MOST;
}

static size_t word_end(Str text, size_t at)
{
    while (at < text.n && text.p[at] != ' ' && text.p[at] != '\n')
        at++;
    return at;
}

static void shape_words(void *context)
{
    Ahead *ahead = context;
    const Build *build = ahead->build;
    task_join(ahead->opening);
    if (!*ahead->is_open)
        return;
    const TextStyle *body = &build->theme->style[STYLE_BODY];
    ShapeStyle style = { style_face(body, false, false, false), body->size, body->tracking, .is_tabular = body->is_sans };
    Buf word = buf_new(ahead->arena);
    for (size_t i = build->type_files; i < build->content_files; i++) {
        const Source *source = &build->sources.files.at[i];
        for (size_t at = 0, end; at < source->text.n && str_ends(source->path, STR(".md")); at = end + 1) {
            end = word_end(source->text, at);
            if (typeset(str_slice(source->text, at, end), &word))
                shape_word(build->tools.fonts, style, buf_text(&word));
        }
    }
}

void ahead_start(Ahead *ahead, Build *build, Task *opening, const bool *is_open)
{
    *ahead = (Ahead){ .build = build, .arena = arena_open(), .opening = opening, .is_open = is_open };
    task_try(&ahead->task, shape_words, ahead);
}

void ahead_end(Ahead *ahead)
{
    task_join(&ahead->task);
    arena_close(ahead->arena);
}
