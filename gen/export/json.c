#include "export/json.h"

Json json_new(Arena *arena)
{
    return (Json){ .out = buf_new(arena) };
}

static void begin_item(Json *json)
{
    if (json->follows_name) {
        json->follows_name = false;
        return;
    }
    if (json->has_item)
        buf_char(&json->out, ',');
    if (json->depth > 0)
        buf_printf(&json->out, "\n%*s", 2 * json->depth, "");
    json->has_item = true;
}

void json_open(Json *json, char bracket)
{
    begin_item(json);
    buf_char(&json->out, bracket);
    json->depth++;
    json->has_item = false;
}

void json_close(Json *json, char bracket)
{
    json->depth--;
    if (json->has_item)
        buf_printf(&json->out, "\n%*s", 2 * json->depth, "");
    buf_char(&json->out, bracket);
    json->has_item = true;
}

void json_key(Json *json, Str name)
{
    begin_item(json);
    buf_json(&json->out, name);
    buf_c(&json->out, ": ");
    json->follows_name = true;
}

void json_name(Json *json, const char *name)
{
    json_key(json, str_from_c(name));
}

void json_text(Json *json, Str text)
{
    begin_item(json);
    buf_json(&json->out, text);
}

void json_literal(Json *json, Str literal)
{
    begin_item(json);
    buf_str(&json->out, literal);
}

void json_member(Json *json, const char *name, Str text)
{
    if (text.n == 0)
        return;
    json_name(json, name);
    json_text(json, text);
}

Str json_end(Json *json)
{
    buf_char(&json->out, '\n');
    return buf_text(&json->out);
}
