#include <stdlib.h>
#define ZLIB_CONST                      /* next_in points to const bytes */
#include <zlib.h>

#include "base/buf.h"
#include "verify/file.h"

/* FlateDecode with the predictors of PNG (ISO 32000-1, 7.4.4). */

static const Object *filter_of(PdfFile *file, const Object *stream, size_t index)
{
    const Object *filter = file_get(file, stream, "Filter");
    return filter->kind == OBJ_ARRAY ? file_item(file, filter, index) : index == 0 ? filter : &object_null;
}

static const Object *parameters_of(PdfFile *file, const Object *stream)
{
    const Object *parameters = file_get(file, stream, "DecodeParms");
    return parameters->kind == OBJ_ARRAY ? file_item(file, parameters, 0) : parameters;
}

bool stream_has_filter(PdfFile *file, const Object *stream, const char *name)
{
    for (size_t i = 0; filter_of(file, stream, i)->kind == OBJ_NAME; i++)
        if (object_is(filter_of(file, stream, i), name))
            return true;
    return false;
}

static bool inflate_bytes(PdfFile *file, Arena *arena, Str packed, Str *bytes)
{
    z_stream stream = { 0 };
    if (inflateInit(&stream) != Z_OK)
        return false;
    size_t limit = file->unpack_left < UNPACK_ONE ? file->unpack_left : UNPACK_ONE;
    size_t room = packed.n * 4 + 256 < limit ? packed.n * 4 + 256 : limit, used = 0;
    char *out = arena_alloc(arena, room ? room : 1, 1);
    int status = Z_OK;
    stream.next_in = (const Bytef *)(packed.n ? packed.p : "");
    stream.avail_in = (uInt)packed.n;
    while (status == Z_OK) {
        if (used == room) {
            size_t wider = room < limit / 2 ? room * 2 : limit;
            if (wider == room)
                break;
            out = arena_grow(arena, out, room, wider);
            room = wider;
        }
        stream.next_out = (Bytef *)out + used;
        stream.avail_out = (uInt)(room - used);
        status = inflate(&stream, Z_NO_FLUSH);
        used = room - stream.avail_out;
    }
    inflateEnd(&stream);
    file->unpack_left -= used;
    *bytes = (Str){ out, used };
    return status == Z_STREAM_END;
}

static int paeth(int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* One row in place; `above` is NULL for the first. PNG, 9.2. */
static bool undo_row(int filter, unsigned char *row, const unsigned char *above, size_t n, size_t pixel)
{
    if (filter < 0 || filter > 4)
        return false;
    for (size_t i = 0; i < n; i++) {
        int left = i >= pixel ? row[i - pixel] : 0, up = above ? above[i] : 0;
        int corner = above && i >= pixel ? above[i - pixel] : 0;
        const int guess[] = { 0, left, up, (left + up) / 2, paeth(left, up, corner) };
        row[i] = (unsigned char)(row[i] + guess[filter]);
    }
    return true;
}

static int64_t parameter(PdfFile *file, const Object *parameters, const char *key, int64_t otherwise)
{
    const Object *value = file_get(file, parameters, key);
    return value->kind == OBJ_INTEGER ? value->integer : otherwise;
}

static bool undo_predictor(PdfFile *file, const Object *parameters, Str *bytes)
{
    int64_t colours = parameter(file, parameters, "Colors", 1), bits = parameter(file, parameters, "BitsPerComponent", 8);
    int64_t columns = parameter(file, parameters, "Columns", 1);
    if (colours < 1 || colours > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1 << 24)
        return false;
    size_t pixel = (size_t)(colours * bits + 7) / 8, n = (size_t)(colours * bits * columns + 7) / 8;
    unsigned char *at = (unsigned char *)(uintptr_t)bytes->p, *to = at, *above = NULL;
    for (size_t rest = bytes->n; rest > n; rest -= n + 1, at += n + 1) {
        int filter = at[0];
        for (size_t i = 0; i < n; i++)
            to[i] = at[1 + i];
        if (!undo_row(filter, to, above, n, pixel))
            return false;
        above = to;
        to += n;
    }
    bytes->n = (size_t)(to - (unsigned char *)(uintptr_t)bytes->p);
    return true;
}

bool file_unpack(PdfFile *file, Arena *arena, const Object *stream, Str *bytes)
{
    *bytes = STR_NONE;
    if (stream->kind != OBJ_STREAM)
        return false;
    const Object *filter = filter_of(file, stream, 0);
    if (filter->kind == OBJ_NULL) {
        *bytes = stream->stream->raw;
        return true;
    }
    if (!object_is(filter, "FlateDecode") || filter_of(file, stream, 1)->kind != OBJ_NULL
        || !inflate_bytes(file, arena, stream->stream->raw, bytes))
        return false;
    const Object *parameters = parameters_of(file, stream);
    return parameter(file, parameters, "Predictor", 1) < 10 || undo_predictor(file, parameters, bytes);
}
