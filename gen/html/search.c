#include "html/search.h"

#include <stdlib.h>

#include "html/figures.h"
#include "html/html_impl.h"
#include "html/search_text.h"
#include "html/words.h"
#include "text/french.h"

enum { COUNT_MAX = 4, IN_TITLE = 1, IN_TEXT = 2 };

typedef struct { size_t page; Str id; EntryKind kind; Str title; Buf text; Said title_said, text_said; } Entry;
typedef struct { size_t entry, count; int where; } Use;
typedef struct { Str stem; ARRAY(Use) uses; } Stem;
typedef struct { Str href, title; } SearchPage;

typedef struct {
    Arena          *arena;               /* of what is built on the way */
    const Document *document;            /* the one being gone through, and what goes before its addresses and titles */
    Str             prefix, title;
    ARRAY(SearchPage) pages;
    ARRAY(Entry)    entries;
    Map             words;               /* Stem, by word; one of no letters for a word that says nothing */
    Map             known;               /* Stem, by itself */
    ARRAY(Stem *)   stems;
    Pieces          pieces;
    Buf             word;                /* the one being looked at */
} Index;

/* ---- what the report says ---- */

/* Appends text on one line, a blank from what stands there. */
static void add_text(Entry *entry, Str text)
{
    bool is_after_blank = true;
    if (entry->text.n > 0 && text.n > 0)
        buf_char(&entry->text, ' ');
    for (size_t i = 0; i < text.n; i++) {
        bool is_blank = text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r';
        if (!is_blank)
            buf_char(&entry->text, text.p[i]);
        else if (!is_after_blank)
            buf_char(&entry->text, ' ');
        is_after_blank = is_blank;
    }
    if (entry->text.n > 0 && entry->text.p[entry->text.n - 1] == ' ')
        entry->text.n--;
}

static size_t add_page(Index *index, Str href, Str title)
{
    href = str_join(index->arena, index->prefix, href);
    if (index->title.n > 0)
        title = str_printf(index->arena, "%.*s · %.*s", STR_ARG(index->title), STR_ARG(title));
    array_push(index->arena, &index->pages, (SearchPage){ href, title });
    return index->pages.n - 1;
}

/* The entry of a place on the last page. Valid until the next is added. */
static Entry *add_entry(Index *index, EntryKind kind, Str id, Str title)
{
    Entry line = { .text = buf_new(index->arena) };
    add_text(&line, title);
    array_push(index->arena, &index->entries,
               (Entry){ .page = index->pages.n - 1, .id = id, .kind = kind, .title = buf_text(&line.text),
                        .text = buf_new(index->arena) });
    return &array_last(&index->entries);
}

static void add_inlines(Index *index, Entry *entry, const Inline *inlines)
{
    add_text(entry, inlines_text(index->arena, inlines));
}

static Str labelled(Index *index, Str label, const Inline *title)
{
    return str_printf(index->arena, "%.*s%.*s%.*s", STR_ARG(label), STR_ARG(index->document->theme->site.colon.str),
                      STR_ARG(inlines_text(index->arena, title)));
}

static void add_blocks(Index *index, Entry *entry, const Block *blocks)
{
    for (const Block *block = blocks; block != NULL; block = block->next) {
        add_inlines(index, entry, block->inlines);
        if (block->kind == BLOCK_PICTURE || block->kind == BLOCK_CODE)
            add_text(entry, block->text);
        add_blocks(index, entry, block->first);
    }
}

static void add_note(Index *index, const Note *note)
{
    Str number = str_printf(index->arena, "%d", note->number);
    Entry *entry = add_entry(index, ENTRY_NOTE, html_note_id(index->arena, note),
                             words_fill(index->arena, index->document->theme->site.note_numbered, &number, 1));
    add_blocks(index, entry, note->content);
}

static void add_table(Index *index, const Block *block)
{
    const DocTable *table = block->table;
    size_t columns = table->table->column_count;
    Entry *entry = add_entry(index, ENTRY_TABLE, html_anchor_id(block->anchor),
                             labelled(index, table->label, table->title));
    for (size_t i = 0; i < table->table->head_rows * columns; i++)
        add_inlines(index, entry, table->head[i]);
    for (size_t i = 0; i < table->table->rows.n * columns; i++)
        add_blocks(index, entry, table->cells[i].content);
    for (size_t i = 0; i < table->notes.n; i++)
        add_blocks(index, entry, table->notes.at[i]->content);
    add_inlines(index, entry, table->note);
    add_inlines(index, entry, table->source);
}

