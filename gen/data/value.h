/* value.h - a figure that knows where it comes from
 *
 * Numbers are decimal, exact and bounded: a sum of amounts has no rounding.
 */
#ifndef DATA_VALUE_H
#define DATA_VALUE_H

#include "diag/diag.h"

typedef enum {
    VALUE_NONE,                          /* nothing was written */
    VALUE_TEXT,
    VALUE_NUMBER,                        /* 3636 */
    VALUE_AMOUNT,                        /* 4175500, with a currency */
    VALUE_SHARE,                         /* 49,9 % is 499 with 1 decimal */
    VALUE_DATE,                          /* text is ISO: 2019-12-31, 2019-12 or 2019 */
    VALUE_MISSING,                       /* n.d., – , ε: `text` is the sign as written */
    VALUE_KINDS
} ValueKind;

/* What a sign in place of a figure says. None of them is a number to those who reckon; the last two are known
 * all the same: a sum with them is whole. */
typedef enum {
    SIGN_NONE,                           /* no sign: a figure, or nothing */
    SIGN_UNKNOWN,                        /* n.d.: there is a figure, nobody has it */
    SIGN_NIL,                            /* –: there is nothing to count */
    SIGN_NEGLIGIBLE,                     /* ε: less than half of the unit shown */
    SIGN_COUNT
} ValueSign;

typedef struct {
    ValueKind kind;
    int64_t   digits;                    /* the number is digits / 10^decimals */
    uint8_t   decimals;                  /* 0 to 6 */
    bool      is_computed;               /* a total or share that we worked out */
    Str       text;                      /* as written; the text of VALUE_TEXT */
    Str       unit;                      /* "DH", "projets"; may be empty */
    Span      span;                      /* where it was written; a formula's for a computed one */
} Value;

/* Reads a number as the French and YAML write it: blanks (also no-break and
 * narrow) or nothing between thousands, decimal comma or point, sign, and a
 * "%" that makes it a share. False when it is not one; at most 15 digits. */
bool value_read_number(Str text, Span span, Value *value);

/* Reads the signs for what is not known: "n.d.", "nd", "-", "–", "—", "ε", "", and what a new edition
 * has in their place, "à remplir". */
bool value_read_missing(Str text, Span span, Value *value);

/* Reads 2019-12-31, 2019-12, 2019, 31/12/2019, "31 décembre 2019" and
 * "décembre 2019"; false when it is none or no day of the calendar. */
bool value_read_date(Arena *arena, Str text, Span span, Value *value);

bool value_is_number(const Value *value);          /* NUMBER, AMOUNT or SHARE */

/* The sign of a VALUE_MISSING, and a sign as it is printed: "nd" is typed, "n.d." shown. */
ValueSign value_sign(const Value *value);
Str       value_sign_text(ValueSign sign);         /* empty for SIGN_NONE */

/* Sum, exact. Missing and text count as 0; the kind, unit and span are those
 * of the first number. A sum of no number is VALUE_MISSING: "à remplir" or
 * "n.d." when a term is, else "ε" when one is, else "–" when one is. Gives
 * decimals up beyond 15 digits, then saturates at +-(10^15 - 1). */
Value value_sum(const Value *values, size_t n);

/* As numbers. "–" is 0, "ε" a little more than 0; what is not known comes before all that is. */
int   value_compare(const Value *a, const Value *b);

/* part / whole as VALUE_SHARE in percent with `decimals`, halves up;
 * VALUE_MISSING when the whole is 0. */
Value value_share(const Value *part, const Value *whole, uint8_t decimals);

double value_double(const Value *value);           /* for drawing only */

#endif
