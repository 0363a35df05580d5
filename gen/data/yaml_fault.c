/* yaml_fault.c - from the parser's words to the editor's
 *
 * libyaml says what it expected where it noticed; an editor wants to know
 * which line to mend. The rules below are tried in order, from the mistakes
 * whose cause lies elsewhere than the place of notice (a quote that was never
 * closed) to a plain table of wordings. The last row fits everything, so one
 * fault gives exactly one message.
 */
#include "data/yaml_impl.h"

#include <string.h>

#define REMEDY_QUOTES "mettre le texte entre guillemets : \"…\""

size_t yaml_line_start(Str text, size_t at)
{
    at = at < text.n ? at : text.n;
    while (at > 0 && text.p[at - 1] != '\n' && text.p[at - 1] != '\r')
        at--;
    return at;
}

size_t yaml_line_end(Str text, size_t at)
{
    while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
        at++;
    return at < text.n ? at : text.n;
}

size_t yaml_line_text(Str text, size_t at)
{
    size_t end = yaml_line_end(text, at);
    at = yaml_line_start(text, at);
    while (at < end && (text.p[at] == ' ' || text.p[at] == '\t'))
        at++;
    return at;
}

/* The place itself, or the end of the last text before it when there is
 * nothing there: the end of the file, or of a line. */
static size_t settle(Str text, size_t at)
{
    at = at < text.n ? at : text.n;
    bool is_empty = at == text.n || text.p[at] == '\n' || text.p[at] == '\r';
    while (is_empty && at > 0 && memchr(" \t\r\n", text.p[at - 1], 4) != NULL)
        at--;
    while (is_empty && at > 0 && ((unsigned char)text.p[at - 1] & 0xC0) == 0x80)
        at--;
    return is_empty && at > 0 ? at - 1 : at;
}

static Span span_of(const YamlFault *fault, size_t lo, size_t hi)
{
    return (Span){ fault->file, (uint32_t)lo, (uint32_t)hi };
}

static size_t character_end(Str text, size_t at)
{
    for (at = at < text.n ? at + 1 : at; at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80;)
        at++;
    return at;
}

static Span span_character(const YamlFault *fault, size_t at)
{
    return span_of(fault, at, character_end(fault->text, at));
}

static Span span_line_rest(const YamlFault *fault, size_t at)
{
    size_t end = yaml_line_end(fault->text, at);
    while (end > at && (fault->text.p[end - 1] == ' ' || fault->text.p[end - 1] == '\t'))
        end--;
    return span_of(fault, at, end);
}

/* A tab before the text of the line. */
static bool explain_tab(Diags *diags, const YamlFault *fault)
{
    size_t text = yaml_line_text(fault->text, fault->problem_at);
    for (size_t at = yaml_line_start(fault->text, fault->problem_at); at < text; at++) {
        if (fault->text.p[at] != '\t')
            continue;
        diag_add(diags, DIAG_TAB, span_character(fault, at), "%s", "");
        diag_remedy(diags, "remplacer la tabulation par des espaces");
        return true;
    }
    return false;
}

/* A quote that is open to the end of the file, that swallowed the lines
 * below, or that closed in the middle of a word. */
static bool explain_quote(Diags *diags, const YamlFault *fault)
{
    bool is_open = strstr(fault->context, "quoted scalar") != NULL
                   && strstr(fault->problem, "found unexpected") != NULL;
    size_t at = fault->quote_at != YAML_NOWHERE ? fault->quote_at
                : is_open ? fault->context_at : YAML_NOWHERE;
    if (at == YAML_NOWHERE || at >= fault->text.n)
        return false;
    bool is_single = fault->text.p[at] == '\'';
    const char *rest = is_single ? "apostrophe ouverte ici et jamais fermée, ou fermée trop tôt"
                                 : "guillemet ouvert ici et jamais fermé, ou fermé trop tôt";
    diag_add(diags, DIAG_YAML_SYNTAX, span_character(fault, at), "%s", rest);
    if (is_single)
        diag_remedy(diags, "fermer par ' ; une apostrophe dans le texte se double ('') ou s’écrit ’");
    else
        diag_remedy(diags, "fermer par \" ; un guillemet dans le texte s’écrit \\\" ou « »");
    return true;
}

