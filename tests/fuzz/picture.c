/* A picture of an edition, PNG or JPEG, to all outputs. The checksums of a PNG are put right first: what is changed would
 * else be refused before it is read. */
#include "fuzz.h"

#include <string.h>
#include <zlib.h>

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* PNG (ISO/IEC 15948), 5.3: length, type, data, CRC of type and data. */
static void mend_checksums(unsigned char *bytes, size_t n)
{
    enum { SIGNATURE = 8, LENGTH = 4, TYPE = 4, CRC = 4 };
    for (size_t at = SIGNATURE; n >= LENGTH + TYPE + CRC && at <= n - LENGTH - TYPE - CRC;) {
        size_t length = big_endian(bytes + at);
        if (length > n - at - LENGTH - TYPE - CRC)
            return;
        uint32_t sum = (uint32_t)crc32(0, bytes + at + LENGTH, (uInt)(TYPE + length));
        for (size_t i = 0; i < CRC; i++)
            bytes[at + LENGTH + TYPE + length + i] = (unsigned char)(sum >> (24 - 8 * i));
        at += LENGTH + TYPE + length + CRC;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char rapport[] = "nom: essai\ntitre: T\nedition: E\nannee: 2019\ndate: 2019\nlangue: fr\norganisme: O\nresume: R\n"
                                  "parties: [{ titre: I, fichier: texte.md }]\n";
    Arena *arena = arena_open();
    Str picture = fuzz_bytes(arena, bytes, n);
    if (n > 0 && bytes[0] == 0x89)
        mend_checksums((unsigned char *)picture.p, n);
    fuzz_write(arena, path_join(arena, fuzz_folder(), STR("rapport.yaml")), STR(rapport));
    fuzz_write(arena, path_join(arena, fuzz_folder(), STR("texte.md")), STR("![Une image](image.png)\n"));
    fuzz_write(arena, path_join(arena, fuzz_folder(), STR("image.png")), picture);
    fuzz_built(arena, build_open(&(BuildInput){ .content = fuzz_folder(), .share = STR(FUZZ_SHARE), .is_strict = true,
                                                .tools = fuzz_tools() }));
    arena_close(arena);
    return 0;
}
