/* numbering.c - numbers that run on: a gap must be seen */
#include "check/check_impl.h"

typedef struct { int number; Span span; } Numbered;
typedef ARRAY(Numbered) Numbers;

/* The whole number that ends `text`, behind a stop where there is one; 0 when there is none. */
static int last_number(Str text)
{
    int number = 0, place = 1;
    for (size_t i = text.n; i-- > 0 && text.p[i] != '.'; place *= 10) {
        if (text.p[i] < '0' || text.p[i] > '9' || place > 1000)
            return 0;
        number += (text.p[i] - '0') * place;
    }
    return number;
}

static void number_add(Arena *scratch, Numbers *numbers, Text text)
{
    int number = last_number(str_trim(text.str));
    if (number > 0)
        array_push(scratch, numbers, (Numbered){ number, text.span });
}

static const Numbered *number_find(const Numbers *numbers, int number)
{
    for (size_t i = 0; i < numbers->n; i++)
        if (numbers->at[i].number == number)
            return &numbers->at[i];
    return NULL;
}

/* One message a gap, at the number behind it. */
static void report_skipped(const Checking *checking, const Numbers *numbers, const char *prefix)
{
    if (numbers->n == 0)
        return;
    int least = numbers->at[0].number, most = least;
    for (size_t i = 1; i < numbers->n; i++) {
        least = numbers->at[i].number < least ? numbers->at[i].number : least;
        most = numbers->at[i].number > most ? numbers->at[i].number : most;
    }
    for (int first = least + 1; first < most; first++) {
        if (number_find(numbers, first) != NULL)
            continue;
        int last = first;
        while (number_find(numbers, last + 1) == NULL)
            last++;
        Span behind = number_find(numbers, last + 1)->span;
        if (first == last)
            diag_add(checking->diags, DIAG_NUMBER_SKIPPED, behind, "%s%d n’existe pas", prefix, first);
        else
            diag_add(checking->diags, DIAG_NUMBER_SKIPPED, behind, "de %s%d à %s%d, aucun numéro",
                     prefix, first, prefix, last);
        first = last;
    }
}

void actions_are_numbered(const Checking *checking, const Programme *programme)
{
    if (programme->is_incomplete)
        return;
    Numbers numbers = { 0 };
    const Action *actions = programme->actions.at;
    const Intervention *interventions = programme->interventions.at;
    for (size_t i = 0; i < programme->actions.n; i++)
        number_add(checking->scratch, &numbers, actions[i].number);
    for (size_t i = 0; i < programme->interventions.n; i++)
        for (size_t k = 0; k < interventions[i].actions.n; k++)
            number_add(checking->scratch, &numbers, interventions[i].actions.at[k]);
    const char *prefix = str_to_c(checking->scratch, str_printf(checking->scratch, "l’action %d.", programme->number));
    report_skipped(checking, &numbers, prefix);
}

/* Objectives are numbered through the whole strategy, by the programmes in their order. */
void objectives_are_numbered(const Checking *checking)
{
    const Edition *edition = checking->document->edition;
    Numbers numbers = { 0 };
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Objective *objectives = programme->objectives.at;
        if (programme->is_incomplete)
            return;
        for (size_t k = 0; k < programme->objectives.n; k++)
            number_add(checking->scratch, &numbers, objectives[k].number);
    }
    report_skipped(checking, &numbers, "l’OSP ");
}
