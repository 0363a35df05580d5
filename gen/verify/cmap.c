#include "verify/cmap.h"

#include <stdlib.h>

#include "verify/object.h"

static bool code_of(const Object *object, uint32_t *code)
{
    *code = 0;
    if (object->kind != OBJ_STRING || object->text.n == 0 || object->text.n > 4)
        return false;
    for (size_t i = 0; i < object->text.n; i++)
        *code = *code << 8 | (unsigned char)object->text.p[i];
    return true;
}

static bool read_char(Arena *arena, Lexer *lexer, const Object *first, UnicodeMap *map)
{
    uint32_t code;
    Object target;
    if (!code_of(first, &code) || !lex_object(lexer, &target) || target.kind != OBJ_STRING)
        return false;
    array_push(arena, &map->rows, (MapRow){ code, code, target.text });
    return true;
}

static bool read_range(Arena *arena, Lexer *lexer, const Object *first, UnicodeMap *map)
{
    uint32_t lo, hi;
    Object last, target;
    if (!code_of(first, &lo) || !lex_object(lexer, &last) || !code_of(&last, &hi) || hi < lo
        || !lex_object(lexer, &target))
        return false;
    if (target.kind == OBJ_STRING) {
        array_push(arena, &map->rows, (MapRow){ lo, hi, target.text });
        return true;
    }
    if (target.kind != OBJ_ARRAY || target.list.n != hi - lo + 1)
        return false;
    for (uint32_t i = 0; i <= hi - lo; i++) {
        if (target.list.at[i].kind != OBJ_STRING)
            return false;
        array_push(arena, &map->rows, (MapRow){ lo + i, lo + i, target.list.at[i].text });
    }
    return true;
}

static int by_code(const void *a, const void *b)
{
    const MapRow *one = a, *two = b;
    return one->lo < two->lo ? -1 : one->lo > two->lo;
}

bool cmap_read(Arena *arena, Str text, UnicodeMap *map)
{
    bool (*row)(Arena *, Lexer *, const Object *, UnicodeMap *) = NULL;
    Lexer lexer = lexer_new(arena, text, 0);
    Object object;
    bool is_sound = true;
    *map = (UnicodeMap){ 0 };
    while (is_sound && lex_object(&lexer, &object)) {
        if (object.kind == OBJ_WORD)
            row = str_equal(object.text, STR("beginbfchar")) ? read_char
                : str_equal(object.text, STR("beginbfrange")) ? read_range : NULL;
        else if (row != NULL)
            is_sound = row(arena, &lexer, &object, map);
    }
    if (map->rows.n > 0)
        qsort(map->rows.at, map->rows.n, sizeof *map->rows.at, by_code);
    lex_blanks(&lexer);
    return is_sound && lexer.at == text.n;
}

bool cmap_text(Arena *arena, const UnicodeMap *map, uint32_t code, Str *text)
{
    size_t lo = 0, hi = map->rows.n;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (map->rows.at[middle].lo <= code)
            lo = middle + 1;
        else
            hi = middle;
    }
    if (lo == 0 || map->rows.at[lo - 1].hi < code)
        return false;
    MapRow row = map->rows.at[lo - 1];
    if (code > row.lo && row.target.n >= 2) {
        char *unit = arena_alloc(arena, row.target.n, 1);
        for (size_t i = 0; i < row.target.n; i++)
            unit[i] = row.target.p[i];
        uint32_t last = (uint32_t)(unsigned char)unit[row.target.n - 2] << 8 | (unsigned char)unit[row.target.n - 1];
        last += code - row.lo;
        unit[row.target.n - 2] = (char)(last >> 8 & 0xFF);
        unit[row.target.n - 1] = (char)(last & 0xFF);
        row.target.p = unit;
    }
    *text = utf16_text(arena, row.target);
    return true;
}
