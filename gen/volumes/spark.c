/* spark.c - what a page of comparison draws and marks up itself: the course of a measure, the words that changed */
#include "volumes/site_impl.h"

#include "doc/format.h"
#include "frame/frame.h"
#include "html/svg.h"

enum { SPARK_WIDTH_PT = 66, SPARK_HEIGHT_PT = 20, SPARK_EDGE_PT = 3, SPARK_DOT_PT = 2 };

/* The known figures of the trace, by period. */
static size_t spark_values(const Trace *trace, double *values)
{
    size_t n = 0;
    for (size_t i = 0; i < trace->n; i++)
        if (value_is_number(trace->at[i]->value))
            values[n++] = value_double(trace->at[i]->value);
    return n;
}

/* From nought, so that a course looks as steep as it is. */
static Fixed spark_y(double value, double most)
{
    double room = SPARK_HEIGHT_PT - 2 * SPARK_EDGE_PT;
    return PT(SPARK_HEIGHT_PT - SPARK_EDGE_PT - (value > 0 ? value / most * room : 0));
}

static Frame *spark_frame(Arena *arena, const double *values, size_t n, double most)
{
    Frame *frame = frame_new(arena, PT(SPARK_WIDTH_PT), PT(SPARK_HEIGHT_PT));
    Mark mark = MARK_ARTIFACT(ARTIFACT_LAYOUT);
    Fixed step = fixed_scale(PT(SPARK_WIDTH_PT - 2 * SPARK_EDGE_PT), 1, (int64_t)n - 1);
    Path *line = path_new(arena), *dot = path_new(arena);
    line->stroke = (Stroke){ .colour = COLOUR_S1, .width = PT(1.25) };
    line->is_round = true;
    for (size_t i = 0; i < n; i++) {
        Fixed x = PT(SPARK_EDGE_PT) + (Fixed)i * step, y = spark_y(values[i], most);
        if (i == 0)
            path_move(arena, line, x, y);
        else
            path_line(arena, line, x, y);
        if (i + 1 == n)
            path_arc(arena, dot, x, y, PT(SPARK_DOT_PT), 0, 360);
    }
    path_close(arena, dot);
    dot->is_filled = true;
    dot->fill = (Fill){ .ground = COLOUR_S4 };
    frame_rule(frame, mark, PT(SPARK_EDGE_PT), PT(SPARK_HEIGHT_PT - 1), PT(SPARK_WIDTH_PT - SPARK_EDGE_PT),
               PT(SPARK_HEIGHT_PT - 1), (Stroke){ .colour = COLOUR_HAIR, .width = PT(0.5) });
    frame_path(frame, mark, line, SPAN_NONE);
    frame_path(frame, mark, dot, SPAN_NONE);
    return frame;
}

/* "2018 : 122, 2019 : 208, 2020 : 394": what the drawing says to who does not see it. */
static Str spark_words(Arena *arena, const Trace *trace)
{
    Buf words = buf_new(arena);
    for (size_t i = 0; i < trace->n; i++)
        buf_printf(&words, "%s%.*s : %.*s", i > 0 ? ", " : "", STR_ARG(trace->at[i]->period),
                   STR_ARG(format_value(arena, trace->at[i]->value, FORMAT_PLAIN)));
    return buf_text(&words);
}

Str spark_svg(Shelf *shelf, const Measure *measure, size_t number)
{
    Arena *arena = shelf->arena;
    Trace trace = measure_trace(arena, measure);
    double *values = arena_array(arena, double, trace.n), most = 0;
    size_t n = spark_values(&trace, values);
    for (size_t i = 0; i < n; i++)
        most = values[i] > most ? values[i] : most;
    if (n < 2 || most <= 0 || measure->has_units)
        return STR_NONE;
    Buf out = buf_new(arena);
    HtmlWriter w = html_writer(&out);
    SvgSetting setting = { .arena = arena, .prefix = str_printf(arena, "courbe_%zu", number),
                           .title = spark_words(arena, &trace), .class_name = "courbe", .px_per_pt = 4.0 / 3 };
    svg_write(&w, spark_frame(arena, values, n, most), &setting);
    html_finish(&w);
    return buf_text(&out);
}

/* ---- words ---- */

static void write_piece(HtmlWriter *w, const ProsePiece *piece)
{
    static const struct { Element element; const char *spoken; } kinds[PROSE_KINDS] = {
        [PROSE_ADDED] = { EL_INS, "ajouté : " }, [PROSE_REMOVED] = { EL_DEL, "ôté : " },
    };
    if (piece->kind == PROSE_SAME) {
        html_text(w, piece->text);
        return;
    }
    html_open(w, kinds[piece->kind].element);
    html_open(w, EL_SPAN);
    html_attr_c(w, "class", "cache");
    html_text_c(w, kinds[piece->kind].spoken);
    html_close(w, EL_SPAN);
    html_text(w, piece->text);
    html_close(w, kinds[piece->kind].element);
}

Str change_html(Arena *arena, const ProseChange *change)
{
    Buf out = buf_new(arena);
    HtmlWriter w = html_writer(&out);
    html_open(&w, EL_P);
    for (size_t i = 0; i < change->pieces.n; i++)
        write_piece(&w, &change->pieces.at[i]);
    if (change->pieces.n == 0)
        html_text(&w, change->after != NULL ? change->after->text : change->before->text);
    html_close(&w, EL_P);
    html_finish(&w);
    return buf_text(&out);
}
