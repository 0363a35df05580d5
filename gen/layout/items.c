#include "layout/par_impl.h"

#include <string.h>

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/letters.h"

/* From runs of text to shaped atoms, and from atoms to the items that lines
 * are broken at. Prices: a hyphen of ours costs as much as a line of badness 290, one
 * that is written anyway less. */
enum {
    HYPHEN_PENALTY   = 300,
    STUB_PENALTY     = 800,              /* after two letters only */
    HYPHEN_RAGGED    = 2000,             /* a ragged line cuts a word only when nothing else fits */
    WRITTEN_PENALTY  = 200,               /* after the hyphen of a compound, a dash */
    ADDRESS_PENALTY  = 30,
    ANYWHERE_PENALTY = 1000,             /* inside a word that no line can hold */
    TIE_PENALTY      = 100,              /* between a number and its word */
};

static void text_join(ParText *text)
{
    const Par *par = text->par;
    size_t n = 0;
    text->starts = arena_array(text->scratch, uint32_t, par->runs.n + 1);
    for (size_t i = 0; i < par->runs.n; i++) {
        text->starts[i] = (uint32_t)n;
        n += par->runs.at[i].text.n;
    }
    text->starts[par->runs.n] = (uint32_t)n;
    char *bytes = arena_array(text->scratch, char, n + 1);
    for (size_t i = 0; i < par->runs.n; i++)
        if (par->runs.at[i].text.n > 0)
            memcpy(bytes + text->starts[i], par->runs.at[i].text.p, par->runs.at[i].text.n);
    text->text = (Str){ bytes, n };
}

/* A note's call stays with the word before it; a figure stays in one piece; a
 * hard break takes the place of any other. */
static Break *breaks_of_runs(const ParText *text)
{
    Break *after = arena_array(text->scratch, Break, text->text.n + 1);
    breaks_find(text->scratch, text->text, after);
    for (size_t i = 0; i < text->par->runs.n; i++) {
        const ParRun *run = &text->par->runs.at[i];
        uint32_t lo = text->starts[i], hi = text->starts[i + 1];
        if (run->note != NULL && lo > 0)
            after[lo - 1] = BREAK_NO;
        for (uint32_t at = lo; run->is_unbroken && at + 1 < hi; at++)
            after[at] = BREAK_NO;
    }
    return after;
}

static bool has_gap(const GlyphRun *glyphs)
{
    for (uint32_t i = 0; i < glyphs->count; i++)
        if (glyphs->glyphs[i].id == 0)
            return true;
    return false;
}

/* One message a character for the whole book. */
static void gap_report(const ParText *text, const Atom *atom, Str shape, uint32_t cluster)
{
    size_t at = cluster;
    uint32_t rune = utf8_next(shape, &at);
    Diags *diags = text->context->diags;
    Str detail = str_printf(diags->arena, "%.*s (U+%04X)", (int)(at - cluster), shape.p + cluster, (unsigned)rune);
    if (!diag_is_first(diags, DIAG_GLYPH_MISSING, detail))
        return;
    diag_add(diags, DIAG_GLYPH_MISSING, text->par->runs.at[atom->run].span, "%.*s", STR_ARG(detail));
    diag_remedy(diags, "écrire autrement, par exemple en toutes lettres");
}

static const GlyphRun *gaps_fill(const ParText *text, const Atom *atom, const GlyphRun *shaped, Str shape)
{
    GlyphRun *filled = arena_new(text->scratch, GlyphRun);
    *filled = *shaped;
    filled->glyphs = arena_array(text->scratch, Glyph, shaped->count);
    const GlyphRun *mark = shape_word(text->context->setting->fonts, atom->style, STR("?"));
    for (uint32_t i = 0; i < shaped->count; i++) {
        filled->glyphs[i] = shaped->glyphs[i];
        if (shaped->glyphs[i].id != 0)
            continue;
        gap_report(text, atom, shape, shaped->glyphs[i].cluster);
        filled->glyphs[i].id = mark->glyphs[0].id;
        filled->glyphs[i].advance = mark->glyphs[0].advance;
        filled->width += mark->glyphs[0].advance - shaped->glyphs[i].advance;
    }
    return filled;
}

