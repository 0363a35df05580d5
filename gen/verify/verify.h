/* verify.h - reads a finished PDF back and says what is wrong with it
 *
 * The rules are those of PDF/UA-1 (ISO 14289-1, as the Matterhorn Protocol
 * 1.1 numbers them), of PDF/A-3a (ISO 19005-3) and of ISO 32000-1 that a
 * generator can break, and some of our own where the standards are silent but
 * readers suffer. Nothing is taken from the memory of the build.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "base/array.h"
#include "base/str.h"

typedef struct {
    const char *code;                    /* "V401": stable, never used again for another rule */
    const char *clause;                  /* "UA-1 7.1, Matterhorn 01-005" */
    const char *title;                   /* what is wrong, in French */
} VerifyRule;

/* All rules, in the order of their codes. */
const VerifyRule *verify_rules(size_t *count);

typedef struct {
    size_t   rule;                       /* index into verify_rules() */
    int32_t  page;                       /* from 1; 0: of the file as a whole */
    Str      label;                      /* printed on the page */
    Str      path;                       /* "Document > Sect > Table"; may be empty */
    Str      text;                       /* how what is meant begins; may be empty */
    Str      detail;                     /* what differs each time; may be empty */
    Str      source;                     /* file of the edition; may be empty */
    uint32_t line, column;
} PdfFault;

typedef ARRAY(PdfFault) PdfFaults;

enum { FINDINGS_A_RULE = 20 };           /* further ones are counted only */

typedef struct {
    bool     is_pdf;                     /* false: cannot be read at all */
    PdfFaults findings;                   /* by rule */
    size_t  *counts;                     /* by rule, of all cases */
    size_t   fault_count;
    size_t   page_count, attachment_count, element_count;
    Str      title;
} Verdict;

Verdict verify_pdf(Arena *arena, Str bytes);

/* For people, in colour or not; for machines, a JSON object a line: code, severite, message, regle, detail,
 * fichier, page, folio, chemin, texte, source, ligne, colonne; last one of the file: fichier, titre, pages, elements,
 * joints, regles, fautes. `name`: how the file is called. */
Str verdict_text(Arena *arena, const Verdict *verdict, Str name, bool in_colour);
Str verdict_json(Arena *arena, const Verdict *verdict, Str name);

/* What a file says of itself may be anything: characters that are none stand as U+FFFD, controls as blanks. */
Str verify_shown(Arena *arena, Str text);

/* Where two files part: figures of attached data first (table, row, column, both values), else the first
 * page or element whose text differs. A line each, and one that says so when nothing that can be told differs. */
Str verify_compare(Arena *arena, Str old_bytes, Str new_bytes);

#endif
