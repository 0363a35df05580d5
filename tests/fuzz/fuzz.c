#define _GNU_SOURCE                      /* memfd_create */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "verify/verify.h"

static const char MARK[] = "%%%%\n";

void fuzz_claim(bool holds, const char *claim)
{
    if (holds)
        return;
    fprintf(stderr, "claim broken: %s\n", claim);
    abort();
}

Str fuzz_bytes(Arena *arena, const uint8_t *bytes, size_t n)
{
    char *copy = arena_alloc(arena, n, 1);
    if (n > 0)
        memcpy(copy, bytes, n);
    return (Str){ copy, n };
}

void fuzz_parts(Arena *arena, const uint8_t *bytes, size_t n, Str *parts, size_t most)
{
    Str rest = { (const char *)bytes, n };
    for (size_t i = 0; i < most; i++) {
        size_t end = i + 1 < most ? str_find(rest, str_from_c(MARK), 0) : rest.n;
        parts[i] = fuzz_bytes(arena, (const uint8_t *)rest.p, end);
        rest = str_slice(rest, end + sizeof MARK - 1, rest.n);
    }
}

static Str edition_path(Arena *arena, Str path)
{
    return path_join(arena, STR(FUZZ_SHARE "/tests/verify/edition"), path);
}

const BuildTools *fuzz_tools(void)
{
    /* Opened by the first run and kept by the process: opening faces would be most of each run. */
    static Arena *kept;
    static BuildTools tools;
    if (kept == NULL) {
        kept = arena_open();
        Diags diags = diags_new(kept);
        fuzz_claim(build_tools_open(&tools, STR(FUZZ_SHARE), &diags), "faces and patterns open");
    }
    return &tools;
}

Build *fuzz_build(Arena *arena, Str path, const Map *instead)
{
    Str content = path.n > 0 ? edition_path(arena, path) : STR(FUZZ_SHARE "/tests/verify/edition");
    return build_open(&(BuildInput){ .content = content, .share = STR(FUZZ_SHARE), .is_strict = true, .tools = fuzz_tools(),
                                     .instead = instead });
}

void fuzz_instead(Arena *arena, Map *instead, const char *path, Str text)
{
    Str *kept = arena_new(arena, Str);
    *kept = text;
    map_set(arena, instead, edition_path(arena, str_from_c(path)), kept);
}

static void print_all(Diags *diags, const Sources *sources)
{
    static FILE *nowhere;
    if (nowhere == NULL)
        nowhere = fopen("/dev/null", "w");
    fuzz_claim(nowhere != NULL, "there is a /dev/null");
    for (int style = DIAG_PLAIN; style <= DIAG_JSON; style++)
        diags_print(diags, sources, (DiagStyle)style, nowhere);
    diags_print_sarif(diags, sources, "0", nowhere);
}

void fuzz_messages(Diags *diags, const Sources *sources)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const Diag *diag = &diags->list.at[i];
        fuzz_claim(diag->span.file <= sources->files.n, "a message names a file that was read");
        const Source *source = source_of(sources, diag->span);
        bool is_inside = source == NULL || (diag->span.lo <= diag->span.hi && diag->span.hi <= source->text.n);
        fuzz_claim(is_inside, "a message lies inside its file");
        const Source *mended = source_of(sources, diag->fix_span);
        is_inside = mended == NULL || (diag->fix_span.lo <= diag->fix_span.hi && diag->fix_span.hi <= mended->text.n);
        fuzz_claim(is_inside, "a remedy lies inside its file");
    }
    diags_sort(diags, sources);
    print_all(diags, sources);
}

void fuzz_silent(const Diags *diags, const Sources *sources, const char *claim)
{
    diags_print(diags, sources, DIAG_PLAIN, stderr);
    fuzz_claim(diags->list.n == 0, claim);
}

void fuzz_text(Str text)
{
    fuzz_claim(utf8_invalid_at(text) == text.n, "what is printed is UTF-8");
}

int fuzz_file(Arena *arena, Str bytes, Str *path)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    fuzz_claim(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n, "a file in memory can be written");
    *path = str_printf(arena, "/proc/self/fd/%d", fd);
    return fd;
}

/* What is higher than a page sticks out of it, with its links (V614), and is reported. */
static bool sticks_out(const Diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++)
        if (diags->list.at[i].code == DIAG_BLOCK_TOO_TALL)
            return true;
    return false;
}

static void claim_outputs(Arena *arena, const OutputFiles *files, const Diags *diags)
{
    for (size_t i = 0; i < files->n; i++) {
        const OutputFile *file = &files->at[i];
        fuzz_claim(file->path.n > 0 && file->path.p[0] != '/' && str_find(file->path, STR(".."), 0) == file->path.n,
                   "what is written stays in the folder of the output");
        if (str_ends(file->path, STR(".html")) || str_ends(file->path, STR(".json")))
            fuzz_text(file->bytes);
        if (!str_ends(file->path, STR(".pdf")))
            continue;
        Verdict verdict = verify_pdf(arena, file->bytes);
        if (verdict.fault_count > 0)
            fprintf(stderr, "%s", str_to_c(arena, verdict_text(arena, &verdict, file->path, false)));
        fuzz_claim(verdict.is_pdf && (verdict.fault_count == 0 || sticks_out(diags)), "the PDF has no fault");
    }
}

void fuzz_built(Arena *arena, Build *build)
{
    OutputFiles files = { 0 };
    /* A template that does not exist is the one thing that a text may ask for in vain. */
    if (build_check(build) && build_outputs(build, &files))
        claim_outputs(arena, &files, build_diags(build));
    else
        fuzz_claim(diags_count(build_diags(build), DIAG_ERROR) + diags_count(build_diags(build), DIAG_FAULT) > 0,
                   "what fails says why");
    fuzz_messages(build_diags(build), build_sources(build));
    build_close(build);
}

Str fuzz_folder(void)
{
    static char *folder;
    static Arena *kept;
    if (folder == NULL) {
        kept = arena_open();
        const char *above = getenv("TMPDIR");
        folder = str_to_c(kept, str_printf(kept, "%s/bilan-XXXXXX", above != NULL ? above : "/tmp"));
        fuzz_claim(mkdtemp(folder) != NULL, "a folder can be made");
    }
    return str_from_c(folder);
}

void fuzz_write(Arena *arena, Str path, Str bytes)
{
    int fd = open(str_to_c(arena, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    fuzz_claim(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n, "a file can be written");
    close(fd);
}