/* `*gras*` or `& suite` at the start of a text without quotes. */
static bool explain_alias(Diags *diags, const YamlFault *fault)
{
    if (fault->alias_at != YAML_NOWHERE
        && yaml_line_start(fault->text, fault->alias_at)
               == yaml_line_start(fault->text, fault->problem_at))
        return true;                     /* the alias was reported: the same mistake */
    bool is_alias = strstr(fault->context, "scanning an alias") != NULL;
    bool is_anchor = strstr(fault->context, "scanning an anchor") != NULL;
    if ((!is_alias && !is_anchor) || fault->context_at == YAML_NOWHERE)
        return false;
    diag_add(diags, DIAG_ALIAS, span_line_rest(fault, fault->context_at), "%s",
             is_alias ? "texte qui commence par « * »" : "texte qui commence par « & »");
    diag_remedy(diags, REMEDY_QUOTES);
    return true;
}

/* `{{ chiffre }} élèves` without quotes: YAML takes the braces for a map. */
static bool explain_braces(Diags *diags, const YamlFault *fault)
{
    size_t start = yaml_line_start(fault->text, fault->problem_at);
    Str line = str_slice(fault->text, start, fault->problem_at);
    size_t open = str_find(line, STR("{{"), 0), close = str_find(line, STR("}}"), open);
    if (open == line.n || close == line.n)
        return false;
    bool is_quoted = memchr(line.p, '"', open) != NULL || memchr(line.p, '\'', open) != NULL;
    if (is_quoted)
        return false;
    diag_add(diags, DIAG_YAML_SYNTAX, span_of(fault, start + open, start + close + 2),
             "texte qui commence par « {{ » sans guillemets");
    diag_remedy(diags, REMEDY_QUOTES);
    return true;
}

/* Where the line's first colon that ends a key stands; its end when none. */
static size_t key_colon(Str text, size_t at)
{
    size_t end = yaml_line_end(text, at);
    for (at = yaml_line_text(text, at); at < end; at++)
        if (text.p[at] == ':' && (at + 1 == end || text.p[at + 1] == ' ' || text.p[at + 1] == '\t'))
            return at;
    return end;
}

/* The text of the nearest line above that is not empty; YAML_NOWHERE when
 * there is none. */
static size_t text_above(Str text, size_t at)
{
    for (at = yaml_line_start(text, at); at > 0; at = yaml_line_start(text, at)) {
        at--;
        size_t start = yaml_line_text(text, at);
        if (start < yaml_line_end(text, at) && text.p[start] != '#')
            return start;
    }
    return YAML_NOWHERE;
}

static size_t column_of(Str text, size_t at)
{
    return at - yaml_line_start(text, at);
}

static void add_colon_missing(Diags *diags, const YamlFault *fault, size_t at)
{
    diag_add(diags, DIAG_YAML_SYNTAX, span_line_rest(fault, at),
             "il manque « : » suivi d’une espace après la clé");
    diag_remedy(diags, "écrire la clé, deux-points, une espace, la valeur : `titre: Texte`");
}

/* libyaml meets a second ": " where a value stands. Either the line is a key
 * that is set too far in, or the line above is a key without its colon, or a
 * text holds a colon. */
static bool explain_colon(Diags *diags, const YamlFault *fault)
{
    if (strstr(fault->problem, "mapping values are not allowed") == NULL)
        return false;
    Str text = fault->text;
    size_t here = yaml_line_text(text, fault->problem_at);
    size_t above = text_above(text, fault->problem_at);
    bool is_key = key_colon(text, here) == fault->problem_at && above != YAML_NOWHERE;
    if (!is_key) {
        diag_add(diags, DIAG_YAML_SYNTAX, span_character(fault, fault->problem_at),
                 "« : » dans un texte sans guillemets");
        diag_remedy(diags, REMEDY_QUOTES);
        return true;
    }
    bool above_is_key = key_colon(text, above) < yaml_line_end(text, above);
    if (!above_is_key && column_of(text, here) <= column_of(text, above)) {
        add_colon_missing(diags, fault, above);
        return true;
    }
    diag_add(diags, DIAG_YAML_SYNTAX, span_of(fault, here, fault->problem_at),
             "retrait plus grand que celui des clés voisines");
    diag_remedy(diags, "aligner la clé sur celle du dessus, ou mettre le texte entre guillemets");
    return true;
}

/* A `[` or `{` that was never closed: the parser noticed at the end of the
 * file, or on a line that is not set in below the block around. */
