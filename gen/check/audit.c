/* audit.c - numbers typed by hand that the data has, gives or denies
 *
 * A number alone proves little: 12 is said of many things. So each fact of
 * the same value is weighed by what speaks for it: how rare the number is
 * (its digits without end zeros), the noun behind it, the words of its label
 * in the sentence, the programme in which it stands. The weights were tuned
 * on the Rapport 2019 with all its references written out (tests/audit.py
 * counts what is found again, and what is found wrongly).
 */
#include "check/quantity.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/format.h"
#include "text/french.h"
#include "text/letters.h"

enum {
    WEIGHT_DIGIT = 2, DIGITS_COUNTED = 4, WEIGHT_UNIT = 4, WEIGHT_OWN = 4, WEIGHT_RARE = 2, WEIGHT_COMMON = 1,
    RARE_MOST = 6, COMMON_MOST = 2, WEIGHT_HERE = 2, WEIGHT_ELSEWHERE = -3, WEIGHT_PERIOD = 1, WEIGHT_RECENT = 4, WEIGHT_DERIVED = -2,
    ENOUGH = 9, USES_OF_RARE = 3, NOUN_REACH = 3, OWN_REACH = 6, AHEAD_REACH = 8
};

typedef struct {
    const Checking *checking;
    const FactBook *book;
    const Passage  *passage;
    const Quantity *quantity;
    Stems           noun, near, ahead, sentence, lead;   /* right behind; a little further; right before; all around */
    Str             around;              /* the sentence */
    const Indicator *recent;             /* what the figure before it in the sentence was of; NULL */
} Weighing;

/* ---- the words around ---- */

static bool ends_sentence(Str text, size_t at)
{
    char c = text.p[at];
    if (c == '\n' || c == ';')
        return true;
    return (c == '.' || c == '!' || c == '?') && (at + 1 == text.n || text.p[at + 1] == ' ');
}

static Str sentence_around(Str text, size_t lo, size_t hi)
{
    while (lo > 0 && !ends_sentence(text, lo - 1))
        lo--;
    while (hi < text.n && !ends_sentence(text, hi))
        hi++;
    return str_slice(text, lo, hi);
}

/* True when a mark that parts two thoughts stands in [lo, hi). */
static bool is_apart(Str text, size_t lo, size_t hi)
{
    for (size_t at = lo; at < hi;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune == '.' || rune == ';' || rune == ')' || rune == '\n' || rune == PASSAGE_MARK)
            return true;
    }
    return false;
}

/* Stems of the words behind the number, up to a mark or a further number. `is_noun`: up to the first small word
 * or comma too, since "trois séries d’ateliers" counts no ateliers. */
static Stems stems_behind(Arena *scratch, Str text, size_t at, bool is_noun)
{
    Stems stems = { 0 };
    Word word;
    size_t from = at, most = is_noun ? NOUN_REACH : OWN_REACH;
    while (stems.n < most && prose_next_word(text, &at, &word)) {
        Str between = str_slice(text, from, word.lo), stem = stem_of(scratch, word_str(text, word));
        if (is_apart(text, from, word.lo) || rune_is_digit((unsigned char)text.p[word.lo]))
            break;
        if (is_noun && (stem.n == 0 || str_find(between, STR(","), 0) < between.n || str_find(between, STR(":"), 0) < between.n))
            break;
        if (stem.n > 0)
            array_push(scratch, &stems, stem);
        from = word.hi;
    }
    return stems;
}

/* The stems of the words in front, back to a mark or a further number. */
static Stems stems_ahead(Arena *scratch, Str text, size_t lo)
{
    Stems stems = { 0 };
    size_t from = lo;
    for (int words = 0; from > 0 && words < AHEAD_REACH;) {
        size_t back = from;
        uint32_t rune = utf8_previous(text, &back);
        if (rune == '.' || rune == ';' || rune == '(' || rune == '\n' || rune == PASSAGE_MARK || rune_is_digit(rune) || rune == '%')
            break;
        words += rune_is_blank(rune);
        from = back;
    }
    stems_add(scratch, &stems, str_slice(text, from, lo));
    return stems;
}

