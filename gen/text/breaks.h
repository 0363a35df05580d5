/* breaks.h - where a line may end (UAX #14), through libunibreak, corrected
 * for French: never before or after a no-break space, never after an
 * apostrophe, allowed after a hyphen between words and after / in addresses. */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include "base/str.h"

typedef enum { BREAK_NO, BREAK_MAY, BREAK_MUST } Break;

/* Makes the library's tables: once a process, before the first text. fonts_open() does it. */
void breaks_init(void);

/* For each byte i of `text`: what may happen after it. The last byte is
 * BREAK_MUST. */
void breaks_find(Arena *scratch, Str text, Break *after);

/* True when a stretch of text without blanks is an address of the web or of
 * the post: such a word is cut at its marks and never hyphenated. */
bool breaks_is_address(Str word);

#endif
