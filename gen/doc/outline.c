/* outline.c - the headings of a chapter: roles, levels, numbers, anchors
 *
 * A narrative's heading has a rank by its number of "#". Its level follows
 * from the headings that are open above it, so that no level is skipped
 * whatever was typed; H6 is the deepest.
 */
#include <string.h>

#include "base/buf.h"
#include "doc/doc_impl.h"
#include "text/french.h"

enum { LEVEL_MAX = 6, SLUG_MAX = 64 };
enum { RANK_SECTION = 1, RANK_ACTIVITY, RANK_SUB_ACTIVITY, RANK_PARTNER_1, RANK_PARTNER_2 };

static const HeadingRole programme_roles[] = {
    [RANK_SECTION] = HEADING_SECTION, [RANK_ACTIVITY] = HEADING_ACTIVITY,
    [RANK_SUB_ACTIVITY] = HEADING_SUB_ACTIVITY, [RANK_PARTNER_1] = HEADING_PARTNER_1,
    [RANK_PARTNER_2] = HEADING_PARTNER_2,
};

static Str short_slug(Arena *arena, Str text)
{
    Str slug = french_slug(arena, text);
    if (slug.n > SLUG_MAX)
        for (slug.n = SLUG_MAX; slug.n > 1 && slug.p[slug.n] != '-';)
            slug.n--;
    return slug.n ? slug : STR("titre");
}

/* `wanted`, or with "-2", "-3" … when this page has it already. */
static Str unique_id(Outline *outline, Str wanted)
{
    Arena *arena = outline->maker->arena;
    Str id = wanted;
    unsigned *used = map_find(&outline->ids, id);
    for (unsigned *taken = used; taken != NULL; taken = map_find(&outline->ids, id))
        id = str_printf(arena, "%.*s-%u", STR_ARG(wanted), ++*used);
    used = arena_new(arena, unsigned);
    *used = 1;
    map_set(arena, &outline->ids, id, used);
    return id;
}

static Anchor *anchor_heading(Outline *outline, Block *heading, Str wanted)
{
    Maker *maker = outline->maker;
    Str title = inlines_text(maker->arena, heading->inlines);
    Anchor *anchor = arena_new(maker->arena, Anchor);
    anchor->kind = ANCHOR_HEADING;
    Str id = unique_id(outline, wanted.n ? wanted : short_slug(maker->arena, title));
    ref_place(maker, anchor, outline->chapter, id, title, title, heading->span);
    heading->anchor = anchor;
    return anchor;
}

/* Opens a heading of `rank` under those of lower rank. */
static int open_level(Outline *outline, int rank)
{
    while (outline->depth > 0 && outline->open[outline->depth - 1] >= rank)
        outline->depth--;
    outline->open[outline->depth++] = rank;
    int level = outline->base + outline->depth;
    return level < LEVEL_MAX ? level : LEVEL_MAX;
}

static bool is_open(const Outline *outline, int rank)
{
    for (int i = 0; i < outline->depth; i++)
        if (outline->open[i] == rank)
            return true;
    return false;
}

Block *outline_title(Outline *outline, HeadingRole role, Str number, Inline *inlines, Span span)
{
    Block *heading = block_new(outline->maker->arena, BLOCK_HEADING, span);
    heading->role = role;
    heading->level = outline->base;
    heading->number = number;
    heading->inlines = inlines;
    heading->anchor = outline->chapter->anchor;
    return heading;
}

/* ---- texts of the template with places to fill ---- */

typedef void Filler(Buf *out, Outline *outline, Str name);   /* appends what the place `name` stands for */

/* `text` with each `{name}` filled. */
static Str filled(Outline *outline, Str text, Filler *fill)
{
    Buf out = buf_new(outline->maker->arena);
    for (size_t at = 0; at < text.n;) {
        size_t open = str_find(text, STR("{"), at), close = str_find(text, STR("}"), open);
        buf_str(&out, str_slice(text, at, open));
        if (open < text.n)
            fill(&out, outline, str_slice(text, open + 1, close));
        at = close + 1;
    }
    return buf_text(&out);
}

static Str activity_letters(Arena *arena, int number)
{
    char letters[8];
    int n = (number - 1) / 26 + 1;       /* a … z, aa, bb … */
    n = n > (int)sizeof letters ? (int)sizeof letters : n;
    memset(letters, 'a' + (number - 1) % 26, (size_t)n);
    return str_copy(arena, (Str){ letters, (size_t)n });
}

