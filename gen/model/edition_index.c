/* edition_index.c - what is looked for in an edition, by what it is called
 *
 * Texts name programmes, committees, figures and objectives on every page:
 * looked for one by one, a report of a hundred times as many would cost ten
 * thousand times as much.
 */
#include "model/model_impl.h"

#include <stdlib.h>

/* The indicators of a programme lie in one piece. */
typedef struct { const Indicator *first, *end; const Programme *programme; } Owner;

typedef struct { const Committee *committee; const Volet *volet; } Standing;

struct EditionIndex {
    Map     committees;                  /* Standing, by the committee's id */
    Map     holders;                     /* Programmes, by the id of an indicator, table, chart or diagram of theirs */
    Map     objectives;                  /* Programmes, by an objective's number */
    const Committee **of_programme;      /* by number, up to `most`; NULL: announced by none */
    int     most;
    Owner  *owners;                      /* by address */
    size_t  owner_count;
};

static const ProgrammeList nobody;

/* Adds the programme to those of the name, once. */
static void add_holder(Arena *arena, Map *map, Str name, const Programme *programme)
{
    ProgrammeList *list = map_find(map, name);
    if (list == NULL) {
        list = arena_new(arena, ProgrammeList);
        map_set(arena, map, name, list);
    }
    if (list->n == 0 || array_last(list) != programme)
        array_push(arena, list, programme);
}

/* `items` begin with the Text that they are called by. */
static void add_holders(Arena *arena, Map *map, const Items *items, size_t size, const Programme *programme)
{
    const char *at = items->at;
    for (size_t i = 0; i < items->n; i++, at += size)
        add_holder(arena, map, ((const Text *)(const void *)at)->str, programme);
}

static int by_address(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const Owner *)a)->first, y = (uintptr_t)((const Owner *)b)->first;
    return x < y ? -1 : x > y;
}

static void index_programmes(Arena *arena, EditionIndex *index, const Edition *edition)
{
    index->owners = arena_array(arena, Owner, edition->programme_count + 1);
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Indicator *first = programme->indicators.at;
        add_holders(arena, &index->holders, &programme->indicators, sizeof(Indicator), programme);
        add_holders(arena, &index->holders, &programme->tables, sizeof(Table), programme);
        add_holders(arena, &index->holders, &programme->charts, sizeof(Chart), programme);
        add_holders(arena, &index->holders, &programme->diagrams, sizeof(Diagram), programme);
        add_holders(arena, &index->objectives, &programme->objectives, sizeof(Objective), programme);
        if (programme->indicators.n > 0)
            index->owners[index->owner_count++] = (Owner){ first, first + programme->indicators.n, programme };
    }
    qsort(index->owners, index->owner_count, sizeof *index->owners, by_address);
}

int programme_title_number(const ProgrammeTitle *title)
{
    int64_t number = str_number(title->number.str, PROGRAMME_NUMBER_MAX);
    return number > 0 ? (int)number : 0;
}

/* The first committee that announces a programme has it. */
static void index_committees(Arena *arena, EditionIndex *index, const Edition *edition)
{
    const Committee *committees = edition->committees.at;
    for (size_t i = 0; i < edition->committees.n; i++) {
        const ProgrammeTitle *titles = committees[i].programmes.at;
        for (size_t k = 0; k < committees[i].programmes.n; k++) {
            int number = programme_title_number(&titles[k]);
            index->most = number > index->most ? number : index->most;
        }
    }
    index->of_programme = arena_array(arena, const Committee *, (size_t)index->most + 1);
    for (size_t i = 0; i < edition->committees.n; i++) {
        const ProgrammeTitle *titles = committees[i].programmes.at;
        for (size_t k = 0; k < committees[i].programmes.n; k++) {
            const Committee **of = &index->of_programme[programme_title_number(&titles[k])];
            *of = *of != NULL ? *of : &committees[i];
        }
        if (map_find(&index->committees, committees[i].id.str) != NULL)
            continue;
        Standing *standing = arena_new(arena, Standing);
        standing->committee = &committees[i];
        map_set(arena, &index->committees, committees[i].id.str, standing);
    }
    index->of_programme[0] = NULL;       /* of what is no number */
}