const GlyphRun *atom_shape(const ParText *text, const Atom *atom, uint32_t lo, uint32_t hi)
{
    Str shape = str_slice(text->text, lo, hi);
    const GlyphRun *shaped = shape_word(text->context->setting->fonts, atom->style, shape);
    return has_gap(shaped) ? gaps_fill(text, atom, shaped, shape) : shaped;
}

/* Shapes the whole atom. A word that its face cannot show is set in the first of these that can. */
static const GlyphRun *atom_shape_whole(const ParText *text, Atom *atom)
{
    static const Face others[] = { FACE_TEXT, FACE_SANS, FACE_ARABIC };
    Fonts *fonts = text->context->setting->fonts;
    Str shape = str_slice(text->text, atom->lo, atom->hi);
    const GlyphRun *shaped = shape_word(fonts, atom->style, shape);
    if (!has_gap(shaped))
        return shaped;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        ShapeStyle style = atom->style;
        style.face = others[i];
        const GlyphRun *other = shape_word(fonts, style, shape);
        if (has_gap(other))
            continue;
        atom->style = style;
        return other;
    }
    return gaps_fill(text, atom, shaped, shape);
}

/* Arabic letters in a Latin run are set in the Arabic face, at its own scale. */
static ShapeStyle atom_style(const ParText *text, const ParRun *run, const BidiRun *bidi)
{
    ShapeStyle style = { run->face, run->size, run->tracking, bidi->level % 2 == 1, run->is_tabular };
    bool is_set = run->face == FACE_ARABIC || run->face == FACE_ARABIC_BOLD;
    if (bidi->is_arabic && !is_set) {
        Fonts *fonts = text->context->setting->fonts;
        style.face = font_metrics(fonts, run->face)->weight >= 700 ? FACE_ARABIC_BOLD : FACE_ARABIC;
        style.size = fixed_scale(run->size, text->context->setting->theme->arabic_scale, FIXED_ONE);
    }
    return style;
}

static bool is_blank_at(Str text, uint32_t at)
{
    return text.p[at] == ' ' || (text.p[at] == '\xC2' && at + 1 < text.n && text.p[at + 1] == '\xA0');
}

/* Where the atom that begins at `lo` ends: with its blanks, or before a blank, at a place to break, at the end
 * of its stretch. `*word` is the end of the word that was last looked for. */
static uint32_t atom_end(Str text, const Break *after, uint32_t lo, uint32_t hi, uint32_t *word)
{
    uint32_t end = lo;
    while (end < hi && text.p[end] == ' ')
        end++;
    if (end > lo)
        return end;
    if (*word <= lo)
        *word = (uint32_t)shape_word_end(str_slice(text, 0, hi), lo);
    for (uint32_t at = lo; at + 1 < *word; at++)
        if (after[at] != BREAK_NO)
            return at + 1;
    return *word;
}

static void atoms_of_stretch(ParText *text, const Break *after, uint32_t lo, uint32_t hi, const Atom *like)
{
    const GlyphRun *blank = shape_word(text->context->setting->fonts, like->style, STR(" "));
    for (uint32_t word = 0, end; lo < hi; lo = end) {
        end = atom_end(text->text, after, lo, hi, &word);
        Atom atom = *like;
        atom.kind = is_blank_at(text->text, lo) ? ATOM_BLANK : ATOM_TEXT;
        atom.lo = lo;
        atom.hi = end;
        atom.after = after[end - 1];
        atom.glyphs = text->text.p[lo] == ' ' ? blank : atom_shape_whole(text, &atom);
        array_push(text->scratch, &text->atoms, atom);
    }
}

