/* merge.c - the book: chapters in their order, from data and narrative
 *
 * First the chapters are laid out, so that what has a place is known. Then
 * the narratives are read, and what they call is noted. Then each chapter is
 * put together in the order of the book, which is the order of all numbers.
 */
#include <stdlib.h>

#include "doc/doc_impl.h"
#include "text/french.h"

/* A chapter on its way. */
typedef struct {
    Chapter *chapter;
    uint32_t file;                       /* its narrative; 0 for none */
    Home     home;
    Block   *text;                       /* as read */
    Placing  placing;
    int      sections;                   /* numbered sections it came to */
} Draft;
typedef ARRAY(Draft *) Drafts;

typedef struct { Maker *maker; Drafts drafts; } Book;

/* ---- laying out ---- */

static Str unique_slug(const Book *book, Str wanted)
{
    Str slug = wanted;
    for (int k = 2; k > 0; k++) {
        bool is_free = !str_equal(slug, STR("index"));
        for (size_t i = 0; i < book->drafts.n; i++)
            is_free = is_free && !str_equal(book->drafts.at[i]->chapter->slug, slug);
        if (is_free)
            break;
        slug = str_printf(book->maker->arena, "%.*s-%d", STR_ARG(wanted), k);
    }
    return slug;
}

static Draft *add_chapter(Book *book, ChapterKind kind, Str slug, Str title, Span span)
{
    Maker *maker = book->maker;
    Draft *draft = arena_new(maker->arena, Draft);
    Chapter *chapter = arena_new(maker->arena, Chapter);
    chapter->kind = kind;
    chapter->index = (int)maker->document->chapters.n;
    chapter->slug = slug.n ? unique_slug(book, slug) : slug;
    chapter->title = chapter->short_title = title;
    chapter->part = -1;
    chapter->span = span;
    draft->chapter = chapter;
    draft->home = (Home){ maker->edition->data, maker->edition->folder };
    array_push(maker->arena, &book->drafts, draft);
    array_push(maker->arena, &maker->document->chapters, chapter);
    return draft;
}

/* A title for people, who look for the chapter by it, and for the first H1 of the file. One that is typed and says nothing
 * is reported; of one that is not there, or that a type fills from fields left empty, they know. */
static Inline *title_inlines(Maker *maker, const Home *home, const Text *title)
{
    enum { QUOTES = 2 };
    Inline *inlines = markdown_inlines(maker, home, title->str, title->span);
    if (maker->edition->is_excerpt || str_trim(inlines_text(maker->arena, inlines)).n > 0)
        return inlines;
    if (title->str.n > 0 || title->span.hi == title->span.lo + QUOTES)
        diag_add(maker->diags, DIAG_TITLE_EMPTY, title->span, "%s", "");
    return inline_text(maker->arena, STR("Sans titre"), title->span);
}

static Str plain_title(Maker *maker, const Text *title)
{
    Home home = { NULL, maker->edition->folder };
    return inlines_text(maker->arena, title_inlines(maker, &home, title));
}

static void add_part(Book *book, const Part *part, int index)
{
    Maker *maker = book->maker;
    Str title = plain_title(maker, &part->title);
    Str stem = part->text.name.str.n ? path_stem(part->text.name.str) : title;
    Draft *draft = add_chapter(book, CHAPTER_PART, french_slug(maker->arena, stem), title, part->title.span);
    draft->file = part->text.file;
    draft->chapter->part = index;
    draft->chapter->number = str_printf(maker->arena, "%d", index + 1);
    if (part->short_title.str.n > 0)
        draft->chapter->short_title = plain_title(maker, &part->short_title);
}