static void fill_counter(Buf *out, Outline *outline, Str name)
{
    if (str_equal(name, STR("section")))
        buf_printf(out, "%d", outline->sections);
    else if (str_equal(name, STR("activite")))
        buf_printf(out, "%d", outline->activities);
    else if (str_equal(name, STR("lettre")))
        buf_str(out, activity_letters(outline->maker->arena, outline->activities));
    else if (str_equal(name, STR("sous-activite")))
        buf_printf(out, "%d", outline->sub_activities);
}

/* ---- sections of the template ---- */

static void fill_years(Buf *out, Outline *outline, Str name)
{
    const Edition *edition = outline->maker->edition;
    if (str_equal(name, STR("periode")))
        buf_str(out, edition->period.str);
    else if (str_equal(name, STR("annee")))
        buf_str(out, edition->year.str);
    else if (str_equal(name, STR("annee-suivante")))
        buf_str(out, edition->next_year.str);
}

Str outline_section_title(Maker *maker, const SectionSpec *section)
{
    Outline outline = { .maker = maker };
    Str title = filled(&outline, section->title.str, fill_years);
    return french_spaces(maker->arena, str_trim(title), 0);
}

/* The title without what stands in braces, for comparing. */
static Str section_slug(Arena *arena, const SectionSpec *section)
{
    Str title = section->title.str;
    return french_slug(arena, str_slice(title, 0, str_find(title, STR("{"), 0)));
}

static bool is_figures(Str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '-' && (text.p[i] < '0' || text.p[i] > '9'))
            return false;
    return true;
}

/* The section that a heading names, with or without its years. */
static const SectionSpec *find_section(Maker *maker, Str text)
{
    const SectionSpec *sections = maker->theme->sections.at;
    Str slug = french_slug(maker->scratch, text);
    for (size_t i = 0; i < maker->theme->sections.n; i++) {
        Str wanted = section_slug(maker->scratch, &sections[i]);
        if (str_starts(slug, wanted) && wanted.n > 0 && is_figures(str_slice(slug, wanted.n, slug.n)))
            return &sections[i];
    }
    return NULL;
}

static void report_section(Maker *maker, Str text, Span span)
{
    const SectionSpec *sections = maker->theme->sections.at;
    Strs names = { 0 };
    for (size_t i = 0; i < maker->theme->sections.n; i++)
        array_push(maker->scratch, &names, outline_section_title(maker, &sections[i]));
    diag_add(maker->diags, DIAG_SECTION_UNKNOWN, span, "« %.*s »", STR_ARG(text));
    Str nearest = names.n ? diag_nearest(maker->scratch, text, names.at, names.n) : STR_NONE;
    if (nearest.n > 0)
        diag_remedy(maker->diags, "vouliez-vous dire « # %.*s » ?", STR_ARG(nearest));
    if (nearest.n > 0 || names.n == 0)
        return;
    Str list = french_list(maker->scratch, names.at, names.n);
    diag_remedy(maker->diags, "le gabarit prévoit : %.*s", STR_ARG(list));
}

Str outline_section_number(Outline *outline)
{
    outline->sections++;
    return filled(outline, outline->maker->theme->numbering.section.str, fill_counter);
}

static void number_section(Outline *outline, Block *heading)
{
    heading->role = HEADING_SECTION;
    heading->level = open_level(outline, RANK_SECTION);
    heading->number = outline_section_number(outline);
    outline->activities = outline->sub_activities = 0;
}

Block *outline_section(Outline *outline, const SectionSpec *section, Span span)
{
    Maker *maker = outline->maker;
    Block *heading = block_new(maker->arena, BLOCK_HEADING, span);
    heading->inlines = inline_text(maker->arena, outline_section_title(maker, section), span);
    number_section(outline, heading);
    anchor_heading(outline, heading, french_slug(maker->arena, section->id.str));
    return heading;
}

static Block *read_section(Outline *outline, Block *heading)
{
    Maker *maker = outline->maker;
    Str text = inlines_text(maker->arena, heading->inlines);
    const SectionSpec *section = find_section(maker, text);
    if (section)
        return outline_section(outline, section, heading->span);
    if (maker->theme->sections.n > 0)
        report_section(maker, text, heading->span);
    number_section(outline, heading);
    anchor_heading(outline, heading, STR_NONE);
    return heading;
}

