#include "base/hash.h"

#include <nettle/sha2.h>

void sha256(Str text, unsigned char digest[SHA256_SIZE])
{
    struct sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, text.n, (const uint8_t *)text.p);
    sha256_digest(&state, SHA256_SIZE, digest);
}

Str digest_hex(Arena *arena, const unsigned char digest[SHA256_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    char *hex = arena_alloc(arena, 2 * SHA256_SIZE, 1);
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    return (Str){ hex, 2 * SHA256_SIZE };
}

Str sha256_hex(Arena *arena, Str text)
{
    unsigned char digest[SHA256_SIZE];
    sha256(text, digest);
    return digest_hex(arena, digest);
}
