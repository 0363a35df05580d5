#include "html/view.h"

static View *view_new(Arena *arena, ViewKind kind)
{
    View *view = arena_new(arena, View);
    view->kind = kind;
    view->arena = arena;
    return view;
}

View *view_object(Arena *arena)
{
    return view_new(arena, VIEW_OBJECT);
}

void view_put(View *object, const char *name, View *view)
{
    array_push(object->arena, &object->members, (ViewMember){ str_from_c(name), view });
}

void view_text(View *object, const char *name, Str text)
{
    View *view = view_new(object->arena, VIEW_TEXT);
    view->text = text;
    view_put(object, name, view);
}

void view_flag(View *object, const char *name, bool flag)
{
    View *view = view_new(object->arena, VIEW_FLAG);
    view->flag = flag;
    view_put(object, name, view);
}

View *view_list(View *object, const char *name)
{
    View *list = view_new(object->arena, VIEW_LIST);
    view_put(object, name, list);
    return list;
}

View *view_part(View *object, const char *name)
{
    View *part = view_new(object->arena, VIEW_OBJECT);
    view_put(object, name, part);
    return part;
}

View *view_add(View *list)
{
    View *item = view_new(list->arena, VIEW_OBJECT);
    view_put(list, "", item);
    return item;
}

void view_add_text(View *list, Str text)
{
    view_text(list, "", text);
}

void view_add_list(View *list, View *item)
{
    view_put(list, "", item);
}

const View *view_find(const View *object, Str name)
{
    if (object->kind != VIEW_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->members.n; i++)
        if (str_equal(object->members.at[i].name, name))
            return object->members.at[i].view;
    return NULL;
}

bool view_is_true(const View *view)
{
    if (view == NULL)
        return false;
    switch (view->kind) {
    case VIEW_TEXT:   return view->text.n > 0;
    case VIEW_FLAG:   return view->flag;
    case VIEW_LIST:   return view->members.n > 0;
    case VIEW_OBJECT: return true;
    case VIEW_KINDS:  break;
    }
    return false;
}
