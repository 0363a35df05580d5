#include "layout/quality.h"

#include "base/buf.h"

typedef struct {
    const char *one;                     /* what it is; the amount goes where %d stands */
    const char *counted;                 /* in the summary */
} FindingWords;

static const FindingWords words[] = {
    [FINDING_OVERFULL] = { "ligne trop longue", "lignes trop longues" },
    [FINDING_LOOSE]    = { "ligne lâche, à %d % de l’espace entre les mots", "lignes lâches" },
    [FINDING_LADDER]   = { "%d traits d’union de suite", "traits d’union de suite" },
    [FINDING_STUB]     = { "dernière ligne faite d’un bout de mot", "bouts de mots" },
    [FINDING_CUT_WORD] = { "mot coupé au changement de page", "mots coupés au changement de page" },
    [FINDING_WIDOW]    = { "veuve, lignes en haut de page : %d", "veuves" },
    [FINDING_ORPHAN]   = { "orpheline, lignes en bas de page : %d", "orphelines" },
    [FINDING_HEADING]  = { "titre en bas de page, lignes dessous : %d", "titres en bas de page" },
    [FINDING_GAP]      = { "blanc en bas de page, en lignes : %d", "blancs en bas de page" },
};
_Static_assert(sizeof words / sizeof *words == FINDING_KINDS, "every kind of finding needs its words");

static void write_place(Buf *out, const Sources *sources, Span span)
{
    const Source *source = source_of(sources, span);
    if (source == NULL)
        return;
    buf_printf(out, "  %.*s:%u", STR_ARG(source->path), (unsigned)source_place(source, span.lo).line);
}

/* The words with the amount in the place of "%d". */
static void write_words(Buf *out, const Finding *finding)
{
    Str text = str_from_c(words[finding->kind].one);
    size_t mark = str_find(text, STR("%d"), 0);
    buf_str(out, str_slice(text, 0, mark));
    if (mark == text.n)
        return;
    buf_printf(out, "%d", finding->amount);
    buf_str(out, str_slice(text, mark + 2, text.n));
}

static void write_finding(Buf *out, const Finding *finding, const Sources *sources)
{
    buf_printf(out, "page %.*s", STR_ARG(finding->folio));
    write_place(out, sources, finding->span);
    buf_c(out, "  ");
    write_words(out, finding);
    if (finding->text.n > 0)
        buf_printf(out, "  « %.*s »", STR_ARG(finding->text));
    buf_char(out, '\n');
}

/* "12 (0,35 %)" */
static void write_share(Buf *out, const char *name, int count, int all)
{
    int share = all == 0 ? 0 : (int)(((int64_t)count * 10000 + all / 2) / all);
    buf_printf(out, ", %s : %d (%d,%02d %%)", name, count, share / 100, share % 100);
}

Str quality_report(Arena *arena, const Quality *quality, const Sources *sources)
{
    Buf out = buf_new(arena);
    int counts[FINDING_KINDS] = { 0 };
    for (size_t i = 0; i < quality->findings.n; i++) {
        write_finding(&out, &quality->findings.at[i], sources);
        counts[quality->findings.at[i].kind]++;
    }
    buf_printf(&out, "typographie : %d lignes justifiées", quality->justified);
    write_share(&out, "finies par un trait d’union", quality->hyphenated, quality->justified);
    write_share(&out, words[FINDING_LOOSE].counted, quality->loose, quality->justified);
    for (int kind = 0; kind < FINDING_KINDS; kind++)
        if (kind != FINDING_LOOSE)
            buf_printf(&out, ", %s : %d", words[kind].counted, counts[kind]);
    buf_char(&out, '\n');
    return buf_text(&out);
}
