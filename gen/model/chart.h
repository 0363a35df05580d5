/* chart.h - a chart as data: what it shows, not how */
#ifndef MODEL_CHART_H
#define MODEL_CHART_H

#include "data/schema.h"

#define CHART_KINDS_LIST(X) \
    X(CHART_RING, "anneau") \
    X(CHART_BARS, "barres") \
    X(CHART_GROUPED, "barres-groupees") \
    X(CHART_STACKED, "barres-empilees") \
    X(CHART_LINE, "courbe") \
    X(CHART_AREA, "aire") \
    X(CHART_PYRAMID, "pyramide")

#define CHART_ENUM(symbol, name) symbol,
typedef enum { CHART_KINDS_LIST(CHART_ENUM) CHART_KINDS } ChartType;
#undef CHART_ENUM

typedef struct { Str name; Value *values; } ChartSeries;   /* label_count values */

typedef struct {
    Text   id, title, source, alternative, note, remark;
    int    type;                         /* ChartType */
    Text   data;                         /* donnees: "tableau x, colonnes 1 et 2": labels from the first,
                                          * without the total row; "indicateur x, 2019": the entries but the
                                          * total; "indicateur x": the total of each period;
                                          * "indicateurs x, y": a series each over all periods;
                                          * "indicateurs x, y, 2019": over the entries of 2019;
                                          * with a comparison also the periods that only the other edition has,
                                          * or its period beside those named */
    Text   unit;                         /* unite: "projets" */
    Text   comparison;                   /* comparaison: "2018", or "oui" for the edition's */
    Text   highlight;                    /* surligner: a label, or "maximum" */
    Str   *labels;
    size_t label_count;
    ChartSeries *series;
    size_t series_count;
    Span   span;
} Chart;

#endif
