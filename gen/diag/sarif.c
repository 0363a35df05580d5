/* sarif.c - messages for the tools of continuous integration
 *
 * Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0;
 * the sections are named where they are kept. Safe remedies are fixes.
 */
#include "diag/explain.h"

#include "base/buf.h"
#include "diag/diag.h"

static const char *const levels[] = { [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error", [DIAG_FAULT] = "error" };
_Static_assert(sizeof levels / sizeof *levels == DIAG_SEVERITIES, "every severity needs a level");

static void put_text(Buf *out, const char *key, Str text)
{
    buf_printf(out, "\"%s\":", key);
    buf_json(out, text);
}

/* {"text": …}, section 3.11. */
static void put_message(Buf *out, const char *key, Str text)
{
    buf_printf(out, "\"%s\":{", key);
    put_text(out, "text", text);
    buf_char(out, '}');
}

/* A relative path as a URI reference (RFC 3986, 2.1): what it does not allow is written %XX. */
static void put_uri(Buf *out, Str path)
{
    static const char plain[] = "-._~/";
    Buf uri = buf_new(out->arena);
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        for (size_t k = 0; plain[k] != '\0'; k++)
            is_plain = is_plain || c == (unsigned char)plain[k];
        if (is_plain)
            buf_char(&uri, (char)c);
        else
            buf_printf(&uri, "%%%02X", c);
    }
    buf_c(out, "\"artifactLocation\":{");
    put_text(out, "uri", buf_text(&uri));
    buf_char(out, '}');
}

/* Section 3.30; columns count characters, as columnKind says. */
static void put_region(Buf *out, const char *key, const Source *source, Span span)
{
    Place from = source_place(source, span.lo), to = source_place(source, span.hi);
    buf_printf(out, "\"%s\":{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,\"endColumn\":%u}", key, from.line, from.column,
               to.line, to.column);
}

/* One rule for each code of the catalogue, in its order: a result's ruleIndex is its code. */
static void put_rule(Buf *out, DiagCode code)
{
    const Explanation *explanation = diag_explanation(code);
    buf_c(out, code > 0 ? ",\n{" : "\n{");
    put_text(out, "id", str_from_c(diag_name(code)));
    buf_char(out, ',');
    put_message(out, "shortDescription", str_from_c(diag_text(code)));
    buf_char(out, ',');
    put_message(out, "fullDescription", str_from_c(explanation->cause));
    buf_char(out, ',');
    put_message(out, "help", str_from_c(explanation->cure));
    buf_printf(out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}", levels[diag_severity(code)]);
}

/* Section 3.55. */
static void put_fix(Buf *out, const Diag *diag, const Source *source)
{
    buf_c(out, ",\"fixes\":[{");
    put_message(out, "description", diag->remedy);
    buf_c(out, ",\"artifactChanges\":[{");
    put_uri(out, source->path);
    buf_c(out, ",\"replacements\":[{");
    put_region(out, "deletedRegion", source, diag->fix_span);
    buf_c(out, ",\"insertedContent\":{");
    put_text(out, "text", diag->fix);
    buf_c(out, "}}]}]}]");
}

static Str message_of(Arena *arena, const Diag *diag)
{
    const char *text = diag_text(diag->code);
    Str said = diag->detail.n > 0 ? str_printf(arena, "%s : %.*s", text, STR_ARG(diag->detail)) : str_from_c(text);
    return diag->remedy.n > 0 ? str_printf(arena, "%.*s (%.*s)", STR_ARG(said), STR_ARG(diag->remedy)) : said;
}

static void put_result(Buf *out, const Diag *diag, const Sources *sources, bool is_first)
{
    const Source *source = source_of(sources, diag->span);
    buf_c(out, is_first ? "\n{" : ",\n{");
    put_text(out, "ruleId", str_from_c(diag_name(diag->code)));
    buf_printf(out, ",\"ruleIndex\":%d,\"level\":\"%s\",", (int)diag->code, levels[diag_severity(diag->code)]);
    put_message(out, "message", message_of(out->arena, diag));
    if (source != NULL) {
        buf_c(out, ",\"locations\":[{\"physicalLocation\":{");
        put_uri(out, source->path);
        buf_char(out, ',');
        put_region(out, "region", source, diag->span);
        buf_c(out, "}}]");
    }
    if (diag->fix_span.file != 0 && source_of(sources, diag->fix_span) != NULL)
        put_fix(out, diag, source_of(sources, diag->fix_span));
    buf_char(out, '}');
}

void diags_print_sarif(const Diags *diags, const Sources *sources, const char *version, FILE *out)
{
    Arena *arena = arena_open();
    Buf text = buf_new(arena);
    buf_c(&text, "{\"version\":\"2.1.0\",\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"runs\":[{\n"
                 "\"columnKind\":\"unicodeCodePoints\",\"language\":\"fr\",\n\"tool\":{\"driver\":{\"name\":\"bilan\",");
    put_text(&text, "version", str_from_c(version));
    buf_c(&text, ",\"rules\":[");
    for (int i = 0; i < DIAG_CODE_COUNT; i++)
        put_rule(&text, (DiagCode)i);
    buf_c(&text, "]}},\n\"results\":[");
    Diags shown = diags_shown(arena, diags);
    for (size_t i = 0; i < shown.list.n; i++)
        put_result(&text, &shown.list.at[i], sources, i == 0);
    buf_c(&text, "]}]}\n");
    fwrite(text.p, 1, text.n, out);
    arena_close(arena);
}
