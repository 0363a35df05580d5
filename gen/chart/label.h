/* label.h - short texts in a chart */
#ifndef CHART_LABEL_H
#define CHART_LABEL_H

#include "chart/chart.h"

typedef enum { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

typedef struct { Face face; Fixed size; Colour colour; } LabelStyle;

/* The height of capitals and figures over the baseline: 0.72 em in the sans. */
static inline Fixed label_cap(LabelStyle style)
{
    return fixed_scale(style.size, 72, 100);
}

/* The chart-label style of the theme. */
LabelStyle label_style(const ChartSetting *setting, bool is_bold, Colour colour);

Fixed label_width(const ChartSetting *setting, LabelStyle style, Str text);

/* Draws `text` on one line, left of, centred on or right of x. Arabic is shaped and ordered. */
void label_draw(const ChartSetting *setting, Frame *frame, LabelStyle style, Align align, Fixed x,
                Fixed baseline, Str text, Span span);

/* A box of paper 3 x 2 pt larger than `text` would be there, drawn under it. */
void label_box(const ChartSetting *setting, Frame *frame, LabelStyle style, Fixed centre, Fixed baseline,
               Str text);
#define LABEL_BOX_X PT(3)
#define LABEL_BOX_Y PT(2)

/* Lines of at most `measure`, broken at blanks; a word that is wider stands alone and sticks out: `widest` tells. */
typedef struct { ARRAY(Str) at; Fixed widest; } LabelLines;
LabelLines label_wrap(const ChartSetting *setting, LabelStyle style, Str text, Fixed measure);

#endif