/* A chapter of a document of a type; the only one of a site of one page is that page. */
static void add_sheet_chapter(Book *book, const SheetChapter *sheet, int index)
{
    Maker *maker = book->maker;
    Str title = plain_title(maker, &sheet->title);
    Str short_title = sheet->short_title.str.n > 0 ? plain_title(maker, &sheet->short_title) : title;
    Draft *draft = add_chapter(book, CHAPTER_PART, french_slug(maker->arena, short_title), title, sheet->title.span);
    draft->chapter->part = index;
    draft->chapter->short_title = short_title;
    draft->chapter->number = sheet->number.str;
    if (maker->theme->is_single && index == 0)
        draft->chapter->slug = STR("index");
}

static Draft *add_programme(Book *book, const Programme *programme, int part)
{
    Maker *maker = book->maker;
    Str title = plain_title(maker, &programme->title);
    Str name = french_slug(maker->arena, programme->title.str);
    Str slug = str_printf(maker->arena, "programme-%02d-%.*s", programme->number, STR_ARG(name));
    Draft *draft = add_chapter(book, CHAPTER_PROGRAMME, slug, title, programme->title.span);
    draft->file = programme->narrative;
    draft->home = (Home){ programme, programme->folder };
    draft->chapter->part = part;
    draft->chapter->programme = programme;
    draft->chapter->number = str_printf(maker->arena, "%.*s" NBSP "%d", STR_ARG(maker->theme->words.programme.str),
                                        programme->number);
    Str key = ref_key(maker->arena, "programme", programme->number, STR_NONE);
    map_set(maker->arena, &maker->chapters, key, draft->chapter);
    return draft;
}

/* "CP1" names its pages "comite-1". */
static Str committee_slug(Arena *arena, const Committee *committee)
{
    Str id = committee->id.str;
    size_t at = id.n;
    while (at > 0 && id.p[at - 1] >= '0' && id.p[at - 1] <= '9')
        at--;
    return str_join(arena, STR("comite-"), at < id.n ? str_slice(id, at, id.n) : french_slug(arena, id));
}

static void add_committee(Book *book, const Volet *volet, const Committee *committee, int part)
{
    Maker *maker = book->maker;
    const Edition *edition = maker->edition;
    size_t first = book->drafts.n;
    Str title = plain_title(maker, &committee->title), slug = committee_slug(maker->arena, committee);
    if (!edition->is_excerpt)
        add_chapter(book, CHAPTER_THEME, slug, title, committee->title.span)->file = committee->introduction.file;
    for (size_t i = 0; i < edition->programme_count; i++)
        if (edition_committee_of(edition, edition->programmes[i]->number) == committee)
            add_programme(book, edition->programmes[i], part);
    if (committee->closing.file != 0) {
        Str closing_slug = str_printf(maker->arena, "%.*s-recommandations", STR_ARG(slug));
        Draft *closing = add_chapter(book, CHAPTER_CLOSING, closing_slug, title, committee->closing.name.span);
        closing->file = committee->closing.file;
    }
    for (size_t i = first; i < book->drafts.n; i++) {
        Chapter *chapter = book->drafts.at[i]->chapter;
        chapter->part = part;
        chapter->volet = volet;
        chapter->committee = committee;
    }
}

/* A committee whose programmes this edition leaves out has no page. */
static bool has_content(const Edition *edition, const Committee *committee)
{
    bool has = committee->introduction.file != 0 || committee->closing.file != 0;
    for (size_t i = 0; i < edition->programme_count; i++)
        has = has || edition_committee_of(edition, edition->programmes[i]->number) == committee;
    return has;
}

static void add_divider(Book *book, const Volet *volet, int part)
{
    Str title = plain_title(book->maker, &volet->title);
    Draft *divider = add_chapter(book, CHAPTER_DIVIDER, STR_NONE, title, volet->span);
    divider->chapter->part = part;
    divider->chapter->volet = volet;
    divider->chapter->number = str_printf(book->maker->arena, "%d", part + 1);
}

static void add_volet(Book *book, const Volet *volet, int part)
{
    const Edition *edition = book->maker->edition;
    bool has_divider = edition->is_excerpt;
    for (size_t i = 0; i < volet->committees.n; i++) {
        const Committee *committee = edition_committee(edition, volet->committees.at[i].str);
        if (committee == NULL || !has_content(edition, committee))
            continue;
        if (!has_divider)
            add_divider(book, volet, part);
        has_divider = true;
        add_committee(book, volet, committee, part);
    }
}

