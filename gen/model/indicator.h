/* indicator.h - a figure with a name, a unit, a source and a value per period */
#ifndef MODEL_INDICATOR_H
#define MODEL_INDICATOR_H

#include "data/schema.h"

typedef struct { Text name; Value value; } IndicatorEntry;   /* "total", "garcons" … */
typedef ARRAY(IndicatorEntry) IndicatorEntries;

/* A period holds one value (entry named "total"), or several by name. When there is a "total"
 * beside others, the others must sum to it (B201). */
typedef struct { Text name; IndicatorEntries entries; Span span; } Period;
typedef ARRAY(Period) Periods;

/* What an entry is called in a chart or a message: "garcons" -> "garçons". */
typedef struct { Text name; Text label; } EntryLabel;

typedef struct {
    Text    id;
    Text    label;                       /* libelle */
    Text    unit;                        /* unite */
    Text    source;
    Text    definition;
    Text    remark;                      /* remarque: a contradiction of the source */
    bool    is_partial;                  /* partiel: the entries need not sum to the total */
    Items   labels;                      /* libelles: EntryLabel */
    Texts   names;                       /* noms: those that the source gives for what the newest total counts */
    Texts   neighbours;                  /* rapprocher: ids of other indicators, to be read beside this one */
    const YamlNode *series_node;         /* series */
    Periods series;
    Span    span;
} Indicator;

/* NULL when the indicator has no figures of that period. */
const Period *indicator_period(const Indicator *indicator, Str name);

/* NULL when there is none. An empty `entry` means "total", or the only one. */
const Value *indicator_value(const Indicator *indicator, Str period, Str entry);

/* The entry's label; its name, with blanks for hyphens, when it has none. */
Str indicator_label(Arena *arena, const Indicator *indicator, Str entry);

/* "annonce 20, nomme 19 ; « Tunisie » 2 fois": how the newest total and the names given differ. Empty when they agree,
 * or when either is not given. */
Str indicator_names_fault(Arena *arena, const Indicator *indicator);

#endif
