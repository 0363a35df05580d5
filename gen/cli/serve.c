#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "serve/serve.h"

static void print_address(Str address)
{
    printf("aperçu : %.*s\nCtrl+C pour finir\n", STR_ARG(address));
    fflush(stdout);
}

/* By xdg-open, where there is a desktop. The grandchild is nobody's: none is left waiting for. */
static void open_browser(Str address)
{
    char url[64];
    print_address(address);
    if (getenv("DISPLAY") == NULL && getenv("WAYLAND_DISPLAY") == NULL)
        return;
    snprintf(url, sizeof url, "%.*s", STR_ARG(address));
    fflush(stderr);
    pid_t child = fork();
    if (child == 0) {
        if (fork() == 0)
            execlp("xdg-open", "xdg-open", url, (char *)NULL);
        _exit(0);
    }
    if (child > 0)
        waitpid(child, NULL, 0);
}

static bool is_editor(Str address)
{
    return address.n == 0 || str_find(address, STR("{fichier}"), 0) < address.n;
}

int cli_serve(const Options *options)
{
    int port = (int)str_number(options->port, 65535);
    if (options->content.n == 0)
        return cli_usage("quel dossier montrer ?");
    if (options->port.n > 0 && port <= 0)
        return cli_usage("--port attend un nombre de 1 à 65535");
    if (!is_editor(options->editor))
        return cli_usage("--editeur attend une adresse qui contient {fichier}");
    ServeSetting setting = {
        .input = options->input, .port = port > 0 ? port : 0, .editor = options->editor, .shows_times = options->shows_times,
        .ready = options->opens_no_browser ? print_address : open_browser,
    };
    Diags diags = diags_new(options->arena);
    Sources sources = sources_new(options->arena);
    bool done = file_exists(options->content);
    if (!done)
        diag_add(&diags, DIAG_FILE_MISSING, SPAN_NONE, "%.*s", STR_ARG(options->content));
    done = done && serve_run(&setting, &diags);
    diags_print(&diags, &sources, DIAG_PLAIN, stderr);
    return done ? EXIT_DONE : EXIT_FAULT;
}