static void add_chart(Index *index, const Block *block)
{
    const DocChart *chart = block->chart;
    Entry *entry = add_entry(index, ENTRY_FIGURE, html_anchor_id(block->anchor),
                             labelled(index, chart->label, chart->title));
    add_text(entry, chart->alternative);
    add_inlines(index, entry, chart->note);
    add_inlines(index, entry, chart->source);
}

/* Text belongs to the heading above it; a table or a chart is an entry of its
 * own, after which the text goes on where it was. */
static void add_chapter(Index *index, const Chapter *chapter)
{
    Str title = chapter->kind == CHAPTER_PROGRAMME
        ? str_printf(index->arena, "%.*s%.*s%.*s", STR_ARG(chapter->number),
                     STR_ARG(index->document->theme->site.colon.str), STR_ARG(chapter->title))
        : chapter->title;
    add_page(index, link_to_chapter(index->arena, chapter), title);
    add_entry(index, ENTRY_CHAPTER, STR_NONE, title);
    size_t current = index->entries.n - 1;
    const Block *first = chapter->blocks;
    if (first != NULL && first->kind == BLOCK_HEADING)
        first = first->next;
    for (const Block *block = first; block != NULL; block = block->next) {
        if (block->kind == BLOCK_TABLE) {
            add_table(index, block);
        } else if (block->kind == BLOCK_CHART) {
            add_chart(index, block);
        } else if (block->kind == BLOCK_HEADING && html_anchor_id(block->anchor).n > 0) {
            add_entry(index, ENTRY_SECTION, block->anchor->id, inlines_text(index->arena, block->inlines));
            current = index->entries.n - 1;
        } else {
            Block alone = *block;
            alone.next = NULL;
            add_blocks(index, &index->entries.at[current], &alone);
        }
    }
    for (size_t i = 0; i < chapter->notes.n; i++)
        add_note(index, chapter->notes.at[i]);
}

static void add_sigles(Index *index)
{
    const Document *document = index->document;
    if (document->sigles.n == 0)
        return;
    add_page(index, STR("sigles.html"), document->theme->words.sigles.str);
    for (size_t i = 0; i < document->sigles.n; i++) {
        const SigleUse *sigle = &document->sigles.at[i];
        Entry *entry = add_entry(index, ENTRY_SIGLE, html_sigle_id(index->arena, sigle->name), sigle->name);
        add_text(entry, sigle->meaning);
    }
}

/* The figures of the data, each on its row. */
static void add_figures(Index *index)
{
    const Edition *edition = index->document->edition;
    add_page(index, STR("donnees.html"), index->document->theme->site.data.str);
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Indicator *indicators = edition->programmes[i]->indicators.at;
        for (size_t j = 0; j < edition->programmes[i]->indicators.n; j++)
            for (size_t k = 0; k < indicators[j].series.n; k++) {
                const Period *period = &indicators[j].series.at[k];
                Entry *entry = add_entry(index, ENTRY_DATA,
                                         figure_id(index->arena, index->document, &indicators[j], period),
                                         french_spaces(index->arena, indicators[j].label.str, 0));
                add_text(entry, str_printf(index->arena, "%.*s :", STR_ARG(period->name.str)));
                add_text(entry, figure_text(index->arena, &indicators[j], period));
                add_text(entry, indicators[j].source.str);
            }
    }
}

/* ---- where each stem stands ---- */

static Stem *stem_known(Index *index, Str text)
{
    Stem *stem = map_find(&index->known, text);
    if (stem != NULL)
        return stem;
    stem = arena_new(index->arena, Stem);
    stem->stem = text;
    map_set(index->arena, &index->known, text, stem);
    if (text.n > 0)
        array_push(index->arena, &index->stems, stem);
    return stem;
}

/* The stem of a word, found once. */
static Stem *stem_of(Index *index, Str word)
{
    Stem *stem = map_find(&index->words, word);
    if (stem != NULL)
        return stem;
    Str kept = str_copy(index->arena, word);
    stem = stem_known(index, word_is_stop(kept) ? STR_NONE : word_stem(index->arena, kept));
    map_set(index->arena, &index->words, kept, stem);
    return stem;
}

static void use_stem(Index *index, Stem *stem, size_t entry, int where)
{
    if (stem->uses.n == 0 || array_last(&stem->uses).entry != entry)
        array_push(index->arena, &stem->uses, (Use){ .entry = entry });
    array_last(&stem->uses).count++;
    array_last(&stem->uses).where |= where;
}

static void use_words(Index *index, Str text, size_t entry, int where)
{
    for (size_t at = 0; word_next(&index->word, text, &at);) {
        Stem *stem = stem_of(index, buf_text(&index->word));
        if (stem->stem.n > 0)
            use_stem(index, stem, entry, where);
    }
}

static int by_stem(const void *a, const void *b)
{
    return str_compare((*(Stem *const *)a)->stem, (*(Stem *const *)b)->stem);
}

