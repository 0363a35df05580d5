#include "base/hash.h"
#include "export/export.h"
#include "export/json.h"

Str export_manifest(Arena *arena, const ExportFile *files, size_t n, Str name, Str title, Str date)
{
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
        json_member(&json, "sha256", sha256_hex(arena, files[i].bytes));
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    return json_end(&json);
}
