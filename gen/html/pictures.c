#include "html/pictures.h"

#include "doc/picture.h"

enum { PICTURE_LIMIT = 32 << 20 };

static bool has_path(const Pictures *pictures, Str path)
{
    for (size_t i = 0; i < pictures->list.n; i++)
        if (str_equal(pictures->list.at[i].path, path))
            return true;
    return false;
}

static Str free_path(Pictures *pictures, Str name)
{
    Str path = str_join(pictures->arena, STR("images/"), name);
    for (int i = 2; has_path(pictures, path); i++)
        path = str_printf(pictures->arena, "images/%d-%.*s", i, STR_ARG(name));
    return path;
}

const Picture *picture_find(Pictures *pictures, Str file, Span span)
{
    for (size_t i = 0; i < pictures->list.n; i++)
        if (str_equal(pictures->list.at[i].file, file))
            return pictures->list.at[i].path.n > 0 ? &pictures->list.at[i] : NULL;
    Picture picture = { .file = file };
    PictureHead head = { 0 };
    bool is_sound = file_read(pictures->arena, file, PICTURE_LIMIT, &picture.bytes) && picture_head(picture.bytes, &head);
    picture.width = head.width;
    picture.height = head.height;
    if (is_sound)
        picture.path = free_path(pictures, path_name(file));
    else
        diag_add(pictures->diags, DIAG_IMAGE_UNREADABLE, span, "'%.*s'", STR_ARG(file));
    array_push(pictures->arena, &pictures->list, picture);
    return is_sound ? &array_last(&pictures->list) : NULL;
}
