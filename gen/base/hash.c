#include "base/hash.h"

#include <nettle/sha2.h>

#include "base/buf.h"

void sha256(Str text, unsigned char digest[SHA256_SIZE])
{
    struct sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, text.n, (const uint8_t *)text.p);
    sha256_digest(&state, SHA256_SIZE, digest);
}

Str sha256_hex(Arena *arena, Str text)
{
    unsigned char digest[SHA256_SIZE];
    sha256(text, digest);
    Buf hex = buf_new(arena);
    for (size_t i = 0; i < SHA256_SIZE; i++)
        buf_printf(&hex, "%02x", digest[i]);
    return buf_text(&hex);
}
