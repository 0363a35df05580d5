#include "base/buf.h"
#include "base/utf8.h"
#include "verify/verify.h"

/* A verdict for people and for machines. */

Str verify_shown(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        buf_rune(&out, rune < ' ' || (rune >= 0x7F && rune < 0xA0) ? ' ' : rune);
    }
    return buf_text(&out);
}

static PdfFault shown_fault(Arena *arena, const PdfFault *fault)
{
    PdfFault made = *fault;
    Str *const texts[] = { &made.label, &made.path, &made.text, &made.detail, &made.source };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = verify_shown(arena, *texts[i]);
    return made;
}

static void put_place(Buf *out, const PdfFault *finding)
{
    if (finding->page > 0)
        buf_printf(out, "page %d", finding->page);
    if (finding->label.n > 0)
        buf_printf(out, " (folio %.*s)", STR_ARG(finding->label));
    if (finding->path.n > 0)
        buf_printf(out, "%s%.*s", finding->page > 0 ? ", " : "", STR_ARG(finding->path));
    if (finding->text.n > 0)
        buf_printf(out, "%s« %.*s »", finding->page > 0 || finding->path.n > 0 ? " " : "", STR_ARG(finding->text));
}

static void put_finding(Buf *out, const PdfFault *finding, Str name, bool in_colour)
{
    size_t count;
    const VerifyRule *rule = &verify_rules(&count)[finding->rule];
    if (finding->source.n > 0)
        buf_printf(out, "%.*s:%u:%u: ", STR_ARG(finding->source), finding->line, finding->column);
    else
        buf_printf(out, "%.*s: ", STR_ARG(name));
    buf_printf(out, "%sfaute%s: %s [%s]", in_colour ? "\033[1;31m" : "", in_colour ? "\033[0m" : "", rule->title,
               rule->code);
    if (finding->detail.n > 0)
        buf_printf(out, ": %.*s", STR_ARG(finding->detail));
    Buf place = buf_new(out->arena);
    put_place(&place, finding);
    if (place.n > 0)
        buf_printf(out, "\n      | %.*s", STR_ARG(buf_text(&place)));
    buf_printf(out, "\n      = %s\n", rule->clause);
}

/* "et 12 autres", behind the last finding of a rule that has more. */
static void put_rest(Buf *out, const Verdict *verdict, size_t index)
{
    size_t rule = verdict->findings.at[index].rule, count;
    bool is_last = index + 1 == verdict->findings.n || verdict->findings.at[index + 1].rule != rule;
    size_t rest = verdict->counts[rule] > FINDINGS_A_RULE ? verdict->counts[rule] - FINDINGS_A_RULE : 0;
    if (is_last && rest > 0)
        buf_printf(out, "      et %zu autre%s [%s]\n", rest, rest > 1 ? "s" : "", verify_rules(&count)[rule].code);
}

static void put_summary(Buf *out, const Verdict *verdict, Str name)
{
    size_t rules, broken = 0;
    verify_rules(&rules);
    for (size_t i = 0; i < rules; i++)
        broken += verdict->counts[i] > 0;
    Str title = verify_shown(out->arena, verdict->title);
    buf_printf(out, "%.*s : %zu page%s, « %.*s », %zu fichier%s joint%s\n", STR_ARG(name), verdict->page_count,
               verdict->page_count > 1 ? "s" : "", STR_ARG(title), verdict->attachment_count,
               verdict->attachment_count > 1 ? "s" : "", verdict->attachment_count > 1 ? "s" : "");
    buf_printf(out, "%zu règles, %zu faute%s", rules, verdict->fault_count, verdict->fault_count > 1 ? "s" : "");
    if (broken > 0)
        buf_printf(out, " (%zu règle%s)", broken, broken > 1 ? "s" : "");
    buf_char(out, '\n');
}

Str verdict_text(Arena *arena, const Verdict *verdict, Str name, bool in_colour)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < verdict->findings.n; i++) {
        PdfFault fault = shown_fault(arena, &verdict->findings.at[i]);
        put_finding(&out, &fault, name, in_colour);
        put_rest(&out, verdict, i);
    }
    put_summary(&out, verdict, name);
    return buf_text(&out);
}

static void put_member(Buf *out, const char *key, Str text)
{
    if (text.n == 0)
        return;
    buf_printf(out, ",\"%s\":", key);
    buf_json(out, text);
}

Str verdict_json(Arena *arena, const Verdict *verdict, Str name)
{
    Buf out = buf_new(arena);
    size_t count;
    const VerifyRule *rules = verify_rules(&count);
    for (size_t i = 0; i < verdict->findings.n; i++) {
        const PdfFault made = shown_fault(arena, &verdict->findings.at[i]), *finding = &made;
        const VerifyRule *rule = &rules[finding->rule];
        buf_printf(&out, "{\"code\":\"%s\",\"severite\":\"faute\",\"message\":", rule->code);
        buf_json(&out, str_from_c(rule->title));
        put_member(&out, "regle", str_from_c(rule->clause));
        put_member(&out, "detail", finding->detail);
        put_member(&out, "fichier", name);
        if (finding->page > 0)
            buf_printf(&out, ",\"page\":%d", finding->page);
        put_member(&out, "folio", finding->label);
        put_member(&out, "chemin", finding->path);
        put_member(&out, "texte", finding->text);
        put_member(&out, "source", finding->source);
        if (finding->source.n > 0)
            buf_printf(&out, ",\"ligne\":%u,\"colonne\":%u", finding->line, finding->column);
        buf_c(&out, "}\n");
    }
    buf_c(&out, "{\"fichier\":");
    buf_json(&out, name);
    put_member(&out, "titre", verify_shown(arena, verdict->title));
    buf_printf(&out, ",\"pages\":%zu,\"elements\":%zu,\"joints\":%zu,\"regles\":%zu,\"fautes\":%zu}\n", verdict->page_count,
               verdict->element_count, verdict->attachment_count, count, verdict->fault_count);
    return buf_text(&out);
}
