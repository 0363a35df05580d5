#include "html/html_impl.h"

#include "chart/scale.h"
#include "doc/format.h"
#include "html/sorting.h"
#include "text/french.h"

/* A chart is drawn for two widths, in px; the style sheet shows the one that
 * fits. What it shows also stands as a table, one click away. */
enum { WIDE_PX = 672, NARROW_PX = 350 };

static const struct { const char *class_name; int width_px; } drawings[] = {
    { "dessin ample", WIDE_PX }, { "dessin etroit", NARROW_PX },
};

static bool has_shares(const Chart *chart)
{
    return chart->type == CHART_RING && chart->series_count == 1;
}

/* "2017 : 1 733 migrants", "Garçons, 2019 : 12", with the share in a ring. */
static Str name_of_value(Page *page, const Chart *chart, size_t series, size_t label, int tenths)
{
    Arena *arena = page->arena;
    Buf name = buf_new(arena);
    const Value *value = &chart->series[series].values[label];
    Str number = format_value(arena, value, FORMAT_BARE);
    if (chart->series_count > 1)
        buf_printf(&name, "%.*s, ", STR_ARG(chart->series[series].name));
    buf_printf(&name, "%.*s : %.*s", STR_ARG(chart->labels[label]), STR_ARG(number));
    Str unit = french_plural(arena, chart->unit.str, value->digits >= 2 ? 2 : 1);
    if (unit.n > 0 && value->kind == VALUE_NUMBER)
        buf_printf(&name, "\u00A0%.*s", STR_ARG(unit));
    Value share = { .kind = VALUE_SHARE, .digits = tenths, .decimals = 1, .is_computed = true };
    if (has_shares(chart))
        buf_printf(&name, " (%.*s)", STR_ARG(format_value(arena, &share, FORMAT_SHARE)));
    return french_spaces(arena, buf_text(&name), 0);
}

/* Of several series, areas lie on each other where all of them have a value. */
static bool is_in_pile(const Chart *chart, size_t label)
{
    for (size_t s = 0; s < chart->series_count; s++)
        if (!value_is_number(&chart->series[s].values[label]))
            return false;
    return true;
}

/* "Garçons : 12 (2017), 15 (2018)": what one area of a pile shows from label `from` on. */
static Str name_of_run(Page *page, const Chart *chart, size_t series, size_t from)
{
    Buf name = buf_new(page->arena);
    buf_printf(&name, "%.*s : ", STR_ARG(chart->series[series].name));
    for (size_t i = from; i < chart->label_count && is_in_pile(chart, i); i++)
        buf_printf(&name, "%s%.*s (%.*s)", i > from ? ", " : "",
                   STR_ARG(format_value(page->arena, &chart->series[series].values[i], FORMAT_BARE)), STR_ARG(chart->labels[i]));
    return french_spaces(page->arena, buf_text(&name), 0);
}

/* One area a run of labels, which its first value stands for. */
static void set_runs(Page *page, const Chart *chart, SvgSetting *svg, SvgMark *marks)
{
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->label_count; i++)
            if (is_in_pile(chart, i) && (i == 0 || !is_in_pile(chart, i - 1)))
                marks[svg->mark_count++] = (SvgMark){ chart->series[s].values[i].span, name_of_run(page, chart, s, i) };
}

/* Every value that has a shape of its own; in a pile of areas, every area. */
static void set_marks(Page *page, const Chart *chart, SvgSetting *svg)
{
    if (chart == NULL)
        return;
    SvgMark *marks = arena_array(page->arena, SvgMark, chart->series_count * chart->label_count);
    int *tenths = arena_array(page->arena, int, chart->label_count);
    if (has_shares(chart))
        scale_shares(page->arena, chart->series[0].values, chart->label_count, tenths);
    svg->marks = marks;
    if (chart->type == CHART_AREA && chart->series_count > 1) {
        set_runs(page, chart, svg, marks);
        return;
    }
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->label_count; i++)
            marks[svg->mark_count++] = (SvgMark){ chart->series[s].values[i].span,
                                                  name_of_value(page, chart, s, i, tenths[i]) };
}

static void note_span(void *page, HtmlWriter *w, Span span)
{
    (void)w;
    html_origin(page, span);
}

static void write_drawing(Page *page, const DocChart *chart, size_t which)
{
    const TextStyle *label = &page->document->theme->style[STYLE_CHART_LABEL];
    double px_per_pt = label->web_px[0] / fixed_points(label->size);
    ChartSetting setting = {
        .arena = page->arena, .fonts = page->fonts, .theme = page->document->theme,
        .mark = MARK_ARTIFACT(ARTIFACT_LAYOUT), .width = PT(drawings[which].width_px / px_per_pt),
    };
    SvgSetting svg = {
        .arena = page->arena, .document = page->document, .here = page->chapter, .pictures = page->pictures,
        .prefix = str_printf(page->arena, "image_%d", ++page->image_count),
        .title = inlines_text(page->arena, chart->title), .description = chart->alternative,
        .class_name = drawings[which].class_name, .px_per_pt = px_per_pt, .note = note_span, .context = page,
    };
    set_marks(page, chart->chart, &svg);
    svg_write(page->w, chart_draw(&setting, chart), &svg);
}

/* The order of the rows by the values of one series. Shares of one whole stand as these do. */
static Str ranks_of(Arena *arena, const Chart *chart, size_t series)
{
    SortKey *keys = arena_array(arena, SortKey, chart->label_count);
    for (size_t i = 0; i < chart->label_count; i++)
        keys[i].value = chart->series[series].values[i];
    return sort_ranks(arena, keys, chart->label_count);
}