static bool explain_bracket(Diags *diags, const YamlFault *fault)
{
    Str text = fault->text;
    if (strstr(fault->context, "flow") == NULL || fault->context_at >= text.n)
        return false;
    bool is_list = text.p[fault->context_at] == '[';
    bool is_below = yaml_line_start(text, fault->problem_at) > fault->context_at;
    bool is_end = settle(text, fault->problem_at) != fault->problem_at;
    size_t line = yaml_line_text(text, fault->problem_at);
    if (is_end || (is_below && column_of(text, line) <= fault->indent)) {
        diag_add(diags, DIAG_YAML_SYNTAX, span_character(fault, fault->context_at),
                 is_list ? "crochet ouvert ici et jamais fermé" : "accolade ouverte ici et jamais fermée");
        diag_remedy(diags, is_list ? "fermer par ]" : "fermer par }");
        return true;
    }
    if (strstr(fault->problem, "expected ','") == NULL)
        return false;
    diag_add(diags, DIAG_YAML_SYNTAX, span_character(fault, fault->problem_at),
             is_list ? "il manque « , » ou « ] » avant ceci" : "il manque « , » ou « } » avant ceci");
    diag_remedy(diags, "séparer les valeurs par des virgules ; " REMEDY_QUOTES
                " s’il contient une virgule ou un crochet");
    return true;
}

static bool explain_key(Diags *diags, const YamlFault *fault)
{
    if (strstr(fault->problem, "could not find expected ':'") == NULL
        || fault->context_at == YAML_NOWHERE)
        return false;
    add_colon_missing(diags, fault, fault->context_at);
    return true;
}

/* A line that stands at no column of the blocks around, or text that is left
 * over after a value. */
static bool explain_indent(Diags *diags, const YamlFault *fault)
{
    bool is_map = strstr(fault->problem, "did not find expected key") != NULL;
    bool is_list = strstr(fault->problem, "did not find expected '-' indicator") != NULL;
    if (!is_map && !is_list)
        return false;
    size_t at = settle(fault->text, fault->problem_at);
    if (at == yaml_line_text(fault->text, at)) {
        diag_add(diags, DIAG_YAML_SYNTAX, span_line_rest(fault, at), "%s",
                 is_map ? "retrait qui ne s’aligne sur aucune des lignes du dessus"
                        : "ligne sans tiret au milieu d’une liste, ou mal alignée");
        diag_remedy(diags, is_map ? "aligner la ligne sur celles du même groupe"
                                  : "commencer par « - », ou aligner sur la clé du groupe");
        return true;
    }
    diag_add(diags, DIAG_YAML_SYNTAX, span_line_rest(fault, at), "texte en trop après la valeur");
    diag_remedy(diags, REMEDY_QUOTES);
    return true;
}

typedef struct { const char *problem, *detail, *remedy; } Wording;

static const Wording wordings[] = {
    { "block sequence entries are not allowed", "un tiret de liste ne suit pas une clé sur la même ligne",
      "aller à la ligne avant « - », ou mettre le texte entre guillemets" },
    { "mapping keys are not allowed", "« ? » en tête de texte", REMEDY_QUOTES },
    { "found character that cannot start any token", "ce signe ne peut pas commencer un texte",
      REMEDY_QUOTES },
    { "found unknown escape character", "barre oblique inverse suivie d’un signe inattendu",
      "écrire \\\\ pour une barre oblique inverse" },
    { "hexdecimal", "code de caractère incomplet après \\x, \\u ou \\U", "écrire le caractère lui-même" },
    { "Unicode character escape", "code de caractère qui n’existe pas", "écrire le caractère lui-même" },
    { "expected comment or line break", "texte sur la ligne de « | » ou de « > »",
      "commencer le texte à la ligne suivante" },
    { "tab character", "tabulation à la place d’une espace", "remplacer la tabulation par des espaces" },
    { "indentation indicator", "retrait nul après « | » ou « > »", "écrire « | » seul" },
    { "expected node content", "une valeur manque avant ceci", "ôter le séparateur en trop, ou écrire \"\"" },
    { "expected <document start>", "texte en trop après la fin des données", "ôter ce texte, ou aligner" },
    { "", "cette ligne ne suit pas les règles de YAML", REMEDY_QUOTES },
};

static bool explain_wording(Diags *diags, const YamlFault *fault)
{
    const Wording *wording = wordings;
    while (strstr(fault->problem, wording->problem) == NULL)
        wording++;
    diag_add(diags, DIAG_YAML_SYNTAX, span_character(fault, settle(fault->text, fault->problem_at)),
             "%s", wording->detail);
    diag_remedy(diags, "%s", wording->remedy);
    return true;
}

void yaml_explain(Diags *diags, const YamlFault *fault)
{
    static bool (*const rules[])(Diags *, const YamlFault *) = {
        explain_tab,     explain_quote, explain_alias,  explain_braces, explain_colon,
        explain_bracket, explain_key,   explain_indent, explain_wording,
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](diags, fault))
            return;
}
