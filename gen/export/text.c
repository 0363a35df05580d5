#include "export/export_impl.h"

static void put_blocks(Buf *out, const Block *block, const char *marker)
{
    for (; block != NULL; block = block->next) {
        if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING) {
            if (out->n > 0)
                buf_char(out, '\n');
            buf_c(out, marker);
            buf_str(out, inlines_text(out->arena, block->inlines));
            marker = "";
        } else if (block->kind == BLOCK_CODE) {
            buf_str(out, block->text);
        } else {
            put_blocks(out, block->first, block->kind == BLOCK_ITEM ? "– " : marker);
        }
    }
}

Str blocks_text(Arena *arena, const Block *blocks)
{
    Buf out = buf_new(arena);
    put_blocks(&out, blocks, "");
    return buf_text(&out);
}

Str value_text(Arena *arena, const Value *value, char mark)
{
    if (!value_is_number(value))
        return value->text;
    uint64_t unit = 1, digits = value->digits < 0 ? -(uint64_t)value->digits : (uint64_t)value->digits;
    for (unsigned i = 0; i < value->decimals; i++)
        unit *= 10;
    const char *sign = value->digits < 0 ? "-" : "";
    unsigned long long whole = digits / unit, rest = digits % unit;
    if (value->decimals == 0)
        return str_printf(arena, "%s%llu", sign, whole);
    return str_printf(arena, "%s%llu%c%0*llu", sign, whole, mark, (int)value->decimals, rest);
}