static void use_entries(Index *index)
{
    for (size_t i = 0; i < index->entries.n; i++) {
        Entry *entry = &index->entries.at[i];
        use_words(index, entry->title, i, IN_TITLE);
        use_words(index, buf_text(&entry->text), i, IN_TEXT);
        entry->title_said = pieces_take(&index->pieces, entry->title);
        entry->text_said = pieces_take(&index->pieces, buf_text(&entry->text));
    }
    if (index->stems.n > 0)
        qsort(index->stems.at, index->stems.n, sizeof *index->stems.at, by_stem);
    pieces_number(&index->pieces);
}

/* ---- the file ---- */

static void write_pages(Buf *out, const Index *index)
{
    for (size_t i = 0; i < index->pages.n; i++) {
        buf_c(out, i > 0 ? ",\n[" : "[");
        buf_json(out, index->pages.at[i].href);
        buf_char(out, ',');
        buf_json(out, index->pages.at[i].title);
        buf_char(out, ']');
    }
}

static void write_pieces(Buf *out, const Index *index, Said said)
{
    Buf coded = buf_new(index->arena);
    pieces_write(&coded, &index->pieces, said);
    buf_json(out, buf_text(&coded));
}

static void write_entries(Buf *out, const Index *index)
{
    for (size_t i = 0; i < index->entries.n; i++) {
        const Entry *entry = &index->entries.at[i];
        buf_printf(out, "%s[%zu,", i > 0 ? ",\n" : "", entry->page);
        buf_json(out, entry->id);
        buf_printf(out, ",%d,", (int)entry->kind);
        write_pieces(out, index, entry->title_said);
        buf_char(out, ',');
        write_pieces(out, index, entry->text_said);
        buf_char(out, ']');
    }
}

/* How many letters of ASCII two words begin with alike. */
static size_t shared(Str a, Str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && n < CODE_SHORT - 1 && a.p[n] == b.p[n] && a.p[n] > 0)
        n++;
    return n;
}

static void write_stems(Buf *out, const Index *index)
{
    Buf words = buf_new(index->arena), uses = buf_new(index->arena);
    Str before = STR_NONE;
    for (size_t i = 0; i < index->stems.n; i++) {
        const Stem *stem = index->stems.at[i];
        size_t same = shared(before, stem->stem), last = 0;
        buf_c(&words, i > 0 ? "\n" : "");
        code_number(&words, same);
        buf_str(&words, str_slice(stem->stem, same, stem->stem.n));
        buf_c(&uses, i > 0 ? "\n" : "");
        for (size_t j = 0; j < stem->uses.n; j++) {
            const Use *use = &stem->uses.at[j];
            size_t count = use->count < COUNT_MAX ? use->count : COUNT_MAX;
            code_number(&uses, use->entry - last);
            code_number(&uses, 4 * (count - 1) + (size_t)use->where);
            last = use->entry;
        }
        before = stem->stem;
    }
    buf_json(out, buf_text(&words));
    buf_c(out, ",\n\"renvois\":");
    buf_json(out, buf_text(&uses));
}

static Str write_index(Arena *arena, const Index *index)
{
    Buf out = buf_new(arena);
    buf_c(&out, "var indexDeRecherche={");
    words_rules(&out);
    buf_c(&out, ",\n\"morceaux\":");
    pieces_list(&out, &index->pieces);
    buf_c(&out, ",\n\"pages\":[");
    write_pages(&out, index);
    buf_c(&out, "],\n\"entrees\":[");
    write_entries(&out, index);
    buf_c(&out, "],\n\"mots\":");
    write_stems(&out, index);
    buf_c(&out, "};\n");
    return buf_text(&out);
}

static void add_document(Index *index, const SearchPart *part)
{
    const Document *document = index->document = part->document;
    index->prefix = part->prefix;
    index->title = part->title;
    for (size_t i = 0; i < document->chapters.n; i++)
        if (document->chapters.at[i]->slug.n > 0)
            add_chapter(index, document->chapters.at[i]);
    add_sigles(index);
    add_figures(index);
}

Str search_index_of(Arena *arena, Arena *scratch, const SearchPart *parts, size_t n)
{
    ArenaMark mark = arena_mark(scratch);
    Index index = { .arena = scratch, .pieces.arena = scratch, .word = buf_new(scratch) };
    for (size_t i = 0; i < n; i++)
        add_document(&index, &parts[i]);
    use_entries(&index);
    Str text = write_index(arena, &index);
    arena_rewind(scratch, mark);
    return text;
}

Str search_index(Arena *arena, Arena *scratch, const Document *document)
{
    return search_index_of(arena, scratch, &(SearchPart){ .document = document }, 1);
}
