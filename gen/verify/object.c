#include "verify/object.h"

#include <string.h>

#include "base/buf.h"

const Object object_null = { .kind = OBJ_NULL };

static const Object *dict_of(const Object *object)
{
    if (object->kind == OBJ_STREAM)
        return &object->stream->dict;
    return object->kind == OBJ_DICT ? object : &object_null;
}

size_t object_pairs(const Object *object)
{
    const Object *dict = dict_of(object);
    return dict->kind == OBJ_DICT ? dict->list.n / 2 : 0;
}

Str object_key(const Object *object, size_t index)
{
    return dict_of(object)->list.at[2 * index].text;
}

const Object *object_value(const Object *object, size_t index)
{
    return &dict_of(object)->list.at[2 * index + 1];
}

const Object *object_entry(const Object *object, const char *key)
{
    size_t n = strlen(key), pairs = object_pairs(object);
    for (size_t i = 0; i < pairs; i++) {
        Str name = object_key(object, i);
        if (name.n == n && memcmp(name.p, key, n) == 0)
            return object_value(object, i);
    }
    return &object_null;
}

bool object_is(const Object *object, const char *name)
{
    return object->kind == OBJ_NAME && object->text.n == strlen(name)
        && memcmp(object->text.p, name, object->text.n) == 0;
}

bool object_number(const Object *object, double *value)
{
    if (object->kind == OBJ_INTEGER)
        *value = (double)object->integer;
    else if (object->kind == OBJ_REAL)
        *value = object->real;
    else
        return false;
    return true;
}

Str utf16_text(Arena *arena, Str bytes)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i + 1 < bytes.n; i += 2) {
        uint32_t unit = (uint32_t)(unsigned char)bytes.p[i] << 8 | (unsigned char)bytes.p[i + 1];
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.n) {
            uint32_t low = (uint32_t)(unsigned char)bytes.p[i + 2] << 8 | (unsigned char)bytes.p[i + 3];
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        buf_rune(&out, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
    }
    return buf_text(&out);
}

Str object_text(Arena *arena, const Object *string)
{
    if (string->kind != OBJ_STRING)
        return STR_NONE;
    Str bytes = string->text;
    if (str_starts(bytes, STR("\xFE\xFF")))
        return utf16_text(arena, str_slice(bytes, 2, bytes.n));
    bool is_ascii = true;
    for (size_t i = 0; i < bytes.n; i++)
        is_ascii = is_ascii && (unsigned char)bytes.p[i] < 0x80;
    if (is_ascii)
        return bytes;
    Buf out = buf_new(arena);
    for (size_t i = 0; i < bytes.n; i++)
        buf_rune(&out, (unsigned char)bytes.p[i]);
    return buf_text(&out);
}
