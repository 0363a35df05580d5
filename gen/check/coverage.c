/* coverage.c - what of the strategy no section reports on */
#include "check/check_impl.h"

#include "base/buf.h"
#include "doc/actions.h"

/* All actions that headings of the chapter name. */
static Reported reported_by(Arena *scratch, const Chapter *chapter)
{
    Reported reported = { 0 };
    for (const Block *block = chapter->blocks; block != NULL; block = block->next)
        if (block->kind == BLOCK_HEADING && block->reference != NULL)
            actions_read(scratch, inlines_text(scratch, block->reference), &reported);
    return reported;
}

const Chapter *chapter_of(const Document *document, const Programme *programme)
{
    for (size_t i = 0; i < document->chapters.n; i++)
        if (document->chapters.at[i]->programme == programme)
            return document->chapters.at[i];
    return NULL;
}

static bool is_among(const Strs *numbers, Str number)
{
    for (size_t i = 0; i < numbers->n; i++)
        if (str_equal(numbers->at[i], number))
            return true;
    return false;
}

typedef struct { Strs named; Buf missing; Span first; } Unreported;

/* Adds the action to the list, unless a heading or the list has it. */
static void note_action(Arena *scratch, Unreported *unreported, Text number)
{
    if (is_among(&unreported->named, number.str))
        return;
    array_push(scratch, &unreported->named, number.str);
    buf_printf(&unreported->missing, "%s%.*s", unreported->missing.n ? ", " : "", STR_ARG(number.str));
    if (unreported->first.file == 0)
        unreported->first = number.span;
}

/* One message a programme lists all its actions that no section's heading names. */
void actions_are_reported(const Checking *checking, const Programme *programme)
{
    Arena *scratch = checking->scratch;
    const Chapter *chapter = chapter_of(checking->document, programme);
    if (chapter == NULL || programme->narrative == 0 || programme->is_incomplete)
        return;
    Unreported unreported = { reported_by(scratch, chapter).actions, buf_new(scratch), SPAN_NONE };
    const Action *actions = programme->actions.at;
    const Intervention *interventions = programme->interventions.at;
    for (size_t i = 0; i < programme->actions.n; i++)
        note_action(scratch, &unreported, actions[i].number);
    for (size_t i = 0; i < programme->interventions.n; i++)
        for (size_t k = 0; k < interventions[i].actions.n; k++)
            note_action(scratch, &unreported, interventions[i].actions.at[k]);
    Str missing = buf_text(&unreported.missing);
    if (missing.n > 0)
        diag_add(checking->diags, DIAG_ACTION_UNREPORTED, unreported.first, "%.*s", STR_ARG(missing));
}

/* ---- objectives and programmes ---- */

/* In the narrative: the list of objectives comes from the data. */
static bool text_names_objectives(const Checking *checking, uint32_t narrative)
{
    static const char *const osp[] = { "osp", NULL };
    Word word;
    for (size_t i = 0; i < checking->passages.n; i++)
        if (checking->passages.at[i].file == narrative)
            for (size_t at = 0; prose_next_word(checking->passages.at[i].text, &at, &word);)
                if (word_is(checking->passages.at[i].text, word, osp))
                    return true;
    return false;
}

/* A narrative that is still to be written, in whole or in part (DIAG_TO_FILL), has not left anything out yet. */
static bool text_is_to_come(const Checking *checking, uint32_t narrative)
{
    for (size_t i = 0; i < checking->passages.n; i++)
        if (checking->passages.at[i].file == narrative && str_starts(checking->passages.at[i].text, STR("À remplir")))
            return true;
    return false;
}

/* Sections name actions more often than objectives: one that reports on an action of the programme does
 * report on its objectives. What is left is a programme whose text names neither. */
void objectives_are_reported(const Checking *checking, const Programme *programme)
{
    const Chapter *chapter = chapter_of(checking->document, programme);
    const Objective *objectives = programme->objectives.at;
    if (chapter == NULL || programme->narrative == 0 || programme->is_incomplete || programme->objectives.n == 0)
        return;
    Reported reported = reported_by(checking->scratch, chapter);
    if (reported.actions.n > 0 || reported.objectives.n > 0 || text_names_objectives(checking, programme->narrative)
        || text_is_to_come(checking, programme->narrative))
        return;
    diag_add(checking->diags, DIAG_OBJECTIVE_UNREPORTED, objectives[0].number.span, "programme %d", programme->number);
    diag_remedy(checking->diags, "finir le titre d’une section par « (OSP %.*s) » ou par ses actions",
                STR_ARG(objectives[0].number.str));
}

void programmes_are_there(const Checking *checking)
{
    const Edition *edition = checking->document->edition;
    const Committee *committees = edition->committees.at;
    if (edition->is_excerpt || edition->is_incomplete)
        return;
    for (size_t i = 0; i < edition->committees.n; i++) {
        const ProgrammeTitle *titles = committees[i].programmes.at;
        for (size_t k = 0; k < committees[i].programmes.n; k++) {
            const Programme *there = edition_announced(edition, &titles[k]);
            if (there != NULL && str_equal(there->number_text.str, titles[k].number.str))
                continue;
            diag_add(checking->diags, DIAG_PROGRAMME_ABSENT, titles[k].number.span, "programme %.*s",
                     STR_ARG(titles[k].number.str));
            diag_remedy(checking->diags, "créer programmes/%.*s-…/programme.yaml", STR_ARG(titles[k].number.str));
        }
    }
}