static void write_head(Page *page, const Chart *chart)
{
    HtmlWriter *w = page->w;
    const SiteWords *words = &page->document->theme->site;
    html_open(w, EL_THEAD);
    html_open(w, EL_TR);
    html_empty(w, EL_TD);
    for (size_t i = 0; i < chart->series_count + has_shares(chart); i++) {
        Str name = i == chart->series_count ? words->share.str : chart->series[i].name;
        html_open(w, EL_TH);
        html_attr_c(w, "scope", "col");
        html_attr_c(w, "class", "n");
        html_ranks(page, ranks_of(page->arena, chart, i < chart->series_count ? i : 0));
        html_text(w, name.n > 0 ? french_spaces(page->arena, name, 0) : words->value.str);
        html_close(w, EL_TH);
    }
    html_close(w, EL_TR);
    html_close(w, EL_THEAD);
}

static void write_value(Page *page, const Value *value, NumberFormat format)
{
    html_open(page->w, EL_TD);
    html_attr_c(page->w, "class", "n");
    html_origin(page, value->span);
    html_text(page->w, format_value(page->arena, value, format));
    html_close(page->w, EL_TD);
}

/* One row: its title, a value a series and, in a ring, its share in tenths of a percent. */
static void write_row(Page *page, const Chart *chart, Str title, const Value *values, int tenths)
{
    html_open(page->w, EL_TR);
    html_open(page->w, EL_TH);
    html_attr_c(page->w, "scope", "row");
    html_text(page->w, french_spaces(page->arena, title, 0));
    html_close(page->w, EL_TH);
    for (size_t i = 0; i < chart->series_count; i++)
        write_value(page, &values[i], FORMAT_BARE);
    if (has_shares(chart)) {
        Value share = { .kind = VALUE_SHARE, .digits = tenths, .decimals = 1, .is_computed = true };
        write_value(page, &share, FORMAT_SHARE);
    }
    html_close(page->w, EL_TR);
}

/* Shares are those that the drawing shows; they sum to the whole. */
static void write_rows(Page *page, const Chart *chart)
{
    Value *values = arena_array(page->arena, Value, chart->series_count);
    int *tenths = arena_array(page->arena, int, chart->label_count), sum = 0;
    if (has_shares(chart))
        scale_shares(page->arena, chart->series[0].values, chart->label_count, tenths);
    html_open(page->w, EL_TBODY);
    for (size_t i = 0; i < chart->label_count; i++) {
        for (size_t j = 0; j < chart->series_count; j++)
            values[j] = chart->series[j].values[i];
        write_row(page, chart, chart->labels[i], values, tenths[i]);
        sum += tenths[i];
    }
    html_close(page->w, EL_TBODY);
    if (!has_shares(chart))
        return;
    Value whole = value_sum(chart->series[0].values, chart->label_count);
    html_open(page->w, EL_TFOOT);
    write_row(page, chart, page->document->theme->words.total.str, &whole, sum);
    html_close(page->w, EL_TFOOT);
}

static void write_data(Page *page, const DocChart *doc)
{
    HtmlWriter *w = page->w;
    const Chart *chart = doc->chart;
    html_open(w, EL_DETAILS);
    html_attr_c(w, "class", "donnees");
    html_open(w, EL_SUMMARY);
    html_text(w, page->document->theme->site.chart_data.str);
    html_close(w, EL_SUMMARY);
    html_downloads(page, doc->data_name, doc->label);
    html_open(w, EL_DIV);
    html_attr_c(w, "class", "cadre");
    html_attr_c(w, "tabindex", "0");
    html_attr_c(w, "role", "region");
    html_attr(w, "aria-label", words_fill(page->arena, page->document->theme->site.data_of, &doc->label, 1));
    html_open(w, EL_TABLE);
    write_head(page, chart);
    write_rows(page, chart);
    html_close(w, EL_TABLE);
    html_close(w, EL_DIV);
    html_close(w, EL_DETAILS);
}

/* What boxes and arrows show, in words. */
static void write_description(Page *page, const DocChart *chart)
{
    HtmlWriter *w = page->w;
    html_open(w, EL_DETAILS);
    html_attr_c(w, "class", "donnees");
    html_open(w, EL_SUMMARY);
    html_text(w, page->document->theme->site.diagram_text.str);
    html_close(w, EL_SUMMARY);
    html_open(w, EL_P);
    html_text(w, chart->alternative);
    html_close(w, EL_P);
    html_close(w, EL_DETAILS);
}

void html_chart(Page *page, const Block *block)
{
    HtmlWriter *w = page->w;
    const DocChart *chart = block->chart;
    Str id = html_anchor_id(block->anchor);
    html_open(w, EL_FIGURE);
    html_attr_c(w, "class", "graphique");
    if (id.n > 0)
        html_attr(w, "id", id);
    html_caption(page, EL_FIGCAPTION, html_id(page, id, "_t"), chart->label, chart->title, NULL);
    html_self_link(page, id, chart->label);
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++)
        write_drawing(page, chart, i);
    html_remark(page, chart->note);
    html_source(page, chart->source);
    if (chart->diagram)
        write_description(page, chart);
    else if (chart->chart->label_count > 0)
        write_data(page, chart);
    html_close(w, EL_FIGURE);
}
