#include "html/figures.h"

#include <stdlib.h>

#include "doc/format.h"
#include "html/html_impl.h"
#include "text/french.h"
#include "text/letters.h"

enum { YEAR_DIGITS = 4, YEARS_MAX = 100 };

const Period *figure_period(const Indicator *indicator, const Value *value)
{
    for (size_t i = 0; i < indicator->series.n; i++) {
        const Period *period = &indicator->series.at[i];
        for (size_t j = 0; j < period->entries.n; j++)
            if (&period->entries.at[j].value == value)
                return period;
    }
    return NULL;
}

/* What is no letter, digit or hyphen as its bytes: ".2e". */
static void put_id(Buf *id, Str name)
{
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c < 0x80 && (rune_is_letter(c) || rune_is_digit(c) || c == '-'))
            buf_char(id, (char)c);
        else
            buf_printf(id, ".%02x", c);
    }
}

Str figure_id(Arena *arena, const Document *document, const Indicator *indicator, const Period *period)
{
    const Programme *owner = edition_owner(document->edition, indicator);
    Buf id = buf_new(arena);
    buf_printf(&id, "chiffre_%d_", owner != NULL ? owner->number : 0);
    put_id(&id, indicator->id.str);
    buf_char(&id, '_');
    put_id(&id, period->name.str);
    return buf_text(&id);
}

static bool is_total(const IndicatorEntry *entry)
{
    return str_equal(entry->name.str, STR("total"));
}

static Str value_words(Arena *arena, const Indicator *indicator, const Value *value)
{
    bool has_unit = value->kind != VALUE_NUMBER || indicator->unit.str.n == 0;
    return format_value(arena, value, has_unit ? FORMAT_PLAIN : FORMAT_BARE);
}

Str figure_text(Arena *arena, const Indicator *indicator, const Period *period)
{
    Buf text = buf_new(arena);
    for (size_t i = 0; i < period->entries.n; i++) {
        const IndicatorEntry *entry = &period->entries.at[i];
        buf_c(&text, i > 0 ? ", " : "");
        if (!is_total(entry) || period->entries.n > 1)
            buf_printf(&text, "%.*s ", STR_ARG(indicator_label(arena, indicator, entry->name.str)));
        buf_str(&text, value_words(arena, indicator, &entry->value));
    }
    return french_spaces(arena, buf_text(&text), 0);
}

/* ---- where a figure is told ---- */

typedef struct { Str href, title; } FigureUse;
typedef ARRAY(FigureUse) FigureUses;

typedef struct {
    Arena          *arena;
    const Document *document;
    const Chapter  *chapter;
    const Anchor   *anchor;              /* of the nearest heading or table above; NULL: the page */
    const SiteAround *around;
    Map             uses;                /* FigureUses, by the figure's id */
    Map             known;               /* each use once, by id and address */
} Search;

static void note_use(Search *search, const Inline *figure)
{
    const Period *period = figure_period(figure->indicator, figure->value);
    if (period == NULL || edition_lender(search->document->edition, figure->value->span) != NULL)
        return;
    Str id = figure_id(search->arena, search->document, figure->indicator, period);
    bool is_title = search->anchor == NULL || search->anchor->kind == ANCHOR_CHAPTER;
    Str href = is_title ? link_to_chapter(search->arena, search->chapter)
                        : link_to_anchor(search->arena, NULL, search->anchor);
    Str key = str_printf(search->arena, "%.*s %.*s", STR_ARG(id), STR_ARG(href));
    if (map_find(&search->known, key) != NULL)
        return;
    FigureUses *uses = map_find(&search->uses, id);
    if (uses == NULL) {
        uses = arena_new(search->arena, FigureUses);
        map_set(search->arena, &search->uses, id, uses);
    }
    map_set(search->arena, &search->known, key, uses);
    Str title = is_title ? search->chapter->title : search->anchor->title;
    array_push(search->arena, uses, (FigureUse){ href, title });
}

static void search_inlines(Search *search, const Inline *inlines)
{
    for (const Inline *it = inlines; it != NULL; it = it->next) {
        if (it->kind == INLINE_FIGURE && it->indicator != NULL && it->value != NULL)
            note_use(search, it);
        search_inlines(search, it->first);
    }
}

static void search_blocks(Search *search, const Block *blocks);

static void search_table(Search *search, const Block *block)
{
    const Anchor *around = search->anchor;
    const DocTable *table = block->table;
    search->anchor = block->anchor;
    for (size_t i = 0; i < table->table->rows.n * table->table->column_count; i++)
        search_blocks(search, table->cells[i].content);
    search->anchor = around;
}

static void search_blocks(Search *search, const Block *blocks)
{
    for (const Block *block = blocks; block != NULL; block = block->next) {
        if (block->kind == BLOCK_HEADING && html_anchor_id(block->anchor).n > 0)
            search->anchor = block->anchor;
        search_inlines(search, block->inlines);
        if (block->kind == BLOCK_TABLE)
            search_table(search, block);
        search_blocks(search, block->first);
    }
}

static void search_document(Search *search)
{
    for (size_t i = 0; i < search->document->chapters.n; i++) {
        search->chapter = search->document->chapters.at[i];
        search->anchor = NULL;
        if (search->chapter->slug.n == 0)
            continue;
        search_blocks(search, search->chapter->blocks);
        search->anchor = NULL;
        for (size_t j = 0; j < search->chapter->notes.n; j++)
            search_blocks(search, search->chapter->notes.at[j]->content);
    }
}

/* ---- years ---- */

typedef struct { int at[YEARS_MAX]; size_t n; } Years;

