/* volumes.h - editions and documents beside each other: what recurs, what changed, what contradicts what
 *
 *     Comparison = Volumes (in the order of their years), Measures, Notices, Passings, ProseChanges
 *
 * A measure is one figure that several volumes may tell: an entry of an indicator, or a cell of a table. What a
 * volume tells of it for a period is a claim. Two values for the same period contradict each other; for different
 * periods they are an evolution.
 */
#ifndef VOLUMES_VOLUMES_H
#define VOLUMES_VOLUMES_H

#include "doc/doc.h"

/* One edition or document, read and merged. Borrowed: the builds behind them outlive the comparison. */
typedef struct {
    Str             name;                /* how it is called here: the last part of its folder, "2019" */
    Str             folder;              /* as given */
    Str             href;                /* "2019/", where its pages lie from here; empty: nowhere */
    bool            has_data;            /* donnees.html is one of them */
    const Document *document;
    const Sources  *sources;
} Volume;
typedef ARRAY(Volume) Volumes;

/* A place in a file of a volume. Spans of different volumes count their files apart. */
typedef struct { size_t volume; Span span; } VolumePlace;

/* ---- periods.c ---- */

/* The years that a period names: 2019, 2018-2019, 2019-12. first 0: it names none. */
typedef struct { int first, last; } YearSpan;

YearSpan period_years(Str name);
bool     period_is_inside(YearSpan inner, YearSpan outer);   /* and not the same */
Str      period_key(Arena *arena, Str name);       /* the same for "2018-2019", "2018 – 2019" and "2018/2019" */

/* ---- measures.c ---- */

typedef struct {
    size_t           volume;
    Str              period, key;        /* as written (an edition's own where there is none); period_key() */
    YearSpan         years;
    const Value     *value;
    Str              unit;
    const Indicator *indicator;          /* NULL: a cell of a table */
    Span             span;               /* of the value; of the table for a sum that was worked out */
    bool             is_own;             /* the period is the volume's own year or period */
} Claim;

typedef enum {
    MEASURE_ENTRY,                       /* of an indicator */
    MEASURE_CELL,                        /* of a table */
    MEASURE_NEIGHBOURS,                  /* indicators that their author sets beside each other (rapprocher) */
    MEASURE_KINDS
} MeasureKind;

typedef struct {
    MeasureKind kind;
    Str    id, entry;                    /* "statut-de-refugie", "hommes"; of a cell the table, "row, column" */
    int    programme;                    /* 0: of documents that have none */
    Str    label, part;                  /* plain French text, of the newest report that tells it: what is counted, and
                                          * which entry or cell of it; the part of a total is empty */
    ARRAY(Claim) claims;                 /* by period, then by volume */
    size_t volume_count;                 /* how many volumes tell it */
    size_t number;                       /* in the order of reading */
    bool   has_units;                    /* in more than one unit */
} Measure;
typedef ARRAY(Measure *) Measures;

/* An indicator that a volume has and its neighbour, which treats the same programme, has not. */
typedef struct { const Indicator *indicator; int programme; size_t with, without; bool is_gone; } Passing;
typedef ARRAY(Passing) Passings;

/* All measures that are told by two volumes at least, by programme, then as they are read. */
Measures measures_collect(Arena *arena, const Volumes *volumes);
Passings passings_collect(Arena *arena, const Volumes *volumes);

/* ---- notices.c ---- */

typedef enum {
    NOTICE_CONTRADICTION,               /* one period, two values */
    NOTICE_NAMES,                       /* a number announced, other names given (noms) */
    NOTICE_PERIODS,                     /* fewer in a period than in a part of it: to be looked at */
    NOTICE_UNITS,                       /* one period or indicator, counted in two units: to be looked at */
    NOTICE_REMARK,                      /* the author's own remark on a contradiction of the source */
    NOTICE_KINDS
} NoticeKind;

typedef struct {
    NoticeKind    kind;
    const Measure *measure;              /* NULL: NAMES, REMARK */
    const Claim   *a, *b;                /* of measure; `b` NULL for the others */
    VolumePlace    place;                /* NAMES, REMARK */
    int            programme;            /* NAMES, REMARK */
    Str            label, text;          /* what it is about; what there is to say of it: plain French text */
} Notice;
typedef ARRAY(Notice) Notices;

