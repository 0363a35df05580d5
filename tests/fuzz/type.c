/* A type of document of one's own: its fields and trame, its theme, a document of it, the prose that it names and its
 * twin in Arabic, to all outputs. Type and theme lie in a folder of templates with those of the project beside. */
#include "fuzz.h"

#include <sys/stat.h>
#include <unistd.h>

enum { PARTS = 5, SHEET = 2, TWIN = 4 };

static const char *const names[PARTS] = { "templates/essai/type.yaml", "templates/essai/theme.yaml", "essai.yaml", "texte.md",
                                          "essai.ar.yaml" };

static Str path_of(Arena *arena, const char *name)
{
    return path_join(arena, fuzz_folder(), str_from_c(name));
}

static void lend(Arena *arena, const char *name)
{
    Str target = path_join(arena, STR(FUZZ_SHARE), str_from_c(name));
    fuzz_claim(symlink(str_to_c(arena, target), str_to_c(arena, path_of(arena, name))) == 0, "a link can be made");
}

static void open_share(Arena *arena)
{
    static bool is_open;
    if (is_open)
        return;
    is_open = true;
    fuzz_claim(mkdir(str_to_c(arena, path_of(arena, "templates")), 0700) == 0
               && mkdir(str_to_c(arena, path_of(arena, "templates/essai")), 0700) == 0, "a template can be made");
    static const char *const lent[] = { "fonts", "templates/rapport-2019", "templates/fiche", "templates/fiche-ar", "templates/examen" };
    for (size_t i = 0; i < sizeof lent / sizeof *lent; i++)
        lend(arena, lent[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Str parts[PARTS];
    fuzz_parts(arena, bytes, n, parts, PARTS);
    open_share(arena);
    for (size_t i = 0; i < PARTS; i++)
        fuzz_write(arena, path_of(arena, names[i]), parts[i]);
    Str content = path_of(arena, names[parts[TWIN].n > 0 ? TWIN : SHEET]);
    fuzz_built(arena, build_open(&(BuildInput){ .content = content, .share = fuzz_folder(), .is_strict = true,
                                                .tools = fuzz_tools() }));
    arena_close(arena);
    return 0;
}
