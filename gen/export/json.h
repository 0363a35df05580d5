/* json.h - writing JSON (RFC 8259), indented by two blanks
 *
 * Commas and line ends come by themselves: open, name, value, close.
 */
#ifndef EXPORT_JSON_H
#define EXPORT_JSON_H

#include "base/buf.h"

typedef struct { Buf out; int depth; bool has_item; bool follows_name; } Json;

Json json_new(Arena *arena);
void json_open(Json *json, char bracket);          /* '{' or '[' */
void json_close(Json *json, char bracket);         /* '}' or ']' */
void json_name(Json *json, const char *name);
void json_key(Json *json, Str name);
void json_text(Json *json, Str text);
void json_literal(Json *json, Str literal);        /* a number, true, false, null */

/* A name and its text; nothing when the text is empty. */
void json_member(Json *json, const char *name, Str text);

Str  json_end(Json *json);                         /* with a line end */

#endif