static bool share_stem(const Stems *a, const Stems *b)
{
    for (size_t i = 0; i < a->n; i++)
        if (stems_have(b, a->at[i]))
            return true;
    return false;
}

/* ---- weighing ---- */

static int digits_of(const Value *value)
{
    int64_t digits = value->digits < 0 ? -value->digits : value->digits;
    int count = 0;
    while (digits > 0 && digits % 10 == 0)
        digits /= 10;
    for (; digits > 0; digits /= 10)
        count++;
    return count < DIGITS_COUNTED ? count : DIGITS_COUNTED;
}

static int words_weight(const Weighing *weighing, const Fact *fact)
{
    int rare = 0, common = 0;
    for (size_t i = 0; i < fact->words.n; i++) {
        Str stem = fact->words.at[i];
        const int *uses = map_find(&weighing->book->uses, stem);
        if (stems_have(&weighing->sentence, stem)) {
            if (uses != NULL && *uses <= USES_OF_RARE)
                rare += WEIGHT_RARE;
            else
                common += WEIGHT_COMMON;
        } else if (stems_have(&weighing->lead, stem)) {
            common += WEIGHT_COMMON;
        }
    }
    return (rare < RARE_MOST ? rare : RARE_MOST) + (common < COMMON_MOST ? common : COMMON_MOST);
}

static bool is_here(const Weighing *weighing, const Fact *fact)
{
    return weighing->passage->chapter->programme == fact->programme;
}

static bool has_unit(const Weighing *weighing, const Fact *fact)
{
    return share_stem(&fact->unit, &weighing->noun);
}

static bool has_most(const Stems *words, const Stems *wanted)
{
    size_t found = 0;
    for (size_t i = 0; i < wanted->n; i++)
        found += stems_have(words, wanted->at[i]);
    return found * 2 > wanted->n;
}

/* More than half of the words of its entry or row stand near: behind, or in front ("femmes : 9 %"). */
static bool has_own(const Weighing *weighing, const Fact *fact)
{
    return has_most(&weighing->near, &fact->own) || has_most(&weighing->ahead, &fact->own);
}

/* What the words say for a fact, whatever its value. */
static int evidence(const Weighing *weighing, const Fact *fact)
{
    int weight = words_weight(weighing, fact);
    if (has_unit(weighing, fact))
        weight += WEIGHT_UNIT;
    if (has_own(weighing, fact))
        weight += WEIGHT_OWN;
    if (fact->indicator != NULL && fact->indicator == weighing->recent)
        weight += WEIGHT_RECENT;
    if (fact->period.n > 0 && str_find(weighing->around, fact->period, 0) < weighing->around.n)
        weight += WEIGHT_PERIOD;
    if (is_here(weighing, fact))
        weight += WEIGHT_HERE;
    else if (weighing->passage->chapter->programme != NULL)
        weight += WEIGHT_ELSEWHERE;
    return fact->kind == FACT_HELD ? weight : weight + WEIGHT_DERIVED;
}

/* ---- equal ---- */

static bool equal_when_rounded(const Value *exact, const Value *shown)
{
    int64_t unit = 1, value = exact->digits < 0 ? -exact->digits : exact->digits;
    if (shown->decimals > exact->decimals)
        return false;
    for (unsigned i = shown->decimals; i < exact->decimals; i++)
        unit *= 10;
    return (value + unit / 2) / unit == shown->digits;
}

static bool is_share(const Value *value)
{
    return value->kind == VALUE_SHARE;
}

static bool says(const Quantity *quantity, const Fact *fact)
{
    if (fact->kind == FACT_SHARE || fact->kind == FACT_CHANGE)
        return is_share(&quantity->value) && equal_when_rounded(&fact->value, &quantity->value);
    bool is_amount = quantity->value.kind == VALUE_AMOUNT && fact->value.kind == VALUE_NUMBER && fact->unit.n > 0;
    if (is_share(&fact->value) != is_share(&quantity->value))
        return false;
    if (value_compare(&fact->value, &quantity->value) == 0)
        return !is_amount || quantity->value.decimals == fact->value.decimals;
    return value_compare(&fact->value, &quantity->head) == 0;
}