static void lay_out(Book *book)
{
    const Edition *edition = book->maker->edition;
    const Part *parts = edition->parts.at;
    const SheetChapter *sheets = edition->chapters.at;
    for (size_t i = 0; i < edition->chapters.n; i++)
        add_sheet_chapter(book, &sheets[i], (int)i);
    if (edition->type != NULL)
        return;
    if (edition->epigraph.file != 0)
        add_chapter(book, CHAPTER_EPIGRAPH, STR("epigraphe"), STR("Épigraphe"), edition->epigraph.name.span)->file
            = edition->epigraph.file;
    for (size_t i = 0; i < edition->parts.n; i++) {
        const Volet *volets = parts[i].volets.at;
        if (parts[i].volets.n == 0)
            add_part(book, &parts[i], (int)i);
        for (size_t k = 0; k < parts[i].volets.n; k++)
            add_volet(book, &volets[k], (int)i);
    }
}

/* ---- putting together ---- */

static Outline outline_of(Book *book, Draft *draft, int base, bool is_prose)
{
    return (Outline){ .maker = book->maker, .chapter = draft->chapter, .base = base, .is_prose = is_prose };
}

/* The narrative from `block` on, headings and calls resolved. */
static void add_text(Outline *outline, Draft *draft, BlockChain *chain, Block *block)
{
    for (Block *next; block; block = next) {
        next = block->next;
        block->next = NULL;
        chain_blocks(chain, block->kind == BLOCK_HEADING ? outline_heading(outline, block)
                                                   : place_blocks(outline->maker, &draft->placing, block));
    }
}

static Block *lead_in(Maker *maker, const Home *home, const Text *words)
{
    Inline *inlines = markdown_inlines(maker, home, words->str, words->span);
    return inlines ? block_paragraph(maker->arena, inlines, words->span) : NULL;
}

/* A list of the data that the author did not place himself. */
static void add_data_list(Book *book, Draft *draft, BlockChain *chain, bool is_objectives)
{
    Maker *maker = book->maker;
    const ThemeWords *words = &maker->theme->words;
    if (is_objectives ? draft->placing.has_objectives : draft->placing.has_interventions)
        return;
    Block *list = is_objectives ? place_objectives(maker, &draft->placing) : place_interventions(maker, &draft->placing);
    if (list == NULL)
        return;
    bool is_one = list->first != NULL && list->first->next == NULL;
    const Text *objectives = is_one ? &words->objective_intro : &words->objectives_intro;
    const Text *actions = is_one ? &words->action_intro : &words->actions_intro;
    chain_blocks(chain, lead_in(maker, &draft->home, is_objectives ? objectives : actions));
    chain_blocks(chain, list);
}

static Block *split_presentation(Block **text)
{
    Block *first = *text, **end = text;
    while (*end && (*end)->kind != BLOCK_HEADING)
        end = &(*end)->next;
    Block *rest = *end;
    *end = NULL;
    if (first == rest)
        first = NULL;
    *text = rest;
    return first;
}

static void programme_chapter(Book *book, Draft *draft)
{
    Maker *maker = book->maker;
    const Programme *programme = draft->chapter->programme;
    Outline outline = outline_of(book, draft, maker->edition->is_excerpt ? 1 : 3, false);
    BlockChain chain;
    CHAIN_OPEN(&chain);
    Inline *title = title_inlines(maker, &draft->home, &programme->title);
    Str number = str_printf(maker->arena, "%.*s" NBSP ":", STR_ARG(draft->chapter->number));
    chain_blocks(&chain, outline_title(&outline, HEADING_PROGRAMME, number, title, programme->title.span));
    if (draft->text == NULL && (draft->file != 0 || !maker->edition->is_excerpt))
        diag_add(maker->diags, DIAG_NARRATIVE_EMPTY,
                 draft->file ? (Span){ draft->file, 0, 0 } : programme->title.span, "programme %d", programme->number);
    Block *text = draft->text, *presentation = split_presentation(&text);
    chain_blocks(&chain, place_blocks(maker, &draft->placing, presentation));
    add_data_list(book, draft, &chain, true);
    add_data_list(book, draft, &chain, false);
    add_text(&outline, draft, &chain, text);
    chain_blocks(&chain, place_rest(maker, &draft->placing));
    draft->chapter->blocks = chain.first;
    draft->sections = outline.sections;
}

