/* check_impl.h - what the rules of this folder share
 *
 * check.c holds the tables of rules. Each theme is a file: sources.c,
 * coverage.c and numbering.c look at the model; references.c, writing.c,
 * sigles.c, access.c, figures.c and audit.c at the running text too, which
 * prose.c lays out as passages, quantity.c reads for numbers, and facts.c
 * holds against what the data says.
 */
#ifndef CHECK_CHECK_IMPL_H
#define CHECK_CHECK_IMPL_H

#include "base/file.h"
#include "check/check.h"

/* ---- prose.c: running text as it was typed ---- */

/* In place of what is no word: a figure called, a reference, code, Arabic. */
#define PASSAGE_MARK UINT32_C(0xFFFC)

typedef enum {
    PASSAGE_PARAGRAPH, PASSAGE_HEADING, PASSAGE_CELL, PASSAGE_CAPTION, PASSAGE_NOTE,
    PASSAGE_KINDS
} PassageKind;

/* A figure that the text calls, at byte `at` of its passage. */
typedef struct { size_t at; const Inline *inline_; } Called;

typedef struct {
    PassageKind     kind;
    Str             text;                /* one paragraph, heading, cell or note; a break is "\n" */
    const uint32_t *at;                  /* offset in the file of each byte of it */
    uint32_t        file;
    bool            is_exact;            /* false: folded or escaped in its file; `at` is then only near */
    bool            is_table;            /* of a table or a chart: its own figures stand beside it */
    Str             lead;                /* of a list's item: the text that leads in to the list */
    const Chapter  *chapter;
    ARRAY(Called)   called;
} Passage;
typedef ARRAY(Passage) Passages;

typedef struct { const Inline *link; const Chapter *chapter; } LinkUse;
typedef ARRAY(LinkUse) LinkUses;

/* ---- facts.c: what the data says, with the words that go with it ---- */

typedef ARRAY(Str) Stems;

typedef enum {
    FACT_HELD,                           /* typed in the data, or a total computed from it */
    FACT_SUM,                            /* of entries or periods: no path leads to it */
    FACT_SHARE,                          /* an entry's part of its total, in percent */
    FACT_CHANGE,                         /* from one period to the next, in percent */
    FACT_KINDS
} FactKind;

typedef struct {
    FactKind         kind;
    Value            value;              /* of shares and changes with six decimals */
    const Programme *programme;
    const Indicator *indicator;          /* NULL for a table's */
    Str              path;               /* "id.period.entry | format"; of a sum: what it adds up */
    Str              period;
    Stems            unit, own, words;   /* the noun counted; the entry's or row's words; all others */
} Fact;
typedef ARRAY(Fact) Facts;

/* A fact's place in the list, by its value without the sign. */
typedef struct { double size; size_t at; } FactSize;
typedef ARRAY(FactSize) FactSizes;
typedef ARRAY(size_t) FactPlaces;

typedef struct {
    Facts     list;                      /* by programme, in their order */
    Map       uses;                      /* stem -> how many labels have it */
    FactSizes held, derived;             /* by size: held and sums; shares and changes */
    FactPlaces told;                     /* held by indicators, in the order of the list */
} FactBook;

/* ---- the rules ---- */

typedef struct {
    Arena          *scratch;
    const Sources  *sources;
    const Document *document;
    Diags          *diags;
    bool            is_strict;
    Passages        passages;
    LinkUses        links;
} Checking;

typedef void ProgrammeRule(const Checking *checking, const Programme *programme);
typedef void PassageRule(const Checking *checking, const Passage *passage);
typedef void EditionRule(const Checking *checking);

void     prose_collect(Checking *checking);
Span     passage_span(const Passage *passage, size_t lo, size_t hi);
bool     passage_is_whole(const Passage *passage, size_t lo, size_t hi);   /* the same bytes, without a mark between, in the file */
bool     is_of_content(const Checking *checking, uint32_t file);

/* The next run of letters, digits and inner hyphens at or after `*at`; false at the end. */
typedef struct { size_t lo, hi; } Word;
bool     prose_next_word(Str text, size_t *at, Word *word);
bool     prose_word_at(Str text, size_t *at, Word *word);         /* the one that begins at `*at`; false when none does */
Str      word_str(Str text, Word word);
enum { WORD_ROOM = 28 };
bool     word_fold(Str text, Word word, char folded[WORD_ROOM]);   /* small bare letters; false when it is too long or has others */
bool     word_is(Str text, Word word, const char *const *list);   /* without case or accent; ends with NULL */
Str      stem_of(Arena *arena, Str word);   /* six letters without case, accent or plural; empty for small words */
Str      text_folded(Arena *arena, Str text);   /* letters and digits, small and bare, one blank between words */

FactBook facts_collect(Arena *arena, const Edition *edition);
void     facts_near(Arena *arena, const FactSizes *sizes, double size, double slack, FactSizes *near);   /* adds those within `slack` */
void     facts_told(const FactBook *book, const Programme *programme, size_t *lo, size_t *hi);   /* its part [lo, hi) of `told` */
void     stems_add(Arena *arena, Stems *stems, Str text);
bool     stems_have(const Stems *stems, Str stem);

const Chapter *chapter_of(const Document *document, const Programme *programme);

ProgrammeRule sources_are_named, periods_are_named, remarks_stay_visible, actions_are_reported, actions_are_numbered,
              names_are_counted,
              objectives_are_reported, shares_are_right;
PassageRule   words_stand_once, ordinals_are_written, spaces_are_typed, numbers_of_tables_are_called,
              what_is_named_exists, sigles_keep_their_meaning, shares_are_derived;
EditionRule   objectives_are_numbered, programmes_are_there, indicators_agree, names_are_apart, links_say_where,
              notes_are_ours, numbers_are_called;

#endif
