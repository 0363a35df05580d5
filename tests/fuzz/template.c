/* A Mustache template and, behind the mark, a partial that it may call. */
#include "fuzz.h"

#include "html/template.h"

static View *make_view(Arena *arena)
{
    View *view = view_object(arena), *list = view_list(view, "l"), *part = view_part(view, "a");
    view_text(view, "x", STR("<i> & 'é'"));
    view_text(view, "vide", STR_NONE);
    view_flag(view, "oui", true);
    view_flag(view, "non", false);
    view_list(view, "rien");
    view_text(part, "b", STR("v\nw"));
    view_text(view_part(part, "c"), "x", STR("dedans"));
    view_text(view_add(list), "i", STR("1"));
    view_text(view_add(list), "i", STR("2"));
    view_add_text(list, STR("trois"));
    return view;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Arena *arena = arena_open();
    Sources sources = sources_new(arena);
    Diags diags = diags_new(arena);
    Strs folders = { 0 };
    Str parts[2];
    fuzz_parts(arena, bytes, n, parts, 2);
    array_push(arena, &folders, STR("/nonexistent"));
    Templates *templates = templates_open(arena, &sources, &folders, &diags);
    templates_add(templates, STR("main"), parts[0]);
    templates_add(templates, STR("p"), parts[1]);
    Buf out = buf_new(arena);
    template_render(templates, STR("main"), make_view(arena), &out);
    fuzz_messages(&diags, &sources);
    arena_close(arena);
    return 0;
}