static void part_chapter(Book *book, Draft *draft)
{
    Maker *maker = book->maker;
    const Part *part = (const Part *)maker->edition->parts.at + draft->chapter->part;
    Outline outline = outline_of(book, draft, 1, true);
    BlockChain chain;
    CHAIN_OPEN(&chain);
    Inline *title = title_inlines(maker, &draft->home, &part->title);
    Str number = draft->chapter->number;
    if (number.n > 0)
        number = str_printf(maker->arena, "%.*s.", STR_ARG(number));
    chain_blocks(&chain, outline_title(&outline, HEADING_PART, number, title, part->title.span));
    add_text(&outline, draft, &chain, draft->text);
    if (maker->edition->type != NULL)
        chain_blocks(&chain, trame_chapter(&outline, &draft->placing,
                                           (const SheetChapter *)maker->edition->chapters.at + draft->chapter->part));
    draft->chapter->blocks = chain.first;
}

static void theme_chapter(Book *book, Draft *draft)
{
    Maker *maker = book->maker;
    const Committee *committee = draft->chapter->committee;
    Outline outline = outline_of(book, draft, 2, true);
    BlockChain chain;
    CHAIN_OPEN(&chain);
    Inline *title = title_inlines(maker, &draft->home, &committee->title);
    chain_blocks(&chain, outline_title(&outline, HEADING_THEME, STR_NONE, title, committee->title.span));
    add_text(&outline, draft, &chain, draft->text);
    draft->chapter->blocks = chain.first;
}

/* The title of the template's section "recommandations", or the words for it. */
static Str closing_title(Maker *maker)
{
    const SectionSpec *sections = maker->theme->sections.at;
    for (size_t i = 0; i < maker->theme->sections.n; i++)
        if (str_equal(sections[i].id.str, STR("recommandations")))
            return outline_section_title(maker, &sections[i]);
    return str_printf(maker->arena, "%.*s %.*s", STR_ARG(maker->theme->words.recommendations.str),
                      STR_ARG(maker->edition->next_year.str));
}

/* Its section follows those of the programmes that it closes. */
static int sections_before(const Book *book, const Draft *closing)
{
    int most = 0;
    for (size_t i = 0; i < book->drafts.n; i++) {
        const Draft *draft = book->drafts.at[i];
        if (draft->chapter->committee == closing->chapter->committee && draft->sections > most)
            most = draft->sections;
    }
    return most;
}

static void closing_chapter(Book *book, Draft *draft)
{
    Maker *maker = book->maker;
    Chapter *chapter = draft->chapter;
    Outline outline = outline_of(book, draft, 3, true);
    Span span = { draft->file, 0, 0 };
    BlockChain chain;
    CHAIN_OPEN(&chain);
    chapter->title = chapter->short_title = closing_title(maker);
    outline.sections = sections_before(book, draft);
    Str number = outline_section_number(&outline);
    chapter->number = str_printf(maker->arena, "%d", outline.sections);
    chain_blocks(&chain, outline_title(&outline, HEADING_SECTION, number,
                                 inline_text(maker->arena, chapter->title, span), span));
    add_text(&outline, draft, &chain, draft->text);
    chapter->blocks = chain.first;
}

