#include "html/woff.h"

#include "base/pack.h"

enum { SFNT_HEADER = 12, SFNT_ENTRY = 16, WOFF_HEADER = 44, WOFF_ENTRY = 20, TABLES_MAX = 64 };

typedef struct { uint32_t tag, checksum, offset, length; } Table;

static uint32_t read32(Str bytes, size_t at)
{
    const unsigned char *p = (const unsigned char *)bytes.p + at;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void put32(Buf *out, uint32_t number)
{
    char bytes[] = { (char)(number >> 24), (char)(number >> 16), (char)(number >> 8), (char)number };
    buf_bytes(out, bytes, sizeof bytes);
}

static void put16(Buf *out, uint32_t number)
{
    buf_char(out, (char)(number >> 8));
    buf_char(out, (char)number);
}

static uint32_t round4(uint32_t length)
{
    return (length + 3) & ~UINT32_C(3);
}

static void pad4(Buf *out)
{
    while (out->n % 4 != 0)
        buf_char(out, 0);
}

/* Reads the table directory; its entries are sorted by tag already. Returns
 * how many there are, 0 when this is no sfnt. */
static size_t read_directory(Str program, Table tables[TABLES_MAX])
{
    if (program.n < SFNT_HEADER)
        return 0;
    size_t n = read32(program, 4) >> 16;
    if (n > TABLES_MAX || program.n < SFNT_HEADER + n * SFNT_ENTRY)
        return 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = SFNT_HEADER + i * SFNT_ENTRY;
        tables[i] = (Table){ read32(program, at), read32(program, at + 4), read32(program, at + 8),
                             read32(program, at + 12) };
        if (tables[i].offset > program.n || tables[i].length > program.n - tables[i].offset)
            return 0;
    }
    return n;
}

/* The table's bytes as they are stored: compressed, or as they were. */
static Str pack_table(Arena *arena, Packer *packer, Str table)
{
    Buf packed = buf_new(arena);
    packer_pack(packer, table, &packed);
    return packed.n < table.n ? buf_text(&packed) : table;
}

static void put_header(Buf *out, Str program, size_t n, uint32_t size, uint32_t plain_size)
{
    put32(out, UINT32_C(0x774F4646));    /* "wOFF" */
    put32(out, read32(program, 0));
    put32(out, size);
    put16(out, (uint32_t)n);
    put16(out, 0);
    put32(out, plain_size);
    put32(out, UINT32_C(0x00010000));    /* version 1.0 */
    for (int i = 0; i < 5; i++)
        put32(out, 0);                   /* no metadata, no private data */
}

Str woff_pack(Arena *arena, Str program)
{
    Table tables[TABLES_MAX];
    Str packed[TABLES_MAX];
    size_t n = read_directory(program, tables);
    uint32_t size = WOFF_HEADER + (uint32_t)n * WOFF_ENTRY, plain_size = SFNT_HEADER + (uint32_t)n * SFNT_ENTRY;
    if (n == 0)
        return STR_NONE;
    Packer *packer = packer_open(PACK_SMALL);
    for (size_t i = 0; i < n; i++) {
        packed[i] = pack_table(arena, packer, str_slice(program, tables[i].offset, tables[i].offset + tables[i].length));
        size += round4((uint32_t)packed[i].n);
        plain_size += round4(tables[i].length);
    }
    packer_close(packer);
    Buf out = buf_new(arena);
    put_header(&out, program, n, size, plain_size);
    uint32_t offset = WOFF_HEADER + (uint32_t)n * WOFF_ENTRY;
    for (size_t i = 0; i < n; i++) {
        put32(&out, tables[i].tag);
        put32(&out, offset);
        put32(&out, (uint32_t)packed[i].n);
        put32(&out, tables[i].length);
        put32(&out, tables[i].checksum);
        offset += round4((uint32_t)packed[i].n);
    }
    for (size_t i = 0; i < n; i++) {
        buf_str(&out, packed[i]);
        pad4(&out);
    }
    return buf_text(&out);
}
