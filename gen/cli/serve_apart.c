#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The preview is a program of its own, beside this one or in the libraries of the installation: its web server brings
 * nine libraries, which would be loaded each time anything is built or checked. */
int cli_serve(const Options *options)
{
    static const char *const places[] = { "bilan-serve", "../lib/bilan/bilan-serve" };
    Str folder = cli_folder(options->arena);
    setenv("BILAN_SHARE", str_to_c(options->arena, options->input.share), 1);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        execv(path_join(options->arena, folder, str_from_c(places[i])).p, options->arguments);
    fputs("bilan: l’aperçu (bilan-serve) manque à l’installation, ou ne peut être lancé\n", stderr);
    return EXIT_FAULT;
}