/* The atoms of one run: cut where the direction or the script turns. */
static size_t atoms_of_run(ParText *text, const Break *after, const BidiRuns *bidi, size_t turn, uint32_t index)
{
    uint32_t lo = text->starts[index], hi = text->starts[index + 1];
    const ParRun *run = &text->par->runs.at[index];
    if (run->is_break)
        array_push(text->scratch, &text->atoms,
                   (Atom){ .kind = ATOM_BREAK, .lo = lo, .hi = lo, .run = index, .after = BREAK_MUST });
    while (lo < hi) {
        while (bidi->at[turn].hi <= lo)
            turn++;
        uint32_t end = bidi->at[turn].hi < hi ? bidi->at[turn].hi : hi;
        Atom like = { .run = index, .level = bidi->at[turn].level, .style = atom_style(text, run, &bidi->at[turn]) };
        atoms_of_stretch(text, after, lo, end, &like);
        lo = end;
    }
    return turn;
}

/* Passages in Arabic in a paragraph of French; runs that follow one another are one passage. */
static BidiIsolates isolates_of(const ParText *text)
{
    BidiIsolates isolates = { 0 };
    const ParRun *runs = text->par->runs.at;
    for (size_t i = 0; i < text->par->runs.n && !text->par->is_rtl; i++) {
        if (!runs[i].is_arabic)
            continue;
        if (i > 0 && runs[i - 1].is_arabic && runs[i - 1].tag == runs[i].tag)
            array_last(&isolates).hi = text->starts[i + 1];
        else
            array_push(text->scratch, &isolates, (BidiIsolate){ text->starts[i], text->starts[i + 1] });
    }
    return isolates;
}

ParText par_text_new(Arena *scratch, const LayoutContext *context, const Par *par)
{
    ParText text = { .par = par, .context = context, .scratch = scratch };
    text_join(&text);
    const Break *after = breaks_of_runs(&text);
    BidiIsolates isolates = isolates_of(&text);
    BidiRuns bidi = bidi_runs(scratch, text.text, par->is_rtl, &isolates);
    array_reserve(scratch, &text.atoms, text.text.n / 3 + par->runs.n + 8);
    size_t turn = 0;
    for (size_t i = 0; i < par->runs.n; i++)
        turn = atoms_of_run(&text, after, &bidi, turn, (uint32_t)i);
    return text;
}

static void item_push(ParItems *items, Arena *scratch, LineItem item, size_t atom, uint32_t byte)
{
    array_push(scratch, &items->list, item);
    array_push(scratch, &items->places, (ItemPlace){ (uint32_t)atom, byte });
}

/* Half the width of the sign that begins or ends an atom, when it is one that
 * hangs: hyphens, stops, quotes. */
static Fixed hang_of(const ParText *text, const Atom *atom, bool is_left)
{
    if (!text->par->hangs || atom->level != 0 || atom->glyphs->count == 0)
        return 0;
    size_t at = is_left ? atom->lo : atom->hi;
    uint32_t sign = is_left ? utf8_next(text->text, &at) : utf8_previous(text->text, &at);
    bool is_quote = sign == '"' || (sign >= 0x2018 && sign <= 0x201F);
    bool is_stop = sign == '-' || sign == 0x2010 || sign == ',' || sign == '.';
    if (!is_quote && (is_left || !is_stop))
        return 0;
    return atom->glyphs->glyphs[is_left ? 0 : atom->glyphs->count - 1].advance / 2;
}

/* Advances of the atom's glyphs from the `*next`-th to the last that stands before byte `hi`. What is cut runs from
 * left to right (may_cut), so that clusters rise with the glyphs and one walk measures all pieces. */
static Fixed slice_width(const Atom *atom, uint32_t *next, uint32_t hi)
{
    Fixed width = 0;
    for (; *next < atom->glyphs->count && atom->lo + atom->glyphs->glyphs[*next].cluster < hi; ++*next)
        width += atom->glyphs->glyphs[*next].advance;
    return width;
}