/* ---- actions that a heading reports on ---- */

/* The bytes of `number` inside the reference's span; all of it when they are not there. */
static Span number_span(const Maker *maker, Span span, Str number)
{
    Str text = source_text(maker->sources, span);
    size_t at = str_find(text, number, 0);
    return at == text.n ? span : (Span){ span.file, span.lo + (uint32_t)at, span.lo + (uint32_t)(at + number.n) };
}

static void report_action(Maker *maker, const Programme *programme, Span span, Str number)
{
    const Action *actions = programme->actions.at;
    const Intervention *interventions = programme->interventions.at;
    Strs names = { 0 };
    for (size_t i = 0; i < programme->actions.n; i++)
        array_push(maker->scratch, &names, actions[i].number.str);
    for (size_t i = 0; i < programme->interventions.n && programme->actions.n == 0; i++)
        for (size_t k = 0; k < interventions[i].actions.n; k++)
            array_push(maker->scratch, &names, interventions[i].actions.at[k].str);
    diag_add(maker->diags, DIAG_ACTION_UNKNOWN, number_span(maker, span, number), "%.*s", STR_ARG(number));
    Str list = french_list(maker->scratch, names.at, names.n);
    if (list.n > 0)
        diag_remedy(maker->diags, "ses actions sont : %.*s", STR_ARG(list));
}

static bool has_objective(const Programme *programme, Str number)
{
    const Objective *objectives = programme->objectives.at;
    for (size_t i = 0; i < programme->objectives.n; i++)
        if (str_equal(objectives[i].number.str, number))
            return true;
    return false;
}

static void link_reported(Outline *outline, Anchor *anchor, const Reported *reported, Span span)
{
    Maker *maker = outline->maker;
    const Programme *programme = outline->chapter->programme;
    bool has_actions = (programme->actions.n > 0 || programme->interventions.n > 0)
                    && !ref_may_be_lost(maker, programme);
    for (size_t i = 0; i < reported->actions.n; i++) {
        Str number = reported->actions.at[i];
        if (has_actions && !programme_has_action(programme, number))
            report_action(maker, programme, span, number);
        else if (!map_find(&maker->reports, number))
            map_set(maker->arena, &maker->reports, number, anchor);
    }
    for (size_t i = 0; i < reported->objectives.n; i++) {
        Str number = reported->objectives.at[i];
        if (!has_objective(programme, number))
            ref_unknown(maker, number_span(maker, span, number),
                        str_printf(maker->scratch, "osp:%.*s", STR_ARG(number)), programme);
    }
}

static Span inlines_span(const Inline *inlines)
{
    Span span = inlines->span;
    for (const Inline *node = inlines; node; node = node->next)
        span = span_join(span, node->span);
    return span;
}

static void read_reference(Outline *outline, const Block *heading, Anchor *anchor)
{
    Maker *maker = outline->maker;
    Str text = str_trim(inlines_text(maker->arena, heading->reference));
    Span span = inlines_span(heading->reference);
    Reported reported = { 0 };
    if (!actions_read(maker->arena, text, &reported)) {
        diag_add(maker->diags, DIAG_ACTION_SYNTAX, span, "« %.*s »", STR_ARG(text));
        diag_remedy(maker->diags, "écrire (Action 1.1), (Actions 1.2 et 1.3), (Actions 1.4 à 1.6) ou (OSP 2)");
    }
    link_reported(outline, anchor, &reported, span);
}

/* Puts a reference back at the end of a title that has no place for it. */
static void join_reference(Maker *maker, Block *heading)
{
    InlineChain chain = { heading->inlines, &heading->inlines };
    chain_inlines(&chain, heading->inlines);
    chain_inlines(&chain, inline_text(maker->arena, STR(" "), heading->reference->span));
    chain_inlines(&chain, heading->reference);
    heading->inlines = chain.first ? chain.first : heading->reference;
    heading->reference = NULL;
}

/* ---- headings of the narrative ---- */

