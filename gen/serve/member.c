#include "serve/member.h"

void member_comma(Buf *out)
{
    char last = out->n > 0 ? out->p[out->n - 1] : '{';
    if (last != '{' && last != '[')
        buf_char(out, ',');
}

void member_key(Buf *out, const char *key)
{
    member_comma(out);
    buf_printf(out, "\"%s\":", key);
}

void member_text(Buf *out, const char *key, Str text)
{
    if (text.n == 0)
        return;
    member_key(out, key);
    buf_json(out, text);
}

void member_number(Buf *out, const char *key, long number)
{
    member_key(out, key);
    buf_printf(out, "%ld", number);
}

void member_flag(Buf *out, const char *key, bool flag)
{
    if (!flag)
        return;
    member_key(out, key);
    buf_c(out, "true");
}
