/* An .xlsx: its parts, each behind a mark and packed here, so that what is changed is XML and not a checksum; what
 * begins as a ZIP archive is taken as it is. */
#include "fuzz.h"

#include <minizip/zip.h>
#include <string.h>
#include <unistd.h>

#include "claims.h"

static const char *const names[] = {
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
    "xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml",
};
enum { NAMES = sizeof names / sizeof *names };

static void pack(const char *path, const Str *parts)
{
    zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
    fuzz_claim(zip != NULL, "an archive can be made");
    for (size_t i = 0; i < NAMES; i++) {
        if (parts[i].n == 0)
            continue;
        zipOpenNewFileInZip(zip, names[i], NULL, NULL, 0, NULL, 0, NULL, 0, 0);
        zipWriteInFileInZip(zip, parts[i].p, (unsigned)parts[i].n);
        zipCloseFileInZip(zip);
    }
    zipClose(zip, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    bool is_packed = n > 1 && memcmp(bytes, "PK", 2) == 0;
    Str path, parts[NAMES];
    int file = fuzz_file(arena, is_packed ? fuzz_bytes(arena, bytes, n) : STR_NONE, &path);
    fuzz_parts(arena, bytes, n, parts, NAMES);
    if (!is_packed)
        pack(path.p, parts);
    Grid grid = { 0 };
    if (grid_read_xlsx(arena, path, STR_NONE, &grid, &diags))
        claim_import(arena, &sources, &grid, &diags);
    else
        fuzz_claim(diags.list.n > 0, "a workbook that is not read says why");
    close(file);
    fuzz_messages(&diags, &sources);
    arena_close(arena);
    return 0;
}
