#include "verify/verify.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "verify/provenance.h"
#include "verify/rules_impl.h"

static const VerifyRule rules[] = {
#define RULE_ROW(code, function, clause, title) { #code, clause, title },
    RULES(RULE_ROW)
#undef RULE_ROW
};

static void (*const functions[])(Check *) = {
#define RULE_CALL(code, function, clause, title) function,
    RULES(RULE_CALL)
#undef RULE_CALL
};

enum { RULE_COUNT = sizeof rules / sizeof *rules, EXCERPT = 60, EXCERPT_BYTES = 400 };

const VerifyRule *verify_rules(size_t *count)
{
    *count = RULE_COUNT;
    return rules;
}

/* --- findings ------------------------------------------------------------ */

static Str path_of(Arena *arena, const View *view, int32_t node)
{
    Str path = STR_NONE;
    for (; node >= 0; node = view->structure.nodes.at[node].parent) {
        Str type = view->structure.nodes.at[node].type;
        path = path.n == 0 ? type : str_printf(arena, "%.*s > %.*s", STR_ARG(type), STR_ARG(path));
    }
    return path;
}

/* The beginning of a text on one line, cut at a character. */
static Str excerpt_of(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    text = str_trim(text);
    for (size_t at = 0, n = 0; at < text.n; n++) {
        if (n == EXCERPT) {
            buf_c(&out, "…");
            break;
        }
        uint32_t rune = utf8_next(text, &at);
        buf_rune(&out, rune < ' ' || rune == 0x7F ? ' ' : rune);
    }
    return buf_text(&out);
}

static void add_source(PdfFault *finding, const View *view, int32_t node)
{
    const Origin *origin = provenance_of(view, node);
    if (origin == NULL)
        return;
    finding->source = origin->file;
    finding->line = origin->line;
    finding->column = origin->column;
}

void fault(Check *check, Where where, const char *detail, ...)
{
    View *view = check->view;
    va_list args;
    PdfFault finding = { .rule = check->rule, .text = where.text };
    check->verdict->fault_count++;
    if (check->verdict->counts[check->rule]++ >= FINDINGS_A_RULE)
        return;
    va_start(args, detail);
    finding.detail = str_vprintf(check->arena, detail, args);
    va_end(args);
    if (where.node >= 0) {
        Kid content;
        finding.path = path_of(check->arena, view, where.node);
        if (where.page < 0 && node_content(view, where.node, &content))
            where.page = content.page;
        if (finding.text.n == 0)
            finding.text = node_text(view, check->arena, where.node, EXCERPT_BYTES);
        add_source(&finding, view, where.node);
    }
    if (where.page >= 0 && (size_t)where.page < view->pages.n) {
        finding.page = where.page + 1;
        finding.label = view->pages.at[where.page].label;
    }
    finding.text = excerpt_of(check->arena, finding.text);
    array_push(check->arena, &check->verdict->findings, finding);
}

void fault_events(Check *check, EventKind kind)
{
    View *view = check->view;
    for (size_t i = 0; i < view->events.n; i++) {
        const Event *event = &view->events.at[i];
        if (event->kind != kind)
            continue;
        Where where = AT_PAGE(event->page);
        if (event->mark >= 0) {
            const Mark *mark = &view->pages.at[event->page].marks.at[event->mark];
            where.node = mark->owner;
            where.text = buf_text(&mark->text);
        }
        fault(check, where, "%.*s", STR_ARG(event->detail));
    }
}

static void visit(Check *check, ObjectVisit *each, const Object *object, uint32_t number)
{
    each(check, object, number);
    if (object->kind == OBJ_STREAM)
        object = &object->stream->dict;
    if (object->kind == OBJ_ARRAY)
        for (size_t i = 0; i < object->list.n; i++)
            visit(check, each, &object->list.at[i], number);
    for (size_t i = 0; i < object_pairs(object); i++)
        visit(check, each, object_value(object, i), number);
}

void visit_objects(Check *check, ObjectVisit *each)
{
    PdfFile *file = &check->view->file;
    for (uint32_t number = 1; number < file->entries.n; number++)
        visit(check, each, file_object(file, number), number);
}

/* --- the whole ----------------------------------------------------------- */

static size_t count_attachments(View *view)
{
    Names names;
    PdfFile *file = &view->file;
    tree_names(file, view->arena, file_get(file, file_get(file, view->catalogue, "Names"), "EmbeddedFiles"), &names);
    return names.n;
}

Verdict verify_pdf(Arena *arena, Str bytes)
{
    Arena *kept = arena_open(), *scratch = arena_open();
    View view;
    Verdict verdict = { .counts = arena_array(arena, size_t, RULE_COUNT) };
    Check check = { &view, arena, &verdict, 0 };
    verdict.is_pdf = view_open(kept, scratch, bytes, &view);
    bool is_encrypted = verdict.is_pdf && object_entry(view.file.trailer, "Encrypt")->kind != OBJ_NULL;
    for (; verdict.is_pdf && check.rule < RULE_COUNT; check.rule++)
        if (!is_encrypted || functions[check.rule] == rule_encryption)
            functions[check.rule](&check);
    if (verdict.is_pdf && !is_encrypted) {
        verdict.page_count = view.pages.n;
        verdict.element_count = view.structure.nodes.n;
        verdict.attachment_count = count_attachments(&view);
        verdict.title = excerpt_of(arena, object_text(kept, file_get(&view.file, view.info, "Title")));
    }
    for (size_t i = 0; i < verdict.findings.n; i++) {
        PdfFault *finding = &verdict.findings.at[i];
        finding->label = str_copy(arena, finding->label);
        finding->source = str_copy(arena, finding->source);
        finding->path = str_copy(arena, finding->path);
    }
    arena_close(scratch);
    arena_close(kept);
    return verdict;
}
