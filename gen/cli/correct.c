/* correct.c - safe remedies, carried out in the files
 *
 * Only the bytes that a remedy names change. A file that cannot be read whole
 * (an error of form) is left alone, and so is one that has changed since it
 * was read.
 */
#include "cli/cli.h"

#include <stdlib.h>

#include "base/buf.h"

enum { FILE_LIMIT = 16 << 20 };

typedef struct { const Options *options; Build *build; ARRAY(Diag *) fixes; const Source *source; uint32_t file; } Mending;

/* B1xx and what Markdown cannot be read through. */
static bool has_error_of_form(Mending *mending)
{
    const Diags *diags = build_diags(mending->build);
    for (size_t i = 0; i < diags->list.n; i++) {
        const Diag *diag = &diags->list.at[i];
        if (diag->span.file == mending->file && diag_severity(diag->code) != DIAG_WARNING && diag_name(diag->code)[1] == '1')
            return true;
    }
    return false;
}

static int by_place(const void *left, const void *right)
{
    const Diag *a = *(Diag *const *)left, *b = *(Diag *const *)right;
    if (a->fix_span.lo != b->fix_span.lo)
        return a->fix_span.lo < b->fix_span.lo ? -1 : 1;
    return (a->fix_span.hi > b->fix_span.hi) - (a->fix_span.hi < b->fix_span.hi);
}

/* The fixes of the file in their order, without those that overlap one before. */
static void collect(Mending *mending)
{
    Arena *arena = mending->options->arena;
    Diags *diags = build_diags(mending->build);
    size_t kept = 0;
    mending->fixes.n = 0;
    for (size_t i = 0; i < diags->list.n; i++)
        if (diags->list.at[i].fix_span.file == mending->file)
            array_push(arena, &mending->fixes, &diags->list.at[i]);
    if (mending->fixes.n > 1)
        qsort(mending->fixes.at, mending->fixes.n, sizeof *mending->fixes.at, by_place);
    for (size_t i = 0; i < mending->fixes.n; i++)
        if (kept == 0 || mending->fixes.at[i]->fix_span.lo >= mending->fixes.at[kept - 1]->fix_span.hi)
            mending->fixes.at[kept++] = mending->fixes.at[i];
    mending->fixes.n = kept;
}

/* The file as it is now, and how many bytes stand before the text that was read: a byte-order mark. */
static bool read_again(Mending *mending, Str *text, size_t *lead)
{
    const Source *source = mending->source;
    if (!file_read(mending->options->arena, source->path, FILE_LIMIT, text) || text->n < source->text.n)
        return false;
    *lead = text->n - source->text.n;
    bool has_mark = *lead == 3 && str_starts(*text, STR("\xEF\xBB\xBF"));
    return (*lead == 0 || has_mark) && str_equal(str_slice(*text, *lead, text->n), source->text);
}

static Str mended(Mending *mending, Str text, size_t lead)
{
    Buf out = buf_new(mending->options->arena);
    size_t from = 0;
    for (size_t i = 0; i < mending->fixes.n; i++) {
        const Diag *diag = mending->fixes.at[i];
        buf_str(&out, str_slice(text, from, diag->fix_span.lo + lead));
        buf_str(&out, diag->fix);
        from = diag->fix_span.hi + lead;
    }
    buf_str(&out, str_slice(text, from, text.n));
    return buf_text(&out);
}

static void say(const Mending *mending)
{
    const Options *options = mending->options;
    FILE *out = options->as_json || options->as_sarif ? stderr : stdout;
    for (size_t i = 0; i < mending->fixes.n; i++) {
        const Diag *diag = mending->fixes.at[i];
        Place place = source_place(mending->source, diag->fix_span.lo);
        Str old = source_text(build_sources(mending->build), diag->fix_span);
        fprintf(out, "%.*s:%u:%u: corrigé : « %.*s » → « %.*s » [%s]\n", STR_ARG(mending->source->path), place.line, place.column,
                STR_ARG(old), STR_ARG(diag->fix), diag_name(diag->code));
    }
}

static size_t mend_file(Mending *mending)
{
    Str text;
    size_t lead;
    collect(mending);
    if (mending->fixes.n == 0 || has_error_of_form(mending) || !read_again(mending, &text, &lead))
        return 0;
    if (!file_write(mending->options->arena, mending->source->path, mended(mending, text, lead))) {
        diag_add(build_diags(mending->build), DIAG_WRITE_FAILED, SPAN_NONE, "%.*s : %s", STR_ARG(mending->source->path),
                 file_reason());
        return 0;
    }
    say(mending);
    return mending->fixes.n;
}

size_t cli_correct(const Options *options, Build *build)
{
    const Sources *sources = build_sources(build);
    Mending mending = { .options = options, .build = build };
    size_t count = 0;
    for (size_t i = 0; i < sources->files.n; i++) {
        mending.file = (uint32_t)i + 1;
        mending.source = &sources->files.at[i];
        if (mending.source->is_lent)
            continue;
        count += mend_file(&mending);
    }
    return count;
}
