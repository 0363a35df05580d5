#include "diag/silence.h"

#include <string.h>

#include "base/buf.h"

typedef struct { Arena *arena; const Source *source; uint32_t file; bool is_yaml; Silences *silences; Diags *diags; } Reader;

/* ---- where a silence holds ---- */

static size_t line_start(Str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return at;
}

static size_t next_line(Str text, size_t at)
{
    size_t end = str_find(text, STR("\n"), at);
    return end < text.n ? end + 1 : text.n;
}

static Str line_at(Str text, size_t at)
{
    return str_slice(text, at, next_line(text, at));
}

static size_t indent_of(Str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] == ' ')
        n++;
    return n;
}

static bool is_blank(Str line)
{
    return str_trim(line).n == 0;
}

/* The line at `lo` and what is set further in below it. */
static size_t yaml_end(Str text, size_t lo)
{
    size_t indent = indent_of(line_at(text, lo)), end = next_line(text, lo), at = end;
    while (at < text.n) {
        Str line = line_at(text, at);
        if (!is_blank(line) && indent_of(line) <= indent)
            break;
        at = next_line(text, at);
        if (!is_blank(line))
            end = at;
    }
    return end;
}

static size_t paragraph_end(Str text, size_t lo)
{
    while (lo < text.n && !is_blank(line_at(text, lo)))
        lo = next_line(text, lo);
    return lo;
}

/* A comment on a line of its own: the first line below that is neither blank nor such a comment. */
static size_t next_text(const Reader *reader, size_t at)
{
    Str text = reader->source->text;
    for (at = next_line(text, at); at < text.n; at = next_line(text, at)) {
        Str line = str_trim(line_at(text, at));
        if (line.n > 0 && !str_starts(line, reader->is_yaml ? STR("#") : STR("<!--")))
            break;
    }
    return at;
}

static void set_extent(const Reader *reader, Silence *silence, size_t mark, size_t end)
{
    Str text = reader->source->text;
    size_t line = line_start(text, mark);
    bool is_alone = is_blank(str_slice(text, line, mark)) && is_blank(str_slice(text, end, next_line(text, end)));
    size_t lo = is_alone ? next_text(reader, end) : line;
    silence->lo = (uint32_t)lo;
    if (reader->is_yaml)
        silence->hi = (uint32_t)yaml_end(text, lo);
    else
        silence->hi = (uint32_t)(is_alone ? paragraph_end(text, lo) : next_line(text, end));
}

/* ---- reading ---- */

static bool find_code(Str name, DiagCode *code)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++)
        if (str_equal(name, str_from_c(diag_name((DiagCode)i)))) {
            *code = (DiagCode)i;
            return true;
        }
    return false;
}

/* What stands behind "bilan:", from `lo` to `hi`; `mark` and `end` are those of the whole comment. */
static void read_silence(Reader *reader, size_t lo, size_t hi, size_t mark, size_t end)
{
    Str text = reader->source->text, said = str_trim(str_slice(text, lo, hi));
    size_t blank = 0;
    while (blank < said.n && said.p[blank] != ' ')
        blank++;
    Str name = str_slice(said, 0, blank), reason = str_trim(str_slice(said, blank, said.n));
    Silence silence = { .comment = { reader->file, (uint32_t)mark, (uint32_t)(hi > mark ? hi : mark) } };
    while (silence.comment.hi > mark && strchr(" \r\n", text.p[silence.comment.hi - 1]) != NULL)
        silence.comment.hi--;
    if (!find_code(name, &silence.code)) {
        diag_add(reader->diags, DIAG_SILENCE_UNKNOWN, silence.comment, "« %.*s »", STR_ARG(name));
        diag_remedy(reader->diags, "« bilan check --explique » donne la liste des codes");
        return;
    }
    if (diag_severity(silence.code) != DIAG_WARNING) {
        diag_add(reader->diags, DIAG_SILENCE_ERROR, silence.comment, "%s", diag_name(silence.code));
        diag_remedy(reader->diags, "corriger l’erreur : seuls les avertissements se taisent");
        return;
    }
    if (reason.n == 0) {
        diag_add(reader->diags, DIAG_SILENCE_REASON, silence.comment, "%s", diag_name(silence.code));
        diag_remedy(reader->diags, "dire pourquoi : « bilan: %s ainsi dans la source »", diag_name(silence.code));
        return;
    }
    set_extent(reader, &silence, mark, end);
    array_push(reader->arena, &reader->silences->list, silence);
}

