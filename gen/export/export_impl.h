/* export_impl.h - what the exporters share */
#ifndef EXPORT_EXPORT_IMPL_H
#define EXPORT_EXPORT_IMPL_H

#include "base/buf.h"
#include "export/export.h"

/* A cell's content without marks: a line a paragraph, "– " before a list's items. */
Str blocks_text(Arena *arena, const Block *blocks);

/* The number alone, `mark` before its decimals, no blanks; the sign of a
 * missing value; the text of others. */
Str value_text(Arena *arena, const Value *value, char mark);

#endif
