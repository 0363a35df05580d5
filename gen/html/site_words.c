#include "html/site_words.h"

#include "html/template.h"

/* More places than a word has need of; what is behind the last stays in its piece. */
static const char *const piece_names[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
enum { PIECES_MAX = sizeof piece_names / sizeof *piece_names };

/* As JSON has it, without the quotes. */
static Str escaped(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    buf_json(&out, text);
    Str quoted = buf_text(&out);
    return str_slice(quoted, 1, quoted.n - 1);
}

static void set_word(View *words, const char *key, Str text, bool is_in_quotes)
{
    Arena *arena = words->arena;
    size_t from = 0, open = str_find(text, STR("{"), 0);
    if (open == text.n) {
        view_text(words, key, is_in_quotes ? escaped(arena, text) : text);
        return;
    }
    View *pieces = view_part(words, key);
    for (size_t i = 0; i < PIECES_MAX && from <= text.n; i++) {
        open = i + 1 < PIECES_MAX ? str_find(text, STR("{"), from) : text.n;
        Str piece = str_slice(text, from, open);
        view_text(pieces, piece_names[i], is_in_quotes ? escaped(arena, piece) : piece);
        from = str_find(text, STR("}"), open) + 1;
    }
}

static View *words_view(Arena *arena, const Theme *theme, bool is_in_quotes)
{
    const struct { const char *key; Str text; } others[] = {
        { "sommaire", theme->words.contents.str },           { "liste-des-tableaux", theme->words.tables.str },
        { "liste-des-figures", theme->words.figures.str },   { "sigles", theme->words.sigles.str },
        { "programme", theme->words.programme.str },         { "source", theme->words.source.str },
    };
    View *words = view_object(arena);
#define SET_WORD(member, key) set_word(words, key, theme->site.member.str, is_in_quotes);
    SITE_WORDS(SET_WORD)
#undef SET_WORD
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        set_word(words, others[i].key, others[i].text, is_in_quotes);
    return words;
}

View *site_words(Arena *arena, const Theme *theme, Str language)
{
    View *words = words_view(arena, theme, false);
    view_text(words, "autre-langue", str_equal(language, theme->site.language.str) ? STR_NONE : theme->site.language.str);
    return words;
}

Str site_words_in(Arena *arena, const Theme *theme, Str text, Diags *diags)
{
    if (str_find(text, STR("{{{"), 0) == text.n)
        return text;
    Buf out = buf_new(arena);
    View *view = view_object(arena);
    Templates *templates = templates_open(arena, NULL, NULL, diags);
    view_put(view, "mots", words_view(arena, theme, true));
    templates_add(templates, STR("script"), text);
    template_render(templates, STR("script"), view, &out);
    return buf_text(&out);
}
