#include <stdatomic.h>

#include "base/hash.h"
#include "base/task.h"
#include "export/export.h"
#include "export/json.h"

typedef struct { unsigned char bytes[SHA256_SIZE]; } Digest;

/* Two threads take the files' digests, each the next that nobody has. */
typedef struct {
    const ExportFile *files;
    size_t            n;
    Digest           *digests;
    atomic_size_t     next;
} Hashing;

static void hash_files(void *context)
{
    Hashing *hashing = context;
    for (size_t i; (i = atomic_fetch_add(&hashing->next, 1)) < hashing->n;)
        sha256(hashing->files[i].bytes, hashing->digests[i].bytes);
}

static const Digest *digests_of(Arena *arena, const ExportFile *files, size_t n)
{
    Task task;
    Hashing hashing = { .files = files, .n = n, .digests = arena_array(arena, Digest, n) };
    atomic_init(&hashing.next, 0);
    task_start(&task, hash_files, &hashing);
    hash_files(&hashing);
    task_join(&task);
    return hashing.digests;
}

Str export_manifest(Arena *arena, const ExportFile *files, size_t n, Str name, Str title, Str date)
{
    const Digest *digests = digests_of(arena, files, n);
    Json json = json_new(arena);
    json_open(&json, '{');
    json_member(&json, "nom", name);
    json_member(&json, "titre", title);
    json_member(&json, "date", date);
    json_member(&json, "generateur", STR("bilan"));
    json_name(&json, "fichiers");
    json_open(&json, '[');
    for (size_t i = 0; i < n; i++) {
        json_open(&json, '{');
        json_member(&json, "chemin", files[i].path);
        json_name(&json, "octets");
        json_literal(&json, str_printf(arena, "%zu", files[i].bytes.n));
        json_member(&json, "sha256", digest_hex(arena, digests[i].bytes));
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    return json_end(&json);
}
