/* invisible.h - characters that no text holds */
#ifndef DATA_INVISIBLE_H
#define DATA_INVISIBLE_H

#include "diag/diag.h"

/* True for what a file may hold: of the controls tab and line ends alone, no byte-order mark, no noncharacter (YAML 1.1,
 * section 4.1). */
bool rune_is_text(uint32_t rune);

/* The text with blanks for the bytes of what is none, which is reported once (B123). It lies at `span`, as it is or, where
 * the lengths differ, written otherwise. */
Str text_without_invisible(Arena *arena, Str text, Span span, Diags *diags);

#endif
