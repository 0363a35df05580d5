/* edition.c - finding the parts of a report */
#include "model/edition.h"

static const void *find_by_id(const Items *items, size_t size, Str id)
{
    const char *at = items->at;
    for (size_t i = 0; i < items->n; i++, at += size)
        if (str_equal(((const Text *)(const void *)at)->str, id))
            return at;
    return NULL;
}

const Table *programme_table(const Programme *programme, Str id)
{
    return find_by_id(&programme->tables, sizeof(Table), id);
}

const Chart *programme_chart(const Programme *programme, Str id)
{
    return find_by_id(&programme->charts, sizeof(Chart), id);
}

const Diagram *programme_diagram(const Programme *programme, Str id)
{
    return find_by_id(&programme->diagrams, sizeof(Diagram), id);
}

const Diagram *edition_diagram(const Edition *edition, Str id)
{
    return find_by_id(&edition->diagrams, sizeof(Diagram), id);
}

const Indicator *programme_indicator(const Programme *programme, Str id)
{
    return find_by_id(&programme->indicators, sizeof(Indicator), id);
}

bool programme_has_action(const Programme *programme, Str number)
{
    const Intervention *interventions = programme->interventions.at;
    if (find_by_id(&programme->actions, sizeof(Action), number) != NULL)
        return true;
    for (size_t i = 0; i < programme->interventions.n; i++)
        for (size_t k = 0; k < interventions[i].actions.n; k++)
            if (str_equal(interventions[i].actions.at[k].str, number))
                return true;
    return false;
}

const Lender *edition_lender(const Edition *edition, Span span)
{
    for (size_t i = 0; edition->lenders != NULL && i < edition->lenders->n && span.file != 0; i++) {
        const Lender *lender = edition->lenders->at[i];
        for (size_t k = 0; k < lender->programmes.n; k++)
            if (lender->programmes.at[k]->file == span.file)
                return lender;
    }
    return NULL;
}

const Committee *edition_committee(const Edition *edition, Str id)
{
    return find_by_id(&edition->committees, sizeof(Committee), id);
}

static int number_of(Str text)
{
    int number = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || number > 100000)
            return -1;
        number = number * 10 + (text.p[i] - '0');
    }
    return text.n > 0 ? number : -1;
}

const Committee *edition_committee_of(const Edition *edition, int programme)
{
    const Committee *committees = edition->committees.at;
    for (size_t i = 0; i < edition->committees.n; i++) {
        const ProgrammeTitle *titles = committees[i].programmes.at;
        for (size_t k = 0; k < committees[i].programmes.n; k++)
            if (number_of(titles[k].number.str) == programme)
                return &committees[i];
    }
    return NULL;
}

const Programme *edition_programme(const Edition *edition, int number)
{
    for (size_t i = 0; i < edition->programme_count; i++)
        if (edition->programmes[i]->number == number)
            return edition->programmes[i];
    return NULL;
}

/* The volet that a part gives the programme's committee; else what its own
 * file says; else sectoriel. */
VoletKind edition_volet_of(const Edition *edition, int programme)
{
    const Committee *committee = edition_committee_of(edition, programme);
    const Part *parts = edition->parts.at;
    for (size_t i = 0; i < edition->parts.n && committee != NULL; i++) {
        const Volet *volets = parts[i].volets.at;
        for (size_t k = 0; k < parts[i].volets.n; k++)
            for (size_t c = 0; c < volets[k].committees.n; c++)
                if (str_equal(volets[k].committees.at[c].str, committee->id.str))
                    return (VoletKind)volets[k].kind;
    }
    const Programme *found = edition_programme(edition, programme);
    return found != NULL ? (VoletKind)found->volet : VOLET_SECTORIEL;
}
