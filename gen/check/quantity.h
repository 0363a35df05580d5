/* quantity.h - numbers in running text that count something
 *
 * In figures ("1 363", "12.858", "12,5 %", "3,5 millions") or in words
 * ("vingt-trois", "deux cent huit"). What only looks like a number is left
 * out: dates, years, hours, ordinals, numbers of laws, articles, actions and
 * sections, telephones, addresses, all that stands in guillemets or is glued
 * to letters, and "un", which is an article too.
 */
#ifndef CHECK_QUANTITY_H
#define CHECK_QUANTITY_H

#include "check/check_impl.h"

typedef struct {
    size_t lo, hi;                       /* bytes of the passage: the number, without unit */
    size_t end;                          /* behind "%" or the currency, where one follows; else hi */
    Value  value;                        /* NUMBER, SHARE before "%", AMOUNT before a currency */
    Value  head;                         /* before "millions": 3,5; equal to `value` elsewhere */
    bool   is_in_words;
} Quantity;

/* Where a reader stands: all 0 at the start of a passage. */
typedef struct {
    size_t at;
    int    quotes;                       /* guillemets open there */
    bool   was_numbered;                 /* the newest number was an article's, an action's … */
} QuantityReader;

/* Reads on to the next one; false at the end. */
bool quantity_next(QuantityReader *reader, const Passage *passage, Quantity *quantity);

#endif
