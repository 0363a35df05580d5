/* value.c - reading figures, and exact arithmetic on them
 *
 * A number is an integer count of 10^-decimals. Sums and comparisons are made
 * in millionths in 128 bits: 10^15 in millionths is 10^21, which leaves room
 * for more terms than any file can hold.
 */
#include "data/value.h"

#include <string.h>

#include "base/utf8.h"

enum { DIGITS_MAX = 15, DECIMALS_MAX = 6 };

__extension__ typedef __int128 Wide;               /* millionths */

static const int64_t powers[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
    10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
    1000000000000000,
};

/* The blanks that may stand between thousands: space, no-break space, thin
 * space, narrow no-break space. */
static bool is_blank(uint32_t rune)
{
    return rune == ' ' || rune == 0xA0 || rune == 0x2009 || rune == 0x202F;
}

static bool is_digit(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

/* The character at `at`, or 0 at the end; `*next` is the place after it. */
static uint32_t rune_at(Str text, size_t at, size_t *next)
{
    *next = at;
    return at < text.n ? utf8_next(text, next) : 0;
}

static size_t skip_blanks(Str text, size_t at)
{
    size_t next;
    while (is_blank(rune_at(text, at, &next)))
        at = next;
    return at;
}

/* Digits as they are read: `count` leaves leading zeros out. */
typedef struct { int64_t digits; int count; } Digits;

static bool take_digit(Digits *digits, uint32_t rune)
{
    digits->digits = digits->digits * 10 + (int64_t)(rune - '0');
    digits->count += digits->digits != 0;
    return digits->count <= DIGITS_MAX;
}

/* Reads digits at `*at`; returns how many, -1 when they are more than a
 * number holds. */
static int take_run(Str text, size_t *at, Digits *digits)
{
    int n = 0;
    size_t next;
    for (uint32_t rune; is_digit(rune = rune_at(text, *at, &next)); *at = next, n++)
        if (!take_digit(digits, rune))
            return -1;
    return n;
}

/* The digits before the decimal mark: "3636" or "3 636". After the first
 * blank every group must have three digits. */
static bool take_whole(Str text, size_t *at, Digits *digits)
{
    int n = take_run(text, at, digits);
    if (n <= 0)
        return false;
    for (;;) {
        size_t group, next;
        bool has_blank = is_blank(rune_at(text, *at, &group));
        if (!has_blank || !is_digit(rune_at(text, group, &next)))
            return true;
        int length = take_run(text, &group, digits);
        if (n > 3 || length != 3)
            return false;
        *at = group;
    }
}

static bool take_fraction(Str text, size_t *at, Digits *digits, uint8_t *decimals)
{
    size_t next;
    uint32_t mark = rune_at(text, *at, &next);
    if (mark != ',' && mark != '.')
        return true;
    *at = next;
    int n = take_run(text, at, digits);
    *decimals = (uint8_t)(n > 0 ? n : 0);
    return n > 0 && n <= DECIMALS_MAX;
}

static bool take_sign(Str text, size_t *at)
{
    size_t next;
    uint32_t rune = rune_at(text, *at, &next);
    if (rune == '-' || rune == 0x2212 || rune == '+')
        *at = skip_blanks(text, next);
    return rune == '-' || rune == 0x2212;
}

bool value_read_number(Str text, Span span, Value *value)
{
    text = str_trim(text);
    size_t at = skip_blanks(text, 0);
    Digits digits = { 0 };
    uint8_t decimals = 0;
    bool is_negative = take_sign(text, &at);
    if (!take_whole(text, &at, &digits) || !take_fraction(text, &at, &digits, &decimals))
        return false;
    size_t end = skip_blanks(text, at);
    bool is_share = end < text.n && text.p[end] == '%';
    if (is_share)
        end = skip_blanks(text, end + 1);
    if (end != text.n)
        return false;
    *value = (Value){ .kind = is_share ? VALUE_SHARE : VALUE_NUMBER,
                      .digits = is_negative ? -digits.digits : digits.digits,
                      .decimals = decimals, .text = text, .span = span };
    return true;
}

/* What a new edition has in place of a figure. */
#define TO_FILL STR("à remplir")

/* As they are typed; the first of each is the one that is printed. */
static const struct { ValueSign sign; const char *typed; } signs[] = {
    { SIGN_UNKNOWN, "n.d." }, { SIGN_UNKNOWN, "n.d" }, { SIGN_UNKNOWN, "nd" }, { SIGN_UNKNOWN, "N.D." },
    { SIGN_UNKNOWN, "ND" }, { SIGN_UNKNOWN, "à remplir" }, { SIGN_NIL, "–" }, { SIGN_NIL, "-" }, { SIGN_NIL, "—" }, { SIGN_NEGLIGIBLE, "ε" },
};
enum { SIGNS = sizeof signs / sizeof *signs };

static ValueSign sign_of(Str text)
{
    text = str_trim(text);
    for (size_t i = 0; i < SIGNS; i++)
        if (str_equal(text, str_from_c(signs[i].typed)))
            return signs[i].sign;
    return SIGN_NONE;
}

bool value_read_missing(Str text, Span span, Value *value)
{
    text = str_trim(text);
    if (text.n > 0 && sign_of(text) == SIGN_NONE)
        return false;
    *value = (Value){ .kind = VALUE_MISSING, .text = text, .span = span };
    return true;
}

ValueSign value_sign(const Value *value)
{
    return value->kind == VALUE_MISSING ? sign_of(value->text) : SIGN_NONE;
}

Str value_sign_text(ValueSign sign)
{
    for (size_t i = 0; i < SIGNS; i++)
        if (signs[i].sign == sign)
            return str_from_c(signs[i].typed);
    return STR_NONE;
}

/* Month names without accents, as fold() leaves them. */
static const char *const months[] = {
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
    "septembre", "octobre", "novembre", "decembre",
};

/* Small letters without the accents that month names bear. */
static size_t fold(Str word, char folded[16])
{
    size_t n = 0;
    for (size_t at = 0; at < word.n && n < 15;) {
        uint32_t rune = utf8_next(word, &at);
        if (rune >= 'A' && rune <= 'Z')
            rune += 'a' - 'A';
        else if (rune == 0xE9 || rune == 0xC9)
            rune = 'e';
        else if (rune == 0xFB || rune == 0xDB)
            rune = 'u';
        folded[n++] = rune < 0x80 ? (char)rune : '?';
    }
    folded[n] = '\0';
    return n;
}

static int month_number(Str word)
{
    char folded[16];
    fold(word, folded);
    for (int i = 0; i < 12; i++)
        if (strcmp(folded, months[i]) == 0)
            return i + 1;
    return 0;
}

/* A whole number of `least` to `most` digits; -1 when it is none. */
static int small_number(Str text, size_t least, size_t most)
{
    return text.n < least || text.n > most ? -1 : (int)str_number(text, 9999);
}

typedef struct { int year, month, day; } Date;      /* month and day may be 0: not said */

static bool date_is_valid(Date date)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (date.year < 1 || date.month < 0 || date.month > 12 || date.day < 0)
        return false;
    if (date.month == 0)
        return date.day == 0;
    bool is_leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    return date.day <= lengths[date.month - 1] + (date.month == 2 && is_leap);
}