/* ---- the reference to write ---- */

static Str without_blanks(Arena *scratch, Str text)
{
    Buf out = buf_new(scratch);
    for (size_t at = 0; at < text.n;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune == '-')
            continue;                    /* "vingt-trois", "vingt trois" */
        if (!rune_is_blank(rune))
            buf_rune(&out, rune);
    }
    return buf_text(&out);
}

/* The format that writes the value as it was typed up to `*end`; false when none does. */
static bool format_as_typed(Weighing *weighing, const Fact *fact, const char **format, size_t *end)
{
    static const struct { const char *name; NumberFormat format; } formats[] = {
        { "", FORMAT_PLAIN }, { " | arrondi", FORMAT_ROUND }, { " | lettres", FORMAT_WORDS }, { " | montant", FORMAT_AMOUNT },
    };
    const Quantity *quantity = weighing->quantity;
    Arena *scratch = weighing->checking->scratch;
    Value value = fact->value;
    if (value.unit.n == 0 && fact->indicator != NULL)
        value.unit = fact->indicator->unit.str;
    size_t ends[] = { quantity->end, quantity->hi };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        Str shown = without_blanks(scratch, format_value(scratch, &value, formats[i].format));
        for (size_t k = 0; k < 2; k++) {
            Str typed = str_slice(weighing->passage->text, quantity->lo, ends[k]);
            if (!str_equal(without_blanks(scratch, typed), shown))
                continue;
            *format = formats[i].name;
            *end = ends[k];
            return true;
        }
    }
    return false;
}

/* The programme's number before the path, where the text stands elsewhere. */
static Str path_from(const Weighing *weighing, const Fact *fact)
{
    Arena *scratch = weighing->checking->scratch;
    return is_here(weighing, fact) ? fact->path
                                   : str_printf(scratch, "%d:%.*s", fact->programme->number, STR_ARG(fact->path));
}

static Str typed_number(const Weighing *weighing)
{
    return str_slice(weighing->passage->text, weighing->quantity->lo, weighing->quantity->end);
}

/* ---- reporting ---- */

static void report_held(Weighing *weighing, const Fact *fact, bool is_sure)
{
    Diags *diags = weighing->checking->diags;
    const Quantity *quantity = weighing->quantity;
    const char *format = "";
    size_t end = quantity->hi;
    bool is_alike = format_as_typed(weighing, fact, &format, &end);
    Str reference = str_printf(weighing->checking->scratch, "{{ %.*s%s }}", STR_ARG(path_from(weighing, fact)), format);
    diag_add(diags, DIAG_NUMBER_HELD, passage_span(weighing->passage, quantity->lo, end), "« %.*s »",
             STR_ARG(typed_number(weighing)));
    diag_remedy(diags, "écrire %.*s", STR_ARG(reference));
    if (is_sure && is_alike && passage_is_whole(weighing->passage, quantity->lo, end))
        diag_fix(diags, passage_span(weighing->passage, quantity->lo, end), reference);
}

static void report_derived(Weighing *weighing, const Fact *fact)
{
    static const char *const whats[] = {
        [FACT_SUM] = "la somme", [FACT_SHARE] = "la part", [FACT_CHANGE] = "l’évolution"
    };
    Diags *diags = weighing->checking->diags;
    Str path = path_from(weighing, fact);
    Span span = passage_span(weighing->passage, weighing->quantity->lo, weighing->quantity->end);
    size_t cut = str_find(path, STR(" |"), 0);
    diag_add(diags, DIAG_NUMBER_DERIVED, span, "« %.*s » est %s de %.*s", STR_ARG(typed_number(weighing)), whats[fact->kind],
             STR_ARG(str_slice(path, 0, cut)));
    if (fact->kind == FACT_SUM)
        diag_remedy(diags, "donner ce total dans les données (« total: »), puis l’appeler");
    else
        diag_remedy(diags, "écrire {{ %.*s }}", STR_ARG(path));
}