Notices notices_collect(Arena *arena, const Volumes *volumes, const Measures *measures);
const char *notice_title(NoticeKind kind);       /* "Contradictions" */

/* True for what --strict fails on. */
bool notice_is_contradiction(NoticeKind kind);

/* True when two claims say the same: equal, or one the other rounded. */
bool claims_agree(const Claim *a, const Claim *b);

/* The claims that stand for their periods, one a period: that of the first volume whose own period it is, else the
 * newest volume's; only periods that compare, as long as each other or begun in the same year. What changed from one to
 * the next. */
typedef ARRAY(const Claim *) Trace;
Trace measure_trace(Arena *arena, const Measure *measure);

/* True for a row of the table of what recurs: entries, and the cells of tables whose value is not always the same. */
bool measure_is_shown(const Measure *measure);

/* "Retours volontaires : hommes". */
Str measure_title(Arena *arena, const Measure *measure);

/* What `volume` tells for its own year, else for its own period, else for the newest; NULL when it tells nothing. */
const Claim *measure_claim(const Measure *measure, size_t volume);

/* True when two volumes define the measure, and not alike. */
bool measure_definitions_differ(const Measure *measure);

/* "+70 %", of shares "+2 points", from the last but one of the trace to the last; empty when they do not compare. */
Str measure_change(Arena *arena, const Measure *measure);

/* "12 bénéficiaires". */
Str claim_text(Arena *arena, const Claim *claim);

/* ---- prose.c ---- */

typedef enum { PROSE_SAME, PROSE_CHANGED, PROSE_ADDED, PROSE_REMOVED, PROSE_KINDS } ProseKind;

/* A piece of a paragraph: in both, only before, or only after. */
typedef struct { ProseKind kind; Str text; } ProsePiece;   /* SAME, ADDED, REMOVED */
typedef ARRAY(ProsePiece) ProsePieces;

typedef struct { Str text; Str section, title; Span span; bool is_heading; } Paragraph;   /* title: the section's */
typedef ARRAY(Paragraph) Paragraphs;

typedef struct { ProseKind kind; const Paragraph *before, *after; ProsePieces pieces; } ProseChange;
typedef ARRAY(ProseChange) ProseChanges;

typedef struct {
    size_t before, after;                /* volumes */
    int    programme;                    /* 0: another chapter */
    Str    title;                        /* of the chapter in the newer volume */
    ProseChanges changes;                /* in the order of the newer text, what is gone where it was */
    size_t count[PROSE_KINDS];
} ProseComparison;
typedef ARRAY(ProseComparison) ProseComparisons;

/* Chapters of each volume against those of the last one before that has them. */
ProseComparisons prose_collect_changes(Arena *arena, Arena *scratch, const Volumes *volumes);

/* Two texts word by word; the pieces alternate and give both texts back. */
ProsePieces prose_diff(Arena *arena, Arena *scratch, Str before, Str after);

/* Pairs paragraphs of the same section, in order, so that what is paired is as alike as can be. */
ProseChanges prose_align(Arena *arena, Arena *scratch, const Paragraphs *before, const Paragraphs *after);

/* "7 inchangés, 1 modifié, 30 nouveaux, 18 disparus". */
Str prose_counts(Arena *arena, const ProseComparison *prose);

/* ---- the whole ---- */

typedef struct {
    Volumes          volumes;
    Measures         measures;
    Notices         notices;
    Passings         passings;
    ProseComparisons prose;
} Comparison;

/* The year that an edition or document is of, the last of several: of its year, else of its period, its name or its date;
 * 0 when none says one. */
int edition_years_end(const Edition *edition);

/* Sorts the volumes by year, those of one year as given. */
Comparison volumes_compare(Arena *arena, Arena *scratch, const Volumes *volumes);

size_t comparison_contradictions(const Comparison *comparison);

/* "content/2019/…/programme.yaml:12". */
Str place_text(Arena *arena, const Comparison *comparison, VolumePlace place);

/* For the terminal, and for machines (JSON, RFC 8259): see report_json.c. */
Str comparison_text(Arena *arena, const Comparison *comparison);
Str comparison_json(Arena *arena, const Comparison *comparison);

#endif