/* Cuts `text` at `mark` into at most three parts; returns how many. */
static size_t cut(Str text, char mark, Str parts[3])
{
    Str part;
    size_t n = 0;
    while (str_split(&text, mark, &part)) {
        if (part.n == 0 && mark == ' ')
            continue;
        if (n == 3)
            return 4;
        parts[n++] = part;
    }
    return n;
}

/* 2019-12-31, 2019-12, 2019 */
static bool read_iso(Str text, Date *date)
{
    Str parts[3];
    size_t n = cut(text, '-', parts);
    if (n < 1 || n > 3)
        return false;
    date->year = small_number(parts[0], 4, 4);
    date->month = n > 1 ? small_number(parts[1], 2, 2) : 0;
    date->day = n > 2 ? small_number(parts[2], 2, 2) : 0;
    return date->year > 0 && (n < 2 || date->month > 0) && (n < 3 || date->day > 0);
}

/* 31/12/2019 */
static bool read_slashes(Str text, Date *date)
{
    Str parts[3];
    if (cut(text, '/', parts) != 3)
        return false;
    *date = (Date){ small_number(parts[2], 4, 4), small_number(parts[1], 1, 2),
                    small_number(parts[0], 1, 2) };
    return date->month > 0 && date->day > 0;
}

/* "31 décembre 2019", "1er mars 2019", "mars 2019" */
static bool read_words(Str text, Date *date)
{
    Str parts[3];
    size_t n = cut(text, ' ', parts);
    if (n < 2 || n > 3)
        return false;
    Str day = parts[0];
    if (str_equal(day, STR("1er")))
        day = STR("1");
    *date = (Date){ small_number(parts[n - 1], 4, 4), month_number(parts[n - 2]),
                    n == 3 ? small_number(day, 1, 2) : 0 };
    return date->month > 0 && (n == 2 || date->day > 0);
}

