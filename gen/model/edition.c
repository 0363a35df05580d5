/* edition.c - finding what a programme holds, and whose figure one is */
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