static void add_year(Years *years, int year)
{
    for (size_t i = 0; i < years->n; i++)
        if (years->at[i] == year)
            return;
    if (years->n < YEARS_MAX)
        years->at[years->n++] = year;
}

/* The years of a period: those that it names, and for "2005-2019" those between. */
static Years years_of(Str period)
{
    Years years = { 0 };
    int last = 0;
    for (size_t at = 0; at < period.n;) {
        int number = 0;
        size_t lo = at;
        while (at < period.n && rune_is_digit((unsigned char)period.p[at]))
            number = number < 10000 ? number * 10 + (period.p[at++] - '0') : (int)(at++, number);
        bool is_range = last > 0 && lo > 0 && period.p[lo - 1] == '-';
        if (at - lo == YEAR_DIGITS) {
            for (int year = is_range ? last + 1 : number; year < number && year - last < YEARS_MAX; year++)
                add_year(&years, year);
            add_year(&years, number);
            last = number;
        }
        at += at == lo;
    }
    return years;
}

static int by_year(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* ---- the page ---- */

static void set_values(Arena *arena, View *line, const Indicator *indicator, const Period *period)
{
    View *values = view_list(line, "valeurs");
    for (size_t i = 0; i < period->entries.n; i++) {
        const IndicatorEntry *entry = &period->entries.at[i];
        View *value = view_add(values);
        bool is_alone = is_total(entry) && period->entries.n == 1;
        view_text(value, "nom", is_alone ? STR_NONE : french_spaces(arena, indicator_label(arena, indicator, entry->name.str), 0));
        view_text(value, "texte", value_words(arena, indicator, &entry->value));
        view_text(value, "machine", value_is_number(&entry->value) ? html_number(arena, &entry->value) : STR_NONE);
        view_flag(value, "est-total", is_total(entry));
    }
}

const OtherPlaces *figure_others(Arena *arena, const Document *document, const SiteAround *around,
                                 const Indicator *indicator)
{
    const Programme *owner = edition_owner(document->edition, indicator);
    Str key = str_printf(arena, "%d:%.*s", owner != NULL ? owner->number : 0, STR_ARG(indicator->id.str));
    return around != NULL ? map_find(&around->others, key) : NULL;
}

static void set_others(Search *search, View *line, const Indicator *indicator)
{
    const OtherPlaces *others = figure_others(search->arena, search->document, search->around, indicator);
    View *list = view_list(line, "autres");
    for (size_t i = 0; others != NULL && i < others->n; i++) {
        View *other = view_add(list);
        view_text(other, "titre", others->at[i].name);
        view_text(other, "href", others->at[i].href);
    }
    view_flag(line, "a-des-autres", list->members.n > 0);
}

static void set_line(Search *search, View *line, const Indicator *indicator, const Period *period, Years *all)
{
    Arena *arena = search->arena;
    Str id = figure_id(arena, search->document, indicator, period);
    Years years = years_of(period->name.str);
    Buf names = buf_new(arena);
    for (size_t i = 0; i < years.n; i++) {
        buf_printf(&names, "%s%d", i > 0 ? " " : "", years.at[i]);
        add_year(all, years.at[i]);
    }
    view_text(line, "id", id);
    view_text(line, "libelle", french_spaces(arena, indicator->label.str, 0));
    view_text(line, "definition", french_spaces(arena, indicator->definition.str, 0));
    view_text(line, "remarque", french_spaces(arena, indicator->remark.str, 0));
    view_text(line, "periode", period->name.str);
    view_text(line, "annees", buf_text(&names));
    view_text(line, "unite", french_plural(arena, indicator->unit.str, 2));
    view_text(line, "source", french_spaces(arena, indicator->source.str, 0));
    set_values(arena, line, indicator, period);
    View *places = view_list(line, "places");
    const FigureUses *uses = map_find(&search->uses, id);
    for (size_t i = 0; uses != NULL && i < uses->n; i++) {
        View *place = view_add(places);
        view_text(place, "titre", uses->at[i].title);
        view_text(place, "href", uses->at[i].href);
    }
    view_flag(line, "a-des-places", places->members.n > 0);
    set_others(search, line, indicator);
}

static void set_programme(Search *search, View *list, const Programme *programme, Years *all)
{
    const Indicator *indicators = programme->indicators.at;
    if (programme->indicators.n == 0)
        return;
    const Chapter *chapter = chapter_of_programme(search->document, programme->number);
    View *entry = view_add(list);
    view_text(entry, "numero", str_printf(search->arena, "%d", programme->number));
    view_text(entry, "titre", french_spaces(search->arena, programme->title.str, 0));
    view_text(entry, "href", chapter != NULL ? link_to_chapter(search->arena, chapter) : STR_NONE);
    View *lines = view_list(entry, "lignes");
    for (size_t i = 0; i < programme->indicators.n; i++)
        for (size_t j = 0; j < indicators[i].series.n; j++)
            set_line(search, view_add(lines), &indicators[i], &indicators[i].series.at[j], all);
}

void figures_set(Arena *arena, const Document *document, const SiteAround *around, View *view)
{
    Search search = { .arena = arena, .document = document, .around = around };
    Years all = { 0 };
    search_document(&search);
    View *programmes = view_list(view, "programmes");
    for (size_t i = 0; i < document->edition->programme_count; i++)
        set_programme(&search, programmes, document->edition->programmes[i], &all);
    view_flag(view, "a-des-chiffres", programmes->members.n > 0);
    qsort(all.at, all.n, sizeof *all.at, by_year);
    View *years = view_list(view, "annees");
    for (size_t i = 0; i < all.n; i++)
        view_add_text(years, str_printf(arena, "%d", all.at[i]));
}