static Str value_shown(Arena *scratch, const Value *value)
{
    return french_number(scratch, value->digits, value->decimals);
}

static void report_contradiction(Weighing *weighing, const Fact *fact)
{
    Diags *diags = weighing->checking->diags;
    Span span = passage_span(weighing->passage, weighing->quantity->lo, weighing->quantity->end);
    Str path = path_from(weighing, fact);
    diag_add(diags, DIAG_NUMBER_DENIED, span, "« %.*s », mais %.*s vaut %.*s", STR_ARG(typed_number(weighing)), STR_ARG(path),
             STR_ARG(value_shown(weighing->checking->scratch, &fact->value)));
    diag_remedy(diags, "écrire {{ %.*s }}, ou corriger les données", STR_ARG(path));
}

/* ---- judging ---- */

typedef struct { const Fact *fact; int weight; bool is_tied; } Best;

/* A number of one digit needs a noun, an entry's words or the indicator's company. */
static bool is_spoken_for(const Weighing *weighing, const Fact *fact, int digits)
{
    return digits > WEIGHT_DIGIT || has_unit(weighing, fact) || has_own(weighing, fact)
        || (fact->indicator != NULL && fact->indicator == weighing->recent);
}

static int by_place(const void *a, const void *b)
{
    const FactSize *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* The facts that the number may say, in the order of the book, none twice: a head is far below its value. Which it
 * does say, says() tells. What is rounded to the last decimal typed lies within half of it; a hundredth of it covers
 * what is lost in a double. */
static FactSizes may_say(Arena *scratch, const FactBook *book, const Quantity *quantity)
{
    FactSizes near = { 0 };
    double size = value_double(&quantity->value), head = value_double(&quantity->head), unit = 1;
    for (unsigned i = 0; i < quantity->value.decimals; i++)
        unit /= 10;
    facts_near(scratch, &book->held, size, unit / 100, &near);
    if (value_compare(&quantity->value, &quantity->head) != 0)
        facts_near(scratch, &book->held, head, unit / 100, &near);
    if (is_share(&quantity->value))
        facts_near(scratch, &book->derived, size, unit * 0.51, &near);
    bool is_in_order = true;             /* where all are of one size */
    for (size_t i = 1; i < near.n; i++)
        is_in_order = is_in_order && near.at[i - 1].at < near.at[i].at;
    if (!is_in_order)
        qsort(near.at, near.n, sizeof *near.at, by_place);
    return near;
}

static Best best_equal(const Weighing *weighing)
{
    Best best = { .weight = ENOUGH - 1 };
    int digits = digits_of(&weighing->quantity->value) * WEIGHT_DIGIT;
    FactSizes near = may_say(weighing->checking->scratch, weighing->book, weighing->quantity);
    for (size_t i = 0; i < near.n; i++) {
        const Fact *fact = &weighing->book->list.at[near.at[i].at];
        if (!says(weighing->quantity, fact) || !is_spoken_for(weighing, fact, digits))
            continue;
        int weight = evidence(weighing, fact) + digits;
        best.is_tied = weight == best.weight ? best.fact != NULL : weight < best.weight && best.is_tied;
        if (weight > best.weight)
            best = (Best){ fact, weight, false };
    }
    return best;
}

static bool sentence_calls(const Weighing *weighing, const Indicator *indicator)
{
    const Passage *passage = weighing->passage;
    for (size_t i = 0; i < passage->called.n; i++) {
        const char *at = passage->text.p + passage->called.at[i].at;
        if (passage->called.at[i].inline_->indicator == indicator && at >= weighing->around.p
            && at < weighing->around.p + weighing->around.n)
            return true;
    }
    return false;
}

/* The one fact that the words name beyond doubt, though its value is another. */
static const Fact *denied(const Weighing *weighing)
{
    const Fact *found = NULL;
    int most = 0;
    size_t lo, hi;
    facts_told(weighing->book, weighing->passage->chapter->programme, &lo, &hi);
    for (size_t i = lo; i < hi; i++) {
        const Fact *fact = &weighing->book->list.at[weighing->book->told.at[i]];
        if (is_share(&fact->value) != is_share(&weighing->quantity->value))
            continue;
        bool is_named = has_unit(weighing, fact) && words_weight(weighing, fact) >= RARE_MOST
                     && (fact->own.n == 0 || has_own(weighing, fact));
        int weight = evidence(weighing, fact);
        if (!is_named || weight < most || sentence_calls(weighing, fact->indicator))
            continue;
        found = weight == most && found != NULL && found->indicator != fact->indicator ? NULL : fact;
        most = weight;
    }
    return found;
}

static bool is_near(const Value *a, const Value *b)
{
    double x = value_double(a), y = value_double(b);
    return x * 2 >= y && y * 2 >= x;
}

/* Facts that numbers of the same sentence say are not denied by the others. */
static bool sentence_says(Weighing *weighing, const Fact *fact)
{
    Passage sentence = *weighing->passage;
    Quantity quantity;
    QuantityReader reader = { 0 };
    size_t lo = (size_t)(weighing->around.p - weighing->passage->text.p);
    while (quantity_next(&reader, &sentence, &quantity))
        if (quantity.lo >= lo && quantity.hi <= lo + weighing->around.n && says(&quantity, fact))
            return true;
    return false;
}

/* Returns the fact that the number says; NULL when none. */
static const Fact *judge(Weighing *weighing)
{
    Best best = best_equal(weighing);
    if (best.fact != NULL && best.fact->kind == FACT_HELD)
        report_held(weighing, best.fact, !best.is_tied);
    else if (best.fact != NULL)
        report_derived(weighing, best.fact);
    if (best.fact != NULL)
        return best.fact;
    const Fact *fact = denied(weighing);
    if (fact != NULL && is_near(&fact->value, &weighing->quantity->value) && !sentence_says(weighing, fact))
        report_contradiction(weighing, fact);
    return NULL;
}

/* What the newest figure before byte `lo`, found or called, in the same sentence is of. */
typedef struct { const Indicator *indicator; size_t at; } Recent;

static const Indicator *recent_at(const Passage *passage, const Recent *found, size_t start, size_t lo)
{
    Recent recent = *found;
    for (size_t i = 0; i < passage->called.n && passage->called.at[i].at < lo; i++)
        if (recent.indicator == NULL || passage->called.at[i].at > recent.at)
            recent = (Recent){ passage->called.at[i].inline_->indicator, passage->called.at[i].at };
    return recent.indicator != NULL && recent.at >= start ? recent.indicator : NULL;
}

static void weigh(const Checking *checking, const FactBook *book, const Passage *passage, const Quantity *quantity, Recent *found)
{
    Arena *scratch = checking->scratch;
    Str around = sentence_around(passage->text, quantity->lo, quantity->hi);
    Weighing weighing = { .checking = checking, .book = book, .passage = passage, .quantity = quantity, .around = around };
    weighing.noun = stems_behind(scratch, passage->text, quantity->hi, true);
    weighing.near = stems_behind(scratch, passage->text, quantity->hi, false);
    weighing.ahead = stems_ahead(scratch, passage->text, quantity->lo);
    weighing.recent = recent_at(passage, found, (size_t)(around.p - passage->text.p), quantity->lo);
    stems_add(scratch, &weighing.sentence, around);
    stems_add(scratch, &weighing.lead, passage->lead);
    const Fact *fact = judge(&weighing);
    if (fact != NULL && fact->indicator != NULL)
        *found = (Recent){ fact->indicator, quantity->lo };
}

void numbers_are_called(const Checking *checking)
{
    FactBook book = facts_collect(checking->scratch, checking->document->edition);
    for (size_t i = 0; i < checking->passages.n && book.list.n > 0; i++) {
        const Passage *passage = &checking->passages.at[i];
        QuantityReader reader = { 0 };
        Quantity quantity;
        Recent found = { 0 };
        while (passage->kind != PASSAGE_HEADING && quantity_next(&reader, passage, &quantity))
            weigh(checking, &book, passage, &quantity, &found);
    }
}