/* A page of its own without a title: headings have no outline to be in. */
static void epigraph_chapter(Book *book, Draft *draft)
{
    Maker *maker = book->maker;
    for (Block *block = draft->text; block; block = block->next)
        if (block->kind == BLOCK_HEADING) {
            diag_add(maker->diags, DIAG_HEADING_NESTED, block->span, "%s", "");
            block->kind = BLOCK_PARAGRAPH;
            block->level = 0;
        }
    draft->chapter->blocks = place_blocks(maker, &draft->placing, draft->text);
}

static void divider_chapter(Book *book, Draft *draft)
{
    (void)book;
    (void)draft;                         /* layout draws it from the model */
}

static void (*const chapter_makers[])(Book *book, Draft *draft) = {
    [CHAPTER_EPIGRAPH] = epigraph_chapter, [CHAPTER_PART] = part_chapter, [CHAPTER_DIVIDER] = divider_chapter,
    [CHAPTER_THEME] = theme_chapter, [CHAPTER_PROGRAMME] = programme_chapter, [CHAPTER_CLOSING] = closing_chapter,
};
_Static_assert(sizeof chapter_makers / sizeof *chapter_makers == CHAPTER_KINDS, "every chapter kind needs a maker");

static void anchor_chapter(Maker *maker, Chapter *chapter)
{
    int number = chapter->programme ? chapter->programme->number : -chapter->index;
    Str key = ref_key(maker->arena, chapter->programme ? "programme" : "chapitre", number, STR_NONE);
    Anchor *anchor = ref_anchor(maker, key, ANCHOR_CHAPTER);
    Str label = chapter->programme ? str_printf(maker->arena, "programme" NBSP "%d", number) : chapter->title;
    Str id = chapter->slug.n ? chapter->slug : french_slug(maker->arena, chapter->title);
    ref_place(maker, anchor, chapter, id, label, chapter->title, chapter->span);
    chapter->anchor = anchor;
}

/* What no text calls, of the report's own diagrams or a document's data, ends the last part of prose. */
static void place_edition_rest(Book *book)
{
    Draft *last = NULL;
    for (size_t i = 0; i < book->drafts.n; i++)
        if (book->drafts.at[i]->chapter->kind == CHAPTER_PART)
            last = book->drafts.at[i];
    if (last == NULL)
        return;
    BlockChain chain;
    CHAIN_OPEN(&chain);
    chain_blocks(&chain, last->chapter->blocks);
    if (book->maker->edition->data != NULL)
        chain_blocks(&chain, place_rest(book->maker, &last->placing));
    chain_blocks(&chain, place_rest_of_edition(book->maker, &last->placing));
    last->chapter->blocks = chain.first;
}

static void put_together(Book *book)
{
    Maker *maker = book->maker;
    for (size_t i = 0; i < book->drafts.n; i++) {
        Draft *draft = book->drafts.at[i];
        draft->placing = (Placing){ .chapter = draft->chapter, .home = &draft->home };
        if (draft->file != 0)
            draft->text = markdown_read(maker, &draft->home, draft->file);
        place_scan(maker, &draft->placing, draft->text);
    }
    for (size_t i = 0; i < book->drafts.n; i++) {
        Draft *draft = book->drafts.at[i];
        anchor_chapter(maker, draft->chapter);
        chapter_makers[draft->chapter->kind](book, draft);
    }
    place_edition_rest(book);
}

/* ---- what runs through a chapter: notes, markers of lists ---- */

typedef struct { Maker *maker; Chapter *chapter; bool has_arrowheads; } Walk;

static void finish_blocks(Walk *walk, Block *blocks, bool is_in_cell);

static void finish_inlines(Walk *walk, Inline *inlines)
{
    for (Inline *node = inlines; node; node = node->next) {
        finish_inlines(walk, node->first);
        if (node->kind != INLINE_NOTE || node->note->letter.n > 0)
            continue;
        Note *note = arena_new(walk->maker->arena, Note);
        *note = *node->note;
        array_push(walk->maker->arena, &walk->chapter->notes, note);
        note->number = (int)walk->chapter->notes.n;
        node->note = note;
    }
}

