/* renew_text.c - the narrative of the next edition
 *
 * Headings and calls of tables, charts and lists stay where they are; each
 * run of text between them becomes one short prompt, with the figures that the
 * text had quoted. Recommendations are kept as such: see renew.h.
 */
#include "edit/renew_impl.h"

#include "base/buf.h"
#include "model/programme.h"

typedef enum { PLACE_OPENING, PLACE_SECTION, PLACE_RECOMMENDATIONS, PLACE_PROSE } TextPlace;

typedef struct {
    Renewal  *renewal;
    int       programme;                 /* 0: prose */
    Str       path;                      /* of the last edition's file */
    Buf       out;
    TextPlace place;
    size_t    run_line;                  /* where the run of text begins; 0: none is open */
    size_t    run_lines;                 /* that are not empty */
    Str       run_last;                  /* the last of these */
    size_t    line;
    Strs      figures;                   /* "{{ … }}" that the run quotes */
    Buf       item;                      /* the recommendation being read */
    int       item_programme;            /* 0: not in a list of recommendations */
    bool      is_called;                 /* the follow-up of these recommendations is */
    bool      has_presented;
    Str       silence;                   /* "<!-- bilan: B520 … -->", for the heading below it */
} Writer;

static bool is_heading(Str line)
{
    return line.n > 0 && line.p[0] == '#';
}

/* `![](tableau:x)` alone in its paragraph; pictures show last year. */
static bool is_call(Str line)
{
    static const char *const schemes[] = { "tableau:", "graphique:", "schema:", "objectifs:", "interventions:" };
    if (!str_starts(line, STR("![](")) || !str_ends(line, STR(")")))
        return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts(str_slice(line, 4, line.n), str_from_c(schemes[i])))
            return true;
    return false;
}

/* The call of the table that goes with its edition. */
static bool is_old_follow_up(Str line)
{
    Str scheme = STR("![](tableau:");
    return str_starts(line, scheme) && renew_is_follow_up(str_slice(line, scheme.n, line.n));
}

static void note_figures(Writer *w, Str line)
{
    enum { FIGURES_MAX = 12 };
    for (size_t at = str_find(line, STR("{{"), 0); at < line.n; at = str_find(line, STR("{{"), at + 2)) {
        size_t end = str_find(line, STR("}}"), at);
        if (end >= line.n)
            return;
        Str figure = renew_paths(w->renewal, w->programme, str_slice(line, at, end + 2));
        bool is_known = w->figures.n >= FIGURES_MAX;
        for (size_t i = 0; i < w->figures.n; i++)
            is_known = is_known || str_equal(w->figures.at[i], figure);
        if (!is_known)
            array_push(w->renewal->arena, &w->figures, figure);
    }
}

static void put_prompt(Writer *w)
{
    switch (w->place) {
    case PLACE_OPENING:
        buf_printf(&w->out, "À remplir : %s", w->has_presented ? "le bilan d’ensemble du programme, s’il y a lieu"
                                                               : "la présentation du programme, en quelques lignes");
        w->has_presented = true;
        break;
    case PLACE_SECTION:
        buf_printf(&w->out, "À remplir : ce qui a été fait et obtenu, %.*s", STR_ARG(w->renewal->period));
        break;
    case PLACE_RECOMMENDATIONS:
        buf_printf(&w->out, "À remplir : les recommandations pour %.*s", STR_ARG(w->renewal->next_year));
        break;
    case PLACE_PROSE:
        buf_c(&w->out, "À remplir : le texte de cette partie");
        break;
    }
    buf_printf(&w->out, " (édition %.*s : %.*s, ligne %zu).", STR_ARG(w->renewal->last_name),
               STR_ARG(path_name(w->path)), w->run_line);
    for (size_t i = 0; i < w->figures.n && w->place != PLACE_RECOMMENDATIONS; i++)
        buf_printf(&w->out, "%s%.*s", i == 0 ? " Chiffres à citer : " : ", ", STR_ARG(w->figures.at[i]));
    buf_c(&w->out, w->figures.n > 0 && w->place != PLACE_RECOMMENDATIONS ? ".\n\n" : "\n\n");
}

/* --- recommendations --- */

/* Without notes, cross-references and the stop at the end of a list's item. */
static Str recommendation_text(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        bool is_note = str_starts(str_slice(text, at, text.n), STR("^["));
        size_t end = is_note ? str_find(text, STR("]"), at) : at;
        if (!is_note || end >= text.n)
            buf_char(&out, text.p[at++]);
        else
            at = end + 1;
    }
    Str made = str_trim(buf_text(&out));
    while (made.n > 0 && (made.p[made.n - 1] == ';' || made.p[made.n - 1] == '.' || made.p[made.n - 1] == ' '))
        made.n--;
    return made;
}

static void end_item(Writer *w)
{
    Str text = recommendation_text(w->renewal->arena, buf_text(&w->item));
    if (text.n > 0 && w->item_programme > 0)
        array_push(w->renewal->arena, &w->renewal->recommendations,
                   (Recommendation){ w->item_programme, text });
    w->item = buf_new(w->renewal->arena);
}

