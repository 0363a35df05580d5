/* options.h - the options of bilan: one row each
 *
 * From these rows come the reading of the command line, the help, and what the shells complete; tests/completion.py holds
 * the usage lines and the man page against them.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/cli.h"

typedef struct {
    const char *name;                    /* as typed */
    const char *value;                   /* what follows it, in the help's words; NULL for a flag */
    const char *commands;                /* that take it, one blank between two */
    WordKind    kind;                    /* of the value; of a flag: what the operand becomes with it, or WORD_ANY */
    size_t      offset;                  /* of the Str, or of the flag's bool, in Options */
    const char *about;                   /* French; the lines of the help */
} Option;

/* The row `i`, NULL behind the last one. One name may have rows of several commands. */
const Option *option_row(size_t i);

bool option_is_of(const Option *option, const Command *command);

/* The option of that name that `command` takes; NULL when there is none. */
const Option *option_find(const Command *command, Str name);

/* Reads one argument that begins with '-', and the next when the option takes one; false after a message. */
bool option_read(Options *options, const Command *command, char **args, int *i);

/* The options as the help shows them: those of `command`, or of all when it is NULL. */
void options_print(const Command *command);

#endif
