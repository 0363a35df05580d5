#include "check/check_impl.h"

static ProgrammeRule *const programme_rules[] = {
    sources_are_named, periods_are_named, remarks_stay_visible, names_are_counted, actions_are_reported, objectives_are_reported,
    actions_are_numbered, shares_are_right,
};

static PassageRule *const passage_rules[] = {
    words_stand_once, ordinals_are_written, spaces_are_typed, numbers_of_tables_are_called, what_is_named_exists,
    sigles_keep_their_meaning, shares_are_derived,
};

static EditionRule *const edition_rules[] = {
    objectives_are_numbered, programmes_are_there, indicators_agree, names_are_apart, links_say_where, notes_are_ours,
    numbers_are_called,
};

#define COUNT(rules) (sizeof (rules) / sizeof *(rules))

void check_run(Arena *scratch, const Sources *sources, const Document *document, bool is_strict, Diags *diags)
{
    ArenaMark mark = arena_mark(scratch);
    Checking checking = { .scratch = scratch, .sources = sources, .document = document, .diags = diags,
                          .is_strict = is_strict };
    prose_collect(&checking);
    for (size_t i = 0; i < document->edition->programme_count; i++)
        for (size_t r = 0; r < COUNT(programme_rules); r++)
            programme_rules[r](&checking, document->edition->programmes[i]);
    for (size_t i = 0; i < checking.passages.n; i++)
        for (size_t r = 0; r < COUNT(passage_rules); r++)
            passage_rules[r](&checking, &checking.passages.at[i]);
    for (size_t r = 0; r < COUNT(edition_rules); r++)
        edition_rules[r](&checking);
    arena_rewind(scratch, mark);
}