/* In YAML a comment begins a line or follows a blank, outside of quotes. */
static bool is_yaml_comment(Str text, size_t mark)
{
    size_t start = line_start(text, mark);
    if (mark > start && text.p[mark - 1] != ' ' && text.p[mark - 1] != '\t')
        return false;
    size_t quotes = 0;
    for (size_t i = start; i < mark; i++)
        quotes += text.p[i] == '"';
    return quotes % 2 == 0;
}

static void read_yaml(Reader *reader)
{
    Str text = reader->source->text;
    for (size_t mark = str_find(text, STR("# bilan:"), 0); mark < text.n; mark = str_find(text, STR("# bilan:"), mark + 1)) {
        size_t end = str_find(text, STR("\n"), mark);
        if (is_yaml_comment(text, mark))
            read_silence(reader, mark + STR("# bilan:").n, end, mark, end);
    }
}

static void read_markdown(Reader *reader)
{
    Str text = reader->source->text;
    for (size_t mark = str_find(text, STR("<!-- bilan:"), 0); mark < text.n; mark = str_find(text, STR("<!-- bilan:"), mark + 1)) {
        size_t end = str_find(text, STR("-->"), mark);
        if (end < text.n)
            read_silence(reader, mark + STR("<!-- bilan:").n, end, mark, end + 3);
    }
}

Silences silences_read(Arena *arena, const Sources *sources, size_t files, Diags *diags)
{
    Silences silences = { 0 };
    for (size_t i = 0; i < files; i++) {
        const Source *source = &sources->files.at[i];
        if (source->is_lent)
            continue;                    /* what the other edition passes over in silence is its own affair */
        Reader reader = { arena, source, (uint32_t)i + 1, str_ends(source->path, STR(".yaml")), &silences, diags };
        if (reader.is_yaml)
            read_yaml(&reader);
        else if (str_ends(source->path, STR(".md")))
            read_markdown(&reader);
    }
    return silences;
}

/* ---- applying ---- */

static bool is_silenced(Silences *silences, const Diag *diag)
{
    bool is_found = false;
    for (size_t i = 0; i < silences->list.n; i++) {
        Silence *silence = &silences->list.at[i];
        bool holds = silence->code == diag->code && silence->comment.file == diag->span.file && diag->span.lo >= silence->lo
                  && diag->span.lo < silence->hi;
        silence->is_used = silence->is_used || holds;
        is_found = is_found || holds;
    }
    return is_found;
}

void silences_apply(Silences *silences, Diags *diags)
{
    size_t kept = 0;
    for (size_t i = 0; i < diags->list.n && silences->list.n > 0; i++)
        if (!is_silenced(silences, &diags->list.at[i]))
            diags->list.at[kept++] = diags->list.at[i];
    if (silences->list.n > 0)
        diags->list.n = kept;
}

void silences_report_idle(const Silences *silences, Diags *diags, bool (*is_looked_for)(DiagCode code, const void *context),
                          const void *context)
{
    for (size_t i = 0; i < silences->list.n; i++) {
        const Silence *silence = &silences->list.at[i];
        if (silence->is_used || !is_looked_for(silence->code, context))
            continue;
        diag_add(diags, DIAG_SILENCE_IDLE, silence->comment, "%s", diag_name(silence->code));
        diag_remedy(diags, "ôter ce commentaire : il n’y a rien à taire là où il vaut");
    }
}
