#include "base/pack.h"

#include <libdeflate.h>

Packer *packer_open(PackLevel level)
{
    Packer *packer = libdeflate_alloc_compressor(level);
    if (packer == NULL)
        arena_out_of_memory();
    return packer;
}

void packer_close(Packer *packer)
{
    libdeflate_free_compressor(packer);
}

void packer_pack(Packer *packer, Str bytes, Buf *packed)
{
    size_t bound = libdeflate_zlib_compress_bound(packer, bytes.n);
    packed->n = 0;
    buf_reserve(packed, bound);
    packed->n = libdeflate_zlib_compress(packer, bytes.p, bytes.n, packed->p, packed->room);
}