/* The first volet that names a committee has it. */
static void index_volets(EditionIndex *index, const Edition *edition)
{
    const Part *parts = edition->parts.at;
    for (size_t i = 0; i < edition->parts.n; i++) {
        const Volet *volets = parts[i].volets.at;
        for (size_t k = 0; k < parts[i].volets.n; k++)
            for (size_t c = 0; c < volets[k].committees.n; c++) {
                Standing *standing = map_find(&index->committees, volets[k].committees.at[c].str);
                if (standing != NULL && standing->volet == NULL)
                    standing->volet = &volets[k];
            }
    }
}

void edition_index(Arena *arena, Edition *edition)
{
    EditionIndex *index = arena_new(arena, EditionIndex);
    index_committees(arena, index, edition);
    index_volets(index, edition);
    index_programmes(arena, index, edition);
    edition->index = index;
}

/* ---- looking up ---- */

static const Standing *standing_of(const Edition *edition, Str committee)
{
    return edition->index != NULL ? map_find(&edition->index->committees, committee) : NULL;
}

const Committee *edition_committee(const Edition *edition, Str id)
{
    const Standing *standing = standing_of(edition, id);
    return standing != NULL ? standing->committee : NULL;
}

const Volet *edition_volet(const Edition *edition, const Committee *committee)
{
    const Standing *standing = standing_of(edition, committee->id.str);
    return standing != NULL ? standing->volet : NULL;
}

const Committee *edition_committee_of(const Edition *edition, int programme)
{
    const EditionIndex *index = edition->index;
    return index != NULL && programme > 0 && programme <= index->most ? index->of_programme[programme] : NULL;
}

/* The volet that a part gives the programme's committee; else what its own
 * file says; else sectoriel. */
VoletKind edition_volet_of(const Edition *edition, int programme)
{
    const Committee *committee = edition_committee_of(edition, programme);
    const Volet *volet = committee != NULL ? edition_volet(edition, committee) : NULL;
    const Programme *found = volet == NULL ? edition_programme(edition, programme) : NULL;
    return volet != NULL ? (VoletKind)volet->kind : found != NULL ? (VoletKind)found->volet : VOLET_SECTORIEL;
}

const Programme *edition_programme(const Edition *edition, int number)
{
    size_t lo = 0, hi = edition->programme_count;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (edition->programmes[middle]->number < number)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo < edition->programme_count && edition->programmes[lo]->number == number ? edition->programmes[lo] : NULL;
}

const Programme *edition_announced(const Edition *edition, const ProgrammeTitle *title)
{
    int number = programme_title_number(title);
    return number > 0 ? edition_programme(edition, number) : NULL;
}

int edition_number_most(const Edition *edition)
{
    return edition->index != NULL ? edition->index->most : 0;
}

static const ProgrammeList *list_in(const Map *map, Str name)
{
    const ProgrammeList *list = map_find(map, name);
    return list != NULL ? list : &nobody;
}

const ProgrammeList *edition_holders(const Edition *edition, Str id)
{
    return edition->index != NULL ? list_in(&edition->index->holders, id) : &nobody;
}

const ProgrammeList *edition_pursuers(const Edition *edition, Str objective)
{
    return edition->index != NULL ? list_in(&edition->index->objectives, objective) : &nobody;
}

const Programme *edition_owner(const Edition *edition, const Indicator *indicator)
{
    const EditionIndex *index = edition->index;
    size_t lo = 0, hi = index != NULL ? index->owner_count : 0;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if ((uintptr_t)index->owners[middle].end <= (uintptr_t)indicator)
            lo = middle + 1;
        else
            hi = middle;
    }
    bool is_there = index != NULL && lo < index->owner_count && (uintptr_t)index->owners[lo].first <= (uintptr_t)indicator;
    return is_there ? index->owners[lo].programme : NULL;
}
