/* cli.h - the commands of bilan, one file each
 *
 * Exit codes: 0 done, 1 errors in the content, 2 wrong usage, 3 warnings
 * under --strict, 4 the machine's fault.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "build.h"
#include "verify/verify.h"

enum { EXIT_DONE = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_STRICT = 3, EXIT_FAULT = 4 };

typedef struct {
    Arena *arena;
    char **arguments;                    /* those of main(), ended by NULL */
    Str    content;                      /* the first operand; empty when none */
    Strs   operands;                     /* all of them */
    Str    output;                       /* -o */
    Str    phase;                        /* --phase */
    Str    from;                         /* --from: the last edition */
    Str    year;                         /* --annee */
    Str    into, table, sheet;           /* --dans, --tableau, --feuille */
    bool   replaces;                     /* --remplacer */
    Str    except;                       /* --sauf: codes with commas between */
    Str    format;                       /* --format: texte, json, sarif */
    bool   as_json;                      /* --format json */
    bool   as_sarif;                     /* --format sarif */
    bool   is_strict;                    /* --strict */
    bool   is_draft;                     /* --brouillon */
    bool   shows_times;                  /* --temps */
    Str    port;                         /* --port */
    Str    editor;                       /* --editeur */
    bool   opens_no_browser;             /* --sans-navigateur */
    bool   shows_quality;                /* --rapport-typo */
    bool   is_release;                   /* --release */
    bool   is_rebuild;                   /* --rebuild */
    bool   explains;                     /* --explique: the first operand is a code */
    bool   corrects;                     /* --corrige */
    BuildInput input;
} Options;

/* What a word of the command line is, for completing it. */
typedef enum {
    WORD_ANY, WORD_FOLDER, WORD_EDITION, WORD_PROGRAMME, WORD_PDF, WORD_PDF_OR_EDITION, WORD_SPREADSHEET,
    WORD_SOURCE,                         /* an edition, or a .md or .yaml alone */
    WORD_FORMAT, WORD_JSON, WORD_PHASE, WORD_CODE, WORD_SCHEMA, WORD_KINDS
} WordKind;

typedef struct {
    const char *name;
    const char *usage;                   /* operands and options */
    const char *about;                   /* French, one line */
    int (*run)(const Options *options);
    bool takes_many;                     /* operands */
    WordKind operand;
} Command;

const Command *cli_commands(void);       /* the last row has no name */

/* Where the program that runs lies; "." where the system does not say. */
Str cli_folder(Arena *arena);

/* What may stand at the last of these words (the others are before it): one proposal a line. */
int cli_complete(char **args, Str share);

int cli_build(const Options *options);
int cli_check(const Options *options);
int cli_compare(const Options *options);
int cli_dump(const Options *options);
int cli_import(const Options *options);
int cli_new(const Options *options);
int cli_schema(const Options *options);
int cli_verify(const Options *options);
int cli_rebuild(const Options *options);           /* verify --rebuild */
int cli_serve(const Options *options);             /* serve.c of bilan-serve; serve_apart.c starts that */

const char *const *cli_phases(void);     /* of dump; ends with NULL */

/* Carries out the safe remedies that a build found, in the files themselves, and says which. Returns how many: the
 * build then knows the files as they were. */
size_t cli_correct(const Options *options, Build *build);

/* False, with the part that is none, when `list` has anything but codes. */
bool cli_except_is_known(Str list, Str *unknown);

/* The editions and documents below a folder that is none itself, by name; empty when it is one, or holds none. */
Strs cli_documents(const Options *options);
int  cli_build_home(const Options *options, const Strs *folders);
int  cli_check_home(const Options *options, const Strs *folders);

/* True when nothing forbids to publish what was built: errors (drafts take them), and under --release what is left to
 * fill in and the faults of a PDF, which are printed. */
bool cli_may_publish(const Options *options, Build *build, const OutputFiles *files);

/* What was written; and what --temps and --rapport-typo ask for. */
void cli_print_done(Str output, const OutputFiles *files);
void cli_print_more(const Options *options, Build *build);

/* Prints what a build found, without what --sauf names, and returns the exit code that follows from it. */
int cli_report(const Options *options, Build *build);
int cli_report_diags(const Options *options, Diags *diags, const Sources *sources);

/* Prints what is wrong with a PDF; `name`: how it is called. */
void cli_print_verdict(const Options *options, const Verdict *verdict, Str name, FILE *out);

/* The PDF of a file, the largest that is read being 512 MiB; false after a message. */
bool cli_read_pdf(const Options *options, Arena *arena, Str path, Str *bytes);

/* Prints one sentence about wrong usage; returns EXIT_USAGE. */
int cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says which addresses (adresses.txt) the build has no more that the last build of the same document (nom) has in the
 * folder `output`; nothing when there is none. */
void cli_compare_addresses(Arena *arena, Str output, Build *build);

/* Appends manifeste.json over the files that are there. */
void cli_add_manifest(Arena *arena, OutputFiles *files, Str title, Str date);

/* Replaces the folder `output` by `files` in one step; what bilan did not
 * make there is never removed (DIAG_FOLDER_FOREIGN). */
bool cli_write_output(Arena *arena, Str output, const OutputFiles *files, Diags *diags);

#endif