bool value_read_date(Arena *arena, Str text, Span span, Value *value)
{
    Date date;
    text = str_trim(text);
    bool is_iso = read_iso(text, &date);
    bool is_read = is_iso || read_slashes(text, &date) || read_words(text, &date);
    if (!is_read || !date_is_valid(date))
        return false;
    Str iso = text;
    if (!is_iso && date.day > 0)
        iso = str_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
    else if (!is_iso)
        iso = str_printf(arena, "%04d-%02d", date.year, date.month);
    *value = (Value){ .kind = VALUE_DATE, .text = iso, .span = span };
    return true;
}

bool value_is_number(const Value *value)
{
    return value->kind == VALUE_NUMBER || value->kind == VALUE_AMOUNT || value->kind == VALUE_SHARE;
}

static Wide millionths(const Value *value)
{
    return value_is_number(value) ? (Wide)value->digits * powers[DECIMALS_MAX - value->decimals] : 0;
}

/* The nearest integer, halves up; b > 0. */
static Wide divide(Wide a, Wide b)
{
    Wide doubled = 2 * a + b;
    Wide quotient = doubled / (2 * b);
    return quotient - (doubled % (2 * b) < 0);
}

/* Puts a number of millionths into `value` with `decimals`, or with fewer
 * when it is too large for 15 digits, or the largest there is. */
static void put_millionths(Value *value, Wide number, uint8_t decimals)
{
    const Wide limit = powers[DIGITS_MAX] - 1;
    Wide digits = divide(number, powers[DECIMALS_MAX - decimals]);
    while ((digits > limit || digits < -limit) && decimals > 0)
        digits = divide(number, powers[DECIMALS_MAX - --decimals]);
    digits = digits > limit ? limit : digits < -limit ? -limit : digits;
    value->digits = (int64_t)digits;
    value->decimals = decimals;
}

Value value_sum(const Value *values, size_t n)
{
    Value sum = { .kind = VALUE_MISSING, .is_computed = true };
    Wide total = 0;
    uint8_t decimals = 0;
    bool has_sign[SIGN_COUNT] = { false }, is_blank = false;
    for (size_t i = 0; i < n; i++) {
        if (!value_is_number(&values[i])) {
            has_sign[value_sign(&values[i])] = true;
            is_blank |= str_equal(str_trim(values[i].text), TO_FILL);
            continue;
        }
        if (sum.kind == VALUE_MISSING) {
            sum.kind = values[i].kind;
            sum.unit = values[i].unit;
            sum.span = values[i].span;
        }
        total += millionths(&values[i]);
        decimals = values[i].decimals > decimals ? values[i].decimals : decimals;
    }
    put_millionths(&sum, total, decimals);
    if (sum.kind == VALUE_MISSING)
        sum.text = is_blank ? TO_FILL : value_sign_text(has_sign[SIGN_UNKNOWN]      ? SIGN_UNKNOWN
                                   : has_sign[SIGN_NEGLIGIBLE] ? SIGN_NEGLIGIBLE
                                   : has_sign[SIGN_NIL]        ? SIGN_NIL : SIGN_NONE);
    return sum;
}

/* Twice the millionths, so that "ε" has a place between 0 and the least figure. */
static Wide rank(const Value *value)
{
    static const Wide ranks[] = { [SIGN_NONE] = 0, [SIGN_NIL] = 0, [SIGN_NEGLIGIBLE] = 1,
                                  [SIGN_UNKNOWN] = -((Wide)1 << 100) };
    return value_is_number(value) ? 2 * millionths(value) : ranks[value_sign(value)];
}

int value_compare(const Value *a, const Value *b)
{
    Wide left = rank(a), right = rank(b);
    return (left > right) - (left < right);
}

Value value_share(const Value *part, const Value *whole, uint8_t decimals)
{
    Value share = { .kind = VALUE_SHARE, .is_computed = true, .span = part->span };
    Wide a = millionths(part), b = millionths(whole);
    if (b == 0) {
        share.kind = VALUE_MISSING;
        return share;
    }
    decimals = decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
    Wide scale = (Wide)100 * powers[decimals];
    Wide rounded = b > 0 ? divide(a * scale, b) : divide(-a * scale, -b);
    put_millionths(&share, rounded * powers[DECIMALS_MAX - decimals], decimals);
    return share;
}

double value_double(const Value *value)
{
    return value_is_number(value) ? (double)value->digits / (double)powers[value->decimals] : 0;
}