static void finish_table(Walk *walk, const DocTable *table)
{
    finish_inlines(walk, table->title);
    for (size_t i = 0; i < table->table->head_rows * table->table->column_count; i++)
        finish_inlines(walk, table->head[i]);
    for (size_t i = 0; i < table->table->rows.n * table->table->column_count; i++) {
        finish_blocks(walk, table->cells[i].content, true);
        finish_inlines(walk, table->cells[i].note);
    }
    finish_inlines(walk, table->source);
    finish_inlines(walk, table->note);
}

static void finish_blocks(Walk *walk, Block *blocks, bool is_in_cell)
{
    for (Block *block = blocks; block; block = block->next) {
        if (block->kind == BLOCK_LIST)
            block->has_arrowheads = walk->has_arrowheads && !is_in_cell && !block->is_ordered && block->level == 1;
        finish_inlines(walk, block->inlines);
        finish_inlines(walk, block->reference);
        if (block->table)
            finish_table(walk, block->table);
        if (block->chart) {
            finish_inlines(walk, block->chart->title);
            finish_inlines(walk, block->chart->source);
            finish_inlines(walk, block->chart->note);
        }
        finish_blocks(walk, block->first, is_in_cell);
    }
}

static bool has_arrowheads(const Maker *maker, const Programme *programme)
{
    const Texts *numbers = &maker->theme->arrowhead_programmes;
    Str number = programme ? str_printf(maker->scratch, "%d", programme->number) : STR_NONE;
    for (size_t i = 0; i < numbers->n; i++)
        if (str_equal(numbers->at[i].str, number))
            return true;
    return false;
}

static void finish_chapters(Maker *maker)
{
    for (size_t i = 0; i < maker->document->chapters.n; i++) {
        Chapter *chapter = maker->document->chapters.at[i];
        Walk walk = { maker, chapter, has_arrowheads(maker, chapter->programme) };
        finish_blocks(&walk, chapter->blocks, false);
    }
}

/* ---- sigles ---- */

static void know_sigles(Maker *maker)
{
    const Sigle *sigles = maker->edition->sigles.at;
    for (size_t i = 0; i < maker->edition->sigles.n; i++) {
        if (map_find(&maker->sigles, sigles[i].name.str))
            continue;
        SigleEntry *entry = arena_new(maker->arena, SigleEntry);
        entry->sigle = &sigles[i];
        map_set(maker->arena, &maker->sigles, sigles[i].name.str, entry);
    }
}

static int by_key(const void *a, const void *b)
{
    return str_compare(((const SigleUse *)a)->key, ((const SigleUse *)b)->key);
}

static void list_sigles(Maker *maker)
{
    Document *document = maker->document;
    for (size_t i = 0; i < maker->sigles.entries.n; i++) {
        const SigleEntry *entry = maker->sigles.entries.at[i].value;
        if (!entry->is_used)
            continue;
        const Sigle *sigle = entry->sigle;
        SigleUse use = { sigle->name.str, french_spaces(maker->arena, sigle->meaning.str, 0),
                         french_sort_key(maker->arena, sigle->name.str) };
        array_push(maker->arena, &document->sigles, use);
    }
    if (document->sigles.n > 0)
        qsort(document->sigles.at, document->sigles.n, sizeof *document->sigles.at, by_key);
}

const Document *doc_merge(Arena *arena, Arena *scratch, Sources *sources, const Edition *edition,
                          const Theme *theme, Diags *diags)
{
    ArenaMark mark = arena_mark(scratch);
    Document *document = arena_new(arena, Document);
    document->edition = edition;
    document->theme = theme;
    Maker maker = { .arena = arena, .scratch = scratch, .sources = sources, .edition = edition, .theme = theme,
                    .diags = diags, .document = document };
    Book book = { .maker = &maker };
    know_sigles(&maker);
    lay_out(&book);
    put_together(&book);
    finish_chapters(&maker);
    refs_resolve(&maker);
    list_sigles(&maker);
    arena_rewind(scratch, mark);
    return document;
}