static void report_jump(Outline *outline, const Block *heading, int level)
{
    Diags *diags = outline->maker->diags;
    if (level > RANK_PARTNER_2) {
        diag_add(diags, DIAG_HEADING_JUMP, heading->span, "« ###### », le gabarit s’arrête à « ##### »");
        return;
    }
    int above = outline->depth > 0 ? outline->open[outline->depth - 1] : 0;
    if (above == 0)
        diag_add(diags, DIAG_HEADING_JUMP, heading->span, "« %.*s » en tête", level, "#####");
    else
        diag_add(diags, DIAG_HEADING_JUMP, heading->span, "« %.*s » après « %.*s »", level, "#####", above, "#####");
    diag_remedy(diags, "écrire « %.*s »", above + 1 > level ? level : above + 1, "#####");
}

static void number_heading(Outline *outline, Block *heading, int rank)
{
    const Numbering *numbering = &outline->maker->theme->numbering;
    if (rank == RANK_ACTIVITY) {
        outline->activities++;
        outline->sub_activities = 0;
        heading->number = filled(outline, numbering->activity.str, fill_counter);
    } else if (rank == RANK_SUB_ACTIVITY) {
        outline->sub_activities++;
        heading->number = filled(outline, numbering->sub_activity.str, fill_counter);
    }
}

/* The rank that counts: a sub-activity needs an activity, partners something
 * below the section. */
static int programme_rank(Outline *outline, const Block *heading)
{
    int typed = heading->level, rank = typed > RANK_PARTNER_2 ? RANK_PARTNER_2 : typed;
    bool has_activity = is_open(outline, RANK_ACTIVITY);
    if (typed > RANK_PARTNER_2 || (rank > RANK_ACTIVITY && !has_activity))
        report_jump(outline, heading, typed);
    return rank == RANK_SUB_ACTIVITY && !has_activity ? RANK_ACTIVITY : rank;
}

/* Opens the first section of the template when the narrative did not. */
static Block *first_section(Outline *outline, Span span)
{
    const SectionSpec *sections = outline->maker->theme->sections.at;
    if (is_open(outline, RANK_SECTION) || outline->maker->theme->sections.n == 0)
        return NULL;
    return outline_section(outline, &sections[0], (Span){ span.file, span.lo, span.lo });
}

static Block *programme_heading(Outline *outline, Block *heading)
{
    if (heading->level == RANK_SECTION) {
        if (heading->reference)
            join_reference(outline->maker, heading);
        return read_section(outline, heading);
    }
    BlockChain chain;
    CHAIN_OPEN(&chain);
    chain_blocks(&chain, first_section(outline, heading->span));
    int rank = programme_rank(outline, heading);
    heading->role = programme_roles[rank];
    heading->level = open_level(outline, rank);
    number_heading(outline, heading, rank);
    Anchor *anchor = anchor_heading(outline, heading, STR_NONE);
    if (heading->reference)
        read_reference(outline, heading, anchor);
    if (heading->reference && rank > RANK_SUB_ACTIVITY)
        join_reference(outline->maker, heading);
    chain_blocks(&chain, heading);
    return chain.first;
}

static bool repeats_title(const Outline *outline, const Block *heading)
{
    Arena *scratch = outline->maker->scratch;
    Str title = french_slug(scratch, outline->chapter->title);
    return str_equal(title, french_slug(scratch, inlines_text(scratch, heading->inlines)));
}

static Block *prose_heading(Outline *outline, Block *heading)
{
    int typed = heading->level, rank = typed > RANK_PARTNER_2 ? RANK_PARTNER_2 : typed;
    int above = outline->depth > 0 ? outline->open[outline->depth - 1] : RANK_SECTION;
    if (heading->reference)
        join_reference(outline->maker, heading);
    if (typed == RANK_SECTION && outline->depth == 0 && repeats_title(outline, heading))
        return NULL;
    bool is_jump = rank >= RANK_PARTNER_1 ? outline->depth == 0 : rank > above + 1;
    if (is_jump || typed > RANK_PARTNER_2)
        report_jump(outline, heading, typed);
    heading->role = rank >= RANK_PARTNER_1 ? programme_roles[rank] : HEADING_PLAIN;
    heading->level = open_level(outline, rank);
    anchor_heading(outline, heading, STR_NONE);
    return heading;
}

Block *outline_heading(Outline *outline, Block *heading)
{
    return outline->is_prose ? prose_heading(outline, heading) : programme_heading(outline, heading);
}
