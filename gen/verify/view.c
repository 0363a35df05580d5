#include "verify/view.h"

#include "verify/provenance.h"

bool view_open(Arena *arena, Arena *scratch, Str bytes, View *view)
{
    *view = (View){ .arena = arena, .scratch = scratch, .info = &object_null, .catalogue = &object_null };
    view->structure.root = &object_null;
    if (!file_open(arena, bytes, &view->file))
        return false;
    view->catalogue = file_get(&view->file, view->file.trailer, "Root");
    if (object_entry(view->file.trailer, "Encrypt")->kind != OBJ_NULL)
        return true;                     /* what is behind the key is not read */
    view->info = file_get(&view->file, view->file.trailer, "Info");
    for (uint32_t number = 1; number < view->file.entries.n; number++)
        file_object(&view->file, number);
    pages_read(view);
    content_read(view);
    structure_read(view);
    metadata_read(view);
    provenance_read(view);
    return true;
}
