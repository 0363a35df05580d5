/* caption.h - what stands above and below tables and figures
 *
 * Above: "Tableau 4" and the title beside it, over several lines when need
 * be. Below: notes and source, a paragraph each.
 */
#ifndef LAYOUT_CAPTION_H
#define LAYOUT_CAPTION_H

#include "layout/par.h"

/* What setting takes. */
typedef struct {
    Arena *arena, *scratch;
    const LayoutContext *context;
    Fixed  measure;
    Span   span;
} TextSetting;

typedef struct {
    const Par *label_par, *title_par;    /* NULL when absent */
    Lines label, title;
    Fixed label_x, title_x;              /* from the left edge */
    bool  is_rtl;                        /* an Arabic title: the label stands on the right */
    Fixed leading, size;                 /* of a line; of the title's text */
} Caption;

/* Sets label, title and period (both may be NULL) as content of element `tag`. */
Caption caption_set(const TextSetting *setting, Str label, const Inline *title, const Inline *period, TagId tag);

/* Breaks its lines again, for another measure. */
void  caption_break(const TextSetting *setting, Caption *caption);

/* The same again as an artifact, with "(suite)" in italics after the title. */
Caption caption_again(const TextSetting *setting, const Caption *caption);

Fixed caption_height(const Caption *caption);      /* 0 when there is none */
void  caption_draw(Frame *frame, const Caption *caption, Fixed x, Fixed top);

typedef struct { Lines lines; Fixed above; } FootText;
typedef struct { ARRAY(FootText) texts; } Foot;

/* Adds a P under `parent`: `opening` (may be empty) in the weight given, then inlines. The first has `above` over it. */
void  foot_add(const TextSetting *setting, Foot *foot, TagId parent, Str opening, int weight, const Inline *inlines,
               Fixed above);

/* "Source : …". */
void  foot_add_source(const TextSetting *setting, Foot *foot, TagId parent, const Inline *source, Fixed above);

/* "suite page suivante", flush right, an artifact. */
Lines foot_next_page(const TextSetting *setting);

Fixed foot_height(const Foot *foot);
void  foot_draw(Frame *frame, const Foot *foot, Fixed x, Fixed top, Fixed size);

/* Draws lines one below the other, the first line box at `top`; returns the end of the last. */
Fixed lines_draw(Frame *frame, const Lines *lines, Fixed x, Fixed top, Fixed size);

/* A paragraph that is ragged, not hyphenated, not indented. */
Par *par_plain(const TextSetting *setting, const TextStyle *style);

/* A paragraph again, as an artifact: what is repeated is not read twice. Calls of notes go, but for those of
 * a table, whose notes are repeated too. */
Par *par_as_artifact(Arena *arena, const Par *par);

#endif
