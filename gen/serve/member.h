/* member.h - members of a JSON object or list, one after the other (RFC 8259), all on the one line that an event of a
 * stream has; export/json.h writes files */
#ifndef SERVE_MEMBER_H
#define SERVE_MEMBER_H

#include "base/buf.h"

/* A comma, unless the object or list has just begun. */
void member_comma(Buf *out);

void member_key(Buf *out, const char *key);
void member_text(Buf *out, const char *key, Str text);         /* nothing for an empty text */
void member_number(Buf *out, const char *key, long number);
void member_flag(Buf *out, const char *key, bool flag);        /* nothing for false */

#endif