static void take_recommendation(Writer *w, Str line)
{
    Str text = str_trim(line);
    bool is_item = str_starts(line, STR("- ")) || str_starts(line, STR("* "));
    if (is_item || line.n == 0)
        end_item(w);
    if (is_item)
        text = str_slice(text, 2, text.n);
    else if (w->item.n == 0)
        return;
    if (w->item.n > 0)
        buf_char(&w->item, ' ');
    buf_str(&w->item, text);
}

static void call_follow_up(Writer *w)
{
    bool has_any = false;
    for (size_t i = 0; i < w->renewal->recommendations.n; i++)
        has_any = has_any || w->renewal->recommendations.at[i].programme == w->item_programme;
    if (!has_any || w->is_called)
        return;
    Str name = renew_follow_up(w->renewal, w->item_programme);
    buf_printf(&w->out, "Les suites données aux recommandations de l’édition %.*s sont les suivantes :\n\n",
               STR_ARG(w->renewal->last_name));
    buf_printf(&w->out, "![](tableau:%.*s)\n\n", STR_ARG(name));
    w->is_called = true;
}

/* --- the file --- */

static void end_run(Writer *w)
{
    end_item(w);
    if (w->item_programme > 0)
        call_follow_up(w);
    if (w->run_line > 0)
        put_prompt(w);
    w->run_line = 0;
    w->figures.n = 0;
}

/* "## Programme 3 : Santé" is 3. */
static int programme_named(Str heading)
{
    Str rest = str_slice(heading, str_find(heading, STR("Programme "), 0) + STR("Programme ").n, heading.n);
    return (int)str_number(str_slice(rest, 0, str_digits(rest)), PROGRAMME_NUMBER_MAX);
}

static void put_heading(Writer *w, Str line, bool is_closing)
{
    bool is_recommending = str_find(line, STR("Recommandations"), 0) < line.n;
    end_run(w);
    if (w->silence.n > 0)
        buf_printf(&w->out, "%.*s\n\n", STR_ARG(w->silence));
    w->silence = STR_NONE;
    buf_printf(&w->out, "%.*s\n\n", STR_ARG(renewed(w->renewal, line)));
    w->place = w->programme == 0 ? PLACE_PROSE : is_recommending ? PLACE_RECOMMENDATIONS : PLACE_SECTION;
    w->item_programme = w->programme > 0 && is_recommending ? w->programme : 0;
    w->is_called = false;
    if (is_closing && programme_named(line) > 0) {
        w->item_programme = programme_named(line);
        w->place = PLACE_RECOMMENDATIONS;
    }
}

/* "Trois objectifs ont été fixés :" is said anew, with the list. */
static void put_call(Writer *w, Str line)
{
    bool is_list = str_starts(line, STR("![](objectifs:")) || str_starts(line, STR("![](interventions:"));
    bool is_lead_in = str_ends(w->run_last, STR(":")) && str_find(w->run_last, STR(". "), 0) == w->run_last.n;
    if (is_list && w->run_lines == 1 && is_lead_in)
        w->run_line = 0;
    end_run(w);
    if (str_starts(line, STR("![](objectifs:")))
        buf_c(&w->out, "Ce programme poursuit les objectifs spécifiques suivants :\n\n");
    if (str_starts(line, STR("![](interventions:")))
        buf_c(&w->out, "Les interventions suivantes y concourent :\n\n");
    buf_printf(&w->out, "%.*s\n\n", STR_ARG(renewed(w->renewal, line)));
}

static void take_text(Writer *w, Str line)
{
    Str text = str_trim(line);
    if (text.n == 0)
        return;
    bool is_silence = str_starts(text, STR("<!-- bilan:"));
    w->silence = is_silence ? text : STR_NONE;
    if (is_silence)
        return;
    if (w->run_line == 0) {
        w->run_line = w->line;
        w->run_lines = 0;
    }
    w->run_lines++;
    w->run_last = text;
    note_figures(w, text);
}

Str renew_narrative(Renewal *renewal, int programme, Str text, Str path)
{
    Writer w = { .renewal = renewal, .programme = programme, .path = path, .out = buf_new(renewal->arena),
                 .place = programme > 0 ? PLACE_OPENING : PLACE_PROSE, .item = buf_new(renewal->arena) };
    bool is_closing = programme == 0 && str_find(path, STR("recommandations"), 0) < path.n;
    Str line;
    while (str_split(&text, '\n', &line)) {
        w.line++;
        if (str_ends(line, STR("\r")))
            line.n--;
        if (is_heading(line)) {
            put_heading(&w, line, is_closing);
        } else if (is_old_follow_up(str_trim(line))) {
            continue;
        } else if (is_call(str_trim(line))) {
            put_call(&w, str_trim(line));
        } else {
            if (w.item_programme > 0)
                take_recommendation(&w, line);
            take_text(&w, line);
        }
    }
    end_run(&w);
    Str made = buf_text(&w.out);
    return str_ends(made, STR("\n\n")) ? str_slice(made, 0, made.n - 1) : made;
}
