/* diag.h - what is wrong, where, and how to mend it
 *
 * The author's mistakes are recorded here and the build goes on with a
 * stated substitute; so is, once, a fault of the machine that ends it.
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include <stdio.h>

#include "base/map.h"
#include "diag/catalogue.h"
#include "diag/source.h"

typedef enum { DIAG_WARNING, DIAG_ERROR, DIAG_FAULT, DIAG_SEVERITIES } DiagSeverity;

#define DIAG_ENUM(symbol, code, severity, text) symbol,
typedef enum { DIAG_CODES(DIAG_ENUM) DIAG_CODE_COUNT } DiagCode;
#undef DIAG_ENUM

typedef struct {
    DiagCode code;
    Span     span;
    Str      detail;                     /* may be empty */
    Str      remedy;                     /* what to write in its place; may be empty */
    Span     fix_span;                   /* the bytes that a safe remedy replaces; file 0: there is none */
    Str      fix;                        /* by these */
    bool     is_bare;                    /* DIAG_FULL_MAX of its code came before: it has neither detail nor remedy */
    uint64_t digest;                     /* of the detail it has or would have: str_hash() */
} Diag;

typedef struct {
    Arena *arena;
    ARRAY(Diag) list;
    Map    known;                        /* what was recorded already: see diag_add() */
    uint32_t full[DIAG_CODE_COUNT];      /* of each code, how many were recorded that are not bare */
    bool   takes_remedy;                 /* the newest call of diag_add() recorded what is last in the list, and all of it */
} Diags;

Diags diags_new(Arena *arena);

/* So many messages of one code are kept whole and are shown. Nobody reads more, while a hostile text gives hundreds of
 * thousands. Those that follow keep their place alone: they are errors still, and silences and --sauf hold for them. */
enum { DIAG_FULL_MAX = 1000 };

/* Records `code` at `where`. `detail` is the part that differs each time. The
 * same code, place and detail is recorded once, with its first remedy. */
void diag_add(Diags *diags, DiagCode code, Span where, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));

/* True when nobody has asked about `code` and `subject` before: for what is said once, wherever it occurs. */
bool diag_is_first(Diags *diags, DiagCode code, Str subject);

/* Records what `from` holds, as diag_add() would have. Its strings are borrowed. */
void diags_append(Diags *diags, const Diags *from);

/* Gives the newest record a remedy: a short French sentence. */
void diag_remedy(Diags *diags, const char *remedy, ...)
    __attribute__((format(printf, 2, 3)));

/* Gives the newest record a safe remedy, which a program may carry out: `instead` in place of the bytes of `where`. */
void diag_fix(Diags *diags, Span where, Str instead);

const char  *diag_name(DiagCode code);             /* "B105" */
const char  *diag_text(DiagCode code);
DiagSeverity diag_severity(DiagCode code);
size_t       diags_count(const Diags *diags, DiagSeverity severity);

/* Sorts by file name, place and code: the order of printing. */
void diags_sort(Diags *diags, const Sources *sources);

/* What is shown of `diags`, in their order: at most DIAG_FULL_MAX of each code, whole ones before bare ones, then one
 * DIAG_MORE for each code that has more. For showing only: what follows from messages is told from all of them. */
Diags diags_shown(Arena *arena, const Diags *diags);

/* diags_shown(), one message with its line and a mark under the place; or one JSON object
 * on a line: code, severite, message, detail, remede, fichier, ligne,
 * colonne, fin (line and column of the end). */
typedef enum { DIAG_PLAIN, DIAG_COLOUR, DIAG_JSON } DiagStyle;
void diags_print(const Diags *diags, const Sources *sources, DiagStyle style, FILE *out);

/* The same as one document of SARIF 2.1.0; `version` is the program's. */
void diags_print_sarif(const Diags *diags, const Sources *sources, const char *version, FILE *out);

/* "2 erreurs, 1 avertissement"; empty when there is none. */
Str diags_summary(Arena *arena, const Diags *diags);

/* The nearest of `n` names to `name`, for "vouliez-vous dire"; empty when
 * none is near (more than a third of the letters differ). Restricted
 * Damerau-Levenshtein distance over characters. */
Str diag_nearest(Arena *scratch, Str name, const Str *names, size_t n);

/* False when there are so many messages that nobody reads what each name could have meant: to look for that costs names
 * times misses. */
bool diags_may_help(const Diags *diags);

#endif
