/* hash.h - SHA-256 (FIPS 180-4), through nettle */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

enum { SHA256_SIZE = 32 };

void sha256(Str text, unsigned char digest[SHA256_SIZE]);
Str  digest_hex(Arena *arena, const unsigned char digest[SHA256_SIZE]);   /* 64 small letters and digits */
Str  sha256_hex(Arena *arena, Str text);                                  /* both */

#endif