static bool is_word_rune(uint32_t rune)
{
    return (rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') || (rune >= 'a' && rune <= 'z')
        || (rune >= 0xC0 && rune < 0x250) || rune == '\'' || rune == 0x2019 || rune == '-' || rune == 0x2010;
}

enum { CUTS_MAX = 64, SHOWN_LETTERS = 24 };

/* The word around the atom's byte `at`, across runs but for notes' calls; no further than to show that it has more
 * than CUTS_MAX bytes. */
static void word_around(const ParText *text, const Atom *atom, uint32_t at, size_t *lo, size_t *hi)
{
    const ParRun *runs = text->par->runs.at;
    bool note_before = atom->run > 0 && runs[atom->run - 1].note != NULL;
    bool note_after = atom->run + 1 < text->par->runs.n && runs[atom->run + 1].note != NULL;
    size_t least = note_before ? text->starts[atom->run] : 0;
    size_t most = note_after ? text->starts[atom->run + 1] : text->text.n;
    *lo = *hi = at;
    for (size_t next = *lo; next > least && at - *lo <= CUTS_MAX && is_word_rune(utf8_previous(text->text, &next)); *lo = next)
        continue;
    for (size_t next = *hi; next < most && *hi - at <= CUTS_MAX && is_word_rune(utf8_next(text->text, &next)); *hi = next)
        continue;
}

/* Looks so far around the atom: no address is longer, and what has no blank at all is not read again for each atom. */
enum { ADDRESS_MOST = 2048 };

static bool is_in_address(const ParText *text, const Atom *atom)
{
    size_t lo = atom->lo, hi = atom->hi;
    while (lo > 0 && atom->lo - lo < ADDRESS_MOST && text->text.p[lo - 1] != ' ')
        lo--;
    while (hi < text->text.n && hi - atom->hi < ADDRESS_MOST && text->text.p[hi] != ' ')
        hi++;
    return breaks_is_address(str_slice(text->text, lo, hi));
}

/* Where an atom may be cut: bytes of the paragraph, rising. */
typedef struct { uint32_t *at; size_t n; bool is_anywhere, is_in_address; } Cuts;

static bool may_cut(const ParText *text, const Atom *atom)
{
    return !text->par->runs.at[atom->run].is_unbroken && text->par->runs.at[atom->run].note == NULL && atom->level == 0;
}

/* At most CUTS_MAX. */
static Cuts cuts_of_syllables(const ParText *text, const Atom *atom)
{
    Cuts cuts = { 0 };
    Hyphenator *hyphenator = text->context->setting->hyphenator;
    if (!may_cut(text, atom) || text->par->runs.at[atom->run].no_hyphens || hyphenator == NULL
        || atom->hi - atom->lo < 5 || is_in_address(text, atom))
        return cuts;
    cuts.at = arena_array(text->scratch, uint32_t, CUTS_MAX);
    for (size_t at = atom->lo, lo, hi; at < atom->hi; at = hi) {
        word_around(text, atom, (uint32_t)at, &lo, &hi);
        if (hi == at) {
            utf8_next(text->text, &hi);
            continue;
        }
        uint16_t offsets[CUTS_MAX];
        size_t n = hi - lo <= CUTS_MAX ? hyphen_word(hyphenator, str_slice(text->text, lo, hi), offsets) : 0;
        for (size_t i = 0; i < n && cuts.n < CUTS_MAX; i++)
            if (lo + offsets[i] > atom->lo && lo + offsets[i] < atom->hi)
                cuts.at[cuts.n++] = (uint32_t)lo + offsets[i];
    }
    return cuts;
}

static void report_cut(const ParText *text, const Atom *atom)
{
    Diags *diags = text->context->diags;
    Str word = str_slice(text->text, atom->lo, atom->hi);
    size_t shown = 0;
    for (int i = 0; i < SHOWN_LETTERS && shown < word.n; i++)
        utf8_next(word, &shown);
    diag_add(diags, DIAG_WORD_TOO_LONG, text->par->runs.at[atom->run].span, "« %.*s%s »", (int)shown, word.p,
             shown < word.n ? "…" : "");
    diag_remedy(diags, "abréger ce mot, ou dire par un blanc ou un trait d’union où il se coupe");
}

/* Between any two clusters but the first and the last. */
static Cuts cuts_anywhere(const ParText *text, const Atom *atom)
{
    const GlyphRun *glyphs = atom->glyphs;
    Cuts cuts = { .is_anywhere = true, .is_in_address = is_in_address(text, atom) };
    if (!may_cut(text, atom) || glyphs->count < 4)
        return cuts;
    report_cut(text, atom);
    cuts.at = arena_array(text->scratch, uint32_t, glyphs->count);
    for (uint32_t i = 2; i + 1 < glyphs->count; i++)
        if (glyphs->glyphs[i].cluster != glyphs->glyphs[i - 1].cluster)
            cuts.at[cuts.n++] = atom->lo + glyphs->glyphs[i].cluster;
    return cuts;
}

/* A cut between two letters shows a hyphen, not one inside an address or a code. */
static bool shows_hyphen(const ParText *text, const Atom *atom, const Cuts *cuts, size_t at)
{
    size_t before = at, after = at;
    bool between_letters = rune_is_letter(utf8_previous(text->text, &before)) && rune_is_letter(utf8_next(text->text, &after));
    return between_letters && !text->par->runs.at[atom->run].no_hyphens && !cuts->is_in_address;
}

/* What a cut at `at` costs: "so-ciété" more than "socié-té". */
static int cut_penalty(const ParText *text, size_t at)
{
    if (!text->par->is_justified)
        return HYPHEN_RAGGED;
    for (int i = 0; i < 3; i++)
        if (at == 0 || !is_word_rune(utf8_previous(text->text, &at)))
            return STUB_PENALTY;
    return HYPHEN_PENALTY;
}

static LineItem box_item(const ParText *text, Fixed width)
{
    Fixed give = text->par->is_justified ? fixed_scale(width, EXPANSION_MOST, 1000) : 0;
    return (LineItem){ .kind = LINE_BOX, .width = width, .stretch = give, .shrink = give };
}

static Fixed widest_piece(const Atom *atom, const Cuts *cuts)
{
    Fixed widest = 0;
    uint32_t next = 0;
    if (cuts->n == 0)
        return atom->glyphs->width;
    for (size_t i = 0; i <= cuts->n; i++)
        widest = fixed_max(widest, slice_width(atom, &next, i < cuts->n ? cuts->at[i] : atom->hi));
    return widest;
}

static Cuts cuts_of(const ParText *text, const Atom *atom, bool is_hyphenated, Fixed widest)
{
    Cuts cuts = is_hyphenated ? cuts_of_syllables(text, atom) : (Cuts){ 0 };
    bool is_too_wide = widest > 0 && atom->glyphs->width > widest && widest_piece(atom, &cuts) > widest;
    return is_too_wide ? cuts_anywhere(text, atom) : cuts;
}

static LineItem cut_item(const ParText *text, const Atom *atom, const Cuts *cuts, uint32_t at)
{
    size_t before = at;
    uint32_t sign = utf8_previous(text->text, &before);
    bool follows_mark = !rune_is_letter(sign) && !rune_is_digit(sign);
    if (cuts->is_anywhere && !shows_hyphen(text, atom, cuts, at))
        return (LineItem){ .kind = LINE_PENALTY, .penalty = follows_mark ? ADDRESS_PENALTY : ANYWHERE_PENALTY };
    const GlyphRun *hyphen = shape_word(text->context->setting->fonts, atom->style, STR("-"));
    return (LineItem){ .kind = LINE_PENALTY, .width = hyphen->width, .is_flagged = true,
                       .penalty = cuts->is_anywhere ? ANYWHERE_PENALTY : cut_penalty(text, at),
                       .hang_right = text->par->hangs ? hyphen->width / 2 : 0 };
}

static void text_items(ParItems *items, const ParText *text, size_t index, Cuts cuts)
{
    const Atom *atom = &text->atoms.at[index];
    uint32_t lo = atom->lo, next = 0;
    Fixed hang_left = hang_of(text, atom, true);
    for (size_t i = 0; i < cuts.n; i++) {
        LineItem box = box_item(text, slice_width(atom, &next, cuts.at[i]));
        box.hang_left = hang_left;
        item_push(items, text->scratch, box, index, lo);
        item_push(items, text->scratch, cut_item(text, atom, &cuts, cuts.at[i]), index, cuts.at[i]);
        lo = cuts.at[i];
        hang_left = 0;
    }
    LineItem rest = box_item(text, cuts.n > 0 ? slice_width(atom, &next, atom->hi) : atom->glyphs->width);
    rest.hang_left = hang_left;
    rest.hang_right = hang_of(text, atom, false);
    item_push(items, text->scratch, rest, index, lo);
}

/* Between two atoms without a blank: after a hyphen or a dash, in an address. */
static void join_items(ParItems *items, const ParText *text, size_t index)
{
    const Atom *atom = &text->atoms.at[index];
    size_t at = atom->hi;
    uint32_t sign = utf8_previous(text->text, &at);
    bool is_hyphen = sign == '-' || sign == 0x2010;
    LineItem item = { .kind = LINE_PENALTY, .is_flagged = is_hyphen,
                      .penalty = is_hyphen || sign > 0x7F ? WRITTEN_PENALTY : ADDRESS_PENALTY };
    item_push(items, text->scratch, item, index, atom->hi);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || c == '\xC3';
}

/* "article 30", "18 décembre": a number better stays with the word before it, one of two figures at most with
 * the word behind it too. */
static bool is_tied(Str text, uint32_t lo, uint32_t hi)
{
    char before = text.p[lo - 1], behind = text.p[hi];
    if (is_digit(behind))
        return is_small(before) || (before >= 'A' && before <= 'Z') || (unsigned char)before >= 0x80;
    bool is_long = lo >= 3 && is_digit(text.p[lo - 2]) && text.p[lo - 3] != ' ';
    return is_digit(before) && is_small(behind) && !is_long;
}

/* Blanks [index, end) in succession are as wide as the first. */
static void blank_items(ParItems *items, const ParText *text, size_t index, size_t end)
{
    const Atom *atom = &text->atoms.at[index];
    Fixed width = atom->glyphs->width;
    int penalty = text->atoms.at[end - 1].after != BREAK_MAY                      ? PENALTY_MAX
                : is_tied(text->text, atom->lo, text->atoms.at[end - 1].hi) ? TIE_PENALTY : 0;
    if (penalty > 0)
        item_push(items, text->scratch, (LineItem){ .kind = LINE_PENALTY, .penalty = penalty }, index, atom->lo);
    LineItem glue = { .kind = LINE_GLUE, .width = width, .stretch = width / BLANK_STRETCH_PART,
                      .shrink = width / BLANK_SHRINK_PART };
    item_push(items, text->scratch, glue, index, atom->lo);
}

/* Blanks at the beginning and at the end of the paragraph, and beside hard
 * breaks, are no items. */
ParItems par_items(Arena *scratch, const ParText *text, bool is_hyphenated, Fixed widest)
{
    ParItems items = { 0 };
    size_t n = text->atoms.n, room = (is_hyphenated ? 2 * n : n + n / 8) + 8;
    array_reserve(scratch, &items.list, room);
    array_reserve(scratch, &items.places, room);
    const LineItem forced = { .kind = LINE_PENALTY, .penalty = -PENALTY_MAX };
    bool is_at_start = true;
    for (size_t i = 0, end; i < n; i = end) {
        const Atom *atom = &text->atoms.at[i];
        for (end = i + 1; atom->kind == ATOM_BLANK && end < n && text->atoms.at[end].kind == ATOM_BLANK;)
            end++;
        bool is_at_end = end == n || text->atoms.at[end].kind == ATOM_BREAK;
        if (atom->kind == ATOM_BREAK)
            item_push(&items, scratch, forced, i, atom->lo);
        else if (atom->kind == ATOM_TEXT)
            text_items(&items, text, i, cuts_of(text, atom, is_hyphenated, widest));
        else if (!is_at_start && !is_at_end)
            blank_items(&items, text, i, end);
        bool is_joined = atom->kind == ATOM_TEXT && atom->after == BREAK_MAY && !is_at_end;
        if (is_joined && text->atoms.at[end].kind == ATOM_TEXT)
            join_items(&items, text, i);
        is_at_start = atom->kind == ATOM_BREAK || (is_at_start && atom->kind == ATOM_BLANK);
    }
    item_push(&items, scratch, forced, n, (uint32_t)text->text.n);
    return items;
}
