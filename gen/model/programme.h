/* programme.h - one programme of the strategy: its data */
#ifndef MODEL_PROGRAMME_H
#define MODEL_PROGRAMME_H

#include "model/chart.h"
#include "model/diagram.h"
#include "model/indicator.h"
#include "model/table.h"

enum { PROGRAMME_NUMBER_MAX = 9999 };    /* numbers start at 1; 0: none */

typedef struct { Text number; Text title; Span span; } Objective;   /* 24: … (OSP 24) */
typedef struct { Text number; Text title; Span span; } Action;      /* 11.1: … */
typedef struct { Text title; Texts actions; Span span; } Intervention;

typedef struct {
    Text  number_text;                   /* programme: 11 */
    int   number;
    Text  title;                         /* titre */
    int   volet;                         /* VoletKind */
    Text  committee;                     /* comite: CP4 */
    Items objectives;                    /* objectifs: Objective */
    Items actions;                       /* actions: Action */
    Items interventions;                 /* interventions: Intervention, groups of actions as the report lists them */
    Items indicators;                    /* indicateurs: Indicator */
    Items tables;                        /* tableaux: Table */
    Items charts;                        /* graphiques: Chart */
    Items diagrams;                      /* schemas: Diagram */
    Text  remark;                        /* remarque: a contradiction of the source */
    Str   folder;
    uint32_t file;                       /* programme.yaml */
    uint32_t narrative;                  /* narratif.md; 0 when there is none */
    bool  is_incomplete;                 /* a fault of form left something of its files out, and was
                                          * reported: what seems to be missing is no further mistake */
    Span  span;
} Programme;

/* True when the programme has this action: in `actions`, or in an intervention. */
bool programme_has_action(const Programme *programme, Str number);

const Table     *programme_table(const Programme *programme, Str id);
const Chart     *programme_chart(const Programme *programme, Str id);
const Diagram   *programme_diagram(const Programme *programme, Str id);
const Indicator *programme_indicator(const Programme *programme, Str id);

#endif
