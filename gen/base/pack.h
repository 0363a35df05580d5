/* pack.h - bytes compressed (zlib format, RFC 1950), by libdeflate: whole buffers at once, half the time of zlib */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include "base/buf.h"

typedef struct libdeflate_compressor Packer;

/* Ends the process like an arena when there is no memory. */
Packer *packer_open(void);
void    packer_close(Packer *packer);

/* Empties `packed` and puts the compressed bytes there. */
void    packer_pack(Packer *packer, Str bytes, Buf *packed);

#endif
